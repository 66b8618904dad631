import { isSameName } from '../chain/issuer-check.ts';
import { derCursor, Tag } from '../der.ts';
import { Oid } from '../object-identifiers.ts';
import type { SealCertificate } from '../seal-certificate.ts';
import {
	basicConstraints,
	type Extension,
	extensionSequence,
	keyUsageBits,
	type X509Fields,
} from '../x509-fields.ts';
import { crlPieces } from './crl-pieces.ts';
import { CrlScanner, type ScannedCrl } from './crl-scanner.ts';
import { freshness, type RevocationReason, revocationReason, type SourceFailure } from './verdict.ts';

/** Longest CRL that is taken from a file or the network, in bytes: some 1.5 million entries. */
export const MAX_CRL_BYTES = 64 * 1_048_576;

export interface CrlQuestion {
	readonly subject: X509Fields;
	readonly issuer: { readonly certificate: SealCertificate; readonly fields: X509Fields };
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

/** A verified list's answer. Times are milliseconds since 1970 UTC. */
export type CrlAnswer = {
	readonly ok: true;
	readonly signer: string;
	readonly thisUpdate: number;
	readonly nextUpdate: number;
	readonly entryCount: number;
} & (
	| { readonly status: 'good' }
	| { readonly status: 'revoked'; readonly since: number; readonly reason: RevocationReason }
);

export type CrlResult = CrlAnswer | { readonly ok: false; readonly code: SourceFailure };

/** Bits of RFC 5280 4.2.1.3. */
const CRL_SIGN = 6;

/**
 * Looks a certificate up in a list that comes in pieces, and believes the list only where it is the issuer's own,
 * whole, signed, not a delta, meant for such certificates, and holds now.
 *
 * Never throws for what is in the bytes; what reading the pieces throws passes through.
 */
export async function checkCrl(
	pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	question: CrlQuestion,
): Promise<CrlResult> {
	const scanner = new CrlScanner(question.subject.serialNumber, question.issuer.fields.publicKey);
	let length = 0;
	for await (const piece of piecesOrFault(pieces)) {
		if (piece === undefined) {
			return { ok: false, code: 'malformed' };
		}
		length += piece.length;
		if (length > MAX_CRL_BYTES) {
			return { ok: false, code: 'too-large' };
		}
		try {
			scanner.push(piece);
		} catch {
			return { ok: false, code: 'malformed' };
		}
	}
	try {
		return judge(scanner.finish(), question);
	} catch {
		return { ok: false, code: 'malformed' };
	}
}

/** Gives undefined, and ends, where the pieces are neither DER nor PEM. */
async function* piecesOrFault(
	pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array | undefined> {
	try {
		yield* crlPieces(pieces);
	} catch (error) {
		if (error instanceof Error && error.name === 'DerError') {
			yield undefined;
			return;
		}
		throw error;
	}
}

/** @throws DerError */
function judge(crl: ScannedCrl, { subject, issuer, at }: CrlQuestion): CrlResult {
	if (!isSameName(crl.issuer, subject.issuer) || !isSameName(crl.issuer, issuer.fields.subject)) {
		return { ok: false, code: 'other-issuer' };
	}
	if (keyUsageBits(issuer.fields.extensions)?.has(CRL_SIGN) === false) {
		return { ok: false, code: 'wrong-signer' };
	}
	if (crl.signature !== 'good') {
		return { ok: false, code: crl.signature === 'bad' ? 'bad-signature' : crl.signature };
	}
	const scope = scopeFault(crl.extensions, basicConstraints(subject.extensions).isAuthority);
	if (scope !== undefined) {
		return { ok: false, code: scope };
	}
	const { thisUpdate, nextUpdate } = crl;
	// RFC 5280 5.1.2.5 demands the second date: without it nobody can tell whether the list is the last one.
	const age = nextUpdate === undefined ? 'stale' : freshness({ thisUpdate, nextUpdate }, at);
	if (nextUpdate === undefined || age !== 'fresh') {
		return { ok: false, code: age === 'fresh' ? 'stale' : age };
	}
	const found = {
		ok: true,
		signer: issuer.certificate.title,
		thisUpdate,
		nextUpdate,
		entryCount: crl.entryCount,
	} as const;
	const entries = crl.found.map(({ revokedAt, reason }) => ({
		since: revokedAt,
		reason: revocationReason(reason),
	}));
	// A list should name a certificate once; if not, what is final counts.
	const entry = entries.find(({ reason }) => reason !== 'certificateHold') ?? entries[0];
	return entry === undefined ? { ...found, status: 'good' } : { ...found, status: 'revoked', ...entry };
}

/** Extensions that must be heeded, or that only describe the list. */
const UNDERSTOOD: ReadonlySet<string> = new Set([Oid.issuingDistributionPoint]);

/** @throws DerError */
function scopeFault(
	extensions: ReadonlyMap<string, Extension>,
	isAuthority: boolean,
): SourceFailure | undefined {
	if (extensions.has(Oid.deltaCrlIndicator)) {
		return 'delta';
	}
	if ([...extensions].some(([type, { isCritical }]) => isCritical && !UNDERSTOOD.has(type))) {
		return 'unknown-critical-extension';
	}
	const limits = derCursor(extensionSequence(extensions, Oid.issuingDistributionPoint));
	while (!limits.isAtEnd) {
		const { tag, content } = limits.next();
		const isSet = content[0] !== 0;
		switch (tag) {
			case Tag.context0:
				break;
			// [1] only users' certificates, [2] only authorities'.
			case 0x81:
				if (isSet && isAuthority) {
					return 'wrong-scope';
				}
				break;
			case 0x82:
				if (isSet && !isAuthority) {
					return 'wrong-scope';
				}
				break;
			// [3] only some reasons, [4] entries of other issuers too, [5] only attribute certificates.
			default:
				if (isSet) {
					return 'wrong-scope';
				}
		}
	}
	return undefined;
}
