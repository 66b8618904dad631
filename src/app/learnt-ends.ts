import type { CardCertificate } from '#card';
import { type SealCertificate, validityAt } from '#certificate';
import type { KnownCertificate } from './ports.ts';

/*
 * What was learnt in this run of certificates that are revoked, suspended or not to be trusted: by the portal's list, by a
 * change that was done here, or by the check of the whole chain. A card that is looked at again is judged by it; dates
 * alone would still show it as good.
 */

/** `untrusted`: an authority above it is revoked or suspended, or the chain does not hold. */
export type EndKind = 'revoked' | 'suspended' | 'untrusted';

export interface LearntEnd {
	readonly kind: EndKind;
	/** `portal`: its list; `change`: done here, by the portal; `check`: verified answers and the chain. */
	readonly by: 'portal' | 'change' | 'check';
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	/** The check that says it, by which the deciding certificate of the chain is known; undefined unless by a check. */
	readonly known: KnownCertificate | undefined;
}

/** By serial number, as the certificates have it. */
export type LearntEnds = ReadonlyMap<string, LearntEnd>;

/** How a certificate stands by its dates and by what was learnt; what was learnt counts first. */
export type Standing = ReturnType<typeof validityAt> | { readonly kind: EndKind };

export function standingOf(
	{ learntEnds, now }: { readonly learntEnds: LearntEnds; readonly now: number },
	certificate: SealCertificate,
): Standing {
	const end = learntEnds.get(certificate.serialNumber);
	return end === undefined ? validityAt(certificate, now) : { kind: end.kind };
}

/**
 * Whether all of a card's certificates that sign seals were learnt to be revoked, suspended or untrusted: then nothing about
 * the card is told as good. What may pass counts where one of them has it: suspended, then untrusted.
 */
export function endOfSeal(
	state: { readonly learntEnds: LearntEnds },
	certificates: readonly CardCertificate[],
): EndKind | undefined {
	const kinds = endsOfSeal(state, certificates)?.map(({ kind }) => kind);
	return (['suspended', 'untrusted', 'revoked'] as const).find((kind) => kinds?.includes(kind));
}

/** What was learnt of each certificate that signs seals; undefined where one of them may be good, or there is none. */
export function endsOfSeal(
	{ learntEnds }: { readonly learntEnds: LearntEnds },
	certificates: readonly CardCertificate[],
): readonly LearntEnd[] | undefined {
	const ends = certificates
		.filter(({ certificate }) => certificate.isSeal && certificate.use === 'SIGN0')
		.map(({ certificate }) => learntEnds.get(certificate.serialNumber));
	const known = ends.filter((end) => end !== undefined);
	return known.length === 0 || known.length < ends.length ? undefined : known;
}

/** For the next visitor of a kiosk: what a check said about a former visitor's certificate is gone, that it is over stays. */
export function withoutChecks(ends: LearntEnds): LearntEnds {
	return new Map([...ends].map(([serialNumber, end]) => [serialNumber, { ...end, known: undefined }]));
}
