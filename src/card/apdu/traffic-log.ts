import type { CardConnection } from '../transport/reader-service.ts';

/** One command and its answer as a log may show them: hexadecimal, upper case. */
export interface TrafficEntry {
	/** CLA, INS, P1, P2. */
	readonly header: string;
	/** Bytes of command data. */
	readonly dataBytes: number;
	/** The data itself, of commands that only choose and read what the card shows to anybody. */
	readonly data: string | undefined;
	/** Undefined where there was no answer. */
	readonly status: string | undefined;
	readonly answerBytes: number;
	/** The answer's data, under the same condition. */
	readonly answer: string | undefined;
}

export type TrafficListener = (entry: TrafficEntry) => void;

/**
 * SELECT, READ BINARY, LIST FILES and GET DATA. Of every other instruction an entry has the lengths alone, so
 * that a PIN, a deciphered key, or the rest of one that GET RESPONSE fetches never comes near a log.
 */
const PUBLIC_INSTRUCTIONS: readonly number[] = [0xa4, 0xb0, 0x18, 0xca];

const HEADER_BYTES = 4;

/** Tells `listener` of every command after it was answered, or failed. */
export function logTraffic(connection: CardConnection, listener: TrafficListener): CardConnection {
	return {
		async transmit(command) {
			// Taken before the command goes out: afterwards its buffer may be wiped.
			const sent = describeCommand(command);
			let answer: Uint8Array | undefined;
			try {
				answer = await connection.transmit(command);
				return answer;
			} finally {
				listener({ ...sent, ...describeAnswer(answer, sent.data !== undefined) });
			}
		},
		close: (disposition) => connection.close(disposition),
	};
}

function describeCommand(command: Uint8Array): Pick<TrafficEntry, 'header' | 'dataBytes' | 'data'> {
	const [, ins = 0] = command;
	// Case 2 has an Le in the place of Lc.
	const dataBytes = command.length > HEADER_BYTES + 1 ? (command[HEADER_BYTES] ?? 0) : 0;
	const isPublic = PUBLIC_INSTRUCTIONS.includes(ins);
	return {
		header: hex(command.subarray(0, HEADER_BYTES)),
		dataBytes,
		data: isPublic ? hex(command.subarray(HEADER_BYTES + 1, HEADER_BYTES + 1 + dataBytes)) : undefined,
	};
}

function describeAnswer(
	answer: Uint8Array | undefined,
	isPublic: boolean,
): Pick<TrafficEntry, 'status' | 'answerBytes' | 'answer'> {
	if (answer === undefined || answer.length < 2) {
		return { status: undefined, answerBytes: 0, answer: undefined };
	}
	const data = answer.subarray(0, -2);
	return {
		status: hex(answer.subarray(-2)),
		answerBytes: data.length,
		answer: isPublic ? hex(data) : undefined,
	};
}

function hex(bytes: Uint8Array): string {
	// ASCII hexadecimal, no locale involved.
	return Buffer.from(bytes).toString('hex').toUpperCase();
}
