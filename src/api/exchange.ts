import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Endpoint } from '#contract';
import { type AnswerHead, type AnswerStream, answerBody, answerHead } from './answer-stream.ts';
import { type Authorities, isUsable } from './authorities.ts';
import { type ClientLimits, phaseTimeouts } from './client-limits.ts';
import type { PortalAddress } from './portal-address.ts';
import { type ProxyFailure, type ProxyRoute, proxyTo } from './proxy.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { type TlsFailure, tlsFailureOf } from './tls-failure.ts';
import { agentOf, openTunnel } from './tunnel.ts';

/** How the portal is reached. */
export interface ExchangeRoute {
	readonly address: PortalAddress;
	/** Who vouches for the portal, in place of the authorities that Node brings; where they are of no use nothing is sent. */
	readonly authorities: Authorities | undefined;
	/** It opens tunnels (CONNECT); what goes through them stays encrypted. */
	readonly proxy: ProxyRoute | undefined;
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
	/** In place of the program's own, or beside them; names in lower case. */
	readonly headers?: Readonly<Record<string, string>>;
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
	/** As they came, those that came once; names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
}

/**
 * No whole answer. `detail` is made of this program's own words and of error codes, never of the portal's
 * text.
 */
export interface ExchangeFailure {
	readonly kind: 'failure';
	readonly code:
		| 'unreachable'
		| TlsFailure
		| ProxyFailure
		| 'authorities-unusable'
		| 'timeout'
		| 'bad-answer'
		| 'cancelled';
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
	let line: TLSSocket | undefined;
	/** The last clock of all: it runs also where got has none yet. */
	const deadline = AbortSignal.timeout(limits.totalMs);
	const ended = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
	try {
		if (!isUsable(authorities)) {
			return failed('authorities-unusable', `portal.authorities: ${authorities.unusable}`);
		}
		// Loading it takes some 150 ms (unbundled), which neither a start nor a run without the portal should pay.
		const { default: got, TimeoutError } = await import('got');
		if (signal?.aborted) {
			return failed('cancelled', GIVEN_UP);
		}
		const url = new URL(request.path, address);
		const way = proxyTo(url, proxy);
		if (way !== undefined) {
			const { connectMs } = limits;
			const tunnel = await openTunnel({ proxy: way, target: url, authorities, connectMs, signal: ended });
			if (tunnel.kind === 'failed') {
				return signal?.aborted ? failed('cancelled', GIVEN_UP) : failed(tunnel.code, tunnel.detail);
			}
			line = tunnel.socket;
		}
		const stream = got.stream(url, {
			method: request.method,
			headers: {
				accept: `${request.accept}, application/problem+json`,
				'user-agent': 'muhurdar',
				...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
				...(request.bearer === undefined ? {} : { authorization: `Bearer ${request.bearer}` }),
				...(request.idempotencyKey === undefined ? {} : { 'idempotency-key': `"${request.idempotencyKey}"` }),
				...(request.entityTag === undefined ? {} : { 'if-match': `"${request.entityTag}"` }),
				...request.headers,
			},
			...(request.body === undefined ? {} : { body: request.body }),
			signal: ended,
			followRedirect: false,
			throwHttpErrors: false,
			retry: { limit: 0 },
			// A connection of its own for each request: one kept open may be closed by the portal just as it is
			// used, and then nobody knows whether the request arrived.
			agent: { http: false, https: line === undefined ? false : await agentOf(line) },
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
				// A line through a proxy is secured before it is handed over.
				if (line === undefined) {
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
			if (error instanceof TimeoutError || deadline.aborted) {
				return failed('timeout', `time-out: ${error instanceof TimeoutError ? error.event : 'request'}`);
			}
			const code = errorCode(error);
			if (UNREADABLE.test(code)) {
				return failed('bad-answer', code);
			}
			// A line that breaks later is a line that broke, whatever TLS says of it.
			return failed((mayHaveArrived ? undefined : tlsFailureOf(error)) ?? 'unreachable', code);
		} finally {
			stream.destroy();
		}
	} finally {
		line?.destroy();
		request.body?.fill(0);
	}
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
		headers: Object.fromEntries(
			Object.entries(head.headers).flatMap(([name, value]) =>
				typeof value === 'string' ? [[name, value]] : [],
			),
		),
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
