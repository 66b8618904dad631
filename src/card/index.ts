export type * from '#card-model';
export type { CacheProblem } from './cache/cache-file.ts';
export { CardError } from './errors.ts';
export type { HostSystem } from './host/host-system.ts';
export {
	type CardNeighbours,
	type CardProgram,
	type KnownPlace,
	type NeighbourOptions,
	readCardNeighbours,
} from './host/neighbours.ts';
export { readServiceHost, type ServiceHost } from './host/service-host.ts';
export type { ReaderPackage, UsbReader } from './host/usb-readers.ts';
export {
	type CardMonitor,
	type CardMonitorOptions,
	createCardMonitor,
	type ReaderName,
} from './monitor.ts';
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
	WayFaultCode,
} from './pin/pin-outcome.ts';
export type { TriesLeft } from './pin/tries-left.ts';
export type { TriesOutcome } from './pin/tries-look.ts';
export {
	type AkisModuleStatus,
	type LocateAkisModuleOptions,
	locateAkisModule,
} from './pkcs11/akis-module.ts';
export type { ModuleDecline, TokenPinFlags } from './pkcs11/cryptoki-codes.ts';
export { type DriverReport, readDriverReport } from './pkcs11/driver-report.ts';
export type { ModuleLimits } from './pkcs11/module-conversation.ts';
export { createModuleDesk, type ModuleDeskOptions } from './pkcs11/module-desk.ts';
export type { ModuleFaultCode } from './pkcs11/module-errors.ts';
export type { ModuleFileRefusal } from './pkcs11/module-file.ts';
export type {
	ModuleCertificate,
	ModuleFacts,
	ModuleToken,
} from './pkcs11/module-token.ts';
export {
	type ModuleSight,
	type ModuleTrouble,
	VendorModule,
	type VendorModuleOptions,
} from './pkcs11/vendor-module.ts';
export {
	type SealAlgorithm,
	type SealTestRequest,
	type SelfTestOutcome,
	testSeal,
} from './self-test.ts';
export type { Timer } from './timer.ts';
export { createPcscLiteService, type PcscLiteOptions } from './transport/pcsclite.ts';
export type {
	CardConnection,
	Disposition,
	Reader,
	ReaderEvent,
	ReaderService,
	ShareMode,
} from './transport/reader-service.ts';
