/** One thing that a program writes to a terminal. */
export interface StreamPart {
	readonly kind: 'text' | 'line-end' | 'allowed' | 'refused';
	/** As it stands in the stream. */
	readonly bytes: string;
	/** Of a sequence: what it is, e.g. `SGR`, `?2026h`. */
	readonly name: string;
}

const ESC = '\u{1B}';
/** ECMA-48 5.4: parameter bytes, intermediate bytes, final byte. */
const CONTROL_SEQUENCE = /^\u{1B}\[([0-?]*)([ -/]*)([@-~])/u;
/** Operating system commands, device control, application, privacy and start-of-string: up to ST or BEL. */
const STRING_SEQUENCE = /^\u{1B}[\]PX^_][^\u{7}\u{1B}]*(?:\u{7}|\u{1B}\\|$)/u;
const PLAIN = /^[^\u{0}-\u{1F}\u{7F}-\u{9F}]+/u;

/** Modes that may be set and reset (DECSET, DECRST): the cursor, the alternate screen, pastes, whole frames. */
const MODES: readonly string[] = ['25', '1049', '2004', '2026'];
/** Final bytes of moves and of wiping: up, down, to the line's start, to a column, to a place, erase. */
const MOVES: Readonly<Record<string, string>> = {
	A: 'CUU',
	B: 'CUD',
	E: 'CNL',
	F: 'CPL',
	G: 'CHA',
	H: 'CUP',
	J: 'ED',
	K: 'EL',
};
/** Colours and styles by number, one or more; none of them hides text (8) or blinks (5, 6). */
const STYLES =
	/^(?:(?:[0-4]|7|9|2[0-9]|3[0-9]|4[0-9]|9[0-7]|10[0-7]|38;5;\d{1,3}|48;5;\d{1,3}|38;2(?:;\d{1,3}){3}|48;2(?:;\d{1,3}){3})(?:;|$))*$/;

/** Takes the whole stream apart, every byte of it: what is on no list here is refused. */
export function partsOf(stream: string): readonly StreamPart[] {
	const parts: StreamPart[] = [];
	let rest = stream;
	while (rest !== '') {
		const part = firstPart(rest);
		parts.push(part);
		rest = rest.slice(part.bytes.length);
	}
	return parts;
}

function firstPart(rest: string): StreamPart {
	const [text] = PLAIN.exec(rest) ?? [];
	if (text !== undefined) {
		return { kind: 'text', bytes: text, name: 'text' };
	}
	const [lineEnd] = /^[\r\n]+/.exec(rest) ?? [];
	if (lineEnd !== undefined) {
		return { kind: 'line-end', bytes: lineEnd, name: 'line end' };
	}
	const [control, parameters = '', intermediate = '', final = ''] = CONTROL_SEQUENCE.exec(rest) ?? [];
	if (control !== undefined) {
		return controlPart(control, parameters, intermediate, final);
	}
	const [string] = STRING_SEQUENCE.exec(rest) ?? [];
	const bytes = string ?? (rest.startsWith(ESC) ? rest.slice(0, 2) : rest.slice(0, 1));
	return { kind: 'refused', bytes, name: JSON.stringify(bytes.slice(0, 12)) };
}

function controlPart(bytes: string, parameters: string, intermediate: string, final: string): StreamPart {
	const allowed = (name: string): StreamPart => ({ kind: 'allowed', bytes, name });
	const refused: StreamPart = { kind: 'refused', bytes, name: JSON.stringify(bytes) };
	if (intermediate !== '') {
		return refused;
	}
	if (final === 'm') {
		return STYLES.test(parameters) ? allowed('SGR') : refused;
	}
	if (final === 'h' || final === 'l') {
		const isKnown = parameters.startsWith('?') && MODES.includes(parameters.slice(1));
		return isKnown ? allowed(`${parameters}${final}`) : refused;
	}
	const move = MOVES[final];
	return move !== undefined && /^[\d;]*$/.test(parameters) ? allowed(move) : refused;
}
