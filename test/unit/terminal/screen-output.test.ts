import { expect, test } from 'vitest';
import type { GraphicsProtocol } from '../../../src/terminal/capabilities.ts';
import { createScreenOutput, type ScreenOutput } from '../../../src/terminal/screen-output.ts';

const PICTURE = {
	id: 'captcha',
	column: 0,
	row: 0,
	columns: 2,
	rows: 1,
	picture: { width: 2, height: 1, rgb: new Uint8Array(6) },
};
const FRAMES = [
	['one', 'two', 'three'],
	['one', 'Two', 'three'],
];

/** A terminal of three rows; `isWhole` draws the next frame and says whether all of its rows were written. */
function threeRows(graphics: GraphicsProtocol): { readonly output: ScreenOutput; isWhole(): boolean } {
	let written = '';
	let count = 0;
	const stream: NodeJS.WriteStream = Object.assign(Object.create(process.stdout), {
		columns: 20,
		rows: 3,
		on: () => stream,
		write: (text: string) => {
			written += text;
			return true;
		},
	});
	const output = createScreenOutput(stream, graphics);
	const isWhole = (): boolean => {
		const rows = FRAMES[count % FRAMES.length] ?? [];
		count += 1;
		written = '';
		output.stdout.write(rows.join('\n'));
		return rows.every((row) => written.includes(row));
	};
	isWhole();
	return { output, isWhole };
}

test.each<GraphicsProtocol>(['none', 'kitty', 'iterm2', 'sixel'])(
	'without a picture frames are written in part: %s',
	(graphics) => {
		const { isWhole } = threeRows(graphics);
		expect([isWhole(), isWhole()]).toEqual([false, false]);
	},
);

test('one frame is written whole when that is asked for', () => {
	const { output, isWhole } = threeRows('none');
	output.writeNextWhole();
	expect([isWhole(), isWhole()]).toEqual([true, false]);
});

test.each<GraphicsProtocol>(['iterm2', 'sixel'])(
	'while a picture lies in the cells frames are written whole, and so is the one that wipes it: %s',
	async (graphics) => {
		const { output, isWhole } = threeRows(graphics);
		const placed = output.pictures.place(PICTURE);
		expect(isWhole()).toBe(true);
		await placed;
		expect([isWhole(), isWhole()]).toEqual([true, true]);
		output.pictures.clear(PICTURE.id);
		expect([isWhole(), isWhole()]).toEqual([true, false]);
	},
);

test('a picture in a layer of its own leaves frames written in part: kitty', async () => {
	const { output, isWhole } = threeRows('kitty');
	await output.pictures.place(PICTURE);
	expect(isWhole()).toBe(false);
	output.pictures.clear(PICTURE.id);
	expect(isWhole()).toBe(false);
});
