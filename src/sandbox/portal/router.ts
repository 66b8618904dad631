import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Endpoint, Operation } from '#contract';
import type { OperationBook } from './operation-book.ts';
import { type Outcome, refused } from './outcome.ts';
import { replyWithProblem } from './problem-reply.ts';
import type { Sessions } from './sessions.ts';

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

	constructor(server: FastifyInstance, sessions: Sessions, book: OperationBook) {
		this.#server = server;
		this.#sessions = sessions;
		this.#book = book;
	}

	open(endpoint: Endpoint, handle: (visit: Visit<undefined>) => Outcome<unknown>): void {
		this.#add(endpoint, (visit) => plain(handle({ ...visit, body: undefined })));
	}

	openWithBody<Body>(endpoint: WithBody<Body>, handle: (visit: Visit<Body>) => Outcome<unknown>): void {
		this.#add(endpoint, (visit) => withBody(endpoint.body, visit, (checked) => plain(handle(checked))));
	}

	inSession(endpoint: Endpoint, handle: (visit: HolderVisit<undefined>) => Outcome<Answered<unknown>>): void {
		this.#add(endpoint, (visit) =>
			this.#asHolder(visit, (holderNumber) => handle({ ...visit, body: undefined, holderNumber })),
		);
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

	#asHolder<T>(visit: RawVisit, go: (holderNumber: string) => Outcome<T>): Outcome<T> {
		const holder = this.#sessions.holderOf(visit.authorization);
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
		handle: (visit: RawVisit, key: string | undefined) => Outcome<Answered<unknown>>,
	): void {
		this.#server.route({
			method: endpoint.method,
			url: endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
			handler: (request, reply) => {
				const key = quotedToken(request.headers['idempotency-key'], /^"([A-Za-z0-9._~-]{16,200})"$/);
				const visit = visitOf(endpoint, request);
				const outcome = visit.ok ? handle(visit.value, key) : visit;
				return outcome.ok ? send(reply, endpoint, outcome.value) : replyWithProblem(reply, outcome.refusal);
			},
		});
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
	const parsed = schema.safeParse(visit.body);
	return parsed.success ? go({ ...visit, body: parsed.data }) : refused('request-invalid');
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
		return reply.type('application/pdf').send(value);
	}
	return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.parse(value)));
}
