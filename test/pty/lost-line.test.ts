import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { constants, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openSshd } from './private-sshd.ts';
import { PtySession } from './pty-session.ts';
import { expectSessionClosed, openSeenPortal } from './session-at-portal.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));

/** A home with a pipe in it, which tells how, or that, the program has ended. */
function openHome(): { readonly home: string; readonly pipe: string } {
	const home = mkdtempSync(join(tmpdir(), 'muhurdar-lost-line-'));
	onTestFinished(() => rmSync(home, { recursive: true, force: true }));
	const pipe = join(home, 'end');
	execFileSync('mkfifo', [pipe]);
	return { home, pipe };
}

it('a line that is lost ends the program: the session is closed at the portal, and the journal says so', async () => {
	const { home, pipe } = openHome();
	const portal = await openSeenPortal();
	// The shell outlives its terminal to tell how the program ended.
	const pty = new PtySession(
		`trap '' HUP; '${PROGRAM}' --portal '${portal.line.url}'; printf %s $? > '${pipe}'`,
		{ env: { LANG: 'C.UTF-8', HOME: home } },
	);
	onTestFinished(() => pty.close());
	await portal.logIn(pty);
	expect(await portal.askedWithItsToken()).toBe(200);

	pty.hangUp();

	expect(await readFile(pipe, 'utf8')).toBe('129');
	await expectSessionClosed(portal, home);
});

it.each([
	['the client is killed', (client: number) => process.kill(client, 'SIGKILL')],
	['the line falls silent', (_client: number, fallSilent: () => void) => fallSilent()],
] as const)(
	'over SSH, when %s, nothing of the program is left, the session is closed and written down',
	async (_how, lose) => {
		const { home, pipe } = openHome();
		const keys = join(home, 'ssh');
		mkdirSync(keys);
		await using sshd = await openSshd(keys);
		const portal = await openSeenPortal();
		// The program, and whatever it starts, holds the pipe open: its reader comes to the end when all of them are gone.
		const command = `exec env HOME='${home}' LANG=C.UTF-8 '${PROGRAM}' --portal '${portal.line.url}' 3<>'${pipe}'`;
		const client = [...sshd.client, command].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
		const pty = new PtySession(`echo "client=$$;"; exec ${client}`, { env: { HOME: home } });
		onTestFinished(() => pty.close());
		await portal.logIn(pty);
		expect(await portal.askedWithItsToken()).toBe(200);
		const held = new Socket({
			fd: openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK),
			writable: false,
		});
		onTestFinished(() => void held.destroy());
		const gone = once(held.resume(), 'end');

		lose(Number(/client=(\d+);/u.exec(pty.raw)?.[1]), sshd.fallSilent);

		await gone;
		await expectSessionClosed(portal, home);
	},
);
