import type { FetchFailure } from '../sources.ts';

/** Reasons of RFC 5280 5.3.1 by their numbers; 7 is not used. */
const REASONS = [
	'unspecified',
	'keyCompromise',
	'cACompromise',
	'affiliationChanged',
	'superseded',
	'cessationOfOperation',
	'certificateHold',
	undefined,
	'removeFromCRL',
	'privilegeWithdrawn',
	'aACompromise',
] as const;

export type RevocationReason = NonNullable<(typeof REASONS)[number]>;

/** Old lists give no reason: that is `unspecified`, and so is a number that no standard knows. */
export function revocationReason(number: number | undefined): RevocationReason {
	return (number === undefined ? undefined : REASONS[number]) ?? 'unspecified';
}

/** What a verdict rests on: a signed answer that was verified. Times are milliseconds since 1970 UTC. */
export interface Evidence {
	readonly source: 'ocsp' | 'crl';
	/** Address or file name; cleaned. */
	readonly from: string;
	/** CN of who signed it. */
	readonly signer: string;
	/** When it was made; a list does not say. */
	readonly producedAt: number | undefined;
	readonly thisUpdate: number;
	/** Undefined where the responder always has newer information. */
	readonly nextUpdate: number | undefined;
	/** Set where it was kept from an earlier time: when it came. */
	readonly keptAt: number | undefined;
	/** OCSP: whether the answer repeats the number that was sent; undefined for a list, and for what was kept. */
	readonly nonce: 'matched' | 'absent' | undefined;
}

/** Why a source gave no evidence. */
export type SourceFailure =
	| FetchFailure
	/** Bytes that are no such answer. */
	| 'malformed'
	/** The file cannot be read. */
	| 'unreadable'
	| 'bad-signature'
	| 'unsupported-algorithm'
	| 'weak-key'
	/** Signed by somebody who may not sign this. */
	| 'wrong-signer'
	/** Not within its own times: too old. */
	| 'stale'
	/** From the future: this computer's clock is wrong, or the responder's. */
	| 'not-yet-valid'
	/** OCSP: the responder says that it cannot or will not answer. */
	| 'refused'
	/** OCSP: the responder does not know the certificate. */
	| 'unknown-certificate'
	/** OCSP: answers for another certificate. */
	| 'other-certificate'
	/** OCSP: signed and right, and says nothing of any certificate. */
	| 'empty-answer'
	/** OCSP: the responder's own certificate is revoked. */
	| 'responder-revoked'
	/** OCSP: the responder's certificate must be looked up in a list, and no list could be had. */
	| 'responder-unchecked'
	/** OCSP: repeats another number than was sent, so that it may be an old answer. */
	| 'wrong-nonce'
	/** CRL: the list of another issuer. */
	| 'other-issuer'
	/** CRL: only the changes since another list. */
	| 'delta'
	/** CRL: not for certificates like this one, or not for all reasons. */
	| 'wrong-scope'
	/** Something in it must be understood and is not. */
	| 'unknown-critical-extension';

/** One source that gave no evidence. */
export interface FailedSource {
	readonly source: 'ocsp' | 'crl';
	readonly from: string;
	readonly code: SourceFailure;
	/** With `http-status`. */
	readonly status?: number | undefined;
}

/**
 * `not-asked` because of: `not-wanted`; `no-issuer`, whose key every answer is verified with; `no-source`: neither
 * an address in the certificate nor a file; `sandbox`: a test certificate has no service to ask.
 */
export type RevocationVerdict = { readonly failed: readonly FailedSource[] } & (
	| { readonly kind: 'not-asked'; readonly why: 'not-wanted' | 'no-issuer' | 'no-source' | 'sandbox' }
	| { readonly kind: 'good'; readonly evidence: Evidence }
	/** `certificateHold` is a suspension, every other reason final. `since`: milliseconds since 1970 UTC. */
	| {
			readonly kind: 'revoked';
			readonly reason: RevocationReason;
			readonly since: number;
			readonly evidence: Evidence;
	  }
	| { readonly kind: 'unknown' }
);

/** How far the clocks of this computer and of whoever signs may differ, in milliseconds. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** How old an answer may be that does not say how long it holds. */
const OPEN_ENDED_MS = 60 * 60_000;

/** Whether an answer holds at a moment; all in milliseconds since 1970 UTC. */
export function freshness(
	{ thisUpdate, nextUpdate }: Pick<Evidence, 'thisUpdate' | 'nextUpdate'>,
	at: number,
): 'fresh' | 'stale' | 'not-yet-valid' {
	if (thisUpdate > at + CLOCK_SKEW_MS) {
		return 'not-yet-valid';
	}
	const until = nextUpdate ?? thisUpdate + OPEN_ENDED_MS;
	return at > until + CLOCK_SKEW_MS || until < thisUpdate ? 'stale' : 'fresh';
}
