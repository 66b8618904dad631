import { type AppState, endOfSeal, focusedReader, gapOf, isLoginBegun, isSessionEndNear } from '#app';
import type { Texts } from '#i18n';
import { countdown, dim, type Line, line, plain, type Spoken, type Tone, toned } from '#ui';
import { slotWord } from './slot-word.ts';
import type { View } from './view.ts';

const GAP = '   ';
const MINUTE_MS = 60_000;

/** What is known of one thing. */
interface Light {
	readonly isOn: boolean;
	/** Of a light that is on. */
	readonly tone: Tone;
	readonly text: string;
	/** The text without the time that runs down. */
	readonly lasting: string;
}

/** One line that always tells the truth about reader, card and session. */
export function statusLine({ state, texts, theme }: View): Line {
	return line(
		' ',
		...lightsOf(state, texts).flatMap(({ isOn, tone, text }, index) => [
			...(index === 0 ? [] : [plain(GAP)]),
			...(isOn
				? [toned(tone, theme.glyphs.on), tone === 'done' ? plain(` ${text}`) : toned(tone, ` ${text}`)]
				: [dim(`${theme.glyphs.off} ${text}`)]),
		]),
	);
}

/** The same for somebody who listens. */
export function spokenStatus({ state, texts }: View): Spoken {
	const lights = lightsOf(state, texts);
	const said = (words: readonly string[]): string => texts.lineMode.status(words.join(', '));
	return {
		text: said(lights.map(({ text }) => text)),
		lasting: said(lights.map(({ lasting }) => lasting)),
	};
}

function lightsOf(state: AppState, texts: Texts): readonly Light[] {
	return [readerLight(state, texts), cardLight(state, texts), sessionLight(state, texts)];
}

function light(isOn: boolean, text: string, lasting: string = text): Light {
	return { isOn, tone: 'done', text, lasting };
}

function readerLight(state: AppState, texts: Texts): Light {
	const reader = focusedReader(state);
	if (reader !== undefined) {
		return light(true, reader.isVirtual ? texts.status.readerVirtual : texts.status.readerReady);
	}
	return light(
		false,
		state.card.service.kind === 'down' ? texts.status.readerServiceDown : texts.status.readerNone,
	);
}

function cardLight(state: AppState, texts: Texts): Light {
	const reader = focusedReader(state);
	if (reader === undefined || reader.slot.kind === 'empty') {
		return light(false, texts.status.cardNone);
	}
	const { slot } = reader;
	if ((slot.kind === 'seal' || slot.kind === 'akis') && gapOf(slot) === undefined) {
		const isGood = slot.kind === 'seal' && endOfSeal(state, slot.card.certificates) === undefined;
		return light(isGood, slot.card.product);
	}
	return light(false, texts.status.card(slotWord(state, reader, texts)));
}

/** In minutes, which is how often it is drawn; in seconds and in yellow where it soon ends. */
function sessionLight(state: AppState, texts: Texts): Light {
	const { session, now } = state;
	if (session === undefined) {
		return light(false, isLoginBegun(state) ? texts.status.loginUnderWay : texts.status.sessionNone);
	}
	const left = session.expiresAt - now;
	const lasting = texts.status.sessionOpen(countdown(1));
	return isSessionEndNear(session, now)
		? { ...light(true, texts.status.sessionOpen(countdown(left)), lasting), tone: 'care' }
		: light(true, texts.status.sessionOpen(texts.status.minutes(Math.ceil(left / MINUTE_MS))), lasting);
}
