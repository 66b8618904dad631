import type { AkisCard } from '#card-model';
import type { CapabilityReason } from '#card-rules';
import type { ApduChannel } from '../apdu/channel.ts';
import { APPLICATION_PIN } from '../apdu/pin-command.ts';
import { openApplication, openMasterFile, type PinFlags } from '../drivers/akis-v1.ts';
import { cardErrorCode } from '../errors.ts';
import type { ReservedReader, WaitOptions } from '../session.ts';
import type { CardMemory } from './card-memory.ts';
import { isWorthKeeping, learnObjects } from './card-objects.ts';
import type { WayFaultCode } from './pin-outcome.ts';
import { recogniseCard } from './same-card.ts';
import { type CounterHint, type TriesLeft, triesLeft } from './tries-left.ts';

/** What a look at a card's counters found. Nothing was compared and nothing is changed by it. */
export type TriesOutcome =
	| {
			readonly kind: 'read';
			readonly pin: TriesLeft;
			/** Undefined where nothing says of what the card would tell it. */
			readonly puk: TriesLeft | undefined;
	  }
	/** Another card than the one that was shown is in the reader. */
	| { readonly kind: 'other-card' }
	| { readonly kind: 'in-use' }
	| { readonly kind: 'not-supported'; readonly reason: CapabilityReason }
	| { readonly kind: 'not-read'; readonly code: WayFaultCode };

/** What the card shows of both counters, without comparing. */
export interface Hints {
	readonly pin: CounterHint | undefined;
	readonly puk: CounterHint | undefined;
}

/** Leaves the application selected, which the PIN belongs to. */
export async function readHints(channel: ApduChannel, memory: CardMemory, withPuk: boolean): Promise<Hints> {
	const puk = withPuk ? flaggedHint(await openMasterFile(channel)) : undefined;
	return { puk, pin: hintOf(memory, flaggedHint(await openApplication(channel))) };
}

/** Tag 90 speaks of the usual reference; of a PIN with another one the card says nothing that could be understood. */
export function hintOf({ pinReference }: CardMemory, hint: CounterHint | undefined): CounterHint | undefined {
	return pinReference === APPLICATION_PIN ? hint : undefined;
}

function flaggedHint(flags: PinFlags | undefined): CounterHint | undefined {
	if (flags === undefined) {
		return undefined;
	}
	if (flags.isLastTry) {
		return 'last-try';
	}
	return flags.isWrongEntered ? 'some-wrong' : 'untouched';
}

/** From now on the memory is about the PIN with this reference: what was learnt of another one is not its. */
export function speakOf(memory: CardMemory, reference: number): void {
	if (memory.pinReference !== reference) {
		memory.pinReference = reference;
		memory.pin = undefined;
	}
}

export interface TriesLook {
	readonly card: AkisCard;
	readonly memory: CardMemory;
	readonly withPuk: boolean;
}

/** Holds a conversation in which the counters are looked at. */
export async function lookAtTries(
	reserved: ReservedReader,
	wait: WaitOptions,
	{ card, memory, withPuk }: TriesLook,
): Promise<TriesOutcome> {
	try {
		const held = await reserved.converse(wait, async (channel): Promise<TriesOutcome> => {
			const hints = await readHints(channel, memory, withPuk);
			const same = await recogniseCard(channel, card, memory.serial);
			if (same === undefined) {
				return { kind: 'other-card' };
			}
			memory.serial = same.serial;
			const objects = await learnObjects(channel, memory.objects, 'pin');
			memory.objects = isWorthKeeping(objects) ? objects : undefined;
			speakOf(memory, objects.pins[0]?.reference ?? APPLICATION_PIN);
			return {
				kind: 'read',
				pin: triesLeft(hintOf(memory, hints.pin), memory.pin),
				puk: withPuk ? triesLeft(hints.puk, memory.puk) : undefined,
			};
		});
		return held.kind === 'held' ? held.value : held;
	} catch (error) {
		wait.signal.throwIfAborted();
		return { kind: 'not-read', code: cardErrorCode(error) };
	}
}
