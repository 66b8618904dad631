import type { ChangeOutcome, PortalProblem } from '#api';
import {
	type AppState,
	afterSessionProblem,
	andThen,
	type Command,
	canReportAgain,
	cardForUnlock,
	isSandboxPortal,
	isSessionOver,
	type Next,
	next,
	outcomeNow,
	refuse,
	replaceSecret,
	request,
	type StampedMessage,
	sessionUsed,
	type UnlockAct,
	type UnlockRefusal,
	type UnlockStep,
	type UnlockStop,
	withNotice,
} from '#app';
import { checkNewPin, holderNumbersOf } from '#card-rules';
import { SecretText } from '#text';

import { toMenu } from '../leave.ts';

/*
 * Kilit Çözme: begun at the portal, done on the card, told to the portal. Wherever it is interrupted it stays open at
 * the portal, which gives the same PUK and new PIN again; before the PUK goes to the card a second time, the new PIN
 * is tried on it, so that an unlock that the card had done is not sent again.
 *
 * Where the holder chooses the new PIN it is typed before anything is begun, and kept through an interruption: the card
 * may have it already.
 */

/** Digits of the longest PIN that the card takes. */
const LONGEST_PIN = 16;

export function openUnlock(state: AppState): Next {
	const { session } = state;
	const found = cardForUnlock(state);
	if (session === undefined) {
		return refuse(state, 'not-logged-in');
	}
	if (!found.ok) {
		return refuse(state, found.refusal);
	}
	const operation: UnlockAct = {
		kind: 'unlock',
		holderNumber: session.holderNumber,
		cardSerial: found.cardSerial,
		unlockId: undefined,
		chosen: undefined,
		mustCheck: true,
		step: { name: 'ready' },
	};
	return next({ ...withNotice(state, undefined), screen: 'operation', operation });
}

function at(state: AppState, operation: UnlockAct, step: UnlockStep): Next {
	return next({ ...state, operation: { ...operation, step } });
}

function stop(state: AppState, operation: UnlockAct, why: UnlockStop): Next {
	return at(state, operation, { name: 'stopped', why });
}

export function unlockCommand(state: AppState, operation: UnlockAct, command: Command): Next | undefined {
	const { step } = operation;
	switch (step.name) {
		case 'ready':
		case 'stopped':
			if (command === 'back') {
				return toMenu(state);
			}
			return command === 'continue' ? goOn(withNotice(state, undefined), operation) : undefined;
		case 'looking':
		case 'fetching':
			return waitingCommand(state, operation, step.request, command);
		case 'on-card':
			return command === 'continue' || command === 'back' ? refuse(state, 'unlock-on-card') : undefined;
		case 'starting':
		case 'reporting':
			return undefined;
		case 'choosing':
			return choosingCommand(state, operation, step, command);
		case 'result':
			if (command === 'continue' && canReportAgain(step.outcome)) {
				return state.session === undefined
					? refuse(state, 'not-logged-in')
					: report(withNotice(state, undefined), operation, step.result, step.why);
			}
			return command === 'continue' || command === 'back' ? toMenu(state) : undefined;
	}
}

/** Reads alone are given up: nothing of theirs that comes late reaches the card. */
function waitingCommand(
	state: AppState,
	operation: UnlockAct,
	awaited: number,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'continue':
			return refuse(state, 'waiting-for-answer');
		case 'back':
			return andThen(next(state, { kind: 'cancel', cancelled: awaited }), (freed) =>
				stop(freed, operation, { of: 'left' }),
			);
		default:
			return undefined;
	}
}

/** From the beginning, or from where it was interrupted. */
function goOn(state: AppState, operation: UnlockAct): Next {
	const found = cardForUnlock(state);
	if (!found.ok) {
		return refuse(state, found.refusal);
	}
	if (found.cardSerial !== operation.cardSerial) {
		return refuse(state, 'other-card');
	}
	if (isChosenByHolder(state) && operation.chosen === undefined) {
		const { empty } = SecretText;
		const pins = { first: empty, again: empty };
		return at(state, operation, { name: 'choosing', focus: 'first', pins, fault: undefined });
	}
	return toPortal(state, operation);
}

function isChosenByHolder({ flow }: AppState): boolean {
	return flow?.pinChosenBy === 'holder';
}

function toPortal(state: AppState, operation: UnlockAct): Next {
	return operation.unlockId === undefined ? lookForOpen(state, operation) : fetchSecrets(state, operation);
}

/** Whether one was left open before: an earlier run may have been cut off in the middle. */
function lookForOpen(before: AppState, operation: UnlockAct): Next {
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: { ...operation, step: { name: 'looking', request: number, since: state.now } },
			},
			{ kind: 'load-unlocks', request: number },
		),
	);
}

export function unlocksAnswered(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'unlocks-answered' }>,
): Next {
	const { operation } = state;
	if (operation.kind !== 'unlock' || operation.step.name !== 'looking' || operation.step.request !== number) {
		return next(state);
	}
	if (!result.ok) {
		return stoppedByPortal(state, operation, result.problem);
	}
	const open = result.value.find(
		({ cardSerial, state: unlockState }) => cardSerial === operation.cardSerial && unlockState === 'open',
	);
	return open === undefined
		? startUnlock(sessionUsed(state), operation)
		: fetchSecrets(sessionUsed(state), { ...operation, unlockId: open.unlockId, mustCheck: true });
}

function startUnlock(before: AppState, operation: UnlockAct): Next {
	const { cardSerial, holderNumber } = operation;
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: {
					...operation,
					step: { name: 'starting', run: { request: number, since: state.now, phase: 'sending' } },
				},
			},
			{ kind: 'make-change', request: number, change: { kind: 'start-unlock', cardSerial }, holderNumber },
		),
	);
}

/** Of the change that begins it, or of the one that tells the portal what became of it. */
export function unlockSettled(state: AppState, operation: UnlockAct, outcome: ChangeOutcome): Next {
	const { step } = operation;
	if (step.name === 'reporting') {
		const { result, why } = step;
		const told = at(state, operation, { name: 'result', result, why, outcome, at: state.now });
		const problem = outcome.kind === 'refused' || outcome.kind === 'not-sent' ? outcome.problem : undefined;
		return problem !== undefined && isSessionOver(problem)
			? andThen(told, (there) => afterSessionProblem(there, problem))
			: told;
	}
	const now = outcomeNow(outcome);
	const isLeft = step.name === 'starting' && step.run.phase === 'leaving';
	if (now?.kind === 'done' && now.operation.resource !== undefined) {
		// One that was begun just now has not been at the card; a former one may have been.
		const mustCheck = outcome.kind === 'former';
		const begun: UnlockAct = { ...operation, unlockId: now.operation.resource, mustCheck };
		return isLeft ? stop(sessionUsed(state), begun, { of: 'left' }) : fetchSecrets(sessionUsed(state), begun);
	}
	if (isLeft && outcome.kind === 'not-sent' && outcome.problem.code === 'cancelled') {
		return stop(state, operation, { of: 'left' });
	}
	if (!isLeft && now !== undefined && now.kind !== 'done' && now.problem.code === 'unlock-open') {
		return lookForOpen(sessionUsed(state), operation);
	}
	const stopped = stop(state, operation, { of: 'change', outcome, at: state.now });
	return now !== undefined && now.kind !== 'done' && isSessionOver(now.problem)
		? andThen(stopped, (there) => afterSessionProblem(there, now.problem))
		: stopped;
}

function fetchSecrets(before: AppState, operation: UnlockAct): Next {
	const { unlockId, cardSerial } = operation;
	if (unlockId === undefined) {
		return lookForOpen(before, operation);
	}
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: { ...operation, step: { name: 'fetching', request: number, since: state.now } },
			},
			{ kind: 'load-unlock-secrets', request: number, unlock: { unlockId, cardSerial } },
		),
	);
}

export function unlockSecretsAnswered(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'unlock-secrets-answered' }>,
): Next {
	const { operation } = state;
	const isAwaited =
		operation.kind === 'unlock' && operation.step.name === 'fetching' && operation.step.request === number;
	if (!isAwaited) {
		// What came must not stay in memory.
		return result.ok
			? next(state, {
					kind: 'wipe',
					secrets: [result.value.puk, ...(result.value.newPin === undefined ? [] : [result.value.newPin])],
				})
			: next(state);
	}
	if (!result.ok) {
		const isOver = result.problem.code === 'unlock-over';
		// It is over at the portal: whoever goes on begins anew.
		return stoppedByPortal(
			state,
			isOver ? { ...operation, unlockId: undefined, mustCheck: true } : operation,
			result.problem,
		);
	}
	const { puk, newPin: invented } = result.value;
	const used = sessionUsed(state);
	const newPin = isChosenByHolder(state) ? operation.chosen : invented;
	const isOther = isChosenByHolder(state) === (invented !== undefined);
	if (newPin !== undefined && !isOther) {
		return toCard(used, operation, puk, newPin);
	}
	// It says that somebody else invents the PIN than who did: which one the card should get is not guessed.
	const secrets = [puk, ...(invented === undefined ? [] : [invented])];
	return andThen(next(used, { kind: 'wipe', secrets }), (clean) =>
		stoppedByPortal(clean, operation, { code: 'bad-answer', detail: 'PIN not of its flow' }),
	);
}

function stoppedByPortal(state: AppState, operation: UnlockAct, problem: PortalProblem): Next {
	const stopped = stop(state, operation, { of: 'portal' });
	return andThen(stopped, (there) => afterSessionProblem(there, problem));
}

type Choosing = Extract<UnlockStep, { readonly name: 'choosing' }>;

function choosingCommand(
	state: AppState,
	operation: UnlockAct,
	step: Choosing,
	command: Command,
): Next | undefined {
	const { focus, pins } = step;
	switch (command) {
		case 'next-field':
		case 'previous-field':
			return at(state, operation, {
				...step,
				focus: focus === 'first' ? 'again' : 'first',
				fault: undefined,
			});
		case 'erase':
		case 'clear-field':
			return pins[focus].length === 0
				? refuse(state, 'nothing-to-erase')
				: withPin(
						state,
						operation,
						step,
						command === 'erase' ? pins[focus].erased(state.behindCursor) : SecretText.empty,
					);
		case 'back':
			return toMenu(state);
		case 'continue':
			return chosen(state, operation, step);
		default:
			return undefined;
	}
}

function withPin(state: AppState, operation: UnlockAct, step: Choosing, pin: SecretText): Next {
	const moved: AppState = {
		...state,
		operation: {
			...operation,
			step: { ...step, pins: { ...step.pins, [step.focus]: pin }, fault: undefined },
		},
	};
	return replaceSecret(moved, step.pins[step.focus]);
}

export function typeIntoUnlock(state: AppState, operation: UnlockAct, text: string): Next {
	const { step } = operation;
	if (step.name !== 'choosing') {
		return refuse(state, 'no-such-key');
	}
	if (!/^\d$/u.test(text)) {
		return refuse(state, 'digits-only');
	}
	const pin = step.pins[step.focus];
	return pin.length >= LONGEST_PIN
		? refuse(state, 'field-full')
		: withPin(state, operation, step, pin.inserted(text, state.behindCursor));
}

function chosen(state: AppState, operation: UnlockAct, step: Choosing): Next {
	const { first, again } = step.pins;
	const found = cardForUnlock(state);
	if (!found.ok || found.cardSerial !== operation.cardSerial) {
		// What was typed stays for the card that it was typed for.
		return refuse(state, found.ok ? 'other-card' : found.refusal);
	}
	const holderNumbers = [operation.holderNumber, ...holderNumbersOf(found.card)];
	const rule = checkNewPin(first, { holderNumbers });
	if (rule !== undefined) {
		return at(state, operation, { ...step, focus: 'first', fault: rule });
	}
	if (again.length === 0 && step.focus === 'first') {
		return at(state, operation, { ...step, focus: 'again', fault: undefined });
	}
	if (first.reveal() !== again.reveal()) {
		return at(state, operation, { ...step, focus: 'again', fault: 'repeat-differs' });
	}
	return andThen(next(state, { kind: 'wipe', secrets: [again] }), (clean) =>
		toPortal(clean, { ...operation, chosen: first }),
	);
}

/** What an act with the card leaves in memory: one that the holder chose is still wanted after an interruption. */
function spare({ chosen }: UnlockAct, puk: SecretText, newPin: SecretText): readonly SecretText[] {
	return chosen === undefined ? [puk, newPin] : [puk];
}

/** The last look before the card gets anything: the same card, of the same account, on the right side of the wall. */
function toCard(before: AppState, operation: UnlockAct, puk: SecretText, newPin: SecretText): Next {
	const found = cardForUnlock(before);
	const refusal = found.ok
		? found.cardSerial === operation.cardSerial
			? undefined
			: 'other-card'
		: found.refusal;
	const { unlockId } = operation;
	if (!found.ok || refusal !== undefined || unlockId === undefined) {
		return andThen(next(before, { kind: 'wipe', secrets: spare(operation, puk, newPin) }), (clean) =>
			stop(clean, operation, { of: 'no-card', refusal: refusal ?? 'card-not-in' }),
		);
	}
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: {
					...operation,
					step: { name: 'on-card', request: number, since: state.now, puk, newPin },
				},
			},
			{
				kind: 'unlock-card',
				request: number,
				order: {
					card: found.card,
					unlockId,
					cardSerial: found.cardSerial,
					puk,
					newPin,
					holderNumber: operation.holderNumber,
					origin: isSandboxPortal(state) ? 'sandbox-portal' : 'typed',
					mustCheck: operation.mustCheck,
				},
			},
		),
	);
}

export function cardUnlocked(
	before: AppState,
	{ request: number, outcome }: Extract<StampedMessage, { readonly type: 'card-unlocked' }>,
): Next {
	const { operation } = before;
	if (operation.kind !== 'unlock' || operation.step.name !== 'on-card' || operation.step.request !== number) {
		return next(before);
	}
	const { puk, newPin } = operation.step;
	const isPinSpent = ['done', 'already-done', 'wrong', 'blocked', 'puk-refused-before', 'refused'].includes(
		outcome.kind,
	);
	const kept: UnlockAct = isPinSpent ? { ...operation, chosen: undefined } : operation;
	return andThen(next(before, { kind: 'wipe', secrets: spare(kept, puk, newPin) }), (state) => {
		switch (outcome.kind) {
			case 'done':
			case 'already-done':
				return report(pinMade(state), kept, 'done', undefined);
			case 'wrong':
			case 'blocked':
			case 'puk-refused-before':
				// Another try of the same PUK can only destroy the card.
				return report(state, kept, 'not-done', outcome.kind);
			case 'journal':
				return stop(state, kept, { of: 'journal', failure: outcome.failure });
			case 'unknown':
				return stop(state, { ...kept, mustCheck: true }, { of: 'card', kind: outcome.kind });
			case 'refused':
				return stop(state, kept, { of: 'card', kind: outcome.refusal.rule });
			default:
				return stop(state, kept, { of: 'card', kind: outcome.kind });
		}
	});
}

/** The card has another PIN: its holder chose it and has seen it, or the PDF that was saved is of the former one. */
function pinMade(state: AppState): AppState {
	const { session } = state;
	return session === undefined
		? state
		: {
				...state,
				session: isChosenByHolder(state)
					? { ...session, pinsSeen: true }
					: { ...session, pinsSaved: false, noPins: undefined },
			};
}

function report(
	before: AppState,
	operation: UnlockAct,
	result: 'done' | 'not-done',
	why: UnlockRefusal | undefined,
): Next {
	const { unlockId, holderNumber } = operation;
	if (unlockId === undefined) {
		return stop(before, operation, { of: 'portal' });
	}
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: {
					...operation,
					step: {
						name: 'reporting',
						run: { request: number, since: state.now, phase: 'sending' },
						result,
						why,
					},
				},
			},
			{
				kind: 'make-change',
				request: number,
				change: { kind: 'report-unlock', unlockId, result },
				holderNumber,
			},
		),
	);
}
