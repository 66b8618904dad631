/** Status words the virtual card answers with (ISO 7816-4, and the list of the AKİS driver in OpenSC 0.23). */
export const STATUS = {
	ok: 0x9000,
	/** The command's data ended before the asked length (with the data that was there). */
	endOfFile: 0x6282,
	wrongLength: 0x6700,
	chainingNotSupported: 0x6884,
	securityStatusNotSatisfied: 0x6982,
	pinBlocked: 0x6983,
	conditionsNotSatisfied: 0x6985,
	noCurrentFile: 0x6986,
	wrongData: 0x6a80,
	fileNotFound: 0x6a82,
	wrongParameters: 0x6a86,
	referenceNotFound: 0x6a88,
	offsetOutsideFile: 0x6b00,
	instructionNotSupported: 0x6d00,
	classNotSupported: 0x6e00,
} as const;

/** `61xx`: `count` bytes more wait for GET RESPONSE; 256 and above read as `6100`. */
export function moreData(count: number): number {
	return 0x6100 | (count > 0xff ? 0 : count);
}

/** `6Cxx`: the same command is to be sent again with this Le. */
export function wrongLe(exact: number): number {
	return 0x6c00 | (exact & 0xff);
}

/** `63Cx`: wrong PIN, `triesLeft` tries left. */
export function wrongPin(triesLeft: number): number {
	return 0x63c0 | (triesLeft & 0x0f);
}
