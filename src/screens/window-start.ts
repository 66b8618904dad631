/** The first row of a window of `room` rows in which the cursor stands in the middle where it can. */
export function windowStart(cursor: number, count: number, room: number): number {
	return Math.max(0, Math.min(cursor - Math.floor(room / 2), count - room));
}
