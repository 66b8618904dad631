import { next, type PinDeletion } from '#app';
import type { Entry } from '../entry.ts';
import { deletionSettled, pinDeletionCommand, resumePinDeletion, typeIntoDeletion } from './update.ts';
import { pinDeletionWork } from './view.ts';

/** Parolalarımı Sil. */
export const pinDeletion: Entry<PinDeletion> = {
	command: pinDeletionCommand,
	text: typeIntoDeletion,
	takesPaste: () => false,
	withRun: (act, run) => (act.step.name === 'running' ? { ...act, step: { ...act.step, run } } : act),
	settled: (state, act, outcome) =>
		act.step.name === 'running' ? deletionSettled(state, act, act.step, outcome) : next(state),
	resume: resumePinDeletion,
	counts: ({ cards, step }) => step.name === 'running' || cards.kind === 'loading',
	view: pinDeletionWork,
};
