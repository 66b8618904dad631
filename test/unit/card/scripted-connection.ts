import type { CardConnection, Disposition } from '#card';
import { CardError } from '#card';

export interface ScriptedConnection extends CardConnection {
	/** How it was closed; empty while it is open. */
	readonly closedWith: readonly Disposition[];
	/** Fails where a step was never asked for. */
	assertUsedUp(): void;
}

/** One step: the command that must come, in hexadecimal with spaces as wanted, and what the card answers. */
export type Step = readonly [command: string, answer: string];

/** A card that plays one conversation and fails on an extra, a missing or another command. */
export function scriptedConnection(steps: readonly Step[]): ScriptedConnection {
	let position = 0;
	const closedWith: Disposition[] = [];
	return {
		closedWith,
		async transmit(command) {
			const step = steps[position];
			const sent = hex(command);
			if (step === undefined) {
				throw new Error(`step ${position + 1}: nothing more was expected, got ${sent}`);
			}
			if (sent !== compact(step[0])) {
				throw new Error(`step ${position + 1}: expected ${compact(step[0])}, got ${sent}`);
			}
			position++;
			return bytes(step[1]);
		},
		async close(disposition) {
			closedWith.push(disposition);
		},
		assertUsedUp() {
			if (position !== steps.length) {
				throw new Error(`${steps.length - position} steps were never asked for`);
			}
		},
	};
}

/** A card whose every answer is computed. */
export function answeringConnection(answer: (command: Uint8Array) => Uint8Array): CardConnection {
	return {
		transmit: async (command) => answer(command),
		close: async () => undefined,
	};
}

/** A file system as an AKİS card shows it: the application by name, files with an FCI, reads of any part. */
export function cardWithFiles(files: ReadonlyMap<number, Uint8Array>): (command: Uint8Array) => Uint8Array {
	let current: Uint8Array | undefined;
	return (command) => {
		const [, ins, p1 = 0, p2 = 0] = command;
		if (ins === 0xa4 && p1 === 0x04) {
			return bytes('9000');
		}
		if (ins === 0xa4 && p1 === 0x02) {
			current = files.get((command[5] ?? 0) * 256 + (command[6] ?? 0));
			return current === undefined
				? bytes('6A82')
				: Uint8Array.of(0x6f, 0x04, 0x80, 0x02, current.length >> 8, current.length & 0xff, 0x90, 0x00);
		}
		if (ins === 0xb0 && current !== undefined) {
			const offset = p1 * 256 + p2;
			return Buffer.concat([current.subarray(offset, offset + (command[4] || 256)), bytes('9000')]);
		}
		throw new CardError('unexpected-status', `the card was not told what to do with ${hex(command)}`);
	};
}

export const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(compact(text), 'hex'));
export const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex').toUpperCase();

const compact = (text: string): string => text.replaceAll(' ', '').toUpperCase();
