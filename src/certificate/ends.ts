import type { SealCertificate } from './seal-certificate.ts';
import { type Validity, validityAt } from './validity.ts';

/** How urgent the end of a certificate is. */
export type EndLevel = 'fine' | 'warning' | 'critical';

/** A holder's certificate of one use, and where a moment lies in its dates. */
export interface CertificateEnd {
	readonly certificate: SealCertificate;
	readonly validity: Validity;
	readonly level: EndLevel;
	/** Revoked, suspended or not to be trusted, whatever its dates say. */
	readonly isOver: boolean;
}

/** From so few days on a new card may come too late: it takes up to seven working days, after the application. */
const CRITICAL_DAYS = 15;
const DAY_MS = 86_400_000;

/** So many days before the end, or fewer: a warning, and critical. */
export interface EndLimits {
	readonly withinDays: number;
	readonly criticalDays: number;
}

/** Days before the end from which on it is critical; a warning always comes before. */
export function criticalDays(withinDays: number): number {
	return Math.min(CRITICAL_DAYS, Math.floor(withinDays / 2));
}

/**
 * The end that counts for each holder and use: a card that was renewed may carry the former pair beside the new one, and
 * what ended long ago is no reason for an alarm then. By dates, and by what is known beside them.
 *
 * @param at milliseconds since 1970 UTC
 * @param isOver whether a certificate is known to be revoked, suspended or untrusted
 */
export function certificateEnds(
	certificates: readonly SealCertificate[],
	limits: EndLimits,
	at: number,
	isOver: (certificate: SealCertificate) => boolean = () => false,
): readonly CertificateEnd[] {
	const best = new Map<string, CertificateEnd>();
	for (const certificate of certificates) {
		const end = endOf(certificate, limits, at, isOver(certificate));
		const { holderNumber, title, use, isSeal, fingerprint } = certificate;
		const key = isSeal && use !== undefined ? `${holderNumber ?? title} ${use}` : fingerprint;
		const known = best.get(key);
		if (known === undefined || isBetter(end, known)) {
			best.set(key, end);
		}
	}
	return [...best.values()];
}

function endOf(certificate: SealCertificate, limits: EndLimits, at: number, isOver: boolean): CertificateEnd {
	const validity = validityAt(certificate, at);
	const level = isOver ? 'critical' : levelOf(validity.kind, certificate.notAfter - at, limits);
	return { certificate, validity, level, isOver };
}

function levelOf(kind: Validity['kind'], leftMs: number, { withinDays, criticalDays }: EndLimits): EndLevel {
	if (kind === 'expired' || leftMs <= criticalDays * DAY_MS) {
		return 'critical';
	}
	return kind === 'not-yet-valid' || leftMs <= withinDays * DAY_MS ? 'warning' : 'fine';
}

const LEVELS: readonly EndLevel[] = ['fine', 'warning', 'critical'];

/** One that can be used counts before one that cannot; among equals the one that lasts longer. */
function isBetter(one: CertificateEnd, other: CertificateEnd): boolean {
	if (one.isOver !== other.isOver) {
		return other.isOver;
	}
	const difference = LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level);
	return difference < 0 || (difference === 0 && one.certificate.notAfter > other.certificate.notAfter);
}
