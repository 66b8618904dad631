import { beforeAll, describe, expect, it } from 'vitest';
import { CardError, createCardMonitor, type ReaderService } from '#card';
import { runStatus } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader } from '#sandbox';
import { type StatusReport, statusReport } from '../../../src/commands/status-report.ts';
import type { VirtualCard } from '../../../src/sandbox/card/index.ts';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import {
	answering,
	cardWithFiles,
	filled,
	foreignCard,
	identityCard,
	muteCard,
	sealCertificates,
} from '../../cards/card-shapes.ts';
import { DRIVER_MISSING } from '../app/driver-reports.ts';
import { capturedIo } from './captured-io.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const FILE_64_KIB = 0x1_0000;
const FILE_IDS = ['2F10', '2F11', '2F12', '2F13', '2F14', '2F15', '2F16', '2F17', '2F18', '2F19'];

/** Time that nobody waits for in vain. */
const STANDING_TIMER = { after: () => () => undefined };

let certificates: readonly Uint8Array[];
beforeAll(async () => {
	certificates = await sealCertificates(FILE_IDS.length);
});

function readerWith(card: VirtualCard, name = 'DENEME'): ReaderService {
	return createVirtualReader({ name, card, cardError: (code) => new CardError(code, 'virtual reader') });
}

/** `status --json` through the real monitor; fails where that is not what its schema says. */
async function jsonOf(
	...services: readonly ReaderService[]
): Promise<{ readonly exitCode: number; readonly report: StatusReport; readonly err: string }> {
	const monitor = createCardMonitor({ services, clock: STANDING_TIMER });
	const io = capturedIo();
	try {
		const exitCode = await runStatus({
			monitor,
			lookAtDriver: async () => DRIVER_MISSING,
			json: true,
			texts: textsOf('tr'),
			io,
			signal: new AbortController().signal,
			now: NOW,
			timer: STANDING_TIMER,
		});
		return { exitCode, report: statusReport.parse(JSON.parse(io.out)), err: io.err };
	} finally {
		await monitor.close();
	}
}

function fileIds({ readers }: StatusReport): readonly string[] | undefined {
	return readers[0]?.card?.certificates.map(({ fileId }) => fileId);
}

describe('status --json of strange cards', () => {
	it('is complete on an identity card, which has the ATR and not the application', async () => {
		const { exitCode, report } = await jsonOf(readerWith(identityCard()));
		expect(exitCode).toBe(0);
		expect(report).toMatchObject({
			isComplete: true,
			readers: [{ state: 'akis', error: null, card: { holder: null, certificates: [] } }],
		});
	});

	it.each([
		['an identity card', () => identityCard(), ['missing', 'missing', 'missing', 'missing']],
		[
			'a card without a certificate',
			() => cardWithFiles([]),
			['commands-public', 'commands-public', 'unblock-not-public', 'commands-public'],
		],
		[
			'a card whose only file is no certificate',
			() => cardWithFiles([new Uint8Array(9)]),
			['commands-public', 'commands-public', 'unblock-not-public', 'commands-public'],
		],
	])('tells who serves the PIN of %s', async (_what, card, reasons) => {
		const { report } = await jsonOf(readerWith(card()), readerWith(foreignCard(), 'B'));
		expect(report.readers[0]?.card?.pinActs.map(({ reason }) => reason)).toEqual(reasons);
		expect(report.readers[1]?.card).toBeNull();
	});

	it('tells a foreign card and a mute one in two readers apart', async () => {
		const { exitCode, report } = await jsonOf(readerWith(foreignCard(), 'A'), readerWith(muteCard(), 'B'));
		expect(exitCode).toBe(1);
		expect(report.readers.map(({ name, state }) => [name, state])).toEqual([
			['A', 'foreign'],
			['B', 'unresponsive'],
		]);
	});

	it.each([1, 3, 10])('shows all of %i certificates', async (count) => {
		const { exitCode, report } = await jsonOf(readerWith(cardWithFiles(certificates.slice(0, count))));
		expect(exitCode).toBe(0);
		expect(report).toMatchObject({ isComplete: true, readers: [{ state: 'seal' }] });
		expect(fileIds(report)).toEqual(FILE_IDS.slice(0, count));
	});

	it.each([
		['of 0 bytes', new Uint8Array()],
		['of 64 KiB', new Uint8Array(FILE_64_KIB)],
		['that says it is 64 KiB of DER', filled(Uint8Array.of(0x30, 0x82, 0xff, 0xfc), FILE_64_KIB, 0xff)],
		['of random bytes', createRandomSource(3).bytes(1616)],
		[
			'that begins as DER and is random behind it',
			filled(Uint8Array.of(0x30, 0x82, 0x06, 0x4c, ...createRandomSource(4).bytes(1612)), 1616, 0x00),
		],
	])('shows the certificates beside a file %s', async (_what, bad) => {
		const [first = bad, second = bad] = certificates;
		const { exitCode, report } = await jsonOf(readerWith(cardWithFiles([first, bad, second])));
		expect(exitCode).toBe(0);
		expect(report).toMatchObject({ isComplete: true, readers: [{ state: 'seal', error: null }] });
		expect(fileIds(report)).toEqual(['2F10', '2F12']);
	});

	it('shows a certificate that lies at the beginning of 64 KiB', async () => {
		const [first = new Uint8Array(), second = new Uint8Array()] = certificates;
		const { exitCode, report } = await jsonOf(
			readerWith(cardWithFiles([filled(first, FILE_64_KIB, 0xff), second])),
		);
		expect(exitCode).toBe(0);
		expect(fileIds(report)).toEqual(['2F10', '2F11']);
	});
});

const SELECT = 0xa4;
const READ_BINARY = 0xb0;
const P1_DF_NAME = 0x04;
const P1_FILE = 0x02;

describe('status --json tells the status word that a card refused with', () => {
	const { card, commands } = textsOf('tr');
	const { slot } = card;

	it.each([
		['6285', 'terminated', slot.terminated],
		['6283', 'unexpected-status', commands.status.slot.failed],
		['6982', 'unexpected-status', commands.status.slot.failed],
	])('%s to the selection of the application', async (word, error, sentence) => {
		const card = answering(cardWithFiles(certificates.slice(0, 2)), ([, ins, p1]) =>
			ins === SELECT && p1 === P1_DF_NAME ? Buffer.from(word, 'hex') : undefined,
		);
		const { exitCode, report, err } = await jsonOf(readerWith(card));
		expect(exitCode).toBe(6);
		expect(report.readers[0]).toMatchObject({ state: 'failed', error, statusWord: word });
		expect(err).toContain(sentence);
	});

	it('6982 to the reading of a file, beside a certificate that was read', async () => {
		let selected = '';
		const card = answering(cardWithFiles(certificates.slice(0, 2)), (command) => {
			const [, ins, p1] = command;
			if (ins === SELECT && p1 === P1_FILE) {
				selected = Buffer.from(command.subarray(5, 7)).toString('hex');
			}
			return ins === READ_BINARY && selected === '2f11' ? Uint8Array.of(0x69, 0x82) : undefined;
		});
		const { report } = await jsonOf(readerWith(card));
		expect(report.readers[0]).toMatchObject({
			state: 'seal',
			error: null,
			statusWord: null,
			card: { unreadable: [{ fileId: '2F11', reason: 'not-readable', statusWord: '6982' }] },
		});
	});
});

it('status --json reads a file whose control information says that it has no bytes', async () => {
	const card = answering(cardWithFiles(certificates.slice(0, 2)), ([, ins, p1], own) => {
		if (ins !== SELECT || p1 !== P1_FILE || own.length < 8) {
			return undefined;
		}
		const changed = Uint8Array.from(own);
		// 6F length, then 80 or 81 with the size in two bytes.
		const size = changed.findIndex((byte, index) => index >= 2 && (byte === 0x80 || byte === 0x81));
		changed.fill(0, size + 2, size + 2 + (changed[size + 1] ?? 0));
		return changed;
	});
	const { report } = await jsonOf(readerWith(card));
	expect(fileIds(report)).toEqual(['2F10', '2F11']);
});
