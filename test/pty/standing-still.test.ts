import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** Ink opens every frame with a synchronized update. */
function framesIn(bytes: string): number {
	return bytes.split('\u{1B}[?2026h').length - 1;
}

it('a screen on which nothing happens writes nothing until the minute changes, and then one frame', async () => {
	const muhurdar = MuhurdarSession.start({ preload: fixture('late-in-the-minute.ts') });
	const { pty } = muhurdar;
	await muhurdar.ticks(1, 2, 3);
	// The card reader service of this machine, if it has one, is known by then too.
	pty.type('1');
	await muhurdar.says(texts.card.slot.seal);
	const clock = (): string => pty.screen[0]?.match(/\d\d:\d\d $/)?.[0] ?? '';
	const before = clock();
	const written = pty.raw.length;

	await pty.until('another minute', () => clock() !== before || undefined);

	expect(framesIn(pty.raw.slice(written))).toBe(1);
});

it('a key brings one frame and nothing else', async () => {
	const muhurdar = MuhurdarSession.start();
	const { pty } = muhurdar;
	await muhurdar.ticks(1, 2, 3);
	muhurdar.pty.type('?');
	await muhurdar.says(texts.help.here);
	const written = pty.raw.length;

	muhurdar.press('escape');
	await muhurdar.says(texts.start.title);

	const frame = pty.raw.slice(written);
	expect(framesIn(frame)).toBe(1);
	expect(frame.startsWith('\u{1B}[?2026h')).toBe(true);
	expect(frame.endsWith('\u{1B}[?2026l')).toBe(true);
});

it('what the program or Node itself writes to stderr waits until the main screen is back', async () => {
	const muhurdar = MuhurdarSession.start({ preload: fixture('noise-on-signal.ts') });
	const { pty } = muhurdar;
	await muhurdar.ticks(1, 2, 3);
	const before = pty.text;
	const written = pty.raw.length;

	muhurdar.kill('SIGUSR2');
	await pty.until('the end of the noise', () => pty.raw.includes('gürültü bitti') || undefined);
	expect(pty.text).toBe(before);
	expect(pty.raw.slice(written)).not.toContain('uyarı');

	pty.type('q');
	const { exitCode, told } = await muhurdar.endsClean();
	expect(exitCode).toBe(0);
	expect(told.split('\n')).toEqual([
		'gürültü\u{FFFD}[2J',
		'Warning: uyarı metni',
		'DeprecationWarning: eskidi',
		'',
	]);
});

it('what another program writes into the terminal is wiped away by Ctrl+L', async () => {
	const muhurdar = MuhurdarSession.start();
	const { pty } = muhurdar;
	await muhurdar.ticks(1, 2, 3);
	const before = pty.screen;

	writeFileSync(muhurdar.terminal, '\u{1B}[9;1Hbaşka bir program\u{1B}[24;1H\r\n\r\n');
	await pty.shows(/başka bir program/);
	muhurdar.press('ctrlL');

	await pty.until('the picture of before', () => (pty.screen.join() === before.join() ? true : undefined));
	expect(pty.isOnAlternateScreen).toBe(true);
});
