import type { z } from 'zod';
import type { AskedName, Endpoint } from '#contract';
import type { Asked } from './echo.ts';

/* What a request to an endpoint has to carry, found in the contract: a call that leaves something out does not compile. */

type ParameterName<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | ParameterName<Rest>
	: never;

/** `unknown`: the request has no such part. */
type Part<Name extends string, Value> = [Value] extends [never] ? unknown : { readonly [N in Name]: Value };

type Parameters<E extends Endpoint> = [ParameterName<E['path']>] extends [never]
	? never
	: { readonly [Name in ParameterName<E['path']>]: string };

type Body<E extends Endpoint> = E extends { readonly sentAs: infer Schema extends z.ZodType }
	? z.input<Schema>
	: E extends { readonly body: infer Schema extends z.ZodType }
		? z.input<Schema>
		: never;

type Query<E extends Endpoint> = E extends { readonly query: infer Schema extends z.ZodType }
	? z.input<Schema>
	: never;

type EntityTag<E extends Endpoint> = E extends { readonly entityTag: 'asks' } ? string : never;

/** The parts of a request to any endpoint. */
export interface RequestParts {
	readonly parameters?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, unknown>>;
	/** JSON; secrets are revealed in it. */
	readonly body?: unknown;
	/** Of the data that an edit was made from. */
	readonly entityTag?: string;
	/** What it is about, where the answer says that again. */
	readonly asked?: Asked;
}

/** Path, query, body and precondition of a request. */
export type RequestOf<E extends Endpoint> = Part<'parameters', Parameters<E>> &
	Part<'query', Query<E>> &
	Part<'body', Body<E>> &
	Part<'entityTag', EntityTag<E>>;

type NameIn<Rule> = Rule extends AskedName
	? Rule
	: Rule extends { readonly endOf: infer Name }
		? Name
		: never;

/** The holder of a session is known to it. */
type AskedNames<E extends Endpoint> = Exclude<
	Extract<NameIn<E['echoes'][keyof E['echoes']]>, AskedName>,
	E['inSession'] extends true ? 'holderNumber' : never
>;

/** What the answer has to say again; see `echo.ts`. */
export type AskedOf<E extends Endpoint> = Part<
	'asked',
	[AskedNames<E>] extends [never] ? never : { readonly [Name in AskedNames<E>]: string }
>;
