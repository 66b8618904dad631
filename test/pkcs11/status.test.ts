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

interface Wishes {
	readonly whole?: number | undefined;
	readonly json?: boolean;
	readonly isModuleNamed?: boolean;
	readonly environment?: Readonly<Record<string, string>>;
}

/** In place of a report that was not asked for. */
const EMPTY_REPORT: StatusReport = {
	schemaVersion: 1,
	takenAt: '2026-01-01T00:00:00.000Z',
	isComplete: true,
	clockDoubt: null,
	isRevocationWanted: false,
	service: { state: 'running', failure: null },
	module: null,
	moduleProblem: null,
	readers: [],
};

/** `status --json` of cards whose commands are not public, each in a reader of its own, with this module. */
async function statusOf(
	path: string,
	seals: readonly IssuedSealPair[],
	{ whole, json = true, isModuleNamed = false, environment = tokens.environment }: Wishes = {},
) {
	const services = seals.map(({ signing, encryption }, place) =>
		createVirtualReader({
			name: `DENEME ${place}`,
			card: cardWithFiles([signing.certificate, encryption.certificate], { product: 'v2.2.8' }),
			cardError: (code) => new CardError(code, 'virtual reader'),
		}),
	);
	const limits = { reading: 100_000, pin: 0, signing: 0, whole };
	const module = new VendorModule({ path, trust: 'any-owner', environment, limits });
	const monitor = createCardMonitor({ services });
	const io = capturedIo();
	try {
		const exitCode = await runStatus({
			monitor,
			lookAtDriver: (signal) => readDriverReport(module, { signal, waitMs: 100_000 }),
			json,
			isModuleNamed,
			texts: textsOf('tr'),
			io,
			signal: new AbortController().signal,
			now: Date.now(),
		});
		const report = json ? statusReport.parse(JSON.parse(io.out)) : EMPTY_REPORT;
		return { exitCode, report, out: io.out, err: io.err };
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
	const { exitCode, report } = await statusOf(path, [rsa], { whole });
	expect([exitCode, report.module]).toEqual([0, null]);
	expect(served(report, 0)).toEqual([`null ${reason}`]);
	expect(report.readers[0]?.card?.certificates).toHaveLength(2);
	expect(served((await statusOf(SOFTHSM_MODULE, [rsa])).report, 0)).toEqual([
		'vendor-module commands-not-public',
	]);
});

test('a module that answers each question in time and never comes to an end is let go of', async () => {
	const { path } = await compileModule(tokens.folder, 'busy-for-status', ['BUSY_TIMES=1000000']);
	const { report } = await statusOf(path, [rsa], { whole: BETWEEN_ANSWERS_MS });
	expect(served(report, 0)).toEqual(['null no-answer']);
});

test('a module that was named is told with the cards it sees, where PC/SC shows none', async () => {
	const { exitCode, report } = await statusOf(SOFTHSM_MODULE, [], { isModuleNamed: true });
	expect(exitCode).toBe(0);
	expect(report.readers).toEqual([]);
	expect(report.moduleProblem).toBeNull();
	expect(report.module?.tokens).toMatchObject([
		{
			label: 'rsa',
			model: 'SoftHSM v2',
			// A token gives its objects in whatever order it likes.
			certificates: expect.arrayContaining([
				expect.objectContaining({
					label: `${rsa.signing.label}`,
					use: 'SIGN0',
					isSeal: true,
					isSandbox: true,
				}),
				expect.objectContaining({ label: `${rsa.encryption.label}`, use: 'ENCR0', isSeal: true }),
			]),
		},
	]);

	const { out } = await statusOf(SOFTHSM_MODULE, [], { isModuleNamed: true, json: false });
	expect(out).toContain(SOFTHSM_MODULE);
	expect(out).toContain(rsa.signing.label);
});

test('a module that was named and does not work is told, with why', async () => {
	const { exitCode, report } = await statusOf('/usr/lib/nothing-of-that-name.so', [], {
		isModuleNamed: true,
	});
	expect(exitCode).toBe(3);
	expect([report.module, report.moduleProblem]).toEqual([null, 'not-found']);
	const { err } = await statusOf('/usr/lib/nothing-of-that-name.so', [], {
		isModuleNamed: true,
		json: false,
	});
	expect(err).toContain(textsOf('tr').driver.refused['not-found'].why);
});

test('without the variable that it needs the same module sees nothing', async () => {
	const { report } = await statusOf(SOFTHSM_MODULE, [], { isModuleNamed: true, environment: {} });
	expect(report.module?.tokens ?? []).toEqual([]);
});
