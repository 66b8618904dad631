import { spawn } from 'node:child_process';
import { lstat, open } from 'node:fs/promises';
import { connect } from 'node:net';
import { POLKIT_ACTIONS } from '#card-rules';

/** What is asked of a running Linux, and done to it, by programs of its own. */
export interface SystemCommands {
	/** What polkit says, without a password, of both actions of pcscd for a process of this user. */
	accessOf(user: string): Promise<'given' | 'refused' | 'unknown'>;
	/** Whether pcscd's socket is there to be connected to. */
	isServiceListening(): Promise<boolean>;
	/** Whether systemd starts that socket with the system. */
	isServiceEnabled(): Promise<boolean>;
	isThere(path: string): Promise<boolean>;
	/** Runs a command whose words are seen by the person. @returns its exit code; 127 where it is not there */
	perform(command: readonly [string, ...string[]]): Promise<number>;
	/** Writes a new file that everybody may read, over none. @returns why it was not written, by the system's code */
	writeForAll(path: string, content: string): Promise<string | undefined>;
}

/** Nobody's own PATH decides which program root runs. */
const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' } as const;
const SOCKET = '/run/pcscd/pcscd.comm';
const FOR_ALL = 0o644;
/** pkcheck(1): authorised; not; only after a password. */
const POLKIT_ANSWERS: Readonly<Record<number, 'given' | 'refused'>> = {
	0: 'given',
	1: 'refused',
	2: 'refused',
	3: 'refused',
};

/** @param own this process, and the user that it runs as; undefined where the system has none */
export function systemCommands(own: {
	readonly pid: number;
	readonly uid: number | undefined;
}): SystemCommands {
	return {
		async accessOf(user) {
			const [id, group] = await Promise.all([
				asked(['id', '-u', '--', user]),
				asked(['id', '-g', '--', user]),
			]);
			const numbers = { uid: numberIn(id), gid: numberIn(group) };
			if (numbers.uid === undefined || numbers.gid === undefined) {
				return 'unknown';
			}
			if (numbers.uid === own.uid) {
				return polkitSays(own.pid);
			}
			if (own.uid !== 0) {
				return 'unknown';
			}
			// polkit speaks of processes: this one is that user's, and does nothing.
			const waiting = spawn('sleep', ['60'], {
				...{ uid: numbers.uid, gid: numbers.gid, env: ENVIRONMENT, stdio: 'ignore' },
			});
			try {
				await started(waiting);
				return waiting.pid === undefined ? 'unknown' : await polkitSays(waiting.pid);
			} finally {
				waiting.kill('SIGKILL');
			}
		},
		async isServiceListening() {
			const { promise, resolve } = Promise.withResolvers<boolean>();
			// A file may be left of a service that was killed: only who connects knows.
			const client = connect(SOCKET);
			client.once('connect', () => resolve(true));
			client.once('error', () => resolve(false));
			const isListening = await promise;
			client.destroy();
			return isListening;
		},
		async isServiceEnabled() {
			return (await asked(['systemctl', 'is-enabled', '--quiet', 'pcscd.socket'])).exitCode === 0;
		},
		isThere,
		perform: async (command) => (await finished(command, 'inherit')).exitCode,
		async writeForAll(path, content) {
			try {
				await using file = await open(path, 'wx', FOR_ALL);
				await file.writeFile(content);
				// Whatever the mask of this process is: polkit's own user has to read it.
				await file.chmod(FOR_ALL);
				await file.sync();
				return undefined;
			} catch (error) {
				return error instanceof Error && 'code' in error ? String(error.code) : String(error);
			}
		},
	};
}

async function polkitSays(pid: number): Promise<'given' | 'refused' | 'unknown'> {
	const answers = await Promise.all(
		POLKIT_ACTIONS.map((action) => asked(['pkcheck', '--action-id', action, '--process', String(pid)])),
	);
	const said = answers.map(({ exitCode }) => POLKIT_ANSWERS[exitCode] ?? 'unknown');
	return said.find((answer) => answer !== 'given') ?? 'given';
}

interface Finished {
	readonly exitCode: number;
	readonly stdout: string;
}

const NOT_FOUND = 127;
const MAX_OUTPUT = 4_096;

function asked(command: readonly [string, ...string[]]): Promise<Finished> {
	return finished(command, 'pipe');
}

/** `inherit`: what it says goes to the person, behind what this program says. */
function finished(
	[program, ...words]: readonly [string, ...string[]],
	output: 'pipe' | 'inherit',
): Promise<Finished> {
	const { promise, resolve } = Promise.withResolvers<Finished>();
	const child = spawn(program, words, {
		env: ENVIRONMENT,
		stdio: ['ignore', output === 'pipe' ? 'pipe' : 2, output === 'pipe' ? 'ignore' : 2],
	});
	let stdout = '';
	child.stdout?.on('data', (chunk: Buffer) => {
		stdout = (stdout + chunk.toString('latin1')).slice(0, MAX_OUTPUT);
	});
	child.on('error', () => resolve({ exitCode: NOT_FOUND, stdout: '' }));
	child.on('close', (code) => resolve({ exitCode: code ?? NOT_FOUND, stdout }));
	return promise;
}

async function started(child: ReturnType<typeof spawn>): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	child.once('spawn', resolve);
	child.once('error', () => resolve());
	await promise;
}

function numberIn({ exitCode, stdout }: Finished): number | undefined {
	return exitCode === 0 && /^\d{1,10}\n?$/.test(stdout) ? Number(stdout) : undefined;
}

async function isThere(path: string): Promise<boolean> {
	return lstat(path).then(
		() => true,
		() => false,
	);
}
