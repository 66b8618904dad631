import { cleanText, REFUSED_MARK } from '#text';

/** Code points of a paste that are kept; no field of the program takes as many. */
export const PASTE_MAX_CODE_POINTS = 4096;

const PASTE_END = '\u{1B}[201~';

/** One bracketed paste on its way in: keeps a bounded start of it and notices its end mark. */
export interface PastedText {
	/** Takes one code point; `true` when the paste's end mark is complete. */
	take(character: string): boolean;
	/** What was pasted so far, as one clean line. */
	text(): string;
}

export function collectPastedText(): PastedText {
	const kept: string[] = [];
	let endMarkLength = 0;

	const keep = (characters: string): void => {
		for (const character of characters) {
			if (kept.length < PASTE_MAX_CODE_POINTS) {
				kept.push(character);
			}
		}
	};

	return {
		take(character) {
			if (character === PASTE_END[endMarkLength]) {
				endMarkLength += 1;
				return endMarkLength === PASTE_END.length;
			}
			// What looked like the end mark was content; Esc starts the mark and stands nowhere else in it.
			keep(PASTE_END.slice(1, endMarkLength));
			endMarkLength = character === PASTE_END[0] ? 1 : 0;
			if (endMarkLength === 0) {
				keep(character);
			}
			return false;
		},
		text() {
			const oneLine = kept.join('').replace(/[\r\n\t]+/g, ' ');
			// NFC can lengthen a text up to three times; cutting comes last, without a sign of its own.
			const clean = cleanText(oneLine, PASTE_MAX_CODE_POINTS * 3)
				.replaceAll(REFUSED_MARK, '')
				.trim();
			return Array.from(clean).slice(0, PASTE_MAX_CODE_POINTS).join('');
		},
	};
}
