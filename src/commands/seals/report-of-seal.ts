import { endOfSeal, type RelatedSeal, type SeenRevocation } from '#register';
import type { SealReport } from './report.ts';

const DAY_MS = 86_400_000;
const VKN_LENGTH = 10;
const TCKN_LENGTH = 11;

/** By length alone: a check digit that is wrong proves nothing on a certificate. */
export function kindOfNumber(number: string | null): 'vkn' | 'tckn' | null {
	if (number === null || !/^[0-9]+$/.test(number)) {
		return null;
	}
	if (number.length === VKN_LENGTH) {
		return 'vkn';
	}
	return number.length === TCKN_LENGTH ? 'tckn' : null;
}

export function daysLeftOf(end: number, at: number): number {
	return Math.floor((end - at) / DAY_MS);
}

/** @param at milliseconds since 1970 UTC */
export function reportOfSeal({ seal, relation }: RelatedSeal, at: number): SealReport {
	const {
		holderNumber,
		title,
		isSandbox,
		certificates,
		firstSeen,
		lastSeen,
		place,
		chipSerial,
		note,
		lostAt,
	} = seal;
	const others =
		relation.kind === 'spare' ? relation.others : relation.kind === 'replaced' ? [relation.by] : [];
	return {
		holder: { number: holderNumber, kind: kindOfNumber(holderNumber), title },
		isSandbox,
		certificates: certificates.map(({ notBefore, notAfter, revoked, ...rest }) => ({
			...rest,
			notBefore: isoMoment(notBefore),
			notAfter: isoMoment(notAfter),
			revoked: revoked === null ? null : revocationReport(revoked),
		})),
		notAfter: isoMoment(endOfSeal(seal)),
		daysLeft: daysLeftOf(endOfSeal(seal), at),
		relation: relation.kind,
		others: others.flatMap(({ certificates: [first] }) => (first === undefined ? [] : [first.fingerprint])),
		firstSeen: isoMoment(firstSeen),
		lastSeen: isoMoment(lastSeen),
		place: { ...place },
		chipSerial,
		note,
		lostAt: lostAt === null ? null : isoMoment(lostAt),
	};
}

function revocationReport({ seenAt, since, reason, source }: SeenRevocation) {
	return { seenAt: isoMoment(seenAt), since: isoMoment(since), reason, source };
}

function isoMoment(at: number): string {
	return new Date(at).toISOString();
}
