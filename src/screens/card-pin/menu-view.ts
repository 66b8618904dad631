import { blockedCardPinAct, CARD_PIN_ACTS, type CardPinAct, type CardPinState, servedWay } from '#app';
import { capability, isSandboxCard } from '#card-rules';
import { BLANK, type Choice, choices, dim, drawAll, type Part, paragraph, row, toned } from '#ui';
import type { View, Work } from '../view.ts';
import { triesParts } from './tries.ts';

/** Which card, how many tries are left, and what can be done by which way, or why not. */
export function menuWork(view: View, cardPin: CardPinState): Work {
	const { texts, theme, width, rows } = view;
	const { card, entry } = cardPin;
	const parts = [
		...(card === undefined
			? []
			: [row(texts.cardPin.holder(card.certificates[0]?.certificate.title ?? '', card.product))]),
		...triesParts(view, cardPin),
		BLANK,
		choices(
			CARD_PIN_ACTS.map((act) => choiceOf(view, cardPin, act)),
			entry,
			{ labelCells: 18 },
		),
		BLANK,
		...explained(view, cardPin),
	];
	const withHint = [...parts, BLANK, ...sandboxHint(view, cardPin)];
	return {
		title: texts.cardPin.title,
		parts: drawAll(withHint, width, theme).length <= rows ? withHint : parts,
	};
}

/** Where a newcomer finds what to type. */
function sandboxHint({ state, texts }: View, { card }: CardPinState): readonly Part[] {
	const isForThis =
		state.mode.portal === 'sandbox' &&
		card !== undefined &&
		isSandboxCard(card) &&
		servedWay(card, 'verify-pin') !== undefined;
	return isForThis ? [paragraph(texts.cardPin.sandboxHint)] : [];
}

function choiceOf({ state, texts }: View, { card }: CardPinState, act: CardPinAct): Choice {
	const blocked = blockedCardPinAct(state, act);
	const { acts, ways } = texts.cardPin;
	return {
		id: act,
		label: acts[act],
		...(blocked === undefined
			? { beside: dim(card === undefined ? '' : ways[capability(card, act).way]) }
			: { closed: texts.refusals[blocked] }),
	};
}

/** What the entry under the cursor does, or all of why it does not. */
function explained({ state, texts }: View, { entry }: CardPinState): readonly Part[] {
	const blocked = blockedCardPinAct(state, entry);
	if (blocked === undefined) {
		return [paragraph(dim(texts.cardPin.explained[entry]))];
	}
	const isSaidBelow = state.notice?.kind === 'refused' && state.notice.refusal === blocked;
	return isSaidBelow ? [] : [paragraph(toned('care', texts.refusals[blocked]))];
}
