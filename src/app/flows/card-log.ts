import type { AkisCard, ReaderSnapshot, SlotState } from '#card';
import { type CardEvent, type CardHappening, type CardLog, cardIdentity, type Seat } from '../card-log.ts';
import type { StampedMessage } from '../messages.ts';
import type { AppState } from '../state.ts';

/** Kept; a card that is put in and out all day pushes the morning's out. */
const MOST_EVENTS = 300;
const MOST_TROUBLES = 8;

/** The log once this message is answered. */
export function logAfter({ cardLog, cardPin, card }: AppState, message: StampedMessage): CardLog {
	switch (message.type) {
		case 'card-changed':
			return afterSnapshot(cardLog, message.snapshot.readers, message.at);
		case 'pin-tries-read': {
			const { outcome } = message;
			const isAnswer = cardPin?.tries.kind === 'looking' && cardPin.tries.request === message.request;
			return isAnswer && cardPin.card !== undefined && outcome.kind === 'read'
				? withEvents(
						cardLog,
						eventsOf(cardPin.card, undefined, [[message.at, { kind: 'tries', pin: outcome.pin }]]),
					)
				: cardLog;
		}
		case 'certificate-assessed': {
			const { known } = message;
			const reader = card.readers.find(({ slot }) => holds(slot, known.fingerprint));
			return known.assessment.wanted === 'everything' &&
				(reader?.slot.kind === 'akis' || reader?.slot.kind === 'seal')
				? withEvents(
						cardLog,
						eventsOf(reader.slot.card, reader.name, [[message.at, { kind: 'checked', known }]]),
					)
				: cardLog;
		}
		default:
			return cardLog;
	}
}

function holds(slot: SlotState, fingerprint: string): boolean {
	return (
		(slot.kind === 'akis' || slot.kind === 'seal') &&
		slot.card.certificates.some(({ certificate }) => certificate.fingerprint === fingerprint)
	);
}

function afterSnapshot(log: CardLog, readers: readonly ReaderSnapshot[], now: number): CardLog {
	const names = new Set([...Object.keys(log.seats), ...readers.map(({ name }) => name)]);
	const events: CardEvent[] = [];
	const seats: Record<string, Seat> = {};
	for (const name of names) {
		const slot = readers.find((reader) => reader.name === name)?.slot;
		const after = seatAfter(log.seats[name], slot, name, now);
		events.push(...after.events);
		if (after.seat !== undefined) {
			seats[name] = after.seat;
		}
	}
	return withEvents({ ...log, seats }, events);
}

interface SeatAfter {
	readonly seat: Seat | undefined;
	readonly events: readonly CardEvent[];
}

function seatAfter(
	seat: Seat | undefined,
	slot: SlotState | undefined,
	reader: string,
	now: number,
): SeatAfter {
	const leaves = seat?.card === undefined ? [] : eventsOf(seat.card, reader, [[now, { kind: 'removed' }]]);
	switch (slot?.kind) {
		case undefined:
		case 'empty':
			return { seat: undefined, events: leaves };
		case 'reading':
			// What was recognised before is another insertion.
			return seat === undefined || seat.card !== undefined
				? { seat: { since: now, card: undefined, troubles: [] }, events: leaves }
				: { seat, events: [] };
		case 'akis':
		case 'seal':
			return seat?.card === slot.card
				? { seat, events: [] }
				: {
						seat: { since: now, card: slot.card, troubles: [] },
						events: [...leaves, ...arrival(seat, slot.card, reader, now)],
					};
		case 'in-use':
		case 'unresponsive':
		case 'failed':
		case 'foreign': {
			const here = seat ?? { since: now, card: undefined, troubles: [] };
			if (here.troubles.at(-1)?.slot === slot.kind) {
				return { seat: here, events: [] };
			}
			const trouble = { at: now, slot: slot.kind };
			const troubles = [...here.troubles, trouble].slice(-MOST_TROUBLES);
			return {
				seat: { ...here, troubles },
				events:
					here.card === undefined
						? []
						: eventsOf(here.card, reader, [[now, { kind: 'trouble', slot: slot.kind }]]),
			};
		}
	}
}

/** What was seen of a card before it was known which one it is belongs to it. */
function arrival(seat: Seat | undefined, card: AkisCard, reader: string, now: number): readonly CardEvent[] {
	const isNew = seat === undefined || seat.card !== undefined;
	return eventsOf(card, reader, [
		[isNew ? now : seat.since, { kind: 'inserted' }],
		...(isNew ? [] : seat.troubles.map(({ at, slot }) => [at, { kind: 'trouble', slot }] as const)),
		[now, { kind: 'read', certificates: card.certificates.length }],
	]);
}

function eventsOf(
	card: AkisCard,
	reader: string | undefined,
	happenings: readonly (readonly [at: number, what: CardHappening])[],
): readonly CardEvent[] {
	const identity = cardIdentity(card);
	return identity === undefined ? [] : happenings.map(([at, what]) => ({ at, card: identity, reader, what }));
}

function withEvents(log: CardLog, events: readonly CardEvent[]): CardLog {
	return events.length === 0 ? log : { ...log, events: [...log.events, ...events].slice(-MOST_EVENTS) };
}
