import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { InnerProgram } from './inner-program.ts';
import { OutputLog } from './output-log.ts';

/**
 * What the first process of the namespaces does: a loopback that acknowledges at once (vpcd sends a frame in two
 * pieces, and each command would wait some 45 ms for the second), a `/run` that no other pcscd has written to, and
 * then waiting for its input to end. With it end all the others, whatever became of the test run.
 */
const FIRST_PROCESS = `
	read -r outer_pid rest </proc/self/stat
	missing() { echo "missing: $1" >&2; exit 1; }
	command -v ip >/dev/null || missing 'ip (Debian package iproute2)'
	command -v pcscd >/dev/null || missing 'pcscd (Debian package pcscd)'
	grep -qs libifdvpcd /etc/reader.conf.d/* || missing 'the driver vpcd (Debian package vsmartcard-vpcd)'
	set -e
	mount -t proc proc /proc
	mount -t tmpfs tmpfs /run
	mkdir /run/pcscd
	ip link set lo up
	ip route change local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1
	echo "within $outer_pid"
	exec cat >/dev/null
`;

/** Starts pcscd with the installed configuration of vpcd, but for the reader's name. */
const START_WITH_NAME = `
	set -e
	name=$(printf "$1"); shift
	{ printf 'FRIENDLYNAME "%s"\\n' "$name"; grep -hs -B9 -A9 libifdvpcd /etc/reader.conf.d/* | grep -v '^FRIENDLYNAME\\|^#'; } >/run/reader.conf
	exec "$@" --config /run/reader.conf
`;

/** For printf(1) of any shell. */
function octalOf(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** The two slots of vpcd, by the names that pcscd gives them. */
export const SLOT_NAMES = { 1: 'Virtual PCD 00 00', 2: 'Virtual PCD 00 01' } as const;

/**
 * A PC/SC stack of its own: pcscd with vpcd, in namespaces that nothing else of the machine can be reached from and
 * that can be killed and started again without harm to anyone. As root, or where users may have namespaces.
 */
export class PrivatePcscd {
	/** The words that lead a command into the stack. */
	readonly entering: readonly string[];
	readonly #first: ChildProcess;
	#daemon: InnerProgram | undefined;

	private constructor(first: ChildProcess, outerPid: string, isRoot: boolean) {
		this.#first = first;
		const asRoot = ['nsenter', '-t', outerPid, '-m', '-n', '-p'];
		this.entering = isRoot ? asRoot : [...asRoot, '-U', '--preserve-credentials'];
	}

	/**
	 * Makes the namespaces; pcscd does not run in them yet.
	 *
	 * @throws Error a sentence that says what this machine lacks for it
	 */
	static async open(): Promise<PrivatePcscd> {
		const isRoot = process.getuid?.() === 0;
		const flags = isRoot ? ['-m', '-n', '-p', '--fork'] : ['-U', '-r', '-m', '-n', '-p', '--fork'];
		const first = spawn('unshare', [...flags, 'sh', '-c', FIRST_PROCESS], { stdio: 'pipe' });
		const complaints = new OutputLog(first.stderr);
		try {
			await Promise.race([
				once(first, 'spawn'),
				once(first, 'error').then(([error]) => {
					throw error;
				}),
			]);
			const [, outerPid = ''] = await new OutputLog(first.stdout).next(/^within (\d+)$/);
			return new PrivatePcscd(first, outerPid, isRoot);
		} catch (cause) {
			first.stdin.end();
			const complaint = first.pid === undefined ? String(cause) : await complaints.whole();
			throw new Error(
				'The tests with a real pcscd need namespaces of their own (mount, network, processes; as another user ' +
					`than root, user namespaces too), pcscd and vpcd, and did not get them: ${complaint}`,
				{ cause },
			);
		}
	}

	/** What pcscd says, every insertion and removal among it. */
	get log(): OutputLog {
		return this.#running.stdout;
	}

	/**
	 * Starts pcscd; resolves when it takes clients.
	 *
	 * @param friendlyName of vpcd's reader, before the numbers of its slots, in place of `Virtual PCD`
	 */
	async start({ friendlyName }: { readonly friendlyName?: Uint8Array } = {}): Promise<void> {
		const words = ['pcscd', '--foreground', '--info'];
		const daemon = this.run(
			friendlyName === undefined
				? words
				: ['sh', '-c', START_WITH_NAME, 'sh', octalOf(friendlyName), ...words],
		);
		this.#daemon = daemon;
		await daemon.stdout.next(/daemon ready/);
	}

	/** Ends pcscd as a service manager does. */
	async stop(): Promise<void> {
		await this.#running.end('TERM');
	}

	/** Ends pcscd in the middle of whatever it does. */
	async kill(): Promise<void> {
		await this.#running.end('KILL');
	}

	/** Resolves when pcscd has seen a card come into this slot. */
	async seesCard(slot: keyof typeof SLOT_NAMES): Promise<void> {
		await this.log.next(new RegExp(`Card inserted into ${SLOT_NAMES[slot]}`));
	}

	/** Resolves when pcscd has seen a card come into either slot, whichever was first. */
	async seesBothCards(): Promise<void> {
		await this.#inBothSlots('Card inserted into');
	}

	/** Resolves when pcscd has seen the card leave either slot, whichever was first. */
	async seesNeitherCard(): Promise<void> {
		await this.#inBothSlots('Card Removed From');
	}

	/** Resolves when pcscd has seen the card leave this slot. */
	async seesNoCard(slot: keyof typeof SLOT_NAMES): Promise<void> {
		await this.log.next(new RegExp(`Card Removed From ${SLOT_NAMES[slot]}`));
	}

	run(command: readonly string[], env?: Readonly<Record<string, string>>): InnerProgram {
		return new InnerProgram({ entering: this.entering, command, env });
	}

	/** Ends every process in the namespaces; resolves when the last one is gone. */
	async close(): Promise<void> {
		const { exitCode, signalCode } = this.#first;
		if (exitCode === null && signalCode === null) {
			const gone = once(this.#first, 'exit');
			this.#first.stdin?.end();
			await gone;
		}
	}

	async #inBothSlots(event: string): Promise<void> {
		const either = new RegExp(`${event} (?:${Object.values(SLOT_NAMES).join('|')})`);
		await this.log.next(either);
		await this.log.next(either);
	}

	get #running(): InnerProgram {
		if (this.#daemon === undefined) {
			throw new TypeError('pcscd was not started.');
		}
		return this.#daemon;
	}
}
