import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm } from './node-packages.mjs';
import { PCSCLITE_CORRECTIONS } from './pcsclite-corrections.mjs';
import { runCommand } from './run-command.mjs';
import { beginStep, line, problem } from './say.mjs';

/**
 * @typedef {object} Addon
 * @property {string} name
 * @property {string} file what its build makes, from the project's folder
 * @property {'start' | 'test'} need
 * @property {readonly Correction[]} [corrections] made in its source before it is built
 * @property {string} [proof] an expression over `addon` (the loaded file) that is true only of a corrected build
 */

/**
 * @typedef {object} Correction
 * @property {string} file from the project's folder
 * @property {string} wrong what is taken out, everywhere in the file
 * @property {string} right what stands there afterwards; where the file has it already, nothing is done
 */

/** @type {readonly Addon[]} */
const ADDONS = [
	{
		name: 'pcsclite',
		file: 'node_modules/pcsclite/build/Release/pcsclite.node',
		need: 'start',
		corrections: PCSCLITE_CORRECTIONS,
		proof: 'typeof addon.CardReader.prototype.transaction === "function"',
	},
	{
		name: 'pkcs11js',
		file: 'node_modules/pkcs11js/build/Release/pkcs11.node',
		need: 'start',
		// Its documentation says that C_Initialize gets NULL where nothing is given, and modules that accept nothing else
		// need it; these lines put an empty structure in its place.
		corrections: [
			{
				file: 'node_modules/pkcs11js/src/pkcs11.cpp',
				wrong: '    if (pInitArgs == nullptr)\n    {\n      pInitArgs = &initArgs;\n    }\n',
				right: '',
			},
		],
	},
	{ name: 'node-pty', file: 'node_modules/node-pty/build/Release/pty.node', need: 'test' },
];

const LOAD_TIMEOUT_MS = 30_000;

/** Which builds were seen to load (or to fail), so that the next start need not try again. */
const RECORD = 'node_modules/.muhurdar-addons.json';

/**
 * Builds the native add-ons that do not load under `node`.
 *
 * @param {string} root the project's folder
 * @param {'start' | 'test'} purpose
 * @param {string} node the Node they must load in
 * @param {readonly string[]} missingSystemPackages what could not be brought; a build without it is not tried
 * @returns {Promise<boolean>} whether all of them load
 */
export async function buildNativeAddons(root, purpose, node, missingSystemPackages) {
	const record = readRecord(root);
	const wanted = ADDONS.filter((addon) => purpose === 'test' || addon.need === 'start');
	const unknown = wanted.filter((addon) => record[addon.name] !== stampOf(root, addon, node));
	/** @type {Addon[]} */
	const broken = [];
	for (const addon of unknown) {
		if (await doesLoad(root, addon, node)) record[addon.name] = stampOf(root, addon, node);
		else broken.push(addon);
	}

	const failure = failureKey(broken, missingSystemPackages);
	// Only the tests insist: a start that cannot have it does not try the same build every time.
	const isKnownFailure = purpose === 'start' && record['failed'] === failure;
	const canBuild = ['g++', 'make', 'python3', 'libpcsclite-dev'].every(
		(name) => !missingSystemPackages.includes(name),
	);
	if (broken.length > 0 && canBuild && !isKnownFailure) {
		const names = broken.map((addon) => addon.name);
		for (const { corrections = [] } of broken) correctSource(root, corrections);
		const end = beginStep(3, { tr: 'yerel eklentiler', en: `native add-ons: ${names.join(' ')}` });
		const outcome = await npm(root, ['rebuild', '--foreground-scripts', ...names], buildEnvironment(node));
		for (const addon of [...broken]) {
			if (!(await doesLoad(root, addon, node))) continue;
			record[addon.name] = stampOf(root, addon, node);
			broken.splice(broken.indexOf(addon), 1);
		}
		end(broken.length === 0 ? 'done' : 'failed');
		if (broken.length > 0) line(outcome.log);
	}
	if (broken.length > 0) {
		record['failed'] = failureKey(broken, missingSystemPackages);
		sayBroken(broken, purpose, canBuild);
	} else {
		delete record['failed'];
	}
	if (unknown.length > 0) writeFileSync(join(root, RECORD), JSON.stringify(record));
	return broken.length === 0;
}

/**
 * @param {string} root
 * @param {readonly Correction[]} corrections
 */
function correctSource(root, corrections) {
	for (const { file, wrong, right } of corrections) {
		const path = join(root, file);
		const source = readFileSync(path, 'utf8');
		if (right !== '' && source.includes(right)) continue;
		if (source.includes(wrong))
			writeFileSync(
				path,
				source.replaceAll(wrong, () => right),
			);
	}
}

/**
 * The headers of the Node that will load them, whatever npm on this machine is configured to build against.
 *
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
function buildEnvironment(node) {
	const headers = dirname(dirname(node));
	if (!existsSync(join(headers, 'include', 'node', 'node_version.h'))) return { JOBS: 'max' };
	// The second name is the one node-gyp reads where npm no longer passes the first on.
	return { JOBS: 'max', npm_config_nodedir: headers, npm_package_config_node_gyp_nodedir: headers };
}

/**
 * @param {string} root
 * @param {Addon} addon
 * @param {string} node
 */
async function doesLoad(root, addon, node) {
	const env = { ...process.env };
	delete env['NODE_OPTIONS'];
	const isCorrected =
		addon.proof === undefined
			? ''
			: `;const addon = require(${JSON.stringify(join(root, addon.file))});if (!(${addon.proof})) process.exit(1)`;
	const outcome = await runCommand(node, ['-e', `require(${JSON.stringify(addon.name)})${isCorrected}`], {
		cwd: root,
		timeoutMs: LOAD_TIMEOUT_MS,
		env,
	});
	return outcome.ok;
}

/**
 * @param {string} root
 * @param {Addon} addon
 * @param {string} node
 */
function stampOf(root, addon, node) {
	// What was seen to load before there was a proof to ask for is asked again.
	return `${fileStamp(join(root, addon.file))} ${fileStamp(node)} ${addon.proof ?? ''}`.trimEnd();
}

/** @param {string} file */
function fileStamp(file) {
	const stat = statSync(file, { throwIfNoEntry: false });
	return stat === undefined ? 'absent' : `${stat.size}:${stat.mtimeMs}`;
}

/**
 * @param {readonly Addon[]} broken
 * @param {readonly string[]} missingSystemPackages
 */
function failureKey(broken, missingSystemPackages) {
	return [...broken.map((addon) => addon.name), 'without', ...missingSystemPackages].join(' ');
}

/**
 * @param {string} root
 * @returns {{ [name: string]: string }}
 */
function readRecord(root) {
	try {
		return JSON.parse(readFileSync(join(root, RECORD), 'utf8'));
	} catch {
		return {};
	}
}

/**
 * @param {readonly Addon[]} broken
 * @param {'start' | 'test'} purpose
 * @param {boolean} canBuild
 */
function sayBroken(broken, purpose, canBuild) {
	const names = broken.map((addon) => addon.name).join(', ');
	problem(
		canBuild
			? { tr: `Derlenemedi: ${names}.`, en: `Could not be built: ${names}.` }
			: {
					tr: `Sistem paketleri eksik olduğu için derlenemedi: ${names}.`,
					en: `Not built, system packages are missing: ${names}.`,
				},
		purpose === 'start'
			? {
					tr: 'Gerçek okuyucular görünmez; deneme ortamı çalışır.',
					en: 'Real readers will not be seen; the sandbox works.',
				}
			: undefined,
	);
}
