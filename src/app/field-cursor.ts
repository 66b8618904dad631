/*
 * Where typed characters go in the field that has the focus. The state counts the characters behind the cursor: what is typed or
 * erased before it does not move it, and 0 is the end, where every field begins.
 */

/** `value` with `text` put in `behind` code points before its end. */
export function insertedInto(value: string, text: string, behind: number): string {
	const [before, after] = splitAt(value, behind);
	return before + text + after;
}

/** `value` without the code point that has `behind` others after it. */
export function erasedFrom(value: string, behind: number): string {
	const [before, after] = splitAt(value, behind);
	return Array.from(before).slice(0, -1).join('') + after;
}

function splitAt(value: string, behind: number): readonly [before: string, after: string] {
	const characters = Array.from(value);
	const at = Math.max(0, characters.length - behind);
	return [characters.slice(0, at).join(''), characters.slice(at).join('')];
}
