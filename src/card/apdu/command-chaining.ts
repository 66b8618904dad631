import { CLA_CHAINED, type CommandApdu, MAX_TRANSFER_BYTES } from './command.ts';
import type { Exchange } from './exchange.ts';

/**
 * Sends a command whose data does not fit one transfer in pieces (ISO 7816-4 5.3.3, class bit 10). The answer is
 * that of the last piece, or of the first that the card does not take.
 *
 * @param whole sends a command that fits
 * @param piece sends one piece; it must not send anything again, for the card would take that for the next piece
 */
export function chainCommands(whole: Exchange, piece: Exchange): Exchange {
	return async (command) => {
		const { data } = command;
		if (data === undefined || data.length <= MAX_TRANSFER_BYTES) {
			return whole(command);
		}
		const { le, ...header } = command;
		let offset = 0;
		for (; data.length - offset > MAX_TRANSFER_BYTES; offset += MAX_TRANSFER_BYTES) {
			const response = await piece({
				...header,
				cla: command.cla | CLA_CHAINED,
				data: data.subarray(offset, offset + MAX_TRANSFER_BYTES),
			});
			if (response.status.kind !== 'done') {
				return response;
			}
		}
		const last: CommandApdu = { ...command, data: data.subarray(offset) };
		return piece(last);
	};
}
