import type { Texts } from '#i18n';
import type { Line } from '../line.ts';
import type { Glyphs, Theme } from '../theme.ts';
import { type FieldBase, fieldLines, inPlaces, speakRest, verdictWord } from './field.ts';
import { joined, type Spoken, say } from './spoken.ts';

/** A field whose characters nobody sees: it is told how many there are, and never which. */
export interface SecretField extends FieldBase {
	readonly kind: 'secret-field';
	/** Characters typed. */
	readonly length: number;
}

const CURSOR = '_';

export function secretField(parts: Omit<SecretField, 'kind'>): SecretField {
	return { kind: 'secret-field', ...parts };
}

export function drawSecretField(part: SecretField, width: number, theme: Theme): readonly Line[] {
	const { length, isHere, places, layout } = part;
	const { labelCells, valueCells } = layout;
	const room = (valueCells ?? width - labelCells) - CURSOR.length;
	const shown =
		places === undefined
			? maskedText(theme.glyphs, length, room) + (isHere ? CURSOR : '')
			: inPlaces(
					Array.from({ length }, () => theme.glyphs.masked),
					places,
				);
	return fieldLines(part, shown, width, theme);
}

/** A mark for each character. Where they are more than there is room for it says how many, so that each key is seen. */
export function maskedText({ masked }: Glyphs, length: number, room: number): string {
	if (length <= room) {
		return masked.repeat(length);
	}
	const count = ` (${length})`;
	return masked.repeat(Math.max(0, room - count.length)) + count;
}

/** How much was typed is said when the field is named, and is nothing new by itself. */
export function speakSecretField(part: SecretField, texts: Texts): readonly Spoken[] {
	const { name, length, label, isHere, places } = part;
	const { empty, hidden, characters, ofPlaces } = texts.lineMode;
	const count =
		typeof places === 'number' ? ofPlaces(length, places) : length === 0 ? empty : characters(length);
	const how = `${hidden}, ${count}`;
	return [
		...(isHere
			? [{ text: `${label}: ${how}`, lasting: `field ${name}`, asks: { label, isShown: false } }]
			: say(joined([label, how, verdictWord(part, texts)]))),
		...speakRest(part, texts),
	];
}
