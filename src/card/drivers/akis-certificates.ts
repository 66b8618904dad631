import type { ApduChannel } from '../apdu/channel.ts';
import { selectElementaryFile } from '../apdu/command.ts';
import type {
	AkisGeneration,
	CardCertificate,
	ReadingProgress,
	UnreadableFile,
	UnreadableReason,
} from '../snapshot.ts';
import { selectApplication } from './application.ts';
import { readCertificateFile } from './certificate-file.ts';
import { countListedFiles } from './listed-files.ts';

/** Certificates stand in files with consecutive identifiers from here on. */
export const FIRST_CERTIFICATE_FILE = 0x2f10;
const MAX_CERTIFICATE_FILES = 64;
/** TÜBİTAK's own library is read the same way by others: three absent files in a row end the list. */
const MISSES_TO_STOP = 3;

/** Every certificate file of a card, each in one of the two lists. */
export interface CertificateFiles {
	readonly certificates: readonly CardCertificate[];
	readonly unreadable: readonly UnreadableFile[];
}

/**
 * Reads the certificates of an AKİS card, of whatever generation, without a PIN: SELECT and READ BINARY are all
 * it sends, and LIST FILES to v1.0. A file that is no certificate does not keep the others from being read. A card
 * without the application has none.
 *
 * @throws CardError what the channel throws, and `unexpected-status` where the application does not open
 */
export async function readAkisCertificates(
	channel: ApduChannel,
	generation: AkisGeneration,
	onProgress: (progress: ReadingProgress) => void,
): Promise<CertificateFiles> {
	const certificates: CardCertificate[] = [];
	const unreadable: UnreadableFile[] = [];
	if ((await selectApplication(channel)) === undefined) {
		return { certificates, unreadable };
	}
	const leave = (fileId: number, reason: UnreadableReason): void => {
		unreadable.push({ fileId: fileIdText(fileId), reason });
	};
	let listed =
		generation === 'v1.0'
			? await countListedFiles(channel, FIRST_CERTIFICATE_FILE, MAX_CERTIFICATE_FILES)
			: undefined;
	let misses = 0;
	for (let index = 0; index < MAX_CERTIFICATE_FILES && misses < MISSES_TO_STOP && index !== listed; index++) {
		const fileId = FIRST_CERTIFICATE_FILE + index;
		const selected = await channel.exchange(selectElementaryFile(fileId));
		if (selected.status.kind !== 'done') {
			if (listed !== undefined && selected.status.kind !== 'file-not-found') {
				leave(fileId, 'not-readable');
				continue;
			}
			// A list that names a file which is not there is believed no further.
			listed = undefined;
			misses++;
			continue;
		}
		misses = 0;
		const content = await readCertificateFile(channel, selected, (bytesRead, bytesTotal) =>
			onProgress({ certificate: certificates.length + 1, bytesRead, bytesTotal }),
		);
		if (content.ok) {
			certificates.push({ fileId: fileIdText(fileId), certificate: content.certificate });
		} else {
			leave(fileId, content.reason);
		}
	}
	return { certificates, unreadable };
}

function fileIdText(fileId: number): string {
	// ASCII hexadecimal, no locale involved.
	return fileId.toString(16).toUpperCase();
}
