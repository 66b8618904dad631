import type { CardPinPort } from '#app';
import type { Journal } from '#audit';
import type { AkisCard, CardMonitor } from '#card';
import { isSandboxCard } from '#card-rules';
import { cardPinAt } from './card-pin.ts';
import { systemClock } from './clock.ts';
import type { LateDriver } from './driver.ts';

export interface CommandPinOptions {
	/** Whose readers have the cards. */
	readonly monitor: CardMonitor;
	/** The one that the command looks with. */
	readonly driver: LateDriver;
	/** Where the journal lies is named by it. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** This user's number; undefined where the system has none. */
	readonly uid: number | undefined;
}

/** The PIN of one card for a command: by the desks and in the journal of the screens. */
export function cardPinOfCommand(options: CommandPinOptions): (card: AkisCard) => CardPinPort {
	const { monitor, driver, environment, uid } = options;
	return (card) => {
		let opened: Promise<Journal> | undefined;
		const journal = async (): Promise<Journal> => {
			const { createJournal, journalDirectory } = await import('#audit');
			const directory = journalDirectory(environment, isSandboxCard(card) ? 'sandbox' : 'portal');
			return createJournal({ directory, now: () => systemClock.now(), uid });
		};
		return cardPinAt({
			clock: systemClock,
			readerWith: async (wanted) => monitor.readerWith(wanted),
			module: driver.module,
			journal: () => {
				opened ??= journal();
				return opened;
			},
		});
	};
}
