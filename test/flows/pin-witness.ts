import { readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CardConnection, Reader, ReaderService } from '#card';
import { journalRecord } from '../../src/audit/record.ts';

/** Which acts send each PIN-bearing instruction (ISO/IEC 7816-4): VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER. */
const ACTS_OF_INSTRUCTION: ReadonlyMap<number, readonly string[]> = new Map([
	[0x20, ['verify-pin', 'sign']],
	[0x24, ['change-pin']],
	[0x2c, ['unblock-pin']],
]);

/** Bytes of a file, by its inode, that a sync of this process has brought to the disk. */
const synced = new Map<number, number>();

/** Notes from now on what each `datasync` and `sync` of this process brought to the disk. */
async function noteSyncs(): Promise<void> {
	const probe = await open(tmpdir());
	const prototype = Object.getPrototypeOf(probe);
	await probe.close();
	for (const name of ['datasync', 'sync'] as const) {
		const original = prototype[name];
		prototype[name] = async function (this: Awaited<ReturnType<typeof open>>): Promise<void> {
			const { ino, size } = await this.stat();
			await original.call(this);
			synced.set(ino, Math.max(size, synced.get(ino) ?? 0));
		};
	}
}

const noted = noteSyncs();

/**
 * Stands where the card is: at every command with a PIN or PUK it reads the journal and looks for the act that the
 * command belongs to, intended, on the disk, and without an outcome. One act accounts for one command.
 */
export class PinWitness {
	readonly #journal: string;
	readonly #accounted = new Set<string>();
	readonly #unaccounted: string[] = [];
	#commands = 0;

	private constructor(journalFolder: string) {
		this.#journal = join(journalFolder, 'journal.jsonl');
	}

	static async at(journalFolder: string): Promise<PinWitness> {
		await noted;
		return new PinWitness(journalFolder);
	}

	/** Commands with a PIN or PUK so far. */
	get commands(): number {
		return this.#commands;
	}

	/** Commands with a PIN or PUK that no intent on the disk accounts for. */
	get unaccounted(): readonly string[] {
		return this.#unaccounted;
	}

	/** The same readers, with every command to their cards seen. */
	watched(service: ReaderService): ReaderService {
		return {
			kind: service.kind,
			watch: (listener) =>
				service.watch((event) => {
					if (event.kind !== 'reader-added') {
						listener(event);
						return;
					}
					const { reader } = event;
					const watched: Reader = {
						name: reader.name,
						isVirtual: reader.isVirtual,
						connect: async (mode) => this.#watchedConnection(await reader.connect(mode)),
					};
					listener({ kind: 'reader-added', reader: watched });
				}),
		};
	}

	#watchedConnection(connection: CardConnection): CardConnection {
		return {
			transmit: (command) => {
				this.#see(command);
				return connection.transmit(command);
			},
			close: (disposition) => connection.close(disposition),
		};
	}

	#see(command: Uint8Array): void {
		const [, instruction = 0] = command;
		const kinds = ACTS_OF_INSTRUCTION.get(instruction);
		if (kinds === undefined) {
			return;
		}
		this.#commands += 1;
		const own = this.#openActs().find(({ act, kind }) => kinds.includes(kind) && !this.#accounted.has(act));
		if (own === undefined) {
			this.#unaccounted.push(`command ${this.#commands}: INS ${instruction.toString(16)}`);
		} else {
			this.#accounted.add(own.act);
		}
	}

	#openActs(): readonly { readonly act: string; readonly kind: string }[] {
		const onDisk = synced.get(statSync(this.#journal, { throwIfNoEntry: false })?.ino ?? -1) ?? 0;
		if (onDisk === 0) {
			return [];
		}
		const acts = new Map<string, string>();
		for (const line of readFileSync(this.#journal).subarray(0, onDisk).toString().split('\n')) {
			const { data } = line === '' ? { data: undefined } : journalRecord.parse(JSON.parse(line));
			if (data?.event === 'card-act-intended') {
				acts.set(data.act, data.kind);
			} else if (data?.event === 'card-act-settled') {
				acts.delete(data.act);
			}
		}
		return [...acts].map(([act, kind]) => ({ act, kind }));
	}
}
