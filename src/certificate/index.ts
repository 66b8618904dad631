export { type Assessment, type AssessmentQuestion, assessCertificate } from './assess.ts';
export { type CalendarEvent, calendarFile } from './calendar.ts';
export {
	type CertificateDetails,
	type CertificateKind,
	certificateDetails,
	type HolderNumber,
	type NamePart,
} from './certificate-details.ts';
export {
	type CertificateFile,
	MAX_CERTIFICATE_FILE_BYTES,
	pemOf,
	readCertificateFile,
} from './certificate-files.ts';
export type { Chain, ChainFetchFailure, ChainLink, ChainVerdict, LinkFault } from './chain/chain-search.ts';
export { pinnedRoots } from './chain/pinned-roots.ts';
export {
	type AuthorityCheck,
	checkAuthorities,
	fetchedIssuers,
	SEAL_ISSUERS,
} from './chain/verified-authorities.ts';
export { type ClockDoubt, clockDoubt } from './clock-doubt.ts';
export { derSequenceLength } from './der.ts';
export { type CertificateEnd, certificateEnds, criticalDays, type EndLevel, type EndLimits } from './ends.ts';
export { checkHolderNumber, type HolderNumberCheck, type HolderNumberKind } from './holder-number.ts';
export { keyName } from './key-name.ts';
export { maySign } from './may-sign.ts';
export { publicKeyOf } from './public-key.ts';
export {
	MAX_CERTIFICATE_BYTES,
	type ReadCertificateResult,
	readSealCertificate,
} from './read-seal-certificate.ts';
export type { CrlFile, RevocationSources } from './revocation/check-revocation.ts';
export type {
	Evidence,
	FailedSource,
	RevocationReason,
	RevocationVerdict,
	SourceFailure,
} from './revocation/verdict.ts';
export type { PublicKeyFacts, SealCertificate, SealUse } from './seal-certificate.ts';
export { isSandboxIssuer, SANDBOX_ISSUER_MARK, SEAL_POLICY, SEAL_SIGNING_PURPOSE } from './seal-profile.ts';
export {
	type AuthorityFinding,
	isRevocationKnown,
	type JudgedBy,
	type JudgedState,
	judgeState,
	type SealState,
	type UnknownWhy,
} from './seal-state.ts';
export { SharedFindings } from './shared-findings.ts';
export { draftSignedData, type SignedDataDraft, type SignedDataFacts } from './signed-data.ts';
export type {
	DocumentFetcher,
	DocumentRequest,
	EvidenceStore,
	Fetched,
	FetchFailure,
	IssuerStore,
	KeptEvidence,
} from './sources.ts';
export {
	EXPIRY_REMINDER_DAYS,
	EXPIRY_WARNING_DAYS,
	hasNoEnd,
	type Validity,
	validityAt,
} from './validity.ts';
