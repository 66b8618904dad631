import type { PortalOperation } from '#contract';
import { isSealWhole } from './card-condition.ts';
import { cardForUnlock } from './card-for-unlock.ts';
import { candidatesFor } from './change-candidates.ts';
import { isDriverReady } from './driver-links.ts';
import { focusedReader } from './focused-reader.ts';
import { type GuidedTask, stepOfGuided } from './guided-task.ts';
import { type EndKind, endOfSeal } from './learnt-ends.ts';
import type { Refusal } from './notice.ts';
import { MENU_ENTRIES, type MenuEntry, type ScreenName, type StepNumber } from './place.ts';
import type { AppState, PinsEntry } from './state.ts';

/** One line of the guide's checklist. */
export interface StepState {
	readonly step: StepNumber;
	/** Its condition holds now; it unticks itself when the condition is lost. */
	readonly isDone: boolean;
	/** The person says that it is done on the authority's site, and nothing of it is seen from here. */
	readonly isTold: true | undefined;
	/** The seal in the reader was learnt to be revoked, suspended or untrusted: the step is not told as good, though it can be gone on from. */
	readonly endedSeal: EndKind | undefined;
	/** Why it cannot be gone to, or undefined. */
	readonly blocked: Refusal | undefined;
}

export const STEP_NUMBERS: readonly StepNumber[] = [1, 2, 3, 4, 5, 6];

export function stepState(state: AppState, step: StepNumber): StepState {
	const slot = step === 1 ? focusedReader(state)?.slot : undefined;
	const endedSeal = slot?.kind === 'seal' ? endOfSeal(state, slot.card.certificates) : undefined;
	const done = isDone(state, step);
	return {
		step,
		isDone: done,
		isTold: (!done && isTold(state, step)) || undefined,
		endedSeal,
		blocked: blockedStep(state, step),
	};
}

export function stepStates(state: AppState): readonly StepState[] {
	return STEP_NUMBERS.map((step) => stepState(state, step));
}

function isDone(state: AppState, step: StepNumber): boolean {
	switch (step) {
		case 1:
			return isSealWhole(focusedReader(state)?.slot);
		case 2:
			return isDriverReady(state);
		case 3:
			return state.portal.kind === 'reached';
		case 4:
			return state.session !== undefined || isLoginBegun(state);
		case 5:
			return state.session !== undefined;
		case 6:
			return state.guided.seen.includes('pin-or-unlock') || state.session?.pinsSeen === true;
	}
}

/** Whether a login is under way; one that ended without a session is none. */
export function isLoginBegun({ login }: AppState): boolean {
	return login.stage === 'elsewhere' ? login.step.name !== 'over' : login.stage !== 'none';
}

/** Nothing of the authority's site is seen from here. */
function isTold({ guided }: AppState, step: StepNumber): boolean {
	const tasks: readonly GuidedTask[] =
		step === 6 ? ['pin-or-unlock', 'pin-view'] : step < 3 ? [] : ['log-in'];
	return tasks.some((task) => guided.told.includes(task));
}

function blockedStep(state: AppState, step: StepNumber): Refusal | undefined {
	if (state.session !== undefined || state.mode.portal === 'guided') {
		return undefined;
	}
	switch (step) {
		case 1:
		case 2:
		case 3:
			return undefined;
		case 4:
			return state.portal.kind === 'reached' ? undefined : 'portal-not-reached';
		case 5:
			return state.login.stage === 'none' ? 'method-not-chosen' : undefined;
		case 6:
			return 'not-logged-in';
	}
}

const SCREEN_OF_STEP: Readonly<Record<StepNumber, ScreenName>> = {
	1: 'card',
	2: 'driver',
	3: 'portal',
	4: 'login-method',
	5: 'login',
	6: 'menu',
};

export function screenOfStep(step: StepNumber): ScreenName {
	return SCREEN_OF_STEP[step];
}

/** The step a screen belongs to; undefined on the start screen. */
export function stepOfScreen(screen: ScreenName): StepNumber | undefined {
	if (screen === 'card-pin' || screen === 'readers' || screen === 'timeline') {
		return 1;
	}
	return screen === 'pins' || screen === 'operation' || screen === 'certificates' || screen === 'guided'
		? 6
		: STEP_NUMBERS.find((step) => SCREEN_OF_STEP[step] === screen);
}

/** The step that the person is at; undefined on the start screen. */
export function stepHere({ screen, guided }: AppState): StepNumber | undefined {
	return screen === 'guided' ? stepOfGuided(guided.act?.task ?? guided.cursor) : stepOfScreen(screen);
}

/** The step that Enter on the start screen goes to: the first that is not done and can be gone to. */
export function firstOpenStep(state: AppState): StepNumber {
	const open = stepStates(state).find((step) => !step.isDone && !step.isTold && step.blocked === undefined);
	return open?.step ?? (state.session === undefined ? 1 : 6);
}

/** Whether the portal says that it can do this; false while it is not reached. */
export function portalOffers(state: AppState, operation: PortalOperation): boolean {
	return state.portal.kind === 'reached' && state.portal.info.operations.includes(operation);
}

/** The entries of the portal's menu; the guide's until it told them. */
export function menuEntries({ flow }: AppState): readonly MenuEntry[] {
	return flow?.menu ?? MENU_ENTRIES;
}

/** Why a menu entry is not selectable, or undefined. */
export function blockedMenuEntry(state: AppState, entry: MenuEntry): Refusal | undefined {
	if (entry === 'log-out') {
		return undefined;
	}
	if (entry === 'activate') {
		const certificates = state.session?.certificates;
		if (certificates?.kind !== 'loaded') {
			return 'certificates-not-loaded';
		}
		const isUnread = certificates.next !== undefined;
		if (!isUnread && !certificates.certificates.some(({ state: one }) => one === 'suspended')) {
			return 'nothing-suspended';
		}
	}
	if (state.portal.kind !== 'reached') {
		return 'portal-not-reached';
	}
	if (!portalOffers(state, entry === 'pin-create-or-unlock' ? 'unlock' : entry)) {
		return 'not-offered';
	}
	switch (entry) {
		case 'revoke':
			return nothingToRevoke(state);
		case 'unlock':
		case 'pin-create-or-unlock': {
			const found = cardForUnlock(state);
			return found.ok ? undefined : found.refusal;
		}
		default:
			return undefined;
	}
}

/** Why something cannot be done with the PINs, or undefined. */
export function blockedPinsEntry(state: AppState, entry: PinsEntry): Refusal | undefined {
	if (entry === 'show' && state.pins.kind === 'shown') {
		// What it does then is hide them.
		return undefined;
	}
	if (state.portal.kind !== 'reached') {
		return 'portal-not-reached';
	}
	const operation = ({ show: 'pin-view', save: 'pin-save', delete: 'pin-delete' } as const)[entry];
	if (!portalOffers(state, operation)) {
		return 'not-offered';
	}
	if (entry !== 'show' && state.pins.kind === 'none') {
		return 'nothing-to-delete';
	}
	// Whose PIN it is cannot know who keeps what a kiosk shows, nor agree to it.
	return entry === 'show' && state.mode.kiosk !== undefined && state.mode.recorder !== undefined
		? 'recorded-kiosk'
		: undefined;
}

function nothingToRevoke({ session }: AppState): Refusal | undefined {
	if (session?.certificates.kind !== 'loaded') {
		return 'certificates-not-loaded';
	}
	const { certificates, next } = session.certificates;
	return next === undefined && candidatesFor('revoke', certificates).length === 0
		? 'nothing-to-revoke'
		: undefined;
}
