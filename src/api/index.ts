export type { ClientLimits } from './client-limits.ts';
export { createPortalClient, type PortalClientOptions } from './http-portal-client.ts';
export {
	type PortalAddress,
	type PortalAddressRefusal,
	type PortalAddressResult,
	parsePortalAddress,
} from './portal-address.ts';
export type {
	CaptchaPicture,
	CardPins,
	LoginDetails,
	PortalClient,
	PortalProblem,
	PortalProblemCode,
	PortalResult,
	SessionFacts,
} from './portal-client.ts';
