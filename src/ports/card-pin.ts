import {
	type CalledOff,
	type CardPinOrder,
	type CardPinOutcome,
	type CardPinPort,
	type ClockPort,
	type ServedWay,
	servedWay,
} from '#app';
import type {
	AkisCard,
	PinDesk,
	PinRequest,
	Reader,
	SealTestRequest,
	SignOutcome,
	SignRequest,
	VendorModule,
} from '#card';
import { capability } from '#card-rules';

export interface CardPinOptions {
	readonly clock: ClockPort;
	/** The reader in which a card of a snapshot still lies; undefined once it was pulled. */
	readonly readerWith: (card: AkisCard) => Promise<Reader | undefined>;
	/** The vendor's module of this run. */
	readonly module: () => Promise<VendorModule>;
}

/** What is to be signed, with which key of which card, and the PIN for it. */
export type SignOrder = Pick<
	SignRequest,
	'card' | 'certificate' | 'hash' | 'digest' | 'message' | 'pin' | 'confirmedLastTry'
>;

/** Makes signatures that go somewhere, by the same desks. */
export interface CardSigner {
	/** Sends the PIN once at most; the signal ends it only up to the moment where it is sent. */
	sign(order: SignOrder, signal: AbortSignal): Promise<SignOutcome | CalledOff>;
}

/** One desk for each way that this version goes; they are made at the first act and know their cards until the end. */
type Desks = Readonly<Record<ServedWay, PinDesk>>;

const CALLED_OFF: CalledOff = { kind: 'called-off' };

/** The PIN of the cards that `readerWith` finds: nothing reaches a card that is not in any more. */
export function cardPinAt({ clock, readerWith, module }: CardPinOptions): CardPinPort & CardSigner {
	let opened: Promise<Desks> | undefined;
	const openDesks = async (): Promise<Desks> => {
		const [{ createModuleDesk, createPinDesk }, vendor] = await Promise.all([import('#card'), module()]);
		return {
			apdu: createPinDesk({ timer: clock }),
			'vendor-module': createModuleDesk({ module: vendor, timer: clock }),
		};
	};
	const deskFor = async (way: ServedWay): Promise<PinDesk> => {
		opened ??= openDesks();
		return (await opened)[way];
	};

	return {
		async readTries(card, signal) {
			const way = servedWay(card, 'verify-pin');
			if (way === undefined) {
				return { kind: 'not-supported', reason: capability(card, 'verify-pin').reason };
			}
			const [reader, desk] = await Promise.all([readerWith(card), deskFor(way)]);
			if (reader === undefined) {
				return { kind: 'not-read', code: 'card-removed' };
			}
			return unlessCalledOff(signal, () => desk.readTries({ reader, card, signal }));
		},
		async perform(order, signal) {
			const { card } = order;
			const way = servedWay(card, order.act);
			if (way === undefined) {
				return { kind: 'not-supported', reason: capability(card, order.act).reason };
			}
			const [reader, desk] = await Promise.all([readerWith(card), deskFor(way)]);
			if (reader === undefined) {
				return { kind: 'card-gone-before', code: 'card-removed' };
			}
			return unlessCalledOff(signal, () => performAt(desk, order, { reader, card, signal, origin: 'typed' }));
		},
		async sign(order, signal) {
			const { card } = order;
			const way = servedWay(card, 'sign');
			if (way === undefined) {
				return { kind: 'not-supported', reason: capability(card, 'sign').reason };
			}
			const [reader, desk] = await Promise.all([readerWith(card), deskFor(way)]);
			if (reader === undefined) {
				return { kind: 'card-gone-before', code: 'card-removed' };
			}
			return unlessCalledOff(signal, () => desk.sign({ ...order, reader, signal, origin: 'typed' }));
		},
	};
}

function performAt(desk: PinDesk, order: CardPinOrder, request: PinRequest): Promise<CardPinOutcome> {
	switch (order.act) {
		case 'verify-pin':
			return desk.verifyPin({ ...request, ...order });
		case 'change-pin':
			return desk.changePin({ ...request, ...order });
		case 'unblock-pin':
			return desk.unblockPin({ ...request, ...order, origin: order.origin ?? request.origin });
		case 'sign':
			return trySeal(desk, { ...request, ...order });
	}
}

/** The signature of a tried seal goes no farther: it seals nothing. */
async function trySeal(desk: PinDesk, request: SealTestRequest): Promise<CardPinOutcome> {
	const { testSeal } = await import('#card');
	const outcome = await testSeal(desk, request);
	switch (outcome.kind) {
		case 'passed':
			return { kind: 'signed', tries: outcome.tries };
		case 'failed':
			return { kind: 'not-signed', code: outcome.code, tries: outcome.tries };
		default:
			return outcome;
	}
}

/** A desk throws the signal's reason where an act was called off in time; that is an outcome here. */
async function unlessCalledOff<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T | CalledOff> {
	if (signal.aborted) {
		return CALLED_OFF;
	}
	try {
		return await act();
	} catch (error) {
		if (signal.aborted && error === signal.reason) {
			return CALLED_OFF;
		}
		throw error;
	}
}
