import type { CardSnapshot } from '#card';
import type { RegisterError, SealRegister, Sighting } from '#register';

/** Keeps the seals that readers show in the register, each card once for as long as it is in. */
export interface SeenSeals {
	/** Settles when it is kept. Never fails: a register that cannot be written holds up nothing that has to do with a card. */
	keep(snapshot: CardSnapshot): Promise<void>;
	/** After what is being written. */
	close(): Promise<void>;
}

export interface SeenSealsOptions {
	/** Tells the folder of the register; undefined where the environment names no place. */
	readonly directory: () => Promise<string | undefined>;
	/** Milliseconds since 1970 UTC. */
	readonly now: () => number;
	/** Hears the first time that the register could not be written. */
	readonly onTrouble?: ((error: RegisterError) => void) | undefined;
}

/**
 * The register is opened for the first seal. A seal of the sandbox is not kept: it is worth nothing outside it, and each
 * start of the sandbox makes another one.
 */
export function seenSeals({ directory, now, onTrouble }: SeenSealsOptions): SeenSeals {
	let register: SealRegister | undefined;
	let isTold = false;
	/** Fingerprints of what is in a reader, by the reader's name. */
	const known = new Map<string, string>();
	let work = Promise.resolve();
	const keepAll = async (sightings: readonly Sighting[]): Promise<void> => {
		const { openSealRegister, RegisterError } = await import('#register');
		try {
			register ??= openSealRegister(await directory(), now);
			for (const sighting of sightings) {
				await register.keep(sighting);
			}
		} catch (error) {
			if (!(error instanceof RegisterError)) {
				throw error;
			}
			if (!isTold) {
				isTold = true;
				onTrouble?.(error);
			}
		}
	};
	return {
		keep({ readers }) {
			const sightings: Sighting[] = [];
			for (const { name, slot } of readers) {
				if (slot.kind !== 'seal') {
					known.delete(name);
					continue;
				}
				const all = slot.card.certificates.map(({ certificate }) => certificate);
				const certificates = all.filter(({ isSandbox }) => !isSandbox);
				const fingerprints = all.map(({ fingerprint }) => fingerprint).join();
				if (known.get(name) !== fingerprints && certificates.length > 0) {
					const { chipSerial } = slot.card;
					sightings.push({ certificates, place: { kind: 'reader', name }, chipSerial });
				}
				known.set(name, fingerprints);
			}
			if (sightings.length > 0) {
				work = work.then(() => keepAll(sightings));
			}
			return work;
		},
		async close() {
			await work;
			register?.close();
		},
	};
}
