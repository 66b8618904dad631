export { type Authorities, authoritiesIn, type UnusableAuthorities } from './authorities.ts';
export { captchaPicture } from './captcha-picture.ts';
export {
	type AskedIntent,
	type ChangeCallOptions,
	type ChangeDesk,
	type ChangeOutcome,
	createChangeDesk,
	type SettledOutcome,
} from './change-desk.ts';
export type {
	BegunChange,
	ChangeClaim,
	ChangeIntent,
	ChangeJournal,
	ChangeSettlement,
	ChangeSubject,
	OpenIntent,
} from './change-journal.ts';
export { type ClientLimits, DEFAULT_LIMITS } from './client-limits.ts';
export { createDocumentFetcher } from './document-fetcher.ts';
export { type ExchangeAnswer, type ExchangeFailure, type ExchangeRequest, exchange } from './exchange.ts';
export { createPortalClient, type PortalClientOptions } from './http-portal-client.ts';
export type { JournalFailure, JournalResult } from './journal-failure.ts';
export {
	type PortalAddress,
	type PortalAddressRefusal,
	type PortalAddressResult,
	parsePortalAddress,
} from './portal-address.ts';
export type {
	CaptchaPicture,
	CardPins,
	CertificatePart,
	Change,
	ChangeAnswer,
	ChangeName,
	DetailsOnRecord,
	ElsewhereLogin,
	ElsewhereLoginAnswer,
	LoginDetails,
	LoginName,
	PinInformation,
	PortalClient,
	PortalFacts,
	PortalProblem,
	PortalProblemCode,
	PortalResult,
	SessionFacts,
	SignatureLogin,
	UnlockName,
	UnlockSecrets,
	WordResetDetails,
} from './portal-client.ts';
export type { PortalEvent } from './portal-event.ts';
export { type ProxyRoute, parseProxyExceptions } from './proxy.ts';
export { askWebTime, type WebTime } from './web-clock.ts';
