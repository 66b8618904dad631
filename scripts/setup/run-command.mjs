import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What is kept of a command's output; only the end of a longer one explains anything. */
const LOG_LIMIT_CHARACTERS = 200_000;

/** How long a command that was asked to end may take before it is killed. */
const GRACE_MS = 5_000;

/** @typedef {{ readonly ok: boolean, readonly log: string }} Outcome */

/**
 * @typedef {object} RunOptions
 * @property {number} timeoutMs
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(text: string) => void} [onOutput] gets what the command prints, as it comes
 */

/**
 * Runs a command to its end without a terminal of its own and keeps what it prints.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<Outcome>} never rejects: a command that cannot be started is a failed one
 */
export function runCommand(command, args, { timeoutMs, cwd, env, onOutput }) {
	return new Promise((resolve) => {
		let log = '';
		const keep = (/** @type {string} */ text) => {
			log = (log + text).slice(-LOG_LIMIT_CHARACTERS);
			onOutput?.(text);
		};
		const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		child.stdout.setEncoding('utf8').on('data', keep);
		child.stderr.setEncoding('utf8').on('data', keep);
		/** @type {NodeJS.Timeout | undefined} */
		let killer;
		const timer = setTimeout(() => {
			keep(`\n${command}: ${timeoutMs / 1000} s\n`);
			child.kill('SIGTERM');
			killer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
		}, timeoutMs);
		const finish = (/** @type {boolean} */ ok) => {
			clearTimeout(timer);
			clearTimeout(killer);
			resolve({ ok, log });
		};
		child.on('error', (error) => {
			keep(`${error.message}\n`);
			finish(false);
		});
		child.on('close', (code) => finish(code === 0));
	});
}

/**
 * Runs a command that may talk to the person at the terminal (a password prompt).
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly timeoutMs: number }} options
 * @returns {Promise<boolean>} whether it ended well
 */
export function runAtTerminal(command, args, { timeoutMs }) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { stdio: 'inherit', timeout: timeoutMs });
		child.on('error', () => resolve(false));
		child.on('close', (code) => resolve(code === 0));
	});
}

/**
 * Looks a program up as the shell would, and where system programs are that ordinary users do not have on their path.
 *
 * @param {string} name
 * @returns {boolean}
 */
export function isProgramInstalled(name) {
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
	return folders.some((folder) => folder !== '' && isExecutableFile(join(folder, name)));
}

/**
 * @param {string} file
 * @returns {boolean}
 */
export function isExecutableFile(file) {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}
