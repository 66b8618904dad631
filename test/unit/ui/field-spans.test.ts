import { describe, expect, test } from 'vitest';
import { SecretText } from '#text';
import {
	cells,
	createTheme,
	fieldSpans,
	type Line,
	placesSpans,
	secretFieldSpans,
	shownText,
	wrappedFieldLines,
} from '#ui';

import { styledRow } from '../../../src/ui/rows.tsx';

const theme = createTheme({ isUnicode: true, hasColour: false });

/** The text, with the character that the cursor stands on in brackets. */
function told(spans: Line): string {
	return spans.map(({ text, isCursor }) => (isCursor === true ? `[${text}]` : text)).join('');
}

function cellsOf(spans: Line): number {
	return spans.reduce((sum, { text }) => sum + cells(text), 0);
}

test('the cursor stands behind the value, or on a character of it', () => {
	const at = (behind: number | undefined) =>
		told(fieldSpans({ name: 'number', value: '4540536920', behind, room: 20 }));
	expect([at(0), at(1), at(4), at(10), at(undefined)]).toEqual([
		'4540536920_',
		'454053692[0]',
		'454053[6]920',
		'[4]540536920',
		'4540536920',
	]);
});

test('a long value scrolls with its cursor, and never takes more than its room', () => {
	const value = Array.from({ length: 50 }, (_, place) => String.fromCharCode(97 + (place % 26))).join('');
	const at = (behind: number) => fieldSpans({ name: 'path', value, behind, room: 12 });
	expect([told(at(0)), told(at(50)), told(at(25))]).toEqual([
		'…opqrstuvwx_',
		'[a]bcdefghijk…',
		'…tuvwxy[z]abc…',
	]);
	for (let behind = 0; behind <= 50; behind += 1) {
		const spans = at(behind);
		expect(cellsOf(spans), told(spans)).toBeLessThanOrEqual(12);
		expect(told(spans)).toMatch(/_$|\[.\]/u);
	}
});

test('what takes two cells is counted as two', () => {
	const spans = fieldSpans({ name: 'path', value: '漢'.repeat(20), behind: 7, room: 12 });
	expect(cellsOf(spans)).toBeLessThanOrEqual(12);
});

test('a secret is a mark a character, and each further key is seen where there is no room for its mark', () => {
	const shown = (length: number, behind: number | undefined, room = 10) =>
		told(secretFieldSpans({ name: 'word', length, behind, room }, theme));
	expect([shown(3, 0), shown(3, 1), shown(3, 3), shown(3, undefined)]).toEqual([
		'•••_',
		'••[•]',
		'[•]••',
		'•••',
	]);
	expect(shown(10, undefined)).toBe('•'.repeat(10));
	expect(shown(11, 0)).toBe('••••• (11)_');
	expect(shown(11, 2)).toBe('•••[•]• (11)');
	const drawn = Array.from({ length: 65 }, (_, length) => shown(length, undefined, 14));
	expect(new Set(drawn).size).toBe(65);
	expect(drawn.filter((text) => cells(text) > 14)).toEqual([]);
});

test('a code has a place for each character, and the cursor on one of them', () => {
	const digits = (typed: string | number, behind: number) =>
		told(placesSpans({ name: 'code', typed, behind, places: 4 }, theme)).trimEnd();
	expect([digits('', 0), digits('42', 0), digits('42', 1), digits('4281', 0), digits('4281', 4)]).toEqual([
		'_ _ _ _',
		'4 2 _ _',
		'4 [2] _ _',
		'4 2 8 1',
		'[4] 2 8 1',
	]);
	expect([digits(2, 0), digits(2, 1), digits(4, 0)]).toEqual(['• • _ _', '• [•] _ _', '• • • •']);
});

test('a value over several rows has its cursor on the row where it stands', () => {
	const value = '/home/ayşe/Mali Mühür/parolalar.pdf';
	const at = (behind: number) =>
		wrappedFieldLines({ name: 'path', value, behind, room: 12 }).map((spans) => told(spans));
	expect(at(0).join('')).toBe('/home/ayşe/Mali Mühür/parolalar.pdf_'.replace('Mali Mühür', 'Mali Mühür'));
	for (let behind = 1; behind <= value.length; behind += 1) {
		const rows = at(behind);
		expect(rows.filter((row) => row.includes('[')).length, rows.join('|')).toBe(1);
	}
});

test('the character under the cursor is drawn inverse without colours too', () => {
	const spans = fieldSpans({ name: 'number', value: '4540536920', behind: 4, room: 20 });
	expect(styledRow('4540536920', spans, theme)).toBe('454053\u{1B}[7m6\u{1B}[27m920');
});

describe('a code that may be seen', () => {
	const codeSpans = (code: SecretText, behind: number) =>
		placesSpans({ name: 'code', typed: code.length, behind, places: 4, shown: code }, theme);
	const seen = (spans: Line): string => spans.map(shownText).join('').trimEnd();

	test('is marks in the text of its spans, and digits where the row goes to the terminal', () => {
		const code = SecretText.of('428');
		for (const [behind, drawn] of [
			[0, '4 2 8 _'],
			[1, '4 2 8 _'],
			[3, '4 2 8 _'],
		] as const) {
			const spans = codeSpans(code, behind);
			expect(spans.map(({ text }) => text).join('')).toMatch(/^• • • _ ?$/u);
			expect(seen(spans)).toBe(drawn);
		}
		const spans = codeSpans(code, 2);
		expect(styledRow(spans.map(({ text }) => text).join(''), spans, theme)).toBe(
			'4 \u{1B}[7m2\u{1B}[27m 8 _',
		);
	});

	test('is marks again once it is wiped, whoever still draws the former row', () => {
		const code = SecretText.of('4281');
		const spans = codeSpans(code, 0);
		code.wipe();
		expect(seen(spans)).toBe('• • • •');
	});
});
