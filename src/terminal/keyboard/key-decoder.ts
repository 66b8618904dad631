import { cleanText, REFUSED_MARK } from '#text';
import { csiKey, ss3Key } from './control-sequence.ts';
import { characterKey, controlKey, type KeyEvent, keyEvent } from './key-event.ts';
import { collectPastedText, type PastedText } from './pasted-text.ts';

/** What the decoder is in the middle of; only time can tell whether more of it comes. */
export type PendingInput = 'nothing' | 'escape' | 'sequence' | 'paste';

/**
 * Turns what a terminal sends into key presses, one character at a time, however the bytes were cut into chunks.
 *
 * It never throws, holds a bounded amount of memory, and never lets a part of an escape sequence through as
 * text: unknown sequences, the terminal's replies and mouse reports are swallowed whole.
 *
 * An Esc followed at once by a character is Alt with that character; Esc Esc is the key twice. Both cannot be told
 * from a slow sequence, so a trailing Esc stays pending until {@link flush}.
 */
export interface KeyDecoder {
	/** Takes the next characters; lone surrogates are dropped. */
	push(chunk: string): readonly KeyEvent[];
	/**
	 * Ends what is pending: a lone Esc becomes the key, a paste without an end mark is handed over as it is,
	 * an unfinished sequence is dropped.
	 */
	flush(): readonly KeyEvent[];
	readonly pending: PendingInput;
}

/** Characters of a sequence that are kept to be understood; every key's is far shorter. */
const SEQUENCE_KEPT_LENGTH = 64;

/** Characters after which something that looked like a sequence or a reply is given up. */
const SEQUENCE_MAX_LENGTH = 4096;

const ESC = '\u{1B}';
const BEL = '\u{7}';
const PASTE_START = { parameters: '200', final: '~' };

type DecoderState =
	| { readonly kind: 'ground' }
	| { readonly kind: 'escape' }
	/** CSI or SS3, with the characters before its final one. */
	| {
			readonly kind: 'sequence';
			readonly introducer: '[' | 'O';
			readonly parameters: string;
			readonly length: number;
	  }
	/** DCS, SOS, PM, APC or OSC, up to its terminator. */
	| { readonly kind: 'string'; readonly length: number; readonly isAfterEsc: boolean }
	/** The three characters that follow `CSI M`, xterm's oldest mouse report. */
	| { readonly kind: 'mouse'; readonly left: number }
	| { readonly kind: 'paste'; readonly paste: PastedText };

const GROUND: DecoderState = { kind: 'ground' };
const ESCAPE: DecoderState = { kind: 'escape' };

const PENDING_BY_STATE: Readonly<Record<DecoderState['kind'], PendingInput>> = {
	ground: 'nothing',
	escape: 'escape',
	sequence: 'sequence',
	string: 'sequence',
	mouse: 'sequence',
	paste: 'paste',
};

export function createKeyDecoder(): KeyDecoder {
	let state: DecoderState = GROUND;
	let highSurrogate = '';
	let isAfterCarriageReturn = false;

	const take = (character: string): KeyEvent | undefined => {
		// CR LF is one press of Enter, wherever it was cut.
		const isSecondHalfOfEnter = isAfterCarriageReturn && character === '\n';
		isAfterCarriageReturn = false;
		if (isSecondHalfOfEnter) {
			return undefined;
		}
		switch (state.kind) {
			case 'ground':
				return takeGround(character);
			case 'escape':
				return takeAfterEscape(character);
			case 'sequence':
				return takeInSequence(character, state);
			case 'string':
				return takeInString(character, state);
			case 'mouse':
				return takeInMouseReport(character, state.left);
			case 'paste':
				return takePasted(character, state.paste);
		}
	};

	const takeControl = (character: string): KeyEvent | undefined => {
		isAfterCarriageReturn = character === '\r';
		return controlKey(character);
	};

	const takeGround = (character: string): KeyEvent | undefined => {
		state = GROUND;
		if (character === ESC) {
			state = ESCAPE;
			return undefined;
		}
		if (isControl(character)) {
			return takeControl(character);
		}
		const text = cleanText(character);
		return text === REFUSED_MARK ? undefined : { kind: 'text', text };
	};

	const takeAfterEscape = (character: string): KeyEvent | undefined => {
		if (character === ESC) {
			return keyEvent('escape');
		}
		state = GROUND;
		if (character === '[' || character === 'O') {
			state = { kind: 'sequence', introducer: character, parameters: '', length: 0 };
			return undefined;
		}
		if ('PX^_]'.includes(character)) {
			state = { kind: 'string', length: 0, isAfterEsc: false };
			return undefined;
		}
		if (isControl(character)) {
			const key = takeControl(character);
			return key?.kind === 'key' ? { ...key, alt: true } : undefined;
		}
		const key = characterKey(character);
		return key === undefined
			? undefined
			: keyEvent(key, { alt: true, shift: character >= 'A' && character <= 'Z' });
	};

	const takeInSequence = (
		character: string,
		sequence: DecoderState & { kind: 'sequence' },
	): KeyEvent | undefined => {
		const { introducer, parameters, length } = sequence;
		if (isControl(character) || character > '~') {
			// The sequence was cut off; what cut it off counts.
			return takeGround(character);
		}
		if (length >= SEQUENCE_MAX_LENGTH) {
			state = GROUND;
			return undefined;
		}
		if (!isFinal(character, sequence)) {
			state = {
				kind: 'sequence',
				introducer,
				parameters: length < SEQUENCE_KEPT_LENGTH ? parameters + character : parameters,
				length: length + 1,
			};
			return undefined;
		}
		state = GROUND;
		if (length > SEQUENCE_KEPT_LENGTH) {
			return undefined;
		}
		if (introducer === 'O') {
			return ss3Key(parameters, character);
		}
		if (parameters === PASTE_START.parameters && character === PASTE_START.final) {
			state = { kind: 'paste', paste: collectPastedText() };
			return undefined;
		}
		if (parameters === '' && character === 'M') {
			state = { kind: 'mouse', left: 3 };
			return undefined;
		}
		return csiKey(parameters, character);
	};

	const takeInString = (
		character: string,
		string: DecoderState & { kind: 'string' },
	): KeyEvent | undefined => {
		if (string.isAfterEsc && character !== '\\') {
			// Esc ended the string without its backslash and starts something new.
			state = ESCAPE;
			return takeAfterEscape(character);
		}
		const isEnd = string.isAfterEsc || character === BEL || string.length >= SEQUENCE_MAX_LENGTH;
		state = isEnd ? GROUND : { kind: 'string', length: string.length + 1, isAfterEsc: character === ESC };
		return undefined;
	};

	const takeInMouseReport = (character: string, left: number): KeyEvent | undefined => {
		if (isControl(character)) {
			// Coordinates start at Space: this was no mouse.
			return takeGround(character);
		}
		state = left > 1 ? { kind: 'mouse', left: left - 1 } : GROUND;
		return undefined;
	};

	const takePasted = (character: string, paste: PastedText): KeyEvent | undefined => {
		if (!paste.take(character)) {
			return undefined;
		}
		state = GROUND;
		return { kind: 'paste', text: paste.text() };
	};

	return {
		push(chunk) {
			const whole = highSurrogate + chunk;
			highSurrogate = /[\u{D800}-\u{DBFF}]$/u.test(whole) ? whole.slice(-1) : '';
			const events: KeyEvent[] = [];
			for (const character of highSurrogate === '' ? whole : whole.slice(0, -1)) {
				const event = take(character);
				if (event !== undefined) {
					events.push(event);
				}
			}
			return events;
		},
		flush() {
			const ended = state;
			state = GROUND;
			switch (ended.kind) {
				case 'escape':
					return [keyEvent('escape')];
				case 'paste':
					return [{ kind: 'paste', text: ended.paste.text() }];
				default:
					return [];
			}
		},
		get pending() {
			return PENDING_BY_STATE[state.kind];
		},
	};
}

/** C0, DEL and C1. */
function isControl(character: string): boolean {
	return character < ' ' || (character >= '\u{7F}' && character <= '\u{9F}');
}

/** Whether a character between Space and `~` ends the sequence. */
function isFinal(
	character: string,
	{ introducer, parameters, length }: DecoderState & { kind: 'sequence' },
): boolean {
	if (introducer === 'O') {
		return character >= '@' || !/[\d;]/.test(character);
	}
	if (character === '[' && length === 0) {
		// The Linux console's F1-F5: `CSI [ A`.
		return false;
	}
	// rxvt's Shift with an editing or function key ends in `$`, elsewhere an intermediate character.
	return character >= '@' || (character === '$' && /^\d{1,2}$/.test(parameters));
}
