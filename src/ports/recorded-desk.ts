import type { CalledOff, CardPinOutcome } from '#app';
import type { CardAct, CardActOutcome, Journal } from '#audit';
import type { PinDesk, SignOutcome, TriesLeft } from '#card';

/** What an act with a PIN can come to, as far as the journal tells it. */
type ActKind = CardPinOutcome['kind'] | SignOutcome['kind'] | CalledOff['kind'];

/** The journal took nothing, so the card got nothing. */
export type NotRecorded = Extract<CardPinOutcome, { readonly kind: 'journal' }>;

/**
 * A PIN desk whose acts are all in the journal. The desk itself is reachable only inside {@link RecordedDesk.act},
 * after the act's intent is on the disk: there is no way around it.
 */
export interface RecordedDesk {
	/** Compares no PIN and leaves no record. */
	readonly readTries: PinDesk['readTries'];
	/**
	 * Writes the intent, runs `send`, and writes the outcome. `send` does not run where the intent cannot be written.
	 *
	 * @param send does one act of a person at the desk; an act that it throws at stays open in the journal
	 */
	act<Outcome extends { readonly kind: ActKind }>(
		act: CardAct,
		send: (desk: PinDesk) => Promise<Outcome>,
	): Promise<Outcome | NotRecorded>;
}

export function recordedDesk(desk: PinDesk, journal: () => Promise<Journal>): RecordedDesk {
	return {
		readTries: (request) => desk.readTries(request),
		async act(act, send) {
			const book = await journal();
			const intended = await book.intendCardAct(act);
			if (!intended.ok) {
				return { kind: 'journal', failure: intended.failure };
			}
			const outcome = await send(desk);
			await book.settleCardAct(intended.value, {
				outcome: recordedOutcome(outcome.kind),
				triesLeft: triesIn(outcome),
			});
			return outcome;
		},
	};
}

function triesIn(outcome: { readonly kind: ActKind; readonly tries?: TriesLeft }): number | null {
	return outcome.tries === undefined ? null : countOf(outcome.tries);
}

function countOf(tries: TriesLeft): number | null {
	switch (tries.kind) {
		case 'exactly':
			return tries.count;
		case 'blocked':
			return 0;
		case 'unknown':
		case 'at-most':
		case 'last-try':
			return null;
	}
}

function recordedOutcome(kind: ActKind): CardActOutcome['outcome'] {
	switch (kind) {
		case 'done':
		case 'signed':
			return 'done';
		case 'wrong':
		case 'blocked':
		case 'declined':
		case 'not-signed':
			return 'refused';
		case 'unknown':
			return 'unknown';
		case 'needs-last-try-confirmation':
		case 'refused':
		case 'in-use':
		case 'not-supported':
		case 'module-trouble':
		case 'card-gone-before':
		case 'called-off':
		case 'journal':
			return 'not-begun';
	}
}
