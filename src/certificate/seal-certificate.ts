/** Which of a seal card's two pairs a certificate belongs to, told by its key usage. */
export type SealUse =
	/** Signing: key usage digitalSignature. E-invoices are sealed with this one. */
	| 'SIGN0'
	/** Encryption: key usage keyEncipherment and keyAgreement. */
	| 'ENCR0';

export type PublicKeyFacts =
	| { readonly type: 'rsa'; readonly bits: number }
	/** RSA that signs with PSS alone (RFC 4055); no seal has one. */
	| { readonly type: 'rsa-pss'; readonly bits: number }
	| { readonly type: 'ec'; readonly curve: string }
	/** No seal's: `algorithm` is OpenSSL's name, or the object identifier where OpenSSL cannot read the key. */
	| { readonly type: 'other'; readonly algorithm: string };

/** What the program knows of a certificate. Texts are cleaned for drawing. */
export interface SealCertificate {
	readonly der: Uint8Array;
	/** SHA-256 of `der`, lower-case hexadecimal. */
	readonly fingerprint: string;
	/** Upper-case hexadecimal, two digits a byte, no separators; `-` before a negative one, which OpenSSL writes so too. */
	readonly serialNumber: string;
	/** Subject CN: the holder's full trade title. */
	readonly title: string;
	/** Subject serialNumber: tax number (10 digits) or T.C. number (11) on a seal. */
	readonly holderNumber: string | undefined;
	/** Issuer CN. */
	readonly issuer: string;
	/** Milliseconds since 1970 UTC. */
	readonly notBefore: number;
	/** Milliseconds since 1970 UTC. */
	readonly notAfter: number;
	readonly key: PublicKeyFacts;
	/** Carries the fiscal seal's policy object identifier. */
	readonly isSeal: boolean;
	/** Undefined where the key usage is neither of the two. */
	readonly use: SealUse | undefined;
	/** Issued by a sandbox authority: worth nothing outside it. Judged by the issuer's name alone. */
	readonly isSandbox: boolean;
}
