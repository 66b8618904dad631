import type { RevocationSources } from './revocation/check-revocation.ts';
import type { RevocationVerdict } from './revocation/verdict.ts';
import type { SealCertificate } from './seal-certificate.ts';
import { type SignatureVerdict, verifySignature } from './signature.ts';
import type { X509Fields } from './x509-fields.ts';

/** What the revocation of an authority was found from: a finding is used again only where all of it is the same. */
export interface AuthorityQuestion {
	readonly subject: SealCertificate;
	readonly issuer: SealCertificate;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly sources: RevocationSources;
	/** Certificates that might have signed a list, in the order in which they are tried. */
	readonly atHand: readonly SealCertificate[];
}

/**
 * Findings about authorities that hold for every certificate under them. One object serves the certificates that one
 * command judges, so that the issuer of 400 seals is verified and looked up once. Each answer is the one that the search
 * would come to again.
 */
export class SharedFindings {
	readonly #signatures = new WeakMap<X509Fields, WeakMap<X509Fields, Promise<SignatureVerdict>>>();
	readonly #revocations = new WeakMap<RevocationSources, Map<string, RevocationVerdict>>();

	/** Whether `issuer` signed `subject`; verified once. */
	signature(subject: X509Fields, issuer: X509Fields): Promise<SignatureVerdict> {
		const known = this.#signatures.get(subject) ?? new WeakMap<X509Fields, Promise<SignatureVerdict>>();
		this.#signatures.set(subject, known);
		const verdict = known.get(issuer) ?? verifySignature(subject, issuer.publicKey);
		known.set(issuer, verdict);
		return verdict;
	}

	/** Undefined where nothing is known yet. */
	revocation(question: AuthorityQuestion): RevocationVerdict | undefined {
		return this.#revocations.get(question.sources)?.get(keyOf(question));
	}

	/** Keeps what signed evidence says; a source that failed is asked again for the next certificate. */
	keepRevocation(question: AuthorityQuestion, verdict: RevocationVerdict): void {
		const isProven = verdict.kind === 'good' || verdict.kind === 'revoked';
		if (isProven && verdict.failed.length === 0) {
			const known = this.#revocations.get(question.sources) ?? new Map<string, RevocationVerdict>();
			this.#revocations.set(question.sources, known.set(keyOf(question), verdict));
		}
	}
}

function keyOf({ subject, issuer, at, atHand }: AuthorityQuestion): string {
	return [at, ...[subject, issuer, ...atHand].map(({ fingerprint }) => fingerprint)].join(' ');
}
