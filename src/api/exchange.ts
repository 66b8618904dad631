import type { ClientLimits } from './client-limits.ts';
import type { PortalAddress } from './portal-address.ts';
import { retryAfterSeconds } from './retry-after.ts';

export interface ExchangeRequest {
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** Below the portal's address, without a leading slash. */
	readonly path: string;
	/** JSON text in UTF-8. Overwritten with zeros when the exchange is over: it may hold secrets. */
	readonly body: Uint8Array | undefined;
	readonly bearer: string | undefined;
	/** An answer of more decoded bytes is cut off and refused. */
	readonly maxBytes: number;
}

export interface ExchangeAnswer {
	readonly kind: 'answer';
	readonly status: number;
	/** Media type in lower case, without parameters. */
	readonly mediaType: string;
	readonly retryAfterSeconds: number | undefined;
	readonly body: Uint8Array;
}

/**
 * No whole answer. `detail` is made of this program's own words and of error codes, never of the portal's
 * text.
 */
export interface ExchangeFailure {
	readonly kind: 'failure';
	readonly code: 'unreachable' | 'timeout' | 'bad-answer' | 'cancelled';
	readonly detail: string;
}

/**
 * Sends one request, once, and reads its answer within the limits. Redirects are not followed, nothing is
 * tried again, no cookie is kept, and the answer may be anything: only its size and time are judged here.
 */
export async function exchange(
	address: PortalAddress,
	limits: ClientLimits,
	request: ExchangeRequest,
	signal: AbortSignal | undefined,
): Promise<ExchangeAnswer | ExchangeFailure> {
	try {
		// Loading it takes some 150 ms (unbundled), which neither a start nor a run without the portal should pay.
		const { default: got, TimeoutError } = await import('got');
		if (signal?.aborted) {
			return cancelled;
		}
		const stream = got.stream(new URL(request.path, address), {
			method: request.method,
			headers: {
				accept: 'application/json, application/problem+json',
				'user-agent': 'muhurdar',
				...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
				...(request.bearer === undefined ? {} : { authorization: `Bearer ${request.bearer}` }),
			},
			...(request.body === undefined ? {} : { body: request.body }),
			...(signal === undefined ? {} : { signal }),
			followRedirect: false,
			throwHttpErrors: false,
			retry: { limit: 0 },
			// A connection of its own for each request: one kept open may be closed by the portal just as it is
			// used, and then nobody knows whether the request arrived.
			agent: { http: false, https: false },
			timeout: {
				lookup: limits.connectMs,
				connect: limits.connectMs,
				secureConnect: limits.connectMs,
				send: limits.responseMs,
				response: limits.responseMs,
				request: limits.totalMs,
			},
		});
		try {
			if (request.body === undefined && request.method !== 'GET') {
				stream.end();
			}
			return await readAnswer(stream, request.maxBytes);
		} catch (error) {
			if (signal?.aborted) {
				return cancelled;
			}
			return error instanceof TimeoutError
				? { kind: 'failure', code: 'timeout', detail: `time-out: ${error.event}` }
				: failureOf(error);
		} finally {
			stream.destroy();
		}
	} finally {
		request.body?.fill(0);
	}
}

const cancelled: ExchangeFailure = { kind: 'failure', code: 'cancelled', detail: 'given up by the caller' };

/** The part of got's stream that is used here. */
interface AnswerStream extends AsyncIterable<Uint8Array> {
	once(event: 'response', listener: (response: AnswerHead) => void): unknown;
	on(event: 'error', listener: (error: unknown) => void): unknown;
}

interface AnswerHead {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

async function readAnswer(stream: AnswerStream, maxBytes: number): Promise<ExchangeAnswer | ExchangeFailure> {
	const head = await new Promise<AnswerHead>((resolve, reject) => {
		stream.once('response', resolve);
		// Stays for the stream's whole life: an error after the answer's head also ends the reading below, and
		// without a listener it would end the program.
		stream.on('error', reject);
	});
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of stream) {
		length += chunk.length;
		if (length > maxBytes) {
			return {
				kind: 'failure',
				code: 'bad-answer',
				detail: `HTTP ${head.statusCode}: over ${maxBytes} bytes`,
			};
		}
		chunks.push(chunk);
	}
	return {
		kind: 'answer',
		status: head.statusCode,
		mediaType: (textHeader(head, 'content-type') ?? '').split(';', 1).join('').trim().toLowerCase(),
		retryAfterSeconds: retryAfterSeconds(textHeader(head, 'retry-after'), textHeader(head, 'date')),
		body: Buffer.concat(chunks),
	};
}

function textHeader(head: AnswerHead, name: string): string | undefined {
	const value = head.headers[name];
	return typeof value === 'string' ? value : undefined;
}

/** An answer that Node's HTTP parser cannot read, or whose body cannot be unpacked. */
const UNREADABLE = /^(?:HPE_|ERR_READING_RESPONSE_STREAM$)/;

function failureOf(error: unknown): ExchangeFailure {
	const code = errorCode(error);
	return { kind: 'failure', code: UNREADABLE.test(code) ? 'bad-answer' : 'unreachable', detail: code };
}

/** Messages and causes of the HTTP client hold the request, secrets included; only the code may leave. */
function errorCode(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'unknown cause';
}
