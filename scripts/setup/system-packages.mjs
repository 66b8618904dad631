import { existsSync } from 'node:fs';
import { isProgramInstalled, runAtTerminal, runCommand } from './run-command.mjs';
import { beginStep, line, problem } from './say.mjs';

/** @typedef {'start' | 'test'} Need */

/**
 * @typedef {object} SystemPackage
 * @property {string} debian the name of the package in Debian and Ubuntu
 * @property {string} what what it is, for systems that name it otherwise
 * @property {Need} need `start`: the program itself; `test`: only the tests
 * @property {string} [program] stands for the package: this program is there
 * @property {readonly string[]} [files] stands for the package: one of these is there
 */

const DRIVER_FOLDERS = ['/usr/lib/pcsc/drivers', '/usr/lib64/pcsc/drivers', '/usr/local/lib/pcsc/drivers'];
const HEADER_FOLDERS = ['/usr/include', '/usr/local/include'];

/**
 * Whether a package is there is told by a file it brings: that needs no package manager, holds on every
 * distribution, takes microseconds, and notices what was removed later.
 *
 * @type {readonly SystemPackage[]}
 */
const PACKAGES = [
	{ debian: 'pcscd', what: 'PC/SC service (pcscd)', need: 'start', program: 'pcscd' },
	{
		debian: 'libpcsclite-dev',
		what: 'PC/SC headers (winscard.h)',
		need: 'start',
		files: HEADER_FOLDERS.map((folder) => `${folder}/PCSC/winscard.h`),
	},
	{
		debian: 'libccid',
		what: 'USB reader driver (CCID)',
		need: 'start',
		files: DRIVER_FOLDERS.map((folder) => `${folder}/ifd-ccid.bundle`),
	},
	{ debian: 'g++', what: 'C++ compiler (g++)', need: 'start', program: 'g++' },
	{ debian: 'make', what: 'make', need: 'start', program: 'make' },
	{ debian: 'python3', what: 'Python 3 (python3)', need: 'start', program: 'python3' },
	{
		debian: 'vsmartcard-vpcd',
		what: 'virtual reader for pcscd (vsmartcard vpcd)',
		need: 'test',
		files: DRIVER_FOLDERS.map((folder) => `${folder}/serial/libifdvpcd.so`),
	},
	{ debian: 'opensc', what: 'OpenSC (pkcs15-tool)', need: 'test', program: 'pkcs15-tool' },
	{ debian: 'softhsm2', what: 'SoftHSM 2 (softhsm2-util)', need: 'test', program: 'softhsm2-util' },
	{ debian: 'iproute2', what: 'iproute2 (ip)', need: 'test', program: 'ip' },
	{ debian: 'openssl', what: 'OpenSSL (openssl)', need: 'test', program: 'openssl' },
	{ debian: 'poppler-utils', what: 'poppler (pdftotext)', need: 'test', program: 'pdftotext' },
	{
		debian: 'python3-icalendar',
		what: 'iCalendar for Python (icalendar)',
		need: 'test',
		files: ['/usr/lib/python3/dist-packages/icalendar/__init__.py'],
	},
	{ debian: 'cups-daemon', what: 'CUPS (cupsd)', need: 'test', files: ['/usr/sbin/cupsd'] },
	{ debian: 'cups-client', what: 'CUPS commands (lp)', need: 'test', program: 'lp' },
	{ debian: 'bindfs', what: 'bindfs', need: 'test', program: 'bindfs' },
	{ debian: 'expect', what: 'Expect (expect)', need: 'test', program: 'expect' },
	{ debian: 'openssh-server', what: 'OpenSSH server (sshd)', need: 'test', files: ['/usr/sbin/sshd'] },
	{ debian: 'openssh-client', what: 'OpenSSH client (ssh)', need: 'test', program: 'ssh' },
	{ debian: 'tmux', what: 'tmux', need: 'test', program: 'tmux' },
	{ debian: 'dpkg', what: 'dpkg (dpkg-deb)', need: 'test', program: 'dpkg-deb' },
	{ debian: 'systemd', what: 'systemd (systemd-analyze)', need: 'test', program: 'systemd-analyze' },
	{ debian: 'mandoc', what: 'mandoc', need: 'test', program: 'mandoc' },
	{ debian: 'zsh', what: 'zsh', need: 'test', program: 'zsh' },
	{ debian: 'fish', what: 'fish', need: 'test', program: 'fish' },
	{ debian: 'util-linux', what: 'util-linux (unshare)', need: 'test', program: 'unshare' },
];

const APT_TIMEOUT_MS = 15 * 60_000;
const PASSWORD_TIMEOUT_MS = 5 * 60_000;
const APT_OPTIONS = [
	'-o',
	'DPkg::Lock::Timeout=120',
	'-o',
	'Acquire::Retries=2',
	'-o',
	'Acquire::http::Timeout=60',
	// How far it is, in lines among its output; sudo would close any other file descriptor.
	'-o',
	'APT::Status-Fd=1',
];

/**
 * @param {Need} purpose
 * @returns {readonly SystemPackage[]}
 */
function missingPackages(purpose) {
	return PACKAGES.filter((item) => (purpose === 'test' || item.need === 'start') && !isThere(item));
}

/** @param {SystemPackage} item */
function isThere(item) {
	if (item.program !== undefined) return isProgramInstalled(item.program);
	return item.files?.some((file) => existsSync(file)) ?? false;
}

/**
 * Brings the system packages that `purpose` needs, where that is possible here, and says what to do where it is not.
 *
 * @param {Need} purpose
 * @returns {Promise<readonly string[]>} what is still missing, by Debian's names
 */
export async function bringSystemPackages(purpose) {
	// PC/SC, where it exists elsewhere, is part of the system, and there is no vpcd to test against.
	if (process.platform !== 'linux') return [];
	const missing = missingPackages(purpose);
	if (missing.length === 0) return [];
	const names = missing.map((item) => item.debian);

	if (!isProgramInstalled('apt-get')) {
		const list = missing.map((item) => item.what).join(', ');
		problem(
			{ tr: `Bu sistemde eksik: ${list}.`, en: `Missing on this system: ${list}.` },
			{
				tr: 'Sisteminizin paket yöneticisiyle kurun.',
				en: "Install them with your system's package manager.",
			},
		);
		return names;
	}

	const prefix = await rightToInstall(names);
	if (prefix === undefined) {
		problem(
			{
				tr: `Sistem paketleri eksik: ${names.join(', ')}.`,
				en: `System packages are missing: ${names.join(', ')}.`,
			},
			{ tr: 'Kurmak için şunu yazın:', en: 'To install them, type:' },
			commandToType(names),
		);
		return names;
	}

	const step = beginStep(1, { tr: `sistem paketleri`, en: `system packages: ${names.join(' ')}` });
	const update = await apt(prefix, ['update'], step);
	// An update that failed (one source is down, say) is no reason to give up: the lists on disk may do.
	const install = await apt(prefix, ['install', '-y', '--no-install-recommends', ...names], step);
	const left = missingPackages(purpose).map((item) => item.debian);
	step.end(left.length === 0 ? 'done' : 'failed');
	if (left.length > 0) {
		line((update.ok ? '' : update.log) + install.log);
		problem(
			{ tr: `Kurulamadı: ${left.join(', ')}.`, en: `Could not be installed: ${left.join(', ')}.` },
			{ tr: 'Yukarıdaki günlüğe bakın, sonra şunu yazın:', en: 'See the log above, then type:' },
			commandToType(left),
		);
	}
	return left;
}

/**
 * What goes before `apt-get`: nothing for root, `sudo -n` where it is allowed or a person typed the password.
 *
 * @param {readonly string[]} names
 * @returns {Promise<readonly string[] | undefined>} undefined: nobody here may install anything
 */
async function rightToInstall(names) {
	if (process.getuid?.() === 0) return [];
	if (!isProgramInstalled('sudo')) return undefined;
	const sudo = ['sudo', '-n'];
	if ((await runCommand('sudo', ['-n', 'true'], { timeoutMs: 10_000 })).ok) return sudo;
	if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
	problem(
		{
			tr: `Sistem paketleri eksik: ${names.join(', ')}.`,
			en: `System packages are missing: ${names.join(', ')}.`,
		},
		{
			tr: 'Kurmak için sudo parolanız sorulacak.',
			en: 'To install them, sudo asks for your password.',
		},
	);
	return (await runAtTerminal('sudo', ['-v'], { timeoutMs: PASSWORD_TIMEOUT_MS })) ? sudo : undefined;
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} args
 * @param {import('./say.mjs').Step} step
 * @returns {Promise<import('./run-command.mjs').Outcome>}
 */
async function apt(prefix, args, step) {
	const [command = 'env', ...rest] = [
		...prefix,
		'env',
		'DEBIAN_FRONTEND=noninteractive',
		'apt-get',
		...APT_OPTIONS,
		...args,
	];
	const outcome = await runCommand(command, rest, {
		timeoutMs: APT_TIMEOUT_MS,
		onOutput(text) {
			const [, percent] = text.match(/^(?:dl|pm)status:[^:]*:(\d+)/m) ?? [];
			if (percent !== undefined) step.tell(`${percent}%`);
		},
	});
	return { ...outcome, log: outcome.log.replaceAll(/^(?:dl|pm)status:.*\n/gm, '') };
}

/** @param {readonly string[]} names */
function commandToType(names) {
	const command = `apt-get update && apt-get install -y ${names.join(' ')}`;
	if (process.getuid?.() === 0) return command;
	return isProgramInstalled('sudo') ? `sudo sh -c '${command}'` : `su -c '${command}'`;
}
