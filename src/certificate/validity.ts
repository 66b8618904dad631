import type { SealCertificate } from './seal-certificate.ts';

const DAY_MS = 86_400_000;

/** When people are reminded, in days before the end. */
export const EXPIRY_REMINDER_DAYS = [90, 60, 30, 15, 7] as const;

export type ExpiryReminderDays = (typeof EXPIRY_REMINDER_DAYS)[number];

/** From this many days before its end on, a certificate counts as expiring; Kamu SM reminds at three months too. */
export const EXPIRY_WARNING_DAYS = 90;

/** 1 January 10000 in Turkey: what X.509 writes where no end is known is later than that. */
const NO_END_FROM = Date.UTC(9999, 11, 31, 21);

/**
 * Whether an end is the sign that none is known (RFC 5280 4.1.2.5: 99991231235959Z) and no moment: in Turkish time it would
 * be in a year that no date on a screen has room for. `notAfter`: milliseconds since 1970 UTC.
 */
export function hasNoEnd(notAfter: number): boolean {
	return notAfter >= NO_END_FROM;
}

/** Where a moment lies in a certificate's dates. Judged by dates alone: a revoked certificate can be `valid` here. */
export type Validity =
	| { readonly kind: 'not-yet-valid'; readonly startsInMs: number }
	/** `daysLeft` counts whole days, so 0 is the last day. */
	| { readonly kind: 'valid'; readonly daysLeft: number }
	| { readonly kind: 'expiring'; readonly daysLeft: number }
	/** `since`: milliseconds since 1970 UTC. */
	| { readonly kind: 'expired'; readonly since: number };

/** Both ends belong to the validity (RFC 5280 4.1.2.5). `nowMs`: milliseconds since 1970 UTC. */
export function validityAt(
	{ notBefore, notAfter }: Pick<SealCertificate, 'notBefore' | 'notAfter'>,
	nowMs: number,
): Validity {
	// The end is looked at first: a certificate whose dates are the wrong way round was never valid.
	if (nowMs > notAfter) {
		return { kind: 'expired', since: notAfter };
	}
	if (nowMs < notBefore) {
		return { kind: 'not-yet-valid', startsInMs: notBefore - nowMs };
	}
	const leftMs = notAfter - nowMs;
	const daysLeft = Math.floor(leftMs / DAY_MS);
	return { kind: leftMs <= EXPIRY_WARNING_DAYS * DAY_MS ? 'expiring' : 'valid', daysLeft };
}
