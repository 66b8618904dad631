import { focusedReader } from '../focused-reader.ts';
import { GUIDED_PLANS } from '../guided-task.ts';
import { idleEnd } from '../idle.ts';
import { withoutChecks } from '../learnt-ends.ts';
import type { Message } from '../messages.ts';
import { andThen, type Next, next, tell } from '../next.ts';
import type { Told } from '../notice.ts';
import type { Places } from '../open-place.ts';
import { type AppState, initialState } from '../state.ts';
import { replaceSecret } from './leaving.ts';
import { checkPortal } from './portal.ts';
import { leaveEverything } from './session.ts';

/*
 * A kiosk stands where anybody comes by: what was begun and left is forgotten, a card that is taken out takes its
 * session along, and only whoever knows the operator's code ends the program.
 */

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
export function idleTimer(places: Places, state: AppState): Next {
	const end = idleEnd(places, state);
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
		accounts: state.accounts,
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

/** The screen goes, and what was typed into it. */
export function closeUnlock(state: AppState): Next {
	const { overlay } = state;
	return overlay?.kind === 'unlock'
		? replaceSecret({ ...state, overlay: undefined }, overlay.code)
		: next(state);
}
