import type { AkisCard } from '#card-model';
import { APPLICATION_PIN } from '../apdu/pin-command.ts';
import type { CardObjects } from './card-objects.ts';
import type { LearntTries } from './tries-left.ts';

/** What the program learnt of one card in one insertion. */
export interface CardMemory {
	/** Undefined before the first conversation, and of a card that gives none. */
	serial: string | undefined;
	pin: LearntTries | undefined;
	puk: LearntTries | undefined;
	/** Undefined until an act came so far as to need them. */
	objects: CardObjects | undefined;
	/** Of the PIN that acts are about. */
	pinReference: number;
}

/**
 * Memories by the description that the monitor made of a card: it makes a new one for each insertion, so that a
 * card which was out, or another one, inherits nothing.
 */
export function createCardMemories(): (card: AkisCard) => CardMemory {
	const memories = new WeakMap<AkisCard, CardMemory>();
	return (card) => {
		const known = memories.get(card);
		if (known !== undefined) {
			return known;
		}
		const memory: CardMemory = {
			serial: undefined,
			pin: undefined,
			puk: undefined,
			objects: undefined,
			pinReference: APPLICATION_PIN,
		};
		memories.set(card, memory);
		return memory;
	};
}
