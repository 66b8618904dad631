import type { RandomSource } from '../../random.ts';

/** Where in a command the card loses its contacts: `during` is after a try was spent and before the comparison. */
export type Moment = 'before' | 'during' | 'after';

/** What goes wrong with one command. `isExecuted`: the card did it all the same, only its answer is not that. */
export type CommandFault =
	/** The card is pulled. A command that changes nothing lasting has no `during`: it counts as `after`. */
	| { readonly kind: 'pull'; readonly moment: Moment }
	| { readonly kind: 'empty-answer'; readonly isExecuted: boolean }
	| { readonly kind: 'one-byte-answer'; readonly isExecuted: boolean; readonly byte: number }
	/** The card's true answer without its last bytes. */
	| { readonly kind: 'cut-answer'; readonly missingBytes: number }
	| { readonly kind: 'status'; readonly isExecuted: boolean; readonly status: number }
	/** These bytes and 9000. */
	| { readonly kind: 'garbage'; readonly isExecuted: boolean; readonly data: Uint8Array }
	/** `61xx` to this command and to each GET RESPONSE after it, until the card is reset. */
	| { readonly kind: 'endless-more' }
	/** `6Cxx` to this command and to each with the same instruction after it, until the card is reset. */
	| { readonly kind: 'endless-length' }
	/** No answer, until the card loses power or is reset. */
	| { readonly kind: 'silence'; readonly isExecuted: boolean }
	/** Another program reset the card just before. */
	| { readonly kind: 'reset-by-another' }
	| { readonly kind: 'service-death'; readonly isExecuted: boolean };

/** What goes wrong with opening a connection. */
export type ConnectFault =
	/** Another program holds the card, for as many tries as this. */
	{ readonly kind: 'sharing-violation'; readonly times: number } | { readonly kind: 'service-death' };

/** One fault and when it strikes; numbers count from 1, over all connections. */
export type PlannedFault =
	| { readonly at: 'command'; readonly number: number; readonly fault: CommandFault }
	/** The n-th command with this instruction byte. */
	| {
			readonly at: 'instruction';
			readonly instruction: number;
			readonly number: number;
			readonly fault: CommandFault;
	  }
	| { readonly at: 'connect'; readonly number: number; readonly fault: ConnectFault };

/** Faults as data: the same plan with the same card goes wrong in the same way. Each strikes once. */
export type FaultPlan = readonly PlannedFault[];

export interface FaultDrawing {
	/** The fault strikes at one of this many first commands. */
	readonly commands: number;
	/** Or at one of this many first connections; none where it is 0. */
	readonly connects: number;
}

const MAX_GARBAGE_BYTES = 258;
const MAX_REFUSED_CONNECTS = 20;
const STATUS_OK = 0x9000;

/** Kinds of {@link CommandFault}, each drawn as often as another; status words are any but 9000. */
const DRAWN: readonly ((random: RandomSource) => CommandFault)[] = [
	(random) => ({ kind: 'pull', moment: pick(random, ['before', 'during', 'after']) }),
	(random) => ({ kind: 'empty-answer', isExecuted: coin(random) }),
	(random) => ({ kind: 'one-byte-answer', isExecuted: coin(random), byte: below(random, 256) }),
	(random) => ({ kind: 'cut-answer', missingBytes: 1 + below(random, 300) }),
	(random) => ({ kind: 'status', isExecuted: coin(random), status: drawStatus(random) }),
	(random) => ({
		kind: 'garbage',
		isExecuted: coin(random),
		data: random.bytes(below(random, MAX_GARBAGE_BYTES + 1)),
	}),
	() => ({ kind: 'endless-more' }),
	() => ({ kind: 'endless-length' }),
	(random) => ({ kind: 'silence', isExecuted: coin(random) }),
	() => ({ kind: 'reset-by-another' }),
	(random) => ({ kind: 'service-death', isExecuted: coin(random) }),
];

/** One fault of any kind at any of the drawing's places, of which there is at least one. */
export function drawFault(random: RandomSource, { commands, connects }: FaultDrawing): PlannedFault {
	const place = below(random, commands + connects);
	if (place >= commands) {
		const fault: ConnectFault = coin(random)
			? { kind: 'sharing-violation', times: 1 + below(random, MAX_REFUSED_CONNECTS) }
			: { kind: 'service-death' };
		return { at: 'connect', number: place - commands + 1, fault };
	}
	return { at: 'command', number: place + 1, fault: pick(random, DRAWN)(random) };
}

/** A status word's first byte is 6x or 9x (ISO 7816-4, 5.6). */
function drawStatus(random: RandomSource): number {
	const status = ((coin(random) ? 0x60 : 0x90) | below(random, 16)) * 256 + below(random, 256);
	return status === STATUS_OK ? drawStatus(random) : status;
}

function coin(random: RandomSource): boolean {
	return below(random, 2) === 1;
}

function pick<T>(random: RandomSource, choices: readonly [T, ...T[]] | readonly T[]): T {
	const choice = choices[below(random, choices.length)];
	if (choice === undefined) {
		throw new TypeError('nothing to draw from');
	}
	return choice;
}

/** 0 to `limit` - 1; `limit` is far below 2^24, so that none is noticeably likelier. */
function below(random: RandomSource, limit: number): number {
	const [high = 0, middle = 0, low = 0] = random.bytes(3);
	return ((high << 16) | (middle << 8) | low) % limit;
}
