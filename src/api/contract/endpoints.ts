import { z } from 'zod';
import {
	certificateList,
	certificateListOfAnyVersion,
	revocationRequest,
	revocationRequestOfAnyVersion,
	revocationTerms,
	revocationTermsOfAnyVersion,
} from './certificates.ts';
import {
	accountDetails,
	detailsEdit,
	phoneChangeFinish,
	phoneChangeRequest,
	phoneChangeStarted,
	securityWordEdit,
} from './details.ts';
import { elsewhereLoginPoll, elsewhereLoginStarted, elsewhereLoginState } from './elsewhere-login.ts';
import {
	captcha,
	codeRequest,
	codeSent,
	loginRequest,
	loginStarted,
	resetCodeHeld,
	sessionOpened,
	signatureLoginFinish,
	signatureLoginRequest,
	signatureLoginStarted,
	wordResetFinish,
	wordResetRequest,
	wordResetStarted,
} from './login.ts';
import { type ChangeKind, operation, operationOfAnyVersion } from './operations.ts';
import { pinDeletionRequest, pinList, pinListOfAnyVersion } from './pins.ts';
import { token } from './primitives.ts';
import type { ProblemCode } from './problems.ts';
import { type PortalOperation, serviceInfo, serviceInfoOfAnyVersion } from './service.ts';
import { unlockData, unlockList, unlockListOfAnyVersion, unlockReport, unlockRequest } from './unlock.ts';

/** What a request is about: from its path, its body or its headers, or known to whoever asks. */
export type AskedName = 'key' | 'kind' | 'unlockId' | 'cardSerial' | 'holderNumber' | 'phone';

/** `new`: the answer gives a name that nobody could know before. `endOf`: with a mask, whose last digits are legible. */
export type EchoRule = AskedName | 'new' | { readonly endOf: AskedName };

/** One request of the contract; the server's routes, the client's calls and the document are made of these. */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** With parameters in braces; each one is a text of unreserved characters. */
	readonly path: string;
	readonly summary: string;
	/** Needs a session's bearer token. */
	readonly inSession: boolean;
	/** What the portal lists where it does this; else it is refused with `not-offered`. None: any portal does it. */
	readonly offeredAs?: PortalOperation;
	/** Leaves something changed: needs an `Idempotency-Key`, and answers with an `operation`. */
	readonly change?: ChangeKind;
	/** `answers`: gives an `ETag`; `asks`: needs `If-Match`. */
	readonly entityTag?: 'answers' | 'asks';
	/** Sent again it does nothing and gets the first answer again, a refusal too: a lost answer can be asked for once more. */
	readonly answersAgain?: true;
	readonly query?: z.ZodObject;
	readonly body?: z.ZodType;
	/** What a client may send as body where that is more than `body`: words that the portal itself gave. */
	readonly sentAs?: z.ZodType;
	/** JSON of this shape; `pdf`: a PDF document; none: 204 without content. */
	readonly answer?: z.ZodType | 'pdf';
	/** What a client reads the JSON with: words that only a later version of the contract knows are taken too. */
	readonly readAs?: z.ZodType;
	/** Nothing in the answer is a secret, a picture or a page: a client gives it on as it read it. */
	readonly isPlain?: true;
	/**
	 * Every field of the answer, outside lists, that names something: by its path (`holder.holderNumber`), what it has
	 * to be. A client takes no answer in which one names something else than was asked about.
	 */
	readonly echoes: Readonly<Record<string, EchoRule>>;
	/** Beside those that any request may get. */
	readonly problems: readonly ProblemCode[];
}

/** What any request may be answered with. */
export const COMMON_PROBLEMS: readonly ProblemCode[] = [
	'request-invalid',
	'not-found',
	'too-many-requests',
	'server-error',
];
/** What any request in a session may be answered with. */
export const SESSION_PROBLEMS: readonly ProblemCode[] = ['session-expired', 'session-replaced'];
/** What any change may be answered with. */
export const CHANGE_PROBLEMS: readonly ProblemCode[] = ['key-missing', 'key-reused', 'operation-withdrawn'];
/** What a request that not every portal does may be answered with. */
export const OFFER_PROBLEMS: readonly ProblemCode[] = ['not-offered'];
/** What any edit of data may be answered with. */
export const EDIT_PROBLEMS: readonly ProblemCode[] = ['precondition-missing', 'details-changed'];

/** Whichever request tells of a change, it is of the one that was asked about. */
const OPERATION_ECHOES = { key: 'key', kind: 'kind', resource: 'new' } as const;

/** An answer that says nothing more in a later version. */
function json<Schema extends z.ZodType>(answer: Schema) {
	return { answer, readAs: answer };
}

export const ENDPOINTS = {
	service: {
		method: 'GET',
		path: '/v1/service',
		summary: 'What this portal is and can do',
		inSession: false,
		answer: serviceInfo,
		readAs: serviceInfoOfAnyVersion,
		echoes: { instanceId: 'new' },
		problems: [],
	},
	newCaptcha: {
		method: 'POST',
		path: '/v1/captchas',
		summary: 'A new picture of Resimdeki Yazı',
		inSession: false,
		offeredAs: 'password-login',
		...json(captcha),
		echoes: { captchaId: 'new' },
		problems: [],
	},
	startLogin: {
		method: 'POST',
		path: '/v1/logins',
		summary: 'Şifreli Giriş: number, picture and security word',
		inSession: false,
		offeredAs: 'password-login',
		body: loginRequest,
		...json(loginStarted),
		echoes: { loginId: 'new', maskedPhone: 'new' },
		problems: ['captcha-wrong', 'captcha-expired', 'credentials-wrong', 'login-locked'],
	},
	sendCode: {
		method: 'POST',
		path: '/v1/logins/{loginId}/sms',
		summary: 'The phone is right: send a code, or another one',
		inSession: false,
		offeredAs: 'password-login',
		...json(codeSent),
		isPlain: true,
		echoes: {},
		problems: ['login-expired', 'login-locked', 'resend-too-early'],
	},
	confirmCode: {
		method: 'POST',
		path: '/v1/logins/{loginId}/code',
		summary: 'The code: a session begins',
		inSession: false,
		offeredAs: 'password-login',
		body: codeRequest,
		...json(sessionOpened),
		echoes: { sessionToken: 'new', 'holder.holderNumber': 'holderNumber' },
		problems: ['login-expired', 'login-locked', 'code-wrong', 'code-expired'],
	},
	startSignatureLogin: {
		method: 'POST',
		path: '/v1/signature-logins',
		summary: 'E-İmzalı Giriş: a nonce to sign',
		inSession: false,
		offeredAs: 'e-signature-login',
		body: signatureLoginRequest,
		...json(signatureLoginStarted),
		echoes: { loginId: 'new', nonce: 'new' },
		problems: [],
	},
	finishSignatureLogin: {
		method: 'POST',
		path: '/v1/signature-logins/{loginId}/signature',
		summary: 'The signature: a session begins',
		inSession: false,
		offeredAs: 'e-signature-login',
		answersAgain: true,
		body: signatureLoginFinish,
		...json(sessionOpened),
		echoes: { sessionToken: 'new', 'holder.holderNumber': 'holderNumber' },
		problems: ['login-expired', 'signature-wrong', 'signatory-unknown'],
	},
	startElsewhereLogin: {
		method: 'POST',
		path: '/v1/elsewhere-logins',
		summary: 'A login at another site: where the person goes, and with which code',
		inSession: false,
		offeredAs: 'elsewhere-login',
		...json(elsewhereLoginStarted),
		echoes: { deviceCode: 'new' },
		problems: [],
	},
	pollElsewhereLogin: {
		method: 'POST',
		path: '/v1/elsewhere-logins/session',
		summary: 'Whether the person is back from the other site; a session begins with the first yes',
		inSession: false,
		offeredAs: 'elsewhere-login',
		body: elsewhereLoginPoll,
		...json(elsewhereLoginState),
		echoes: { 'session.sessionToken': 'new', 'session.holder.holderNumber': 'new' },
		problems: [],
	},
	startWordReset: {
		method: 'POST',
		path: '/v1/security-word-resets',
		summary: 'Güvenlik Sözcüğümü Unuttum: number and picture',
		inSession: false,
		offeredAs: 'security-word-reset',
		body: wordResetRequest,
		...json(wordResetStarted),
		isPlain: true,
		echoes: { resetId: 'new', maskedPhone: 'new' },
		problems: ['captcha-wrong', 'captcha-expired', 'login-locked'],
	},
	sendWordResetCode: {
		method: 'POST',
		path: '/v1/security-word-resets/{resetId}/sms',
		summary: 'The phone is right: send a code, or another one',
		inSession: false,
		offeredAs: 'security-word-reset',
		...json(codeSent),
		isPlain: true,
		echoes: {},
		problems: ['login-expired', 'login-locked', 'resend-too-early'],
	},
	checkWordResetCode: {
		method: 'POST',
		path: '/v1/security-word-resets/{resetId}/code',
		summary: 'Whether the code is right, before a new security word is typed; it stays good for that word',
		inSession: false,
		offeredAs: 'security-word-code-check',
		body: codeRequest,
		...json(resetCodeHeld),
		echoes: {},
		problems: ['login-expired', 'login-locked', 'code-wrong', 'code-expired'],
	},
	finishWordReset: {
		method: 'POST',
		path: '/v1/security-word-resets/{resetId}/word',
		summary: 'The code and a new security word',
		inSession: false,
		offeredAs: 'security-word-reset',
		change: 'reset-security-word',
		body: wordResetFinish,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['login-expired', 'login-locked', 'code-wrong', 'code-expired', 'word-unchanged'],
	},
	logout: {
		method: 'DELETE',
		path: '/v1/session',
		summary: 'Çıkış',
		inSession: true,
		echoes: {},
		problems: [],
	},
	certificates: {
		method: 'GET',
		path: '/v1/certificates',
		summary: 'The certificates of the account with their states, a page at a time',
		inSession: true,
		query: z.object({ after: token.optional() }),
		answer: certificateList,
		readAs: certificateListOfAnyVersion,
		echoes: { next: 'new' },
		problems: [],
	},
	activate: {
		method: 'POST',
		path: '/v1/certificates/{serialNumber}/activation',
		summary: 'Kullanıma Aç: lifts a suspension',
		inSession: true,
		offeredAs: 'activate',
		change: 'activate',
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['not-suspended', 'already-revoked', 'certificate-expired'],
	},
	revocationTerms: {
		method: 'GET',
		path: '/v1/revocation-terms',
		summary: 'The reasons for a revocation, and what a replacement takes',
		inSession: true,
		offeredAs: 'revoke',
		answer: revocationTerms,
		readAs: revocationTermsOfAnyVersion,
		isPlain: true,
		echoes: {},
		problems: [],
	},
	revoke: {
		method: 'POST',
		path: '/v1/certificates/{serialNumber}/revocation',
		summary: 'Sertifikamı İptal Et, for ever',
		inSession: true,
		offeredAs: 'revoke',
		change: 'revoke',
		body: revocationRequest,
		sentAs: revocationRequestOfAnyVersion,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['already-revoked', 'certificate-expired'],
	},
	details: {
		method: 'GET',
		path: '/v1/details',
		summary: 'Bilgi Güncelle: what is on record',
		inSession: true,
		offeredAs: 'update-details',
		entityTag: 'answers',
		...json(accountDetails),
		echoes: { holderNumber: 'holderNumber', maskedPhone: 'new' },
		problems: [],
	},
	updateDetails: {
		method: 'PATCH',
		path: '/v1/details',
		summary: 'Changes what is given',
		inSession: true,
		offeredAs: 'update-details',
		change: 'update-details',
		entityTag: 'asks',
		body: detailsEdit,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: [],
	},
	startPhoneChange: {
		method: 'POST',
		path: '/v1/phone-changes',
		summary: 'A code goes to the new number; nothing is changed yet',
		inSession: true,
		offeredAs: 'update-details',
		body: phoneChangeRequest,
		...json(phoneChangeStarted),
		isPlain: true,
		echoes: { phoneChangeId: 'new', maskedPhone: { endOf: 'phone' } },
		problems: ['resend-too-early', 'login-locked', 'phone-unchanged'],
	},
	finishPhoneChange: {
		method: 'POST',
		path: '/v1/phone-changes/{phoneChangeId}/code',
		summary: 'The code from the new number: it is on record now',
		inSession: true,
		offeredAs: 'update-details',
		change: 'change-phone',
		entityTag: 'asks',
		body: phoneChangeFinish,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['login-expired', 'login-locked', 'code-wrong', 'code-expired'],
	},
	changeSecurityWord: {
		method: 'PUT',
		path: '/v1/security-word',
		summary: 'A new security word for the present one',
		inSession: true,
		offeredAs: 'update-details',
		change: 'change-security-word',
		body: securityWordEdit,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['credentials-wrong', 'login-locked', 'word-unchanged'],
	},
	pins: {
		method: 'GET',
		path: '/v1/pins',
		summary: 'PIN / PUK Bilgisi: by card, a page at a time',
		inSession: true,
		offeredAs: 'pin-view',
		query: z.object({ after: token.optional() }),
		answer: pinList,
		readAs: pinListOfAnyVersion,
		echoes: { next: 'new' },
		problems: [],
	},
	pinDocument: {
		method: 'GET',
		path: '/v1/pins/document',
		summary: 'Parolalarımı Kaydet: what GET /v1/pins gives out, as a document to keep',
		inSession: true,
		offeredAs: 'pin-save',
		answer: 'pdf',
		echoes: {},
		problems: ['pins-withheld'],
	},
	deletePins: {
		method: 'POST',
		path: '/v1/pins/deletions',
		summary:
			'Parolalarımı Sil: the PIN of a card is forgotten for ever; the PUK is kept for an unlock, and only that gives it out',
		inSession: true,
		offeredAs: 'pin-delete',
		change: 'delete-pins',
		body: pinDeletionRequest,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['pins-withheld'],
	},
	unlocks: {
		method: 'GET',
		path: '/v1/unlocks',
		summary:
			'At most 50 unlocks, newest first: the open ones (of more than 50 the newest), then the last of the others',
		inSession: true,
		offeredAs: 'unlock',
		answer: unlockList,
		readAs: unlockListOfAnyVersion,
		echoes: {},
		problems: [],
	},
	startUnlock: {
		method: 'POST',
		path: '/v1/unlocks',
		summary: 'Kilit Çözme begins for a card',
		inSession: true,
		offeredAs: 'unlock',
		change: 'start-unlock',
		body: unlockRequest,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['pins-withheld', 'unlock-open'],
	},
	unlock: {
		method: 'GET',
		path: '/v1/unlocks/{unlockId}',
		summary: 'What the card needs to be unlocked',
		inSession: true,
		offeredAs: 'unlock',
		...json(unlockData),
		echoes: { unlockId: 'unlockId', cardSerial: 'cardSerial' },
		problems: ['unlock-over'],
	},
	reportUnlock: {
		method: 'POST',
		path: '/v1/unlocks/{unlockId}/report',
		summary: 'What became of the unlock on the card',
		inSession: true,
		offeredAs: 'unlock',
		change: 'report-unlock',
		body: unlockReport,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['unlock-over'],
	},
	operation: {
		method: 'GET',
		path: '/v1/operations/{key}',
		summary: 'What became of a change',
		inSession: false,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: ['operation-unknown'],
	},
	withdrawOperation: {
		method: 'DELETE',
		path: '/v1/operations/{key}',
		summary: 'A change that has not been decided never will be done; else tells what became of it',
		inSession: false,
		answer: operation,
		readAs: operationOfAnyVersion,
		echoes: OPERATION_ECHOES,
		problems: [],
	},
} as const satisfies Readonly<Record<string, Endpoint>>;

/** As the published document names its operations. */
export type EndpointName = keyof typeof ENDPOINTS;

export const ENDPOINT_NAMES: readonly EndpointName[] = Object.keys(ENDPOINTS).filter(
	(name): name is EndpointName => name in ENDPOINTS,
);
