/** What a conversation with the vendor's module can end by, beside what the card says. */
export type ModuleFaultCode =
	/** `pkcs11js` is not built on this machine. */
	| 'binding-missing'
	/** The process of its own could not be started. */
	| 'process-failed'
	/** The system's loader refuses the file. */
	| 'not-loadable'
	/** A library, but no PKCS#11 module. */
	| 'no-entry-point'
	/** The module refuses to begin, or speaks a version that is not understood. */
	| 'not-started'
	/** Its process died: a fault in the module. */
	| 'crashed'
	/** No answer within the limit; its process was ended. */
	| 'no-answer'
	/** What came out of its process is no answer. */
	| 'garbled'
	/** A signature that the certificate does not confirm. */
	| 'not-confirmed'
	/** The card's certificate is in more than one token: which of them is the card cannot be told. */
	| 'several-tokens'
	/** The module works and sees no card. */
	| 'no-token'
	/** A call failed, again and again where it may be repeated. */
	| 'call-failed';

/** The message is for logs: English, and never anything that was sent to the module. */
export class ModuleError extends Error {
	override readonly name = 'ModuleError';
	readonly code: ModuleFaultCode;

	constructor(code: ModuleFaultCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
