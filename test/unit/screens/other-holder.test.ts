import { describe, expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import type { Program } from '../app/program.ts';
import { atForm, fillForm, HOLDER, SEAL_CARD, SEAL_SLOT, snapshotOf } from '../app/walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: true });
const SIZES = [
	[60, 20],
	[80, 24],
	[132, 40],
] as const;
/** Another holder's, with a right check digit. */
const OTHER = '1234567890';

/** The work in one line: sentences are wrapped. */
function shown(program: Program): string {
	return drawFrame(program.state, THEME)
		.lines.map((spans) => spans.map(({ text }) => text).join(''))
		.map((row) => row.trim())
		.join(' ')
		.replaceAll(/\s+/gu, ' ');
}

describe.each(SIZES)('at %d by %d the form', (columns, rows) => {
	const said = textsOf('tr').login.otherHolder(HOLDER.title, HOLDER.holderNumber);
	// The steps stand at the left of the wrapped sentence where there is room for them.
	const begin = said.split(' ').slice(0, 5).join(' ');

	test('says whose seal is in the reader before a login for somebody else is sent', () => {
		const program = atForm({ columns, rows });
		fillForm(program, { number: OTHER });

		expect(program.asked('start-login')).toBe(0);
		expect(shown(program)).toContain(begin);
		expect(shown(program)).toContain(HOLDER.holderNumber);
	});

	test('says it no longer when the card is another one, or the number the right one', () => {
		const program = atForm({ columns, rows });
		fillForm(program, { number: OTHER });
		program.send({
			type: 'card-changed',
			snapshot: snapshotOf({
				kind: 'seal',
				card: SEAL_CARD,
				holder: { title: 'Öbür A.Ş.', taxNumber: OTHER, isSandbox: true },
			}),
		});
		expect(shown(program)).not.toContain(begin);
	});

	test.each([
		['the number of the seal', HOLDER.holderNumber, SEAL_SLOT],
		['a number that is not whole', '12345', SEAL_SLOT],
		['an empty reader', OTHER, { kind: 'empty' } as const],
	])('says nothing of %s', (_, number, slot) => {
		const program = atForm({ columns, rows });
		program.send({ type: 'card-changed', snapshot: snapshotOf(slot) });
		fillForm(program, { number });
		expect(shown(program)).not.toContain(begin);
	});
});
