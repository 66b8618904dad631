import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');

/** What `wall` or the kernel writes: it goes to the last row, and what stands above moves up. */
const FOREIGN = 'yabancı satır';

it('a line that another program wrote over the screen goes away with a change of place, and with Ctrl+L', async () => {
	const muhurdar = MuhurdarSession.start();
	const { pty } = muhurdar;
	await muhurdar.ticks(1, 2, 3);
	pty.type('1');
	await muhurdar.says(texts.card.slot.seal);
	const before = pty.screen;

	writeFileSync(muhurdar.terminal, `\n${FOREIGN}\n${FOREIGN}`);
	await pty.shows(new RegExp(FOREIGN));
	muhurdar.press('escape');
	await muhurdar.says(texts.start.title);
	expect(pty.text).not.toContain(FOREIGN);
	pty.type('1');
	await muhurdar.says(texts.card.slot.seal);
	// But for the clock.
	expect(pty.screen.slice(1)).toEqual(before.slice(1));

	writeFileSync(muhurdar.terminal, `\n${FOREIGN}\n${FOREIGN}`);
	await pty.shows(new RegExp(FOREIGN));
	muhurdar.press('ctrlL');
	// The screen is wiped first, and then drawn.
	const isAsBefore = (): boolean => pty.screen.slice(1).join('\n') === before.slice(1).join('\n');
	await pty.until('the screen as it was', () => isAsBefore() || undefined);
});
