/**
 * Writes docs/portal-api.yaml, the portal's contract as an OpenAPI document, from the schemas in the code.
 *
 * Usage: node scripts/write-portal-api.ts [--check]   (--check writes nothing and fails where the file is stale)
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { portalApiDocument } from './portal-api/document.ts';

const FILE = join(import.meta.dirname, '..', 'docs', 'portal-api.yaml');

const text = portalApiDocument();
if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
	if (process.argv.includes('--check')) {
		process.stderr.write('docs/portal-api.yaml is stale: node scripts/write-portal-api.ts\n');
		process.exitCode = 1;
	} else {
		writeFileSync(FILE, text);
	}
}
