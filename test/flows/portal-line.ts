import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ContractWatch } from '../contract/contract-watch.ts';

/** A request as it arrived at the portal. */
export interface SeenRequest {
	/** Method and path, as `POST /v1/logins/…/sms`: what names one login is left out. */
	readonly what: string;
	readonly authorization: string | undefined;
	/** Answered with an error, by the portal or in its place. */
	isRefused: boolean;
}

/** A request that gets no answer. */
export interface HeldRequest {
	readonly arrived: Promise<void>;
	/** The client hung up. */
	readonly givenUp: Promise<void>;
}

/** The wire between the program and the sandbox's portal: counts what passes, holds answers back, is cut and mended. */
export interface PortalLine extends AsyncDisposable {
	/** What the program is told to be the portal's address; the same after {@link cut} and {@link mend}. */
	readonly url: string;
	/** The portal at its end. */
	leadTo(portalUrl: string): void;
	/** Oldest first. */
	readonly requests: readonly SeenRequest[];
	/** The next such request is not let through and never answered. */
	hold(what: string): HeldRequest;
	/** The portal does the next such request, and its answer never comes; `arrived`: it is done. */
	keepAnswer(what: string): HeldRequest;
	/** The next such request is let through, and the line breaks before its answer comes back. */
	loseAnswer(what: string): void;
	/** The next such request breaks off before it reaches the portal. */
	drop(what: string): void;
	/** The next such request is let through only after `act`. */
	before(what: string, act: () => Promise<void>): void;
	/** The portal does the next such request; its answer comes back only after `act`. */
	beforeAnswer(what: string, act: () => Promise<void>): void;
	/** Such requests get this from a portal that lies; they are not let through. `undefined`: no lie any more. */
	lie(what: string, lie: Lie | undefined): void;
	/** The portal's own answers to such requests, but for what `twist` makes of them; `undefined`: as they are. */
	twist(what: string, twist: Twist | undefined): void;
	/** Every text for people in any answer goes through `change` from now on; the rest of the answer is the portal's. */
	spoil(change: (text: string) => string): void;
	/** Operations of the published document that were seen to succeed. */
	readonly operationsSeen: ReadonlySet<string>;
	/** Nobody listens any more; open connections are closed. */
	cut(): Promise<void>;
	mend(): Promise<void>;
}

/** An answer that no honest portal gives. */
export interface Lie {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Written piece by piece, for as long as somebody takes it. */
	readonly body: Iterable<string>;
}

/** What becomes of a value in an answer, by its name; gives the value back where it stays. */
export type Twist = (name: string, value: unknown) => unknown;

const HOST = '127.0.0.1';

interface Hold {
	readonly arrived: PromiseWithResolvers<void>;
	readonly givenUp: PromiseWithResolvers<void>;
}

/** @param portalUrl none: what it leads to is told later */
export async function openPortalLine(portalUrl = ''): Promise<PortalLine> {
	let target = portalUrl;
	const watch = new ContractWatch();
	const requests: SeenRequest[] = [];
	const holds = new Map<string, Hold>();
	const losses = new Set<string>();
	const drops = new Set<string>();
	const acts = new Map<string, () => Promise<void>>();
	const keeps = new Map<string, Hold>();
	const actsBeforeAnswer = new Map<string, () => Promise<void>>();
	const lies = new Map<string, Lie>();
	const twists = new Map<string, Twist>();
	let spoiling: ((text: string) => string) | undefined;
	const server = createServer((request, response) => {
		const what = `${request.method} ${nameless(request.url ?? '')}`;
		const seen: SeenRequest = { what, authorization: request.headers.authorization, isRefused: false };
		requests.push(seen);
		const lie = lies.get(what);
		if (lie !== undefined) {
			seen.isRefused = (lie.status ?? 200) >= 400;
			response.writeHead(lie.status ?? 200, { 'content-type': 'application/json', ...lie.headers });
			Readable.from(lie.body).pipe(response);
			return;
		}
		if (drops.delete(what)) {
			response.destroy();
			return;
		}
		const act = acts.get(what);
		const hold = holds.get(what);
		if (hold === undefined) {
			acts.delete(what);
			const kept = keeps.get(what);
			keeps.delete(what);
			if (kept !== undefined) {
				response.once('close', kept.givenUp.resolve);
			}
			const beforeAnswer =
				kept === undefined
					? actsBeforeAnswer.get(what)
					: () => {
							kept.arrived.resolve();
							return kept.givenUp.promise;
						};
			actsBeforeAnswer.delete(what);
			void Promise.resolve(act?.()).then(() =>
				letThrough(target, request, response, {
					seen,
					watch,
					losesAnswer: losses.delete(what),
					beforeAnswer,
					spoiling,
					twist: twists.get(what),
				}),
			);
			return;
		}
		holds.delete(what);
		response.once('close', hold.givenUp.resolve);
		hold.arrived.resolve();
	});
	const listen = (port: number) =>
		new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, HOST, resolve);
		});
	const cut = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});

	await listen(0);
	const address = server.address();
	if (address === null || typeof address === 'string') {
		throw new TypeError('A server that listens on a port has an address');
	}
	const { port } = address;
	return {
		url: `http://${HOST}:${port}`,
		requests,
		leadTo(url) {
			target = url;
		},
		hold(what) {
			const hold: Hold = { arrived: Promise.withResolvers(), givenUp: Promise.withResolvers() };
			holds.set(what, hold);
			return { arrived: hold.arrived.promise, givenUp: hold.givenUp.promise };
		},
		keepAnswer(what) {
			const kept: Hold = { arrived: Promise.withResolvers(), givenUp: Promise.withResolvers() };
			keeps.set(what, kept);
			return { arrived: kept.arrived.promise, givenUp: kept.givenUp.promise };
		},
		loseAnswer: (what) => losses.add(what),
		drop: (what) => drops.add(what),
		before: (what, act) => acts.set(what, act),
		beforeAnswer: (what, act) => actsBeforeAnswer.set(what, act),
		lie(what, lie) {
			if (lie === undefined) {
				lies.delete(what);
			} else {
				lies.set(what, lie);
			}
		},
		twist(what, twist) {
			if (twist === undefined) {
				twists.delete(what);
			} else {
				twists.set(what, twist);
			}
		},
		spoil(change) {
			spoiling = change;
		},
		operationsSeen: watch.seen,
		cut,
		mend: () => listen(port),
		async [Symbol.asyncDispose]() {
			if (server.listening) {
				await cut();
			}
			if (watch.violations.length > 0) {
				throw new Error(`Traffic against docs/portal-api.yaml:\n${watch.violations.join('\n')}`);
			}
		},
	};
}

/** Without what names one login, certificate or change. */
function nameless(url: string): string {
	return url.replace(
		/(?<=\/(?:logins|signature-logins|certificates|operations|phone-changes|security-word-resets|unlocks)\/)[^/]+/u,
		'…',
	);
}

/** How one request goes through. */
interface Passage {
	readonly seen: SeenRequest;
	readonly watch: ContractWatch;
	readonly losesAnswer: boolean;
	readonly beforeAnswer: (() => Promise<void>) | undefined;
	readonly spoiling: ((text: string) => string) | undefined;
	readonly twist: Twist | undefined;
}

/** What passes whole is judged by the published document. */
async function letThrough(
	portalUrl: string,
	request: IncomingMessage,
	response: ServerResponse,
	{ seen, watch, losesAnswer, beforeAnswer, spoiling, twist }: Passage,
): Promise<void> {
	const { method = '', url = '/', headers } = request;
	const body = await buffer(request).catch(() => undefined);
	if (body === undefined) {
		return;
	}
	const onwards = openRequest(new URL(url, portalUrl), { method, headers, agent: false });
	onwards.on('response', async (answer) => {
		seen.isRefused = (answer.statusCode ?? 500) >= 400;
		const answerBody = await buffer(answer).catch(() => undefined);
		if (answerBody === undefined) {
			response.destroy();
			return;
		}
		await beforeAnswer?.();
		if (losesAnswer) {
			response.destroy();
			return;
		}
		watch.see({
			method,
			url,
			requestHeaders: headers,
			requestBody: body.toString(),
			status: answer.statusCode ?? 0,
			responseHeaders: answer.headers,
			responseBody: answerBody.toString(),
		});
		const twisted = twist === undefined ? answerBody : changed(answerBody, twist);
		const passedOn = spoiling === undefined ? twisted : spoilt(twisted, spoiling);
		// An answer in chunks stays one. Clients refuse it with a length beside the chunks (RFC 9112, 6.3).
		const isChunked = answer.headers['transfer-encoding'] !== undefined;
		response.writeHead(answer.statusCode ?? 500, {
			...answer.headers,
			...(isChunked ? {} : { 'content-length': String(passedOn.length) }),
		});
		response.end(passedOn);
	});
	onwards.on('error', () => response.destroy());
	response.once('close', () => onwards.destroy());
	onwards.end(body);
}

/** Texts for people have a space in them, what programs read has none; a masked number takes no longer text. */
function spoilt(body: Buffer, change: (text: string) => string): Buffer {
	return changed(body, (_, value) =>
		typeof value === 'string' && value.includes(' ') && !value.includes('•') ? change(value) : value,
	);
}

function changed(body: Buffer, change: Twist): Buffer {
	return body.length === 0 ? body : Buffer.from(JSON.stringify(JSON.parse(body.toString(), change)));
}
