import { blockedCardPinAct, CARD_PIN_ACTS, type CardPinAct, type CardPinState, servedWay } from '#app';
import { capability, isSandboxCard } from '#card-rules';
import { bold, cut, dim, EMPTY_LINE, fitText, type Line, line, plain } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { triesLines } from './tries.ts';

const ENTRY_CELLS = 18;

/** Which card, how many tries are left, and what can be done by which way, or why not. */
export function menuWork(view: View, cardPin: CardPinState): Work {
	const { texts, width, rows } = view;
	const { card } = cardPin;
	const lines = [
		...(card === undefined
			? []
			: [
					line(cut(texts.cardPin.holder(card.certificates[0]?.certificate.title ?? '', card.product), width)),
				]),
		...triesLines(view, cardPin),
		EMPTY_LINE,
		...CARD_PIN_ACTS.map((act) => entryLine(view, cardPin, act)),
		EMPTY_LINE,
		...explained(view, cardPin),
	];
	const hint = [EMPTY_LINE, ...sandboxHint(view, cardPin)];
	return {
		title: texts.cardPin.title,
		lines: lines.length + hint.length <= rows ? [...lines, ...hint] : lines,
	};
}

/** Where a newcomer finds what to type. */
function sandboxHint({ state, texts, width }: View, { card }: CardPinState): readonly Line[] {
	const isForThis =
		state.mode.portal === 'sandbox' &&
		card !== undefined &&
		isSandboxCard(card) &&
		servedWay(card, 'verify-pin') !== undefined;
	return isForThis ? paragraph(texts.cardPin.sandboxHint, width) : [];
}

function entryLine(
	{ state, texts, theme, width }: View,
	{ card, entry }: CardPinState,
	act: CardPinAct,
): Line {
	const isHere = entry === act;
	const blocked = blockedCardPinAct(state, act);
	const pointer = isHere ? bold(`${theme.glyphs.here} `) : plain('  ');
	const name = fitText(texts.cardPin.acts[act], ENTRY_CELLS);
	const room = width - ENTRY_CELLS - 2;
	if (blocked !== undefined) {
		return line(pointer, dim(name), dim(cut(texts.refusals[blocked], room)));
	}
	const way = card === undefined ? '' : texts.cardPin.ways[capability(card, act).way];
	return line(pointer, isHere ? bold(name) : plain(name), dim(cut(way, room)));
}

/** What the entry under the cursor does, or all of why it does not. */
function explained({ state, texts, width }: View, { entry }: CardPinState): readonly Line[] {
	const blocked = blockedCardPinAct(state, entry);
	if (blocked === undefined) {
		return paragraph(texts.cardPin.explained[entry], width).map((spans) =>
			spans.map(({ text }) => dim(text)),
		);
	}
	const isSaidBelow = state.notice?.kind === 'refused' && state.notice.refusal === blocked;
	return isSaidBelow ? [] : paragraph(texts.refusals[blocked], width, 'care');
}
