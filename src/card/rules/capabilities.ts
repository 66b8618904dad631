import type { AkisCard, AkisGeneration } from '#card-model';

/** What a person may want of a card. */
export type CardOperation =
	| 'read-certificates'
	| 'read-serial'
	| 'verify-pin'
	| 'change-pin'
	| 'unblock-pin'
	| 'sign'
	| 'decipher';

export type CapabilityReason =
	/** Certificates are read the same way on every generation, without a PIN. */
	| 'readable-without-pin'
	/** The command set of v1.0 is public (OpenSC's driver). */
	| 'commands-public'
	/** The commands of this generation are not public: the vendor's module knows them. */
	| 'commands-not-public'
	/** No public source says how this card is unblocked. */
	| 'unblock-not-public'
	/** A card of the sandbox, whose way of being unblocked is the sandbox's own. */
	| 'sandbox-own';

/** By which way an operation goes, and why. */
export interface Capability {
	readonly way: 'apdu' | 'vendor-module' | 'no';
	readonly reason: CapabilityReason;
}

/** A card whose every certificate is the sandbox's knows one command more than the real ones. */
type CardProfile = AkisGeneration | 'sandbox-v1.0';

const READABLE: Capability = { way: 'apdu', reason: 'readable-without-pin' };
const PUBLIC: Capability = { way: 'apdu', reason: 'commands-public' };
const VENDOR: Capability = { way: 'vendor-module', reason: 'commands-not-public' };
const UNKNOWN_UNBLOCK: Capability = { way: 'no', reason: 'unblock-not-public' };
const SANDBOX: Capability = { way: 'apdu', reason: 'sandbox-own' };

type CapabilityRow = Readonly<Record<CardOperation, Capability>>;

const VENDOR_ROW: CapabilityRow = {
	'read-certificates': READABLE,
	'read-serial': VENDOR,
	'verify-pin': VENDOR,
	'change-pin': VENDOR,
	'unblock-pin': VENDOR,
	sign: VENDOR,
	decipher: VENDOR,
};

const V1_0_ROW: CapabilityRow = {
	'read-certificates': READABLE,
	'read-serial': PUBLIC,
	'verify-pin': PUBLIC,
	'change-pin': PUBLIC,
	'unblock-pin': UNKNOWN_UNBLOCK,
	sign: PUBLIC,
	decipher: PUBLIC,
};

const CAPABILITIES: Readonly<Record<CardProfile, CapabilityRow>> = {
	'v1.0': V1_0_ROW,
	'sandbox-v1.0': { ...V1_0_ROW, 'unblock-pin': SANDBOX },
	'v1.x': VENDOR_ROW,
	'v2.x': VENDOR_ROW,
	v3: VENDOR_ROW,
	unknown: VENDOR_ROW,
};

/** What can be done with a card, as far as is publicly known; no byte that could burn a PIN try is ever guessed. */
export function capability(card: AkisCard, operation: CardOperation): Capability {
	const isSandboxOwn = card.generation === 'v1.0' && isSandboxCard(card);
	return CAPABILITIES[isSandboxOwn ? 'sandbox-v1.0' : card.generation][operation];
}

/** A card that carries certificates, and none that is not the sandbox's. */
export function isSandboxCard({ certificates }: AkisCard): boolean {
	return certificates.length > 0 && certificates.every(({ certificate }) => certificate.isSandbox);
}
