import type { z } from 'zod';
import { type Endpoint, PROBLEM_TYPE_PREFIX, problemCode, problemDocument } from '#contract';
import { cleanText } from '#text';
import { type Asked, fieldOfAnother } from './echo.ts';
import type { ExchangeAnswer } from './exchange.ts';
import type { PortalProblem, PortalResult } from './portal-client.ts';

/** The contract nests no deeper than this; a deeper answer is refused before anything walks it. */
const MAX_DEPTH = 8;

/** What an answer belongs to: the request, and what it asked about. */
export interface Question {
	readonly endpoint: Endpoint;
	readonly asked: Asked;
}

/**
 * The value of a successful answer, every text in it cleaned, or the problem that the answer tells. An answer about
 * another thing than was asked about is a bad answer.
 */
export function readValue<T>(
	answer: ExchangeAnswer,
	schema: z.ZodType<T>,
	{ endpoint, asked }: Question,
): PortalResult<T> {
	if (!isSuccess(answer)) {
		return { ok: false, problem: problemOf(answer) };
	}
	if (answer.mediaType !== 'application/json') {
		return badAnswer(answer, 'not JSON');
	}
	const json = cleanJson(answer.body);
	if (json === undefined) {
		return badAnswer(answer, 'broken JSON');
	}
	const parsed = schema.safeParse(json.value);
	if (parsed.success) {
		const other = fieldOfAnother(endpoint.echoes, parsed.data, asked);
		return other === undefined
			? { ok: true, value: parsed.data }
			: badAnswer(answer, `${other}: not what was asked about`);
	}
	// Field names and issue codes come from the schema; what was received does not leave.
	const issue = parsed.error.issues[0];
	return badAnswer(answer, `${issue?.path.join('.') || 'answer'}: ${issue?.code ?? 'invalid'}`);
}

export function isSuccess(answer: ExchangeAnswer): boolean {
	return answer.status >= 200 && answer.status <= 299;
}

export function badAnswer(
	answer: ExchangeAnswer,
	what: string,
): { readonly ok: false; readonly problem: PortalProblem } {
	return { ok: false, problem: { code: 'bad-answer', detail: `HTTP ${answer.status}: ${what}` } };
}

/**
 * What an answer outside 200–299 means. A problem document counts where it is of the contract, else the
 * status.
 */
export function problemOf(answer: ExchangeAnswer): PortalProblem {
	const detail = `HTTP ${answer.status}`;
	const told = toldProblem(answer);
	const seconds = told?.retryAfterSeconds ?? answer.retryAfterSeconds;
	const retryAfter = seconds === undefined ? {} : { retryAfterSeconds: seconds };
	if (told !== undefined) {
		const triesLeft = told.triesLeft === undefined ? {} : { triesLeft: told.triesLeft };
		return { code: told.code, ...triesLeft, ...retryAfter, detail };
	}
	if (answer.status === 429) {
		return { code: 'too-many-requests', ...retryAfter, detail };
	}
	if (answer.status >= 500 && answer.status <= 599) {
		return { code: 'server-error', ...retryAfter, detail };
	}
	return { code: 'bad-answer', detail };
}

/** Whether the answer is a problem document of the contract, and not only a status. */
export function toldByContract(answer: ExchangeAnswer): boolean {
	return toldProblem(answer) !== undefined;
}

function toldProblem(answer: ExchangeAnswer) {
	if (answer.mediaType !== 'application/problem+json') {
		return undefined;
	}
	const document = problemDocument.safeParse(cleanJson(answer.body)?.value);
	if (!document.success || !document.data.type.startsWith(PROBLEM_TYPE_PREFIX)) {
		return undefined;
	}
	const code = problemCode.safeParse(document.data.type.slice(PROBLEM_TYPE_PREFIX.length));
	return code.success ? { ...document.data, code: code.data } : undefined;
}

/** JSON with every text cleaned. Undefined where the bytes are not UTF-8, not JSON, or nested too deeply. */
function cleanJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return { value: cleaned(JSON.parse(text), 0) };
	} catch {
		// The message of a syntax error quotes the text, so nothing of the error is kept.
		return undefined;
	}
}

function cleaned(value: unknown, depth: number): unknown {
	if (depth > MAX_DEPTH) {
		throw new RangeError('Nested too deeply');
	}
	if (typeof value === 'string') {
		// Never shortened (NFC at most triples): what is longer than the contract allows its schema refuses.
		return cleanText(value, value.length * 3);
	}
	if (Array.isArray(value)) {
		return value.map((item) => cleaned(item, depth + 1));
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, depth + 1)]));
	}
	return value;
}
