import { expect, test } from 'vitest';
import { FLOW_PROFILES } from '#contract';
import { SecretText } from '#text';
import { ACCOUNT, granted, OTHER, openPortalStage, START } from './portal-stage.ts';

const SESSION_EXPIRED = { ok: false, problem: { code: 'session-expired' } };

test('the portal says that it is a sandbox and lists only what it does', async () => {
	await using stage = await openPortalStage();

	expect(granted(await stage.client.service())).toEqual({
		name: 'Mühürdar deneme portalı',
		contractVersion: 1,
		isSandbox: true,
		operations: [
			'password-login',
			'security-word-reset',
			'security-word-code-check',
			'pin-view',
			'pin-save',
			'pin-delete',
			'activate',
			'revoke',
			'update-details',
			'unlock',
		],
		flow: FLOW_PROFILES['guide-2014'],
		instanceId: expect.stringMatching(/^[\w-]{32}$/),
	});
});

test('a session shows the certificates of the account with their states', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	expect(granted(await stage.client.certificates()).certificates).toEqual([
		{
			serialNumber: '5A2295753A906E',
			use: 'SIGN0',
			state: 'valid',
			notBefore: '2024-04-18T00:00:00.000Z',
			notAfter: '2027-04-18T00:00:00.000Z',
			cardSerial: '1234567890ABCDEF',
			fingerprint: '0f'.repeat(32),
		},
		{
			serialNumber: '3AA4A14B3A906F',
			use: 'ENCR0',
			state: 'valid',
			notBefore: '2024-04-18T00:00:00.000Z',
			notAfter: '2027-04-18T00:00:00.000Z',
			cardSerial: '1234567890ABCDEF',
			fingerprint: '0f'.repeat(32),
		},
	]);
});

test('a certificate is valid from its first instant through its last, not before and not after', async () => {
	const certificate = (serialNumber: string, notBefore: number, notAfter: number) =>
		({ serialNumber, use: 'SIGN0', notBefore, notAfter, fingerprint: '0f'.repeat(32) }) as const;
	const card = {
		cardSerial: 'A1',
		pin: SecretText.of('482913'),
		puk: SecretText.of('73519264'),
		certificates: [
			certificate('01', START + 1, START + 1000),
			certificate('02', START, START + 1000),
			certificate('03', START - 1000, START),
			certificate('04', START - 1000, START - 1),
		],
	};
	await using stage = await openPortalStage({ accounts: [{ ...ACCOUNT, cards: [card] }] });
	await stage.login();

	const rows = granted(await stage.client.certificates()).certificates;

	// Oldest first: by the beginning of the validity.
	expect(rows.map(({ serialNumber, state }) => `${serialNumber} ${state}`)).toEqual([
		'03 valid',
		'04 expired',
		'02 valid',
		'01 not-yet-valid',
	]);
});

test('a session shows PIN and PUK of every card', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	const { cards, withheld } = granted(await stage.client.pins());

	expect(withheld).toEqual([]);
	expect(cards.map(({ cardSerial, pin, puk }) => [cardSerial, pin.reveal(), puk.reveal()])).toEqual([
		['1234567890ABCDEF', '482913', '73519264'],
	]);
});

test('a session shows its own account and no other', async () => {
	await using stage = await openPortalStage({ accounts: [OTHER, ACCOUNT] });
	await stage.login();

	expect(granted(await stage.client.pins()).cards).toHaveLength(1);
	expect(granted(await stage.client.certificates()).certificates).toHaveLength(2);
});

test('a session ends ten minutes after its last request', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	stage.advance(599);
	const active = await stage.client.certificates();
	stage.advance(599);
	const stillActive = await stage.client.pins();
	stage.advance(600);
	const idle = await stage.client.pins();

	expect(active.ok).toBe(true);
	expect(stillActive.ok).toBe(true);
	expect(idle).toMatchObject(SESSION_EXPIRED);
});

test('after Çıkış nothing more is shown, and another holder’s session stays open', async () => {
	await using stage = await openPortalStage({ accounts: [ACCOUNT, OTHER] });
	await stage.login();
	const other = stage.newClient();
	await stage.login(other, OTHER.holder);

	expect(await stage.client.logout()).toEqual({ ok: true, value: undefined });

	expect(await stage.client.certificates()).toMatchObject(SESSION_EXPIRED);
	expect(await stage.client.pins()).toMatchObject(SESSION_EXPIRED);
	expect((await other.pins()).ok).toBe(true);
});

test('a second login elsewhere ends the first session, which is told so once', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const elsewhere = stage.newClient();
	await stage.login(elsewhere);

	expect(await stage.client.pins()).toMatchObject({
		ok: false,
		problem: { code: 'session-replaced', detail: 'HTTP 401' },
	});
	expect(await stage.client.pins()).toMatchObject({ ok: false, problem: { detail: 'no session' } });
	expect((await elsewhere.pins()).ok).toBe(true);
});

test('a new login after Çıkış opens a session again', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	await stage.client.logout();

	await stage.login();

	expect((await stage.client.pins()).ok).toBe(true);
});

test('without a session, or with an invented or misspelt token, the portal shows nothing', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	const headers = ['', 'Bearer', 'Bearer invented-token-0123456789', 'Basic bWFsaTptdWh1cg==', 'Bearer a b'];

	for (const path of ['v1/certificates', 'v1/pins']) {
		for (const authorization of headers) {
			const answer = await fetch(`${stage.url}/${path}`, { headers: { authorization } });

			expect(answer.status).toBe(401);
			expect(answer.headers.get('www-authenticate')).toBe('Bearer');
			expect(await answer.json()).toMatchObject({
				type: 'https://muhurdar.invalid/problems/session-expired',
				status: 401,
			});
		}
	}
	const closing = await fetch(`${stage.url}/v1/session`, { method: 'DELETE' });
	expect(closing.status).toBe(401);
});
