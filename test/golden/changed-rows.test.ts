import xterm from '@xterm/headless';
import { expect, test } from 'vitest';
import { createTheme } from '#ui';
import { changedRowsOutput } from '../../src/terminal/changed-rows.ts';
import { styledRow } from '../../src/ui/rows.tsx';
import { frameOf, shotsOf } from './frames.ts';
import { GALLERIES } from './galleries.ts';

/* What the changed rows of each frame make of the frame before, in a terminal, beside the whole frame in another one. */

const COLUMNS = 80;
const ROWS = 24;
const THEME = createTheme({ isUnicode: true, hasColour: true, hasManyColours: true, name: 'dark' });

class Screen {
	bytes = 0;
	readonly #terminal = new xterm.Terminal({
		cols: COLUMNS,
		rows: ROWS,
		allowProposedApi: true,
		scrollback: 0,
	});
	#written: Promise<void> = Promise.resolve();

	write(text: string): boolean {
		this.bytes += Buffer.byteLength(text);
		// The terminal's driver puts a carriage return before each line feed.
		this.#written = new Promise((resolve) => this.#terminal.write(text.replaceAll('\n', '\r\n'), resolve));
		return true;
	}

	/** Character, colours and styles of each cell. */
	async cells(): Promise<readonly string[]> {
		await this.#written;
		const { active } = this.#terminal.buffer;
		const cell = active.getNullCell();
		return Array.from({ length: ROWS }, (_, y) => {
			const line = active.getLine(y);
			return Array.from({ length: COLUMNS }, (_place, x) => {
				line?.getCell(x, cell);
				const look = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor()];
				const style = [cell.isBold(), cell.isDim(), cell.isInverse()].map(Number);
				return `${cell.getChars() || ' '}${[...look, ...style].join()}`;
			}).join(' ');
		});
	}
}

/** The part of a terminal's stream that changed rows need. */
function streamOf(screen: Screen): NodeJS.WriteStream {
	return Object.assign(Object.create(process.stdout), {
		columns: COLUMNS,
		rows: ROWS,
		write: (text: string) => screen.write(text),
	});
}

/** As Ink's standard renderer writes it. */
function inkFrame(text: string, isFirst: boolean): string {
	const takenBack = `${'\u{1B}[2K\u{1B}[1A'.repeat(ROWS - 1)}\u{1B}[2K\u{1B}[G`;
	return isFirst ? text : `${takenBack}${text}`;
}

test.each(GALLERIES)('changed rows give the cells of the whole frame: $name', async (gallery) => {
	const whole = new Screen();
	const changed = new Screen();
	const { stdout: output } = changedRowsOutput(streamOf(changed), undefined, () => 0);
	const shots = shotsOf(gallery).filter(
		({ language, size }) => language === 'tr' && size.columns === COLUMNS && size.rows === ROWS,
	);
	expect(shots.length).toBeGreaterThan(0);
	for (const [index, shot] of [...shots, ...shots.slice(0, 1)].entries()) {
		const text = frameOf(shot, THEME)
			.lines.map((spans) => styledRow('', spans, THEME).trimEnd())
			.join('\n');
		const frame = inkFrame(text, index === 0);
		whole.write(`\u{1B}[H\u{1B}[J${text}`);
		output.write(frame);
		expect(await changed.cells(), shot.heading).toEqual(await whole.cells());
	}
	expect(changed.bytes).toBeLessThan(whole.bytes);
});
