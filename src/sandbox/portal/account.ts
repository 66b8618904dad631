import type { PortalCertificate } from '#contract';
import type { SecretText } from '#text';
import type { SandboxHolder } from '../holders.ts';

/** A holder as the sandbox's portal knows it, with the cards made for it. */
export interface PortalAccount {
	readonly holder: Pick<SandboxHolder, 'title' | 'holderNumber' | 'securityWord' | 'phone'>;
	readonly cards: readonly PortalCard[];
}

interface PortalCard {
	readonly cardSerial: string;
	readonly pin: SecretText;
	readonly puk: SecretText;
	readonly certificates: readonly PortalCardCertificate[];
}

export interface PortalCardCertificate {
	/** Upper-case hexadecimal. */
	readonly serialNumber: string;
	readonly use: PortalCertificate['use'];
	/** Milliseconds since 1970 UTC. */
	readonly notBefore: number;
	/** Milliseconds since 1970 UTC. */
	readonly notAfter: number;
}
