import {
	certificateListOfAnyVersion,
	newerWord,
	PROBLEM_KINDS,
	pinListOfAnyVersion,
	revocationTermsOfAnyVersion,
	serviceInfoOfAnyVersion,
	unlockListOfAnyVersion,
} from '#contract';
import type { CheckAnswer, CheckId, CheckRequest, Seen } from './check.ts';
import { jsonOf, problemCodeIn, problemIn, valueIn } from './seen.ts';

/* What every answer of a portal has to keep to, judged as the answers come: nothing of them is kept, for PINs are among them. */

type Answer = Extract<CheckAnswer, { readonly kind: 'answer' }>;

interface FormRule {
	readonly id: CheckId;
	readonly request: string;
	readonly expected: string;
	readonly section: string;
	/** Undefined: the rule says nothing of this answer. Else whether it keeps to it, and what of it was seen. */
	judge(answer: Answer): { readonly isExpected: boolean; readonly seen: string } | undefined;
}

/** Statuses that HTTP itself names for a request that is not of the contract, and for a portal that is down. */
const CLOSER_STATUSES: Readonly<Record<string, readonly number[]>> = {
	'request-invalid': [405, 413, 415],
	'server-error': [503],
};
const MAX_DEPTH = 8;
const IMF_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

const RULES: readonly FormRule[] = [
	{
		id: 'no-store',
		request: '*',
		expected: 'Cache-Control: no-store',
		section: 'What the portal answers',
		judge: ({ headers }) => ({
			isExpected: /(?:^|,)\s*no-store\s*(?:,|$)/i.test(headers['cache-control'] ?? ''),
			seen: headers['cache-control'] === undefined ? 'Cache-Control -' : 'Cache-Control',
		}),
	},
	{
		id: 'no-redirect',
		request: '*',
		expected: '≠ 3xx',
		section: 'Limits of the client',
		judge: ({ status }) => ({ isExpected: status < 300 || status > 399, seen: String(status) }),
	},
	{
		id: 'json-form',
		request: '*',
		expected: `UTF-8 {…}, ≤ ${MAX_DEPTH}, ≠ null`,
		section: 'What the portal answers',
		judge(answer) {
			if (!answer.mediaType.endsWith('json')) {
				return undefined;
			}
			const json = jsonOf(answer);
			if (typeof json !== 'object' || json === null || Array.isArray(json)) {
				return { isExpected: false, seen: 'JSON ✗' };
			}
			const depth = depthOf(json);
			if (depth > MAX_DEPTH) {
				return { isExpected: false, seen: `> ${MAX_DEPTH}` };
			}
			return hasNull(json) ? { isExpected: false, seen: 'null' } : { isExpected: true, seen: '' };
		},
	},
	{
		id: 'problem-form',
		request: '≥ 400',
		expected: 'application/problem+json, type, title, status',
		section: 'Problems',
		judge(answer) {
			if (answer.status < 400) {
				return undefined;
			}
			const code = problemCodeIn(answer);
			if (code === undefined) {
				const isDocument = answer.mediaType === 'application/problem+json';
				return {
					isExpected: false,
					seen: `${answer.status} ${isDocument ? 'type, title, status ✗' : 'application/problem+json ✗'}`,
				};
			}
			const allowed = [PROBLEM_KINDS[code].status, ...(CLOSER_STATUSES[code] ?? [])];
			const inDocument = problemIn(answer)?.status;
			return {
				isExpected: allowed.includes(answer.status) && inDocument === answer.status,
				seen: `${answer.status} ${code}, status ${inDocument}`,
			};
		},
	},
	{
		id: 'www-authenticate',
		request: '401',
		expected: 'WWW-Authenticate: Bearer',
		section: 'Problems',
		judge: ({ status, headers }) =>
			status === 401
				? {
						isExpected: /^Bearer\b/i.test(headers['www-authenticate'] ?? ''),
						seen: headers['www-authenticate'] === undefined ? 'WWW-Authenticate -' : 'WWW-Authenticate',
					}
				: undefined,
	},
	{
		id: 'retry-after',
		request: '429, 503',
		expected: 'Retry-After = retryAfterSeconds',
		section: 'Waiting',
		judge(answer) {
			if (answer.status !== 429 && answer.status !== 503) {
				return undefined;
			}
			const header = answer.headers['retry-after'];
			const seconds = problemIn(answer)?.retryAfterSeconds;
			if (header === undefined) {
				// A portal that is down may not know for how long.
				return { isExpected: answer.status === 503 && seconds === undefined, seen: 'Retry-After -' };
			}
			if (IMF_DATE.test(header)) {
				return { isExpected: answer.headers['date'] !== undefined, seen: 'Retry-After: HTTP-date' };
			}
			return /^\d{1,10}$/.test(header)
				? {
						isExpected: seconds === Number(header),
						seen: `Retry-After: ${header}, retryAfterSeconds ${seconds ?? '-'}`,
					}
				: { isExpected: false, seen: 'Retry-After ✗' };
		},
	},
	{
		id: 'known-words',
		request: 'GET',
		expected: '[A-Za-z0-9._-]{1,40}',
		section: 'Forms',
		judge(answer) {
			const words = WORDY.flatMap((shape) => wordsIn(valueIn<unknown>(answer, shape)));
			return { isExpected: !words.includes('?'), seen: [...new Set(words)].join(', ') };
		},
	},
];

const WORDY = [
	serviceInfoOfAnyVersion,
	certificateListOfAnyVersion,
	revocationTermsOfAnyVersion,
	pinListOfAnyVersion,
	unlockListOfAnyVersion,
];

export const FORM_CHECKS: readonly Pick<FormRule, 'id' | 'request' | 'expected' | 'section'>[] = RULES;

/** Judges every answer as it comes. */
export class FormJudge {
	readonly #seen = new Map<CheckId, Extract<Seen, { readonly isExpected: boolean }>>();

	/** @param label method and path of the request, without its random parts */
	see(label: string, answer: CheckAnswer): void {
		if (answer.kind === 'failure') {
			return;
		}
		for (const { id, judge } of RULES) {
			const judged = judge(answer);
			const before = this.#seen.get(id);
			if (judged === undefined || before?.isExpected === false) {
				continue;
			}
			if (!judged.isExpected) {
				this.#seen.set(id, { isExpected: false, seen: `${label}: ${judged.seen}` });
			} else if (before === undefined || judged.seen !== '') {
				this.#seen.set(id, judged);
			}
		}
	}

	/** What was seen of a rule; `not-seen` where no answer was one that it is about. */
	verdict(id: CheckId): Seen {
		const seen = this.#seen.get(id);
		if (seen === undefined) {
			return { skipped: 'not-seen' };
		}
		return seen.seen === '' ? { ...seen, seen: '✓' } : seen;
	}
}

/** Method and path with names in place of the parts that differ from run to run. */
export function labelOf({ method, path }: CheckRequest, templates: readonly string[]): string {
	const bare = path.replace(/\?.*$/, '');
	const template = templates.find((one) => new RegExp(`^${one.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare));
	return `${method} ${template ?? bare}`;
}

/** Of the object itself 0, as the client counts. */
function depthOf(value: unknown): number {
	return typeof value === 'object' && value !== null
		? Math.max(0, ...Object.values(value).map((item) => 1 + depthOf(item)))
		: 0;
}

function hasNull(value: unknown): boolean {
	return value === null || (typeof value === 'object' && Object.values(value).some(hasNull));
}

/** The words of a newer version. */
function wordsIn(value: unknown): readonly string[] {
	if (typeof value === 'string') {
		const word = newerWord(value);
		return word === undefined ? [] : [word];
	}
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
