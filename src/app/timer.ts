import type { TimerId } from './messages.ts';

/** A wish to be told when a time has come. */
export interface Timer {
	readonly id: TimerId;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}
