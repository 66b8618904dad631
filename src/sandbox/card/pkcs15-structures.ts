import type { KeyObject } from 'node:crypto';
import type { SealUse } from '#certificate';
import { type DedicatedFile, type ElementaryFile, MASTER_FILE_ID } from './file-system.ts';
import { tlv } from './tlv.ts';

/** One certificate of the card, with its private key where the card holds it. */
export interface CardObject {
	/** As a PKCS#11 module would show it, e.g. `4540536920SIGN0`. */
	readonly label: string;
	readonly use: SealUse;
	/** Content of the certificate's file: DER, unless a test wants something else there. */
	readonly certificate: Uint8Array;
	readonly privateKey?: KeyObject;
}

/** The application every AKİS card keeps its certificates in; its DF name is these seven ASCII bytes. */
const APPLICATION_FILE_ID = 0x3d00;
const APPLICATION_NAME = ascii('PKCS-15');
/** Certificates lie in 2F10, 2F11, 2F12 ... */
const FIRST_CERTIFICATE_FILE_ID = 0x2f10;
/** Reference of the application PIN in VERIFY. */
export const APPLICATION_PIN_REFERENCE = 0x80;
/** Of the security officer's PIN, which on a seal is the PUK. */
export const OFFICER_PIN_REFERENCE = 0x00;
export const MIN_PIN_LENGTH = 6;
/** Of the card, by OpenSC's driver. */
export const MAX_PIN_LENGTH = 16;

/** Registered identifier of PKCS#15 with its name, under which EF.DIR lists the application. */
const PKCS15_AID = Uint8Array.of(0xa0, 0x00, 0x00, 0x00, 0x63, ...APPLICATION_NAME);
const CARD_LABEL = 'DENEME ORTAMI';

const EF_DIR = 0x2f00;
/** The standard's own places for the entry points (PKCS#15 v1.1, 5.5.2 and 5.5.11). */
const EF_ODF = 0x5031;
const EF_TOKEN_INFO = 0x5032;
/** Which identifiers AKİS gives these is not public: a reader must take them from the ODF. */
const EF_AODF = 0x4401;
const EF_PRKDF = 0x4402;
const EF_CDF = 0x4403;

const AUTH_ID = Uint8Array.of(0x01);

const ODF_PRIVATE_KEYS = 0xa0;
const ODF_CERTIFICATES = 0xa4;
const ODF_AUTH_OBJECTS = 0xa8;

const FLAG_PRIVATE = 0;
const PIN_FLAG_LOCAL = 1;
const PIN_FLAG_INITIALIZED = 4;
const PIN_TYPE_ASCII_NUMERIC = 1;
const KEY_USAGE_DECRYPT = 1;
const KEY_USAGE_SIGN = 2;
const KEY_USAGE_UNWRAP = 5;
const KEY_USAGE_DERIVE = 8;
const KEY_ACCESS_SENSITIVE = 0;
const KEY_ACCESS_NEVER_EXTRACTABLE = 3;
const TOKEN_FLAG_LOGIN_REQUIRED = 1;

/** The whole content of a card that knows PKCS#15 (v1.0). */
export function pkcs15MasterFile(serial: Uint8Array, objects: readonly CardObject[]): DedicatedFile {
	const structures: readonly ElementaryFile[] = [
		elementaryFile(EF_ODF, [
			tlv(ODF_PRIVATE_KEYS, pathTo(EF_PRKDF)),
			tlv(ODF_CERTIFICATES, pathTo(EF_CDF)),
			tlv(ODF_AUTH_OBJECTS, pathTo(EF_AODF)),
		]),
		elementaryFile(EF_TOKEN_INFO, [tokenInfo(serial)]),
		elementaryFile(EF_AODF, [pinObject()]),
		elementaryFile(EF_PRKDF, objects.flatMap(privateKeyObject)),
		elementaryFile(EF_CDF, objects.map(certificateObject)),
	];
	return masterFile([elementaryFile(EF_DIR, [directoryEntry()])], structures, objects);
}

/** A card of which only the certificate files are known (v2.x). */
export function bareMasterFile(objects: readonly CardObject[]): DedicatedFile {
	return masterFile([], [], objects);
}

/** Reference of the object's private key, in the PrKDF and in MANAGE SECURITY ENVIRONMENT. */
export function keyReference(index: number): number {
	return index + 1;
}

function masterFile(
	top: readonly ElementaryFile[],
	structures: readonly ElementaryFile[],
	objects: readonly CardObject[],
): DedicatedFile {
	const certificates = objects.map((object, index) =>
		elementaryFile(FIRST_CERTIFICATE_FILE_ID + index, [object.certificate]),
	);
	const application: DedicatedFile = {
		kind: 'df',
		fileId: APPLICATION_FILE_ID,
		name: APPLICATION_NAME,
		children: [...structures, ...certificates],
	};
	return { kind: 'df', fileId: MASTER_FILE_ID, name: undefined, children: [...top, application] };
}

function directoryEntry(): Uint8Array {
	return tlv(
		0x61,
		tlv(0x4f, PKCS15_AID),
		tlv(0x50, utf8(CARD_LABEL)),
		tlv(0x51, fileIds(MASTER_FILE_ID, APPLICATION_FILE_ID)),
	);
}

function tokenInfo(serial: Uint8Array): Uint8Array {
	return sequence(
		integer(0),
		octets(serial),
		tlv(0x80, utf8(CARD_LABEL)),
		bitFlags(TOKEN_FLAG_LOGIN_REQUIRED),
	);
}

function pinObject(): Uint8Array {
	return sequence(
		sequence(utf8String('PIN'), bitFlags(FLAG_PRIVATE)),
		sequence(octets(AUTH_ID)),
		tlv(
			0xa1,
			sequence(
				bitFlags(PIN_FLAG_LOCAL, PIN_FLAG_INITIALIZED),
				tlv(0x0a, Uint8Array.of(PIN_TYPE_ASCII_NUMERIC)),
				integer(MIN_PIN_LENGTH),
				integer(MAX_PIN_LENGTH),
				integer(MAX_PIN_LENGTH),
				// Two bytes, for 80 alone would be a negative number.
				tlv(0x80, Uint8Array.of(0x00, APPLICATION_PIN_REFERENCE)),
			),
		),
	);
}

function privateKeyObject(object: CardObject, index: number): readonly Uint8Array[] {
	const key = object.privateKey;
	if (key === undefined) {
		return [];
	}
	const isRsa = key.asymmetricKeyType === 'rsa';
	const attributes = [
		sequence(utf8String(object.label), bitFlags(FLAG_PRIVATE), octets(AUTH_ID)),
		sequence(
			octets(objectId(index)),
			bitFlags(...keyUsage(object.use, isRsa)),
			bitFlags(KEY_ACCESS_SENSITIVE, KEY_ACCESS_NEVER_EXTRACTABLE),
			integer(keyReference(index)),
		),
	];
	if (!isRsa) {
		return [tlv(0xa0, ...attributes, tlv(0xa1, sequence(pathTo())))];
	}
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	return [sequence(...attributes, tlv(0xa1, sequence(pathTo(), integer(bits))))];
}

function keyUsage(use: SealUse, isRsa: boolean): readonly number[] {
	if (use === 'SIGN0') {
		return [KEY_USAGE_SIGN];
	}
	return isRsa ? [KEY_USAGE_DECRYPT, KEY_USAGE_UNWRAP] : [KEY_USAGE_DERIVE];
}

function certificateObject(object: CardObject, index: number): Uint8Array {
	return sequence(
		// No flags and no authId: a seal's certificates are read without a PIN.
		sequence(utf8String(object.label)),
		sequence(octets(objectId(index))),
		tlv(0xa1, sequence(pathTo(FIRST_CERTIFICATE_FILE_ID + index))),
	);
}

/** Ties a certificate to its private key. */
function objectId(index: number): Uint8Array {
	return Uint8Array.of(index + 1);
}

/** Path of a file in the application, or of the application itself. */
function pathTo(...inApplication: readonly number[]): Uint8Array {
	return sequence(octets(fileIds(MASTER_FILE_ID, APPLICATION_FILE_ID, ...inApplication)));
}

function elementaryFile(fileId: number, parts: readonly Uint8Array[]): ElementaryFile {
	return { kind: 'ef', fileId, content: new Uint8Array(Buffer.concat(parts)) };
}

function fileIds(...ids: readonly number[]): Uint8Array {
	return Uint8Array.from(ids.flatMap((id) => [id >> 8, id & 0xff]));
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
	return tlv(0x30, ...parts);
}

function octets(value: Uint8Array): Uint8Array {
	return tlv(0x04, value);
}

function utf8String(text: string): Uint8Array {
	return tlv(0x0c, utf8(text));
}

/** A non-negative INTEGER below 2^15. */
function integer(value: number): Uint8Array {
	return tlv(0x02, value < 0x80 ? Uint8Array.of(value) : Uint8Array.of(value >> 8, value & 0xff));
}

/** A BIT STRING of flags, each given by its number, without trailing zero bits (as DER wants named bits). */
function bitFlags(...bits: readonly number[]): Uint8Array {
	const highest = Math.max(...bits);
	const bytes = new Uint8Array((highest >> 3) + 1);
	for (const bit of bits) {
		const index = bit >> 3;
		bytes[index] = (bytes[index] ?? 0) | (0x80 >> (bit & 7));
	}
	return tlv(0x03, Uint8Array.of(7 - (highest & 7)), bytes);
}

function utf8(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

function ascii(text: string): Uint8Array {
	return new Uint8Array(Buffer.from(text, 'latin1'));
}
