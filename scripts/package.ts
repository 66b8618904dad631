/**
 * Makes the Debian package of the program that is built: release/muhurdar_VERSION_ARCHITECTURE.deb, and beside it the
 * list of its components. The same sources make the same bytes.
 *
 * Usage: npm run package
 *
 * SOURCE_DATE_EPOCH (seconds) is the time that the files have; by itself that of the last commit.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { addonPackages, nodePackage, packageContents, versionOf } from './package/contents.ts';
import { ARCHITECTURES } from './package/control.ts';
import { parcelsIn } from './package/parcels.ts';
import { sbomOf } from './package/sbom.ts';
import { writePackage } from './package/write-package.ts';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT_FOLDER = join(ROOT, 'release');

const version = versionOf(ROOT);
const architecture = ARCHITECTURES[process.arch];
if (architecture === undefined) throw new Error(`there is no package for ${process.arch}`);
const seconds = Number(process.env['SOURCE_DATE_EPOCH'] ?? lastCommit());
const sbom = sbomOf(ROOT, parcelsIn(ROOT, [nodePackage(), ...addonPackages(ROOT)]), seconds);
const contents = packageContents(ROOT, sbom);
const output = join(OUTPUT_FOLDER, `muhurdar_${version}_${architecture}.deb`);
writePackage(contents, {
	version,
	architecture,
	seconds,
	compression: 'xz',
	scripts: join(ROOT, 'deploy', 'debian'),
	output,
});
writeFileSync(join(OUTPUT_FOLDER, `muhurdar_${version}_${architecture}.cdx.json`), sbom);
const bytes = readFileSync(output);
const hash = createHash('sha256').update(bytes).digest('hex');
process.stdout.write(`${hash}  ${basename(output)}  ${(bytes.length / 1e6).toFixed(1)} MB\n`);

/** Seconds since 1970 UTC; 0 where there is no repository. */
function lastCommit(): string {
	try {
		return execFileSync('git', ['log', '-1', '--format=%ct'], {
			cwd: ROOT,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}).trim();
	} catch {
		return '0';
	}
}
