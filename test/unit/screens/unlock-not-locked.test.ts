import { expect, test } from 'vitest';
import { type AppState, cardForUnlock } from '#app';
import { textsOf } from '#i18n';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { atUnlock } from '../app/operations.ts';

const { unlock } = textsOf('tr');
const THEME = createTheme({ isUnicode: true, hasColour: true });

type Tries = AppState['seenTries'][number]['pin'];

/** The first page of Kilit Çözme with a card that told this of its PIN's tries, as one text. */
function pageOf(pin: Tries | undefined): string {
	const { state } = atUnlock({ columns: 60, rows: 24 });
	const found = cardForUnlock(state);
	if (!found.ok) {
		throw new Error(found.refusal);
	}
	const seenTries = pin === undefined ? [] : [{ card: found.card, pin }];
	return drawFrame({ ...state, seenTries }, THEME)
		.lines.map((spans) =>
			spans
				.map(({ text }) => text)
				.join('')
				.trim(),
		)
		.join(' ');
}

test.each<readonly [Tries | undefined, string]>([
	[{ kind: 'exactly', count: 3 }, unlock.notLocked],
	[{ kind: 'at-most', count: 2 }, unlock.notLocked],
	[{ kind: 'last-try' }, unlock.maybeNotLocked],
	[{ kind: 'unknown' }, unlock.maybeNotLocked],
	[undefined, unlock.maybeNotLocked],
])('Kilit Çözme with a card that told of %j says what an unlock takes away', (pin, sentence) => {
	expect(pageOf(pin)).toContain(sentence);
});

test('Kilit Çözme with a locked card warns of nothing', () => {
	const page = pageOf({ kind: 'blocked' });
	expect(page).toContain(unlock.ready);
	expect(page).not.toContain(unlock.notLocked);
	expect(page).not.toContain(unlock.maybeNotLocked);
});
