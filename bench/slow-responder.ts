import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { derCursor, Tag } from '../src/certificate/der.ts';

/** What the responder has to say, by path; OCSP answers by serial number (content octets in hexadecimal). */
export interface Documents {
	readonly files: ReadonlyMap<string, Uint8Array>;
	readonly answers: ReadonlyMap<string, Uint8Array>;
}

/** An OCSP responder on loopback that takes its time. It runs in a thread of its own, so that its work is not counted as its client's. */
export class SlowResponder implements AsyncDisposable {
	readonly #worker: Worker;
	readonly url: string;

	private constructor(worker: Worker, url: string) {
		this.#worker = worker;
		this.url = url;
	}

	/** @param answerMs how long it waits before each OCSP answer, in milliseconds */
	static async open(answerMs: number): Promise<SlowResponder> {
		const worker = new Worker(new URL(import.meta.url), { workerData: { answerMs } });
		const [port] = await once(worker, 'message');
		return new SlowResponder(worker, `http://127.0.0.1:${port}`);
	}

	serve(documents: Documents): void {
		this.#worker.postMessage(documents);
	}

	/** The most OCSP requests that were under way at the same time since the last call. */
	async most(): Promise<number> {
		const told = once(this.#worker, 'message');
		this.#worker.postMessage('most');
		const [most] = await told;
		return most;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#worker.terminate();
	}
}

if (parentPort !== null) {
	await respond(parentPort, workerData.answerMs);
}

async function respond(port: NonNullable<typeof parentPort>, answerMs: number): Promise<void> {
	let documents: Documents = { files: new Map(), answers: new Map() };
	let underWay = 0;
	let most = 0;
	port.on('message', (message: Documents | 'most') => {
		if (message !== 'most') {
			documents = message;
			return;
		}
		port.postMessage(most);
		most = 0;
	});
	const server = createServer(async (message, response) => {
		const body = await buffer(message);
		if (message.method === 'GET') {
			response.end(documents.files.get(message.url ?? ''));
			return;
		}
		underWay += 1;
		most = Math.max(most, underWay);
		await after(answerMs);
		underWay -= 1;
		response.end(documents.answers.get(serialIn(body)));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	port.postMessage(typeof address === 'object' ? address?.port : undefined);
}

/** The serial number in an OCSP request for one certificate (RFC 6960 4.1.1). */
function serialIn(request: Uint8Array): string {
	let inner = derCursor(request);
	for (let level = 0; level < 5; level += 1) {
		inner = derCursor(inner.expect(Tag.sequence));
	}
	inner.expect(Tag.sequence);
	inner.expect(Tag.octetString);
	inner.expect(Tag.octetString);
	return Buffer.from(inner.expect(Tag.integer)).toString('hex');
}
