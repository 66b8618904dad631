import type { PinSaving } from '#app';
import { BLANK, bold, choices, field, type Part, paragraph, row, secondsSince, toned, waiting } from '#ui';
import type { View, Work } from '../../view.ts';
import { mayPrint } from './update.ts';

/** Parolalarımı Kaydet: where it will be, before it is written; then what can be done with it. */
export function pinSavingWork(view: View, { step }: PinSaving): Work {
	return { title: view.texts.pins.save, parts: stepParts(view, step) };
}

function stepParts(view: View, step: PinSaving['step']): readonly Part[] {
	const { state, texts } = view;
	switch (step.name) {
		case 'place':
			return placeParts(view, step);
		case 'saving':
			return [
				step.isLeft
					? paragraph(texts.saving.leaving)
					: waiting(texts.saving.saving, secondsSince(step.since, state.now)),
			];
		case 'saved':
			return savedParts(view, step);
	}
}

function placeParts(
	{ state, texts: { saving } }: View,
	{ path, refusal }: Extract<PinSaving['step'], { readonly name: 'place' }>,
): readonly Part[] {
	return [
		paragraph(state.mode.kiosk === undefined ? saving.intro : saving.stickIntro),
		BLANK,
		field({
			name: 'path',
			label: saving.file,
			isHere: true,
			value: path ?? '',
			layout: { labelCells: 0, isWrapped: true },
		}),
		BLANK,
		...(refusal === undefined ? [] : [paragraph(toned('danger', saving.refusals[refusal]))]),
		paragraph(saving.how),
	];
}

function savedParts(
	{ state, texts: { saving } }: View,
	{ path, row: here, printing }: Extract<PinSaving['step'], { readonly name: 'saved' }>,
): readonly Part[] {
	const entry = (id: 'print' | 'done') => ({ id, label: saving[id] });
	const hasPrinter = mayPrint(state);
	const isWell = printing.kind === 'running' || printing.kind === 'printed';
	return [
		row(toned('done', state.mode.kiosk === undefined ? saving.saved : saving.savedOnStick)),
		paragraph(bold(path)),
		BLANK,
		paragraph(saving.lookAtIt),
		BLANK,
		...(hasPrinter ? [] : [paragraph(saving.printingClosed)]),
		choices([...(hasPrinter ? [entry('print')] : []), entry('done')], here),
		BLANK,
		...(printing.kind === 'not-asked'
			? []
			: [paragraph(toned(isWell ? undefined : 'care', saving.printing[printing.kind]))]),
	];
}
