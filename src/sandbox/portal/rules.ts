/**
 * The numbers behind the sandbox portal's answers. All are the sandbox's own: what Kamu SM's portal uses is
 * not published (`docs/portal.md`). Times are seconds.
 */
export interface PortalRules {
	readonly captchaLifetimeSeconds: number;
	/** Wrong pictures and security words, together, before a holder number is locked. */
	readonly passwordTries: number;
	/** Wrong SMS codes, over all logins of a holder, before it is locked. */
	readonly codeTries: number;
	/** How long a lock holds, and after how long without another one a wrong try is forgotten. */
	readonly lockSeconds: number;
	/** From the right security word to the right code. */
	readonly loginLifetimeSeconds: number;
	/** 4 to 8 digits, as the contract has it. */
	readonly codeLength: number;
	readonly codeLifetimeSeconds: number;
	readonly resendAfterSeconds: number;
	/** A session ends this long after its last request. */
	readonly sessionIdleSeconds: number;
	/** From the nonce to the signature. */
	readonly signatureLifetimeSeconds: number;
	/** Of the codes of a login at another site. */
	readonly elsewhereLifetimeSeconds: number;
	/** How often it may be asked what became of one. */
	readonly elsewhereIntervalSeconds: number;
}

export const SANDBOX_RULES: PortalRules = {
	captchaLifetimeSeconds: 120,
	passwordTries: 3,
	codeTries: 3,
	lockSeconds: 300,
	loginLifetimeSeconds: 600,
	codeLength: 6,
	codeLifetimeSeconds: 180,
	resendAfterSeconds: 60,
	sessionIdleSeconds: 600,
	signatureLifetimeSeconds: 300,
	elsewhereLifetimeSeconds: 600,
	elsewhereIntervalSeconds: 2,
};
