import type { ChangeOutcome } from '#api';
import {
	type AppState,
	afterSessionProblem,
	answeredInSession,
	type CertificateAct,
	type CertificateStep,
	type Command,
	candidatesFor,
	eraseTyped,
	isSessionOver,
	type Next,
	next,
	positionsFound,
	problemOf,
	refuse,
	request,
	type SearchedList,
	type StampedMessage,
	searchedListCommand,
	searchIndexOf,
	type TermsState,
	typeIntoList,
	withNotice,
} from '#app';
import type { PortalCertificate } from '#contract';

import { beginQueue, type QueueHome, queueSettled } from '../change-queue.ts';
import { areLastDigits, typeDigits } from '../last-digits.ts';
import { toMenu } from '../leave.ts';

/* Kullanıma Aç and Sertifikamı İptal Et. */

const CHOOSING: CertificateStep = { name: 'choose', cursor: 0, query: '', isTyping: false };

export function openCertificateAct(state: AppState, kind: CertificateAct['kind']): Next {
	const { session } = state;
	if (session?.certificates.kind !== 'loaded') {
		return refuse(state, 'certificates-not-loaded');
	}
	const candidates = candidatesFor(kind, session.certificates.certificates);
	const operation: CertificateAct = {
		kind,
		holderNumber: session.holderNumber,
		candidates,
		index: searchIndexOf(candidates),
		// What is opened again is all that is suspended; what is revoked is named one by one.
		chosen: kind === 'activate' ? candidates.map(({ serialNumber }) => serialNumber) : [],
		terms: { kind: 'none' },
		reason: undefined,
		step: CHOOSING,
	};
	const opened: AppState = { ...withNotice(state, undefined), screen: 'operation', operation };
	return kind === 'revoke' ? loadTerms(opened, operation) : next(opened);
}

/** What was read since the list was opened can be chosen too; it is chosen at once where everything was. */
export function choiceSeesCertificates(state: AppState): AppState {
	const { operation, session } = state;
	if (
		(operation.kind !== 'activate' && operation.kind !== 'revoke') ||
		operation.step.name !== 'choose' ||
		session?.certificates.kind !== 'loaded'
	) {
		return state;
	}
	const candidates = candidatesFor(operation.kind, session.certificates.certificates);
	if (candidates.length === operation.candidates.length) {
		return state;
	}
	const wasAll = operation.kind === 'activate' && operation.chosen.length === operation.candidates.length;
	const chosen = wasAll ? candidates.map(({ serialNumber }) => serialNumber) : operation.chosen;
	return { ...state, operation: { ...operation, candidates, index: searchIndexOf(candidates), chosen } };
}

function loadTerms(before: AppState, operation: CertificateAct): Next {
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: { ...operation, terms: { kind: 'loading', request: number, since: state.now } },
			},
			{ kind: 'load-revocation-terms', request: number },
		),
	);
}

/** After a new login: what was chosen and typed stands, and what came from the portal is asked for anew. */
export function resumeCertificateAct(state: AppState, operation: CertificateAct): Next {
	return operation.kind === 'revoke' && operation.terms.kind !== 'loaded'
		? loadTerms(state, operation)
		: next(state);
}

export function termsAnswered(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'revocation-terms-answered' }>,
): Next {
	const { operation } = state;
	if (
		operation.kind !== 'revoke' ||
		operation.terms.kind !== 'loading' ||
		operation.terms.request !== number
	) {
		return next(state);
	}
	const withTerms = (terms: TermsState): AppState => ({ ...state, operation: { ...operation, terms } });
	return answeredInSession(result, {
		given: (terms) => withTerms({ kind: 'loaded', terms }),
		failed: (problem) => withTerms({ kind: 'failed', problem }),
	});
}

export function certificateCommand(
	state: AppState,
	operation: CertificateAct,
	command: Command,
): Next | undefined {
	const { step } = operation;
	switch (step.name) {
		case 'choose':
			return choosing(state, operation, step, command);
		case 'reason':
			return reasoning(state, operation, step, command);
		case 'confirm':
			return confirming(state, operation, step, command);
		case 'running':
			return undefined;
		case 'result':
			return command === 'continue' || command === 'back' ? toMenu(state) : undefined;
	}
}

type StepOf<Name extends CertificateStep['name']> = Extract<CertificateStep, { readonly name: Name }>;

function at(state: AppState, operation: CertificateAct, step: CertificateStep): Next {
	return next({ ...state, operation: { ...operation, step } });
}

function choosing(
	state: AppState,
	operation: CertificateAct,
	step: StepOf<'choose'>,
	command: Command,
): Next | undefined {
	const { candidates, chosen } = operation;
	const ofList = searchedListCommand(state, pickList(state, operation, step), command);
	if (ofList !== undefined) {
		return ofList;
	}
	switch (command) {
		case 'mark': {
			const here = candidates[positionsFound(operation.index, step.query)[step.cursor] ?? -1]?.serialNumber;
			if (here === undefined) {
				return refuse(state, 'no-row-found');
			}
			const isChosen = chosen.includes(here);
			return next({
				...state,
				operation: {
					...operation,
					chosen: candidates
						.map(({ serialNumber }) => serialNumber)
						.filter((serial) => (serial === here ? !isChosen : chosen.includes(serial))),
				},
			});
		}
		case 'continue':
			if (chosen.length === 0) {
				return refuse(state, 'nothing-chosen');
			}
			return operation.kind === 'revoke'
				? at(state, operation, { name: 'reason', cursor: 0 })
				: at(state, operation, { name: 'confirm', typed: '' });
		case 'back':
			return toMenu(state);
		default:
			return undefined;
	}
}

function pickList(state: AppState, operation: CertificateAct, step: StepOf<'choose'>): SearchedList {
	const put = (changed: Partial<StepOf<'choose'>>): AppState => ({
		...state,
		operation: { ...operation, step: { ...step, ...changed } },
	});
	return {
		list: step,
		count: positionsFound(operation.index, step.query).length,
		none: 'no-row-found',
		// The cursor stays on its certificate as long as that is shown.
		search: (choices) => {
			const here = positionsFound(operation.index, step.query)[step.cursor];
			const shown = positionsFound(operation.index, choices.query ?? step.query);
			return put({ ...choices, cursor: Math.max(0, here === undefined ? 0 : shown.indexOf(here)) });
		},
		moveTo: (cursor) => put({ cursor }),
	};
}

/** Whether characters go into the search of a list to choose from. */
export function isPickSearch({ operation }: AppState): boolean {
	return (
		(operation.kind === 'activate' || operation.kind === 'revoke') &&
		operation.step.name === 'choose' &&
		operation.step.isTyping
	);
}

export function typeIntoPickSearch(state: AppState, operation: CertificateAct, text: string): Next {
	return operation.step.name === 'choose'
		? typeIntoList(state, pickList(state, operation, operation.step), text)
		: refuse(state, 'no-such-key');
}

function reasoning(
	state: AppState,
	operation: CertificateAct,
	step: StepOf<'reason'>,
	command: Command,
): Next | undefined {
	const { terms } = operation;
	switch (command) {
		case 'back':
			return at(state, operation, CHOOSING);
		case 'check-again':
			return terms.kind === 'failed' ? loadTerms(state, operation) : refuse(state, 'no-such-key');
		default:
			break;
	}
	if (terms.kind !== 'loaded') {
		return command === 'continue'
			? refuse(state, terms.kind === 'loading' ? 'waiting-for-answer' : 'terms-not-loaded')
			: undefined;
	}
	const { reasons } = terms.terms;
	switch (command) {
		case 'up':
		case 'down':
			return moveCursor(state, operation, step, command, reasons.length);
		case 'mark':
		case 'continue':
			return next({
				...state,
				operation: { ...operation, reason: reasons[step.cursor], step: { name: 'confirm', typed: '' } },
			});
		default:
			return undefined;
	}
}

function confirming(
	state: AppState,
	operation: CertificateAct,
	step: StepOf<'confirm'>,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'back':
			return operation.kind === 'revoke'
				? at(state, operation, { name: 'reason', cursor: reasonIndex(operation) })
				: at(state, operation, CHOOSING);
		case 'continue':
			if (state.session === undefined) {
				return refuse(state, 'not-logged-in');
			}
			return isConfirmed(operation, step.typed)
				? begin(state, operation)
				: refuse(state, 'confirmation-wrong');
		default:
			return eraseTyped(state, step.typed, command, confirmationWith(state, operation));
	}
}

/** True where the digits typed are the last ones of the holder's number; an activation needs none. */
export function isConfirmed({ kind, holderNumber }: CertificateAct, typed: string): boolean {
	return kind === 'activate' || areLastDigits(typed, holderNumber);
}

function reasonIndex({ terms, reason }: CertificateAct): number {
	return terms.kind === 'loaded' && reason !== undefined
		? Math.max(0, terms.terms.reasons.indexOf(reason))
		: 0;
}

function moveCursor(
	state: AppState,
	operation: CertificateAct,
	step: StepOf<'reason'>,
	command: 'up' | 'down',
	count: number,
): Next {
	const cursor = Math.max(0, Math.min(count - 1, step.cursor + (command === 'down' ? 1 : -1)));
	return cursor === step.cursor ? refuse(state, 'end-of-list') : at(state, operation, { ...step, cursor });
}

export function typeIntoConfirmation(
	state: AppState,
	operation: CertificateAct,
	step: StepOf<'confirm'>,
	text: string,
): Next {
	return typeDigits(state, step.typed, text, confirmationWith(state, operation));
}

function confirmationWith(state: AppState, operation: CertificateAct): (typed: string) => AppState {
	return (typed) => ({ ...state, operation: { ...operation, step: { name: 'confirm', typed } } });
}

function begin(state: AppState, operation: CertificateAct): Next {
	const { kind, reason, candidates, chosen } = operation;
	const certificates = candidates.filter(({ serialNumber }) => chosen.includes(serialNumber));
	if (kind === 'activate') {
		return beginQueue(state, homeOf(operation), certificates, ({ serialNumber }) => ({ kind, serialNumber }));
	}
	return reason === undefined
		? at(state, operation, { name: 'reason', cursor: 0 })
		: beginQueue(state, homeOf(operation), certificates, ({ serialNumber }) => ({
				kind,
				serialNumber,
				reason,
			}));
}

function homeOf(operation: CertificateAct): QueueHome<PortalCertificate> {
	return {
		holderNumber: operation.holderNumber,
		put: (state, step) => ({ ...state, operation: { ...operation, step } }),
	};
}

export function certificateSettled(
	state: AppState,
	operation: CertificateAct,
	step: StepOf<'running'>,
	outcome: ChangeOutcome,
): Next {
	const problem = problemOf(outcome);
	const isOver = problem !== undefined && isSessionOver(problem);
	return isOver && step.settled.length === 0 && outcome.kind !== 'uncertain'
		? // Nothing was changed: it can be confirmed again once the holder is back.
			afterSessionProblem(confirmationWith(state, operation)(''), problem)
		: queueSettled(state, homeOf(operation), step, outcome);
}
