import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * The licences of every package that the bundle contains, as one text.
 *
 * @param root the project's folder
 * @param inputs the files of the bundle, relative to `root`
 */
export function collectLicences(root: string, inputs: readonly string[]): string {
	const folders = new Set(inputs.flatMap((input) => PACKAGE_FOLDER.exec(input)?.[0] ?? []));
	return [...folders]
		.sort()
		.map((folder) => licenceOf(join(root, folder)))
		.join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceOf(folder: string): string {
	const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const heading = `${textField(manifest, 'name')} ${textField(manifest, 'version')} (${textField(manifest, 'license')})`;
	const texts = readdirSync(folder)
		.filter((name) => LICENCE_FILE.test(name))
		.map((name) => join(folder, name))
		.filter((file) => existsSync(file))
		.map((file) => readFileSync(file, 'utf8').trim());
	return `${[heading, ...texts].join('\n\n')}\n`;
}

function textField(manifest: unknown, name: string): string {
	const value: unknown =
		typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, name) : undefined;
	return typeof value === 'string' ? value : 'unknown';
}
