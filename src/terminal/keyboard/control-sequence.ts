import { type KeyEvent, type KeyModifiers, type KeyName, keyEvent, NO_MODIFIERS } from './key-event.ts';

/**
 * Keys as the terminals of this world send them: xterm's ctlseqs ("PC-Style Function Keys", "VT220-Style
 * Function Keys", "Numeric Keypad"), rxvt's own modifiers, the Linux console's F1-F5.
 */

/** `CSI 1 ; modifier FINAL` and `SS3 FINAL`. */
const KEY_BY_FINAL: Readonly<Record<string, KeyName>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	F: 'end',
	H: 'home',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
};

/** `CSI number ; modifier ~`. */
const KEY_BY_NUMBER: Readonly<Record<string, KeyName>> = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'page-up',
	6: 'page-down',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
};

/** `CSI [ LETTER`: the Linux console. */
const LINUX_FUNCTION_KEY: Readonly<Record<string, KeyName>> = {
	A: 'f1',
	B: 'f2',
	C: 'f3',
	D: 'f4',
	E: 'f5',
};

/** `CSI LETTER` with Shift, `SS3 LETTER` with Ctrl: rxvt's arrows. */
const RXVT_ARROW: Readonly<Record<string, KeyName>> = { a: 'up', b: 'down', c: 'right', d: 'left' };

/** The final bytes that rxvt puts in place of `~`. */
const RXVT_MODIFIERS: Readonly<Record<string, Partial<KeyModifiers>>> = {
	$: { shift: true },
	'^': { ctrl: true },
	'@': { ctrl: true, shift: true },
};

/** The numeric keypad in application mode, which a program that died may have left on. */
const KEYPAD_TEXT: Readonly<Record<string, string>> = {
	X: '=',
	j: '*',
	k: '+',
	l: ',',
	m: '-',
	n: '.',
	o: '/',
	p: '0',
	q: '1',
	r: '2',
	s: '3',
	t: '4',
	u: '5',
	v: '6',
	w: '7',
	x: '8',
	y: '9',
};

/** xterm's modifier parameter: 1 + a sum of 1 Shift, 2 Alt, 4 Ctrl, 8 Meta. */
function modifiersOf(parameter: string | undefined): KeyModifiers | undefined {
	if (parameter === undefined) {
		return NO_MODIFIERS;
	}
	const bits = /^\d{1,2}$/.test(parameter) ? Number(parameter) - 1 : -1;
	if (bits < 0 || bits > 15) {
		return undefined;
	}
	return { shift: (bits & 1) !== 0, alt: (bits & 10) !== 0, ctrl: (bits & 4) !== 0 };
}

function modifiedKey(key: KeyName | undefined, modifierParameter: string | undefined): KeyEvent | undefined {
	const modifiers = modifiersOf(modifierParameter);
	return key === undefined || modifiers === undefined ? undefined : keyEvent(key, modifiers);
}

/**
 * The key of a whole `CSI parameters final`, or `undefined` for everything that is no key of ours: the
 * terminal's replies (cursor position, device attributes, focus, modes), mouse reports, unknown keys.
 */
export function csiKey(parameters: string, final: string): KeyEvent | undefined {
	if (parameters === '[') {
		return modifiedKey(LINUX_FUNCTION_KEY[final], undefined);
	}
	if (!/^[\d;]*$/.test(parameters)) {
		return undefined;
	}
	const [first = '', modifier, ...excess] = parameters.split(';');
	if (excess.length > 0) {
		return undefined;
	}
	const numbered = KEY_BY_NUMBER[first];
	if (final === '~') {
		return modifiedKey(numbered, modifier);
	}
	const rxvtModifiers = RXVT_MODIFIERS[final];
	if (rxvtModifiers !== undefined) {
		return numbered === undefined || modifier !== undefined ? undefined : keyEvent(numbered, rxvtModifiers);
	}
	if (final === 'Z' && parameters === '') {
		return keyEvent('tab', { shift: true });
	}
	if (final === 'R' && parameters !== '') {
		// `CSI row ; column R` is the cursor's position; xterm's Ctrl+F3 looks the same and loses.
		return undefined;
	}
	const arrow = RXVT_ARROW[final];
	if (arrow !== undefined && parameters === '') {
		return keyEvent(arrow, { shift: true });
	}
	return first === '' || first === '1' ? modifiedKey(KEY_BY_FINAL[final], modifier) : undefined;
}

/** The key of a whole `SS3 parameters final`; `undefined` where it is none of ours. */
export function ss3Key(parameters: string, final: string): KeyEvent | undefined {
	// Some terminals put the modifier alone (`SS3 5 P`), some write it as CSI does (`SS3 1 ; 5 P`).
	const modifier = parameters === '' ? undefined : parameters.replace(/^1;/, '');
	const key = KEY_BY_FINAL[final];
	if (key !== undefined) {
		return modifiedKey(key, modifier);
	}
	const arrow = RXVT_ARROW[final];
	if (arrow !== undefined && parameters === '') {
		return keyEvent(arrow, { ctrl: true });
	}
	const text = KEYPAD_TEXT[final];
	if (text !== undefined && parameters === '') {
		return { kind: 'text', text };
	}
	if (final === 'M') {
		return modifiedKey('enter', modifier);
	}
	return final === 'I' ? modifiedKey('tab', modifier) : undefined;
}
