import { z } from 'zod';
import { orNewerWord } from './newer-words.ts';
import { cardSerial, moment, newPinDigits, pinDigits, token } from './primitives.ts';

/** `POST /v1/unlocks` request: *Kilit Çözme* begins; a change, whose `resource` is the unlock's id. */
export const unlockRequest = z.object({ cardSerial });

export const unlockState = z.enum(['open', 'done', 'not-done']);

/** One row of `GET /v1/unlocks`, newest first. */
export const unlockRow = z.object({
	unlockId: token,
	cardSerial,
	state: unlockState,
	startedAt: moment,
});

export const unlockList = z.object({ unlocks: z.array(unlockRow).max(50) });

export const unlockListOfAnyVersion = z.object({
	unlocks: z.array(unlockRow.extend({ state: orNewerWord(unlockState) })).max(50),
});

/**
 * `GET /v1/unlocks/{unlockId}`: what the card needs, as long as the unlock is open and as often as it is asked
 * for, so that an interrupted one is taken up again with the same PIN.
 */
export const unlockData = z.object({
	unlockId: token,
	cardSerial,
	puk: pinDigits,
	/** The PIN to set, where the portal invents it; else the holder chooses one, which stays here. */
	newPin: newPinDigits.optional(),
});

/** `POST /v1/unlocks/{unlockId}/report` request: what became of it on the card; a change. */
export const unlockReport = z.object({ result: z.enum(['done', 'not-done']) });

export type UnlockRow = z.infer<typeof unlockListOfAnyVersion>['unlocks'][number];
export type UnlockResult = z.infer<typeof unlockReport>['result'];
