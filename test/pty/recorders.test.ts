import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';
import { describe, expect, it, onTestFinished } from 'vitest';
import { textsOf } from '#i18n';
import { openForm, orderCode, pinOn, sendForm } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const BUILT_PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
const texts = textsOf('tr');
const MASKED_PIN = /PIN +••••••/;
const END_OF_FRAME = '\u{1B}[?2026l';

/** The program in a tmux of its own, whose pane outlives it. */
function inTmux(alternateScreen: 'on' | 'off') {
	const folder = folderOfTest();
	const socket = join(folder, 'recorders-test');
	const settings = join(folder, 'tmux.conf');
	writeFileSync(
		settings,
		[
			'set -g status off',
			'set -g history-limit 10000',
			'set -g default-terminal tmux-256color',
			'set -s escape-time 0',
			`set -g alternate-screen ${alternateScreen}`,
			'',
		].join('\n'),
	);
	onTestFinished(() => {
		// Gone already where the program's terminal was closed before.
		spawnSync('tmux', ['-S', socket, 'kill-server']);
	});
	const outliving = ['sh', '-c', '"$@"; echo "kod=$?;"; exec cat', 'sh'];
	const within = ['tmux', '-u', '-S', socket, '-f', settings, 'new-session', ...outliving];
	return {
		muhurdar: MuhurdarSession.start({ within }),
		/** What anybody on this account can read of the pane: its screen and all that scrolled out of it. */
		kept: (): string =>
			execFileSync('tmux', ['-S', socket, 'capture-pane', '-p', '-S', '-'], { encoding: 'utf8' }),
	};
}

function folderOfTest(): string {
	const folder = mkdtempSync(join(tmpdir(), 'muhurdar-recorders-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function toPins(muhurdar: MuhurdarSession): Promise<void> {
	await openForm(muhurdar);
	await sendForm(muhurdar);
	muhurdar.pty.type(await orderCode(muhurdar));
	muhurdar.press('enter');
	await muhurdar.says(texts.menu.entries['pin-view']);
	await muhurdar.pty.shows(/SIGN0 +◆ +geçerli/);
	muhurdar.press('enter');
	await muhurdar.says(texts.pins.hiddenRecorded);
}

/** By both keys. */
async function showPin(muhurdar: MuhurdarSession): Promise<string> {
	muhurdar.press('enter');
	await muhurdar.says(texts.pins.confirmRecorded);
	expect(muhurdar.pty.text).toMatch(MASKED_PIN);
	muhurdar.press('enter');
	return muhurdar.pty.until('a PIN', () => pinOn(muhurdar.pty.text));
}

/** What a terminal shows after each frame when the recording is played back: a frame is written in the cells that change. */
async function screensOf(recording: string): Promise<readonly string[]> {
	const terminal = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true });
	const screens: string[] = [];
	for (const frame of recording.split(END_OF_FRAME)) {
		await new Promise<void>((resolve) => terminal.write(frame, resolve));
		const { active } = terminal.buffer;
		const rows = Array.from({ length: 24 }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
		screens.push(rows.join('\n'));
	}
	return screens;
}

describe('in tmux', () => {
	it.each(['on', 'off'] as const)(
		'a PIN is shown at the second key, and none is in the pane afterwards (alternate-screen %s)',
		async (alternateScreen) => {
			const { muhurdar, kept } = inTmux(alternateScreen);
			await toPins(muhurdar);
			expect(muhurdar.isSaying(texts.pins.recorded('tmux'))).toBe(true);
			expect(kept()).toContain(texts.pins.title);
			const pin = await showPin(muhurdar);
			// Also where it has hidden itself by now.
			muhurdar.press('escape');
			await muhurdar.pty.shows(/SIGN0 +◆ +geçerli/);
			expect(kept()).not.toContain(pin);
			muhurdar.press('enter');
			await muhurdar.says(texts.pins.hiddenRecorded);
			// Left with the PIN on the screen.
			expect(await showPin(muhurdar)).toBe(pin);
			muhurdar.press('ctrlC');
			await muhurdar.pty.shows(/kod=130;/);
			const left = kept();
			expect(left).not.toContain(pin);
			expect(left).not.toContain(texts.menu.entries['pin-view']);
			expect(left).not.toContain(texts.start.title);
		},
	);
});

it('script(1) is noticed, and without the second key its file has no PIN', async () => {
	const file = join(folderOfTest(), 'typescript');
	// It takes its command as one word, so what follows is left out.
	const muhurdar = MuhurdarSession.start({
		within: ['sh', '-c', `exec script -q -e -c '${BUILT_PROGRAM}' '${file}'`],
	});
	await toPins(muhurdar);
	expect(muhurdar.isSaying(texts.pins.recorded('script'))).toBe(true);
	muhurdar.press('enter');
	await muhurdar.says(texts.pins.confirmRecorded);
	muhurdar.press('escape');
	await muhurdar.says(texts.pins.hiddenRecorded);
	muhurdar.press('ctrlC');
	await muhurdar.pty.ended();
	const screens = await screensOf(readFileSync(file, 'utf8'));
	expect(screens.filter((screen) => screen.includes(texts.pins.title)).length).toBeGreaterThan(0);
	expect(screens.filter((screen) => pinOn(screen) !== undefined)).toEqual([]);
});
