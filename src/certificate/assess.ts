import { cleanText } from '#text';
import { type Chain, ChainSearch, SearchBudget } from './chain/chain-search.ts';
import { pinnedRoots } from './chain/pinned-roots.ts';
import { checkRevocation, type RevocationSources } from './revocation/check-revocation.ts';
import type { ListSigners } from './revocation/crl-check.ts';
import type { RevocationVerdict } from './revocation/verdict.ts';
import type { SealCertificate } from './seal-certificate.ts';
import { type AuthorityFinding, type Findings, type JudgedState, judgeState } from './seal-state.ts';
import type { SharedFindings } from './shared-findings.ts';

export interface AssessmentQuestion {
	readonly certificate: SealCertificate;
	/** Certificates that may stand above it: of the card, of files. */
	readonly given: readonly SealCertificate[];
	/** The same, kept from an earlier time. */
	readonly kept?: readonly SealCertificate[] | undefined;
	/** The moment that is asked about, milliseconds since 1970 UTC: dates and answers are judged by it. */
	readonly at: number;
	/** Undefined: neither the network nor a list is asked, and the state rests on dates and on the chain as far as it goes. */
	readonly sources: RevocationSources | undefined;
	/** Default: the pinned ones. */
	readonly roots?: readonly SealCertificate[] | undefined;
	readonly signal?: AbortSignal | undefined;
	/** What was found about authorities for other certificates of the same run; default: nothing. */
	readonly shared?: SharedFindings | undefined;
}

/** What is known of a certificate at a moment, and what that rests on. */
export interface Assessment extends JudgedState {
	/** The moment, milliseconds since 1970 UTC. */
	readonly at: number;
	readonly chain: Chain;
	readonly revocation: RevocationVerdict;
	readonly authorities: Findings['authorities'];
	readonly wanted: Findings['wanted'];
}

/** Looks at dates, chain and, where sources are given, revocation of every certificate of the chain. */
export async function assessCertificate(question: AssessmentQuestion): Promise<Assessment> {
	const { certificate, at, sources } = question;
	const assessor = new PathAssessor(question);
	const { chain, revocation, authorities } = await assessor.findings();
	const wanted = sources === undefined ? 'dates' : 'everything';
	const findings = { certificate, at, chain, revocation, authorities, wanted } as const;
	return { at, chain, revocation, authorities, wanted, ...judgeState(findings) };
}

type PathFindings = Pick<Findings, 'chain' | 'revocation' | 'authorities'>;

/** How many signers of lists may stand behind one another: a list, its signer's own list, and that one's. */
const MAX_SIGNER_DEPTH = 3;
/** Chains whose revocation is looked at before the first of them is taken for the answer. */
const MAX_CHAINS = 4;

/** The search for one answer: the chains to a root, and what is known about the revocation of each link. */
class PathAssessor implements ListSigners {
	readonly #question: AssessmentQuestion;
	readonly #roots: readonly SealCertificate[];
	readonly #budget: SearchBudget;
	readonly #search: ChainSearch;
	/** Fingerprints of the certificates that are being asked about: none of them vouches for itself. */
	readonly #asking: Set<string>;
	/** By fingerprints of certificate and issuer. */
	readonly #known: Map<string, Promise<RevocationVerdict>>;
	readonly #depth: number;

	constructor(question: AssessmentQuestion, above?: PathAssessor) {
		const { certificate, given, kept, at, sources, signal, roots = pinnedRoots() } = question;
		this.#question = question;
		this.#roots = roots;
		this.#budget = above === undefined ? new SearchBudget(question.shared) : above.#budget;
		this.#asking = above === undefined ? new Set() : above.#asking;
		this.#known = above === undefined ? new Map() : above.#known;
		this.#depth = above === undefined ? 0 : above.#depth + 1;
		// A test certificate names hosts that do not exist; asking for them would only tell the network about it.
		const fetcher = certificate.isSandbox ? undefined : sources?.fetcher;
		this.#search = new ChainSearch({
			subject: certificate,
			given,
			kept,
			roots,
			at,
			fetcher,
			signal,
			budget: this.#budget,
		});
	}

	/** The first chain on which nothing is revoked; else the first that holds; else the one that came furthest. */
	async findings(): Promise<PathFindings> {
		let first: PathFindings | undefined;
		let seen = 0;
		for await (const chain of this.#search.trusted()) {
			const found = await this.#revocationsOf(chain);
			first ??= found;
			seen += 1;
			const isOver = found.revocation.kind === 'revoked' || !found.authorities.some(isRevoked);
			if (isOver || seen === MAX_CHAINS) {
				return isOver ? found : first;
			}
		}
		return first ?? this.#revocationsOf(this.#search.closest);
	}

	async #revocationsOf(chain: Chain): Promise<PathFindings> {
		const { certificate, sources } = this.#question;
		const revocation = await this.#revocationOf(chain, 0);
		// Nothing is asked about authorities that lead nowhere.
		if (sources === undefined || chain.verdict.kind !== 'trusted' || certificate.isSandbox) {
			return { chain, revocation, authorities: [] };
		}
		const authorities: AuthorityFinding[] = [];
		for (let position = 1; position < chain.links.length - 1; position += 1) {
			authorities.push({ position, revocation: await this.#revocationOf(chain, position) });
		}
		const above = authorities.map((authority) => authority.revocation);
		return {
			chain,
			revocation: this.#withoutForeignFiles(revocation, above, 'subject'),
			authorities: authorities.map(({ position, revocation: found }) => ({
				position,
				revocation: this.#withoutForeignFiles(found, [revocation, ...above], 'authority'),
			})),
		};
	}

	/** A file with another authority's list is no failure where it is meant for another certificate of the chain. */
	#withoutForeignFiles(
		verdict: RevocationVerdict,
		all: readonly RevocationVerdict[],
		of: 'subject' | 'authority',
	): RevocationVerdict {
		const files = new Set(this.#question.sources?.crlFiles.map(({ name }) => cleanText(name)));
		const isForeign = (each: RevocationVerdict, name: string): boolean =>
			each.failed.some(({ from, code }) => from === name && code === 'other-issuer');
		const failed = verdict.failed.filter(
			({ from, code }) =>
				code !== 'other-issuer' ||
				!files.has(from) ||
				(of === 'subject' && all.every((each) => isForeign(each, from))),
		);
		return { ...verdict, failed };
	}

	async #revocationOf({ links }: Chain, position: number): Promise<RevocationVerdict> {
		const { sources, at, signal } = this.#question;
		const [subject, issuer] = [links[position]?.certificate, links[position + 1]];
		if (sources === undefined) {
			return { kind: 'not-asked', why: 'not-wanted', failed: [] };
		}
		if (subject?.isSandbox === true && sources.crlFiles.length === 0) {
			return { kind: 'not-asked', why: 'sandbox', failed: [] };
		}
		if (subject === undefined || issuer === undefined || issuer.fault !== undefined) {
			return { kind: 'not-asked', why: 'no-issuer', failed: [] };
		}
		const key = `${subject.fingerprint} ${issuer.certificate.fingerprint}`;
		// Two certificates of one run have authorities in common; what is asked about the subject itself is always asked.
		const shared = this.#depth === 0 && position > 0 ? this.#question.shared : undefined;
		const question = { subject, issuer: issuer.certificate, at, sources, atHand: this.#search.atHand };
		const known = this.#known.get(key) ?? shared?.revocation(question);
		if (known !== undefined) {
			return known;
		}
		this.#asking.add(subject.fingerprint);
		let hasSearched = false;
		const signers: ListSigners = {
			named: (name) => this.named(name),
			holds: (signer) => {
				hasSearched = true;
				return this.holds(signer);
			},
		};
		try {
			const asked = checkRevocation({
				subject,
				issuer: issuer.certificate,
				at,
				sources: subject.isSandbox ? { ...sources, fetcher: undefined } : sources,
				signers,
				signal,
			});
			const verdict = await asked;
			// What another question that is still open kept from being believed may be believed later.
			if (this.#depth === 0) {
				this.#known.set(key, asked);
			}
			// A search for another signer depends on more than the question says, and on what is left of the budget.
			if (!hasSearched) {
				shared?.keepRevocation(question, verdict);
			}
			return verdict;
		} finally {
			this.#asking.delete(subject.fingerprint);
		}
	}

	named(key: string): readonly SealCertificate[] {
		return this.#search.named(key);
	}

	async holds(signer: SealCertificate): Promise<boolean> {
		if (this.#roots.some(({ fingerprint }) => fingerprint === signer.fingerprint)) {
			return true;
		}
		if (this.#depth === MAX_SIGNER_DEPTH || this.#asking.has(signer.fingerprint)) {
			return false;
		}
		const own = new PathAssessor({ ...this.#question, certificate: signer }, this);
		const { chain, revocation, authorities } = await own.findings();
		const { at } = this.#question;
		return (
			chain.verdict.kind === 'trusted' &&
			at >= signer.notBefore &&
			at <= signer.notAfter &&
			revocation.kind === 'good' &&
			authorities.every((authority) => authority.revocation.kind === 'good')
		);
	}
}

function isRevoked({ revocation }: { readonly revocation: RevocationVerdict }): boolean {
	return revocation.kind === 'revoked';
}
