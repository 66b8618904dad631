import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { ContractWatch } from '../contract/contract-watch.ts';
import { walkToReview } from './details-walk.ts';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { answerPicture, fillForm, openForm, walkToResetCode } from './login-walk.ts';

const {
	ask,
	deletion,
	login,
	menu,
	operation,
	pins,
	problems,
	saving,
	signatureLogin,
	steps,
	told,
	unlock,
	update,
	warnings,
} = textsOf('tr');

const SUSPENDED = { title: 'Askıda Kalmış Çelik Ltd. Şti.', number: '9000000017', word: 'lavanta' };
/** No portal has this login beside the others: it is seen in elsewhere-login.test.ts. */
const THE_OTHER_WAY = ['startElsewhereLogin', 'pollElsewhereLogin'];

async function confirmsPhone(kiosk: Kiosk, title: string): Promise<void> {
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
	await kiosk.sees(login.remaining('3:00'));
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, title);
}

/** From PIN / PUK Bilgisi, on which the cursor stands in a fresh menu. */
async function choosesEntry(kiosk: Kiosk, by: number): Promise<void> {
	for (let step = 0; step < Math.abs(by); step += 1) {
		kiosk.press(by < 0 ? 'up' : 'down');
	}
	kiosk.press('enter');
	await kiosk.seesNot(menu.explained['log-out']);
}

flow('every operation of the published document is done by keys, and passes it', async (kiosk) => {
	// Güvenlik Sözcüğümü Unuttum.
	await walkToResetCode(kiosk);
	await kiosk.sees(login.remaining('3:00'));
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(login.newWordHow);
	for (let time = 0; time < 2; time += 1) {
		kiosk.typesSecret('kardelen');
		kiosk.press('enter');
	}
	await kiosk.sees(told['word-renewed']);
	// Şifreli Giriş.
	await answerPicture(kiosk, { word: 'kardelen' });
	await confirmsPhone(kiosk, HOLDER.title);

	// Bilgi Güncelle: a change that never arrived is withdrawn, and done the second time.
	await choosesEntry(kiosk, -1);
	await kiosk.sees(update.rows.save);
	await walkToReview(kiosk, 'Yeni Mah. 2');
	kiosk.lineBreaksBefore('PATCH /v1/details');
	kiosk.press('enter');
	await kiosk.sees(update.review, problems['operation-withdrawn']());
	kiosk.press('enter');
	await kiosk.sees(update.afterwards.details);
	kiosk.press('enter');
	await kiosk.sees(update.rows.phone);
	// The telephone.
	kiosk.press('tab');
	kiosk.press('enter');
	await kiosk.sees(update.newPhone);
	kiosk.types('5321234567');
	kiosk.press('enter');
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(update.afterwards.phone);
	kiosk.press('enter');
	// The security word.
	await kiosk.sees(update.rows.word);
	kiosk.press('tab');
	kiosk.press('enter');
	for (const word of ['kardelen', 'leylak', 'leylak']) {
		kiosk.typesSecret(word);
		kiosk.press('enter');
	}
	await kiosk.sees(update.afterwards.word);
	kiosk.press('enter');
	await kiosk.sees(update.rows.word);
	kiosk.press('escape');
	await kiosk.sees(menu.explained['update-details']);

	// Kilit Çözme.
	await choosesEntry(kiosk, 2);
	await kiosk.sees(unlock.ready);
	kiosk.press('enter');
	await kiosk.sees(unlock.cardDone, operation.outcomes.done);
	kiosk.press('enter');
	await kiosk.sees(menu.explained.unlock);

	// PIN / PUK Bilgisi: shown, saved, deleted.
	await choosesEntry(kiosk, -1);
	await kiosk.sees(pins.hidden);
	kiosk.press('enter');
	await kiosk.sees(pins.shown(10));
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(saving.how);
	kiosk.press('enter');
	await kiosk.sees(saving.saved);
	kiosk.press('escape');
	await kiosk.sees(pins.hidden);
	kiosk.press('down');
	kiosk.press('enter');
	for (const item of warnings.items) {
		await kiosk.sees(item);
		kiosk.press('enter');
	}
	await kiosk.sees(deletion.copy);
	kiosk.press('enter');
	kiosk.types(HOLDER.number.slice(-4));
	kiosk.press('enter');
	await kiosk.sees(deletion.afterwards.saved);
	kiosk.press('enter');
	await kiosk.sees(pins.none);
	kiosk.press('escape');

	// Sertifikamı İptal Et.
	await choosesEntry(kiosk, -2);
	await kiosk.sees(operation.choose.revoke);
	kiosk.types(' ');
	kiosk.press('enter');
	await kiosk.sees(operation.reason);
	kiosk.press('enter');
	kiosk.types(HOLDER.number.slice(-4));
	kiosk.press('enter');
	await kiosk.sees(operation.afterwards.revoke);
	kiosk.press('enter');
	await kiosk.sees(menu.states.revoked);

	// Çıkış, and Kullanıma Aç for the holder whose seal is suspended.
	await leaves(kiosk, 4);
	await openForm(kiosk);
	await fillForm(kiosk, SUSPENDED);
	await confirmsPhone(kiosk, SUSPENDED.title);
	await choosesEntry(kiosk, -3);
	await kiosk.sees(operation.choose.activate);
	kiosk.press('enter');
	// An answer that is lost is asked after.
	kiosk.lineBreaksAfter('POST /v1/certificates/…/activation');
	kiosk.press('enter');
	await kiosk.sees(operation.afterwards.activate);
	kiosk.press('enter');
	await kiosk.sees(menu.states.valid);
	await leaves(kiosk, 5);

	// E-İmzalı Giriş, with the card that the sandbox gives the signatory.
	kiosk.types('4');
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.untilSignatoryIs('akis');
	await kiosk.sees(signatureLogin.certificates);
	kiosk.types(HOLDER.number);
	kiosk.press('enter');
	await kiosk.sees(signatureLogin.whatIsSigned);
	kiosk.types(kiosk.state.signatoryPin?.reveal() ?? '');
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, HOLDER.title);

	const unseen = new ContractWatch().operationIds.filter((name) => !kiosk.operationsSeen.has(name));
	expect(unseen).toEqual(THE_OTHER_WAY);
	expect(kiosk.unwipedSecrets).toBe(0);
});

/** @param by how far down Çıkış is from the cursor */
async function leaves(kiosk: Kiosk, by: number): Promise<void> {
	for (let step = 0; step < by; step += 1) {
		kiosk.press('down');
	}
	await kiosk.sees(menu.explained['log-out']);
	kiosk.press('enter');
	await kiosk.sees(ask['log-out'].how);
	kiosk.press('enter');
	await kiosk.sees(told['logged-out']);
}
