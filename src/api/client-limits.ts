/** How long one request may take, in milliseconds. */
export interface PhaseLimits {
	/** For each of: finding the name, connecting, securing the connection. */
	readonly connectMs: number;
	/** From the request sent to the answer's headers. */
	readonly responseMs: number;
	/** From the first step to the answer's last byte, however slowly it drips. */
	readonly totalMs: number;
}

/** Beside the times: how large an answer of the portal may be, in decoded bytes. */
export interface ClientLimits extends PhaseLimits {
	readonly jsonBytes: number;
	readonly captchaBytes: number;
	readonly documentBytes: number;
}

/** A person waits for each answer; none that the contract allows is near these sizes. */
export const DEFAULT_LIMITS: ClientLimits = {
	connectMs: 10_000,
	responseMs: 20_000,
	totalMs: 45_000,
	jsonBytes: 64 * 1024,
	captchaBytes: 384 * 1024,
	documentBytes: 2 * 1024 * 1024,
};

/** As `got` takes them. */
export function phaseTimeouts({ connectMs, responseMs, totalMs }: PhaseLimits) {
	return {
		lookup: connectMs,
		connect: connectMs,
		secureConnect: connectMs,
		send: responseMs,
		response: responseMs,
		request: totalMs,
	};
}
