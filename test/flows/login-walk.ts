import { textsOf } from '#i18n';
import { HOLDER, type Kiosk } from './kiosk.ts';

const { steps, login, pins } = textsOf('tr');

/** From any step without a text field to the form with its picture. */
export async function openForm(kiosk: Kiosk): Promise<void> {
	kiosk.types('4');
	kiosk.press('enter');
	await kiosk.sees(steps[5].title, login.submit);
	await kiosk.readsPicture();
}

/** Fills in what is empty from the number on, as a person does, and sends it. */
export async function fillForm(
	kiosk: Kiosk,
	fields: { readonly number?: string; readonly picture?: string; readonly word?: string } = {},
): Promise<void> {
	kiosk.types(fields.number ?? HOLDER.number);
	kiosk.press('tab');
	await answerPicture(kiosk, fields);
}

/** From the picture on: where a refused form stands. */
export async function answerPicture(
	kiosk: Kiosk,
	fields: { readonly picture?: string; readonly word?: string } = {},
): Promise<void> {
	kiosk.types(fields.picture ?? (await kiosk.readsPicture()));
	kiosk.press('tab');
	kiosk.typesSecret(fields.word ?? HOLDER.word);
	kiosk.press('enter');
}

/** To the question whether the phone is right. */
export async function walkToPhone(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	await fillForm(kiosk);
	await kiosk.sees(login.confirmPhoneHow);
}

/** To the empty field of the code. */
export async function walkToCode(kiosk: Kiosk): Promise<void> {
	await walkToPhone(kiosk);
	kiosk.press('enter');
	await kiosk.sees(login.code, login.remaining('3:00'));
}

/** Through *Güvenlik Sözcüğümü Unuttum*, to the field of its code. */
export async function walkToResetCode(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	kiosk.types(HOLDER.number);
	kiosk.press('f6');
	await kiosk.sees(login.resetTitle);
	kiosk.types(await kiosk.readsPicture());
	kiosk.press('enter');
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
}

export async function walkToMenu(kiosk: Kiosk): Promise<void> {
	await walkToCode(kiosk);
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, HOLDER.title);
}

/** To the menu of another holder of the sandbox. */
export async function walkToMenuOf(
	kiosk: Kiosk,
	holder: { readonly title: string; readonly number: string; readonly word: string },
): Promise<void> {
	await openForm(kiosk);
	await fillForm(kiosk, holder);
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
	await kiosk.sees(login.code);
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, holder.title);
}

/** To the PIN on the screen. */
export async function walkToPin(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('enter');
	await kiosk.sees(pins.title, pins.hidden);
	kiosk.press('enter');
	await kiosk.sees(`PIN ${kiosk.pins.pin}`, `PUK ${kiosk.pins.puk}`);
}
