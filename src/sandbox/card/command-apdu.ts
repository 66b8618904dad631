/** One command, taken apart (ISO 7816-4, short lengths only: the card's capabilities name no extended ones). */
export interface CommandApdu {
	readonly cla: number;
	readonly ins: number;
	readonly p1: number;
	readonly p2: number;
	readonly data: Uint8Array;
	/** Most bytes the sender takes, 1 to 256; undefined where the command has no Le field. */
	readonly le: number | undefined;
}

const NO_DATA = new Uint8Array(0);
const HEADER_LENGTH = 4;

/** Undefined where the lengths do not fit together, which includes extended lengths. */
export function parseCommand(bytes: Uint8Array): CommandApdu | undefined {
	const [cla, ins, p1, p2, third] = bytes;
	if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) {
		return undefined;
	}
	if (third === undefined) {
		return { cla, ins, p1, p2, data: NO_DATA, le: undefined };
	}
	const afterThird = HEADER_LENGTH + 1;
	if (bytes.length === afterThird) {
		return { cla, ins, p1, p2, data: NO_DATA, le: lengthExpected(third) };
	}
	// A zero here would announce an extended length.
	if (third === 0) {
		return undefined;
	}
	const afterData = afterThird + third;
	const data = bytes.slice(afterThird, afterData);
	if (bytes.length === afterData) {
		return { cla, ins, p1, p2, data, le: undefined };
	}
	const last = bytes[afterData];
	if (last !== undefined && bytes.length === afterData + 1) {
		return { cla, ins, p1, p2, data, le: lengthExpected(last) };
	}
	return undefined;
}

function lengthExpected(byte: number): number {
	return byte === 0 ? 256 : byte;
}
