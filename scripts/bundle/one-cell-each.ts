/**
 * Latin letters (Turkish among them), punctuation, arrows, lines, blocks and plain signs: every character stands alone
 * and takes one cell.
 */
const ONE_CELL_EACH =
	/^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u2500-\u25FC\u2713\u2717]*$/;

/**
 * Whether every UTF-16 unit of a text is one cell wide, so that its length is its width.
 *
 * `string-width` comes to the same result by way of Unicode's emoji tables and ICU's segmenter, which cost more
 * than everything else before the first frame.
 */
export function isOneCellEach(text: string): boolean {
	return ONE_CELL_EACH.test(text);
}
