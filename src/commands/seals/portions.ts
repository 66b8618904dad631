/** Seals that are read at once: a reader of the output that pauses holds nothing of the register. */
const PORTION = 100;

/** Numbers of seals, as many at a time as are read at once. */
export function* portions(ids: readonly number[]): Generator<readonly number[]> {
	for (let from = 0; from < ids.length; from += PORTION) {
		yield ids.slice(from, from + PORTION);
	}
}
