import type { JournalledEntry, TimelineHistory } from '#app';
import { type Program, type ProgramOptions, START } from './program.ts';
import { ready } from './walk.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const KEY = '3f1c6a52-90be-4a61-8d1e-2b7c5d0f9a44';

type Happened = Pick<JournalledEntry, 'event'> & {
	readonly end?: NonNullable<JournalledEntry['end']>['event'];
};

const SERIAL = '5A2295753A906E';
const OF_SEAL = { of: 'certificate', serialNumber: SERIAL } as const;

/** One of everything that the journal may say of a card, newest first. */
const EVERYTHING: readonly Happened[] = [
	{ event: { event: 'session-ended', why: 'logged-out' } },
	{ event: { event: 'session-ended', why: 'logged-out-unheard' } },
	{ event: { event: 'session-ended', why: 'expired' } },
	{ event: { event: 'session-ended', why: 'replaced' } },
	{ event: { event: 'pin-document-given' } },
	{ event: { event: 'pins-given' } },
	...(['done', 'refused', 'not-begun', 'unknown', undefined] as const).flatMap((outcome, row): Happened[] =>
		(['verify-pin', 'change-pin', 'unblock-pin', 'sign'] as const).map((kind) => ({
			event: { event: 'card-act-intended', kind },
			...(outcome === undefined
				? {}
				: { end: { event: 'card-act-settled', outcome, triesLeft: [3, 0, null][row % 3] ?? null } }),
		})),
	),
	...(
		[
			['activate', 'done'],
			['revoke', undefined],
			['update-details', 'done'],
			['change-phone', 'refused'],
			['change-security-word', 'not-sent'],
			['reset-security-word', 'done'],
			['delete-pins', 'done'],
			['start-unlock', 'done'],
			['report-unlock', 'refused'],
		] as const
	).map(
		([kind, outcome]): Happened => ({
			event: {
				event: 'change-intended',
				key: KEY,
				kind,
				subject:
					kind === 'activate' || kind === 'revoke'
						? OF_SEAL
						: kind === 'start-unlock' || kind === 'delete-pins'
							? { of: 'card' }
							: { of: 'account' },
			},
			...(outcome === undefined
				? {}
				: {
						end: {
							event: 'change-settled',
							outcome,
							problem: outcome === 'done' ? undefined : 'phone-unchanged',
						},
					}),
		}),
	),
	...(['seen-online', 'seen-on-card', 'told-done', 'told-not-done', 'unknown', undefined] as const).map(
		(outcome): Happened => ({
			event: { event: 'guided-begun', task: 'pin-or-unlock', subject: { of: 'account' } },
			...(outcome === undefined ? {} : { end: { event: 'guided-ended', outcome } }),
		}),
	),
	{ event: { event: 'session-begun', way: 'e-signature' } },
	{ event: { event: 'session-begun', way: 'password' } },
];

export function historyOf(
	facts: Partial<Extract<TimelineHistory, { readonly kind: 'read' }>> = {},
): TimelineHistory {
	const entries = EVERYTHING.map(({ event, end }, row): JournalledEntry => {
		const at = START - DAY_MS - row * 37 * MINUTE_MS;
		return { seq: 900 - row, at, event, end: end === undefined ? undefined : { at: at + 4_000, event: end } };
	});
	return { kind: 'read', entries, isMore: false, spoiled: 0, isTorn: false, hasMarks: true, ...facts };
}

/** The timeline of the card, still being read. */
export function atLoadingTimeline(options?: ProgramOptions): Program {
	const program = ready(options);
	program.command('step-1', 'timeline');
	return program;
}

export function answerHistory(program: Program, history: TimelineHistory = historyOf()): void {
	program.send({ type: 'timeline-read', request: program.question('read-timeline').request, history });
}

export function atTimeline(options?: ProgramOptions, history?: TimelineHistory): Program {
	const program = atLoadingTimeline(options);
	answerHistory(program, history);
	return program;
}
