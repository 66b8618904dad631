import type { Program, ProgramOptions } from '../unit/app/program.ts';

/** One state of a screen, reached by messages alone. */
export interface Scene {
	readonly name: string;
	readonly walk: (options: ProgramOptions) => Program;
	/** Instead of the usual ones, where the size itself is the state. */
	readonly sizes?: readonly Size[];
}

export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** The scenes that share one file. */
export interface Gallery {
	readonly name: string;
	readonly scenes: readonly Scene[];
}

export const SIZES: readonly Size[] = [
	{ columns: 60, rows: 20 },
	{ columns: 80, rows: 24 },
	{ columns: 132, rows: 43 },
];

export const LANGUAGES = ['tr', 'en'] as const;
