import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	bold,
	dim,
	EMPTY_LINE,
	fitLine,
	fitLines,
	indent,
	type Line,
	line,
	lineCells,
	plain,
	scrolled,
	toned,
} from '#ui';
import { anyText, anyWidth } from './arbitrary-text.ts';

function text(spans: Line): string {
	return spans.map((span) => span.text).join('');
}

const LINES: readonly Line[] = ['bir', 'iki', 'üç', 'dört', 'beş'].map((word) => line(word));

describe('a fitted line', () => {
	test('keeps the style of what it keeps', () => {
		expect(fitLine(line(bold('Şeker'), dim(' A.Ş.')), 12)).toEqual([
			bold('Şeker'),
			dim(' A.Ş.'),
			plain('  '),
		]);
		expect(fitLine(line(bold('Şeker'), toned('care', ' A.Ş.')), 8)).toEqual([
			bold('Şeker'),
			toned('care', ' A…'),
			plain(''),
		]);
	});

	test('marks the cut also where it falls between two spans', () => {
		expect(text(fitLine(line('Şeker', ' A.Ş.'), 5))).toBe('Şeke…');
	});

	test('is exactly as wide as asked for, and loses nothing unmarked', () => {
		fc.assert(
			fc.property(fc.array(anyText, { maxLength: 6 }), anyWidth, (texts, width) => {
				const spans = texts.map(plain);
				const fitted = fitLine(spans, width);
				expect(lineCells(fitted)).toBe(width);
				const isWhole = lineCells(spans) <= width;
				expect(isWhole || width === 0 || text(fitted).trimEnd().endsWith('…')).toBe(true);
			}),
		);
	});
});

describe('fitted lines', () => {
	test('are padded with empty ones', () => {
		expect(fitLines(LINES.slice(0, 1), 3)).toEqual([line('bir'), EMPTY_LINE, EMPTY_LINE]);
	});

	test('end with a mark where some are missing', () => {
		expect(fitLines(LINES, 3).map(text)).toEqual(['bir', 'iki', '…']);
		expect(fitLines(LINES, 1).map(text)).toEqual(['…']);
	});

	test('are none where there is no room', () => {
		expect(fitLines(LINES, 0)).toEqual([]);
		expect(fitLines(LINES, -1)).toEqual([]);
	});
});

describe('scrolled lines', () => {
	test('are a window on the text', () => {
		expect(scrolled(LINES, 1, 3).map(text)).toEqual(['iki', 'üç', 'dört']);
	});

	test('end with the text, however far they are scrolled', () => {
		expect(scrolled(LINES, 99, 3).map(text)).toEqual(['üç', 'dört', 'beş']);
	});

	test('begin with a text that has room', () => {
		expect(scrolled(LINES, 2, 9)).toEqual(LINES);
	});
});

test('an indented line stands that many cells to the right', () => {
	expect(text(indent(line('çip'), 3))).toBe('   çip');
});
