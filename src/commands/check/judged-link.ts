import type { DoctorLink } from '../doctor-report.ts';
import type { CheckLevel } from './check-report.ts';

/** How one link stands. */
export interface JudgedLink {
	readonly level: CheckLevel;
	readonly reason: string | null;
	readonly evidence: readonly string[];
	readonly remedy: string | null;
}

export const NOT_KNOWN: JudgedLink = { level: 'unknown', reason: null, evidence: [], remedy: null };

export function well(...evidence: readonly string[]): JudgedLink {
	return { level: 'ok', reason: null, evidence, remedy: null };
}

export function notNeeded(...evidence: readonly string[]): JudgedLink {
	return { level: 'not-needed', reason: null, evidence, remedy: null };
}

export function found(
	level: 'warning' | 'critical' | 'unknown',
	reason: string,
	remedy: string | null,
	evidence: readonly string[] = [],
): JudgedLink {
	return { level, reason, evidence, remedy };
}

/** What nobody could look at says nothing of the seal. */
const NOT_LOOKED_AT: ReadonlySet<string | null> = new Set(['in-use', 'reading', 'time-up']);

/** How a link of `doctor` stands, as a level. */
export function levelled({ state, reason, evidence, remedy }: Omit<DoctorLink, 'link'>): JudgedLink {
	switch (state) {
		case 'ok':
			return { level: reason === 'expiring' ? 'warning' : 'ok', reason, evidence, remedy };
		case 'trouble':
			return { level: NOT_LOOKED_AT.has(reason) ? 'unknown' : 'critical', reason, evidence, remedy };
		case 'not-needed':
		case 'unknown':
			return { level: state, reason, evidence, remedy };
	}
}
