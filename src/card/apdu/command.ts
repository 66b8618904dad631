/**
 * Command APDUs of ISO 7816-4, short form only: AKİS says in its historical bytes that it takes no extended
 * length. One factory for each command that the room sends.
 */
export interface CommandApdu {
	readonly cla: number;
	readonly ins: number;
	readonly p1: number;
	readonly p2: number;
	/** At least one byte; absent in cases 1 and 2. What is longer than one transfer goes by command chaining. */
	readonly data?: Uint8Array;
	/** Most bytes expected back, 1–256; absent in cases 1 and 3. */
	readonly le?: number;
}

/** Class bit of a command of which more follows (ISO 7816-4 5.3.3). */
export const CLA_CHAINED = 0x10;
const CLA_INTERINDUSTRY = 0x00;
/** AKİS's own commands. */
const CLA_AKIS = 0x80;

const INS_LIST_FILES = 0x18;
const INS_LOGOUT = 0x1a;
const INS_MANAGE_SECURITY_ENVIRONMENT = 0x22;
const INS_PERFORM_SECURITY_OPERATION = 0x2a;
const INS_SELECT = 0xa4;
const INS_READ_BINARY = 0xb0;
const INS_GET_RESPONSE = 0xc0;
const INS_GET_DATA = 0xca;

/** Instructions whose data holds a PIN or PUK. They are sent by `sendPin` of a conversation and by nothing else. */
const PIN_BEARING: readonly number[] = [0x20, 0x24, 0x2c];

/** SELECT P1: the MF, or a DF by its identifier. */
const P1_DIRECTORY = 0x00;
/** SELECT P1: an EF under the current DF. */
const P1_ELEMENTARY_FILE = 0x02;
/** SELECT P1: a DF by its name. */
const P1_DF_NAME = 0x04;
/** SELECT P1: a path from the MF; AKİS wants it with the leading 3F00. */
const P1_PATH = 0x08;

/** GET DATA P1: of the card itself. */
const P1_CARD_DATA = 0x01;
const P2_LIFE_CYCLE = 0x04;
const P2_CHIP = 0x06;
/** Lengths of the two records; AKİS wants exactly these as Le. */
const LIFE_CYCLE_BYTES = 0x0a;
const CHIP_BYTES = 0x4d;

/** MANAGE SECURITY ENVIRONMENT P1: the private key whose reference is P2; there is no data. */
const P1_CHOOSE_KEY = 0xc3;
/** PERFORM SECURITY OPERATION P1 and P2: a signature over data that stands in the command. */
const P1_SIGNATURE = 0x9e;
const P2_DATA_TO_SIGN = 0x9a;
/** PERFORM SECURITY OPERATION P1 and P2: plain text from a cryptogram behind its padding indicator. */
const P1_PLAIN_TEXT = 0x80;
const P2_CRYPTOGRAM = 0x86;
/** Padding indicator (ISO 7816-8): the card is told nothing of the padding and gives the whole block. */
const NO_PADDING_TOLD = 0x00;

/** Most bytes AKİS moves at once, either way (OpenSC's driver). */
export const MAX_TRANSFER_BYTES = 0xf4;

/** Le that asks for all there is. */
const LE_ANY = 256;

/** Highest offset of READ BINARY: bit 8 of P1 would make it a short file identifier (ISO 7816-4 7.2.3). */
export const MAX_READ_OFFSET = 0x7fff;

export function selectByName(name: Uint8Array): CommandApdu {
	return { cla: CLA_INTERINDUSTRY, ins: INS_SELECT, p1: P1_DF_NAME, p2: 0, data: name, le: LE_ANY };
}

export function selectByPath(path: Uint8Array): CommandApdu {
	return { cla: CLA_INTERINDUSTRY, ins: INS_SELECT, p1: P1_PATH, p2: 0, data: path, le: LE_ANY };
}

export function selectMasterFile(): CommandApdu {
	const data = Uint8Array.of(0x3f, 0x00);
	return { cla: CLA_INTERINDUSTRY, ins: INS_SELECT, p1: P1_DIRECTORY, p2: 0, data, le: LE_ANY };
}

/** @param fileId two-byte file identifier */
export function selectElementaryFile(fileId: number): CommandApdu {
	const data = Uint8Array.of(fileId >> 8, fileId & 0xff);
	return { cla: CLA_INTERINDUSTRY, ins: INS_SELECT, p1: P1_ELEMENTARY_FILE, p2: 0, data, le: LE_ANY };
}

/** Reads from the selected transparent EF. */
export function readBinary(offset: number, length: number): CommandApdu {
	if (offset < 0 || offset > MAX_READ_OFFSET) {
		throw new TypeError(`READ BINARY offset ${offset}`);
	}
	return { cla: CLA_INTERINDUSTRY, ins: INS_READ_BINARY, p1: offset >> 8, p2: offset & 0xff, le: length };
}

export function getResponse(length: number): CommandApdu {
	return { cla: CLA_INTERINDUSTRY, ins: INS_GET_RESPONSE, p1: 0, p2: 0, le: length };
}

/** Identifiers of everything in the current DF, twenty bytes each. */
export function listFiles(): CommandApdu {
	return { cla: CLA_AKIS, ins: INS_LIST_FILES, p1: 0, p2: 0, le: LE_ANY };
}

/** The record in which the chip's serial number stands. */
export function chipData(): CommandApdu {
	return { cla: CLA_INTERINDUSTRY, ins: INS_GET_DATA, p1: P1_CARD_DATA, p2: P2_CHIP, le: CHIP_BYTES };
}

/** The record in which the life cycle stands. */
export function lifeCycleData(): CommandApdu {
	return {
		cla: CLA_INTERINDUSTRY,
		ins: INS_GET_DATA,
		p1: P1_CARD_DATA,
		p2: P2_LIFE_CYCLE,
		le: LIFE_CYCLE_BYTES,
	};
}

/** @param keyReference as the card's PrKDF names the key */
export function chooseKey(keyReference: number): CommandApdu {
	return {
		cla: CLA_INTERINDUSTRY,
		ins: INS_MANAGE_SECURITY_ENVIRONMENT,
		p1: P1_CHOOSE_KEY,
		p2: keyReference,
	};
}

/** @param block as long as the key's modulus and padded already: the card does raw RSA */
export function computeSignature(block: Uint8Array): CommandApdu {
	return {
		cla: CLA_INTERINDUSTRY,
		ins: INS_PERFORM_SECURITY_OPERATION,
		p1: P1_SIGNATURE,
		p2: P2_DATA_TO_SIGN,
		data: block,
		le: LE_ANY,
	};
}

/** @param cryptogram as long as the key's modulus */
export function decipher(cryptogram: Uint8Array): CommandApdu {
	return {
		cla: CLA_INTERINDUSTRY,
		ins: INS_PERFORM_SECURITY_OPERATION,
		p1: P1_PLAIN_TEXT,
		p2: P2_CRYPTOGRAM,
		data: Uint8Array.of(NO_PADDING_TOLD, ...cryptogram),
		le: LE_ANY,
	};
}

/** The card forgets every PIN that was entered. */
export function logOut(): CommandApdu {
	return { cla: CLA_AKIS, ins: INS_LOGOUT, p1: 0, p2: 0 };
}

/** True where the command's data is a PIN or PUK, also where it is empty: some cards count that as a wrong one. */
export function isPinBearing({ ins }: Pick<CommandApdu, 'ins'>): boolean {
	return PIN_BEARING.includes(ins);
}

/** The bytes of a command (ISO 7816-3 12.1.2, cases 1, 2S, 3S and 4S). */
export function encodeCommand({ cla, ins, p1, p2, data, le }: CommandApdu): Uint8Array {
	if (data !== undefined && (data.length === 0 || data.length > 255)) {
		throw new TypeError(`command data of ${data.length} bytes`);
	}
	if (le !== undefined && (!Number.isInteger(le) || le < 1 || le > 256)) {
		throw new TypeError(`expected length ${le}`);
	}
	return Uint8Array.of(
		cla,
		ins,
		p1,
		p2,
		...(data === undefined ? [] : [data.length, ...data]),
		// 256 is written as 00.
		...(le === undefined ? [] : [le & 0xff]),
	);
}
