import { type VirtualCard, VirtualCardFault } from '../virtual-card.ts';
import type { CommandFault, ConnectFault, FaultPlan } from './fault-plan.ts';
import { createFaultSchedule } from './fault-schedule.ts';
import { distortedAnswer, type EndlessAnswers, endlessAnswers } from './faulty-answer.ts';
import { type RecordedCommand, recordCommand } from './recorded-command.ts';

/** What faults do to the place that the card is in. A plug into vpcd can only take the card out. */
export interface FaultySlot {
	remove(): void;
	resetByAnother?(): void;
	stopService?(): void;
}

/**
 * Lets the faults of a plan strike a virtual card, in the virtual reader or in vpcd alike: it stands between slot
 * and card, where it also sees what really reached the card.
 */
export interface FaultInjector {
	/** The card as the slot is to get it. All cards of one injector count together. */
	wrap(card: VirtualCard): VirtualCard;
	/**
	 * Tells the slot that the faults work on, before the first command.
	 *
	 * @throws TypeError where the plan has a fault that this slot cannot make
	 */
	plugInto(slot: FaultySlot): void;
	/** For `createVirtualReader`: asked at each connection, says what goes wrong with it. */
	readonly connectFault: () => ConnectFault['kind'] | undefined;
	/** For `createVirtualAkisCard`: the moment of a pull `during` a command. */
	readonly onStateChange: () => void;
	/** Every command that reached the contacts so far, in order. */
	readonly commands: readonly RecordedCommand[];
	/** Faults that have not struck yet. */
	readonly outstanding: FaultPlan;
}

/** Faults of one command alone. */
type StrikingFault = Exclude<CommandFault, { readonly kind: EndlessAnswers['kind'] }>;

export function createFaultInjector(plan: FaultPlan): FaultInjector {
	const schedule = createFaultSchedule(plan);
	const commands: RecordedCommand[] = [];
	let refusals = 0;
	let slot: FaultySlot | undefined;
	let tearsAtNextChange = false;

	const slotOf = (): FaultySlot => {
		if (slot === undefined) {
			throw new TypeError('the fault injector was not told its slot');
		}
		return slot;
	};

	/** Whoever waits for the answer hears from the slot what became of the card. */
	const lose = (way: 'remove' | 'resetByAnother' | 'stopService'): never => {
		slotOf()[way]?.();
		throw new VirtualCardFault('no-power');
	};

	const execute = async (
		card: VirtualCard,
		command: Uint8Array,
		fault: StrikingFault,
	): Promise<Uint8Array> => {
		tearsAtNextChange = fault.kind === 'pull' && fault.moment === 'during';
		try {
			return await card.transmit(command);
		} finally {
			tearsAtNextChange = false;
		}
	};

	const strike = async (
		fault: StrikingFault,
		card: VirtualCard,
		command: Uint8Array,
		silence: () => Promise<never>,
	): Promise<Uint8Array> => {
		const answer = isExecuted(fault) ? await execute(card, command, fault) : undefined;
		switch (fault.kind) {
			case 'pull':
				return lose('remove');
			case 'reset-by-another':
				return lose('resetByAnother');
			case 'service-death':
				return lose('stopService');
			case 'silence':
				return silence();
			default:
				return distortedAnswer(fault, answer);
		}
	};

	const keep = (command: Uint8Array, isExecuted: boolean, fault: RecordedCommand['fault']): void => {
		commands.push(recordCommand(commands.length + 1, command, isExecuted, fault));
	};

	return {
		wrap(card) {
			let endless: EndlessAnswers | undefined;
			let endSilence: (() => void) | undefined;
			const forget = (): void => {
				endless = undefined;
				endSilence?.();
			};
			const silence = (): Promise<never> =>
				new Promise((_, reject) => {
					endSilence = () => reject(new VirtualCardFault('no-power'));
				});
			return {
				get atr() {
					return card.atr;
				},
				powerOn: () => card.powerOn(),
				powerOff() {
					forget();
					card.powerOff();
				},
				reset() {
					forget();
					card.reset();
				},
				async transmit(command) {
					const instruction = command[1] ?? 0;
					const fault = schedule.forCommand(instruction);
					if (fault === undefined) {
						const answer = endless?.concerns(instruction) === true ? endless.next() : undefined;
						keep(command, answer === undefined, answer === undefined ? undefined : endless?.kind);
						return answer ?? card.transmit(command);
					}
					switch (fault.kind) {
						case 'endless-more':
						case 'endless-length':
							keep(command, false, fault.kind);
							endless = endlessAnswers(fault.kind, instruction);
							return endless.next();
						default:
							keep(command, isExecuted(fault), fault.kind);
							return strike(fault, card, command, silence);
					}
				},
			};
		},
		plugInto(place) {
			for (const { fault } of plan) {
				const lacksReset = fault.kind === 'reset-by-another' && place.resetByAnother === undefined;
				const lacksService = fault.kind === 'service-death' && place.stopService === undefined;
				if (lacksReset || lacksService) {
					throw new TypeError(`this slot cannot make the fault ${fault.kind}`);
				}
			}
			slot = place;
		},
		connectFault() {
			const fault = schedule.forConnect();
			if (fault?.kind === 'service-death') {
				slotOf().stopService?.();
				return fault.kind;
			}
			refusals += fault?.times ?? 0;
			if (refusals === 0) {
				return undefined;
			}
			refusals -= 1;
			return 'sharing-violation';
		},
		onStateChange() {
			if (tearsAtNextChange) {
				tearsAtNextChange = false;
				slotOf().remove();
			}
		},
		commands,
		get outstanding() {
			return schedule.outstanding;
		},
	};
}

function isExecuted(fault: StrikingFault): boolean {
	switch (fault.kind) {
		case 'pull':
			return fault.moment !== 'before';
		case 'cut-answer':
			return true;
		case 'reset-by-another':
			return false;
		default:
			return fault.isExecuted;
	}
}
