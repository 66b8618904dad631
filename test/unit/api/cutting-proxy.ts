import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What a connection suffers; the offsets count from 0 and are taken modulo what there is. */
export type Cut =
	/** Nothing. */
	| { readonly kind: 'none' }
	/** Not one byte of the request reaches the portal. */
	| { readonly kind: 'before-request' }
	/** So many bytes of the request reach it, and never the last one. */
	| { readonly kind: 'in-request'; readonly offset: number }
	/** The whole request does; the answer is made and not one byte of it comes back. */
	| { readonly kind: 'before-answer' }
	/** So many bytes of the answer come back, and never the last one. */
	| { readonly kind: 'in-answer'; readonly offset: number }
	/** The client is cut off at once, and the whole request reaches the portal afterwards, when `release` resolves. */
	| { readonly kind: 'late'; readonly release: Promise<void> }
	/** Nothing, but it goes on to the portal when `release` resolves. */
	| { readonly kind: 'held'; readonly release: Promise<void> };

export interface CuttingProxy extends AsyncDisposable {
	readonly url: string;
	/** Heads of the requests that arrived whole at the proxy, oldest first: `POST /v1/…`. */
	readonly requests: readonly string[];
	/** Resolves when nothing is on its way to the portal any more. */
	settled(): Promise<void>;
}

/** A proxy on loopback that cuts connections: `judge` says how, given the first line of the request. */
export async function openCuttingProxy(
	target: string,
	judge: (requestLine: string) => Cut,
): Promise<CuttingProxy> {
	const port = Number(new URL(target).port);
	const requests: string[] = [];
	const sockets = new Set<Socket>();
	const underWay = new Set<Promise<void>>();
	const server = createServer((client) => {
		sockets.add(client);
		client.on('error', () => undefined);
		client.on('close', () => sockets.delete(client));
		const serving = serve(client).finally(() => underWay.delete(serving));
		underWay.add(serving);
	});

	async function serve(client: Socket): Promise<void> {
		const request = await wholeRequest(client);
		if (request === undefined) {
			return;
		}
		const line = request.toString('latin1').split(' HTTP/', 1).join('');
		requests.push(line);
		const cut = judge(line);
		switch (cut.kind) {
			case 'before-request':
				client.resetAndDestroy();
				return;
			case 'in-request':
				await sendPart(request.subarray(0, cut.offset % request.length));
				client.resetAndDestroy();
				return;
			case 'late':
				client.resetAndDestroy();
				await cut.release;
				await answerTo(request);
				return;
			case 'before-answer':
				await answerTo(request);
				client.resetAndDestroy();
				return;
			case 'in-answer': {
				const answer = await answerTo(request);
				client.end(answer.subarray(0, cut.offset % Math.max(1, answer.length)));
				return;
			}
			case 'held':
				await cut.release;
				client.end(await answerTo(request));
				return;
			case 'none':
				client.end(await answerTo(request));
				return;
		}
	}

	/** The beginning of a request, and then the end of the line. */
	async function sendPart(bytes: Buffer): Promise<void> {
		const portal = connect(port, '127.0.0.1');
		portal.on('error', () => undefined);
		const closed = once(portal, 'close');
		portal.end(bytes);
		portal.resume();
		await closed;
	}

	async function answerTo(request: Buffer): Promise<Buffer> {
		const portal = connect(port, '127.0.0.1');
		const chunks: Buffer[] = [];
		portal.on('data', (chunk) => chunks.push(chunk));
		portal.on('error', () => undefined);
		const closed = once(portal, 'close');
		portal.write(request);
		await closed;
		return Buffer.concat(chunks);
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') {
		throw new Error('The proxy has no port');
	}
	return {
		url: `http://127.0.0.1:${address.port}`,
		requests,
		async settled() {
			while (underWay.size > 0) {
				await Promise.all(underWay);
			}
		},
		async [Symbol.asyncDispose]() {
			const closed = once(server, 'close');
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
			await closed;
		},
	};
}

/** Head and body, by its length; undefined where the client went away before. */
async function wholeRequest(client: Socket): Promise<Buffer | undefined> {
	let bytes: Buffer = Buffer.alloc(0);
	const whole = Promise.withResolvers<Buffer | undefined>();
	client.on('data', (chunk) => {
		bytes = Buffer.concat([bytes, chunk]);
		const headEnd = bytes.indexOf('\r\n\r\n');
		if (headEnd === -1) {
			return;
		}
		const length = /^content-length: (\d+)/im.exec(bytes.toString('latin1', 0, headEnd))?.[1] ?? '0';
		if (bytes.length >= headEnd + 4 + Number(length)) {
			whole.resolve(bytes);
		}
	});
	client.on('close', () => whole.resolve(undefined));
	return whole.promise;
}
