import type { DriverStatus } from '#app';
import { encodeQr } from '#ui';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { insertCard, SEAL_CARD, started } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

function at(options: ProgramOptions, status?: DriverStatus): Program {
	const program = started(options);
	if (status !== undefined) {
		program.send({ type: 'driver-located', request: program.question('locate-driver').request, status });
	}
	program.command('step-2');
	return program;
}

const DRIVER_ADDRESS = 'https://kamusm.bilgem.tubitak.gov.tr/islemler/surucu_indirme/';
const DRIVER_CODE = await encodeQr(DRIVER_ADDRESS);

function codeOf(address: string): typeof DRIVER_CODE {
	if (address !== DRIVER_ADDRESS) {
		throw new Error(`Another address was to be drawn: ${address}`);
	}
	return DRIVER_CODE;
}

const MISSING: DriverStatus = { kind: 'missing', searched: ['/usr/lib/libakisp11.so'] };
const FOUND: DriverStatus = { kind: 'found', path: '/usr/lib/libakisp11.so' };

export const DRIVER_GALLERY: Gallery = {
	name: 'driver',
	scenes: [
		{ name: 'searching', walk: at },
		{ name: 'found', walk: (options) => at(options, FOUND) },
		{
			name: 'found at a long path',
			walk: (options) => at(options, { kind: 'found', path: `/opt/${'akis/'.repeat(30)}libakisp11.so` }),
		},
		{ name: 'missing', walk: (options) => at(options, MISSING) },
		{
			name: 'missing, and this card needs it',
			walk: (options) => {
				const program = at(options, MISSING);
				insertCard(program);
				return program;
			},
		},
		{
			name: 'missing, and this card does not need it',
			walk: (options) => {
				const program = at(options, MISSING);
				insertCard(program, {
					kind: 'akis',
					card: { ...SEAL_CARD, product: 'AKİS v1.0', generation: 'v1.0', certificates: [] },
				});
				return program;
			},
		},
		{
			name: 'the address, its code being drawn',
			walk: (options) => {
				const program = at(options, MISSING);
				program.command('address');
				return program;
			},
		},
		{
			name: 'the address with its code',
			walk: (options) => {
				const program = at(options, MISSING);
				program.command('address');
				const { request, address } = program.question('draw-address');
				program.send({ type: 'address-drawn', request, code: codeOf(address) });
				return program;
			},
		},
		{
			name: 'looked again',
			walk: (options) => {
				const program = at(options, MISSING);
				program.command('check-again');
				return program;
			},
		},
	],
};
