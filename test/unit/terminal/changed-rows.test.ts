import { expect, test } from 'vitest';
import { changedRowsOutput } from '../../../src/terminal/changed-rows.ts';

/* That a terminal then shows the whole frame is for test/golden/changed-rows.test.ts. */

const ERASE_THREE = '\u{1B}[2K\u{1B}[1A\u{1B}[2K\u{1B}[1A\u{1B}[2K\u{1B}[G';
const FIRST = ['one', 'two', 'three'];

interface Line {
	readonly write: (text: string) => string;
	readonly clock: { now: number };
	readonly size: { columns: number };
	readonly wanted: { isWhole: boolean };
	readonly forget: () => void;
}

/** A terminal of three rows; `write` gives what reaches it. */
function threeRows(): Line {
	let written = '';
	const clock = { now: 0 };
	const wanted = { isWhole: false };
	const stream: NodeJS.WriteStream = Object.assign(Object.create(process.stdout), {
		columns: 20,
		rows: 3,
		write: (text: string) => {
			written += text;
			return true;
		},
	});
	const { stdout, forget } = changedRowsOutput(
		stream,
		() => wanted.isWhole,
		() => clock.now,
	);
	const write = (text: string): string => {
		written = '';
		stdout.write(text);
		return written;
	};
	write(FIRST.join('\n'));
	return { write, clock, size: stream, wanted, forget };
}

const frame = (...rows: readonly string[]): string => `${ERASE_THREE}${rows.join('\n')}`;
const isWhole = (written: string, rows: readonly string[]): boolean =>
	rows.every((row) => written.includes(row));

test('a frame is written in the cells that differ, and the cursor goes where Ink believes it', () => {
	const { write } = threeRows();
	expect(write(frame('one', 'twice', 'three'))).toBe('\u{1B}[2;3Hice\u{1B}[3;1H');
	expect(write(frame('one', 'twi', 'three'))).toBe('\u{1B}[2;4H\u{1B}[K\u{1B}[3;1H');
	expect(write(frame('one', 'tXi', 'three'))).toBe('\u{1B}[2;2HX\u{1B}[3;1H');
});

test('a change of style alone is written, and closed where it ends', () => {
	const { write } = threeRows();
	const bold = '\u{1B}[1mtwo\u{1B}[22m';
	expect(write(frame('one', bold, 'three'))).toBe('\u{1B}[2;1H\u{1B}[1mtwo\u{1B}[0m\u{1B}[3;1H');
});

test.each([
	['a wide character', '漢字'],
	['a combining mark', 'ı\u{301}x'],
	['a sequence that no theme has', '\u{1B}[5mtwo\u{1B}[25m'],
])('a row is written whole where it has %s', (_what, row) => {
	const { write } = threeRows();
	expect(write(frame('one', `tw${row}`, 'three'))).toBe(`\u{1B}[2;1H\u{1B}[2Ktw${row}\u{1B}[3;1H`);
});

test('what is no frame goes through as it is', () => {
	const { write } = threeRows();
	for (const text of ['\u{1B}[?2026h', '\u{1B}[?25l', '\u{7}', ERASE_THREE, 'told\n']) {
		expect(write(text)).toBe(text);
	}
});

test.each<readonly [string, (line: Line) => void]>([
	['the screen was erased', ({ write }) => write(ERASE_THREE)],
	['something else was written with a line feed', ({ write }) => write('told\n')],
	[
		'nothing was written for a second and a half',
		({ clock }) => {
			clock.now += 1500;
		},
	],
	[
		'fifteen seconds have passed since the last whole one',
		({ write, clock }) => {
			for (const word of [
				'Two',
				'tWo',
				'twO',
				'TWO',
				'tWO',
				'TwO',
				'two',
				'Two',
				'tWo',
				'twO',
				'TWO',
				'tWO',
			]) {
				clock.now += 1249;
				expect(isWhole(write(frame('one', word, 'three')), ['one', word, 'three'])).toBe(false);
			}
			clock.now += 12;
		},
	],
	['that was asked for', ({ forget }) => forget()],
])('a frame is written whole, at its place, once %s', (_when, happens) => {
	const line = threeRows();
	happens(line);
	const written = line.write(frame(...FIRST));
	expect(isWhole(written, FIRST)).toBe(true);
	expect(written.startsWith('\u{1B}[1;1H\u{1B}[2K')).toBe(true);
	expect(isWhole(line.write(frame('one', 'two', 'Three')), FIRST)).toBe(false);
});

test('frames are written whole while a terminal takes another size, and a second later in part again', () => {
	const { write, size, clock } = threeRows();
	Object.assign(size, { columns: 21 });
	expect(isWhole(write(frame(...FIRST)), FIRST)).toBe(true);
	clock.now += 999;
	expect(isWhole(write(frame(...FIRST)), FIRST)).toBe(true);
	clock.now += 1;
	expect(isWhole(write(frame(...FIRST)), FIRST)).toBe(false);
});

test('frames are written whole for as long as that is wanted', () => {
	const { write, wanted } = threeRows();
	wanted.isWhole = true;
	expect(isWhole(write(frame('One', 'two', 'three')), ['One', 'two', 'three'])).toBe(true);
	expect(isWhole(write(frame(...FIRST)), FIRST)).toBe(true);
	wanted.isWhole = false;
	expect(isWhole(write(frame('One', 'two', 'three')), ['One', 'two', 'three'])).toBe(false);
});
