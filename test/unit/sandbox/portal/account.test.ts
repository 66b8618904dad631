import { expect, test } from 'vitest';
import type { Change, ChangeAnswer, PortalClient, UnlockSecrets } from '#api';
import { SecretText } from '#text';
import { ACCOUNT, granted, HOLDER, OTHER, openPortalStage, type PortalStage, START } from './portal-stage.ts';

const SIGN0 = '5A2295753A906E';
const CARD = '1234567890ABCDEF';
const DAY = 86_400_000;

let keys = 0;

/** Each change has a key of its own. */
function send(client: PortalClient, change: Change): Promise<ChangeAnswer> {
	keys += 1;
	return client.sendChange(change, `key-of-the-test-${keys}`);
}

async function done(client: PortalClient, change: Change) {
	const answer = await send(client, change);
	if (answer.kind !== 'done') {
		throw new Error(`The change was not done: ${JSON.stringify(answer)}`);
	}
	return answer.operation;
}

/** The one certificate of the test's only card in a standing of its own. */
function withCertificate(
	standing: NonNullable<(typeof ACCOUNT)['cards'][number]['certificates'][number]['standing']>,
	notBefore = START - DAY,
	notAfter = START + DAY,
) {
	const certificates = ACCOUNT.cards.flatMap((card) => card.certificates);
	return {
		...ACCOUNT,
		cards: ACCOUNT.cards.map((card) => ({
			...card,
			certificates: certificates.slice(0, 1).map((one) => ({ ...one, standing, notBefore, notAfter })),
		})),
	};
}

const SUSPENDED = { kind: 'suspended', since: START - 1000 } as const;
const GOOD = { kind: 'good' } as const;

function state(stage: PortalStage): Promise<unknown> {
	return stage.client.certificates().then((list) => granted(list).certificates[0]?.state);
}

test('Kullanıma Aç opens a suspended certificate, once', async () => {
	await using stage = await openPortalStage({ accounts: [withCertificate(SUSPENDED)] });
	await stage.login();
	const activate: Change = { kind: 'activate', serialNumber: SIGN0 };

	expect(granted(await stage.client.certificates()).certificates[0]).toMatchObject({
		state: 'suspended',
		stateSince: '2026-01-15T11:59:59.000Z',
	});
	expect(await done(stage.client, activate)).toMatchObject({ kind: 'activate', state: 'done' });
	expect(await state(stage)).toBe('valid');
	expect(await send(stage.client, activate)).toMatchObject({
		kind: 'refused',
		problem: { code: 'not-suspended' },
	});
});

test('İptal is for ever: neither another one nor Kullanıma Aç does anything afterwards', async () => {
	await using stage = await openPortalStage({ accounts: [withCertificate(SUSPENDED)] });
	await stage.login();
	const revoke: Change = { kind: 'revoke', serialNumber: SIGN0, reason: 'lost-or-stolen' };

	await done(stage.client, revoke);
	stage.advance(60);

	expect(granted(await stage.client.certificates()).certificates[0]).toMatchObject({
		state: 'revoked',
		revocationReason: 'lost-or-stolen',
		stateSince: '2026-01-15T12:00:00.000Z',
	});
	const revoked = { kind: 'refused', problem: { code: 'already-revoked' } };
	expect(await send(stage.client, revoke)).toMatchObject(revoked);
	expect(await send(stage.client, { kind: 'activate', serialNumber: SIGN0 })).toMatchObject(revoked);
});

test('a certificate that has expired is neither opened nor revoked; one of another holder is not found', async () => {
	const accounts = [withCertificate(SUSPENDED, START - 2 * DAY, START - DAY), OTHER];
	await using stage = await openPortalStage({ accounts });
	await stage.login();
	const elsewhere = stage.newClient();
	await stage.login(elsewhere, OTHER.holder);
	const activate: Change = { kind: 'activate', serialNumber: SIGN0 };

	const expired = { kind: 'refused', problem: { code: 'certificate-expired' } };
	expect(await send(stage.client, activate)).toMatchObject(expired);
	expect(await send(stage.client, { kind: 'revoke', serialNumber: SIGN0, reason: 'other' })).toMatchObject(
		expired,
	);
	expect(await send(elsewhere, activate)).toMatchObject({ problem: { code: 'not-found' } });
});

test('before a revocation the portal tells its reasons and what a replacement takes', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	const { reasons, replacement } = granted(await stage.client.ask('revocationTerms', {}));

	expect(reasons).toContain('key-compromised');
	expect(replacement.fee).toContain('deneme ortamının uydurduğu');
	expect(replacement.steps.length).toBeGreaterThan(0);
});

test('Bilgi Güncelle: of two clients that read the same, the second one sees the conflict', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const { details, entityTag } = granted(await stage.client.details());

	await done(stage.client, { kind: 'update-details', edit: { email: 'yeni@seker.example' }, entityTag });
	const second = await send(stage.client, {
		kind: 'update-details',
		edit: { address: 'Başka bir yer' },
		entityTag,
	});
	const now = granted(await stage.client.details());

	expect(details).toMatchObject({ title: HOLDER.title, maskedPhone: '+90 5•• ••• •• 17' });
	expect(second).toMatchObject({ kind: 'refused', problem: { code: 'details-changed' } });
	expect(now.details).toEqual({ ...details, email: 'yeni@seker.example' });
	expect(now.entityTag).not.toBe(entityTag);
});

test('a new phone is on record after the code that went to it, and codes go there from then on', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const phone = '+905009999988';

	const started = granted(await stage.client.ask('startPhoneChange', { body: { phone }, asked: { phone } }));
	const { entityTag } = granted(await stage.client.details());
	const change = { kind: 'change-phone', phoneChangeId: started.phoneChangeId, entityTag } as const;
	const code = stage.lastCode();
	const wrong = await send(stage.client, { ...change, code: SecretText.of('000000') });
	await done(stage.client, { ...change, code });

	expect(started.maskedPhone).toBe('+90 5•• ••• •• 88');
	expect(stage.phone.messages.at(-1)?.to).toBe(phone);
	expect(wrong).toMatchObject({ kind: 'refused', problem: { code: 'code-wrong', triesLeft: 2 } });
	expect(granted(await stage.client.details()).details.maskedPhone).toBe('+90 5•• ••• •• 88');
	await stage.login();
	expect(stage.phone.messages.at(-1)?.to).toBe(phone);
});

test('the number on record is no new one, and a second code is not sent at once', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	expect(
		await stage.client.ask('startPhoneChange', {
			body: { phone: HOLDER.phone },
			asked: { phone: HOLDER.phone },
		}),
	).toMatchObject({
		problem: { code: 'phone-unchanged' },
	});
	granted(
		await stage.client.ask('startPhoneChange', {
			body: { phone: '+905009999988' },
			asked: { phone: '+905009999988' },
		}),
	);
	expect(
		await stage.client.ask('startPhoneChange', {
			body: { phone: '+905009999977' },
			asked: { phone: '+905009999977' },
		}),
	).toMatchObject({
		problem: { code: 'resend-too-early', retryAfterSeconds: 60 },
	});
});

test('the security word is changed for the present one, and a wrong present one costs a try', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const change = (securityWord: string, newSecurityWord: string): Change => ({
		kind: 'change-security-word',
		securityWord: SecretText.of(securityWord),
		newSecurityWord: SecretText.of(newSecurityWord),
	});

	const wrong = await send(stage.client, change('menekşe', 'leylak sokağı'));
	const same = await send(stage.client, change(HOLDER.securityWord, HOLDER.securityWord));
	await done(stage.client, change(HOLDER.securityWord, 'leylak sokağı'));

	expect(wrong).toMatchObject({ problem: { code: 'credentials-wrong', triesLeft: 2 } });
	expect(same).toMatchObject({ problem: { code: 'word-unchanged' } });
	await stage.login(stage.newClient(), { ...HOLDER, securityWord: 'leylak sokağı' });
	await expect(stage.startedLogin()).rejects.toThrow('credentials-wrong');
});

test('a forgotten security word is set anew after a code by SMS, without a session', async () => {
	await using stage = await openPortalStage();
	const { captchaId, text } = await stage.captcha();

	const reset = granted(
		await stage.client.ask('startWordReset', {
			body: {
				holderNumber: HOLDER.holderNumber,
				captchaId,
				captchaAnswer: text,
			},
		}),
	);
	granted(await stage.client.ask('sendWordResetCode', { parameters: { resetId: reset.resetId } }));
	const change = {
		kind: 'reset-security-word',
		resetId: reset.resetId,
		code: stage.lastCode(),
		newSecurityWord: SecretText.of('leylak sokağı'),
	} as const;
	await done(stage.client, change);

	expect(reset.maskedPhone).toBe('+90 5•• ••• •• 17');
	await stage.login(stage.client, { ...HOLDER, securityWord: 'leylak sokağı' });
	expect(await send(stage.client, change)).toMatchObject({ problem: { code: 'login-expired' } });
});

test('whether a number has a holder is not told by a forgotten word either', async () => {
	await using stage = await openPortalStage();
	const { captchaId, text } = await stage.captcha();

	const reset = granted(
		await stage.client.ask('startWordReset', {
			body: { holderNumber: '1111111111', captchaId, captchaAnswer: text },
		}),
	);
	const sent = granted(
		await stage.client.ask('sendWordResetCode', { parameters: { resetId: reset.resetId } }),
	);

	expect(reset.maskedPhone).toMatch(/^\+90 5•• ••• •• \d\d$/);
	expect(sent.codeLength).toBe(6);
	expect(stage.phone.messages).toEqual([]);
});

test('PINs are given out from the first instant of the validity through the last', async () => {
	for (const [notBefore, notAfter, reason] of [
		[START + 1, START + DAY, 'not-yet-valid'],
		[START, START + DAY, undefined],
		[START - DAY, START, undefined],
		[START - DAY, START - 1, 'over'],
	] as const) {
		await using stage = await openPortalStage({ accounts: [withCertificate(GOOD, notBefore, notAfter)] });
		await stage.login();

		const { cards, withheld } = granted(await stage.client.pins());
		const deletion = await send(stage.client, { kind: 'delete-pins', cardSerial: CARD, copy: 'declined' });
		const unlock = await send(stage.client, { kind: 'start-unlock', cardSerial: CARD });

		if (reason === undefined) {
			expect(cards).toHaveLength(1);
			expect(withheld).toEqual([]);
			expect([deletion.kind, unlock.kind]).toEqual(['done', 'done']);
		} else {
			expect(cards).toEqual([]);
			expect(withheld).toMatchObject([{ cardSerial: CARD, reason }]);
			expect(deletion).toMatchObject({ problem: { code: 'pins-withheld' } });
			expect(unlock).toMatchObject({ problem: { code: 'pins-withheld' } });
		}
	}
});

test('Parolalarımı Sil is for ever', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const deletion: Change = { kind: 'delete-pins', cardSerial: CARD, copy: 'saved' };

	await done(stage.client, deletion);

	expect(granted(await stage.client.pins())).toEqual({
		cards: [],
		withheld: [{ cardSerial: CARD, reason: 'deleted', since: '2026-01-15T12:00:00.000Z' }],
	});
	expect(await send(stage.client, deletion)).toMatchObject({ problem: { code: 'pins-withheld' } });
});

function revealed({ puk, newPin }: UnlockSecrets): readonly (string | undefined)[] {
	return [puk.reveal(), newPin?.reveal()];
}

test('Kilit Çözme hands out the same data until its outcome is told; then the new PIN is the one shown', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	const { resource: unlockId = '' } = await done(stage.client, { kind: 'start-unlock', cardSerial: CARD });
	const first = revealed(granted(await stage.client.unlockSecrets({ unlockId, cardSerial: CARD })));
	await stage.login();
	const again = revealed(granted(await stage.client.unlockSecrets({ unlockId, cardSerial: CARD })));
	const open = granted(await stage.client.unlocks());
	const second = await send(stage.client, { kind: 'start-unlock', cardSerial: CARD });
	await done(stage.client, { kind: 'report-unlock', unlockId, result: 'done' });

	expect(first).toEqual(['73519264', expect.stringMatching(/^\d{6}$/)]);
	expect(again).toEqual(first);
	expect(open).toMatchObject([{ unlockId, cardSerial: CARD, state: 'open' }]);
	expect(second).toMatchObject({ problem: { code: 'unlock-open' } });
	expect(granted(await stage.client.pins()).cards[0]?.pin.reveal()).toBe(first[1]);
	expect(await stage.client.unlockSecrets({ unlockId, cardSerial: CARD })).toMatchObject({
		problem: { code: 'unlock-over' },
	});
});

test('an unlock that did not come about leaves the PIN as it was', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	const { resource: unlockId = '' } = await done(stage.client, { kind: 'start-unlock', cardSerial: CARD });
	await done(stage.client, { kind: 'report-unlock', unlockId, result: 'not-done' });

	expect(granted(await stage.client.pins()).cards[0]?.pin.reveal()).toBe('482913');
	expect(granted(await stage.client.unlocks())).toMatchObject([{ state: 'not-done' }]);
	expect((await send(stage.client, { kind: 'start-unlock', cardSerial: CARD })).kind).toBe('done');
});

test('an unlock that is open is known also where fifty newer ones are open', async () => {
	const cards = Array.from({ length: 51 }, (_, index) => ({
		cardSerial: `C0FFEE${String(index).padStart(2, '0')}`,
		pin: SecretText.of('482913'),
		puk: SecretText.of('73519264'),
		certificates: [
			{
				serialNumber: `2B${String(index).padStart(2, '0')}`,
				use: 'SIGN0' as const,
				notBefore: START - DAY,
				notAfter: START + DAY,
				fingerprint: '2b'.repeat(32),
			},
		],
	}));
	await using stage = await openPortalStage({ accounts: [{ ...ACCOUNT, cards }] });
	await stage.login();
	for (const { cardSerial } of cards) {
		await done(stage.client, { kind: 'start-unlock', cardSerial });
	}
	const [oldest] = cards;

	expect(granted(await stage.client.unlocks())).toHaveLength(50);
	expect(
		await send(stage.client, { kind: 'start-unlock', cardSerial: oldest?.cardSerial ?? '' }),
	).toMatchObject({ problem: { code: 'unlock-open' } });
});

test('in the current flow the holder chooses the PIN and the portal keeps none', async () => {
	await using stage = await openPortalStage({ flow: 'current' });
	const { address, userCode, deviceCode } = granted(await stage.client.startElsewhereLogin());
	const form = await (await fetch(address)).text();
	await fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			form_token: /name="form_token" value="([^"]+)"/.exec(form)?.[1] ?? '',
			user_code: userCode,
			holder_number: HOLDER.holderNumber,
			word: HOLDER.securityWord,
			decision: 'approve',
		}).toString(),
	});
	granted(await stage.client.pollElsewhereLogin(deviceCode));

	const { resource: unlockId = '' } = await done(stage.client, { kind: 'start-unlock', cardSerial: CARD });
	const secrets = granted(await stage.client.unlockSecrets({ unlockId, cardSerial: CARD }));

	expect(revealed(secrets)).toEqual(['73519264', undefined]);
	await done(stage.client, { kind: 'report-unlock', unlockId, result: 'done' });
	expect(await stage.client.pins()).toMatchObject({ problem: { code: 'not-offered' } });
});

test('the PINs of 250 cards arrive page by page, each card once', async () => {
	const [card] = ACCOUNT.cards;
	if (card === undefined) {
		throw new Error('the test has no card');
	}
	const serials = Array.from({ length: 250 }, (_, row) => (0x1000 + row).toString(16).toUpperCase());
	await using stage = await openPortalStage({
		accounts: [
			{
				...ACCOUNT,
				cards: serials.map((cardSerial) => ({
					...card,
					cardSerial,
					certificates: [
						{
							serialNumber: `${cardSerial}00`,
							use: 'SIGN0' as const,
							notBefore: START - DAY,
							notAfter: START + DAY,
							fingerprint: '0f'.repeat(32),
						},
					],
				})),
			},
		],
	});
	await stage.login();

	const told: string[] = [];
	let after: string | undefined;
	do {
		const page = granted(await stage.client.pins(after));
		expect(page.cards.length).toBeLessThanOrEqual(50);
		told.push(...page.cards.map(({ cardSerial }) => cardSerial));
		after = page.next;
	} while (after !== undefined);

	expect(told).toEqual(serials);
});

test('five hundred certificates arrive page by page, each once', async () => {
	const [card] = ACCOUNT.cards;
	if (card === undefined) {
		throw new Error('the test has no card');
	}
	const certificates = Array.from({ length: 500 }, (_, row) => ({
		serialNumber: (0x1000 + row).toString(16).toUpperCase().padStart(8, '0'),
		use: 'SIGN0' as const,
		notBefore: START - DAY,
		notAfter: START + DAY,
		fingerprint: '0f'.repeat(32),
	}));
	await using stage = await openPortalStage({
		accounts: [{ ...ACCOUNT, cards: [{ ...card, certificates }] }],
	});
	await stage.login();

	const listed = granted(await stage.client.certificates()).certificates;

	expect(listed.map(({ serialNumber }) => serialNumber)).toEqual(
		certificates.map(({ serialNumber }) => serialNumber),
	);
});
