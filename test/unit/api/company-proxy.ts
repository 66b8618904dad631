import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** What the proxy makes of what it is asked. */
export type ProxyManner =
	/** It goes on to the host of that name, by its port on loopback. */
	| { readonly kind: 'forwards' }
	/** It reads and never answers. */
	| { readonly kind: 'silent' }
	/** It opens a tunnel behind which nobody is. */
	| { readonly kind: 'hollow' }
	/** These bytes, whatever was asked; then it waits, or hangs up. */
	| { readonly kind: 'says'; readonly bytes: string; readonly hangsUp?: boolean };

/** A company's proxy on loopback: it alone knows where the hosts of a network are. */
export class CompanyProxy implements AsyncDisposable {
	/** First lines of what was asked: `CONNECT portal.example:443`, `GET http://ocsp.example/`. */
	readonly asked: string[] = [];
	manner: ProxyManner = { kind: 'forwards' };
	readonly #hosts: ReadonlyMap<string, number>;
	readonly #open = new Set<Socket>();
	readonly #server = createServer((incoming, outgoing) => {
		this.asked.push(`${incoming.method} ${incoming.url}`);
		this.#answer(incoming.socket, () => {
			const url = new URL(incoming.url ?? '');
			const { method, headers } = incoming;
			const port = this.#hosts.get(url.hostname);
			const onward = request({ port, path: `${url.pathname}${url.search}`, method, headers }, (answer) => {
				outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
				answer.pipe(outgoing);
			});
			onward.on('error', () => outgoing.writeHead(502).end());
			incoming.pipe(onward);
		});
	});

	/** @param hosts ports on loopback by the name of the host */
	static async open(hosts: Readonly<Record<string, number>> = {}): Promise<CompanyProxy> {
		const proxy = new CompanyProxy(new Map(Object.entries(hosts)));
		proxy.#server.listen(0, '127.0.0.1');
		await once(proxy.#server, 'listening');
		return proxy;
	}

	private constructor(hosts: ReadonlyMap<string, number>) {
		this.#hosts = hosts;
		this.#server.on('connection', (socket) => {
			this.#open.add(socket);
			socket.on('error', () => undefined);
			// An HTTP server of Node leaves its half of a connection open until it is told.
			socket.on('end', () => socket.end());
			socket.once('close', () => this.#open.delete(socket));
		});
		this.#server.on('connect', (incoming: IncomingMessage, client: Socket) => {
			this.asked.push(`CONNECT ${incoming.url}`);
			this.#answer(client, () => {
				const onward = connect(
					this.#hosts.get((incoming.url ?? '').replace(/:\d+$/, '')) ?? 0,
					'127.0.0.1',
					() => {
						client.write('HTTP/1.1 200 Connection established\r\n\r\n');
						onward.pipe(client).pipe(onward);
					},
				);
				onward.on('error', () => undefined);
				onward.on('close', () => client.destroy());
				client.on('close', () => onward.destroy());
			});
		});
	}

	#answer(client: Socket, forward: () => void): void {
		const { manner } = this;
		switch (manner.kind) {
			case 'forwards':
				forward();
				return;
			case 'silent':
				client.resume();
				return;
			case 'hollow':
				client.write('HTTP/1.1 200 Connection established\r\n\r\n');
				client.resume();
				return;
			case 'says':
				client.write(manner.bytes);
				client.resume();
				if (manner.hangsUp === true) {
					client.end();
				}
				return;
		}
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Resolves when nobody is connected any more. */
	async deserted(): Promise<void> {
		// A reset connection tells an error before its close.
		const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));
		await Promise.all([...this.#open].map(closed));
	}

	/** From now on nobody answers at this address. */
	async [Symbol.asyncDispose](): Promise<void> {
		if (!this.#server.listening) {
			return;
		}
		const closed = once(this.#server, 'close');
		this.#server.close();
		for (const socket of this.#open) {
			socket.destroy();
		}
		await closed;
	}
}
