import {
	type AppState,
	type CardOfDriver,
	isUnrecognised,
	type Next,
	next,
	refuse,
	request,
	type StampedMessage,
	tell,
} from '#app';
import type { CardSnapshot } from '#card';

/** Loads the vendor's module and looks what it sees; what is on the screen stays until it is known. */
export function lookAtDriver(before: AppState): Next {
	return request(before, (number, state) => {
		const { driver } = state;
		const effect = { kind: 'look-at-driver', request: number } as const;
		return driver.kind === 'searching'
			? next({ ...state, driver: { kind: 'searching', request: number } }, effect)
			: next({ ...state, driver: { ...driver, recheck: number, cards: cardsOf(state.card) } }, effect);
	});
}

/** Asked for by a person, who hears where it is being done already. */
export function lookAtDriverAgain(state: AppState): Next {
	return awaitedLook(state) === undefined
		? lookAtDriver(tell(state, 'checked-again'))
		: refuse(state, 'waiting-for-answer');
}

export function driverTold(
	state: AppState,
	{ request: number, report }: Extract<StampedMessage, { readonly type: 'driver-told' }>,
): Next {
	if (number !== awaitedLook(state)) {
		return next(state);
	}
	const cards = state.driver.kind === 'told' ? state.driver.cards : cardsOf(state.card);
	return driverAfterCardChange({
		...state,
		driver: { kind: 'told', report, toldAt: state.now, recheck: undefined, cards },
	});
}

/** Another card, or none: what the module saw of the former one says nothing any more. */
export function driverAfterCardChange(state: AppState): Next {
	const { driver } = state;
	if (driver.kind !== 'told' || driver.recheck !== undefined || isBeingRead(state.card)) {
		return next(state);
	}
	const { kind } = driver.report.module;
	const isLoadable = kind === 'works' || kind === 'failed' || kind === 'in-use';
	const cards = cardsOf(state.card);
	const isSame = cards.length === driver.cards.length && cards.every((card) => driver.cards.includes(card));
	return isLoadable && !isSame ? lookAtDriver(state) : next(state);
}

function awaitedLook({ driver }: AppState): number | undefined {
	return driver.kind === 'searching' ? driver.request : driver.recheck;
}

/** The module is not set on a card that the monitor is reading. */
function isBeingRead({ readers }: CardSnapshot): boolean {
	return readers.some(({ slot }) => slot.kind === 'reading');
}

/** What the module is asked about: AKİS cards, and cards that were not recognised, which it may know all the same. */
function cardsOf({ readers }: CardSnapshot): readonly CardOfDriver[] {
	return readers.flatMap((reader): readonly CardOfDriver[] => {
		const { name, isVirtual, slot } = reader;
		if (isVirtual) {
			return [];
		}
		if (slot.kind === 'seal' || slot.kind === 'akis') {
			return [slot.card];
		}
		// By reader and ATR: each failed try to read the same insertion makes a new slot state.
		return isUnrecognised(reader) && 'atr' in slot ? [`${name} ${slot.atr}`] : [];
	});
}
