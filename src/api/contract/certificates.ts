import { z } from 'zod';
import { type NewerWord, orNewerWord } from './newer-words.ts';
import { cardSerial, longText, moment, serialNumber, shortText, token } from './primitives.ts';

export const certificateState = z.enum(['not-yet-valid', 'valid', 'suspended', 'revoked', 'expired']);

/** Why a seal is revoked. Which reasons Kamu SM offers is not known; these are the usual grounds. */
export const revocationReason = z.enum([
	'lost-or-stolen',
	'key-compromised',
	'card-unusable',
	'details-changed',
	'no-longer-entitled',
	'replaced',
	'other',
]);

export const certificateUse = z.enum(['SIGN0', 'ENCR0']);

/** One row of `GET /v1/certificates`. */
export const portalCertificate = z.object({
	serialNumber,
	use: certificateUse,
	state: certificateState,
	notBefore: moment,
	notAfter: moment,
	cardSerial,
	/** SHA-256 of the certificate's DER, lower-case hexadecimal. */
	fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
	/** Since when it is suspended or revoked. */
	stateSince: moment.optional(),
	/** With `revoked` only. */
	revocationReason: revocationReason.optional(),
});

/** The same of a portal whose words a later version of the contract may know. */
export const portalCertificateOfAnyVersion = portalCertificate.extend({
	use: orNewerWord(certificateUse),
	state: orNewerWord(certificateState),
	revocationReason: orNewerWord(revocationReason).optional(),
});

/**
 * A page of at most 100 rows, oldest first; `next` is the query `after` of the next page, another one each time, and
 * comes with at least one row.
 */
export const certificateList = z.object({
	certificates: z.array(portalCertificate).max(100),
	next: token.optional(),
});

export const certificateListOfAnyVersion = certificateList.extend({
	certificates: z.array(portalCertificateOfAnyVersion).max(100),
});

/** `GET /v1/revocation-terms`: what to know before *Sertifikamı İptal Et*. */
export const revocationTerms = z.object({
	reasons: z.array(revocationReason).min(1).max(20),
	replacement: z.object({
		/** What a new seal costs, with currency and tax, in the portal's words. */
		fee: shortText,
		/** How it is ordered, step by step, in the portal's words. */
		steps: z.array(longText).min(1).max(10),
		/** Where it is ordered. */
		address: shortText.optional(),
	}),
});

export const revocationTermsOfAnyVersion = revocationTerms.extend({
	reasons: z.array(orNewerWord(revocationReason)).min(1).max(20),
});

/** `POST /v1/certificates/{serialNumber}/revocation` request; a change, for ever. */
export const revocationRequest = z.object({ reason: revocationReason });

/** The same with a reason that a later version's terms gave: it goes back as it came. */
export const revocationRequestOfAnyVersion = revocationRequest.extend({ reason: z.string() });

export type CertificateState = z.infer<typeof certificateState>;
/** A row as a portal of this version gives it. */
export type CertificateRow = z.infer<typeof portalCertificate>;
export type PortalCertificate = z.infer<typeof portalCertificateOfAnyVersion>;
export type KnownReason = z.infer<typeof revocationReason>;
/** One that this version does not know is shown as its word, and sent as it came. */
export type RevocationReason = KnownReason | NewerWord;
export type RevocationTerms = z.infer<typeof revocationTermsOfAnyVersion>;
