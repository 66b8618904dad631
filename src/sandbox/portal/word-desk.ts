import type { ResetCodeHeld } from '#contract';
import type { LoginDesk } from './login-desk.ts';
import type { LoginTries } from './login-tries.ts';
import { type Outcome, refused } from './outcome.ts';
import { matchesSecret } from './secret-match.ts';
import type { HolderRecord, PortalStore } from './store.ts';

/** A new *Güvenlik Sözcüğü*: for a forgotten one after a code by SMS, or for the present one. */
export class WordDesk {
	readonly #store: PortalStore;
	readonly #logins: LoginDesk;
	readonly #tries: LoginTries;

	constructor(store: PortalStore, logins: LoginDesk, tries: LoginTries) {
		this.#store = store;
		this.#logins = logins;
		this.#tries = tries;
	}

	/** Whether the code is that of the reset; it stays good for {@link reset}. */
	check(resetId: string, code: string): Outcome<ResetCodeHeld> {
		const judged = this.#judge(resetId, code);
		return judged.ok
			? { ok: true, value: { expiresInSeconds: this.#logins.resetSecondsLeft(resetId) } }
			: judged;
	}

	reset(
		resetId: string,
		{ code, newSecurityWord }: { readonly code: string; readonly newSecurityWord: string },
	): Outcome<undefined> {
		const judged = this.#judge(resetId, code);
		if (!judged.ok) {
			return judged;
		}
		const set = this.#set(judged.value, newSecurityWord);
		if (set.ok) {
			this.#logins.endReset(resetId);
		}
		return set;
	}

	change(
		holderNumber: string,
		words: { readonly securityWord: string; readonly newSecurityWord: string },
	): Outcome<undefined> {
		const lock = this.#tries.lock(holderNumber);
		if (lock !== undefined) {
			return lock;
		}
		const holder = this.#store.holder(holderNumber);
		if (holder === undefined || !matchesSecret(words.securityWord, holder.wordDigest)) {
			return this.#tries.wrong('password', holderNumber, 'credentials-wrong');
		}
		return this.#set(holder, words.newSecurityWord);
	}

	#judge(resetId: string, code: string): Outcome<HolderRecord> {
		const judged = this.#logins.judgeReset(resetId, code);
		if (!judged.ok) {
			return judged;
		}
		return judged.value === undefined ? refused('login-expired') : { ok: true, value: judged.value };
	}

	#set({ holderNumber, wordDigest }: HolderRecord, word: string): Outcome<undefined> {
		if (matchesSecret(word, wordDigest)) {
			return refused('word-unchanged');
		}
		this.#store.setSecurityWord(holderNumber, word);
		this.#tries.forget('password', holderNumber);
		return { ok: true, value: undefined };
	}
}
