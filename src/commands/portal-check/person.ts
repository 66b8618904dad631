import { setTimeout as sleep } from 'node:timers/promises';
import type { Texts } from '#i18n';
import type { SecretText } from '#text';
import type { CommandIo } from '../command-io.ts';
import type { Person, Question } from './check.ts';

export interface PersonOptions {
	/** The next line of the standard input; at a terminal it is echoed only where `isShown`. Undefined: there is none. */
	readonly readLine: (isShown: boolean) => Promise<SecretText | undefined>;
	/** Lines of text; undefined where the picture cannot be drawn. */
	readonly drawPicture: (png: Uint8Array) => Promise<readonly string[] | undefined>;
	readonly words: Texts['commands']['portalCheck'];
	readonly io: CommandIo;
	readonly signal: AbortSignal;
}

/** What anybody may read over the shoulder; a code by SMS is worth nothing once it was used. */
const SHOWN: readonly Question[] = ['holder-number', 'captcha', 'sms-code', 'new-phone'];

/** Whoever sits at the terminal, or a script that writes lines into a pipe. Everything said goes to stderr. */
export function personAt({ readLine, drawPicture, words, io, signal }: PersonOptions): Person {
	return {
		async type(question) {
			const isShown = SHOWN.includes(question);
			io.stderr(`${words.questions[question]} `);
			const typed = await readLine(isShown);
			if (!isShown || typed === undefined) {
				io.stderr('\n');
			}
			return typed === undefined || typed.length === 0 ? undefined : typed;
		},
		async showPicture(png) {
			const lines = (await drawPicture(png)) ?? ['?'];
			io.stderr(`${lines.join('\n')}\n`);
		},
		tell: (text) => io.stderr(`${text}\n`),
		wait: (seconds) => sleep(seconds * 1000, undefined, { signal }).catch(() => undefined),
	};
}
