import type { ModuleToken, ReaderSnapshot } from '#card';
import { isSameCard } from '#card-rules';
import type { AppState } from './state.ts';

/** What the vendor's module says of a card that PC/SC shows without any certificate. */
export type DriverSight =
	/** The module is being asked. */
	| { readonly kind: 'asking' }
	/** The module shows a card with certificates that no reader's card was read as. */
	| { readonly kind: 'seen'; readonly token: ModuleToken };

/**
 * What the module says of the card in this reader; undefined where the card itself tells what it is, and where the module
 * sees nothing of it or does not work. A card is not denied before this is known.
 */
export function seenByDriver(state: AppState, reader: ReaderSnapshot): DriverSight | undefined {
	if (reader.isVirtual || !isUnrecognised(reader)) {
		return undefined;
	}
	const { driver } = state;
	if (driver.kind === 'searching' || driver.recheck !== undefined) {
		return { kind: 'asking' };
	}
	const { module } = driver.report;
	const unknown = module.kind === 'works' ? module.tokens.filter((token) => isUnread(state, token)) : [];
	// A module names readers in its own way; where it shows several cards, the one that names this reader is this card.
	const [only, ...others] = unknown;
	const token =
		others.length === 0
			? only
			: unknown.find(
					({ slotDescription }) => slotDescription !== '' && reader.name.startsWith(slotDescription),
				);
	return token === undefined ? undefined : { kind: 'seen', token };
}

/** Whether a card is in this reader that the module may know better. */
export function isUnrecognised({ slot }: ReaderSnapshot): boolean {
	switch (slot.kind) {
		case 'foreign':
			return true;
		case 'failed':
			return slot.code !== 'terminated';
		case 'akis':
			return slot.card.certificates.length === 0;
		default:
			return false;
	}
}

function isUnread({ card }: AppState, token: ModuleToken): boolean {
	return (
		token.certificates.length > 0 &&
		!card.readers.some(
			({ slot }) => (slot.kind === 'seal' || slot.kind === 'akis') && isSameCard(token, slot.card),
		)
	);
}
