import type { FastifyReply } from 'fastify';
import { PROBLEM_TYPE_PREFIX, type ProblemCode, type ProblemDocument } from '#contract';
import type { Refusal } from './outcome.ts';

interface ProblemKind {
	readonly status: number;
	/** For whoever reads the traffic; programs go by the type. */
	readonly title: string;
}

const KINDS: Readonly<Record<ProblemCode, ProblemKind>> = {
	'captcha-wrong': { status: 422, title: 'The text does not match the picture' },
	'captcha-expired': { status: 410, title: 'The picture is too old or was used' },
	'credentials-wrong': { status: 422, title: 'Holder number and security word do not belong together' },
	'login-locked': { status: 429, title: 'Too many wrong tries' },
	'login-expired': { status: 410, title: 'The login is over or was never begun' },
	'code-wrong': { status: 422, title: 'The code is wrong' },
	'code-expired': { status: 410, title: 'The code is too old, or none was sent' },
	'resend-too-early': { status: 429, title: 'A new code cannot be sent yet' },
	'session-expired': { status: 401, title: 'There is no such session' },
	'request-invalid': { status: 400, title: 'The request is not of the contract' },
	'not-found': { status: 404, title: 'There is nothing here' },
	'server-error': { status: 500, title: 'The portal failed' },
};

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** A problem document (RFC 9457); `status` where HTTP itself names a closer one, such as 413. */
export function problemText(refusal: Refusal, status: number = KINDS[refusal.code].status): string {
	const { code, ...facts } = refusal;
	const document: ProblemDocument = {
		type: `${PROBLEM_TYPE_PREFIX}${code}`,
		title: KINDS[code].title,
		status,
		...facts,
	};
	return JSON.stringify(document);
}

export function replyWithProblem(reply: FastifyReply, refusal: Refusal, status?: number): FastifyReply {
	if (refusal.retryAfterSeconds !== undefined) {
		reply.header('retry-after', String(refusal.retryAfterSeconds));
	}
	if (refusal.code === 'session-expired') {
		reply.header('www-authenticate', 'Bearer');
	}
	return reply
		.code(status ?? KINDS[refusal.code].status)
		.type(PROBLEM_MEDIA_TYPE)
		.send(problemText(refusal, status));
}
