import type { Agent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { bareHost, type ProxyFailure } from './proxy.ts';
import { type TlsFailure, tlsFailureOf } from './tls-failure.ts';

export interface TunnelRequest {
	/** `http://host:port`. */
	readonly proxy: string;
	/** `https:`. */
	readonly target: URL;
	/** PEM; undefined: the authorities that Node brings. */
	readonly authorities: readonly string[] | undefined;
	/** Milliseconds for the proxy's answer, and again for securing the line. */
	readonly connectMs: number;
	/** Ends the waiting. */
	readonly signal: AbortSignal;
}

/** A secured line to the target, or why there is none. The proxy has seen the target's name and nothing else. */
export type Tunnel =
	| { readonly kind: 'open'; readonly socket: TLSSocket }
	| { readonly kind: 'failed'; readonly code: TunnelFailure; readonly detail: string };

type TunnelFailure = ProxyFailure | TlsFailure | 'unreachable' | 'timeout';

const HTTPS_PORT = '443';
const HTTP_OK = 200;
const HTTP_PROXY_AUTHENTICATION = 407;

/**
 * Opens a tunnel (CONNECT, RFC 9110) and secures the line through it.
 *
 * Node 24 has this in `https.Agent` (`proxyEnv`), without an end of its own: a request that is given up while the proxy does
 * not answer leaves the connection to the proxy open, as an answer of 407 or 502 does; and got starts its clocks when the
 * tunnel stands. Here every wait has an end, and every end closes the connection.
 */
export async function openTunnel(request: TunnelRequest): Promise<Tunnel> {
	const answer = await connectedThroughProxy(request);
	return answer.kind === 'open' ? secured(answer.socket, request) : answer;
}

/** Gives the one line to the one request that it was opened for. */
export async function agentOf(socket: TLSSocket): Promise<Agent> {
	const https = await import('node:https');
	const agent = new https.Agent({ keepAlive: false });
	return Object.assign(agent, { createConnection: () => socket });
}

type Line = { readonly kind: 'open'; readonly socket: Socket } | Extract<Tunnel, { readonly kind: 'failed' }>;

async function connectedThroughProxy({ proxy, target, connectMs, signal }: TunnelRequest): Promise<Line> {
	const { request: httpRequest } = await import('node:http');
	const { hostname, port } = new URL(proxy);
	const authority = `${target.hostname}:${target.port === '' ? HTTPS_PORT : target.port}`;
	const asking = httpRequest({
		host: bareHost(hostname),
		port: port === '' ? '80' : port,
		method: 'CONNECT',
		path: authority,
		headers: { host: authority },
		agent: false,
	});
	const outcome = Promise.withResolvers<Line>();
	const fail = (code: TunnelFailure, detail: string): void => {
		asking.destroy();
		outcome.resolve({ kind: 'failed', code, detail });
	};
	asking.on('connect', (response, socket, early) => {
		const { statusCode = 0 } = response;
		if (statusCode === HTTP_OK) {
			socket.unshift(early);
			outcome.resolve({ kind: 'open', socket });
			return;
		}
		socket.destroy();
		const code = statusCode === HTTP_PROXY_AUTHENTICATION ? 'proxy-login' : 'proxy-refused';
		fail(code, `CONNECT: HTTP ${statusCode}`);
	});
	asking.on('error', (error) => fail('proxy-unreachable', `CONNECT: ${systemCode(error)}`));
	const free = endedBy(signal, connectMs, () => fail('proxy-unreachable', 'CONNECT: time-out'));
	asking.end();
	return outcome.promise.finally(free);
}

async function secured(
	line: Socket,
	{ target, authorities, connectMs, signal }: TunnelRequest,
): Promise<Tunnel> {
	const { connect } = await import('node:tls');
	const host = bareHost(target.hostname);
	const socket = connect({
		socket: line,
		host,
		...(isIP(host) === 0 ? { servername: host } : {}),
		...(authorities === undefined ? {} : { ca: [...authorities] }),
	});
	const outcome = Promise.withResolvers<Tunnel>();
	const fail = (code: TunnelFailure, detail: string): void => {
		socket.destroy();
		line.destroy();
		outcome.resolve({ kind: 'failed', code, detail });
	};
	socket.once('secureConnect', () => outcome.resolve({ kind: 'open', socket }));
	// Stays for the socket's whole life: whoever uses it has listeners of their own.
	socket.on('error', (error) => fail(tlsFailureOf(error) ?? 'unreachable', systemCode(error)));
	const free = endedBy(signal, connectMs, () => fail('timeout', 'time-out: secureConnect'));
	return outcome.promise.finally(free);
}

/** Calls `end` once when time is up or the signal comes; the function that is returned calls that off. */
function endedBy(signal: AbortSignal, ms: number, end: () => void): () => void {
	const timer = setTimeout(end, ms);
	signal.addEventListener('abort', end, { once: true });
	if (signal.aborted) {
		end();
	}
	return () => {
		clearTimeout(timer);
		signal.removeEventListener('abort', end);
	};
}

function systemCode(error: Error): string {
	return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown cause';
}
