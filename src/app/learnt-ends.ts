import type { ChangeOutcome } from '#api';
import type { CardCertificate } from '#card';
import { type JudgedState, type SealCertificate, validityAt } from '#certificate';
import type { PortalCertificate } from '#contract';
import { outcomeNow } from './flows/operation/outcome.ts';
import type { StampedMessage } from './messages.ts';
import type { KnownCertificate } from './ports.ts';
import type { AppState } from './state.ts';

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
	{ learntEnds, now }: Pick<AppState, 'learntEnds' | 'now'>,
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
	state: Pick<AppState, 'learntEnds'>,
	certificates: readonly CardCertificate[],
): EndKind | undefined {
	const kinds = endsOfSeal(state, certificates)?.map(({ kind }) => kind);
	return (['suspended', 'untrusted', 'revoked'] as const).find((kind) => kinds?.includes(kind));
}

/** What was learnt of each certificate that signs seals; undefined where one of them may be good, or there is none. */
export function endsOfSeal(
	{ learntEnds }: Pick<AppState, 'learntEnds'>,
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

/** What is known after this message. */
export function endsAfter({ learntEnds, operation }: AppState, message: StampedMessage): LearntEnds {
	const { at } = message;
	switch (message.type) {
		case 'certificates-answered':
		case 'more-certificates-answered':
			return message.result.ok ? learnFromPortal(learntEnds, message.result.value, at) : learntEnds;
		case 'certificate-assessed':
			return learnFromCheck(learntEnds, message.known, at);
		case 'change-settled': {
			const isAct = operation.kind === 'activate' || operation.kind === 'revoke';
			const step = isAct && operation.step.name === 'running' ? operation.step : undefined;
			return isAct && step?.run.request === message.request
				? learnFromChange(learntEnds, operation.kind, step.current.item.serialNumber, message.outcome, at)
				: learntEnds;
		}
		default:
			return learntEnds;
	}
}

/** A list of the portal says it for all of its certificates: a suspension that was lifted is over. */
function learnFromPortal(
	ends: LearntEnds,
	certificates: readonly PortalCertificate[],
	at: number,
): LearntEnds {
	const told = new Map(ends);
	for (const { serialNumber, state } of certificates) {
		if (state === 'revoked' || state === 'suspended') {
			learn(told, serialNumber, { kind: state, by: 'portal', at, known: undefined });
		} else if (state === 'valid' && told.get(serialNumber)?.kind === 'suspended') {
			told.delete(serialNumber);
		}
	}
	return isSame(ends, told) ? ends : told;
}

/** Verified answers about the certificate and the authorities above it, and the chain itself. */
function learnFromCheck(ends: LearntEnds, known: KnownCertificate, at: number): LearntEnds {
	const { assessment } = known;
	const serialNumber = assessment.chain.links[0]?.certificate.serialNumber;
	if (serialNumber === undefined) {
		return ends;
	}
	const told = new Map(ends);
	const kind = endKindOf(assessment);
	if (kind !== undefined) {
		learn(told, serialNumber, { kind, by: 'check', at, known });
	} else {
		const former = told.get(serialNumber)?.kind;
		const isLifted = former === 'suspended' && assessment.revocation.kind === 'good';
		const isTrusted = former === 'untrusted' && assessment.chain.verdict.kind === 'trusted';
		if (isLifted || (isTrusted && assessment.wanted === 'everything')) {
			told.delete(serialNumber);
		}
	}
	return isSame(ends, told) ? ends : told;
}

const UNTRUSTED: ReadonlySet<string> = new Set([
	'chain-untrusted',
	'authority-revoked',
	'authority-suspended',
]);

function endKindOf({
	state,
	revocation,
}: Pick<JudgedState, 'state'> & Pick<KnownCertificate['assessment'], 'revocation'>): EndKind | undefined {
	if (revocation.kind === 'revoked') {
		return revocation.reason === 'certificateHold' ? 'suspended' : 'revoked';
	}
	return state.kind === 'unknown' && UNTRUSTED.has(state.why) ? 'untrusted' : undefined;
}

/** A change that the portal did. */
function learnFromChange(
	ends: LearntEnds,
	act: 'activate' | 'revoke',
	serialNumber: string,
	outcome: ChangeOutcome,
	at: number,
): LearntEnds {
	if (outcomeNow(outcome)?.kind !== 'done') {
		return ends;
	}
	const told = new Map(ends);
	if (act === 'revoke') {
		learn(told, serialNumber, { kind: 'revoked', by: 'change', at, known: undefined });
	} else if (told.get(serialNumber)?.kind === 'suspended') {
		told.delete(serialNumber);
	}
	return isSame(ends, told) ? ends : told;
}

/** A revocation is final, and who said it first stays. */
function learn(ends: Map<string, LearntEnd>, serialNumber: string, end: LearntEnd): void {
	const former = ends.get(serialNumber);
	if (former?.kind !== 'revoked' && !(former?.kind === end.kind && former.known === end.known)) {
		ends.set(serialNumber, end);
	}
}

function isSame(one: LearntEnds, other: LearntEnds): boolean {
	return one.size === other.size && [...one].every(([key, end]) => other.get(key) === end);
}
