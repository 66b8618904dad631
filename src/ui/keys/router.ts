import type { AppState, Message } from '#app';
import type { KeyEvent } from '#terminal';
import type { Chord } from './bindings.ts';
import { keyContext, offeredBindings, takesText } from './context.ts';

/** The one place that turns a key into a message. Every key gets an answer, if only why it does nothing. */
export function routeKey(state: AppState, event: KeyEvent): Message {
	if (event.kind === 'paste') {
		return { type: 'paste', text: event.text };
	}
	const offered = offeredBindings(state).find(({ chords }) =>
		chords.some((chord) => isPressed(chord, event)),
	);
	if (offered !== undefined) {
		return { type: 'command', command: offered.binding.command };
	}
	if (event.kind === 'text' && takesText(keyContext(state))) {
		return { type: 'text', text: event.text };
	}
	return { type: 'refused', refusal: keyContext(state) === 'too-small' ? 'screen-too-small' : 'no-such-key' };
}

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
