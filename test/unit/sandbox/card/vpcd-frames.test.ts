import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameParser, encodeFrame } from '../../../../src/sandbox/card/vpcd-frames.ts';
import { bytes, hex } from './test-card.ts';

function cutAt(stream: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
	const ends = [...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
	return ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));
}

describe('the frames of vpcd', () => {
	it('come out the same however the stream is split or joined', () => {
		const payload = fc.oneof(
			{ weight: 6, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 270 }) },
			{ weight: 1, arbitrary: fc.nat(65_535).map((length) => new Uint8Array(length).fill(length & 0xff)) },
		);
		fc.assert(
			fc.property(
				fc.array(payload, { maxLength: 8 }),
				fc.array(fc.nat(), { maxLength: 30 }),
				(payloads, cuts) => {
					const stream = Buffer.concat(
						payloads.map((each) => Buffer.concat([bytes(each.length.toString(16).padStart(4, '0')), each])),
					);
					const parser = createFrameParser();
					const parsed = cutAt(stream, cuts).flatMap((chunk) => parser.push(chunk));
					expect(parsed.map(hex)).toEqual(payloads.map(hex));
				},
			),
		);
	});

	it('come out also when each byte arrives alone', () => {
		const parser = createFrameParser();
		const stream = bytes('0001 04 0000 0003 AABBCC 0002 11');
		const parsed = Array.from(stream).flatMap((byte) => parser.push(Uint8Array.of(byte)));
		expect(parsed.map(hex)).toEqual(['04', '', 'AABBCC']);
		expect(parser.push(bytes('22 0001 04')).map(hex)).toEqual(['1122', '04']);
	});

	it('are written with their length in front, and never empty', () => {
		expect(hex(encodeFrame(bytes('9000')))).toBe('00029000');
		expect(encodeFrame(new Uint8Array(0x1234)).slice(0, 2)).toEqual(bytes('1234'));
		expect(() => encodeFrame(new Uint8Array(0))).toThrow(TypeError);
		expect(() => encodeFrame(new Uint8Array(0x10000))).toThrow(TypeError);
	});
});
