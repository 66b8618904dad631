import type { CardConnection, Reader, ReaderEvent, ReaderService, ShareMode } from '#card';

/** A source of readers whose every word a test speaks. */
export class FakeReaderService implements ReaderService {
	readonly kind: 'pcsc' | 'virtual';
	/** How often it was opened. */
	openings = 0;
	/** How many of its watchers were told to stop. */
	stops = 0;
	#listener: ((event: ReaderEvent) => void) | undefined;

	constructor(kind: 'pcsc' | 'virtual' = 'pcsc') {
		this.kind = kind;
	}

	watch(listener: (event: ReaderEvent) => void): () => Promise<void> {
		this.openings++;
		this.#listener = listener;
		return async () => {
			this.stops++;
		};
	}

	say(...events: readonly ReaderEvent[]): void {
		for (const event of events) {
			this.#listener?.(event);
		}
	}

	/** What the present watcher would say later, also after another took its place. */
	mouth(): (event: ReaderEvent) => void {
		const listener = this.#listener;
		return (event) => listener?.(event);
	}
}

/** A reader whose connects are answered by a test, one by one. */
export class FakeReader implements Reader {
	readonly name: string;
	readonly isVirtual: boolean;
	readonly modes: ShareMode[] = [];
	readonly #waiting: PromiseWithResolvers<CardConnection>[] = [];
	/** What a connect gets at once; undefined where the test answers with {@link open} or {@link refuse}. */
	card: (() => CardConnection) | undefined;

	constructor(name: string, card?: () => CardConnection, isVirtual = false) {
		this.name = name;
		this.card = card;
		this.isVirtual = isVirtual;
	}

	connect(mode: ShareMode): Promise<CardConnection> {
		this.modes.push(mode);
		if (this.card !== undefined) {
			const { card } = this;
			return Promise.resolve().then(card);
		}
		const waiting = Promise.withResolvers<CardConnection>();
		this.#waiting.push(waiting);
		return waiting.promise;
	}

	get connects(): number {
		return this.modes.length;
	}

	open(connection: CardConnection): void {
		this.#next().resolve(connection);
	}

	refuse(error: Error): void {
		this.#next().reject(error);
	}

	#next(): PromiseWithResolvers<CardConnection> {
		const waiting = this.#waiting.shift();
		if (waiting === undefined) {
			throw new Error('nobody is connecting');
		}
		return waiting;
	}
}
