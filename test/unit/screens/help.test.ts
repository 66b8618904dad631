import { describe, expect, test } from 'vitest';
import { textsOf } from '#i18n';
import {
	BINDINGS,
	chordName,
	drawFrame,
	GROUP_NAMES,
	type KeyContext,
	offeredBindings,
	routeKey,
	update,
} from '#screens';
import { createTheme } from '#ui';
import { keyEvent } from '../../../src/terminal/keyboard/key-event.ts';
import { everyPlace } from './keys/places.ts';

const THEME = createTheme({ isUnicode: true, hasColour: false });
/** Everything that the help says is there at once. */
const ROOMY = { columns: 110, rows: 90 } as const;
/** Where a question has to be answered first, and where nothing can be shown: the line of keys has all there is. */
const WITHOUT_HELP: readonly KeyContext[] = ['quit', 'unlock', 'too-small'];

describe.each(['tr', 'en'] as const)('the help in %s', (language) => {
	const texts = textsOf(language);
	const places = everyPlace({ language });
	const helped = places.filter(({ context }) => !WITHOUT_HELP.includes(context));

	test('is there wherever there is something to look up', () => {
		const offering = places.filter(({ state }) =>
			offeredBindings(state).some(({ binding }) => binding.command === 'help'),
		);
		expect(offering.map(({ context }) => context)).toEqual(helped.map(({ context }) => context));
	});

	test.each(helped)('lists every key that works there, with what it does: $context', ({ state }) => {
		const offered = offeredBindings(state);
		const asked = routeKey(state, keyEvent('f1'));
		const roomy = update({ ...state, size: ROOMY }, { ...asked, at: state.now }).state;
		// Over the help itself F1 closes it; then what it told of is below.
		const open =
			roomy.overlay?.kind === 'help'
				? roomy
				: update(roomy, { type: 'command', command: 'help', at: state.now }).state;
		const below = state.overlay?.kind === 'help' ? offeredBindings(roomy) : offered;
		const rows = drawFrame(open, THEME).lines.map((spans) => spans.map(({ text }) => text).join(''));
		const missing = below.filter(({ binding, chords }) => {
			const { group, command } = binding;
			const keys =
				group === undefined
					? chords.map((chord) => chordName(chord, texts.keyNames)).join('  ')
					: GROUP_NAMES[group];
			const does = group === undefined ? texts.keys[command] : texts.keyGroups[group];
			return !rows.some((row) => row.includes(`  ${keys} `) && row.includes(` ${does} `));
		});
		expect(missing.map(({ binding }) => binding.command)).toEqual([]);
	});
});

describe('a Turkish Q keyboard', () => {
	/** What it types without AltGr and without a dead key, row by row (TS 2117; xkb `tr`): plain, then with Shift. */
	const PLAIN = '1234567890*-' + 'qwertyuıopğü' + 'asdfghjklşi,' + '<zxcvbnmöç.' + ' ';
	const SHIFTED = "!'+%&/()=?_" + 'QWERTYUIOPĞÜ' + 'ASDFGHJKLŞİ;' + '>ZXCVBNMÖÇ:';
	/** Named keys that every keyboard has, and Ctrl with a letter of it. */
	const isNamed = (key: string): boolean => /^(?:f\d{1,2}|[a-z-]{2,})$/.test(key);

	test('reaches every command', () => {
		const typed = new Set(Array.from(PLAIN + SHIFTED));
		const unreachable = BINDINGS.filter(
			({ chords }) =>
				!chords.some((chord) =>
					'text' in chord
						? typed.has(chord.text)
						: isNamed(chord.key) || (chord.ctrl === true && PLAIN.includes(chord.key)),
				),
		);
		expect(unreachable.map(({ command }) => command)).toEqual([]);
	});

	test('reaches every command without a letter or by one alone, so that no chord needs three fingers', () => {
		const threefold = BINDINGS.flatMap(({ chords }) =>
			chords.filter((chord) => 'key' in chord && chord.ctrl === true && chord.shift === true),
		);
		expect(threefold).toEqual([]);
	});

	test('has the palette on a key that is no letter', () => {
		const palette = BINDINGS.find(({ command }) => command === 'palette');
		expect(palette?.chords).toContainEqual({ text: '.' });
		expect(palette?.chords).toContainEqual({ key: 'f12' });
	});
});
