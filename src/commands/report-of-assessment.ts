import {
	type Assessment,
	type Chain,
	certificateDetails,
	pinnedRoots,
	type RevocationVerdict,
	type SealCertificate,
} from '#certificate';
import type { AssessmentReport } from './assessment-schema.ts';
import type { InspectReport } from './inspect-report.ts';

export type CertificateReport = InspectReport['files'][number]['certificates'][number];

export function reportOfAssessment(certificate: SealCertificate, assessment: Assessment): CertificateReport {
	const details = certificateDetails(certificate);
	const { holderNumber, policyAddress, policyNotice, subjectKeyId, authorityKeyId, addresses } = details;
	const isLabelled =
		certificate.isSeal && certificate.holderNumber !== undefined && certificate.use !== undefined;
	return {
		kind: details.kind,
		isPinnedRoot: isPinned(certificate.fingerprint),
		isSandbox: certificate.isSandbox,
		use: certificate.use ?? null,
		label: isLabelled ? `${certificate.holderNumber}${certificate.use}` : null,
		generation: details.generation ?? null,
		title: certificate.title,
		holderNumber:
			holderNumber === undefined
				? null
				: {
						kind: holderNumber.kind ?? null,
						number: holderNumber.number,
						remark: holderNumber.remark ?? null,
					},
		subject: details.subject.map((part) => ({ ...part })),
		issuer: details.issuer.map((part) => ({ ...part })),
		serialNumber: certificate.serialNumber,
		serialDecimal: details.serialDecimal,
		notBefore: isoMoment(certificate.notBefore),
		notAfter: isoMoment(certificate.notAfter),
		key: certificate.key,
		signatureAlgorithm: details.signatureAlgorithm,
		keyUsage: [...details.keyUsage],
		purposes: [...details.purposes],
		policies: [...details.policies],
		policyAddress: policyAddress ?? null,
		policyNotice: policyNotice ?? null,
		subjectKeyId: subjectKeyId ?? null,
		authorityKeyId: authorityKeyId ?? null,
		addresses: { ocsp: [...addresses.ocsp], crl: [...addresses.crl], issuer: [...addresses.issuer] },
		fingerprint: certificate.fingerprint,
		...assessmentFieldsOf(assessment),
	};
}

/** What every report says of how a certificate stands. */
export function assessmentFieldsOf(assessment: Assessment): AssessmentReport {
	return {
		state: stateReport(assessment),
		chain: chainReport(assessment.chain),
		revocation: revocationReport(assessment.revocation),
		authorities: assessment.authorities.map(({ position, revocation }) => ({
			...linkName(assessment.chain, position),
			revocation: revocationReport(revocation),
		})),
	};
}

function linkName(
	{ links }: Chain,
	position: number,
): { readonly position: number; readonly title: string; readonly fingerprint: string } {
	const { title = '', fingerprint = '' } = links[position]?.certificate ?? {};
	return { position, title, fingerprint };
}

function stateReport({ state, judgedBy, decidedAt, chain }: Assessment): CertificateReport['state'] {
	return {
		kind: state.kind,
		judgedBy: [...judgedBy],
		daysLeft: 'daysLeft' in state ? state.daysLeft : null,
		reminder: state.kind === 'expiring' ? state.reminder : null,
		startsInSeconds: state.kind === 'not-yet-valid' ? Math.ceil(state.startsInMs / 1000) : null,
		since: 'since' in state ? isoMoment(state.since) : null,
		reason: state.kind === 'revoked' ? state.reason : null,
		why: state.kind === 'unknown' ? state.why : null,
		decidedBy: linkName(chain, decidedAt),
	};
}

function chainReport({ verdict, links }: Chain): CertificateReport['chain'] {
	return {
		verdict: verdict.kind,
		fault: verdict.kind === 'untrusted' ? verdict.fault : null,
		missingIssuer: verdict.kind === 'incomplete' ? verdict.issuer : null,
		failure: verdict.kind === 'incomplete' ? (verdict.failure ?? null) : null,
		links: links.map(({ certificate, source, fault }) => ({
			title: certificate.title,
			fingerprint: certificate.fingerprint,
			source,
			isPinnedRoot: isPinned(certificate.fingerprint),
			fault: fault ?? null,
			notBefore: isoMoment(certificate.notBefore),
			notAfter: isoMoment(certificate.notAfter),
		})),
	};
}

function revocationReport(revocation: RevocationVerdict): CertificateReport['revocation'] {
	const isRevoked = revocation.kind === 'revoked';
	const evidence = 'evidence' in revocation ? revocation.evidence : undefined;
	return {
		verdict: isRevoked && revocation.reason === 'certificateHold' ? 'suspended' : revocation.kind,
		notAskedBecause: revocation.kind === 'not-asked' ? revocation.why : null,
		reason: isRevoked ? revocation.reason : null,
		since: isRevoked ? isoMoment(revocation.since) : null,
		evidence:
			evidence === undefined
				? null
				: {
						source: evidence.source,
						from: evidence.from,
						signer: evidence.signer,
						producedAt: isoOrNull(evidence.producedAt),
						thisUpdate: isoMoment(evidence.thisUpdate),
						nextUpdate: isoOrNull(evidence.nextUpdate),
						keptAt: isoOrNull(evidence.keptAt),
						nonce: evidence.nonce ?? null,
					},
		failed: revocation.failed.map(({ source, from, code, status }) => ({
			source,
			from,
			code,
			httpStatus: status ?? null,
		})),
	};
}

function isPinned(fingerprint: string): boolean {
	return pinnedRoots().some((root) => root.fingerprint === fingerprint);
}

function isoOrNull(at: number | undefined): string | null {
	return at === undefined ? null : isoMoment(at);
}

function isoMoment(at: number): string {
	return new Date(at).toISOString();
}
