/** Keys that have a name of their own. */
type NamedKey =
	| 'enter'
	| 'tab'
	| 'backspace'
	| 'delete'
	| 'insert'
	| 'escape'
	| 'up'
	| 'down'
	| 'left'
	| 'right'
	| 'home'
	| 'end'
	| 'page-up'
	| 'page-down'
	| 'f1'
	| 'f2'
	| 'f3'
	| 'f4'
	| 'f5'
	| 'f6'
	| 'f7'
	| 'f8'
	| 'f9'
	| 'f10'
	| 'f11'
	| 'f12';

const LETTERS_AND_DIGITS = [
	...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm'],
	...['n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'],
	...['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
] as const;

/** A letter or digit held together with Ctrl or Alt; typed alone it is a `text` event. */
type CharacterKey = (typeof LETTERS_AND_DIGITS)[number];

export type KeyName = NamedKey | CharacterKey;

export interface KeyModifiers {
	readonly ctrl: boolean;
	readonly alt: boolean;
	readonly shift: boolean;
}

/**
 * What a person did at the keyboard.
 *
 * - `key`: a named key, or an ASCII letter or digit with Ctrl or Alt. Letters are lower case; `shift` tells
 *   Alt+A from Alt+a. Terminals cannot tell Ctrl+I from Tab, Ctrl+M and Ctrl+J from Enter, Ctrl+H from
 *   Backspace: these arrive as the named key.
 * - `text`: one printable code point. A decomposed letter (I + U+0307) comes as two events; whoever joins them
 *   normalises the whole to NFC.
 * - `paste`: what was pasted, as one line of at most 4,096 code points: line breaks and tabs are single spaces,
 *   everything that `cleanText` refuses is left out, the ends are trimmed, NFC. It may be empty.
 */
export type KeyEvent =
	| ({ readonly kind: 'key'; readonly key: KeyName } & KeyModifiers)
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'paste'; readonly text: string };

export const NO_MODIFIERS: KeyModifiers = { ctrl: false, alt: false, shift: false };

export function keyEvent(key: KeyName, modifiers: Partial<KeyModifiers> = {}): KeyEvent {
	return { kind: 'key', key, ...NO_MODIFIERS, ...modifiers };
}

/** The key of an ASCII letter or digit, whatever its case; `undefined` for any other character. */
export function characterKey(character: string): CharacterKey | undefined {
	// ASCII only: 'İ'.toLowerCase() is two characters and matches nothing, which is meant.
	const lower = character.toLowerCase();
	return LETTERS_AND_DIGITS.find((candidate) => candidate === lower);
}

/** The key that a C0 control character or DEL stands for; `undefined` where it stands for none. */
export function controlKey(character: string): KeyEvent | undefined {
	switch (character) {
		case '\r':
		case '\n':
			return keyEvent('enter');
		case '\t':
			return keyEvent('tab');
		case '\b':
		case '\u{7F}':
			return keyEvent('backspace');
		default: {
			const letter = LETTERS_AND_DIGITS[character.charCodeAt(0) - 1];
			return character >= '\u{1}' && character <= '\u{1A}' && letter !== undefined
				? keyEvent(letter, { ctrl: true })
				: undefined;
		}
	}
}
