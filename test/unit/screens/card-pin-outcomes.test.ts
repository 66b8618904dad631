import { describe, expect, test } from 'vitest';
import type { JournalFailure, PortalProblem } from '#api';
import { CARD_PIN_ACTS, type CardPinOutcome, type SignatureLoginOutcome } from '#app';
import type {
	CardErrorCode,
	ModuleFaultCode,
	PinField,
	PinOutcome,
	Refusal,
	Reread,
	TriesLeft,
	WayFaultCode,
} from '#card';
import type { PinRule } from '#card-rules';
import { textsOf } from '#i18n';
import { createTheme } from '#ui';
import { drawFrame } from '../../../src/screens/frame.ts';
import { atTold } from '../app/card-pin-walk.ts';
import type { Program } from '../app/program.ts';
import { atLoginTold } from '../app/signature-walk.ts';

/* Every outcome there is, from records that do not compile where one is missing. */

type Reason = Extract<PinOutcome, { kind: 'declined' }>['reason'];

function keysOf<Key extends string>(record: Readonly<Record<Key, true>>): readonly Key[] {
	const isKey = (name: string): name is Key => name in record;
	return Object.keys(record).filter(isKey);
}

const TRIES: readonly TriesLeft[] = Object.values({
	unknown: { kind: 'unknown' },
	'at-most': { kind: 'at-most', count: 3 },
	exactly: { kind: 'exactly', count: 2 },
	'last-try': { kind: 'last-try' },
	blocked: { kind: 'blocked' },
} satisfies Record<TriesLeft['kind'], TriesLeft>);

const MODULE_CODES = keysOf<ModuleFaultCode>({
	'binding-missing': true,
	'process-failed': true,
	'not-loadable': true,
	'no-entry-point': true,
	'not-started': true,
	crashed: true,
	'no-answer': true,
	garbled: true,
	'not-confirmed': true,
	'several-tokens': true,
	'no-token': true,
	'call-failed': true,
});

const CARD_CODES = keysOf<CardErrorCode>({
	'no-card': true,
	'card-removed': true,
	'card-lost': true,
	'card-reset': true,
	'unresponsive-card': true,
	'sharing-violation': true,
	'access-denied': true,
	timeout: true,
	'service-lost': true,
	'unexpected-status': true,
	terminated: true,
	'malformed-answer': true,
	'limit-exceeded': true,
});

const CODES: readonly WayFaultCode[] = [...CARD_CODES, ...MODULE_CODES];

const REASONS = keysOf<Reason>({
	'pin-unusable': true,
	'security-condition': true,
	'use-condition': true,
	'no-current-file': true,
	'wrong-length': true,
	'wrong-parameters': true,
	'offset-outside-file': true,
	'file-not-found': true,
	'record-not-found': true,
	'reference-not-found': true,
	'no-memory': true,
	'instruction-unknown': true,
	'class-unknown': true,
	'pin-characters': true,
	'pin-length': true,
	'pin-expired': true,
	'pin-not-set': true,
	'not-in-module': true,
});

const CAPABILITIES = keysOf<Extract<PinOutcome, { kind: 'not-supported' }>['reason']>({
	'readable-without-pin': true,
	'commands-public': true,
	'commands-not-public': true,
	'unblock-not-public': true,
	'sandbox-own': true,
	'key-not-rsa': true,
	'key-kind-unknown': true,
	'key-not-named': true,
	'pin-form-unknown': true,
});

const RULES = keysOf<PinRule>({
	'too-short': true,
	'too-long': true,
	'not-digits': true,
	ascending: true,
	descending: true,
	'all-same': true,
	'part-of-holder-number': true,
	'same-as-old': true,
});

const REFUSALS = keysOf<Exclude<Refusal, { field: PinField }>['rule']>({
	'not-sandbox-card': true,
	'other-card': true,
	'supervisor-needed': true,
	'last-puk-try': true,
	'puk-tries-unknown': true,
});

const REREADS: readonly Reread[] = [
	...[true, false, undefined].flatMap((isTrySpent) =>
		[undefined, ...TRIES].map(
			(puk) => ({ kind: 'read', pin: puk ?? { kind: 'unknown' }, puk, isTrySpent }) as const,
		),
	),
	{ kind: 'other-card' },
	...CODES.map((code) => ({ kind: 'not-read', code }) as const),
];
/** Every one of them takes one line; see below. */
const ANY_CODE = 'access-denied';

type ActOutcome = Exclude<CardPinOutcome, { kind: 'needs-last-try-confirmation' }>;

const OUTCOMES: Readonly<{ [Kind in ActOutcome['kind']]: readonly Extract<ActOutcome, { kind: Kind }>[] }> = {
	signed: TRIES.map((tries) => ({ kind: 'signed', tries })),
	'not-signed': CODES.map((code) => ({ kind: 'not-signed', code, tries: { kind: 'unknown' } })),
	done: TRIES.map((tries) => ({ kind: 'done', tries })),
	wrong: TRIES.map((tries) => ({ kind: 'wrong', tries })),
	blocked: [{ kind: 'blocked' }],
	refused: [
		...RULES.map((rule) => ({ kind: 'refused', refusal: { rule, field: 'new-pin' } }) as const),
		...REFUSALS.map((rule) => ({ kind: 'refused', refusal: { rule } }) as const),
	],
	declined: REASONS.flatMap((reason) => TRIES.map((tries) => ({ kind: 'declined', reason, tries }) as const)),
	'in-use': [{ kind: 'in-use' }],
	journal: (['disk-full', 'not-writable', 'damaged', 'busy'] as const).map((failure) => ({
		kind: 'journal',
		failure,
	})),
	'not-supported': CAPABILITIES.map((reason) => ({ kind: 'not-supported', reason })),
	'module-trouble': [
		{ kind: 'module-trouble', trouble: { kind: 'missing', searched: [] } },
		{
			kind: 'module-trouble',
			trouble: { kind: 'refused', path: '/x', refusal: { rule: 'not-found' } },
		},
		...MODULE_CODES.map(
			(code) =>
				({ kind: 'module-trouble', trouble: { kind: 'failed', path: '/x', code, detail: '' } }) as const,
		),
	],
	'card-gone-before': CARD_CODES.map((code) => ({ kind: 'card-gone-before', code })),
	unknown: [
		...CODES.map((code) => ({ kind: 'unknown', code, reread: { kind: 'other-card' } }) as const),
		...REREADS.map((reread) => ({ kind: 'unknown', code: ANY_CODE, reread }) as const),
	],
};

/** Those that the two requests can end in. */
const PROBLEMS: readonly PortalProblem['code'][] = [
	'login-expired',
	'login-locked',
	'signature-wrong',
	'signatory-unknown',
	'request-invalid',
	'server-error',
	'too-many-requests',
	'bad-answer',
	'unreachable',
	'timeout',
	'cancelled',
];

const JOURNAL = keysOf<JournalFailure>({
	'disk-full': true,
	'not-writable': true,
	damaged: true,
	busy: true,
});

const THEME = createTheme({ isUnicode: true, hasColour: false });
const SMALLEST = { columns: 60, rows: 20 };
/** Title line, rule, folded steps, title and empty line above; rule, status line and line of keys below. */
const HEAD_ROWS = 5;
const FOOT_ROWS = 3;

function whats(tellings: Readonly<Record<string, { readonly what: string }>>): readonly string[] {
	return Object.values(tellings).map(({ what }) => what);
}

function oneLine(text: string): string {
	return text.replaceAll(/\s+/g, ' ');
}

function bodyOf(outcome: ActOutcome, act: (typeof CARD_PIN_ACTS)[number], language: 'tr' | 'en') {
	return bodyOfFrame(atTold({ language, ...SMALLEST }, outcome, act));
}

function bodyOfFrame({ state }: Program): readonly string[] {
	const rows = drawFrame(state, THEME).lines.map((spans) =>
		spans
			.map(({ text }) => text)
			.join('')
			.trimEnd(),
	);
	return rows.slice(HEAD_ROWS, -FOOT_ROWS);
}

describe.each(['tr', 'en'] as const)('in %s', (language) => {
	const { cardPin } = textsOf(language);

	test('what went wrong with the card takes one line, whatever it was', () => {
		const lengths = CODES.map((code) => cardPin.errors[code].length);
		expect(Math.max(...lengths)).toBeLessThanOrEqual(SMALLEST.columns - 2);
	});

	describe.each(CARD_PIN_ACTS)('an act: %s', (act) => {
		test.each(Object.entries(OUTCOMES))('says every outcome whole at 60x20: %s', (_kind, outcomes) => {
			for (const outcome of outcomes) {
				const body = bodyOf(outcome, act, language);
				// The way on stands last, so nothing before it was cut off.
				expect(body.findLast((row) => row !== '')?.trim(), JSON.stringify(outcome)).toBe(cardPin.goOn);
				expect(
					body.filter((row) => row.includes('…')),
					JSON.stringify(outcome),
				).toEqual([]);
			}
		});

		test('tells any two of them apart', () => {
			const distinct = [
				OUTCOMES.signed[0],
				...OUTCOMES['not-signed'],
				OUTCOMES.done[0],
				OUTCOMES.wrong[0],
				OUTCOMES.blocked[0],
				OUTCOMES['in-use'][0],
				OUTCOMES['not-supported'][0],
				OUTCOMES['card-gone-before'][0],
				...OUTCOMES.refused.slice(-REFUSALS.length),
				...CODES.map((code) => ({ kind: 'unknown', code, reread: { kind: 'other-card' } }) as const),
				...REASONS.map((reason) => ({ kind: 'declined', reason, tries: { kind: 'unknown' } }) as const),
			].flatMap((outcome) => (outcome === undefined ? [] : [bodyOf(outcome, act, language).join('\n')]));
			expect(new Set(distinct).size).toBe(distinct.length);
		});

		test('says that the card was reset only where it was, and what to do where it was not', () => {
			const { reset, open } = cardPin.afterwards;
			const behindRightPin = [...OUTCOMES.done, ...OUTCOMES.signed, ...OUTCOMES['not-signed']];
			for (const outcome of behindRightPin) {
				const text = (isLeftOpen: true | undefined) =>
					oneLine(bodyOf({ ...outcome, isLeftOpen }, act, language).join(' '));
				expect(text(undefined)).toContain(oneLine(reset));
				expect(text(undefined)).not.toContain(oneLine(open));
				expect(text(true)).toContain(oneLine(open));
				expect(text(true)).not.toContain(oneLine(reset));
			}
		});

		test('never says of a lost answer that it was done or wrong', () => {
			for (const outcome of OUTCOMES.unknown) {
				const text = bodyOf(outcome, act, language).join(' ');
				for (const claim of [...whats(cardPin.done), ...whats(cardPin.wrong), cardPin.signed.what]) {
					expect(text).not.toContain(claim);
				}
			}
		});
	});

	test('says every outcome of E-İmzalı Giriş whole at 60x20, and tells what differs apart', () => {
		const { signed: _signed, done: _done, ...shared } = OUTCOMES;
		const own: readonly SignatureLoginOutcome[] = [
			...PROBLEMS.flatMap((code) =>
				[true, false].map((isSigned) => ({ kind: 'portal', isSigned, problem: { code } }) as const),
			),
			...JOURNAL.map((failure) => ({ kind: 'journal', failure }) as const),
		];
		const { refused, ...others } = shared;
		// What is refused of a PUK never is here: none is sent.
		const ofPin = refused.filter(({ refusal }) => !refusal.rule.includes('puk'));
		for (const outcome of [...Object.values(others).flat(), ...ofPin, ...own]) {
			const body = bodyOfFrame(atLoginTold({ language, ...SMALLEST }, outcome));
			expect(body.findLast((row) => row !== '')?.trim(), JSON.stringify(outcome)).toBe(cardPin.goOn);
			// No portal knows the PIN of a person's own card.
			expect(body.join(' ')).not.toContain(textsOf(language).steps[6].title.split(' · ')[0]);
		}
		const bodies = JOURNAL.map((failure) =>
			bodyOfFrame(atLoginTold({ language, ...SMALLEST }, { kind: 'journal', failure })).join(' '),
		);
		expect(new Set(bodies).size).toBe(JOURNAL.length);
	});
});
