import type { UnreadableReason } from '#card-model';
import { derSequenceLength, readSealCertificate, type SealCertificate } from '#certificate';
import type { ApduChannel } from '../apdu/channel.ts';
import { MAX_READ_OFFSET, MAX_TRANSFER_BYTES } from '../apdu/command.ts';
import type { ResponseApdu } from '../apdu/response.ts';
import { fileSize, readPart } from './transparent-file.ts';

/** What a file of the card held. */
export type CertificateFileContent =
	| { readonly ok: true; readonly certificate: SealCertificate }
	| { readonly ok: false; readonly reason: UnreadableReason; readonly statusWord?: string };

/** As far as READ BINARY reaches; a certificate has about 1 600. */
const MAX_FILE_BYTES = MAX_READ_OFFSET + 1;

/**
 * The certificate at the beginning of the file that `selected` answers for, without the filler behind it.
 *
 * @throws CardError what the channel throws, and `malformed-answer` where the card gives more than was asked for
 */
export async function readCertificateFile(
	channel: ApduChannel,
	selected: ResponseApdu,
	onProgress: (bytesRead: number, bytesTotal: number | undefined) => void,
): Promise<CertificateFileContent> {
	// A size of nothing is no size: some cards give none of a file that has bytes. What is in it is asked for.
	const size = fileSize(selected) || undefined;
	onProgress(0, undefined);
	const first = await readPart(channel, 0, Math.min(MAX_TRANSFER_BYTES, size ?? MAX_TRANSFER_BYTES));
	if (first.isRefused) {
		return { ok: false, reason: 'not-readable', statusWord: first.statusWord };
	}
	const firstPart = first.bytes;
	if (firstPart.length === 0) {
		return { ok: false, reason: size === undefined ? 'empty' : 'cut-short' };
	}
	const total = derSequenceLength(firstPart);
	if (total === undefined) {
		return { ok: false, reason: 'no-certificate' };
	}
	if (total > (size ?? total)) {
		return { ok: false, reason: 'cut-short' };
	}
	if (total > MAX_FILE_BYTES) {
		return { ok: false, reason: 'too-large' };
	}
	const parts = [firstPart];
	let bytesRead = firstPart.length;
	while (bytesRead < total) {
		onProgress(bytesRead, total);
		const part = await readPart(channel, bytesRead, Math.min(MAX_TRANSFER_BYTES, total - bytesRead));
		if (part.isRefused) {
			return { ok: false, reason: 'not-readable', statusWord: part.statusWord };
		}
		if (part.bytes.length === 0) {
			return { ok: false, reason: 'cut-short' };
		}
		parts.push(part.bytes);
		bytesRead += part.bytes.length;
	}
	onProgress(total, total);
	const result = readSealCertificate(Buffer.concat(parts).subarray(0, total));
	return result.ok
		? { ok: true, certificate: result.certificate }
		: { ok: false, reason: result.code === 'too-large' ? 'too-large' : 'no-certificate' };
}
