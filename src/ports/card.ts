import type { CardPort, ClockPort } from '#app';
import type { AkisCard, CardMonitor, CardMonitorOptions, CardSnapshot, Reader, ReaderService } from '#card';
import type { SeenSeals } from './seen-seals.ts';

export interface MonitoredCardOptions
	extends Pick<CardMonitorOptions, 'nameFilter' | 'holderNumber' | 'readerNames' | 'cacheFolder'> {
	readonly clock: ClockPort;
	/** Readers beside those of PC/SC. */
	readonly virtualReaders: readonly (() => Promise<ReaderService>)[];
	/** Keeps the seals that are seen; undefined: they are not kept. */
	readonly seen: SeenSeals | undefined;
}

/** The readers and cards of this run; the card room is loaded at the first subscription. */
export interface MonitoredCard {
	readonly port: CardPort;
	/** The reader in which a card of a snapshot still lies; undefined once it was pulled. */
	readerWith(card: AkisCard): Promise<Reader | undefined>;
	close(): Promise<void>;
}

export function monitorCards({
	clock,
	virtualReaders,
	seen,
	...monitored
}: MonitoredCardOptions): MonitoredCard {
	const listeners = new Set<(snapshot: CardSnapshot) => void>();
	let known: CardSnapshot = { service: { kind: 'starting' }, readers: [] };
	let monitor: Promise<CardMonitor> | undefined;

	const start = async (): Promise<CardMonitor> => {
		const { createCardMonitor, createPcscLiteService } = await import('#card');
		const virtual = await Promise.all(virtualReaders.map((open) => open()));
		const started = createCardMonitor({
			...monitored,
			clock,
			services: [createPcscLiteService(), ...virtual],
		});
		started.subscribe((snapshot) => {
			known = snapshot;
			void seen?.keep(snapshot);
			for (const listener of listeners) {
				listener(snapshot);
			}
		});
		return started;
	};

	return {
		port: {
			subscribe(listener) {
				listeners.add(listener);
				listener(known);
				monitor ??= start();
				return () => listeners.delete(listener);
			},
			readAgain() {
				// Without a monitor nothing was read; one that could not start is told by the subscription.
				monitor?.then(
					(started) => started.readAgain(),
					() => undefined,
				);
			},
		},
		readerWith: async (card) => (await monitor)?.readerWith(card),
		async close() {
			await seen?.close();
			await (await monitor)?.close();
		},
	};
}
