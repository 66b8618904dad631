import { next, type UnlockAct } from '#app';
import type { Entry } from '../entry.ts';
import { typeIntoUnlock, unlockCommand, unlockSettled } from './update.ts';
import { unlockWork } from './view.ts';

/** Kilit Çözme. */
export const unlock: Entry<UnlockAct> = {
	command: unlockCommand,
	text: typeIntoUnlock,
	takesPaste: () => false,
	withRun: (act, run) =>
		act.step.name === 'starting' || act.step.name === 'reporting'
			? { ...act, step: { ...act.step, run } }
			: act,
	settled: unlockSettled,
	resume: (state) => next(state),
	counts: ({ step }) => ['looking', 'starting', 'fetching', 'on-card', 'reporting'].includes(step.name),
	view: unlockWork,
};
