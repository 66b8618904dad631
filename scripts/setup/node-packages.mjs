import { readFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { isExecutableFile, runCommand } from './run-command.mjs';
import { beginStep, line, problem } from './say.mjs';

/** @typedef {{ readonly version?: string, readonly optional?: boolean }} LockedPackage */
/** @typedef {{ readonly [path: string]: LockedPackage }} LockedPackages */

const NPM_TIMEOUT_MS = 15 * 60_000;
const VERSION_TIMEOUT_MS = 20_000;

/** What the bundle and the add-ons are made for. */
const NODE_MAJOR = 24;

/** Optional for npm, so that an install never fails by them; set-up needs them all the same. */
const WANTED_OPTIONAL = [
	'node_modules/pcsclite',
	'node_modules/nan',
	'node_modules/bindings',
	'node_modules/pkcs11js',
];

/** @returns {string | undefined} the package that carries the pinned Node for this machine */
function pinnedNodePackage() {
	const isCovered = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
	return isCovered ? `node-linux-${process.arch}` : undefined;
}

/**
 * Whether `node_modules` is what `package-lock.json` asks for, told by the record that npm itself keeps there.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 * @param {readonly string[]} wantedOptional
 * @returns {boolean}
 */
function isInstallCurrent(locked, installed, wantedOptional) {
	for (const [path, entry] of Object.entries(locked)) {
		if (path === '') continue;
		const there = installed[path];
		if (there === undefined) {
			// Optional packages for other systems stay away.
			if (entry.optional !== true || wantedOptional.includes(path)) return false;
		} else if (there.version !== entry.version) {
			return false;
		}
	}
	return Object.keys(installed).every((path) => path in locked);
}

/**
 * @param {string} file
 * @returns {LockedPackages | undefined} undefined: not there, or not a lock file
 */
function readLockedPackages(file) {
	try {
		const packages = JSON.parse(readFileSync(file, 'utf8')).packages;
		return typeof packages === 'object' && packages !== null ? packages : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Brings the packages of the lock file, the pinned Node among them.
 *
 * @param {string} root the project's folder
 * @returns {Promise<string | undefined>} the Node that runs everything from here on; undefined: it was said what is wrong
 */
export async function bringNodePackages(root) {
	const locked = readLockedPackages(join(root, 'package-lock.json'));
	if (locked === undefined) {
		problem(
			{ tr: 'package-lock.json okunamadı.', en: 'package-lock.json cannot be read.' },
			{ tr: 'Depoyu yeniden kopyalayın.', en: 'Clone the repository again.' },
		);
		return undefined;
	}
	const pinned = pinnedNodePackage();
	const wanted = pinned === undefined ? WANTED_OPTIONAL : [...WANTED_OPTIONAL, `node_modules/${pinned}`];
	const installed = readLockedPackages(join(root, 'node_modules', '.package-lock.json'));
	const node = pinned === undefined ? undefined : join(root, 'node_modules', pinned, 'bin', 'node');

	const isCurrent = installed !== undefined && isInstallCurrent(locked, installed, wanted);
	if (isCurrent && (node === undefined || isExecutableFile(node))) return node ?? ownNode();

	const end = beginStep(2, { tr: 'Node 24 ve paketler', en: 'Node 24 and packages (npm ci)' });
	// Install scripts stay off here: the next step builds the add-ons by name, against the right Node.
	const outcome = await npm(root, ['ci', '--ignore-scripts', '--include=dev', '--include=optional']);
	end(outcome.ok ? 'done' : 'failed');
	if (!outcome.ok) {
		line(outcome.log);
		problem(
			{ tr: 'npm paketleri kurulamadı.', en: 'The npm packages could not be installed.' },
			{ tr: 'Ağ bağlantısını denetleyip yeniden deneyin.', en: 'Check the network and try again.' },
		);
		return undefined;
	}
	if (node === undefined) return ownNode();
	const version = await runCommand(node, ['--version'], { timeoutMs: VERSION_TIMEOUT_MS });
	if (version.ok) return node;
	line(version.log);
	problem(
		{
			tr: 'Projeyle gelen Node bu sistemde çalışmıyor.',
			en: 'The Node that comes with the project does not run here.',
		},
		{ tr: 'glibc 2.28 veya yenisi gerekir.', en: 'It needs glibc 2.28 or newer.' },
	);
	return undefined;
}

/** For systems without a pinned Node: the one that runs set-up, if it is new enough. */
function ownNode() {
	if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath;
	problem(
		{
			tr: `Bu sistem (${process.platform} ${process.arch}) için projeyle Node gelmiyor.`,
			en: `The project brings no Node for this system (${process.platform} ${process.arch}).`,
		},
		{ tr: `Node ${NODE_MAJOR} kurun.`, en: `Install Node ${NODE_MAJOR}.` },
	);
	return undefined;
}

/**
 * Runs the npm that runs us, or the one on the path.
 *
 * @param {string} root
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [extraEnv]
 */
export function npm(root, args, extraEnv = {}) {
	const flags = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=warn'];
	// Not the Node in node_modules: `npm ci` takes that folder away while it runs.
	const path = (process.env['PATH'] ?? '')
		.split(delimiter)
		.filter((folder) => !folder.includes('node_modules'))
		.join(delimiter);
	const options = { cwd: root, timeoutMs: NPM_TIMEOUT_MS, env: { ...process.env, PATH: path, ...extraEnv } };
	const cli = process.env['npm_execpath'];
	const node = process.env['npm_node_execpath'];
	if (cli !== undefined && node !== undefined && basename(cli) === 'npm-cli.js') {
		return runCommand(node, [cli, ...args, ...flags], options);
	}
	return runCommand('npm', [...args, ...flags], options);
}
