import { keyName } from '#certificate';
import type { Texts } from '#i18n';
import { aligned, optional, type Row } from './fact-rows.ts';
import type { InspectReport } from './inspect-report.ts';

type FileReport = InspectReport['files'][number];
type CertificateReport = FileReport['certificates'][number];

/** Turkish time whatever the machine is set to, as on the screens. */
const moments = new Intl.DateTimeFormat('tr-TR', {
	timeZone: 'Europe/Istanbul',
	day: '2-digit',
	month: '2-digit',
	year: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
});

const days = new Intl.DateTimeFormat('tr-TR', {
	timeZone: 'Europe/Istanbul',
	day: '2-digit',
	month: '2-digit',
	year: 'numeric',
});

/** The report for a person: one fact a line, its name before it, so that it can be read out too. */
export function inspectLines({ files, at, clockDoubt }: InspectReport, texts: Texts): readonly string[] {
	const doubt =
		clockDoubt === null ? [] : [texts.certificate.clockDoubt[clockDoubt](days.format(Date.parse(at))), ''];
	const lines = aligned(
		files.flatMap((file, index): readonly Row[] => [
			...(index === 0 ? [] : [undefined]),
			...fileRows(file, texts),
		]),
	);
	return [...doubt, ...lines];
}

function fileRows({ file, error, certificates, unreadable }: FileReport, texts: Texts): readonly Row[] {
	const { labels, unreadable: reasons } = texts.certificate;
	return [
		[labels.file, file],
		...optional(labels.problem, error === null ? null : reasons[error]),
		...certificates.flatMap((certificate, index): readonly Row[] => [
			...(index === 0 ? [] : [undefined]),
			...certificateRows(certificate, texts),
		]),
		...unreadable.map(({ position, reason }): Row => [labels.problem, `${position}: ${reasons[reason]}`]),
	];
}

function certificateRows(certificate: CertificateReport, texts: Texts): readonly Row[] {
	const { labels, ...words } = texts.certificate;
	const { key, holderNumber, policyNotice } = certificate;
	const badge = certificate.isSandbox ? `, ${texts.sandboxBadge}` : '';
	const kind = certificate.isPinnedRoot ? words.pinnedRoot : words.kinds[certificate.kind];
	return [
		[labels.kind, `${kind}${badge}`],
		...optional(
			labels.use,
			certificate.kind === 'seal' && certificate.use !== null ? words.uses[certificate.use] : null,
		),
		[labels.title, certificate.title],
		...numberRows(holderNumber, texts),
		[labels.issuer, issuerText(certificate)],
		[labels.serial, `${certificate.serialNumber} (${certificate.serialDecimal})`],
		[labels.starts, momentText(certificate.notBefore)],
		[labels.ends, momentText(certificate.notAfter)],
		[labels.state, stateText(certificate, texts)],
		...optional(labels.decider, deciderText(certificate, texts)),
		[labels.basis, basisText(certificate, texts)],
		...chainRows(certificate, texts),
		...revocationRows(certificate.revocation, texts),
		...certificate.authorities.flatMap(({ title, revocation }) => authorityRows(title, revocation, texts)),
		[labels.key, keyName(key)],
		[labels.signature, certificate.signatureAlgorithm],
		...optional(labels.policy, certificate.policies.length === 0 ? null : certificate.policies.join(', ')),
		...optional(labels.notice, policyNotice === '' ? null : policyNotice),
		[labels.fingerprint, certificate.fingerprint],
	];
}

function numberRows(holderNumber: CertificateReport['holderNumber'], { certificate }: Texts): readonly Row[] {
	if (holderNumber === null) {
		return [];
	}
	const { kind, number, remark } = holderNumber;
	const name = certificate.number[kind ?? 'unknown'];
	return [[name, remark === null ? number : `${number}: ${certificate.remarks[remark]}`]];
}

function issuerText({ issuer }: CertificateReport): string {
	return issuer.find(({ name }) => name === 'CN')?.value ?? issuer.map(({ value }) => value).join(', ');
}

function stateText({ state }: CertificateReport, { certificate }: Texts): string {
	const isByDatesAlone = state.kind === 'valid' && !isRevocationKnown(state);
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
function deciderText(
	{ state, chain, authorities }: CertificateReport,
	{ certificate: words }: Texts,
): string | null {
	if (state.kind !== 'unknown' || state.why === 'sandbox') {
		return null;
	}
	const { position, title } = state.decidedBy;
	if (chain.verdict === 'incomplete') {
		return words.decider.missing(title);
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

function basisText({ state, isPinnedRoot }: CertificateReport, { certificate }: Texts): string {
	if (state.judgedBy.length === 1 && !isPinnedRoot) {
		return certificate.onlyDates;
	}
	return certificate.judged(state.judgedBy.map((what) => certificate.judgedBy[what]).join(', '));
}

function isRevocationKnown({ judgedBy }: CertificateReport['state']): boolean {
	return judgedBy.includes('ocsp') || judgedBy.includes('crl');
}

function chainRows({ chain }: CertificateReport, { certificate }: Texts): readonly Row[] {
	const words = certificate.chain;
	const verdict = [
		...(chain.verdict === 'trusted' ? [words.trusted] : []),
		...(chain.fault === null ? [] : [words.faults[chain.fault]]),
		...(chain.missingIssuer === null ? [] : [words.missing(chain.missingIssuer)]),
		...(chain.failure === null ? [] : [certificate.failures[chain.failure]]),
	];
	const links = chain.links
		.slice(1)
		.map(
			({ title, source, fault }, index): Row => [
				words.above(index + 1),
				`${'  '.repeat(index)}└ ${title} (${fault === null ? words.sources[source] : words.faults[fault]})`,
			],
		);
	return [[certificate.labels.chain, verdict.join(', ')], ...links];
}

type RevocationReport = CertificateReport['revocation'];

function authorityRows(title: string, revocation: RevocationReport, texts: Texts): readonly Row[] {
	const { labels, authorityRevocation } = texts.certificate;
	const said = authorityRevocation(title, revocationText(revocation, texts.certificate));
	return [[labels.revocation, said], ...evidenceRows(revocation, texts)];
}

function revocationRows(revocation: RevocationReport, texts: Texts): readonly Row[] {
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

function revocationText(
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

function momentText(moment: string): string {
	return moments.format(Date.parse(moment));
}
