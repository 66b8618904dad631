/** What a command comes to, before its length is fitted to what the sender takes. */
export interface Answer {
	readonly data: Uint8Array;
	readonly status: number;
}

const NO_DATA = new Uint8Array(0);

export function answerStatus(status: number): Answer {
	return { data: NO_DATA, status };
}

export function encodeAnswer(answer: Answer): Uint8Array {
	const bytes = new Uint8Array(answer.data.length + 2);
	bytes.set(answer.data);
	bytes[answer.data.length] = answer.status >> 8;
	bytes[answer.data.length + 1] = answer.status & 0xff;
	return bytes;
}
