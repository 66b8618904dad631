import { outcomeNow, type PinDeletion } from '#app';
import {
	BLANK,
	bold,
	choices,
	dim,
	group,
	type Part,
	paragraph,
	row,
	secondsSince,
	toned,
	waitingRow,
} from '#ui';
import { lastDigitsField, wordField } from '../../confirmation.ts';
import type { View, Work } from '../../view.ts';
import { outcomeParts, runParts } from '../change-parts.ts';
import { areLastDigits } from '../last-digits.ts';
import { withheldParts } from '../withheld-parts.ts';
import { NO_COPY_WORDS, WARNING_COUNT } from './update.ts';

/** Parolalarımı Sil: the guide's warnings one by one, the copy, the last word, and what became of it. */
export function pinDeletionWork(view: View, operation: PinDeletion): Work {
	return { title: view.texts.pins.remove, parts: stepParts(view, operation) };
}

function stepParts(view: View, operation: PinDeletion): readonly Part[] {
	const { state, texts } = view;
	const { deletion } = texts;
	const { step } = operation;
	switch (step.name) {
		case 'warning':
			return [
				paragraph(toned('danger', deletion.danger)),
				BLANK,
				row(dim(deletion.warning(step.index + 1, WARNING_COUNT))),
				paragraph(texts.warnings.items[step.index] ?? ''),
				BLANK,
				...cardParts(view, operation),
				paragraph(deletion.readIt),
			];
		case 'copy': {
			const isClosed = state.session?.pinsSaved !== true;
			const why = texts.refusals['not-saved-yet'];
			return [
				paragraph(deletion.copy),
				BLANK,
				choices(
					[
						{ id: 'saved', label: deletion.copies.saved, closed: isClosed ? why : undefined },
						{ id: 'declined', label: deletion.copies.declined },
					],
					step.row,
					{ closedStands: 'elsewhere' },
				),
				...(isClosed ? [BLANK, paragraph(toned('care', why))] : []),
			];
		}
		case 'words':
			return [
				paragraph(toned('care', deletion.typeWords(NO_COPY_WORDS[state.language]))),
				BLANK,
				wordField('', step.typed),
			];
		case 'confirm':
			return confirmParts(view, operation, step.typed);
		case 'running':
			return [
				...settledParts(view, step.settled),
				row(bold(deletion.card(step.current.item))),
				...runParts(view, step.run, deletion.request),
			];
		case 'result':
			return [
				...settledParts(view, step.settled),
				...step.left.map((serial) => row(dim(`${deletion.card(serial)}  ${texts.operation.notBegun}`))),
				BLANK,
				paragraph(
					step.settled.every(({ outcome }) => outcomeNow(outcome)?.kind === 'done')
						? deletion.afterwards[operation.copy ?? 'declined']
						: deletion.backToPins,
				),
			];
	}
}

function cardParts(view: View, { cards }: PinDeletion): readonly Part[] {
	const { state, texts } = view;
	switch (cards.kind) {
		case 'loading':
			return [
				waitingRow((seconds) => dim(texts.deletion.loading(seconds)), secondsSince(cards.since, state.now)),
			];
		case 'failed':
			return [paragraph(toned('care', texts.refusals['pins-not-loaded']))];
		case 'loaded':
			return cards.serials.length === 0
				? [
						paragraph(toned('care', texts.refusals['nothing-to-delete'])),
						...withheldParts(view, cards.withheld),
					]
				: [];
	}
}

/** Cards named before they are deleted; more of them are counted. */
const NAMED = 3;

function confirmParts(
	{ texts: { deletion, operation } }: View,
	{ cards, copy, holderNumber }: PinDeletion,
	typed: string,
): readonly Part[] {
	const serials = cards.kind === 'loaded' ? cards.serials : [];
	return [
		paragraph(toned('danger', deletion.danger)),
		...serials.slice(0, NAMED).map((serial) => row(bold(deletion.card(serial)))),
		...(serials.length > NAMED ? [row(dim(deletion.moreCards(serials.length - NAMED)))] : []),
		...(copy === undefined ? [] : [paragraph(deletion.copyIs[copy])]),
		BLANK,
		paragraph(operation.typeDigits(holderNumber.length === 11)),
		lastDigitsField(typed, areLastDigits(typed, holderNumber) ? deletion.deleteNow : undefined),
	];
}

function settledParts(
	view: View,
	settled: Extract<PinDeletion['step'], { readonly name: 'result' }>['settled'],
): readonly Part[] {
	return settled
		.slice(-NAMED)
		.flatMap(({ item, outcome, at }) => [
			row(bold(view.texts.deletion.card(item))),
			group(2, ...outcomeParts(view, outcome, at)),
		]);
}
