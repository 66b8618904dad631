import { createCardMonitor } from '#card';
import type { IssuedSealPair } from '../../src/sandbox/authority/index.ts';
import { drawFault, type FaultPlan } from '../../src/sandbox/card/index.ts';
import { createRandomSource, type RandomSource } from '../../src/sandbox/random.ts';
import { hurriedTimer } from '../unit/card/hurried-timer.ts';
import { watchPauses } from '../unit/card/pin/pauses.ts';
import {
	attempt,
	NEW_PIN,
	OPERATIONS,
	type Operation,
	PIN,
	PUK,
	type Stage,
	virtualStage,
} from '../unit/card/pin/virtual-stage.ts';

/** What a person does with a card while things go wrong; `list` is what the monitor does by itself. */
export type StormOperation = Operation | 'list';
export const STORM_OPERATIONS: readonly StormOperation[] = ['list', ...OPERATIONS];

/** One act, the card's past before it and the faults on its way: all of it drawn from the seed. */
export interface StormAct {
	readonly operation: StormOperation;
	readonly plan: FaultPlan;
	/** PINs and PUKs sent wrong to the card before. */
	readonly wrongPins: number;
	readonly wrongPuks: number;
	readonly isRight: boolean;
	readonly confirmedLastTry: boolean;
}

export interface ActResult {
	/** One of the names of {@link NAMED_OUTCOMES}, or what came in its place. */
	readonly outcome: string;
	/** Commands that reached the card's contacts. */
	readonly commands: number;
	readonly struck: readonly string[];
	/** Promises that were broken; none on a good day. */
	readonly broken: readonly string[];
}

export interface FaultStormOptions {
	readonly seed: number;
	readonly runs: number;
	readonly seal: IssuedSealPair;
}

export interface FaultStormReport {
	readonly runs: number;
	/** How often each outcome came, by operation. */
	readonly outcomes: ReadonlyMap<StormOperation, ReadonlyMap<string, number>>;
	/** How often each kind of fault struck. */
	readonly faults: ReadonlyMap<string, number>;
	/** Of the longest act. */
	readonly mostCommands: number;
	/** Each with the act that it was found in. */
	readonly broken: readonly string[];
}

/** As many commands as the longest act takes, and the look after it. */
const COMMANDS = 20;
const CONNECTS = 3;
const MOST_FAULTS = 3;
/** Of one act: GET RESPONSE without end in each of its conversations is the most. */
const MOST_COMMANDS = 200;
/** Only ends a hang. */
const HANG_MS = 30_000;
/** R07 of the requirements. */
const MOST_PAUSE_MS = 3_000;
const WRONG_PIN = '808182';
const WRONG_PUK = '80818283';

/** Outcomes of an act with a PIN that say that none was sent. */
const NOTHING_SENT: readonly string[] = [
	'in-use',
	'card-gone-before',
	'refused',
	// A disturbed list of keys names none.
	'not-supported',
	'needs-last-try-confirmation',
];
export const NAMED_OUTCOMES: Readonly<Record<'list' | 'pin', readonly string[]>> = {
	list: ['seal', 'akis', 'empty', 'in-use', 'unresponsive', 'failed', 'service-gone'],
	pin: ['done', 'signed', 'not-signed', 'wrong', 'blocked', 'declined', 'unknown', ...NOTHING_SENT],
};

/** The same seed and number of runs give the same storm. */
export async function runFaultStorm({ seed, runs, seal }: FaultStormOptions): Promise<FaultStormReport> {
	const random = createRandomSource(seed);
	const outcomes = new Map(STORM_OPERATIONS.map((operation) => [operation, new Map<string, number>()]));
	const faults = new Map<string, number>();
	const broken: string[] = [];
	let mostCommands = 0;
	for (let run = 1; run <= runs; run++) {
		const act = drawAct(random);
		const result = await performAct(act, seal);
		count(outcomes.get(act.operation), result.outcome);
		for (const kind of result.struck) {
			count(faults, kind);
		}
		mostCommands = Math.max(mostCommands, result.commands);
		broken.push(...result.broken.map((what) => `run ${run}: ${what}; ${JSON.stringify(act)}`));
	}
	return { runs, outcomes, faults, mostCommands, broken };
}

/** Performs one act on a card of its own and looks afterwards which promises were kept. */
export async function performAct(act: StormAct, seal: IssuedSealPair): Promise<ActResult> {
	const { plan, wrongPins, wrongPuks } = act;
	const stage = await virtualStage({ seal, plan, wrongPins, wrongPuks });
	const before = stage.card.condition;
	let looksAfterPin = 0;
	const watch = watchPauses(stage.reader, stage.timer);
	const reader: Stage['reader'] = {
		...watch.reader,
		connect(mode) {
			looksAfterPin += stage.pinCommands() > 0 ? 1 : 0;
			return watch.reader.connect(mode);
		},
	};
	const told = await outcomeOf(act, { ...stage, reader });
	const { outcome } = told;
	const sent = stage.pinCommands();
	const after = stage.card.condition;
	const commands = stage.injector.commands.length;
	const { operation, confirmedLastTry } = act;
	const usesPuk = operation === 'unblock';
	const wasLastTry = usesPuk ? before.pukTriesLeft === 1 : before.pinTriesLeft <= 1 && !confirmedLastTry;
	const spent = usesPuk ? before.pukTriesLeft - after.pukTriesLeft : before.pinTriesLeft - after.pinTriesLeft;
	const promises: Readonly<Record<string, boolean>> = {
		'a named outcome': NAMED_OUTCOMES[operation === 'list' ? 'list' : 'pin'].includes(outcome),
		'at most one PIN command for an act, and none for a list': sent <= (operation === 'list' ? 0 : 1),
		'no PIN command where the outcome says so': !NOTHING_SENT.includes(outcome) || sent === 0,
		'no last try that nobody asked for': !wasLastTry || sent === 0,
		'at most one try spent, and none without a PIN command': spent <= sent,
		'a new look at the card after a lost answer': outcome !== 'unknown' || looksAfterPin > 0,
		'no pause of 3 s while a card is held': watch.longestMs() < MOST_PAUSE_MS,
		'no card kept open': watch.openCount() === 0,
		'no card destroyed': !after.isDestroyed,
		'no card left verified': !after.isPinVerified,
		'an end within the bound of commands': commands < MOST_COMMANDS,
		'no secret in the outcome': ![PIN, PUK, NEW_PIN, WRONG_PIN, WRONG_PUK].some((secret) =>
			told.words.includes(secret),
		),
	};
	return {
		outcome,
		commands,
		struck: plan
			.filter((planned) => !stage.injector.outstanding.includes(planned))
			.map(({ fault }) => fault.kind),
		broken: Object.entries(promises)
			.filter(([, isKept]) => !isKept)
			.map(([what]) => `not kept (outcome ${outcome}): ${what}`),
	};
}

function drawAct(random: RandomSource): StormAct {
	const [operation = 0, faults = 0, wrongPins = 0, wrongPuks = 0, isRight = 0, confirmed = 0] =
		random.bytes(6);
	return {
		operation: STORM_OPERATIONS[operation % STORM_OPERATIONS.length] ?? 'list',
		plan: Array.from({ length: 1 + (faults % MOST_FAULTS) }, () =>
			drawFault(random, { commands: COMMANDS, connects: CONNECTS }),
		),
		wrongPins: wrongPins % 4,
		wrongPuks: wrongPuks % 3,
		isRight: isRight % 2 === 0,
		confirmedLastTry: confirmed % 2 === 0,
	};
}

interface ToldOutcome {
	readonly outcome: string;
	/** All that the outcome says, written out. */
	readonly words: string;
}

/** An exception and a hang have no name that anybody expects. */
async function outcomeOf(act: StormAct, stage: Stage): Promise<ToldOutcome> {
	const hang = Promise.withResolvers<ToldOutcome>();
	const limit = setTimeout(() => hang.resolve({ outcome: 'hang', words: '' }), HANG_MS);
	try {
		return await Promise.race([
			act.operation === 'list' ? list(stage) : actWithPin(act, stage),
			hang.promise,
		]);
	} catch (error) {
		return { outcome: `exception ${String(error)}`, words: String(error) };
	} finally {
		clearTimeout(limit);
	}
}

async function actWithPin(act: StormAct, stage: Stage): Promise<ToldOutcome> {
	const { operation, isRight, confirmedLastTry } = act;
	if (operation === 'list') {
		throw new TypeError('a list is no act with a PIN');
	}
	const outcome = await attempt(stage, operation, {
		confirmedLastTry,
		pin: isRight ? PIN : WRONG_PIN,
		puk: isRight ? PUK : WRONG_PUK,
	});
	return { outcome: outcome.kind, words: JSON.stringify(outcome) };
}

/** What the monitor shows of the reader once nothing is being found out any more. */
async function list({ slot }: Stage): Promise<ToldOutcome> {
	const monitor = createCardMonitor({ services: [slot], clock: hurriedTimer() });
	try {
		const { readers } = await monitor.settled();
		// Nobody typed anything, so there is no secret to look for; a certificate may hold such digits by chance.
		return { outcome: readers[0]?.slot.kind ?? 'service-gone', words: '' };
	} finally {
		await monitor.close();
	}
}

function count(counts: Map<string, number> | undefined, name: string): void {
	counts?.set(name, (counts.get(name) ?? 0) + 1);
}
