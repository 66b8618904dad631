import type { Chain } from './chain/chain-search.ts';
import type { RevocationReason, RevocationVerdict } from './revocation/verdict.ts';
import type { SealCertificate } from './seal-certificate.ts';
import { EXPIRY_REMINDER_DAYS, type ExpiryReminderDays, validityAt } from './validity.ts';

/** What a state rests on. */
export type JudgedBy = 'dates' | 'chain' | 'ocsp' | 'crl';

/** Whether somebody was asked about revocation, and answered. */
export function isRevocationKnown(judgedBy: readonly JudgedBy[]): boolean {
	return judgedBy.includes('ocsp') || judgedBy.includes('crl');
}

/**
 * Why nothing can be said. `chain-incomplete`, `chain-untrusted`: see the chain. `authority-revoked`,
 * `authority-suspended`: an authority above was revoked, and nothing under it can be relied on. `not-asked`: revocation
 * could not be asked about. `offline`: nobody could be reached. `no-evidence`: answers came, none that proves anything.
 * `sandbox`: a test certificate, of which no real authority knows.
 */
export type UnknownWhy =
	| 'chain-incomplete'
	| 'chain-untrusted'
	| 'authority-revoked'
	| 'authority-suspended'
	| 'not-asked'
	| 'offline'
	| 'no-evidence'
	| 'unknown-to-responder'
	| 'sandbox';

/** How a certificate stands at a moment. Times are milliseconds since 1970 UTC. */
export type SealState =
	| { readonly kind: 'not-yet-valid'; readonly startsInMs: number }
	| { readonly kind: 'valid'; readonly daysLeft: number }
	/** `reminder`: the smallest of the reminder's days that is not over yet. */
	| { readonly kind: 'expiring'; readonly daysLeft: number; readonly reminder: ExpiryReminderDays }
	| { readonly kind: 'suspended'; readonly since: number }
	| { readonly kind: 'revoked'; readonly since: number; readonly reason: RevocationReason }
	| { readonly kind: 'expired'; readonly since: number }
	| { readonly kind: 'unknown'; readonly why: UnknownWhy };

export interface JudgedState {
	readonly state: SealState;
	/** What was looked at and decides; `valid` and `expiring` rest on all of it. */
	readonly judgedBy: readonly JudgedBy[];
	/** Place in the chain of the certificate that decides; 0 is the one asked about. */
	readonly decidedAt: number;
}

/** What was learnt of an authority between the certificate and the root. */
export interface AuthorityFinding {
	/** Its place in the chain. */
	readonly position: number;
	readonly revocation: RevocationVerdict;
}

export interface Findings {
	readonly certificate: SealCertificate;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly chain: Chain;
	readonly revocation: RevocationVerdict;
	/** Of the authorities between certificate and root; empty where they were not asked about. */
	readonly authorities: readonly AuthorityFinding[];
	/** `everything`: a certificate counts as valid only with a trusted chain and an answer about revocation. */
	readonly wanted: 'dates' | 'everything';
}

const DAY_MS = 86_400_000;

/**
 * The one judgement: what is final first, then dates, then what is missing. A certificate is no better than any
 * authority above it.
 */
export function judgeState(findings: Findings): JudgedState {
	const { certificate, at, chain, revocation, authorities, wanted } = findings;
	const isChainTrusted = chain.verdict.kind === 'trusted';
	const foundations: readonly JudgedBy[] = isChainTrusted ? ['dates', 'chain'] : ['dates'];
	if (revocation.kind === 'revoked') {
		const judgedBy = [...foundations, revocation.evidence.source];
		const { reason, since } = revocation;
		return reason === 'certificateHold'
			? { state: { kind: 'suspended', since }, judgedBy, decidedAt: 0 }
			: { state: { kind: 'revoked', since, reason }, judgedBy, decidedAt: 0 };
	}
	const dates = validityAt(certificate, at);
	if (dates.kind === 'expired' || dates.kind === 'not-yet-valid') {
		return { state: dates, judgedBy: ['dates'], decidedAt: 0 };
	}
	const withinDates: SealState =
		dates.kind === 'expiring'
			? { ...dates, reminder: reminderFor(certificate.notAfter - at) }
			: { kind: 'valid', daysLeft: dates.daysLeft };
	if (chain.verdict.kind === 'untrusted' && !(wanted === 'dates' && certificate.isSandbox)) {
		const state = { kind: 'unknown', why: 'chain-untrusted' } as const;
		return { state, judgedBy: ['dates', 'chain'], decidedAt: faultyPlace(chain) };
	}
	const revokedAbove = revokedAuthority(findings);
	if (revokedAbove !== undefined) {
		return revokedAbove;
	}
	// A root is trusted because it is part of the program; nobody can revoke it but a new version.
	const isPinnedRoot = isChainTrusted && chain.links.length === 1;
	if (wanted === 'dates' || isPinnedRoot) {
		return { state: withinDates, judgedBy: foundations, decidedAt: 0 };
	}
	if (certificate.isSandbox) {
		return { state: { kind: 'unknown', why: 'sandbox' }, judgedBy: ['dates'], decidedAt: 0 };
	}
	if (!isChainTrusted) {
		const { verdict } = chain;
		const isOffline = verdict.kind === 'incomplete' && isSilence(verdict.failure);
		return {
			state: { kind: 'unknown', why: isOffline ? 'offline' : 'chain-incomplete' },
			judgedBy: ['dates', 'chain'],
			decidedAt: chain.links.length - 1,
		};
	}
	const open = [{ position: 0, revocation }, ...authorities].find(
		(asked) => asked.revocation.kind !== 'good',
	);
	return open === undefined
		? { state: withinDates, judgedBy: [...foundations, ...sourcesOf(findings)], decidedAt: 0 }
		: {
				state: { kind: 'unknown', why: whyUnknown(open.revocation) },
				judgedBy: foundations,
				decidedAt: open.position,
			};
}

/** Where the chain does not hold: the link that has the fault, else the one where it ends. */
function faultyPlace({ links }: Chain): number {
	const faulty = links.findIndex(({ fault }) => fault !== undefined);
	return faulty < 0 ? links.length - 1 : faulty;
}

function revokedAuthority({ authorities }: Findings): JudgedState | undefined {
	for (const { position, revocation } of authorities) {
		if (revocation.kind === 'revoked') {
			const why = revocation.reason === 'certificateHold' ? 'authority-suspended' : 'authority-revoked';
			return {
				state: { kind: 'unknown', why },
				judgedBy: ['dates', 'chain', revocation.evidence.source],
				decidedAt: position,
			};
		}
	}
	return undefined;
}

/** Each kind of evidence once: the certificate's own first. */
function sourcesOf({ revocation, authorities }: Findings): readonly JudgedBy[] {
	const all = [revocation, ...authorities.map((authority) => authority.revocation)];
	return [...new Set(all.flatMap((each) => ('evidence' in each ? [each.evidence.source] : [])))];
}

function whyUnknown(revocation: RevocationVerdict): UnknownWhy {
	if (revocation.kind !== 'unknown') {
		return 'not-asked';
	}
	const codes = revocation.failed.map(({ code }) => code);
	if (codes.includes('unknown-certificate')) {
		return 'unknown-to-responder';
	}
	return codes.every(isSilence) ? 'offline' : 'no-evidence';
}

/** `cancelled`: time was up before anybody answered. */
const SILENCE: ReadonlySet<string | undefined> = new Set(['offline', 'proxy-failed', 'timeout', 'cancelled']);

/** Nobody answered; whoever answers wrongly is not offline. */
function isSilence(failure: string | undefined): boolean {
	return SILENCE.has(failure);
}

function reminderFor(leftMs: number): ExpiryReminderDays {
	return EXPIRY_REMINDER_DAYS.findLast((days) => leftMs <= days * DAY_MS) ?? EXPIRY_REMINDER_DAYS[0];
}
