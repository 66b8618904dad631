import type { Command } from '#app';
import type { PortalCertificate } from '#contract';
import { manyCertificates } from '../../unit/app/many-certificates.ts';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { answerCertificates, atEmptyMenu, ok, problem } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

function table(
	certificates: readonly PortalCertificate[],
	...commands: readonly Command[]
): (options: ProgramOptions) => Program {
	return (options) => {
		const program = atEmptyMenu(options);
		answerCertificates(program, ok(certificates));
		program.command('certificate-table', ...commands);
		return program;
	};
}

function searched(text: string, ...commands: readonly Command[]): (options: ProgramOptions) => Program {
	return (options) => {
		const program = table(manyCertificates(500), 'search')(options);
		program.types(text);
		program.command(...commands);
		return program;
	};
}

export const CERTIFICATES_GALLERY: Gallery = {
	name: 'certificates',
	scenes: [
		{ name: 'none', walk: table([]) },
		{ name: 'two, all shown', walk: table(manyCertificates(2)) },
		{ name: 'five hundred, by end', walk: table(manyCertificates(500)) },
		{
			name: 'the middle of ten thousand',
			walk: table(manyCertificates(10_000), 'last-row', 'page-up', 'up'),
		},
		{
			name: 'by state, descending: a revoked one tells since when and why',
			walk: table(manyCertificates(500), 'sort', 'reverse-order'),
		},
		{ name: 'only the suspended ones', walk: table(manyCertificates(500), 'filter') },
		{ name: 'searched for while typing', walk: searched('5A 0000') },
		{ name: 'searched for, and gone through', walk: searched('İPTAL sign', 'continue', 'down', 'down') },
		{ name: 'nothing found', walk: searched('yok böyle') },
		{
			name: 'serial numbers as long as they may be',
			walk: table(
				manyCertificates(12).map((certificate, row) => ({
					...certificate,
					serialNumber: `${'0A1B2C3D4E5F60718293'.repeat(2).slice(0, 38)}${String(row).padStart(2, '0')}`,
					cardSerial: 'F'.repeat(64),
				})),
				'down',
			),
		},
		{
			name: 'fetched anew',
			walk: (options) => {
				const program = table(manyCertificates(500), 'check-again')(options);
				program.passes(3_000);
				program.send({ type: 'timer', id: 'second' });
				return program;
			},
		},
		{
			name: 'not fetched',
			walk: (options) => {
				const program = table(manyCertificates(500), 'check-again')(options);
				answerCertificates(program, problem('server-error'));
				return program;
			},
		},
	],
};
