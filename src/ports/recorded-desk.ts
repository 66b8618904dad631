import type { CalledOff, CardPinOutcome, UnlockOutcome } from '#app';
import type { CardAct, CardActOutcome, Journal, PortalPukAct } from '#audit';
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
	/** The same with the PUK of a portal, which no card gets again once one refused it. */
	actWithPortalPuk<Outcome extends { readonly kind: ActKind }>(
		act: PortalPukAct,
		send: (desk: PinDesk) => Promise<Outcome>,
	): Promise<Outcome | NotRecorded | PukHeldBack>;
}

/** The journal says that this PUK must not be sent, or that it may have been refused. */
export type PukHeldBack = Extract<UnlockOutcome, { readonly kind: 'puk-refused-before' | 'puk-unclear' }>;

export function recordedDesk(desk: PinDesk, journal: () => Promise<Journal>): RecordedDesk {
	const sent = async <Outcome extends { readonly kind: ActKind }>(
		book: Journal,
		act: string,
		send: (desk: PinDesk) => Promise<Outcome>,
	): Promise<Outcome> => {
		const outcome = await send(desk);
		await book.settleCardAct(act, {
			outcome: recordedOutcome(outcome.kind),
			triesLeft: triesIn(outcome),
			...(outcome.kind === 'declined' ? { compared: false } : {}),
		});
		return outcome;
	};
	return {
		readTries: (request) => desk.readTries(request),
		async act(act, send) {
			const book = await journal();
			const intended = await book.intendCardAct(act);
			return intended.ok ? sent(book, intended.value, send) : { kind: 'journal', failure: intended.failure };
		},
		async actWithPortalPuk(act, send) {
			const book = await journal();
			const intended = await book.intendPortalPuk(act);
			if (!intended.ok) {
				return { kind: 'journal', failure: intended.failure };
			}
			switch (intended.value.kind) {
				case 'intended':
					return sent(book, intended.value.act, send);
				case 'refused-before':
					return { kind: 'puk-refused-before', at: intended.value.at };
				case 'unclear':
					return { kind: 'puk-unclear' };
			}
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
