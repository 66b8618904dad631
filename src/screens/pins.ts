import type { CardPins } from '#api';
import { portalOffers } from '#app';
import { bold, cut, dim, EMPTY_LINE, fitText, type Line, line, secondsSince, toned } from '#ui';
import { paragraph } from './paragraph.ts';
import type { View, Work } from './view.ts';

const MASK_CELLS = 6;

/** PIN / PUK Bilgisi: hidden until asked for, and hiding itself again. */
export function pinsScreen(view: View): Work {
	const { state, texts, width } = view;
	return {
		title: texts.pins.title,
		lines: [
			...pinLines(view),
			EMPTY_LINE,
			...paragraph(texts.pins.care, width, 'care'),
			EMPTY_LINE,
			...(['pin-save', 'pin-delete'] as const).map((operation) =>
				line(
					dim(fitText(operation === 'pin-save' ? texts.pins.save : texts.pins.remove, 24)),
					dim(cut(operationReason(view, operation), width - 24)),
				),
			),
			...(state.session === undefined ? [line(toned('care', texts.menu.noSession))] : []),
		],
	};
}

function operationReason({ state, texts }: View, operation: 'pin-save' | 'pin-delete'): string {
	return portalOffers(state, operation) ? texts.pins.notInThisVersion : texts.pins.notOffered;
}

function pinLines(view: View): readonly Line[] {
	const { state, texts, theme } = view;
	const { pins } = state;
	switch (pins.kind) {
		case 'hidden':
			return [
				secretLine(texts.pins.pin, theme.glyphs.masked.repeat(MASK_CELLS)),
				secretLine(texts.pins.puk, theme.glyphs.masked.repeat(MASK_CELLS)),
				EMPTY_LINE,
				...paragraph(texts.pins.hidden, view.width),
			];
		case 'loading':
			return [line(texts.pins.loading(secondsSince(pins.since, state.now)))];
		case 'shown': {
			if (pins.cards.length === 0) {
				return paragraph(texts.pins.none, view.width);
			}
			const seconds = Math.max(0, Math.ceil((pins.hideAt - state.now) / 1000));
			return [
				...pins.cards.flatMap((card) => cardLines(view, card)),
				EMPTY_LINE,
				...paragraph(texts.pins.shown(seconds), view.width),
			];
		}
	}
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
