import {
	areLastDigits,
	CONFIRMED_DIGITS,
	NO_COPY_WORDS,
	outcomeNow,
	type PinDeletion,
	WARNING_COUNT,
} from '#app';
import { bold, cut, dim, EMPTY_LINE, indent, type Line, line, plain, secondsSince, toned } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { outcomeLines, runLines } from './change-lines.ts';
import { withheldLines } from './withheld-lines.ts';

/** Parolalarımı Sil: the guide's warnings one by one, the copy, the last word, and what became of it. */
export function pinDeletionWork(view: View, operation: PinDeletion): Work {
	return { title: view.texts.pins.remove, lines: stepLines(view, operation) };
}

function stepLines(view: View, operation: PinDeletion): readonly Line[] {
	const { state, texts, theme, width } = view;
	const { step } = operation;
	switch (step.name) {
		case 'warning':
			return [
				...paragraph(texts.deletion.danger, width, 'danger'),
				EMPTY_LINE,
				line(dim(texts.deletion.warning(step.index + 1, WARNING_COUNT))),
				...paragraph(texts.warnings.items[step.index] ?? '', width),
				EMPTY_LINE,
				...cardLines(view, operation),
				...paragraph(texts.deletion.readIt, width),
			];
		case 'copy':
			return [
				...paragraph(texts.deletion.copy, width),
				EMPTY_LINE,
				...(['saved', 'declined'] as const).map((row) => {
					const isHere = step.row === row;
					const isClosed = row === 'saved' && state.session?.pinsSaved !== true;
					const text = cut(texts.deletion.copies[row], width - 2);
					const shown = isHere ? bold(text) : isClosed ? dim(text) : plain(text);
					return line(isHere ? bold(`${theme.glyphs.here} `) : plain('  '), shown);
				}),
				...(state.session?.pinsSaved === true
					? []
					: [EMPTY_LINE, ...paragraph(texts.refusals['not-saved-yet'], width, 'care')]),
			];
		case 'words':
			return [
				...paragraph(texts.deletion.typeWords(NO_COPY_WORDS[state.language]), width, 'care'),
				EMPTY_LINE,
				line(bold(`${step.typed}_`)),
			];
		case 'confirm':
			return confirmLines(view, operation, step.typed);
		case 'running':
			return [
				...settledLines(view, step.settled),
				line(bold(cut(texts.deletion.card(step.current.item), width))),
				...runLines(view, step.run, texts.deletion.request),
			];
		case 'result':
			return [
				...settledLines(view, step.settled),
				...step.left.map((serial) =>
					line(dim(cut(`${texts.deletion.card(serial)}  ${texts.operation.notBegun}`, width))),
				),
				EMPTY_LINE,
				...paragraph(
					step.settled.every(({ outcome }) => outcomeNow(outcome)?.kind === 'done')
						? texts.deletion.afterwards
						: texts.deletion.backToPins,
					width,
				),
			];
	}
}

function cardLines(view: View, { cards }: PinDeletion): readonly Line[] {
	const { state, texts, width } = view;
	switch (cards.kind) {
		case 'loading':
			return [line(dim(texts.deletion.loading(secondsSince(cards.since, state.now))))];
		case 'failed':
			return paragraph(texts.refusals['pins-not-loaded'], width, 'care');
		case 'loaded':
			return cards.serials.length === 0
				? [
						...paragraph(texts.refusals['nothing-to-delete'], width, 'care'),
						...withheldLines(view, cards.withheld),
					]
				: [];
	}
}

/** Cards named before they are deleted; more of them are counted. */
const NAMED = 3;

function confirmLines(
	view: View,
	{ cards, copy, holderNumber }: PinDeletion,
	typed: string,
): readonly Line[] {
	const { texts, width } = view;
	const serials = cards.kind === 'loaded' ? cards.serials : [];
	const places = Array.from({ length: CONFIRMED_DIGITS }, (_, place) => typed[place] ?? '_').join(' ');
	const isRight = areLastDigits(typed, holderNumber);
	return [
		...paragraph(texts.deletion.danger, width, 'danger'),
		...serials.slice(0, NAMED).map((serial) => line(bold(cut(texts.deletion.card(serial), width)))),
		...(serials.length > NAMED ? [line(dim(texts.deletion.moreCards(serials.length - NAMED)))] : []),
		...(copy === undefined ? [] : paragraph(texts.deletion.copyIs[copy], width)),
		EMPTY_LINE,
		...paragraph(texts.operation.typeDigits(holderNumber.length === 11), width),
		line(bold(places), isRight ? toned('danger', `   ${texts.deletion.deleteNow}`) : plain('')),
	];
}

function settledLines(
	view: View,
	settled: Extract<PinDeletion['step'], { readonly name: 'result' }>['settled'],
): readonly Line[] {
	return settled
		.slice(-NAMED)
		.flatMap(({ item, outcome, at }) => [
			line(bold(cut(view.texts.deletion.card(item), view.width))),
			...outcomeLines({ ...view, width: view.width - 2 }, outcome, at).map((spans) => indent(spans, 2)),
		]);
}
