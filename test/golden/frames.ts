import type { AppState, Language } from '#app';
import { drawFrame, type Frame } from '#screens';
import { SecretText } from '#text';
import { createTheme, draw, largeDigits, type Span, shownText, type Theme } from '#ui';
import { CODE, WORD } from '../unit/app/walk.ts';
import { marksOf, toldMarks } from './marks.ts';
import { type Gallery, LANGUAGES, type Scene, SIZES, type Size } from './scene.ts';

export const UNICODE_THEME = createTheme({ isUnicode: true, hasColour: true });
export const ASCII_THEME = createTheme({ isUnicode: false, hasColour: false });

export const PIN = '284615';
export const PUK = '73920164';
/** As the sandbox's phone writes it. */
export const SPACED_CODE = CODE.replace(/(\d{3})(?=\d)/gu, '$1 ');
/** Everything typed or shown that no file may hold, invented or not. */
export const SECRETS: readonly string[] = [PIN, PUK, CODE, SPACED_CODE, WORD];

/** A scene in one language at one size. */
export interface Shot {
	readonly heading: string;
	readonly scene: Scene;
	readonly language: Language;
	readonly size: Size;
}

const shots = new WeakMap<Gallery, readonly Shot[]>();

/** The shots of a gallery, always the same values: what is kept of a shot serves all tests. */
export function shotsOf(gallery: Gallery): readonly Shot[] {
	const known = shots.get(gallery);
	if (known !== undefined) {
		return known;
	}
	const made = gallery.scenes.flatMap((scene) =>
		LANGUAGES.flatMap((language) =>
			(scene.sizes ?? SIZES).map((size) => ({
				heading: `${scene.name} · ${language} · ${size.columns}x${size.rows}`,
				scene,
				language,
				size,
			})),
		),
	);
	shots.set(gallery, made);
	return made;
}

/** A state is a value, and most of them are drawn more than once. */
const states = new WeakMap<Shot, AppState>();

export function stateOf(shot: Shot): AppState {
	const known = states.get(shot);
	if (known !== undefined) {
		return known;
	}
	const { state } = shot.scene.walk({ language: shot.language, ...shot.size });
	states.set(shot, state);
	return state;
}

/** What a frame is drawn from beside the state. */
const DRAWN_WITH = ['isUnicode', 'glyphs', 'paper'] as const satisfies readonly (keyof Theme)[];

/** Fails when anything else of the theme is read: then themes that have these in common have their frames in common. */
function drawingOf(theme: Theme): Theme {
	return new Proxy(theme, {
		get(target, name) {
			if (!DRAWN_WITH.some((known) => known === name)) {
				throw new TypeError(`A frame is drawn with the theme's ${String(name)}.`);
			}
			return Reflect.get(target, name);
		},
	});
}

const frames = new WeakMap<Shot, { readonly theme: Theme; readonly frame: Frame }[]>();

/** The frame of a shot; drawn once for all themes that are drawn with the same. */
export function frameOf(shot: Shot, theme: Theme = UNICODE_THEME): Frame {
	const drawn = frames.get(shot) ?? [];
	frames.set(shot, drawn);
	const known = drawn.find((other) => DRAWN_WITH.every((name) => other.theme[name] === theme[name]));
	if (known !== undefined) {
		return known.frame;
	}
	const frame = drawFrame(stateOf(shot), drawingOf(theme));
	drawn.push({ theme, frame });
	return frame;
}

/** The cells row by row, without the spaces at the ends. */
export function rowsOf({ lines }: Pick<Frame, 'lines'>): readonly string[] {
	return lines.map((spans) => spans.map(textOf).join('').trimEnd());
}

/** The shapes of large digits are looked at; every other secret that is shown keeps its marks. */
function textOf(span: Span): string {
	return span.reveals?.drawnAs === undefined ? span.text : shownText(span);
}

/** A number in large digits, row by row. */
function largeRows(digits: string): readonly string[] {
	const part = largeDigits({ label: '', digits: SecretText.of(digits), labelCells: 0 });
	return draw(part, 60, UNICODE_THEME).map((spans) => spans.map(shownText).join('').trimEnd());
}

const LARGE_PIN = largeRows(PIN);
const LARGE_ZEROS = largeRows('0'.repeat(PIN.length));

/** What a golden file holds of a shot: its rows, every secret as one `#` a character, or in large digits as zeros. */
export function goldenText(shot: Shot): string {
	const rows = rowsOf(frameOf(shot)).join('\n');
	const large = LARGE_PIN.reduce((text, row, index) => text.replaceAll(row, LARGE_ZEROS[index] ?? ''), rows);
	return SECRETS.reduce((text, secret) => text.replaceAll(secret, secret.replaceAll(/\S/gu, '#')), large);
}

/** What a golden file holds of a shot's styles. */
export function goldenStyles(shot: Shot): string {
	return toldMarks(marksOf(frameOf(shot)), shot.size.columns);
}
