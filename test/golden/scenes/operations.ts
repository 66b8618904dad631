import type { PortalCertificate } from '#contract';
import {
	answerCardUnlock,
	answerDetails,
	answerPinCards,
	answerSaved,
	answerTerms,
	atActivation,
	atCardUnlock,
	atConfirmation,
	atCopy,
	atDetails,
	atEmptyDetails,
	atLastWord,
	atPhoneCode,
	atPlace,
	atReason,
	atReview,
	atRevocation,
	atRunningRevocation,
	atSaved,
	atUnlock,
	atUnlockSecrets,
	atWarning,
	atWord,
	DETAILS,
	doneOperation,
	OPERATION_KEY,
	settle,
} from '../../unit/app/operations.ts';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { ok, PORTAL_CERTIFICATES, problem } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

const MANY: readonly PortalCertificate[] = Array.from({ length: 500 }, (_, row) => ({
	...(PORTAL_CERTIFICATES[row % 2] ?? []),
	serialNumber: (0x5a22_9575_0000 + row).toString(16).toUpperCase(),
})).filter((row): row is PortalCertificate => 'use' in row);

function later(program: Program, milliseconds: number): Program {
	program.passes(milliseconds);
	program.send({ type: 'timer', id: 'second' });
	return program;
}

export const ACTIVATION_GALLERY: Gallery = {
	name: 'activate',
	scenes: [
		{ name: 'which ones', walk: atActivation },
		{
			name: 'the last word',
			walk: (options) => {
				const program = atActivation(options);
				program.command('continue');
				return program;
			},
		},
		{
			name: 'done',
			walk: (options) => {
				const program = atActivation(options);
				program.command('mark', 'continue', 'continue');
				settle(program);
				return program;
			},
		},
	],
};

export const REVOCATION_GALLERY: Gallery = {
	name: 'revoke',
	scenes: [
		{ name: 'which ones', walk: atRevocation },
		{
			name: 'which ones of five hundred',
			walk: (options) => {
				const program = atRevocation(options, MANY);
				program.command('page-down', 'page-down', 'page-down', 'mark', 'down', 'mark');
				return program;
			},
		},
		{
			name: 'one of five hundred, searched for while typing',
			walk: (options) => {
				const program = atRevocation(options, MANY);
				program.command('mark', 'search');
				program.types('sign0 geçerli');
				return program;
			},
		},
		{
			name: 'nothing found, and what was chosen before stays chosen',
			walk: (options) => {
				const program = atRevocation(options, MANY);
				program.command('mark', 'search');
				program.types('yok böyle');
				program.command('continue');
				return program;
			},
		},
		{ name: 'why', walk: atReason },
		{
			name: 'why, the terms awaited',
			walk: (options) => {
				const program = atRevocation(options);
				program.command('mark', 'continue');
				return later(program, 3_000);
			},
		},
		{
			name: 'why, without terms',
			walk: (options) => {
				const program = atRevocation(options);
				answerTerms(program, problem('server-error'));
				program.command('mark', 'continue');
				return program;
			},
		},
		{ name: 'the last word', walk: atConfirmation },
		{
			name: 'the last word, wrong',
			walk: (options) => {
				const program = atConfirmation(options);
				program.types('69');
				program.command('continue');
				return program;
			},
		},
		{
			name: 'the last word, right',
			walk: (options) => {
				const program = atConfirmation(options);
				program.types('6920');
				return program;
			},
		},
		{ name: 'sent', walk: (options) => later(atRunningRevocation(options), 3_000) },
		{
			name: 'the answer lost',
			walk: (options) => {
				const program = atRunningRevocation(options);
				const { request } = program.question('make-change');
				program.send({ type: 'change-asking', request, problem: { code: 'unreachable' } });
				return later(program, 7_000);
			},
		},
		{
			name: 'done',
			walk: (options) => {
				const program = atRunningRevocation(options);
				settle(program);
				settle(program);
				return program;
			},
		},
		{
			name: 'the second one refused',
			walk: (options) => {
				const program = atRunningRevocation(options);
				settle(program);
				settle(program, { kind: 'refused', ...refusal('already-revoked') });
				return program;
			},
		},
		{
			name: 'sent before, now known',
			walk: (options) => {
				const program = atRunningRevocation(options);
				settle(program, {
					kind: 'former',
					isSame: true,
					begunAt: program.state.now,
					outcome: { kind: 'done', operation: doneOperation('revoke') },
				});
				settle(program, { kind: 'blocked', failure: 'disk-full' });
				return program;
			},
		},
		{
			name: 'not known, the second one not begun',
			walk: (options) => {
				const program = atRunningRevocation(options);
				settle(program, { kind: 'uncertain', key: OPERATION_KEY, ...refusal('unreachable') });
				return program;
			},
		},
	],
};

function refusal(...args: Parameters<typeof problem>) {
	const { problem: told } = problem(...args);
	return { problem: told };
}

/** Somebody else changed the same two fields. */
function atConflict(options: ProgramOptions): Program {
	const program = atDetails(options);
	program.command('clear-field');
	program.types('yeni@seker-cicegi.example');
	program.command('next-field', 'clear-field');
	program.types('Yeni Mah. 2');
	program.command('next-field', 'next-field', 'continue', 'continue');
	settle(program, { kind: 'refused', ...refusal('details-changed') });
	answerDetails(
		program,
		ok({
			details: { ...DETAILS, email: 'baska@seker-cicegi.example', address: 'Başka Mah. 3' },
			entityTag: 'second',
		}),
	);
	return program;
}

export const DETAILS_GALLERY: Gallery = {
	name: 'update-details',
	scenes: [
		{ name: 'awaited', walk: (options) => later(atEmptyDetails(options), 2_000) },
		{
			name: 'not there',
			walk: (options) => {
				const program = atEmptyDetails(options);
				answerDetails(program, problem('unreachable'));
				return program;
			},
		},
		{ name: 'on record', walk: atDetails },
		{
			name: 'an address that is none',
			walk: (options) => {
				const program = atDetails(options);
				program.types(' yanlış');
				program.command('next-field');
				return program;
			},
		},
		{
			name: 'a long address',
			walk: (options) => {
				const program = atDetails(options);
				program.command('next-field');
				program.types(', Uzun Sokak'.repeat(12));
				return program;
			},
		},
		{ name: 'looked at before it is saved', walk: atReview },
		{
			name: 'saved',
			walk: (options) => {
				const program = atReview(options);
				program.command('continue');
				settle(program);
				return program;
			},
		},
		{ name: 'changed elsewhere', walk: atConflict },
		{
			name: 'changed elsewhere, one chosen',
			walk: (options) => {
				const program = atConflict(options);
				program.command('mark', 'down', 'mark', 'mark', 'up');
				return program;
			},
		},
		{
			name: 'a new phone',
			walk: (options) => {
				const program = atDetails(options);
				program.command('previous-field', 'up', 'continue');
				program.types('0532');
				return program;
			},
		},
		{ name: 'the code of the new phone', walk: atPhoneCode },
		{
			name: 'the code of the new phone was wrong',
			walk: (options) => {
				const program = atPhoneCode(options);
				program.types('000000');
				program.command('continue');
				settle(program, { kind: 'refused', ...refusal('code-wrong', { triesLeft: 2 }) });
				return program;
			},
		},
		{ name: 'a new word', walk: atWord },
		{
			name: 'a new word, typed differently',
			walk: (options) => {
				const program = atWord(options);
				program.types('eski');
				program.command('next-field');
				program.types('çok gizli');
				program.command('next-field');
				program.types('çok gizlı');
				program.command('continue');
				return program;
			},
		},
	],
};

export const SAVING_GALLERY: Gallery = {
	name: 'save-pins',
	scenes: [
		{ name: 'where', walk: atPlace },
		{
			name: 'where there is a file already',
			walk: (options) => {
				const program = atPlace(options);
				program.command('continue');
				answerSaved(program, ok({ kind: 'refused', reason: 'exists' }));
				return program;
			},
		},
		{
			name: 'being written',
			walk: (options) => {
				const program = atPlace(options);
				program.command('continue');
				return later(program, 1_000);
			},
		},
		{ name: 'written', walk: atSaved },
		{
			name: 'written, no print service',
			walk: (options) => {
				const program = atSaved(options);
				program.command('continue');
				const { request } = program.question('print-file');
				program.send({ type: 'file-printed', request, outcome: { kind: 'absent' } });
				return program;
			},
		},
	],
};

export const DELETION_GALLERY: Gallery = {
	name: 'delete-pins',
	scenes: [
		{ name: 'the first warning', walk: atWarning },
		{
			name: 'the last warning, nothing to delete',
			walk: (options) => {
				const program = atWarning(options);
				answerPinCards(
					program,
					ok({
						serials: [],
						withheld: [
							{ cardSerial: '1234567890ABCDEF', reason: 'not-yet-valid', since: '2026-02-01T00:00:00Z' },
						],
					}),
				);
				program.command('continue', 'continue', 'continue', 'continue');
				return program;
			},
		},
		{ name: 'no copy yet', walk: atCopy },
		{
			name: 'a copy was saved',
			walk: (options) => {
				const program = atSaved(options);
				program.command('back', 'down', 'continue');
				answerPinCards(program);
				program.command('continue', 'continue', 'continue', 'continue');
				return program;
			},
		},
		{
			name: 'no copy wanted, in words',
			walk: (options) => {
				const program = atCopy(options);
				program.command('down', 'continue');
				program.types('kopya');
				program.command('continue');
				return program;
			},
		},
		{
			name: 'the last word',
			walk: (options) => {
				const program = atLastWord(options);
				program.types('6920');
				return program;
			},
		},
		{
			name: 'deleted',
			walk: (options) => {
				const program = atLastWord(options);
				program.types('6920');
				program.command('continue');
				settle(program);
				return program;
			},
		},
	],
};

export const UNLOCK_GALLERY: Gallery = {
	name: 'unlock',
	scenes: [
		{ name: 'before it is begun', walk: atUnlock },
		{ name: 'what the card needs is awaited', walk: (options) => later(atUnlockSecrets(options), 2_000) },
		{ name: 'the card is at it', walk: (options) => later(atCardUnlock(options), 1_000) },
		{
			name: 'the answer of the card is lost',
			walk: (options) => {
				const program = atCardUnlock(options);
				answerCardUnlock(program, { kind: 'unknown' });
				return program;
			},
		},
		{
			name: 'the journal cannot be written',
			walk: (options) => {
				const program = atCardUnlock(options);
				answerCardUnlock(program, { kind: 'journal', failure: 'disk-full' });
				return program;
			},
		},
		{
			name: 'done',
			walk: (options) => {
				const program = atCardUnlock(options);
				answerCardUnlock(program, { kind: 'done', tries: { kind: 'at-most', count: 3 } });
				settle(program);
				return program;
			},
		},
		{
			name: 'the PUK was refused',
			walk: (options) => {
				const program = atCardUnlock(options);
				answerCardUnlock(program, { kind: 'wrong', tries: { kind: 'exactly', count: 2 } });
				settle(program);
				return program;
			},
		},
	],
};
