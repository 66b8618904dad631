import { type AppState, endOfSeal, focusedReader, gapOf, isLoginBegun, isSessionEndNear } from '#app';
import type { Texts } from '#i18n';
import { countdown, dim, type Line, line, type Span, toned } from '#ui';
import { slotWord } from './slot-word.ts';
import type { View } from './view.ts';

const GAP = '   ';
const MINUTE_MS = 60_000;

/** One line that always tells the truth about reader, card and session. */
export function statusLine({ state, texts, theme }: View): Line {
	const light = (isOn: boolean, text: string): readonly Span[] =>
		isOn ? [toned('done', theme.glyphs.on), { text: ` ${text}` }] : [dim(`${theme.glyphs.off} ${text}`)];
	return line(
		' ',
		...light(...readerLight(state, texts)),
		GAP,
		...light(...cardLight(state, texts)),
		GAP,
		...light(...sessionLight(state, texts)),
	);
}

function readerLight(state: AppState, texts: Texts): [boolean, string] {
	const reader = focusedReader(state);
	if (reader !== undefined) {
		return [true, reader.isVirtual ? texts.status.readerVirtual : texts.status.readerReady];
	}
	return [
		false,
		state.card.service.kind === 'down' ? texts.status.readerServiceDown : texts.status.readerNone,
	];
}

function cardLight(state: AppState, texts: Texts): [boolean, string] {
	const reader = focusedReader(state);
	if (reader === undefined || reader.slot.kind === 'empty') {
		return [false, texts.status.cardNone];
	}
	const { slot } = reader;
	if ((slot.kind === 'seal' || slot.kind === 'akis') && gapOf(slot) === undefined) {
		const isGood = slot.kind === 'seal' && endOfSeal(state, slot.card.certificates) === undefined;
		return [isGood, slot.card.product];
	}
	return [false, texts.status.card(slotWord(state, reader, texts))];
}

function sessionLight(state: AppState, texts: Texts): [boolean, string] {
	if (state.session !== undefined) {
		const left = state.session.expiresAt - state.now;
		const shown = isSessionEndNear(state.session, state.now) ? left : Math.ceil(left / MINUTE_MS) * MINUTE_MS;
		return [true, texts.status.sessionOpen(countdown(shown))];
	}
	return [false, isLoginBegun(state) ? texts.status.loginUnderWay : texts.status.sessionNone];
}
