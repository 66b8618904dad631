import type { Chain } from './chain/build-chain.ts';
import type { RevocationReason, RevocationVerdict } from './revocation/verdict.ts';
import type { SealCertificate } from './seal-certificate.ts';
import { EXPIRY_REMINDER_DAYS, type ExpiryReminderDays, validityAt } from './validity.ts';

/** What a state rests on. */
export type JudgedBy = 'dates' | 'chain' | 'ocsp' | 'crl';

/**
 * Why nothing can be said. `chain-incomplete`, `chain-untrusted`: see the chain. `not-asked`: revocation could not be asked
 * about. `offline`: nobody could be reached. `no-evidence`: answers came, none that proves anything. `sandbox`: a test
 * certificate, of which no real authority knows.
 */
export type UnknownWhy =
	| 'chain-incomplete'
	| 'chain-untrusted'
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
}

export interface Findings {
	readonly certificate: SealCertificate;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly chain: Chain;
	readonly revocation: RevocationVerdict;
	/** `everything`: a certificate counts as valid only with a trusted chain and an answer about revocation. */
	readonly wanted: 'dates' | 'everything';
}

const DAY_MS = 86_400_000;

/** The one judgement: what is final first, then dates, then what is missing. */
export function judgeState({ certificate, at, chain, revocation, wanted }: Findings): JudgedState {
	const isChainTrusted = chain.verdict.kind === 'trusted';
	const foundations: readonly JudgedBy[] = isChainTrusted ? ['dates', 'chain'] : ['dates'];
	if (revocation.kind === 'revoked') {
		const judgedBy = [...foundations, revocation.evidence.source];
		const { reason, since } = revocation;
		return reason === 'certificateHold'
			? { state: { kind: 'suspended', since }, judgedBy }
			: { state: { kind: 'revoked', since, reason }, judgedBy };
	}
	const dates = validityAt(certificate, at);
	if (dates.kind === 'expired' || dates.kind === 'not-yet-valid') {
		return { state: dates, judgedBy: ['dates'] };
	}
	const withinDates: SealState =
		dates.kind === 'expiring'
			? { ...dates, reminder: reminderFor(certificate.notAfter - at) }
			: { kind: 'valid', daysLeft: dates.daysLeft };
	if (chain.verdict.kind === 'untrusted' && !(wanted === 'dates' && certificate.isSandbox)) {
		return { state: { kind: 'unknown', why: 'chain-untrusted' }, judgedBy: ['dates', 'chain'] };
	}
	// A root is trusted because it is part of the program; nobody can revoke it but a new version.
	const isPinnedRoot = isChainTrusted && chain.links.length === 1;
	if (wanted === 'dates' || isPinnedRoot) {
		return { state: withinDates, judgedBy: foundations };
	}
	if (certificate.isSandbox) {
		return { state: { kind: 'unknown', why: 'sandbox' }, judgedBy: ['dates'] };
	}
	if (!isChainTrusted) {
		const { verdict } = chain;
		const isOffline = verdict.kind === 'incomplete' && isSilence(verdict.failure);
		return {
			state: { kind: 'unknown', why: isOffline ? 'offline' : 'chain-incomplete' },
			judgedBy: ['dates', 'chain'],
		};
	}
	return revocation.kind === 'good'
		? { state: withinDates, judgedBy: [...foundations, revocation.evidence.source] }
		: { state: { kind: 'unknown', why: whyUnknown(revocation) }, judgedBy: foundations };
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

/** Nobody answered; whoever answers wrongly is not offline. */
function isSilence(failure: string | undefined): boolean {
	return failure === 'offline' || failure === 'proxy-failed' || failure === 'timeout';
}

function reminderFor(leftMs: number): ExpiryReminderDays {
	return EXPIRY_REMINDER_DAYS.findLast((days) => leftMs <= days * DAY_MS) ?? EXPIRY_REMINDER_DAYS[0];
}
