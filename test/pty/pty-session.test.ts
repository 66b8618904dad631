import { expect, it, onTestFinished } from 'vitest';
import { PtySession } from './pty-session.ts';

it('a session shows no cell that a narrower window hides', async () => {
	// The alternate screen, a row of 80 cells, and a shorter row over it after the window became narrower.
	const session = new PtySession(
		String.raw`stty -echo; printf '\033[?1049h%080d\033[24;1Hfull' 0; read -r _; printf '\033[1;1H\033[2Knarrow'; read -r _`,
	);
	onTestFinished(() => session.close());
	await session.shows(/full/m);
	session.resize(59, 24);
	session.type('\r');
	await session.shows(/narrow/);
	expect(session.text).toMatch(/^narrow$/m);
	expect(session.screen[0]).toBe('narrow'.padEnd(59));
});
