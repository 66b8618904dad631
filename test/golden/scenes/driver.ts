import type { AkisCard, DriverReport, ModuleFaultCode, ModuleFileRefusal } from '#card';
import { encodeQr } from '#ui';
import { DRIVER_MISSING, driverReport, driverThatSees } from '../../unit/app/driver-reports.ts';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { insertCard, SEAL_CARD, started } from '../../unit/app/walk.ts';
import type { Gallery, Scene } from '../scene.ts';

function at(options: ProgramOptions, report?: DriverReport): Program {
	const program = started(options);
	if (report !== undefined) {
		program.send({ type: 'driver-told', request: program.question('look-at-driver').request, report });
	}
	program.command('step-2');
	return program;
}

/** A card is in before the driver is looked at. */
function withCard(options: ProgramOptions, report: DriverReport): Program {
	const program = started(options);
	insertCard(program);
	program.send({ type: 'driver-told', request: program.question('look-at-driver').request, report });
	program.command('step-2');
	return program;
}

/** PINs of it go to it directly. */
const OLD_CARD: AkisCard = {
	...SEAL_CARD,
	product: 'AKİS v1.0',
	generation: 'v1.0',
	certificates: SEAL_CARD.certificates.map(({ fileId, certificate }) => ({
		fileId,
		certificate: { ...certificate, fingerprint: 'ab'.repeat(32) },
	})),
};

function withOldCard(options: ProgramOptions, report: DriverReport): Program {
	const program = started(options);
	insertCard(program, { kind: 'akis', card: OLD_CARD });
	program.send({ type: 'driver-told', request: program.question('look-at-driver').request, report });
	program.command('step-2');
	return program;
}

function notNeeded(name: string, module: DriverReport['module']): Scene {
	return {
		name: `${name}, and this card does not need it`,
		walk: (options) => withOldCard(options, driverReport(module)),
	};
}

const DRIVER_ADDRESS = 'https://kamusm.bilgem.tubitak.gov.tr/islemler/surucu_indirme/';
const DRIVER_CODE = await encodeQr(DRIVER_ADDRESS);

function codeOf(address: string): typeof DRIVER_CODE {
	if (address !== DRIVER_ADDRESS) {
		throw new Error(`Another address was to be drawn: ${address}`);
	}
	return DRIVER_CODE;
}

const PATH = '/usr/lib/libakisp11.so';

function refused(name: string, refusal: ModuleFileRefusal): Scene {
	const report = driverReport({ kind: 'refused', path: PATH, refusal });
	return { name, walk: (options) => withCard(options, report) };
}

function failed(code: ModuleFaultCode): Scene {
	const report = driverReport({ kind: 'failed', path: PATH, code, detail: 'C_Initialize: CKR 0x06' });
	return {
		name: `failed: ${code}`,
		walk: (options) => withCard(options, report),
	};
}

const ACR39T = {
	usbId: '072F:B102',
	product: 'ACR39T ICC Reader',
	driver: undefined,
	package: 'libacsccid1',
} as const;

export const DRIVER_GALLERY: Gallery = {
	name: 'driver',
	scenes: [
		{ name: 'looking', walk: at },
		{ name: 'missing', walk: (options) => at(options, DRIVER_MISSING) },
		{ name: 'missing, and this card needs it', walk: (options) => withCard(options, DRIVER_MISSING) },
		{
			name: 'missing, and this card does not need it',
			walk: (options) => withOldCard(options, DRIVER_MISSING),
		},
		{
			name: 'sees this card, which does not need it',
			walk: (options) => withOldCard(options, driverThatSees(OLD_CARD)),
		},
		{
			name: 'sees no card, and this one does not need it',
			walk: (options) => withOldCard(options, driverThatSees()),
		},
		{
			name: 'sees another card, and this one does not need it',
			walk: (options) => withOldCard(options, driverThatSees(SEAL_CARD)),
		},
		notNeeded('refused', { kind: 'refused', path: PATH, refusal: { rule: 'not-a-library' } }),
		notNeeded('failed', { kind: 'failed', path: PATH, code: 'crashed', detail: '' }),
		notNeeded('in use', { kind: 'in-use' }),
		{
			name: 'sees no card, and the one that is in is the sandbox’s own',
			walk: (options) => {
				const program = withOldCard(options, driverThatSees());
				const { card } = program.state;
				const readers = card.readers.map((reader) => ({ ...reader, isVirtual: true }));
				program.send({ type: 'card-changed', snapshot: { ...card, readers } });
				return program;
			},
		},
		{ name: 'works, no card', walk: (options) => at(options, driverThatSees()) },
		{ name: 'works and sees the card', walk: (options) => withCard(options, driverThatSees(SEAL_CARD)) },
		{ name: 'works and sees no card', walk: (options) => withCard(options, driverThatSees()) },
		{
			name: 'works and sees another card',
			walk: (options) => withCard(options, driverThatSees({ ...SEAL_CARD, certificates: [] })),
		},
		{
			name: 'at a long path',
			walk: (options) => {
				const path = `/opt/${'akis/'.repeat(30)}libakisp11.so`;
				return withCard(options, driverReport({ kind: 'refused', path, refusal: { rule: 'not-a-library' } }));
			},
		},
		{ name: 'in use', walk: (options) => withCard(options, driverReport({ kind: 'in-use' })) },
		failed('binding-missing'),
		failed('process-failed'),
		failed('not-loadable'),
		failed('no-entry-point'),
		failed('not-started'),
		failed('crashed'),
		failed('no-answer'),
		failed('garbled'),
		failed('no-token'),
		failed('call-failed'),
		refused('a path that is not absolute', { rule: 'path-not-absolute' }),
		refused('no file', { rule: 'not-found' }),
		refused('a folder', { rule: 'not-a-file' }),
		refused('not readable', { rule: 'not-readable' }),
		refused('a text file', { rule: 'not-a-library' }),
		refused('for another system', { rule: 'other-system' }),
		refused('for another machine', { rule: 'other-machine', found: 'arm64', needed: 'x64' }),
		refused('not owned by root', { rule: 'owner-not-root', path: '/home/ali/libakisp11.so' }),
		refused('writable by others', { rule: 'writable-by-others', path: '/opt/akis' }),
		{
			name: 'a reader without its driver',
			walk: (options) => at(options, driverReport({ kind: 'missing', searched: [] }, [ACR39T])),
		},
		{
			name: 'a processor without a driver',
			walk: (options) => {
				const report = driverReport({ kind: 'missing', searched: [] }, [{ ...ACR39T, product: '' }]);
				return at(options, {
					...report,
					system: { kind: 'rpm', name: 'Fedora Linux 42 (Server Edition)', machine: 'arm64' },
				});
			},
		},
		{
			name: 'the details of a driver that works',
			walk: (options) => {
				const program = withCard(options, driverThatSees(SEAL_CARD));
				program.command('details');
				return program;
			},
		},
		{
			name: 'the details of a driver that does not',
			walk: (options) => {
				const report = driverReport({
					kind: 'failed',
					path: PATH,
					code: 'not-started',
					detail: 'C_Initialize: CKR 0x06',
				});
				const program = withCard(options, report);
				program.command('details');
				return program;
			},
		},
		{
			name: 'the address, its code being drawn',
			walk: (options) => {
				const program = at(options, DRIVER_MISSING);
				program.command('address');
				return program;
			},
		},
		{
			name: 'the address with its code',
			walk: (options) => {
				const program = at(options, DRIVER_MISSING);
				program.command('address');
				const { request, address } = program.question('draw-address');
				program.send({ type: 'address-drawn', request, code: codeOf(address) });
				return program;
			},
		},
		{
			name: 'looked again',
			walk: (options) => {
				const program = at(options, DRIVER_MISSING);
				program.command('check-again');
				return program;
			},
		},
	],
};
