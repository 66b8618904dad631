import type { PortalCertificate } from '#contract';
import { KIOSK } from '../../unit/app/kiosk-mode.ts';
import {
	answerCertificates,
	answerCode,
	answerPins,
	answerPortal,
	atAskedPins,
	atEmptyMenu,
	atMenu,
	atPins,
	atSentCode,
	insertCard,
	ok,
	pinsOf,
	problem,
	SERVICE,
	SESSION,
} from '../../unit/app/walk.ts';
import { PIN, PUK } from '../frames.ts';
import type { Gallery } from '../scene.ts';

const STATES: readonly PortalCertificate['state'][] = [
	'not-yet-valid',
	'valid',
	'suspended',
	'revoked',
	'expired',
];

/** Twenty rows, as an organisation with many cards has them; the serial numbers as long as they may be. */
const MANY: readonly PortalCertificate[] = Array.from({ length: 20 }, (_, row) => ({
	serialNumber: `${'0A1B2C3D4E5F60718293'.repeat(2).slice(0, 38)}${String(row).padStart(2, '0')}`,
	use: row % 2 === 0 ? 'SIGN0' : 'ENCR0',
	state: STATES[row % STATES.length] ?? 'valid',
	notBefore: '2024-04-18T00:00:00Z',
	notAfter: '2027-04-18T00:00:00Z',
	cardSerial: '1234567890ABCDEF',
	fingerprint: '0f'.repeat(32),
}));

export const MENU_GALLERY: Gallery = {
	name: 'menu',
	scenes: [
		{
			name: 'certificates awaited',
			walk: (options) => {
				const program = atEmptyMenu(options);
				program.passes(2_000);
				program.send({ type: 'timer', id: 'second' });
				return program;
			},
		},
		{ name: 'certificates there', walk: atMenu },
		{
			name: 'certificates there, no card in the reader',
			walk: (options) => {
				const program = atMenu(options);
				insertCard(program, { kind: 'empty' });
				return program;
			},
		},
		{
			name: 'no certificate',
			walk: (options) => {
				const program = atEmptyMenu(options);
				answerCertificates(program, ok([]));
				return program;
			},
		},
		{
			name: 'certificates failed',
			walk: (options) => {
				const program = atEmptyMenu(options);
				answerCertificates(program, problem('server-error'));
				return program;
			},
		},
		{
			name: 'many certificates, the first entry chosen and refused',
			walk: (options) => {
				const program = atEmptyMenu(options);
				answerCertificates(program, ok(MANY));
				program.command('up', 'up', 'up', 'continue');
				return program;
			},
		},
		{
			name: 'a long title',
			walk: (options) => {
				const program = atSentCode(options);
				const title = 'Gülçiçek Öğretmenoğulları Isıtma Soğutma İnşaat Taahhüt Sanayi Limited Şirketi';
				answerCode(program, ok({ ...SESSION, title, holderNumber: '10000000146' }));
				answerCertificates(program);
				return program;
			},
		},
		{
			name: 'portal lost meanwhile',
			walk: (options) => {
				const program = atMenu(options);
				program.send({ type: 'timer', id: 'portal-check' });
				answerPortal(program, problem('unreachable'));
				return program;
			},
		},
		{
			name: 'the session near its end',
			walk: (options) => {
				const program = atMenu(options);
				program.passes(520_000);
				program.send({ type: 'timer', id: 'second' });
				return program;
			},
		},
		{
			name: 'leaving',
			walk: (options) => {
				const program = atMenu(options);
				program.command('down', 'down', 'continue', 'continue');
				program.passes(1_000);
				program.send({ type: 'timer', id: 'second' });
				return program;
			},
		},
	],
};

export const PINS_GALLERY: Gallery = {
	name: 'pins',
	scenes: [
		{ name: 'hidden', walk: atPins },
		{
			name: 'hidden, keeping and deleting offered',
			walk: (options) => {
				const program = atPins(options);
				program.send({ type: 'timer', id: 'portal-check' });
				answerPortal(program, ok({ ...SERVICE, operations: ['pin-view', 'pin-save', 'pin-delete'] }));
				return program;
			},
		},
		{
			name: 'hidden, in tmux',
			walk: (options) => atPins({ ...options, mode: { ...options.mode, recorder: 'tmux' } }),
		},
		{ name: 'in tmux, asked for', walk: atAskedPins },
		{
			name: 'hidden, at a kiosk in tmux',
			walk: (options) => atPins({ ...options, mode: { ...options.mode, recorder: 'tmux', kiosk: KIOSK } }),
		},
		{
			name: 'awaited',
			walk: (options) => {
				const program = atPins(options);
				program.command('continue');
				program.passes(2_000);
				program.send({ type: 'timer', id: 'second' });
				return program;
			},
		},
		{
			name: 'shown for three seconds',
			walk: (options) => {
				const program = atPins(options);
				program.command('continue');
				answerPins(program, ok({ cards: [pinsOf(PIN, PUK)], withheld: [] }));
				program.passes(3_000);
				program.send({ type: 'timer', id: 'second' });
				return program;
			},
		},
		{
			name: 'shown, two cards',
			walk: (options) => {
				const program = atPins(options);
				program.command('continue');
				answerPins(
					program,
					ok({
						cards: [pinsOf(PIN, PUK), { ...pinsOf(PIN, PUK), cardSerial: 'FEDCBA0987654321' }],
						withheld: [],
					}),
				);
				return program;
			},
		},
		{
			name: 'none kept',
			walk: (options) => {
				const program = atPins(options);
				program.command('continue');
				answerPins(program, ok({ cards: [], withheld: [] }));
				return program;
			},
		},
		{
			name: 'hidden by themselves',
			walk: (options) => {
				const program = atPins(options);
				program.command('continue');
				answerPins(program, ok({ cards: [pinsOf(PIN, PUK)], withheld: [] }));
				program.send({ type: 'timer', id: 'hide-pins' });
				return program;
			},
		},
		{
			name: 'failed',
			walk: (options) => {
				const program = atPins(options);
				program.command('continue');
				answerPins(program, problem('server-error'));
				return program;
			},
		},
	],
};
