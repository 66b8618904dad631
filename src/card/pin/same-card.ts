import type { AkisCard } from '#card-model';
import type { ApduChannel } from '../apdu/channel.ts';
import { MAX_TRANSFER_BYTES, readBinary, selectElementaryFile } from '../apdu/command.ts';
import { FIRST_CERTIFICATE_FILE } from '../drivers/akis-certificates.ts';
import { readSerial } from '../drivers/akis-v1.ts';

/**
 * Whether the card in the open conversation, its application selected, is the one that `card` describes. A serial
 * number that was read before decides; without one, the beginning of the first certificate, in which its number
 * and issuer stand.
 *
 * @returns the serial number for the next time, where the card gives one; undefined where it is another card
 */
export async function recogniseCard(
	channel: ApduChannel,
	card: AkisCard,
	knownSerial: string | undefined,
): Promise<{ readonly serial: string | undefined } | undefined> {
	const serial = await readSerial(channel);
	const isSame =
		knownSerial === undefined ? await hasFirstCertificate(channel, card) : serial === knownSerial;
	return isSame ? { serial } : undefined;
}

async function hasFirstCertificate(channel: ApduChannel, { certificates }: AkisCard): Promise<boolean> {
	const [expected] = certificates;
	if (expected === undefined) {
		const { status } = await channel.exchange(selectElementaryFile(FIRST_CERTIFICATE_FILE));
		return status.kind === 'file-not-found';
	}
	const selected = await channel.exchange(selectElementaryFile(Number.parseInt(expected.fileId, 16)));
	if (selected.status.kind !== 'done') {
		return false;
	}
	const beginning = expected.certificate.der.subarray(0, MAX_TRANSFER_BYTES);
	const { data, status } = await channel.exchange(readBinary(0, beginning.length));
	return status.kind === 'done' && Buffer.compare(data, beginning) === 0;
}
