import { readdir } from 'node:fs/promises';
import { expect } from 'vitest';
import { focusedReader } from '#app';
import { textsOf } from '#i18n';
import {
	type IndependentPortal,
	type PortalAccount,
	type PortalCard,
	startIndependentPortal,
} from '../independent-portal/portal.ts';
import { walkToReview } from './details-walk.ts';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { largeNumbersIn } from './large-numbers.ts';
import { openForm } from './login-walk.ts';

const {
	cardPin,
	deletion,
	login,
	menu,
	operation,
	pins,
	problems,
	refusals,
	saving,
	steps,
	told,
	unlock,
	update,
	warnings,
} = textsOf('tr');

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const CARD_SERIAL = 'C0FFEE01';
const LAST_DIGITS = HOLDER.number.slice(-4);

/** An invented account that has the card in the kiosk's reader, suspended, beside a card that is over. */
function accountOf(kiosk: Kiosk): PortalAccount {
	const slot = focusedReader(kiosk.state)?.slot;
	if (slot?.kind !== 'seal') {
		throw new Error('There is no seal in the reader');
	}
	const { now } = kiosk.state;
	const card: PortalCard = {
		cardSerial: CARD_SERIAL,
		pin: kiosk.pins.pin,
		puk: kiosk.pins.puk,
		certificates: slot.card.certificates.flatMap(({ certificate }) =>
			certificate.use === undefined
				? []
				: [
						{
							serialNumber: certificate.serialNumber,
							fingerprint: certificate.fingerprint,
							use: certificate.use,
							notBefore: new Date(certificate.notBefore),
							notAfter: new Date(certificate.notAfter),
							suspendedSince: new Date(certificate.notBefore),
						},
					],
		),
	};
	const former: PortalCard = {
		cardSerial: 'C0FFEE00',
		pin: '000000',
		puk: '00000000',
		certificates: [
			{
				serialNumber: '0D',
				fingerprint: '0d'.repeat(32),
				use: 'SIGN0',
				notBefore: new Date(now - 4 * YEAR_MS),
				notAfter: new Date(now - YEAR_MS),
			},
		],
	};
	return {
		holderNumber: HOLDER.number,
		title: 'BAĞIMSIZ DENEME A.Ş.',
		securityWord: HOLDER.word,
		phone: '+905321234517',
		email: 'muhasebe@bagimsiz.example',
		address: 'Eski Mah. 1',
		authorisedPerson: 'Gülşen Işık',
		cards: [former, card],
	};
}

/** A flow with the independent portal behind the line, which judges the traffic by docs/portal-api.yaml. */
function independentFlow(
	name: string,
	walk: (kiosk: Kiosk, portal: IndependentPortal, account: PortalAccount) => Promise<void>,
): void {
	flow(name, async (kiosk) => {
		const account = accountOf(kiosk);
		const portal = await startIndependentPortal([account], { rowsPerPage: 1, now: () => kiosk.state.now });
		try {
			await kiosk.portalBecomes(portal.address);
			await walk(kiosk, portal, account);
			expect(kiosk.unwipedSecrets).toBe(0);
		} finally {
			await portal.close();
		}
	});
}

async function sendsForm(kiosk: Kiosk, portal: IndependentPortal): Promise<void> {
	await openForm(kiosk);
	kiosk.types(HOLDER.number);
	kiosk.press('tab');
	kiosk.types(portal.captcha());
	kiosk.press('tab');
	kiosk.typesSecret(HOLDER.word);
	kiosk.press('enter');
	await kiosk.sees(login.confirmPhoneHow, '17');
}

/** Types the code of the last message, which went to the phone that ends in `digits`. */
async function typesCode(kiosk: Kiosk, portal: IndependentPortal, digits: string): Promise<void> {
	await kiosk.sees(login.code);
	const { phone, code } = portal.messages.at(-1) ?? { phone: '', code: '' };
	expect(phone.slice(-2)).toBe(digits);
	kiosk.typesSecret(code);
	kiosk.press('enter');
}

async function logsIn(kiosk: Kiosk, portal: IndependentPortal): Promise<void> {
	await sendsForm(kiosk, portal);
	kiosk.press('enter');
	await typesCode(kiosk, portal, '17');
	await kiosk.sees(steps[6].title, 'BAĞIMSIZ DENEME A.Ş.', menu.states.suspended);
}

/** Moves the menu's cursor by so many entries, and opens the one that it stands on. */
function choosesEntry(kiosk: Kiosk, by: number): void {
	for (let step = 0; step < Math.abs(by); step += 1) {
		kiosk.press(by < 0 ? 'up' : 'down');
	}
	kiosk.press('enter');
}

/** Up to the question whether there is a copy. */
async function readsWarnings(kiosk: Kiosk): Promise<void> {
	for (const item of warnings.items) {
		await kiosk.sees(item);
		kiosk.press('enter');
	}
	await kiosk.sees(deletion.copy);
}

async function leavesDeletion(kiosk: Kiosk): Promise<void> {
	for (let step = 0; step <= warnings.items.length; step += 1) {
		kiosk.press('escape');
	}
	await kiosk.sees(pins.title);
}

async function deletesCopied(kiosk: Kiosk): Promise<void> {
	kiosk.press('enter');
	kiosk.types(LAST_DIGITS);
	kiosk.press('enter');
}

independentFlow(
	'login, PIN, save, revoke, activate, details, phone, unlock, delete and log-out work at a portal built from the page alone',
	async (kiosk, portal, account) => {
		const [, card] = account.cards;
		if (card === undefined) {
			throw new Error('The account has no card');
		}
		await logsIn(kiosk, portal);
		// Three certificates, one on each page.
		expect(portal.requests.filter((request) => request === 'GET /v1/certificates')).toHaveLength(3);

		choosesEntry(kiosk, 0);
		await kiosk.sees(pins.title, pins.hidden);
		kiosk.press('enter');
		await kiosk.sees(`PIN ${kiosk.pins.pin}`, `PUK ${kiosk.pins.puk}`);
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(saving.how);
		kiosk.press('enter');
		await kiosk.sees(saving.saved);
		expect((await readdir(kiosk.folder)).filter((file) => file.endsWith('.pdf'))).toHaveLength(1);
		kiosk.press('escape');
		await kiosk.sees(pins.hidden);
		kiosk.press('escape');

		choosesEntry(kiosk, -2);
		await kiosk.sees(operation.choose.revoke);
		kiosk.types(' ');
		kiosk.press('enter');
		await kiosk.sees(operation.reason, operation.reasons['lost-or-stolen']);
		kiosk.press('enter');
		kiosk.types(LAST_DIGITS);
		kiosk.press('enter');
		await kiosk.sees(operation.afterwards.revoke);
		expect(card.certificates.filter(({ revoked }) => revoked?.reason === 'lost-or-stolen')).toHaveLength(1);
		kiosk.press('enter');
		await kiosk.sees(menu.states.revoked);

		choosesEntry(kiosk, -1);
		await kiosk.sees(operation.choose.activate, operation.chosen(1));
		kiosk.press('enter');
		await kiosk.sees(operation.confirmActivation);
		kiosk.press('enter');
		await kiosk.sees(operation.afterwards.activate);
		expect(card.certificates.filter(({ suspendedSince, revoked }) => suspendedSince && !revoked)).toEqual([]);
		kiosk.press('enter');
		await kiosk.sees(menu.states.valid);

		choosesEntry(kiosk, 2);
		await kiosk.sees(update.rows.save, 'muhasebe@bagimsiz.example', 'Eski Mah. 1');
		await walkToReview(kiosk, 'Yeni Mah. 2');
		kiosk.press('enter');
		await kiosk.sees(update.afterwards.details);
		kiosk.press('enter');
		await kiosk.sees(update.rows.phone, 'Yeni Mah. 2');

		kiosk.press('tab');
		kiosk.press('enter');
		await kiosk.sees(update.newPhone);
		kiosk.types('5329876543');
		kiosk.press('enter');
		await kiosk.sees('43');
		await typesCode(kiosk, portal, '43');
		await kiosk.sees(update.afterwards.phone);
		kiosk.press('enter');
		await kiosk.sees(update.rows.word, '43');
		kiosk.press('escape');
		await kiosk.sees(menu.explained['update-details']);

		choosesEntry(kiosk, 2);
		await kiosk.sees(unlock.ready);
		kiosk.press('enter');
		await kiosk.sees(unlock.cardDone, operation.outcomes.done);
		kiosk.press('enter');
		await kiosk.sees(menu.explained.unlock);

		choosesEntry(kiosk, -1);
		await kiosk.sees(pins.hidden);
		kiosk.press('enter');
		await kiosk.sees(pins.shown(10));
		const [newPin = ''] = largeNumbersIn(kiosk.rows);
		expect(newPin).toBe(card.pin);
		expect(newPin).not.toBe(kiosk.pins.pin);
		kiosk.press('down');
		kiosk.press('down');
		kiosk.press('enter');
		await readsWarnings(kiosk);
		kiosk.press('enter');
		// The copy that was saved has the former PIN.
		await kiosk.sees(refusals['not-saved-yet']);
		await leavesDeletion(kiosk);
		kiosk.press('up');
		kiosk.press('up');

		// Within the second of the first copy the name would be the same one, over which nothing is written.
		await kiosk.later(1);
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(saving.how);
		kiosk.press('enter');
		await kiosk.sees(saving.saved);
		expect((await readdir(kiosk.folder)).filter((file) => file.endsWith('.pdf'))).toHaveLength(2);
		kiosk.press('escape');
		await kiosk.sees(pins.hidden);
		kiosk.press('down');
		kiosk.press('enter');
		await readsWarnings(kiosk);
		await deletesCopied(kiosk);
		await kiosk.sees(deletion.afterwards.saved);
		expect(card.pinDeleted).toBeDefined();
		kiosk.press('enter');
		await kiosk.sees(pins.none);
		kiosk.press('escape');

		choosesEntry(kiosk, 2);
		kiosk.press('enter');
		await kiosk.sees(told['logged-out']);
		expect(portal.requests.at(-1)).toBe('DELETE /v1/session');
		expect(portal.problems).toEqual([]);

		// The card itself takes the PIN that the portal invented.
		kiosk.types('1p');
		await kiosk.sees(cardPin.title);
		kiosk.press('enter');
		await kiosk.sees(cardPin.once);
		// Not as a secret that no frame may show: it stood on the screen above, asked for.
		kiosk.types(newPin);
		kiosk.press('enter');
		await kiosk.sees(cardPin.done['verify-pin'].what);
	},
);

independentFlow(
	'the program says what is wrong with a picture, a word and a code that this portal refuses',
	async (kiosk, portal) => {
		await openForm(kiosk);
		kiosk.types(HOLDER.number);
		kiosk.press('tab');
		kiosk.types(portal.captcha().replace(/^./u, (first) => (first === 'A' ? 'C' : 'A')));
		kiosk.press('tab');
		kiosk.typesSecret(HOLDER.word);
		kiosk.press('enter');
		await kiosk.sees(problems['captcha-wrong'](2));
		await kiosk.readsPicture();
		kiosk.types(portal.captcha());
		kiosk.press('tab');
		kiosk.typesSecret('lavanta');
		kiosk.press('enter');
		await kiosk.sees(problems['credentials-wrong'](1));
		await kiosk.readsPicture();
		kiosk.types(portal.captcha());
		kiosk.press('tab');
		kiosk.typesSecret(HOLDER.word);
		kiosk.press('enter');
		await kiosk.sees(login.confirmPhoneHow);
		kiosk.press('enter');
		await kiosk.sees(login.code);
		const code = portal.messages.at(-1)?.code ?? '';
		kiosk.typesSecret(code === '000000' ? '111111' : '000000');
		kiosk.press('enter');
		await kiosk.sees(problems['code-wrong'](2));
		kiosk.typesSecret(code);
		kiosk.press('enter');
		await kiosk.sees(steps[6].title);
		expect(portal.problems).toEqual(['captcha-wrong', 'credentials-wrong', 'code-wrong']);
	},
);

const LOST_CHANGES = ['POST /v1/unlocks', 'POST /v1/unlocks/…/report'];

independentFlow(
	'the program asks about changes whose answers were lost, and sends none twice',
	async (kiosk, portal) => {
		await logsIn(kiosk, portal);
		choosesEntry(kiosk, 1);
		await kiosk.sees(unlock.ready);
		for (const change of LOST_CHANGES) {
			kiosk.lineBreaksAfter(change);
		}
		kiosk.press('enter');
		await kiosk.sees(unlock.cardDone, operation.outcomes.done);
		expect(LOST_CHANGES.map((change) => kiosk.heardByPortal(change))).toEqual([1, 1]);
		expect(kiosk.heardByPortal('GET /v1/operations/…')).toBe(2);
		expect(portal.problems).toEqual([]);
	},
);

independentFlow(
	'a change that never reached the portal is withdrawn, and done at the second Enter',
	async (kiosk, portal) => {
		await logsIn(kiosk, portal);
		choosesEntry(kiosk, -1);
		await kiosk.sees(update.rows.save);
		await walkToReview(kiosk, 'Yeni Mah. 2');
		kiosk.lineBreaksBefore('PATCH /v1/details');
		kiosk.press('enter');
		await kiosk.sees(update.review, problems['operation-withdrawn']());
		expect(portal.problems).toEqual(['operation-unknown']);
		kiosk.press('enter');
		await kiosk.sees(update.afterwards.details);
		expect(portal.requests.filter((request) => request === 'PATCH /v1/details')).toHaveLength(1);
	},
);
