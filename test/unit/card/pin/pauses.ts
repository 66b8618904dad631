import type { CardConnection, Reader } from '#card';

export interface PauseWatch {
	readonly reader: Reader;
	/** The longest time that a card was open and nothing was under way with it. */
	longestMs(): number;
	/** Connections that were opened and not closed. */
	openCount(): number;
}

/** A reader that is looked at while it is used: how long a card is held without a command. */
export function watchPauses(reader: Reader, timer: { readonly now: number }): PauseWatch {
	let longest = 0;
	let open = 0;
	const watched = (connection: CardConnection): CardConnection => {
		/** Undefined while a command is under way. */
		let idleSince: number | undefined = timer.now;
		const endPause = (): void => {
			longest = Math.max(longest, timer.now - (idleSince ?? timer.now));
			idleSince = undefined;
		};
		open++;
		return {
			async transmit(command) {
				endPause();
				try {
					return await connection.transmit(command);
				} finally {
					idleSince = timer.now;
				}
			},
			close(disposition) {
				endPause();
				open--;
				return connection.close(disposition);
			},
		};
	};
	return {
		reader: { ...reader, connect: async (mode) => watched(await reader.connect(mode)) },
		longestMs: () => longest,
		openCount: () => open,
	};
}
