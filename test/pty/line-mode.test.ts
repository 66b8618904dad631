import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { withoutSigns } from '#ui';
import { createCaptchaSource } from '../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { HOLDER_NUMBER, SECURITY_WORD } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const BUILT_PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
const { steps, start, login, menu, pins } = textsOf('tr');
const SEED = 20_140_828;

const home = mkdtempSync(join(tmpdir(), 'muhurdar-lines-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What the seed's first picture says. */
function firstCaptcha(): string {
	return createCaptchaSource(createRandomSource(SEED)).next().text;
}

function oneLine(said: string): string {
	return said.replaceAll(/\s+/gu, ' ');
}

/** Only what a terminal does with a line: no cursor is moved, no screen changed, no mode switched. */
function expectPlain(written: string): void {
	expect(written.replaceAll('\b \b', '')).not.toMatch(/[^\P{Cc}\r\n]/u);
}

describe('the whole guide in lines', () => {
	it.each([
		['asked for', { args: ['--plain', '--seed', String(SEED)], env: {} }],
		['where the terminal cannot move its cursor', { args: ['--seed', String(SEED)], env: { TERM: 'dumb' } }],
		['where a screen reader is told of', { args: ['--seed', String(SEED)], env: { ACCESSIBLE: '1' } }],
	] as const)('%s', async (_why, options) => {
		const { pty } = MuhurdarSession.start({
			...options,
			env: { ...options.env, HOME: home },
			rows: 400,
		});
		const says = (sentence: string) =>
			pty.until(sentence, () => oneLine(pty.unwrappedText).includes(withoutSigns(sentence)) || undefined);
		await says(start.title);
		await says(start.hints.portal);
		pty.type('4\r');
		await says(steps[4].title);
		pty.type('\r');
		await says(`${login.holderNumber} >`);
		// An answer to a picture that has not come is an answer to none.
		await pty.shows(/^ {6,}.*[_#"].*[_#"]/m);
		pty.type(`${HOLDER_NUMBER}\r`);
		await says(`${login.captcha} >`);
		pty.type(`${firstCaptcha()}\r`);
		await says(`${login.securityWord} >`);
		const before = pty.raw.length;
		pty.type(`${SECURITY_WORD}\r`);
		await says(login.phoneTitle);
		expect(pty.raw.slice(before)).not.toContain(SECURITY_WORD);
		pty.type('\r');
		// The message may be there before the field that the code is for.
		const [, code = ''] = await pty.shows(/Onay kodunuz ([\d ]*\d)/);
		await says(`${login.code} >`);
		pty.type(`${code.replaceAll(' ', '')}\r`);
		await says(menu.entries['pin-view']);
		pty.type('\r');
		await says(pins.title);
		pty.type('\r');
		// Asked for once more where the tests themselves run in tmux or a recorder.
		const [answer] = await pty.shows(new RegExp(`PIN: \\d \\d \\d, \\d \\d \\d|${pins.confirmRecorded}`));
		if (answer === pins.confirmRecorded) {
			pty.type('\r');
		}
		await pty.shows(/PIN: \d \d \d, \d \d \d/);
		pty.type('q\r');
		await says(textsOf('tr').quit.title);
		pty.type('\r');
		expect(await pty.ended()).toBe(0);
		expectPlain(pty.raw);
		expect(pty.raw).toMatch(/kod=0/);
	});
});

it('takes lines from a file, one after the other, and ends with it', async () => {
	const program = spawn(BUILT_PROGRAM, ['--plain', '--seed', String(SEED)], {
		env: { PATH: process.env['PATH'], HOME: home },
	});
	program.stdin.end(`4\n\n${HOLDER_NUMBER}\n${firstCaptcha()}\n${SECURITY_WORD}\n`);
	const [said, complained] = await Promise.all([
		text(program.stdout),
		text(program.stderr),
		once(program, 'exit'),
	]);
	expect(complained).toBe('');
	expect(program.exitCode).toBe(0);
	expect(said).toContain(withoutSigns(login.phoneTitle));
	expect(said.split(SECURITY_WORD).length, 'the word stands in the hint alone').toBe(2);
	expectPlain(said);
});
