import {
	type AppState,
	answeredInSession,
	type Command,
	eraseTyped,
	insertedInto,
	type Next,
	next,
	type PinSaving,
	type PrintOutcome,
	refuse,
	request,
	type SaveRefusal,
	type StampedMessage,
	withNotice,
} from '#app';
import { toPins } from '../leave.ts';

/* Parolalarımı Kaydet: a PDF of the portal goes to a new file that only its owner can read. */

/** The longest path that Linux takes. */
const LONGEST_PATH = 4096;

export function openPinSaving(before: AppState): Next {
	const { session } = before;
	if (session === undefined) {
		return refuse(before, 'not-logged-in');
	}
	const operation: PinSaving = {
		kind: 'save-pins',
		holderNumber: session.holderNumber,
		step: { name: 'place', path: undefined, refusal: undefined },
	};
	return askPlace({ ...withNotice(before, undefined), screen: 'operation', operation }, operation);
}

function askPlace(before: AppState, { holderNumber }: PinSaving): Next {
	return request(before, (number, state) =>
		next(state, { kind: 'suggest-path', request: number, fileName: fileName(holderNumber, state.now) }),
	);
}

/** Milliseconds that Turkey is ahead of UTC: the whole year, since 2016. */
const TURKEY_AHEAD_MS = 3 * 3_600_000;

/** `muhurdar-pin-6920-20260115-150000.pdf`: whose, and from when (Turkish time), without the whole number. */
function fileName(holderNumber: string, now: number): string {
	const here = new Date(now + TURKEY_AHEAD_MS).toISOString();
	const moment = here.slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-');
	return `muhurdar-pin-${holderNumber.slice(-4)}-${moment}.pdf`;
}

export function pathSuggested(
	state: AppState,
	{ suggestion }: Extract<StampedMessage, { readonly type: 'path-suggested' }>,
): Next {
	const { operation } = state;
	if (
		operation.kind !== 'save-pins' ||
		operation.step.name !== 'place' ||
		operation.step.path !== undefined
	) {
		return next(state);
	}
	const step: PinSaving['step'] =
		suggestion.kind === 'place'
			? { name: 'place', path: suggestion.path, refusal: undefined }
			: { name: 'place', path: '', refusal: suggestion.reason };
	return next({ ...state, operation: { ...operation, step } });
}

export function pinSavingCommand(state: AppState, operation: PinSaving, command: Command): Next | undefined {
	const { step } = operation;
	switch (step.name) {
		case 'place':
			return placeCommand(state, operation, step, command);
		case 'saving':
			return savingCommand(state, operation, step, command);
		case 'saved':
			return savedCommand(state, operation, step, command);
	}
}

/** Esc gives it up; a file that was written before that is told all the same. */
function savingCommand(
	state: AppState,
	operation: PinSaving,
	step: Extract<PinSaving['step'], { readonly name: 'saving' }>,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'continue':
			return refuse(state, 'waiting-for-answer');
		case 'back':
			return step.isLeft
				? refuse(state, 'waiting-for-answer')
				: next(
						{ ...state, operation: { ...operation, step: { ...step, isLeft: true } } },
						{ kind: 'cancel', cancelled: step.request },
					);
		default:
			return undefined;
	}
}

function placeCommand(
	state: AppState,
	operation: PinSaving,
	step: Extract<PinSaving['step'], { readonly name: 'place' }>,
	command: Command,
): Next | undefined {
	const { path } = step;
	const edited = (to: string): AppState => ({
		...state,
		operation: { ...operation, step: { ...step, path: to, refusal: undefined } },
	});
	switch (command) {
		case 'back':
			return toPins(state);
		case 'continue':
			if (path === undefined) {
				return refuse(state, 'waiting-for-answer');
			}
			if (path.trim() === '') {
				// Whoever emptied the field, or plugged something in meanwhile, gets the place suggested.
				const step: PinSaving['step'] = { name: 'place', path: undefined, refusal: undefined };
				const waiting: PinSaving = { ...operation, step };
				return askPlace({ ...withNotice(state, undefined), operation: waiting }, waiting);
			}
			return request(withNotice(state, undefined), (number, sent) =>
				next(
					{
						...sent,
						operation: {
							...operation,
							step: { name: 'saving', path, request: number, since: sent.now, isLeft: false },
						},
					},
					{ kind: 'save-pins', request: number, path },
				),
			);
		default:
			return eraseTyped(state, path ?? '', command, edited);
	}
}

export function typeIntoPath(state: AppState, operation: PinSaving, text: string): Next {
	const { step } = operation;
	if (step.name !== 'place' || step.path === undefined) {
		return refuse(state, 'waiting-for-answer');
	}
	const path = insertedInto(step.path, text, state.behindCursor);
	return path.length > LONGEST_PATH
		? refuse(state, 'field-full')
		: next({ ...state, operation: { ...operation, step: { ...step, path, refusal: undefined } } });
}

export function pinsSaved(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'pins-saved' }>,
): Next {
	const { operation, session } = state;
	if (
		operation.kind !== 'save-pins' ||
		operation.step.name !== 'saving' ||
		operation.step.request !== number
	) {
		return next(state);
	}
	const { path } = operation.step;
	const back = (refusal: SaveRefusal | undefined): AppState => ({
		...state,
		operation: { ...operation, step: { name: 'place', path, refusal } },
	});
	return answeredInSession(result, {
		given: (outcome) =>
			outcome.kind === 'refused'
				? back(outcome.reason)
				: {
						...state,
						session: session === undefined ? undefined : { ...session, pinsSaved: true },
						operation: {
							...operation,
							step: {
								name: 'saved',
								path: outcome.path,
								row: mayPrint(state) ? 'print' : 'done',
								printing: { kind: 'not-asked' },
							},
						},
					},
		failed: () => back(undefined),
	});
}

/** At a kiosk only where the attendant allowed it: the paper lies at a printer, and the document in its queue. */
export function mayPrint({ mode: { kiosk } }: AppState): boolean {
	return kiosk === undefined || kiosk.mayPrint === true;
}

function savedCommand(
	state: AppState,
	operation: PinSaving,
	step: Extract<PinSaving['step'], { readonly name: 'saved' }>,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'up':
		case 'down': {
			if (!mayPrint(state)) {
				return refuse(state, 'printing-closed');
			}
			const row = command === 'up' ? 'print' : 'done';
			return row === step.row
				? refuse(state, 'end-of-list')
				: next({ ...state, operation: { ...operation, step: { ...step, row } } });
		}
		case 'back':
			return toPins(state);
		case 'continue':
			if (step.row === 'done') {
				return toPins(state);
			}
			if (step.printing.kind === 'running') {
				return refuse(state, 'waiting-for-answer');
			}
			return request(state, (number, asked) =>
				next(
					{
						...asked,
						operation: { ...operation, step: { ...step, printing: { kind: 'running', request: number } } },
					},
					{ kind: 'print-file', request: number, path: step.path },
				),
			);
		default:
			return undefined;
	}
}

function isPrinted({ kind }: PrintOutcome): boolean {
	return kind === 'printed' || kind === 'printed-and-kept';
}

export function filePrinted(
	state: AppState,
	{ request: number, outcome }: Extract<StampedMessage, { readonly type: 'file-printed' }>,
): Next {
	const { operation } = state;
	if (operation.kind !== 'save-pins' || operation.step.name !== 'saved') {
		return next(state);
	}
	const { step } = operation;
	return step.printing.kind === 'running' && step.printing.request === number
		? next({
				...state,
				operation: {
					...operation,
					step: { ...step, printing: outcome, row: isPrinted(outcome) ? 'done' : step.row },
				},
			})
		: next(state);
}
