import { expect, test } from 'vitest';
import { type AppState, initialState } from '#app';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { createTheme, draw, largeDigits, shownText } from '#ui';
import { SecretWatch } from './secret-watch.ts';

const SECRETS = { typed: ['menekşe'], pins: ['482913'] };

function stateWith(facts: Partial<AppState>): AppState {
	const mode = { portal: 'sandbox', version: '0.0.0-test' } as const;
	return { ...initialState({ now: 0, language: 'tr', columns: 80, rows: 24, mode }), ...facts };
}

const SHOWN: Partial<AppState> = {
	screen: 'pins',
	pins: {
		kind: 'shown',
		cards: [{ cardSerial: '00', pin: SecretText.of('482913'), puk: SecretText.empty }],
		withheld: [],
		hideAt: 0,
	},
};

function seen(facts: Partial<AppState>, ...frame: readonly string[]): SecretWatch {
	const watch = new SecretWatch();
	watch.see(stateWith(facts), frame);
	return watch;
}

test('a secret in a state or in a frame is noticed', () => {
	const inState = seen({ notice: { kind: 'problem', problem: { code: 'timeout', detail: 'menekşe' } } });
	expect(inState.betrayals(SECRETS)).toEqual(['menekşe in a state at start']);
	expect(seen({}, ' PIN 482913').betrayals(SECRETS)).toEqual(['482913 in a frame of start']);
	expect(seen({}, ' PIN 4 8 2 9 1 3 ').betrayals(SECRETS)).toEqual(['482913 in a frame of start']);
});

test('a PIN in large digits is noticed as well', () => {
	const theme = createTheme({ isUnicode: true, hasColour: true });
	const rows = draw(
		largeDigits({ label: 'PIN', digits: SecretText.of('482913'), labelCells: 6 }),
		60,
		theme,
	).map((spans) => spans.map(shownText).join(''));
	expect(seen({}, ...rows).betrayals(SECRETS)).toEqual(['482913 in a frame of start']);
	expect(seen(SHOWN, ...rows).betrayals(SECRETS)).toEqual(['482913 in a frame of pins']);
});

test('a PIN in the text of a frame is noticed where it is shown as well: the text has marks', () => {
	const watch = seen(SHOWN, ' PIN 482913');
	expect(watch.betrayals(SECRETS)).toEqual(['482913 in a frame of pins']);
	expect(watch.unwiped).toBe(1);
	expect(seen(SHOWN, ' PIN ••••••').betrayals(SECRETS)).toEqual([]);
});

test("the sandbox's own hint and phone are left out, and nothing else of their frame", () => {
	const hint = { holderNumber: '4540536920', securityWord: 'menekşe' };
	const shown = textsOf('tr').login.hint(hint.holderNumber, hint.securityWord);
	expect(seen({ hint }, shown, ' ☎ menekşe').betrayals(SECRETS)).toEqual([]);
	const accounts = [{ ...hint, title: 'Ümit Öğütçü', shows: 'natural-person' }] as const;
	const listed = textsOf('tr').accounts.toType(hint.holderNumber, hint.securityWord);
	expect(seen({ accounts }, listed).betrayals(SECRETS)).toEqual([]);
	expect(seen({ accounts }, `${listed} menekşe`).betrayals(SECRETS)).toEqual(['menekşe in a frame of start']);
	expect(seen({ hint }, `${shown} menekşe`).betrayals(SECRETS)).toEqual(['menekşe in a frame of start']);
});
