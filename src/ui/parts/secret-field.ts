import type { Texts } from '#i18n';
import type { SecretText } from '#text';
import { placesSpans, secretFieldSpans } from '../field-spans.ts';
import type { Line } from '../line.ts';
import type { Theme } from '../theme.ts';
import { behindCursor, type FieldBase, fieldLines, lookOf, speakRest, verdictWord } from './field.ts';
import { joined, type Spoken, say } from './spoken.ts';

/** A field of a secret: how many characters there are is told, and which only where it is worth nothing once it was used. */
export interface SecretField extends FieldBase {
	readonly kind: 'secret-field';
	/** Characters typed. */
	readonly length: number;
	/** What was typed, where the person may see it: a code by SMS, never a PIN, a PUK or a security word. Such a field has `places`. */
	readonly shown?: SecretText;
}

const CURSOR_CELLS = 1;

export function secretField(parts: Omit<SecretField, 'kind'>): SecretField {
	return { kind: 'secret-field', ...parts };
}

export function drawSecretField(part: SecretField, width: number, theme: Theme): readonly Line[] {
	const { name, length, shown, places, layout } = part;
	const { labelCells, valueCells } = layout;
	const behind = behindCursor(part);
	const look = lookOf(layout);
	const spans =
		places === undefined
			? secretFieldSpans(
					{ name, length, behind, room: (valueCells ?? width - labelCells) - CURSOR_CELLS },
					theme,
					look,
				)
			: placesSpans({ name, typed: length, behind, places, shown }, theme, look);
	return fieldLines(part, spans, width, theme);
}

/** How much was typed is said when the field is named, and is nothing new by itself. What may be seen is echoed as it is typed. */
export function speakSecretField(part: SecretField, texts: Texts): readonly Spoken[] {
	const { name, length, label, isHere, places, shown } = part;
	const { empty, hidden, characters, ofPlaces } = texts.lineMode;
	const count =
		typeof places === 'number' ? ofPlaces(length, places) : length === 0 ? empty : characters(length);
	const how = shown === undefined ? `${hidden}, ${count}` : count;
	return [
		...(isHere
			? [
					{
						text: `${label}: ${how}`,
						lasting: `field ${name}`,
						asks: { label, isShown: shown !== undefined, secret: shown },
					},
				]
			: say(joined([label, how, verdictWord(part, texts)]))),
		...speakRest(part, texts),
	];
}
