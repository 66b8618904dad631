import { expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { walkToReview } from './details-walk.ts';
import { flow, HOLDER, Kiosk } from './kiosk.ts';
import { fillForm, openForm, walkToMenu } from './login-walk.ts';

const { login, operation, problems, refusals, steps, told, update } = textsOf('tr');

const EDIT = 'PATCH /v1/details';
const PHONE_CHANGE = 'POST /v1/phone-changes/…/code';

async function walkToDetails(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('up');
	kiosk.press('enter');
	await kiosk.sees(update.rows.save, 'muhasebe@seker-cicegi.example', 'Gülşen Işık');
}

flow('another address is looked at, saved once, and on record', async (kiosk) => {
	await walkToDetails(kiosk);
	await walkToReview(kiosk, 'Yeni Mah. 2');
	expect(kiosk.heardByPortal(EDIT)).toBe(0);
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done, update.afterwards.details, 'İşlem no');
	expect(kiosk.heardByPortal(EDIT)).toBe(1);
	expect(await kiosk.detailsAtPortal()).toMatchObject({
		address: 'Yeni Mah. 2',
		email: 'muhasebe@seker-cicegi.example',
	});
	kiosk.press('enter');
	await kiosk.sees(update.rows.save, 'Yeni Mah. 2');
});

flow('what is wrong is told at its field, and nothing is sent', async (kiosk) => {
	await walkToDetails(kiosk);
	kiosk.press('u', { ctrl: true });
	kiosk.types('muhasebe');
	kiosk.press('tab');
	await kiosk.sees(update.faults['not-an-address']);
	kiosk.press('tab');
	kiosk.press('tab');
	kiosk.press('enter');
	await kiosk.sees(update.faults['not-an-address']);
	kiosk.press('u', { ctrl: true });
	kiosk.types('muhasebe@seker-cicegi.example');
	kiosk.press('tab');
	kiosk.press('tab');
	kiosk.press('tab');
	kiosk.press('enter');
	await kiosk.sees(refusals['nothing-changed']);
	expect(kiosk.heardByPortal(EDIT)).toBe(0);
});

flow('of two who edit at once the second sees both values, and overwrites nothing unseen', async (kiosk) => {
	await walkToDetails(kiosk);
	await walkToReview(kiosk, 'Benim Mah. 1');
	await kiosk.detailsChangeElsewhere({ address: 'Onun Mah. 2', authorisedPerson: 'Ali Veli' });
	kiosk.press('enter');
	await kiosk.sees(update.conflict, 'Benim Mah. 1', 'Onun Mah. 2');
	expect(await kiosk.detailsAtPortal()).toMatchObject({ address: 'Onun Mah. 2' });
	kiosk.press('enter');
	await kiosk.sees(refusals['conflict-open']);
	kiosk.types(' ');
	kiosk.press('enter');
	await kiosk.sees(update.review, 'Onun Mah. 2', 'Benim Mah. 1');
	await kiosk.seesNot('Ali Veli');
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done);
	expect(await kiosk.detailsAtPortal()).toMatchObject({
		address: 'Benim Mah. 1',
		authorisedPerson: 'Ali Veli',
	});
	expect(kiosk.heardByPortal(EDIT)).toBe(2);
});

/** The code that the portal sent last; the phone lies beside the first desk. */
function codeOnPhone(desk: Kiosk): string {
	const code = /\d{3} \d{3}/u.exec(desk.state.phone.at(-1)?.text ?? '')?.[0];
	expect(code).toBeDefined();
	return code?.replace(' ', '') ?? '';
}

test('of two whole programs at one portal the second to save is shown the conflict; nothing is overwritten or lost', async () => {
	await using first = await Kiosk.open();
	await using second = await Kiosk.openBeside(first);
	await walkToDetails(first);
	await walkToReview(first, 'Benim Mah. 1');

	// The same holder logs in at the second desk, which ends the session of the first.
	await openForm(second);
	await fillForm(second);
	await second.sees(login.confirmPhoneHow);
	second.press('enter');
	await second.sees(login.code);
	second.typesSecret(codeOnPhone(first));
	second.press('enter');
	await second.sees(steps[6].title, HOLDER.title);
	second.press('up');
	second.press('enter');
	await second.sees(update.rows.save);
	await walkToReview(second, 'Onun Mah. 2');
	second.press('enter');
	await second.sees(operation.outcomes.done);

	first.press('enter');
	await first.sees(told['session-replaced']);
	expect(await second.detailsAtPortal()).toMatchObject({ address: 'Onun Mah. 2' });

	// Back at the first desk: what was typed is there, beside what stands at the portal now.
	first.press('enter');
	await fillForm(first);
	await first.sees(login.confirmPhoneHow);
	first.press('enter');
	await first.sees(login.code);
	first.typesSecret(codeOnPhone(first));
	first.press('enter');
	await first.sees(update.conflict, 'Benim Mah. 1', 'Onun Mah. 2');
	expect(await first.detailsAtPortal()).toMatchObject({ address: 'Onun Mah. 2' });
	first.types(' ');
	first.press('enter');
	await first.sees(update.review, 'Onun Mah. 2', 'Benim Mah. 1');
	first.press('enter');
	await first.sees(operation.outcomes.done);
	expect(await first.detailsAtPortal()).toMatchObject({ address: 'Benim Mah. 1' });

	second.press('enter');
	await second.sees(told['session-replaced']);
	for (const desk of [first, second]) {
		expect(desk.betrayals).toEqual([]);
		expect(desk.unwipedSecrets).toBe(0);
	}
});

flow('the value of the other one can be left as it is: nothing more is sent', async (kiosk) => {
	await walkToDetails(kiosk);
	await walkToReview(kiosk, 'Benim Mah. 1');
	await kiosk.detailsChangeElsewhere({ address: 'Onun Mah. 2' });
	kiosk.press('enter');
	await kiosk.sees(update.conflict);
	kiosk.types('  ');
	kiosk.press('enter');
	await kiosk.sees(told['details-left'], 'Onun Mah. 2');
	expect(kiosk.heardByPortal(EDIT)).toBe(1);
});

flow('a new phone is on record once the code that was sent to it is typed', async (kiosk) => {
	await walkToDetails(kiosk);
	for (let row = 0; row < 4; row += 1) {
		kiosk.press('tab');
	}
	kiosk.press('enter');
	await kiosk.sees(update.newPhone);
	kiosk.types('0532 123 45');
	kiosk.press('enter');
	await kiosk.sees(refusals['phone-incomplete']);
	kiosk.types('67');
	kiosk.press('enter');
	const code = await kiosk.readsPhone();
	expect((await kiosk.detailsAtPortal()).maskedPhone).not.toContain('67');
	kiosk.typesSecret(code === '000000' ? '111111' : '000000');
	kiosk.press('enter');
	await kiosk.sees(problems['code-wrong'](2));
	expect((await kiosk.detailsAtPortal()).maskedPhone).not.toContain('67');
	kiosk.types(code);
	kiosk.press('enter');
	await kiosk.sees(update.afterwards.phone);
	expect(kiosk.heardByPortal(PHONE_CHANGE)).toBe(2);
	expect((await kiosk.detailsAtPortal()).maskedPhone).toContain('67');
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('a new security word opens the next login, and the former one does not', async (kiosk) => {
	await walkToDetails(kiosk);
	kiosk.press('tab', { shift: true });
	kiosk.press('enter');
	await kiosk.sees(update.wordFields.present);
	const word = 'lale bahçesi';
	kiosk.typesSecret(HOLDER.word);
	kiosk.press('enter');
	kiosk.typesSecret(word);
	kiosk.press('enter');
	kiosk.typesSecret('lale bahcesi');
	kiosk.press('enter');
	await kiosk.sees(update.wordFaults['not-same']);
	kiosk.press('u', { ctrl: true });
	kiosk.typesSecret(word);
	kiosk.press('enter');
	await kiosk.sees(update.afterwards.word);
	expect(kiosk.unwipedSecrets).toBe(0);
	kiosk.press('enter');
	await kiosk.sees(update.rows.word);
	kiosk.press('escape');
	kiosk.press('down');
	kiosk.press('down');
	kiosk.press('down');
	kiosk.press('enter');
	kiosk.press('enter');
	await kiosk.sees(told['logged-out']);
	kiosk.types('4');
	kiosk.press('enter');
	await kiosk.sees(login.submit);
	kiosk.types(HOLDER.number);
	kiosk.press('tab');
	kiosk.types(await kiosk.readsPicture());
	kiosk.press('tab');
	kiosk.typesSecret(word);
	kiosk.press('enter');
	await kiosk.sees(login.confirmPhoneHow);
});
