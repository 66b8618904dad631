import type { ThemeName } from '#app';
import type { TerminalCapabilities } from '#terminal';
import { createTheme, type Theme } from '#ui';

/** Each theme is made once. */
export function themesFor({ isUnicode, colourLevel }: TerminalCapabilities): (name: ThemeName) => Theme {
	const made = new Map<ThemeName, Theme>();
	return (name) => {
		const theme =
			made.get(name) ??
			createTheme({ isUnicode, name, hasColour: colourLevel > 0, hasManyColours: colourLevel > 1 });
		made.set(name, theme);
		return theme;
	};
}
