import { hasNoEnd, keyName } from '#certificate';
import type { Texts } from '#i18n';
import {
	authorityRows,
	basisText,
	chainRows,
	deciderText,
	revocationRows,
	stateText,
} from './assessment-words.ts';
import { aligned, optional, type Row } from './fact-rows.ts';
import type { InspectReport } from './inspect-report.ts';
import { dayText, momentText } from './turkish-time.ts';

type FileReport = InspectReport['files'][number];
type CertificateReport = FileReport['certificates'][number];

/** The report for a person: one fact a line, its name before it, so that it can be read out too. */
export function inspectLines({ files, at, clockDoubt }: InspectReport, texts: Texts): readonly string[] {
	const doubt = clockDoubt === null ? [] : [texts.certificate.clockDoubt[clockDoubt](dayText(at)), ''];
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
		[
			labels.ends,
			hasNoEnd(Date.parse(certificate.notAfter)) ? words.noEnd : momentText(certificate.notAfter),
		],
		[labels.state, stateText(certificate, texts)],
		...optional(labels.decider, deciderText(certificate, texts)),
		[labels.basis, basisText(certificate, texts, certificate.isPinnedRoot)],
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
