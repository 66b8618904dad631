import type { ChangeOutcome } from '#api';
import type { CardCertificate } from '#card';
import { type SealCertificate, validityAt } from '#certificate';
import type { PortalCertificate } from '#contract';
import { outcomeNow } from './flows/operation/outcome.ts';
import type { StampedMessage } from './messages.ts';
import type { KnownCertificate } from './ports.ts';
import type { AppState } from './state.ts';

/*
 * What was learnt in this run of certificates that are revoked or suspended: by the portal's list, by a change that was
 * done here, or by the authority's own answer. A card that is looked at again is judged by it; dates alone would still
 * show it as good.
 */

/** By serial number, as the certificates have it. */
export type LearntEnds = ReadonlyMap<string, 'revoked' | 'suspended'>;

/** How a certificate stands by its dates and by what was learnt; what was learnt counts first. */
export type Standing = ReturnType<typeof validityAt> | { readonly kind: 'revoked' | 'suspended' };

export function standingOf(
	{ learntEnds, now }: Pick<AppState, 'learntEnds' | 'now'>,
	certificate: SealCertificate,
): Standing {
	const kind = learntEnds.get(certificate.serialNumber);
	return kind === undefined ? validityAt(certificate, now) : { kind };
}

/**
 * Whether all of a card's certificates that sign seals were learnt to be revoked or suspended: then nothing about the card
 * is told as good. Suspended counts where one of them can still be opened again.
 */
export function endOfSeal(
	{ learntEnds }: Pick<AppState, 'learntEnds'>,
	certificates: readonly CardCertificate[],
): 'revoked' | 'suspended' | undefined {
	const ends = certificates
		.filter(({ certificate }) => certificate.isSeal && certificate.use === 'SIGN0')
		.map(({ certificate }) => learntEnds.get(certificate.serialNumber));
	if (ends.length === 0 || ends.includes(undefined)) {
		return undefined;
	}
	return ends.includes('suspended') ? 'suspended' : 'revoked';
}

/** What is known after this message. */
export function endsAfter({ learntEnds, operation }: AppState, message: StampedMessage): LearntEnds {
	switch (message.type) {
		case 'certificates-answered':
			return message.result.ok ? learnFromPortal(learntEnds, message.result.value) : learntEnds;
		case 'certificate-assessed':
			return learnFromAnswer(learntEnds, message.known);
		case 'change-settled': {
			const isAct = operation.kind === 'activate' || operation.kind === 'revoke';
			const step = isAct && operation.step.name === 'running' ? operation.step : undefined;
			return isAct && step?.run.request === message.request
				? learnFromChange(learntEnds, operation.kind, step.current.item.serialNumber, message.outcome)
				: learntEnds;
		}
		default:
			return learntEnds;
	}
}

/** A list of the portal says it for all of its certificates: a suspension that was lifted is over. */
function learnFromPortal(ends: LearntEnds, certificates: readonly PortalCertificate[]): LearntEnds {
	const told = new Map(ends);
	for (const { serialNumber, state } of certificates) {
		if (state === 'revoked' || state === 'suspended') {
			learn(told, serialNumber, state);
		} else if (state === 'valid' && told.get(serialNumber) === 'suspended') {
			told.delete(serialNumber);
		}
	}
	return isSame(ends, told) ? ends : told;
}

/** The authority's own answer, verified. */
function learnFromAnswer(ends: LearntEnds, { assessment }: KnownCertificate): LearntEnds {
	const serialNumber = assessment.chain.links[0]?.certificate.serialNumber;
	const { revocation } = assessment;
	if (serialNumber === undefined) {
		return ends;
	}
	const told = new Map(ends);
	if (revocation.kind === 'revoked') {
		learn(told, serialNumber, revocation.reason === 'certificateHold' ? 'suspended' : 'revoked');
	} else if (revocation.kind === 'good' && told.get(serialNumber) === 'suspended') {
		told.delete(serialNumber);
	}
	return isSame(ends, told) ? ends : told;
}

/** A change that the portal did. */
function learnFromChange(
	ends: LearntEnds,
	kind: 'activate' | 'revoke',
	serialNumber: string,
	outcome: ChangeOutcome,
): LearntEnds {
	if (outcomeNow(outcome)?.kind !== 'done') {
		return ends;
	}
	const told = new Map(ends);
	if (kind === 'revoke') {
		learn(told, serialNumber, 'revoked');
	} else if (told.get(serialNumber) === 'suspended') {
		told.delete(serialNumber);
	}
	return isSame(ends, told) ? ends : told;
}

/** A revocation is final. */
function learn(
	ends: Map<string, 'revoked' | 'suspended'>,
	serialNumber: string,
	kind: 'revoked' | 'suspended',
): void {
	if (ends.get(serialNumber) !== 'revoked') {
		ends.set(serialNumber, kind);
	}
}

function isSame(one: LearntEnds, other: LearntEnds): boolean {
	return one.size === other.size && [...one].every(([key, kind]) => other.get(key) === kind);
}
