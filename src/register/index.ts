export { registerDirectory } from './register-directory.ts';
export { RegisterError, type RegisterFailure } from './register-error.ts';
export {
	beginOfSeal,
	endOfSeal,
	isOutOfUse,
	isRevokedForGood,
	isSeenRevoked,
	MAX_NOTE_LENGTH,
	type RegisteredCertificate,
	type RegisteredSeal,
	type SealRecord,
	type SeenRevocation,
} from './registered-seal.ts';
export { type Relation, relationOf } from './relation.ts';
export { type RenewalDates, renewalDates } from './renewal.ts';
export type { Salvage } from './salvage.ts';
export {
	type Kept,
	type OfferedSeal,
	openSealRegister,
	type RelatedSeal,
	type SealQuery,
	SealRegister,
} from './seal-register.ts';
export type { Sighting } from './sighting.ts';
