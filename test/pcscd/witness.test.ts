import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { SHAPE_PIN } from '../cards/card-shapes.ts';
import type { InnerProgram } from './inner-program.ts';
import { openStack } from './open-stack.ts';
import { readStatus, startCardRunner } from './programs.ts';
import { OpenSc } from './witness-tools.ts';

const execute = promisify(execFile);
const WRONG_PIN = '805274';
const NEW_PIN = '263951';

/** The virtual v1.0 card in a stack of its own, OpenSC beside it, and what the card itself says of its condition. */
async function openCard() {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	const certificates = {
		SIGN0: await certificateBytes(runner, 'SIGN0'),
		ENCR0: await certificateBytes(runner, 'ENCR0'),
	};
	await stack.seesCard(1);
	const condition = async (): Promise<unknown> => {
		runner.writeLine('condition 1');
		const [, json = ''] = await runner.stdout.next(/^condition (.*)$/);
		return JSON.parse(json);
	};
	return { stack, openSc: await OpenSc.open(stack), certificates, condition };
}

async function certificateBytes(runner: InnerProgram, use: string): Promise<Buffer> {
	const [, base64 = ''] = await runner.stdout.next(new RegExp(`^${use} (\\S+)$`));
	return Buffer.from(base64, 'base64');
}

it('OpenSC finds an AKİS card with this serial number and these files', async () => {
	const { openSc } = await openCard();
	expect(await openSc.asks('opensc-tool', '--name')).toBe('AKIS');
	expect(await openSc.asks('opensc-tool', '--serial')).toMatch(/^01 02 03 04 05 06 07 08 09 0A 0B 0C /);
	const files = await openSc.asks('opensc-tool', '--list-files');
	expect(
		[...files.matchAll(/^ *([0-9a-f]{4,}) .*type: (DF|wEF)/gm)].map(([, path, type]) => [path, type]),
	).toEqual([
		['3f00', 'DF'],
		['3f002f00', 'wEF'],
		['3f003d00', 'DF'],
		...['5031', '5032', '4401', '4402', '4403', '2f10', '2f11'].map((id) => [`3f003d00${id}`, 'wEF']),
	]);
});

it('OpenSC reads the certificates that were put on the card, byte for byte, as this program does', async () => {
	const { stack, openSc, certificates } = await openCard();
	const list = await openSc.asks('pkcs15-tool', '--list-certificates');
	expect([...list.matchAll(/^X\.509 Certificate \[(.*)\]$/gm)].map(([, label]) => label)).toEqual([
		'4540536920SIGN0',
		'4540536920ENCR0',
	]);
	const seen = [await openSc.certificate('01'), await openSc.certificate('02')];
	expect(seen.map(({ raw }) => raw.toString('hex'))).toEqual([
		certificates.SIGN0.toString('hex'),
		certificates.ENCR0.toString('hex'),
	]);
	const { report } = await readStatus(stack);
	expect(report.readers[0]?.card?.certificates.map(({ fingerprint }) => fingerprint)).toEqual(
		seen.map(({ raw }) => createHash('sha256').update(raw).digest('hex')),
	);
});

it('the card takes the PIN from OpenSC, and counts a wrong one', async () => {
	const { openSc, condition } = await openCard();
	const verifyPin = '--verify-pin';

	expect((await openSc.pkcs15Tool([WRONG_PIN], verifyPin)).exitCode).not.toBe(0);
	expect(await condition()).toMatchObject({ pinTriesLeft: 2, isPinVerified: false });
	expect((await openSc.pkcs15Tool([WRONG_PIN], verifyPin)).exitCode).not.toBe(0);
	expect(await condition()).toMatchObject({ pinTriesLeft: 1, isPinVerified: false });

	const right = await openSc.pkcs15Tool([SHAPE_PIN], verifyPin);
	expect(right.exitCode).toBe(0);
	expect(right.screen).toContain('[PIN]:');
	expect(right.screen).not.toContain(SHAPE_PIN);
	expect(await condition()).toMatchObject({ pinTriesLeft: 3 });
});

it('three wrong PINs from OpenSC block the card, also for the right one', async () => {
	const { openSc, condition } = await openCard();
	for (const pinTriesLeft of [2, 1, 0]) {
		expect((await openSc.pkcs15Tool([WRONG_PIN], '--verify-pin')).exitCode).not.toBe(0);
		expect(await condition()).toMatchObject({ pinTriesLeft });
	}
	const right = await openSc.pkcs15Tool([SHAPE_PIN], '--verify-pin');
	expect(right.exitCode).not.toBe(0);
	expect(right.screen).toMatch(/blocked/i);
	expect(await condition()).toMatchObject({ pinTriesLeft: 0, isPinVerified: false });
});

it('a PIN that OpenSC changed is the new one, and the former counts as wrong', async () => {
	const { openSc, condition } = await openCard();
	const changed = await openSc.pkcs15Tool([SHAPE_PIN, NEW_PIN, NEW_PIN], '--change-pin');
	expect(changed.exitCode).toBe(0);

	expect((await openSc.pkcs15Tool([SHAPE_PIN], '--verify-pin')).exitCode).not.toBe(0);
	expect(await condition()).toMatchObject({ pinTriesLeft: 2 });
	expect((await openSc.pkcs15Tool([NEW_PIN], '--verify-pin')).exitCode).toBe(0);
	expect(await condition()).toMatchObject({ pinTriesLeft: 3 });
});

it('a signature that OpenSC has the card make is found good by OpenSSL, and only over the same text', async () => {
	const { openSc } = await openCard();
	const file = (name: string): string => join(openSc.folder, name);
	const text = 'Şeker Çiçeği Sanayi A.Ş.';
	await writeFile(file('text'), text);
	await writeFile(file('other'), `${text}.`);
	await writeFile(file('digest'), createHash('sha256').update(text).digest());
	const key = (await openSc.certificate('01')).publicKey;
	await writeFile(file('key'), key.export({ type: 'spki', format: 'pem' }));

	const words = ['--sign', '--pkcs1', '--sha-256', '--key', '01'];
	const files = ['--input', file('digest'), '--output', file('signature')];
	const signed = await openSc.pkcs15Crypt(SHAPE_PIN, ...words, ...files);
	expect(signed.exitCode).toBe(0);
	expect(signed.screen).not.toContain(SHAPE_PIN);

	const verify = ['dgst', '-sha256', '-verify', file('key'), '-signature', file('signature')];
	expect((await execute('openssl', [...verify, file('text')])).stdout).toContain('Verified OK');
	await expect(execute('openssl', [...verify, file('other')])).rejects.toThrow();
});
