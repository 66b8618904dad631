/**
 * Characters that take one cell of a terminal each whatever stands beside them: Latin with the Turkish letters, and the
 * lines, blocks, arrows and signs that the screens draw. Nothing here joins, combines or is hidden (U+00AD and
 * U+200B-200F are left out).
 */
const ONE_CELL_EACH = /^[ -~\u00A0-\u00AC\u00AE-\u017F\u2010-\u2027\u2190-\u21FF\u2500-\u25FC\u2713\u2717]*$/;

/** Whether a text is as many cells wide as it has UTF-16 code units, in every terminal. */
export function isOneCellEach(text: string): boolean {
	return ONE_CELL_EACH.test(text);
}
