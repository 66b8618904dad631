import type { SealCertificate } from '#certificate';
import { cleanText } from '#text';
import { MAX_NAME_LENGTH, type RegisteredCertificate, type SealRecord } from './registered-seal.ts';

/** RFC 5280 4.1.2.2 has serial numbers of 20 octets at most; one of five times that is no seal's. */
const MAX_SERIAL_DIGITS = 200;
const MAX_NUMBER_LENGTH = 64;

/** Certificates that were seen together. */
export interface Sighting {
	/** Certificates that are no seals do not count. */
	readonly certificates: readonly SealCertificate[];
	readonly place: SealRecord['place'];
	/** Of the chip they were seen on; undefined where that is not known. */
	readonly chipSerial?: string | undefined;
}

interface Seen extends Omit<Sighting, 'certificates'> {
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

/** Whether the register takes a certificate. */
export function isRegistrable({ isSeal, serialNumber }: SealCertificate): boolean {
	return isSeal && serialNumber.length <= MAX_SERIAL_DIGITS;
}

/** A record of certificates that are seen for the first time; the first one tells whose they are. */
export function recordOf(
	certificates: readonly SealCertificate[],
	{ place, chipSerial, at }: Seen,
): SealRecord {
	const [first] = certificates;
	if (first === undefined) {
		throw new RangeError('A seal has at least one certificate');
	}
	return {
		holderNumber: first.holderNumber === undefined ? null : cleanText(first.holderNumber, MAX_NUMBER_LENGTH),
		title: cleanText(first.title, MAX_NAME_LENGTH),
		isSandbox: first.isSandbox,
		certificates: certificates.map(registered),
		firstSeen: at,
		lastSeen: at,
		place: { kind: place.kind, name: cleanText(place.name, MAX_NAME_LENGTH) },
		chipSerial: chipSerial ?? null,
		note: '',
		lostAt: null,
	};
}

function registered(certificate: SealCertificate): RegisteredCertificate {
	const { use, serialNumber, issuer, notBefore, notAfter, fingerprint } = certificate;
	return {
		...{ use: use ?? null, serialNumber, notBefore, notAfter, fingerprint },
		issuer: cleanText(issuer, MAX_NAME_LENGTH),
		revoked: null,
	};
}
