import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface SeenRequest {
	readonly method: string;
	readonly url: string;
	readonly authorization: string | undefined;
	readonly body: string;
}

export interface HostileServer extends AsyncDisposable {
	readonly url: string;
	/** Every request that arrived whole, oldest first. */
	readonly seen: readonly SeenRequest[];
}

export type Answering = (response: ServerResponse, request: SeenRequest, message: IncomingMessage) => void;

/** A server on loopback that answers as the test says; `close` cuts what is still open. */
export async function openServer(answering: Answering): Promise<HostileServer> {
	const seen: SeenRequest[] = [];
	const server = createServer(async (message, response) => {
		const request = {
			method: message.method ?? '',
			url: message.url ?? '',
			authorization: message.headers.authorization,
			body: (await buffer(message)).toString(),
		};
		seen.push(request);
		answering(response, request, message);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') {
		throw new Error('The server has no port');
	}
	return {
		url: `http://127.0.0.1:${address.port}`,
		seen,
		async [Symbol.asyncDispose]() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

export function sendJson(response: ServerResponse, value: unknown, contentType = 'application/json'): void {
	response.writeHead(200, { 'content-type': contentType });
	response.end(JSON.stringify(value));
}

export function sendProblem(response: ServerResponse, status: number, document: unknown): void {
	response.writeHead(status, { 'content-type': 'application/problem+json' });
	response.end(JSON.stringify(document));
}
