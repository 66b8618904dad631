import type { SealCertificate } from './seal-certificate.ts';

/** What the room needs of the network and the disk; `#ports` and the commands bring the real ones. */

/** A document that is asked for over HTTP. */
export interface DocumentRequest {
	/** As it stands in a certificate: anything. */
	readonly address: string;
	/** Sent with POST; undefined: GET. */
	readonly body?: { readonly type: string; readonly bytes: Uint8Array } | undefined;
	/** An answer of more bytes is cut off and refused. */
	readonly maxBytes: number;
}

/**
 * `bad-address`: nothing that may be asked (not HTTP, credentials in it). `offline`: no connection. `redirected-away`: the
 * answer is said to be at another host, which was not asked. `bad-answer`: no HTTP. `proxy-failed`: the proxy
 * of the settings was not reached, or refused.
 */
export type FetchFailure =
	| 'bad-address'
	| 'offline'
	| 'proxy-failed'
	| 'timeout'
	| 'redirected-away'
	| 'too-large'
	| 'bad-answer'
	| 'http-status'
	| 'cancelled';

export type Fetched =
	/** In the pieces in which it came, so that a large one is never copied. */
	| { readonly ok: true; readonly chunks: readonly Uint8Array[] }
	/** `status`: with `http-status`. */
	| { readonly ok: false; readonly code: FetchFailure; readonly status?: number };

export interface DocumentFetcher {
	/** Gives the body of a 200 answer. Never rejects. */
	fetch(request: DocumentRequest, signal?: AbortSignal): Promise<Fetched>;
}

/** Answers that are kept for later; losing one loses nothing but time. */
export interface EvidenceStore {
	/** Undefined where there is none, or it has expired at `at` (milliseconds since 1970 UTC). */
	load(key: string, at: number): Promise<KeptEvidence | undefined>;
	save(key: string, chunks: readonly Uint8Array[], expiresAt: number, at: number): Promise<void>;
}

/** Certificates of authorities that are kept for when the network is not there. */
export interface IssuerStore {
	/** All that are kept, whether or not a root vouches for them: whoever uses one verifies it. */
	load(): Promise<readonly SealCertificate[]>;
	/** Gives whether all of them are kept now. */
	save(certificates: readonly SealCertificate[]): Promise<boolean>;
}

export interface KeptEvidence {
	readonly chunks: readonly Uint8Array[];
	/** Milliseconds since 1970 UTC. */
	readonly keptAt: number;
}
