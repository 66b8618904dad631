import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppState } from '#app';
import { drawFrame, keyContext, wantedTimers } from '#screens';
import { cells, createTheme, type Theme } from '#ui';
import { anyMove } from '../app/any-move.ts';
import { atCardPin, atLastTry, atRunning } from '../app/card-pin-walk.ts';
import { KIOSK } from '../app/kiosk-mode.ts';
import {
	atConfirmation,
	atDetails,
	atFullMenu,
	atFullPins,
	atPhoneCode,
	atWarning,
} from '../app/operations.ts';
import { Turmoil } from '../app/turmoil.ts';
import { atAskedPins, atCode, atForm, atShownPins, started } from '../app/walk.ts';

const UNICODE = createTheme({ isUnicode: true, hasColour: true });
const ASCII = createTheme({ isUnicode: false, hasColour: false });
const SIZES = [
	{ columns: 60, rows: 20 },
	{ columns: 80, rows: 24 },
	{ columns: 132, rows: 43 },
	{ columns: 200, rows: 60 },
] as const;
/** Rule, status line, line of keys. */
const FOOT_ROWS = 3;

function expectExactCells(state: AppState, theme: Theme): void {
	const { lines, picture } = drawFrame(state, theme);
	const { columns, rows } = state.size;
	const wrong = lines.filter((spans) => {
		const text = spans.map((span) => span.text).join('');
		return cells(text) !== columns || /\p{Cc}/u.test(text);
	});
	expect([lines.length, wrong]).toEqual([rows, []]);
	if (picture !== undefined) {
		expect(picture.row + picture.rows).toBeLessThanOrEqual(rows - FOOT_ROWS);
		expect(picture.column).toBeLessThan(columns);
	}
}

function expectSound(state: AppState, leaked: number): void {
	const { cardPin, login, nextRequest, overlay, pins, screen, session } = state;
	expect(leaked).toBe(0);
	if (pins.kind !== 'hidden') {
		expect(screen).toBe('pins');
	}
	const isSigning = cardPin !== undefined && login.stage === 'signature';
	expect(cardPin !== undefined).toBe(screen === 'card-pin' || isSigning);
	if (isSigning) {
		expect([screen, cardPin.openedFrom]).toEqual(['login', 'login']);
	}
	if (screen === 'pins' || screen === 'menu') {
		expect(session).toBeDefined();
	}
	if (screen === 'operation') {
		expect(state.operation.kind).not.toBe('none');
	}
	if (session !== undefined) {
		expect(login.stage).toBe('none');
	}
	expect(overlay?.scroll ?? 0).toBeGreaterThanOrEqual(0);
	const awaited = [
		state.portal.kind === 'lost' ? state.portal.pending?.request : undefined,
		'pending' in login ? login.pending?.request : undefined,
		login.stage === 'new-word' ? login.run?.request : undefined,
		session?.leaving?.request,
		pins.kind === 'loading' ? pins.request : undefined,
		cardPin?.tries.kind === 'looking' ? cardPin.tries.request : undefined,
		cardPin?.stage.stage === 'running' ? cardPin.stage.request : undefined,
	];
	expect(awaited.filter((request) => request !== undefined && request >= nextRequest)).toEqual([]);
	const timers = wantedTimers(state).map(({ id }) => id);
	expect(new Set(timers).size).toBe(timers.length);
}

/** Drawing is what costs time here; the state is looked at after every move, the frame after some. */
const MOVES_TO_A_FRAME = 6;

test('whatever happens, in whatever order: nothing throws, no secret stays, every frame fits its terminal', () => {
	const reached = new Set<string>();
	fc.assert(
		fc.property(
			fc.constantFrom(
				started,
				atForm,
				atCode,
				atFullMenu,
				atShownPins,
				atAskedPins,
				atConfirmation,
				atDetails,
				atPhoneCode,
				atFullPins,
				atWarning,
				atCardPin,
				atLastTry,
				atRunning,
			),
			fc.constantFrom('sandbox' as const, 'http' as const),
			fc.constantFrom('tr' as const, 'en' as const),
			fc.constantFrom(undefined, KIOSK),
			fc.array(anyMove, { minLength: 5, maxLength: 50, size: 'max' }),
			fc.constantFrom(...SIZES),
			fc.constantFrom(UNICODE, ASCII),
			(walk, portal, language, kiosk, moves, size, theme) => {
				const turmoil = new Turmoil(walk({ portal, language, mode: { kiosk } }));
				for (const [index, move] of moves.entries()) {
					turmoil.perform(move);
					const { state } = turmoil;
					expectSound(state, turmoil.leaked);
					reached.add(keyContext(state)).add(`pins ${state.pins.kind}`);
					if (index % MOVES_TO_A_FRAME === 0) {
						expectExactCells(state, theme);
					}
				}
				for (const shown of ['tr', 'en'] as const) {
					expectExactCells({ ...turmoil.state, size, language: shown }, theme);
				}
			},
		),
		// The same sequences every time: what fails here fails again.
		{ numRuns: 400, seed: 20_261_123 },
	);
	// Else the sequences would prove little.
	const places = [
		...[
			'login-form',
			'login-phone',
			'login-code',
			'menu',
			'pins shown',
			'pins asking',
			'overlay',
			'too-small',
		],
		...['card-pin', 'card-pin-form', 'card-pin-word', 'card-pin-running', 'card-pin-told'],
		'operation',
		'operation-field',
	];
	expect(places.filter((place) => !reached.has(place))).toEqual([]);
});
