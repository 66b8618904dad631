import type { AskedIntent } from '#api';
import {
	type AppState,
	abandonLogin,
	andThen,
	type Command,
	cardPinSecrets,
	certificatesAnswered,
	checkPortal,
	closedFieldTimer,
	elsewhereWaiting,
	endSession,
	endsAfter,
	endTypedAhead,
	eraseForward,
	failureIn,
	fieldCursorCommand,
	firstOpenStep,
	focusedReader,
	hasTextField,
	hidePins,
	idleTimer,
	isActivity,
	isTooSmall,
	keyAfterClosing,
	kioskCardChanged,
	leaveCardPin,
	leaveEverything,
	loadCertificates,
	logAfter,
	loggedOut,
	moreCertificatesAnswered,
	type Next,
	next,
	type Overlay,
	openChangesSettled,
	type PaletteChoice,
	portalAnswered,
	portalOffers,
	readCardsAgain,
	readOn,
	refuse,
	request,
	type ScreenName,
	STEP_NUMBERS,
	type StampedMessage,
	type StepNumber,
	screenOfStep,
	settleOpenChanges,
	stepHere,
	stepState,
	THEME_NAMES,
	type TimerId,
	tell,
	throughGate,
	triesAfter,
	watchField,
	withFieldCursor,
	withNotice,
	withOpenChange,
	withToldWait,
} from '#app';
import {
	cardPinCommand,
	cardPinPerformed,
	cardPinSeesReaders,
	cardPinText,
	chooseCardPinAct,
	closeCardPin,
	moveInCardPin,
	openCardPin,
	pinTriesRead,
} from './card-pin/update.ts';
import { copySerial } from './certificate/copy.ts';
import {
	certificateAssessed,
	certificateCommand,
	certificateFileNamed,
	certificateSaved,
	showCertificates,
} from './certificate/update.ts';

import {
	certificateTableCommand,
	openCertificateTable,
	tableSeesCertificates,
	typeIntoSearch,
} from './certificates/update.ts';
import { driverAfterCardChange, driverTold, lookAtDriver, lookAtDriverAgain } from './driver/update.ts';
import {
	guidedAssessed,
	guidedBegun,
	guidedCommand,
	loadOpenGuided,
	openGuidedTold,
	pinSeenForGuided,
	showGuided,
} from './guided/update.ts';
import { codeConfirmed, codeSent, wordResetCodeChecked } from './login/code-update.ts';
import {
	elsewhereDrawn,
	elsewherePolled,
	elsewhereStarted,
	identityGiven,
	openElsewhereLogin,
	pollElsewhere,
} from './login/elsewhere-update.ts';
import { captchaAnswered, loginAnswered, openForm } from './login/form-update.ts';
import { newWordAsking, newWordSettled } from './login/new-word-update.ts';
import { openSignatureForm, signatureLoginEnded } from './login/signature-update.ts';
import { loginCommand, loginPaste, loginText } from './login/update.ts';
import { chooseMenuEntry, moveInMenu } from './menu/update.ts';
import { choiceSeesCertificates, termsAnswered } from './operation/certificate-act/update.ts';
import { phoneChangeStarted } from './operation/details/phone.ts';
import { detailsAnswered } from './operation/details/update.ts';
import { pinCardsAnswered } from './operation/pin-deletion/update.ts';
import { filePrinted, pathSuggested, pinsSaved } from './operation/pin-saving/update.ts';
import { withOutcomesToldLater } from './operation/told-later.ts';
import { cardUnlocked, unlockSecretsAnswered, unlocksAnswered } from './operation/unlock/update.ts';
import {
	changeAsking,
	changeSettled,
	operationCommand,
	operationPaste,
	operationText,
} from './operation/update.ts';
import { addressDrawn, showAddress } from './overlays/address/update.ts';
import {
	askOperator,
	operatorChecked,
	typeOperatorCode,
	unlockCommand,
} from './overlays/operator-code/update.ts';
import {
	movePaletteCursor,
	openPalette,
	paletteCommand,
	typeIntoPalette,
} from './overlays/palette/update.ts';
import {
	choosePinsEntry,
	moveInPins,
	pinsAnswered,
	showPinsLonger,
	togglePins,
	turnPins,
} from './pins/update.ts';
import { chooseReader, leaveReaders, moveInReaders, openReaders } from './readers/update.ts';
import {
	dropLeftTimeline,
	leaveTimeline,
	openTimeline,
	timelineCommand,
	timelineRead,
	typeIntoTimeline,
} from './timeline/update.ts';

const STEP_OF_COMMAND: Readonly<Record<`step-${StepNumber}`, StepNumber>> = {
	'step-1': 1,
	'step-2': 2,
	'step-3': 3,
	'step-4': 4,
	'step-5': 5,
	'step-6': 6,
};

/** Where people look for the PIN of their card. */
const CARD_PIN_OPENERS: readonly ScreenName[] = ['start', 'card', 'driver', 'menu', 'pins', 'guided'];

/** Messages kept on the sandbox's phone. */
const PHONE_LIMIT = 20;

/** The one place where the program changes: pure, so that every screen can be reached by messages alone. */
export function update(before: AppState, message: StampedMessage): Next {
	const state: AppState = {
		...before,
		now: message.at,
		activeAt: isActivity(message.type) ? message.at : before.activeAt,
		seenTries: triesAfter(before, message),
		learntEnds: endsAfter(before, message),
		cardLog: logAfter(before, message),
	};
	const after = andThen(dropLeftTimeline(answer(before, state, message)), readOn);
	const failure = failureIn(state, message, after.state) ?? after.state.failure;
	const told = withToldWait({ ...after.state, failure }, before.login, message);
	const sent = throughGate(state, message, { ...after, state: told }, (from, next) =>
		dropLeftTimeline(answer(from, from, next)),
	);
	return andThen(andThen(sent, endTypedAhead), (ended) =>
		next(withFieldCursor(before, watchField(before, message, ended))),
	);
}

/** @param state `before` at the message's time */
function answer(before: AppState, state: AppState, message: StampedMessage): Next {
	const intoNothing = keyAfterClosing(state, message);
	if (intoNothing !== undefined) {
		return intoNothing;
	}
	switch (message.type) {
		case 'process-ends':
			return leave(state, 130);
		case 'started':
			return andThen(andThen(andThen(checkPortal(state), lookAtDriver), openSandbox), loadOpenGuided);
		case 'command':
			return command(state, message.command);
		case 'text':
			return typed(withNotice(state, undefined), message.text);
		case 'paste':
			// A PIN, and what is typed against haste, is typed by hand.
			return hasTextField(state) && state.overlay === undefined && state.screen !== 'card-pin'
				? pasted(withNotice(state, undefined), message.text)
				: refuse(state, 'paste-not-here');
		case 'refused':
			return refuse(state, message.refusal);
		case 'palette-cursor':
			return movePaletteCursor(state, message.cursor);
		case 'palette-chosen':
			return paletteChosen(withNotice(state, undefined), message.choice);
		case 'resized':
			return next({ ...state, size: { columns: message.columns, rows: message.rows } });
		case 'scroll-ended':
			return scrollEnded(state, message.scroll);
		case 'timer':
			return timer(state, message.id);
		case 'card-changed':
			return andThen(
				andThen(cardPinSeesReaders({ ...state, card: message.snapshot }), driverAfterCardChange),
				(seen) => kioskCardChanged(before, seen),
			);
		case 'phone-message':
			return next({ ...state, phone: [...state.phone, message.message].slice(-PHONE_LIMIT) });
		case 'driver-told':
			return driverTold(state, message);
		case 'portal-answered':
			return portalAnswered(state, message);
		case 'captcha-answered':
			return captchaAnswered(state, message);
		case 'login-answered':
		case 'word-reset-answered':
			return loginAnswered(state, message);
		case 'code-sent':
			return codeSent(state, message);
		case 'code-confirmed':
			return codeConfirmed(state, message);
		case 'word-reset-code-checked':
			return wordResetCodeChecked(state, message);
		case 'elsewhere-started':
			return elsewhereStarted(state, message);
		case 'elsewhere-polled':
			return elsewherePolled(state, message);
		case 'test-identity-given':
			return identityGiven(state, message);
		case 'certificates-answered':
			return andThen(certificatesAnswered(state, message), tableSeesCertificates);
		case 'more-certificates-answered':
			return andThen(andThen(moreCertificatesAnswered(state, message), tableSeesCertificates), (seen) =>
				next(choiceSeesCertificates(seen)),
			);
		case 'revocation-terms-answered':
			return termsAnswered(state, message);
		case 'details-answered':
			return detailsAnswered(state, message);
		case 'phone-change-started':
			return phoneChangeStarted(state, message);
		case 'unlocks-answered':
			return unlocksAnswered(state, message);
		case 'unlock-secrets-answered':
			return unlockSecretsAnswered(state, message);
		case 'card-unlocked':
			return cardUnlocked(state, message);
		case 'path-suggested':
			return pathSuggested(state, message);
		case 'pins-saved':
			return pinsSaved(state, message);
		case 'file-printed':
			return filePrinted(state, message);
		case 'pin-cards-answered':
			return pinCardsAnswered(state, message);
		case 'open-changes-settled':
			return andThen(openChangesSettled(state, message), (told) =>
				afterOpenChanges(told, message.request === state.openChanges.request ? message.asked : undefined),
			);
		case 'change-asking':
			return newWordAsking(state, message) ?? changeAsking(state, message);
		case 'change-settled':
			return andThen(newWordSettled(state, message) ?? changeSettled(state, message), (after) =>
				next(withOpenChange(after, message.outcome)),
			);
		case 'pins-answered':
			return pinsAnswered(state, message);
		case 'address-drawn':
			return elsewhereDrawn(state, message) ?? addressDrawn(state, message);
		case 'pin-tries-read':
			return pinTriesRead(state, message);
		case 'card-pin-performed':
			return andThen(cardPinPerformed(state, message), (after) =>
				next(pinSeenForGuided(state, after, message.outcome.kind)),
			);
		case 'timeline-read':
			return timelineRead(state, message);
		case 'open-guided-told':
			return openGuidedTold(state, message);
		case 'guided-begun':
			return guidedBegun(state, message);
		case 'guided-ended':
			return message.result.ok
				? next(state)
				: next(withNotice(state, { kind: 'journal', failure: message.result.failure }));
		case 'signature-login-ended':
			return signatureLoginEnded(state, message);
		case 'signatory-plugged':
			return next({ ...state, signatoryPin: message.pin });
		case 'sandbox-opened':
			return next({ ...state, hint: message.hint, accounts: message.accounts });
		case 'certificate-assessed':
			return guidedAssessed(state, message) ?? certificateAssessed(state, message);
		case 'certificate-file-named':
			return certificateFileNamed(state, message);
		case 'certificate-saved':
			return certificateSaved(state, message);
		case 'card-toggled':
			return next(state);
		case 'operator-checked':
			return operatorChecked(state, message, (left) => leave(left, 0));
		case 'logged-out':
			return loggedOut(state, message);
	}
}

function typed(state: AppState, text: string): Next {
	if (!hasTextField(state)) {
		return refuse(state, 'no-such-key');
	}
	if (state.overlay?.kind === 'unlock') {
		return typeOperatorCode(state, state.overlay, text);
	}
	if (state.overlay?.kind === 'palette') {
		return typeIntoPalette(state, state.overlay, text);
	}
	switch (state.screen) {
		case 'card-pin':
			return cardPinText(state, text);
		case 'operation':
			return operationText(state, text);
		case 'certificates':
			return typeIntoSearch(state, text);
		case 'timeline':
			return typeIntoTimeline(state, text);
		default:
			return loginText(state, text);
	}
}

function pasted(state: AppState, text: string): Next {
	switch (state.screen) {
		case 'operation':
			return operationPaste(state, text);
		case 'certificates':
			return typeIntoSearch(state, text);
		case 'timeline':
			return typeIntoTimeline(state, text);
		default:
			return loginPaste(state, text);
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

function timer(state: AppState, id: TimerId): Next {
	switch (id) {
		case 'minute':
		case 'second':
			return next(state);
		case 'portal-check':
			return checkPortal(state);
		case 'driver-check':
			return lookAtDriver(state);
		case 'hide-pins': {
			const hidden = hidePins(state);
			return { ...hidden, state: tell(hidden.state, 'pins-hidden') };
		}
		case 'login-poll':
			return pollElsewhere(state);
		case 'open-changes':
			return settleOpenChanges(state);
		case 'idle':
			return idleTimer(state);
		case 'session-end':
			return endSession(state, 'session-expired');
		case 'closed-field':
			return closedFieldTimer(state);
	}
}

/** What was told of them stands where they are shown: in the result of the open entry, and in the list of certificates. */
function afterOpenChanges(state: AppState, asked: readonly AskedIntent[] = []): Next {
	const told: AppState = { ...state, operation: withOutcomesToldLater(state.operation, asked) };
	const isListed =
		(state.screen === 'menu' || state.screen === 'certificates') &&
		state.session?.certificates.kind === 'loaded';
	return isListed && asked.some(({ outcome }) => outcome.kind === 'done')
		? loadCertificates(told)
		: next(told);
}

/** The commands that mean the same everywhere; then the overlay's; then the screen's. */
function command(before: AppState, asked: Command): Next {
	const state = withNotice(before, undefined);
	switch (asked) {
		case 'interrupt':
			return state.mode.kiosk === undefined ? leave(state, 130) : refuse(state, 'kiosk-stays');
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
		return asked === 'quit' ? quit(state) : refuse(state, 'screen-too-small');
	}
	if (asked === 'erase-forward') {
		return eraseForward(state, (there) => whereItStands(there, 'erase'));
	}
	return fieldCursorCommand(state, asked) ?? whereItStands(state, asked);
}

/** What lies on top has the command. */
function whereItStands(state: AppState, asked: Command): Next {
	return state.overlay === undefined ? onScreen(state, asked) : inOverlay(state, state.overlay, asked);
}

function inOverlay(state: AppState, overlay: Overlay, asked: Command): Next {
	const ofCertificate = overlay.kind === 'certificate' ? certificateCommand(state, asked) : undefined;
	if (ofCertificate !== undefined) {
		return ofCertificate;
	}
	const ofPalette = overlay.kind === 'palette' ? paletteCommand(state, overlay, asked) : undefined;
	if (ofPalette !== undefined) {
		return ofPalette;
	}
	const closed: AppState = { ...state, overlay: 'below' in overlay ? overlay.below : undefined };
	if (overlay.kind === 'unlock') {
		return unlockCommand(state, overlay, asked);
	}
	if (asked === 'back') {
		return next(closed);
	}
	if (overlay.kind === 'quit') {
		return asked === 'continue' || asked === 'quit' ? leave(state, 0) : refuse(state, 'no-such-key');
	}
	switch (asked) {
		case 'continue':
			return next(closed);
		case 'address':
			return overlay.kind === 'address' ? next(closed) : showAddress(state);
		case 'down':
		case 'page-down':
			return overlay.kind === 'address' || overlay.kind === 'palette'
				? refuse(state, 'end-of-list')
				: next({
						...state,
						overlay: { ...overlay, scroll: overlay.scroll + (asked === 'down' ? 1 : PAGE_ROWS) },
					});
		case 'up':
		case 'page-up':
			return overlay.kind === 'address' || overlay.kind === 'palette' || overlay.scroll === 0
				? refuse(state, 'end-of-list')
				: next({
						...state,
						overlay: {
							...overlay,
							scroll: Math.max(0, overlay.scroll - (asked === 'up' ? 1 : PAGE_ROWS)),
						},
					});
		case 'help':
		case 'warnings':
		case 'details':
		case 'accounts':
		case 'last-failure': {
			const kind = READ_UP[asked];
			return overlay.kind === kind
				? next(closed)
				: next({ ...state, overlay: { kind, scroll: 0, below: belowFor(kind, overlay) } });
		}
		case 'palette':
			return openPalette(state);
		case 'copy-serial':
			return copySerial(state);
		case 'timeline':
			return overlay.kind === 'certificate' ? openTimeline(state) : refuse(state, 'no-such-key');
		case 'quit':
			return quit(closed);
		default:
			return refuse(state, 'no-such-key');
	}
}

/** What each key shows. */
const READ_UP = {
	help: 'help',
	warnings: 'warnings',
	details: 'details',
	accounts: 'accounts',
	'last-failure': 'failure',
} as const;

/** Help is about what it was called from; of the rest one takes the place of the other. */
function belowFor(kind: (typeof READ_UP)[keyof typeof READ_UP], overlay: Overlay): Overlay | undefined {
	switch (overlay.kind) {
		case 'help':
			return overlay.below;
		case 'warnings':
		case 'details':
		case 'accounts':
		case 'failure':
			return kind === 'help' ? overlay : overlay.below;
		default:
			return overlay;
	}
}

/** Just what the key of the entry does, on what lies below the palette. */
function paletteChosen(state: AppState, choice: PaletteChoice): Next {
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
			? chooseMenuEntry({ ...there, menuEntry: choice.entry })
			: next(there),
	);
}

function scrollEnded(state: AppState, scroll: number): Next {
	const { overlay } = state;
	if (overlay === undefined) {
		return state.screen === 'menu' && state.menuScroll > scroll
			? refuse({ ...state, menuScroll: scroll }, 'end-of-list')
			: next(state);
	}
	return overlay.kind === 'quit' ||
		overlay.kind === 'palette' ||
		overlay.kind === 'unlock' ||
		overlay.kind === 'address' ||
		overlay.scroll <= scroll
		? next(state)
		: refuse({ ...state, overlay: { ...overlay, scroll } }, 'end-of-list');
}

function onScreen(state: AppState, asked: Command): Next {
	const own = ownCommand(state, asked);
	if (own !== undefined) {
		return own;
	}
	const ofCardPin = state.screen === 'card-pin' ? cardPinCommand(state, asked) : undefined;
	if (ofCardPin !== undefined) {
		return ofCardPin;
	}
	switch (asked) {
		case 'continue':
			return proceed(state);
		case 'back':
			return goBack(state);
		case 'up':
		case 'down':
			return move(state, asked === 'up' ? -1 : 1);
		case 'page-up':
		case 'page-down':
			return state.screen === 'pins'
				? turnPins(state, asked === 'page-up' ? -1 : 1)
				: scrollMenu(state, asked === 'page-up' ? -1 : 1);
		case 'step-1':
		case 'step-2':
		case 'step-3':
		case 'step-4':
		case 'step-5':
		case 'step-6':
			return goToStep(state, STEP_OF_COMMAND[asked]);
		case 'check-again':
			return checkAgain(state);
		case 'next-reader':
			return andThen(nextReader(state), cardPinSeesReaders);
		case 'readers':
			return openReaders(state);
		case 'reveal':
			return state.screen === 'pins' ? togglePins(state) : refuse(state, 'no-such-key');
		case 'longer':
			return state.screen === 'pins' ? showPinsLonger(state) : refuse(state, 'no-such-key');
		case 'address':
			return showAddress(state);
		case 'card-pin':
			return CARD_PIN_OPENERS.includes(state.screen) ? openCardPin(state) : refuse(state, 'no-such-key');
		case 'certificate':
			return showCertificates(state);
		case 'certificate-table':
			return openCertificateTable(state);
		case 'timeline':
			return openTimeline(state);
		case 'help':
		case 'warnings':
		case 'details':
		case 'accounts':
		case 'last-failure':
			return next({ ...state, overlay: { kind: READ_UP[asked], scroll: 0 } });
		case 'palette':
			return openPalette(state);
		case 'quit':
			return quit(state);
		default:
			return refuse(state, 'no-such-key');
	}
}

/** What the screen itself makes of a command, before what it means elsewhere. */
function ownCommand(state: AppState, asked: Command): Next | undefined {
	switch (state.screen) {
		case 'login':
			return loginCommand(state, asked);
		case 'operation':
			return operationCommand(state, asked);
		case 'certificates':
			return certificateTableCommand(state, asked);
		case 'timeline':
			return timelineCommand(state, asked);
		case 'guided':
			return guidedCommand(state, asked);
		default:
			return undefined;
	}
}

/** Enter: on with the guide, or what the cursor stands on. */
function proceed(state: AppState): Next {
	switch (state.screen) {
		case 'start':
			return goToStep(state, firstOpenStep(state));
		case 'readers':
			return andThen(chooseReader(state), cardPinSeesReaders);
		case 'card':
			return goToStep(state, 2);
		case 'driver':
			return goToStep(state, 3);
		case 'portal':
			return goToStep(state, 4);
		case 'login-method':
			return logInBy(state);
		case 'login':
			return goToStep(state, state.session === undefined ? 4 : 6);
		case 'menu':
			return state.session === undefined ? refuse(state, 'not-logged-in') : chooseMenuEntry(state);
		case 'pins':
			return choosePinsEntry(state);
		case 'card-pin':
			return chooseCardPinAct(state);
		case 'certificates':
		case 'timeline':
		case 'operation':
		case 'guided':
			return refuse(state, 'no-such-key');
	}
}

function logInBy(state: AppState): Next {
	if (state.session !== undefined) {
		return goToStep(state, 6);
	}
	if (state.portal.kind !== 'reached') {
		return refuse(state, 'portal-not-reached');
	}
	if (state.flow?.login === 'elsewhere') {
		return logInElsewhere(state);
	}
	const operation = state.method === 'password' ? 'password-login' : 'e-signature-login';
	if (!portalOffers(state, operation)) {
		return refuse(state, 'not-offered');
	}
	const isBySignature = state.method === 'e-signature';
	const isUnderWay = state.login.stage !== 'none' && (state.login.stage === 'signature') === isBySignature;
	if (isUnderWay) {
		return next({ ...state, screen: 'login' });
	}
	// Begun by the other way: what was typed there is wiped.
	return andThen(abandonLogin(state), (freed) =>
		isBySignature ? openSignatureForm(freed) : openForm(freed),
	);
}

function logInElsewhere(state: AppState): Next {
	if (!portalOffers(state, 'elsewhere-login')) {
		return refuse(state, 'not-offered');
	}
	return state.login.stage === 'none' ? openElsewhereLogin(state) : next({ ...state, screen: 'login' });
}

function goToStep(state: AppState, step: StepNumber): Next {
	if (state.screen === 'operation') {
		// An open entry is left by its own keys alone.
		return refuse(state, 'no-such-key');
	}
	if (state.mode.portal === 'guided' && step > 3) {
		const task = step === 6 ? state.guided.cursor : 'log-in';
		return state.screen === 'guided' && state.guided.cursor === task
			? refuse(state, 'already-here')
			: andThen(leaveCardPin(state), (left) => showGuided(left, task));
	}
	if (state.screen === screenOfStep(step)) {
		return refuse(state, 'already-here');
	}
	const { blocked } = stepState(state, step);
	return blocked === undefined
		? andThen(hidePins(state), (hidden) =>
				andThen(leaveCardPin(hidden), (left) => next({ ...left, screen: screenOfStep(step) })),
			)
		: refuse(state, blocked);
}

function goBack(state: AppState): Next {
	switch (state.screen) {
		case 'start':
			return refuse(state, 'first-step');
		case 'pins':
			return state.pins.kind === 'asking'
				? hidePins(state)
				: andThen(hidePins(state), (hidden) => next({ ...hidden, screen: 'menu' }));
		case 'certificates':
			return next({ ...state, screen: 'menu', certificateTable: undefined });
		case 'readers':
			return leaveReaders(state);
		case 'timeline':
			return leaveTimeline(state);
		case 'card-pin':
			return closeCardPin(state);
		case 'operation':
			return refuse(state, 'no-such-key');
		case 'card':
		case 'driver':
		case 'portal':
		case 'login-method':
		case 'login':
		case 'menu':
		case 'guided':
			return next({ ...state, screen: 'start' });
	}
}

/** ↑ and ↓: the cursor of a screen that has one, else from step to step. */
function move(state: AppState, direction: 1 | -1): Next {
	if (state.screen === 'menu' && state.session !== undefined) {
		return moveInMenu(state, direction);
	}
	if (state.screen === 'login-method' && state.session === undefined) {
		const method = direction === 1 ? 'e-signature' : 'password';
		return state.method === method || state.flow?.login === 'elsewhere'
			? refuse(state, 'end-of-list')
			: next({ ...state, method });
	}
	if (state.screen === 'readers') {
		return moveInReaders(state, direction);
	}
	if (state.screen === 'card-pin') {
		return moveInCardPin(state, direction);
	}
	if (state.screen === 'pins') {
		return moveInPins(state, direction);
	}
	if (state.screen === 'operation') {
		return refuse(state, 'no-such-key');
	}
	const here = stepHere(state);
	if (here === 1 && direction === -1) {
		return next({ ...state, screen: 'start' });
	}
	const there = STEP_NUMBERS.find((step) => step === (here ?? 0) + direction);
	return there === undefined ? refuse(state, 'end-of-list') : goToStep(state, there);
}

/** Rows by which one key scrolls. */
const PAGE_ROWS = 5;

function scrollMenu(state: AppState, direction: 1 | -1): Next {
	if (state.screen !== 'menu' || state.session?.certificates.kind !== 'loaded') {
		return refuse(state, 'no-such-key');
	}
	const last = state.session.certificates.certificates.length - 1;
	const menuScroll = Math.max(0, Math.min(last, state.menuScroll + direction * PAGE_ROWS));
	return menuScroll === state.menuScroll ? refuse(state, 'end-of-list') : next({ ...state, menuScroll });
}

/** How far what is shown was scrolled, in lines. */
export function scrollOf(state: AppState): number {
	return state.overlay?.scroll ?? (state.screen === 'menu' ? state.menuScroll : 0);
}

function checkAgain(state: AppState): Next {
	switch (state.screen) {
		case 'start':
		case 'card':
		case 'readers':
			return readCardsAgain(state);
		case 'driver':
			return lookAtDriverAgain(state);
		case 'portal':
			if (state.portal.kind === 'not-asked') {
				return refuse(state, 'no-such-key');
			}
			return isAskingPortal(state)
				? refuse(state, 'waiting-for-answer')
				: checkPortal(tell(state, 'checked-again'));
		case 'menu':
		case 'certificates':
			return state.session?.certificates.kind === 'loading'
				? refuse(state, 'waiting-for-answer')
				: loadCertificates(state);
		default:
			return refuse(state, 'no-such-key');
	}
}

function isAskingPortal(state: AppState): boolean {
	switch (state.portal.kind) {
		case 'not-asked':
			return false;
		case 'checking':
			return true;
		case 'lost':
			return state.portal.pending !== undefined;
		case 'reached':
			return state.portal.recheck !== undefined;
	}
}

function nextReader(state: AppState): Next {
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

function quit(state: AppState): Next {
	if (state.mode.kiosk !== undefined) {
		return askOperator(state);
	}
	const isInside =
		state.session !== undefined ||
		state.login.stage === 'phone' ||
		state.login.stage === 'code' ||
		state.login.stage === 'new-word' ||
		elsewhereWaiting(state) !== undefined ||
		state.cardPin?.stage.stage === 'running' ||
		cardPinSecrets(state.cardPin).length > 0;
	return isInside ? next({ ...state, overlay: { kind: 'quit', scroll: 0 } }) : leave(state, 0);
}

function leave(state: AppState, exitCode: number): Next {
	return andThen(leaveEverything({ ...state, overlay: undefined }), (left) =>
		next(left, { kind: 'exit', exitCode }),
	);
}
