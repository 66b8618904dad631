import { stringify } from 'yaml';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import type { Endpoint, ProblemCode } from '../../src/api/contract/index.ts';
import * as contract from '../../src/api/contract/index.ts';

const { ENDPOINTS, PROBLEM_KINDS, PROBLEM_TYPE_PREFIX } = contract;

const DESCRIPTION = `What Mühürdar asks of a portal, and what the sandbox's portal does. Kamu SM publishes no interface of its own;
nothing here describes one. This document is made from the schemas in \`src/api/contract\`.

For whoever writes a portal, \`docs/portal-builders.md\` tells the same in the order of a walk, with examples.

Every change needs an \`Idempotency-Key\`: a text in quotes (RFC 8941), random, used for one change only. The answer is an
\`Operation\`; after a lost answer \`GET /v1/operations/{key}\` tells what became of it, and \`DELETE\` on the same address
withdraws a change that has not been decided. Both need no session, and \`finishWordReset\` needs none, the first time and again. Keys are kept at least 400 days. A key is spent by the decision,
done or refused; the same request with it gets the first answer again, anything else \`key-reused\`. What is refused before the
account is looked at (no session, 400, 403, 428, 429, 5xx) spends none. \`instanceId\` names the memory of the keys and lives as long.

Problems are documents of RFC 9457 with a closed set of types; a change that is refused is answered with one as well. Every \`429\`
has \`retryAfterSeconds\` and \`Retry-After\` with the same whole seconds; a \`503\`, which \`server-error\` may come with, has both or neither. Lifetimes are seconds from the answer. A session lives
\`expiresInSeconds\` from its last request.

Enumerations in answers may grow under the same version, and fields may be added. A field that has nothing to say is left out, never
\`null\`. \`confirmCode\`, \`finishSignatureLogin\` and \`pollElsewhereLogin\` give the same session again to the same request.
Unknown fields of a request are ignored. A length counts Unicode code points. Looked at first are the path (404), the method (405 with
\`Allow\` and \`request-invalid\`), the media type (415), the length (413) and whether the body is JSON (400).
No \`405\` is listed below: it belongs to the methods that a path does not have.

An \`ETag\` is strong. A client takes 64 KiB of JSON (a captcha: 384 KiB), 8 levels deep, 2 MiB of PDF, a PNG of 1000 by 400 pixels,
20 s to the headers, 45 s in all, and follows no redirect.`;

/** The document as YAML text, ending in a line break. */
export function portalApiDocument(): string {
	const schemas = namedSchemas();
	const problemResponses = new Map<string, unknown>();
	const document = {
		openapi: '3.1.0',
		info: {
			title: "Mühürdar's portal contract",
			version: `${contract.CONTRACT_VERSION}.0.0`,
			description: DESCRIPTION,
			license: { name: manifest.license, identifier: manifest.license },
		},
		servers: [{ url: 'https://portal.example', description: 'Any portal that speaks the contract' }],
		security: [],
		paths: paths(schemas, problemResponses),
		components: {
			securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
			schemas: componentSchemas(schemas),
			responses: Object.fromEntries(problemResponses),
		},
	};
	return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}

type SchemaNames = ReadonlyMap<z.ZodType, string>;

/** Every body and answer of an endpoint, by the name that the contract gives it; a body made in place, by its endpoint's. */
function namedSchemas(): SchemaNames {
	const exported = new Map<z.ZodType, string>();
	for (const [name, value] of Object.entries<unknown>(contract)) {
		if (value instanceof z.ZodType) {
			exported.set(value, capital(name));
		}
	}
	const named = new Map<z.ZodType, string>([[contract.problemDocument, 'ProblemDocument']]);
	for (const [name, endpoint] of Object.entries<Endpoint>(ENDPOINTS)) {
		for (const schema of [endpoint.body, endpoint.answer]) {
			if (schema !== undefined && schema !== 'pdf' && !named.has(schema)) {
				named.set(schema, exported.get(schema) ?? `${capital(name)}Request`);
			}
		}
	}
	return named;
}

function componentSchemas(names: SchemaNames): Record<string, unknown> {
	return Object.fromEntries([...names].map(([schema, name]) => [name, jsonSchema(schema)]));
}

/** As input: an answer may get more fields under the same version. */
function jsonSchema(schema: z.ZodType): unknown {
	const { $schema: _, ...plain } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
	return plain;
}

function paths(
	names: SchemaNames,
	problemResponses: Map<string, unknown>,
): Record<string, Record<string, unknown>> {
	const found: Record<string, Record<string, unknown>> = {};
	for (const [name, endpoint] of Object.entries<Endpoint>(ENDPOINTS)) {
		const path = found[endpoint.path] ?? {};
		path[endpoint.method.toLowerCase()] = operation(name, endpoint, names, problemResponses);
		found[endpoint.path] = path;
	}
	return found;
}

function operation(
	name: string,
	endpoint: Endpoint,
	names: SchemaNames,
	problemResponses: Map<string, unknown>,
): unknown {
	const { body } = endpoint;
	return {
		operationId: name,
		summary: endpoint.summary,
		...(endpoint.inSession ? { security: [{ session: [] }] } : {}),
		parameters: parameters(endpoint),
		...(body === undefined
			? {}
			: {
					requestBody: {
						required: true,
						content: { 'application/json': { schema: reference(names, body) } },
					},
				}),
		responses: { ...success(endpoint, names), ...problems(endpoint, problemResponses) },
	};
}

const TOKEN = '^[A-Za-z0-9._~-]{16,200}$';

function parameters({ path, query, change, entityTag }: Endpoint): readonly unknown[] {
	return [
		...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
			name,
			in: 'path',
			required: true,
			schema: { type: 'string', pattern: name === 'key' ? TOKEN : '^[A-Za-z0-9._~-]{1,200}$' },
		})),
		...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
			name,
			in: 'query',
			required: !z.safeParse(schema, undefined).success,
			schema: jsonSchema(schema instanceof z.ZodOptional ? unwrapped(schema) : z.unknown()),
		})),
		...(change === undefined
			? []
			: [header('Idempotency-Key', '^"[A-Za-z0-9._~-]{16,200}"$', 'Names this change, and no other one')]),
		...(entityTag === 'asks'
			? [header('If-Match', '^"[A-Za-z0-9._~-]{1,64}"$', 'The ETag of the data that the edit was made from')]
			: []),
	];
}

function unwrapped(schema: z.ZodOptional): z.ZodType {
	const inner = schema.unwrap();
	return inner instanceof z.ZodType ? inner : z.unknown();
}

function header(name: string, pattern: string, description: string): unknown {
	return { name, in: 'header', required: true, description, schema: { type: 'string', pattern } };
}

function success({ answer, entityTag, echoes }: Endpoint, names: SchemaNames): Record<string, unknown> {
	if (answer === undefined) {
		return { 204: { description: 'Done' } };
	}
	const content =
		answer === 'pdf'
			? { 'application/pdf': { schema: { type: 'string', contentEncoding: 'binary' } } }
			: { 'application/json': { schema: reference(names, answer) } };
	const headers =
		entityTag === 'answers'
			? { ETag: { required: true, schema: { type: 'string', pattern: '^"[A-Za-z0-9._~-]{1,64}"$' } } }
			: undefined;
	return { 200: { description: described(echoes), ...(headers === undefined ? {} : { headers }), content } };
}

/** Which fields say again what the request was about; a client takes no answer that is about something else. */
function described(echoes: Endpoint['echoes']): string {
	const fields = Object.entries(echoes).flatMap(([field, rule]) =>
		rule === 'new' ? [] : [typeof rule === 'string' ? field : `the last digits of ${field}`],
	);
	return fields.length === 0 ? 'Done' : `Done; has to be of what was asked about: ${fields.join(', ')}`;
}

/** HTTP's own statuses for a request that is too large, or of another media type. */
const REQUEST_STATUSES = [413, 415];

/** A portal that is down for now says so by HTTP's own status. */
const SERVICE_UNAVAILABLE = 503;

/** What a status brings along, and whether always. */
const STATUS_HEADERS: Readonly<Record<number, Readonly<Record<string, boolean>>>> = {
	401: { 'WWW-Authenticate': true },
	429: { 'Retry-After': true },
	503: { 'Retry-After': false },
};

/** By status; equal ones are written once, among the components. */
function problems(endpoint: Endpoint, responses: Map<string, unknown>): Record<string, unknown> {
	const codes = new Set<ProblemCode>([
		...contract.COMMON_PROBLEMS,
		...(endpoint.inSession ? contract.SESSION_PROBLEMS : []),
		...(endpoint.offeredAs === undefined ? [] : contract.OFFER_PROBLEMS),
		...(endpoint.change === undefined ? [] : contract.CHANGE_PROBLEMS),
		...(endpoint.entityTag === 'asks' ? contract.EDIT_PROBLEMS : []),
		...endpoint.problems,
	]);
	const byStatus = Map.groupBy(codes, (code) => PROBLEM_KINDS[code].status);
	for (const status of endpoint.body === undefined ? [] : REQUEST_STATUSES) {
		byStatus.set(status, ['request-invalid']);
	}
	byStatus.set(SERVICE_UNAVAILABLE, ['server-error']);
	const found: Record<string, unknown> = {};
	for (const [status, ofStatus] of [...byStatus].sort(([one], [other]) => one - other)) {
		const name = `${status}.${ofStatus.toSorted().join('.')}`;
		responses.set(name, problemResponse(status, ofStatus));
		found[status] = { $ref: `#/components/responses/${name}` };
	}
	return found;
}

function problemResponse(status: number, codes: readonly ProblemCode[]): unknown {
	return {
		description: codes.map((code) => PROBLEM_KINDS[code].title).join('; '),
		...statusHeaders(status),
		content: {
			'application/problem+json': {
				schema: {
					allOf: [{ $ref: '#/components/schemas/ProblemDocument' }],
					properties: {
						type: { enum: codes.map((code) => `${PROBLEM_TYPE_PREFIX}${code}`) },
						status: { const: status },
					},
				},
			},
		},
	};
}

function statusHeaders(status: number): { readonly headers?: Record<string, unknown> } {
	const names = STATUS_HEADERS[status];
	return names === undefined
		? {}
		: {
				headers: Object.fromEntries(
					Object.entries(names).map(([name, required]) => [name, { required, schema: { type: 'string' } }]),
				),
			};
}

function reference(names: SchemaNames, schema: z.ZodType): unknown {
	return { $ref: `#/components/schemas/${names.get(schema)}` };
}

function capital(name: string): string {
	return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
