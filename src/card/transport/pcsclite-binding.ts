/**
 * The part of the `pcsclite` package that is used here, as an interface, so that its behaviour can be played in
 * tests. Signatures follow its `index.d.ts` and `lib/pcsclite.js` (1.0.1).
 */
export interface PcscContext {
	on(event: 'error', listener: (error: unknown) => void): unknown;
	on(event: 'reader', listener: (reader: PcscCardReader) => void): unknown;
	/**
	 * Native; the package calls it on the next tick, and calls back with every list of readers after it emitted
	 * `reader` for the new ones.
	 */
	start?(callback: (error: unknown, readers: unknown) => void): void;
	/** Blocks until the native thread ended: milliseconds. */
	close(): void;
}

export interface PcscCardReader {
	readonly name: string;
	/** Kept by the package: it makes `connect` and `disconnect` do nothing. */
	connected: boolean;
	readonly SCARD_SHARE_EXCLUSIVE: number;
	readonly SCARD_SHARE_SHARED: number;
	readonly SCARD_LEAVE_CARD: number;
	readonly SCARD_RESET_CARD: number;
	readonly SCARD_UNPOWER_CARD: number;
	readonly SCARD_STATE_PRESENT: number;
	readonly SCARD_STATE_MUTE: number;
	on(event: 'error', listener: (error: unknown) => void): unknown;
	on(event: 'end', listener: () => void): unknown;
	on(
		event: 'status',
		listener: (status: { readonly state: number; readonly atr?: Uint8Array }) => void,
	): unknown;
	connect(
		options: { readonly share_mode: number },
		callback: (error: unknown, protocol: number) => void,
	): void;
	disconnect(disposition: number, callback: (error: unknown) => void): void;
	transmit(
		command: Buffer,
		maxResponseBytes: number,
		protocol: number,
		callback: (error: unknown, response: Uint8Array) => void,
	): void;
	/**
	 * Begins or ends a transaction of the connected card. A correction that the set-up makes to the package's source
	 * (scripts/setup/pcsclite-corrections.mjs); undefined in a build without it.
	 */
	transaction?(begins: boolean, callback: (error: unknown) => void): void;
	/** Blocks until the native thread ended: milliseconds. */
	close(): void;
}

/** @throws Error where the service cannot be reached; its message ends with the PC/SC code */
export type PcscBinding = () => PcscContext;

/**
 * Loads the native package when the first service is watched, so that a program without a reader never pays.
 *
 * @throws Error where it is not installed or was built for another Node
 */
export async function loadPcscBinding(): Promise<PcscBinding> {
	// pcsc-lite's own wait for another program's transaction has no end, cannot be taken back, and holds a thread. With
	// this it answers SCARD_E_SHARING_VIOLATION at once; it reads it when the process opens its first context.
	process.env['PCSCLITE_NO_BLOCKING'] = '1';
	const { default: open } = await import('pcsclite');
	return open;
}
