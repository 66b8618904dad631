import type { ApduChannel } from '../apdu/channel.ts';
import {
	chipData,
	chooseKey,
	computeSignature,
	decipher,
	lifeCycleData,
	listFiles,
	logOut,
	selectMasterFile,
} from '../apdu/command.ts';
import type { ResponseApdu } from '../apdu/response.ts';
import { findTlv } from '../apdu/tlv.ts';
import { CardError } from '../errors.ts';
import { selectApplication } from './application.ts';

// The commands of AKİS v1.0, the one generation whose set is public (OpenSC's driver `card-akis.c`, by TÜBİTAK, up
// to release 0.24). Certificates are read alike on every generation, by `akis-certificates`; here their files are listed.

/** What the card tells of a PIN without comparing one. */
export interface PinFlags {
	readonly isWrongEntered: boolean;
	readonly isLastTry: boolean;
}

/** `operation` is where a card is after it was handed out. */
export type LifeCycle = 'administration' | 'operation' | 'other';

export interface ListedFile {
	readonly kind: 'file' | 'directory';
	readonly fileId: number;
}

const FCI_TEMPLATE = 0x6f;
const FCI_SECURITY = 0x90;
const SECURITY_WRONG_ENTERED = 0x40;
const SECURITY_LAST_TRY = 0x80;

const SERIAL_OFFSET = 55;
const SERIAL_BYTES = 12;
const LIFE_CYCLE_OFFSET = 6;
const LIFE_CYCLES: ReadonlyMap<number, LifeCycle> = new Map([
	[0xa0, 'administration'],
	[0xa5, 'operation'],
]);

const LIST_RECORD_BYTES = 20;
const LIST_KINDS: ReadonlyMap<number, ListedFile['kind']> = new Map([
	[0x2f, 'file'],
	[0x3d, 'directory'],
]);

/**
 * Selects the application, to which the PIN belongs, and gives what its file control information says of the PIN;
 * undefined where that cannot be read.
 *
 * @throws CardError `unexpected-status` where it does not open
 */
export async function openApplication(channel: ApduChannel): Promise<PinFlags | undefined> {
	const fci = await selectApplication(channel);
	if (fci === undefined) {
		throw new CardError('unexpected-status', 'no application on the card');
	}
	return pinFlags(fci);
}

/**
 * Selects the master file and gives what it says of the PUK. **The sandbox's own**: that tag 90 of the master file
 * speaks of the security officer's PIN is in no public source.
 *
 * @throws CardError `unexpected-status`
 */
export async function openMasterFile(channel: ApduChannel): Promise<PinFlags | undefined> {
	return pinFlags(expectDone('SELECT of the master file', await channel.exchange(selectMasterFile())));
}

/** The chip's serial number in upper-case hexadecimal; undefined where the card does not give it. */
export async function readSerial(channel: ApduChannel): Promise<string | undefined> {
	const { data, status } = await channel.exchange(chipData());
	const serial = data.subarray(SERIAL_OFFSET, SERIAL_OFFSET + SERIAL_BYTES);
	// ASCII hexadecimal, no locale involved.
	return status.kind === 'done' && serial.length === SERIAL_BYTES
		? Buffer.from(serial).toString('hex').toUpperCase()
		: undefined;
}

/** @throws CardError `unexpected-status` */
export async function readLifeCycle(channel: ApduChannel): Promise<LifeCycle> {
	const data = expectDone('GET DATA of the life cycle', await channel.exchange(lifeCycleData()));
	return LIFE_CYCLES.get(data[LIFE_CYCLE_OFFSET] ?? 0) ?? 'other';
}

/**
 * What lies in the current directory.
 *
 * @throws CardError `unexpected-status`, `malformed-answer` for records that are not files
 */
export async function listDirectory(channel: ApduChannel): Promise<readonly ListedFile[]> {
	const data = expectDone('LIST FILES', await channel.exchange(listFiles()));
	if (data.length % LIST_RECORD_BYTES !== 0) {
		throw new CardError('malformed-answer', 'LIST FILES: a record cut short');
	}
	const files: ListedFile[] = [];
	for (let offset = 0; offset < data.length; offset += LIST_RECORD_BYTES) {
		const [type, high, low] = data.subarray(offset, offset + LIST_RECORD_BYTES);
		const kind = type === undefined ? undefined : LIST_KINDS.get(type);
		if (kind === undefined || high === undefined || low === undefined) {
			throw new CardError('malformed-answer', 'LIST FILES: a record that is no file');
		}
		files.push({ kind, fileId: high * 256 + low });
	}
	return files;
}

/**
 * Raw RSA with a private key over a block that is padded already, after the PIN was verified in the same
 * conversation.
 *
 * @throws CardError `unexpected-status`
 */
export async function signBlock(
	channel: ApduChannel,
	keyReference: number,
	block: Uint8Array,
): Promise<Uint8Array> {
	expectDone('choice of the key', await channel.exchange(chooseKey(keyReference)));
	return expectDone('COMPUTE SIGNATURE', await channel.exchange(computeSignature(block)));
}

/**
 * Raw RSA with a private key over a cryptogram, after the PIN was verified in the same conversation: gives the
 * block with its padding. OpenSC's driver has this by ISO 7816-8 and calls it untested.
 *
 * @throws CardError `unexpected-status`
 */
export async function decipherBlock(
	channel: ApduChannel,
	keyReference: number,
	cryptogram: Uint8Array,
): Promise<Uint8Array> {
	expectDone('choice of the key', await channel.exchange(chooseKey(keyReference)));
	return expectDone('DECIPHER', await channel.exchange(decipher(cryptogram)));
}

/** Makes the card forget the PIN; a conversation's end does so anyway, by a reset. */
export async function forgetPin(channel: ApduChannel): Promise<void> {
	expectDone('LOGOUT', await channel.exchange(logOut()));
}

function expectDone(step: string, { data, status, statusWord }: ResponseApdu): Uint8Array {
	if (status.kind !== 'done') {
		throw new CardError('unexpected-status', `${step}: ${status.kind}`, { statusWord });
	}
	return data;
}

function pinFlags(fci: Uint8Array): PinFlags | undefined {
	try {
		const flags = findTlv(fci, FCI_TEMPLATE, FCI_SECURITY)?.[0];
		return flags === undefined
			? undefined
			: {
					isWrongEntered: (flags & SECURITY_WRONG_ENTERED) !== 0,
					isLastTry: (flags & SECURITY_LAST_TRY) !== 0,
				};
	} catch {
		// Broken data objects say nothing, and nothing is what is known then.
		return undefined;
	}
}
