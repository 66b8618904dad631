/** `stored-value-unusable`: not what was written, or its parts do not belong together. */
export type AuthorityFaultCode = 'stored-value-unusable';

export class AuthorityFault extends Error {
	override readonly name = 'AuthorityFault';
	readonly code: AuthorityFaultCode;

	constructor(code: AuthorityFaultCode, options?: ErrorOptions) {
		super(`sandbox authority: ${code}`, options);
		this.code = code;
	}
}
