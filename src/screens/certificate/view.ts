import { certificatesHere, chosenCertificate, type KnownCertificate, type LearntEnd } from '#app';
import {
	hasNoEnd,
	isSandboxIssuer,
	type JudgedState,
	judgeState,
	keyName,
	type SealCertificate,
} from '#certificate';
import type { Texts } from '#i18n';
import {
	BLANK,
	bold,
	dim,
	type Fact,
	type FactRow,
	fact,
	facts,
	group,
	type Part,
	paragraph,
	row,
	secondsSince,
	toned,
	waiting,
} from '#ui';
import { clockParts } from '../clock-parts.ts';
import { scrollable } from '../overlays/scrollable.ts';
import { standingTone } from '../standing-tone.ts';
import type { View, Work } from '../view.ts';
import { deciderText, endText, moment, revocationText, stateText, toneOf } from './words.ts';

const LAYOUT = { labelCells: 13 };

/** One certificate of the card: how it stands and why, the chain as a tree, and everything that it says. */
export function certificateScreen(view: View, scroll: number): Work {
	const { state, texts } = view;
	const { screen } = texts.certificate;
	const certificate = chosenCertificate(state);
	if (certificate === undefined) {
		return { title: screen.title('—', 1, 1), parts: [paragraph(toned('care', screen.gone))] };
	}
	const all = certificatesHere(state);
	const title = screen.title(labelOf(certificate), all.indexOf(certificate) + 1, all.length);
	if (state.certificate.saving !== undefined) {
		return { title, parts: savingParts(view) };
	}
	const { known } = state.certificate;
	const ofThis = known?.fingerprint === certificate.fingerprint ? known : undefined;
	return scrollable(view, title, scroll, [
		// The state rests on the clock.
		...clockParts(view, all),
		...stateParts(view, certificate, ofThis),
		BLANK,
		...(ofThis === undefined ? [] : [...treeParts(view, ofThis), BLANK]),
		facts(
			LAYOUT,
			...(ofThis === undefined ? [] : [...revocationFacts(view, ofThis), BLANK]),
			...certificateFacts(view, certificate, ofThis),
		),
	]);
}

function labelOf({ holderNumber, use, title }: SealCertificate): string {
	return holderNumber !== undefined && use !== undefined ? `${holderNumber}${use}` : title;
}

/** The state as it is this very moment, and under it what it rests on. */
function stateParts(
	view: View,
	certificate: SealCertificate,
	known: KnownCertificate | undefined,
): readonly Part[] {
	const { state, texts } = view;
	const { certificate: words } = texts;
	if (known === undefined) {
		return [paragraph(words.screen.looking)];
	}
	const { assessment } = known;
	const judged = judgeState({ ...assessment, certificate, at: state.now });
	const basis =
		judged.judgedBy.length === 1
			? words.onlyDates
			: `${words.judged(judged.judgedBy.map((what) => words.judgedBy[what]).join(', '))}, ${words.screen.judgedAt(moment(assessment.at))}`;
	const end = learntEnd(view, certificate, judged);
	const decider = end === undefined ? deciderText(known, judged, texts) : undefined;
	return [
		facts(
			LAYOUT,
			end === undefined
				? stateFact(judged, texts)
				: fact(
						words.labels.state,
						toned(standingTone(end), `${endText(end, texts)}; ${words.screen.learnt}`),
					),
			...(decider === undefined ? [] : [fact(words.labels.decider, decider)]),
			fact(words.labels.basis, basis),
		),
		...askingParts(view, assessment.wanted === 'dates'),
	];
}

/** Until it begins the seconds are counted down. */
function stateFact(judged: JudgedState, texts: Texts): Fact {
	const { state } = judged;
	const said = fact(texts.certificate.labels.state, toned(toneOf(state), stateText(judged, texts)));
	return state.kind === 'not-yet-valid'
		? { ...said, lasting: stateText({ ...judged, state: { ...state, startsInMs: 1000 } }, texts) }
		: said;
}

/** What this run learnt of it before, where the judgement does not say it: dates alone, or an answer that is older. */
function learntEnd(
	{ state }: View,
	{ serialNumber }: SealCertificate,
	judged: JudgedState,
): LearntEnd | undefined {
	const { kind } = judged.state;
	const end = state.learntEnds.get(serialNumber);
	// A judgement that says why nothing can be relied on says more than what was learnt before.
	const isSaid =
		kind === 'revoked' || kind === 'suspended' || (end?.kind === 'untrusted' && kind === 'unknown');
	return isSaid ? undefined : end;
}

function askingParts({ state, texts }: View, isUnasked: boolean): readonly Part[] {
	const { screen } = texts.certificate;
	const { pending } = state.certificate;
	if (pending?.isOnline === true) {
		return [waiting(screen.asking, secondsSince(pending.since, state.now))];
	}
	return isUnasked ? [paragraph(dim(screen.howToAsk))] : [];
}

/** The root on top, each certificate under the one that issued it. */
function treeParts(view: View, { assessment }: KnownCertificate): readonly Part[] {
	const { texts, theme } = view;
	const { chain: words, failures, screen } = texts.certificate;
	const { links, verdict } = assessment.chain;
	const missing =
		verdict.kind === 'incomplete' ? [missingText(verdict, failures, screen.missing, words.toldHow)] : [];
	const known = links.toReversed().map(({ certificate, source, fault }) => {
		const note = fault === undefined ? words.sources[source] : words.faults[fault];
		return { text: `${certificate.title} (${note})`, isFaulty: fault !== undefined };
	});
	const branches = [...missing.map((text) => ({ text, isFaulty: true })), ...known];
	// A fault of a link stands beside it already.
	const isOfLink = branches.some(({ isFaulty }) => isFaulty);
	const branch = `${theme.glyphs.corners[2]}${theme.glyphs.rule} `;
	return [
		row(dim(texts.certificate.labels.chain)),
		...branches.map(({ text, isFaulty }, depth) =>
			group<Part>(
				Math.max(2, depth * 2),
				paragraph(toned(isFaulty ? 'care' : undefined, text), depth === 0 ? {} : { mark: { branch } }),
			),
		),
		...(verdict.kind === 'trusted' ? [group<Part>(2, paragraph(toned('done', words.trusted)))] : []),
		...(verdict.kind === 'untrusted' && !isOfLink
			? [group<Part>(2, paragraph(toned('care', words.faults[verdict.fault])))]
			: []),
	];
}

function missingText(
	verdict: Extract<KnownCertificate['assessment']['chain']['verdict'], { readonly kind: 'incomplete' }>,
	failures: View['texts']['certificate']['failures'],
	missing: string,
	toldHow: (missing: string) => string,
): string {
	const said = isSandboxIssuer(verdict.issuer) ? missing : toldHow(missing);
	const why = verdict.failure === undefined ? said : `${missing}: ${failures[verdict.failure]}`;
	return `${verdict.issuer} (${why})`;
}

type Revocation = KnownCertificate['assessment']['revocation'];

function revocationFacts(view: View, { assessment }: KnownCertificate): readonly FactRow[] {
	const words = view.texts.certificate;
	const { revocation, authorities, chain } = assessment;
	return [
		fact(words.labels.revocation, revocationText(revocation, words)),
		...evidenceFacts(view, revocation),
		...authorities.flatMap(({ position, revocation: above }) => {
			const title = chain.links[position]?.certificate.title ?? '';
			const said = words.authorityRevocation(title, revocationText(above, words));
			return [fact(words.labels.revocation, said), ...evidenceFacts(view, above)];
		}),
	];
}

function evidenceFacts(view: View, revocation: Revocation): readonly Fact[] {
	const words = view.texts.certificate;
	const evidence = 'evidence' in revocation ? revocation.evidence : undefined;
	const told =
		evidence === undefined
			? []
			: [
					words.evidence[evidence.source](evidence.signer, moment(evidence.thisUpdate)),
					evidence.nextUpdate === undefined
						? words.evidence.openEnded
						: words.evidence.until(moment(evidence.nextUpdate)),
					...(evidence.keptAt === undefined ? [] : [words.evidence.kept(moment(evidence.keptAt))]),
					...(evidence.nonce === 'absent' ? [words.evidence.noNonce] : []),
					evidence.from,
				];
	return [
		...(told.length === 0 ? [] : [fact(words.labels.evidence, told.join(', '))]),
		...revocation.failed.map(({ from, code, status }) =>
			fact(
				words.labels.problem,
				`${from}: ${words.failures[code]}${status === undefined ? '' : ` (HTTP ${status})`}`,
			),
		),
	];
}

function certificateFacts(
	{ texts }: View,
	certificate: SealCertificate,
	known: KnownCertificate | undefined,
): readonly Fact[] {
	const { labels, ...words } = texts.certificate;
	const { key, use, title, issuer, serialNumber, notBefore, notAfter, fingerprint } = certificate;
	const {
		kind,
		holderNumber,
		serialDecimal,
		signatureAlgorithm,
		policies = [],
		policyNotice,
	} = known?.details ?? {};
	const badge = certificate.isSandbox ? `, ${texts.sandboxBadge}` : '';
	return [
		...(kind === undefined ? [] : [fact(labels.kind, `${words.kinds[kind]}${badge}`)]),
		...(use === undefined ? [] : [fact(labels.use, words.uses[use])]),
		fact(labels.title, title),
		...(holderNumber === undefined ? [] : [numberFact(texts, holderNumber)]),
		fact(labels.issuer, issuer),
		fact(labels.serial, serialDecimal === undefined ? serialNumber : `${serialNumber} (${serialDecimal})`),
		fact(labels.starts, moment(notBefore)),
		fact(labels.ends, hasNoEnd(notAfter) ? words.noEnd : moment(notAfter)),
		fact(labels.key, keyName(key)),
		...(signatureAlgorithm === undefined ? [] : [fact(labels.signature, signatureAlgorithm)]),
		...(policies.length === 0 ? [] : [fact(labels.policy, policies.join(', '))]),
		...(policyNotice === undefined ? [] : [fact(labels.notice, policyNotice)]),
		fact(labels.fingerprint, fingerprint),
	];
}

function numberFact(
	{ certificate: words }: Texts,
	{ kind, number, remark }: NonNullable<KnownCertificate['details']['holderNumber']>,
): Fact {
	const text = remark === undefined ? number : `${number}: ${words.remarks[remark]}`;
	return fact(words.number[kind ?? 'unknown'], text);
}

/** The place stands there before anything is written to it. */
function savingParts({ state, texts }: View): readonly Part[] {
	const { screen } = texts.certificate;
	const { saving } = state.certificate;
	switch (saving?.stage) {
		case 'named':
			return [paragraph(bold(screen.willWrite(saving.path))), BLANK, paragraph(screen.writeOrNot)];
		case 'writing':
			return [paragraph(screen.writing)];
		case 'ended':
			return [
				paragraph(
					saving.outcome === 'saved'
						? toned('done', screen.saved(saving.path))
						: toned('care', screen.notSaved[saving.outcome](saving.path)),
				),
				BLANK,
				paragraph(screen.goOn),
			];
		case 'naming':
		case undefined:
			return [paragraph(screen.naming)];
	}
}
