import type { AkisCard } from '#card';
import { foldedText, operationNumber } from '#text';
import { type CardEvent, type CardLog, cardIdentity } from './card-log.ts';
import type { ScreenName } from './place.ts';
import type { RequestId } from './request.ts';
import type { JournalledEntry, TimelineHistory, TimelineSubject } from './timeline-history.ts';
import { OUTCOME_WORDS, WHAT_WORDS } from './timeline-words.ts';

/* What happened to one card: what the journal says of it, and what was seen of it in this run. */

export interface TimelineState {
	/** Where Esc leads back to. */
	readonly openedFrom: ScreenName;
	/** Of the certificate that it was opened over. */
	readonly fingerprint: string | undefined;
	/** Whose timeline it is; it stays where the card is pulled. */
	readonly card: AkisCard;
	readonly subject: TimelineSubject;
	readonly history:
		| { readonly kind: 'loading'; readonly request: RequestId; readonly since: number }
		| TimelineHistory;
	readonly query: string;
	/** Whether characters go into the query. */
	readonly isTyping: boolean;
	/** Place among the rows that the query leaves. */
	readonly cursor: number;
}

export type TimelineRow =
	| { readonly from: 'run'; readonly at: number; readonly event: CardEvent }
	| { readonly from: 'journal'; readonly at: number; readonly entry: JournalledEntry };

/** All that is known of the card, newest first; where times are equal, what the journal has later. */
export function timelineRows(timeline: TimelineState, cardLog: CardLog): readonly TimelineRow[] {
	const identity = cardIdentity(timeline.card);
	const seen = cardLog.events
		.filter(({ card }) => card === identity)
		.map((event): TimelineRow => ({ from: 'run', at: event.at, event }))
		.toReversed();
	const { history } = timeline;
	const journalled =
		history.kind === 'read'
			? history.entries.map((entry): TimelineRow => ({ from: 'journal', at: entry.at, entry }))
			: [];
	return [...journalled, ...seen].toSorted((one, other) => other.at - one.at);
}

/** What the query leaves: every word of it occurs. */
export function shownTimelineRows(timeline: TimelineState, cardLog: CardLog): readonly TimelineRow[] {
	const rows = timelineRows(timeline, cardLog);
	const words = foldedText(timeline.query)
		.split(/\s+/u)
		.filter((word) => word !== '');
	return words.length === 0
		? rows
		: rows.filter((row) => {
				const text = searchText(row);
				return words.every((word) => text.includes(word));
			});
}

/** What became of it is not known: nothing is written, or the card did not say. */
export function isOutcomeOpen({ event, end }: JournalledEntry): boolean {
	switch (event.event) {
		case 'change-intended':
		case 'card-act-intended':
		case 'guided-begun':
			return end === undefined || end.event.outcome === 'unknown';
		case 'session-begun':
		case 'session-ended':
		case 'pins-given':
		case 'pin-document-given':
			return false;
	}
}

/** Turkey keeps UTC+3 all year since 7 September 2016, and no journal is older than this program. */
const TURKEY_MS = 3 * 3_600_000;

/** `15.01.2026 12:00`, as the screens write it. */
function momentText(at: number): string {
	const [date = '', clock = ''] = new Date(at + TURKEY_MS).toISOString().split('T');
	return `${date.split('-').toReversed().join('.')} ${clock.slice(0, 5)}`;
}

function searchText(row: TimelineRow): string {
	const when = momentText(row.at);
	if (row.from === 'run') {
		const { what, reader = '' } = row.event;
		return `${when} ${WHAT_WORDS[what.kind]} ${foldedText(reader)}`;
	}
	const { event, end } = row.entry;
	const outcome = isOutcomeOpen(row.entry) ? 'unknown' : end?.event.outcome;
	return foldedText(
		[
			when,
			WHAT_WORDS['kind' in event ? event.kind : 'task' in event ? event.task : event.event],
			outcome === undefined ? '' : OUTCOME_WORDS[outcome],
			'key' in event
				? `${event.key} ${operationNumber(event.key)} ${operationNumber(event.key).replace('-', '')}`
				: '',
			'subject' in event && event.subject.of === 'certificate' ? event.subject.serialNumber : '',
		].join(' '),
	);
}
