import { expect } from 'vitest';
import type { SandboxAccount } from '#app';
import { textsOf } from '#i18n';
import { flow, type Kiosk } from './kiosk.ts';
import { walkToMenuOf } from './login-walk.ts';

const { accounts, ask, card, menu, refusals, told } = textsOf('tr');

/** What the menu of step 6 says of an account that shows this. */
const SEEN: Readonly<Record<SandboxAccount['shows'], readonly string[]>> = {
	'card-in-reader': [menu.inCard],
	'turkish-letters': ['Iğdır Ödünç Kitap ve Gölge Oyunu Ltd. Şti.', menu.states.valid],
	'natural-person': [card.taxNumber('17291716060')],
	suspended: [menu.states.suspended],
	expired: [menu.states.expired],
	revoked: [menu.states.revoked],
	'two-cards': [menu.states.valid],
	'many-cards': [refusals['nothing-suspended']],
};

async function leaves(kiosk: Kiosk): Promise<void> {
	while (kiosk.state.menuEntry !== 'log-out') {
		kiosk.press('down');
	}
	await kiosk.sees(menu.explained['log-out']);
	kiosk.press('enter');
	await kiosk.sees(ask['log-out'].title);
	kiosk.press('enter');
	await kiosk.sees(told['logged-out']);
}

flow(
	'every account that the sandbox names opens with its word, and shows what is said of it',
	async (kiosk) => {
		kiosk.types('m');
		await kiosk.sees(accounts.title, accounts.shows['card-in-reader']);
		kiosk.press('escape');
		const { accounts: named } = kiosk.state;
		expect(named.map(({ shows }) => shows)).toEqual(Object.keys(SEEN));
		for (const { title, holderNumber, securityWord = '', shows } of named) {
			await walkToMenuOf(kiosk, { title, number: holderNumber, word: securityWord });
			await kiosk.sees(...SEEN[shows]);
			const certificates = kiosk.state.session?.certificates;
			const read = certificates?.kind === 'loaded' ? certificates.certificates : [];
			expect(new Set(read.map(({ cardSerial }) => cardSerial)).size > 1, shows).toBe(
				shows === 'two-cards' || shows === 'many-cards',
			);
			await leaves(kiosk);
		}
		expect(kiosk.unwipedSecrets).toBe(0);
	},
);
