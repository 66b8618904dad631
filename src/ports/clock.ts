import type { ClockPort } from '#app';

/** The longest delay Node's timers take; a longer one would fire at once. */
const LONGEST_DELAY_MS = 2_147_483_647;

export const systemClock: ClockPort = {
	now: () => Date.now(),
	after(delayMs, call) {
		const timer = setTimeout(call, Math.min(delayMs, LONGEST_DELAY_MS));
		return () => clearTimeout(timer);
	},
};
