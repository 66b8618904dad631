import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ecdsaDer, ecdsaRaw } from '../../../../src/card/pkcs11/ecdsa-value.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const MESSAGE = Buffer.from('a document');

describe('an ECDSA signature', () => {
	test('is the same in both forms, as OpenSSL makes and reads them', () => {
		for (let round = 0; round < 50; round++) {
			const raw = sign('sha384', MESSAGE, { key: privateKey, dsaEncoding: 'ieee-p1363' });
			expect(verify('sha384', MESSAGE, { key: publicKey, dsaEncoding: 'der' }, ecdsaDer(raw))).toBe(true);
			const der = sign('sha384', MESSAGE, { key: privateKey, dsaEncoding: 'der' });
			const back = ecdsaRaw(der, publicKey);
			expect(back).toHaveLength(96);
			expect(ecdsaDer(back ?? new Uint8Array())).toEqual(Uint8Array.from(der));
		}
	});

	test('with numbers that begin with zeros comes back as it was', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 96, maxLength: 96 }),
				fc.nat(47),
				fc.nat(47),
				(raw, zerosR, zerosS) => {
					raw.fill(0, 0, zerosR);
					raw.fill(0, 48, 48 + zerosS);
					// A sequence as long as two numbers is taken for them; the certificate would not confirm it.
					fc.pre(ecdsaDer(raw).length !== 96);
					expect(Buffer.from(ecdsaRaw(ecdsaDer(raw), publicKey) ?? [])).toEqual(Buffer.from(raw));
				},
			),
		);
	});

	test('that is neither form is none', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
				const raw = ecdsaRaw(bytes, publicKey);
				expect(raw === undefined || raw.length === 96).toBe(true);
			}),
		);
		expect(ecdsaRaw(new Uint8Array(), publicKey)).toBeUndefined();
	});

	test('of a key that is not EC is none', () => {
		const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
		expect(ecdsaRaw(new Uint8Array(96), rsa)).toBeUndefined();
	});
});
