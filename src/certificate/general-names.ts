import { derCursor } from './der.ts';

/** Tags of GeneralName (RFC 5280 4.2.1.6), all IMPLICIT but the directory name, which is a CHOICE. */
export const GeneralNameTag = {
	otherName: 0xa0,
	rfc822Name: 0x81,
	dNSName: 0x82,
	x400Address: 0xa3,
	directoryName: 0xa4,
	ediPartyName: 0xa5,
	uniformResourceIdentifier: 0x86,
	iPAddress: 0x87,
	registeredID: 0x88,
} as const;

export interface GeneralName {
	/** One of {@link GeneralNameTag}, or a tag that is none. */
	readonly tag: number;
	/** Of a directory name: whole DER of the Name. */
	readonly value: Uint8Array;
}

/** Names of one structure that are looked at; a longer one is refused. */
const MAX_NAMES = 256;

/** `content`: of a GeneralNames. @throws DerError; RangeError where there are too many of them */
export function generalNames(content: Uint8Array): readonly GeneralName[] {
	const names: GeneralName[] = [];
	for (const cursor = derCursor(content); !cursor.isAtEnd; ) {
		if (names.length === MAX_NAMES) {
			throw new RangeError('too many names');
		}
		names.push(generalName(cursor.next()));
	}
	return names;
}

/** @throws DerError */
export function generalName({
	tag,
	content,
}: {
	readonly tag: number;
	readonly content: Uint8Array;
}): GeneralName {
	return {
		tag,
		value: tag === GeneralNameTag.directoryName ? derCursor(content).expectWhole(0x30) : content,
	};
}
