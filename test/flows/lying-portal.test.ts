import { Buffer } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { fillForm, openForm, walkToMenu } from './login-walk.ts';

const { login, menu, pins, problems, refusals, steps, unlock } = textsOf('tr');

const CERTIFICATES = 'GET /v1/certificates';
const PINS = 'GET /v1/pins';
const UNLOCK_DATA = 'GET /v1/unlocks/…';
const ESC = '\u001b';
const RIGHT_TO_LEFT = '\u202e';
const json = (value: unknown) => ({ body: [JSON.stringify(value)] });

/** A PNG's beginning, of this size. */
function pngOf(width: number, height: number): string {
	const header = Buffer.alloc(33);
	header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
	header.writeUInt32BE(width, 16);
	header.writeUInt32BE(height, 20);
	header.set([8, 2], 24);
	return header.toString('base64');
}

const captcha = (image: string) =>
	json({ captchaId: 'captcha-of-a-liar-0123', image, characters: 5, expiresInSeconds: 120 });

/** Opens the form, whose picture the portal spoils. */
async function opensSpoiltForm(kiosk: Kiosk): Promise<void> {
	kiosk.types('4');
	kiosk.press('enter');
	await kiosk.sees(steps[5].title, login.captchaFailed, problems['bad-answer']());
}

for (const [name, image] of [
	['no image', Buffer.from('merhaba').toString('base64')],
	['20,000 pixels wide', pngOf(20_000, 50)],
	['a page of HTML', undefined],
] as const) {
	flow(`a captcha that is ${name} is named, and the next one is good`, async (kiosk) => {
		const lie =
			image === undefined
				? { headers: { 'content-type': 'text/html' }, body: ['<html><title>Giriş</title></html>'] }
				: captcha(image);
		kiosk.portalLies('POST /v1/captchas', lie);
		await opensSpoiltForm(kiosk);
		expect(await kiosk.refusedAnswers()).toEqual(['newCaptcha']);
		expect(await journalOf(kiosk)).not.toMatch(/html|Giriş|merhaba/u);
		kiosk.portalLies('POST /v1/captchas', undefined);
		kiosk.press('f5');
		await kiosk.sees(login.captcha);
		await kiosk.seesNot(login.captchaFailed, 'html');
	});
}

for (const [name, lie] of [
	['of the wrong types', json({ certificates: 'hepsi' })],
	['HTML in place of JSON', { headers: { 'content-type': 'text/html' }, body: ['<h1>Bakımdayız</h1>'] }],
	['a hundred megabytes', { body: megabytes(100) }],
] as const) {
	flow(
		`certificates that are ${name}: a named problem, the session stays, and r asks again`,
		async (kiosk) => {
			kiosk.portalLies(CERTIFICATES, lie);
			await logsIn(kiosk);
			await kiosk.sees(menu.failed, problems['bad-answer']());
			await kiosk.seesNot('Bakımdayız', 'hepsi');
			expect(await kiosk.refusedAnswers()).toEqual(['certificates']);
			// Told once, however often the same is answered.
			kiosk.types('r');
			await kiosk.sees(menu.failed);
			expect(await kiosk.refusedAnswers()).toEqual(['certificates']);
			kiosk.portalLies(CERTIFICATES, undefined);
			kiosk.types('r');
			await kiosk.sees(menu.states.valid, HOLDER.title);
			expect(await journalOf(kiosk)).not.toMatch(/Bakımdayız|hepsi|aaaa/u);
		},
	);
}

flow('PINs of the wrong types are none: nothing is shown, and the session stays', async (kiosk) => {
	await walkToMenu(kiosk);
	kiosk.portalLies(PINS, json({ cards: [{ cardSerial: 'x', pin: 123_456, puk: null }], withheld: [] }));
	kiosk.press('enter');
	kiosk.press('enter');
	await kiosk.sees(pins.hidden, problems['bad-answer']());
	await kiosk.seesNot('123456');
	expect(await kiosk.refusedAnswers()).toEqual(['pins']);
	expect(await journalOf(kiosk)).not.toContain('123456');
	kiosk.portalLies(PINS, undefined);
	kiosk.press('enter');
	await kiosk.sees(`PIN ${kiosk.pins.pin}`);
});

flow('ESC and bidi characters in the holder’s title move nothing and turn nothing', async (kiosk) => {
	kiosk.portalLies(
		'POST /v1/logins/…/code',
		json({
			sessionToken: 'token-of-a-liar-0123456789',
			holder: { title: `Kötü${ESC}[2J${RIGHT_TO_LEFT}Ünvan`, holderNumber: HOLDER.number },
			expiresInSeconds: 600,
		}),
	);
	kiosk.portalLies(CERTIFICATES, json({ certificates: [] }));
	await logsIn(kiosk);
	await kiosk.sees(steps[6].title, menu.none);
	const drawn = kiosk.rows.join('');
	expect(drawn).toContain('Kötü');
	expect(drawn).not.toContain(ESC);
	expect(drawn).not.toContain(RIGHT_TO_LEFT);
	expect(await journalOf(kiosk)).not.toContain(ESC);
});

flow('a clock that is ten years off changes no wait: Retry-After is taken against it', async (kiosk) => {
	const ahead = Date.parse('2036-03-01T12:00:00Z');
	kiosk.portalLies('POST /v1/captchas', {
		status: 429,
		headers: {
			'content-type': 'application/problem+json',
			date: new Date(ahead).toUTCString(),
			'retry-after': new Date(ahead + 30_000).toUTCString(),
		},
		body: [
			JSON.stringify({
				type: 'https://muhurdar.invalid/problems/too-many-requests',
				title: 'Too many requests',
				status: 429,
			}),
		],
	});
	kiosk.types('4');
	kiosk.press('enter');
	await kiosk.sees(steps[5].title, problems['too-many-requests'](undefined, 30));
});

flow('certificates that are not this card’s are not taken for it: no unlock is begun', async (kiosk) => {
	kiosk.portalLies(
		CERTIFICATES,
		json({
			certificates: [
				{
					serialNumber: '0011223344556677',
					use: 'SIGN0',
					state: 'valid',
					notBefore: '2025-01-01T00:00:00.000Z',
					notAfter: '2028-01-01T00:00:00.000Z',
					cardSerial: '00112233445566778899AABB',
					fingerprint: '0'.repeat(64),
				},
			],
		}),
	);
	await logsIn(kiosk);
	await kiosk.sees(menu.states.valid);
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(refusals['card-not-of-account']);
	await kiosk.seesNot(unlock.ready);
	expect(kiosk.heardByPortal('POST /v1/unlocks')).toBe(0);
});

async function logsIn(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	await fillForm(kiosk);
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
	await kiosk.sees(login.remaining('3:00'));
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
}

/** Everything that was written down. */
async function journalOf({ folder }: Kiosk): Promise<string> {
	const files = (await readdir(folder, { withFileTypes: true })).filter(({ name }) =>
		name.endsWith('.jsonl'),
	);
	const texts = await Promise.all(files.map(({ name }) => readFile(join(folder, name), 'utf8')));
	expect(texts.join('')).toContain('seq');
	return texts.join('\n');
}

/** JSON that never comes to its end within any bound. */
function megabytes(count: number): Iterable<string> {
	const piece = 'a'.repeat(1024 * 1024);
	return {
		*[Symbol.iterator]() {
			yield '{"certificates":"';
			for (let megabyte = 0; megabyte < count; megabyte += 1) {
				yield piece;
			}
			yield '"}';
		},
	};
}

for (const [name, field, other] of [
	['of another card', 'cardSerial', '00112233445566778899AABB'],
	['of another unlock', 'unlockId', 'unlock-of-another-card'],
] as const) {
	flow(
		`unlock data ${name} goes to no card, is named, and stays open`,
		async (kiosk) => {
			kiosk.portalTwists(UNLOCK_DATA, (at, value) => (at === field ? other : value));
			await walkToMenu(kiosk);
			kiosk.press('down');
			await kiosk.sees(menu.explained.unlock);
			kiosk.press('enter');
			await kiosk.sees(unlock.intro, unlock.ready);
			kiosk.press('enter');
			await kiosk.sees(problems['bad-answer'](), unlock.staysOpen);
			expect(kiosk.sentPins).toBe(0);
			expect(await kiosk.refusedAnswers()).toEqual(['unlock']);
			kiosk.portalTwists(UNLOCK_DATA, undefined);
			kiosk.press('enter');
			await kiosk.sees(unlock.cardDone);
		},
		[],
	);
}
