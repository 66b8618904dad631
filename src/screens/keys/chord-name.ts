import type { Texts } from '#i18n';
import type { Chord } from './bindings.ts';

/** A chord as the line of keys and the help write it. */
export function chordName(chord: Chord, names: Texts['keyNames']): string {
	if ('text' in chord) {
		return chord.text === ' ' ? names.space : chord.text;
	}
	const name = keyName(chord.key, names);
	if (chord.ctrl === true) {
		return `Ctrl+${name}`;
	}
	return chord.shift === true ? names['shift-tab'] : name;
}

function keyName(key: string, names: Texts['keyNames']): string {
	switch (key) {
		case 'enter':
			return names.enter;
		case 'escape':
			return names.escape;
		case 'tab':
			return names.tab;
		case 'up':
			return names.up;
		case 'down':
			return names.down;
		case 'left':
			return names.left;
		case 'right':
			return names.right;
		case 'delete':
			return names.delete;
		case 'backspace':
			return names.backspace;
		case 'page-up':
			return names['page-up'];
		case 'page-down':
			return names['page-down'];
		case 'home':
			return names.home;
		case 'end':
			return names.end;
		default:
			// Key names and letters are ASCII; locale rules do not touch them.
			return key.toUpperCase();
	}
}
