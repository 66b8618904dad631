export type Language = 'tr' | 'en';

/** The colours, by the ground they stand on; `none`: bold and dim alone. */
export const THEME_NAMES = ['dark', 'light', 'high-contrast', 'none'] as const;

export type ThemeName = (typeof THEME_NAMES)[number];
