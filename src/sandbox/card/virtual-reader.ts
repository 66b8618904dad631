import type {
	CardConnection,
	CardErrorCode,
	Disposition,
	Reader,
	ReaderEvent,
	ReaderService,
	ShareMode,
} from '#card';
import type { ConnectFault } from './faults/fault-plan.ts';
import type { VirtualCard } from './virtual-card.ts';

export interface VirtualReaderOptions {
	readonly name: string;
	/** Its service runs, and the reader itself is plugged in later. */
	readonly isUnplugged?: true;
	/** The card that is in at the start. */
	readonly card?: VirtualCard;
	/**
	 * Makes the error a caller of the reader gets: `(code) => new CardError(code, …)` of the card room, which this
	 * room knows by its types only.
	 */
	readonly cardError: (code: VirtualReaderErrorCode) => Error;
	/** Asked at each connection; a fault injector's answer is what goes wrong with it. */
	readonly connectFault?: (() => ConnectFault['kind'] | undefined) | undefined;
}

export type VirtualReaderErrorCode = Extract<
	CardErrorCode,
	| 'no-card'
	| 'card-removed'
	| 'card-reset'
	| 'card-lost'
	| 'unresponsive-card'
	| 'sharing-violation'
	| 'service-lost'
>;

/**
 * The sandbox's reader inside the program, with a service of its own: one reader that is plugged in for as long as
 * the service runs. It treats its callers as pcscd does.
 */
export interface VirtualReader extends ReaderService {
	readonly kind: 'virtual';
	readonly isCardIn: boolean;
	/** Plugs the reader in, with the card that is in it; nothing where it is. */
	plugIn(): void;
	/** @throws TypeError where a card is in already */
	insert(card: VirtualCard): void;
	/** Pulls the card, also in the middle of a command, which then ends with `card-removed`; nothing where there is none. */
	remove(): void;
	/** Resets the card as another program would: every open connection then gives `card-reset` until it is closed. */
	resetByAnother(): void;
	/** The service dies: watchers hear it and are dead, connections give `service-lost`. The card stays in. */
	stopService(): void;
	/** The service is back for those who watch anew. */
	startService(): void;
}

/** A connection's own part of an insertion. */
interface OpenConnection {
	readonly mode: ShareMode;
	/** What each command gives from now on, in place of an answer. */
	lostBy: VirtualReaderErrorCode | undefined;
	/** Ends the command that is on its way. */
	endCommand: ((code: VirtualReaderErrorCode) => void) | undefined;
}

/** A card for as long as it is in the reader and the service runs. */
interface Insertion {
	readonly card: VirtualCard;
	isPowered: boolean;
	readonly connections: Set<OpenConnection>;
	/** Ends what waits for another's transaction. */
	readonly onTransactionEnd: Set<() => void>;
}

const SERVICE_DETAIL = 'service of the virtual reader';
/** Less than a status word is no answer. */
const STATUS_LENGTH = 2;

export function createVirtualReader(options: VirtualReaderOptions): VirtualReader {
	const { name, cardError, connectFault } = options;
	const listeners = new Set<(event: ReaderEvent) => void>();
	let insertion: Insertion | undefined = options.card === undefined ? undefined : insertionOf(options.card);
	let isRunning = true;
	let isPlugged = options.isUnplugged !== true;

	const reader: Reader = {
		name,
		isVirtual: true,
		async connect(mode) {
			const fault = connectFault?.();
			if (!isRunning || fault === 'service-death') {
				throw cardError('service-lost');
			}
			if (insertion === undefined) {
				throw cardError('no-card');
			}
			if (isMute(insertion.card)) {
				throw cardError('unresponsive-card');
			}
			const others = [...insertion.connections];
			const isHeld = others.some(
				(other) => other.mode === 'exclusive' || (other.mode === 'transaction' && mode === 'transaction'),
			);
			if (fault === 'sharing-violation' || isHeld || (mode === 'exclusive' && others.length > 0)) {
				throw cardError('sharing-violation');
			}
			return openConnection(insertion, mode, cardError);
		},
	};
	const slotEvent = (): ReaderEvent => ({
		kind: 'slot-changed',
		name,
		slot: insertion === undefined ? 'empty' : isMute(insertion.card) ? 'mute' : 'present',
		atr: insertion === undefined || isMute(insertion.card) ? undefined : insertion.card.atr,
	});
	const announceSlot = (): void => {
		if (isPlugged) {
			announce(slotEvent());
		}
	};
	const announce = (event: ReaderEvent): void => {
		for (const listener of [...listeners]) {
			listener(event);
		}
	};

	return {
		kind: 'virtual',
		get isCardIn() {
			return insertion !== undefined;
		},
		watch(listener) {
			let isWatched = true;
			// As with a real service, nothing comes before the caller holds the means to stop it.
			queueMicrotask(() => {
				if (!isWatched) {
					return;
				}
				if (!isRunning) {
					listener({ kind: 'service-down', failure: 'not-running', detail: SERVICE_DETAIL });
					return;
				}
				listener({ kind: 'service-up' });
				if (isPlugged) {
					listener({ kind: 'reader-added', reader });
					listener(slotEvent());
				}
				listeners.add(listener);
			});
			return async () => {
				isWatched = false;
				listeners.delete(listener);
			};
		},
		plugIn() {
			if (!isPlugged) {
				isPlugged = true;
				announce({ kind: 'reader-added', reader });
				announce(slotEvent());
			}
		},
		insert(card) {
			if (insertion !== undefined) {
				throw new TypeError('a card is in the virtual reader already');
			}
			insertion = insertionOf(card);
			announceSlot();
		},
		remove() {
			if (insertion === undefined) {
				return;
			}
			const { card, connections } = insertion;
			card.powerOff();
			lose(connections, 'card-removed');
			wake(insertion);
			insertion = undefined;
			announceSlot();
		},
		resetByAnother() {
			if (insertion !== undefined) {
				insertion.card.reset();
				lose(insertion.connections, 'card-reset');
				wake(insertion);
			}
		},
		stopService() {
			if (!isRunning) {
				return;
			}
			isRunning = false;
			if (insertion !== undefined) {
				const { card, connections } = insertion;
				card.powerOff();
				lose(connections, 'service-lost');
				wake(insertion);
				insertion = insertionOf(card);
			}
			announce({ kind: 'service-down', failure: 'stopped', detail: SERVICE_DETAIL });
			listeners.clear();
		},
		startService() {
			isRunning = true;
		},
	};
}

function insertionOf(card: VirtualCard): Insertion {
	return { card, isPowered: false, connections: new Set(), onTransactionEnd: new Set() };
}

function isMute(card: VirtualCard): boolean {
	return card.atr.length === 0;
}

function lose(connections: Iterable<OpenConnection>, code: VirtualReaderErrorCode): void {
	for (const connection of connections) {
		connection.lostBy = code;
		connection.endCommand?.(code);
	}
}

function openConnection(
	insertion: Insertion,
	mode: ShareMode,
	cardError: VirtualReaderOptions['cardError'],
): CardConnection {
	const { card, connections } = insertion;
	const connection: OpenConnection = { mode, lostBy: undefined, endCommand: undefined };
	connections.add(connection);
	if (!insertion.isPowered) {
		card.powerOn();
		insertion.isPowered = true;
	}
	return {
		async transmit(command) {
			if (!connections.has(connection)) {
				throw new TypeError('the connection to the virtual reader was closed');
			}
			await othersTransactionEnded(insertion, connection);
			if (connection.lostBy !== undefined) {
				throw cardError(connection.lostBy);
			}
			const answer = await answerUnlessLost(connection, () => card.transmit(command), cardError);
			if (answer.length < STATUS_LENGTH) {
				throw cardError('card-lost');
			}
			return answer;
		},
		async close(disposition) {
			const isHere = connection.lostBy === undefined || connection.lostBy === 'card-reset';
			if (!connections.delete(connection)) {
				return;
			}
			if (isHere) {
				leave(insertion, disposition);
			}
			wake(insertion);
		},
	};
}

/** As pcscd: a command waits while another connection has a transaction; one that was lost has none any more. */
async function othersTransactionEnded(insertion: Insertion, own: OpenConnection): Promise<void> {
	const isHeld = (): boolean =>
		[...insertion.connections].some(
			(other) => other !== own && other.mode === 'transaction' && other.lostBy === undefined,
		);
	while (own.lostBy === undefined && isHeld()) {
		const { promise, resolve } = Promise.withResolvers<void>();
		insertion.onTransactionEnd.add(resolve);
		await promise;
	}
}

/** Commands that wait for a transaction look again. */
function wake({ onTransactionEnd }: Insertion): void {
	for (const look of onTransactionEnd) {
		look();
	}
	onTransactionEnd.clear();
}

function answerUnlessLost(
	connection: OpenConnection,
	transmit: () => Promise<Uint8Array>,
	cardError: VirtualReaderOptions['cardError'],
): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		connection.endCommand = (code) => reject(cardError(code));
		transmit()
			.then(resolve, reject)
			.finally(() => {
				connection.endCommand = undefined;
			});
	});
}

/** A reset and a loss of power are told to those who share the card. */
function leave(insertion: Insertion, disposition: Disposition): void {
	switch (disposition) {
		case 'leave':
			return;
		case 'reset':
			insertion.card.reset();
			break;
		case 'unpower':
			insertion.card.powerOff();
			insertion.isPowered = false;
	}
	lose(insertion.connections, 'card-reset');
}
