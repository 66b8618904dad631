import { spawnSync } from 'node:child_process';

/**
 * Runs a command to its end and gives the processor time, user and system, that it and its children took, in seconds. Its
 * output is thrown away.
 *
 * @throws Error where it does not end with 0
 */
export function processorSeconds(
	command: readonly string[],
	environment: Readonly<Record<string, string>> = {},
): number {
	// The second line of `times` (POSIX) is of the children that have ended: 0m1.88s 0m0.04s.
	const { stdout, stderr } = spawnSync(
		'/bin/sh',
		['-c', '"$@" >/dev/null || exit; times', 'sh', ...command],
		{
			encoding: 'utf8',
			env: { PATH: process.env['PATH'], ...environment },
		},
	);
	const times = stdout.split('\n')[1]?.match(/(\d+)m([\d.]+)s/g);
	if (times?.length !== 2) {
		throw new Error(`${command.join(' ')} failed:\n${stderr}`);
	}
	return times.reduce((sum, time) => {
		const [, minutes, seconds] = /(\d+)m([\d.]+)s/.exec(time) ?? [];
		return sum + Number(minutes) * 60 + Number(seconds);
	}, 0);
}
