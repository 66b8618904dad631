import { SecretText } from '#text';
import type { Command } from '../command.ts';
import { focusedReader } from '../focused-reader.ts';
import { GUIDED_PLANS } from '../guided-task.ts';
import { idleEnd } from '../idle.ts';
import { withoutChecks } from '../learnt-ends.ts';
import type { Message, StampedMessage } from '../messages.ts';
import { andThen, type Next, next, refuse, request, tell } from '../next.ts';
import type { Told } from '../notice.ts';
import { type AppState, initialState, type Overlay } from '../state.ts';
import { replaceSecret } from './leaving.ts';
import { checkPortal } from './portal.ts';
import { leaveEverything } from './session.ts';

/*
 * A kiosk stands where anybody comes by: what was begun and left is forgotten, a card that is taken out takes its
 * session along, and only whoever knows the operator's code ends the program.
 */

/** Longest operator's code that is taken. */
export const OPERATOR_CODE_MAX_LENGTH = 64;
/** Wrong codes after which each further one has to wait. */
const FREE_WRONG_CODES = 3;
const WRONG_CODE_PAUSE_MS = 30_000;

/** What comes by itself: nobody needs to be there for it. */
const PASSIVE: readonly Message['type'][] = [
	'timer',
	'card-changed',
	'phone-message',
	'portal-answered',
	'elsewhere-polled',
	'driver-told',
	'sandbox-opened',
	'resized',
	'scroll-ended',
];

/** Whether this tells that somebody is there, or that what somebody asked for is under way. */
export function isActivity(type: Message['type']): boolean {
	return !PASSIVE.includes(type);
}

/** The warning appears, or the time is up. */
export function idleTimer(state: AppState): Next {
	const end = idleEnd(state);
	return end !== undefined && state.now >= end ? forgetEverything(state, 'kiosk-idle') : next(state);
}

/** The portal is told, secrets are wiped, and the next person finds the start as the first one did. */
export function forgetEverything(before: AppState, told: Told): Next {
	const left = andThen(closeUnlock(before), leaveEverything);
	const { state } = left;
	const fresh = initialState({
		now: state.now,
		language: state.mode.kiosk?.language ?? state.language,
		theme: state.theme,
		...state.size,
		mode: state.mode,
	});
	const kept: AppState = {
		...fresh,
		card: state.card,
		learntEnds: withoutChecks(state.learntEnds),
		driver: state.driver,
		portal: state.portal,
		openChanges: state.openChanges,
		flow: state.flow,
		hint: state.hint,
		signatoryPin: state.signatoryPin,
		operator: state.operator,
		nextRequest: state.nextRequest,
		firstOfVisit: state.nextRequest,
	};
	// What was under way was given up, a look at the portal as well.
	const looked = checkPortal(tell(kept, told));
	return { ...looked, effects: [...left.effects, ...looked.effects] };
}

/** A card that was there and is not any more takes along what was begun with it. */
export function kioskCardChanged(before: AppState, state: AppState): Next {
	// Whoever signs with a card of their own takes the seal out for it, where there is one reader.
	const isSwapping = state.login.stage === 'signature';
	const isBegun =
		state.session !== undefined || (state.login.stage !== 'none' && !isSwapping) || isGuidedBegun(state);
	const hadCard = focusedReader(before)?.slot.kind === 'seal';
	const slot = focusedReader(state)?.slot.kind;
	const isGone = slot === undefined || slot === 'empty';
	return state.mode.kiosk !== undefined && isBegun && hadCard && isGone
		? forgetEverything(state, 'kiosk-card-removed')
		: kioskWithoutSigner(state);
}

/** Whoever opened the session with a card of their own closes it by taking the card along, wherever the seal is. */
export function kioskWithoutSigner(state: AppState): Next {
	const signedBy = state.session?.signedBy;
	return state.mode.kiosk !== undefined && signedBy !== undefined && !isPerhapsIn(state, signedBy)
		? forgetEverything(state, 'kiosk-card-removed')
		: next(state);
}

/** A card that is being read, or in use elsewhere for a moment, may be the one. */
function isPerhapsIn({ card: { readers } }: AppState, fingerprint: string): boolean {
	return readers.some(({ slot }) =>
		slot.kind === 'akis' || slot.kind === 'seal'
			? slot.card.certificates.some(({ certificate }) => certificate.fingerprint === fingerprint)
			: slot.kind === 'reading' || slot.kind === 'in-use',
	);
}

/** A task that is about the card; what is about the account needs none. */
function isGuidedBegun({ guided: { act } }: AppState): boolean {
	return act !== undefined && GUIDED_PLANS[act.task].needsCard;
}

type Unlock = Extract<Overlay, { readonly kind: 'unlock' }>;

/** The screen that asks for the operator's code, where there is one. */
export function askOperator(state: AppState): Next {
	return state.mode.kiosk?.hasOperatorCode === true
		? next({ ...state, overlay: { kind: 'unlock', scroll: 0, code: SecretText.empty, pending: undefined } })
		: refuse(state, 'no-operator-code');
}

/** The screen goes, and what was typed into it. */
export function closeUnlock(state: AppState): Next {
	const { overlay } = state;
	return overlay?.kind === 'unlock'
		? replaceSecret({ ...state, overlay: undefined }, overlay.code)
		: next(state);
}

export function typeOperatorCode(state: AppState, overlay: Unlock, text: string): Next {
	if (overlay.pending !== undefined) {
		return refuse(state, 'waiting-for-answer');
	}
	if (overlay.code.length >= OPERATOR_CODE_MAX_LENGTH) {
		return refuse(state, 'field-full');
	}
	return replaceSecret(
		{ ...state, overlay: { ...overlay, code: overlay.code.inserted(text, state.behindCursor) } },
		overlay.code,
	);
}

export function unlockCommand(state: AppState, overlay: Unlock, command: Command): Next {
	if (command === 'back') {
		return closeUnlock(state);
	}
	if (overlay.pending !== undefined) {
		return refuse(state, 'waiting-for-answer');
	}
	switch (command) {
		case 'erase':
		case 'clear-field': {
			if (overlay.code.length === 0) {
				return refuse(state, 'nothing-to-erase');
			}
			const code = command === 'erase' ? overlay.code.erased(state.behindCursor) : SecretText.empty;
			return replaceSecret({ ...state, overlay: { ...overlay, code } }, overlay.code);
		}
		case 'continue':
			return overlay.code.length === 0 ? refuse(state, 'code-incomplete') : checkCode(state, overlay);
		default:
			return refuse(state, 'no-such-key');
	}
}

function checkCode(before: AppState, overlay: Unlock): Next {
	if (before.now < before.operator.openAt) {
		// Not tried, and not kept for whoever presses Enter when the wait is over.
		const emptied = { ...before, overlay: { ...overlay, code: SecretText.empty } };
		return andThen(replaceSecret(emptied, overlay.code), (wiped) => refuse(wiped, 'operator-wait'));
	}
	return request(before, (number, state) =>
		next(
			{ ...state, overlay: { ...overlay, pending: { request: number, since: state.now } } },
			{ kind: 'check-operator', request: number, code: overlay.code },
		),
	);
}

/** Right: the program ends. Wrong: the code is wiped, and after some of them the next one has to wait. */
export function operatorChecked(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'operator-checked' }>,
	leave: (state: AppState) => Next,
): Next {
	const { overlay } = state;
	if (overlay?.kind !== 'unlock' || overlay.pending?.request !== message.request) {
		return next(state);
	}
	const asked = replaceSecret(
		{ ...state, overlay: { ...overlay, code: SecretText.empty, pending: undefined } },
		overlay.code,
	);
	if (message.isRight) {
		return andThen(asked, leave);
	}
	const wrong = state.operator.wrong + 1;
	const openAt = wrong >= FREE_WRONG_CODES ? state.now + WRONG_CODE_PAUSE_MS : 0;
	return andThen(asked, (left) => refuse({ ...left, operator: { wrong, openAt } }, 'operator-code-wrong'));
}
