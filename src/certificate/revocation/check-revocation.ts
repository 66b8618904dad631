import { cleanText } from '#text';
import { sourceAddresses } from '../certificate-details.ts';
import type { SealCertificate } from '../seal-certificate.ts';
import type { DocumentFetcher, EvidenceStore, Fetched } from '../sources.ts';
import { parseX509, serialHex, type X509Fields } from '../x509-fields.ts';
import { type CrlAnswer, checkCrl, MAX_CRL_BYTES } from './crl-check.ts';
import { encodeOcspRequest, NONCE_BYTES, OCSP_REQUEST_TYPE } from './ocsp-request.ts';
import { MAX_OCSP_BYTES, type OcspAnswer, readOcspResponse } from './ocsp-response.ts';
import type { Evidence, FailedSource, RevocationVerdict } from './verdict.ts';

/** A list from a file. */
export interface CrlFile {
	/** For people. */
	readonly name: string;
	/** Rejects where it cannot be read. */
	readonly pieces: () => AsyncIterable<Uint8Array>;
}

/** Where revocation may be looked up. */
export interface RevocationSources {
	/** Undefined: the network is not asked. */
	readonly fetcher: DocumentFetcher | undefined;
	readonly store: EvidenceStore | undefined;
	readonly crlFiles: readonly CrlFile[];
	/** Gives so many bytes that nobody can guess. */
	readonly random: (count: number) => Uint8Array;
}

export interface RevocationQuestion {
	readonly subject: SealCertificate;
	/** Verified: it signed the subject. */
	readonly issuer: SealCertificate;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly sources: RevocationSources;
	readonly signal?: AbortSignal | undefined;
}

/** A list that came within this time is not asked for again. */
const CRL_REUSE_MS = 60 * 60_000;

type Answer = (OcspAnswer | CrlAnswer) & { readonly evidence: Evidence };
type Outcome =
	| { readonly ok: true; readonly answer: Answer }
	| { readonly ok: false; readonly failed: FailedSource };

interface Parties {
	readonly subject: X509Fields;
	readonly issuer: { readonly certificate: SealCertificate; readonly fields: X509Fields };
	readonly at: number;
	readonly sources: RevocationSources;
	readonly signal: AbortSignal | undefined;
}

/**
 * Asks OCSP first, then lists, until one gives evidence. A responder that does not know the certificate is heard as
 * such: a list may then still show a revocation, and cannot make the certificate good.
 */
export async function checkRevocation(question: RevocationQuestion): Promise<RevocationVerdict> {
	const subject = parseX509(question.subject.der);
	const parties: Parties = {
		subject,
		issuer: { certificate: question.issuer, fields: parseX509(question.issuer.der) },
		at: question.at,
		sources: question.sources,
		signal: question.signal,
	};
	const addresses = sourceAddresses(subject.extensions);
	const isOnline = question.sources.fetcher !== undefined;
	const attempts: readonly (() => Promise<Outcome>)[] = [
		...question.sources.crlFiles.map((file) => () => askFile(file, parties)),
		...(isOnline ? addresses.ocsp : []).map((address) => () => askOcsp(address, parties)),
		...(isOnline ? addresses.crl : []).map((address) => () => askList(address, parties)),
	];
	if (attempts.length === 0) {
		return { kind: 'not-asked', why: isOnline ? 'no-source' : 'not-wanted', failed: [] };
	}
	const failed: FailedSource[] = [];
	let isUnknownToResponder = false;
	for (const attempt of attempts) {
		const outcome = await attempt();
		if (!outcome.ok) {
			failed.push(outcome.failed);
			isUnknownToResponder ||= outcome.failed.code === 'unknown-certificate';
			continue;
		}
		const { answer } = outcome;
		const { evidence } = answer;
		if (answer.status === 'revoked') {
			return { kind: 'revoked', reason: answer.reason, since: answer.since, evidence, failed };
		}
		if (!isUnknownToResponder) {
			return { kind: 'good', evidence, failed };
		}
	}
	return { kind: 'unknown', failed };
}

async function askOcsp(address: string, parties: Parties): Promise<Outcome> {
	const { sources, subject, issuer, at } = parties;
	const nonce = sources.random(NONCE_BYTES);
	const bytes = encodeOcspRequest(subject, issuer.fields, nonce);
	const fetched = await fetchWith(parties, {
		address,
		body: { type: OCSP_REQUEST_TYPE, bytes },
		maxBytes: MAX_OCSP_BYTES,
	});
	const key = `${address} ${serialHex(subject.serialNumber)} ${issuer.certificate.fingerprint}`;
	if (!fetched.ok) {
		const kept = isUnreached(fetched) ? await keptOcsp(key, address, parties) : undefined;
		return kept ?? failure('ocsp', address, fetched);
	}
	const answer = readOcspResponse(Buffer.concat(fetched.chunks), { subject, issuer, nonce, at });
	if (!answer.ok) {
		return { ok: false, failed: { source: 'ocsp', from: address, code: answer.code } };
	}
	if (answer.status === 'unknown') {
		return { ok: false, failed: { source: 'ocsp', from: address, code: 'unknown-certificate' } };
	}
	if (answer.nextUpdate !== undefined) {
		await sources.store?.save(key, fetched.chunks, answer.nextUpdate, at);
	}
	return { ok: true, answer: { ...answer, evidence: ocspEvidence(address, answer, undefined) } };
}

async function keptOcsp(key: string, address: string, parties: Parties): Promise<Outcome | undefined> {
	const { sources, subject, issuer, at } = parties;
	const kept = await sources.store?.load(key, at);
	if (kept === undefined) {
		return undefined;
	}
	const answer = readOcspResponse(Buffer.concat(kept.chunks), { subject, issuer, nonce: undefined, at });
	return answer.ok && answer.status !== 'unknown'
		? { ok: true, answer: { ...answer, evidence: ocspEvidence(address, answer, kept.keptAt) } }
		: undefined;
}

function ocspEvidence(from: string, answer: OcspAnswer, keptAt: number | undefined): Evidence {
	const { signer, producedAt, thisUpdate, nextUpdate, nonce } = answer;
	return { source: 'ocsp', from, signer, producedAt, thisUpdate, nextUpdate, nonce, keptAt };
}

async function askList(address: string, parties: Parties): Promise<Outcome> {
	const { sources, at } = parties;
	const kept = await sources.store?.load(address, at);
	const fromStore = async (): Promise<Outcome | undefined> => {
		if (kept === undefined) {
			return undefined;
		}
		const answer = await checkCrl(kept.chunks, parties);
		return answer.ok
			? { ok: true, answer: { ...answer, evidence: crlEvidence(address, answer, kept.keptAt) } }
			: undefined;
	};
	if (kept !== undefined && at >= kept.keptAt && at - kept.keptAt < CRL_REUSE_MS) {
		const reused = await fromStore();
		if (reused !== undefined) {
			return reused;
		}
	}
	const fetched = await fetchWith(parties, { address, maxBytes: MAX_CRL_BYTES });
	if (!fetched.ok) {
		return (isUnreached(fetched) ? await fromStore() : undefined) ?? failure('crl', address, fetched);
	}
	const answer = await checkCrl(fetched.chunks, parties);
	if (!answer.ok) {
		return { ok: false, failed: { source: 'crl', from: address, code: answer.code } };
	}
	await sources.store?.save(address, fetched.chunks, answer.nextUpdate, at);
	return { ok: true, answer: { ...answer, evidence: crlEvidence(address, answer, undefined) } };
}

async function askFile(file: CrlFile, parties: Parties): Promise<Outcome> {
	const from = cleanText(file.name);
	try {
		const answer = await checkCrl(file.pieces(), parties);
		return answer.ok
			? { ok: true, answer: { ...answer, evidence: crlEvidence(from, answer, undefined) } }
			: { ok: false, failed: { source: 'crl', from, code: answer.code } };
	} catch {
		// Reading a file can fail in as many ways as there are file systems.
		return { ok: false, failed: { source: 'crl', from, code: 'unreadable' } };
	}
}

function crlEvidence(from: string, answer: CrlAnswer, keptAt: number | undefined): Evidence {
	const { signer, thisUpdate, nextUpdate } = answer;
	return {
		source: 'crl',
		from,
		signer,
		producedAt: undefined,
		thisUpdate,
		nextUpdate,
		nonce: undefined,
		keptAt,
	};
}

async function fetchWith(
	{ sources, signal }: Parties,
	request: Parameters<DocumentFetcher['fetch']>[0],
): Promise<Fetched> {
	return (await sources.fetcher?.fetch(request, signal)) ?? { ok: false, code: 'offline' };
}

/** Nobody was there: what was kept may stand in. Somebody who answers wrongly is not covered up by it. */
function isUnreached({ code }: Extract<Fetched, { readonly ok: false }>): boolean {
	return code === 'offline' || code === 'proxy-failed' || code === 'timeout';
}

function failure(
	source: 'ocsp' | 'crl',
	from: string,
	{ code, status }: Extract<Fetched, { readonly ok: false }>,
): Outcome {
	return { ok: false, failed: { source, from, code, status } };
}
