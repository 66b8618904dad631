import type { SecretText } from '#text';
import type { Line, Span } from './line.ts';
import { cells, cut, wrap } from './text.ts';
import type { Theme } from './theme.ts';

/* A field as pieces of a line: what stands before the cursor, the cursor, and what stands behind it. */

/** How a field looks beside what stands in it. */
type Look = Pick<Span, 'isBold'>;

interface Field {
	/** Tells the fields of one screen apart. */
	readonly name: string;
	/** Code points behind the cursor; undefined where the field has not the focus. */
	readonly behind: number | undefined;
}

interface RoomyField extends Field {
	/** Cells for the value and the cursor. */
	readonly room: number;
}

/** At the end of a value the cursor is this; on a character of it that character is drawn inverse. */
const AT_END = '_';
const CUT = '…';

/** A value that is shown as it is typed; of one longer than its room the part around the cursor. */
export function fieldSpans(
	{ name, value, behind, room }: RoomyField & { readonly value: string },
	look: Look = {},
): readonly Span[] {
	if (behind === undefined) {
		return [{ ...look, text: cut(value, room), typed: { kind: 'shown', name, isFocused: false } }];
	}
	const letters = Array.from(value);
	const at = Math.max(0, letters.length - behind);
	const { before, after } = windowOn(letters, at, room);
	return [
		{ ...look, text: before.join(''), typed: { kind: 'shown', name, isFocused: true } },
		...cursorSpans(after, look),
	];
}

/** A secret: a mark a character; where there is no room for all, how many they are, so that each key is seen. */
export function secretFieldSpans(
	{ name, length, behind, room }: RoomyField & { readonly length: number },
	{ glyphs }: Theme,
	look: Look = {},
): readonly Span[] {
	const many = length > room ? ` (${length})` : '';
	const marks = Math.max(0, Math.min(length, room - many.length));
	const before = Math.max(0, marks - (behind ?? 0));
	const after = Array.from(glyphs.masked.repeat(marks - before));
	const counted = many === '' ? [] : [{ ...look, text: many }];
	const held: Span = {
		...look,
		text: glyphs.masked.repeat(before),
		typed: { kind: 'secret', name, isFocused: behind !== undefined, count: before, mask: glyphs.masked },
	};
	if (behind === undefined) {
		return [held, ...counted];
	}
	return after.length === 0
		? [held, ...counted, ...cursorSpans([], look)]
		: [held, ...cursorSpans(after, look), ...counted];
}

/**
 * A place for each character that has to be typed: `4 2 _ _`, or for the next one. Of a secret `typed` is its length, and `shown`
 * the secret itself where its characters may be seen.
 */
export function placesSpans(
	{
		name,
		typed,
		behind,
		places,
		shown,
	}: Field & {
		readonly typed: string | number;
		readonly places: number | 'unknown';
		readonly shown?: SecretText | undefined;
	},
	{ glyphs }: Theme,
	look: Look = {},
): readonly Span[] {
	const isFocused = behind !== undefined;
	const letters = Array.from(typeof typed === 'string' ? typed : glyphs.masked.repeat(typed));
	const empty = Array.from(
		{ length: places === 'unknown' ? 1 : Math.max(0, places - letters.length) },
		() => AT_END,
	);
	const before = Math.max(0, letters.length - (behind ?? 0));
	const [under, ...following] = [...letters.slice(before), ...empty];
	const held = letters
		.slice(0, before)
		.map((letter) => `${letter} `)
		.join('');
	const revealed = (from: number): Pick<Span, 'reveals'> =>
		shown === undefined ? {} : { reveals: { secret: shown, from, mark: glyphs.masked } };
	return [
		typeof typed === 'string'
			? {
					...look,
					text: under === undefined ? held.trimEnd() : held,
					typed: { kind: 'shown', name, isFocused },
				}
			: {
					...look,
					...revealed(0),
					text: held,
					typed: { kind: 'secret', name, isFocused, count: before, mask: `${glyphs.masked} ` },
				},
		...(under === undefined
			? []
			: [
					{
						...look,
						...(before < letters.length ? { ...revealed(before), isCursor: true as const } : {}),
						text: under,
					},
				]),
		...(following.length === 0
			? []
			: [{ ...look, ...revealed(before + 1), text: ` ${following.join(' ')}` }]),
	];
}

/** A value that is shown whole, however many rows it takes; what the widget holds is what stands before the cursor on its row. */
export function wrappedFieldLines(
	{ name, value, behind = 0, room }: RoomyField & { readonly value: string },
	look: Look = {},
): readonly Line[] {
	const letters = Array.from(value);
	const before = letters.slice(0, Math.max(0, letters.length - behind)).join('');
	const isAtEnd = before === value;
	const rows = wrap(isAtEnd ? value + AT_END : value, room);
	// Spaces at which a row was broken stand on none.
	const starts: number[] = [];
	let searched = 0;
	for (const [index, row] of rows.entries()) {
		const text = isAtEnd && index === rows.length - 1 ? row.slice(0, -AT_END.length) : row;
		const start = Math.max(searched, value.indexOf(text, searched));
		starts.push(start);
		searched = start + text.length;
	}
	const here = isAtEnd
		? rows.length - 1
		: rows.findIndex((row, index) => before.length < (starts[index] ?? 0) + row.length);
	return rows.map((row, index) => {
		if (index !== here) {
			return [{ ...look, text: row }];
		}
		const column = Math.max(0, before.length - (starts[index] ?? 0));
		const after = isAtEnd ? [] : Array.from(row.slice(column));
		return [
			{ ...look, text: row.slice(0, column), typed: { kind: 'shown', name, isFocused: true } },
			...cursorSpans(after, look),
		];
	});
}

/** The cursor, on the first of the characters behind it or after the last one of the value, and the others. */
function cursorSpans([under, ...following]: readonly string[], look: Look): readonly Span[] {
	return under === undefined
		? [{ ...look, text: AT_END }]
		: [
				{ ...look, text: under, isCursor: true },
				...(following.length === 0 ? [] : [{ ...look, text: following.join('') }]),
			];
}

/** As much of a value as `room` cells hold around the cursor, which is one of them; what is left out has a mark at its side. */
function windowOn(letters: readonly string[], at: number, room: number) {
	const widths = letters.map(cells);
	const sum = (from: number, to: number): number =>
		widths.slice(from, to).reduce((all, width) => all + width, 0);
	const used = (from: number, to: number): number =>
		sum(from, to) + (at === letters.length ? 1 : 0) + (from > 0 ? 1 : 0) + (to < letters.length ? 1 : 0);
	let from = at;
	let to = Math.min(letters.length, at + 1);
	// What was typed last stands before the cursor: that side gets most of the room.
	while (from > 0 && used(from - 1, to) <= (room * 3) / 4) {
		from -= 1;
	}
	while (to < letters.length && used(from, to + 1) <= room) {
		to += 1;
	}
	while (from > 0 && used(from - 1, to) <= room) {
		from -= 1;
	}
	return {
		before: [...(from > 0 ? [CUT] : []), ...letters.slice(from, at)],
		after: [...letters.slice(at, to), ...(to < letters.length ? [CUT] : [])],
	};
}
