import { sourceAddresses } from '../certificate-details.ts';
import { readCertificateFile } from '../certificate-files.ts';
import { MAX_CERTIFICATE_BYTES } from '../read-seal-certificate.ts';
import type { SealCertificate } from '../seal-certificate.ts';
import type { DocumentFetcher, FetchFailure } from '../sources.ts';
import { parseX509, type X509Fields } from '../x509-fields.ts';
import { type IssuerFault, isSameName, issuerFault, mayBeIssuer } from './issuer-check.ts';

export interface ChainLink {
	readonly certificate: SealCertificate;
	/** `subject`: the one asked about. `given`: from the card or a file. `fetched`: from the address in the one below. */
	readonly source: 'subject' | 'given' | 'fetched' | 'pinned';
	/** Why it does not hold the one below it; the last link alone can have one. */
	readonly fault: IssuerFault | undefined;
}

export type ChainVerdict =
	/** Every link is verified and the last one is a pinned root. */
	| { readonly kind: 'trusted' }
	/** The next issuer is not at hand. */
	| {
			readonly kind: 'incomplete';
			/** CN of the issuer that is missing. */
			readonly issuer: string;
			/** What came of asking for it; undefined where nobody asked. */
			readonly failure: ChainFetchFailure | undefined;
	  }
	/** It leads elsewhere, or a link does not hold. */
	| { readonly kind: 'untrusted'; readonly fault: IssuerFault | 'not-pinned' | 'chain-too-long' };

/** `no-address`: the certificate does not say where. `not-the-issuer`: something else came. */
export type ChainFetchFailure = FetchFailure | 'no-address' | 'not-the-issuer';

export interface Chain {
	/** From the subject upwards. */
	readonly links: readonly ChainLink[];
	readonly verdict: ChainVerdict;
}

export interface ChainQuestion {
	readonly subject: SealCertificate;
	/** Certificates that may be issuers. */
	readonly given: readonly SealCertificate[];
	readonly roots: readonly SealCertificate[];
	/** Milliseconds since 1970 UTC: the issuers' dates are judged by it; the subject's are not judged here. */
	readonly at: number;
	/** Undefined: nothing is asked for. */
	readonly fetcher: DocumentFetcher | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** The seal's chain has three links; a few more leave room for what may come. */
const MAX_LINKS = 6;

/**
 * Goes from the subject up to a pinned root and verifies each step: name, key identifier, signature, basicConstraints,
 * key usage, dates, critical extensions.
 */
export async function buildChain(question: ChainQuestion): Promise<Chain> {
	const { subject, roots, given } = question;
	const links: ChainLink[] = [{ certificate: subject, source: 'subject', fault: undefined }];
	let current = subject;
	while (!isPinned(current, roots)) {
		const fields = parseX509(current.der);
		if (isSameName(fields.issuer, fields.subject)) {
			return { links, verdict: { kind: 'untrusted', fault: 'not-pinned' } };
		}
		if (links.length === MAX_LINKS) {
			return { links, verdict: { kind: 'untrusted', fault: 'chain-too-long' } };
		}
		const judge = (source: ChainLink['source'], candidates: readonly SealCertificate[]) =>
			bestIssuer(fields, source, candidates, links.length - 1, question.at);
		let above = judge('pinned', roots) ?? judge('given', given);
		let failure: ChainFetchFailure | undefined;
		if (above === undefined && question.fetcher !== undefined) {
			const fetched = await fetchIssuers(fields, question.fetcher, question.signal);
			failure = fetched.failure;
			above = judge('fetched', fetched.certificates);
			failure = above === undefined ? (failure ?? 'not-the-issuer') : undefined;
		}
		if (above === undefined) {
			return { links, verdict: { kind: 'incomplete', issuer: current.issuer, failure } };
		}
		links.push(above);
		if (above.fault !== undefined) {
			return { links, verdict: { kind: 'untrusted', fault: above.fault } };
		}
		current = above.certificate;
	}
	return { links, verdict: { kind: 'trusted' } };
}

function isPinned({ fingerprint }: SealCertificate, roots: readonly SealCertificate[]): boolean {
	return roots.some((root) => root.fingerprint === fingerprint);
}

/** The first that holds; else the first that has the name, with its fault. */
function bestIssuer(
	subject: X509Fields,
	source: ChainLink['source'],
	candidates: readonly SealCertificate[],
	authoritiesBelow: number,
	at: number,
): ChainLink | undefined {
	let faulty: ChainLink | undefined;
	for (const certificate of candidates) {
		const issuer = parseX509(certificate.der);
		if (!mayBeIssuer(subject, issuer)) {
			continue;
		}
		const link = { certificate, source, fault: issuerFault(subject, issuer, authoritiesBelow, at) };
		if (link.fault === undefined) {
			return link;
		}
		faulty ??= link;
	}
	return faulty;
}

interface FetchedIssuers {
	readonly certificates: readonly SealCertificate[];
	readonly failure: ChainFetchFailure | undefined;
}

async function fetchIssuers(
	subject: X509Fields,
	fetcher: DocumentFetcher,
	signal: AbortSignal | undefined,
): Promise<FetchedIssuers> {
	let failure: ChainFetchFailure = 'no-address';
	for (const address of sourceAddresses(subject.extensions).issuer) {
		const fetched = await fetcher.fetch({ address, maxBytes: MAX_CERTIFICATE_BYTES }, signal);
		if (!fetched.ok) {
			failure = fetched.code;
			continue;
		}
		const file = readCertificateFile(Buffer.concat(fetched.chunks));
		const certificates = file.ok
			? file.entries.flatMap((entry) => (entry.ok ? [entry.certificate] : []))
			: [];
		if (certificates.length > 0) {
			return { certificates, failure: undefined };
		}
		failure = 'not-the-issuer';
	}
	return { certificates: [], failure };
}
