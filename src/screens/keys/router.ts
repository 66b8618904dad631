import type { AppState, Command, Message, Refusal } from '#app';
import type { KeyEvent } from '#terminal';
import { keyContext, offeredBindings, paletteEntries, typedField } from '../house.ts';
import { BINDINGS, type Chord } from './bindings.ts';
import { takesText, whyNotIn } from './offered.ts';

/** The one place that turns a key into a message. Every key gets an answer, if only why it does nothing. */
export function routeKey(state: AppState, event: KeyEvent): Message {
	if (event.kind === 'paste') {
		return { type: 'paste', text: event.text };
	}
	const offered = offeredBindings(state).find(({ chords }) =>
		chords.some((chord) => isPressed(chord, event)),
	);
	if (offered !== undefined) {
		const { command } = offered.binding;
		return paletteMessage(state, command) ?? { type: 'command', command };
	}
	if (event.kind === 'text' && isForField(state)) {
		return { type: 'text', text: event.text };
	}
	return { type: 'refused', refusal: refusalOf(state, event) };
}

/** Also while the answer to what was typed is awaited: who goes on typing there is known by it. */
function isForField(state: AppState): boolean {
	const context = keyContext(state);
	return takesText(context) || (context !== 'too-small' && typedField(state)?.isAwaited === true);
}

function refusalOf(state: AppState, event: KeyEvent): Refusal {
	if (keyContext(state) === 'too-small') {
		return 'screen-too-small';
	}
	const whyNot = BINDINGS.filter(({ chords }) => chords.some((chord) => isPressed(chord, event)))
		.map((binding) => whyNotIn(keyContext(state), binding, state))
		.find((refusal) => refusal !== undefined);
	return whyNot ?? 'no-such-key';
}

/** What a key does in the list of the palette, which only this room can make; undefined for one that does something else. */
function paletteMessage(state: AppState, command: Command): Message | undefined {
	const { overlay } = state;
	if (overlay?.kind !== 'palette' || keyContext(state) !== 'palette') {
		return undefined;
	}
	const entries = paletteEntries(state);
	const last = entries.length - 1;
	const here = Math.min(overlay.cursor, last);
	switch (command) {
		case 'continue': {
			const entry = entries[here];
			if (entry === undefined) {
				return { type: 'refused', refusal: 'nothing-found' };
			}
			return entry.refusal === undefined
				? { type: 'palette-chosen', choice: entry.choice }
				: {
						type: 'refused',
						refusal: entry.refusal,
						key: { type: 'palette-chosen', choice: entry.choice },
					};
		}
		case 'up':
		case 'down':
		case 'page-up':
		case 'page-down': {
			const cursor = Math.max(0, Math.min(last, here + PALETTE_MOVES[command]));
			return cursor === here || last < 0
				? { type: 'refused', refusal: 'end-of-list' }
				: { type: 'palette-cursor', cursor };
		}
		default:
			return undefined;
	}
}

const PALETTE_MOVES = { up: -1, down: 1, 'page-up': -5, 'page-down': 5 } as const;

function isPressed(chord: Chord, event: KeyEvent): boolean {
	if ('text' in chord) {
		return event.kind === 'text' && foldAscii(event.text) === chord.text;
	}
	return (
		event.kind === 'key' &&
		event.key === chord.key &&
		event.ctrl === (chord.ctrl ?? false) &&
		event.shift === (chord.shift ?? false) &&
		!event.alt
	);
}

/** Caps Lock must not disable a shortcut; only ASCII letters are bound, so only these are folded. */
function foldAscii(text: string): string {
	return /^[A-Z]$/u.test(text) ? String.fromCharCode(text.charCodeAt(0) + 32) : text;
}
