import { limitTime } from '../apdu/time-limit.ts';
import { CardError, hasLostPower } from '../errors.ts';
import { type Timer, withinLimit } from '../timer.ts';
import type { CallQueue } from './native-calls.ts';
import { toCardError } from './pcsc-codes.ts';
import type { PcscCardReader } from './pcsclite-binding.ts';
import type { CardConnection, Disposition, Reader, ShareMode } from './reader-service.ts';

/** A short APDU's answer: 256 data bytes and the status word. */
const MAX_RESPONSE_BYTES = 258;

/** Bounds of single calls, in milliseconds. */
export interface PcscLimits {
	readonly connectMs: number;
	readonly transmitMs: number;
}

/**
 * A reader of the PC/SC service. Native calls of one reader run one after the other; one that is stuck because
 * another program holds the card makes the later ones end with `timeout`, without using another thread.
 */
export function pcscReader(
	native: PcscCardReader,
	queue: CallQueue,
	limits: PcscLimits,
	timer: Timer,
): Reader {
	return {
		name: native.name,
		isVirtual: false,
		async connect(mode) {
			let isGivenUp = false;
			const connecting = queue(async () => {
				if (isGivenUp) {
					throw new CardError('timeout', 'given up before it began');
				}
				const protocol = await connect(native, mode);
				if (mode === 'transaction') {
					await beginTransaction(native);
				}
				if (isGivenUp) {
					await disconnect(native, mode, 'leave');
				}
				return protocol;
			});
			try {
				const protocol = await withinLimit(connecting, limits.connectMs, timer);
				return limitTime(connection(native, queue, mode, protocol), limits.transmitMs, timer);
			} finally {
				isGivenUp = true;
			}
		},
	};
}

function connection(
	native: PcscCardReader,
	queue: CallQueue,
	mode: ShareMode,
	protocol: number,
): CardConnection {
	let isClosed = false;
	return {
		transmit: (command) =>
			queue(() => {
				// Whoever gave up waiting has said that the command's fate is open: it must not go out after that.
				if (isClosed) {
					throw new CardError('timeout', 'given up before it began');
				}
				return transmit(native, command, protocol);
			}),
		close: (disposition) => {
			isClosed = true;
			return queue(() => disconnect(native, mode, disposition));
		},
	};
}

function connect(native: PcscCardReader, mode: ShareMode): Promise<number> {
	// The package's own default is exclusive.
	const shareMode = mode === 'exclusive' ? native.SCARD_SHARE_EXCLUSIVE : native.SCARD_SHARE_SHARED;
	return new Promise((resolve, reject) => {
		native.connect({ share_mode: shareMode }, (error, protocol) =>
			isAbsent(error) ? resolve(protocol) : reject(toCardError(error)),
		);
	});
}

function transmit(native: PcscCardReader, command: Uint8Array, protocol: number): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		// A view: a copy of a PIN would stay in memory when the command's own buffer is wiped. The package copies it
		// before it returns, and frees that.
		const view = Buffer.from(command.buffer, command.byteOffset, command.byteLength);
		native.transmit(view, MAX_RESPONSE_BYTES, protocol, (error, response) => {
			if (!isAbsent(error)) {
				reject(toCardError(error));
			} else if (response.length < 2) {
				// pcscd reports success with nothing when a card vanishes in the middle of a command.
				reject(new CardError('card-lost', `answer of ${response.length} bytes`));
			} else {
				resolve(response);
			}
		});
	});
}

/** Gives the card back at once where it has none: another program's transaction is not waited for. */
async function beginTransaction(native: PcscCardReader): Promise<void> {
	try {
		await transaction(native, true);
	} catch (error) {
		await disconnect(native, 'shared', 'leave');
		throw error;
	}
}

function transaction(native: PcscCardReader, begins: boolean): Promise<void> {
	return new Promise((resolve, reject) => {
		if (native.transaction === undefined) {
			throw new TypeError('pcsclite was built without its corrections');
		}
		native.transaction(begins, (error) => (isAbsent(error) ? resolve() : reject(toCardError(error))));
	});
}

async function disconnect(
	native: PcscCardReader,
	mode: ShareMode,
	disposition: Disposition,
): Promise<'not-done' | undefined> {
	if (mode === 'transaction') {
		// The card may be gone, and the transaction with it; pcscd ends one that is left with its connection.
		await transaction(native, false).catch(() => undefined);
	}
	return new Promise((resolve) => {
		native.disconnect(dispositionCode(native, disposition), (error) => {
			// After an error the package still takes itself for connected and its next connect would do nothing.
			native.connected = false;
			resolve(isAbsent(error) || hasLostPower(toCardError(error).code) ? undefined : 'not-done');
		});
	});
}

function dispositionCode(native: PcscCardReader, disposition: Disposition): number {
	switch (disposition) {
		case 'leave':
			return native.SCARD_LEAVE_CARD;
		case 'reset':
			return native.SCARD_RESET_CARD;
		case 'unpower':
			return native.SCARD_UNPOWER_CARD;
	}
}

/** The package calls back with null, undefined or an Error. */
function isAbsent(error: unknown): boolean {
	return error === null || error === undefined;
}
