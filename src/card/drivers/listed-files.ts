import type { ApduChannel } from '../apdu/channel.ts';
import { CardError } from '../errors.ts';
import { type ListedFile, listDirectory } from './akis-v1.ts';

/** Every certificate file there can be, and as many others: a longer list is none. */
const MAX_LISTED_FILES = 128;

export interface ListedCount {
	readonly count: number;
	/** False for an odd number: a seal's certificates come in pairs, and a list can leave one out. */
	readonly isSure: boolean;
}

/**
 * How many files with consecutive identifiers from `firstFileId` on the current directory of a v1.0 card holds, by its
 * own list: one command in place of three for files that are not there. Undefined where the list is none to go by:
 * refused, broken, endless, with a file twice, with a gap, or without any of these files.
 *
 * @throws CardError where the conversation itself ended
 */
export async function countListedFiles(
	channel: ApduChannel,
	firstFileId: number,
	maxCount: number,
): Promise<ListedCount | undefined> {
	const files = await listedFiles(channel);
	if (files === undefined || files.length > MAX_LISTED_FILES) {
		return undefined;
	}
	const found = files
		.filter(({ kind, fileId }) => kind === 'file' && fileId >= firstFileId)
		.map(({ fileId }) => fileId - firstFileId)
		.filter((index) => index < maxCount)
		.toSorted((a, b) => a - b);
	const isGapless = found.every((index, position) => index === position);
	return found.length > 0 && isGapless ? { count: found.length, isSure: found.length % 2 === 0 } : undefined;
}

async function listedFiles(channel: ApduChannel): Promise<readonly ListedFile[] | undefined> {
	try {
		return await listDirectory(channel);
	} catch (error) {
		if (error instanceof CardError && isOfTheList(error)) {
			return undefined;
		}
		throw error;
	}
}

/** The list failed, not the card: the files can still be asked for one by one. */
function isOfTheList({ code }: CardError): boolean {
	return code === 'unexpected-status' || code === 'malformed-answer' || code === 'limit-exceeded';
}
