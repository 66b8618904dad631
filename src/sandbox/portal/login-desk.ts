import type { CodeSent, LoginRequest, LoginStarted, SessionOpened, WordResetStarted } from '#contract';
import type { CaptchaDesk } from './captcha-desk.ts';
import { CodeDesk, type CodeDeskOptions } from './code-desk.ts';
import { ExpiringStore } from './expiring-store.ts';
import { maskedPhone } from './masked-phone.ts';
import { type Outcome, refused } from './outcome.ts';
import { matchesSecret, secretDigest } from './secret-match.ts';
import type { HolderRecord, PortalStore } from './store.ts';

export interface LoginDeskOptions extends CodeDeskOptions {
	readonly captchas: CaptchaDesk;
	readonly store: PortalStore;
}

/** *Şifreli Giriş* up to the session, and *Güvenlik Sözcüğümü Unuttum* up to the new word. */
export class LoginDesk {
	readonly #options: LoginDeskOptions;
	/** The security word was right; the code is still to come. */
	readonly #logins: CodeDesk<HolderRecord>;
	/** Undefined: nobody has the number. */
	readonly #resets: CodeDesk<HolderRecord | undefined>;
	/** By login: an answer that was lost is given again. */
	readonly #opened: ExpiringStore<SessionOpened>;

	constructor(options: LoginDeskOptions) {
		this.#options = options;
		this.#logins = new CodeDesk(options);
		this.#resets = new CodeDesk(options);
		this.#opened = new ExpiringStore(options.clock);
	}

	/** Uses up the picture whatever comes of it. */
	start({ holderNumber, captchaId, captchaAnswer, securityWord }: LoginRequest): Outcome<LoginStarted> {
		const { captchas, rules, store, tries } = this.#options;
		const judged = captchas.judge(captchaId, captchaAnswer, holderNumber);
		if (!judged.ok) {
			return judged;
		}
		// An unknown holder costs the same comparison and gets the same answer as a wrong word.
		const holder = store.holder(holderNumber);
		const isRight = matchesSecret(securityWord, holder?.wordDigest ?? NO_WORD);
		if (holder === undefined || !isRight) {
			return tries.wrong('password', holderNumber, 'credentials-wrong');
		}
		tries.forget('password', holderNumber);
		return {
			ok: true,
			value: {
				loginId: this.#logins.begin(holder, holderNumber, holder.phone),
				maskedPhone: maskedPhone(holder.phone),
				expiresInSeconds: rules.loginLifetimeSeconds,
			},
		};
	}

	/** A login that opened its session is over for new codes. */
	sendCode(loginId: string): Outcome<CodeSent> {
		return this.#opened.get(loginId) === undefined ? this.#logins.send(loginId) : refused('login-expired');
	}

	/** The session that the right code opens, once: the same code gets the same one again, whatever became of it. */
	confirm(
		loginId: string,
		code: string,
		open: (holder: HolderRecord) => SessionOpened,
	): Outcome<SessionOpened> {
		const judged = this.#logins.judge(loginId, code);
		if (!judged.ok) {
			return judged;
		}
		const opened = this.#opened.get(loginId);
		if (opened !== undefined) {
			return { ok: true, value: opened };
		}
		const session = open(judged.value);
		this.#opened.put(loginId, session, this.#options.rules.loginLifetimeSeconds);
		return { ok: true, value: session };
	}

	/** A number that nobody has is answered like any other; its code reaches no phone. */
	startReset({
		holderNumber,
		captchaId,
		captchaAnswer,
	}: Omit<LoginRequest, 'securityWord'>): Outcome<WordResetStarted> {
		const { captchas, rules, store } = this.#options;
		const judged = captchas.judge(captchaId, captchaAnswer, holderNumber);
		if (!judged.ok) {
			return judged;
		}
		const holder = store.holder(holderNumber);
		return {
			ok: true,
			value: {
				resetId: this.#resets.begin(holder, holderNumber, holder?.phone),
				maskedPhone: maskedPhone(holder?.phone ?? this.#inventedPhone(holderNumber)),
				expiresInSeconds: rules.loginLifetimeSeconds,
			},
		};
	}

	sendResetCode(resetId: string): Outcome<CodeSent> {
		return this.#resets.send(resetId);
	}

	/** Undefined where nobody has the number and its code was guessed. */
	judgeReset(resetId: string, code: string): Outcome<HolderRecord | undefined> {
		return this.#resets.judge(resetId, code);
	}

	resetSecondsLeft(resetId: string): number {
		return this.#resets.secondsLeft(resetId);
	}

	endReset(resetId: string): void {
		this.#resets.end(resetId);
	}

	/** The same one each time a number is tried. */
	#inventedPhone(holderNumber: string): string {
		const [one = 0] = this.#options.store.digest(`phone of ${holderNumber}`);
		return `+9050000000${String(one % 100).padStart(2, '0')}`;
	}
}

/** Compared with where the holder is unknown, for the same work; what comes of it does not count. */
const NO_WORD = secretDigest('');
