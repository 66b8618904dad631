import type { CardSnapshot, DriverReport, ReaderSnapshot, ServiceState, SlotState } from '#card';
import { DRIVER_MISSING, driverThatSees } from '../../unit/app/driver-reports.ts';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import {
	ATR,
	certificateOf,
	SEAL_CARD,
	SEAL_SLOT,
	sealSlotOf,
	snapshotOf,
	started,
} from '../../unit/app/walk.ts';
import type { Gallery, Scene } from '../scene.ts';

type ServiceFailure = Extract<ServiceState, { readonly kind: 'down' }>['failure'];

function at(snapshot: CardSnapshot): (options: ProgramOptions) => Program {
	return (options) => {
		const program = started(options);
		program.send({ type: 'card-changed', snapshot });
		program.command('step-1');
		return program;
	};
}

const FOREIGN: SlotState = { kind: 'foreign', atr: ATR };

/** A card that is put in after the driver was looked at; `isAnswered`: and looked at again. */
function withDriver(
	slot: SlotState,
	report: DriverReport,
	isAnswered: boolean,
): (options: ProgramOptions) => Program {
	return (options) => {
		const program = started(options);
		const tell = () =>
			program.send({ type: 'driver-told', request: program.question('look-at-driver').request, report });
		tell();
		program.send({ type: 'card-changed', snapshot: snapshotOf(slot) });
		if (isAnswered) {
			tell();
		}
		program.command('step-1');
		return program;
	};
}

function serviceDown(failure: ServiceFailure): ServiceState {
	return { kind: 'down', failure, detail: '0x8010001D' };
}

function virtualReader(slot: SlotState): ReaderSnapshot {
	return { name: 'Mühürdar Sanal Okuyucu', isVirtual: true, slot };
}

const FAILURES: readonly ServiceFailure[] = [
	'binding-missing',
	'not-running',
	'stopped',
	'access-denied',
	'failed',
];

const LONG_TITLE =
	'Gülçiçek Öğretmenoğulları Isıtma Soğutma İnşaat Taahhüt Sanayi ve Dış Ticaret Limited Şirketi';

const SLOTS: readonly (readonly [string, SlotState])[] = [
	['empty', { kind: 'empty' }],
	['unresponsive', { kind: 'unresponsive' }],
	['in use', { kind: 'in-use', atr: ATR }],
	['in use after commands', { kind: 'in-use', atr: ATR, wasAsked: true }],
	[
		'opened for reading',
		{
			kind: 'reading',
			atr: ATR,
			progress: { certificate: 0, certificateCount: undefined, bytesRead: 0, bytesTotal: undefined },
		},
	],
	[
		'reading the second certificate',
		{
			kind: 'reading',
			atr: ATR,
			progress: { certificate: 2, certificateCount: 2, bytesRead: 512, bytesTotal: 1536 },
		},
	],
	['foreign', FOREIGN],
	['akis without a seal', { kind: 'akis', card: { ...SEAL_CARD, certificates: [] } }],
	['seal', SEAL_SLOT],
	[
		'seal whose encryption certificate could not be read',
		sealSlotOf({
			certificates: SEAL_CARD.certificates.slice(0, 1),
			unreadable: [{ fileId: '2F11', reason: 'not-readable', statusWord: '6982' }],
		}),
	],
	['seal without a signing certificate', sealSlotOf({ certificates: SEAL_CARD.certificates.slice(1) })],
	[
		'card without a readable certificate',
		{
			kind: 'akis',
			card: {
				...SEAL_CARD,
				certificates: [],
				unreadable: [{ fileId: '2F10', reason: 'cut-short' }],
			},
		},
	],
	[
		'seal of a person, not yet valid and expired',
		{
			kind: 'seal',
			card: {
				...SEAL_CARD,
				certificates: [
					{ fileId: '2F10', certificate: certificateOf({ notBefore: Date.UTC(2026, 5, 1) }) },
					{ fileId: '2F11', certificate: certificateOf({ use: 'ENCR0', notAfter: Date.UTC(2025, 5, 1) }) },
				],
			},
			holder: { title: LONG_TITLE, taxNumber: '10000000146', isSandbox: true },
		},
	],
	['failed', { kind: 'failed', atr: ATR, code: 'malformed-answer' }],
];

const scenes: readonly Scene[] = [
	{
		name: 'service starting',
		walk: at({ service: { kind: 'starting' }, readers: [] }),
	},
	...FAILURES.map((failure) => ({
		name: `service down: ${failure}`,
		walk: at({ service: serviceDown(failure), readers: [] }),
	})),
	...FAILURES.map((failure) => ({
		name: `service down, virtual reader: ${failure}`,
		walk: at({ service: serviceDown(failure), readers: [virtualReader(SEAL_SLOT)] }),
	})),
	{ name: 'no reader', walk: at({ service: { kind: 'running' }, readers: [] }) },
	{
		name: 'virtual reader empty',
		walk: at({ service: { kind: 'running' }, readers: [virtualReader({ kind: 'empty' })] }),
	},
	...SLOTS.map(([name, slot]) => ({ name, walk: withDriver(slot, DRIVER_MISSING, false) })),
	{ name: 'foreign, the driver is being asked', walk: withDriver(FOREIGN, driverThatSees(), false) },
	{ name: 'foreign, and the driver sees a seal', walk: withDriver(FOREIGN, driverThatSees(SEAL_CARD), true) },
	{
		name: 'two readers, the second chosen, its name long',
		walk: (options) => {
			const program = at({
				service: { kind: 'running' },
				readers: [
					virtualReader(SEAL_SLOT),
					{
						name: 'ACS ACR39U ICC Reader with a name longer than any line has room for 01 00',
						isVirtual: false,
						slot: { kind: 'foreign', atr: ATR },
					},
				],
			})(options);
			program.command('next-reader');
			return program;
		},
	},
	{
		name: 'pulled after it was recognised',
		walk: (options) => {
			const program = at(snapshotOf(SEAL_SLOT))(options);
			program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
			return program;
		},
	},
];

export const CARD_GALLERY: Gallery = { name: 'card', scenes };
export const FAILED_SERVICE = serviceDown('not-running');
