import { z } from 'zod';
import {
	holderNumber,
	maskedPhone,
	newSecurityWord,
	phoneNumber,
	seconds,
	securityWord,
	shortText,
	smsCode,
	token,
} from './primitives.ts';

const email = z.email().max(200);
const address = z.string().min(1).max(500);

/** `GET /v1/details`: *Bilgi Güncelle*. Its `ETag` is asked for by every edit. */
export const accountDetails = z.object({
	/** Stand in the certificate; another certificate is needed to change them. */
	title: shortText,
	holderNumber,
	maskedPhone,
	/** As it stands on record, whether or not an edit would take it. */
	email: z.string().max(500),
	address: z.string().max(500),
	authorisedPerson: z.string().max(200),
});

/** `PATCH /v1/details` request; a change, with `If-Match`. What is not given stays. */
export const detailsEdit = z
	.object({ email: email.optional(), address: address.optional(), authorisedPerson: shortText.optional() })
	.refine((edit) => Object.values(edit).some((value) => value !== undefined), 'nothing to change')
	// The refinement once more, for readers of the document: JSON Schema has no word for one that is code.
	.meta({ anyOf: [{ required: ['email'] }, { required: ['address'] }, { required: ['authorisedPerson'] }] });

/** `POST /v1/phone-changes` request: a code goes to the new number. */
export const phoneChangeRequest = z.object({ phone: phoneNumber });

/** `POST /v1/phone-changes` answer. A new code is a new change of phone. */
export const phoneChangeStarted = z.object({
	phoneChangeId: token,
	/** Of the new number. */
	maskedPhone,
	codeLength: z.number().int().min(4).max(8),
	expiresInSeconds: seconds,
	resendInSeconds: seconds,
});

/** `POST /v1/phone-changes/{phoneChangeId}/code` request; a change, with `If-Match`. */
export const phoneChangeFinish = z.object({ code: smsCode });

/** `PUT /v1/security-word` request; a change. A wrong present word counts as a wrong try of the login. */
export const securityWordEdit = z.object({ securityWord, newSecurityWord });

export type AccountDetails = z.infer<typeof accountDetails>;
export type DetailsEdit = z.infer<typeof detailsEdit>;
export type PhoneChangeStarted = z.infer<typeof phoneChangeStarted>;
