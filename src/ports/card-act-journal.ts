import type { CalledOff, CardPinOrder, CardPinOutcome, CardPinPort } from '#app';
import type { CardActOutcome, Journal } from '#audit';
import type { AkisCard, SignOutcome, TriesLeft } from '#card';

/** What acts with a PIN can come to, as far as the journal tells it. */
type ActKind = CardPinOutcome['kind'] | SignOutcome['kind'] | CalledOff['kind'];

/** The same port, with each act in the journal before the card gets anything of it, and its outcome afterwards. */
export function writtenDown(cardPin: CardPinPort, journal: () => Promise<Journal>): CardPinPort {
	return {
		readTries: (card, signal) => cardPin.readTries(card, signal),
		async perform(order, signal) {
			const book = await journal();
			const intended = await book.intendCardAct({
				kind: order.act,
				cardSerial: serialInJournal(order),
				triesLeft: null,
			});
			if (!intended.ok) {
				return { kind: 'journal', failure: intended.failure };
			}
			const outcome = await cardPin.perform(order, signal);
			await book.settleCardAct(intended.value, {
				outcome: recordedOutcome(outcome.kind),
				triesLeft: 'tries' in outcome ? countOf(outcome.tries) : null,
			});
			return outcome;
		},
	};
}

/**
 * What tells a card from others in the journal: no public command gives a card's own number, so that the number of
 * its certificate stands for it. A card without one is told by its kind alone.
 */
function serialInJournal({ card }: CardPinOrder): AkisCard['atr'] {
	return card.certificates[0]?.certificate.serialNumber ?? card.atr;
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

export function recordedOutcome(kind: ActKind): CardActOutcome['outcome'] {
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
