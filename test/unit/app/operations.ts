import type { ChangeOutcome, DetailsOnRecord, PortalResult } from '#api';
import type { PinCards, UnlockOutcome, WriteOutcome } from '#app';
import type { AkisCard } from '#card';
import type { AccountDetails, ChangeKind, Operation, PortalCertificate, RevocationTerms } from '#contract';
import { NO_COPY_WORDS } from '#screens';
import { SecretText } from '#text';
import { atElsewhereMenu } from './elsewhere-walk.ts';
import type { Program, ProgramOptions } from './program.ts';
import {
	answerCertificates,
	answerCode,
	answerPortal,
	atSentCode,
	certificateOf,
	HOLDER,
	insertCard,
	MASKED_PHONE,
	ok,
	PORTAL_CERTIFICATES,
	SEAL_CARD,
	SERVICE,
} from './walk.ts';

/* The entries of the menu walked by messages, up to each of their places. */

export const OPERATION_KEY = '3f1c6a52-90be-4a61-8d1e-2b7c5d0f9a44';

export const TERMS: RevocationTerms = {
	reasons: ['lost-or-stolen', 'card-unusable', 'details-changed', 'other'],
	replacement: {
		fee: '1.250,00 TL (KDV içinde)',
		steps: [
			'Başvuru formunu doldurun ve imzalayın.',
			'Ücreti yatırın.',
			'Kart kurye ile 3-7 iş gününde gelir.',
		],
		address: 'onlineislemler.ornek.example',
	},
};

export const DETAILS: AccountDetails = {
	title: HOLDER.title,
	holderNumber: HOLDER.holderNumber,
	maskedPhone: MASKED_PHONE,
	email: 'muhasebe@seker-cicegi.example',
	address: 'Uydurma Mah. Deneme Sok. No: 1, Çankaya / Ankara',
	authorisedPerson: 'Gülşen Işık',
};

export const SUSPENDED: readonly PortalCertificate[] = PORTAL_CERTIFICATES.map((certificate) => ({
	...certificate,
	state: 'suspended',
}));

export function doneOperation(kind: ChangeKind): Operation {
	return { key: OPERATION_KEY, kind, state: 'done', at: '2026-01-15T09:00:03Z' };
}

/** The menu of a portal that offers everything. */
export function atFullMenu(
	options?: ProgramOptions,
	certificates: readonly PortalCertificate[] = PORTAL_CERTIFICATES,
): Program {
	const program = atSentCode(options);
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(
		program,
		ok({
			...SERVICE,
			operations: [
				'password-login',
				'security-word-reset',
				'pin-view',
				'pin-save',
				'pin-delete',
				'activate',
				'revoke',
				'update-details',
				'unlock',
			],
		}),
	);
	answerCode(program);
	answerCertificates(program, ok(certificates));
	return program;
}

export function settle(
	program: Program,
	outcome: ChangeOutcome = {
		kind: 'done',
		operation: doneOperation(program.question('make-change').change.kind),
	},
): ReturnType<Program['send']> {
	return program.send({ type: 'change-settled', request: program.question('make-change').request, outcome });
}

/** Which certificates are to be opened again. */
export function atActivation(options?: ProgramOptions): Program {
	const program = atFullMenu(options, SUSPENDED);
	program.command('up', 'up', 'up', 'continue');
	return program;
}

/** Which certificates are to be revoked; none is chosen yet. */
export function atRevocation(
	options?: ProgramOptions,
	certificates: readonly PortalCertificate[] = PORTAL_CERTIFICATES,
): Program {
	const program = atFullMenu(options, certificates);
	program.command('up', 'up', 'continue');
	return program;
}

export function answerTerms(program: Program, result: PortalResult<RevocationTerms> = ok(TERMS)): void {
	const { request } = program.question('load-revocation-terms');
	program.send({ type: 'revocation-terms-answered', request, result });
}

/** Both certificates chosen; the reason is asked for. */
export function atReason(options?: ProgramOptions): Program {
	const program = atRevocation(options);
	answerTerms(program);
	program.command('mark', 'down', 'mark', 'continue');
	return program;
}

/** The last digits are asked for. */
export function atConfirmation(options?: ProgramOptions): Program {
	const program = atReason(options);
	program.command('down', 'continue');
	return program;
}

/** The first of both revocations is under way. */
export function atRunningRevocation(options?: ProgramOptions): Program {
	const program = atConfirmation(options);
	program.types('6920');
	program.command('continue');
	return program;
}

/** The details are awaited. */
export function atEmptyDetails(options?: ProgramOptions): Program {
	const program = atFullMenu(options);
	program.command('up', 'continue');
	return program;
}

export function answerDetails(
	program: Program,
	result: PortalResult<DetailsOnRecord> = ok({ details: DETAILS, entityTag: 'first' }),
): void {
	program.send({ type: 'details-answered', request: program.question('load-details').request, result });
}

export function atDetails(options?: ProgramOptions): Program {
	const program = atEmptyDetails(options);
	answerDetails(program);
	return program;
}

/** Another address was typed and is about to be saved. */
export function atReview(options?: ProgramOptions): Program {
	const program = atDetails(options);
	program.command('next-field', 'clear-field');
	program.types('Yeni Mah. 2');
	program.command('next-field', 'next-field', 'continue');
	return program;
}

/** The code that went to a new number is asked for. */
export function atPhoneCode(options?: ProgramOptions): Program {
	const program = atDetails(options);
	program.command('next-field', 'next-field', 'next-field', 'down', 'continue');
	program.types('5321234567');
	program.command('continue');
	program.send({
		type: 'phone-change-started',
		request: program.question('start-phone-change').request,
		result: ok({
			phoneChangeId: 'phone-change-0123456789',
			maskedPhone: '+90 5•• ••• •• 67',
			codeLength: 6,
			expiresInSeconds: 180,
			resendInSeconds: 60,
		}),
	});
	return program;
}

/** Three empty fields for a new security word. */
export function atWord(options?: ProgramOptions): Program {
	const program = atDetails(options);
	program.command('previous-field', 'continue');
	return program;
}

/** The three things that can be done with the PINs. */
export function atFullPins(options?: ProgramOptions): Program {
	const program = atFullMenu(options);
	program.command('continue');
	return program;
}

/** The place of the PDF is shown before it is written. */
export function atPlace(options?: ProgramOptions): Program {
	const program = atFullPins(options);
	program.command('down', 'continue');
	const { request, fileName } = program.question('suggest-path');
	program.send({
		type: 'path-suggested',
		request,
		suggestion: { kind: 'place', path: `/home/kasa/${fileName}` },
	});
	return program;
}

export function answerSaved(program: Program, result: PortalResult<WriteOutcome> = written(program)): void {
	program.send({ type: 'pins-saved', request: program.question('save-pins').request, result });
}

function written(program: Program): PortalResult<WriteOutcome> {
	return ok({ kind: 'written', path: program.question('save-pins').path });
}

/** The PDF was written. */
export function atSaved(options?: ProgramOptions): Program {
	const program = atPlace(options);
	program.command('continue');
	answerSaved(program);
	return program;
}

/** The first of the guide's warnings, before the PINs can be deleted. */
export function atWarning(options?: ProgramOptions): Program {
	const program = atFullPins(options);
	program.command('down', 'down', 'continue');
	return program;
}

export function answerPinCards(
	program: Program,
	result: PortalResult<PinCards> = ok({ serials: ['1234567890ABCDEF'], withheld: [] }),
): void {
	program.send({ type: 'pin-cards-answered', request: program.question('load-pin-cards').request, result });
}

/** All warnings read; no copy was saved. */
export function atCopy(options?: ProgramOptions): Program {
	const program = atWarning(options);
	answerPinCards(program);
	program.command('continue', 'continue', 'continue', 'continue');
	return program;
}

/** No copy is wanted, in words; the last digits are asked for. */
export function atLastWord(options?: ProgramOptions): Program {
	const program = atCopy(options);
	program.command('down', 'continue');
	program.types(NO_COPY_WORDS[program.state.language]);
	program.command('continue');
	return program;
}

/** The account's certificate on a card of the sandbox that can be unlocked. */
export function unlockableCard(): AkisCard {
	const [row] = PORTAL_CERTIFICATES;
	const certificate = certificateOf({
		serialNumber: row?.serialNumber ?? '',
		fingerprint: row?.fingerprint ?? '',
	});
	return {
		...SEAL_CARD,
		product: 'AKİS v1.0',
		generation: 'v1.0',
		certificates: [{ fileId: '2F10', certificate }],
	};
}

/** Kilit Çözme, before anything was begun. */
export function atUnlock(options?: ProgramOptions): Program {
	const program = atFullMenu(options);
	insertCard(program, {
		kind: 'seal',
		card: unlockableCard(),
		holder: { title: HOLDER.title, taxNumber: HOLDER.holderNumber, isSandbox: true },
	});
	program.command('down', 'continue');
	return program;
}

/** PIN Oluşturma / Kilit Çözme: the first field is open. */
export function atChoosing(options?: ProgramOptions): Program {
	const program = atElsewhereUnlock(options);
	program.command('continue');
	return program;
}

/** PIN Oluşturma / Kilit Çözme, before anything was begun. */
export function atElsewhereUnlock(options?: ProgramOptions): Program {
	const program = atElsewhereMenu(options);
	answerCertificates(program);
	insertCard(program, {
		kind: 'seal',
		card: unlockableCard(),
		holder: { title: HOLDER.title, taxNumber: HOLDER.holderNumber, isSandbox: true },
	});
	program.command('continue');
	return program;
}

/** The PIN was typed twice, and the portal is asked whether one was left open. */
export function choosePin(program: Program, pin = '930572'): void {
	for (let time = 0; time < 2; time += 1) {
		program.types(pin);
		program.command('continue');
	}
}

/** Nothing was left open: one is begun, and what the card needs is awaited. */
export function beginUnlock(program: Program): void {
	program.send({
		type: 'unlocks-answered',
		request: program.question('load-unlocks').request,
		result: ok([]),
	});
	settle(program, {
		kind: 'done',
		operation: { ...doneOperation('start-unlock'), resource: 'unlock-0123456789abc' },
	});
}

/** What the card needs is awaited. */
export function atUnlockSecrets(options?: ProgramOptions): Program {
	const program = atUnlock(options);
	program.command('continue');
	beginUnlock(program);
	return program;
}

export function answerUnlockSecrets(program: Program, newPin: SecretText | undefined): void {
	program.send({
		type: 'unlock-secrets-answered',
		request: program.question('load-unlock-secrets').request,
		result: ok({
			unlockId: 'unlock-0123456789abc',
			cardSerial: PORTAL_CERTIFICATES[0]?.cardSerial ?? '',
			puk: SecretText.of('73920164'),
			newPin,
		}),
	});
}

/** The card is at it. */
export function atCardUnlock(options?: ProgramOptions): Program {
	const program = atUnlockSecrets(options);
	answerUnlockSecrets(program, SecretText.of('930572'));
	return program;
}

export function answerCardUnlock(program: Program, outcome: UnlockOutcome): void {
	program.send({ type: 'card-unlocked', request: program.question('unlock-card').request, outcome });
}
