import { constants, createHash, privateEncrypt, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type CardCertificate, type PinDesk, testSeal } from '#card';
import { readSealCertificate, type SealCertificate } from '#certificate';
import { expectSignature, signatureBlock } from '../../../src/card/pin/signature-block.ts';
import type { ModuleConversation } from '../../../src/card/pkcs11/module-conversation.ts';
import { signWithToken } from '../../../src/card/pkcs11/module-signature.ts';
import type { ModuleToken } from '../../../src/card/pkcs11/module-token.ts';
import { buildCertificate, privateKeyOf, utcTime } from '../certificate/build-certificate.ts';

/*
 * OpenSSL 3.5 in Node refuses to make an X509Certificate of times without seconds, which `openssl x509` reads: a seal
 * that was read has to confirm its signatures too.
 */
const message = Buffer.from('imzalanan');

function sealWithoutSeconds(key: 'ec-p384' | 'rsa-2048'): SealCertificate {
	const read = readSealCertificate(
		buildCertificate({ key, notBefore: utcTime('2505150817Z'), notAfter: utcTime('2805140817Z') }),
	);
	if (!read.ok) {
		throw new Error(read.code);
	}
	return read.certificate;
}

/** A PKCS#11 token with one certificate whose key signs as it was asked to. */
function token(certificate: SealCertificate): ModuleToken {
	return { certificates: [{ label: '', id: '01', certificate }] } as unknown as ModuleToken;
}

describe('a seal whose times have no seconds', () => {
	test('confirms an RSA signature of the card, and refuses one that was disturbed', () => {
		const { der } = sealWithoutSeconds('rsa-2048');
		const block = signatureBlock('sha256', createHash('sha256').update(message).digest(), 2048);
		const signature = privateEncrypt(
			{ key: privateKeyOf('rsa-2048'), padding: constants.RSA_NO_PADDING },
			block,
		);
		expect(() => expectSignature(signature, block, der)).not.toThrow();
		signature[20] = (signature[20] ?? 0) ^ 1;
		expect(() => expectSignature(signature, block, der)).toThrow(/certificate does not confirm/);
	});

	test('passes its self-test', async () => {
		const certificate = sealWithoutSeconds('rsa-2048');
		const desk = {
			sign: async ({ message: text = new Uint8Array() }) => ({
				kind: 'signed',
				signature: sign('sha256', text, privateKeyOf('rsa-2048')),
				tries: { kind: 'full' },
				isLeftOpen: false,
			}),
		} as unknown as PinDesk;
		const request = { certificate: { certificate } as CardCertificate } as Parameters<typeof testSeal>[1];
		expect(await testSeal(desk, request)).toMatchObject({ kind: 'passed', algorithm: 'rsa-sha256' });
	});

	test("confirms an EC signature of the vendor's module", async () => {
		const certificate = sealWithoutSeconds('ec-p384');
		const made = sign('sha384', message, { key: privateKeyOf('ec-p384'), dsaEncoding: 'ieee-p1363' });
		const conversation = {
			mechanisms: async () => ['ecdsa'],
			sign: async () => made,
		} as unknown as ModuleConversation;
		const digest = createHash('sha384').update(message).digest();
		const wish = { certificate, hash: 'sha384', digest, message } as const;
		expect((await signWithToken(conversation, token(certificate), wish)).signature).toEqual(made);
	});
});
