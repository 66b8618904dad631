import type { PortalProblem } from '#api';
import { SecretText } from '#text';
import type { Effect } from '../effects.ts';
import { type Next, next } from '../next.ts';
import type {
	ChangeRun,
	DetailsAct,
	DetailsStep,
	OperationState,
	UnlockAct,
	UnlockStep,
	WordStep,
} from '../operation.ts';
import type { RequestId } from '../request.ts';
import type { AppState } from '../state.ts';

/* What an open entry holds when its session ends under it: secrets go, what was typed stays for its holder. */

/** True where the portal no longer knows the session. */
export function isSessionOver({ code }: PortalProblem): boolean {
	return code === 'session-expired' || code === 'session-replaced';
}

/** The change under way, which is waited for whatever becomes of the session: it is asked after without one. */
export function changeUnderWay(operation: OperationState): ChangeRun | undefined {
	switch (operation.kind) {
		case 'none':
		case 'save-pins':
			return undefined;
		case 'activate':
		case 'revoke':
		case 'update-details':
		case 'delete-pins':
			return operation.step.name === 'running' ? operation.step.run : undefined;
		case 'unlock':
			return operation.step.name === 'starting' || operation.step.name === 'reporting'
				? operation.step.run
				: undefined;
	}
}

/** True while the open entry tells what became of its changes: that stays until the person leaves it. */
export function tellsResult(operation: OperationState): boolean {
	return 'step' in operation && operation.step.name === 'result';
}

/** True while the card has an unlock: it is waited for whatever becomes of the session. */
export function isAtCard(operation: OperationState): boolean {
	return operation.kind === 'unlock' && operation.step.name === 'on-card';
}

/** What was typed or shown and must not outlive its use. */
export function secretsOfOperation(operation: OperationState): readonly SecretText[] {
	switch (operation.kind) {
		case 'none':
		case 'activate':
		case 'revoke':
		case 'save-pins':
		case 'delete-pins':
			return [];
		case 'update-details':
			return secretsOfDetails(operation.step);
		case 'unlock':
			return secretsOfUnlock(operation);
	}
}

function secretsOfUnlock({ step, chosen }: UnlockAct): readonly SecretText[] {
	const own = chosen === undefined ? [] : [chosen];
	switch (step.name) {
		case 'choosing':
			return [...Object.values(step.pins), ...own];
		case 'on-card':
			return [step.puk, step.newPin, ...own];
		default:
			return own;
	}
}

function secretsOfDetails(step: DetailsStep): readonly SecretText[] {
	switch (step.name) {
		case 'code':
			return [step.code];
		case 'word':
			return Object.values(step.words);
		case 'running':
			return step.from === 'review' ? [] : secretsOfDetails(step.from);
		case 'form':
		case 'review':
		case 'conflict':
		case 'phone':
		case 'result':
			return [];
	}
}

/** A read that is under way for it. */
function reading(operation: OperationState): RequestId | undefined {
	switch (operation.kind) {
		case 'none':
			return undefined;
		case 'activate':
		case 'revoke':
			return operation.terms.kind === 'loading' ? operation.terms.request : undefined;
		case 'update-details':
			return awaitedRead(operation) ?? startingPhone(operation.step);
		case 'save-pins':
			return operation.step.name === 'saving' ? operation.step.request : undefined;
		case 'delete-pins':
			return operation.cards.kind === 'loading' ? operation.cards.request : undefined;
		case 'unlock':
			return operation.step.name === 'looking' || operation.step.name === 'fetching'
				? operation.step.request
				: undefined;
	}
}

/** The record that is being read, for the first time or again. */
export function awaitedRead({ record }: DetailsAct): RequestId | undefined {
	switch (record.kind) {
		case 'loading':
			return record.request;
		case 'loaded':
			return record.again;
		case 'failed':
			return undefined;
	}
}

function startingPhone(step: DetailsStep): RequestId | undefined {
	return step.name === 'phone' || step.name === 'code' ? step.pending?.request : undefined;
}

/** Gives up what is read for it and wipes its secrets. */
function emptied(operation: OperationState): readonly Effect[] {
	const request = reading(operation);
	const secrets = secretsOfOperation(operation).filter(({ length }) => length > 0);
	return [
		...(request === undefined ? [] : [{ kind: 'cancel' as const, cancelled: request }]),
		...(secrets.length === 0 ? [] : [{ kind: 'wipe' as const, secrets }]),
	];
}

/** Leaves the entry for good. A change that was sent is still settled, in its record. */
export function dropOperation(state: AppState): Next {
	const below = state.session === undefined ? 'login-method' : 'menu';
	const screen = state.screen === 'operation' ? below : state.screen;
	return next({ ...state, screen, operation: { kind: 'none' } }, ...emptied(state.operation));
}

/** The session is over: what was typed is kept, without its secrets, until its holder is back. */
export function parkOperation(state: AppState): Next {
	const { operation } = state;
	// A change under way needs its secrets until it is sent; they are wiped when it is settled.
	if (changeUnderWay(operation) !== undefined || isAtCard(operation)) {
		return next(state);
	}
	return next({ ...state, operation: withoutSecrets(operation) }, ...emptied(operation));
}

function withoutSecrets(operation: OperationState): OperationState {
	switch (operation.kind) {
		case 'none':
			return operation;
		case 'activate':
		case 'revoke':
			return operation.terms.kind === 'loading' ? { ...operation, terms: { kind: 'none' } } : operation;
		case 'save-pins':
			return operation.step.name === 'saving'
				? { ...operation, step: { name: 'place', path: operation.step.path, refusal: undefined } }
				: operation;
		case 'delete-pins':
			return operation.cards.kind === 'loading'
				? { ...operation, cards: { kind: 'failed', problem: { code: 'session-expired' } } }
				: operation;
		case 'unlock':
			return { ...operation, chosen: undefined, step: parkedUnlock(operation.step) };
		case 'update-details':
			return { ...operation, record: parkedRecord(operation.record), step: parkedStep(operation.step) };
	}
}

/** It stays open at the portal, which gives the same secrets again. */
function parkedUnlock(step: UnlockStep): UnlockStep {
	switch (step.name) {
		case 'looking':
		case 'fetching':
		case 'choosing':
			return { name: 'stopped', why: { of: 'portal' } };
		default:
			return step;
	}
}

function parkedRecord(record: DetailsAct['record']): DetailsAct['record'] {
	return record.kind === 'loaded'
		? { ...record, again: undefined }
		: { kind: 'failed', problem: { code: 'session-expired' } };
}

/** A code and a change of phone belong to the session that is over; the number that was typed does not. */
function parkedStep(step: DetailsStep): DetailsStep {
	switch (step.name) {
		case 'phone':
		case 'code':
			return { name: 'phone', digits: step.digits, pending: undefined };
		case 'word':
			return noWords();
		case 'form':
		case 'review':
		case 'conflict':
		case 'running':
		case 'result':
			return step;
	}
}

/** The fields empty, as at the beginning and after a refusal. */
export function noWords(): WordStep {
	const { empty } = SecretText;
	return {
		name: 'word',
		focus: 'present',
		words: { present: empty, first: empty, again: empty },
		fault: undefined,
	};
}
