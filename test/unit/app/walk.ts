import type { CardPins, PinInformation, PortalFacts, PortalProblem, PortalResult, SessionFacts } from '#api';
import type { KnownCertificate, PictureDrawing } from '#app';
import type { AkisCard, CardSnapshot, SlotState } from '#card';
import { type Chain, judgeState, type RevocationVerdict, type SealCertificate } from '#certificate';
import { FLOW_PROFILES, type PortalCertificate } from '#contract';
import { SecretText } from '#text';
import { DRIVER_MISSING } from './driver-reports.ts';
import { Program, type ProgramOptions } from './program.ts';

/* The guide walked by messages, up to each of its places. All holders, numbers and pictures are invented. */

export const HOLDER = { title: 'Şeker Çiçeği Sanayi A.Ş.', holderNumber: '4540536920' } as const;
export const WORD = 'papatya';
export const CODE = '428117';
export const MASKED_PHONE = '+90 5•• ••• •• 17';
export const ATR = '3B9F978131FE458065544312210731C073F6218081059A';

/** Where the captcha's half blocks would stand. */
export const DRAWING: PictureDrawing = {
	pixels: { width: 2, height: 1, rgb: new Uint8Array(6) },
	lines: Array.from({ length: 6 }, (_, row) => (row % 2 === 0 ? '▀▄█ '.repeat(12) : '█▄▀ '.repeat(12))),
};

export function ok<T>(value: T): PortalResult<T> {
	return { ok: true, value };
}

export function problem(
	code: PortalProblem['code'],
	facts: Omit<PortalProblem, 'code'> = {},
): { readonly ok: false; readonly problem: PortalProblem } {
	return { ok: false, problem: { code, ...facts } };
}

export const SERVICE: PortalFacts = {
	name: 'Mühürdar deneme portalı',
	contractVersion: 1,
	isSandbox: true,
	operations: ['password-login', 'pin-view'],
	flow: FLOW_PROFILES['guide-2014'],
	instanceId: 'instance-of-the-test',
};

export const SESSION: SessionFacts = { ...HOLDER, expiresInSeconds: 600 };

export function certificateOf(facts: Partial<SealCertificate> = {}): SealCertificate {
	return {
		der: new Uint8Array(),
		fingerprint: '00'.repeat(32),
		serialNumber: '5A2295753A906E',
		title: HOLDER.title,
		holderNumber: HOLDER.holderNumber,
		issuer: 'DENEME Mühür Sertifika Hizmet Sağlayıcısı',
		notBefore: Date.UTC(2024, 3, 18),
		notAfter: Date.UTC(2027, 3, 18),
		key: { type: 'rsa', bits: 2048 },
		isSeal: true,
		use: 'SIGN0',
		isSandbox: true,
		...facts,
	};
}

/** What is known of a certificate whose issuer is not at hand. */
export function knownOf(
	certificate: SealCertificate,
	wanted: 'dates' | 'everything' = 'dates',
): KnownCertificate {
	const chain: Chain = {
		links: [{ certificate, source: 'subject', fault: undefined }],
		verdict: { kind: 'incomplete', issuer: certificate.issuer, failure: undefined },
	};
	const revocation: RevocationVerdict = {
		kind: 'not-asked',
		why: wanted === 'dates' ? 'not-wanted' : 'no-issuer',
		failed: [],
	};
	const at = Date.UTC(2026, 0, 15, 9);
	return {
		fingerprint: certificate.fingerprint,
		assessment: {
			at,
			chain,
			revocation,
			authorities: [],
			wanted,
			...judgeState({ certificate, at, chain, revocation, authorities: [], wanted }),
		},
		details: {
			kind: 'seal',
			generation: undefined,
			holderNumber: { kind: 'vkn', number: HOLDER.holderNumber, remark: undefined },
			subject: [],
			issuer: [],
			serialDecimal: '25373500206919790',
			signatureAlgorithm: 'ecdsa-with-SHA384',
			keyUsage: ['digitalSignature'],
			purposes: [],
			policies: ['2.16.792.1.2.1.1.5.7.4.1'],
			policyAddress: undefined,
			policyNotice: 'Bu sertifika bir deneme ortamında üretilmiştir; hukuken değersizdir.',
			subjectKeyId: undefined,
			authorityKeyId: undefined,
			addresses: { ocsp: [], crl: [], issuer: [] },
		},
	};
}

export const PORTAL_CERTIFICATES: readonly PortalCertificate[] = [
	{
		serialNumber: '5A2295753A906E',
		use: 'SIGN0',
		state: 'valid',
		notBefore: '2024-04-18T00:00:00Z',
		notAfter: '2027-04-18T00:00:00Z',
		cardSerial: '1234567890ABCDEF',
		fingerprint: '0f'.repeat(32),
	},
	{
		serialNumber: '3AA4A14B3A906F',
		use: 'ENCR0',
		state: 'valid',
		notBefore: '2024-04-18T00:00:00Z',
		notAfter: '2027-04-18T00:00:00Z',
		cardSerial: '1234567890ABCDEF',
		fingerprint: '0f'.repeat(32),
	},
];

export const SEAL_CARD = {
	atr: ATR,
	product: 'AKİS v2.2.8',
	generation: 'v2.x',
	unreadable: [],
	apduCount: 42,
	certificates: [
		{ fileId: '2F10', certificate: certificateOf() },
		{
			fileId: '2F11',
			certificate: certificateOf({
				fingerprint: '11'.repeat(32),
				serialNumber: '3AA4A14B3A906F',
				use: 'ENCR0',
				// 60 days after the tests' clock: about to end.
				notAfter: Date.UTC(2026, 2, 16, 9),
			}),
		},
	],
} as const;

export const SEAL_SLOT: SlotState = {
	kind: 'seal',
	card: SEAL_CARD,
	holder: { title: HOLDER.title, taxNumber: HOLDER.holderNumber, isSandbox: true },
};

/** The seal's slot with a card of which this differs. */
export function sealSlotOf(card: Partial<AkisCard>): SlotState {
	const holder = { title: HOLDER.title, taxNumber: HOLDER.holderNumber, isSandbox: true };
	return { kind: 'seal', card: { ...SEAL_CARD, ...card }, holder };
}

export function snapshotOf(slot: SlotState, name = 'udea MILKO V1. 00 00'): CardSnapshot {
	return { service: { kind: 'running' }, readers: [{ name, isVirtual: false, slot }] };
}

export function pinsOf(pin: string, puk: string): CardPins {
	return { cardSerial: '1234567890ABCDEF', pin: SecretText.of(pin), puk: SecretText.of(puk) };
}

/** Started, nothing answered yet. */
export function started(options?: ProgramOptions): Program {
	const program = new Program(options);
	program.send({ type: 'started' });
	return program;
}

export function insertCard(program: Program, slot: SlotState = SEAL_SLOT): void {
	program.send({ type: 'card-changed', snapshot: snapshotOf(slot) });
}

export function answerPortal(
	program: Program,
	result: PortalResult<PortalFacts> = ok(SERVICE),
): ReturnType<Program['send']> {
	const { request } = program.question('check-portal');
	const reached = result.ok ? ok({ info: result.value, address: 'http://127.0.0.1:4711/' }) : result;
	return program.send({ type: 'portal-answered', request, result: reached });
}

/** Portal reached (in guided mode none is asked), seal card in, driver not there. */
export function ready(options?: ProgramOptions): Program {
	const program = started(options);
	program.send({
		type: 'driver-told',
		request: program.question('look-at-driver').request,
		report: DRIVER_MISSING,
	});
	if (options?.portal !== 'guided') {
		answerPortal(program);
	}
	insertCard(program);
	return program;
}

/** The form, its picture still awaited. */
export function atEmptyForm(options?: ProgramOptions): Program {
	const program = ready(options);
	program.command('step-4', 'continue');
	return program;
}

export function answerCaptcha(program: Program, captchaId = 'captcha-0123456789'): void {
	program.send({
		type: 'captcha-answered',
		request: program.question('new-captcha').request,
		result: ok({ captchaId, characters: 5, expiresInSeconds: 120, png: new Uint8Array(), drawing: DRAWING }),
	});
}

export function atForm(options?: ProgramOptions): Program {
	const program = atEmptyForm(options);
	answerCaptcha(program);
	return program;
}

export function fillForm(
	program: Program,
	fields: { readonly number?: string; readonly captcha?: string; readonly word?: string } = {},
): void {
	program.types(fields.number ?? HOLDER.holderNumber);
	program.command('next-field');
	program.types(fields.captcha ?? 'K7MP2');
	program.command('next-field');
	program.types(fields.word ?? WORD);
}

/** The form sent, its answer awaited. */
export function atSentForm(options?: ProgramOptions): Program {
	const program = atForm(options);
	fillForm(program);
	program.command('continue');
	return program;
}

export function answerLogin(
	program: Program,
	result: Extract<Parameters<Program['send']>[0], { readonly type: 'login-answered' }>['result'] = ok({
		loginId: 'login-0123456789abc',
		maskedPhone: MASKED_PHONE,
		expiresInSeconds: 600,
	}),
): ReturnType<Program['send']> {
	return program.send({ type: 'login-answered', request: program.question('start-login').request, result });
}

export function atPhone(options?: ProgramOptions): Program {
	const program = atSentForm(options);
	answerLogin(program);
	return program;
}

export function answerCodeSent(
	program: Program,
	result: Extract<Parameters<Program['send']>[0], { readonly type: 'code-sent' }>['result'] = ok({
		codeLength: 6,
		expiresInSeconds: 180,
		resendInSeconds: 60,
	}),
): ReturnType<Program['send']> {
	return program.send({ type: 'code-sent', request: program.question('send-code').request, result });
}

export function atCode(options?: ProgramOptions): Program {
	const program = atPhone(options);
	program.command('continue');
	answerCodeSent(program);
	return program;
}

/** The code typed and sent, its answer awaited. */
export function atSentCode(options?: ProgramOptions): Program {
	const program = atCode(options);
	program.types(CODE);
	program.command('continue');
	return program;
}

export function answerCode(
	program: Program,
	result: PortalResult<SessionFacts> = ok(SESSION),
): ReturnType<Program['send']> {
	return program.send({ type: 'code-confirmed', request: program.question('confirm-code').request, result });
}

/** The menu, its certificates awaited. */
export function atEmptyMenu(options?: ProgramOptions): Program {
	const program = atSentCode(options);
	answerCode(program);
	return program;
}

export function answerCertificates(
	program: Program,
	result: PortalResult<readonly PortalCertificate[]> = ok(PORTAL_CERTIFICATES),
): ReturnType<Program['send']> {
	const { request } = program.question('load-certificates');
	const part = result.ok ? ok({ certificates: result.value, next: undefined }) : result;
	return program.send({ type: 'certificates-answered', request, result: part });
}

export function atMenu(options?: ProgramOptions): Program {
	const program = atEmptyMenu(options);
	answerCertificates(program);
	return program;
}

export function atPins(options?: ProgramOptions): Program {
	const program = atMenu(options);
	program.command('continue');
	return program;
}

/** Where tmux may keep what is shown: the first Enter asked whether the PINs are to be shown all the same. */
export function atAskedPins(options?: ProgramOptions): Program {
	const program = atPins({ ...options, mode: { ...options?.mode, recorder: 'tmux', kiosk: undefined } });
	program.command('continue');
	return program;
}

export function answerPins(
	program: Program,
	result: PortalResult<PinInformation> = ok({
		cards: [pinsOf('000000', '00000000')],
		withheld: [],
	}),
): ReturnType<Program['send']> {
	return program.send({ type: 'pins-answered', request: program.question('load-pins').request, result });
}

export function atShownPins(options?: ProgramOptions): Program {
	const program = atPins(options);
	program.command('continue');
	answerPins(program);
	return program;
}

export function answerLogOut(program: Program, result: PortalResult<void> = ok(undefined)): void {
	program.send({ type: 'logged-out', request: program.question('log-out').request, result });
}

/** Güvenlik Sözcüğümü Unuttum at a portal that has it: the form without the word. */
export function atResetForm(options?: ProgramOptions): Program {
	const program = atForm(options);
	program.types(HOLDER.holderNumber);
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program, ok({ ...SERVICE, operations: ['password-login', 'security-word-reset'] }));
	program.command('forgot-word');
	answerCaptcha(program, 'captcha-of-reset-0123');
	return program;
}

/** Number and picture sent, the answer awaited. */
export function atSentReset(options?: ProgramOptions): Program {
	const program = atResetForm(options);
	program.types('K7MP2');
	program.command('continue');
	return program;
}

export function answerReset(
	program: Program,
	result: Extract<Parameters<Program['send']>[0], { readonly type: 'word-reset-answered' }>['result'] = ok({
		loginId: 'reset-0123456789abc',
		maskedPhone: MASKED_PHONE,
		expiresInSeconds: 600,
	}),
): void {
	program.send({
		type: 'word-reset-answered',
		request: program.question('start-word-reset').request,
		result,
	});
}

export function atResetCode(options?: ProgramOptions): Program {
	const program = atSentReset(options);
	answerReset(program);
	program.command('continue');
	program.send({
		type: 'code-sent',
		request: program.question('send-word-reset-code').request,
		result: ok({ codeLength: 6, expiresInSeconds: 180, resendInSeconds: 60 }),
	});
	return program;
}

/** The code typed, at a portal that judges it before the new word comes. */
export function atResetCodeToCheck(options?: ProgramOptions): Program {
	const program = atResetCode(options);
	program.send({ type: 'timer', id: 'portal-check' });
	const operations = ['password-login', 'security-word-reset', 'security-word-code-check'] as const;
	answerPortal(program, ok({ ...SERVICE, operations: [...operations] }));
	program.types(CODE);
	return program;
}

/** The code typed; the new word comes. */
export function atNewWord(options?: ProgramOptions): Program {
	const program = atResetCode(options);
	program.types(CODE);
	program.command('continue');
	return program;
}

export const NEW_WORD = 'kardelen';

/** The new word typed twice and sent. */
export function atSentWord(options?: ProgramOptions): Program {
	const program = atNewWord(options);
	program.types(NEW_WORD);
	program.command('continue');
	program.types(NEW_WORD);
	program.command('continue');
	return program;
}
