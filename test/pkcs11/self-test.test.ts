import { execFile } from 'node:child_process';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AkisCard, createModuleDesk, type SelfTestOutcome, testSeal, VendorModule } from '#card';
import { SecretText } from '#text';
import type { IssuedSealPair } from '../../src/sandbox/authority/index.ts';
import {
	compileModule,
	createSoftTokens,
	issueSeal,
	PIN,
	SOFTHSM_MODULE,
	type SoftTokens,
} from './soft-token.ts';

let tokens: SoftTokens;
let rsa: IssuedSealPair;
let ec: IssuedSealPair;
const cards = new Map<string, AkisCard>();
beforeAll(async () => {
	tokens = await createSoftTokens();
	[rsa, ec] = await Promise.all([issueSeal('rsa'), issueSeal('ec')]);
	cards.set('rsa', await tokens.insert('rsa', rsa));
	cards.set('ec', await tokens.insert('ec', ec));
});
afterAll(() => tokens.remove());

function selfTest(card: AkisCard | undefined, path = SOFTHSM_MODULE): Promise<SelfTestOutcome> {
	if (card === undefined) {
		throw new Error('no such card');
	}
	const certificate = card.certificates.find((entry) => entry.certificate.use === 'SIGN0');
	if (certificate === undefined) {
		throw new Error('the card does not sign');
	}
	const module = new VendorModule({ path, trust: 'any-owner', environment: tokens.environment });
	return testSeal(createModuleDesk({ module }), {
		card,
		certificate,
		reader: {
			name: 'okuyucu',
			isVirtual: false,
			connect: async () => ({
				transmit: () => Promise.reject(new Error('no APDU goes to this card')),
				close: async () => undefined,
			}),
		},
		origin: 'typed',
		confirmedLastTry: true,
		signal: new AbortController().signal,
		waitMs: 60_000,
		pin: SecretText.of(PIN),
	});
}

function run(
	program: string,
	args: readonly string[],
): Promise<{ readonly ok: boolean; readonly text: string }> {
	return new Promise((resolve) => {
		execFile(program, args, { env: { ...process.env, ...tokens.environment } }, (error, stdout, stderr) =>
			resolve({ ok: error === null, text: stdout + stderr }),
		);
	});
}

/**
 * OpenSC's own test of a token, as far as it is about signatures: it makes one by every RSA mechanism that the token has
 * and verifies it. (What follows, OAEP decryption, this OpenSC and SoftHSM do not agree about.)
 */
async function pkcs11ToolSays(label: string, path = SOFTHSM_MODULE): Promise<'passed' | 'failed'> {
	const { text } = await run('pkcs11-tool', [
		...['--module', path, '--token-label', label, '--login', '--pin', PIN, '--test'],
	]);
	const verdicts =
		/\nVerify[^\n]*\n(.*?)\n(?:Unwrap|Decryption)/s.exec(text)?.[1]?.match(/\bOK$|ERR/gm) ?? [];
	expect(verdicts.length).toBeGreaterThan(0);
	return verdicts.every((verdict) => verdict === 'OK') ? 'passed' : 'failed';
}

/** Of EC keys it verifies nothing: it signs, and OpenSSL verifies by the certificate. */
async function pkcs11ToolSigns(label: string, { certificate }: IssuedSealPair['signing']): Promise<boolean> {
	const at = (name: string): string => join(tokens.folder, name);
	const message = randomBytes(32);
	await writeFile(at('message'), message);
	await writeFile(at('digest'), createHash('sha384').update(message).digest());
	const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' });
	await writeFile(at('key.pem'), key);
	const signed = await run('pkcs11-tool', [
		...['--module', SOFTHSM_MODULE, '--token-label', label, '--login', '--pin', PIN, '--sign', '--id', '01'],
		...['-m', 'ECDSA', '-i', at('digest'), '-o', at('signature'), '--signature-format', 'openssl'],
	]);
	const verified = await run('openssl', [
		...['dgst', '-sha384', '-verify', at('key.pem'), '-signature', at('signature'), at('message')],
	]);
	return signed.ok && verified.ok;
}

describe('the seal’s self-test', () => {
	test('passes with RSA keys, as pkcs11-tool says of the same token', async () => {
		const outcome = await selfTest(cards.get('rsa'));
		expect(outcome).toMatchObject({ kind: 'passed', algorithm: 'rsa-sha256' });
		expect(await pkcs11ToolSays('rsa')).toBe('passed');
	});

	test('passes with EC keys, as a signature of pkcs11-tool does', async () => {
		const outcome = await selfTest(cards.get('ec'));
		expect(outcome).toMatchObject({ kind: 'passed', algorithm: 'ecdsa-sha384' });
		expect(await pkcs11ToolSigns('ec', ec.signing)).toBe(true);
	});

	test('fails where the signature is disturbed, as pkcs11-tool says', async () => {
		const { path } = await compileModule(tokens.folder, 'disturbed', ['DISTURBED_SIGNATURE']);
		expect(await selfTest(cards.get('rsa'), path)).toMatchObject({ kind: 'failed', code: 'not-confirmed' });
		expect(await pkcs11ToolSays('rsa', path)).toBe('failed');
	});

	test('fails where another certificate lies beside the key', async () => {
		const [seal, other] = await Promise.all([issueSeal('rsa'), issueSeal('rsa')]);
		const { certificate } = other.signing;
		const outcome = await selfTest(await tokens.insert('swapped', seal, { signingCertificate: certificate }));
		expect(outcome).toMatchObject({ kind: 'failed', code: 'not-confirmed' });
	});

	test('signs something else every time', async () => {
		const digests = await Promise.all(
			['rsa', 'rsa'].map(async (label) => {
				const outcome = await selfTest(cards.get(label));
				return outcome.kind === 'passed' ? outcome.digest : outcome.kind;
			}),
		);
		expect(new Set(digests).size).toBe(2);
	});
});
