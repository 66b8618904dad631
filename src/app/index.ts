export { type Language, THEME_NAMES, type ThemeName } from './appearance.ts';
export { canReadAgain, gapOf } from './card-condition.ts';
export { cardForUnlock } from './card-for-unlock.ts';
export type { CardEvent, CardHappening } from './card-log.ts';
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
export { LAST_TRY_WORDS, SUPERVISOR_WORDS } from './card-pin-words.ts';
export {
	type CertificateTable,
	positionsFound,
	SORT_KEYS,
	type SortKey,
	STATE_WORDS,
} from './certificate-table.ts';
export { canReportAgain, outcomeNow } from './change-outcome.ts';
export { certificatesHere, chosenCertificate } from './chosen-certificate.ts';
export { typedField } from './closed-field.ts';
export type { Command, PaletteChoice } from './command.ts';
export {
	cardNeedsNoDriver,
	cardOfDriver,
	DRIVER_LINKS,
	type DriverBreak,
	type DriverChain,
	type DriverLink,
	driverChain,
	needsNoDriver,
	openDriverLink,
} from './driver-links.ts';
export { elsewhereWaiting } from './elsewhere-waiting.ts';
export type { FailedAsk, Failure, FailureCause } from './failure.ts';
export { addressHere } from './flows/address.ts';
export { certificateToCopy } from './flows/copy.ts';
export { blockedGuidedTask, isGuidedCardHere, openGuidedOf, stateBefore } from './flows/guided.ts';
export { isConfirmed, isPickSearch } from './flows/operation/certificates.ts';
export { DETAILS_FIELDS, editOf } from './flows/operation/details.ts';
export { areLastDigits, CONFIRMED_DIGITS } from './flows/operation/last-digits.ts';
export { operationOffers } from './flows/operation/offers.ts';
export { NO_COPY_WORDS, WARNING_COUNT } from './flows/operation/pin-deletion.ts';
export { mayPrint } from './flows/operation/pin-saving.ts';
export { OPERATOR_CODE_MAX_LENGTH } from './flows/operator-code.ts';
export { CARDS_IN_WINDOW, hasMoreCards, PIN_VISIBLE_MS } from './flows/pins.ts';
export { PORTAL_GONE } from './flows/portal.ts';
export { overviewCursor } from './flows/readers.ts';
export { triesOf } from './flows/seen-tries.ts';
export { SHORTEST_NEW_WORD } from './flows/word-fields.ts';
export { focusedReader } from './focused-reader.ts';
export type { GuidedAct, GuidedLook, GuidedStage } from './guided-state.ts';
export {
	GUIDED_ANSWERS,
	GUIDED_PLANS,
	GUIDED_TASKS,
	type GuidedAnswer,
	type GuidedTask,
	type OpenGuidedAct,
	stepOfGuided,
} from './guided-task.ts';
export { idleEnd, isIdleWarning } from './idle.ts';
export {
	type EndKind,
	endOfSeal,
	endsOfSeal,
	type LearntEnd,
	type Standing,
	standingOf,
} from './learnt-ends.ts';
export type { Message } from './messages.ts';
export type { Notice, Refusal, Told } from './notice.ts';
export type {
	CertificateAct,
	ChangeRun,
	DetailsAct,
	DetailsField,
	DetailsRow,
	DetailsStep,
	OperationState,
	PinCards,
	PinDeletion,
	PinSaving,
	SettledChange,
	UnlockAct,
	WordField,
} from './operation.ts';
export { MENU_ENTRIES, type MenuEntry, type ScreenName, type StepNumber } from './place.ts';
export type { WaitFor } from './portal-wait.ts';
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
	PhoneMessage,
	PictureDrawing,
	PicturePort,
	PortalPort,
	Ports,
	PrintOutcome,
	QrCode,
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
export { createRuntime, type Runtime } from './runtime.ts';
export { type DriverSight, seenByDriver } from './seen-by-driver.ts';
export { isTooSmall, SMALLEST_SIZE } from './size.ts';
export {
	type AppState,
	type CaptchaState,
	type ElsewhereStep,
	type ElsewhereWaiting,
	type FieldFault,
	initialState,
	type KioskMode,
	type LoginField,
	type LoginForm,
	type LoginState,
	type Mode,
	type NewWord,
	type Overlay,
	PINS_ENTRIES,
	type PinsEntry,
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
export { hasTextField } from './text-field.ts';
export {
	isOutcomeOpen,
	shownTimelineRows,
	type TimelineRow,
	type TimelineState,
	timelineRows,
} from './timeline.ts';
export type { JournalledEntry, TimelineHistory, TimelineSubject } from './timeline-history.ts';
export { OUTCOME_WORDS, WHAT_WORDS } from './timeline-words.ts';
export { isSessionEndNear } from './timers.ts';
export { comingField } from './typed-ahead.ts';
export { scrollOf, update } from './update.ts';
export { longWait, secondsLeft, shownWait, waitFor } from './wait-left.ts';
