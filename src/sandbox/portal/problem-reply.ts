import type { FastifyReply } from 'fastify';
import { PROBLEM_KINDS, PROBLEM_TYPE_PREFIX, type ProblemDocument } from '#contract';
import type { Refusal } from './outcome.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** A problem document (RFC 9457); `status` where HTTP itself names a closer one, such as 413. */
export function problemText(refusal: Refusal, status: number = PROBLEM_KINDS[refusal.code].status): string {
	const { code, ...facts } = refusal;
	const document: ProblemDocument = {
		type: `${PROBLEM_TYPE_PREFIX}${code}`,
		title: PROBLEM_KINDS[code].title,
		status,
		...facts,
	};
	return JSON.stringify(document);
}

export function replyWithProblem(reply: FastifyReply, refusal: Refusal, status?: number): FastifyReply {
	if (refusal.retryAfterSeconds !== undefined) {
		reply.header('retry-after', String(refusal.retryAfterSeconds));
	}
	if (refusal.code === 'session-expired' || refusal.code === 'session-replaced') {
		reply.header('www-authenticate', 'Bearer');
	}
	return reply
		.code(status ?? PROBLEM_KINDS[refusal.code].status)
		.type(PROBLEM_MEDIA_TYPE)
		.send(problemText(refusal, status));
}
