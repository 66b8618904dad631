import type { CardPins } from '#api';
import { blockedPinsEntry, CARDS_IN_WINDOW, hasMoreCards, PINS_ENTRIES, type PinsEntry } from '#app';
import { bold, cut, dim, EMPTY_LINE, fitText, type Line, line, plain, secondsSince, toned } from '#ui';
import { withheldLines } from './operation/withheld-lines.ts';
import { paragraph } from './paragraph.ts';
import type { View, Work } from './view.ts';

const MASK_CELLS = 6;
const ENTRY_CELLS = 22;

/** PIN / PUK Bilgisi: hidden until asked for, and hiding itself again. */
export function pinsScreen(view: View): Work {
	const { state, texts, width } = view;
	return {
		title: texts.pins.title,
		lines: [
			...pinLines(view),
			EMPTY_LINE,
			...PINS_ENTRIES.map((entry) => entryLine(view, entry)),
			EMPTY_LINE,
			...paragraph(texts.pins.care, width, 'care'),
			...(state.session === undefined ? [line(toned('care', texts.menu.noSession))] : []),
		],
	};
}

/** What can be done with the PINs; what cannot be undone is red and comes last. */
function entryLine({ state, texts, theme, width }: View, entry: PinsEntry): Line {
	const isHere = state.pinsEntry === entry;
	const blocked = blockedPinsEntry(state, entry);
	const name = {
		show: state.pins.kind === 'shown' ? texts.pins.hide : texts.pins.show,
		save: texts.pins.save,
		delete: texts.pins.remove,
	}[entry];
	const pointer = isHere ? bold(`${theme.glyphs.here} `) : plain('  ');
	if (blocked !== undefined) {
		const reason = cut(texts.refusals[blocked], width - ENTRY_CELLS - 2);
		return line(pointer, dim(fitText(name, ENTRY_CELLS)), dim(reason));
	}
	if (entry === 'delete') {
		return line(pointer, toned('danger', `${name}  ${texts.pins.forEver}`));
	}
	return line(pointer, isHere ? bold(name) : plain(name));
}

function pinLines(view: View): readonly Line[] {
	const { state, texts, theme } = view;
	const { pins } = state;
	switch (pins.kind) {
		case 'hidden':
		case 'asking':
			return [
				secretLine(texts.pins.pin, theme.glyphs.masked.repeat(MASK_CELLS)),
				secretLine(texts.pins.puk, theme.glyphs.masked.repeat(MASK_CELLS)),
				EMPTY_LINE,
				...hiddenLines(view),
			];
		case 'loading':
			return [line(texts.pins.loading(secondsSince(pins.since, state.now)))];
		case 'shown': {
			const { cards, withheld, first = 0, next } = pins;
			const count = cards.length + withheld.length;
			const last = Math.min(first + CARDS_IN_WINDOW, count);
			const shownCards = cards.slice(first, last);
			const shownWithheld = withheld.slice(
				Math.max(0, first - cards.length),
				Math.max(0, last - cards.length),
			);
			if (count === 0) {
				return paragraph(texts.pins.none, view.width);
			}
			const seconds = Math.max(0, Math.ceil((pins.hideAt - state.now) / 1000));
			return [
				...shownCards.flatMap((card) => cardLines(view, card)),
				...withheldLines(view, shownWithheld),
				...(hasMoreCards(pins)
					? [line(dim(texts.pins.place(first + 1, last, next === undefined ? `${count}` : `${count}+`)))]
					: []),
				...(shownCards.length === 0 ? [] : [EMPTY_LINE, ...paragraph(texts.pins.shown(seconds), view.width)]),
			];
		}
	}
}

/** How they are shown, and what may keep them then. */
function hiddenLines({ state, texts, width }: View): readonly Line[] {
	const { recorder } = state.mode;
	if (recorder === undefined) {
		return paragraph(texts.pins.hidden, width);
	}
	if (blockedPinsEntry(state, 'show') === 'recorded-kiosk') {
		return paragraph(texts.refusals['recorded-kiosk'], width, 'care');
	}
	return [
		...paragraph(texts.pins.recorded(recorder), width, 'care'),
		...paragraph(
			state.pins.kind === 'asking' ? texts.pins.confirmRecorded : texts.pins.hiddenRecorded,
			width,
		),
	];
}

function cardLines(view: View, card: CardPins): readonly Line[] {
	const { texts, width } = view;
	return [
		line(dim(fitText(texts.pins.cardSerial, 6)), cut(card.cardSerial, width - 6)),
		secretLine(texts.pins.pin, card.pin.reveal()),
		secretLine(texts.pins.puk, card.puk.reveal()),
	];
}

function secretLine(name: string, value: string): Line {
	return line(dim(fitText(name, 6)), bold(value));
}
