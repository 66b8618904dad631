/**
 * Set-up: brings everything that `npm start` and `npm test` need, and nothing when it is there already.
 *
 * Runs on the machine's own Node before anything is installed: no dependencies, no TypeScript, Node 20.
 * Ends with 1 only when the purpose cannot be met.
 *
 * Usage: node scripts/setup.mjs start|test|build
 */
import './setup/oldest-node.cjs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundle } from './setup/bundle.mjs';
import { buildNativeAddons } from './setup/native-addons.mjs';
import { bringNodePackages } from './setup/node-packages.mjs';
import { line, problem } from './setup/say.mjs';
import { bringSystemPackages } from './setup/system-packages.mjs';

/**
 * @param {'start' | 'test'} purpose
 * @param {string} root
 * @returns {Promise<boolean>} whether the purpose can be met
 */
async function setUp(purpose, root) {
	const missing = await bringSystemPackages(purpose);
	if (purpose === 'test' && missing.length > 0) return false;
	const node = await bringNodePackages(root);
	if (node === undefined) return false;
	const doAddonsLoad = await buildNativeAddons(root, purpose, node, missing, { isForced: false });
	if (purpose === 'test' && !doAddonsLoad) return false;
	return buildBundle(root, node, { isForced: false });
}

/**
 * The add-ons and the program, also where they are current.
 *
 * @param {string} root
 * @returns {Promise<boolean>}
 */
async function buildAnew(root) {
	const missing = await bringSystemPackages('start');
	const node = await bringNodePackages(root);
	if (node === undefined) return false;
	const doAddonsLoad = await buildNativeAddons(root, 'start', node, missing, { isForced: true });
	return (await buildBundle(root, node, { isForced: true })) && doAddonsLoad;
}

/**
 * @param {string | undefined} purpose
 * @returns {Promise<number>} the exit code
 */
async function main(purpose) {
	const root = dirname(dirname(fileURLToPath(import.meta.url)));
	try {
		switch (purpose) {
			case 'start':
			case 'test':
				return (await setUp(purpose, root)) ? 0 : 1;
			case 'build':
				return (await buildAnew(root)) ? 0 : 1;
			default:
				line('node scripts/setup.mjs start|test|build');
				return 2;
		}
	} catch (error) {
		// A folder that cannot be written, a full disk: the system's own words name it.
		if (!(error instanceof Error && 'syscall' in error)) throw error;
		problem({
			tr: `Kurulum yarıda kaldı: ${error.message}`,
			en: `Set-up could not go on: ${error.message}`,
		});
		return 1;
	}
}

process.exitCode = await main(process.argv[2]);
