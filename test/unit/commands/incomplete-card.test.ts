import { beforeAll, describe, expect, it } from 'vitest';
import { CardError, type CardMonitor, createCardMonitor } from '#card';
import { runDoctor, runExpiring, runWatch } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader } from '#sandbox';
import { doctorReport } from '../../../src/commands/doctor-report.ts';
import { expiringReport } from '../../../src/commands/expiring-report.ts';
import { watchEvent } from '../../../src/commands/watch-report.ts';
import { cardWithFiles, sealCertificates } from '../../cards/card-shapes.ts';
import { DRIVER_MISSING } from '../app/driver-reports.ts';
import { capturedIo } from './captured-io.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
/** Time that nobody waits for in vain. */
const STANDING_TIMER = { after: () => () => undefined };
const CUT_SHORT = Uint8Array.of(0x30, 0x82, 0x06, 0x00);

let signing: Uint8Array;
let encryption: Uint8Array;
beforeAll(async () => {
	const [first, second] = await sealCertificates(2);
	if (first === undefined || second === undefined) {
		throw new Error('no certificates were made');
	}
	signing = first;
	encryption = second;
});

function monitorOf(...files: readonly Uint8Array[]): CardMonitor {
	const card = cardWithFiles(files);
	const cardError = (code: CardError['code']) => new CardError(code, 'virtual reader');
	const service = createVirtualReader({ name: 'R', card, cardError });
	return createCardMonitor({ services: [service], clock: STANDING_TIMER });
}

async function expiringOf(monitor: CardMonitor) {
	const io = capturedIo();
	const exitCode = await runExpiring({
		files: [],
		withinDays: 30,
		json: true,
		monitor: async () => monitor,
		texts: textsOf('tr'),
		io,
		signal: new AbortController().signal,
		now: NOW,
		timer: STANDING_TIMER,
	});
	return { exitCode, report: expiringReport.parse(JSON.parse(io.out)) };
}

async function doctorOf(monitor: CardMonitor) {
	const io = capturedIo();
	try {
		const exitCode = await runDoctor({
			lookAtNeighbours: async () => ({ programs: [], isWhole: true, places: [] }),
			monitor,
			lookAtDriver: async () => DRIVER_MISSING,
			portal: undefined,
			terminal: {
				isInteractive: true,
				hasCursorControl: true,
				columns: 80,
				rows: 24,
				colourLevel: 3,
				hasLightGround: false,
				isUnicode: true,
				graphics: 'none',
				recorder: undefined,
				isScreenReader: false,
			},
			system: { version: '1.2.3', node: 'v24', platform: 'linux', machine: 'x64' },
			bundle: undefined,
			home: '/home/sekercicek',
			json: true,
			language: 'en',
			io,
			signal: new AbortController().signal,
			now: NOW,
			timer: STANDING_TIMER,
		});
		const { links } = doctorReport.parse(JSON.parse(io.out));
		return { exitCode, link: links.find(({ link }) => link === 'certificates'), err: io.err };
	} finally {
		await monitor.close();
	}
}

describe('expiring', () => {
	it('is unknown where a certificate beside a good one could not be read', async () => {
		const { exitCode, report } = await expiringOf(monitorOf(signing, CUT_SHORT));
		expect(exitCode).toBe(3);
		expect(report.problems).toEqual([{ source: 'R', code: 'card-incomplete' }]);
		expect(report.certificates).toHaveLength(1);
	});

	it('does not call a card without a readable certificate one without a seal', async () => {
		const { exitCode, report } = await expiringOf(monitorOf(CUT_SHORT));
		expect(exitCode).toBe(3);
		expect(report.problems).toEqual([{ source: 'R', code: 'card-incomplete' }]);
		expect(report.withoutSeal).toEqual([]);
	});
});

describe('doctor', () => {
	it('names the certificate that could not be read, with its remedy', async () => {
		const { exitCode, link, err } = await doctorOf(monitorOf(signing, CUT_SHORT));
		expect(exitCode).toBe(1);
		expect(link).toMatchObject({ state: 'trouble', reason: 'unreadable' });
		expect(link?.evidence).toContain('2F11: cut-short');
		expect(err).toContain('encryption (ENCR0), file 2F11');
	});

	it('tells a card that has one certificate only as that', async () => {
		const { exitCode, link, err } = await doctorOf(monitorOf(encryption));
		expect(exitCode).toBe(1);
		expect(link).toMatchObject({ state: 'trouble', reason: 'one-certificate' });
		expect(err).toContain('not on the card: signing (SIGN0)');
	});

	it('does not call a card without a readable certificate one without a seal', async () => {
		const { link } = await doctorOf(monitorOf(CUT_SHORT));
		expect(link).toMatchObject({ state: 'trouble', reason: 'unreadable' });
	});
});

describe('watch', () => {
	it.each([
		['a certificate that could not be read', () => [signing, CUT_SHORT], 'unreadable', 'ENCR0'],
		['one certificate only', () => [encryption], 'one-certificate', 'SIGN0'],
	] as const)('--json has it in the event: %s', async (_name, files, kind, missingUse) => {
		const monitor = monitorOf(...files());
		await monitor.settled();
		const io = capturedIo();
		await runWatch({
			monitor,
			json: true,
			texts: textsOf('tr'),
			io,
			signal: AbortSignal.abort(),
			now: () => NOW,
		});
		await monitor.close();
		const events = io.out
			.trim()
			.split('\n')
			.map((line) => watchEvent.parse(JSON.parse(line)));
		expect(events.at(-1)).toMatchObject({ reader: { card: { gap: { kind, missingUse } } } });
	});
});
