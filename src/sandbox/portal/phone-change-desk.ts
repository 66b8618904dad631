import type { PhoneChangeStarted } from '#contract';
import type { AccountDesk } from './account-desk.ts';
import { CodeDesk, type CodeDeskOptions } from './code-desk.ts';
import { ExpiringStore } from './expiring-store.ts';
import { maskedPhone } from './masked-phone.ts';
import { type Outcome, refused } from './outcome.ts';
import type { Answered } from './router.ts';
import type { PortalStore } from './store.ts';

export interface PhoneChangeDeskOptions extends CodeDeskOptions {
	readonly store: PortalStore;
	readonly account: AccountDesk;
}

interface PhoneChange {
	readonly holderNumber: string;
	readonly phone: string;
}

/** A new phone number, confirmed by a code that goes to it. */
export class PhoneChangeDesk {
	readonly #options: PhoneChangeDeskOptions;
	readonly #codes: CodeDesk<PhoneChange>;
	/** Who asked for a code a short time ago. */
	readonly #waiting: ExpiringStore<true>;

	constructor(options: PhoneChangeDeskOptions) {
		this.#options = options;
		this.#codes = new CodeDesk(options);
		this.#waiting = new ExpiringStore(options.clock);
	}

	start(holderNumber: string, phone: string): Outcome<Answered<PhoneChangeStarted>> {
		const { store, rules, tries } = this.#options;
		const lock = tries.lock(holderNumber);
		if (lock !== undefined) {
			return lock;
		}
		if (store.holder(holderNumber)?.phone === phone) {
			return refused('phone-unchanged');
		}
		const waitSeconds = this.#waiting.secondsLeft(holderNumber);
		if (waitSeconds > 0) {
			return refused('resend-too-early', { retryAfterSeconds: waitSeconds });
		}
		const phoneChangeId = this.#codes.begin({ holderNumber, phone }, holderNumber, phone);
		const sent = this.#codes.send(phoneChangeId);
		if (!sent.ok) {
			return sent;
		}
		this.#waiting.put(holderNumber, true, rules.resendAfterSeconds);
		return { ok: true, value: { value: { phoneChangeId, maskedPhone: maskedPhone(phone), ...sent.value } } };
	}

	finish(
		holderNumber: string,
		phoneChangeId: string,
		code: string,
		entityTag: string | undefined,
	): Outcome<undefined> {
		const { account, store, tries } = this.#options;
		// The code of another holder is not looked at: that would count as a wrong try of theirs.
		if (this.#codes.subject(phoneChangeId)?.holderNumber !== holderNumber) {
			return refused('login-expired');
		}
		// A stale edit costs no try and uses no code up.
		const refusal = tries.lock(holderNumber) ?? account.staleEdit(holderNumber, entityTag);
		if (refusal !== undefined) {
			return refusal;
		}
		const judged = this.#codes.judge(phoneChangeId, code);
		if (!judged.ok) {
			return judged;
		}
		store.editHolder(holderNumber, { phone: judged.value.phone });
		this.#codes.end(phoneChangeId);
		return { ok: true, value: undefined };
	}
}
