import { expect, test } from 'vitest';
import type { SlotState } from '#card';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { ATR, SEAL_CARD, sealSlotOf, snapshotOf, started } from '../app/walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: false });

const REFUSED_FILE = sealSlotOf({
	certificates: SEAL_CARD.certificates.slice(0, 1),
	unreadable: [{ fileId: '2F11', reason: 'not-readable', statusWord: '6982' }],
});

test.each<[string, SlotState, 'tr' | 'en']>([
	['6285', { kind: 'failed', atr: ATR, code: 'terminated', statusWord: '6285' }, 'tr'],
	['6283', { kind: 'failed', atr: ATR, code: 'unexpected-status', statusWord: '6283' }, 'en'],
	['6982', REFUSED_FILE, 'tr'],
	['6982', REFUSED_FILE, 'en'],
])('the details (d) show the status word %s that a card refused with', (word, slot, language) => {
	const program = started({ language, columns: 100, rows: 50 });
	program.send({ type: 'card-changed', snapshot: snapshotOf(slot) });
	program.command('step-1', 'details');
	const text = drawFrame(program.state, THEME)
		.lines.map((spans) => spans.map((span) => span.text).join(''))
		.join('\n');
	expect(text).toContain(`(SW ${word})`);
});
