import type { Agent } from 'node:https';
import type { Socket } from 'node:net';
import type { Endpoint } from '#contract';
import { type AnswerHead, type AnswerStream, answerBody, answerHead } from './answer-stream.ts';
import { type ClientLimits, phaseTimeouts } from './client-limits.ts';
import type { PortalAddress } from './portal-address.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { type TlsFailure, tlsFailureOf } from './tls-failure.ts';

/** How the portal is reached. */
export interface ExchangeRoute {
	readonly address: PortalAddress;
	/** PEM: who vouches for the portal, in place of the authorities that Node brings; none of them: nobody. */
	readonly authorities: readonly string[] | undefined;
	/** `http://host:port` of a proxy that opens tunnels (CONNECT); what goes through it stays encrypted. */
	readonly proxy: string | undefined;
}

export interface ExchangeRequest {
	readonly method: Endpoint['method'];
	/** Below the portal's address, without a leading slash. */
	readonly path: string;
	/** JSON text in UTF-8. Overwritten with zeros when the exchange is over: it may hold secrets. */
	readonly body: Uint8Array | undefined;
	readonly bearer: string | undefined;
	/** Names a change, so that the portal does it once. */
	readonly idempotencyKey?: string | undefined;
	/** Of the data that an edit was made from, without quotes. */
	readonly entityTag?: string | undefined;
	/** What is wanted beside problem documents. */
	readonly accept: 'application/json' | 'application/pdf';
	/** An answer of more decoded bytes is cut off and refused. */
	readonly maxBytes: number;
}

export interface ExchangeAnswer {
	readonly kind: 'answer';
	readonly status: number;
	/** Media type in lower case, without parameters. */
	readonly mediaType: string;
	readonly retryAfterSeconds: number | undefined;
	/** A strong one, without its quotes. */
	readonly entityTag: string | undefined;
	readonly body: Uint8Array;
}

/**
 * No whole answer. `detail` is made of this program's own words and of error codes, never of the portal's
 * text.
 */
export interface ExchangeFailure {
	readonly kind: 'failure';
	readonly code: 'unreachable' | TlsFailure | 'timeout' | 'bad-answer' | 'cancelled';
	readonly detail: string;
	/** Whether a byte of the request may have left: false only where no connection was made. */
	readonly mayHaveArrived: boolean;
}

/**
 * Sends one request, once, and reads its answer within the limits. Redirects are not followed, nothing is
 * tried again, no cookie is kept, and the answer may be anything: only its size and time are judged here.
 */
export async function exchange(
	{ address, authorities, proxy }: ExchangeRoute,
	limits: ClientLimits,
	request: ExchangeRequest,
	signal: AbortSignal | undefined,
): Promise<ExchangeAnswer | ExchangeFailure> {
	let mayHaveArrived = false;
	const failed = (code: ExchangeFailure['code'], detail: string): ExchangeFailure => ({
		kind: 'failure',
		code,
		detail,
		mayHaveArrived,
	});
	try {
		// Loading it takes some 150 ms (unbundled), which neither a start nor a run without the portal should pay.
		const { default: got, TimeoutError } = await import('got');
		if (signal?.aborted) {
			return failed('cancelled', GIVEN_UP);
		}
		const stream = got.stream(new URL(request.path, address), {
			method: request.method,
			headers: {
				accept: `${request.accept}, application/problem+json`,
				'user-agent': 'muhurdar',
				...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
				...(request.bearer === undefined ? {} : { authorization: `Bearer ${request.bearer}` }),
				...(request.idempotencyKey === undefined ? {} : { 'idempotency-key': `"${request.idempotencyKey}"` }),
				...(request.entityTag === undefined ? {} : { 'if-match': `"${request.entityTag}"` }),
			},
			...(request.body === undefined ? {} : { body: request.body }),
			...(signal === undefined ? {} : { signal }),
			followRedirect: false,
			throwHttpErrors: false,
			retry: { limit: 0 },
			// A connection of its own for each request: one kept open may be closed by the portal just as it is
			// used, and then nobody knows whether the request arrived.
			agent: { http: false, https: await tunnel(proxy) },
			...(authorities === undefined ? {} : { https: { certificateAuthority: [...authorities] } }),
			timeout: phaseTimeouts(limits),
		});
		// Nothing of a request leaves before its line stands, and over TLS before the line is secured.
		const connected = address.startsWith('https:') ? 'secureConnect' : 'connect';
		stream.once('request', (sending) =>
			sending.once('socket', (socket: Socket) => {
				const mark = (): void => {
					mayHaveArrived = true;
				};
				// A tunnel is handed over when it stands already, and its events are over.
				if (proxy === undefined) {
					socket.once(connected, mark);
				} else {
					mark();
				}
			}),
		);
		try {
			if (request.body === undefined && request.method !== 'GET') {
				stream.end();
			}
			const answer = await readAnswer(stream, request.maxBytes);
			return typeof answer === 'string' ? failed('bad-answer', answer) : answer;
		} catch (error) {
			if (signal?.aborted) {
				return failed('cancelled', GIVEN_UP);
			}
			if (error instanceof TimeoutError) {
				return failed('timeout', `time-out: ${error.event}`);
			}
			const code = errorCode(error);
			if (UNREADABLE.test(code)) {
				return failed('bad-answer', code);
			}
			// A line that breaks later is a line that broke, whatever TLS says of it.
			return failed((mayHaveArrived ? undefined : tlsFailureOf(code)) ?? 'unreachable', code);
		} finally {
			stream.destroy();
		}
	} finally {
		request.body?.fill(0);
	}
}

/** Only an explicit proxy counts, whatever the environment says. */
async function tunnel(proxy: string | undefined): Promise<Agent | false> {
	if (proxy === undefined) {
		return false;
	}
	const https = await import('node:https');
	return new https.Agent({ keepAlive: false, proxyEnv: { HTTPS_PROXY: proxy } });
}

const GIVEN_UP = 'given up by the caller';

/** The answer, or what is wrong with it. */
async function readAnswer(stream: AnswerStream, maxBytes: number): Promise<ExchangeAnswer | string> {
	const head = await answerHead(stream);
	const chunks = await answerBody(stream, maxBytes);
	if (chunks === undefined) {
		return `HTTP ${head.statusCode}: over ${maxBytes} bytes`;
	}
	return {
		kind: 'answer',
		status: head.statusCode,
		mediaType: (textHeader(head, 'content-type') ?? '').split(';', 1).join('').trim().toLowerCase(),
		retryAfterSeconds: retryAfterSeconds(textHeader(head, 'retry-after'), textHeader(head, 'date')),
		entityTag: /^"([A-Za-z0-9._~-]{1,64})"$/.exec(textHeader(head, 'etag') ?? '')?.[1],
		body: Buffer.concat(chunks),
	};
}

function textHeader(head: AnswerHead, name: string): string | undefined {
	const value = head.headers[name];
	return typeof value === 'string' ? value : undefined;
}

/** An answer that Node's HTTP parser cannot read, or whose body cannot be unpacked. */
const UNREADABLE = /^(?:HPE_|ERR_READING_RESPONSE_STREAM$)/;

/** Messages and causes of the HTTP client hold the request, secrets included; only the code may leave. */
function errorCode(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'unknown cause';
}
