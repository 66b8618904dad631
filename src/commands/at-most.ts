/**
 * Does the work for each item, for at most so many at a time, and gives the results in the order of the items. The first
 * failure is thrown once what was begun has ended; nothing more is begun then.
 */
export async function atMost<Item, Result>(
	limit: number,
	items: readonly Item[],
	work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
	const results = new Map<number, Result>();
	const waiting = items.entries();
	let failure: { readonly error: unknown } | undefined;
	const worker = async (): Promise<void> => {
		for (const [index, item] of waiting) {
			try {
				results.set(index, await work(item));
			} catch (error) {
				failure ??= { error };
			}
			if (failure !== undefined) {
				return;
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	if (failure !== undefined) {
		throw failure.error;
	}
	return [...results].toSorted(([one], [other]) => one - other).map(([, result]) => result);
}
