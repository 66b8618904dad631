import type { Timer } from '#card';
import type { VirtualCard } from './virtual-card.ts';

/** How long a command takes on the way; the card's own work (a signature's, a comparison's) is not in it. */
export interface WireTime {
	/** Between card and reader, both ways. */
	readonly bitsPerSecond: number;
	/** What reader, USB and PC/SC add to each command. */
	readonly perCommandMs: number;
}

/** A character has ten bits and a guard time of one (ISO 7816-3, T=1). */
const BITS_PER_BYTE = 11;
const PER_COMMAND_MS = 8;

/**
 * Speeds that real AKİS cards announce in their ATR at 4 MHz (TA1 11, 15 and 96), and one between the slowest two.
 * What reader and PC/SC add is an assumption: with 8 ms others measured OpenSC over such an emulator.
 */
export const WIRE_TIMES = {
	'10.75 kbit/s': wireTime(10_750),
	'62.5 kbit/s': wireTime(62_500),
	'172 kbit/s': wireTime(172_000),
	'250 kbit/s': wireTime(250_000),
} as const;

/** Milliseconds for `byteCount` bytes. */
export function millisecondsFor(byteCount: number, { bitsPerSecond }: WireTime): number {
	return (byteCount * BITS_PER_BYTE * 1_000) / bitsPerSecond;
}

/** The card, as slow as its wire: the command takes its time before the card has it, the answer before the reader. */
export function slowCard(card: VirtualCard, wire: WireTime, timer: Timer): VirtualCard {
	const wait = (delayMs: number): Promise<void> =>
		new Promise((resolve) => {
			timer.after(delayMs, resolve);
		});
	return {
		get atr() {
			return card.atr;
		},
		powerOn: () => card.powerOn(),
		powerOff: () => card.powerOff(),
		reset: () => card.reset(),
		async transmit(command) {
			await wait(wire.perCommandMs + millisecondsFor(command.length, wire));
			const answer = await card.transmit(command);
			await wait(millisecondsFor(answer.length, wire));
			return answer;
		},
	};
}

function wireTime(bitsPerSecond: number): WireTime {
	return { bitsPerSecond, perCommandMs: PER_COMMAND_MS };
}
