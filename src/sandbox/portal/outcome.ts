import type { ProblemCode } from '#contract';

/** Why the portal refuses; becomes a problem document. */
export interface Refusal {
	readonly code: ProblemCode;
	readonly triesLeft?: number;
	readonly retryAfterSeconds?: number;
}

export type Outcome<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly refusal: Refusal };

export function refused(
	code: ProblemCode,
	facts: Omit<Refusal, 'code'> = {},
): { readonly ok: false; readonly refusal: Refusal } {
	return { ok: false, refusal: { code, ...facts } };
}
