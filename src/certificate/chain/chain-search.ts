import { sourceAddresses } from '../certificate-details.ts';
import { readCertificateFile } from '../certificate-files.ts';
import { nameKey } from '../distinguished-name.ts';
import { MAX_CERTIFICATE_BYTES } from '../read-seal-certificate.ts';
import type { SealCertificate } from '../seal-certificate.ts';
import type { SharedFindings } from '../shared-findings.ts';
import { verifySignature } from '../signature.ts';
import type { DocumentFetcher, FetchFailure } from '../sources.ts';
import { fieldsOf, isSelfIssued, type X509Fields } from '../x509-fields.ts';
import { type CheckSignature, type IssuerFault, issuerFault, mayBeIssuer } from './issuer-check.ts';
import { type PathFault, validatePath } from './validate-path.ts';

export type LinkFault = IssuerFault | PathFault;

export interface ChainLink {
	readonly certificate: SealCertificate;
	/**
	 * `subject`: the one asked about. `given`: from the card or a file. `kept`: fetched or imported at an earlier time.
	 * `fetched`: from the address in the one below.
	 */
	readonly source: 'subject' | 'given' | 'kept' | 'fetched' | 'pinned';
	/** Why the chain does not hold at this certificate; one link of a chain has one at most. */
	readonly fault: LinkFault | undefined;
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
	/**
	 * It leads elsewhere, or a link does not hold. `too-many-candidates`: so many certificates carry the names of the chain
	 * that the search was ended.
	 */
	| {
			readonly kind: 'untrusted';
			readonly fault: LinkFault | 'not-pinned' | 'chain-too-long' | 'too-many-candidates';
	  };

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
	/** The same, from an earlier time; looked at after those that are given. */
	readonly kept?: readonly SealCertificate[] | undefined;
	readonly roots: readonly SealCertificate[];
	/** Milliseconds since 1970 UTC: the issuers' dates are judged by it; the subject's are not judged here. */
	readonly at: number;
	/** Undefined: nothing is asked for. */
	readonly fetcher: DocumentFetcher | undefined;
	readonly signal?: AbortSignal | undefined;
	/** What is shared with other searches for the same answer; default: a budget of its own. */
	readonly budget?: SearchBudget | undefined;
}

/** The seal's chain has three links; the longest of the public test suite has six. */
const MAX_LINKS = 12;
/** A signature takes up to a millisecond; the longest search that the public test suite needs checks some twenty. */
const MAX_SIGNATURES = 256;
/** Certificates that are set above another one, whether signed or not. */
const MAX_STEPS = 4_096;
/** Addresses that one search asks for issuers. */
const MAX_FETCHES = 8;

/** What a search may cost. Without bounds, certificates that point at each other would make one that never ends. */
export class SearchBudget {
	#signatures = MAX_SIGNATURES;
	#steps = MAX_STEPS;
	#fetches = MAX_FETCHES;
	readonly #checked = new Map<X509Fields, Map<X509Fields, ReturnType<CheckSignature>>>();
	readonly #shared: SharedFindings | undefined;

	/** `shared`: signatures that other searches have verified. Each counts here as if it were verified anew, so that the bound is the same. */
	constructor(shared?: SharedFindings) {
		this.#shared = shared;
	}

	get isExhausted(): boolean {
		return this.#signatures === 0 || this.#steps === 0;
	}

	/** False where no step is left. */
	step(): boolean {
		this.#steps = Math.max(0, this.#steps - 1);
		return !this.isExhausted;
	}

	fetch(): boolean {
		this.#fetches = Math.max(0, this.#fetches - 1);
		return this.#fetches > 0;
	}

	readonly checkSignature: CheckSignature = (subject, issuer) => {
		const known = this.#checked.get(subject)?.get(issuer);
		if (known !== undefined) {
			return known;
		}
		this.#signatures = Math.max(0, this.#signatures - 1);
		const verdict = this.#shared?.signature(subject, issuer) ?? verifySignature(subject, issuer.publicKey);
		const ofSubject = this.#checked.get(subject) ?? new Map();
		this.#checked.set(subject, ofSubject.set(issuer, verdict));
		return verdict;
	};
}

/** How far a chain came that does not hold; what came further is told first. */
const Rank = { incomplete: 1, link: 2, path: 3, none: 0 } as const;

/**
 * Searches all chains from a subject to a pinned root, depth first: every certificate whose name and key identifier fit is
 * tried, the roots before others, and a way that does not hold is left again. Bounded in length and cost.
 */
export class ChainSearch {
	readonly #question: ChainQuestion;
	readonly #budget: SearchBudget;
	readonly #bySubject = new Map<string, Candidate[]>();
	#closest: { readonly rank: number; readonly chain: Chain } | undefined;

	constructor(question: ChainQuestion) {
		this.#question = question;
		this.#budget = question.budget ?? new SearchBudget();
		this.#offer('pinned', question.roots);
		this.#offer('given', question.given);
		this.#offer('kept', question.kept ?? []);
	}

	/** The chain that came furthest of those that do not hold. */
	get closest(): Chain {
		if (this.#budget.isExhausted) {
			const links = this.#closest?.chain.links ?? [this.#subjectLink()];
			return { links: withoutFault(links), verdict: { kind: 'untrusted', fault: 'too-many-candidates' } };
		}
		return (
			this.#closest?.chain ?? {
				links: [this.#subjectLink()],
				verdict: { kind: 'incomplete', issuer: this.#question.subject.issuer, failure: undefined },
			}
		);
	}

	/** Chains that hold, one after another. */
	async *trusted(): AsyncGenerator<Chain> {
		yield* this.#above([this.#subjectLink()]);
	}

	/** Every certificate that may stand in a chain, in the order in which those of one name are tried. */
	get atHand(): readonly SealCertificate[] {
		return [...this.#bySubject.values()].flat().map(({ certificate }) => certificate);
	}

	/** Certificates with this name (as `nameKey` gives it) among those that are at hand. */
	named(key: string): readonly SealCertificate[] {
		return (this.#bySubject.get(key) ?? []).map(({ certificate }) => certificate);
	}

	#subjectLink(): ChainLink {
		return { certificate: this.#question.subject, source: 'subject', fault: undefined };
	}

	async *#above(links: readonly ChainLink[]): AsyncGenerator<Chain> {
		const current = links.at(-1)?.certificate ?? this.#question.subject;
		if (this.#question.roots.some(({ fingerprint }) => fingerprint === current.fingerprint)) {
			const chain = this.#validated(links);
			if (chain !== undefined) {
				yield chain;
			}
			return;
		}
		if (links.length === MAX_LINKS) {
			this.#missed(Rank.path, { links, verdict: { kind: 'untrusted', fault: 'chain-too-long' } });
			return;
		}
		const fields = fieldsOf(current);
		let isAnyTrusted = false;
		for (const candidate of this.#candidatesFor(fields)) {
			for await (const chain of this.#over(links, fields, candidate)) {
				isAnyTrusted = true;
				yield chain;
			}
		}
		if (isAnyTrusted) {
			return;
		}
		const failure = yield* this.#overFetched(links, fields);
		// The name is its own: it is a root, and none that is pinned.
		if (isSelfIssued(fields) && (await this.#budget.checkSignature(fields, fields)) === 'good') {
			this.#missed(Rank.link, { links, verdict: { kind: 'untrusted', fault: 'not-pinned' } });
			return;
		}
		this.#missed(Rank.incomplete, {
			links,
			verdict: { kind: 'incomplete', issuer: current.issuer, failure },
		});
	}

	async *#over(
		links: readonly ChainLink[],
		subject: X509Fields,
		candidate: Candidate,
	): AsyncGenerator<Chain> {
		const { certificate, source } = candidate;
		if (!this.#budget.step() || isRound(links, candidate)) {
			return;
		}
		const { checkSignature } = this.#budget;
		const fault = await issuerFault(subject, candidate.fields, this.#question.at, checkSignature);
		const next = [...links, { certificate, source, fault }];
		if (fault !== undefined) {
			this.#missed(Rank.link, { links: next, verdict: { kind: 'untrusted', fault } });
			return;
		}
		yield* this.#above(next);
	}

	/** Gives what came of asking; undefined where nobody was asked, or the issuer came. */
	async *#overFetched(
		links: readonly ChainLink[],
		subject: X509Fields,
	): AsyncGenerator<Chain, ChainFetchFailure | undefined> {
		const { fetcher, signal } = this.#question;
		if (fetcher === undefined || isSelfIssued(subject) || this.#budget.isExhausted || !this.#budget.fetch()) {
			return undefined;
		}
		const { certificates, failure } = await fetchIssuers(subject, fetcher, signal);
		const isNew = this.#offer('fetched', certificates);
		let isIssuer = false;
		for (const candidate of this.#candidatesFor(subject).filter(({ certificate }) => isNew(certificate))) {
			isIssuer = true;
			yield* this.#over(links, subject, candidate);
		}
		return failure ?? (isIssuer ? undefined : 'not-the-issuer');
	}

	/** @returns whether a certificate was not at hand before */
	#offer(
		source: ChainLink['source'],
		certificates: readonly SealCertificate[],
	): (certificate: SealCertificate) => boolean {
		const added = new Set<SealCertificate>();
		for (const certificate of certificates) {
			const candidate = { certificate, source, fields: fieldsOf(certificate) };
			const key = nameKey(candidate.fields.subject);
			const named = this.#bySubject.get(key) ?? [];
			if (
				source !== 'fetched' ||
				!named.some(({ certificate: { fingerprint } }) => fingerprint === certificate.fingerprint)
			) {
				added.add(certificate);
				named.push(candidate);
				this.#bySubject.set(key, named);
			}
		}
		return (certificate) => added.has(certificate);
	}

	#candidatesFor(subject: X509Fields): readonly Candidate[] {
		return (this.#bySubject.get(nameKey(subject.issuer)) ?? []).filter(({ fields }) =>
			mayBeIssuer(subject, fields),
		);
	}

	/** Undefined where the path as a whole does not hold. */
	#validated(links: readonly ChainLink[]): Chain | undefined {
		const found = validatePath(links.map(({ certificate }) => fieldsOf(certificate)));
		if (found === undefined) {
			return { links, verdict: { kind: 'trusted' } };
		}
		const { fault, position } = found;
		this.#missed(Rank.path, {
			links: links.map((link, index) => (index === position ? { ...link, fault } : link)),
			verdict: { kind: 'untrusted', fault },
		});
		return undefined;
	}

	#missed(rank: number, chain: Chain): void {
		if (rank > (this.#closest?.rank ?? Rank.none)) {
			this.#closest = { rank, chain };
		}
	}
}

interface Candidate {
	readonly certificate: SealCertificate;
	readonly source: ChainLink['source'];
	readonly fields: X509Fields;
}

/** Whether the chain holds the certificate already, or another one of the same authority with the same key. */
function isRound(links: readonly ChainLink[], { certificate, fields }: Candidate): boolean {
	return links.some((link) => {
		const below = fieldsOf(link.certificate);
		return (
			link.certificate.fingerprint === certificate.fingerprint ||
			(nameKey(below.subject) === nameKey(fields.subject) &&
				Buffer.compare(below.publicKey, fields.publicKey) === 0)
		);
	});
}

function withoutFault(links: readonly ChainLink[]): readonly ChainLink[] {
	return links.map((link) => ({ ...link, fault: undefined }));
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
