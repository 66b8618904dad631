import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { START } from '../unit/app/program.ts';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { answerPicture } from './login-walk.ts';
import type { Lie } from './portal-line.ts';

const { login, menu, operation, portalWait, problems, steps, told, update } = textsOf('tr');

const WAIT_SECONDS = 30;

/** How the portal says that it wants to be left alone, and what is read then. */
interface Refusal {
	begins(kiosk: Kiosk, what: string): void;
	ends(kiosk: Kiosk, what: string): void;
	readonly says: (seconds: number) => string;
	/** Told by a problem document. */
	readonly isOfContract: boolean;
}

/** @param lie made when it is told: a date is one of that moment */
function byLie(lie: () => Lie, code: 'too-many-requests' | 'server-error'): Refusal {
	return {
		begins: (kiosk, what) => kiosk.portalLies(what, lie()),
		ends: (kiosk, what) => kiosk.portalLies(what, undefined),
		says: (seconds) => problems[code](undefined, seconds),
		isOfContract: false,
	};
}

const HTML = { 'content-type': 'text/html' };
const NO_PAGE = ['<h1>Bakımdayız</h1>'];

const WAYS: readonly [string, Refusal][] = [
	[
		'by the switch of the sandbox',
		{
			begins: (kiosk) => kiosk.faults.add('too-many-requests'),
			ends: (kiosk) => kiosk.faults.delete('too-many-requests'),
			says: (seconds) => problems['too-many-requests'](undefined, seconds),
			isOfContract: true,
		},
	],
	[
		'with 429 and seconds, without a problem document',
		byLie(
			() => ({ status: 429, headers: { ...HTML, 'retry-after': String(WAIT_SECONDS) }, body: NO_PAGE }),
			'too-many-requests',
		),
	],
	[
		'with 503 and a date',
		byLie(
			() => ({
				status: 503,
				headers: {
					...HTML,
					date: new Date(START).toUTCString(),
					'retry-after': new Date(START + WAIT_SECONDS * 1000).toUTCString(),
				},
				body: NO_PAGE,
			}),
			'server-error',
		),
	],
];

for (const [how, refusal] of WAYS) {
	flow(
		`a portal that asks to wait ${how} is counted down at every act, and hears nothing before`,
		async (kiosk) => {
			/** Refused once; then held back here, until the same key sends it. */
			const isPutOff = async (what: string, act: () => void, again = act): Promise<void> => {
				const before = kiosk.heardByPortal(what);
				refusal.begins(kiosk, what);
				act();
				await kiosk.sees(refusal.says(WAIT_SECONDS));
				refusal.ends(kiosk, what);
				expect(kiosk.heardByPortal(what)).toBe(before + 1);
				const heard = kiosk.heardByPortal();
				await kiosk.later(1);
				await kiosk.sees(refusal.says(WAIT_SECONDS - 1));
				again();
				await kiosk.sees(portalWait.held.portal(WAIT_SECONDS - 1));
				await kiosk.later(WAIT_SECONDS - 2);
				await kiosk.sees(portalWait.held.portal(1));
				again();
				await kiosk.sees(portalWait.held.portal(1));
				expect(kiosk.heardByPortal()).toBe(heard);
				await kiosk.later(1);
				await kiosk.sees(portalWait.over);
				expect(kiosk.heardByPortal(what)).toBe(before + 1);
				again();
			};
			const enter = () => kiosk.press('enter');

			kiosk.types('4');
			await isPutOff('POST /v1/captchas', enter, () => kiosk.press('f5'));
			kiosk.press('tab', { shift: true });
			kiosk.types(HOLDER.number);
			kiosk.press('tab');
			kiosk.types(await kiosk.readsPicture());
			kiosk.press('tab');
			kiosk.typesSecret(HOLDER.word);
			await isPutOff('POST /v1/logins', enter);
			await kiosk.sees(login.confirmPhoneHow);
			await isPutOff('POST /v1/logins/…/sms', enter);
			const first = await kiosk.readsPhone();
			await kiosk.later(60);
			await isPutOff('POST /v1/logins/…/sms', () => kiosk.press('f7'));
			await kiosk.sees(login.remaining('3:00'));
			const code = await kiosk.readsPhone();
			expect(code).not.toBe(first);
			kiosk.types(code);
			await isPutOff('POST /v1/logins/…/code', enter);
			await kiosk.sees(steps[6].title, HOLDER.title);
			await isPutOff('GET /v1/certificates', () => kiosk.types('r'));
			await kiosk.sees(menu.states.valid);
			enter();
			await isPutOff('GET /v1/pins', enter);
			await kiosk.sees(`PIN ${kiosk.pins.pin}`);
			kiosk.press('escape');

			kiosk.press('up');
			await isPutOff('GET /v1/details', enter, () => kiosk.types('r'));
			await kiosk.sees(update.rows.save);
			kiosk.press('tab');
			kiosk.press('u', { ctrl: true });
			kiosk.types('Yeni Mah. 2');
			enter();
			enter();
			enter();
			await kiosk.sees(update.review);
			if (refusal.isOfContract) {
				await isPutOff('PATCH /v1/details', enter);
			} else {
				// Whoever does not speak the contract is asked what became of the change: another test's matter.
				enter();
			}
			await kiosk.sees(operation.outcomes.done);
			expect(await kiosk.detailsAtPortal()).toMatchObject({ address: 'Yeni Mah. 2' });
			enter();
			await kiosk.sees(update.rows.save);
			kiosk.press('escape');

			// Leaving is asked for all the same.
			refusal.begins(kiosk, 'GET /v1/certificates');
			kiosk.types('r');
			await kiosk.sees(refusal.says(WAIT_SECONDS));
			refusal.ends(kiosk, 'GET /v1/certificates');
			kiosk.press('down');
			kiosk.press('down');
			kiosk.press('down');
			enter();
			enter();
			await kiosk.sees(told['logged-out']);
			expect(await kiosk.isTokenGood()).toBe(false);
			expect(kiosk.unwipedSecrets).toBe(0);
		},
	);
}

flow(
	'Esc and the steps are free while the portal asks to wait, and no picture is asked for by them',
	async (kiosk) => {
		kiosk.portalLies('POST /v1/captchas', {
			status: 429,
			headers: { ...HTML, 'retry-after': '600' },
			body: NO_PAGE,
		});
		kiosk.types('4');
		kiosk.press('enter');
		await kiosk.sees(steps[5].title, problems['too-many-requests'](undefined, 600), portalWait.picture(600));
		kiosk.press('escape');
		await kiosk.sees(steps[4].title, portalWait.counting.portal(600));
		kiosk.press('enter');
		await kiosk.sees(steps[4].title, portalWait.held.portal(600));
		kiosk.types('1');
		await kiosk.sees(steps[1].title);
		await kiosk.seesNot(portalWait.counting.portal(600));
		expect(kiosk.heardByPortal('POST /v1/captchas')).toBe(1);
	},
);

flow('a wait of years holds nothing back: it is told, and a person may ask at once', async (kiosk) => {
	kiosk.portalLies('POST /v1/captchas', {
		status: 429,
		headers: { ...HTML, 'retry-after': '9999999999' },
		body: NO_PAGE,
	});
	kiosk.types('4');
	kiosk.press('enter');
	// The client takes a day at most.
	await kiosk.sees(steps[5].title, login.captchaFailed, portalWait.long.portal(86_400));
	expect(kiosk.heardByPortal('POST /v1/captchas')).toBe(1);
	kiosk.press('f5');
	await kiosk.sees(login.captchaFailed);
	expect(kiosk.heardByPortal('POST /v1/captchas')).toBe(2);
});

flow('a login that is closed holds back that number alone, without a picture', async (kiosk) => {
	kiosk.types('4');
	kiosk.press('enter');
	await kiosk.sees(login.submit);
	kiosk.types(HOLDER.number);
	kiosk.press('tab');
	for (let tries = 0; tries < 3; tries += 1) {
		await answerPicture(kiosk, { word: 'menekşe' });
		await kiosk.sees(
			tries < 2 ? problems['credentials-wrong'](2 - tries) : problems['login-locked'](undefined, 300),
		);
	}
	await kiosk.sees(portalWait.picture(300));
	const heard = kiosk.heardByPortal();
	kiosk.press('f5');
	await kiosk.sees(portalWait.held.login(300));
	expect(kiosk.heardByPortal()).toBe(heard);
	kiosk.press('tab', { shift: true });
	kiosk.press('u', { ctrl: true });
	kiosk.types('1234567890');
	kiosk.press('f5');
	await answerPicture(kiosk, { word: 'ıhlamur' });
	await kiosk.sees(login.confirmPhoneHow);
});
