import type { KeyObject } from 'node:crypto';
import type { SealUse } from '#certificate';

/** One of a seal's two certificates with its private key. */
export interface IssuedCertificate {
	readonly use: SealUse;
	/** As a PKCS#11 module would show it, e.g. `4540536920SIGN0`. */
	readonly label: string;
	/** DER. */
	readonly certificate: Uint8Array;
	readonly privateKey: KeyObject;
}

/** What the certification authority puts on a holder's card. */
export interface IssuedSealPair {
	readonly signing: IssuedCertificate;
	readonly encryption: IssuedCertificate;
}
