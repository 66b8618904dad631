export { type Language, THEME_NAMES, type ThemeName } from './appearance.ts';
export { canReadAgain, gapOf, readCardsAgain } from './card-condition.ts';
export { cardForUnlock, isSandboxPortal } from './card-for-unlock.ts';
export { holdersInReaders } from './card-holders.ts';
export {
	CARD_PIN_ACTS,
	type CardPinAct,
	type CardPinField,
	FIELDS_OF_ACT,
	type PinFormAct,
} from './card-pin-acts.ts';
export type { CardPinFault, CardPinForm, CardPinState, ToldOutcome } from './card-pin-state.ts';
export {
	blockedCardPinAct,
	cardAtHand,
	isStillIn,
	lastLook,
	lastOfEachUse,
	type PinService,
	pinService,
	pinServices,
	type ServedWay,
	type SignatureCandidate,
	servedWay,
	signatureCandidates,
	signingCertificate,
} from './card-pin-ways.ts';
export { isSameWord, LAST_TRY_WORDS, SUPERVISOR_WORDS, WORD_LIMIT } from './card-pin-words.ts';
export {
	type CertificateTable,
	chosenAnew,
	onNewList,
	positionsFound,
	SORT_KEYS,
	type SortKey,
	STATE_WORDS,
	searchIndexOf,
	tableOf,
} from './certificate-table.ts';
export { candidatesFor } from './change-candidates.ts';
export { canReportAgain, outcomeNow, problemOf } from './change-outcome.ts';
export { certificatesHere, chosenCertificate } from './chosen-certificate.ts';
export type { Command, PaletteChoice } from './command.ts';
export {
	cardNeedsNoDriver,
	cardOfDriver,
	DRIVER_LINKS,
	type DriverBreak,
	type DriverChain,
	type DriverLink,
	driverChain,
	isDriverReady,
	needsNoDriver,
	openDriverLink,
} from './driver-links.ts';
export type { Effect } from './effects.ts';
export { elsewhereWaiting } from './elsewhere-waiting.ts';
export type { Failure, FailureCause } from './failure.ts';
export { erasedFrom, insertedInto } from './field-cursor.ts';
export { goToStep } from './flows/go-to-step.ts';
export { writeOutcome } from './flows/guided-outcome.ts';
export { closeUnlock, kioskWithoutSigner } from './flows/kiosk.ts';
export { leaveProgram } from './flows/leave-program.ts';
export {
	abandonLogin,
	cardPinSecrets,
	hidePins,
	leaveCardPin,
	replaceSecret,
	secretsOf,
	wipeCardPin,
} from './flows/leaving.ts';
export {
	awaitedRead,
	changeUnderWay,
	dropOperation,
	isSessionOver,
	noWords,
} from './flows/open-operation.ts';
export { afterProblem, checkPortal, portalLost } from './flows/portal.ts';
export { type SearchedList, searchedListCommand, typeIntoList } from './flows/searched-list.ts';
export { triesOf } from './flows/seen-tries.ts';
export {
	afterSessionProblem,
	answeredInSession,
	closeUnawaitedSession,
	loadCertificates,
	logOut,
	sessionOpened,
	sessionUsed,
} from './flows/session.ts';
export { aheadCommand, takeTypedAhead, typeAhead } from './flows/typed-ahead.ts';
export { eraseTyped } from './flows/typed-line.ts';
export {
	SHORTEST_NEW_WORD,
	typeIntoWordFields,
	unfinishedWords,
	type WordForm,
	withoutFormerWord,
	wordFieldsCommand,
} from './flows/word-fields.ts';
export { focusedReader } from './focused-reader.ts';
export type { GuidedAct, GuidedLook, GuidedStage } from './guided-state.ts';
export { isLooking } from './guided-state.ts';
export {
	GUIDED_ANSWERS,
	GUIDED_PLANS,
	GUIDED_TASKS,
	type GuidedAnswer,
	type GuidedOutcome,
	type GuidedTask,
	type OpenGuidedAct,
	stepOfGuided,
} from './guided-task.ts';
export type { OtherHolder } from './holder.ts';
export { idleEnd, isIdleWarning } from './idle.ts';
export { endOfSeal, endsOfSeal, type LearntEnd, type Standing, standingOf } from './learnt-ends.ts';
export type { Message, StampedMessage } from './messages.ts';
export { andThen, type Next, next, refuse, request, tell, withNotice } from './next.ts';
export type { Refusal } from './notice.ts';
export {
	fieldInFocus,
	hasTextField,
	type Place,
	type PlaceField,
	shownField,
	typedField,
} from './open-place.ts';
export type {
	CertificateAct,
	CertificateStep,
	ChangeQueue,
	ChangeRun,
	CodeStep,
	DetailsAct,
	DetailsDraft,
	DetailsField,
	DetailsRow,
	DetailsStep,
	FieldConflict,
	OperationState,
	PhoneStep,
	PinCards,
	PinDeletion,
	PinDeletionStep,
	PinSaving,
	QueuedChange,
	SettledChange,
	TermsState,
	UnlockAct,
	UnlockRefusal,
	UnlockStep,
	UnlockStop,
	WordField,
	WordStep,
} from './operation.ts';
export { otherHolder } from './other-holder.ts';
export { MENU_ENTRIES, type MenuEntry, type ScreenName, type StepNumber } from './place.ts';
export { portalAddress, triedAddress } from './portal-address.ts';
export { PORTAL_GONE } from './portal-gone.ts';
export { heldSeconds, isBusy } from './portal-wait.ts';
export type {
	CalledOff,
	CardPinOrder,
	CardPinOutcome,
	CardPinPort,
	CardPort,
	CertificateFile,
	CertificateFormat,
	CertificatePort,
	ClockPort,
	DocumentsPort,
	DriverPort,
	GuidedPort,
	KnownCertificate,
	OperatorPort,
	PictureDrawing,
	PicturePort,
	PortalPort,
	Ports,
	PrintOutcome,
	QrCode,
	SandboxAccount,
	SandboxCard,
	SandboxHint,
	SandboxPort,
	SaveOutcome,
	SaveRefusal,
	SignatureLoginOrder,
	SignatureLoginOutcome,
	SignatureLoginPort,
	TimelinePort,
	UnlockOrder,
	UnlockOutcome,
	UnlockPort,
	WriteOutcome,
} from './ports.ts';
export type { RequestId } from './request.ts';
export { createRuntime, type Runtime } from './runtime.ts';
export { type DriverSight, isUnrecognised, seenByDriver } from './seen-by-driver.ts';
export { isTooSmall, SMALLEST_SIZE } from './size.ts';
export {
	type AppState,
	type CardOfDriver,
	type CertificateState,
	type ElsewhereStep,
	type ElsewhereWaiting,
	type FieldFault,
	initialState,
	type KioskMode,
	type LoginCode,
	type LoginField,
	type LoginForm,
	type LoginPurpose,
	type LoginState,
	type Mode,
	type NewWord,
	type NewWordField,
	type Overlay,
	PINS_ENTRIES,
	type PinsEntry,
	type PinsPage,
	type PinsState,
	type SessionState,
	type SignatureForm,
} from './state.ts';
export {
	blockedMenuEntry,
	blockedPinsEntry,
	firstOpenStep,
	isLoginBegun,
	menuEntries,
	portalOffers,
	type StepState,
	stepHere,
	stepOfScreen,
	stepStates,
} from './steps.ts';
export {
	isOutcomeOpen,
	shownTimelineRows,
	type TimelineRow,
	type TimelineState,
	timelineRows,
} from './timeline.ts';
export type { JournalledEntry, TimelineHistory, TimelineSubject } from './timeline-history.ts';
export { OUTCOME_WORDS, WHAT_WORDS } from './timeline-words.ts';
export type { Timer } from './timer.ts';
export { isSessionEndNear, notBefore, wantedTimers } from './timers.ts';
export { comingField, comingFocus } from './typed-ahead.ts';
export { createUpdate, nextReader, type Update } from './update.ts';
export { longWait, secondsLeft, shownWait, waitFor } from './wait-left.ts';
