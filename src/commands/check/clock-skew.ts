import type { WebTime } from '#api';

/** What the clocks of web servers say of this computer's. */
export type ClockSkew =
	/** Every server that answered is less than two minutes apart. */
	| { readonly kind: 'same' }
	/** Milliseconds that have to be added to this computer's clock; `isSure` where two servers say the same. */
	| { readonly kind: 'skewed'; readonly correctionMs: number; readonly isSure: boolean }
	/** The servers are apart from one another. */
	| { readonly kind: 'disagree' }
	/** Nobody told a time. */
	| { readonly kind: 'untold' };

/** Milliseconds. Below it nobody refuses a signature for its time, and a second server differs by as much at times. */
export const SKEW_LIMIT_MS = 120_000;

type Told = Extract<WebTime, { readonly ok: true }>;

/** Nobody's clock is taken for right: one server alone gives a doubt, two that agree give a time. */
export function clockSkew(times: readonly WebTime[]): ClockSkew {
	const told = times.filter((time): time is Told => time.ok);
	const [first] = told;
	if (first === undefined) {
		return { kind: 'untold' };
	}
	const middles = told.map(middleOf);
	if (!told.some(isBeyond)) {
		return { kind: 'same' };
	}
	if (Math.max(...middles) - Math.min(...middles) > SKEW_LIMIT_MS) {
		return { kind: 'disagree' };
	}
	return { kind: 'skewed', correctionMs: middleOf(first), isSure: told.length > 1 };
}

/** Whether a server is further off than the limit, however long its answer was under way. */
export function isBeyond({ skew: { least, most } }: Told): boolean {
	return least > SKEW_LIMIT_MS || most < -SKEW_LIMIT_MS;
}

/** Milliseconds; half the way between what it is at least and at most. */
export function middleOf({ skew: { least, most } }: Told): number {
	return Math.round((least + most) / 2);
}
