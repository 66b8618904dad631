import { z } from 'zod';
import { changeKind, ENDPOINT_NAMES, problemCode } from '#contract';

/*
 * What the journal may hold. Every text has a form of its own, so that nothing that a person typed, and no word of
 * a portal or a card, fits anywhere: no PIN, PUK, security word, SMS code, name, or whole number of a holder.
 */

/** As the contract's tokens. */
const token = z.string().regex(/^[A-Za-z0-9._~-]{16,200}$/);

/** Keyed hash of a number: tells the same from another, and nothing else. */
const mark = z.string().regex(/^[0-9a-f]{12}$/);

/** The last three digits are what a person knows a holder by. */
const holder = z.strictObject({ ends: z.string().regex(/^\d{3}$/), mark });

const subject = z.discriminatedUnion('of', [
	z.strictObject({ of: z.literal('certificate'), serialNumber: z.string().regex(/^[0-9A-F]{2,40}$/) }),
	z.strictObject({ of: z.literal('card'), card: mark }),
	z.strictObject({ of: z.literal('unlock'), unlockId: token }),
	z.strictObject({ of: z.literal('account') }),
]);

/** The client's own problems beside the contract's. */
const problem = z.enum([
	...problemCode.options,
	'unreachable',
	'tls-untrusted',
	'tls-self-signed',
	'tls-dates',
	'tls-other-host',
	'tls-not-agreed',
	'tls-no-host-name',
	'proxy-unreachable',
	'proxy-login',
	'proxy-refused',
	'authorities-unusable',
	'timeout',
	'bad-answer',
	'flow-unknown',
	'other-portal',
	'journal-disk-full',
	'journal-not-writable',
	'journal-damaged',
	'journal-busy',
	'cancelled',
]);

const triesLeft = z.int().min(0).max(15).nullable().describe('Null where the card does not tell');

export const journalEvent = z.discriminatedUnion('event', [
	/** Always the first one. */
	z.strictObject({ event: z.literal('journal-begun'), journal: token }),
	/** A line that a crash had left unfinished was cut off; nothing had relied on it. */
	z.strictObject({ event: z.literal('tail-cut'), bytes: z.int().min(1) }),
	/** An answer of a portal that is not of the contract, in whatever way: it was not used. */
	z.strictObject({ event: z.literal('answer-refused'), asked: z.enum(ENDPOINT_NAMES) }),
	z.strictObject({
		event: z.literal('session-begun'),
		holder,
		way: z.enum(['password', 'e-signature', 'elsewhere']),
	}),
	z.strictObject({
		event: z.literal('session-ended'),
		holder,
		why: z.enum(['logged-out', 'logged-out-unheard', 'expired', 'replaced']),
	}),
	z.strictObject({
		event: z.literal('change-intended'),
		key: token,
		kind: changeKind,
		instanceId: token,
		holder,
		subject,
		scope: z
			.string()
			.regex(/^[0-9a-f]{32}$/)
			.describe('Keyed hash of portal, holder, kind and subject'),
		content: z
			.string()
			.regex(/^[0-9a-f]{32}$/)
			.optional()
			.describe('Keyed hash of what the change wants, under a key that is deleted once no change is open'),
	}),
	z.strictObject({
		event: z.literal('change-settled'),
		key: token,
		outcome: z.enum(['done', 'refused', 'not-sent', 'not-known']),
		by: z.enum(['answer', 'question', 'person', 'portal-gone']),
		problem: problem.optional(),
	}),
	z.strictObject({
		event: z.literal('card-act-intended'),
		act: token,
		kind: z.enum(['verify-pin', 'change-pin', 'unblock-pin', 'sign']),
		card: mark,
		triesLeft: triesLeft.describe(
			'Where a portal gave the PUK out: at most so many tries of the PUK, before it is sent',
		),
		unlock: token.optional().describe('Of which unlock at the portal the PUK is'),
	}),
	z.strictObject({
		event: z.literal('card-act-settled'),
		act: token,
		outcome: z.enum(['done', 'refused', 'not-begun', 'unknown']),
		triesLeft,
		status: z
			.string()
			.regex(/^[0-9A-F]{4}$/)
			.optional()
			.describe("The card's status word"),
		compared: z
			.literal(false)
			.optional()
			.describe('Given where the card refused without comparing PIN or PUK'),
	}),
	/** Guided mode: the person goes to the authority's site. */
	z.strictObject({
		event: z.literal('guided-begun'),
		act: token,
		task: z.enum(['pin-or-unlock', 'activate', 'revoke', 'update-details', 'replace']),
		subject,
	}),
	z.strictObject({
		event: z.literal('guided-ended'),
		act: token,
		outcome: z
			.enum(['seen-online', 'seen-on-card', 'told-done', 'told-not-done', 'unknown'])
			.describe('Seen from here, or only told by the person'),
	}),
	z.strictObject({ event: z.literal('pins-given'), holder, cards: z.array(mark).max(50) }),
	z.strictObject({ event: z.literal('pin-document-given'), holder }),
]);

export const journalRecord = z
	.strictObject({
		v: z.literal(1),
		seq: z.int().min(1),
		at: z.iso.datetime(),
		prev: z
			.string()
			.regex(/^[0-9a-f]{64}$/)
			.describe('The hash of the record before; zeros in the first'),
		data: journalEvent,
		hash: z
			.string()
			.regex(/^[0-9a-f]{64}$/)
			.describe('SHA-256 of the line up to, not including, the comma in front of this field'),
	})
	.meta({ title: "A line of Mühürdar's journal" });

export type JournalEvent = z.infer<typeof journalEvent>;
export type JournalRecord = z.infer<typeof journalRecord>;
