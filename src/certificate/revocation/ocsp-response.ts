import { createHash } from 'node:crypto';
import {
	type DerCursor,
	DerError,
	decodeObjectIdentifier,
	decodeTime,
	derCursor,
	Tag,
	wholeBits,
} from '../der.ts';
import { isSameName } from '../distinguished-name.ts';
import { Oid } from '../object-identifiers.ts';
import { MAX_CERTIFICATE_BYTES, readSealCertificate } from '../read-seal-certificate.ts';
import type { SealCertificate } from '../seal-certificate.ts';
import { verifySignature } from '../signature.ts';
import {
	basicConstraints,
	decodeAlgorithm,
	decodeExtensions,
	type Extension,
	fieldsOf,
	keyPurposes,
	keyUsageBits,
	type SignedParts,
	type X509Fields,
} from '../x509-fields.ts';
import { certificateId, keyBits } from './ocsp-request.ts';
import { freshness, type RevocationReason, revocationReason, type SourceFailure } from './verdict.ts';

/** Longest OCSP answer that is read, in bytes; real ones have about 2 000. */
export const MAX_OCSP_BYTES = 65_536;

export interface OcspQuestion {
	readonly subject: X509Fields;
	readonly issuer: { readonly certificate: SealCertificate; readonly fields: X509Fields };
	/** The number that was sent; undefined for an answer that was kept. */
	readonly nonce: Uint8Array | undefined;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

/** A verified answer. Times are milliseconds since 1970 UTC. */
export type OcspAnswer = {
	readonly ok: true;
	readonly signer: string;
	readonly producedAt: number;
	readonly thisUpdate: number;
	readonly nextUpdate: number | undefined;
	readonly nonce: 'matched' | 'absent' | undefined;
	/** The responder's own certificate, where its revocation is still to be looked up. */
	readonly unchecked: SealCertificate | undefined;
} & (
	| { readonly status: 'good' | 'unknown' }
	| { readonly status: 'revoked'; readonly since: number; readonly reason: RevocationReason }
);

export type OcspResult = OcspAnswer | { readonly ok: false; readonly code: SourceFailure };

/** OCSPResponseStatus (RFC 6960 4.2.1). */
const SUCCESSFUL = 0;
/** Answers and certificates in one response that are looked at. */
const MAX_SINGLE_RESPONSES = 64;
const MAX_CERTIFICATES = 8;
const DIGITAL_SIGNATURE = 0;

/**
 * Reads an OCSP answer and believes it only where it is signed by the issuer or by whom the issuer authorised, is for
 * this certificate, holds now, and repeats the number that was sent where it has one.
 *
 * Never rejects, whatever the bytes are.
 */
export async function readOcspResponse(bytes: Uint8Array, question: OcspQuestion): Promise<OcspResult> {
	if (bytes.length > MAX_OCSP_BYTES) {
		return { ok: false, code: 'too-large' };
	}
	try {
		return await read(bytes, question);
	} catch {
		return { ok: false, code: 'malformed' };
	}
}

async function read(bytes: Uint8Array, question: OcspQuestion): Promise<OcspResult> {
	const response = derCursor(derCursor(bytes).expect(Tag.sequence));
	const [status] = response.expect(Tag.enumerated);
	if (status !== SUCCESSFUL) {
		return { ok: false, code: 'refused' };
	}
	const responseBytes = derCursor(derCursor(response.expect(Tag.context0)).expect(Tag.sequence));
	if (decodeObjectIdentifier(responseBytes.expect(Tag.objectIdentifier)) !== Oid.ocspBasic) {
		return { ok: false, code: 'malformed' };
	}
	const basic = derCursor(derCursor(responseBytes.expect(Tag.octetString)).expect(Tag.sequence));
	const signed: SignedParts = {
		signedBytes: basic.expectWhole(Tag.sequence),
		signatureAlgorithm: decodeAlgorithm(basic.expect(Tag.sequence)),
		signature: wholeBits(basic.expect(Tag.bitString)),
	};
	const data = readResponseData(signed.signedBytes);

	const signer = await findSigner(data.responder, basic, question);
	if (signer === undefined) {
		return { ok: false, code: 'wrong-signer' };
	}
	const verdict = await verifySignature(signed, signer.publicKey);
	if (verdict !== 'good') {
		return { ok: false, code: verdict === 'bad' ? 'bad-signature' : verdict };
	}
	const demandsUnknown = [...data.extensions].some(
		([type, { isCritical }]) => isCritical && type !== Oid.ocspNonce,
	);
	if (demandsUnknown) {
		return { ok: false, code: 'unknown-critical-extension' };
	}
	const nonce = nonceOf(data.extensions, question.nonce);
	if (nonce === 'wrong') {
		return { ok: false, code: 'wrong-nonce' };
	}
	const single = data.singles.find((each) => isAbout(each, question));
	if (single === undefined) {
		return { ok: false, code: data.singles.length === 0 ? 'empty-answer' : 'other-certificate' };
	}
	const { thisUpdate, nextUpdate } = single;
	const age = freshness({ thisUpdate, nextUpdate }, question.at);
	// Made before what it tells, or in the future: a clock that cannot be believed.
	const isFromFuture = freshness({ thisUpdate: data.producedAt, nextUpdate: undefined }, question.at);
	if (age !== 'fresh' || isFromFuture === 'not-yet-valid') {
		return { ok: false, code: age === 'fresh' ? 'not-yet-valid' : age };
	}
	const { status: found } = single;
	return {
		ok: true,
		signer: signer.name,
		producedAt: data.producedAt,
		thisUpdate,
		nextUpdate,
		nonce,
		unchecked: signer.unchecked,
		...found,
	};
}

/** `[1]` by name, `[2]` by the SHA-1 of the key. */
type Responder =
	| { readonly by: 'name'; readonly name: Uint8Array }
	| { readonly by: 'key'; readonly hash: Uint8Array };

type SingleStatus =
	| { readonly status: 'good' | 'unknown' }
	| { readonly status: 'revoked'; readonly since: number; readonly reason: RevocationReason };

interface SingleResponse {
	/** Object identifier. */
	readonly hash: string;
	readonly issuerNameHash: Uint8Array;
	readonly issuerKeyHash: Uint8Array;
	readonly serialNumber: Uint8Array;
	readonly status: SingleStatus;
	readonly thisUpdate: number;
	readonly nextUpdate: number | undefined;
}

interface ResponseData {
	readonly responder: Responder;
	readonly producedAt: number;
	readonly singles: readonly SingleResponse[];
	readonly extensions: ReadonlyMap<string, Extension>;
}

function readResponseData(signedBytes: Uint8Array): ResponseData {
	const data = derCursor(derCursor(signedBytes).expect(Tag.sequence));
	if (data.peek() === Tag.context0) {
		data.next();
	}
	const responder = readResponder(data);
	const producedAt = decodeTime(data.next());
	const singles: SingleResponse[] = [];
	for (const list = derCursor(data.expect(Tag.sequence)); !list.isAtEnd; ) {
		if (singles.length === MAX_SINGLE_RESPONSES) {
			throw new DerError('too many answers');
		}
		singles.push(readSingle(derCursor(list.expect(Tag.sequence))));
	}
	const extensions = data.isAtEnd
		? new Map<string, Extension>()
		: decodeExtensions(derCursor(data.expect(Tag.context1)).expect(Tag.sequence));
	return { responder, producedAt, singles, extensions };
}

function readResponder(data: DerCursor): Responder {
	const { tag, content } = data.next();
	switch (tag) {
		case Tag.context1:
			return { by: 'name', name: derCursor(content).expectWhole(Tag.sequence) };
		case Tag.context2:
			return { by: 'key', hash: derCursor(content).expect(Tag.octetString) };
		default:
			throw new DerError('no responder');
	}
}

function readSingle(single: DerCursor): SingleResponse {
	const id = derCursor(single.expect(Tag.sequence));
	const hash = decodeAlgorithm(id.expect(Tag.sequence)).algorithm;
	const issuerNameHash = id.expect(Tag.octetString);
	const issuerKeyHash = id.expect(Tag.octetString);
	const serialNumber = id.expect(Tag.integer);
	const status = readStatus(single);
	const thisUpdate = decodeTime(single.next());
	const nextUpdate =
		single.peek() === Tag.context0 ? decodeTime(derCursor(single.next().content).next()) : undefined;
	if (single.peek() === Tag.context1) {
		const extensions = decodeExtensions(derCursor(single.next().content).expect(Tag.sequence));
		if ([...extensions.values()].some(({ isCritical }) => isCritical)) {
			throw new DerError('critical extension of one answer');
		}
	}
	return { hash, issuerNameHash, issuerKeyHash, serialNumber, status, thisUpdate, nextUpdate };
}

function readStatus(single: DerCursor): SingleStatus {
	const { tag, content } = single.next();
	switch (tag) {
		case 0x80:
			return { status: 'good' };
		case Tag.context1: {
			const info = derCursor(content);
			const since = decodeTime(info.next());
			const [reason] = info.isAtEnd ? [] : derCursor(info.expect(Tag.context0)).expect(Tag.enumerated);
			return { status: 'revoked', since, reason: revocationReason(reason) };
		}
		case 0x82:
			return { status: 'unknown' };
		default:
			throw new DerError('no status');
	}
}

interface Signer {
	readonly name: string;
	/** DER of the SubjectPublicKeyInfo. */
	readonly publicKey: Uint8Array;
	readonly unchecked: SealCertificate | undefined;
}

/** The issuer itself, or a certificate in the answer that the issuer issued for this very purpose (RFC 6960 4.2.2.2). */
async function findSigner(
	responder: Responder,
	basic: DerCursor,
	question: OcspQuestion,
): Promise<Signer | undefined> {
	const { certificate, fields } = question.issuer;
	if (isResponder(responder, fields)) {
		return { name: certificate.title, publicKey: fields.publicKey, unchecked: undefined };
	}
	if (basic.peek() !== Tag.context0) {
		return undefined;
	}
	const list = derCursor(derCursor(basic.next().content).expect(Tag.sequence));
	for (let seen = 0; !list.isAtEnd && seen < MAX_CERTIFICATES; seen++) {
		const { whole } = list.next();
		const delegate = whole.length > MAX_CERTIFICATE_BYTES ? undefined : readSealCertificate(whole);
		if (delegate?.ok !== true) {
			continue;
		}
		const delegateFields = fieldsOf(delegate.certificate);
		if (isResponder(responder, delegateFields) && (await isAuthorised(delegateFields, fields, question.at))) {
			const isExempt = delegateFields.extensions.has(Oid.ocspNoCheck);
			return {
				name: delegate.certificate.title,
				publicKey: delegateFields.publicKey,
				unchecked: isExempt ? undefined : delegate.certificate,
			};
		}
	}
	return undefined;
}

function isResponder(responder: Responder, fields: X509Fields): boolean {
	return responder.by === 'name'
		? isSameName(responder.name, fields.subject)
		: Buffer.compare(responder.hash, createHash('sha1').update(keyBits(fields)).digest()) === 0;
}

async function isAuthorised(delegate: X509Fields, issuer: X509Fields, at: number): Promise<boolean> {
	return (
		isSameName(delegate.issuer, issuer.subject) &&
		keyPurposes(delegate.extensions).has(Oid.ocspSigning) &&
		keyUsageBits(delegate.extensions)?.has(DIGITAL_SIGNATURE) !== false &&
		!basicConstraints(delegate.extensions).isAuthority &&
		at >= delegate.notBefore &&
		at <= delegate.notAfter &&
		(await verifySignature(delegate, issuer.publicKey)) === 'good'
	);
}

function nonceOf(
	extensions: ReadonlyMap<string, Extension>,
	sent: Uint8Array | undefined,
): 'matched' | 'absent' | 'wrong' | undefined {
	if (sent === undefined) {
		return undefined;
	}
	const extension = extensions.get(Oid.ocspNonce);
	if (extension === undefined) {
		return 'absent';
	}
	return Buffer.compare(derCursor(extension.value).expect(Tag.octetString), sent) === 0 ? 'matched' : 'wrong';
}

function isAbout(single: SingleResponse, { subject, issuer }: OcspQuestion): boolean {
	const id = certificateId(single.hash, subject, issuer.fields);
	return (
		id !== undefined &&
		Buffer.compare(id.issuerNameHash, single.issuerNameHash) === 0 &&
		Buffer.compare(id.issuerKeyHash, single.issuerKeyHash) === 0 &&
		Buffer.compare(id.serialNumber, single.serialNumber) === 0
	);
}
