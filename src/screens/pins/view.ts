import type { CardPins } from '#api';
import { blockedPinsEntry, PINS_ENTRIES, type PinsEntry } from '#app';
import {
	BLANK,
	bold,
	type Choice,
	choices,
	dim,
	drawAll,
	fact,
	facts,
	largeDigits,
	type Part,
	paragraph,
	row,
	secondsSince,
	toned,
	waiting,
	waitingRow,
} from '#ui';
import { withheldParts } from '../operation/withheld-parts.ts';
import type { View, Work } from '../view.ts';
import { CARDS_IN_WINDOW, hasMoreCards } from './update.ts';

const MASK_CELLS = 6;

/** Cards without a PIN that are named; more of them are counted. */
const NAMED_WITHOUT_PIN = 2;

const LAYOUT = { labelCells: 6, isOneRow: true } as const;

/** PIN / PUK Bilgisi: hidden until asked for, and hiding itself again. */
export function pinsScreen(view: View): Work {
	const { state, texts } = view;
	return {
		title: texts.pins.title,
		parts: inRoom(view, [
			...pinParts(view),
			BLANK,
			choices(
				PINS_ENTRIES.map((entry) => choiceOf(view, entry)),
				state.pinsEntry,
				{ labelCells: 22 },
			),
			...(state.session === undefined ? [row(toned('care', texts.menu.noSession))] : []),
		]),
	};
}

/** What to take care of stands below, where it takes no row from a PIN that is shown. */
function inRoom({ state, texts, width, rows, theme }: View, parts: readonly Part[]): readonly Part[] {
	const all = [...parts, BLANK, paragraph(toned('care', texts.pins.care))];
	return state.pins.kind === 'shown' && drawAll(all, width, theme).length > rows ? parts : all;
}

/** What can be done with the PINs. What cannot be undone comes last, and is red where the cursor stands on it: the eye goes to the PIN. */
function choiceOf({ state, texts: { pins, refusals } }: View, id: PinsEntry): Choice {
	const blocked = blockedPinsEntry(state, id);
	const label = {
		show: { shown: pins.hide, none: pins.askAgain, hidden: pins.show, asking: pins.show, loading: pins.show }[
			state.pins.kind
		],
		save: pins.save,
		delete: pins.remove,
	}[id];
	if (blocked !== undefined) {
		return { id, label, closed: refusals[blocked] };
	}
	return id === 'delete'
		? { id, label, beside: dim(pins.forEver), tone: state.pinsEntry === id ? 'danger' : undefined }
		: { id, label };
}

function pinParts(view: View): readonly Part[] {
	const { state, texts, theme } = view;
	const { pins } = state;
	switch (pins.kind) {
		case 'hidden':
		case 'asking': {
			const masked = bold(theme.glyphs.masked.repeat(MASK_CELLS));
			return [
				facts(LAYOUT, fact(texts.pins.pin, masked), fact(texts.pins.puk, masked)),
				BLANK,
				...hiddenParts(view),
			];
		}
		case 'none':
			return [
				paragraph(bold(texts.pins.none)),
				...(pins.withheld.length === 0
					? [paragraph(texts.pins.noneAtAll)]
					: [BLANK, ...withheldParts(view, pins.withheld.slice(0, NAMED_WITHOUT_PIN))]),
				...(pins.withheld.length > NAMED_WITHOUT_PIN
					? [row(dim(texts.deletion.moreCards(pins.withheld.length - NAMED_WITHOUT_PIN)))]
					: []),
			];
		case 'loading':
			return [waitingRow(texts.pins.loading, secondsSince(pins.since, state.now))];
		case 'shown': {
			const { cards, withheld, first = 0, next, page } = pins;
			const count = cards.length + withheld.length;
			const before = (page?.former ?? []).reduce((sum, former) => sum + former.cards, 0);
			const known = `${before + count}${next === undefined ? '' : '+'}`;
			const last = Math.min(first + CARDS_IN_WINDOW, count);
			const shownCards = cards.slice(first, last);
			const shownWithheld = withheld.slice(
				Math.max(0, first - cards.length),
				Math.max(0, last - cards.length),
			);
			const seconds = Math.max(0, Math.ceil((pins.hideAt - state.now) / 1000));
			return [
				...shownCards.flatMap((card) => cardParts(view, card)),
				...withheldParts(view, shownWithheld),
				...(hasMoreCards(pins) ? [row(dim(texts.pins.place(before + last, known)))] : []),
				...(shownCards.length === 0 ? [] : [BLANK, waiting(texts.pins.shown, seconds)]),
			];
		}
	}
}

/** How they are shown, and what may keep them then. */
function hiddenParts({ state, texts }: View): readonly Part[] {
	const { recorder } = state.mode;
	if (recorder === undefined) {
		return [paragraph(texts.pins.hidden)];
	}
	if (blockedPinsEntry(state, 'show') === 'recorded-kiosk') {
		return [paragraph(toned('care', texts.refusals['recorded-kiosk']))];
	}
	return [
		paragraph(toned('care', texts.pins.recorded(recorder))),
		paragraph(state.pins.kind === 'asking' ? texts.pins.confirmRecorded : texts.pins.hiddenRecorded),
	];
}

/** The PIN is what people are here for; nobody needs the PUK by hand. */
function cardParts({ texts: { pins }, theme }: View, { cardSerial, pin, puk }: CardPins): readonly Part[] {
	const { masked } = theme.glyphs;
	return [
		facts(LAYOUT, fact(pins.cardSerial, cardSerial)),
		largeDigits({ label: pins.pin, digits: pin, labelCells: LAYOUT.labelCells }),
		facts(
			LAYOUT,
			fact(pins.puk, {
				text: masked.repeat(puk.length),
				reveals: { secret: puk, from: 0, mark: masked },
			}),
		),
	];
}
