/* For terminals that draw ASCII and the letters of names, and no signs. */

/** A sign of ours and what stands for it; each takes one cell, so that nothing moves. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
	['’', "'"],
	['‘', "'"],
	['“', '"'],
	['”', '"'],
	['…', '~'],
	['·', '-'],
	['–', '-'],
	['—', '-'],
	['•', '*'],
	['●', '*'],
	['○', 'o'],
	['✓', 'v'],
	['✗', 'x'],
	['▸', '>'],
	['→', '>'],
	['←', '<'],
	['↑', '^'],
	['↓', 'v'],
	['↵', '<'],
	['─', '-'],
	['│', '|'],
	['☎', '#'],
	['×', 'x'],
	['≈', '~'],
]);

/** The same text in as many cells, every sign of ours replaced; letters stay, whatever their script. */
export function withoutSigns(text: string): string {
	return text.replace(/[^\p{ASCII}\p{L}\p{M}\p{N}]/gu, (sign) => STAND_INS.get(sign) ?? sign);
}
