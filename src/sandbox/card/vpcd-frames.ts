import { joinBytes } from './tlv.ts';

const LENGTH_FIELD = 2;
const MAX_PAYLOAD = 0xffff;

/** Cuts vpcd's stream into the payloads of its frames, however the network split or joined them. */
interface FrameParser {
	/** The payloads that are complete with these bytes, in order; a payload may be empty. */
	push(bytes: Uint8Array): readonly Uint8Array[];
}

/** What waits for its rest is bounded by the two-byte length field: a frame and no more. */
export function createFrameParser(): FrameParser {
	let waiting: Uint8Array[] = [];
	let waitingLength = 0;
	/** Bytes without which nothing can be cut off. */
	let needed = LENGTH_FIELD;
	return {
		push(bytes) {
			waiting.push(bytes);
			waitingLength += bytes.length;
			if (waitingLength < needed) {
				return [];
			}
			const stream = joinBytes(waiting);
			const view = new DataView(stream.buffer, stream.byteOffset, stream.length);
			const payloads: Uint8Array[] = [];
			let start = 0;
			needed = LENGTH_FIELD;
			while (stream.length - start >= LENGTH_FIELD) {
				needed = LENGTH_FIELD + view.getUint16(start);
				if (stream.length - start < needed) {
					break;
				}
				payloads.push(stream.subarray(start + LENGTH_FIELD, start + needed));
				start += needed;
				needed = LENGTH_FIELD;
			}
			waiting = [stream.slice(start)];
			waitingLength = stream.length - start;
			return payloads;
		},
	};
}

/** @throws TypeError for an empty payload, which vpcd takes for the end of the card, or one too long for a frame */
export function encodeFrame(payload: Uint8Array): Uint8Array {
	if (payload.length === 0 || payload.length > MAX_PAYLOAD) {
		throw new TypeError(`a frame for vpcd holds 1 to ${MAX_PAYLOAD} bytes, not ${payload.length}`);
	}
	return joinBytes([Uint8Array.of(payload.length >> 8, payload.length & 0xff), payload]);
}
