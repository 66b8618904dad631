import type { SecretText } from '#text';
import type { Timer } from '../timer.ts';
import { codeName, isCardGone, isPassing } from './cryptoki-codes.ts';
import { ModuleError } from './module-errors.ts';
import type { ModuleFile } from './module-file.ts';
import { ModuleProcess } from './module-process.ts';
import type {
	CertificateAnswer,
	ModuleAnswer,
	ModuleInfo,
	ModuleRequest,
	SigningMechanism,
	TokenAnswer,
} from './protocol.ts';

/** How long one answer may take, in milliseconds. */
export interface ModuleLimits {
	/** Loading, listing, opening a session: a whole card is read. */
	readonly reading: number;
	/** A PIN; a module may ask the reader's own keys for it. */
	readonly pin: number;
	/** A signature takes an old card two seconds. */
	readonly signing: number;
	/** Everything up to a PIN, for who only looks and has not the time for many slow answers; default: no limit. */
	readonly whole?: number | undefined;
}

export const USUAL_LIMITS: ModuleLimits = { reading: 20_000, pin: 20_000, signing: 20_000 };

export interface ModuleConversationOptions {
	readonly timer: Timer;
	readonly limits: ModuleLimits;
	readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** What came of a PIN-bearing step: done, or the module's return value. */
export type PinStepAnswer = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly code: number };

type Answer<Kind extends ModuleAnswer['answer']> = Extract<ModuleAnswer, { readonly answer: Kind }>;
type PinStep = Extract<ModuleRequest, { readonly step: 'log-in' | 'change-pin' | 'set-new-pin' }>;

/** Tries of one call that carries no PIN, and the pause between them: another program has the card for moments. */
const MAX_TRIES = 6;
const RETRY_DELAY_MS = 300;
const OLDEST_CRYPTOKI = 2;

/**
 * One conversation with the vendor's module, in a process of its own. All of it throws `ModuleError`; after one that
 * names the process there is nothing more to hear, after `call-failed` and `no-token` there is.
 */
export class ModuleConversation {
	readonly #process: ModuleProcess;
	readonly #options: ModuleConversationOptions;
	readonly #cancelWhole: () => void;
	#isPinSent = false;

	constructor(options: ModuleConversationOptions) {
		this.#options = options;
		this.#process = new ModuleProcess(options);
		const { timer, limits } = options;
		this.#cancelWhole =
			limits.whole === undefined ? () => undefined : timer.after(limits.whole, () => this.#overrun());
	}

	/** True from the moment at which the module may have got a PIN. */
	get isPinSent(): boolean {
		return this.#isPinSent;
	}

	/** @throws ModuleError `binding-missing`, `not-loadable`, `no-entry-point`, `not-started` */
	async load(file: ModuleFile): Promise<ModuleInfo> {
		const answer = await this.#patiently({ step: 'load', path: file.realPath });
		if (answer.answer === 'not-loaded') {
			throw new ModuleError(answer.why, answer.detail);
		}
		if (answer.answer === 'refused') {
			throw new ModuleError('not-started', `${answer.call}: ${codeName(answer.code)}`);
		}
		const { info } = expect(answer, 'loaded');
		if (info.cryptokiVersion.major < OLDEST_CRYPTOKI) {
			throw new ModuleError('not-started', `Cryptoki ${info.cryptokiVersion.major}`);
		}
		return info;
	}

	async tokens(): Promise<readonly TokenAnswer[]> {
		return (await this.#call({ step: 'list-tokens' }, 'tokens')).tokens;
	}

	/** One at a time: a former session ends. */
	async openSession(token: TokenAnswer, mayWrite = false): Promise<void> {
		await this.#call({ step: 'open-session', token: token.token, mayWrite }, 'done');
	}

	/** In the open session, without a login whatever the token's flags say. */
	async certificates(): Promise<readonly CertificateAnswer[]> {
		return (await this.#call({ step: 'list-certificates' }, 'certificates')).certificates;
	}

	async mechanisms(): Promise<readonly SigningMechanism[]> {
		return (await this.#call({ step: 'list-mechanisms' }, 'mechanisms')).mechanisms;
	}

	/** Once, whatever comes of it; never again by itself. */
	async sendPin(step: PinStep, secrets: readonly SecretText[]): Promise<PinStepAnswer> {
		this.#isPinSent = true;
		const answer = await this.#process.ask(step, this.#options.limits.pin, secrets);
		if (answer.answer === 'refused') {
			return { kind: 'refused', code: answer.code };
		}
		expect(answer, 'done');
		return { kind: 'done' };
	}

	/** @throws ModuleError `call-failed` also where there is no such key */
	async sign(keyId: string, mechanism: SigningMechanism, data: Uint8Array): Promise<Uint8Array> {
		const answer = await this.#process.ask(
			{ step: 'sign', keyId, mechanism, data: Buffer.from(data).toString('base64') },
			this.#options.limits.signing,
		);
		if (answer.answer === 'no-such-key') {
			throw new ModuleError('call-failed', 'no private key of that identifier');
		}
		const { signature } = expectCall(answer, 'signature');
		return Uint8Array.from(Buffer.from(signature, 'base64'));
	}

	/** Ends the process whatever it does, unless it may have got a PIN: then the outcome is waited for. */
	callOff(): void {
		if (!this.#isPinSent) {
			this.#process.kill();
		}
	}

	/** Gives everything back; never rejects. */
	end(): Promise<void> {
		this.#cancelWhole();
		return this.#process.end();
	}

	#overrun(): void {
		if (!this.#isPinSent) {
			this.#process.kill(new ModuleError('no-answer', `no end within ${this.#options.limits.whole} ms`));
		}
	}

	async #call<Kind extends ModuleAnswer['answer']>(
		request: ModuleRequest,
		kind: Kind,
	): Promise<Answer<Kind>> {
		return expectCall(await this.#patiently(request), kind);
	}

	async #patiently(request: ModuleRequest): Promise<ModuleAnswer> {
		for (let tries = 1; ; tries++) {
			const answer = await this.#process.ask(request, this.#options.limits.reading);
			if (answer.answer !== 'refused' || !isPassing(answer.code) || tries === MAX_TRIES) {
				return answer;
			}
			await this.#pause();
		}
	}

	#pause(): Promise<void> {
		return new Promise((resolve) => {
			this.#options.timer.after(RETRY_DELAY_MS, resolve);
		});
	}
}

function expectCall<Kind extends ModuleAnswer['answer']>(answer: ModuleAnswer, kind: Kind): Answer<Kind> {
	if (answer.answer === 'refused') {
		const code = isCardGone(answer.code) ? 'no-token' : 'call-failed';
		throw new ModuleError(code, `${answer.call}: ${codeName(answer.code)}`);
	}
	return expect(answer, kind);
}

function expect<Kind extends ModuleAnswer['answer']>(answer: ModuleAnswer, kind: Kind): Answer<Kind> {
	if (!isAnswer(answer, kind)) {
		throw new ModuleError('garbled', `${answer.answer} in place of ${kind}`);
	}
	return answer;
}

function isAnswer<Kind extends ModuleAnswer['answer']>(
	answer: ModuleAnswer,
	kind: Kind,
): answer is Answer<Kind> {
	return answer.answer === kind;
}
