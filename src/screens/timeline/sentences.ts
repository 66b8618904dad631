import { isOutcomeOpen, type JournalledEntry, type TimelineRow } from '#app';
import type { Texts } from '#i18n';
import { operationNumber } from '#text';
import { calendarDate, clockTime, type Tone } from '#ui';
import { triesText } from '../card-pin/tries.ts';
import { deciderText, stateText, toneOf } from '../certificate/words.ts';
import { inGroups } from '../certificates/table.ts';

/** What happened, in the words in which it is told elsewhere. */
export interface ToldRow {
	readonly what: string;
	/** What it came to; undefined where it is no act. */
	readonly outcome: { readonly text: string; readonly tone: Tone | undefined } | undefined;
	/** Beside it, sentence by sentence. */
	readonly facts: readonly string[];
}

export function toldRow(texts: Texts, row: TimelineRow): ToldRow {
	return row.from === 'run' ? ofRun(texts, row.event) : ofJournal(texts, row.entry);
}

/** `15.01.2026 12:00` */
export function momentText(at: number): string {
	return `${calendarDate(at)} ${clockTime(at)}`;
}

function ofRun(texts: Texts, { what, reader }: Extract<TimelineRow, { from: 'run' }>['event']): ToldRow {
	const facts = [...(reader === undefined ? [] : [reader]), texts.timeline.thisRun];
	const told = (text: string, outcome?: ToldRow['outcome']): ToldRow => ({ what: text, outcome, facts });
	switch (what.kind) {
		case 'inserted':
			return told(texts.timeline.inserted);
		case 'removed':
			return told(texts.timeline.removed);
		case 'read':
			return told(texts.timeline.read(what.certificates));
		case 'trouble':
			return told(texts.timeline.slotTrouble(texts.card.slotWord[what.slot]));
		case 'checked': {
			const { assessment, fingerprint } = what.known;
			const { title = '', holderNumber, use } = assessment.chain.links[0]?.certificate ?? {};
			const label =
				holderNumber === undefined || use === undefined ? title || fingerprint : holderNumber + use;
			const decider = deciderText(what.known, assessment, texts);
			const tone = toneOf(assessment.state);
			return {
				what: texts.timeline.checked(label),
				// Good then is not good now: what came after it may have ended the seal.
				outcome: { text: stateText(assessment, texts), tone: tone === 'done' ? undefined : tone },
				facts: [...(decider === undefined ? [] : [texts.certificate.decidedBy(decider)]), ...facts],
			};
		}
		case 'tries':
			return told(texts.readers.pinTries(triesText(texts, what.pin)));
	}
}

function ofJournal(texts: Texts, entry: JournalledEntry): ToldRow {
	const { event, end, seq } = entry;
	return {
		what: whatOf(texts, event),
		outcome: outcomeOf(texts, entry),
		facts: [
			...('key' in event ? [texts.operation.number(operationNumber(event.key), event.key)] : []),
			...becauseOf(texts, end),
			...aboutOf(texts, event),
			...(end === undefined ? [] : [texts.timeline.ended(momentText(end.at))]),
			texts.timeline.record(seq),
		],
	};
}

const WAY_WORDS = { password: 'password', 'e-signature': 'signature', elsewhere: 'elsewhere' } as const;

function whatOf(texts: Texts, event: JournalledEntry['event']): string {
	const { timeline, told, method, guided, cardPin } = texts;
	switch (event.event) {
		case 'session-begun':
			return timeline.sessionBegun(method[WAY_WORDS[event.way]]);
		case 'session-ended':
			return told[SESSION_ENDS[event.why]];
		case 'pins-given':
			return timeline.pinsGiven;
		case 'pin-document-given':
			return timeline.documentGiven;
		case 'card-act-intended':
			return cardPin.acts[event.kind];
		case 'guided-begun':
			return timeline.onSite(guided.tasks[event.task].name);
		case 'change-intended':
			return changeOf(texts, event.kind);
	}
}

const SESSION_ENDS = {
	'logged-out': 'logged-out',
	'logged-out-unheard': 'logged-out-unheard',
	expired: 'session-expired',
	replaced: 'session-replaced',
} as const;

function changeOf(
	{ menu, pins, portal, unlock, update }: Texts,
	kind: Extract<JournalledEntry['event'], { event: 'change-intended' }>['kind'],
): string {
	switch (kind) {
		case 'activate':
		case 'revoke':
		case 'update-details':
			return menu.entries[kind];
		case 'change-phone':
			return update.rows.phone;
		case 'change-security-word':
			return update.rows.word;
		case 'reset-security-word':
			return portal.operationNames['security-word-reset'];
		case 'delete-pins':
			return pins.remove;
		case 'start-unlock':
			return unlock.startRequest;
		case 'report-unlock':
			return `${menu.entries.unlock}: ${unlock.reportRequest}`;
	}
}

function outcomeOf(texts: Texts, entry: JournalledEntry): ToldRow['outcome'] {
	const { event, end } = entry;
	if (isOutcomeOpen(entry)) {
		const text =
			event.event === 'card-act-intended' && end !== undefined
				? texts.cardPin.unknown[event.kind].what
				: texts.timeline.noOutcome;
		return { text, tone: 'care' };
	}
	switch (end?.event.event) {
		case undefined:
			return undefined;
		case 'change-settled': {
			const { outcome } = end.event;
			const tone = outcome === 'done' ? 'done' : outcome === 'not-known' ? 'care' : 'danger';
			return { text: texts.operation.outcomes[outcome], tone };
		}
		case 'guided-ended': {
			const { outcome } = end.event;
			return {
				text: texts.guided.outcomes[outcome],
				tone: outcome === 'seen-online' || outcome === 'seen-on-card' ? 'done' : 'care',
			};
		}
		case 'card-act-settled':
			return event.event === 'card-act-intended'
				? ofCardAct(texts, event.kind, end.event.outcome)
				: undefined;
	}
}

type CardActKind = Extract<JournalledEntry['event'], { event: 'card-act-intended' }>['kind'];

function ofCardAct(
	{ cardPin, timeline }: Texts,
	kind: CardActKind,
	outcome: 'done' | 'refused' | 'not-begun' | 'unknown',
): ToldRow['outcome'] {
	switch (outcome) {
		case 'done':
			return { text: kind === 'sign' ? cardPin.signed.what : cardPin.done[kind].what, tone: 'done' };
		case 'refused':
			return { text: timeline.cardRefused, tone: 'danger' };
		case 'not-begun':
			return { text: timeline.notBegun, tone: 'care' };
		case 'unknown':
			return { text: cardPin.unknown[kind].what, tone: 'care' };
	}
}

/** Which certificate, or that it is not about this card alone. */
function aboutOf({ timeline, certificateTable }: Texts, event: JournalledEntry['event']): readonly string[] {
	switch (event.event) {
		case 'session-begun':
		case 'session-ended':
		case 'pin-document-given':
			return [timeline.ofAccount];
		case 'pins-given':
		case 'card-act-intended':
			return [];
		case 'change-intended':
		case 'guided-begun':
			switch (event.subject.of) {
				case 'certificate':
					return [certificateTable.serial(inGroups(event.subject.serialNumber))];
				case 'card':
					return [];
				case 'unlock':
				case 'account':
					return [timeline.ofAccount];
			}
	}
}

function becauseOf(texts: Texts, end: JournalledEntry['end']): readonly string[] {
	switch (end?.event.event) {
		case 'change-settled': {
			const { problem } = end.event;
			const isKnown = (code: string): code is keyof Texts['problems'] => code in texts.problems;
			return problem !== undefined && isKnown(problem) ? [texts.problems[problem]()] : [];
		}
		case 'card-act-settled': {
			const { triesLeft } = end.event;
			return triesLeft === null
				? []
				: [
						texts.timeline.triesLeft(
							triesText(texts, triesLeft === 0 ? { kind: 'blocked' } : { kind: 'exactly', count: triesLeft }),
						),
					];
		}
		case 'guided-ended':
		case undefined:
			return [];
	}
}
