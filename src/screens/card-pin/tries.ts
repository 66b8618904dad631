import { type CardPinState, focusedReader } from '#app';
import type { TriesLeft } from '#card';
import type { Texts } from '#i18n';
import {
	type Fact,
	fact,
	facts,
	type Part,
	paragraph,
	secondsSince,
	type Tone,
	toned,
	waitingRow,
} from '#ui';
import type { View } from '../view.ts';

const LAYOUT = { labelCells: 12, isOneRow: true } as const;

/** How many tries are left, in words. */
export function triesText({ cardPin }: Texts, tries: TriesLeft): string {
	switch (tries.kind) {
		case 'at-most':
		case 'exactly':
			return cardPin.tries[tries.kind](tries.count);
		case 'unknown':
		case 'last-try':
		case 'blocked':
			return cardPin.tries[tries.kind];
	}
}

/** One fact for the PIN and, where it is wanted and the card tells of it, one for the PUK. */
export function triesParts(view: View, { tries }: CardPinState, withPuk = true): readonly Part[] {
	const { state, texts } = view;
	const { cardPin } = texts;
	switch (tries.kind) {
		case 'none':
			return [paragraph(toned('care', withoutCard(view)))];
		case 'looking':
			return [waitingRow(cardPin.looking, secondsSince(tries.since, state.now))];
		case 'looked': {
			const { outcome } = tries;
			if (outcome.kind !== 'read') {
				return [facts(LAYOUT, fact(cardPin.pinTries, toned('care', cardPin.untold[outcome.kind])))];
			}
			const { pin, puk } = outcome;
			const told = (label: string, left: TriesLeft): Fact =>
				fact(label, toned(toneOf(left), triesText(texts, left)));
			return [
				facts(
					LAYOUT,
					told(cardPin.pinTries, pin),
					...(puk === undefined || !withPuk ? [] : [told(cardPin.pukTries, puk)]),
				),
			];
		}
	}
}

/** Why there is no card to ask: what step 1 says of the reader. */
function withoutCard({ state, texts }: View): string {
	const reader = focusedReader(state);
	if (reader === undefined) {
		return texts.card.slot.noReader;
	}
	const { slot } = reader;
	if (slot.kind === 'failed' && slot.code === 'terminated') {
		return texts.card.slot.terminated;
	}
	return slot.kind === 'empty' && reader.isVirtual
		? texts.card.slot.emptyVirtual
		: texts.card.slot[slot.kind];
}

function toneOf(tries: TriesLeft): Tone | undefined {
	switch (tries.kind) {
		case 'unknown':
			return 'care';
		case 'last-try':
		case 'blocked':
			return 'danger';
		case 'exactly':
		case 'at-most':
			return tries.count < 3 ? 'care' : undefined;
	}
}
