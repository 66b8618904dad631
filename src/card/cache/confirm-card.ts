import type { AkisGeneration } from '#card-model';
import type { ApduChannel } from '../apdu/channel.ts';
import { MAX_TRANSFER_BYTES, selectByPath, selectElementaryFile } from '../apdu/command.ts';
import {
	FIRST_CERTIFICATE_FILE,
	MAX_CERTIFICATE_FILES,
	MISSES_TO_STOP,
} from '../drivers/akis-certificates.ts';
import { APPLICATION_PATH, selectApplication } from '../drivers/application.ts';
import { countListedFiles } from '../drivers/listed-files.ts';
import { readPart } from '../drivers/transparent-file.ts';
import type { RememberedCard } from './remembered-card.ts';

/** Questions beyond the one for each certificate; then the card is read whole, which is never wrong. */
const MAX_DETOURS = 2;

/**
 * Which of the remembered cards the one in the open conversation is, by the bytes that it gives now; undefined where
 * it is none of them, or another one by now.
 *
 * Of each certificate the last 244 bytes are compared, where it would end if it were still the same. They are the
 * issuer's signature, or its greater part: it is over all the rest of the certificate, so two certificates that differ
 * anywhere differ there. That no certificate came to those is looked for too, as in a whole reading. A card's number
 * is not asked for: it would not tell a renewed certificate, and these bytes tell a swapped card.
 *
 * Costs 2 commands a certificate and 1 on v1.0: 5 for a seal's pair. Elsewhere 3 more, as the application is selected
 * by its name and three absent files end the list.
 *
 * @param candidates with this card's ATR, the likeliest first
 * @throws CardError what the channel throws
 */
export async function confirmCard(
	channel: ApduChannel,
	generation: AkisGeneration,
	candidates: readonly RememberedCard[],
): Promise<RememberedCard | undefined> {
	const detours: Detours = { left: MAX_DETOURS };
	let left = candidates;
	for (let index = 0; index < MAX_CERTIFICATE_FILES; index++) {
		const [likeliest] = left;
		if (likeliest === undefined) {
			return undefined;
		}
		if (index === likeliest.certificates.length) {
			return (await endsThere(channel, generation, likeliest)) ? likeliest : undefined;
		}
		if (!(await selectCertificate(channel, generation, index))) {
			return undefined;
		}
		left = await confirmFile(channel, index, left, detours);
	}
	return undefined;
}

interface Detours {
	left: number;
}

/** Those of the candidates whose certificate is in the selected file, the confirmed one first; none otherwise. */
async function confirmFile(
	channel: ApduChannel,
	index: number,
	candidates: readonly RememberedCard[],
	detours: Detours,
): Promise<readonly RememberedCard[]> {
	let left = candidates;
	let seen: { readonly offset: number; readonly part: Uint8Array } | undefined;
	for (;;) {
		const [likeliest, ...others] = left;
		const own = likeliest === undefined ? undefined : derOf(likeliest, index);
		if (likeliest === undefined || own === undefined) {
			return [];
		}
		const offset = Math.max(0, own.length - MAX_TRANSFER_BYTES);
		// One of the same length ends in the same place, which may have been read already.
		if (seen?.offset !== offset) {
			detours.left -= seen === undefined ? 0 : 1;
			const part = detours.left < 0 ? undefined : await readPart(channel, offset, own.length - offset);
			if (part === undefined || part.isRefused) {
				return [];
			}
			seen = { offset, part: part.bytes };
		}
		const { part } = seen;
		if (Buffer.compare(part, own.subarray(offset)) === 0) {
			// One whose certificate is shorter ends before these bytes: they do not speak against it, nor for it.
			return [likeliest, ...others.filter((card) => isSame(derOf(card, index), own))];
		}
		left = others.filter((card) => agrees(derOf(card, index), part, offset));
	}
}

/** The file's own bytes from `offset` on do not speak against this certificate. */
function agrees(der: Uint8Array | undefined, part: Uint8Array, offset: number): boolean {
	if (der === undefined) {
		return false;
	}
	const expected = der.subarray(offset, offset + part.length);
	return Buffer.compare(expected, part.subarray(0, expected.length)) === 0;
}

function isSame(der: Uint8Array | undefined, own: Uint8Array): boolean {
	return der !== undefined && Buffer.compare(der, own) === 0;
}

function derOf({ certificates }: RememberedCard, index: number): Uint8Array | undefined {
	return certificates[index]?.certificate.der;
}

/** v1.0 takes the whole path to the first file, and selects the application on the way (OpenSC's driver). */
async function selectCertificate(
	channel: ApduChannel,
	generation: AkisGeneration,
	index: number,
): Promise<boolean> {
	const fileId = FIRST_CERTIFICATE_FILE + index;
	let select = selectElementaryFile(fileId);
	if (index === 0 && generation === 'v1.0') {
		select = selectByPath(Uint8Array.of(...APPLICATION_PATH, fileId >> 8, fileId & 0xff));
	} else if (index === 0 && (await selectApplication(channel)) === undefined) {
		return false;
	}
	return (await channel.exchange(select)).status.kind === 'done';
}

/** Whether the card has no certificate behind the remembered ones, by the way that a whole reading would find it. */
async function endsThere(
	channel: ApduChannel,
	generation: AkisGeneration,
	{ isListed, certificates: { length } }: RememberedCard,
): Promise<boolean> {
	if (isListed && generation === 'v1.0') {
		const listed = await countListedFiles(channel, FIRST_CERTIFICATE_FILE, MAX_CERTIFICATE_FILES);
		return listed?.count === length;
	}
	for (let miss = 0; miss < MISSES_TO_STOP && length + miss < MAX_CERTIFICATE_FILES; miss++) {
		const behind = selectElementaryFile(FIRST_CERTIFICATE_FILE + length + miss);
		// Whatever is there, or is refused, was not there when the card was read.
		if ((await channel.exchange(behind)).status.kind !== 'file-not-found') {
			return false;
		}
	}
	return true;
}
