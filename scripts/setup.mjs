/**
 * Set-up: brings everything that `npm start` and `npm test` need, and nothing when it is there already.
 *
 * Runs on the machine's own Node before anything is installed: no dependencies, no TypeScript, Node 20.
 * Ends with 1 only when the purpose cannot be met.
 *
 * Usage: node scripts/setup.mjs start|test|build
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundle } from './setup/bundle.mjs';
import { buildNativeAddons } from './setup/native-addons.mjs';
import { bringNodePackages } from './setup/node-packages.mjs';
import { line, problem } from './setup/say.mjs';
import { bringSystemPackages } from './setup/system-packages.mjs';

const OLDEST_NODE = 20;

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
	const doAddonsLoad = await buildNativeAddons(root, purpose, node, missing);
	if (purpose === 'test' && !doAddonsLoad) return false;
	return buildBundle(root, node, { isForced: false });
}

/**
 * @param {string} root
 * @returns {Promise<boolean>}
 */
async function buildAnew(root) {
	const node = await bringNodePackages(root);
	return node !== undefined && buildBundle(root, node, { isForced: true });
}

/** @param {string | undefined} purpose */
async function main(purpose) {
	const root = dirname(dirname(fileURLToPath(import.meta.url)));
	if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
		problem(
			{ tr: `Node ${process.versions.node} çok eski.`, en: `Node ${process.versions.node} is too old.` },
			{ tr: `Node ${OLDEST_NODE} veya yenisini kurun.`, en: `Install Node ${OLDEST_NODE} or newer.` },
		);
		return 1;
	}
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
}

process.exitCode = await main(process.argv[2]);
