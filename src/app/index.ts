export {
	CARD_PIN_ACTS,
	type CardPinAct,
	type CardPinFault,
	type CardPinField,
	type CardPinForm,
	type CardPinState,
	FIELDS_OF_ACT,
	type ToldOutcome,
} from './card-pin-state.ts';
export { blockedCardPinAct, type ServedWay, servedWay } from './card-pin-ways.ts';
export { LAST_TRY_WORDS, SUPERVISOR_WORDS } from './card-pin-words.ts';
export {
	cardNeedsNoDriver,
	cardOfDriver,
	DRIVER_LINKS,
	type DriverBreak,
	type DriverChain,
	type DriverLink,
	driverChain,
	openDriverLink,
} from './driver-links.ts';
export type { CardPinOrder } from './effects.ts';
export { addressHere } from './flows/address.ts';
export { certificatesHere, chosenCertificate } from './flows/certificate.ts';
export { PIN_VISIBLE_MS } from './flows/pins.ts';
export type { Command, Message } from './messages.ts';
export type { Notice, Refusal, Told } from './notice.ts';
export type {
	CalledOff,
	CardPinOutcome,
	CardPinPort,
	CardPort,
	CertificateFile,
	CertificateFormat,
	CertificatePort,
	ClockPort,
	DriverPort,
	KnownCertificate,
	PhoneMessage,
	PictureDrawing,
	PicturePort,
	PortalPort,
	Ports,
	QrCode,
	SandboxHint,
	SandboxPort,
	SaveOutcome,
} from './ports.ts';
export { createRuntime, type Runtime } from './runtime.ts';
export { isTooSmall, SMALLEST_SIZE } from './size.ts';
export {
	type AppState,
	type CaptchaState,
	type FieldFault,
	initialState,
	type Language,
	type LoginField,
	type LoginForm,
	type LoginState,
	MENU_ENTRIES,
	type MenuEntry,
	type Mode,
	type Overlay,
	type ScreenName,
	type SessionState,
	type StepNumber,
	THEME_NAMES,
	type ThemeName,
} from './state.ts';
export {
	blockedMenuEntry,
	firstOpenStep,
	focusedReader,
	portalOffers,
	type StepState,
	stepOfScreen,
	stepStates,
} from './steps.ts';
export { isSessionEndNear } from './timers.ts';
export { hasTextField, update } from './update.ts';
