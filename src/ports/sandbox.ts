import type { ClockPort, SandboxPort } from '#app';
import type { ReaderService } from '#card';
import type { Sandbox, VirtualReader } from '#sandbox';

const VIRTUAL_READER_NAME = 'DENEME MİLKO (sanal)';

/** The embedded sandbox of a full-screen run. */
export interface EmbeddedSandbox {
	readonly port: SandboxPort;
	/** Loads and makes everything at its first call; the same sandbox every time. */
	open(): Promise<Sandbox>;
	/** The reader with the virtual card; it is there before the card is made. */
	reader(): Promise<ReaderService>;
	close(): Promise<void>;
}

export interface EmbeddedSandboxOptions {
	readonly clock: ClockPort;
	readonly seed: number | undefined;
}

/** Nothing of the sandbox is loaded before it is asked for, so that the first screen never waits for it. */
export function embedSandbox({ clock, seed }: EmbeddedSandboxOptions): EmbeddedSandbox {
	const phoneListeners = new Set<Parameters<SandboxPort['onPhoneMessage']>[0]>();
	let reader: Promise<VirtualReader> | undefined;
	let opened: Promise<Sandbox> | undefined;

	const openReader = (): Promise<VirtualReader> => {
		reader ??= Promise.all([import('#sandbox'), import('#card')]).then(
			([{ createVirtualReader }, { CardError }]) =>
				createVirtualReader({
					name: VIRTUAL_READER_NAME,
					cardError: (code) => new CardError(code, 'virtual reader'),
				}),
		);
		return reader;
	};

	const open = (): Promise<Sandbox> => {
		opened ??= openWithCard();
		return opened;
	};

	const openWithCard = async (): Promise<Sandbox> => {
		const [{ openSandbox }, slot] = await Promise.all([import('#sandbox'), openReader()]);
		const sandbox = await openSandbox({ clock, seed });
		sandbox.phone.subscribe(({ at, text }) => {
			for (const listener of phoneListeners) {
				listener({ at, text });
			}
		});
		slot.insert(sandbox.card);
		return sandbox;
	};

	return {
		open,
		reader: openReader,
		port: {
			open: async () => (await open()).hint,
			onPhoneMessage(listener) {
				phoneListeners.add(listener);
				return () => phoneListeners.delete(listener);
			},
			async toggleCard() {
				const [sandbox, slot] = await Promise.all([open(), openReader()]);
				if (slot.isCardIn) {
					slot.remove();
				} else {
					slot.insert(sandbox.card);
				}
			},
		},
		close: async () => (await opened)?.close(),
	};
}
