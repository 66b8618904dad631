import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { setImmediate as nextRound } from 'node:timers/promises';
import type { ProxyRoute } from '#api';
import {
	type Assessment,
	assessCertificate,
	type CrlFile,
	type DocumentFetcher,
	type EvidenceStore,
	type Fetched,
	fetchedIssuers,
	type RevocationSources,
	type SealCertificate,
	SharedFindings,
} from '#certificate';
import { filePieces } from './bounded-file.ts';

/** What the commands that judge certificates have in common. */
export interface AssessorOptions {
	/** Ask the network for what is missing of the chain, and about revocation. */
	readonly check: boolean;
	/** Milliseconds since 1970 UTC: everything is judged by it. */
	readonly at: number;
	/** Files with lists. */
	readonly crl?: readonly string[] | undefined;
	/** Where verified answers are kept; undefined: nowhere. */
	readonly cacheFolder?: string | undefined;
	/** Where issuers are kept that were fetched or imported; undefined: nowhere. */
	readonly issuerFolder?: string | undefined;
	/** On the way to whoever is asked about revocation. */
	readonly proxy?: ProxyRoute | undefined;
	/** Documents that are asked for at the same time. Default: no bound. */
	readonly mostAtOnce?: number | undefined;
	readonly signal: AbortSignal;
	/** Default: those that are pinned in the program. */
	readonly roots?: readonly SealCertificate[] | undefined;
}

export interface Assessor {
	/** False where nothing but dates and the chain is asked about. */
	readonly isRevocationWanted: boolean;
	/** @param given certificates that may be issuers */
	assess(certificate: SealCertificate, given: readonly SealCertificate[]): Promise<Assessment>;
}

export async function openAssessor(options: AssessorOptions): Promise<Assessor> {
	const { at, signal, roots, issuerFolder, check } = options;
	const sources = await revocationSources(options);
	const store =
		issuerFolder === undefined ? undefined : (await import('#ports')).createIssuerStore(issuerFolder);
	let kept = (await store?.load()) ?? [];
	const shared = new SharedFindings();
	return {
		isRevocationWanted: sources !== undefined,
		async assess(certificate, given) {
			const question = { certificate, given, kept, at, sources, signal, roots, shared };
			const assessment = await assessCertificate(question);
			const fetched = check ? fetchedIssuers(assessment.chain) : [];
			if (fetched.length > 0) {
				kept = [
					...kept,
					...fetched.filter((one) => !kept.some(({ fingerprint }) => fingerprint === one.fingerprint)),
				];
				// Nothing but time is lost where it cannot be kept.
				await store?.save(fetched);
			}
			return assessment;
		},
	};
}

async function revocationSources({
	check,
	crl = [],
	cacheFolder,
	proxy,
	mostAtOnce,
}: AssessorOptions): Promise<RevocationSources | undefined> {
	if (!check && crl.length === 0) {
		return undefined;
	}
	const crlFiles: readonly CrlFile[] = crl.map((path) => ({
		name: basename(path),
		pieces: () => filePieces(path),
	}));
	if (!check) {
		return { fetcher: undefined, store: undefined, crlFiles, random: randomBytes };
	}
	const { createDocumentFetcher } = await import('#api');
	return {
		fetcher: asksOnce(boundedFetcher(createDocumentFetcher({ proxy }), mostAtOnce)),
		store: await storeIn(cacheFolder),
		crlFiles,
		random: randomBytes,
	};
}

/**
 * Fetches what stands at an address once for all certificates: of hundreds from one issuer each wants the same certificate
 * and the same list. A question to a responder is another one each time.
 */
function asksOnce(fetcher: DocumentFetcher): DocumentFetcher {
	const known = new Map<string, Promise<Fetched>>();
	return {
		fetch(request, signal) {
			if (request.body !== undefined) {
				return fetcher.fetch(request, signal);
			}
			const key = `${request.maxBytes} ${request.address}`;
			const fetched = known.get(key) ?? fetcher.fetch(request, signal);
			known.set(key, fetched);
			return fetched;
		},
	};
}

/** Lets so many requests be under way; the others wait for their turn, in the order in which they came. */
function boundedFetcher(fetcher: DocumentFetcher, most: number = Number.POSITIVE_INFINITY): DocumentFetcher {
	const waiting: (() => void)[] = [];
	let underWay = 0;
	let lastBegun: Promise<unknown> = Promise.resolve();
	return {
		async fetch(request, signal) {
			if (underWay < most) {
				underWay += 1;
			} else {
				const turn = Promise.withResolvers<void>();
				waiting.push(turn.resolve);
				await turn.promise;
			}
			// One in each round of the event loop: of answers that came together the next questions would all wait for the last of them.
			lastBegun = lastBegun.then(() => nextRound());
			await lastBegun;
			try {
				return await fetcher.fetch(request, signal);
			} finally {
				// The turn goes to whoever waits, or is given back.
				const following = waiting.shift();
				if (following === undefined) {
					underWay -= 1;
				}
				following?.();
			}
		},
	};
}

async function storeIn(folder: string | undefined): Promise<EvidenceStore | undefined> {
	return folder === undefined ? undefined : (await import('#ports')).createEvidenceStore(folder);
}
