export { derSequenceLength } from './der.ts';
export { checkHolderNumber, type HolderNumberCheck, type HolderNumberKind } from './holder-number.ts';
export {
	MAX_CERTIFICATE_BYTES,
	type ReadCertificateResult,
	readSealCertificate,
} from './read-seal-certificate.ts';
export type { PublicKeyFacts, SealCertificate, SealUse } from './seal-certificate.ts';
export { SANDBOX_ISSUER_MARK, SEAL_POLICY, SEAL_SIGNING_PURPOSE } from './seal-profile.ts';
export { EXPIRY_WARNING_DAYS, type Validity, validityAt } from './validity.ts';
