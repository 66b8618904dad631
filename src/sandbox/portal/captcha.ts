import { encode } from 'fast-png';
import type { RandomSource } from '../random.ts';
import { GLYPH_ALPHABET, GLYPH_HEIGHT, GLYPH_WIDTH, GLYPHS } from './captcha-font.ts';

interface DrawnCaptcha {
	/** Upper-case letters and digits of the captcha alphabet. */
	readonly text: string;
	/** 144 by 36 pixels, 8-bit grey, dark on white. */
	readonly png: Uint8Array;
}

export interface CaptchaSource {
	next(): DrawnCaptcha;
}

/**
 * Pictures of *Resimdeki Yazı*. `random` is the sandbox's root source: the n-th captcha of a seed is the same
 * in every run, whatever else was drawn from the source.
 */
export function createCaptchaSource(random: RandomSource): CaptchaSource {
	const texts = random.stream('captcha');
	// Of its own, so that a change of the drawing changes no text.
	const strokes = texts.stream('drawing');
	return {
		next() {
			const text = texts.text(CHARACTERS, GLYPH_ALPHABET);
			return { text, png: drawn(text, strokes) };
		},
	};
}

const CHARACTERS = 5;

/**
 * A terminal without graphics shows 48 columns by 6 rows of half blocks: the glyphs are drawn on just these
 * dots.
 */
const COLUMNS = 48;
const ROWS = 12;
/** Pixels along a dot's side. */
const SCALE = 3;
const WIDTH = COLUMNS * SCALE;
const HEIGHT = ROWS * SCALE;
/** Columns from one character's place to the next. */
const PITCH = 9;
const LEFT = 2;

const PAPER = 255;
const INK = 24;
const SPECK = 130;
const LINE = 170;

const SPECKS = 10;

function drawn(text: string, random: RandomSource): Uint8Array {
	const dots = inkedDots(text, random);
	const pixels = new Uint8Array(WIDTH * HEIGHT).fill(PAPER);
	for (const dot of dots) {
		for (let pixel = 0; pixel < SCALE * SCALE; pixel += 1) {
			const x = (dot % COLUMNS) * SCALE + (pixel % SCALE);
			const y = Math.floor(dot / COLUMNS) * SCALE + Math.floor(pixel / SCALE);
			pixels[y * WIDTH + x] = INK;
		}
	}
	drawLine(pixels, dots, random);
	drawSpecks(pixels, dots, random);
	return encode({ width: WIDTH, height: HEIGHT, data: pixels, depth: 8, channels: 1 });
}

/**
 * Dots that carry ink, as row times {@link COLUMNS} plus column; each glyph is moved a little in its place.
 */
function inkedDots(text: string, random: RandomSource): ReadonlySet<number> {
	const dots = new Set<number>();
	Array.from(text).forEach((character, place) => {
		const left = LEFT + place * PITCH + below(PITCH - GLYPH_WIDTH, random);
		const top = below(ROWS - GLYPH_HEIGHT + 1, random);
		GLYPHS[character]?.forEach((line, row) => {
			Array.from(line).forEach((mark, column) => {
				if (mark === '#') {
					dots.add((top + row) * COLUMNS + left + column);
				}
			});
		});
	});
	return dots;
}

/** A thin line from side to side, broken wherever it would touch a glyph. */
function drawLine(pixels: Uint8Array, dots: ReadonlySet<number>, random: RandomSource): void {
	const from = below(HEIGHT, random);
	const to = below(HEIGHT, random);
	for (let x = 0; x < WIDTH; x += 1) {
		const y = Math.round(from + ((to - from) * x) / (WIDTH - 1));
		if (!isNearInk(dots, Math.floor(x / SCALE), Math.floor(y / SCALE))) {
			pixels[y * WIDTH + x] = LINE;
		}
	}
}

/** A few small marks, none of them touching a glyph. */
function drawSpecks(pixels: Uint8Array, dots: ReadonlySet<number>, random: RandomSource): void {
	for (let speck = 0; speck < SPECKS; speck += 1) {
		const column = below(COLUMNS, random);
		const row = below(ROWS, random);
		if (!isNearInk(dots, column, row)) {
			const at = row * SCALE * WIDTH + column * SCALE;
			for (const offset of [0, 1, WIDTH, WIDTH + 1]) {
				pixels[at + offset] = SPECK;
			}
		}
	}
}

function isNearInk(dots: ReadonlySet<number>, column: number, row: number): boolean {
	return [-1, 0, 1].some((down) =>
		[-1, 0, 1].some((right) => dots.has((row + down) * COLUMNS + column + right)),
	);
}

/**
 * A number from 0 up to, not including, `limit`, which is far below 256: the slight preference for the low
 * ones is no harm.
 */
function below(limit: number, random: RandomSource): number {
	return (random.bytes(1)[0] ?? 0) % limit;
}
