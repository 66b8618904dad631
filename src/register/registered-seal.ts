import { z } from 'zod';

/* What the register holds of a seal. All of it is public or written by the person; no PIN, no PUK, no secret. */

/** Longest note, in code points. */
export const MAX_NOTE_LENGTH = 500;
/** Longest name of a place, holder or issuer, in code points. */
export const MAX_NAME_LENGTH = 300;

/** Years 0 to 9999, which is what a certificate can say. */
const moment = z.int().min(-62_200_000_000_000).max(253_402_300_799_999);
const name = z.string().max(MAX_NAME_LENGTH * 2);

/** A revocation that somebody answered, and when it was first seen here. */
const seenRevocation = z.object({
	/** Milliseconds since 1970 UTC, as are all moments here. */
	seenAt: moment,
	/** When the authority says that it was revoked. */
	since: moment,
	/** RFC 5280 5.3.1. */
	reason: z.string().max(40),
	source: z.enum(['ocsp', 'crl']),
});

const registeredCertificate = z.object({
	/** Null where the key usage is neither of the two. */
	use: z.enum(['SIGN0', 'ENCR0']).nullable(),
	/** As in `SealCertificate`. */
	serialNumber: z.string().regex(/^-?[0-9A-F]{1,200}$/),
	issuer: name,
	notBefore: moment,
	notAfter: moment,
	/** SHA-256 of the DER, lower-case hexadecimal. */
	fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
	revoked: seenRevocation.nullable(),
});

/** What the register stores; `RegisteredSeal` adds its number. */
export const sealRecord = z.object({
	/** The subject's serialNumber: VKN (10 digits) or TCKN (11); null where the certificate has none. */
	holderNumber: z.string().max(64).nullable(),
	/** The holder's trade title or name. */
	title: name,
	isSandbox: z.boolean(),
	/** One, or the pair of a card: signing first. */
	certificates: z.array(registeredCertificate).min(1).max(2),
	firstSeen: moment,
	lastSeen: moment,
	/** Where it was seen last. `list`: told by an imported file. */
	place: z.object({ kind: z.enum(['reader', 'file', 'list']), name }),
	/** Of the chip it was seen on; null where that is not known. */
	chipSerial: z.string().max(80).nullable(),
	note: z.string().max(MAX_NOTE_LENGTH * 2),
	/** When the person said that the card is lost, stolen or broken. */
	lostAt: moment.nullable(),
});

export type SeenRevocation = z.infer<typeof seenRevocation>;
export type RegisteredCertificate = z.infer<typeof registeredCertificate>;
export type SealRecord = z.infer<typeof sealRecord>;

/** A seal of the register. */
export interface RegisteredSeal extends SealRecord {
	/** Its number in this register; another register gives it another one. */
	readonly id: number;
}

/** The end that comes first: a card of which one certificate has ended is no whole seal any more. */
export function endOfSeal({ certificates }: Pick<SealRecord, 'certificates'>): number {
	return Math.min(...certificates.map(({ notAfter }) => notAfter));
}

export function beginOfSeal({ certificates }: Pick<SealRecord, 'certificates'>): number {
	return Math.max(...certificates.map(({ notBefore }) => notBefore));
}

/** Whether every certificate was seen revoked for good. */
export function isSeenRevoked({ certificates }: Pick<SealRecord, 'certificates'>): boolean {
	return certificates.every(({ revoked }) => isRevokedForGood(revoked));
}

/** Whether nobody may use it any more, whatever its dates say. */
export function isOutOfUse(seal: Pick<SealRecord, 'certificates' | 'lostAt'>): boolean {
	return seal.lostAt !== null || seal.certificates.some(({ revoked }) => isRevokedForGood(revoked));
}

/** A suspension can be lifted, so that it does not count. */
export function isRevokedForGood(revoked: SeenRevocation | null): boolean {
	return revoked !== null && revoked.reason !== 'certificateHold';
}
