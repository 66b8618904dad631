import type { ApduChannel } from '../apdu/channel.ts';
import { readBinary } from '../apdu/command.ts';
import type { ResponseApdu } from '../apdu/response.ts';
import { findTlv } from '../apdu/tlv.ts';
import { CardError } from '../errors.ts';

const FCI_TEMPLATE = 0x6f;
const FCI_SIZE_TAGS: readonly number[] = [0x80, 0x81];

/** Size from the FCI; undefined where the card gave none that can be read. */
export function fileSize({ data }: ResponseApdu): number | undefined {
	try {
		for (const tag of FCI_SIZE_TAGS) {
			const value = findTlv(data, FCI_TEMPLATE, tag);
			if (value !== undefined && value.length > 0 && value.length <= 4) {
				return value.reduce((size, byte) => size * 256 + byte, 0);
			}
		}
	} catch {
		// The size saves nothing but a question: what lies in the file tells its own length as well.
	}
	return undefined;
}

/** Bytes of a file, or the status word that the card refused them with. */
export type FilePart =
	| { readonly isRefused: false; readonly bytes: Uint8Array }
	| { readonly isRefused: true; readonly statusWord: string };

/**
 * What one READ BINARY of the selected file gives: nothing behind its end.
 *
 * @throws CardError what the channel throws, and `malformed-answer` where the card gives more than was asked for
 */
export async function readPart(channel: ApduChannel, offset: number, length: number): Promise<FilePart> {
	if (length === 0) {
		return { isRefused: false, bytes: new Uint8Array() };
	}
	const { data, status, statusWord } = await channel.exchange(readBinary(offset, length));
	switch (status.kind) {
		case 'done':
		case 'end-of-file':
			if (data.length > length) {
				throw new CardError('malformed-answer', `${data.length} bytes where ${length} were asked for`);
			}
			return { isRefused: false, bytes: data };
		case 'offset-outside-file':
			return { isRefused: false, bytes: new Uint8Array() };
		default:
			return { isRefused: true, statusWord };
	}
}
