import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { DocumentFetcher, DocumentRequest, Fetched } from '#certificate';
import { type AnswerStream, answerBody, answerHead } from './answer-stream.ts';
import { type PhaseLimits, phaseTimeouts } from './client-limits.ts';
import { type ProxyRoute, proxyTo } from './proxy.ts';
import { agentOf, openTunnel } from './tunnel.ts';

/** A list of revocations can have tens of megabytes. */
const DEFAULT_LIMITS: PhaseLimits = { connectMs: 10_000, responseMs: 20_000, totalMs: 60_000 };

/** Only a proxy answers with it. */
const HTTP_PROXY_AUTHENTICATION = 407;
const MAX_REDIRECTS = 3;
const MAX_ADDRESS_LENGTH = 1_000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches what certificates point to: OCSP answers, lists, issuers. Addresses are anything that stands in a
 * certificate, so only HTTP without credentials is asked, once, without a cookie; only to the host that was named;
 * and only as many bytes are taken as were asked for. Answers are plain HTTP: whoever gets one verifies its signature.
 */
export function createDocumentFetcher({ proxy, ...limits }: DocumentFetcherOptions = {}): DocumentFetcher {
	const way = { proxy, limits: { ...DEFAULT_LIMITS, ...limits } };
	return { fetch: (request, signal) => fetchDocument(request, way, signal) };
}

export interface DocumentFetcherOptions extends Partial<PhaseLimits> {
	readonly proxy?: ProxyRoute | undefined;
}

/** The proxy, and how long each part of a request may take. */
export interface Way {
	readonly proxy: ProxyRoute | undefined;
	readonly limits: PhaseLimits;
}

async function fetchDocument(
	request: DocumentRequest,
	way: Way,
	signal: AbortSignal | undefined,
): Promise<Fetched> {
	let address = askable(request.address);
	if (address === undefined) {
		return { ok: false, code: 'bad-address' };
	}
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const answer = await askOnce(address, request, way, signal);
		if (!('location' in answer)) {
			return answer;
		}
		const next = redirectTarget(answer.location, address);
		if (next === undefined || request.body !== undefined) {
			return { ok: false, code: 'redirected-away' };
		}
		address = next;
	}
	return { ok: false, code: 'bad-answer' };
}

/** The address where it may be asked: HTTP or HTTPS, without credentials, of a bounded length. */
export function askable(text: string): URL | undefined {
	const url = text.length <= MAX_ADDRESS_LENGTH && URL.canParse(text) ? new URL(text) : undefined;
	const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
	return isHttp && url?.username === '' && url.password === '' ? url : undefined;
}

/** Undefined where it leads to another host, or from HTTPS back to HTTP. */
function redirectTarget(location: string, from: URL): URL | undefined {
	const url = URL.canParse(location, from.href) ? askable(new URL(location, from.href).href) : undefined;
	if (url === undefined) {
		return undefined;
	}
	const isUpgrade = from.protocol === 'http:' && url.protocol === 'https:' && url.hostname === from.hostname;
	return url.origin === from.origin || isUpgrade ? url : undefined;
}

interface Redirect {
	readonly location: string;
}

function askOnce(
	address: URL,
	{ body, maxBytes }: DocumentRequest,
	way: Way,
	signal: AbortSignal | undefined,
): Promise<Fetched | Redirect> {
	const request = { method: body === undefined ? 'GET' : 'POST', body } as const;
	return ask(address, request, way, signal, (stream) => readAnswer(stream, maxBytes));
}

/** A request for one answer: without a cookie, without credentials, never repeated. */
export interface PlainRequest {
	readonly method: 'GET' | 'HEAD' | 'POST';
	readonly body?: DocumentRequest['body'];
}

/** Sends one request through the proxy or directly, and has its answer read; no redirect is followed. */
export async function ask<Answer>(
	address: URL,
	{ method, body }: PlainRequest,
	{ proxy, limits }: Way,
	signal: AbortSignal | undefined,
	read: (stream: AnswerStream) => Promise<Answer>,
): Promise<Answer | Extract<Fetched, { readonly ok: false }>> {
	const { default: got, TimeoutError } = await import('got');
	if (signal?.aborted) {
		return { ok: false, code: 'cancelled' };
	}
	const deadline = AbortSignal.timeout(limits.totalMs);
	const ended = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
	const through = proxyTo(address, proxy);
	const line = await lineThrough(through, address, limits, ended);
	if (line.kind === 'failed') {
		return { ok: false, code: signal?.aborted ? 'cancelled' : line.code };
	}
	const stream = got.stream(address, {
		method,
		headers: {
			'user-agent': 'muhurdar',
			...(body === undefined ? {} : { 'content-type': body.type }),
		},
		...(body === undefined ? {} : { body: body.bytes }),
		signal: ended,
		// Packed answers could unpack to any size.
		decompress: false,
		followRedirect: false,
		throwHttpErrors: false,
		retry: { limit: 0 },
		agent: line.agents,
		timeout: phaseTimeouts(limits),
	});
	try {
		return await read(stream);
	} catch (error) {
		if (signal?.aborted) {
			return { ok: false, code: 'cancelled' };
		}
		if (error instanceof TimeoutError || deadline.aborted) {
			return { ok: false, code: 'timeout' };
		}
		const code = failureOf(error);
		return { ok: false, code: code === 'offline' && through !== undefined ? 'proxy-failed' : code };
	} finally {
		stream.destroy();
		line.close();
	}
}

type DocumentLine =
	| { readonly kind: 'ready'; readonly agents: Agents; close(): void }
	| { readonly kind: 'failed'; readonly code: 'proxy-failed' | 'timeout' | 'offline' };

interface Agents {
	readonly http: HttpAgent | false;
	readonly https: HttpsAgent | false;
}

const DIRECT: DocumentLine = { kind: 'ready', agents: { http: false, https: false }, close: () => undefined };

/** A proxy is sent plain HTTP as it is (RFC 9112, absolute-form), and opens a tunnel for HTTPS. */
async function lineThrough(
	proxy: string | undefined,
	address: URL,
	{ connectMs }: PhaseLimits,
	signal: AbortSignal,
): Promise<DocumentLine> {
	if (proxy === undefined) {
		return DIRECT;
	}
	if (address.protocol === 'http:') {
		const { Agent } = await import('node:http');
		const http = new Agent({ keepAlive: false, proxyEnv: { HTTP_PROXY: proxy } });
		return { kind: 'ready', agents: { http, https: false }, close: () => http.destroy() };
	}
	const tunnel = await openTunnel({ proxy, target: address, authorities: undefined, connectMs, signal });
	if (tunnel.kind === 'failed') {
		const isOfProxy = tunnel.code.startsWith('proxy-');
		return {
			kind: 'failed',
			code: isOfProxy ? 'proxy-failed' : tunnel.code === 'timeout' ? 'timeout' : 'offline',
		};
	}
	const { socket } = tunnel;
	return {
		kind: 'ready',
		agents: { http: false, https: await agentOf(socket) },
		close: () => socket.destroy(),
	};
}

async function readAnswer(stream: AnswerStream, maxBytes: number): Promise<Fetched | Redirect> {
	const { statusCode, headers } = await answerHead(stream);
	const location = headers['location'];
	if (REDIRECTS.has(statusCode) && typeof location === 'string') {
		return { location };
	}
	if (statusCode === HTTP_PROXY_AUTHENTICATION) {
		return { ok: false, code: 'proxy-failed' };
	}
	if (statusCode !== 200) {
		return { ok: false, code: 'http-status', status: statusCode };
	}
	if (Number(headers['content-length']) > maxBytes) {
		return { ok: false, code: 'too-large' };
	}
	const chunks = await answerBody(stream, maxBytes);
	return chunks === undefined ? { ok: false, code: 'too-large' } : { ok: true, chunks };
}

/** An answer that Node's HTTP parser cannot read is somebody's; everything else is nobody's. */
function failureOf(error: unknown): 'bad-answer' | 'offline' {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' && code.startsWith('HPE_') ? 'bad-answer' : 'offline';
}
