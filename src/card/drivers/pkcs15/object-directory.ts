import type { ApduChannel } from '../../apdu/channel.ts';
import { type CommandApdu, selectByPath, selectElementaryFile } from '../../apdu/command.ts';
import type { CardStatus } from '../../apdu/status.ts';
import { findTlv, type Tlv } from '../../apdu/tlv.ts';
import { CardError } from '../../errors.ts';
import { APPLICATION_PATH, selectApplication } from '../application.ts';
import { pathIn } from './asn1.ts';
import { readObjects } from './structure-file.ts';

/** Which files of the application list its objects; identifiers, in the card's order. */
export interface ObjectDirectory {
	readonly privateKeys: readonly number[];
	readonly certificates: readonly number[];
	readonly authObjects: readonly number[];
}

/** EF.ODF where nothing names another place (PKCS#15 v1.1, 5.5.2). */
const STANDARD_PLACE = 0x5031;
/** MF, then EF.DIR (ISO 7816-4 8.2.1.1). */
const EF_DIR_PATH = Uint8Array.of(0x3f, 0x00, 0x2f, 0x00);
const DIR_ENTRY = 0x61;
const DIR_AID = 0x4f;
/** `DDO` of PKCS#15: an object identifier, then the path of the ODF. */
const DIR_DISCRETIONARY = 0x73;
/** Registered provider of PKCS#15, which its application identifiers begin with. */
const PKCS15_PROVIDER = Uint8Array.of(0xa0, 0x00, 0x00, 0x00, 0x63);

const LISTS: ReadonlyMap<number, keyof ObjectDirectory> = new Map([
	[0xa0, 'privateKeys'],
	[0xa4, 'certificates'],
	[0xa8, 'authObjects'],
]);
/** Answers to a selection that say that the card has no such file, or none for us. */
const ABSENT: readonly CardStatus['kind'][] = [
	'file-not-found',
	'wrong-parameters',
	'security-condition',
	'instruction-unknown',
];
/** Files of one kind that are gone through. */
const MAX_FILES = 4;
/** Identifiers that are no file's (ISO 7816-4 5.3.1.1): the master file's, the current one's and the reserved ones. */
const NO_FILES: readonly number[] = [0x0000, 0x3f00, 0x3fff, 0xffff];

/**
 * Reads EF.ODF of the selected application, at its standard place or where EF.DIR says. Which place AKİS uses is not
 * public, so each is only looked at. The application is selected afterwards. Undefined where the card has none.
 *
 * @throws CardError what the channel throws, and `unexpected-status` where the answer does not say whether there is one
 */
export async function readObjectDirectory(channel: ApduChannel): Promise<ObjectDirectory | undefined> {
	const usual = await objectsOf(channel, selectElementaryFile(STANDARD_PLACE));
	if (usual !== undefined) {
		return directoryOf(usual);
	}
	const fileId = await placeInDir(channel);
	const named = fileId === undefined ? undefined : await objectsOf(channel, selectElementaryFile(fileId));
	return named === undefined ? undefined : directoryOf(named);
}

/** The objects in a file; undefined where the card has none there. */
async function objectsOf(channel: ApduChannel, select: CommandApdu): Promise<readonly Tlv[] | undefined> {
	const selected = await channel.exchange(select);
	const { kind } = selected.status;
	if (kind === 'done') {
		return readObjects(channel, selected);
	}
	if (ABSENT.includes(kind)) {
		return undefined;
	}
	const { statusWord } = selected;
	throw new CardError('unexpected-status', `SELECT of a PKCS#15 file: ${kind}`, { statusWord });
}

/** Identifier of the ODF by EF.DIR. */
async function placeInDir(channel: ApduChannel): Promise<number | undefined> {
	const entries = await objectsOf(channel, selectByPath(EF_DIR_PATH));
	if (entries === undefined) {
		return undefined;
	}
	await selectApplication(channel);
	const entry = entries.find(({ tag, value }) => tag === DIR_ENTRY && isPkcs15(value));
	try {
		const discretionary = entry === undefined ? undefined : findTlv(entry.value, DIR_DISCRETIONARY);
		return discretionary === undefined ? undefined : fileInApplication(pathIn(discretionary));
	} catch {
		return undefined;
	}
}

function isPkcs15(entry: Uint8Array): boolean {
	try {
		const aid = findTlv(entry, DIR_AID)?.subarray(0, PKCS15_PROVIDER.length);
		return aid !== undefined && Buffer.compare(aid, PKCS15_PROVIDER) === 0;
	} catch {
		return false;
	}
}

function directoryOf(objects: readonly Tlv[]): ObjectDirectory {
	const lists: Record<keyof ObjectDirectory, number[]> = {
		privateKeys: [],
		certificates: [],
		authObjects: [],
	};
	for (const { tag, value } of objects) {
		const kind = LISTS.get(tag);
		const fileId = kind === undefined ? undefined : fileOf(value);
		// Each file once: a list that names one again has no end.
		if (kind !== undefined && fileId !== undefined && !lists[kind].includes(fileId)) {
			lists[kind].push(fileId);
		}
	}
	return {
		privateKeys: lists.privateKeys.slice(0, MAX_FILES),
		certificates: lists.certificates.slice(0, MAX_FILES),
		authObjects: lists.authObjects.slice(0, MAX_FILES),
	};
}

function fileOf(content: Uint8Array): number | undefined {
	try {
		return fileInApplication(pathIn(content));
	} catch {
		return undefined;
	}
}

/**
 * The identifier at the end of a path that leads to a file of the application; undefined for any other. A path out of
 * the application is not followed: the PIN belongs to what is selected.
 */
export function fileInApplication(path: Uint8Array | undefined): number | undefined {
	const [high, low] = path?.slice(-2) ?? [];
	if (path === undefined || high === undefined || low === undefined) {
		return undefined;
	}
	const before = path.subarray(0, -2);
	const isInside =
		before.length === 0 ||
		[APPLICATION_PATH, APPLICATION_PATH.subarray(2)].some((own) => Buffer.compare(before, own) === 0);
	const fileId = high * 256 + low;
	return isInside && !NO_FILES.includes(fileId) ? fileId : undefined;
}

/**
 * Objects of the application's files with these identifiers, one file after the other; a file that is not there has none.
 *
 * @throws CardError as {@link readObjectDirectory}
 */
export async function readFiles(channel: ApduChannel, fileIds: readonly number[]): Promise<readonly Tlv[]> {
	const objects: Tlv[] = [];
	for (const fileId of fileIds) {
		objects.push(...((await objectsOf(channel, selectElementaryFile(fileId))) ?? []));
	}
	return objects;
}
