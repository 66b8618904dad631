import type { SealCertificate } from '../seal-certificate.ts';
import { basicConstraints, fieldsOf } from '../x509-fields.ts';
import { type Chain, ChainSearch, type ChainVerdict } from './chain-search.ts';
import { pinnedRoots } from './pinned-roots.ts';

/** Kamu SM's issuers of fiscal seals, by generation, and where each is published; read from seals of each (docs/card.md). */
export const SEAL_ISSUERS = [1, 2, 3].map((generation) => ({
	generation,
	address: `http://depo.kamusm.gov.tr/kurumsal/mmeshs-s${generation}.crt`,
}));

export interface AuthorityCheck {
	readonly certificate: SealCertificate;
	/** Undefined: an authority that is verified up to a pinned root. */
	readonly fault: 'not-an-authority' | 'untrusted' | 'issuer-missing' | undefined;
}

interface AuthorityQuestion {
	/** Certificates that may stand between them and the roots. */
	readonly kept: readonly SealCertificate[];
	/** Default: the pinned ones. */
	readonly roots?: readonly SealCertificate[] | undefined;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

/** Whether each of them is an authority that a pinned root vouches for; they may be each other's issuers. Nobody is asked. */
export async function checkAuthorities(
	certificates: readonly SealCertificate[],
	{ kept, roots = pinnedRoots(), at }: AuthorityQuestion,
): Promise<readonly AuthorityCheck[]> {
	const checks: AuthorityCheck[] = [];
	for (const certificate of certificates) {
		if (!isAuthority(certificate)) {
			checks.push({ certificate, fault: 'not-an-authority' });
			continue;
		}
		const { verdict } = await firstChain({ subject: certificate, given: certificates, kept, roots, at });
		checks.push({ certificate, fault: faultOf(verdict) });
	}
	return checks;
}

/** Those of a trusted chain that came from the network: worth keeping for the time when there is none. */
export function fetchedIssuers({ links, verdict }: Chain): readonly SealCertificate[] {
	return verdict.kind === 'trusted'
		? links.filter(({ source }) => source === 'fetched').map(({ certificate }) => certificate)
		: [];
}

function isAuthority(certificate: SealCertificate): boolean {
	try {
		return basicConstraints(fieldsOf(certificate).extensions).isAuthority;
	} catch {
		return false;
	}
}

async function firstChain(
	question: Omit<ConstructorParameters<typeof ChainSearch>[0], 'fetcher'>,
): Promise<Chain> {
	const search = new ChainSearch({ ...question, fetcher: undefined });
	for await (const chain of search.trusted()) {
		return chain;
	}
	return search.closest;
}

function faultOf(verdict: ChainVerdict): AuthorityCheck['fault'] {
	switch (verdict.kind) {
		case 'trusted':
			return undefined;
		case 'incomplete':
			return 'issuer-missing';
		case 'untrusted':
			return 'untrusted';
	}
}
