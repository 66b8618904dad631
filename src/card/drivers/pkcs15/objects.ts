import { cleanText } from '#text';
import type { ApduChannel } from '../../apdu/channel.ts';
import { findTlv, type Tlv } from '../../apdu/tlv.ts';
import { CardError } from '../../errors.ts';
import {
	firstValue,
	hasBit,
	members,
	type ObjectEntry,
	pathIn,
	readEntry,
	smallNumber,
	Tag,
} from './asn1.ts';
import { fileInApplication, type ObjectDirectory, readFiles } from './object-directory.ts';
import { MAX_OBJECTS } from './structure-file.ts';

/** A PIN that a person enters, by the AODF. */
export interface PinObject {
	/** Upper-case hexadecimal; ties it to the objects that it protects. Undefined where the card gives none. */
	readonly authId: string | undefined;
	/** As VERIFY names it: always one of the application, 80 to 9F. */
	readonly reference: number;
	/** Digits that the card says it takes. */
	readonly minLength: number;
	readonly maxLength: number;
	/** True where the digits go over as they are typed: ASCII, without padding. */
	readonly isPlain: boolean;
}

/** A private key, by the PrKDF. */
export interface KeyObject {
	/** Upper-case hexadecimal, the same as its certificate's. */
	readonly id: string;
	readonly authId: string | undefined;
	/** As the choice of a key names it, 0 to 255. */
	readonly reference: number;
}

/** A certificate, by the CDF. */
export interface CertificateObject {
	readonly id: string;
	/** Cleaned for drawing. */
	readonly label: string | undefined;
	/** Its file in the application. */
	readonly fileId: number;
}

const MAX_LABEL_CODE_POINTS = 64;
/** PKCS#15 v1.1, 6.1.7: identifiers are short; a long one is none that could be compared. */
const MAX_ID_BYTES = 64;

// Bits of PinFlags (PKCS#15 v1.1, 6.6.2).
const NEEDS_PADDING = 5;
const UNBLOCKING_PIN = 6;
const OFFICER_PIN = 7;
const PIN_TYPE_ASCII = 1;
const PIN_TYPE_UTF8 = 2;
/** Set in the references of an application's own PINs (ISO 7816-4 7.5.1). */
const APPLICATION_REFERENCE = 0x80;
const LAST_APPLICATION_REFERENCE = 0x9f;

/**
 * The application's PINs. The security officer's and those that unblock others are never among them, whatever the
 * card calls them, for their reference has no 80 in it: three wrong ones of those end a card.
 *
 * @throws CardError as `readObjectDirectory`
 */
export async function readPins(
	channel: ApduChannel,
	{ authObjects }: ObjectDirectory,
): Promise<readonly PinObject[]> {
	return entriesOf(await readFiles(channel, authObjects), pinObject);
}

/** @throws CardError as `readObjectDirectory` */
export async function readKeys(
	channel: ApduChannel,
	{ privateKeys }: ObjectDirectory,
): Promise<readonly KeyObject[]> {
	return entriesOf(await readFiles(channel, privateKeys), keyObject);
}

/** @throws CardError as `readObjectDirectory` */
export async function readCertificateObjects(
	channel: ApduChannel,
	{ certificates }: ObjectDirectory,
): Promise<readonly CertificateObject[]> {
	return entriesOf(await readFiles(channel, certificates), certificateObject);
}

/** What can be understood; an entry that cannot does not keep the others from being read. */
function entriesOf<Found>(
	objects: readonly Tlv[],
	understand: (entry: ObjectEntry) => Found | undefined,
): readonly Found[] {
	return objects.slice(0, MAX_OBJECTS).flatMap((object) => {
		try {
			return understand(readEntry(object)) ?? [];
		} catch (error) {
			if (error instanceof CardError) {
				return [];
			}
			throw error;
		}
	});
}

function pinObject({ ofClass, ofType }: ObjectEntry): PinObject | undefined {
	const attributes = findTlv(ofType, Tag.sequence);
	if (attributes === undefined) {
		return undefined;
	}
	const all = members(attributes);
	const flags = firstValue(all, Tag.bitString);
	const type = smallNumber(firstValue(all, Tag.enumerated));
	const reference = smallNumber(firstValue(all, Tag.context0)) ?? 0;
	const [minLength, storedLength, maxLength] = all
		.filter(({ tag }) => tag === Tag.integer)
		.map(({ value }) => smallNumber(value));
	const longest = maxLength ?? storedLength;
	const isOfApplication = reference >= APPLICATION_REFERENCE && reference <= LAST_APPLICATION_REFERENCE;
	if (!isOfApplication || hasBit(flags, UNBLOCKING_PIN) || hasBit(flags, OFFICER_PIN)) {
		return undefined;
	}
	if (minLength === undefined || longest === undefined || longest < minLength || longest === 0) {
		return undefined;
	}
	return {
		authId: idText(firstValue(ofClass, Tag.octetString)),
		reference,
		minLength,
		maxLength: longest,
		isPlain: (type === PIN_TYPE_ASCII || type === PIN_TYPE_UTF8) && !hasBit(flags, NEEDS_PADDING),
	};
}

function keyObject({ common, ofClass }: ObjectEntry): KeyObject | undefined {
	const id = idText(firstValue(ofClass, Tag.octetString));
	const reference = smallNumber(firstValue(ofClass, Tag.integer));
	return id === undefined || reference === undefined
		? undefined
		: { id, authId: idText(firstValue(common, Tag.octetString)), reference };
}

function certificateObject({ common, ofClass, ofType }: ObjectEntry): CertificateObject | undefined {
	const id = idText(firstValue(ofClass, Tag.octetString));
	const attributes = findTlv(ofType, Tag.sequence);
	const fileId = attributes === undefined ? undefined : fileInApplication(pathIn(attributes));
	if (id === undefined || fileId === undefined) {
		return undefined;
	}
	const label = firstValue(common, Tag.utf8String);
	return {
		id,
		fileId,
		label:
			label === undefined ? undefined : cleanText(new TextDecoder().decode(label), MAX_LABEL_CODE_POINTS),
	};
}

function idText(value: Uint8Array | undefined): string | undefined {
	// ASCII hexadecimal, no locale involved.
	return value === undefined || value.length === 0 || value.length > MAX_ID_BYTES
		? undefined
		: Buffer.from(value).toString('hex').toUpperCase();
}
