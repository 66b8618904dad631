import { randomBytes } from 'node:crypto';
import { operation, PROBLEM_KINDS, PROBLEM_TYPE_PREFIX, type ProblemCode, problemDocument } from '#contract';
import type { CheckAnswer, Seen } from './check.ts';

/** Shapes of the contract are told by zod; this is all of it that is needed here. */
interface Shape<T> {
	safeParse(value: unknown):
		| { readonly success: true; readonly data: T }
		| {
				readonly success: false;
				readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
		  };
}

/** Of the form of a token or an id, and no portal gives it out. */
export const NEVER_GIVEN = 'never-given-out-0001';

type Judged = Extract<Seen, { readonly isExpected: boolean }>;

/** Whether the answer is a `200` of this shape. */
export function told<T>(answer: CheckAnswer, shape: Shape<T>): Judged {
	if (answer.kind === 'failure' || answer.status !== 200 || answer.mediaType !== 'application/json') {
		return { isExpected: false, seen: summaryOf(answer) };
	}
	const read = shape.safeParse(jsonOf(answer));
	const field = read.success ? undefined : (read.error.issues[0]?.path.map(String).join('.') ?? '');
	return field === undefined
		? { isExpected: true, seen: summaryOf(answer) }
		: { isExpected: false, seen: `${summaryOf(answer)}, ${field === '' ? 'JSON' : field} ✗` };
}

export function valueIn<T>(answer: CheckAnswer, shape: Shape<T>): T | undefined {
	if (answer.kind === 'failure' || answer.status !== 200 || answer.mediaType !== 'application/json') {
		return undefined;
	}
	const read = shape.safeParse(jsonOf(answer));
	return read.success ? read.data : undefined;
}

/**
 * Whether the answer refuses with this problem: the status on the line, the status in the document and `status` have to be
 * one. `status`: where HTTP itself names a closer one than the contract.
 */
export function refusedWith(
	answer: CheckAnswer,
	code: ProblemCode,
	status: number = PROBLEM_KINDS[code].status,
): Judged {
	const document = problemIn(answer);
	const isExpected =
		answer.kind === 'answer' &&
		document?.type === `${PROBLEM_TYPE_PREFIX}${code}` &&
		answer.status === status &&
		document.status === status;
	return { isExpected, seen: summaryOf(answer) };
}

/** What a refusal looks like in the column of what is expected. */
export function refusal(code: ProblemCode, status: number = PROBLEM_KINDS[code].status): string {
	return `${status} ${code}`;
}

/** Expected where all are. */
export function all(...parts: readonly Judged[]): Judged {
	return {
		isExpected: parts.every(({ isExpected }) => isExpected),
		seen: parts
			.map(({ seen }) => seen)
			.filter((seen) => seen !== '')
			.join('; '),
	};
}

/** A fact beside answers: `what` is said with a sign of whether it holds. */
export function holds(isExpected: boolean, what: string): Judged {
	return { isExpected, seen: `${what} ${isExpected ? '✓' : '✗'}` };
}

export function problemIn(answer: CheckAnswer) {
	if (answer.kind === 'failure' || answer.mediaType !== 'application/problem+json') {
		return undefined;
	}
	const read = problemDocument.safeParse(jsonOf(answer));
	return read.success ? read.data : undefined;
}

/** The code of a problem document of the contract. */
export function problemCodeIn(answer: CheckAnswer): ProblemCode | undefined {
	const type = problemIn(answer)?.type;
	return Object.keys(PROBLEM_KINDS).find(
		(known): known is ProblemCode => type === `${PROBLEM_TYPE_PREFIX}${known}`,
	);
}

/** Nothing that the portal made up is repeated: names of the contract, statuses and a media type's form. */
export function summaryOf(answer: CheckAnswer): string {
	if (answer.kind === 'failure') {
		return answer.code;
	}
	const problem = problemIn(answer);
	const state = valueIn(answer, operation)?.state;
	const mediaType = /^[a-z0-9.+-]{1,40}\/[a-z0-9.+-]{1,40}$/.test(answer.mediaType) ? answer.mediaType : '-';
	const inDocument =
		problem === undefined || problem.status === answer.status ? '' : ` (status ${problem.status})`;
	return `${answer.status} ${problemCodeIn(answer) ?? state ?? mediaType}${inDocument}`;
}

/** Undefined where it is none. */
export function jsonOf(answer: CheckAnswer): unknown {
	if (answer.kind === 'failure') {
		return undefined;
	}
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body));
	} catch {
		return undefined;
	}
}

/** Whether both answers say the same, whatever the order and the form of it. */
export function isSameAnswer(one: CheckAnswer, other: CheckAnswer): boolean {
	return (
		one.kind === 'answer' &&
		other.kind === 'answer' &&
		one.status === other.status &&
		sorted(jsonOf(one)) === sorted(jsonOf(other))
	);
}

function sorted(value: unknown): string | undefined {
	return JSON.stringify(value, (_name, item: unknown) =>
		typeof item === 'object' && item !== null && !Array.isArray(item)
			? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
			: item,
	);
}

export function randomKey(): string {
	return randomBytes(24).toString('base64url');
}
