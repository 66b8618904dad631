import type { EndpointName } from '#contract';

/** What happened at the portal that a journal must know of; never with a secret, and never with a word of the portal. */
export type PortalEvent =
	| SecretsGiven
	/** What it answered is not of the contract and was not used: the first of several in a row. */
	| { readonly event: 'answer-refused'; readonly asked: EndpointName }
	| {
			readonly event: 'session-begun';
			readonly holderNumber: string;
			readonly way: 'password' | 'e-signature' | 'elsewhere';
	  }
	| {
			readonly event: 'session-ended';
			readonly holderNumber: string;
			/** `logged-out-unheard`: forgotten here, and the portal could not be told. */
			readonly why: 'logged-out' | 'logged-out-unheard' | 'expired' | 'replaced';
	  };

/** What the portal answered shows PINs: it is written down before the caller gets it. */
export type SecretsGiven =
	| {
			readonly event: 'pins-given';
			readonly holderNumber: string;
			readonly cardSerials: readonly string[];
	  }
	/** A document with PINs. */
	| { readonly event: 'pin-document-given'; readonly holderNumber: string };
