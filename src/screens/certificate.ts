import { certificatesHere, chosenCertificate, type KnownCertificate, type LearntEnd } from '#app';
import {
	hasNoEnd,
	isSandboxIssuer,
	type JudgedState,
	judgeState,
	keyName,
	type SealCertificate,
} from '#certificate';
import {
	bold,
	dim,
	EMPTY_LINE,
	fitText,
	type Line,
	line,
	plain,
	secondsSince,
	type Tone,
	toned,
	wrap,
} from '#ui';
import { deciderText, endText, moment, revocationText, stateText, toneOf } from './certificate-words.ts';
import { clockLines } from './clock-lines.ts';
import { scrollable } from './overlays/scrollable.ts';
import { paragraph } from './paragraph.ts';
import { standingTone } from './standing-tone.ts';
import type { View, Work } from './view.ts';

const LABEL_CELLS = 13;

/** One certificate of the card: how it stands and why, the chain as a tree, and everything that it says. */
export function certificateScreen(view: View, scroll: number): Work {
	const { state, texts } = view;
	const { screen } = texts.certificate;
	const certificate = chosenCertificate(state);
	if (certificate === undefined) {
		return { title: screen.title('—', 1, 1), lines: paragraph(screen.gone, view.width, 'care') };
	}
	const all = certificatesHere(state);
	const title = screen.title(labelOf(certificate), all.indexOf(certificate) + 1, all.length);
	if (state.certificate.saving !== undefined) {
		return { title, lines: savingLines(view) };
	}
	const { known } = state.certificate;
	const ofThis = known?.fingerprint === certificate.fingerprint ? known : undefined;
	return scrollable(view, title, scroll, [
		// The state rests on the clock.
		...clockLines(view, all),
		...stateLines(view, certificate, ofThis),
		EMPTY_LINE,
		...(ofThis === undefined ? [] : [...treeLines(view, ofThis), EMPTY_LINE]),
		...(ofThis === undefined ? [] : revocationLines(view, ofThis)),
		...factLines(view, certificate, ofThis),
	]);
}

function labelOf({ holderNumber, use, title }: SealCertificate): string {
	return holderNumber !== undefined && use !== undefined ? `${holderNumber}${use}` : title;
}

/** The state as it is this very moment, and under it what it rests on. */
function stateLines(
	view: View,
	certificate: SealCertificate,
	known: KnownCertificate | undefined,
): readonly Line[] {
	const { state, texts } = view;
	const { certificate: words } = texts;
	if (known === undefined) {
		return paragraph(words.screen.looking, view.width);
	}
	const { assessment } = known;
	const judged = judgeState({ ...assessment, certificate, at: state.now });
	const basis =
		judged.judgedBy.length === 1
			? words.onlyDates
			: `${words.judged(judged.judgedBy.map((what) => words.judgedBy[what]).join(', '))}, ${words.screen.judgedAt(moment(assessment.at))}`;
	const end = learntEnd(view, certificate, judged);
	const tone = end === undefined ? toneOf(judged.state) : standingTone(end);
	const said =
		end === undefined ? stateText(judged, texts) : `${endText(end, texts)}; ${words.screen.learnt}`;
	const decider = end === undefined ? deciderText(known, judged, texts) : undefined;
	return [
		...fact(view, words.labels.state, said, tone),
		...(decider === undefined ? [] : fact(view, words.labels.decider, decider)),
		...fact(view, words.labels.basis, basis),
		...askingLines(view, assessment.wanted === 'dates'),
	];
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

function askingLines({ state, texts, width }: View, isUnasked: boolean): readonly Line[] {
	const { screen } = texts.certificate;
	const { pending } = state.certificate;
	if (pending?.isOnline === true) {
		return paragraph(screen.asking(secondsSince(pending.since, state.now)), width);
	}
	return isUnasked ? wrap(screen.howToAsk, width).map((text) => line(dim(text))) : [];
}

/** The root on top, each certificate under the one that issued it. */
function treeLines(view: View, { assessment }: KnownCertificate): readonly Line[] {
	const { texts, theme, width } = view;
	const { chain: words, failures, screen } = texts.certificate;
	const { links, verdict } = assessment.chain;
	const missing =
		verdict.kind === 'incomplete' ? [missingText(verdict, failures, screen.missing, words.toldHow)] : [];
	const known = links.toReversed().map(({ certificate, source, fault }) => {
		const note = fault === undefined ? words.sources[source] : words.faults[fault];
		return { text: `${certificate.title} (${note})`, isFaulty: fault !== undefined };
	});
	const branches = [...missing.map((text) => ({ text, isFaulty: true })), ...known];
	const verdictText = verdict.kind === 'trusted' ? words.trusted : undefined;
	// A fault of a link stands beside it already.
	const isOfLink = branches.some(({ isFaulty }) => isFaulty);
	const faultText = verdict.kind === 'untrusted' && !isOfLink ? words.faults[verdict.fault] : undefined;
	return [
		line(dim(texts.certificate.labels.chain)),
		...branches.flatMap(({ text, isFaulty }, depth) => {
			const indent = depth === 0 ? 2 : depth * 2;
			const branch = depth === 0 ? '' : `${theme.glyphs.corners[2]}${theme.glyphs.rule} `;
			const room = Math.max(1, width - indent - branch.length);
			return wrap(text, room).map((part, row) =>
				line(
					' '.repeat(indent),
					plain(row === 0 ? branch : ' '.repeat(branch.length)),
					toned(isFaulty ? 'care' : undefined, part),
				),
			);
		}),
		...(verdictText === undefined
			? []
			: wrap(verdictText, width - 2).map((text) => line('  ', toned('done', text)))),
		...(faultText === undefined
			? []
			: wrap(faultText, width - 2).map((text) => line('  ', toned('care', text)))),
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

function revocationLines(view: View, { assessment }: KnownCertificate): readonly Line[] {
	const words = view.texts.certificate;
	const { revocation, authorities, chain } = assessment;
	return [
		...fact(view, words.labels.revocation, revocationText(revocation, words)),
		...evidenceLines(view, revocation),
		...authorities.flatMap(({ position, revocation: above }) => {
			const title = chain.links[position]?.certificate.title ?? '';
			const said = words.authorityRevocation(title, revocationText(above, words));
			return [...fact(view, words.labels.revocation, said), ...evidenceLines(view, above)];
		}),
		EMPTY_LINE,
	];
}

function evidenceLines(view: View, revocation: Revocation): readonly Line[] {
	const words = view.texts.certificate;
	const evidence = 'evidence' in revocation ? revocation.evidence : undefined;
	return [
		...(evidence === undefined
			? []
			: fact(
					view,
					words.labels.evidence,
					[
						words.evidence[evidence.source](evidence.signer, moment(evidence.thisUpdate)),
						evidence.nextUpdate === undefined
							? words.evidence.openEnded
							: words.evidence.until(moment(evidence.nextUpdate)),
						...(evidence.keptAt === undefined ? [] : [words.evidence.kept(moment(evidence.keptAt))]),
						...(evidence.nonce === 'absent' ? [words.evidence.noNonce] : []),
						evidence.from,
					].join(', '),
				)),
		...revocation.failed.flatMap(({ from, code, status }) =>
			fact(
				view,
				words.labels.problem,
				`${from}: ${words.failures[code]}${status === undefined ? '' : ` (HTTP ${status})`}`,
			),
		),
	];
}

function factLines(
	view: View,
	certificate: SealCertificate,
	known: KnownCertificate | undefined,
): readonly Line[] {
	const { texts } = view;
	const { labels, ...words } = texts.certificate;
	const { key } = certificate;
	const details = known?.details;
	const badge = certificate.isSandbox ? `, ${texts.sandboxBadge}` : '';
	return [
		...(details === undefined ? [] : fact(view, labels.kind, `${words.kinds[details.kind]}${badge}`)),
		...(certificate.use === undefined ? [] : fact(view, labels.use, words.uses[certificate.use])),
		...fact(view, labels.title, certificate.title),
		...(details?.holderNumber === undefined ? [] : numberLines(view, details.holderNumber)),
		...fact(view, labels.issuer, certificate.issuer),
		...fact(
			view,
			labels.serial,
			details === undefined
				? certificate.serialNumber
				: `${certificate.serialNumber} (${details.serialDecimal})`,
		),
		...fact(view, labels.starts, moment(certificate.notBefore)),
		...fact(
			view,
			labels.ends,
			hasNoEnd(certificate.notAfter) ? view.texts.certificate.noEnd : moment(certificate.notAfter),
		),
		...fact(view, labels.key, keyName(key)),
		...(details === undefined ? [] : fact(view, labels.signature, details.signatureAlgorithm)),
		...(details === undefined || details.policies.length === 0
			? []
			: fact(view, labels.policy, details.policies.join(', '))),
		...(details?.policyNotice === undefined ? [] : fact(view, labels.notice, details.policyNotice)),
		...fact(view, labels.fingerprint, certificate.fingerprint),
	];
}

function numberLines(
	view: View,
	{ kind, number, remark }: NonNullable<KnownCertificate['details']['holderNumber']>,
): readonly Line[] {
	const words = view.texts.certificate;
	const text = remark === undefined ? number : `${number}: ${words.remarks[remark]}`;
	return fact(view, words.number[kind ?? 'unknown'], text);
}

/** The place stands there before anything is written to it. */
function savingLines({ state, texts, width }: View): readonly Line[] {
	const { screen } = texts.certificate;
	const { saving } = state.certificate;
	switch (saving?.stage) {
		case 'named':
			return [
				...wrap(screen.willWrite(saving.path), width).map((text) => line(bold(text))),
				EMPTY_LINE,
				...paragraph(screen.writeOrNot, width),
			];
		case 'writing':
			return paragraph(screen.writing, width);
		case 'ended':
			return [
				...(saving.outcome === 'saved'
					? paragraph(screen.saved(saving.path), width, 'done')
					: paragraph(screen.notSaved[saving.outcome](saving.path), width, 'care')),
				EMPTY_LINE,
				...paragraph(screen.goOn, width),
			];
		case 'naming':
		case undefined:
			return paragraph(screen.naming, width);
	}
}

function fact({ width }: View, name: string, value: string, tone?: Tone): readonly Line[] {
	return wrap(value, width - LABEL_CELLS).map((text, row) =>
		line(row === 0 ? dim(fitText(name, LABEL_CELLS)) : plain(' '.repeat(LABEL_CELLS)), toned(tone, text)),
	);
}
