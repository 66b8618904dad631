export {
	createAuthority,
	type IssuedSignatory,
	importAuthority,
	type SandboxAuthority,
} from './authority.ts';
export { AuthorityFault } from './authority-fault.ts';
export type { IssuedSealPair } from './seal-pair.ts';
export {
	exportSealPair,
	importSealPair,
	type StoredAuthority,
	type StoredSealPair,
} from './stored-authority.ts';
