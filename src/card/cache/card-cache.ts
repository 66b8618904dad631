import { type CacheFile, type CacheProblem, openCacheFile } from './cache-file.ts';
import type { RememberedCard } from './remembered-card.ts';

/**
 * Cards that were read whole. What is in here is never shown by itself: `confirmCard` asks the card first, each time
 * that one is put in.
 */
export interface CardCache {
	/** Those with this ATR, the one seen last before the others. Never fails. */
	candidates(atr: string): Promise<readonly RememberedCard[]>;
	/** Takes in a card, or moves it to the front. */
	remember(card: RememberedCard): void;
	/** What keeps the cards from being kept on disk, as far as was found out; undefined where nothing does. */
	readonly problem: CacheProblem | undefined;
	/** Resolves when everything is on disk that goes there; never rejects. */
	saved(): Promise<void>;
}

/** More cards than anybody has at hand; a helpdesk's next one is read whole. */
export const MAX_CARDS = 16;

/** @param folder where the cards are kept for the next run; without one they are kept in memory alone */
export function createCardCache(folder: string | undefined): CardCache {
	const file: CacheFile | undefined = folder === undefined ? undefined : openCacheFile(folder);
	let cards: readonly RememberedCard[] = [];
	/** Of the file, once. */
	let loading: Promise<void> | undefined;
	let saving: Promise<void> = Promise.resolve();
	const load = async (): Promise<void> => {
		const stored = (await file?.load()) ?? [];
		cards = [...cards, ...stored].slice(0, MAX_CARDS);
	};
	return {
		async candidates(atr) {
			loading ??= load();
			await loading;
			return cards.filter((card) => card.atr === atr);
		},
		remember(card) {
			const isNew = !cards.includes(card);
			cards = [card, ...cards.filter((other) => other !== card && !isSame(other, card))].slice(0, MAX_CARDS);
			if (isNew && file !== undefined) {
				saving = saving.then(() => file.save(cards));
			}
		},
		get problem() {
			return file?.problem;
		},
		saved: () => saving,
	};
}

function isSame(one: RememberedCard, other: RememberedCard): boolean {
	return (
		one.atr === other.atr &&
		one.isListed === other.isListed &&
		one.certificates.length === other.certificates.length &&
		one.certificates.every(
			({ certificate }, index) =>
				certificate.fingerprint === other.certificates[index]?.certificate.fingerprint,
		)
	);
}
