import { CardError } from '#card';
import {
	createFaultInjector,
	createVirtualReader,
	type FaultInjector,
	type FaultPlan,
	type VirtualCard,
	type VirtualReader,
} from '../../src/sandbox/card/index.ts';

/** A reader at the desk whose card goes wrong as planned; in place of the sandbox's own. */
export interface CardSeat {
	readonly slot: VirtualReader;
	readonly injector: FaultInjector;
	/** Resolves at the next try to open the card. */
	nextConnect(): Promise<void>;
}

export function seatWith(card: VirtualCard, plan: FaultPlan, name = 'DENEME MİLKO (sanal)'): CardSeat {
	const injector = createFaultInjector(plan);
	let connect = Promise.withResolvers<void>();
	const slot = createVirtualReader({
		name,
		card: injector.wrap(card),
		cardError: (code) => new CardError(code, 'virtual reader'),
		connectFault() {
			connect.resolve();
			connect = Promise.withResolvers<void>();
			return injector.connectFault();
		},
	});
	injector.plugInto(slot);
	return { slot, injector, nextConnect: () => connect.promise };
}
