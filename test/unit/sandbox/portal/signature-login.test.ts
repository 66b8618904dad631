import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalClient, PortalResult, SessionFacts } from '#api';
import {
	createAuthority,
	type IssuedSignatory,
	type SandboxAuthority,
} from '../../../../src/sandbox/authority/index.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';
import { clientOf, granted, HOLDER, openPortalStage, START } from './portal-stage.ts';

const DAY = 86_400_000;

let folder: string;
let authority: SandboxAuthority;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-cms-'));
	authority = await createAuthority({ now: () => START, random: createRandomSource(1) });
});

afterAll(async () => {
	await rm(folder, { recursive: true });
});

/** Made by OpenSSL, as a witness of the format. */
async function cmsOf(
	content: Uint8Array,
	signer: IssuedSignatory,
	...options: string[]
): Promise<Uint8Array> {
	const place = (name: string): string => join(folder, name);
	await writeFile(place('content'), content);
	await writeFile(place('certificate.pem'), new X509Certificate(signer.certificate).toString());
	await writeFile(place('key.pem'), signer.privateKey.export({ type: 'pkcs8', format: 'pem' }), {
		mode: 0o600,
	});
	await promisify(execFile)('openssl', [
		...['cms', '-sign', '-binary', '-outform', 'DER', '-md', 'sha256'],
		...['-in', place('content'), '-signer', place('certificate.pem'), '-inkey', place('key.pem')],
		...['-out', place('signed.der'), ...options],
	]);
	return readFile(place('signed.der'));
}

async function stageOf() {
	const stage = await openPortalStage({ issuerCertificate: authority.issuerCertificate });
	return { stage, client: clientOf(stage.url), [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

async function loginWith(
	client: PortalClient,
	signer: IssuedSignatory,
	{ options = ['-nodetach'], holderNumber = HOLDER.holderNumber, alter = (bytes: Uint8Array) => bytes } = {},
): Promise<PortalResult<SessionFacts>> {
	const { loginId, content } = granted(await client.startSignatureLogin(holderNumber));
	return client.finishSignatureLogin(
		{ loginId, holderNumber },
		await cmsOf(alter(content), signer, ...options),
	);
}

test.each(['ec-p384', 'rsa-2048'] as const)('the signatory’s %s signature opens a session', async (key) => {
	await using at = await stageOf();
	const signatory = await authority.issueSignatory({ ...HOLDER.signatory, key });

	const attached = await loginWith(at.client, signatory);
	const detached = await loginWith(at.client, signatory, { options: [] });

	expect(attached).toMatchObject({ ok: true, value: { holderNumber: HOLDER.holderNumber } });
	expect(detached).toMatchObject({ ok: true });
	expect((await at.client.pins()).ok).toBe(true);
	expect(granted(await at.client.service()).operations).toContain('e-signature-login');
});

test('the content names purpose, portal, holder and nonce, a line each', async () => {
	await using at = await stageOf();

	const { content, expiresInSeconds } = granted(await at.client.startSignatureLogin(HOLDER.holderNumber));

	expect(new TextDecoder().decode(content)).toMatch(
		new RegExp(
			`^muhurdar e-imzali giris 1\\nportal: ${at.stage.url}\\nholder: 4540536920\\nnonce: [\\w-]{32}\\n$`,
		),
	);
	expect(expiresInSeconds).toBe(300);
});

test('a signature of another person, of a seal, or for another holder opens nothing', async () => {
	await using at = await stageOf();
	const stranger = await authority.issueSignatory({
		name: 'Gülşen Işık',
		number: '17291716060',
		key: 'ec-p384',
	});
	const seal = await authority.issueSeal({
		...HOLDER,
		holderNumber: HOLDER.signatory.number,
		key: 'ec-p384',
	});
	const signatory = await authority.issueSignatory({ ...HOLDER.signatory, key: 'ec-p384' });
	const unknown = { ok: false, problem: { code: 'signatory-unknown' } };

	expect(await loginWith(at.client, stranger)).toMatchObject(unknown);
	expect(await loginWith(at.client, seal.signing)).toMatchObject(unknown);
	expect(await loginWith(at.client, signatory, { holderNumber: '1234567890' })).toMatchObject(unknown);
});

test('what is no signature over the content by a certificate of the issuer is wrong', async () => {
	await using at = await stageOf();
	const signatory = await authority.issueSignatory({ ...HOLDER.signatory, key: 'ec-p384' });
	const elsewhere = await createAuthority({ now: () => START, random: createRandomSource(2) });
	const forged = await elsewhere.issueSignatory({ ...HOLDER.signatory, key: 'ec-p384' });
	const expired = await authority.issueSignatory({
		...HOLDER.signatory,
		key: 'ec-p384',
		notBefore: START - 1096 * DAY,
	});
	const wrong = { ok: false, problem: { code: 'signature-wrong' } };
	const other = () => new TextEncoder().encode('senet');

	expect(await loginWith(at.client, signatory, { alter: other })).toMatchObject(wrong);
	expect(await loginWith(at.client, signatory, { alter: other, options: [] })).toMatchObject(wrong);
	expect(await loginWith(at.client, signatory, { options: ['-noattr', '-nodetach'] })).toMatchObject(wrong);
	expect(await loginWith(at.client, forged)).toMatchObject(wrong);
	expect(await loginWith(at.client, expired)).toMatchObject(wrong);
	for (const garbage of [Uint8Array.of(0x30, 0x80), new TextEncoder().encode('imza'), new Uint8Array(9000)]) {
		const { loginId } = granted(await at.client.startSignatureLogin(HOLDER.holderNumber));
		expect(await at.client.finishSignatureLogin({ ...HOLDER, loginId }, garbage)).toMatchObject(wrong);
	}
});

test('the same signature gets the same session again, and another one for the same nonce nothing', async () => {
	await using at = await stageOf();
	const signatory = await authority.issueSignatory({ ...HOLDER.signatory, key: 'ec-p384' });
	const { loginId, content } = granted(await at.client.startSignatureLogin(HOLDER.holderNumber));
	const finish = async (cms: Uint8Array) => {
		const answer = await fetch(`${at.stage.url}/v1/signature-logins/${loginId}/signature`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ cms: Buffer.from(cms).toString('base64') }),
		});
		return { status: answer.status, body: await answer.json() };
	};
	const cms = await cmsOf(content, signatory, '-nodetach');

	const [first, atTheSameTime] = await Promise.all([finish(cms), finish(cms)]);
	expect(first.status).toBe(200);
	expect(atTheSameTime).toEqual(first);
	expect(await finish(cms)).toEqual(first);
	expect(await finish(await cmsOf(content, signatory))).toMatchObject({ status: 410 });
	at.stage.advance(300);
	expect(await finish(cms)).toMatchObject({ status: 410 });
});

test('a nonce is good once, and for five minutes', async () => {
	await using at = await stageOf();
	const signatory = await authority.issueSignatory({ ...HOLDER.signatory, key: 'ec-p384' });
	const first = granted(await at.client.startSignatureLogin(HOLDER.holderNumber));
	const cms = await cmsOf(first.content, signatory, '-nodetach');
	const late = granted(await at.client.startSignatureLogin(HOLDER.holderNumber));
	const lateCms = await cmsOf(late.content, signatory, '-nodetach');
	const over = { ok: false, problem: { code: 'login-expired' } };

	expect((await at.client.finishSignatureLogin({ ...HOLDER, ...first }, cms)).ok).toBe(true);
	const another = await cmsOf(first.content, signatory);
	expect(await at.client.finishSignatureLogin({ ...HOLDER, ...first }, another)).toMatchObject(over);
	at.stage.advance(300);
	expect(await at.client.finishSignatureLogin({ ...HOLDER, ...late }, lateCms)).toMatchObject(over);
});
