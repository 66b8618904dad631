import { buildChain, type Chain } from './chain/build-chain.ts';
import { pinnedRoots } from './chain/pinned-roots.ts';
import { checkRevocation, type RevocationSources } from './revocation/check-revocation.ts';
import type { RevocationVerdict } from './revocation/verdict.ts';
import type { SealCertificate } from './seal-certificate.ts';
import { type Findings, type JudgedState, judgeState } from './seal-state.ts';

export interface AssessmentQuestion {
	readonly certificate: SealCertificate;
	/** Certificates that may stand above it: of the card, of files. */
	readonly given: readonly SealCertificate[];
	/** The moment that is asked about, milliseconds since 1970 UTC: dates and answers are judged by it. */
	readonly at: number;
	/** Undefined: neither the network nor a list is asked, and the state rests on dates and on the chain as far as it goes. */
	readonly sources: RevocationSources | undefined;
	/** Default: the pinned ones. */
	readonly roots?: readonly SealCertificate[] | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** What is known of a certificate at a moment, and what that rests on. */
export interface Assessment extends JudgedState {
	/** The moment, milliseconds since 1970 UTC. */
	readonly at: number;
	readonly chain: Chain;
	readonly revocation: RevocationVerdict;
	readonly wanted: Findings['wanted'];
}

/** Looks at dates, chain and, where sources are given, revocation. */
export async function assessCertificate(question: AssessmentQuestion): Promise<Assessment> {
	const { certificate, given, at, sources, signal, roots = pinnedRoots() } = question;
	// A test certificate names hosts that do not exist; asking for them would only tell the network about it.
	const fetcher = certificate.isSandbox ? undefined : sources?.fetcher;
	const chain = await buildChain({ subject: certificate, given, roots, at, fetcher, signal });
	const revocation = await askAbout(question, chain);
	const wanted = sources === undefined ? 'dates' : 'everything';
	return { at, chain, revocation, wanted, ...judgeState({ certificate, at, chain, revocation, wanted }) };
}

async function askAbout(
	{ certificate, at, sources, signal }: AssessmentQuestion,
	{ links }: Chain,
): Promise<RevocationVerdict> {
	if (sources === undefined) {
		return { kind: 'not-asked', why: 'not-wanted', failed: [] };
	}
	if (certificate.isSandbox && sources.crlFiles.length === 0) {
		return { kind: 'not-asked', why: 'sandbox', failed: [] };
	}
	const issuer = links[1];
	if (issuer === undefined || issuer.fault !== undefined) {
		return { kind: 'not-asked', why: 'no-issuer', failed: [] };
	}
	const usable = certificate.isSandbox ? { ...sources, fetcher: undefined } : sources;
	return checkRevocation({ subject: certificate, issuer: issuer.certificate, at, sources: usable, signal });
}
