import type { Captcha, CodeSent, LoginRequest, LoginStarted } from '#contract';
import type { SandboxClock, SandboxPhone } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import type { PortalAccount } from './account.ts';
import { type CaptchaSource, createCaptchaSource } from './captcha.ts';
import { ExpiringStore } from './expiring-store.ts';
import { LoginTries } from './login-tries.ts';
import { maskedPhone } from './masked-phone.ts';
import { type Outcome, refused } from './outcome.ts';
import { newToken } from './portal-token.ts';
import type { PortalRules } from './rules.ts';
import { matchesSecret, secretDigest } from './secret-match.ts';

export interface LoginDeskOptions {
	readonly rules: PortalRules;
	readonly clock: SandboxClock;
	readonly random: RandomSource;
	readonly phone: SandboxPhone;
	readonly accounts: readonly PortalAccount[];
}

interface KnownHolder {
	readonly account: PortalAccount;
	readonly wordDigest: Uint8Array;
}

/** The security word was right; the code is still to come. */
interface Login {
	readonly account: PortalAccount;
	readonly code: SentCode | undefined;
}

interface SentCode {
	readonly digest: Uint8Array;
	/** Milliseconds since 1970 UTC. */
	readonly sentAt: number;
}

/** *Şifreli Giriş* up to the session: picture and security word, then the code by SMS. */
export class LoginDesk {
	readonly #rules: PortalRules;
	readonly #clock: SandboxClock;
	readonly #phone: SandboxPhone;
	readonly #pictures: CaptchaSource;
	readonly #tokens: RandomSource;
	readonly #codes: RandomSource;
	readonly #holders: ReadonlyMap<string, KnownHolder>;
	readonly #captchas: ExpiringStore<string>;
	readonly #logins: ExpiringStore<Login>;
	readonly #tries: LoginTries;

	constructor({ rules, clock, random, phone, accounts }: LoginDeskOptions) {
		this.#rules = rules;
		this.#clock = clock;
		this.#phone = phone;
		this.#pictures = createCaptchaSource(random);
		this.#tokens = random.stream('login-token');
		this.#codes = random.stream('sms-code');
		this.#holders = new Map(
			accounts.map((account) => {
				const { holderNumber, securityWord } = account.holder;
				return [holderNumber, { account, wordDigest: secretDigest(securityWord) }];
			}),
		);
		this.#captchas = new ExpiringStore(clock);
		this.#logins = new ExpiringStore(clock);
		this.#tries = new LoginTries(rules, clock);
	}

	newCaptcha(): Captcha {
		const { text, png } = this.#pictures.next();
		const captchaId = newToken(this.#tokens);
		const { captchaLifetimeSeconds } = this.#rules;
		this.#captchas.put(captchaId, text, captchaLifetimeSeconds);
		return {
			captchaId,
			image: Buffer.from(png).toString('base64'),
			characters: text.length,
			expiresInSeconds: captchaLifetimeSeconds,
		};
	}

	/** Uses up the picture whatever comes of it. */
	start({ holderNumber, captchaId, captchaAnswer, securityWord }: LoginRequest): Outcome<LoginStarted> {
		const captchaText = this.#captchas.take(captchaId);
		const lock = this.#tries.lock(holderNumber);
		if (lock !== undefined) {
			return lock;
		}
		if (captchaText === undefined) {
			return refused('captcha-expired');
		}
		if (asciiUpperCase(captchaAnswer.trim()) !== captchaText) {
			return this.#tries.wrong('password', holderNumber, 'captcha-wrong');
		}
		// An unknown holder costs the same comparison and gets the same answer as a wrong word.
		const known = this.#holders.get(holderNumber);
		const isRight = matchesSecret(securityWord, known?.wordDigest ?? NO_WORD);
		if (known === undefined || !isRight) {
			return this.#tries.wrong('password', holderNumber, 'credentials-wrong');
		}
		this.#tries.forget('password', holderNumber);
		const loginId = newToken(this.#tokens);
		const { loginLifetimeSeconds } = this.#rules;
		this.#logins.put(loginId, { account: known.account, code: undefined }, loginLifetimeSeconds);
		return {
			ok: true,
			value: {
				loginId,
				maskedPhone: maskedPhone(known.account.holder.phone),
				expiresInSeconds: loginLifetimeSeconds,
			},
		};
	}

	/** Sends a code to the holder's phone; a former code of this login no longer counts. */
	sendCode(loginId: string): Outcome<CodeSent> {
		const login = this.#logins.get(loginId);
		if (login === undefined) {
			return refused('login-expired');
		}
		const { holder } = login.account;
		const lock = this.#tries.lock(holder.holderNumber);
		if (lock !== undefined) {
			return lock;
		}
		const { codeLength, codeLifetimeSeconds, resendAfterSeconds } = this.#rules;
		const waitSeconds =
			login.code === undefined ? 0 : resendAfterSeconds - this.#secondsSince(login.code.sentAt);
		if (waitSeconds > 0) {
			return refused('resend-too-early', { retryAfterSeconds: Math.ceil(waitSeconds) });
		}
		const code = this.#codes.digits(codeLength);
		const sent = { digest: secretDigest(code), sentAt: this.#clock.now() };
		const loginSeconds = this.#logins.secondsLeft(loginId);
		this.#logins.put(loginId, { ...login, code: sent }, loginSeconds);
		this.#phone.send(holder.phone, `Onay kodunuz ${code.replace(/(\d{3})(?=\d)/g, '$1 ')}`);
		return {
			ok: true,
			value: {
				codeLength,
				expiresInSeconds: Math.min(codeLifetimeSeconds, loginSeconds),
				resendInSeconds: resendAfterSeconds,
			},
		};
	}

	/** The account whose code this is; the login is over then. */
	confirm(loginId: string, code: string): Outcome<PortalAccount> {
		const login = this.#logins.get(loginId);
		if (login === undefined) {
			return refused('login-expired');
		}
		const { holderNumber } = login.account.holder;
		const lock = this.#tries.lock(holderNumber);
		if (lock !== undefined) {
			return lock;
		}
		if (
			login.code === undefined ||
			this.#secondsSince(login.code.sentAt) >= this.#rules.codeLifetimeSeconds
		) {
			return refused('code-expired');
		}
		if (!matchesSecret(code, login.code.digest)) {
			return this.#tries.wrong('code', holderNumber, 'code-wrong');
		}
		this.#tries.forget('code', holderNumber);
		this.#logins.take(loginId);
		return { ok: true, value: login.account };
	}

	#secondsSince(at: number): number {
		return (this.#clock.now() - at) / 1000;
	}
}

/** Compared with where the holder is unknown, for the same work; what comes of it does not count. */
const NO_WORD = secretDigest('');

/** Captcha texts are ASCII; nothing Turkish is folded here. */
function asciiUpperCase(text: string): string {
	return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
