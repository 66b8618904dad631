import type { CertificateRow, KnownReason } from '#contract';
import type { SecretText } from '#text';
import type { SandboxHolder } from '../holders.ts';

/** A holder as it is enrolled at the sandbox's portal, with the cards made for it. */
export interface PortalAccount {
	readonly holder: Omit<SandboxHolder, 'key' | 'shows'>;
	readonly cards: readonly PortalCard[];
}

export interface PortalCard {
	/** Upper-case hexadecimal. */
	readonly cardSerial: string;
	readonly pin: SecretText;
	readonly puk: SecretText;
	readonly certificates: readonly PortalCardCertificate[];
}

export interface PortalCardCertificate {
	/** Upper-case hexadecimal. */
	readonly serialNumber: string;
	readonly use: CertificateRow['use'];
	/** Milliseconds since 1970 UTC. */
	readonly notBefore: number;
	/** Milliseconds since 1970 UTC. */
	readonly notAfter: number;
	/** SHA-256 of its DER, lower-case hexadecimal. */
	readonly fingerprint: string;
	/** Default: in good standing. */
	readonly standing?: CertificateStanding;
}

/** What the authority decided about a certificate, beside its dates. */
export type CertificateStanding =
	| { readonly kind: 'good' }
	| { readonly kind: 'suspended'; readonly since: number }
	| { readonly kind: 'revoked'; readonly since: number; readonly reason: KnownReason };
