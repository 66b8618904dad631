import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { textsOf } from '#i18n';
import { openSandbox } from '#sandbox';
import { openPortalLine } from '../flows/portal-line.ts';
import { captchaOnScreen } from './captcha-on-screen.ts';
import { PtySession } from './pty-session.ts';

const texts = textsOf('tr');
const PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
const CAPTCHA_CHARACTERS = 5;

/** A program with an open session, in a terminal that can be taken from it; the shell tells how it ended. */
async function withSession(folder: string) {
	const clock = { now: () => Date.now() };
	const sandbox = await openSandbox({ clock });
	const line = await openPortalLine(sandbox.portal.url);
	onTestFinished(async () => {
		await line[Symbol.asyncDispose]();
		await sandbox.close();
	});
	const exitCode = join(folder, 'exit-code');
	execFileSync('mkfifo', [exitCode]);
	const pty = new PtySession(
		`trap '' HUP; '${PROGRAM}' --portal '${line.url}'; printf %s $? > '${exitCode}'`,
		{ env: { LANG: 'C.UTF-8', HOME: folder } },
	);
	onTestFinished(() => pty.close());
	const says = (text: string) => pty.until(text, () => pty.screen.join(' ').includes(text) || undefined);
	await says('✓ 3 ');
	pty.type('4');
	await says(texts.steps[4].title);
	pty.type('\r');
	const captcha = await pty.until('a picture with text', () => {
		const text = captchaOnScreen(pty.screen);
		return text.length === CAPTCHA_CHARACTERS ? text : undefined;
	});
	const { holderNumber, securityWord } = sandbox.hint;
	pty.type(`${holderNumber}\t${captcha}\t${securityWord}\r`);
	await says(texts.login.phoneTitle);
	await says(texts.login.confirmPhoneHow.slice(0, 20));
	const sent = new Promise<string>((resolve) => sandbox.phone.subscribe(({ text }) => resolve(text)));
	pty.type('\r');
	const code = /[\d ]*\d/u.exec(/Onay kodunuz ([\d ]*\d)/u.exec(await sent)?.[1] ?? '')?.[0] ?? '';
	await says(texts.login.code);
	pty.type(`${code.replaceAll(' ', '')}\r`);
	await says('SIGN0');
	return { pty, line, exitCode };
}

it('a line that is lost ends the program: the session is closed at the portal, and the journal says so', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'muhurdar-lost-line-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const { pty, line, exitCode } = await withSession(folder);
	const authorization = line.requests.findLast((request) => request.authorization)?.authorization ?? '';
	const asked = () => fetch(new URL('/v1/certificates', line.url), { headers: { authorization } });
	expect((await asked()).status).toBe(200);

	pty.hangUp();

	expect(await readFile(exitCode, 'utf8')).toBe('129');
	expect(line.requests.map(({ what }) => what)).toContain('DELETE /v1/session');
	expect((await asked()).status).toBe(401);
	const journal = join(folder, '.local/state/muhurdar/journal/journal.jsonl');
	const events: readonly { readonly event: string; readonly why?: string }[] = readFileSync(journal, 'utf8')
		.trimEnd()
		.split('\n')
		.map((record) => JSON.parse(record).data);
	expect(events.at(-1)).toMatchObject({ event: 'session-ended', why: 'logged-out' });
});
