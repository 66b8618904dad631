import { isRevocationKnown, isSandboxIssuer } from '#certificate';
import type { Texts } from '#i18n';
import type { AssessmentReport } from './assessment-schema.ts';
import type { Row } from './fact-rows.ts';
import { momentText } from './turkish-time.ts';

/* How a certificate stands, in words: the same in every command that tells it. */

export function stateText({ state }: Pick<AssessmentReport, 'state'>, { certificate }: Texts): string {
	const isByDatesAlone = state.kind === 'valid' && !isRevocationKnown(state.judgedBy);
	const word = isByDatesAlone ? certificate.datesOnlyWord : certificate.states[state.kind];
	return [
		word,
		...(state.startsInSeconds === null ? [] : [certificate.startsIn(state.startsInSeconds)]),
		...(state.daysLeft === null ? [] : [certificate.daysLeft(state.daysLeft)]),
		...(state.reason === null ? [] : [certificate.reasons[state.reason]]),
		...(state.since === null ? [] : [certificate.since(momentText(state.since))]),
		...(state.why === null ? [] : [certificate.unknownWhy[state.why]]),
	].join(', ');
}

/** Null where the state's own words say all of it. */
export function deciderText(
	{ state, chain, authorities }: AssessmentReport,
	{ certificate: words }: Texts,
): string | null {
	if (state.kind !== 'unknown' || state.why === 'sandbox') {
		return null;
	}
	const { position, title } = state.decidedBy;
	if (chain.verdict === 'incomplete') {
		const missing = words.decider.missing(title);
		return isFetchable(chain.missingIssuer) ? words.chain.toldHow(missing) : missing;
	}
	if (position === 0) {
		return words.decider.subject;
	}
	const asked = authorities.find((authority) => authority.position === position);
	const fault = chain.links[position]?.fault ?? chain.fault;
	const why =
		asked === undefined ? words.chain.faults[fault ?? 'not-pinned'] : revocationText(asked.revocation, words);
	return words.decider.authority(title, why);
}

/** What the state rests on. */
export function basisText(
	{ state }: Pick<AssessmentReport, 'state'>,
	{ certificate }: Texts,
	isPinnedRoot = false,
): string {
	if (state.judgedBy.length === 1 && !isPinnedRoot) {
		return certificate.onlyDates;
	}
	return certificate.judged(state.judgedBy.map((what) => certificate.judgedBy[what]).join(', '));
}

/** Whether the chain leads to a pinned root, else why not. */
export function chainVerdictText(chain: AssessmentReport['chain'], { certificate }: Texts): string {
	const words = certificate.chain;
	return [
		...(chain.verdict === 'trusted' ? [words.trusted] : []),
		...(chain.fault === null ? [] : [words.faults[chain.fault]]),
		...(chain.missingIssuer === null ? [] : [words.missing(chain.missingIssuer)]),
		...(isFetchable(chain.missingIssuer) ? [words.howToFetch] : []),
		...(chain.failure === null ? [] : [certificate.failures[chain.failure]]),
	].join(', ');
}

/** No depot has the issuer of a sandbox. */
function isFetchable(missingIssuer: string | null): boolean {
	return missingIssuer !== null && !isSandboxIssuer(missingIssuer);
}

export function chainRows({ chain }: Pick<AssessmentReport, 'chain'>, texts: Texts): readonly Row[] {
	const words = texts.certificate.chain;
	const links = chain.links
		.slice(1)
		.map(
			({ title, source, fault }, index): Row => [
				words.above(index + 1),
				`${'  '.repeat(index)}└ ${title} (${fault === null ? words.sources[source] : words.faults[fault]})`,
			],
		);
	return [[texts.certificate.labels.chain, chainVerdictText(chain, texts)], ...links];
}

type RevocationReport = AssessmentReport['revocation'];

export function authorityRows(title: string, revocation: RevocationReport, texts: Texts): readonly Row[] {
	const { labels, authorityRevocation } = texts.certificate;
	const said = authorityRevocation(title, revocationText(revocation, texts.certificate));
	return [[labels.revocation, said], ...evidenceRows(revocation, texts)];
}

export function revocationRows(revocation: RevocationReport, texts: Texts): readonly Row[] {
	const { labels } = texts.certificate;
	return [
		[labels.revocation, revocationText(revocation, texts.certificate)],
		...evidenceRows(revocation, texts),
	];
}

function evidenceRows({ evidence, failed }: RevocationReport, { certificate }: Texts): readonly Row[] {
	const { labels, evidence: words } = certificate;
	return [
		...(evidence === null
			? []
			: [
					[
						labels.evidence,
						[
							words[evidence.source](evidence.signer, momentText(evidence.thisUpdate)),
							evidence.nextUpdate === null ? words.openEnded : words.until(momentText(evidence.nextUpdate)),
							...(evidence.keptAt === null ? [] : [words.kept(momentText(evidence.keptAt))]),
							...(evidence.nonce === 'absent' ? [words.noNonce] : []),
							evidence.from,
						].join(', '),
					] as const,
				]),
		...failed.map(
			({ from, code, httpStatus }): Row => [
				labels.problem,
				`${from}: ${certificate.failures[code]}${httpStatus === null ? '' : ` (HTTP ${httpStatus})`}`,
			],
		),
	];
}

/** Whether it is revoked, in words. */
export function revocationText(
	{ verdict, reason, since, notAskedBecause }: RevocationReport,
	{ revocation, reasons, notAsked }: Texts['certificate'],
): string {
	if (notAskedBecause !== null) {
		return notAsked[notAskedBecause];
	}
	const moment = since === null ? '' : momentText(since);
	switch (verdict) {
		case 'revoked':
			return revocation.revoked(reasons[reason ?? 'unspecified'], moment);
		case 'suspended':
			return revocation.suspended(moment);
		case 'good':
			return revocation.good;
		case 'unknown':
		case 'not-asked':
			return revocation.unknown;
	}
}
