import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { answerPicture, openForm } from './login-walk.ts';

const { login, menu, problems, steps, told } = textsOf('tr');

const NEW_WORD = 'kardelen';
const SET = 'POST /v1/security-word-resets/…/word';
const CHECK = 'POST /v1/security-word-resets/…/code';

async function walkToNewWord(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	kiosk.types(HOLDER.number);
	kiosk.press('f6');
	await kiosk.sees(login.resetTitle, HOLDER.number);
	kiosk.types(await kiosk.readsPicture());
	kiosk.press('enter');
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
	await kiosk.sees(login.code, login.remaining('3:00'));
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(login.newWordHow);
}

function typesTwice(kiosk: Kiosk, word = NEW_WORD): void {
	kiosk.typesSecret(word);
	kiosk.press('enter');
	kiosk.typesSecret(word);
	kiosk.press('enter');
}

async function logsIn(kiosk: Kiosk, word: string): Promise<void> {
	await answerPicture(kiosk, { word });
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
	await kiosk.sees(login.remaining('3:00'));
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, menu.entries.activate);
}

flow(
	'a forgotten word is set anew with number, picture and code, and is the one that logs in',
	async (kiosk) => {
		await walkToNewWord(kiosk);
		typesTwice(kiosk);
		await kiosk.sees(told['word-renewed'], login.securityWord, HOLDER.number);
		await kiosk.seesNot(login.hint(HOLDER.number, HOLDER.word));
		expect(kiosk.unwipedSecrets).toBe(0);
		await answerPicture(kiosk, { word: HOLDER.word });
		await kiosk.sees(problems['credentials-wrong'](2));
		await logsIn(kiosk, NEW_WORD);
		expect(kiosk.heardByPortal(SET)).toBe(1);
	},
);

flow('a word whose answer was lost is asked about, not sent again', async (kiosk) => {
	await walkToNewWord(kiosk);
	kiosk.lineBreaksAfter(SET);
	typesTwice(kiosk);
	await kiosk.sees(told['word-renewed']);
	expect(kiosk.heardByPortal(SET)).toBe(1);
	expect(kiosk.heardByPortal('GET /v1/operations/…')).toBe(1);
	await logsIn(kiosk, NEW_WORD);
});

flow('a wrong code goes back to the code, a word that is the former one to the words', async (kiosk) => {
	await walkToNewWord(kiosk);
	typesTwice(kiosk, HOLDER.word);
	await kiosk.sees(problems['word-unchanged'](), login.newWordHow);
	kiosk.press('escape');
	await kiosk.sees('_ _ _ _ _ _');
	kiosk.typesSecret('000000');
	kiosk.press('enter');
	await kiosk.sees(problems['code-wrong'](2), '_ _ _ _ _ _');
	await kiosk.seesNot(login.newWordHow);
	expect(kiosk.heardByPortal(CHECK)).toBe(2);
	expect(kiosk.heardByPortal(SET)).toBe(1);
	kiosk.press('escape');
	await kiosk.sees(login.resetTitle, HOLDER.number);
	kiosk.press('escape');
	await kiosk.sees(steps[5].title, login.securityWord, HOLDER.number);
});
