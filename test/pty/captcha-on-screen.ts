import { GLYPH_HEIGHT, GLYPH_WIDTH, GLYPHS } from '../../src/sandbox/portal/captcha-font.ts';
import type { PtySession } from './pty-session.ts';

/** Of the sandbox's pictures. */
const CHARACTERS_OF_PICTURE = 5;
const BLANK_EDGE = 1;
const WINDOW_WIDTH = GLYPH_WIDTH + 2 * BLANK_EDGE;
const WINDOW_HEIGHT = GLYPH_HEIGHT + 2 * BLANK_EDGE;

/** Every character with the blank edge that tells it from a part of another one. */
const CHARACTERS: ReadonlyMap<string, string> = new Map(
	Object.entries(GLYPHS).map(([character, lines]) => {
		const blank = '.'.repeat(WINDOW_WIDTH);
		return [[blank, ...lines.map((line) => `.${line}.`), blank].join('\n'), character];
	}),
);

/**
 * The text of the picture that stands on the screen, once it does.
 *
 * @param former another picture's, which is waited out
 */
export function readCaptchaOn(pty: PtySession, former?: string): Promise<string> {
	return pty.until('a picture with text that can be read', () => {
		const text = captchaOnScreen(pty.screen);
		return text.length === CHARACTERS_OF_PICTURE && text !== former ? text : undefined;
	});
}

/** Reads the sandbox's picture off the screen, by the shapes that a person sees there; empty where there is none. */
function captchaOnScreen(screen: readonly string[]): string {
	const dots = inDots(screen);
	const found: string[] = [];
	const width = dots[0]?.length ?? 0;
	for (let left = 0; left + WINDOW_WIDTH <= width; left += 1) {
		for (let top = 0; top + WINDOW_HEIGHT <= dots.length; top += 1) {
			const window = dots
				.slice(top, top + WINDOW_HEIGHT)
				.map((row) => row.slice(left, left + WINDOW_WIDTH))
				.join('\n');
			const character = CHARACTERS.get(window);
			if (character !== undefined) {
				found.push(character);
			}
		}
	}
	return found.join('');
}

/** Two rows of dots a row of cells; what is no half block is paper. */
function inDots(screen: readonly string[]): readonly string[] {
	return screen.flatMap((row) => [
		row.replaceAll(/[^▀█]/gu, '.').replaceAll(/[▀█]/gu, '#'),
		row.replaceAll(/[^▄█]/gu, '.').replaceAll(/[▄█]/gu, '#'),
	]);
}
