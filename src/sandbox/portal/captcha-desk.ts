import type { Captcha } from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import { type CaptchaSource, createCaptchaSource } from './captcha.ts';
import { ExpiringStore } from './expiring-store.ts';
import type { LoginTries } from './login-tries.ts';
import { type Outcome, refused } from './outcome.ts';
import { newToken } from './portal-token.ts';
import type { PortalRules } from './rules.ts';

/** Pictures that were handed out, each good for one try. */
export class CaptchaDesk {
	readonly #lifetimeSeconds: number;
	readonly #pictures: CaptchaSource;
	readonly #tokens: RandomSource;
	readonly #texts: ExpiringStore<string>;
	readonly #tries: LoginTries;

	/** @param tokens the source of the ids */
	constructor(
		rules: PortalRules,
		clock: SandboxClock,
		random: RandomSource,
		tokens: RandomSource,
		tries: LoginTries,
	) {
		this.#lifetimeSeconds = rules.captchaLifetimeSeconds;
		this.#pictures = createCaptchaSource(random);
		this.#tokens = tokens;
		this.#texts = new ExpiringStore(clock);
		this.#tries = tries;
	}

	issue(): Captcha {
		const { text, png } = this.#pictures.next();
		const captchaId = newToken(this.#tokens);
		this.#texts.put(captchaId, text, this.#lifetimeSeconds);
		return {
			captchaId,
			image: Buffer.from(png).toString('base64'),
			characters: text.length,
			expiresInSeconds: this.#lifetimeSeconds,
		};
	}

	/** Uses up the picture whatever comes of it; a wrong answer is a wrong try of that number. */
	judge(captchaId: string, answer: string, holderNumber: string): Outcome<void> {
		const text = this.#texts.take(captchaId);
		const lock = this.#tries.lock(holderNumber);
		if (lock !== undefined) {
			return lock;
		}
		if (text === undefined) {
			return refused('captcha-expired');
		}
		return asciiUpperCase(answer.trim()) === text
			? { ok: true, value: undefined }
			: this.#tries.wrong('password', holderNumber, 'captcha-wrong');
	}
}

/** Captcha texts are ASCII; nothing Turkish is folded here. */
function asciiUpperCase(text: string): string {
	return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
