/** What came into the package from others: each with its version and its licence. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Parcel {
	readonly name: string;
	readonly version: string;
	/** As its own description has it, by SPDX. */
	readonly licence: string;
	/** In the bundle; its licence's text is in dist/LICENSES. */
	readonly isBundled: boolean;
	/** The licence's text; empty where it is bundled. */
	readonly text: string;
}

/** What scripts/bundle/licences.ts writes between two packages, and the first line of each: name, version, licence. */
const SEPARATOR = `\n${'-'.repeat(80)}\n\n`;
const HEADING = /^(\S+) (\d\S+) \((.+)\)\n/;
/** Of packages whose description names none: by the text that they come with. */
const LICENCE_BY_TEXT: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i;

/**
 * @param root the project's folder, built
 * @param whole packages that are installed as they are, outside of the bundle
 */
export function parcelsIn(root: string, whole: readonly string[]): readonly Parcel[] {
	const bundled = readFileSync(join(root, 'dist', 'LICENSES'), 'utf8')
		.split(SEPARATOR)
		.flatMap((part) => {
			const [, name, version, licence] = HEADING.exec(part) ?? [];
			return name === undefined || version === undefined || licence === undefined
				? []
				: [{ name, version, licence: LICENCE_BY_TEXT[name] ?? licence, isBundled: true, text: '' }];
		});
	return [...bundled, ...whole.map((name) => wholeParcel(root, name))].toSorted((a, b) =>
		a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1,
	);
}

function wholeParcel(root: string, name: string): Parcel {
	const folder = join(root, 'node_modules', name);
	const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const texts = readdirSync(folder)
		.filter((file) => LICENCE_FILE.test(file))
		.map((file) => readFileSync(join(folder, file), 'utf8').trim());
	return {
		name,
		version: word(manifest, 'version'),
		licence: word(manifest, 'license'),
		isBundled: false,
		text: `${texts.join('\n\n')}\n`,
	};
}

/** Older packages have an object where newer ones have the word itself. */
function word(manifest: unknown, name: string): string {
	const value: unknown =
		typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, name) : undefined;
	if (typeof value === 'object') return word(value, 'type');
	return typeof value === 'string' ? value : 'unknown';
}

export function noticeOf(parcels: readonly Parcel[]): string {
	return [
		'Mühürdar',
		'',
		'This package contains programs of others, each under its own licence:',
		'',
		...parcels.map(({ name, version, licence }) => `  ${name} ${version} (${licence})`),
		'',
	].join('\n');
}
