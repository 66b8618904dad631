import {
	type CalledOff,
	type CardPinOrder,
	type CardPinOutcome,
	type CardPinPort,
	type ClockPort,
	type ServedWay,
	servedWay,
	type UnlockOrder,
} from '#app';
import type { CardAct, Journal } from '#audit';
import type {
	AkisCard,
	PinDesk,
	PinOutcome,
	PinRequest,
	Reader,
	SealTestRequest,
	SignOutcome,
	SignRequest,
	VendorModule,
} from '#card';
import { capability } from '#card-rules';
import { type NotRecorded, type PukHeldBack, type RecordedDesk, recordedDesk } from './recorded-desk.ts';

export interface CardPinOptions {
	readonly clock: ClockPort;
	/** The reader in which a card of a snapshot still lies; undefined once it was pulled. */
	readonly readerWith: (card: AkisCard) => Promise<Reader | undefined>;
	/** The vendor's module of this run. */
	readonly module: () => Promise<VendorModule>;
	/** Every act is on the disk before the card gets anything of it. */
	readonly journal: () => Promise<Journal>;
}

/** What is to be signed, with which key of which card, and the PIN for it. */
export type SignOrder = Pick<
	SignRequest,
	'card' | 'certificate' | 'hash' | 'digest' | 'message' | 'pin' | 'confirmedLastTry'
>;

/** Makes signatures that go somewhere, by the same desks. */
export interface CardSigner {
	/** Sends the PIN once at most; the signal ends it only up to the moment where it is sent. */
	sign(order: SignOrder, signal: AbortSignal): Promise<SignOutcome | CalledOff | NotRecorded>;
}

/** Unblocks a card with the PUK that a portal gave out. */
export interface CardUnblocker {
	/** Sends the PUK once at most; the signal ends it only up to the moment where it is sent. */
	unblock(
		order: UnlockOrder & {
			/** At most so many tries of the PUK are left; null where the card does not tell. */
			readonly pukTriesLeft: number | null;
		},
		signal: AbortSignal,
	): Promise<PinOutcome | CalledOff | NotRecorded | PukHeldBack>;
}

/** One desk for each way that this version goes; they are made at the first act and know their cards until the end. */
type Desks = Readonly<Record<ServedWay, RecordedDesk>>;

/** One act of a person with a card, before it is known by which way the card does it. */
interface OrderedAct {
	readonly kind: CardAct['kind'];
	readonly card: AkisCard;
	/** What the journal tells the card by. */
	readonly cardSerial: string;
}

const CALLED_OFF: CalledOff = { kind: 'called-off' };

/** The PIN of the cards that `readerWith` finds: nothing reaches a card that is not in any more. */
export function cardPinAt({
	clock,
	readerWith,
	module,
	journal,
}: CardPinOptions): CardPinPort & CardSigner & CardUnblocker {
	let opened: Promise<Desks> | undefined;
	const openDesks = async (): Promise<Desks> => {
		const [{ createModuleDesk, createPinDesk }, vendor] = await Promise.all([import('#card'), module()]);
		return {
			apdu: recordedDesk(createPinDesk({ timer: clock }), journal),
			'vendor-module': recordedDesk(createModuleDesk({ module: vendor, timer: clock }), journal),
		};
	};
	const deskFor = async (way: ServedWay): Promise<RecordedDesk> => {
		opened ??= openDesks();
		return (await opened)[way];
	};

	/** The desk for this act, and what it needs to know; or why the card gets nothing. */
	const atDesk = async (card: AkisCard, kind: CardAct['kind'], signal: AbortSignal) => {
		const way = servedWay(card, kind);
		if (way === undefined) {
			return { kind: 'not-supported', reason: capability(card, kind).reason } as const;
		}
		const [reader, desk] = await Promise.all([readerWith(card), deskFor(way)]);
		if (reader === undefined) {
			return { kind: 'card-gone-before', code: 'card-removed' } as const;
		}
		const request: PinRequest = { reader, card, signal, origin: 'typed' };
		return { kind: 'ready', desk, request } as const;
	};

	const act = async <Outcome extends CardPinOutcome | SignOutcome>(
		{ kind, card, cardSerial }: OrderedAct,
		signal: AbortSignal,
		send: (desk: PinDesk, request: PinRequest) => Promise<Outcome>,
	) => {
		const at = await atDesk(card, kind, signal);
		return at.kind === 'ready'
			? at.desk.act({ kind, cardSerial, triesLeft: null }, (desk) =>
					unlessCalledOff(signal, () => send(desk, at.request)),
				)
			: at;
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
		perform(order, signal) {
			const ordered = { kind: order.act, card: order.card, cardSerial: serialInJournal(order) };
			return act(ordered, signal, (desk, request) => performAt(desk, order, request));
		},
		async unblock(order, signal) {
			const { card, unlockId, cardSerial, pukTriesLeft } = order;
			const at = await atDesk(card, 'unblock-pin', signal);
			if (at.kind !== 'ready') {
				return at;
			}
			const intent = { kind: 'unblock-pin', cardSerial, triesLeft: pukTriesLeft, unlockId } as const;
			return at.desk.actWithPortalPuk(intent, (desk) =>
				// The portal stands for whoever is in charge: nobody types this PUK.
				unlessCalledOff(signal, () =>
					desk.unblockPin({ ...order, ...at.request, origin: order.origin, isSupervised: true }),
				),
			);
		},
		sign(order, signal) {
			// A signatory's card is told from others by the certificate that signs: its own number no public command gives.
			const cardSerial = order.certificate.certificate.serialNumber;
			const ordered = { kind: 'sign', card: order.card, cardSerial } as const;
			return act(ordered, signal, (desk, request) => desk.sign({ ...request, ...order }));
		},
	};
}

/**
 * What tells a card from others in the journal: the number of its certificate, for no public command gives a card's own
 * number. A card without one is told by its kind alone.
 */
function serialInJournal({ card }: CardPinOrder): string {
	return card.certificates[0]?.certificate.serialNumber ?? card.atr;
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
			return { kind: 'signed', tries: outcome.tries, isLeftOpen: outcome.isLeftOpen };
		case 'failed':
			return {
				kind: 'not-signed',
				code: outcome.code,
				tries: outcome.tries,
				isLeftOpen: outcome.isLeftOpen,
			};
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
