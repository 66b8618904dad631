import type { ProblemCode } from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import { ExpiringStore } from './expiring-store.ts';
import { type Refusal, refused } from './outcome.ts';
import type { PortalRules } from './rules.ts';

/** Password: the picture and the security word. */
export type TryKind = 'password' | 'code';

/**
 * Wrong tries by holder number, whether or not there is such a holder, so that a lock tells nothing about it.
 * The last wrong try locks the number.
 */
export class LoginTries {
	readonly #rules: PortalRules;
	readonly #wrong: Readonly<Record<TryKind, ExpiringStore<number>>>;
	readonly #locks: ExpiringStore<true>;

	constructor(rules: PortalRules, clock: SandboxClock) {
		this.#rules = rules;
		this.#wrong = { password: new ExpiringStore(clock), code: new ExpiringStore(clock) };
		this.#locks = new ExpiringStore(clock);
	}

	/** Undefined where a try is allowed. */
	lock(holderNumber: string): { readonly ok: false; readonly refusal: Refusal } | undefined {
		const seconds = this.#locks.secondsLeft(holderNumber);
		return seconds === 0 ? undefined : refused('login-locked', { retryAfterSeconds: seconds });
	}

	/**
	 * Counts a wrong try; gives the refusal with `code` and the tries left, or the lock when it was the last.
	 */
	wrong(
		kind: TryKind,
		holderNumber: string,
		code: ProblemCode,
	): { readonly ok: false; readonly refusal: Refusal } {
		const { lockSeconds, passwordTries, codeTries } = this.#rules;
		const allowed = kind === 'password' ? passwordTries : codeTries;
		const wrong = (this.#wrong[kind].take(holderNumber) ?? 0) + 1;
		if (wrong >= allowed) {
			this.#locks.put(holderNumber, true, lockSeconds);
			return refused('login-locked', { retryAfterSeconds: lockSeconds });
		}
		this.#wrong[kind].put(holderNumber, wrong, lockSeconds);
		return refused(code, { triesLeft: allowed - wrong });
	}

	forget(kind: TryKind, holderNumber: string): void {
		this.#wrong[kind].take(holderNumber);
	}
}
