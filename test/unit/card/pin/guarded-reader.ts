import type { Reader } from '#card';
import { openChannel } from '../../../../src/card/apdu/channel.ts';
import { isPinBearing } from '../../../../src/card/apdu/command.ts';
import { readSerial } from '../../../../src/card/drivers/akis-v1.ts';

/**
 * A reader for tests that could have a real card in it. A PIN-bearing command goes to a card in a virtual reader, or
 * to the very card whose serial number whoever runs the test gave; to no other one.
 *
 * @param cardSerial upper-case hexadecimal, as `readSerial` gives it
 */
export function guardedReader(reader: Reader, cardSerial?: string): Reader {
	return {
		name: reader.name,
		isVirtual: reader.isVirtual,
		async connect(mode) {
			const connection = await reader.connect(mode);
			return {
				async transmit(command) {
					const [, ins = 0] = command;
					if (isPinBearing({ ins }) && !reader.isVirtual) {
						const serial = await readSerial(openChannel(connection, new AbortController().signal));
						if (cardSerial === undefined || serial !== cardSerial) {
							throw new TypeError(`a test must not send a PIN to the card ${serial} in ${reader.name}`);
						}
					}
					return connection.transmit(command);
				},
				close: (disposition) => connection.close(disposition),
			};
		},
	};
}
