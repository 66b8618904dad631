import { describe, expect, test } from 'vitest';
import type { AppState } from '#app';
import { type Frame, fieldInFocus, hasTextField, routeKey, update } from '#screens';
import type { KeyEvent } from '#terminal';
import type { Span } from '#ui';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { keyEvent } from '../../src/terminal/keyboard/key-event.ts';
import { secretsIn } from '../flows/secret-watch.ts';
import { frameOf, shotsOf, UNICODE_THEME } from './frames.ts';
import { GALLERIES } from './galleries.ts';
import { LiveScreen } from './live-screen.tsx';

/* Every place that the kept frames know: its fields are fields, its short menus are menus, and keys do there through Ink what they do without it. */

const COLUMNS = 80;
/** Cells at the left in which the guide's steps stand beside the work. */
const STEPS_CELLS = 27;

/** One of each scene: what a place is made of is the same in both languages and at all sizes that hold it. */
const PLACES = GALLERIES.flatMap((gallery) =>
	shotsOf(gallery).filter(({ language, size }) => language === 'tr' && size.columns === COLUMNS),
);

function spansOf({ lines }: Frame): readonly Span[] {
	return lines.flat();
}

/** The rest of a state, with the secrets in it as they are. */
function told(state: AppState): string {
	return JSON.stringify([state, [...secretsIn(state)].map((secret) => secret.reveal())]);
}

function alone(state: AppState, events: readonly KeyEvent[]): AppState {
	return events.reduce((now, event) => update(now, { ...routeKey(now, event), at: now.now }).state, state);
}

test('wherever a character is typed it is typed into a field, and nowhere else does one stand with the focus', () => {
	for (const shot of PLACES) {
		const { state } = shot.scene.walk({ language: shot.language, ...shot.size });
		const focused = spansOf(frameOf(shot)).filter(({ typed }) => typed?.isFocused === true);
		const isTyped = hasTextField(state) && fieldInFocus(state) !== undefined;
		// One that closed by itself is still seen where its card is awaited.
		const isClosed = state.closedField !== undefined;
		expect(isClosed && !isTyped ? 0 : focused.length, shot.heading).toBe(isTyped ? 1 : 0);
	}
});

/** Lists of any length, and the guide's own steps: no short menus. */
const LONG_LISTS: readonly string[] = [
	'certificates',
	'timeline',
	'readers',
	'activate: choose',
	'revoke: choose',
	'palette',
];

function listHere({ operation, overlay, screen }: AppState): string {
	if (overlay !== undefined) {
		return overlay.kind;
	}
	return screen === 'operation' && 'step' in operation ? `${operation.kind}: ${operation.step.name}` : screen;
}

test('every short menu is moved among by its widget: a pointer stands in a menu, at a field, or in a long list', () => {
	const menus = new Set<string>();
	for (const shot of PLACES) {
		const { state } = shot.scene.walk({ language: shot.language, ...shot.size });
		for (const spans of frameOf(shot).lines) {
			let column = 0;
			for (const span of spans) {
				const isPointer = span.text.startsWith(UNICODE_THEME.glyphs.here) && column >= STEPS_CELLS;
				column += span.text.length;
				if (!isPointer) {
					continue;
				}
				const isOfWidget = span.choice !== undefined || spans.some(({ typed }) => typed?.isFocused === true);
				expect(
					isOfWidget || LONG_LISTS.includes(listHere(state)),
					`${shot.heading}: ${listHere(state)}`,
				).toBe(true);
				if (span.choice !== undefined) {
					menus.add(listHere(state));
				}
			}
		}
	}
	expect([...menus].toSorted()).toEqual([
		'card-pin',
		'delete-pins: copy',
		'guided',
		'login',
		'login-method',
		'menu',
		'palette',
		'pins',
		'revoke: reason',
		'save-pins: saved',
		'update-details: conflict',
	]);
});

const NAMED = ['backspace', 'delete', 'left', 'right', 'home', 'end', 'up', 'down', 'enter', 'tab'] as const;
const CHARACTERS = Array.from('0123456789aşİk jJ.,/漢\u{301}👍');

function randomKeys(seed: number, count: number): readonly KeyEvent[] {
	const random = createRandomSource(seed);
	return Array.from({ length: count }, (): KeyEvent => {
		const kind = Number(random.digits(2));
		const pick = <Item>(items: readonly Item[], among: Item): Item =>
			items[Number(random.digits(4)) % items.length] ?? among;
		if (kind < 55) {
			return { kind: 'text', text: pick(CHARACTERS, '0') };
		}
		return kind < 96 ? keyEvent(pick(NAMED, 'enter')) : keyEvent('u', { ctrl: true });
	});
}

/** Where Ink has something to do with keys. */
const WITH_WIDGETS = PLACES.filter((shot) =>
	spansOf(frameOf(shot)).some(({ typed, choice }) => typed?.isFocused === true || choice !== undefined),
).map((shot, index) => ({ ...shot, seed: index }));

describe('keys that go through the widgets', () => {
	test.each(WITH_WIDGETS)('do what they do without them, all in one read: $heading', async (shot) => {
		const { state } = shot.scene.walk({ language: shot.language, ...shot.size });
		const keys = randomKeys(shot.seed, 20);
		using screen = new LiveScreen(state);
		await screen.press(keys);
		expect(told(screen.state)).toBe(told(alone(state, keys)));
		// A key that the widget was given is told by the widget.
		expect(screen.reported).toBe(screen.given);
	});
});
