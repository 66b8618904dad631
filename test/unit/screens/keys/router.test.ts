import { describe, expect, test } from 'vitest';
import type { Command } from '#app';
import { type KeyContext, offeredBindings, routeKey, typedField } from '#screens';
import { takesText } from '../../../../src/screens/keys/offered.ts';
import { type KeyEvent, type KeyName, keyEvent } from '../../../../src/terminal/keyboard/key-event.ts';
import { ready, snapshotOf } from '../../app/walk.ts';
import { everyPlace, type Place } from './places.ts';

const PLACES = everyPlace();
/** Here the keys of a list are about what the router itself makes: test/unit/screens/palette.test.ts. */
const PALETTE: KeyContext = 'palette';
const PLACES_WITH_FIELD = PLACES.filter(({ context }) => takesText(context));
const PLACES_WITHOUT = PLACES.filter(({ context, state }) => !isTyped(context, state));

const NAMED: readonly KeyName[] = [
	...(['enter', 'tab', 'backspace', 'delete', 'insert', 'escape', 'up', 'down', 'left', 'right'] as const),
	...(['home', 'end', 'page-up', 'page-down', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8'] as const),
	...(['f9', 'f10', 'f11', 'f12', 'c', 'l', 'u', 'd', 'q', '1'] as const),
];

const CHARACTERS = Array.from(
	' ?!0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZçğıİöşüÇĞÖŞÜ€',
);

/** Characters are handed on as typed: into the field, or behind what was sent from it. */
function isTyped(context: KeyContext, state: Place['state']): boolean {
	return takesText(context) || typedField(state)?.isAwaited === true;
}

function typed(text: string): KeyEvent {
	return { kind: 'text', text };
}

function at(context: Place['context']): Place['state'] {
	const place = PLACES.find((candidate) => candidate.context === context);
	if (place === undefined) {
		throw new Error(`No walk leads to ${context}`);
	}
	return place.state;
}

const OF_THE_LIST: readonly Command[] = ['continue', 'up', 'down', 'page-up', 'page-down'];

describe('the router', () => {
	test.each(PLACES)('presses every offered chord and finds its command: $context', ({ context, state }) => {
		const offered = offeredBindings(state).filter(
			({ binding }) => context !== PALETTE || !OF_THE_LIST.includes(binding.command),
		);
		for (const { binding, chords } of offered) {
			for (const chord of chords) {
				const event =
					'text' in chord
						? typed(chord.text)
						: keyEvent(chord.key, { ctrl: chord.ctrl ?? false, shift: chord.shift ?? false });
				expect(routeKey(state, event)).toEqual({ type: 'command', command: binding.command });
			}
		}
	});

	test.each(PLACES)('answers every key with a message: $context', ({ context, state }) => {
		const flags = [false, true];
		const keys = NAMED.flatMap((key) =>
			flags.flatMap((ctrl) =>
				flags.flatMap((alt) => flags.map((shift) => keyEvent(key, { ctrl, alt, shift }))),
			),
		);
		const expected = isTyped(context, state) ? ['command', 'refused', 'text'] : ['command', 'refused'];
		const answers = [...keys, ...CHARACTERS.map(typed)]
			.map((event) => routeKey(state, event).type)
			.filter((type) => context !== PALETTE || !type.startsWith('palette-'));
		expect([...new Set(answers)].toSorted()).toEqual(expected);
	});

	test.each(PLACES)('hands on what is pasted: $context', ({ state }) => {
		expect(routeKey(state, { kind: 'paste', text: 'q1' })).toEqual({ type: 'paste', text: 'q1' });
	});

	test.each(PLACES_WITH_FIELD)('types every character where there is a field: $context', ({ state }) => {
		expect(CHARACTERS.map((text) => routeKey(state, typed(text)))).toEqual(
			CHARACTERS.map((text) => ({ type: 'text', text })),
		);
	});

	test.each(PLACES_WITHOUT)('knows letters with Caps Lock on: $context', ({ state }) => {
		for (const letter of 'abcdefghjklmnopqrstuvwxyz') {
			expect(routeKey(state, typed(letter.toUpperCase())), letter).toEqual(routeKey(state, typed(letter)));
		}
	});

	test.each(PLACES_WITHOUT)('takes no Turkish letter for a bound one: $context', ({ state }) => {
		for (const letter of 'iıİIçğöşüÇĞÖŞÜ') {
			expect(routeKey(state, typed(letter)).type, letter).toBe('refused');
		}
	});

	test('does not take a key held with Alt or a surplus Ctrl or Shift for the bare one', () => {
		const state = at('start');
		for (const modifiers of [{ alt: true }, { ctrl: true }, { shift: true }]) {
			expect(routeKey(state, keyEvent('f1', modifiers))).toEqual({
				type: 'refused',
				refusal: 'no-such-key',
			});
		}
	});

	test('tells Tab from Shift+Tab', () => {
		const state = at('login-form');
		expect(routeKey(state, keyEvent('tab'))).toEqual({ type: 'command', command: 'next-field' });
		expect(routeKey(state, keyEvent('tab', { shift: true }))).toEqual({
			type: 'command',
			command: 'previous-field',
		});
	});

	test('says in a window that is too small why a key does nothing, and still leaves', () => {
		const state = at('too-small');
		expect(routeKey(state, typed('1'))).toEqual({ type: 'refused', refusal: 'screen-too-small' });
		expect(routeKey(state, typed('q'))).toEqual({ type: 'command', command: 'quit' });
	});

	test('keeps the keys of the screen below from working under an overlay', () => {
		expect(routeKey(at('overlay'), typed('1'))).toEqual({ type: 'refused', refusal: 'no-such-key' });
		expect(routeKey(at('overlay'), keyEvent('escape'))).toEqual({ type: 'command', command: 'back' });
	});

	test('offers the virtual card in the sandbox only', () => {
		const f9 = keyEvent('f9');
		expect(routeKey(ready().state, f9)).toEqual({ type: 'command', command: 'toggle-card' });
		expect(routeKey(ready({ portal: 'http' }).state, f9)).toEqual({
			type: 'refused',
			refusal: 'no-such-key',
		});
	});

	test('offers the next reader where there is one', () => {
		const program = ready();
		expect(routeKey(program.state, typed('o')).type).toBe('refused');
		const one = snapshotOf({ kind: 'empty' });
		const two = snapshotOf({ kind: 'empty' }, 'another');
		program.send({
			type: 'card-changed',
			snapshot: { ...one, readers: [...one.readers, ...two.readers] },
		});
		expect(routeKey(program.state, typed('o'))).toEqual({ type: 'command', command: 'next-reader' });
	});
});
