import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, type Kiosk } from './kiosk.ts';
import { walkToMenuOf } from './login-walk.ts';

const { certificateTable, menu, operation, refusals, steps, told } = textsOf('tr');

/** The sandbox's holder with 250 cards. */
const MANY = { title: 'Çok Şubeli Mağazacılık A.Ş.', number: '9000000058', word: 'nilüfer' } as const;

async function walkToTable(kiosk: Kiosk): Promise<void> {
	await walkToMenuOf(kiosk, MANY);
	kiosk.types('s');
	await kiosk.sees(certificateTable.title, certificateTable.shown(500, 500));
}

/** The serial number of the row under the cursor, as the line below the table writes it. */
function serialHere(kiosk: Kiosk): string {
	const found = kiosk.rows.map((row) => /Seri no ((?:[0-9A-F]{1,4} )+)·/u.exec(row)?.[1]).find(Boolean);
	if (found === undefined) {
		throw new Error(`No serial number is told:\n${kiosk.rows.join('\n')}`);
	}
	return found.trim();
}

flow('one of five hundred certificates is found by its number as it is printed', async (kiosk) => {
	await walkToTable(kiosk);
	kiosk.press('end');
	kiosk.press('page-up');
	const wanted = serialHere(kiosk);
	kiosk.press('home');
	expect(serialHere(kiosk)).not.toBe(wanted);
	kiosk.types(`/${wanted.toLowerCase()}`);
	await kiosk.sees(certificateTable.shown(1, 500));
	expect(serialHere(kiosk)).toBe(wanted);
	// Every letter goes into the field, also those that are keys elsewhere.
	kiosk.press('u', { ctrl: true });
	kiosk.types('sign0 GEÇERLİ');
	await kiosk.sees('sign0 GEÇERLİ', certificateTable.shown(250, 500));
	kiosk.press('enter');
	kiosk.press('escape');
	await kiosk.sees(certificateTable.shown(500, 500), certificateTable.searchHint);
	kiosk.press('escape');
	await kiosk.sees(menu.explained['pin-view']);
});

flow('the order changes under the cursor, which stays on its certificate', async (kiosk) => {
	await walkToTable(kiosk);
	kiosk.press('page-down');
	kiosk.press('down');
	const wanted = serialHere(kiosk);
	for (const by of ['state', 'serial', 'use', 'ends'] as const) {
		kiosk.types('s');
		kiosk.stillSees(certificateTable.sortedBy[by]);
		expect(serialHere(kiosk)).toBe(wanted);
		kiosk.types('v');
		expect(serialHere(kiosk)).toBe(wanted);
	}
	kiosk.types('f');
	kiosk.stillSees(refusals['single-state']);
	kiosk.press('enter');
	kiosk.stillSees(refusals['no-such-key']);
});

flow('one of five hundred is found among those that can be revoked, and stays chosen', async (kiosk) => {
	await walkToTable(kiosk);
	kiosk.press('end');
	const wanted = serialHere(kiosk);
	kiosk.press('escape');
	kiosk.press('up');
	kiosk.press('up');
	await kiosk.sees(menu.explained.revoke);
	kiosk.press('enter');
	await kiosk.sees(operation.choose.revoke, operation.chosen(0));
	kiosk.types(`/${wanted.toLowerCase()}`);
	await kiosk.sees(certificateTable.shown(1, 500));
	kiosk.press('enter');
	kiosk.types(' ');
	await kiosk.sees(operation.chosen(1));
	kiosk.press('escape');
	await kiosk.sees(operation.chosen(1), certificateTable.searchHint);
	kiosk.press('enter');
	await kiosk.sees(operation.reason);
	kiosk.press('enter');
	await kiosk.sees(wanted, operation.irreversible);
});

flow('a card pulled and a session that ends leave nothing of the table', async (kiosk) => {
	await walkToTable(kiosk);
	kiosk.types('/askıda');
	await kiosk.sees(certificateTable.shown(0, 500), certificateTable.none);
	await kiosk.pullsCard();
	await kiosk.sees(certificateTable.shown(0, 500));
	await kiosk.later(700);
	await kiosk.sees(told['session-expired'], steps[4].title);
	await kiosk.seesNot(certificateTable.title);
});
