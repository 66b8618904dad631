import type { ResponseApdu } from '../apdu/response.ts';
import type { CardStatus } from '../apdu/status.ts';

/** What a card answered to a PIN or PUK. */
export type PinAnswer =
	| { readonly kind: 'right' }
	/** At least one try is left. */
	| { readonly kind: 'wrong'; readonly triesLeft: number }
	| { readonly kind: 'blocked' }
	/** The card says that it did not do it, and nothing of a wrong PIN. */
	| { readonly kind: 'declined'; readonly reason: DeclineReason }
	/** The answer does not say what the card did. */
	| { readonly kind: 'unclear' };

/** The card's reason, as far as a status word has one; some fit a new PIN that the card does not take. */
export type DeclineReason = Exclude<
	CardStatus['kind'],
	| 'done'
	| 'wrong-pin'
	| 'pin-blocked'
	| 'more-data'
	| 'wrong-expected-length'
	| 'end-of-file'
	| 'terminated'
	| 'other'
>;

/** The one place that decides what a status word means for a PIN. */
export function readPinAnswer({ data, status }: ResponseApdu): PinAnswer {
	switch (status.kind) {
		case 'done':
			// These commands have no answer data: what brings some is not the answer to them.
			return data.length === 0 ? { kind: 'right' } : { kind: 'unclear' };
		case 'wrong-pin':
			return status.triesLeft === 0 ? { kind: 'blocked' } : { kind: 'wrong', triesLeft: status.triesLeft };
		case 'pin-blocked':
			return { kind: 'blocked' };
		case 'more-data':
		case 'wrong-expected-length':
		case 'end-of-file':
		case 'terminated':
		case 'other':
			return { kind: 'unclear' };
		default:
			return { kind: 'declined', reason: status.kind };
	}
}
