/** The part of got's stream that is used here. */
export interface AnswerStream extends AsyncIterable<Uint8Array> {
	once(event: 'response', listener: (response: AnswerHead) => void): unknown;
	on(event: 'error', listener: (error: unknown) => void): unknown;
}

export interface AnswerHead {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * The answer's status and headers, once they have come.
 *
 * @throws what ended the stream before
 */
export function answerHead(stream: AnswerStream): Promise<AnswerHead> {
	return new Promise((resolve, reject) => {
		stream.once('response', resolve);
		// Stays for the stream's whole life: an error after the answer's head also ends the reading of its body, and
		// without a listener it would end the program.
		stream.on('error', reject);
	});
}

/**
 * The answer's body as it came, or undefined where it is longer than `maxBytes`; no more of it is then taken.
 *
 * @throws what ended the stream before
 */
export async function answerBody(
	stream: AnswerStream,
	maxBytes: number,
): Promise<readonly Uint8Array[] | undefined> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of stream) {
		length += chunk.length;
		if (length > maxBytes) {
			return undefined;
		}
		chunks.push(chunk);
	}
	return chunks;
}
