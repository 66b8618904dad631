import type { AkisCard, CardErrorCode } from '#card-model';
import type { PinChannel } from '../apdu/channel.ts';
import type { PinCommand } from '../apdu/pin-command.ts';
import { cardErrorCode } from '../errors.ts';
import type { ReservedReader, WaitOptions } from '../session.ts';
import type { CardMemory } from './card-memory.ts';
import { type CardObjects, isWorthKeeping, learnObjects } from './card-objects.ts';
import { lastTryObstacle } from './last-try.ts';
import { type PinAnswer, readPinAnswer } from './pin-answer.ts';
import type { Afterwards, PinNotDone, Reread } from './pin-outcome.ts';
import { recogniseCard } from './same-card.ts';
import { countedTries, isTrySpent, type TriesLeft, triesLeft } from './tries-left.ts';
import { type Hints, hintOf, readHints, speakOf } from './tries-look.ts';

/** One act of a person with a PIN or PUK, checked as far as it can be without the card. */
export interface PinAct<Used> {
	readonly card: AkisCard;
	readonly memory: CardMemory;
	/** Which of the two the command carries to be compared. */
	readonly secret: 'pin' | 'puk';
	readonly confirmedLastTry: boolean;
	/** What has to be known of the card's structures. */
	readonly needs: 'pin' | 'keys';
	/** How to go on with this card, or what speaks against it: the last question before the PIN. */
	readonly plan: (objects: CardObjects) => PinPlan<Used> | PinNotDone;
}

/** What is done with a card of which all is known that can be. */
export interface PinPlan<Used> {
	readonly kind: 'plan';
	/** Of the PIN in the command, or of the one that the PUK opens. */
	readonly reference: number;
	/** Called once at most, when nothing is in the way any more. */
	readonly command: () => PinCommand;
	/** What the person wanted the PIN for, in the same conversation; its failures are among its results. */
	readonly use: (channel: PinChannel) => Promise<Used>;
}

export type ActOutcome<Used> =
	| (Afterwards & { readonly kind: 'right'; readonly used: Used; readonly tries: TriesLeft })
	| PinNotDone;

/** What an act saw of the counters before its PIN. */
interface SeenHints {
	before: Hints;
}

/** Of the conversation that finds out what a lost answer was; nobody can call it off. */
const REREAD_WAIT_MS = 2_000;

/** Holds the conversation of an act and, where its answer is lost, the one that looks what became of it. */
export async function performPinAct<Used>(
	reserved: ReservedReader,
	wait: WaitOptions,
	act: PinAct<Used>,
): Promise<ActOutcome<Used>> {
	let channel: PinChannel | undefined;
	const seen: SeenHints = { before: { pin: undefined, puk: undefined } };
	let code: CardErrorCode;
	try {
		const held = await reserved.converse(wait, async (opened) => {
			channel = opened;
			seen.before = await readHints(opened, act.memory, act.secret === 'puk');
			return converse(opened, seen, act);
		});
		if (held.kind === 'in-use') {
			return held;
		}
		const value: ActOutcome<Used> | { readonly kind: 'unclear' } = held.value;
		if (value.kind === 'right' && !held.isReset) {
			return { ...value, isLeftOpen: true };
		}
		if (value.kind !== 'unclear') {
			return value;
		}
		code = 'unexpected-status';
	} catch (error) {
		if (channel?.isPinSent !== true) {
			return outcomeBefore(error, wait.signal);
		}
		code = cardErrorCode(error);
	}
	return { kind: 'unknown', code, reread: await reread(reserved, act, seen.before) };
}

async function converse<Used>(
	channel: PinChannel,
	seen: SeenHints,
	act: PinAct<Used>,
): Promise<ActOutcome<Used> | { readonly kind: 'unclear' }> {
	const { memory, secret, card } = act;
	const same = await recogniseCard(channel, card, memory.serial);
	if (same === undefined) {
		return { kind: 'refused', refusal: { rule: 'other-card' } };
	}
	memory.serial = same.serial;
	const triesObstacle = (): PinNotDone | undefined =>
		lastTryObstacle({
			secret,
			hint: seen.before[secret],
			learnt: memory[secret],
			confirmedLastTry: act.confirmedLastTry,
		});
	const obstacle = triesObstacle();
	if (obstacle !== undefined) {
		return obstacle;
	}
	const objects = await learnObjects(channel, memory.objects, act.needs);
	memory.objects = isWorthKeeping(objects) ? objects : undefined;
	const plan = act.plan(objects);
	if (plan.kind !== 'plan') {
		return plan;
	}
	speakOf(memory, plan.reference);
	seen.before = { ...seen.before, pin: hintOf(memory, seen.before.pin) };
	// The plan may be about another PIN than the one whose hint was read.
	const unseen = triesObstacle();
	if (unseen !== undefined) {
		return unseen;
	}
	const learntBefore = memory[secret];
	// Until an answer is there nothing is known; a conversation that breaks leaves it at that.
	memory[secret] = undefined;
	const command = plan.command();
	let answer: PinAnswer;
	try {
		answer = readPinAnswer(await channel.sendPin(command));
	} finally {
		command.wipe();
	}
	switch (answer.kind) {
		case 'right': {
			memory.pin = undefined;
			const used = await plan.use(channel);
			return { kind: 'right', used, tries: triesLeft((await hintsAfter(channel, act)).pin, undefined) };
		}
		case 'wrong':
			memory[secret] = { kind: 'left', count: answer.triesLeft };
			return { kind: 'wrong', tries: countedTries(answer.triesLeft) };
		case 'blocked':
			memory[secret] = { kind: 'blocked' };
			return { kind: 'blocked' };
		case 'declined':
			memory[secret] = learntBefore;
			return {
				kind: 'declined',
				reason: answer.reason,
				tries: triesLeft((await hintsAfter(channel, act))[secret], learntBefore),
			};
		case 'unclear':
			return answer;
	}
}

type HintsOf = Pick<PinAct<unknown>, 'secret' | 'memory'>;

async function hintsAfter(channel: PinChannel, { secret, memory }: HintsOf): Promise<Hints> {
	try {
		return await readHints(channel, memory, secret === 'puk');
	} catch {
		// What the card answered is known; a hint that cannot be read any more takes nothing from it.
		return { pin: undefined, puk: undefined };
	}
}

/** The act ended before its command: what the person can do about it, or our own mistake, or their own wish. */
function outcomeBefore(error: unknown, signal: AbortSignal): PinNotDone {
	signal.throwIfAborted();
	if (error instanceof TypeError) {
		throw error;
	}
	return { kind: 'card-gone-before', code: cardErrorCode(error) };
}

async function reread(
	reserved: ReservedReader,
	{ card, memory, secret }: Pick<PinAct<unknown>, 'card' | 'memory' | 'secret'>,
	before: Hints,
): Promise<Reread> {
	const wait: WaitOptions = { signal: new AbortController().signal, waitMs: REREAD_WAIT_MS };
	try {
		const held = await reserved.converse(wait, async (channel): Promise<Reread> => {
			const after = await readHints(channel, memory, secret === 'puk');
			if ((await recogniseCard(channel, card, memory.serial)) === undefined) {
				return { kind: 'other-card' };
			}
			return {
				kind: 'read',
				pin: triesLeft(after.pin, memory.pin),
				puk: secret === 'puk' ? triesLeft(after.puk, memory.puk) : undefined,
				isTrySpent: isTrySpent(before[secret], after[secret]),
			};
		});
		return held.kind === 'held' ? held.value : { kind: 'not-read', code: 'sharing-violation' };
	} catch (error) {
		return { kind: 'not-read', code: cardErrorCode(error) };
	}
}
