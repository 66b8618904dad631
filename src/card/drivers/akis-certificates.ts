import type {
	AkisGeneration,
	CardCertificate,
	ReadingProgress,
	UnreadableFile,
	UnreadableReason,
} from '#card-model';
import type { ApduChannel } from '../apdu/channel.ts';
import { selectElementaryFile } from '../apdu/command.ts';
import type { ResponseApdu } from '../apdu/response.ts';
import { CardError, cardErrorCode } from '../errors.ts';
import { selectApplication } from './application.ts';
import { readCertificateFile } from './certificate-file.ts';
import { countListedFiles } from './listed-files.ts';
import { readObjectDirectory } from './pkcs15/object-directory.ts';
import { type CertificateObject, readCertificateObjects } from './pkcs15/objects.ts';

/** Certificates stand in files with consecutive identifiers from here on. */
export const FIRST_CERTIFICATE_FILE = 0x2f10;
export const MAX_CERTIFICATE_FILES = 64;
/** TÜBİTAK's own library is read the same way by others: three absent files in a row end the list. */
export const MISSES_TO_STOP = 3;

/** Every certificate file of a card, each in one of the two lists. */
export interface CertificateFiles {
	readonly certificates: readonly CardCertificate[];
	readonly unreadable: readonly UnreadableFile[];
	/** Whether the card's own list of files told where they end. */
	readonly isListed: boolean;
}

/**
 * Reads the certificates of an AKİS card, of whatever generation, without a PIN: SELECT and READ BINARY are all
 * it sends, and LIST FILES to v1.0. Where nothing lies in the usual files, those that the card's PKCS#15 structures name
 * are read. A file that is no certificate, or that the card refuses, does not keep the others from being read; three
 * files in a row that are absent or refused end the reading. A card without the application has none.
 *
 * @param giveWay called before each file; where it gives true, other programs had the card and nothing is selected
 * @throws CardError what the channel and `giveWay` throw, and `unexpected-status` where the application does not open
 */
export async function readAkisCertificates(
	channel: ApduChannel,
	generation: AkisGeneration,
	onProgress: (progress: ReadingProgress) => void,
	giveWay: GiveWay = keepOn,
): Promise<CertificateFiles> {
	if ((await selectApplication(channel)) === undefined) {
		return { certificates: [], unreadable: [], isListed: false };
	}
	const beforeFile = async (): Promise<void> => {
		if ((await giveWay()) && (await selectApplication(channel)) === undefined) {
			throw new CardError('card-lost', 'the application is gone from one turn to the next');
		}
	};
	const found = await readUsualFiles(channel, generation, beforeFile, new FoundFiles(channel, onProgress));
	if (found.hasOpened) {
		return found;
	}
	const named = await readNamedFiles(channel, beforeFile, new FoundFiles(channel, onProgress));
	// What the card refused counts only where the card does not name its certificates at another place.
	return named.isEmpty ? found : named;
}

type GiveWay = () => boolean | Promise<boolean>;

/** For a card that nobody else has. */
function keepOn(): boolean {
	return false;
}

/** The files from 2F10 on, one after the other. */
async function readUsualFiles(
	channel: ApduChannel,
	generation: AkisGeneration,
	beforeFile: () => Promise<void>,
	found: FoundFiles,
): Promise<FoundFiles> {
	let listed =
		generation === 'v1.0'
			? await countListedFiles(channel, FIRST_CERTIFICATE_FILE, MAX_CERTIFICATE_FILES)
			: undefined;
	let misses = 0;
	for (let index = 0; index < MAX_CERTIFICATE_FILES && misses < MISSES_TO_STOP; index++) {
		const isBehindList = listed !== undefined && index >= listed.count;
		if (isBehindList && listed?.isSure === true) {
			break;
		}
		const fileId = FIRST_CERTIFICATE_FILE + index;
		await beforeFile();
		const selected = await channel.exchange(selectElementaryFile(fileId));
		if (selected.status.kind !== 'done') {
			if (isBehindList && selected.status.kind === 'file-not-found') {
				// List and card agree that this is the end.
				break;
			}
			if (selected.status.kind !== 'file-not-found') {
				// Only 6A82 says that the file is absent; any other word refuses a file that may hold a certificate.
				found.refuse(fileId, selected);
				listed = isBehindList ? undefined : listed;
				misses += listed === undefined ? 1 : 0;
				continue;
			}
			// A list that names a file which is not there is believed no further.
			listed = undefined;
			misses++;
			continue;
		}
		misses = 0;
		if (isBehindList) {
			listed = undefined;
		}
		await found.read(fileId, selected, {
			label: undefined,
			count: listed?.isSure ? listed.count : undefined,
		});
	}
	found.isListed = listed?.isSure === true;
	return found;
}

/** The files that the card's PKCS#15 structures name. */
async function readNamedFiles(
	channel: ApduChannel,
	beforeFile: () => Promise<void>,
	found: FoundFiles,
): Promise<FoundFiles> {
	const named = await namedCertificates(channel);
	// By file: a card that names one twice has one certificate there.
	const byFile = new Map(named.map((object) => [object.fileId, object]));
	for (const [fileId, { label }] of byFile) {
		await beforeFile();
		const selected = await channel.exchange(selectElementaryFile(fileId));
		if (selected.status.kind === 'done') {
			await found.read(fileId, selected, { label, count: byFile.size });
		} else {
			found.refuse(fileId, selected);
		}
	}
	return found;
}

async function namedCertificates(channel: ApduChannel): Promise<readonly CertificateObject[]> {
	try {
		const directory = await readObjectDirectory(channel);
		return directory === undefined ? [] : await readCertificateObjects(channel, directory);
	} catch (error) {
		// A card that refuses its structures shows no certificate, and is no less an AKİS card.
		if (cardErrorCode(error) === 'unexpected-status') {
			return [];
		}
		throw error;
	}
}

/** What came to light so far. */
class FoundFiles implements CertificateFiles {
	readonly certificates: CardCertificate[] = [];
	readonly unreadable: UnreadableFile[] = [];
	isListed = false;
	/** Whether the card let one of the files be selected. */
	hasOpened = false;
	readonly #channel: ApduChannel;
	readonly #onProgress: (progress: ReadingProgress) => void;

	constructor(channel: ApduChannel, onProgress: (progress: ReadingProgress) => void) {
		this.#channel = channel;
		this.#onProgress = onProgress;
	}

	get isEmpty(): boolean {
		return this.certificates.length === 0 && this.unreadable.length === 0;
	}

	/**
	 * @param selected the card's answer to the file's selection
	 * @param count of the files there are, where the card told
	 */
	async read(
		fileId: number,
		selected: ResponseApdu,
		{ label, count }: { readonly label: string | undefined; readonly count: number | undefined },
	): Promise<void> {
		this.hasOpened = true;
		const content = await readCertificateFile(this.#channel, selected, (bytesRead, bytesTotal) =>
			this.#onProgress({
				certificate: this.certificates.length + this.unreadable.length + 1,
				certificateCount: count,
				bytesRead,
				bytesTotal,
			}),
		);
		if (content.ok) {
			this.certificates.push({ fileId: fileIdText(fileId), certificate: content.certificate, label });
		} else {
			this.#leave(fileId, content.reason, content.statusWord);
		}
	}

	/** @param selected the card's answer, which refuses the file's selection */
	refuse(fileId: number, { statusWord }: ResponseApdu): void {
		this.#leave(fileId, 'not-readable', statusWord);
	}

	/** @param statusWord of the card's refusal; undefined where it did not refuse */
	#leave(fileId: number, reason: UnreadableReason, statusWord: string | undefined): void {
		this.unreadable.push({
			fileId: fileIdText(fileId),
			reason,
			...(statusWord === undefined ? {} : { statusWord }),
		});
	}
}

function fileIdText(fileId: number): string {
	// ASCII hexadecimal, no locale involved.
	return fileId.toString(16).padStart(4, '0').toUpperCase();
}
