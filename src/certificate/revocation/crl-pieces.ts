import { DerError } from '../der.ts';

const DER_SEQUENCE = 0x30;
const BEGIN = /-----BEGIN X509 CRL-----/;
const END = '-----END X509 CRL-----';
/** Text before the first line of PEM, such as the list's own description. */
const MAX_PREAMBLE = 1_048_576;

/**
 * The DER bytes of a CRL that comes in pieces, as DER or as PEM, in pieces again: nothing is held but the end of a
 * line.
 *
 * @throws DerError where it is neither
 */
export async function* crlPieces(
	pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	let form: 'unknown' | 'der' | 'preamble' | 'base64' | 'ended' = 'unknown';
	let text = '';
	for await (const piece of pieces) {
		if (piece.length === 0) {
			continue;
		}
		if (form === 'unknown') {
			form = piece[0] === DER_SEQUENCE ? 'der' : 'preamble';
		}
		if (form === 'der') {
			yield piece;
			continue;
		}
		text += Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
		if (form === 'preamble') {
			const begin = BEGIN.exec(text);
			if (begin === null) {
				if (text.length > MAX_PREAMBLE) {
					break;
				}
				continue;
			}
			form = 'base64';
			text = text.slice(begin.index + begin[0].length);
		}
		if (form === 'base64') {
			const dash = text.indexOf('-');
			const isEnd = dash >= 0 && text.startsWith(END, dash);
			const digits = (dash < 0 ? text : text.slice(0, dash)).replace(/\s+/g, '');
			// Base64 speaks in groups of four; a group that is cut waits for its rest.
			const whole = isEnd ? digits.length : digits.length - (digits.length % 4);
			if (whole > 0) {
				yield decode(digits.slice(0, whole));
			}
			text = digits.slice(whole) + (dash < 0 ? '' : text.slice(dash));
			if (isEnd) {
				form = 'ended';
				break;
			}
			if (dash >= 0 && text.length > END.length + 4) {
				throw new DerError('PEM broken');
			}
		}
	}
	if (form !== 'der' && form !== 'ended') {
		throw new DerError('neither DER nor PEM of a list');
	}
}

function decode(digits: string): Uint8Array {
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) {
		throw new DerError('no Base64');
	}
	return Buffer.from(digits, 'base64');
}
