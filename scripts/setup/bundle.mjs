import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { beginStep, line, problem } from './say.mjs';

const BUILD_TIMEOUT_MS = 5 * 60_000;
const OUTPUT = 'dist/main.js';
const FINGERPRINT = 'dist/.fingerprint';

/** Everything that the bundle is made of. */
const OTHER_SOURCES = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.ts'];

const SOURCE_FOLDERS = ['src', 'scripts/bundle'];

/**
 * Builds the program when its sources are not those of the last build.
 *
 * @param {string} root the project's folder
 * @param {string} node
 * @param {{ readonly isForced: boolean }} options
 * @returns {Promise<boolean>} whether there is a current build now
 */
export async function buildBundle(root, node, { isForced }) {
	const fingerprint = sourceFingerprint(root);
	const isCurrent = existsSync(join(root, OUTPUT)) && readFingerprint(root) === fingerprint;
	if (isCurrent && !isForced) return true;

	const step = beginStep(4, { tr: 'derleme', en: 'build' });
	const outcome = await runCommand(node, ['scripts/build.ts'], { cwd: root, timeoutMs: BUILD_TIMEOUT_MS });
	step.end(outcome.ok ? 'done' : 'failed');
	if (!outcome.ok) {
		line(outcome.log);
		problem({
			tr: 'Program derlenemedi; yukarıdaki günlüğe bakın.',
			en: 'The program could not be built; see the log above.',
		});
		return false;
	}
	writeFileSync(join(root, FINGERPRINT), fingerprint);
	return true;
}

/** @param {string} root */
function readFingerprint(root) {
	try {
		return readFileSync(join(root, FINGERPRINT), 'utf8');
	} catch {
		return undefined;
	}
}

/**
 * A hash over names and contents. Times would be cheaper and wrong after a copy that keeps them.
 *
 * @param {string} root
 */
function sourceFingerprint(root) {
	const sources = SOURCE_FOLDERS.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.map((name) => join(root, folder, name))
			.filter((file) => statSync(file).isFile()),
	);
	const files = [...sources, ...OTHER_SOURCES.map((name) => join(root, name))].sort();
	const hash = createHash('sha256');
	for (const file of files) {
		hash.update(`${file.slice(root.length)}\0`);
		hash.update(readFileSync(file));
		hash.update('\0');
	}
	return hash.digest('hex');
}
