import type { CardPins } from '#api';
import { blockedPinsEntry, CARDS_IN_WINDOW, hasMoreCards, PINS_ENTRIES, type PinsEntry } from '#app';
import {
	BLANK,
	bold,
	type Choice,
	choices,
	dim,
	fact,
	facts,
	type Part,
	paragraph,
	row,
	secondsSince,
	toned,
	waiting,
	waitingRow,
} from '#ui';
import { withheldParts } from './operation/withheld-parts.ts';
import type { View, Work } from './view.ts';

const MASK_CELLS = 6;
const LAYOUT = { labelCells: 6, isOneRow: true } as const;

/** PIN / PUK Bilgisi: hidden until asked for, and hiding itself again. */
export function pinsScreen(view: View): Work {
	const { state, texts } = view;
	return {
		title: texts.pins.title,
		parts: [
			...pinParts(view),
			BLANK,
			choices(
				PINS_ENTRIES.map((entry) => choiceOf(view, entry)),
				state.pinsEntry,
				{ labelCells: 22 },
			),
			BLANK,
			paragraph(toned('care', texts.pins.care)),
			...(state.session === undefined ? [row(toned('care', texts.menu.noSession))] : []),
		],
	};
}

/** What can be done with the PINs; what cannot be undone is red and comes last. */
function choiceOf({ state, texts: { pins, refusals } }: View, id: PinsEntry): Choice {
	const blocked = blockedPinsEntry(state, id);
	const label = {
		show: state.pins.kind === 'shown' ? pins.hide : pins.show,
		save: pins.save,
		delete: pins.remove,
	}[id];
	if (blocked !== undefined) {
		return { id, label, closed: refusals[blocked] };
	}
	return id === 'delete' ? { id, label: `${label}  ${pins.forEver}`, tone: 'danger' } : { id, label };
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
			if (count === 0) {
				return [paragraph(texts.pins.none)];
			}
			const seconds = Math.max(0, Math.ceil((pins.hideAt - state.now) / 1000));
			return [
				...shownCards.map((card) => cardFacts(view, card)),
				...withheldParts(view, shownWithheld),
				...(hasMoreCards(pins) ? [row(dim(texts.pins.place(before + first + 1, before + last, known)))] : []),
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

function cardFacts({ texts: { pins } }: View, { cardSerial, pin, puk }: CardPins): Part {
	return facts(
		LAYOUT,
		fact(pins.cardSerial, cardSerial),
		fact(pins.pin, bold(pin.reveal())),
		fact(pins.puk, bold(puk.reveal())),
	);
}
