import { next, type PinSaving } from '#app';
import type { Entry } from '../entry.ts';
import { pinSavingCommand, typeIntoPath } from './update.ts';
import { pinSavingWork } from './view.ts';

/** Parolalarımı Kaydet. */
export const pinSaving: Entry<PinSaving> = {
	command: pinSavingCommand,
	text: typeIntoPath,
	takesPaste: () => true,
	resume: (state) => next(state),
	counts: ({ step }) => step.name === 'saving',
	view: pinSavingWork,
};
