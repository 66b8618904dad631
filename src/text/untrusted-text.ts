/**
 * Text that came from a card, a certificate, the portal, a reader's name, the environment or a file is
 * hostile until it went through {@link cleanText}: control characters could move the cursor or overwrite a
 * holder's name, bidirectional controls could show digits in another order (CVE-2021-42574).
 */

/** What stands on the screen where a character was refused. */
export const REFUSED_MARK = '\u{FFFD}';

/**
 * Characters that never reach the screen or a log: C0, DEL and C1 controls, bidirectional controls, zero-width
 * characters, line and paragraph separators, byte order mark, tag characters, unpaired surrogates.
 */
const REFUSED =
	/[\u{0}-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{2069}\u{FEFF}\u{E0000}-\u{E007F}\u{D800}-\u{DFFF}]/gu;

/** Length, in code points, above which {@link cleanText} cuts unless told otherwise. */
const DEFAULT_MAX_CODE_POINTS = 200;

/**
 * Makes text from outside fit to be drawn or logged: NFC, every refused character replaced by
 * {@link REFUSED_MARK}, cut with `…` at `maxCodePoints`. Turkish letters pass unchanged.
 */
export function cleanText(value: string, maxCodePoints: number = DEFAULT_MAX_CODE_POINTS): string {
	// Bounding the input first keeps the cost small whatever was sent; NFC never needs more than this.
	const bounded = value.slice(0, maxCodePoints * 4 + 4);
	const clean = Array.from(bounded.normalize('NFC').replace(REFUSED, REFUSED_MARK));
	if (clean.length <= maxCodePoints && bounded.length === value.length) {
		return clean.join('');
	}
	return `${clean.slice(0, maxCodePoints - 1).join('')}…`;
}
