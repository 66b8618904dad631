import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	DerError,
	decodeNamedBits,
	decodeObjectIdentifier,
	decodeText,
	decodeTime,
	derCursor,
	derSequenceLength,
} from '../../../src/certificate/der.ts';
import { der, oid } from './build-certificate.ts';

describe('the cursor', () => {
	test.each([0, 0x7f, 0x80, 0xff, 0x100, 0xffff])(
		'reads an element of %i bytes and stands behind it',
		(length) => {
			const cursor = derCursor(Buffer.concat([der(0x04, new Uint8Array(length)), Uint8Array.of(0x05, 0x00)]));
			expect(cursor.next().content).toHaveLength(length);
			expect(cursor.peek()).toBe(0x05);
		},
	);

	test.each([
		['truncated length', [0x30]],
		['content longer than what is there', [0x30, 0x02, 0x00]],
		['indefinite length', [0x30, 0x80]],
		['length of five octets', [0x30, 0x85, 1, 0, 0, 0, 0]],
		['length with a needless octet', [0x30, 0x81, 0x01, 0x00]],
		['length with a leading zero', [0x30, 0x82, 0x00, 0x80]],
		['long-form tag', [0x1f, 0x20, 0x00]],
	])('refuses: %s', (_, bytes) => {
		expect(() => derCursor(Uint8Array.from(bytes)).next()).toThrow(DerError);
	});

	test('ends or fails on any bytes, and always advances', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				const cursor = derCursor(bytes);
				let elements = 0;
				try {
					while (!cursor.isAtEnd) {
						cursor.next();
						elements++;
					}
				} catch (error) {
					expect(error).toBeInstanceOf(DerError);
				}
				expect(elements).toBeLessThanOrEqual(bytes.length / 2);
			}),
		);
	});
});

test('the length of a sequence is known from its header alone', () => {
	fc.assert(
		fc.property(fc.nat({ max: 0xffff }), (length) => {
			const bytes = der(0x30, new Uint8Array(length));
			expect(derSequenceLength(bytes.subarray(0, 6))).toBe(bytes.length);
		}),
	);
});

test.each(['2.5.4.3', '1.2.840.10045.4.3.3', '2.16.792.1.2.1.1.5.7.4.1', '0.9.1', '1.39.5', '2.999'])(
	'object identifier %s survives being written and read',
	(dotted) => {
		const encoded = dotted === '2.999' ? Uint8Array.of(0x88, 0x37) : derCursor(oid(dotted)).expect(0x06);
		expect(decodeObjectIdentifier(encoded)).toBe(dotted);
	},
);

test.each([[[]], [[0x2b, 0x80, 0x01]], [[0x2b, 0x81]], [[0x2b, ...new Array(9).fill(0xff), 0x7f]]])(
	'object identifier %j is refused',
	(bytes) => {
		expect(() => decodeObjectIdentifier(Uint8Array.from(bytes))).toThrow(DerError);
	},
);

test.each([
	[0x17, '491231235959Z', Date.UTC(2049, 11, 31, 23, 59, 59)],
	[0x17, '500101000000Z', Date.UTC(1950, 0, 1)],
	[0x18, '20500101000000Z', Date.UTC(2050, 0, 1)],
])('time %i %s is the right moment', (tag, text, expected) => {
	expect(decodeTime({ tag, content: Buffer.from(text) })).toBe(expected);
});

test.each([
	'250229000000Z',
	'251301000000Z',
	'250101240000Z',
	'250101000Z',
	'25010100000 Z',
	'2501010000',
	'2501010000+1300',
	'2501010000+0060',
	'',
])('time "%s" is refused', (text) => {
	expect(() => decodeTime({ tag: 0x17, content: Buffer.from(text) })).toThrow(DerError);
});

test.each([[[]], [[8, 0]], [[1]]])('bit string %j is refused', (bytes) => {
	expect(() => decodeNamedBits(Uint8Array.from(bytes))).toThrow(DerError);
});

test('text of every type that names use is read', () => {
	const texts = [
		{ tag: 0x0c, content: Buffer.from('Ğ') },
		{ tag: 0x1e, content: Uint8Array.of(0x01, 0x1e) },
		{ tag: 0x1c, content: Uint8Array.of(0x00, 0x00, 0x01, 0x1e) },
	];
	expect(texts.map(decodeText)).toEqual(['Ğ', 'Ğ', 'Ğ']);
	expect([0x13, 0x14, 0x16].map((tag) => decodeText({ tag, content: Buffer.from('A.S.') }))).toEqual(
		new Array(3).fill('A.S.'),
	);
});
