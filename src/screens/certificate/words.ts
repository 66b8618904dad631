import type { AppState, KnownCertificate, LearntEnd } from '#app';
import { isRevocationKnown, isSandboxIssuer, type JudgedState, type SealState } from '#certificate';
import type { Texts } from '#i18n';
import { calendarDate, clockTime, type Tone } from '#ui';

/* How a certificate stands and which certificate of its chain decides, in the words of every screen that tells it. */

/** The state with its facts; `geçerli` is said only where revocation is known. */
export function stateText({ state, judgedBy }: JudgedState, texts: Texts): string {
	const words = texts.certificate;
	const isByDatesAlone = state.kind === 'valid' && !isRevocationKnown(judgedBy);
	const word = isByDatesAlone ? words.datesOnlyWord : words.states[state.kind];
	return [word, ...stateFacts(state, texts)].join(', ');
}

/** Which certificate of the chain decides, and why; undefined where the state's own words say all of it. */
export function deciderText(
	{ assessment }: KnownCertificate,
	{ state, decidedAt }: JudgedState,
	{ certificate: words }: Texts,
): string | undefined {
	const { chain, authorities } = assessment;
	const title = chain.links[decidedAt]?.certificate.title ?? '';
	if (state.kind !== 'unknown' || state.why === 'sandbox') {
		return undefined;
	}
	if (chain.verdict.kind === 'incomplete') {
		const missing = words.decider.missing(title);
		return isSandboxIssuer(chain.verdict.issuer) ? missing : words.chain.toldHow(missing);
	}
	if (decidedAt === 0) {
		return words.decider.subject;
	}
	const asked = authorities.find(({ position }) => position === decidedAt);
	if (asked !== undefined) {
		return words.decider.authority(title, revocationText(asked.revocation, words));
	}
	const fault = chain.verdict.kind === 'untrusted' ? chain.verdict.fault : 'not-pinned';
	return words.decider.authority(title, words.chain.faults[fault]);
}

/** What was learnt in this run of a certificate that is over: how it stands, by whom, when, and which certificate decides. */
export function endText({ kind, by, at, known }: LearntEnd, texts: Texts): string {
	const { ended, endedBy, decidedBy } = texts.certificate;
	const decider = known === undefined ? undefined : deciderText(known, known.assessment, texts);
	return [ended[kind], ...(decider === undefined ? [] : [decidedBy(decider)]), endedBy[by], moment(at)].join(
		', ',
	);
}

/** The tone in which the state is told. */
export function toneOf(state: SealState): Tone {
	switch (state.kind) {
		case 'valid':
			return 'done';
		case 'revoked':
		case 'expired':
			return 'danger';
		case 'not-yet-valid':
		case 'expiring':
		case 'suspended':
		case 'unknown':
			return 'care';
	}
}

function stateFacts(state: SealState, texts: Texts): readonly string[] {
	const words = texts.certificate;
	switch (state.kind) {
		case 'not-yet-valid':
			return [words.startsIn(Math.ceil(state.startsInMs / 1000))];
		case 'valid':
		case 'expiring':
			return [words.daysLeft(state.daysLeft)];
		case 'suspended':
		case 'expired':
			return [words.since(moment(state.since))];
		case 'revoked':
			return [words.reasons[state.reason], words.since(moment(state.since))];
		case 'unknown':
			return [words.unknownWhy[state.why]];
	}
}

type Revocation = KnownCertificate['assessment']['revocation'];

export function revocationText(revocation: Revocation, words: Texts['certificate']): string {
	switch (revocation.kind) {
		case 'not-asked':
			return words.notAsked[revocation.why];
		case 'good':
			return words.revocation.good;
		case 'unknown':
			return words.revocation.unknown;
		case 'revoked': {
			const since = moment(revocation.since);
			return revocation.reason === 'certificateHold'
				? words.revocation.suspended(since)
				: words.revocation.revoked(words.reasons[revocation.reason], since);
		}
	}
}

/** `15.01.2026 12:00:00` */
export function moment(at: AppState['now']): string {
	const seconds = new Date(at).toISOString().slice(17, 19);
	return `${calendarDate(at)} ${clockTime(at)}:${seconds}`;
}
