import type { Texts } from '#i18n';

/** Where a code belongs. */
export type CodeArea = keyof Texts['explain']['areas'];

/** All that a help desk needs of one code. */
export interface Explanation {
	readonly code: string;
	readonly area: CodeArea;
	readonly what: string;
	readonly safe: string;
	readonly now: string;
	readonly caller: string;
}

interface Entry {
	readonly what: string;
	readonly now: string;
	readonly safe?: string | undefined;
}

/**
 * Every code that a person or a log can meet, from the sentences that the screens themselves say. The same code may
 * belong to two places (`disk-full`: the journal, a file).
 */
export function explanations({ failure, explain }: Texts): readonly Explanation[] {
	const of = (area: CodeArea, entries: Readonly<Record<string, Entry>>): readonly Explanation[] =>
		Object.entries(entries).map(([code, { what, now, safe }]) => ({
			code,
			area,
			what,
			now,
			safe: safe ?? explain.areas[area].safe,
			caller: explain.areas[area].caller,
		}));
	return [
		...of('portal', failure.problems),
		...of('journal', failure.journal),
		...of('service', failure.service),
		...of('unlock', failure.unlock),
		...of('file', failure.file),
		...of('print', failure.print),
		...of('card', { ...explain.statusWords, terminated: failure.terminated }),
	];
}

/** Those of one code, as a person types it; of `63C2` those of `63CX`. */
export function explanationsOf(typed: string, all: readonly Explanation[]): readonly Explanation[] {
	const code = typed.trim();
	const isSame = (known: string): boolean =>
		known.toLocaleLowerCase('en') === code.toLocaleLowerCase('en') ||
		(known === '63CX' && /^63c[0-9a-f]$/iu.test(code));
	return all.filter((one) => isSame(one.code));
}
