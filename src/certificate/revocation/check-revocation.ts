import { cleanText } from '#text';
import { pointAddresses, sourceAddresses } from '../certificate-details.ts';
import { Oid } from '../object-identifiers.ts';
import type { SealCertificate } from '../seal-certificate.ts';
import type { DocumentFetcher, EvidenceStore, Fetched } from '../sources.ts';
import { fieldsOf, serialHex, type X509Fields } from '../x509-fields.ts';
import { type CrlAnswer, type CrlQuestion, checkCrl, type ListSigners, MAX_CRL_BYTES } from './crl-check.ts';
import { type ListConclusion, ListEvidence } from './list-evidence.ts';
import { encodeOcspRequest, NONCE_BYTES, OCSP_REQUEST_TYPE } from './ocsp-request.ts';
import { MAX_OCSP_BYTES, type OcspAnswer, type OcspResult, readOcspResponse } from './ocsp-response.ts';
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
	/** Who may sign lists in the issuer's stead; default: nobody. */
	readonly signers?: ListSigners | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** A list that came within this time is not asked for again. */
const CRL_REUSE_MS = 60 * 60_000;

type Answered<T> = { readonly ok: true; readonly answer: T; readonly evidence: Evidence };
type Outcome<T> = Answered<T> | { readonly ok: false; readonly failed: FailedSource };

interface Parties extends RevocationQuestion {
	readonly fields: X509Fields;
	readonly signal: AbortSignal | undefined;
}

/**
 * Looks into the lists that are given, then asks OCSP, then the lists that the certificate names, until it is known. A
 * responder that does not know the certificate is heard as such: a list may then still show a revocation, and cannot
 * make the certificate good.
 */
export async function checkRevocation(question: RevocationQuestion): Promise<RevocationVerdict> {
	const parties: Parties = { ...question, fields: fieldsOf(question.subject), signal: question.signal };
	const { extensions } = parties.fields;
	const addresses = sourceAddresses(extensions);
	const isOnline = question.sources.fetcher !== undefined;
	const hasSource = isOnline && addresses.ocsp.length + addresses.crl.length > 0;
	if (!hasSource && question.sources.crlFiles.length === 0) {
		return { kind: 'not-asked', why: isOnline ? 'no-source' : 'not-wanted', failed: [] };
	}
	const failed: FailedSource[] = [];
	const lists = new ListEvidence();
	const read = async (asked: Promise<Outcome<CrlAnswer>>): Promise<CrlAnswer | undefined> => {
		const outcome = await asked;
		if (!outcome.ok) {
			failed.push(outcome.failed);
			return undefined;
		}
		lists.add(outcome);
		return outcome.answer;
	};
	// A list that cannot be read may be the one that revokes: what the others leave out proves nothing then.
	const isAnyUnread = (): boolean => failed.some(({ source, code }) => source === 'crl' && UNREAD.has(code));
	for (const file of question.sources.crlFiles) {
		await read(askFile(file, parties));
	}
	const fromFiles = lists.conclude();
	if (fromFiles !== undefined && (fromFiles.status === 'revoked' || !isAnyUnread())) {
		return verdictOf(fromFiles, failed);
	}
	let isUnknownToResponder = false;
	let hasUnreadDelta = fromFiles !== undefined;
	for (const address of isOnline ? addresses.ocsp : []) {
		const outcome = await askOcsp(address, parties);
		if (outcome.ok && outcome.answer.status !== 'unknown') {
			const { answer, evidence } = outcome;
			return answer.status === 'revoked'
				? { kind: 'revoked', reason: answer.reason, since: answer.since, evidence, failed }
				: { kind: 'good', evidence, failed };
		}
		const code = outcome.ok ? 'unknown-certificate' : outcome.failed.code;
		isUnknownToResponder ||= code === 'unknown-certificate';
		failed.push(outcome.ok ? { source: 'ocsp', from: address, code } : outcome.failed);
	}
	for (const address of isOnline ? addresses.crl : []) {
		const answer = await read(askList(address, parties));
		for (const changes of answer === undefined ? [] : deltaAddresses(extensions, answer)) {
			hasUnreadDelta ||= (await read(askList(changes, parties))) === undefined && isAnyUnread();
		}
		const found = lists.conclude();
		if (found !== undefined && (found.status === 'revoked' || !(isUnknownToResponder || hasUnreadDelta))) {
			return verdictOf(found, failed);
		}
	}
	if (lists.hasDeltaAlone) {
		const [from = ''] = [...question.sources.crlFiles.map(({ name }) => cleanText(name)), ...addresses.crl];
		failed.push({ source: 'crl', from, code: 'delta' });
	}
	return { kind: 'unknown', failed };
}

/** The list came, and what it says is not known. */
const UNREAD: ReadonlySet<string> = new Set(['malformed', 'unknown-critical-extension']);

function verdictOf(found: ListConclusion, failed: readonly FailedSource[]): RevocationVerdict {
	const { evidence } = found;
	return found.status === 'good'
		? { kind: 'good', evidence, failed }
		: { kind: 'revoked', reason: found.reason, since: found.since, evidence, failed };
}

/** Where the changes since a list are: the certificate says so, or the list itself (RFC 5280 4.2.1.15, 5.2.6). */
function deltaAddresses(
	extensions: X509Fields['extensions'],
	{ extensions: ofList }: CrlAnswer,
): readonly string[] {
	const all = [extensions, ofList].flatMap((each) => {
		try {
			return pointAddresses(each, Oid.freshestCrl);
		} catch {
			return [];
		}
	});
	return [...new Set(all)];
}

async function askOcsp(address: string, parties: Parties): Promise<Outcome<OcspAnswer>> {
	const { sources, fields, issuer, at } = parties;
	const nonce = sources.random(NONCE_BYTES);
	const bytes = encodeOcspRequest(fields, fieldsOf(issuer), nonce);
	const fetched = await fetchWith(parties, {
		address,
		body: { type: OCSP_REQUEST_TYPE, bytes },
		maxBytes: MAX_OCSP_BYTES,
	});
	const key = `${address} ${serialHex(fields.serialNumber)} ${issuer.fingerprint}`;
	if (!fetched.ok) {
		const kept = isUnreached(fetched) ? await keptOcsp(key, address, parties) : undefined;
		return kept ?? failure('ocsp', address, fetched);
	}
	const answer = await readAnswer(fetched.chunks, nonce, parties);
	if (!answer.ok) {
		return { ok: false, failed: { source: 'ocsp', from: address, code: answer.code } };
	}
	if (answer.status !== 'unknown' && answer.nextUpdate !== undefined) {
		await sources.store?.save(key, fetched.chunks, answer.nextUpdate, at);
	}
	return { ok: true, answer, evidence: ocspEvidence(address, answer, undefined) };
}

async function keptOcsp(
	key: string,
	address: string,
	parties: Parties,
): Promise<Outcome<OcspAnswer> | undefined> {
	const kept = await parties.sources.store?.load(key, parties.at);
	if (kept === undefined) {
		return undefined;
	}
	const answer = await readAnswer(kept.chunks, undefined, parties);
	return answer.ok && answer.status !== 'unknown'
		? { ok: true, answer, evidence: ocspEvidence(address, answer, kept.keptAt) }
		: undefined;
}

async function readAnswer(
	chunks: readonly Uint8Array[],
	nonce: Uint8Array | undefined,
	parties: Parties,
): Promise<OcspResult> {
	const { fields: subject, issuer, at } = parties;
	const question = { subject, issuer: { certificate: issuer, fields: fieldsOf(issuer) }, nonce, at };
	const answer = await readOcspResponse(Buffer.concat(chunks), question);
	if (!answer.ok || answer.unchecked === undefined) {
		return answer;
	}
	const code = await delegateFault(answer.unchecked, parties);
	return code === undefined ? answer : { ok: false, code };
}

/**
 * A responder's certificate without id-pkix-ocsp-nocheck may be revoked like any other (RFC 6960 4.2.2.2.1). It is looked
 * up in lists alone: a responder that is asked about itself would prove nothing. One that names no list can only be
 * trusted, as its authority wants it.
 */
async function delegateFault(
	delegate: SealCertificate,
	parties: Parties,
): Promise<'responder-revoked' | 'responder-unchecked' | undefined> {
	const addresses = sourceAddresses(fieldsOf(delegate).extensions).crl;
	const lists = new ListEvidence();
	const question: Parties = { ...parties, subject: delegate, fields: fieldsOf(delegate) };
	const asked = [
		...parties.sources.crlFiles.map((file) => () => askFile(file, question)),
		...(parties.sources.fetcher === undefined ? [] : addresses).map(
			(address) => () => askList(address, question),
		),
	];
	for (const ask of asked) {
		const outcome = await ask();
		if (outcome.ok) {
			lists.add(outcome);
		}
		const found = lists.conclude();
		if (found !== undefined) {
			return found.status === 'revoked' ? 'responder-revoked' : undefined;
		}
	}
	return addresses.length === 0 ? undefined : 'responder-unchecked';
}

function ocspEvidence(from: string, answer: OcspAnswer, keptAt: number | undefined): Evidence {
	const { signer, producedAt, thisUpdate, nextUpdate, nonce } = answer;
	return { source: 'ocsp', from, signer, producedAt, thisUpdate, nextUpdate, nonce, keptAt };
}

async function askList(address: string, parties: Parties): Promise<Outcome<CrlAnswer>> {
	const { sources, at } = parties;
	const kept = await sources.store?.load(address, at);
	const fromStore = async (): Promise<Outcome<CrlAnswer> | undefined> => {
		const answer = kept && (await checkCrl(kept.chunks, crlQuestion(parties)));
		return answer?.ok
			? { ok: true, answer, evidence: crlEvidence(address, answer, kept?.keptAt) }
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
	const answer = await checkCrl(fetched.chunks, crlQuestion(parties));
	if (!answer.ok) {
		return { ok: false, failed: { source: 'crl', from: address, code: answer.code } };
	}
	await sources.store?.save(address, fetched.chunks, answer.nextUpdate, at);
	return { ok: true, answer, evidence: crlEvidence(address, answer, undefined) };
}

async function askFile(file: CrlFile, parties: Parties): Promise<Outcome<CrlAnswer>> {
	const from = cleanText(file.name);
	try {
		const answer = await checkCrl(file.pieces(), crlQuestion(parties));
		return answer.ok
			? { ok: true, answer, evidence: crlEvidence(from, answer, undefined) }
			: { ok: false, failed: { source: 'crl', from, code: answer.code } };
	} catch {
		// Reading a file can fail in as many ways as there are file systems.
		return { ok: false, failed: { source: 'crl', from, code: 'unreadable' } };
	}
}

function crlQuestion({ fields: subject, issuer, at, signers }: Parties): CrlQuestion {
	return { subject, issuer, at, signers };
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
): { readonly ok: false; readonly failed: FailedSource } {
	return { ok: false, failed: { source, from, code, status } };
}
