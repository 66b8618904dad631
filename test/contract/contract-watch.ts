import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';

/** A request and its answer, as they went over the wire. */
export interface Exchange {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	/** Names in lower case. */
	readonly requestHeaders: Readonly<Record<string, unknown>>;
	readonly requestBody: string;
	readonly status: number;
	readonly responseHeaders: Readonly<Record<string, unknown>>;
	readonly responseBody: string;
}

const schema = z.unknown();
const content = z.record(z.string(), z.object({ schema }));
const response = z.object({
	$ref: z.string().optional(),
	headers: z.record(z.string(), z.object({ required: z.boolean(), schema })).optional(),
	content: content.optional(),
});
const operation = z.object({
	operationId: z.string(),
	security: z.array(z.unknown()).optional(),
	parameters: z.array(
		z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), schema }),
	),
	requestBody: z.object({ content }).optional(),
	responses: z.record(z.string(), response),
});
const portalApi = z.object({
	paths: z.record(z.string(), z.record(z.string(), operation)),
	components: z.object({
		schemas: z.record(z.string(), schema),
		responses: z.record(z.string(), response),
	}),
});

type Operation = z.infer<typeof operation>;

/** The document and its validators; a validator holds nothing but its schema, so all lines of a process share them. */
class PublishedApi {
	readonly document = portalApi.parse(parse(readFileSync('docs/portal-api.yaml', 'utf8')));
	readonly #ajv = new Ajv2020({ allErrors: true, strict: false });
	readonly #validators = new Map<unknown, ValidateFunction>();

	constructor() {
		ajvFormats.default(this.#ajv);
		this.#ajv.addFormat('base64', /^[A-Za-z0-9+/]*={0,2}$/);
		this.#ajv.addSchema({ $id: 'https://portal.example/', components: this.document.components });
	}

	/** What is wrong with a value; undefined where the schema takes it. */
	faultOf(schemaOf: unknown, value: unknown): string | undefined {
		const validate = this.#validators.get(schemaOf) ?? this.#ajv.compile(absolute(schemaOf));
		this.#validators.set(schemaOf, validate);
		return validate(value) ? undefined : this.#ajv.errorsText(validate.errors);
	}
}

let shared: PublishedApi | undefined;

function publishedApi(): PublishedApi {
	shared ??= new PublishedApi();
	return shared;
}

/**
 * Judges traffic by docs/portal-api.yaml alone, with a JSON Schema validator that is not the one that program and
 * sandbox use.
 */
export class ContractWatch {
	readonly #api = publishedApi();
	readonly #document = this.#api.document;
	readonly #seen = new Set<string>();
	readonly #violations: string[] = [];

	/** Of operations that were seen with a success. */
	get seen(): ReadonlySet<string> {
		return this.#seen;
	}

	get operationIds(): readonly string[] {
		return Object.values(this.#document.paths).flatMap((path) =>
			Object.values(path).map(({ operationId }) => operationId),
		);
	}

	/** What was not as the document says, oldest first. */
	get violations(): readonly string[] {
		return this.#violations;
	}

	see(exchange: Exchange): void {
		const path = exchange.url.split('?', 1).join('');
		const place = Object.entries(this.#document.paths).find(([template]) =>
			new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
		);
		const found = place?.[1][exchange.method.toLowerCase()];
		if (found === undefined) {
			this.#fault(exchange, 'no such operation');
			return;
		}
		this.#seeRequest(exchange, found);
		this.#seeResponse(exchange, found);
	}

	#seeRequest(exchange: Exchange, { parameters, requestBody, security }: Operation): void {
		const query = new URL(exchange.url, 'https://portal.example').searchParams;
		for (const parameter of parameters) {
			const value =
				parameter.in === 'header'
					? exchange.requestHeaders[parameter.name.toLowerCase()]
					: (query.get(parameter.name) ?? undefined);
			if (parameter.in !== 'path' && (value !== undefined || parameter.required)) {
				this.#judge(exchange, parameter.schema, value, parameter.name);
			}
		}
		if (security !== undefined && exchange.requestHeaders['authorization'] === undefined) {
			this.#fault(exchange, 'sent without a token');
		}
		const body = requestBody?.content['application/json'];
		if (body !== undefined) {
			this.#judge(exchange, body.schema, JSON.parse(exchange.requestBody), 'request');
		} else if (exchange.requestBody !== '') {
			this.#fault(exchange, 'a body where there is none');
		}
	}

	#seeResponse(exchange: Exchange, { operationId, responses }: Operation): void {
		const named = responses[exchange.status];
		const answer =
			named?.$ref === undefined
				? named
				: this.#document.components.responses[named.$ref.split('/').at(-1) ?? ''];
		if (answer === undefined) {
			this.#fault(exchange, 'no such status');
			return;
		}
		if (exchange.status < 300) {
			this.#seen.add(operationId);
		}
		for (const [name, header] of Object.entries(answer.headers ?? {})) {
			const value = exchange.responseHeaders[name.toLowerCase()];
			if (value !== undefined || header.required) {
				this.#judge(exchange, header.schema, value, name);
			}
		}
		const mediaType = String(exchange.responseHeaders['content-type'] ?? '')
			.split(';', 1)
			.join('');
		if (answer.content === undefined) {
			if (exchange.responseBody !== '') {
				this.#fault(exchange, 'an answer where there is none');
			}
			return;
		}
		const expected = answer.content[mediaType];
		if (expected === undefined) {
			this.#fault(exchange, `media type ${mediaType}`);
		} else if (mediaType.endsWith('json')) {
			this.#judge(exchange, expected.schema, JSON.parse(exchange.responseBody), 'answer');
		}
	}

	#judge(exchange: Exchange, of: unknown, value: unknown, what: string): void {
		const fault = this.#api.faultOf(of, value);
		if (fault !== undefined) {
			this.#fault(exchange, `${what} ${fault}`);
		}
	}

	#fault({ method, url, status }: Exchange, what: string): void {
		this.#violations.push(`${method} ${url} ${status}: ${what}`);
	}
}

/** References of the document, as they are known to the validator. */
function absolute(of: unknown): object {
	const text = JSON.stringify(of).replaceAll('"#/components/', '"https://portal.example/#/components/');
	return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
