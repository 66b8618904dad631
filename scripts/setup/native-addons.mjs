import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { isWritable, sayNotWritable } from './node-packages.mjs';
import { PCSCLITE_CORRECTIONS } from './pcsclite-corrections.mjs';
import { runCommand } from './run-command.mjs';
import { beginStep, line, problem } from './say.mjs';

/**
 * @typedef {object} Addon
 * @property {string} name
 * @property {string} file what its build makes, from its own folder
 * @property {'start' | 'test'} need
 * @property {readonly string[]} headers packages whose headers its build asks for
 * @property {readonly Correction[]} [corrections] made in its source before it is built
 * @property {string} [proof] an expression over `addon` (the loaded file) that is true only of a corrected build
 */

/**
 * @typedef {object} Correction
 * @property {string} file from the add-on's folder
 * @property {string} wrong what is taken out, everywhere in the file
 * @property {string} right what stands there afterwards; where the file has it already, nothing is done
 */

/** What stands before and behind the lines that are taken out of pkcs11js. */
const BEFORE_INITIALIZE = '        pInitArgs = &initArgs;\n      }\n    }\n\n';
const INITIALIZE =
	'\n    // Call PKCS11 function\n    CK_RV rv = pkcs11->functionList->C_Initialize(pInitArgs);\n';

/** @type {readonly Addon[]} */
const ADDONS = [
	{
		name: 'pcsclite',
		file: 'build/Release/pcsclite.node',
		need: 'start',
		headers: ['nan'],
		corrections: PCSCLITE_CORRECTIONS,
		proof: 'typeof addon.CardReader.prototype.transaction === "function"',
	},
	{
		name: 'pkcs11js',
		file: 'build/Release/pkcs11.node',
		need: 'start',
		headers: [],
		// Its documentation says that C_Initialize gets NULL where nothing is given, and modules that accept nothing else
		// need it; the first lines put an empty structure in its place.
		corrections: [
			{
				file: 'src/pkcs11.cpp',
				wrong: `${BEFORE_INITIALIZE}    if (pInitArgs == nullptr)\n    {\n      pInitArgs = &initArgs;\n    }\n${INITIALIZE}`,
				right: `${BEFORE_INITIALIZE}${INITIALIZE}`,
			},
		],
	},
	{ name: 'node-pty', file: 'build/Release/pty.node', need: 'test', headers: ['node-addon-api'] },
];

const BUILD_TIMEOUT_MS = 10 * 60_000;
const LOAD_TIMEOUT_MS = 60_000;

/** Which builds were made here and seen to load, or could not be made, so that the next start need not try again. */
const RECORD = 'node_modules/.muhurdar-addons.json';

/**
 * Builds the native add-ons that were not built here for `node`. One that came built from elsewhere is not trusted:
 * it may be made for another Node and end the process that loads it, or lack a correction.
 *
 * @param {string} root the project's folder
 * @param {'start' | 'test'} purpose
 * @param {string} node the Node they must load in
 * @param {readonly string[]} missingSystemPackages what could not be brought; a build without it is not tried
 * @param {{ readonly isForced: boolean }} options
 * @returns {Promise<boolean>} whether all of them load
 */
export async function buildNativeAddons(root, purpose, node, missingSystemPackages, { isForced }) {
	const record = readRecord(root);
	const wanted = ADDONS.filter((addon) => purpose === 'test' || addon.need === 'start');
	const unbuilt = wanted.filter((addon) => isForced || record[addon.name] !== stampOf(root, addon, node));
	if (unbuilt.length === 0) return true;

	const names = unbuilt.map((addon) => addon.name);
	const failure = [nodeStamp(node), ...names, 'without', ...missingSystemPackages].join(' ');
	const canBuild = ['g++', 'make', 'python3', 'libpcsclite-dev'].every(
		(name) => !missingSystemPackages.includes(name),
	);
	// Only the tests insist: a start that cannot have it does not try the same build every time.
	const isKnownFailure = purpose === 'start' && !isForced && record['failed'] === failure;
	if (!canBuild || isKnownFailure) {
		sayBroken(names, purpose, canBuild);
		return false;
	}
	if (!isWritable(join(root, 'node_modules'))) {
		sayNotWritable(root);
		return false;
	}

	const step = beginStep(3, { tr: 'yerel eklentiler', en: `native add-ons: ${names.join(' ')}` });
	/** @type {string[]} */
	const broken = [];
	/** @type {string[]} */
	const logs = [];
	for (const [index, addon] of unbuilt.entries()) {
		step.tell(`${index + 1}/${unbuilt.length} ${addon.name}`);
		const outcome = await buildAddon(root, addon, node);
		if (outcome.ok) {
			record[addon.name] = stampOf(root, addon, node);
		} else {
			broken.push(addon.name);
			logs.push(outcome.log);
		}
	}
	step.end(broken.length === 0 ? 'done' : 'failed');
	delete record['failed'];
	if (broken.length > 0) {
		record['failed'] = [nodeStamp(node), ...broken, 'without', ...missingSystemPackages].join(' ');
		line(logs.join('\n'));
		sayBroken(broken, purpose, canBuild);
	}
	writeFileSync(join(root, RECORD), JSON.stringify(record));
	return broken.length === 0;
}

/**
 * Builds one add-on in a folder of its own, puts it in its place and loads it in a process of its own.
 *
 * `make` splits paths at spaces, so nothing is built below the project's folder, whose name is the user's. A program
 * that runs meanwhile keeps the file it has loaded.
 *
 * @param {string} root
 * @param {Addon} addon
 * @param {string} node
 * @returns {Promise<import('./run-command.mjs').Outcome>}
 */
async function buildAddon(root, addon, node) {
	const workshop = mkdtempSync(join(/\s/.test(tmpdir()) ? '/tmp' : tmpdir(), 'muhurdar-addon-'));
	try {
		const place = join(root, 'node_modules', addon.name);
		const source = join(workshop, 'node_modules', addon.name);
		const isSource = (/** @type {string} */ path) =>
			dirname(path) !== place || !['build', 'prebuilds', 'node_modules'].includes(basename(path));
		cpSync(place, source, { recursive: true, filter: isSource });
		for (const name of addon.headers) {
			cpSync(join(root, 'node_modules', name), join(workshop, 'node_modules', name), { recursive: true });
		}
		const corrected = correctSource(source, addon);
		if (!corrected.ok) return corrected;

		const nodeGyp = join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
		const built = await runCommand(node, [nodeGyp, 'rebuild', '--jobs=max', ...headersOf(node, workshop)], {
			cwd: source,
			timeoutMs: BUILD_TIMEOUT_MS,
			env: buildEnvironment(node, workshop),
		});
		if (!built.ok) return built;

		const file = join(place, addon.file);
		mkdirSync(dirname(file), { recursive: true });
		cpSync(join(source, addon.file), `${file}.new`);
		renameSync(`${file}.new`, file);
		const loaded = await load(root, addon, node);
		if (!loaded.ok) rmSync(file);
		return { ok: loaded.ok, log: `${built.log}\n${addon.name}: require()\n${loaded.log}` };
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
}

/**
 * @param {string} source the folder of the add-on's source
 * @param {Addon} addon
 * @returns {import('./run-command.mjs').Outcome}
 */
function correctSource(source, { name, corrections = [] }) {
	for (const { file, wrong, right } of corrections) {
		const path = join(source, file);
		const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
		if (text.includes(right) && !text.includes(wrong)) continue;
		// What is inserted behind a line leaves that line there.
		if (right.includes(wrong) && text.includes(right)) continue;
		if (!text.includes(wrong)) return { ok: false, log: unknownSource(name, file, wrong) };
		writeFileSync(
			path,
			text.replaceAll(wrong, () => right),
		);
	}
	return { ok: true, log: '' };
}

/**
 * @param {string} name
 * @param {string} file
 * @param {string} wrong
 */
function unknownSource(name, file, wrong) {
	return `${name}: ${file} has none of the lines that set-up takes out:
${wrong}Its source is not the one that scripts/setup/native-addons.mjs was written for: read it, and bring its corrections up to date.
`;
}

/**
 * The headers of the Node that will load the add-on, by a path without spaces.
 *
 * @param {string} node
 * @param {string} workshop
 * @returns {readonly string[]} none: node-gyp fetches them
 */
function headersOf(node, workshop) {
	const folder = dirname(dirname(node));
	if (!existsSync(join(folder, 'include', 'node', 'node_version.h'))) return [];
	symlinkSync(folder, join(workshop, 'node'));
	return [`--nodedir=${join(workshop, 'node')}`];
}

/**
 * @param {string} node
 * @param {string} workshop
 * @returns {NodeJS.ProcessEnv}
 */
function buildEnvironment(node, workshop) {
	// node-gyp puts what npm's configuration says (another Node's headers, say) before its own options.
	const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) && name !== 'NODE_OPTIONS');
	const path = `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`;
	return { ...Object.fromEntries(own), PATH: path, HOME: process.env['HOME'] || workshop };
}

/**
 * @param {string} root
 * @param {Addon} addon
 * @param {string} node
 */
function load(root, addon, node) {
	const env = { ...process.env };
	delete env['NODE_OPTIONS'];
	const file = JSON.stringify(join(root, 'node_modules', addon.name, addon.file));
	const script = `require(${JSON.stringify(addon.name)}); const addon = require(${file});
if (!(${addon.proof ?? true})) throw new Error('the build has no corrections');`;
	return runCommand(node, ['-e', script], { cwd: root, timeoutMs: LOAD_TIMEOUT_MS, env });
}

/**
 * By contents, because a copy of the project keeps no times. A change of the corrections asks for a new build.
 *
 * @param {string} root
 * @param {Addon} addon
 * @param {string} node
 */
function stampOf(root, addon, node) {
	try {
		const file = readFileSync(join(root, 'node_modules', addon.name, addon.file));
		return `${hashOf(file)} ${hashOf(JSON.stringify(addon.corrections ?? []))} ${nodeStamp(node)}`;
	} catch {
		return 'not built';
	}
}

/** @param {string | Buffer} contents */
function hashOf(contents) {
	return createHash('sha256').update(contents).digest('hex');
}

/**
 * @param {string} node
 * @returns {string} which Node it is
 */
function nodeStamp(node) {
	const description = join(dirname(dirname(node)), 'package.json');
	// Only the pinned Node lies in a package; another one is the Node that runs set-up.
	if (!existsSync(description)) return process.version;
	const { name, version } = JSON.parse(readFileSync(description, 'utf8'));
	return `${name}@${version}`;
}

/**
 * @param {string} root
 * @returns {{ [name: string]: string | undefined }}
 */
function readRecord(root) {
	try {
		return JSON.parse(readFileSync(join(root, RECORD), 'utf8'));
	} catch {
		return {};
	}
}

/**
 * @param {readonly string[]} names
 * @param {'start' | 'test'} purpose
 * @param {boolean} canBuild
 */
function sayBroken(names, purpose, canBuild) {
	const list = names.join(', ');
	problem(
		canBuild
			? { tr: `Derlenemedi: ${list}.`, en: `Could not be built: ${list}.` }
			: {
					tr: `Sistem paketleri eksik olduğu için derlenmedi: ${list}.`,
					en: `Not built, system packages are missing: ${list}.`,
				},
		purpose === 'start'
			? {
					tr: 'Gerçek okuyucular ve sürücüler görünmez; deneme ortamı çalışır.',
					en: 'Real readers and drivers will not be seen; the sandbox works.',
				}
			: undefined,
		canBuild ? 'npm run build' : undefined,
	);
}
