/** What the sandbox's portal can do wrong on purpose, for training and tests. */
export const FAULT_KINDS = [
	/** Answers, and does what it is asked, three seconds late. */
	'delay',
	/** Does a change and cuts the line before the answer. */
	'cut-after-commit',
	/** Fails before it does anything. */
	'error-500',
	/** Asks to come again in 30 seconds, and does nothing. */
	'too-many-requests',
	/** Knows no session any more. */
	'session-expired',
	/** Its clock is ten years ahead in every answer's `Date`. */
	'clock-skew',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** The switches; may be turned while the portal runs. */
export interface PortalFaults {
	has(fault: FaultKind): boolean;
}

export const NO_FAULTS: PortalFaults = { has: () => false };

export const DELAY_MS = 3_000;
export const RETRY_AFTER_SECONDS = 30;
export const CLOCK_SKEW_MS = 10 * 365 * 86_400_000;
