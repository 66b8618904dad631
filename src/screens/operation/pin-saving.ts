import { mayPrint, type PinSaving } from '#app';
import { bold, dim, EMPTY_LINE, type Line, line, plain, secondsSince, toned, wrap } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

/** Parolalarımı Kaydet: where it will be, before it is written; then what can be done with it. */
export function pinSavingWork(view: View, { step }: PinSaving): Work {
	return { title: view.texts.pins.save, lines: stepLines(view, step) };
}

function stepLines(view: View, step: PinSaving['step']): readonly Line[] {
	const { state, texts, width } = view;
	switch (step.name) {
		case 'place':
			return placeLines(view, step);
		case 'saving':
			return paragraph(
				step.isLeft ? texts.saving.leaving : texts.saving.saving(secondsSince(step.since, state.now)),
				width,
			);
		case 'saved':
			return savedLines(view, step);
	}
}

function placeLines(
	{ state, texts, width }: View,
	{ path, refusal }: Extract<PinSaving['step'], { readonly name: 'place' }>,
): readonly Line[] {
	return [
		...paragraph(state.mode.kiosk === undefined ? texts.saving.intro : texts.saving.stickIntro, width),
		EMPTY_LINE,
		line(dim(texts.saving.file)),
		...wrap(`${path ?? ''}_`, width).map((text) => line(bold(text))),
		EMPTY_LINE,
		...(refusal === undefined ? [] : paragraph(texts.saving.refusals[refusal], width, 'danger')),
		...paragraph(texts.saving.how, width),
	];
}

function savedLines(
	view: View,
	{ path, row, printing }: Extract<PinSaving['step'], { readonly name: 'saved' }>,
): readonly Line[] {
	const { state, texts, width } = view;
	const { saved, savedOnStick } = texts.saving;
	return [
		line(toned('done', state.mode.kiosk === undefined ? saved : savedOnStick)),
		...wrap(path, width).map((text) => line(bold(text))),
		EMPTY_LINE,
		...paragraph(texts.saving.lookAtIt, width),
		EMPTY_LINE,
		...(mayPrint(view.state)
			? [rowLine(view, row === 'print', texts.saving.print)]
			: paragraph(texts.saving.printingClosed, width)),
		rowLine(view, row === 'done', texts.saving.done),
		EMPTY_LINE,
		...(printing.kind === 'not-asked'
			? []
			: paragraph(
					texts.saving.printing[printing.kind],
					width,
					printing.kind === 'running' || printing.kind === 'printed' ? undefined : 'care',
				)),
	];
}

function rowLine({ theme }: View, isHere: boolean, text: string): Line {
	return isHere ? line(bold(`${theme.glyphs.here} `), bold(text)) : line(plain('  '), text);
}
