import { createHash } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AkisCard, VendorModule } from '#card';
import { isSameCard } from '#card-rules';
import type { IssuedSealPair } from '../../src/sandbox/authority/index.ts';
import { compileModule, createSoftTokens, issueSeal, SOFTHSM_MODULE, type SoftTokens } from './soft-token.ts';

let tokens: SoftTokens;
let rsa: IssuedSealPair;
let ec: IssuedSealPair;
let rsaCard: AkisCard;
beforeAll(async () => {
	tokens = await createSoftTokens();
	[rsa, ec] = await Promise.all([issueSeal('rsa'), issueSeal('ec')]);
	rsaCard = await tokens.insert('rsa', rsa);
	await tokens.insert('ec', ec);
});
afterAll(() => tokens.remove());

const wait = { signal: new AbortController().signal, waitMs: 100_000 };

function moduleAt(path: string): VendorModule {
	return new VendorModule({ path, trust: 'any-owner', environment: tokens.environment });
}

async function faulty(name: string, ...macros: readonly string[]) {
	const compiled = await compileModule(tokens.folder, name, macros);
	return { ...compiled, module: moduleAt(compiled.path) };
}

function fingerprint(der: Uint8Array): string {
	return createHash('sha256').update(der).digest('hex');
}

describe('a module that works', () => {
	test('shows every card and certificate, RSA and EC, without a login', async () => {
		const { module, calls } = await faulty('counting');
		const sight = await module.look(wait);
		if (sight.kind !== 'works') {
			throw new Error(sight.kind);
		}
		const shown = new Map(
			sight.tokens.map(({ label, certificates }) => [
				label,
				certificates.map(({ certificate }) => certificate.fingerprint).toSorted(),
			]),
		);
		const pairs = { rsa, ec };
		for (const [label, { signing, encryption }] of Object.entries(pairs)) {
			const wanted = [fingerprint(signing.certificate), fingerprint(encryption.certificate)].toSorted();
			expect(shown.get(label)).toEqual(wanted);
		}
		expect(sight.facts).toMatchObject({
			cryptokiVersion: '2.40',
			libraryVersion: '2.6',
			machine: process.arch,
		});
		expect(await calls()).toEqual([]);
	});

	test('is matched to a card by its certificates alone', async () => {
		const sight = await moduleAt(SOFTHSM_MODULE).look(wait);
		if (sight.kind !== 'works') {
			throw new Error(sight.kind);
		}
		expect(sight.tokens.filter((token) => isSameCard(token, rsaCard)).map(({ label }) => label)).toEqual([
			'rsa',
		]);
	});

	test('gets no arguments to begin with, since some take none', async () => {
		expect(await (await faulty('only-null', 'ONLY_NULL')).module.look(wait)).toMatchObject({ kind: 'works' });
	});

	test('is asked again where another program has the card for moments', async () => {
		expect(await (await faulty('busy', 'BUSY_TIMES=3')).module.look(wait)).toMatchObject({ kind: 'works' });
	});

	test('is given up where the card stays busy', async () => {
		expect(await (await faulty('always-busy', 'BUSY_TIMES=1000')).module.look(wait)).toMatchObject({
			kind: 'failed',
			code: 'call-failed',
			detail: 'C_GetTokenInfo: CKR 0x30',
		});
	});

	test('may print what it likes', async () => {
		expect(await (await faulty('prints', 'PRINTS')).module.look(wait)).toMatchObject({ kind: 'works' });
	});

	test('is not waited for when it does not end', async () => {
		expect(await (await faulty('endless', 'HANG_IN_FINALIZE')).module.look(wait)).toMatchObject({
			kind: 'works',
		});
	});

	test('says nothing that moves the cursor or turns the text round', async () => {
		const sight = await (await faulty('hostile', 'HOSTILE_TEXT')).module.look(wait);
		expect(sight).toMatchObject({ kind: 'works', facts: { libraryVersion: '255.254' } });
		expect(JSON.stringify(sight)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/u);
		expect(JSON.stringify(sight)).not.toContain('\\u001b');
	});

	test('is talked to by one at a time', async () => {
		const module = moduleAt(SOFTHSM_MODULE);
		const sights = await Promise.all([module.look(wait), module.look(wait), module.look(wait)]);
		expect(sights.map(({ kind }) => kind)).toEqual(['works', 'works', 'works']);
	});

	test('is let go of at once where nobody waits any more', async () => {
		const { module } = await faulty('sleeping', 'HANG_IN_INITIALIZE');
		const controller = new AbortController();
		const looking = module.look({ ...wait, signal: controller.signal });
		setImmediate(() => controller.abort(new Error('called off')));
		await expect(looking).rejects.toThrow('called off');
	});

	test('is in use where another conversation does not end in time', async () => {
		const module = moduleAt(SOFTHSM_MODULE);
		const found = await module.find();
		if (found.kind !== 'file') {
			throw new Error(found.kind);
		}
		const begun = Promise.withResolvers<void>();
		const ending = Promise.withResolvers<string>();
		const first = module.converse(wait, found.file, () => {
			begun.resolve();
			return ending.promise;
		});
		await begun.promise;
		expect(await module.look({ ...wait, waitMs: 0 })).toEqual({ kind: 'in-use' });
		ending.resolve('ended');
		expect(await first).toEqual({ kind: 'held', value: 'ended' });
		expect(await module.look(wait)).toMatchObject({ kind: 'works' });
	});
});

describe('a module that does not', () => {
	/** What went wrong, and that the next conversation has nothing of it. */
	async function expectFailure(path: string, expected: object): Promise<void> {
		expect(await moduleAt(path).look(wait)).toMatchObject(expected);
		expect(await moduleAt(SOFTHSM_MODULE).look(wait)).toMatchObject({ kind: 'works' });
	}

	test('because it crashes when it begins', async () => {
		const { path } = await faulty('crashing', 'CRASH_IN_INITIALIZE');
		await expectFailure(path, { kind: 'failed', code: 'crashed' });
	});

	test('because it refuses to begin', async () => {
		const { path } = await faulty('refusing', 'REFUSE_INITIALIZE');
		await expectFailure(path, { kind: 'failed', code: 'not-started', detail: 'C_Initialize: CKR 0x06' });
	});

	test('because it writes into what is not its own', async () => {
		const { path } = await faulty('garbage', 'GARBAGE_ON_THE_PIPE');
		await expectFailure(path, { kind: 'failed', code: 'garbled' });
	});

	test('because it is a library and no module', async () => {
		const { path } = await faulty('no-entry', 'NO_ENTRY_POINT');
		await expectFailure(path, { kind: 'failed', code: 'no-entry-point' });
	});

	test('because what it needs is not there', async () => {
		const { path } = await faulty('needy', 'MISSING_SYMBOL');
		const detail = expect.stringContaining('nobody_has_this');
		await expectFailure(path, { kind: 'failed', code: 'not-loadable', detail });
	});

	test('because half of it is missing, which kills whoever loads it', async () => {
		const path = join(tokens.folder, 'cut.so');
		await writeFile(path, (await readFile(SOFTHSM_MODULE)).subarray(0, 4_096));
		await expectFailure(path, { kind: 'failed', code: 'crashed' });
	});

	test('because it was made for another machine', async () => {
		const path = join(tokens.folder, 'other-machine.so');
		await copyFile(SOFTHSM_MODULE, path);
		const bytes = await readFile(path);
		bytes.writeUInt16LE(process.arch === 'x64' ? 183 : 62, 18);
		await writeFile(path, bytes);
		const found = process.arch === 'x64' ? 'arm64' : 'x64';
		const refusal = { rule: 'other-machine', found, needed: process.arch };
		await expectFailure(path, { kind: 'refused', refusal });
	});

	test('because it is a text file', async () => {
		const path = join(tokens.folder, 'read-me.so');
		await writeFile(path, 'This is not the module that you are looking for.\n');
		await expectFailure(path, { kind: 'refused', refusal: { rule: 'not-a-library' } });
	});
});
