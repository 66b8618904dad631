import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from '#audit';
import { textsOf } from '#i18n';

const BUILT_PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
/** What Linux keeps in a pipe that nobody reads. */
const PIPE_BYTES = 65_536;
/** Beside the one that opens a journal. */
const RECORDS = 400;

const home = mkdtempSync(join(tmpdir(), 'muhurdar-piped-'));
const env = { ...process.env, HOME: home, XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: home };
const certificate = join(home, 'certificate.pem');
/** As many as `inspect` is given in one call. */
const certificates = Array.from({ length: 142 }, () => certificate);
afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeAll(async () => {
	const key = join(home, 'key.pem');
	const subject = ['-subj', '/CN=Deneme', '-days', '30'];
	execFileSync(
		'openssl',
		['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject],
		{ stdio: 'ignore' },
	);
	const journal = createJournal({
		directory: join(home, 'state', 'muhurdar', 'journal'),
		now: () => Date.UTC(2026, 10, 29),
		uid: process.getuid?.(),
	});
	for (let record = 0; record < RECORDS; record += 1) {
		await journal.note({ event: 'pin-document-given', holderNumber: '4540536920' });
	}
});

/** Commands whose output is longer than a pipe. */
const LONG_OUTPUTS = [
	['inspect, JSON', ['inspect', '--json', ...certificates]],
	['inspect, text', ['inspect', ...certificates]],
	['audit export', ['audit', 'export']],
] as const;

/** Runs the built program in a shell, as `"$0" "$@"`. */
async function inShell(
	command: string,
	args: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number }> {
	return execution('bash', ['-c', command, BUILT_PROGRAM, ...args]);
}

async function execution(
	program: string,
	args: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number }> {
	try {
		return { ...(await promisify(execFile)(program, args, { env, maxBuffer: 2 ** 26 })), code: 0 };
	} catch (error) {
		const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
		return { stdout, stderr, code };
	}
}

describe('output that is longer than a pipe', () => {
	it.each(LONG_OUTPUTS)('%s: a file, a pipe and a socket get the same bytes', async (_name, args) => {
		const file = join(home, 'out');
		const { code } = await inShell(`"$0" "$@" > '${file}'`, args);
		const expected = readFileSync(file, 'utf8');
		expect(expected.length).toBeGreaterThan(PIPE_BYTES);

		const piped = await inShell('set -o pipefail; "$0" "$@" | cat', args);
		expect(withoutTime(piped.stdout)).toBe(withoutTime(expected));
		expect(piped.code).toBe(code);

		// Node gives its child a socket.
		const socket = await execution(BUILT_PROGRAM, args);
		expect(withoutTime(socket.stdout)).toBe(withoutTime(expected));
	});

	it('goes through a pipe that takes little at a time', async () => {
		const slow = 'while IFS= read -r line; do printf "%s\\n" "$line"; done';
		const { stdout, code } = await inShell(`set -o pipefail; "$0" "$@" | { ${slow}; }`, ['audit', 'export']);
		expect(stdout.trimEnd().split('\n')).toHaveLength(RECORDS + 1);
		expect(code).toBe(0);
	});

	it.each(LONG_OUTPUTS)('%s: `head` ends it with 141 and without a word', async (_name, args) => {
		const { stdout, stderr } = await inShell('"$0" "$@" | head -c 10; printf " %s" $PIPESTATUS', args);
		expect(stdout.slice(10)).toBe(' 141');
		expect(stderr).toBe('');
	});

	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('%s ends the waiting for a reader that never reads', async (signal, code) => {
		const child = spawn(BUILT_PROGRAM, ['inspect', '--json', ...certificates], {
			env,
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		const exited = once(child, 'exit');
		// With its first byte all of the output is written, as far as the command is concerned.
		await once(child.stdout, 'readable');
		child.kill(signal);
		expect(await exited).toEqual([code, null]);
		child.stdout.destroy();
	});
});

describe('output that a disk does not take', () => {
	const sentences = (['tr', 'en'] as const)
		.map((language) => `${textsOf(language).commands.outputRefused('ENOSPC')}\n`)
		.join('');

	it.each([
		['inspect', ['inspect', ...certificates], 1],
		['inspect --json', ['inspect', '--json', ...certificates], 1],
		['audit show', ['audit', 'show'], 1],
		['status', ['status'], 1],
		['config get', ['config', 'get'], 1],
		['--help', ['--help'], 1],
		['--version', ['--version'], 1],
		// As a monitoring plug-in: not known, rather than a warning.
		['expiring', ['expiring', certificate], 3],
	] as const)('%s > /dev/full fails and says so', async (_name, args, code) => {
		const run = await inShell('"$0" "$@" > /dev/full', args);
		expect(run.code).toBe(code);
		expect(run.stderr).toContain(sentences);
	});

	it('is told also where the disk takes the first part of it', async () => {
		const disk = join(home, 'disk');
		const command = `mkdir '${disk}' && mount -t tmpfs -o size=128k tmpfs '${disk}' &&
			{ "$0" "$@" > '${disk}/out'; printf '%s %s' $? "$(wc -c < '${disk}/out')"; }`;
		const namespaces = process.getuid?.() === 0 ? ['-m'] : ['-U', '-r', '-m'];
		const { stdout, stderr } = await promisify(execFile)(
			'unshare',
			[...namespaces, 'bash', '-c', command, BUILT_PROGRAM, 'inspect', '--json', ...certificates],
			{ env },
		);
		expect(stdout).toBe('1 131072');
		expect(stderr).toBe(sentences);
	});
});

/** Of two runs of `inspect --json` only the moment differs. */
function withoutTime(text: string): string {
	return text.replace(/"at": "[^"]+"/, '');
}
