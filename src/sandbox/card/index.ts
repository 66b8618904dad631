export type { VirtualCardState } from './card-state.ts';
export { createFaultInjector, type FaultInjector } from './faults/fault-injector.ts';
export { type CommandFault, drawFault, type FaultPlan } from './faults/fault-plan.ts';
export { type HashedPin, hashPin, matchesHash } from './pin-secret.ts';
export type { VirtualCardProduct } from './product.ts';
export {
	createVirtualAkisCard,
	type VirtualAkisCard,
	type VirtualAkisCardOptions,
} from './virtual-akis-card.ts';
export { type VirtualCard, VirtualCardFault } from './virtual-card.ts';
export {
	createVirtualReader,
	type VirtualReader,
	type VirtualReaderErrorCode,
} from './virtual-reader.ts';
export { plugIntoVpcd, type VpcdPlug, type VpcdState } from './vpcd-client.ts';
export { millisecondsFor, slowCard, WIRE_TIMES } from './wire-time.ts';
