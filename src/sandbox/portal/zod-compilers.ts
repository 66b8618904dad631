import type {
	FastifyBaseLogger,
	FastifyInstance,
	FastifySchemaCompiler,
	FastifyTypeProvider,
	RawReplyDefaultExpression,
	RawRequestDefaultExpression,
	RawServerDefault,
} from 'fastify';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';
import type { z } from 'zod';

/**
 * Gives handlers the types of the contract's schemas. Answers are typed where they are made, and parsed
 * below.
 */
interface ZodTypeProvider extends FastifyTypeProvider {
	readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
}

/** Fastify with the contract's schemas as its own. */
export type ContractServer = FastifyInstance<
	RawServerDefault,
	RawRequestDefaultExpression<RawServerDefault>,
	RawReplyDefaultExpression<RawServerDefault>,
	FastifyBaseLogger,
	ZodTypeProvider
>;

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
	({ schema }) =>
	(data) => {
		const parsed = schema.safeParse(data);
		return parsed.success ? { value: parsed.data } : { error: parsed.error };
	};

/** An answer that is not of the contract is a fault of the portal and leaves as one. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> =
	({ schema }) =>
	(data) =>
		JSON.stringify(schema.parse(data));
