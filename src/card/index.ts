export type { CacheProblem } from './cache/cache-file.ts';
export { CardError } from './errors.ts';
export { type CardMonitor, type CardMonitorOptions, createCardMonitor } from './monitor.ts';
export {
	type ChangePinRequest,
	createPinDesk,
	type PinDesk,
	type PinDeskOptions,
	type PinRequest,
	type SignRequest,
	type TriesRequest,
	type UnblockPinRequest,
	type VerifyPinRequest,
} from './pin/pin-desk.ts';
export type {
	CardLacks,
	PinField,
	PinNotDone,
	PinOutcome,
	Refusal,
	Reread,
	SignOutcome,
} from './pin/pin-outcome.ts';
export type { TriesLeft } from './pin/tries-left.ts';
export type { TriesOutcome } from './pin/tries-look.ts';
export {
	type AkisModuleStatus,
	type LocateAkisModuleOptions,
	locateAkisModule,
} from './pkcs11/akis-module.ts';
export type {
	AkisCard,
	AkisGeneration,
	CardCertificate,
	CardErrorCode,
	CardSnapshot,
	ReaderSnapshot,
	ReadingProgress,
	SealHolder,
	ServiceState,
	SlotState,
	UnreadableFile,
	UnreadableReason,
} from './snapshot.ts';
export type { Timer } from './timer.ts';
export { createPcscLiteService, type PcscLiteOptions } from './transport/pcsclite.ts';
export type {
	CardConnection,
	Disposition,
	Reader,
	ReaderEvent,
	ReaderService,
	ServiceFailure,
	ShareMode,
} from './transport/reader-service.ts';
