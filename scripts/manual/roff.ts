/** Manual pages as man(7) wants them. */

/** Text in which nothing is a command: a backslash, a dot or an apostrophe that begins a line, and dashes of options. */
export function plain(text: string): string {
	return text
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll('…', '...')
		.replaceAll(/^(?=[.'])/gm, '\\&');
}

export function bold(text: string): string {
	return `\\fB${plain(text)}\\fR`;
}

export function italic(text: string): string {
	return `\\fI${plain(text)}\\fR`;
}

/** Longest line that man(7) advises; a letter outside of ASCII counts as the escape that stands for it (\\[u0130]). */
const MAX_LINE = 80;
const ESCAPE_LENGTH = 8;

/** Each sentence on a line of its own, as man(7) advises, and long ones on several. */
export function paragraph(text: string): readonly string[] {
	return text
		.split(/(?<=[.:;]) (?=\p{Lu}|--)/u)
		.flatMap((sentence) => folded(sentence.trim().split(' ').map(plain)))
		.map((line) => line.replace(/^(?=[.'])/, '\\&'));
}

function folded(words: readonly string[]): readonly string[] {
	const lines: string[] = [];
	for (const word of words) {
		const last = lines.at(-1);
		const longer = last === undefined ? word : `${last} ${word}`;
		if (last !== undefined && lengthOf(longer) <= MAX_LINE) {
			lines[lines.length - 1] = longer;
		} else {
			lines.push(word);
		}
	}
	return lines;
}

function lengthOf(text: string): number {
	return Array.from(text).reduce((sum, letter) => sum + (letter > '~' ? ESCAPE_LENGTH : 1), 0);
}

/** A term and what it means. */
export function tagged(term: string, explained: readonly string[]): readonly string[] {
	return ['.TP', term, ...explained];
}

/** Lines that stay as they are. */
export function verbatim(lines: readonly string[]): readonly string[] {
	return ['.PP', '.nf', '.RS 4', ...lines.map(plain), '.RE', '.fi'];
}

export function section(title: string, lines: readonly string[]): readonly string[] {
	const [first, ...rest] = lines;
	// What stands below a heading begins a paragraph by itself.
	return [`.SH ${quoted(title)}`, ...(first === '.PP' ? rest : lines)];
}

export function subsection(title: string, lines: readonly string[]): readonly string[] {
	const [first, ...rest] = lines;
	return [`.SS ${quoted(title)}`, ...(first === '.PP' ? rest : lines)];
}

function quoted(title: string): string {
	return `"${plain(title).replaceAll('"', '')}"`;
}

export interface PageHead {
	readonly name: string;
	readonly chapter: number;
	/** ISO 8601. */
	readonly date: string;
	readonly version: string;
	/** What the page belongs to. */
	readonly volume: string;
}

export function page(
	{ name, chapter, date, version, volume }: PageHead,
	sections: readonly (readonly string[])[],
): string {
	return [
		'.\\" Written by scripts/write-manual.ts from the tables of commands and settings.',
		`.TH ${name.toUpperCase().replaceAll('-', '\\-')} ${chapter} ${date} "muhurdar ${version}" "${volume}"`,
		...sections.flat(),
		'',
	].join('\n');
}
