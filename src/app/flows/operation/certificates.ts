import type { Change, ChangeOutcome } from '#api';
import type { PortalCertificate } from '#contract';
import type { Command, StampedMessage } from '../../messages.ts';
import { andThen, type Next, next, refuse, request, withNotice } from '../../next.ts';
import type { CertificateAct, CertificateStep, SettledCertificate } from '../../operation.ts';
import type { AppState } from '../../state.ts';
import { afterSessionProblem, sessionUsed } from '../session.ts';
import { candidatesFor } from './candidates.ts';
import { toMenu } from './leave.ts';
import { outcomeNow, problemOf } from './outcome.ts';
import { isSessionOver } from './parking.ts';

/* Kullanıma Aç and Sertifikamı İptal Et. */

/** How many digits of the holder's number confirm a revocation. */
export const CONFIRMED_DIGITS = 4;

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
	if (!result.ok) {
		const { problem } = result;
		return afterSessionProblem(
			{ ...state, operation: { ...operation, terms: { kind: 'failed', problem } } },
			problem,
		);
	}
	return next(
		sessionUsed({ ...state, operation: { ...operation, terms: { kind: 'loaded', terms: result.value } } }),
	);
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
		case 'erase':
			return step.typed === ''
				? refuse(state, 'nothing-to-erase')
				: at(state, operation, { name: 'confirm', typed: step.typed.slice(0, -1) });
		case 'clear-field':
			return at(state, operation, { name: 'confirm', typed: '' });
		case 'continue':
			if (state.session === undefined) {
				return refuse(state, 'not-logged-in');
			}
			return isConfirmed(operation, step.typed)
				? begin(state, operation)
				: refuse(state, 'confirmation-wrong');
		default:
			return undefined;
	}
}

/** True where the digits typed are the last ones of the holder's number; an activation needs none. */
export function isConfirmed({ kind, holderNumber }: CertificateAct, typed: string): boolean {
	return kind === 'activate' || typed === holderNumber.slice(-CONFIRMED_DIGITS);
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
	if (!/^\d+$/u.test(text)) {
		return refuse(state, 'digits-only');
	}
	const typed = step.typed + text;
	return typed.length > CONFIRMED_DIGITS
		? refuse(state, 'field-full')
		: at(state, operation, { name: 'confirm', typed });
}

function begin(state: AppState, operation: CertificateAct): Next {
	const certificates = operation.candidates.filter(({ serialNumber }) =>
		operation.chosen.includes(serialNumber),
	);
	const [first, ...waiting] = certificates;
	return first === undefined
		? refuse(state, 'nothing-chosen')
		: sendFor(withNotice(state, undefined), operation, first, waiting, []);
}

function sendFor(
	before: AppState,
	operation: CertificateAct,
	current: PortalCertificate,
	waiting: readonly PortalCertificate[],
	settled: readonly SettledCertificate[],
): Next {
	const change = changeOf(operation, current);
	if (change === undefined) {
		return at(before, operation, { name: 'reason', cursor: 0 });
	}
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: {
					...operation,
					step: {
						name: 'running',
						run: { request: number, since: state.now, phase: 'sending' },
						current,
						waiting,
						settled,
					},
				},
			},
			{ kind: 'make-change', request: number, change, holderNumber: operation.holderNumber },
		),
	);
}

/** Undefined for a revocation without a reason. */
function changeOf({ kind, reason }: CertificateAct, { serialNumber }: PortalCertificate): Change | undefined {
	if (kind === 'activate') {
		return { kind, serialNumber };
	}
	return reason === undefined ? undefined : { kind, serialNumber, reason };
}

export function certificateSettled(
	state: AppState,
	operation: CertificateAct,
	step: StepOf<'running'>,
	outcome: ChangeOutcome,
): Next {
	const settled = [...step.settled, { certificate: step.current, outcome, at: state.now }];
	const [following, ...waiting] = step.waiting;
	if (outcomeNow(outcome)?.kind === 'done') {
		const used = sessionUsed(state);
		return following === undefined
			? at(used, operation, { name: 'result', settled, left: [] })
			: sendFor(used, operation, following, waiting, settled);
	}
	const problem = problemOf(outcome);
	const isOver = problem !== undefined && isSessionOver(problem);
	if (settled.length === 1 && isOver && outcome.kind !== 'uncertain') {
		// Nothing was changed: it can be confirmed again once the holder is back.
		return afterSessionProblem(
			{ ...state, operation: { ...operation, step: { name: 'confirm', typed: '' } } },
			problem,
		);
	}
	const stopped = at(state, operation, { name: 'result', settled, left: step.waiting });
	return isOver ? andThen(stopped, (there) => afterSessionProblem(there, problem)) : stopped;
}
