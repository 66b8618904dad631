import type { SlotState } from '#card';
import { bold, dim, fitText, type Glyphs, line, type Part, picture, plain, type Span } from '#ui';
import type { View } from '../view.ts';

/*
 * The guide's first picture: the card as the courier brings it, the chip to be snapped out, and the reader it
 * goes into. The chip is drawn where it is: in the reader when a card is in.
 */

/** Cells the whole figure needs; a narrower work area shows none. */
export const FIGURE_CELLS = 50;

export function cardFigure({ texts, theme }: View, slot: SlotState | undefined): Part {
	const { glyphs } = theme;
	const isIn = slot !== undefined && slot.kind !== 'empty';
	const chip: readonly [Span, Span, Span] = isIn
		? [dim('     '), dim('     '), dim('     ')]
		: [bold(glyphs.chip[0]), bold(glyphs.chip[1]), bold(glyphs.chip[2])];
	const inReader = isIn ? bold(glyphs.chip[1].slice(1, 4)) : plain('   ');
	const { side } = glyphs;
	const snap = fitText(isIn ? '' : ` ${texts.card.snapOut}`, 6);
	const lines = [
		line(edge(glyphs, 15, 'top'), '             ', edge(glyphs, 14, 'top')),
		line(`${side}  `, chip[0], `        ${side}             ${side}   MİLKO      ${side}`),
		line(
			`${side}  `,
			chip[1],
			` ${snap} ${side}  ${glyphs.arrow}   ${side} `,
			inReader,
			light(glyphs, isIn, side),
		),
		line(`${side}  `, chip[2], `        ${side}             ${tail(glyphs)}`),
		line(edge(glyphs, 15, 'bottom'), `                   ${glyphs.plug} ${texts.card.usb}`),
	];
	return picture({ lines, indent: 0, told: texts.card.figure[isIn ? 'in' : 'out'] });
}

function light(glyphs: Glyphs, isIn: boolean, side: string): string {
	return `      ${isIn ? glyphs.on : glyphs.off} ${glyphs.off} ${side}`;
}

function edge(glyphs: Glyphs, inner: number, where: 'top' | 'bottom'): string {
	const [left, right] =
		where === 'top' ? [glyphs.corners[0], glyphs.corners[1]] : [glyphs.corners[2], glyphs.corners[3]];
	return left + glyphs.rule.repeat(inner) + right;
}

/** The reader's lower edge, with its plug. */
function tail(glyphs: Glyphs): string {
	return `${glyphs.corners[2]}${glyphs.rule.repeat(5)}${glyphs.tee}${glyphs.tee}${glyphs.rule.repeat(7)}${glyphs.corners[3]}`;
}
