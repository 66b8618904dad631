import { type DetailsAct, next } from '#app';
import type { Entry } from '../entry.ts';
import { detailsCommand, detailsSettled, loadDetails, typeIntoDetails } from './update.ts';
import { detailsWork } from './view.ts';

/** Bilgi Güncelle. */
export const details: Entry<DetailsAct> = {
	command: detailsCommand,
	text: typeIntoDetails,
	takesPaste: () => true,
	withRun: (act, run) => (act.step.name === 'running' ? { ...act, step: { ...act.step, run } } : act),
	settled: (state, act, outcome) =>
		act.step.name === 'running' ? detailsSettled(state, act, act.step, outcome) : next(state),
	resume: loadDetails,
	counts: ({ record, step }) =>
		record.kind === 'loading' ||
		step.name === 'running' ||
		step.name === 'code' ||
		(step.name === 'phone' && step.pending !== undefined),
	view: detailsWork,
};
