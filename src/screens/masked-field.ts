import type { Theme } from '#ui';

/** What was typed and is not shown. Where it is longer than its room it says how long, so that each key is seen. */
export function maskedField({ glyphs }: Theme, length: number, room: number): string {
	if (length <= room) {
		return glyphs.masked.repeat(length);
	}
	const count = ` (${length})`;
	return glyphs.masked.repeat(Math.max(0, room - count.length)) + count;
}
