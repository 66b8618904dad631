import fc from 'fast-check';
import type { PortalProblem } from '#api';
import type { Command, Message } from '#app';
import type { CardSnapshot, SlotState } from '#card';
import { cleanText } from '#text';
import { BINDINGS } from '../../../src/screens/keys/bindings.ts';
import { type KeyEvent, keyEvent } from '../../../src/terminal/keyboard/key-event.ts';
import { ATR, certificateOf, SEAL_CARD } from './walk.ts';

/* Whatever can happen to the program, as data, so that a sequence that breaks it can be read. */

export type Move =
	/** What leads on from where the program stands: a filled form, a typed code, Enter. */
	| { readonly do: 'go on' }
	| { readonly do: 'press'; readonly event: KeyEvent }
	/** Also where no key has it. */
	| { readonly do: 'command'; readonly command: Command }
	/** To the `nth` question that is open, the newest first, counted round. */
	| { readonly do: 'answer'; readonly nth: number; readonly outcome: Outcome }
	/** To one that was answered before. */
	| { readonly do: 'answer again'; readonly nth: number; readonly outcome: Outcome }
	/** The `nth` of the timers that the state wants falls due. */
	| { readonly do: 'let time pass'; readonly nth: number }
	| { readonly do: 'send'; readonly message: Message };

/** How a question comes out: `text` stands wherever an answer has text, `count` wherever it has a number. */
export type Outcome =
	| { readonly is: 'granted'; readonly text: string; readonly count: number }
	| { readonly is: 'refused'; readonly problem: PortalProblem };

/** As it leaves the rooms that clean it: every code point but those that are refused, any length. */
const anyCleanText: fc.Arbitrary<string> = fc
	.oneof(
		fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }),
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
		fc.constantFrom('Şeker Çiçeği Sanayi A.Ş.', 'x', '\u{301}', 'ı\u{307}'.repeat(90), '漢'.repeat(90)),
	)
	.map((text) => cleanText(text));

const PROBLEM_CODES: Readonly<Record<PortalProblem['code'], true>> = {
	'captcha-wrong': true,
	'captcha-expired': true,
	'credentials-wrong': true,
	'login-locked': true,
	'login-expired': true,
	'code-wrong': true,
	'code-expired': true,
	'resend-too-early': true,
	'session-expired': true,
	'session-replaced': true,
	'signature-wrong': true,
	'tls-untrusted': true,
	'tls-self-signed': true,
	'tls-dates': true,
	'tls-other-host': true,
	'tls-not-agreed': true,
	'tls-no-host-name': true,
	'proxy-unreachable': true,
	'proxy-login': true,
	'proxy-refused': true,
	'authorities-unusable': true,
	'signatory-unknown': true,
	'not-suspended': true,
	'already-revoked': true,
	'certificate-expired': true,
	'details-changed': true,
	'word-unchanged': true,
	'phone-unchanged': true,
	'pins-withheld': true,
	'unlock-open': true,
	'unlock-over': true,
	'key-missing': true,
	'key-reused': true,
	'operation-withdrawn': true,
	'operation-unknown': true,
	'precondition-missing': true,
	'request-invalid': true,
	'not-offered': true,
	'not-found': true,
	'server-error': true,
	unreachable: true,
	timeout: true,
	'bad-answer': true,
	'flow-unknown': true,
	'other-portal': true,
	'journal-disk-full': true,
	'journal-not-writable': true,
	'journal-damaged': true,
	'journal-busy': true,
	'too-many-requests': true,
	cancelled: true,
};

function isProblemCode(name: string): name is PortalProblem['code'] {
	return name in PROBLEM_CODES;
}

const anyProblem: fc.Arbitrary<PortalProblem> = fc.record(
	{
		code: fc.constantFrom(...Object.keys(PROBLEM_CODES).filter(isProblemCode)),
		triesLeft: fc.integer({ min: 0, max: 100 }),
		retryAfterSeconds: fc.integer({ min: 0, max: 86_400 }),
		detail: anyCleanText,
	},
	{ requiredKeys: ['code'] },
);

const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			is: fc.constant('granted' as const),
			text: anyCleanText,
			count: fc.integer({ min: 0, max: 12 }),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ is: fc.constant('refused' as const), problem: anyProblem }) },
);

const anyEvent: fc.Arbitrary<KeyEvent> = fc.oneof(
	fc
		.constantFrom(...BINDINGS.flatMap(({ chords }) => chords))
		.map((chord) =>
			'text' in chord
				? { kind: 'text' as const, text: chord.text }
				: keyEvent(chord.key, { ctrl: chord.ctrl ?? false, shift: chord.shift ?? false }),
		),
	fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
		.map((text) => ({ kind: 'text' as const, text })),
	fc
		.oneof(anyCleanText, fc.constantFrom('', '428117', '4540536920', ' 454 053 6920 '))
		.map((text) => ({ kind: 'paste' as const, text })),
);

const anySlot: fc.Arbitrary<SlotState> = fc.oneof(
	fc.constantFrom<SlotState>(
		{ kind: 'empty' },
		{ kind: 'unresponsive' },
		{ kind: 'in-use', atr: ATR },
		{ kind: 'foreign', atr: ATR },
		{ kind: 'failed', atr: ATR, code: 'malformed-answer' },
		{ kind: 'akis', card: SEAL_CARD },
	),
	fc.nat({ max: 3 }).map((certificate) => ({
		kind: 'reading' as const,
		atr: ATR,
		progress: { certificate, certificateCount: undefined, bytesRead: 0, bytesTotal: undefined },
	})),
	fc
		.record({ title: anyCleanText, generation: fc.constantFrom('v1.0' as const, 'v2.x' as const) })
		.map(({ title, generation }) => ({
			kind: 'seal' as const,
			holder: { title, taxNumber: '4540536920', isSandbox: true },
			card: {
				...SEAL_CARD,
				generation,
				certificates: [{ fileId: '2F10', certificate: certificateOf({ title, issuer: title }) }],
			},
		})),
);

const anySnapshot: fc.Arbitrary<CardSnapshot> = fc.record({
	service: fc.oneof(
		fc.constantFrom({ kind: 'starting' as const }, { kind: 'running' as const }),
		fc.record({
			kind: fc.constant('down' as const),
			failure: fc.constantFrom(
				'binding-missing' as const,
				'not-running' as const,
				'stopped' as const,
				'access-denied' as const,
				'failed' as const,
			),
			detail: anyCleanText,
		}),
	),
	readers: fc.array(fc.record({ name: anyCleanText, isVirtual: fc.boolean(), slot: anySlot }), {
		maxLength: 3,
	}),
});

const anySurrounding: fc.Arbitrary<Message> = fc.oneof(
	anySnapshot.map((snapshot) => ({ type: 'card-changed' as const, snapshot })),
	fc.record({
		type: fc.constant('resized' as const),
		columns: fc.oneof(fc.constantFrom(60, 75, 76, 80, 132), fc.integer({ min: 1, max: 200 })),
		rows: fc.oneof(fc.constantFrom(20, 24, 43), fc.integer({ min: 1, max: 60 })),
	}),
	fc
		.record({ at: fc.nat(), text: anyCleanText })
		.map((message) => ({ type: 'phone-message' as const, message })),
	fc
		.constantFrom(
			'minute' as const,
			'second' as const,
			'portal-check' as const,
			'hide-pins' as const,
			'session-end' as const,
		)
		.map((id) => ({ type: 'timer' as const, id })),
	fc.nat({ max: 3 }).map((scroll) => ({ type: 'scroll-ended' as const, scroll })),
);

export const anyMove: fc.Arbitrary<Move> = fc.oneof(
	{ weight: 12, arbitrary: fc.record({ do: fc.constant('go on' as const) }) },
	{
		weight: 12,
		arbitrary: fc.record({
			do: fc.constant('answer' as const),
			nth: fc.nat({ max: 3 }),
			outcome: anyOutcome,
		}),
	},
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('press' as const), event: anyEvent }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('command' as const),
			command: fc.constantFrom(...BINDINGS.map(({ command }) => command)),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('answer again' as const),
			nth: fc.nat({ max: 9 }),
			outcome: anyOutcome,
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('let time pass' as const), nth: fc.nat({ max: 4 }) }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), message: anySurrounding }) },
);
