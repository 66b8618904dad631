import { type CertificateAct, next } from '#app';
import type { Entry } from '../entry.ts';
import {
	certificateCommand,
	certificateSettled,
	resumeCertificateAct,
	typeIntoConfirmation,
	typeIntoPickSearch,
} from './update.ts';
import { certificateActWork } from './view.ts';

/** Kullanıma Aç and Sertifikamı İptal Et. */
export const certificateAct: Entry<CertificateAct> = {
	command: certificateCommand,
	text: (state, act, text) =>
		act.kind === 'revoke' && act.step.name === 'confirm'
			? typeIntoConfirmation(state, act, act.step, text)
			: typeIntoPickSearch(state, act, text),
	takesPaste: ({ kind, step }) => kind === 'activate' || (step.name === 'choose' && step.isTyping),
	withRun: (act, run) => (act.step.name === 'running' ? { ...act, step: { ...act.step, run } } : act),
	settled: (state, act, outcome) =>
		act.step.name === 'running' ? certificateSettled(state, act, act.step, outcome) : next(state),
	resume: resumeCertificateAct,
	counts: ({ step, terms }) => step.name === 'running' || terms.kind === 'loading',
	view: certificateActWork,
};
