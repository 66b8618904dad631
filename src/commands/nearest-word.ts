/**
 * The word that was probably meant: the one that fewest mistakes of typing lead from to `typed` (a letter too many, too
 * few, another one, or two that changed places), at most a third of its letters; undefined where none is that near.
 * Dashes in front are no letters.
 */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
	let nearest: { readonly word: string; readonly mistakes: number } | undefined;
	const letters = lettersOf(typed.toLocaleLowerCase('en'));
	for (const word of words) {
		const meant = lettersOf(word);
		const mistakes = mistakesBetween(letters, meant);
		const isNear = word !== typed && mistakes <= Math.max(1, Math.floor(meant.length / 3));
		if (isNear && mistakes < (nearest?.mistakes ?? Number.POSITIVE_INFINITY)) {
			nearest = { word, mistakes };
		}
	}
	return nearest?.word;
}

function lettersOf(word: string): string {
	return word.replace(/^-+/, '');
}

/** The distance of Damerau and Levenshtein, in its form without a second change at one place. */
function mistakesBetween(one: string, other: string): number {
	let before: readonly number[] = [];
	let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
	for (let index = 1; index <= one.length; index += 1) {
		const next = [index];
		for (let column = 1; column <= other.length; column += 1) {
			const isSame = one[index - 1] === other[column - 1];
			const isSwapped = one[index - 1] === other[column - 2] && one[index - 2] === other[column - 1];
			next.push(
				Math.min(
					(row[column] ?? 0) + 1,
					(next[column - 1] ?? 0) + 1,
					(row[column - 1] ?? 0) + (isSame ? 0 : 1),
					isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
		before = row;
		row = next;
	}
	return row[other.length] ?? 0;
}
