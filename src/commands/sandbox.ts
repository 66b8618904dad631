import { once } from 'node:events';
import type { FlowProfileId } from '#contract';
import type { Texts } from '#i18n';
import type { FaultKind, Sandbox, SandboxOptions, VpcdPlug } from '#sandbox';
import { cleanText } from '#text';
import type { CommandIo } from './command-io.ts';
import { EXIT_DONE, EXIT_FAILED } from './exit-codes.ts';

export interface SandboxCommandOptions {
	/** 0 or none: any free one. */
	readonly port?: number | undefined;
	/** Where authority, keys and certificates are kept; none: they are forgotten. */
	readonly dataDirectory?: string | undefined;
	/** `vpcd`: the seal and the signatory's card are plugged into this machine's pcscd. */
	readonly card: 'vpcd' | 'none';
	/** The same seed invents the same captchas, codes and PINs. */
	readonly seed?: number | undefined;
	/** Which way the portal goes; default that of the guide. */
	readonly flow?: FlowProfileId | undefined;
	/** What the portal does wrong on purpose. */
	readonly faults?: readonly FaultKind[] | undefined;
	readonly texts: Texts;
	readonly io: CommandIo;
	/** Ends the sandbox. */
	readonly signal: AbortSignal;
	readonly clock: SandboxOptions['clock'];
	/** Where vpcd's two slots listen; default: where its driver has them by itself. */
	readonly vpcdPorts?: Readonly<Record<PluggedCard, number>> | undefined;
}

type PluggedCard = 'seal' | 'signatory';

const VPCD_PORTS: Readonly<Record<PluggedCard, number>> = { seal: 35963, signatory: 35964 };

/**
 * Runs the sandbox until the signal ends it, and gives the exit code.
 *
 * On stdout stand lines `name: value` that are the same in every language: `sandbox`, `portal`,
 * `identity-site` where the login is there, `holder-number` and `security-word` (unless it was changed in an earlier run) once it can be used, `signatory-pin` before the
 * signatory's card is plugged in, and one `sms` for each message: time, number, text. They are no secrets: nothing of
 * the sandbox opens anything outside it.
 */
export async function runSandbox(options: SandboxCommandOptions): Promise<number> {
	const { texts, io, signal } = options;
	io.stderr(`${texts.commands.sandbox.notice}\n`);
	const sandbox = await openOrRefuse(options);
	if (typeof sandbox === 'string') {
		io.stderr(`${sandbox}\n`);
		return EXIT_FAILED;
	}
	try {
		await serve(sandbox, options, signal);
	} finally {
		await sandbox.close();
	}
	return EXIT_DONE;
}

/** The sentence where it cannot be opened. */
async function openOrRefuse(options: SandboxCommandOptions): Promise<Sandbox | string> {
	const { clock, seed, dataDirectory, port, flow, faults = [] } = options;
	const { refusals } = options.texts.commands.sandbox;
	const { openSandbox, SandboxDataError, SandboxPortalError } = await import('#sandbox');
	try {
		return await openSandbox({ clock, seed, dataDirectory, portalPort: port, flow, faults: new Set(faults) });
	} catch (error) {
		if (error instanceof SandboxPortalError) {
			return refusals[error.code];
		}
		if (error instanceof SandboxDataError) {
			return refusals[error.code](cleanText(error.path));
		}
		throw error;
	}
}

async function serve(sandbox: Sandbox, options: SandboxCommandOptions, signal: AbortSignal): Promise<void> {
	if (signal.aborted) {
		return;
	}
	const { io } = options;
	const { identity } = sandbox.portal;
	const ended = once(signal, 'abort');
	const stopListening = sandbox.phone.subscribe(({ at, to, text }) =>
		io.stdout(`sms: ${new Date(at).toISOString()} ${to} ${cleanText(text)}\n`),
	);
	const { holderNumber, securityWord } = sandbox.hint;
	io.stdout(
		[
			'sandbox: DENEME ORTAMI',
			`portal: ${sandbox.portal.url}`,
			...(identity === undefined ? [] : [`identity-site: ${identity.url}`]),
			`holder-number: ${holderNumber}`,
			...(securityWord === undefined ? [] : [`security-word: ${securityWord}`]),
			'',
		].join('\n'),
	);
	if (securityWord === undefined) {
		io.stderr(`${options.texts.commands.sandbox.wordChanged}\n`);
	}
	const plugs = options.card === 'vpcd' ? await plugIn(sandbox, options) : [];
	await ended;
	stopListening();
	await Promise.all(plugs.map((plug) => plug.close()));
}

/** The seal is in its reader while the signatory's keys are still being made. */
async function plugIn(
	sandbox: Sandbox,
	{ io, texts, vpcdPorts = VPCD_PORTS }: SandboxCommandOptions,
): Promise<readonly VpcdPlug[]> {
	const { plugIntoVpcd } = await import('#sandbox');
	const plug = (which: PluggedCard, card: Sandbox['card']): VpcdPlug =>
		plugIntoVpcd({
			card,
			port: vpcdPorts[which],
			onState: (state) => io.stderr(`${texts.commands.sandbox.cards[which][state]}\n`),
		});
	const seal = plug('seal', sandbox.card);
	const { card, pin } = await sandbox.issueSignatoryCard();
	io.stdout(`signatory-pin: ${pin.reveal()}\n`);
	return [seal, plug('signatory', card)];
}
