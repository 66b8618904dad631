import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoginName, parsePortalAddress } from '#api';
import type { SignatureLoginOutcome } from '#app';
import { createJournal } from '#audit';
import { type AkisCard, VendorModule } from '#card';
import { SecretText } from '#text';
import { cardPinAt } from '../../src/ports/card-pin.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { portalAt } from '../../src/ports/portal.ts';
import { signatureLoginAt } from '../../src/ports/signature-login.ts';
import { createAuthority, type SandboxAuthority } from '../../src/sandbox/authority/index.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { HOLDER, openPortalStage, START } from '../unit/sandbox/portal/portal-stage.ts';
import { createSoftTokens, PIN, SOFTHSM_MODULE, type SoftTokens } from './soft-token.ts';

let folder: string;
let tokens: SoftTokens;
let authority: SandboxAuthority;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-module-login-'));
	tokens = await createSoftTokens();
	authority = await createAuthority({ now: () => START, random: createRandomSource(7) });
});
afterAll(async () => {
	await Promise.all([tokens.remove(), rm(folder, { recursive: true })]);
});

interface LoggedIn {
	readonly outcome: Awaited<ReturnType<ReturnType<typeof signatureLoginAt>['logIn']>>;
	/** The last SignedData that went to the portal. */
	readonly cms: Uint8Array | undefined;
}

/** A card whose commands are not public logs in by the module, at the real portal. */
async function logIn(card: AkisCard, pin: string): Promise<LoggedIn> {
	await using stage = await openPortalStage({ issuerCertificate: authority.issuerCertificate });
	const address = parsePortalAddress(stage.url);
	const [certificate] = card.certificates;
	if (!address.ok || certificate === undefined) {
		throw new Error('no address, or no certificate');
	}
	const journal = createJournal({ directory: folder, now: () => START, uid: process.getuid?.() });
	const located = portalAt(async () => address.url, { clock: systemClock, journal: async () => journal });
	const client = await located.port.open();
	let cms: Uint8Array | undefined;
	const signer = cardPinAt({
		clock: systemClock,
		journal: async () => journal,
		readerWith: async () => ({
			name: 'okuyucu',
			isVirtual: false,
			connect: async () => ({
				transmit: () => Promise.reject(new Error('no APDU goes to this card')),
				close: async () => undefined,
			}),
		}),
		module: async () =>
			new VendorModule({ path: SOFTHSM_MODULE, trust: 'any-owner', environment: tokens.environment }),
	});
	const watched: typeof client = Object.create(client, {
		finishSignatureLogin: {
			value: (login: LoginName, sent: Uint8Array, signal: AbortSignal) => {
				cms = sent;
				return client.finishSignatureLogin(login, sent, signal);
			},
		},
		startSignatureLogin: {
			value: (holderNumber: string, signal: AbortSignal) => client.startSignatureLogin(holderNumber, signal),
		},
	});
	const port = signatureLoginAt({
		clock: systemClock,
		portal: { open: async () => watched },
		signer,
	});
	const outcome = await port.logIn(
		{
			card,
			certificate,
			holderNumber: HOLDER.holderNumber,
			pin: SecretText.of(pin),
			confirmedLastTry: true,
		},
		new AbortController().signal,
	);
	await located.close();
	return { outcome, cms };
}

async function signatoryCard(key: 'rsa-2048' | 'ec-p384'): Promise<AkisCard> {
	const issued = await authority.issueSignatory({ ...HOLDER.signatory, key });
	const signing = { use: 'SIGN0', label: 'e-imza', ...issued } as const;
	return tokens.insert(key, { signing, encryption: { ...signing, use: 'ENCR0', label: 'e-imza 2' } });
}

test.each([
	['rsa-2048', 'rsaEncryption'],
	['ec-p384', 'ecdsa-with-SHA384'],
] as const)(
	'E-İmzalı Giriş by the module with %s opens a session, and OpenSSL verifies what it sent',
	async (key, algorithm) => {
		const { outcome, cms } = await logIn(await signatoryCard(key), PIN);
		expect(outcome).toMatchObject({ kind: 'opened', session: { holderNumber: HOLDER.holderNumber } });

		const at = (name: string): string => join(folder, name);
		const chain = [authority.rootCertificate, authority.issuerCertificate];
		await writeFile(at('authority.pem'), chain.map((der) => new X509Certificate(der).toString()).join(''));
		await writeFile(at('sent.der'), cms ?? new Uint8Array());
		const openssl = promisify(execFile);
		const { stderr } = await openssl('openssl', [
			...['cms', '-verify', '-binary', '-inform', 'DER', '-in', at('sent.der'), '-out', at('content')],
			...['-CAfile', at('authority.pem'), '-purpose', 'any', '-cades'],
			...['-attime', String(START / 1000 + 60)],
		]);
		expect(stderr).toContain('erification successful');
		expect(await readFile(at('content'), 'utf8')).toMatch(/^muhurdar e-imzali giris 1\nportal: http/);
		const { stdout } = await openssl('openssl', [
			...['cms', '-cmsout', '-print', '-inform', 'DER', '-in', at('sent.der')],
		]);
		expect(stdout.slice(stdout.indexOf('signatureAlgorithm', stdout.indexOf('signerInfos')))).toContain(
			algorithm,
		);
	},
);

test('a wrong PIN at the module sends no signature to the portal', async () => {
	const issued = await authority.issueSignatory({ ...HOLDER.signatory, key: 'rsa-2048' });
	const signing = { use: 'SIGN0', label: 'e-imza', ...issued } as const;
	const card = await tokens.insert('wrong', { signing, encryption: { ...signing, use: 'ENCR0' } });
	const { outcome, cms } = await logIn(card, '111222');
	expect(outcome.kind satisfies SignatureLoginOutcome['kind'] | 'called-off').toBe('wrong');
	expect(cms).toBeUndefined();
});
