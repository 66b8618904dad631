import type { ChangeOutcome } from '#api';
import type { JudgedState } from '#certificate';
import type { PortalCertificate } from '#contract';
import { outcomeNow } from '../change-outcome.ts';
import type { EndKind, LearntEnd, LearntEnds } from '../learnt-ends.ts';
import type { StampedMessage } from '../messages.ts';
import type { KnownCertificate } from '../ports.ts';
import type { AppState } from '../state.ts';

/** What is known after this message. */
export function endsAfter({ learntEnds, operation }: AppState, message: StampedMessage): LearntEnds {
	const { at } = message;
	switch (message.type) {
		case 'certificates-answered':
		case 'more-certificates-answered':
			return message.result.ok
				? learnFromPortal(learntEnds, message.result.value.certificates, at)
				: learntEnds;
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
