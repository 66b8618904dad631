import { CardError } from '../errors.ts';
import type { CardConnection } from '../transport/reader-service.ts';
import { encodeCommand, getResponse, isPinBearing } from './command.ts';
import { chainCommands } from './command-chaining.ts';
import type { Exchange } from './exchange.ts';
import type { PinCommand } from './pin-command.ts';
import { parseResponse, type ResponseApdu } from './response.ts';

export interface ApduChannel {
	/** @throws TypeError for a PIN-bearing command */
	readonly exchange: Exchange;
	/** APDUs sent so far, with those that the processors sent. */
	readonly apduCount: number;
}

/** A channel that may carry one PIN-bearing command. */
export interface PinChannel extends ApduChannel {
	/**
	 * Sends it as it is, past every processor that could send anything again, and gives the answer as it came. After
	 * that the channel's signal is not heard any more: what the card did is to be found out.
	 *
	 * @throws TypeError for a second one on the same channel
	 */
	sendPin(command: PinCommand): Promise<ResponseApdu>;
	/** True from the moment the command was handed over to be sent, whatever became of it. */
	readonly isPinSent: boolean;
}

/** Bound of GET RESPONSE for one command; CVE-2025-49010 is what becomes of such a loop without one. */
export const MAX_RESPONSE_PARTS = 64;

/** Bound of a whole conversation; 64 certificates of 6 KiB need fewer. */
export const MAX_APDUS = 2048;

/** The stack over a connection, for everything that needs no PIN. `signal` ends it before the next command. */
export function openChannel(connection: Pick<CardConnection, 'transmit'>, signal: AbortSignal): ApduChannel {
	return openPinChannel(connection, signal);
}

/** {@link openChannel} with the means to send a PIN; `CardConversations` alone opens it. */
export function openPinChannel(
	connection: Pick<CardConnection, 'transmit'>,
	signal: AbortSignal,
): PinChannel {
	let apduCount = 0;
	let isPinSent = false;
	const count = (): void => {
		if (apduCount >= MAX_APDUS) {
			throw new CardError('limit-exceeded', `more than ${MAX_APDUS} commands`);
		}
		apduCount++;
	};
	const send: Exchange = async (command) => {
		if (isPinBearing(command)) {
			throw new TypeError('PIN-bearing commands go through sendPin');
		}
		if (!isPinSent) {
			signal.throwIfAborted();
		}
		count();
		return parseResponse(await connection.transmit(encodeCommand(command)));
	};
	return {
		exchange: gatherResponse(chainCommands(correctExpectedLength(send), send)),
		async sendPin(command) {
			if (isPinSent) {
				throw new TypeError('a channel carries one PIN-bearing command');
			}
			signal.throwIfAborted();
			count();
			const apdu = command.take();
			isPinSent = true;
			return parseResponse(await connection.transmit(apdu));
		},
		get apduCount() {
			return apduCount;
		},
		get isPinSent() {
			return isPinSent;
		},
	};
}

/** 6Cxx: sends the command once more with the length the card named, and only once. */
export function correctExpectedLength(next: Exchange): Exchange {
	return async (command) => {
		const response = await next(command);
		return response.status.kind === 'wrong-expected-length' && command.le !== undefined
			? next({ ...command, le: response.status.lengthBytes })
			: response;
	};
}

/**
 * 61xx: fetches the rest with GET RESPONSE and gives all of it at once.
 *
 * @throws CardError `limit-exceeded` after {@link MAX_RESPONSE_PARTS} parts, `malformed-answer` where a part is
 *   empty and more are announced
 */
export function gatherResponse(next: Exchange): Exchange {
	return async (command) => {
		let response = await next(command);
		const parts = [response.data];
		while (response.status.kind === 'more-data') {
			if (parts.length > MAX_RESPONSE_PARTS) {
				throw new CardError('limit-exceeded', `more than ${MAX_RESPONSE_PARTS} parts of one answer`);
			}
			response = await next(getResponse(response.status.lengthBytes));
			if (response.data.length === 0 && response.status.kind === 'more-data') {
				throw new CardError('malformed-answer', 'empty part of an answer');
			}
			parts.push(response.data);
		}
		return parts.length === 1 ? response : { ...response, data: Buffer.concat(parts) };
	};
}
