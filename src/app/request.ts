/** Numbers requests, so that an answer to a question nobody waits for any more is told apart. */
export type RequestId = number;

/** A request under way: which one, and since when the person has been waiting. */
export interface Pending {
	readonly request: RequestId;
	readonly since: number;
}
