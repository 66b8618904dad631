import { THEME_NAMES } from './appearance.ts';
import type { Command, PaletteChoice } from './command.ts';
import { logAfter } from './flows/card-log.ts';
import { moreCertificatesAnswered, readOn } from './flows/certificate-pages.ts';
import { closedFieldTimer, keyAfterClosing, watchField } from './flows/closed-field.ts';
import { failureIn } from './flows/failure.ts';
import { eraseForward, fieldCursorCommand, withFieldCursor } from './flows/field-cursor.ts';
import { goToStep, moveAlongSteps } from './flows/go-to-step.ts';
import { idleTimer, isActivity, kioskCardChanged } from './flows/kiosk.ts';
import { endsAfter } from './flows/learnt-ends.ts';
import { leaveProgram } from './flows/leave-program.ts';
import { withNoticeLife } from './flows/notice-life.ts';
import {
	checkPortal,
	openChangesSettled,
	portalAnswered,
	settleOpenChanges,
	withOpenChange,
} from './flows/portal.ts';
import { throughGate } from './flows/portal-gate.ts';
import { withToldWait } from './flows/portal-wait.ts';
import { triesAfter } from './flows/seen-tries.ts';
import { certificatesAnswered, endSession, loggedOut } from './flows/session.ts';
import { endTypedAhead } from './flows/typed-ahead.ts';
import { focusedReader } from './focused-reader.ts';
import type { StampedMessage } from './messages.ts';
import { andThen, type Next, next, refuse, request, tell, withNotice } from './next.ts';
import { type Answers, allPlaces, hasTextField, openPlace, type Places } from './open-place.ts';
import { lookedAtAfter } from './other-holder.ts';
import type { StepNumber } from './place.ts';
import { isTooSmall } from './size.ts';
import type { AppState } from './state.ts';

const STEP_OF_COMMAND: Readonly<Record<`step-${StepNumber}`, StepNumber>> = {
	'step-1': 1,
	'step-2': 2,
	'step-3': 3,
	'step-4': 4,
	'step-5': 5,
	'step-6': 6,
};

/** Messages kept on the sandbox's phone. */
const PHONE_LIMIT = 20;

export type Update = (before: AppState, message: StampedMessage) => Next;

/**
 * The one way in which the program changes: pure, so that every screen can be reached by messages alone. What a message means at
 * a place is the place's own; here stands what it means everywhere.
 */
export function createUpdate(places: Places): Update {
	const answers = allPlaces(places).flatMap((place) => (place.answers === undefined ? [] : [place.answers]));

	const update: Update = (before, message) => {
		const state: AppState = {
			...before,
			now: message.at,
			activeAt: isActivity(message.type) ? message.at : before.activeAt,
			seenTries: triesAfter(before, message),
			learntEnds: endsAfter(before, message),
			cardLog: logAfter(before, message),
		};
		const after = andThen(withoutLeftPlaces(answer(before, state, message)), readOn);
		const failure = failureIn(state, message, after.state) ?? after.state.failure;
		const told = withToldWait({ ...after.state, failure }, before.login, message);
		const sent = throughGate(state, message, { ...after, state: told }, (from, asked) =>
			withoutLeftPlaces(answer(from, from, asked)),
		);
		return andThen(andThen(sent, endTypedAhead), (ended) => {
			const looked = { ...ended, lookedAt: lookedAtAfter(before, ended) };
			return next(
				withNoticeLife(
					places,
					before,
					message,
					withFieldCursor(places, before, watchField(places, before, message, looked)),
					(there, key) => answer(there, there, { ...key, at: there.now }).state,
				),
			);
		});
	};

	/** Whatever led away from a place: what it still held is given up. */
	const withoutLeftPlaces = (after: Next): Next =>
		Object.entries(places.screens).reduce(
			(so, [name, place]) =>
				place.left === undefined || so.state.screen === name ? so : andThen(so, place.left),
			after,
		);

	/** @param state `before` at the message's time */
	const answer = (before: AppState, state: AppState, message: StampedMessage): Next => {
		const intoNothing = keyAfterClosing(state, message);
		if (intoNothing !== undefined) {
			return intoNothing;
		}
		switch (message.type) {
			case 'process-ends':
				return leaveProgram(state, 130);
			case 'command':
				return command(state, message.command);
			case 'text':
				return typed(withNotice(state, undefined), message.text);
			case 'paste':
				return pasted(state, message.text);
			case 'refused':
				return refuse(state, message.refusal);
			case 'palette-chosen':
				return paletteChosen(withNotice(state, undefined), message.choice);
			default:
				return andThen(
					answers.reduce(
						(so, ofPlace) => andThen(so, (there) => answerOf(ofPlace, there, message, before)),
						ownAnswer(state, message),
					),
					(told) => afterPlaces(before, told, message),
				);
		}
	};

	/** The commands that mean the same everywhere; then those of what lies on top. */
	const command = (before: AppState, asked: Command): Next => {
		const state = withNotice(before, undefined);
		switch (asked) {
			case 'interrupt':
				return state.mode.kiosk === undefined ? leaveProgram(state, 130) : refuse(state, 'kiosk-stays');
			case 'redraw':
				return next(state, { kind: 'redraw' });
			case 'language':
				return next({ ...state, language: state.language === 'tr' ? 'en' : 'tr' });
			case 'theme':
				return nextTheme(state);
			case 'toggle-card':
				return state.mode.portal === 'sandbox' ? toggleCard(state) : refuse(state, 'no-such-key');
			default:
				break;
		}
		if (isTooSmall(state.size)) {
			return asked === 'quit' ? opened(state, asked) : refuse(state, 'screen-too-small');
		}
		if (asked === 'erase-forward') {
			return eraseForward(places, state, (there) => onTop(there, 'erase'));
		}
		return fieldCursorCommand(places, state, asked) ?? onTop(state, asked);
	};

	/** What lies over a screen has its commands to itself. */
	const onTop = (state: AppState, asked: Command): Next => {
		const own = openPlace(places, state).command?.(state, asked);
		if (own !== undefined) {
			return own;
		}
		return state.overlay === undefined ? fromAnyScreen(state, asked) : refuse(state, 'no-such-key');
	};

	const fromAnyScreen = (state: AppState, asked: Command): Next => {
		switch (asked) {
			case 'back':
				return next({ ...state, screen: 'start' });
			case 'up':
			case 'down':
				return moveAlongSteps(state, asked === 'up' ? -1 : 1);
			case 'step-1':
			case 'step-2':
			case 'step-3':
			case 'step-4':
			case 'step-5':
			case 'step-6':
				return goToStep(state, STEP_OF_COMMAND[asked]);
			case 'next-reader':
				return nextReader(state);
			default:
				return opened(state, asked);
		}
	};

	/** A place may be opened by a command from any screen; no two are opened by the same. */
	const opened = (state: AppState, asked: Command): Next => {
		const open = allPlaces(places).find((place) => place.opens?.[asked] !== undefined)?.opens?.[asked];
		return open?.(state) ?? refuse(state, 'no-such-key');
	};

	const typed = (state: AppState, text: string): Next => {
		const place = hasTextField(places, state) ? openPlace(places, state) : undefined;
		return place?.text?.(state, text) ?? refuse(state, 'no-such-key');
	};

	/** A PIN, and what is typed against haste, is typed by hand: such a place takes no paste. */
	const pasted = (state: AppState, text: string): Next => {
		const place = hasTextField(places, state) ? openPlace(places, state) : undefined;
		return place?.paste?.(withNotice(state, undefined), text) ?? refuse(state, 'paste-not-here');
	};

	/** Just what the key of the entry does, on what lies below the palette. */
	const paletteChosen = (state: AppState, choice: PaletteChoice): Next => {
		const { overlay } = state;
		if (overlay?.kind !== 'palette') {
			return next(state);
		}
		const closed: AppState = { ...state, overlay: overlay.below };
		if (choice.kind === 'command') {
			return command(closed, choice.command);
		}
		return andThen(closed.screen === 'menu' ? next(closed) : command(closed, 'step-6'), (there) =>
			there.screen === 'menu' && there.notice === undefined
				? onTop({ ...there, menuEntry: choice.entry }, 'continue')
				: next(there),
		);
	};

	/** What the loop itself makes of a message, before the places hear of it. */
	const ownAnswer = (state: AppState, message: StampedMessage): Next => {
		switch (message.type) {
			case 'started':
				return checkPortal(state);
			case 'resized':
				return next({ ...state, size: { columns: message.columns, rows: message.rows } });
			case 'scroll-ended':
				return scrollEnded(state, message.scroll);
			case 'timer':
				return timer(state, message.id);
			case 'card-changed':
				return next({ ...state, card: message.snapshot });
			case 'phone-message':
				return next({ ...state, phone: [...state.phone, message.message].slice(-PHONE_LIMIT) });
			case 'portal-answered':
				return portalAnswered(state, message);
			case 'certificates-answered':
				return certificatesAnswered(state, message);
			case 'more-certificates-answered':
				return moreCertificatesAnswered(state, message);
			case 'open-changes-settled':
				return openChangesSettled(state, message);
			case 'guided-ended':
				return message.result.ok
					? next(state)
					: next(withNotice(state, { kind: 'journal', failure: message.result.failure }));
			case 'signatory-plugged':
				return next({ ...state, signatoryPin: message.pin });
			case 'sandbox-opened':
				return next({ ...state, hint: message.hint, accounts: message.accounts });
			case 'logged-out':
				return loggedOut(state, message);
			default:
				return next(state);
		}
	};

	const timer = (state: AppState, id: Extract<StampedMessage, { readonly type: 'timer' }>['id']): Next => {
		switch (id) {
			case 'portal-check':
				return checkPortal(state);
			case 'open-changes':
				return settleOpenChanges(state);
			case 'idle':
				return idleTimer(places, state);
			case 'session-end':
				return endSession(state, 'session-expired');
			case 'closed-field':
				return closedFieldTimer(state);
			default:
				return next(state);
		}
	};

	return update;
}

function answerOf<Type extends StampedMessage['type']>(
	answers: Answers,
	state: AppState,
	message: Extract<StampedMessage, { readonly type: Type }>,
	before: AppState,
): Next {
	return answers[message.type]?.(state, message, before) ?? next(state);
}

/** What is left to the loop when all places heard of a message. */
function afterPlaces(before: AppState, state: AppState, message: StampedMessage): Next {
	switch (message.type) {
		case 'started':
			return openSandbox(state);
		case 'card-changed':
			return kioskCardChanged(before, state);
		case 'change-settled':
			return next(withOpenChange(state, message.outcome));
		default:
			return next(state);
	}
}

function openSandbox(before: AppState): Next {
	if (before.mode.portal !== 'sandbox') {
		return next(before);
	}
	return request(before, (number, state) => next(state, { kind: 'open-sandbox', request: number }));
}

function toggleCard(before: AppState): Next {
	// At E-İmzalı Giriş the card that matters is the signatory's.
	const card = before.login.stage === 'signature' && before.screen === 'login' ? 'signatory' : 'seal';
	return request(before, (number, state) => next(state, { kind: 'toggle-card', request: number, card }));
}

/** What lies over a screen ends here; what a screen scrolls is its own. */
function scrollEnded(state: AppState, scroll: number): Next {
	const { overlay } = state;
	return overlay === undefined || overlay.scroll <= scroll
		? next(state)
		: refuse({ ...state, overlay: { ...overlay, scroll } }, 'end-of-list');
}

export function nextReader(state: AppState): Next {
	const { readers } = state.card;
	if (readers.length < 2) {
		return refuse(state, 'single-reader');
	}
	const here = readers.findIndex((reader) => reader.name === focusedReader(state)?.name);
	const following = readers[(here + 1) % readers.length];
	return next({ ...state, chosenReader: following?.name });
}

function nextTheme(state: AppState): Next {
	if (state.mode.isColourless === true) {
		return refuse(state, 'no-colours');
	}
	const theme = THEME_NAMES[(THEME_NAMES.indexOf(state.theme) + 1) % THEME_NAMES.length] ?? 'none';
	return next(tell({ ...state, theme }, `theme-${theme}`));
}
