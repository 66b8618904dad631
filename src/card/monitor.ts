import type { AkisCard, CardSnapshot, ReaderSnapshot, ServiceState } from '#card-model';
import { cleanText, foldedText } from '#text';
import type { CacheProblem } from './cache/cache-file.ts';
import { type CardCache, createCardCache } from './cache/card-cache.ts';
import { ServiceSupervisor } from './service-supervisor.ts';
import { SlotWatch } from './slot-watch.ts';
import { systemTimer, type Timer, withinLimit } from './timer.ts';
import type { Reader, ReaderEvent, ReaderService } from './transport/reader-service.ts';

export interface CardMonitorOptions {
	/** Where readers come from; their order is that of their services at the beginning. */
	readonly services: readonly ReaderService[];
	/** Default: the system's. */
	readonly clock?: Timer;
	/** Only readers whose cleaned name, or the name that people gave them, contains this are seen, compared as {@link foldedText}. Default: all. */
	readonly nameFilter?: string | undefined;
	/**
	 * Seals of other holders are left out of the picture together with their readers: VKN or T.C. kimlik no, digits alone.
	 * Readers that are empty, and cards that are no seals or not read yet, are seen. Default: all.
	 */
	readonly holderNumber?: string | undefined;
	/** Names that people gave their readers. Default: none. */
	readonly readerNames?: readonly ReaderName[] | undefined;
	/**
	 * Where cards that were read are kept for the next run, so that they are read faster: a folder of this user alone.
	 * Default: in memory, for this run.
	 */
	readonly cacheFolder?: string | undefined;
	/** Costs a command a card. Default false. */
	readonly wantsChipSerials?: boolean;
}

/** What people call a reader. */
export interface ReaderName {
	readonly name: string;
	/** Found in the name that the service gives the reader, compared as {@link foldedText}. */
	readonly part: string;
}

/** Readers and cards, live. Every PC/SC trouble is a state here; nothing is thrown to whoever listens. */
export interface CardMonitor {
	snapshot(): CardSnapshot;
	/** Calls at once with what is known, then on every change, until the returned function is called. */
	subscribe(listener: (snapshot: CardSnapshot) => void): () => void;
	/**
	 * The first picture in which nothing is still being found out: every service answered or failed, no card is
	 * being read. It waits without limit; the signal is the caller's limit.
	 *
	 * @throws the signal's reason
	 */
	settled(signal?: AbortSignal): Promise<CardSnapshot>;
	/**
	 * The reader in which a card of a snapshot still lies; undefined once it was pulled, however soon it came back:
	 * each insertion is described anew.
	 */
	readerWith(card: AkisCard): Reader | undefined;
	/** Reads anew the cards that could not be read, or not whole. */
	readAgain(): void;
	/**
	 * Waits until the cards that were read are kept in `cacheFolder`. What keeps them from it, or kept those of former runs
	 * from being used; undefined where nothing did.
	 */
	keepCards(): Promise<CacheProblem | undefined>;
	/** Ends watching, gives every card and service back; takes 2 s at most. Waits of {@link settled} get what is known. */
	close(): Promise<void>;
}

/** Of each of: ending the readings, keeping the cards that were read, closing the services. */
const CLOSE_LIMIT_MS = 600;

/**
 * Watches reader services and reads every AKİS card that is put in, without a PIN.
 *
 * `snapshot.service` is the state of the PC/SC service alone. Without one among the services it is `running`:
 * there is nothing that could be missing.
 */
export function createCardMonitor(options: CardMonitorOptions): CardMonitor {
	return new Monitor(options);
}

interface WatchedService {
	readonly supervisor: ServiceSupervisor;
	/** By the name the service gave, which two readers that look alike once cleaned do not share. */
	readonly slots: Map<string, SlotWatch>;
	/** True once it answered or failed for the first time. */
	isKnown: boolean;
}

class Monitor implements CardMonitor {
	readonly #timer: Timer;
	readonly #cache: CardCache;
	readonly #wantsChipSerials: boolean;
	readonly #nameFilter: string;
	readonly #holderNumber: string | undefined;
	readonly #readerNames: readonly ReaderName[];
	readonly #services: readonly WatchedService[];
	/** In the order in which they were plugged in. */
	readonly #slots = new Set<SlotWatch>();
	readonly #listeners = new Set<(snapshot: CardSnapshot) => void>();
	/** Conversations with readers that are gone, until they end. */
	readonly #ending = new Set<Promise<void>>();
	#service: ServiceState;
	#snapshot: CardSnapshot;
	#isTellingDue = false;
	#isClosed = false;

	constructor({
		services,
		clock = systemTimer,
		nameFilter = '',
		holderNumber,
		readerNames = [],
		cacheFolder,
		wantsChipSerials = false,
	}: CardMonitorOptions) {
		this.#holderNumber = holderNumber;
		this.#readerNames = readerNames;
		this.#wantsChipSerials = wantsChipSerials;
		this.#timer = clock;
		this.#cache = createCardCache(cacheFolder);
		this.#nameFilter = foldedText(nameFilter);
		this.#service = services.some(({ kind }) => kind === 'pcsc') ? { kind: 'starting' } : { kind: 'running' };
		this.#snapshot = { service: this.#service, readers: [] };
		this.#services = services.map((service) => {
			const watched: WatchedService = {
				supervisor: new ServiceSupervisor(service, clock, (event) =>
					this.#hear(service.kind, watched, event),
				),
				slots: new Map(),
				isKnown: false,
			};
			return watched;
		});
		for (const { supervisor } of this.#services) {
			supervisor.start();
		}
	}

	snapshot(): CardSnapshot {
		return this.#snapshot;
	}

	subscribe(listener: (snapshot: CardSnapshot) => void): () => void {
		let told: CardSnapshot | undefined;
		const tell = (snapshot: CardSnapshot): void => {
			if (snapshot !== told) {
				told = snapshot;
				listener(snapshot);
			}
		};
		this.#listeners.add(tell);
		tell(this.#snapshot);
		return () => this.#listeners.delete(tell);
	}

	async settled(signal?: AbortSignal): Promise<CardSnapshot> {
		signal?.throwIfAborted();
		const { promise, resolve, reject } = Promise.withResolvers<CardSnapshot>();
		const abort = (): void => reject(signal?.reason);
		signal?.addEventListener('abort', abort, { once: true });
		const unsubscribe = this.subscribe((snapshot) => {
			if (this.#isSettled()) {
				resolve(snapshot);
			}
		});
		try {
			return await promise;
		} finally {
			unsubscribe();
			signal?.removeEventListener('abort', abort);
		}
	}

	readerWith(card: AkisCard): Reader | undefined {
		const slot = [...this.#slots].find(
			({ state }) => (state.kind === 'seal' || state.kind === 'akis') && state.card === card,
		);
		return slot?.reader;
	}

	readAgain(): void {
		for (const slot of this.#slots) {
			slot.readAgain();
		}
	}

	async keepCards(): Promise<CacheProblem | undefined> {
		await this.#cache.saved();
		return this.#cache.problem;
	}

	async close(): Promise<void> {
		if (this.#isClosed) {
			return;
		}
		this.#isClosed = true;
		// The last telling: waits for a settled picture end with it.
		this.#snapshot = { ...this.#snapshot };
		this.#tell();
		this.#listeners.clear();
		// Cards first: a service cannot be closed while one of its readers is talked to.
		await this.#endWithinLimit([...[...this.#slots].map((slot) => slot.stop()), ...this.#ending]);
		await this.#endWithinLimit([this.#cache.saved()]);
		await this.#endWithinLimit(this.#services.map(({ supervisor }) => supervisor.stop()));
	}

	async #endWithinLimit(endings: readonly Promise<void>[]): Promise<void> {
		try {
			await withinLimit(Promise.all(endings), CLOSE_LIMIT_MS, this.#timer);
		} catch {
			// A call that another program blocks cannot be taken back; the process ends without it.
		}
	}

	#isSettled(): boolean {
		return (
			this.#isClosed ||
			(this.#services.every(({ isKnown }) => isKnown) && [...this.#slots].every(({ isSettled }) => isSettled))
		);
	}

	#hear(kind: ReaderService['kind'], service: WatchedService, event: ReaderEvent): void {
		if (this.#isClosed) {
			return;
		}
		switch (event.kind) {
			case 'service-up':
				service.isKnown = true;
				if (kind === 'pcsc') {
					this.#service = { kind: 'running' };
				}
				break;
			case 'service-down':
				service.isKnown = true;
				for (const name of [...service.slots.keys()]) {
					this.#removeReader(service, name);
				}
				if (kind === 'pcsc') {
					this.#service = { kind: 'down', failure: event.failure, detail: event.detail };
				}
				break;
			case 'reader-added':
				this.#addReader(service, event.reader);
				break;
			case 'reader-removed':
				this.#removeReader(service, event.name);
				break;
			case 'slot-changed':
				service.slots.get(event.name)?.change(event.slot, event.atr);
				break;
		}
		this.#changed();
	}

	#addReader(service: WatchedService, reader: Reader): void {
		// A name that comes again is a reader that was plugged in anew.
		this.#removeReader(service, reader.name);
		if (foldedText(this.#shownName(reader)).includes(this.#nameFilter)) {
			const slot = new SlotWatch(reader, this.#timer, this.#cache, this.#wantsChipSerials, () =>
				this.#changed(),
			);
			service.slots.set(reader.name, slot);
			this.#slots.add(slot);
		}
	}

	#removeReader(service: WatchedService, name: string): void {
		const slot = service.slots.get(name);
		if (slot === undefined) {
			return;
		}
		service.slots.delete(name);
		this.#slots.delete(slot);
		const ending = slot.stop().finally(() => this.#ending.delete(ending));
		this.#ending.add(ending);
	}

	#changed(): void {
		if (this.#isClosed) {
			return;
		}
		const readers = Array.from(this.#slots, ({ reader, state }) => ({
			name: this.#shownName(reader),
			isVirtual: reader.isVirtual,
			slot: state,
		}));
		this.#snapshot = { service: this.#service, readers: readers.filter((each) => this.#isWanted(each)) };
		if (!this.#isTellingDue) {
			this.#isTellingDue = true;
			// Changes of one turn of the event loop are told as one, so that nobody sees half of them.
			queueMicrotask(() => {
				this.#isTellingDue = false;
				this.#tell();
			});
		}
	}

	#isWanted({ slot }: ReaderSnapshot): boolean {
		return (
			this.#holderNumber === undefined || slot.kind !== 'seal' || slot.holder.taxNumber === this.#holderNumber
		);
	}

	/** As the service names it, and behind it what people call it. */
	#shownName({ name }: Reader): string {
		const shown = cleanText(name);
		const folded = foldedText(shown);
		const own = this.#readerNames.find(({ part }) => folded.includes(foldedText(part)));
		return own === undefined ? shown : `${shown} (${own.name})`;
	}

	#tell(): void {
		for (const listener of [...this.#listeners]) {
			listener(this.#snapshot);
		}
	}
}
