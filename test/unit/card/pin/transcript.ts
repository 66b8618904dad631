import { type CardConnection, CardError, type CardErrorCode, type Disposition, type Reader } from '#card';
import { bytes, hex } from '../scripted-connection.ts';

/** What the card answers in hexadecimal, or what becomes of the command instead. */
export type Step = readonly [command: string, answer: string | { readonly lost: CardErrorCode }];

/** One connection after the other: what is said in it, or why it is not opened. */
export type Script = readonly (readonly Step[] | { readonly refused: CardErrorCode })[];

export interface TranscriptReader extends Reader {
	readonly closedWith: readonly Disposition[];
	/** Fails where anything was said that was not in the script, or was not said that was. */
	assertKept(): void;
}

/**
 * A reader that plays a script, and holds the program to it: also where the program makes an outcome of the error
 * it gets, an extra, missing or another command fails at the end.
 */
export function transcriptReader(script: Script): TranscriptReader {
	const breaches: string[] = [];
	const closedWith: Disposition[] = [];
	let connections = 0;
	let stepsLeft = 0;
	const breach = (text: string): never => {
		breaches.push(text);
		throw new CardError('card-lost', text);
	};
	const open = (steps: readonly Step[]): CardConnection => {
		let position = 0;
		stepsLeft += steps.length;
		return {
			async transmit(command) {
				const sent = hex(command);
				const step = steps[position];
				if (step === undefined || sent !== hex(bytes(step[0]))) {
					return breach(
						`connection ${connections}, step ${position + 1}: ${step?.[0]} expected, got ${sent}`,
					);
				}
				position++;
				stepsLeft--;
				const [, answer] = step;
				if (typeof answer !== 'string') {
					throw new CardError(answer.lost, 'by the script');
				}
				return bytes(answer);
			},
			async close(disposition) {
				closedWith.push(disposition);
			},
		};
	};
	return {
		name: 'transcript',
		isVirtual: true,
		closedWith,
		async connect(mode) {
			const entry = script[connections];
			connections++;
			if (entry === undefined || mode !== 'exclusive') {
				return breach(`connection ${connections} in mode ${mode} was not expected`);
			}
			if ('refused' in entry) {
				throw new CardError(entry.refused, 'by the script');
			}
			return open(entry);
		},
		assertKept() {
			const missing = stepsLeft + script.slice(connections).length;
			if (breaches.length > 0 || missing > 0) {
				throw new Error(`${missing} steps or connections missing; ${breaches.join('; ')}`);
			}
			const opened = script.filter((entry) => !('refused' in entry)).length;
			if (closedWith.length !== opened || closedWith.some((disposition) => disposition !== 'reset')) {
				throw new Error(`${opened} connections ended with ${closedWith}`);
			}
		},
	};
}
