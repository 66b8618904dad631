import type { SecretText } from '#text';

/**
 * How a message lies on the pipe: two lengths of four bytes, the words as JSON, then the secrets, each behind its
 * length in one byte. Secrets are outside the JSON so that no string is ever made of them on the way.
 */

const HEADER_BYTES = 8;
/** Thirty-two certificates at their longest, in base64. */
const MAX_WORDS_BYTES = 2 * 1024 * 1024;
const MAX_SECRETS_BYTES = 512;
const MAX_SECRET_BYTES = 0xff;

export interface FrameLengths {
	readonly words: number;
	readonly secrets: number;
}

/** A frame to be written and then wiped; from memory of its own, because Node's pool is handed out again. */
export function frameOf(message: unknown, secrets: readonly SecretText[] = []): Buffer {
	const words = Buffer.from(JSON.stringify(message), 'utf8');
	const secretBytes = secrets.reduce((sum, secret) => sum + 1 + secret.byteLength, 0);
	if (secrets.some(({ byteLength }) => byteLength > MAX_SECRET_BYTES) || secretBytes > MAX_SECRETS_BYTES) {
		throw new RangeError('a secret is too long');
	}
	const frame = Buffer.from(new ArrayBuffer(HEADER_BYTES + words.length + secretBytes));
	frame.writeUInt32BE(words.length, 0);
	frame.writeUInt32BE(secretBytes, 4);
	frame.set(words, HEADER_BYTES);
	let offset = HEADER_BYTES + words.length;
	for (const secret of secrets) {
		frame.writeUInt8(secret.byteLength, offset);
		offset += 1 + secret.writeTo(frame, offset + 1);
	}
	return frame;
}

/** The lengths at the beginning of a frame; undefined where they are not there yet. */
export function frameLengths(bytes: Uint8Array): FrameLengths | undefined {
	if (bytes.length < HEADER_BYTES) {
		return undefined;
	}
	const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
	const lengths = { words: view.getUint32(0), secrets: view.getUint32(4) };
	if (lengths.words > MAX_WORDS_BYTES || lengths.secrets > MAX_SECRETS_BYTES) {
		throw new RangeError('a frame longer than any message');
	}
	return lengths;
}

export function frameBytes({ words, secrets }: FrameLengths): number {
	return HEADER_BYTES + words + secrets;
}

/**
 * The words of a whole frame.
 *
 * @throws SyntaxError where they are no JSON
 */
export function frameWords(frame: Uint8Array, { words }: FrameLengths): unknown {
	return JSON.parse(Buffer.from(frame.buffer, frame.byteOffset + HEADER_BYTES, words).toString('utf8'));
}

/** The secrets of a whole frame, as parts of it. */
export function frameSecrets(frame: Uint8Array, lengths: FrameLengths): readonly Uint8Array[] {
	const secrets: Uint8Array[] = [];
	const end = frameBytes(lengths);
	let offset = HEADER_BYTES + lengths.words;
	while (offset < end) {
		const length = frame[offset] ?? 0;
		if (offset + 1 + length > end) {
			throw new RangeError('a secret cut short');
		}
		secrets.push(frame.subarray(offset + 1, offset + 1 + length));
		offset += 1 + length;
	}
	return secrets;
}
