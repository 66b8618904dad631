import type { Texts } from '#i18n';
import type { ReaderFacts } from './status-report.ts';

/** What is missing on the card of a report; undefined where it was read whole, or there is none. */
export function gapSentence(card: ReaderFacts['card'], { card: words }: Texts): string | undefined {
	const { gap, unreadable } = card ?? { gap: null, unreadable: [] };
	if (gap === null) {
		return undefined;
	}
	const missing = gap.missingUse ?? undefined;
	if (gap.kind === 'unreadable') {
		return words.gap({ kind: gap.kind, missing, fileIds: unreadable.map(({ fileId }) => fileId) });
	}
	return missing === undefined ? undefined : words.gap({ kind: gap.kind, missing });
}

/** The state of a reader of a report, in one or two words. */
export function stateWord(
	{ state, card }: Pick<ReaderFacts, 'state' | 'card'>,
	{ card: words }: Texts,
): string {
	const gap = card?.gap ?? null;
	return gap === null ? words.slotWord[state] : words.gapWord[gap.kind];
}
