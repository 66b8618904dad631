import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ENDPOINTS, type Endpoint, type Operation, type PortalOperation } from '#contract';
import { DELAY_MS, type PortalFaults, RETRY_AFTER_SECONDS } from './faults.ts';
import type { OperationBook } from './operation-book.ts';
import { type Outcome, type Refusal, refused } from './outcome.ts';
import { replyWithProblem } from './problem-reply.ts';
import type { Sessions } from './sessions.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** One request as a handler sees it. */
export interface Visit<Body> {
	readonly body: Body;
	/** The text in the path's braces. */
	parameter(name: string): string;
	/** Empty where the endpoint has no query. */
	readonly query: Readonly<Record<string, unknown>>;
	readonly authorization: string | undefined;
	/** Of `If-Match`, without quotes; only with endpoints that ask for it. */
	readonly entityTag: string | undefined;
}

/** A visit within a session. */
export interface HolderVisit<Body> extends Visit<Body> {
	readonly holderNumber: string;
}

type WithBody<Body> = Endpoint & { readonly body: z.ZodType<Body> };

export interface RouterOptions {
	readonly server: FastifyInstance;
	readonly sessions: Sessions;
	readonly book: OperationBook;
	readonly faults: PortalFaults;
	/** What this portal does. */
	readonly operations: readonly PortalOperation[];
}

/** Anything else of an answer than its body. */
export interface Answered<Answer> {
	readonly value: Answer;
	readonly entityTag?: string;
}

/**
 * Puts the contract's endpoints on a server: what arrives is checked against them before a handler sees it, and
 * what a handler gives before it leaves. An answer that is not of the contract is a fault of the portal.
 */
export class Router {
	readonly #server: FastifyInstance;
	readonly #sessions: Sessions;
	readonly #book: OperationBook;
	readonly #faults: PortalFaults;
	readonly #operations: readonly PortalOperation[];
	/** By path, as the server knows it. */
	readonly #methods = new Map<string, readonly Endpoint['method'][]>();

	constructor({ server, sessions, book, faults, operations }: RouterOptions) {
		this.#server = server;
		this.#sessions = sessions;
		this.#book = book;
		this.#faults = faults;
		this.#operations = operations;
	}

	open(endpoint: Endpoint, handle: (visit: Visit<undefined>) => Outcome<unknown>): void {
		this.#add(endpoint, (visit) => plain(handle({ ...visit, body: undefined })));
	}

	openWithBody<Body>(
		endpoint: WithBody<Body>,
		handle: (visit: Visit<Body>) => Outcome<unknown> | Promise<Outcome<unknown>>,
	): void {
		this.#add(endpoint, async (visit) => {
			const checked = checkedBody(endpoint.body, visit);
			return checked.ok ? plain(await handle(checked.value)) : checked;
		});
	}

	inSession(
		endpoint: Endpoint,
		handle: (
			visit: HolderVisit<undefined>,
		) => Outcome<Answered<unknown>> | Promise<Outcome<Answered<unknown>>>,
	): void {
		this.#add(endpoint, (visit) => {
			const holder = this.#holderOf(visit);
			return holder.ok ? handle({ ...visit, body: undefined, holderNumber: holder.value }) : holder;
		});
	}

	inSessionWithBody<Body>(
		endpoint: WithBody<Body>,
		handle: (visit: HolderVisit<Body>) => Outcome<Answered<unknown>>,
	): void {
		this.#add(endpoint, (visit) =>
			this.#asHolder(visit, (holderNumber) =>
				withBody(endpoint.body, visit, (checked) => handle({ ...checked, holderNumber })),
			),
		);
	}

	change(endpoint: Endpoint, act: (visit: HolderVisit<undefined>) => Outcome<string | undefined>): void {
		this.#add(endpoint, (visit, key) =>
			this.#asHolder(visit, (holderNumber) =>
				this.#perform(endpoint, visit, key, holderNumber, () =>
					act({ ...visit, body: undefined, holderNumber }),
				),
			),
		);
	}

	changeWithBody<Body>(
		endpoint: WithBody<Body>,
		act: (visit: HolderVisit<Body>) => Outcome<string | undefined>,
	): void {
		this.#add(endpoint, (visit, key) =>
			this.#asHolder(visit, (holderNumber) =>
				withBody(endpoint.body, visit, (checked) =>
					this.#perform(endpoint, visit, key, holderNumber, () => act({ ...checked, holderNumber })),
				),
			),
		);
	}

	/** A change that needs no session. */
	openChange<Body>(endpoint: WithBody<Body>, act: (visit: Visit<Body>) => Outcome<string | undefined>): void {
		this.#add(endpoint, (visit, key) =>
			withBody(endpoint.body, visit, (checked) =>
				this.#perform(endpoint, visit, key, '', () => act(checked)),
			),
		);
	}

	/** Answers every other method of the paths that were added: 405 with `Allow` (RFC 9110 section 15.5.6). */
	refuseOtherMethods(): void {
		for (const [url, used] of this.#methods) {
			// Fastify answers HEAD wherever it answers GET.
			const allowed = used.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
			this.#server.route({
				method: METHODS.filter((method) => !allowed.includes(method)),
				url,
				// Before a body is read: the method alone decides.
				onRequest: async (_request, reply) => {
					reply.header('allow', allowed.join(', '));
					await replyWithProblem(reply, { code: 'request-invalid' }, 405);
				},
				handler: async () => undefined,
			});
		}
	}

	#holderOf({ authorization }: RawVisit): Outcome<string> {
		return this.#faults.has('session-expired')
			? refused('session-expired')
			: this.#sessions.holderOf(authorization);
	}

	#asHolder<T>(visit: RawVisit, go: (holderNumber: string) => Outcome<T>): Outcome<T> {
		const holder = this.#holderOf(visit);
		return holder.ok ? go(holder.value) : holder;
	}

	#perform(
		{ change }: Endpoint,
		visit: RawVisit,
		key: string | undefined,
		holderNumber: string,
		act: () => Outcome<string | undefined>,
	): Outcome<Answered<Operation>> {
		if (change === undefined || key === undefined) {
			return refused('key-missing');
		}
		// The form of what was sent does not make another change of it, as long as it means the same.
		const request = JSON.stringify([holderNumber, visit.url, visit.body, visit.entityTag]);
		const outcome = this.#book.perform({ key, kind: change, request }, act);
		return outcome.ok ? { ok: true, value: { value: outcome.value } } : outcome;
	}

	#add(
		endpoint: Endpoint,
		handle: (
			visit: RawVisit,
			key: string | undefined,
		) => Outcome<Answered<unknown>> | Promise<Outcome<Answered<unknown>>>,
	): void {
		const url = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
		this.#methods.set(url, [...(this.#methods.get(url) ?? []), endpoint.method]);
		this.#server.route({
			method: endpoint.method,
			url,
			handler: async (request, reply) => {
				const key = quotedToken(request.headers['idempotency-key'], /^"([A-Za-z0-9._~-]{16,200})"$/);
				const change = key === undefined ? undefined : endpoint.change;
				if (key !== undefined && change !== undefined) {
					this.#book.arrived(key, change);
				}
				try {
					const refusal = await this.#refusalBefore(endpoint);
					if (refusal !== undefined) {
						return replyWithProblem(reply, refusal);
					}
					const visit = visitOf(endpoint, request);
					const outcome = visit.ok ? await handle(visit.value, key) : visit;
					if (change !== undefined && this.#faults.has('cut-after-commit')) {
						reply.hijack();
						request.raw.socket.destroy();
						return reply;
					}
					return outcome.ok ? send(reply, endpoint, outcome.value) : replyWithProblem(reply, outcome.refusal);
				} finally {
					if (key !== undefined && change !== undefined) {
						this.#book.left(key);
					}
				}
			},
		});
	}

	/** What this portal does not do, and what is turned on to go wrong, before anything is done. The portal itself stays reachable. */
	async #refusalBefore({ path, offeredAs }: Endpoint): Promise<Refusal | undefined> {
		if (offeredAs !== undefined && !this.#operations.includes(offeredAs)) {
			return { code: 'not-offered' };
		}
		if (this.#faults.has('delay')) {
			await sleep(DELAY_MS);
		}
		if (path === ENDPOINTS.service.path) {
			return undefined;
		}
		if (this.#faults.has('error-500')) {
			return { code: 'server-error' };
		}
		return this.#faults.has('too-many-requests')
			? { code: 'too-many-requests', retryAfterSeconds: RETRY_AFTER_SECONDS }
			: undefined;
	}
}

/** With a body that was not looked at yet. */
type RawVisit = Visit<unknown> & { readonly url: string };

function visitOf(endpoint: Endpoint, request: FastifyRequest): Outcome<RawVisit> {
	const query = endpoint.query?.safeParse(request.query);
	if (query !== undefined && !query.success) {
		return refused('request-invalid');
	}
	const { authorization } = request.headers;
	const entityTag =
		endpoint.entityTag === 'asks'
			? quotedToken(request.headers['if-match'], /^"([A-Za-z0-9._~-]{1,64})"$/)
			: undefined;
	if (endpoint.entityTag === 'asks' && entityTag === undefined) {
		return refused('precondition-missing');
	}
	const parameters = new Map(Object.entries(Object(request.params)));
	return {
		ok: true,
		value: {
			url: request.url,
			body: request.body,
			query: query?.data ?? {},
			parameter: (name) => String(parameters.get(name) ?? ''),
			authorization,
			entityTag,
		},
	};
}

function quotedToken(header: string | string[] | undefined, form: RegExp): string | undefined {
	return typeof header === 'string' ? form.exec(header)?.[1] : undefined;
}

function withBody<Body, Answer>(
	schema: z.ZodType<Body>,
	visit: RawVisit,
	go: (visit: Visit<Body>) => Outcome<Answer>,
): Outcome<Answer> {
	const checked = checkedBody(schema, visit);
	return checked.ok ? go(checked.value) : checked;
}

function checkedBody<Body>(schema: z.ZodType<Body>, visit: RawVisit): Outcome<Visit<Body>> {
	const parsed = schema.safeParse(visit.body);
	return parsed.success ? { ok: true, value: { ...visit, body: parsed.data } } : refused('request-invalid');
}

function plain(outcome: Outcome<unknown>): Outcome<Answered<unknown>> {
	return outcome.ok ? { ok: true, value: { value: outcome.value } } : outcome;
}

function send(
	reply: FastifyReply,
	{ answer }: Endpoint,
	{ value, entityTag }: Answered<unknown>,
): FastifyReply {
	if (entityTag !== undefined) {
		reply.header('etag', `"${entityTag}"`);
	}
	if (answer === undefined) {
		return reply.code(204).send();
	}
	if (answer === 'pdf') {
		return reply.type('application/pdf').send(Buffer.from(z.instanceof(Uint8Array).parse(value)));
	}
	return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.parse(value)));
}
