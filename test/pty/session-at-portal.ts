import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { textsOf } from '#i18n';
import { openSandbox } from '#sandbox';
import { openPortalLine, type PortalLine } from '../flows/portal-line.ts';
import { readCaptchaOn } from './captcha-on-screen.ts';
import type { PtySession } from './pty-session.ts';

const texts = textsOf('tr');

/** A portal in this process, whose requests are seen, with a holder who can log in. */
export interface SeenPortal {
	readonly line: PortalLine;
	/** Walks a program at its start screen through the login to the menu. */
	logIn(pty: PtySession): Promise<void>;
	/** Asks for the certificates with the token of the last session. */
	askedWithItsToken(): Promise<number>;
}

/** Closed with the test. */
export async function openSeenPortal(): Promise<SeenPortal> {
	const sandbox = await openSandbox({ clock: { now: () => Date.now() } });
	const line = await openPortalLine(sandbox.portal.url);
	onTestFinished(async () => {
		await line[Symbol.asyncDispose]();
		await sandbox.close();
	});
	return {
		line,
		async logIn(pty) {
			const says = (text: string) => pty.until(text, () => pty.screen.join(' ').includes(text) || undefined);
			await says('✓ 3 ');
			pty.type('4');
			await says(texts.steps[4].title);
			pty.type('\r');
			const captcha = await readCaptchaOn(pty);
			const { holderNumber, securityWord } = sandbox.hint;
			pty.type(`${holderNumber}\t${captcha}\t${securityWord}\r`);
			await says(texts.login.phoneTitle);
			await says(texts.login.confirmPhoneHow.slice(0, 20));
			const sent = new Promise<string>((resolve) => sandbox.phone.subscribe(({ text }) => resolve(text)));
			pty.type('\r');
			const [, code = ''] = /Onay kodunuz ([\d ]*\d)/u.exec(await sent) ?? [];
			await says(texts.login.code);
			pty.type(`${code.replaceAll(' ', '')}\r`);
			await says('SIGN0');
		},
		async askedWithItsToken() {
			const authorization = line.requests.findLast((request) => request.authorization)?.authorization ?? '';
			const answer = await fetch(new URL('/v1/certificates', line.url), { headers: { authorization } });
			return answer.status;
		},
	};
}

/** The last record of the journal of a program with this home. */
export async function lastRecord(home: string): Promise<unknown> {
	const journal = await readFile(join(home, '.local/state/muhurdar/journal/journal.jsonl'), 'utf8');
	const record: { readonly data?: unknown } = JSON.parse(journal.trimEnd().split('\n').at(-1) ?? '{}');
	return record.data;
}

/** Fails unless the session is over: the portal was told, refuses its token, and the journal says so last. */
export async function expectSessionClosed(portal: SeenPortal, home: string): Promise<void> {
	expect(portal.line.requests.map(({ what }) => what)).toContain('DELETE /v1/session');
	expect(await portal.askedWithItsToken()).toBe(401);
	expect(await lastRecord(home)).toMatchObject({ event: 'session-ended', why: 'logged-out' });
}
