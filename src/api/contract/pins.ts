import { z } from 'zod';
import { orNewerWord } from './newer-words.ts';
import { cardSerial, moment, pinDigits, token } from './primitives.ts';

/** PIN and PUK of a card that are given out. */
export const cardPins = z.object({ cardSerial, pin: pinDigits, puk: pinDigits });

export const pinsWithheldReason = z.enum([
	/** *Parolalarımı Sil*, at `since`. */
	'deleted',
	/** Not before the certificates' validity begins, at `since`. */
	'not-yet-valid',
	/** Not after it ended, at `since`. */
	'over',
	/** The holder chose the PIN; the portal does not know it. */
	'not-kept',
]);

/** A card whose PIN is not given out. */
export const pinsWithheld = z.object({ cardSerial, reason: pinsWithheldReason, since: moment.optional() });

/** The same of a portal whose reasons a later version of the contract may know. */
export const pinsWithheldOfAnyVersion = pinsWithheld.extend({ reason: orNewerWord(pinsWithheldReason) });

/**
 * `GET /v1/pins`: a page of at most 50 cards of each kind, in an order that stays; `next` is the query `after` of the
 * next page, another one each time, and comes with at least one card.
 */
export const pinList = z.object({
	cards: z.array(cardPins).max(50),
	withheld: z.array(pinsWithheld).max(50),
	next: token.optional(),
});

export const pinListOfAnyVersion = pinList.extend({ withheld: z.array(pinsWithheldOfAnyVersion).max(50) });

/**
 * `POST /v1/pins/deletions` request: *Parolalarımı Sil*; a change, for ever. `copy` is what the holder said:
 * that a copy was saved and looked at, or, in words, that none is wanted.
 */
export const pinDeletionRequest = z.object({ cardSerial, copy: z.enum(['saved', 'declined']) });

/** A row as a portal of this version gives it. */
export type WithheldRow = z.infer<typeof pinsWithheld>;
export type PinsWithheld = z.infer<typeof pinsWithheldOfAnyVersion>;
export type PinsWithheldReason = z.infer<typeof pinsWithheldReason>;
