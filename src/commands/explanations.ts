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
		...of('module', explain.moduleCodes),
	];
}

/** Those of one code, as a person types it; of `63C2` those of `63CX`, of `0xA0` and `0x000000a0` those of `CKR 0xa0`. */
export function explanationsOf(typed: string, all: readonly Explanation[]): readonly Explanation[] {
	const code = typed.trim();
	const driverCode = driverCodeOf(code);
	const isSame = (known: string): boolean =>
		known.toLocaleLowerCase('en') === code.toLocaleLowerCase('en') ||
		(driverCode !== undefined && driverCodeOf(known) === driverCode) ||
		(known === '63CX' && /^63c[0-9a-f]$/iu.test(code));
	return all.filter((one) => isSame(one.code));
}

/** The number of a return value of PKCS#11, however it is written. */
function driverCodeOf(text: string): number | undefined {
	const digits = /^(?:ckr[ _]?)?0x([0-9a-f]{1,8})$/iu.exec(text)?.[1];
	return digits === undefined ? undefined : Number.parseInt(digits, 16);
}
