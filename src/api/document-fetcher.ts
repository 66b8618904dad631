import type { DocumentFetcher, DocumentRequest, Fetched } from '#certificate';
import { type AnswerStream, answerBody, answerHead } from './answer-stream.ts';
import { type PhaseLimits, phaseTimeouts } from './client-limits.ts';

/** A list of revocations can have tens of megabytes. */
const DEFAULT_LIMITS: PhaseLimits = { connectMs: 10_000, responseMs: 20_000, totalMs: 60_000 };

const MAX_REDIRECTS = 3;
const MAX_ADDRESS_LENGTH = 1_000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches what certificates point to: OCSP answers, lists, issuers. Addresses are anything that stands in a
 * certificate, so only HTTP without credentials is asked, once, without a cookie; only to the host that was named;
 * and only as many bytes are taken as were asked for. Answers are plain HTTP: whoever gets one verifies its signature.
 */
export function createDocumentFetcher(limits: Partial<PhaseLimits> = {}): DocumentFetcher {
	const all = { ...DEFAULT_LIMITS, ...limits };
	return { fetch: (request, signal) => fetchDocument(request, all, signal) };
}

async function fetchDocument(
	request: DocumentRequest,
	limits: PhaseLimits,
	signal: AbortSignal | undefined,
): Promise<Fetched> {
	let address = askable(request.address);
	if (address === undefined) {
		return { ok: false, code: 'bad-address' };
	}
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const answer = await askOnce(address, request, limits, signal);
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

function askable(text: string): URL | undefined {
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

async function askOnce(
	address: URL,
	{ body, maxBytes }: DocumentRequest,
	limits: PhaseLimits,
	signal: AbortSignal | undefined,
): Promise<Fetched | Redirect> {
	const { default: got, TimeoutError } = await import('got');
	if (signal?.aborted) {
		return { ok: false, code: 'cancelled' };
	}
	const stream = got.stream(address, {
		method: body === undefined ? 'GET' : 'POST',
		headers: {
			'user-agent': 'muhurdar',
			...(body === undefined ? {} : { 'content-type': body.type }),
		},
		...(body === undefined ? {} : { body: body.bytes }),
		...(signal === undefined ? {} : { signal }),
		// Packed answers could unpack to any size.
		decompress: false,
		followRedirect: false,
		throwHttpErrors: false,
		retry: { limit: 0 },
		agent: { http: false, https: false },
		timeout: phaseTimeouts(limits),
	});
	try {
		return await readAnswer(stream, maxBytes);
	} catch (error) {
		if (signal?.aborted) {
			return { ok: false, code: 'cancelled' };
		}
		return { ok: false, code: error instanceof TimeoutError ? 'timeout' : failureOf(error) };
	} finally {
		stream.destroy();
	}
}

async function readAnswer(stream: AnswerStream, maxBytes: number): Promise<Fetched | Redirect> {
	const { statusCode, headers } = await answerHead(stream);
	const location = headers['location'];
	if (REDIRECTS.has(statusCode) && typeof location === 'string') {
		return { location };
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
