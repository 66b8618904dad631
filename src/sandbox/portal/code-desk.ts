import type { CodeSent } from '#contract';
import type { SandboxClock, SandboxPhone } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import { ExpiringStore } from './expiring-store.ts';
import type { LoginTries } from './login-tries.ts';
import { type Outcome, refused } from './outcome.ts';
import { newToken } from './portal-token.ts';
import type { PortalRules } from './rules.ts';
import { matchesSecret, secretDigest } from './secret-match.ts';

export interface CodeDeskOptions {
	readonly rules: PortalRules;
	readonly clock: SandboxClock;
	readonly phone: SandboxPhone;
	readonly tries: LoginTries;
	/** Of the ids. */
	readonly tokens: RandomSource;
	readonly codes: RandomSource;
}

/** Something that a code by SMS is still to confirm. */
interface Pending<T> {
	readonly subject: T;
	readonly holderNumber: string;
	/** Undefined: no message goes anywhere, and nobody can tell. */
	readonly phone: string | undefined;
	readonly code: SentCode | undefined;
}

interface SentCode {
	readonly digest: Uint8Array;
	/** Milliseconds since 1970 UTC. */
	readonly sentAt: number;
}

/** Codes by SMS: for a login, a new security word, a new phone. */
export class CodeDesk<T> {
	readonly #options: CodeDeskOptions;
	readonly #pending: ExpiringStore<Pending<T>>;

	constructor(options: CodeDeskOptions) {
		this.#options = options;
		this.#pending = new ExpiringStore(options.clock);
	}

	/** Gives the id under which codes are sent and confirmed. */
	begin(subject: T, holderNumber: string, phone: string | undefined): string {
		const id = newToken(this.#options.tokens);
		const pending = { subject, holderNumber, phone, code: undefined };
		this.#pending.put(id, pending, this.#options.rules.loginLifetimeSeconds);
		return id;
	}

	/** What a code of this id would confirm; undefined where the id is too old or was never given out. */
	subject(id: string): T | undefined {
		return this.#pending.get(id)?.subject;
	}

	/** Sends a code; a former one of the same id no longer counts. */
	send(id: string): Outcome<CodeSent> {
		const pending = this.#pending.get(id);
		if (pending === undefined) {
			return refused('login-expired');
		}
		const { rules, clock, codes, phone, tokens, tries } = this.#options;
		const lock = tries.lock(pending.holderNumber);
		if (lock !== undefined) {
			return lock;
		}
		const { codeLength, codeLifetimeSeconds, resendAfterSeconds } = rules;
		const waitSeconds =
			pending.code === undefined ? 0 : resendAfterSeconds - this.#secondsSince(pending.code.sentAt);
		if (waitSeconds > 0) {
			return refused('resend-too-early', { retryAfterSeconds: Math.ceil(waitSeconds) });
		}
		const code = codes.digits(codeLength);
		const secondsLeft = this.#pending.secondsLeft(id);
		// No code is right for a number that nobody has: a guess must not tell that.
		const right = pending.phone === undefined ? newToken(tokens) : code;
		const sent = { digest: secretDigest(right), sentAt: clock.now() };
		this.#pending.put(id, { ...pending, code: sent }, secondsLeft);
		if (pending.phone !== undefined) {
			phone.send(pending.phone, `Onay kodunuz ${code.replace(/(\d{3})(?=\d)/g, '$1 ')}`);
		}
		return {
			ok: true,
			value: {
				codeLength,
				expiresInSeconds: Math.min(codeLifetimeSeconds, secondsLeft),
				resendInSeconds: resendAfterSeconds,
			},
		};
	}

	/** What the code confirms; it stays pending until {@link end}. */
	judge(id: string, code: string): Outcome<T> {
		const pending = this.#pending.get(id);
		if (pending === undefined) {
			return refused('login-expired');
		}
		const { tries, rules } = this.#options;
		const lock = tries.lock(pending.holderNumber);
		if (lock !== undefined) {
			return lock;
		}
		if (pending.code === undefined || this.#secondsSince(pending.code.sentAt) >= rules.codeLifetimeSeconds) {
			return refused('code-expired');
		}
		if (!matchesSecret(code, pending.code.digest)) {
			return tries.wrong('code', pending.holderNumber, 'code-wrong');
		}
		tries.forget('code', pending.holderNumber);
		return { ok: true, value: pending.subject };
	}

	/** How long the code of this id still counts, in whole seconds; 0: none does. */
	secondsLeft(id: string): number {
		const sentAt = this.#pending.get(id)?.code?.sentAt;
		if (sentAt === undefined) {
			return 0;
		}
		const ofCode = this.#options.rules.codeLifetimeSeconds - this.#secondsSince(sentAt);
		return Math.max(0, Math.floor(Math.min(ofCode, this.#pending.secondsLeft(id))));
	}

	end(id: string): void {
		this.#pending.take(id);
	}

	#secondsSince(at: number): number {
		return (this.#options.clock.now() - at) / 1000;
	}
}
