import { PassThrough, Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { decode } from 'fast-png';
import { Box, render, Text } from 'ink';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import type { PixelPicture } from '../../../../src/terminal/graphics/picture.ts';
import { createPictureOutput } from '../../../../src/terminal/graphics/picture-output.ts';

const FRAME_START = '\u{1B}[?2026h';
const FRAME_END = '\u{1B}[?2026l';

/** A terminal that keeps what is written to it. */
class RecordingTerminal extends Writable {
	readonly isTTY = true;
	columns = 80;
	rows = 24;
	readonly chunks: string[] = [];

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
		this.chunks.push(chunk.toString('utf8'));
		done();
	}

	get written(): string {
		return this.chunks.join('');
	}
}

/** What a real terminal's stream has beyond size and writing is of no use here. */
function isTerminalStream(stream: RecordingTerminal): stream is RecordingTerminal & WriteStream {
	return stream.isTTY;
}

function terminal(): RecordingTerminal & WriteStream {
	const recording = new RecordingTerminal();
	if (!isTerminalStream(recording)) {
		throw new TypeError('not a terminal');
	}
	return recording;
}

function picture(width = 144, height = 36): PixelPicture {
	const rgb = new Uint8Array(width * height * 3);
	let noise = 1;
	for (let index = 0; index < rgb.length; index += 1) {
		// Noise does not compress, so that several chunks are needed.
		noise = (noise * 48_271) % 0x7fff_ffff;
		rgb[index] = noise;
	}
	return { width, height, rgb };
}

const RECTANGLE = { column: 10, row: 4, columns: 48, rows: 6 };

const count = (text: string, part: string | RegExp): number => text.split(part).length - 1;

/** Lets Ink draw two frames through `stdout`, the picture's place and taking away around the second. */
function inkFrames(stdout: NodeJS.WriteStream) {
	const stdin = new PassThrough();
	const frame = (text: string) =>
		createElement(Box, { width: 80, height: 24 }, createElement(Text, null, text));
	const instance = render(frame('frame 0'), {
		stdout,
		stdin,
		alternateScreen: true,
		interactive: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	return {
		async draw(text: string): Promise<void> {
			instance.rerender(frame(text));
			await instance.waitUntilRenderFlush();
		},
		async close(): Promise<void> {
			instance.unmount();
			await instance.waitUntilExit();
		},
	};
}

describe('without a protocol', () => {
	it('the stream is the given one and nothing is ever drawn', async () => {
		const real = terminal();
		const { stdout, pictures } = createPictureOutput(real, 'none');
		expect(stdout).toBe(real);
		expect(await pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE })).toBe(false);
		pictures.clear('captcha');
		expect(real.written).toBe('');
	});
});

describe('with a protocol', () => {
	it('Ink writes byte for byte what it writes without, as long as there is no picture', async () => {
		const written = async (protocol: 'none' | 'kitty' | 'sixel'): Promise<string> => {
			const real = terminal();
			const ink = inkFrames(createPictureOutput(real, protocol).stdout);
			await ink.draw('frame 1');
			await ink.draw('frame 2');
			await ink.close();
			return real.written;
		};
		const plain = await written('none');
		expect(plain).toContain('frame 2');
		expect(await written('kitty')).toBe(plain);
		expect(await written('sixel')).toBe(plain);
	});

	it('the stream has the size, the events and the end of the real one', async () => {
		const real = terminal();
		const { stdout } = createPictureOutput(real, 'kitty');
		real.columns = 132;
		let resizes = 0;
		stdout.on('resize', () => {
			resizes += 1;
		});
		real.emit('resize');
		expect([stdout.columns, stdout.isTTY, resizes]).toEqual([132, true, 1]);
		await new Promise<void>((resolve) => stdout.write('a', () => resolve()));
		await new Promise<void>((resolve) => stdout.write('b', 'utf8', () => resolve()));
		stdout.write(Buffer.from('c'));
		stdout.end();
		expect(real.writableEnded && stdout.writableEnded).toBe(true);
		expect(real.written).toBe('abc');
	});
});

describe('kitty', () => {
	it('gets a picture once per placement, however many frames follow, and a deletion when it goes', async () => {
		const real = terminal();
		const { stdout, pictures } = createPictureOutput(real, 'kitty');
		const ink = inkFrames(stdout);
		await ink.draw('frame 1');
		expect(await pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE })).toBe(true);
		await ink.draw('frame 2');
		await ink.draw('frame 3');
		expect(count(real.written, 'a=T,')).toBe(1);
		expect(count(real.written, 'a=d,')).toBe(0);
		pictures.clear('captcha');
		await ink.draw('frame 4');
		await ink.close();
		expect(count(real.written, 'a=T,')).toBe(1);
		expect(count(real.written, 'a=d,')).toBe(1);
		expect(real.written.indexOf('a=d,')).toBeGreaterThan(real.written.indexOf('frame 3'));
	});

	it('moves and replaces a picture of the same id: the former is deleted in the same update', async () => {
		const real = terminal();
		const { pictures } = createPictureOutput(real, 'kitty');
		await pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE });
		real.chunks.length = 0;
		await pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE, row: 9 });
		expect(real.chunks).toHaveLength(1);
		expect(real.written).toMatch(
			/a=d,d=I,i=(\d+).*\u{1B}7\u{1B}\[10;11H\u{1B}_Ga=T.*\u{1B}8\u{1B}\[\?2026l$/su,
		);
	});

	it('sends the very pixels as PNG in chunks of 4,096 characters, silently, and puts the cursor back', async () => {
		const real = terminal();
		const { pictures } = createPictureOutput(real, 'kitty');
		const original = picture();
		await pictures.place({ id: 'captcha', picture: original, ...RECTANGLE });
		const before = `${FRAME_START}\u{1B}7\u{1B}[5;11H`;
		const after = `\u{1B}8${FRAME_END}`;
		expect(real.written.startsWith(before) && real.written.endsWith(after)).toBe(true);
		const codes = real.written.slice(before.length, -after.length).split('\u{1B}\\').slice(0, -1);
		expect(codes.length).toBeGreaterThan(1);
		const payloads = codes.map((code, index) => {
			const [control = '', payload = ''] = code.slice('\u{1B}_G'.length).split(';');
			expect(control).toContain('q=2');
			expect(control).toContain(index === codes.length - 1 ? 'm=0' : 'm=1');
			expect(payload.length).toBeLessThanOrEqual(4096);
			return payload;
		});
		expect(codes[0]).toContain('c=48,r=6,C=1');
		const sent = decode(Buffer.from(payloads.join(''), 'base64'));
		expect([sent.width, sent.height, sent.channels]).toEqual([144, 36, 3]);
		expect(Uint8Array.from(sent.data)).toEqual(original.rgb);
	});

	it('gets the picture again after the terminal changed its size', async () => {
		const real = terminal();
		const { stdout, pictures } = createPictureOutput(real, 'kitty');
		await pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE });
		real.emit('resize');
		stdout.write(FRAME_START);
		stdout.write('frame');
		stdout.write(FRAME_END);
		expect(count(real.written, 'a=T,')).toBe(2);
	});
});

describe('iTerm2 and sixel', () => {
	it.each([
		['iterm2', '\u{1B}]1337;File=inline=1;width=48;height=6;'],
		['sixel', '\u{1B}P0;1;q'],
	] as const)(
		'%s pictures are drawn again inside every frame, and never after they were cleared',
		async (protocol, start) => {
			const real = terminal();
			const { stdout, pictures } = createPictureOutput(real, protocol);
			const ink = inkFrames(stdout);
			await ink.draw('frame 1');
			expect(await pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE })).toBe(true);
			expect(count(real.written, start)).toBe(1);
			await ink.draw('frame 2');
			await ink.draw('frame 3');
			expect(count(real.written, start)).toBe(3);
			for (const update of real.written.split(FRAME_START).slice(1)) {
				expect(update.lastIndexOf(start)).toBeLessThan(update.indexOf(FRAME_END));
			}
			pictures.clear('captcha');
			await ink.draw('frame 4');
			await ink.close();
			expect(count(real.written, start)).toBe(3);
			expect(real.written).toContain('frame 4');
		},
	);

	it('refuses a sixel picture with more pixels than the rectangle has room for', async () => {
		const real = terminal();
		const { pictures } = createPictureOutput(real, 'sixel');
		expect(await pictures.place({ id: 'a', picture: picture(), ...RECTANGLE, columns: 20 })).toBe(false);
		expect(real.written).toBe('');
	});
});

describe('what is written when', () => {
	it('waits for the end of a frame that has begun', async () => {
		const real = terminal();
		const { stdout, pictures } = createPictureOutput(real, 'kitty');
		stdout.write(FRAME_START);
		await pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE });
		expect(real.written).toBe(FRAME_START);
		stdout.write('frame');
		stdout.write(FRAME_END);
		expect(real.written).toMatch(/frame\u{1B}7.*\u{1B}8\u{1B}\[\?2026l$/su);
	});

	it('lets the newest of two placements win and a cleared one never appear', async () => {
		const real = terminal();
		const { pictures } = createPictureOutput(real, 'kitty');
		const older = pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE });
		const newer = pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE, row: 8 });
		const cleared = pictures.place({ id: 'other', picture: picture(), ...RECTANGLE });
		pictures.clear('other');
		expect(await Promise.all([older, newer, cleared])).toEqual([false, true, false]);
		expect(count(real.written, 'a=T,')).toBe(1);
		expect(real.written).toContain('\u{1B}[9;11H');
	});

	it('draws nothing outside the screen, until the screen grows', async () => {
		const real = terminal();
		const { stdout, pictures } = createPictureOutput(real, 'kitty');
		expect(await pictures.place({ id: 'captcha', picture: picture(), ...RECTANGLE, row: 18 })).toBe(false);
		expect(real.written).toBe('');
		real.rows = 25;
		stdout.write(FRAME_END);
		expect(count(real.written, 'a=T,')).toBe(1);
	});
});
