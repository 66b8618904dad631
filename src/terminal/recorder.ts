import { readFileSync } from 'node:fs';

/** What passes on, and may keep, what is drawn; by the names people know it by. */
export type Recorder =
	| 'tmux'
	| 'screen'
	/** One of the two: they name their terminal alike. */
	| 'screen / tmux'
	| 'zellij'
	| 'asciinema'
	| 'script'
	| 'ttyrec'
	| 'tlog';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that each of them sets for what runs in it, zellij to `0`; `SCRIPT` is that of the BSDs. */
const BY_VARIABLE: readonly (readonly [name: string, recorder: Recorder])[] = [
	['TMUX', 'tmux'],
	['STY', 'screen'],
	['ZELLIJ', 'zellij'],
	['ASCIINEMA_REC', 'asciinema'],
	['SCRIPT', 'script'],
];

/** Names of processes as Linux keeps them, 15 characters at most. util-linux's script(1) sets no variable. */
const BY_PROCESS: Readonly<Record<string, Recorder>> = {
	'tmux: server': 'tmux',
	screen: 'screen',
	zellij: 'zellij',
	asciinema: 'asciinema',
	script: 'script',
	ttyrec: 'ttyrec',
	'tlog-rec': 'tlog',
	'tlog-rec-sessio': 'tlog',
};

/**
 * What the screen passes through and may be kept by; undefined: nothing was noticed, which is no proof. One on the
 * other side of an SSH connection is known by its terminal's name alone, and a recorder there not at all.
 *
 * @param ancestors names of the processes this one descends from, the nearest first
 */
export function recorderOf(env: Environment, ancestors: readonly string[]): Recorder | undefined {
	const named = BY_VARIABLE.find(([name]) => (env[name] ?? '') !== '')?.[1];
	if (named !== undefined) {
		return named;
	}
	const ancestor = ancestors.find((name) => Object.hasOwn(BY_PROCESS, name));
	if (ancestor !== undefined) {
		return BY_PROCESS[ancestor];
	}
	const term = env['TERM'] ?? '';
	return term.startsWith('tmux') ? 'tmux' : term.startsWith('screen') ? 'screen / tmux' : undefined;
}

/** More generations than any login has; a chain that is read while it changes ends somewhere. */
const MAX_GENERATIONS = 32;

/** Names of the processes this one descends from, the nearest first, as far as Linux tells; elsewhere none. */
export function ancestorNames(): readonly string[] {
	const names: string[] = [];
	let pid = process.ppid;
	while (pid > 0 && names.length < MAX_GENERATIONS) {
		const { name, parent } = processOf(pid) ?? { name: undefined, parent: 0 };
		if (name !== undefined) {
			names.push(name);
		}
		pid = parent;
	}
	return names;
}

/** proc_pid_stat(5): the name stands in brackets and may hold some itself; state and parent come after it. */
function processOf(pid: number): { readonly name: string; readonly parent: number } | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const [, name = '', parent = '0'] = /^\d+ \((.*)\) \S (\d+) /s.exec(stat) ?? [];
		return { name, parent: Number(parent) };
	} catch {
		// Hidden from this user, already gone, or no Linux.
		return undefined;
	}
}
