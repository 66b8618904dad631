import { derCursor, Tag } from '../der.ts';
import { nameKey } from '../distinguished-name.ts';
import { Oid } from '../object-identifiers.ts';
import type { SealCertificate } from '../seal-certificate.ts';
import { type Extension, fieldsOf, keyUsageBits, type X509Fields } from '../x509-fields.ts';
import { crlPieces } from './crl-pieces.ts';
import { type CrlHead, CrlScanner, type ScannedCrl } from './crl-scanner.ts';
import { listIssuerKeys, listScope, type Reasons, reasonsCovered } from './distribution-points.ts';
import { freshness, type RevocationReason, revocationReason, type SourceFailure } from './verdict.ts';

/** Longest CRL that is taken from a file or the network, in bytes: some 1.5 million entries. */
export const MAX_CRL_BYTES = 64 * 1_048_576;

/** Certificates with one name that a list's signature is tried with at once. */
const MAX_SIGNERS = 8;

export interface CrlQuestion {
	readonly subject: X509Fields;
	/** Verified: it signed the subject. */
	readonly issuer: SealCertificate;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	/** Who may sign lists in the issuer's stead, or under another name; default: nobody. */
	readonly signers?: ListSigners | undefined;
}

/** Certificates that may have signed a list, other than the issuer's own. */
export interface ListSigners {
	/** Those with this name, as `nameKey` gives it. */
	named(key: string): readonly SealCertificate[];
	/** Whether a chain leads to a pinned root from it, and nothing on it is revoked. */
	holds(signer: SealCertificate): Promise<boolean>;
}

/** A verified list's answer. Times are milliseconds since 1970 UTC. */
export type CrlAnswer = {
	readonly ok: true;
	readonly signer: string;
	readonly thisUpdate: number;
	readonly nextUpdate: number;
	readonly entryCount: number;
	/** For which reasons the list would name the certificate. */
	readonly reasons: Reasons;
	/** Equal for lists that follow each other: signer's name and scope. */
	readonly series: string;
	readonly number: bigint | undefined;
	/** Of a delta: the number of the list, or of a later one, that it changes. */
	readonly baseNumber: bigint | undefined;
	/** Whether the list, for certificates of this issuer, says where its changes are. */
	readonly extensions: ReadonlyMap<string, Extension>;
} & (
	| { readonly status: 'good' }
	| { readonly status: 'revoked'; readonly since: number; readonly reason: RevocationReason }
);

export type CrlResult = CrlAnswer | { readonly ok: false; readonly code: SourceFailure };

/** Bits of RFC 5280 4.2.1.3. */
const CRL_SIGN = 6;

/**
 * Looks a certificate up in a list that comes in pieces, and believes the list only where it is signed by who may sign
 * it, whole, meant for such certificates, and holds now. A delta is read like any other list; it says of itself that it
 * is one.
 *
 * Never throws for what is in the bytes; what reading the pieces throws passes through.
 */
export async function checkCrl(
	pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	question: CrlQuestion,
): Promise<CrlResult> {
	let signers: readonly SealCertificate[] = [];
	const scanner = new CrlScanner(question.subject.serialNumber, (head) => {
		const wanted = signersOf(head, question);
		signers = wanted ?? [];
		return wanted?.map((signer) => fieldsOf(signer).publicKey);
	});
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
		if (scanner.isUnwanted) {
			return { ok: false, code: 'other-issuer' };
		}
	}
	try {
		return await judge(scanner.finish(), signers, question);
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

/** Undefined where the certificate's authority names nobody of this name; the issuer stands first. */
function signersOf(
	head: CrlHead,
	{ subject, issuer, signers }: CrlQuestion,
): readonly SealCertificate[] | undefined {
	const name = nameKey(head.issuer);
	if (!listIssuerKeys(subject).has(name)) {
		return undefined;
	}
	const all = [
		...(nameKey(fieldsOf(issuer).subject) === name ? [issuer] : []),
		...(signers?.named(name) ?? []),
	].filter((signer) => mayRead(() => keyUsageBits(fieldsOf(signer).extensions)?.has(CRL_SIGN) !== false));
	const unlike = all.filter(
		(signer, index) => all.findIndex((other) => isSameKey(fieldsOf(other), fieldsOf(signer))) === index,
	);
	return unlike.slice(0, MAX_SIGNERS);
}

function isSameKey(one: X509Fields, other: X509Fields): boolean {
	return Buffer.compare(one.publicKey, other.publicKey) === 0;
}

function mayRead(read: () => boolean): boolean {
	try {
		return read();
	} catch {
		return false;
	}
}

/** @throws DerError */
async function judge(
	crl: ScannedCrl,
	signers: readonly SealCertificate[],
	question: CrlQuestion,
): Promise<CrlResult> {
	const { subject, issuer, at } = question;
	const signer = signers[crl.signatures.indexOf('good')];
	if (signer === undefined) {
		return { ok: false, code: signatureFailure(crl) };
	}
	const demanded = [...crl.extensions].some(([type, { isCritical }]) => isCritical && !UNDERSTOOD.has(type));
	if (demanded || crl.isDemanding) {
		return { ok: false, code: 'unknown-critical-extension' };
	}
	const scope = listScope(crl.extensions, crl.issuer);
	const reasons = reasonsCovered(subject, scope, crl.issuer);
	if (reasons === 0) {
		return { ok: false, code: 'wrong-scope' };
	}
	const { thisUpdate, nextUpdate } = crl;
	// RFC 5280 5.1.2.5 demands the second date: without it nobody can tell whether the list is the last one.
	const age = nextUpdate === undefined ? 'stale' : freshness({ thisUpdate, nextUpdate }, at);
	if (nextUpdate === undefined || age !== 'fresh') {
		return { ok: false, code: age === 'fresh' ? 'stale' : age };
	}
	const isOwnKey =
		isSameKey(fieldsOf(signer), fieldsOf(issuer)) && nameKey(crl.issuer) === nameKey(subject.issuer);
	if (!isOwnKey && !(await question.signers?.holds(signer))) {
		return { ok: false, code: 'wrong-signer' };
	}
	const answer = {
		ok: true,
		signer: signer.title,
		thisUpdate,
		nextUpdate,
		entryCount: crl.entryCount,
		reasons,
		series: `${nameKey(crl.issuer)} ${hex(crl.extensions.get(Oid.issuingDistributionPoint)?.value)}`,
		number: integerOf(crl.extensions.get(Oid.crlNumber)),
		baseNumber: integerOf(crl.extensions.get(Oid.deltaCrlIndicator)),
		extensions: crl.extensions,
	} as const;
	const entries = crl.found
		.filter(({ certificateIssuer }) => {
			if (certificateIssuer !== undefined && !scope.isIndirect) {
				throw new TypeError('entries of other issuers in a list that is not meant for them');
			}
			return nameKey(certificateIssuer ?? crl.issuer) === nameKey(subject.issuer);
		})
		.map(({ revokedAt, reason }) => ({ since: revokedAt, reason: revocationReason(reason) }));
	// A list should name a certificate once; if not, what is final counts.
	const entry = entries.find(({ reason }) => reason !== 'certificateHold') ?? entries[0];
	return entry === undefined ? { ...answer, status: 'good' } : { ...answer, status: 'revoked', ...entry };
}

/** Why no key fits: the first key is the issuer's own. */
function signatureFailure({ signatures: [first] }: ScannedCrl): SourceFailure {
	return first === undefined || first === 'good' ? 'wrong-signer' : first === 'bad' ? 'bad-signature' : first;
}

/** Critical extensions that are heeded. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
	Oid.issuingDistributionPoint,
	Oid.deltaCrlIndicator,
	Oid.authorityKeyIdentifier,
]);

/** @throws DerError */
function integerOf(extension: Extension | undefined): bigint | undefined {
	return extension && BigInt(`0x0${hex(derCursor(extension.value).expect(Tag.integer))}`);
}

function hex(bytes: Uint8Array | undefined): string {
	return bytes === undefined ? '' : Buffer.from(bytes).toString('hex');
}
