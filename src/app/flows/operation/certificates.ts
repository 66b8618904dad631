import type { ChangeOutcome } from '#api';
import type { PortalCertificate } from '#contract';
import type { Command, StampedMessage } from '../../messages.ts';
import { type Next, next, refuse, request, withNotice } from '../../next.ts';
import type { CertificateAct, CertificateStep, TermsState } from '../../operation.ts';
import type { AppState } from '../../state.ts';
import { afterSessionProblem, answeredInSession } from '../session.ts';
import { eraseTyped } from '../typed-line.ts';
import { candidatesFor } from './candidates.ts';
import { beginQueue, type QueueHome, queueSettled } from './change-queue.ts';
import { areLastDigits, typeDigits } from './last-digits.ts';
import { toMenu } from './leave.ts';
import { problemOf } from './outcome.ts';
import { isSessionOver } from './parking.ts';

/* Kullanıma Aç and Sertifikamı İptal Et. */

/** Rows by which one key moves the cursor far. */
const PAGE_ROWS = 5;

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
		// What is opened again is all that is suspended; what is revoked is named one by one.
		chosen: kind === 'activate' ? candidates.map(({ serialNumber }) => serialNumber) : [],
		terms: { kind: 'none' },
		reason: undefined,
		step: { name: 'choose', cursor: 0 },
	};
	const opened: AppState = { ...withNotice(state, undefined), screen: 'operation', operation };
	return kind === 'revoke' ? loadTerms(opened, operation) : next(opened);
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
			return command === 'continue' || command === 'back' ? refuse(state, 'change-under-way') : undefined;
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
	switch (command) {
		case 'up':
		case 'down':
		case 'page-up':
		case 'page-down':
			return moveCursor(state, operation, step, command, candidates.length);
		case 'mark': {
			const here = candidates[step.cursor]?.serialNumber;
			const isChosen = here !== undefined && chosen.includes(here);
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

function reasoning(
	state: AppState,
	operation: CertificateAct,
	step: StepOf<'reason'>,
	command: Command,
): Next | undefined {
	const { terms } = operation;
	switch (command) {
		case 'back':
			return at(state, operation, { name: 'choose', cursor: 0 });
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
				: at(state, operation, { name: 'choose', cursor: 0 });
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
	step: StepOf<'choose'> | StepOf<'reason'>,
	command: 'up' | 'down' | 'page-up' | 'page-down',
	count: number,
): Next {
	const rows = command === 'up' || command === 'down' ? 1 : PAGE_ROWS;
	const isDown = command === 'down' || command === 'page-down';
	const cursor = Math.max(0, Math.min(count - 1, step.cursor + (isDown ? rows : -rows)));
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
