import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { textsOf } from '#i18n';
import { withoutSigns } from '#ui';
import { createCaptchaSource } from '../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { HOLDER_NUMBER, SECURITY_WORD } from './login.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
const ANSWERS = fileURLToPath(new URL('fixtures/answers.exp', import.meta.url));
const SEED = 20_140_828;

/** A sentence of the program as `expect` waits for it: in lines, broken anywhere. */
function sentence(text: string): string {
	const words = withoutSigns(text).split(/\s+/u);
	return words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)).join(String.raw`\s+`);
}

/** What is waited for and what is typed then, from the start to the PIN and out again. */
function guide(language: 'tr' | 'en'): readonly (readonly [awaited: string, answer: string])[] {
	const { start, steps, login, menu, quit } = textsOf(language);
	const picture = createCaptchaSource(createRandomSource(SEED)).next().text;
	const prompt = (label: string) => `${sentence(label)} > $`;
	return [
		[sentence(start.hints.portal), '4\r'],
		[sentence(steps[4].title), '\r'],
		// An answer to a picture that has not come is an answer to none.
		[String.raw`\n {6,}[^\n]*[_#"][^\n]*[_#"]`, ''],
		[prompt(login.holderNumber), `${HOLDER_NUMBER}\r`],
		[prompt(login.captcha), `${picture}\r`],
		[prompt(login.securityWord), `${SECURITY_WORD}\r`],
		[sentence(login.confirmPhoneHow), '\r'],
		// The message, which is always Turkish, may come before the field of the code and after it: the prompt follows both.
		[`Onay kodunuz ([0-9 ]*[0-9])[^0-9 ].*${prompt(login.code)}`, '{1}\r'],
		[sentence(menu.entries['pin-view']), ''],
		['SIGN0', '\r'],
		[String.raw`PIN +\*+`, '\r'],
		['PIN: [0-9] [0-9] [0-9], [0-9] [0-9] [0-9]', 'q\r'],
		[sentence(quit.title), '\r'],
	];
}

it.each([
	['en', 'asked for', 'xterm', ['--plain']],
	['tr', 'where the terminal can only print', 'dumb', []],
] as const)(
	'expect walks the guide in lines from the start to the PIN: %s, %s',
	async (language, _why, term, args) => {
		const home = mkdtempSync(join(tmpdir(), 'muhurdar-expect-'));
		onTestFinished(() => rmSync(home, { recursive: true, force: true }));
		const command = [PROGRAM, ...args, '--lang', language, '--seed', String(SEED)];
		const { stdout } = await promisify(execFile)(
			'expect',
			[ANSWERS, String(command.length), ...command, ...guide(language).flat()],
			{ env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', TERM: term } },
		);
		expect(stdout.trim()).toBe('ended with 0');
	},
);
