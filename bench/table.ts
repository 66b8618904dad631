/**
 * A key in the table of certificates, from the message to the frame that shows it: ten thousand rows beside a hundred,
 * in turn in one run. What a list costs once, when it comes, stands in the last row. The screens are bundled first, as
 * the program's own are: they are made of TSX, which Node does not take.
 *
 * Usage: npm run bench
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const BUNDLE = join(import.meta.dirname, '../node_modules/.cache/muhurdar-bench/table-keys.js');

await build({
	entryPoints: [join(import.meta.dirname, 'table-keys.ts')],
	outfile: BUNDLE,
	bundle: true,
	platform: 'node',
	format: 'esm',
	packages: 'external',
	jsx: 'automatic',
	logLevel: 'warning',
});
await import(pathToFileURL(BUNDLE).href);
