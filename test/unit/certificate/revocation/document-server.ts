import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Answers one request; `body` is what was posted. */
export type Answering = (response: ServerResponse, body: Uint8Array) => void | Promise<void>;

/** An HTTP server on loopback whose every path does what the test says at the moment. */
export class DocumentServer implements AsyncDisposable {
	readonly #routes = new Map<string, Answering>();
	/** Paths in the order in which they were asked for. */
	readonly asked: string[] = [];
	readonly #server = createServer(async (message, response) => {
		const body = await buffer(message);
		const path = message.url ?? '';
		this.asked.push(path);
		response.on('error', () => undefined);
		await (this.#routes.get(path) ?? notFound)(response, body);
	});

	static async open(): Promise<DocumentServer> {
		const opened = new DocumentServer();
		opened.#server.listen(0, '127.0.0.1');
		await once(opened.#server, 'listening');
		return opened;
	}

	get url(): string {
		const address = this.#server.address();
		if (address === null || typeof address === 'string') {
			throw new Error('The server has no port');
		}
		return `http://127.0.0.1:${address.port}`;
	}

	answers(path: string, answering: Answering): void {
		this.#routes.set(path, answering);
	}

	/** From now on nothing is known. */
	forget(): void {
		this.#routes.clear();
		this.asked.length = 0;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		const closed = once(this.#server, 'close');
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}
}

const notFound: Answering = (response) => {
	response.writeHead(404).end();
};

export function sends(bytes: Uint8Array): Answering {
	return (response) => {
		response.writeHead(200).end(bytes);
	};
}

/** Sends one byte at a time for ever, each only when the one before it left. */
export const drips: Answering = (response) => {
	response.writeHead(200);
	const drip = (): void => {
		if (!response.destroyed) {
			response.write('.', () => setTimeout(drip, 20));
		}
	};
	drip();
};

/** Sends far more than anybody asks for, as fast as it is taken. */
export const floods: Answering = (response) => {
	const piece = Buffer.alloc(1_048_576, 0x30);
	let left = 100;
	response.writeHead(200);
	const flood = (): void => {
		while (left > 0 && !response.destroyed) {
			left -= 1;
			if (!response.write(piece)) {
				response.once('drain', flood);
				return;
			}
		}
		response.end();
	};
	flood();
};
