import type { ApduChannel } from '../../apdu/channel.ts';
import { MAX_TRANSFER_BYTES } from '../../apdu/command.ts';
import type { ResponseApdu } from '../../apdu/response.ts';
import { readWholeTlvs, type Tlv } from '../../apdu/tlv.ts';
import { CardError } from '../../errors.ts';
import { fileSize, readPart } from '../transparent-file.ts';

/** Objects that are looked at in one file: as many as there can be certificates. */
export const MAX_OBJECTS = 64;

/** A seal's files have a few hundred bytes; 64 objects of the usual size fit. */
const MAX_STRUCTURE_BYTES = 8_192;
/** Padding between two objects is shorter; so much of it is the part of a file that was never written. */
const END_OF_OBJECTS_BYTES = 32;

/**
 * The data objects in the file that `selected` answers for: the whole ones before the first that is broken. Filler
 * behind them is not read to its end.
 *
 * @throws CardError what the channel throws, and `unexpected-status` where the card does not give the file: what it
 *   would have said is not known then, which is another thing than that it says nothing
 */
export async function readObjects(channel: ApduChannel, selected: ResponseApdu): Promise<readonly Tlv[]> {
	const size = Math.min(fileSize(selected) ?? MAX_STRUCTURE_BYTES, MAX_STRUCTURE_BYTES);
	let content = Buffer.alloc(0);
	let found = readWholeTlvs(content, MAX_OBJECTS);
	while (content.length < size && !(found.isWhole && found.rest.length >= END_OF_OBJECTS_BYTES)) {
		const part = await readPart(channel, content.length, Math.min(MAX_TRANSFER_BYTES, size - content.length));
		if (part.isRefused) {
			const { statusWord } = part;
			throw new CardError('unexpected-status', 'READ BINARY of a PKCS#15 file', { statusWord });
		}
		if (part.bytes.length === 0) {
			break;
		}
		content = Buffer.concat([content, part.bytes]);
		found = readWholeTlvs(content, MAX_OBJECTS);
	}
	return found.objects;
}
