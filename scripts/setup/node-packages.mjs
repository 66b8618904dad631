import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, delimiter, join, resolve, sep } from 'node:path';
import { isExecutableFile, runCommand } from './run-command.mjs';
import { beginStep, line, problem } from './say.mjs';

/** @typedef {{ readonly version?: string, readonly optional?: boolean }} LockedPackage */
/** @typedef {{ readonly [path: string]: LockedPackage }} LockedPackages */

const NPM_TIMEOUT_MS = 15 * 60_000;
const VERSION_TIMEOUT_MS = 20_000;
const COUNT_INTERVAL_MS = 1000;

/** What the bundle and the add-ons are made for. */
const NODE_MAJOR = 24;

/** Optional for npm, so that an install never fails by them; set-up needs them all the same. */
const WANTED_OPTIONAL = [
	'node_modules/pcsclite',
	'node_modules/nan',
	'node_modules/bindings',
	'node_modules/pkcs11js',
];

/** Said on the command line, where they go before whatever the machine's and the user's npmrc say. */
const NPM_FLAGS = [
	// The add-ons are built by set-up itself, against the right Node.
	'--ignore-scripts',
	'--include=dev',
	'--include=optional',
	'--engine-strict=false',
	'--global=false',
	'--dry-run=false',
	'--package-lock=true',
	'--install-strategy=hoisted',
	// The lock names the contents of each package, so one that npm has kept needs no question to the registry.
	'--prefer-offline',
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	'--loglevel=warn',
];

/** @returns {string | undefined} the package that carries the pinned Node for this machine */
function pinnedNodePackage() {
	const isCovered = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
	return isCovered ? `node-linux-${process.arch}` : undefined;
}

/**
 * What `node_modules` lacks of what `package-lock.json` asks for, and has beside it, told by the record that npm itself
 * keeps there.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 * @param {readonly string[]} wantedOptional
 * @returns {readonly string[]} paths of packages
 */
function differences(locked, installed, wantedOptional) {
	const missing = Object.keys(locked).filter((path) => {
		if (path === '') return false;
		const entry = locked[path];
		const there = installed[path];
		// Optional packages for other systems stay away.
		if (there === undefined) return entry?.optional !== true || wantedOptional.includes(path);
		return there.version !== entry?.version;
	});
	return [...missing, ...Object.keys(installed).filter((path) => !(path in locked))];
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
			{ tr: 'Şunu yazın:', en: 'Type:' },
			'git checkout package-lock.json',
		);
		return undefined;
	}
	const pinned = pinnedNodePackage();
	const wanted = pinned === undefined ? WANTED_OPTIONAL : [...WANTED_OPTIONAL, `node_modules/${pinned}`];
	const node = pinned === undefined ? undefined : join(root, 'node_modules', pinned, 'bin', 'node');
	const lacking = () => {
		const installed = readLockedPackages(join(root, 'node_modules', '.package-lock.json'));
		if (installed === undefined) return ['node_modules/.package-lock.json'];
		const paths = differences(locked, installed, wanted);
		return paths.length === 0 && node !== undefined && !isExecutableFile(node) ? [node] : paths;
	};

	const isCurrent = lacking().length === 0;
	// A build was made by this Node; before the first one it may still turn out not to run here.
	if (isCurrent && existsSync(join(root, 'dist', '.fingerprint'))) return node ?? ownNode();
	if (!isCurrent && !(await install(root, locked, lacking))) return undefined;
	return node === undefined ? ownNode() : nodeThatRuns(node);
}

/**
 * @param {string} root
 * @param {LockedPackages} locked
 * @param {() => readonly string[]} lacking
 * @returns {Promise<boolean>} whether everything is there now
 */
async function install(root, locked, lacking) {
	if (!isWritable(root)) {
		sayNotWritable(root);
		return false;
	}
	const step = beginStep(2, { tr: 'Node 24 ve paketler', en: 'Node 24 and packages (npm ci)' });
	const required = Object.keys(locked).filter((path) => path !== '' && locked[path]?.optional !== true);
	const counting = setInterval(() => {
		const there = required.filter((path) => existsSync(join(root, path, 'package.json')));
		step.tell(`${there.length}/${required.length}`);
	}, COUNT_INTERVAL_MS);
	const outcome = await npmCi(root);
	clearInterval(counting);
	const left = lacking();
	const isDone = outcome.ok && left.length === 0;
	step.end(isDone ? 'done' : 'failed');
	if (isDone) return true;

	line(outcome.log);
	if (outcome.isNpmMissing) {
		problem(
			{ tr: 'npm bulunamadı. Kurmak için şunu yazın:', en: 'There is no npm. To install it, type:' },
			undefined,
			(
				await runCommand('/bin/sh', [join(root, 'scripts/setup/how-to-get-node.sh')], { timeoutMs: 5_000 })
			).log.trim(),
		);
	} else if (outcome.ok) {
		// npm leaves an optional package out without a word when it could not be fetched.
		const names = left.map((path) => path.replace(/^.*node_modules\//, '')).join(', ');
		problem(
			{ tr: `npm şunları getirmedi: ${names}.`, en: `npm did not bring: ${names}.` },
			{
				tr: 'Ağ bağlantısını denetleyin, sonra şunu yazın:',
				en: 'Check the network, then type:',
			},
			'npm cache verify && npm start',
		);
	} else {
		problem(
			{ tr: 'npm paketleri kurulamadı.', en: 'The npm packages could not be installed.' },
			{
				tr: 'Yukarıdaki günlüğe bakın; ağ bağlantısını denetleyip şunu yazın:',
				en: 'See the log above; check the network and type:',
			},
			'npm start',
		);
	}
	return false;
}

/**
 * @param {string} node
 * @returns {Promise<string | undefined>}
 */
async function nodeThatRuns(node) {
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
		{ tr: `Node ${NODE_MAJOR} kurun:`, en: `Install Node ${NODE_MAJOR}:` },
		'https://nodejs.org/en/download',
	);
	return undefined;
}

/**
 * Runs `npm ci` by the npm that runs us, or by the one on the path.
 *
 * @param {string} root
 * @returns {Promise<import('./run-command.mjs').Outcome & { readonly isNpmMissing: boolean }>}
 */
async function npmCi(root) {
	// `npm ci` takes node_modules away while it runs, so nothing from there may run it where there is another.
	const isInPackages = (/** @type {string} */ path) =>
		`${resolve(root, path)}${sep}`.startsWith(join(root, 'node_modules', sep));
	const outside = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !isInPackages(folder));
	const cache = hasHome() ? undefined : mkdtempSync(join(tmpdir(), 'muhurdar-npm-'));
	const args = ['ci', ...NPM_FLAGS, ...(cache === undefined ? [] : [`--cache=${cache}`])];
	const options = {
		cwd: root,
		timeoutMs: NPM_TIMEOUT_MS,
		env: { ...process.env, PATH: outside.join(delimiter) },
	};
	try {
		const cli = process.env['npm_execpath'];
		const node = process.env['npm_node_execpath'];
		const isOurs = cli !== undefined && basename(cli) === 'npm-cli.js' && existsSync(cli);
		if (isOurs && node !== undefined && !isInPackages(node)) {
			return { ...(await runCommand(node, [cli, ...args], options)), isNpmMissing: false };
		}
		const isOnPath = (/** @type {string} */ name) =>
			outside.some((folder) => folder !== '' && isExecutableFile(join(folder, name)));
		if (isOnPath('npm') && isOnPath('node')) {
			return { ...(await runCommand('npm', args, options)), isNpmMissing: false };
		}
		// The last resort: a process goes on when its own file was removed.
		if (isOurs)
			return { ...(await runCommand(process.execPath, [cli, ...args], options)), isNpmMissing: false };
		return { ok: false, log: '', isNpmMissing: true };
	} finally {
		if (cache !== undefined) rmSync(cache, { recursive: true, force: true });
	}
}

/** Whether npm can keep its cache where it keeps it by itself. */
function hasHome() {
	try {
		return isWritable(homedir());
	} catch {
		// A user without an entry in the system's list has none.
		return false;
	}
}

/** @param {string} folder */
export function isWritable(folder) {
	try {
		accessSync(folder, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

/** @param {string} root */
export function sayNotWritable(root) {
	problem(
		{
			tr: `Eksikler var ama bu kullanıcı şu klasöre yazamıyor: ${root}. Sahibi olan kullanıcı orada şunu yazsın:`,
			en: `Something is missing, but this user cannot write to: ${root}. Let its owner type there:`,
		},
		undefined,
		'npm start',
	);
}
