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

type CodesOf<Entries> = Extract<keyof Entries, string>;
type Links = Texts['explain']['links'];

/** A code that is explained, of those that say what is wrong between the reader and the portal. */
export type LinkCode =
	| CodesOf<Texts['failure']['problems']>
	| CodesOf<Texts['failure']['service']>
	| CodesOf<Links['slot']>
	| CodesOf<Links['seal']>
	| CodesOf<Links['terminal']>
	| CodesOf<Texts['driver']['broken']>
	| CodesOf<Texts['driver']['refused']>
	| CodesOf<Texts['driver']['failed']>;

interface Entry {
	readonly what: string;
	readonly now: string;
	readonly safe?: string | undefined;
	readonly caller?: string | undefined;
}

/**
 * Every code that a person, a log or a report can meet, from the sentences that the screens themselves say. The same code may
 * belong to two places (`disk-full`: the journal, a file).
 */
export function explanations(texts: Texts): readonly Explanation[] {
	const { failure, explain, certificate, driver, commands } = texts;
	const of = (area: CodeArea, entries: Readonly<Record<string, Entry>>): readonly Explanation[] =>
		Object.entries(entries).map(([code, { what, now, safe, caller }]) => ({
			code,
			area,
			what,
			now,
			safe: safe ?? explain.areas[area].safe,
			caller: caller ?? explain.areas[area].caller,
		}));
	const phrases = (known: Readonly<Record<string, string>>, now: string) =>
		Object.fromEntries(
			Object.entries(known).map(([code, phrase]) => [code, { what: sentence(phrase, texts), now }]),
		);
	const callers: Readonly<Record<string, string>> = explain.callers;
	const withCallers = (entries: Readonly<Record<string, Entry>>) =>
		Object.fromEntries(
			Object.entries(entries).map(([code, entry]) => [code, { ...entry, caller: callers[code] }]),
		);
	return [
		...of('portal', withCallers(failure.problems)),
		...of('journal', failure.journal),
		...of('register', sealFailures(commands.seals)),
		...of('service', failure.service),
		...of('slot', explain.links.slot),
		...of('driver', { ...driver.broken, ...driver.refused, ...driver.failed }),
		...of('seal', explain.links.seal),
		...of('files', phrases({ ...commands.expiring.problems, ...unreadableFiles(texts) }, explain.filesNow)),
		...of('evidence', phrases({ ...certificate.unknownWhy, ...certificate.failures }, explain.evidenceNow)),
		...of('terminal', explain.links.terminal),
		...of('unlock', failure.unlock),
		...of('file', failure.file),
		...of('print', failure.print),
		...of('check', explain.checkCodes),
		...of('card', { ...explain.statusWords, terminated: failure.terminated }),
		...of('module', explain.moduleCodes),
	];
}

/** Why a file of the card gave no certificate. */
function unreadableFiles({ details }: Texts): Readonly<Record<string, string>> {
	const { empty, 'cut-short': cutShort } = details.unreadable;
	return { empty, 'cut-short': cutShort };
}

/** A phrase that stands behind a colon elsewhere, as a sentence. */
function sentence(phrase: string, { language }: Texts): string {
	const [first = '', ...rest] = phrase;
	return `${first.toLocaleUpperCase(language)}${rest.join('')}${phrase.endsWith('.') ? '' : '.'}`;
}

/** With the room's name before them: `busy` and `damaged` are the journal's. */
function sealFailures({ failure }: Texts['commands']['seals']): Readonly<Record<string, Entry>> {
	return Object.fromEntries(Object.entries(failure).map(([code, entry]) => [`register-${code}`, entry]));
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
