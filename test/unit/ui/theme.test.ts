import { describe, expect, test } from 'vitest';
import { THEME_NAMES } from '#app';
import { createTheme, type Theme } from '#ui';

const TONES = ['done', 'care', 'danger'] as const;

/** xterm's colours above the sixteen: a cube of six levels, then 24 greys. */
function rgbOf(colour: number): readonly [number, number, number] {
	if (colour >= 232) {
		const grey = 8 + (colour - 232) * 10;
		return [grey, grey, grey];
	}
	const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
	const place = colour - 16;
	return [level(Math.floor(place / 36)), level(Math.floor(place / 6) % 6), level(place % 6)];
}

/** Relative luminance, WCAG 2. */
function luminance(rgb: readonly [number, number, number]): number {
	const [red, green, blue] = rgb.map((value) => {
		const part = value / 255;
		return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(one: readonly [number, number, number], other: readonly [number, number, number]): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function colourIn(open: string, code: '38' | '48'): readonly [number, number, number] | undefined {
	const number = new RegExp(`(?:^|[;[])${code};5;(\\d+)`).exec(open)?.[1];
	return number === undefined ? undefined : rgbOf(Number(number));
}

const BLACK = [0, 0, 0] as const;
const WHITE = [255, 255, 255] as const;
const GROUNDS = { dark: [BLACK], light: [WHITE], 'high-contrast': [BLACK, WHITE] } as const;

describe.each(['dark', 'light', 'high-contrast'] as const)('the theme %s', (name) => {
	const theme = createTheme({ isUnicode: true, hasColour: true, hasManyColours: true, name });

	test.each(TONES)('can be read on its ground, %s', (tone) => {
		const open = theme[tone]?.open ?? '';
		const ink = colourIn(open, '38') ?? BLACK;
		const least = name === 'high-contrast' ? 7 : 4.5;
		for (const ground of GROUNDS[name]) {
			expect(contrast(ink, colourIn(open, '48') ?? ground)).toBeGreaterThanOrEqual(least);
		}
	});

	test.each([true, false])('tells every tone from every other, many colours: %s', (hasManyColours) => {
		const some = createTheme({ isUnicode: true, hasColour: true, hasManyColours, name });
		expect(new Set(TONES.map((tone) => some[tone]?.open)).size).toBe(TONES.length);
	});
});

test('nothing is dim with high contrast', () => {
	expect(createTheme({ isUnicode: true, hasColour: true, name: 'high-contrast' }).dim).toBeUndefined();
});

test('no theme has colours where there are none, and one has none in any case', () => {
	const colourless = (theme: Theme) => [theme.done, theme.care, theme.danger, theme.paper];
	const none = [undefined, undefined, undefined, undefined];
	for (const name of THEME_NAMES) {
		expect(colourless(createTheme({ isUnicode: true, hasColour: false, name }))).toEqual(none);
	}
	expect(colourless(createTheme({ isUnicode: true, hasColour: true, name: 'none' }))).toEqual(none);
});
