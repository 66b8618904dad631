import type { SlotState } from '#card';
import { answerTries, FULL, read } from '../../unit/app/card-pin-walk.ts';
import type { Program } from '../../unit/app/program.ts';
import {
	answerSigning,
	atLoginTold,
	atSignatureForm,
	atSignaturePin,
	atSigning,
	SIGNATORY,
	signatorySlot,
} from '../../unit/app/signature-walk.ts';
import { certificateOf, HOLDER } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

const EMPTY: SlotState = { kind: 'empty' };

function after(program: Program, walk: (program: Program) => void): Program {
	walk(program);
	return program;
}

function seconds(program: Program, count: number): void {
	program.passes(count * 1_000);
	program.send({ type: 'timer', id: 'second' });
}

/** One certificate for each thing that can speak against it. */
const UNFIT = [
	SIGNATORY,
	certificateOf({ ...SIGNATORY, fingerprint: '01'.repeat(32), notAfter: Date.UTC(2025, 0, 1) }),
	certificateOf({ ...SIGNATORY, fingerprint: '02'.repeat(32), notBefore: Date.UTC(2026, 6, 1) }),
	certificateOf({ ...SIGNATORY, fingerprint: '03'.repeat(32), use: 'ENCR0' }),
	certificateOf({ ...SIGNATORY, fingerprint: '04'.repeat(32), isSandbox: false }),
].map((certificate, place) => ({ fileId: `2F1${place}`, certificate }));

export const SIGNATURE_LOGIN_GALLERY: Gallery = {
	name: 'signature-login',
	scenes: [
		{ name: 'a signatory beside the seal', walk: (options) => atSignatureForm(options) },
		{
			name: 'at a portal of the network',
			walk: (options) => atSignatureForm({ ...options, portal: 'http' }),
		},
		{ name: 'the seal alone', walk: (options) => atSignatureForm(options, [EMPTY]) },
		{
			name: 'no card at all',
			walk: (options) =>
				after(atSignatureForm(options), (program) => {
					program.send({
						type: 'card-changed',
						snapshot: { service: { kind: 'running' }, readers: [] },
					});
					program.types(HOLDER.holderNumber);
					program.command('continue');
				}),
		},
		{
			name: 'the seal chosen',
			walk: (options) => after(atSignatureForm(options), (program) => program.command('down', 'continue')),
		},
		{
			name: 'a number with a wrong digit',
			walk: (options) =>
				after(atSignatureForm(options), (program) => {
					program.types('4540536921');
					program.command('continue');
				}),
		},
		{
			name: 'a card with one fitting certificate among others',
			walk: (options) =>
				after(atSignatureForm(options, [signatorySlot({ certificates: UNFIT })]), (program) => {
					program.types(HOLDER.holderNumber);
					program.command('down', 'down');
				}),
		},
		{
			name: 'a card of another generation, without the driver',
			walk: (options) =>
				after(
					atSignatureForm(options, [signatorySlot({ product: 'AKİS v2.2.8', generation: 'v2.x' })]),
					(program) => program.command('up', 'continue'),
				),
		},
		{ name: 'PIN to be typed', walk: (options) => atSignaturePin(options) },
		{
			name: 'PIN half typed, portal of the network',
			walk: (options) =>
				after(atSignaturePin({ ...options, portal: 'http' }), (program) => program.types('640')),
		},
		{
			name: 'PIN to be typed, last try',
			walk: (options) => atSignaturePin(options, undefined, { kind: 'last-try' }),
		},
		{
			name: 'a paste for the PIN',
			walk: (options) => after(atSignaturePin(options), (program) => program.pastes('640173')),
		},
		{
			name: 'last try, before it is sent',
			walk: (options) =>
				atLoginTold(options, { kind: 'needs-last-try-confirmation', tries: { kind: 'last-try' } }),
		},
		{ name: 'signing', walk: (options) => after(atSigning(options), (program) => seconds(program, 3)) },
		{
			name: 'signing, given up',
			walk: (options) =>
				after(atSigning(options), (program) => {
					seconds(program, 3);
					program.command('back');
				}),
		},
		{
			name: 'given up in time',
			walk: (options) =>
				after(atSigning(options), (program) => {
					program.command('back');
					answerSigning(program, { kind: 'called-off' });
				}),
		},
		{
			name: 'the card pulled while the PIN is typed',
			walk: (options) =>
				after(atSignaturePin(options), (program) => {
					program.types('640');
					program.send({
						type: 'card-changed',
						snapshot: {
							service: { kind: 'running' },
							readers: [{ name: 'okuyucu', isVirtual: false, slot: EMPTY }],
						},
					});
				}),
		},
		{ name: 'PIN wrong', walk: (options) => atLoginTold(options, { kind: 'wrong', tries: FULL }) },
		{ name: 'PIN blocked', walk: (options) => atLoginTold(options, { kind: 'blocked' }) },
		{
			name: 'answer lost',
			walk: (options) =>
				atLoginTold(options, {
					kind: 'unknown',
					code: 'card-removed',
					reread: { kind: 'not-read', code: 'no-card' },
				}),
		},
		{
			name: 'no signature came',
			walk: (options) => atLoginTold(options, { kind: 'not-signed', code: 'malformed-answer', tries: FULL }),
		},
		{
			name: 'portal silent before the PIN',
			walk: (options) =>
				atLoginTold(options, { kind: 'portal', isSigned: false, problem: { code: 'unreachable' } }),
		},
		{
			name: 'portal silent after the card signed',
			walk: (options) =>
				atLoginTold(options, { kind: 'portal', isSigned: true, problem: { code: 'unreachable' } }),
		},
		{
			name: 'nonce too old',
			walk: (options) =>
				atLoginTold(options, { kind: 'portal', isSigned: true, problem: { code: 'login-expired' } }),
		},
		{
			name: 'not the signatory of this holder',
			walk: (options) =>
				atLoginTold(options, { kind: 'portal', isSigned: true, problem: { code: 'signatory-unknown' } }),
		},
		{
			name: 'journal not writable',
			walk: (options) => atLoginTold(options, { kind: 'journal', failure: 'disk-full' }),
		},
		{
			name: 'session open',
			walk: (options) =>
				atLoginTold(options, { kind: 'opened', session: { ...HOLDER, expiresInSeconds: 600 } }),
		},
		{
			name: 'tries looked at again, a second wrong PIN behind',
			walk: (options) =>
				after(atLoginTold(options, { kind: 'wrong', tries: { kind: 'exactly', count: 1 } }), (program) => {
					program.command('continue', 'continue');
					answerTries(program, read({ kind: 'exactly', count: 1 }, undefined));
				}),
		},
	],
};
