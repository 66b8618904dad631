import { CELL, MARGIN } from './cell.ts';

/** What a picture has in its cells, read from its text alone: `row,column` to the character, or to `SHAPE`. */
export type Cells = ReadonlyMap<string, string>;

export const SHAPE = 'shape';

/** A corner that is not at a cell's place, or a text that a browser would place by itself. */
export class MisplacedError extends Error {
	override readonly name = 'MisplacedError';
}

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

const ENTITIES: readonly (readonly [string, string])[] = [
	['&lt;', '<'],
	['&quot;', '"'],
	['&amp;', '&'],
];

/** @throws MisplacedError where something does not lie in the cells */
export function readPicture(svg: string): Cells {
	const found = new Map<string, string>();
	for (const [, attributes = '', text = ''] of svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/gu)) {
		for (const [place, character] of writtenIn(attributes, unescaped(text))) put(found, place, character);
	}
	for (const [, path = ''] of svg.matchAll(/<path d="([^"]*)"/gu)) {
		for (const box of boxesOf(path)) {
			for (const place of placesIn(box)) put(found, place, SHAPE);
		}
	}
	return found;
}

function put(found: Map<string, string>, place: string, character: string): void {
	const before = found.get(place);
	// A cell may be drawn by two strokes; it is never written twice.
	if (before !== undefined && (before !== SHAPE || character !== SHAPE)) {
		throw new MisplacedError(`${place} has ${before} and ${character}`);
	}
	found.set(place, character);
}

function writtenIn(attributes: string, text: string): readonly (readonly [string, string])[] {
	const xs = (attribute(attributes, 'x') ?? '').split(' ').map(Number);
	const y = Number(attribute(attributes, 'y'));
	const characters = xs.length === 1 ? [text] : [...text];
	if (/\s/u.test(text)) throw new MisplacedError(`a space in ${JSON.stringify(text)}: a browser may drop it`);
	if (xs.length !== characters.length) throw new MisplacedError(`${text} has ${xs.length} places`);
	if (/textLength|xml:space/u.test(attributes)) throw new MisplacedError(`${text} is stretched`);
	return characters.map((character, index) => [
		`${whole((y - CELL.baseline - MARGIN) / CELL.height)},${whole(((xs[index] ?? Number.NaN) - MARGIN) / CELL.width)}`,
		character,
	]);
}

function attribute(attributes: string, name: string): string | undefined {
	return new RegExp(` ${name}="([^"]*)"`, 'u').exec(attributes)?.[1];
}

function unescaped(text: string): string {
	return ENTITIES.reduce((plain, [entity, character]) => plain.replaceAll(entity, character), text);
}

function whole(value: number): number {
	if (!Number.isInteger(value)) throw new MisplacedError(`${value} is no cell`);
	return value;
}

/** The box of each part of a path. */
function boxesOf(path: string): readonly Box[] {
	return path
		.split('M')
		.filter((part) => part !== '')
		.map((part) => {
			const points = pointsOf(`M${part}`);
			const xs = points.map(([x]) => x);
			const ys = points.map(([, y]) => y);
			return {
				left: Math.min(...xs),
				top: Math.min(...ys),
				right: Math.max(...xs),
				bottom: Math.max(...ys),
			};
		});
}

function pointsOf(path: string): readonly (readonly [number, number])[] {
	let x = Number.NaN;
	let y = Number.NaN;
	return [...path.matchAll(/([MVhvaz])([^MVhvaz]*)/gu)].map(([, letter, numbers = '']) => {
		const values = numbers.trim().split(/ /u).map(Number);
		const last = values.at(-1) ?? Number.NaN;
		const beforeLast = values.at(-2) ?? Number.NaN;
		if (letter === 'M') [x, y] = [beforeLast, last];
		if (letter === 'V') y = last;
		if (letter === 'h') x += last;
		if (letter === 'v') y += last;
		if (letter === 'a') [x, y] = [x + beforeLast, y + last];
		return [x, y] as const;
	});
}

/** The cells of one row that a box lies in. */
function placesIn({ left, top, right, bottom }: Box): readonly string[] {
	const first = Math.floor((left - MARGIN) / CELL.width);
	const end = Math.max(first + 1, Math.ceil((right - MARGIN) / CELL.width));
	const row = Math.floor((top - MARGIN) / CELL.height);
	if (!(bottom - MARGIN <= (row + 1) * CELL.height)) {
		throw new MisplacedError(`a shape from ${top} to ${bottom} lies in two rows`);
	}
	return Array.from({ length: end - first }, (_, index) => `${row},${first + index}`);
}
