import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';

const { card, certificate, certificateTable, menu, operation, readers, start, steps, timeline } =
	textsOf('tr');
const THEME = createTheme({ isUnicode: true, hasColour: true });

/** What the open screen draws in the tone of what is good. */
function green(kiosk: Kiosk): string {
	return drawFrame(kiosk.state, THEME)
		.lines.flat()
		.filter(({ tone }) => tone === 'done')
		.map(({ text }) => text)
		.join('|');
}

/** Words that would call the seal good. */
const GOOD_WORDS = [
	card.validityWord.valid,
	card.validityWord.expiring,
	card.slotWord.seal,
	card.slot.seal,
	certificate.states.valid,
	menu.states.valid,
	'AKİS v',
];

function expectNothingGreen(kiosk: Kiosk): void {
	const drawn = green(kiosk);
	expect(GOOD_WORDS.filter((word) => drawn.includes(word))).toEqual([]);
	expect(kiosk.rows.join('\n')).not.toMatch(/✓ 1 /);
}

async function revokeBoth(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('up');
	kiosk.press('up');
	await kiosk.sees(menu.explained.revoke);
	kiosk.press('enter');
	await kiosk.sees(operation.choose.revoke);
	kiosk.types(' ');
	kiosk.press('down');
	kiosk.types(' ');
	await kiosk.sees(operation.chosen(2));
	kiosk.press('enter');
	await kiosk.sees(operation.reason);
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(operation.irreversible);
	kiosk.types(HOLDER.number.slice(-4));
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done, operation.afterwards.revoke);
	kiosk.press('enter');
	await kiosk.sees(menu.states.revoked);
}

flow(
	'a seal that was revoked here is green on no screen of this run, whatever its dates say',
	async (kiosk) => {
		kiosk.types('1');
		await kiosk.sees(card.slot.seal);
		// The measure: before the revocation the same walk is green.
		expect(green(kiosk)).toContain(card.validityWord.valid);

		await revokeBoth(kiosk);
		expectNothingGreen(kiosk);

		kiosk.types('s');
		await kiosk.sees(certificateTable.title, menu.states.revoked);
		expectNothingGreen(kiosk);
		kiosk.press('escape');

		kiosk.types('n');
		await kiosk.sees(
			timeline.title,
			timeline.sealEnded(`${certificate.ended.revoked}, ${certificate.endedBy.change}`),
		);
		expectNothingGreen(kiosk);
		kiosk.press('escape');

		kiosk.types('1');
		await kiosk.sees(steps[1].title, card.slot.sealRevoked.slice(0, 40));
		expectNothingGreen(kiosk);
		kiosk.types('s');
		await kiosk.sees(
			`${certificate.ended.revoked}, ${certificate.endedBy.change}`,
			certificate.screen.learnt,
		);
		expectNothingGreen(kiosk);
		kiosk.press('escape');

		kiosk.types('g');
		await kiosk.sees(readers.title, card.validityWord.revoked);
		expectNothingGreen(kiosk);
		kiosk.press('escape');

		// A card that is put in again has not become good by that.
		await kiosk.pullsCard();
		await kiosk.putsCardBack();
		kiosk.types('1');
		await kiosk.sees(card.validityWord.revoked);
		expectNothingGreen(kiosk);
		kiosk.press('escape');
		await kiosk.sees(start.hints.cardEnded.revoked);
		expectNothingGreen(kiosk);
	},
);
