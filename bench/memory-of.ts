import { readFileSync } from 'node:fs';

/** What a process has in memory, in MB of 10^6 bytes. */
export interface Memory {
	/** With what it shares with other processes, as `ps` says it. */
	readonly residentMb: number;
	/** Its own: what would be free again if it alone ended. */
	readonly privateMb: number;
}

/** Of `/proc/PID/smaps_rollup` (proc_pid_smaps(5)), where sizes are in kB of 1,024 bytes. */
export function memoryOf(pid: number): Memory {
	const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
	const megabytes = (name: string): number => {
		const [, kilobytes] = new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text) ?? [];
		return (Number(kilobytes) * 1024) / 1_000_000;
	};
	return { residentMb: megabytes('Rss'), privateMb: megabytes('Private_Clean') + megabytes('Private_Dirty') };
}
