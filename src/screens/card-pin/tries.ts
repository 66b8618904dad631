import { type CardPinState, focusedReader } from '#app';
import type { TriesLeft } from '#card';
import type { Texts } from '#i18n';
import { dim, fitText, type Line, line, secondsSince, type Tone, toned } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View } from '../view.ts';

const LABEL_CELLS = 12;

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

/** One line for the PIN and, where it is wanted and the card tells of it, one for the PUK. */
export function triesLines(view: View, { tries }: CardPinState, withPuk = true): readonly Line[] {
	const { state, texts, width } = view;
	switch (tries.kind) {
		case 'none':
			return paragraph(withoutCard(view), width, 'care');
		case 'looking':
			return [line(texts.cardPin.looking(secondsSince(tries.since, state.now)))];
		case 'looked': {
			const { outcome } = tries;
			if (outcome.kind !== 'read') {
				return [triesLine(texts.cardPin.pinTries, texts.cardPin.untold[outcome.kind], 'care', width)];
			}
			return [
				triesLine(texts.cardPin.pinTries, triesText(texts, outcome.pin), toneOf(outcome.pin), width),
				...(outcome.puk === undefined || !withPuk
					? []
					: [triesLine(texts.cardPin.pukTries, triesText(texts, outcome.puk), toneOf(outcome.puk), width)]),
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

function triesLine(label: string, text: string, tone: Tone | undefined, width: number): Line {
	return line(dim(fitText(label, LABEL_CELLS)), toned(tone, fitText(text, width - LABEL_CELLS)));
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
