import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Texts } from '#i18n';
import { readCaptchaOn } from '../test/pty/captcha-on-screen.ts';
import { PtySession, type PtySessionOptions } from '../test/pty/pty-session.ts';

/* A build of the program in a terminal, used by keys from the first screen to the table of certificates, in the sandbox. */

/** The holder of the sandbox with 500 certificates. */
const HOLDER_NUMBER = '9000000058';
const SECURITY_WORD = 'nilüfer';

/** A slow line may be behind by minutes. */
const WAIT_LIMIT_MS = 900_000;

/** Between two keys of a person who knows the way. */
const KEY_MS = 250;

/** One of two builds of the program whose terminal output is compared. */
export interface Build {
	readonly folder: string;
	/** Its own texts: those of another build may say the same in other words. */
	readonly texts: Texts;
}

export async function buildIn(folder: string): Promise<Build> {
	const { textsOf } = await import(pathToFileURL(join(folder, 'src/i18n/index.ts')).href);
	return { folder, texts: textsOf('tr') };
}

/** A program that runs, with everything that reached its terminal. */
export class Walk {
	readonly #pty: PtySession;
	readonly #texts: Texts;
	readonly #home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));

	/**
	 * @param seed the same one gives the same captcha and code
	 * @param within words of a command that runs the program
	 */
	constructor({ folder, texts }: Build, seed: number, size: PtySessionOptions, within = '') {
		this.#texts = texts;
		this.#pty = new PtySession(
			// What stands between has a terminal of its own, which does what this one would.
			`${within === '' ? '' : `stty raw -echo; ${within}`} '${folder}/bin/muhurdar' --sandbox --seed ${seed}`,
			{ ...size, waitLimitMs: WAIT_LIMIT_MS, env: { LANG: 'C.UTF-8', HOME: this.#home } },
		);
	}

	/** Bytes that the terminal got so far. */
	get bytes(): number {
		return Buffer.byteLength(this.#pty.raw);
	}

	async close(): Promise<void> {
		await this.#pty.close();
		rmSync(this.#home, { recursive: true, force: true });
	}

	/** Once the card was read, and the driver and the portal were found. */
	async toStart(): Promise<void> {
		await this.#pty.until(
			'ticks at 1 to 3',
			() => [1, 2, 3].every((step) => this.#isTicked(step)) || undefined,
		);
		await after(KEY_MS);
	}

	async toForm(): Promise<void> {
		await this.type('4');
		await this.#says(this.#texts.steps[4].title);
		await this.type('\r');
		await this.#captcha();
	}

	async toMenu(): Promise<void> {
		const captcha = await this.#captcha();
		await this.type(`${HOLDER_NUMBER}\t${captcha}\t${SECURITY_WORD}\r`);
		await this.#pty.shows(/55 numarasına gönderelim mi/);
		await this.type('\r');
		const [, code = ''] = await this.#pty.shows(/☎ .*Onay kodunuz ([\d ]*\d)/);
		await this.type(`${code.replaceAll(' ', '')}\r`);
		await this.#pty.shows(/SIGN0 /);
		await after(KEY_MS);
	}

	async toTable(): Promise<void> {
		await this.type('s');
		await this.#pty.shows(/500/);
		await after(KEY_MS);
	}

	/** One key after the other, at a person's pace. */
	async type(keys: string): Promise<void> {
		for (const key of keys.match(/\u{1B}\[.|./gsu) ?? []) {
			this.#pty.type(key);
			await after(KEY_MS);
		}
	}

	#isTicked(step: number): boolean {
		return this.#pty.screen.some((row) => row.includes(`✓ ${step} `) || row.includes(`${step}✓`));
	}

	#says(sentence: string): Promise<true> {
		return this.#pty.until(sentence, () => this.#pty.text.includes(sentence) || undefined);
	}

	#captcha(): Promise<string> {
		return readCaptchaOn(this.#pty);
	}
}
