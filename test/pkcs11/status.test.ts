import { afterAll, beforeAll, expect, test } from 'vitest';
import { CardError, createCardMonitor, readDriverReport, VendorModule } from '#card';
import { runStatus } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader } from '#sandbox';
import { type StatusReport, statusReport } from '../../src/commands/status-report.ts';
import type { IssuedSealPair } from '../../src/sandbox/authority/index.ts';
import { cardWithFiles } from '../cards/card-shapes.ts';
import { capturedIo } from '../unit/commands/captured-io.ts';
import { compileModule, createSoftTokens, issueSeal, SOFTHSM_MODULE, type SoftTokens } from './soft-token.ts';

/** Whole looks end by it; whether the module is slow or dead makes no difference to what is told. */
const HANGING_LOOK_MS = 1_500;

/** Within the pauses between questions that are asked again; earlier on a slow machine, with the same outcome. */
const BETWEEN_ANSWERS_MS = 700;

let tokens: SoftTokens;
let rsa: IssuedSealPair;
let ec: IssuedSealPair;
beforeAll(async () => {
	tokens = await createSoftTokens();
	[rsa, ec] = await Promise.all([issueSeal('rsa'), issueSeal('ec')]);
	await tokens.insert('rsa', rsa);
});
afterAll(() => tokens.remove());

/** `status --json` of cards whose commands are not public, each in a reader of its own, with this module. */
async function statusOf(path: string, seals: readonly IssuedSealPair[], whole?: number) {
	const services = seals.map(({ signing, encryption }, place) =>
		createVirtualReader({
			name: `DENEME ${place}`,
			card: cardWithFiles([signing.certificate, encryption.certificate], { product: 'v2.2.8' }),
			cardError: (code) => new CardError(code, 'virtual reader'),
		}),
	);
	const limits = { reading: 100_000, pin: 0, signing: 0, whole };
	const module = new VendorModule({ path, trust: 'any-owner', environment: tokens.environment, limits });
	const monitor = createCardMonitor({ services });
	const io = capturedIo();
	try {
		const exitCode = await runStatus({
			monitor,
			lookAtDriver: (signal) => readDriverReport(module, { signal, waitMs: 100_000 }),
			json: true,
			texts: textsOf('tr'),
			io,
			signal: new AbortController().signal,
			now: Date.now(),
		});
		return { exitCode, report: statusReport.parse(JSON.parse(io.out)) };
	} finally {
		await monitor.close();
	}
}

/** Who serves each act of the card in a reader, as `servedBy reason`; what is the same of all is one. */
function served({ readers }: StatusReport, place: number): readonly string[] {
	const acts = readers[place]?.card?.pinActs ?? [];
	return [...new Set(acts.map(({ servedBy, reason }) => `${servedBy} ${reason}`))];
}

test('a module that sees one of two cards serves that one, by its own name, without a login', async () => {
	const { path, calls } = await compileModule(tokens.folder, 'counting-for-status', []);
	const { exitCode, report } = await statusOf(path, [rsa, ec]);
	expect(exitCode).toBe(0);
	expect(served(report, 0)).toEqual(['vendor-module commands-not-public']);
	expect(served(report, 1)).toEqual(['null sees-other-card']);
	expect(report.module).toMatchObject({ path, libraryVersion: '2.6', cryptokiVersion: '2.40' });
	expect(report.module?.description).toMatch(/softhsm|implementation of pkcs/i);
	expect(await calls()).toEqual([]);
});

test.each([
	['HANG_IN_INITIALIZE', 'no-answer'],
	['CRASH_IN_INITIALIZE', 'crashed'],
	['GARBAGE_ON_THE_PIPE', 'garbled'],
	['NO_ENTRY_POINT', 'no-entry-point'],
])('a module with %s is told, and the card is shown all the same', async (macro, reason) => {
	const { path } = await compileModule(tokens.folder, `status-${macro}`, [macro]);
	const whole = macro === 'HANG_IN_INITIALIZE' ? HANGING_LOOK_MS : undefined;
	const { exitCode, report } = await statusOf(path, [rsa], whole);
	expect([exitCode, report.module]).toEqual([0, null]);
	expect(served(report, 0)).toEqual([`null ${reason}`]);
	expect(report.readers[0]?.card?.certificates).toHaveLength(2);
	expect(served((await statusOf(SOFTHSM_MODULE, [rsa])).report, 0)).toEqual([
		'vendor-module commands-not-public',
	]);
});

test('a module that answers each question in time and never comes to an end is let go of', async () => {
	const { path } = await compileModule(tokens.folder, 'busy-for-status', ['BUSY_TIMES=1000000']);
	const { report } = await statusOf(path, [rsa], BETWEEN_ANSWERS_MS);
	expect(served(report, 0)).toEqual(['null no-answer']);
});
