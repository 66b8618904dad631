import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cells, type Line, type Span } from '#ui';
import { frameOf, shotsOf } from './frames.ts';
import { GALLERIES } from './galleries.ts';
import type { Gallery } from './scene.ts';

/*
 * Where the frames of 80x24 in Turkish are bold, dim or have a tone: one mark a cell, rows without any left out. What
 * a mark looks like is each theme's own (test/unit/ui/theme.test.ts). Written anew with UPDATE_GOLDEN=1.
 */

const FOLDER = join(import.meta.dirname, 'styles');
const SUFFIX = '.golden.txt';

const TONE_MARKS = { done: 'g', care: 'y', danger: 'r' } as const;
/** Title, rules and the line of keys have the same styles everywhere. */
const UNTOLD_ROWS: readonly number[] = [0, 1, 21, 23];

function markOf({ tone, isBold, isDim, isPaper }: Span): string {
	if (isPaper === true) {
		return 'p';
	}
	const mark = tone === undefined ? undefined : TONE_MARKS[tone];
	if (isBold === true) {
		return mark?.toUpperCase() ?? 'B';
	}
	return mark ?? (isDim === true ? 'd' : ' ');
}

function marksOf(spans: Line): string {
	return spans
		.map((span) => (span.text.trim() === '' ? ' ' : markOf(span)).repeat(cells(span.text)))
		.join('')
		.trimEnd();
}

function stylesOf(gallery: Gallery): string {
	return shotsOf(gallery)
		.filter(({ language, size }) => language === 'tr' && size.columns === 80 && size.rows === 24)
		.map((shot) => {
			const rows = frameOf(shot).lines.flatMap((spans, row) => {
				const marks = marksOf(spans);
				return marks === '' || UNTOLD_ROWS.includes(row) ? [] : [`${String(row).padStart(2)}|${marks}`];
			});
			return `=== ${shot.scene.name} ===\n${rows.join('\n')}\n`;
		})
		.join('\n');
}

const told = GALLERIES.map((gallery) => ({ file: gallery.name + SUFFIX, text: stylesOf(gallery) })).filter(
	({ text }) => text !== '',
);

if (process.env['UPDATE_GOLDEN'] === '1') {
	mkdirSync(FOLDER, { recursive: true });
	for (const { file, text } of told) {
		writeFileSync(join(FOLDER, file), text);
	}
}

test.each(told)('the frames have their styles where they had them: $file', ({ file, text }) => {
	const path = join(FOLDER, file);
	expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
});

test('no other styles are kept', () => {
	expect(readdirSync(FOLDER).toSorted()).toEqual(told.map(({ file }) => file).toSorted());
});
