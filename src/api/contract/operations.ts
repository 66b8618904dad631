import { z } from 'zod';
import { moment, token } from './primitives.ts';
import { problemCode } from './problems.ts';

/** What leaves something changed at the portal. Each is sent with an `Idempotency-Key` of its own. */
export const changeKind = z.enum([
	'activate',
	'revoke',
	'update-details',
	'change-phone',
	'change-security-word',
	'reset-security-word',
	'delete-pins',
	'start-unlock',
	'report-unlock',
]);

/**
 * The answer to every change, and to the question what became of it (`GET /v1/operations/{key}`). The portal
 * keeps it at least 400 days; it holds no secret, and whoever knows the key may ask.
 */
export const operation = z
	.object({
		key: token,
		/** Not given only where it was withdrawn before the portal saw it. */
		kind: changeKind.optional(),
		state: z.enum([
			/** Came, and is not decided yet. */
			'in-progress',
			'done',
			/** Decided against, for `problem`; nothing was changed. */
			'refused',
			/** `DELETE /v1/operations/{key}` came first: it never was done and never will be. */
			'withdrawn',
		]),
		/** With `refused`. */
		problem: problemCode.optional(),
		/** What the change made: the id of the unlock, of a `start-unlock` that is done. */
		resource: token.optional(),
		/** When it was decided, or came. */
		at: moment,
	})
	// For the published document; a client asks for what it needs itself.
	.meta({
		allOf: [
			{ anyOf: [{ properties: { state: { const: 'withdrawn' } } }, { required: ['kind'] }] },
			{ anyOf: [{ properties: { state: { not: { const: 'refused' } } } }, { required: ['problem'] }] },
			{
				anyOf: [
					{ properties: { state: { not: { const: 'done' } } } },
					{ properties: { kind: { not: { const: 'start-unlock' } } } },
					{ required: ['resource'] },
				],
			},
		],
	});

/** The same, refused for a reason that only a later version of the contract knows: that it was refused counts. */
export const operationOfAnyVersion = operation.extend({ problem: problemCode.optional().catch(undefined) });

export type ChangeKind = z.infer<typeof changeKind>;
export type Operation = z.infer<typeof operation>;
