/** What happened in a session that a journal must know of; never with a secret. */
export type PortalEvent =
	| {
			readonly event: 'session-begun';
			readonly holderNumber: string;
			readonly way: 'password' | 'e-signature';
	  }
	| {
			readonly event: 'session-ended';
			readonly holderNumber: string;
			/** `logged-out-unheard`: forgotten here, and the portal could not be told. */
			readonly why: 'logged-out' | 'logged-out-unheard' | 'expired' | 'replaced';
	  }
	/** PINs were given to the caller. */
	| {
			readonly event: 'pins-given';
			readonly holderNumber: string;
			readonly cardSerials: readonly string[];
	  }
	/** A document with PINs was given to the caller. */
	| { readonly event: 'pin-document-given'; readonly holderNumber: string };
