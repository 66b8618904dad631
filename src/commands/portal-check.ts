import type { Authorities, PortalAddress, ProxyRoute } from '#api';
import type { Texts } from '#i18n';
import type { CommandIo } from './command-io.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_NO_PORTAL } from './exit-codes.ts';
import type { PortalCheckReport } from './portal-check-report.ts';
import type { Ask, CheckAnswer } from './portal-checks.ts';

interface PortalCheckOptions {
	readonly address: PortalAddress;
	/** PEM file: who vouches for the portal; undefined: the authorities that Node brings. */
	readonly authoritiesPath: string | undefined;
	readonly proxy: ProxyRoute | undefined;
	readonly json: boolean;
	readonly texts: Texts;
	readonly io: CommandIo;
	readonly signal: AbortSignal;
}

type Check = PortalCheckReport['checks'][number];

/**
 * Looks whether a portal does what docs/portal-builders.md says, as far as that shows without an account: facts on
 * stdout, one line a check. Nothing is changed there but that a random key is withdrawn.
 *
 * Gives the exit code: done where everything that was asked is as it should be, failed where something is not, no portal
 * where it does not answer at all.
 */
export async function runPortalCheck(options: PortalCheckOptions): Promise<number> {
	const { address, json, texts, io, signal } = options;
	const words = texts.commands.portalCheck;
	const [{ CONTRACT_VERSION }, { operationsOf, PORTAL_CHECKS }] = await Promise.all([
		import('#contract'),
		import('./portal-checks.ts'),
	]);
	const ask = await asking(options);
	const service = await ask({ method: 'GET', path: '/v1/service' });
	if (service.kind === 'failure' && service.code !== 'bad-answer') {
		io.stderr(`muhurdar: ${words.unreachable(service.code)}\n`);
		return signal.aborted ? EXIT_FAILED : EXIT_NO_PORTAL;
	}
	const operations = operationsOf(service);
	const checks: Check[] = [];
	for (const { id, request, expected, section, isAsked, look } of PORTAL_CHECKS) {
		const isOffered = isAsked === undefined || isAsked(operations);
		const looked = isOffered ? await look(ask) : { isExpected: true, seen: '' };
		if (signal.aborted) {
			return EXIT_FAILED;
		}
		const state = !isOffered ? 'skipped' : looked.isExpected ? 'passed' : 'failed';
		checks.push({ id, state, request, expected, seen: looked.seen, section });
		if (!json) {
			io.stdout(
				`${lineOf({ state, request, expected, seen: looked.seen, section }, words.what[id], words)}\n`,
			);
		}
	}
	if (json) {
		const report: PortalCheckReport = {
			schemaVersion: 1,
			portal: address,
			contractVersion: CONTRACT_VERSION,
			checks,
		};
		io.stdout(`${JSON.stringify(report, undefined, '\t')}\n`);
	}
	const failures = checks.filter(({ state }) => state === 'failed').length;
	io.stderr(`${words.summary(failures)}\n`);
	return failures === 0 ? EXIT_DONE : EXIT_FAILED;
}

function lineOf(
	{ state, request, expected, seen, section }: Omit<Check, 'id'>,
	what: string,
	words: Texts['commands']['portalCheck'],
): string {
	const facts = state === 'skipped' ? [] : [`${words.expected}: ${expected}`, `${words.seen}: ${seen}`];
	return [`${words[state]} ${what}`, request, ...facts, `docs/portal-builders.md: ${section}`].join(' · ');
}

/** Sends one request at a time, as the client of the screens does. */
async function asking({ address, authoritiesPath, proxy, signal }: PortalCheckOptions): Promise<Ask> {
	const { authoritiesIn, DEFAULT_LIMITS, exchange } = await import('#api');
	const authorities: Authorities | undefined =
		authoritiesPath === undefined ? undefined : await authoritiesIn(authoritiesPath);
	return ({ method, path, body, bearer, key }): Promise<CheckAnswer> =>
		exchange(
			{ address, authorities, proxy },
			DEFAULT_LIMITS,
			{
				method,
				path: path.slice(1),
				body: body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(body)),
				bearer,
				idempotencyKey: key,
				accept: 'application/json',
				maxBytes: path === '/v1/captchas' ? DEFAULT_LIMITS.captchaBytes : DEFAULT_LIMITS.jsonBytes,
			},
			signal,
		);
}
