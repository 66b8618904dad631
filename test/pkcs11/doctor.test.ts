import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CardError, createCardMonitor, readDriverReport, VendorModule } from '#card';
import { runDoctor } from '#commands';
import { createVirtualReader } from '#sandbox';
import { doctorReport } from '../../src/commands/doctor-report.ts';
import type { IssuedSealPair } from '../../src/sandbox/authority/index.ts';
import { cardWithFiles } from '../cards/card-shapes.ts';
import { capturedIo } from '../unit/commands/captured-io.ts';
import { compileModule, createSoftTokens, issueSeal, SOFTHSM_MODULE, type SoftTokens } from './soft-token.ts';

let tokens: SoftTokens;
let rsa: IssuedSealPair;
let ec: IssuedSealPair;
beforeAll(async () => {
	tokens = await createSoftTokens();
	[rsa, ec] = await Promise.all([issueSeal('rsa'), issueSeal('ec')]);
	await tokens.insert('rsa', rsa);
});
afterAll(() => tokens.remove());

/** What doctor says of the driver with this module, a card whose commands are not public being in. */
async function driverLink(path: string, { signing, encryption }: IssuedSealPair) {
	const service = createVirtualReader({
		name: 'DENEME',
		card: cardWithFiles([signing.certificate, encryption.certificate], { product: 'v2.2.8' }),
		cardError: (code) => new CardError(code, 'virtual reader'),
	});
	const module = new VendorModule({ path, trust: 'any-owner', environment: tokens.environment });
	const monitor = createCardMonitor({ services: [service] });
	const io = capturedIo();
	try {
		const exitCode = await runDoctor({
			lookAtNeighbours: async () => ({ programs: [], isWhole: true, places: [] }),
			monitor,
			lookAtDriver: (signal) => readDriverReport(module, { signal, waitMs: 100_000 }),
			portal: undefined,
			terminal: {
				isInteractive: false,
				hasCursorControl: false,
				columns: 80,
				rows: 24,
				colourLevel: 0,
				hasLightGround: false,
				isUnicode: true,
				graphics: 'none',
				recorder: undefined,
				isScreenReader: false,
			},
			system: { version: '1.2.3', node: 'v24', platform: 'linux', machine: 'x64' },
			bundle: undefined,
			home: undefined,
			json: true,
			language: 'tr',
			io,
			signal: new AbortController().signal,
			now: Date.now(),
		});
		const { links } = doctorReport.parse(JSON.parse(io.out));
		return { exitCode, link: links.find(({ link }) => link === 'driver'), err: io.err };
	} finally {
		await monitor.close();
	}
}

test('a module that works and sees the card is well, by its own name, without a login', async () => {
	const { path, calls } = await compileModule(tokens.folder, 'counting-for-doctor', []);
	const { exitCode, link, err } = await driverLink(path, rsa);
	expect([exitCode, err]).toEqual([0, '']);
	expect(link).toMatchObject({
		state: 'ok',
		reason: null,
		evidence: [expect.stringMatching(/ 2\.6$/), path, '1 kart'],
	});
	expect(await calls()).toEqual([]);
});

test('a module that sees another card is told from one that works', async () => {
	const { exitCode, link } = await driverLink(SOFTHSM_MODULE, ec);
	expect(exitCode).toBe(1);
	expect(link).toMatchObject({ state: 'trouble', reason: 'sees-other-card' });
	expect(link?.remedy).toContain('Öbür kartları çıkarın');
});

test('what is no module is told with its remedy, and not loaded', async () => {
	const path = join(tokens.folder, 'read-me-doctor.so');
	await writeFile(path, 'This is not the module that you are looking for.\n');
	const { exitCode, link, err } = await driverLink(path, rsa);
	expect(exitCode).toBe(1);
	expect(link).toMatchObject({ state: 'trouble', reason: 'not-a-library', evidence: [path] });
	expect(err).toContain('Dosyadan hiçbir şey çalıştırılmadı.');
});

test('a module that crashes is told with its remedy, and the other links all the same', async () => {
	const { path } = await compileModule(tokens.folder, 'crashing-for-doctor', ['CRASH_IN_INITIALIZE']);
	const { link } = await driverLink(path, rsa);
	expect(link).toMatchObject({ state: 'trouble', reason: 'crashed', evidence: [path, expect.any(String)] });
	expect(link?.remedy).toMatch(/komutu yeniden çalıştırın/);
});
