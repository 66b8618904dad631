import type { ChangeOutcome, DetailsOnRecord, PortalProblem } from '#api';
import {
	type AppState,
	afterProblem,
	afterSessionProblem,
	andThen,
	answeredInSession,
	awaitedRead,
	type Command,
	type DetailsAct,
	type DetailsDraft,
	type DetailsField,
	type DetailsRow,
	type DetailsStep,
	erasedFrom,
	type FieldConflict,
	insertedInto,
	isSessionOver,
	type Next,
	next,
	noWords,
	refuse,
	request,
	type StampedMessage,
	sessionUsed,
	tell,
	withNotice,
	withoutFormerWord,
} from '#app';
import type { DetailsEdit } from '#contract';
import { SecretText } from '#text';

import { toMenu } from '../leave.ts';

import { codeCommand, openPhone, phoneCommand, typeIntoNewPhone, typeIntoPhoneCode } from './phone.ts';
import { openWord, typeIntoWord, wordCommand } from './word.ts';

/* Bilgi Güncelle: what is on record is typed over, looked at, and sent; nothing that somebody else changed is overwritten unseen. */

export const DETAILS_FIELDS: readonly DetailsField[] = ['email', 'address', 'authorisedPerson'];
const ROWS: readonly DetailsRow[] = [...DETAILS_FIELDS, 'save', 'phone', 'word'];
/** As the contract bounds them. */
const LIMITS: Readonly<Record<DetailsField, number>> = { email: 200, address: 500, authorisedPerson: 200 };
/** A person's glance, not the standard: the portal has the last word. */
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u;

export function openDetails(state: AppState): Next {
	const { session } = state;
	if (session === undefined) {
		return refuse(state, 'not-logged-in');
	}
	const operation: DetailsAct = {
		kind: 'update-details',
		holderNumber: session.holderNumber,
		record: { kind: 'loading', request: 0, since: state.now },
		draft: undefined,
		row: 'email',
		faults: {},
		step: { name: 'form' },
	};
	return loadDetails({ ...withNotice(state, undefined), screen: 'operation', operation }, operation);
}

/** What is on record stays on the screen while it is read again. */
export function loadDetails(before: AppState, operation: DetailsAct): Next {
	return request(before, (number, state) => {
		const { record } = operation;
		return next(
			{
				...state,
				operation: {
					...operation,
					record:
						record.kind === 'loaded'
							? { ...record, again: number }
							: { kind: 'loading', request: number, since: state.now },
				},
			},
			{ kind: 'load-details', request: number },
		);
	});
}

export function detailsAnswered(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'details-answered' }>,
): Next {
	const { operation } = state;
	if (operation.kind !== 'update-details' || awaitedRead(operation) !== number) {
		return next(state);
	}
	const { record } = operation;
	const former = record.kind === 'loaded' ? record.onRecord : undefined;
	return answeredInSession(result, {
		given: (onRecord) => withRecord(state, operation, former, onRecord),
		failed: (problem) => {
			const kept: DetailsAct['record'] =
				record.kind === 'loaded' ? { ...record, again: undefined } : { kind: 'failed', problem };
			return { ...state, operation: { ...operation, record: kept } };
		},
	});
}

/** Puts what was read beside what was typed: fields that only one side changed are taken, the others are asked about. */
function withRecord(
	state: AppState,
	operation: DetailsAct,
	former: DetailsOnRecord | undefined,
	onRecord: DetailsOnRecord,
): AppState {
	const record = { kind: 'loaded', onRecord, again: undefined } as const;
	const { draft } = operation;
	if (draft === undefined || former === undefined) {
		const shown = draft ?? draftOf(onRecord);
		return { ...state, operation: { ...operation, record, draft: shown } };
	}
	const isElsewhere = (field: DetailsField) => former.details[field] !== onRecord.details[field];
	const isHere = (field: DetailsField) => former.details[field] !== draft[field];
	const fields: readonly FieldConflict[] = DETAILS_FIELDS.filter(
		(field) => isElsewhere(field) && isHere(field) && draft[field] !== onRecord.details[field],
	).map((field) => ({
		field,
		mine: draft[field],
		theirs: onRecord.details[field],
		choice: undefined,
	}));
	const merged = Object.fromEntries(
		DETAILS_FIELDS.map((field) => [field, isHere(field) ? draft[field] : onRecord.details[field]]),
	);
	const kept: DetailsAct = { ...operation, record, draft: { ...draft, ...merged } };
	const changed = former.entityTag !== onRecord.entityTag;
	const told = changed ? tell(state, 'details-changed-elsewhere') : state;
	return {
		...told,
		operation: fields.length === 0 ? kept : { ...kept, step: { name: 'conflict', cursor: 0, fields } },
	};
}

function draftOf({ details: { email, address, authorisedPerson } }: DetailsOnRecord): DetailsDraft {
	return { email, address, authorisedPerson };
}

export function detailsCommand(state: AppState, operation: DetailsAct, command: Command): Next | undefined {
	const { step, record } = operation;
	if (record.kind === 'loaded' && record.again !== undefined && step.name !== 'running') {
		return command === 'back' ? leaveForm(state, operation) : refuse(state, 'waiting-for-answer');
	}
	switch (step.name) {
		case 'form':
			return formCommand(state, operation, command);
		case 'review':
			return reviewCommand(state, operation, command);
		case 'conflict':
			return conflictCommand(state, operation, step, command);
		case 'phone':
			return phoneCommand(state, operation, step, command);
		case 'code':
			return codeCommand(state, operation, step, command);
		case 'word':
			return wordCommand(state, operation, step, command);
		case 'running':
			return undefined;
		case 'result':
			return command === 'continue' || command === 'back' ? afterResult(state, operation, step) : undefined;
	}
}

function at(state: AppState, operation: DetailsAct, step: DetailsStep): Next {
	return next({ ...state, operation: { ...operation, step } });
}

/**
 * Back at the form, with the record read again. What was typed and not sent, because another edit was still open,
 * stays in the form.
 */
function afterResult(
	state: AppState,
	operation: DetailsAct,
	{ outcome }: Extract<DetailsStep, { readonly name: 'result' }>,
): Next {
	if (state.session === undefined) {
		return toMenu(state);
	}
	const isUnsent =
		(outcome.kind === 'former' && !outcome.isSame) ||
		(outcome.kind === 'uncertain' && outcome.formerAt !== undefined);
	return loadDetails(state, {
		...operation,
		...(isUnsent ? {} : { draft: undefined, record: { kind: 'failed', problem: { code: 'cancelled' } } }),
		step: { name: 'form' },
	});
}

function formCommand(state: AppState, operation: DetailsAct, command: Command): Next | undefined {
	const { record, draft, row } = operation;
	if (command === 'back') {
		return leaveForm(state, operation);
	}
	if (record.kind !== 'loaded' || draft === undefined) {
		return command === 'check-again' && record.kind === 'failed'
			? loadDetails(state, operation)
			: command === 'continue'
				? refuse(state, record.kind === 'loading' ? 'waiting-for-answer' : 'details-not-loaded')
				: undefined;
	}
	switch (command) {
		case 'next-field':
		case 'down':
			return moveRow(state, operation, 1);
		case 'previous-field':
		case 'up':
			return moveRow(state, operation, -1);
		case 'erase':
		case 'clear-field':
			return isField(row)
				? edit(state, operation, draft, row, erased(draft[row], command, state.behindCursor))
				: undefined;
		case 'continue':
			return chosen(state, operation, record.onRecord, draft);
		default:
			return undefined;
	}
}

/** Esc: what was typed and not saved is asked about first. */
function leaveForm(state: AppState, { record, draft }: DetailsAct): Next {
	const isEdited =
		draft !== undefined && record.kind === 'loaded' && editOf(record.onRecord, draft) !== undefined;
	return isEdited
		? next({ ...state, overlay: { kind: 'ask', scroll: 0, about: 'unsaved-details' } })
		: toMenu(state);
}

function isField(row: DetailsRow): row is DetailsField {
	return row !== 'save' && row !== 'phone' && row !== 'word';
}

function erased(value: string, command: 'erase' | 'clear-field', behind: number): string | undefined {
	if (value === '') {
		return undefined;
	}
	return command === 'clear-field' ? '' : erasedFrom(value, behind);
}

function edit(
	state: AppState,
	operation: DetailsAct,
	draft: DetailsDraft,
	field: DetailsField,
	value: string | undefined,
): Next {
	if (value === undefined) {
		return refuse(state, 'nothing-to-erase');
	}
	return next({
		...state,
		operation: {
			...operation,
			draft: { ...draft, [field]: value },
			faults: { ...operation.faults, [field]: undefined },
		},
	});
}

export function typeIntoDetails(state: AppState, operation: DetailsAct, text: string): Next {
	const { step, draft, row } = operation;
	switch (step.name) {
		case 'phone':
			return typeIntoNewPhone(state, operation, step, text);
		case 'code':
			return typeIntoPhoneCode(state, operation, step, text);
		case 'word':
			return typeIntoWord(state, operation, step, text);
		default:
			break;
	}
	if (step.name !== 'form' || draft === undefined || !isField(row)) {
		return refuse(state, 'no-such-key');
	}
	const value = insertedInto(draft[row], text, state.behindCursor).normalize('NFC');
	return Array.from(value).length > LIMITS[row]
		? refuse(state, 'field-full')
		: edit(state, operation, draft, row, value);
}

function moveRow(state: AppState, operation: DetailsAct, by: 1 | -1): Next {
	const row = ROWS[(ROWS.indexOf(operation.row) + by + ROWS.length) % ROWS.length];
	return next({
		...state,
		operation: { ...operation, row: row ?? 'email', faults: faultsOf(operation, false) },
	});
}

/**
 * What is wrong with what was typed; an empty field is told only when it is to be saved. What stands as it is on record is
 * not sent, and the portal's own business.
 */
function faultsOf({ draft, record }: DetailsAct, isSaved: boolean): DetailsAct['faults'] {
	if (draft === undefined) {
		return {};
	}
	const known = record.kind === 'loaded' ? draftOf(record.onRecord) : undefined;
	return Object.fromEntries(
		DETAILS_FIELDS.filter((field) => draft[field] !== known?.[field])
			.map((field) => [field, faultOf(field, draft[field].trim(), isSaved)] as const)
			.filter(([, fault]) => fault !== undefined),
	);
}

function faultOf(
	field: DetailsField,
	value: string,
	isSaved: boolean,
): 'empty' | 'not-an-address' | undefined {
	if (value === '') {
		return isSaved ? 'empty' : undefined;
	}
	return field === 'email' && !EMAIL.test(value) ? 'not-an-address' : undefined;
}

/** Enter: on to the next field, or what the row does. */
function chosen(
	state: AppState,
	operation: DetailsAct,
	onRecord: DetailsOnRecord,
	draft: DetailsDraft,
): Next {
	switch (operation.row) {
		case 'email':
		case 'address':
		case 'authorisedPerson':
			return moveRow(state, operation, 1);
		case 'phone':
			return openPhone(state, operation);
		case 'word':
			return openWord(state, operation);
		case 'save': {
			const faults = faultsOf(operation, true);
			const [first] = DETAILS_FIELDS.filter((field) => faults[field] !== undefined);
			if (first !== undefined) {
				return next({ ...state, operation: { ...operation, faults, row: first } });
			}
			return editOf(onRecord, draft) === undefined
				? refuse(state, 'nothing-changed')
				: at(state, operation, { name: 'review' });
		}
	}
}

/** What was changed; undefined where nothing was. */
export function editOf({ details }: DetailsOnRecord, draft: DetailsDraft): DetailsEdit | undefined {
	const changed = DETAILS_FIELDS.filter((field) => draft[field].trim() !== details[field]);
	return changed.length === 0
		? undefined
		: Object.fromEntries(changed.map((field) => [field, draft[field].trim()]));
}

function reviewCommand(state: AppState, operation: DetailsAct, command: Command): Next | undefined {
	switch (command) {
		case 'back':
			return at(state, operation, { name: 'form' });
		case 'continue': {
			const { record, draft } = operation;
			const edited =
				record.kind === 'loaded' && draft !== undefined ? editOf(record.onRecord, draft) : undefined;
			if (record.kind !== 'loaded' || edited === undefined) {
				return at(state, operation, { name: 'form' });
			}
			const { entityTag } = record.onRecord;
			return request(withNotice(state, undefined), (number, sent) =>
				next(
					{
						...sent,
						operation: {
							...operation,
							step: {
								name: 'running',
								run: { request: number, since: sent.now, phase: 'sending' },
								from: 'review',
							},
						},
					},
					{
						kind: 'make-change',
						request: number,
						change: { kind: 'update-details', edit: edited, entityTag },
						holderNumber: operation.holderNumber,
					},
				),
			);
		}
		default:
			return undefined;
	}
}

function conflictCommand(
	state: AppState,
	operation: DetailsAct,
	step: Extract<DetailsStep, { readonly name: 'conflict' }>,
	command: Command,
): Next | undefined {
	const { cursor, fields } = step;
	switch (command) {
		case 'up':
		case 'down': {
			const there = cursor + (command === 'down' ? 1 : -1);
			return fields[there] === undefined
				? refuse(state, 'end-of-list')
				: at(state, operation, { ...step, cursor: there });
		}
		case 'mark':
			return at(state, operation, {
				...step,
				fields: fields.map((entry, index) =>
					index === cursor ? { ...entry, choice: entry.choice === 'mine' ? 'theirs' : 'mine' } : entry,
				),
			});
		case 'continue':
			return fields.some(({ choice }) => choice === undefined)
				? refuse(state, 'conflict-open')
				: resolved(state, operation, fields);
		case 'back':
			return leaveForm(state, operation);
		default:
			return undefined;
	}
}

function resolved(state: AppState, operation: DetailsAct, fields: readonly FieldConflict[]): Next {
	const { draft, record } = operation;
	if (draft === undefined || record.kind !== 'loaded') {
		return at(state, operation, { name: 'form' });
	}
	const chosenValues = Object.fromEntries(
		fields.map(({ field, choice, mine, theirs }) => [field, choice === 'theirs' ? theirs : mine]),
	);
	const settled: DetailsAct = { ...operation, draft: { ...draft, ...chosenValues } };
	return editOf(record.onRecord, { ...draft, ...chosenValues }) === undefined
		? at(tell(state, 'details-left'), settled, { name: 'form' })
		: at(state, settled, { name: 'review' });
}

export function detailsSettled(
	state: AppState,
	operation: DetailsAct,
	step: Extract<DetailsStep, { readonly name: 'running' }>,
	outcome: ChangeOutcome,
): Next {
	const { from } = step;
	const secrets = from === 'review' ? [] : from.name === 'code' ? [from.code] : Object.values(from.words);
	return andThen(next(state, { kind: 'wipe', secrets }), (clean) => {
		switch (outcome.kind) {
			case 'refused':
			case 'not-sent':
				return takenBack(clean, operation, from, outcome.problem);
			case 'blocked':
				return next(
					withNotice(withStepBack(clean, operation, from, undefined), {
						kind: 'journal',
						failure: outcome.failure,
					}),
				);
			case 'under-way':
				return refuse(withStepBack(clean, operation, from, undefined), 'change-under-way');
			case 'done':
			case 'former':
			case 'uncertain': {
				const what = from === 'review' ? 'details' : from.name === 'code' ? 'phone' : 'word';
				const heard = outcome.kind === 'uncertain' ? clean : sessionUsed(clean);
				const used = what === 'word' ? withoutFormerWord(heard, operation.holderNumber) : heard;
				return at(used, operation, { name: 'result', what, outcome, at: clean.now });
			}
		}
	});
}

type SentFrom = Extract<DetailsStep, { readonly name: 'running' }>['from'];

/** It was not done: what was typed stands where it was typed, without its secrets. */
function takenBack(state: AppState, operation: DetailsAct, from: SentFrom, problem: PortalProblem): Next {
	const there = withStepBack(state, operation, from, problem);
	if (isSessionOver(problem)) {
		return afterSessionProblem(there, problem);
	}
	if (problem.code === 'cancelled') {
		return next(tell(there, 'change-not-sent'));
	}
	return problem.code === 'details-changed' && there.operation.kind === 'update-details'
		? loadDetails(there, there.operation)
		: next(afterProblem(there, problem));
}

function withStepBack(
	state: AppState,
	operation: DetailsAct,
	from: SentFrom,
	problem: PortalProblem | undefined,
): AppState {
	return { ...state, operation: { ...operation, step: stepBack(from, problem?.code) } };
}

function stepBack(from: SentFrom, code: PortalProblem['code'] | undefined): DetailsStep {
	if (from === 'review') {
		return { name: code === 'details-changed' ? 'form' : 'review' };
	}
	if (from.name === 'word') {
		return noWords();
	}
	const isSpent = code === 'code-expired' || code === 'login-expired' || code === 'login-locked';
	if (isSpent || code === 'details-changed') {
		return { name: 'phone', digits: from.digits, pending: undefined };
	}
	return { ...from, code: SecretText.empty, pending: undefined };
}
