import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { VirtualCard } from './virtual-card.ts';
import { createFrameParser, encodeFrame } from './vpcd-frames.ts';

/** Where the card is, seen from pcscd. */
export type VpcdState =
	/** vpcd does not answer (pcscd is not running, or has no vpcd); tried again and again. */
	| 'waiting'
	/** vpcd talks to the card. */
	| 'plugged'
	/** Taken out with `remove()`. */
	| 'removed';

export interface VpcdPlugOptions {
	readonly card: VirtualCard;
	/** Default 127.0.0.1. */
	readonly host?: string;
	/** Default 35963, vpcd's first slot; the second is 35964. */
	readonly port?: number;
	/** Told each change; `waiting` comes first. */
	readonly onState?: (state: VpcdState) => void;
}

/** A virtual card's place in the real pcscd. */
export interface VpcdPlug {
	/** Takes the card out; pcscd sees it within about 400 ms. */
	remove(): void;
	/** Puts it back. */
	insert(): void;
	/** Takes it out for good; resolves when the connection is gone. */
	close(): Promise<void>;
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 35963;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** One-byte payloads are no commands for the card but for the socket it sits in. */
const CONTROL_POWER_OFF = 0x00;
const CONTROL_POWER_ON = 0x01;
const CONTROL_RESET = 0x02;
const CONTROL_ATR = 0x04;

/** One byte more than an ATR can have: vpcd refuses it, and pcscd holds the card for mute. */
const ATR_OF_A_MUTE_CARD = new Uint8Array(34);
/** ISO 7816-4: no precise diagnosis. */
const ANSWER_OF_A_BROKEN_CARD = Uint8Array.of(0x6f, 0x00);

/**
 * Plugs a virtual card into the machine's pcscd through its vpcd driver (vsmartcard), which listens only while
 * pcscd runs: the plug connects when it comes, and again when it died.
 *
 * vpcd 0.8 sends a frame's length and body apart, so that Nagle's algorithm there and delayed acknowledgement
 * here cost about 45 ms a command; nothing on this side can cure that (a route with `quickack 1` does).
 */
export function plugIntoVpcd(options: VpcdPlugOptions): VpcdPlug {
	const { card, host = DEFAULT_HOST, port = DEFAULT_PORT, onState } = options;
	let wanted: 'in' | 'out' | 'closed' = 'in';
	let told: VpcdState | undefined;
	let socket: Socket | undefined;
	/** Ends what the plug waits for at the moment. */
	let interruption = new AbortController();

	const tell = (state: VpcdState): void => {
		if (state !== told) {
			told = state;
			onState?.(state);
		}
	};
	const change = (to: typeof wanted): void => {
		wanted = to;
		interruption.abort();
		socket?.destroy();
		// At once, as contacts open: a command that is under way goes no further.
		card.powerOff();
	};
	const isWanted = (state: typeof wanted): boolean => wanted === state;

	/** Ends with the connection; says whether vpcd talked to the card at all. */
	const converse = async (): Promise<boolean> => {
		const parser = createFrameParser();
		let hasSpoken = false;
		socket = connect({ host, port, noDelay: true });
		// The loop below hears of errors too, but not of one that comes when it has ended.
		socket.on('error', () => undefined);
		try {
			for await (const bytes of socket) {
				for (const payload of parser.push(bytes)) {
					if (isWanted('in')) {
						hasSpoken = true;
						tell('plugged');
					}
					const reply = await unlessClosed(socket, replyTo(payload, card));
					// vpcd takes an empty answer for the end of the card, so that is what the plug makes of it.
					if (reply?.length === 0) {
						socket.destroy();
					} else if (reply !== undefined && socket.writable) {
						socket.write(encodeFrame(reply));
					}
				}
			}
		} catch {
			// Refused, reset or destroyed: the conversation is over as if vpcd had ended it.
		}
		socket.destroy();
		card.powerOff();
		return hasSpoken;
	};

	const live = async (): Promise<void> => {
		let failures = 0;
		while (!isWanted('closed')) {
			interruption = new AbortController();
			if (isWanted('out')) {
				await once(interruption.signal, 'abort');
				continue;
			}
			tell('waiting');
			failures = (await converse()) ? 0 : failures + 1;
			if (isWanted('in')) {
				tell('waiting');
				await pauseUnlessInterrupted(pauseAfter(failures), interruption.signal);
			}
		}
	};
	const life = live();

	return {
		remove() {
			if (wanted === 'in') {
				change('out');
				tell('removed');
			}
		},
		insert() {
			if (wanted === 'out') {
				change('in');
			}
		},
		close() {
			change('closed');
			return life;
		},
	};
}

/** Undefined where vpcd waits for no reply. */
async function replyTo(payload: Uint8Array, card: VirtualCard): Promise<Uint8Array | undefined> {
	if (payload.length > 1) {
		// vpcd would wait for ever for the reply of a card whose software failed.
		return card.transmit(payload).catch(() => ANSWER_OF_A_BROKEN_CARD);
	}
	switch (payload[0]) {
		case CONTROL_POWER_OFF:
			card.powerOff();
			return undefined;
		case CONTROL_POWER_ON:
			card.powerOn();
			return undefined;
		case CONTROL_RESET:
			card.reset();
			return undefined;
		case CONTROL_ATR:
			return card.atr.length === 0 ? ATR_OF_A_MUTE_CARD : card.atr;
		default:
			return undefined;
	}
}

/** A card that never answers must not keep the plug from ending. */
function unlessClosed(
	socket: Socket,
	reply: Promise<Uint8Array | undefined>,
): Promise<Uint8Array | undefined> {
	return new Promise((resolve, reject) => {
		const end = (): void => resolve(undefined);
		socket.once('close', end);
		reply.then(resolve, reject).finally(() => socket.off('close', end));
	});
}

function pauseAfter(failures: number): number {
	return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}

async function pauseUnlessInterrupted(milliseconds: number, signal: AbortSignal): Promise<void> {
	await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}
