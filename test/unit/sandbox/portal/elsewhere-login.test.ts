import { request as openRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { ElsewhereLogin } from '#api';
import { ENDPOINTS, PROBLEM_TYPE_PREFIX } from '#contract';
import { granted, HOLDER, openPortalStage, type PortalStage } from './portal-stage.ts';

/** A page of the other site as it was answered. */
interface Page {
	readonly status: number;
	readonly html: string;
	readonly headers: Headers;
}

async function opened(address: string): Promise<Page> {
	const answer = await fetch(address);
	return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

function tokenIn({ html }: Page): string {
	return /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** What a person fills in and sends, with a fresh form. */
async function sends(
	{ address, userCode }: ElsewhereLogin,
	fields: Readonly<Record<string, string>> = {},
	headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
	const answer = await fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		body: new URLSearchParams({
			form_token: tokenIn(await opened(address)),
			user_code: userCode,
			holder_number: HOLDER.holderNumber,
			word: HOLDER.securityWord,
			decision: 'approve',
			...fields,
		}).toString(),
	});
	return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

async function begun(stage: PortalStage): Promise<ElsewhereLogin> {
	return granted(await stage.client.startElsewhereLogin());
}

async function polled(stage: PortalStage, { deviceCode }: ElsewhereLogin) {
	return granted(await stage.client.pollElsewhereLogin(deviceCode));
}

function openCurrent(rules: Parameters<typeof openPortalStage>[0] = {}): Promise<PortalStage> {
	return openPortalStage({ flow: 'current', ...rules });
}

test('the portal says that its way is the present one, and lists what it does', async () => {
	await using stage = await openCurrent();
	const { flow, operations } = granted(await stage.client.service());
	expect(flow).toMatchObject({ id: 'current', login: 'elsewhere', pinChosenBy: 'holder', keepsPins: false });
	expect(operations).toEqual(['elsewhere-login', 'activate', 'revoke', 'update-details', 'unlock']);
});

describe('the login', () => {
	test('is pending until the person said yes there; then there is a session', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		expect(login).toMatchObject({
			userCode: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
			address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
			completeAddress: `${login.address}?user_code=${login.userCode}`,
			expiresInSeconds: 600,
			intervalSeconds: 2,
		});
		expect(await polled(stage, login)).toEqual({ kind: 'authorization-pending', intervalSeconds: 2 });
		expect((await sends(login)).html).toContain('Onaylandı');
		stage.advance(2);
		expect(await polled(stage, login)).toEqual({
			kind: 'done',
			session: { title: HOLDER.title, holderNumber: HOLDER.holderNumber, expiresInSeconds: 600 },
		});
		expect(granted(await stage.client.certificates()).certificates).toHaveLength(2);
	});

	test('whose answer was lost is asked about again, and it is the same session', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		await sends(login);
		await polled(stage, login);
		stage.advance(2);
		expect(await polled(stage, login)).toMatchObject({ kind: 'done' });
		expect(granted(await stage.client.certificates()).certificates).toHaveLength(2);
	});

	test('asked about too soon is asked about more slowly from then on', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		await polled(stage, login);
		expect(await polled(stage, login)).toEqual({ kind: 'slow-down', intervalSeconds: 7 });
		stage.advance(6);
		expect(await polled(stage, login)).toEqual({ kind: 'slow-down', intervalSeconds: 12 });
		stage.advance(12);
		expect(await polled(stage, login)).toEqual({ kind: 'authorization-pending', intervalSeconds: 12 });
	});

	test('that was refused there needs no word for it, and stays refused', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		expect((await sends(login, { decision: 'deny', word: '' })).html).toContain('Reddedildi');
		expect(await polled(stage, login)).toEqual({ kind: 'access-denied' });
		expect((await sends(login)).status).toBe(422);
		expect(await polled(stage, login)).toEqual({ kind: 'access-denied' });
	});

	test('grows no younger by being asked about, and cannot be approved when it is too old', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		for (let time = 0; time < 299; time += 1) {
			stage.advance(2);
			await polled(stage, login);
		}
		stage.advance(2);
		expect(await polled(stage, login)).toEqual({ kind: 'expired-token' });
		expect((await sends(login)).status).toBe(422);
	});

	test('of a code that nobody was given is too old', async () => {
		await using stage = await openCurrent();
		const other = await begun(stage);
		await using elsewhere = await openCurrent({ seed: 7 });
		expect(await polled(elsewhere, other)).toEqual({ kind: 'expired-token' });
	});

	test('opens the session of whoever said yes, and ends the former one', async () => {
		await using stage = await openCurrent();
		const first = await begun(stage);
		await sends(first);
		await polled(stage, first);
		const second = stage.newClient();
		const login = granted(await second.startElsewhereLogin());
		await sends(login, { user_code: login.userCode });
		granted(await second.pollElsewhereLogin(login.deviceCode));
		expect(await stage.client.certificates()).toMatchObject({ problem: { code: 'session-replaced' } });
	});
});

describe('the other site', () => {
	test('says what it is, loads nothing, runs nothing, and is in no frame', async () => {
		await using stage = await openCurrent();
		const { completeAddress, userCode } = await begun(stage);
		const page = await opened(completeAddress);
		expect(page.html).toContain('DENEME ORTAMI. Bu sayfa e-Devlet değildir');
		expect(page.html).toContain(`value="${userCode}"`);
		expect(page.html).not.toMatch(/<script|src=|href=|\son\w+=/i);
		expect(page.headers.get('content-security-policy')).toMatch(
			/^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
		);
		expect(page.headers.get('cache-control')).toBe('no-store');
		expect(page.headers.has('set-cookie')).toBe(false);
	});

	test('writes back nothing of what came that is no code', async () => {
		await using stage = await openCurrent();
		const { address } = await begun(stage);
		const { html } = await opened(`${address}?user_code=%22%3E%3Cscript%3Ealert(1)%3C/script%3E`);
		expect(html).not.toContain('<script');
		expect(html).toContain('name="user_code" value="SCRIPTALERT1SCRIPT"');
	});

	test('takes a code in small letters and without its line', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		const typed = login.userCode.replace('-', ' ').toLowerCase();
		expect((await sends(login, { user_code: typed })).html).toContain('Onaylandı');
	});

	test.each<[string, Readonly<Record<string, string>>]>([
		['another origin', { origin: 'https://kotu.example' }],
		['no origin that it would name', { origin: 'null' }],
		['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
	])('is not spoken to from %s', async (_name, headers) => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		expect((await sends(login, {}, headers)).status).toBe(403);
		expect(await polled(stage, login)).toMatchObject({ kind: 'authorization-pending' });
	});

	test('answers to no other name of this machine', async () => {
		await using stage = await openCurrent();
		const { address } = await begun(stage);
		const { port } = new URL(address);
		const answered = Promise.withResolvers<number>();
		openRequest({ host: '127.0.0.1', port, headers: { host: `kotu.example:${port}` } }, (answer) => {
			answered.resolve(answer.statusCode ?? 0);
			void text(answer);
		}).end();
		expect(await answered.promise).toBe(403);
	});

	test('takes each form once, and none that it did not give out', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		const form_token = tokenIn(await opened(login.address));
		expect((await sends(login, { form_token, word: 'yanlış' })).status).toBe(422);
		expect((await sends(login, { form_token })).status).toBe(403);
		expect((await sends(login, { form_token: 'invented-by-somebody' })).status).toBe(403);
		expect(await polled(stage, login)).toMatchObject({ kind: 'authorization-pending' });
	});

	test('lets nobody guess: three wrong words lock the holder, twenty wrong codes close the form', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		expect((await sends(login, { word: 'yanlış' })).html).toContain('2 deneme hakkı kaldı');
		expect((await sends(login, { word: '' })).html).toContain('1 deneme hakkı kaldı');
		expect((await sends(login, { word: 'yanlış' })).html).toContain('Çok sayıda yanlış deneme');
		expect((await sends(login)).status).toBe(429);
		stage.advance(300);
		for (let time = 0; time < 20; time += 1) {
			expect((await sends(login, { user_code: 'BBBB-BBBB' })).status).toBe(422);
		}
		expect((await sends(login)).status).toBe(429);
		stage.advance(300);
		const fresh = await begun(stage);
		expect((await sends(fresh)).status).toBe(200);
	});

	test('refuses what is too large or no form, and goes on', async () => {
		await using stage = await openCurrent();
		const login = await begun(stage);
		expect((await sends(login, { word: 'x'.repeat(5_000) })).status).toBe(400);
		const json = await fetch(login.address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{}',
		});
		expect([json.status, await json.text()]).toEqual([400, expect.stringContaining('bir şey yapılmadı')]);
		expect((await opened(`${login.address}yok`)).status).toBe(404);
		expect((await sends(login)).status).toBe(200);
	});

	test('is not there where the login is at the portal', async () => {
		await using stage = await openPortalStage();
		expect(await stage.client.startElsewhereLogin()).toMatchObject({ problem: { code: 'not-offered' } });
	});
});

describe('what a portal does not do', () => {
	test.each([
		ENDPOINTS.newCaptcha,
		ENDPOINTS.startLogin,
		ENDPOINTS.startSignatureLogin,
		ENDPOINTS.startWordReset,
		ENDPOINTS.pins,
		ENDPOINTS.pinDocument,
		ENDPOINTS.deletePins,
	])('is refused by name in the current way: $method $path', async ({ method, path, ...endpoint }) => {
		await using stage = await openCurrent({ issuerCertificate: new Uint8Array() });
		const answer = await fetch(new URL(path, stage.url), {
			method,
			headers: {
				...('body' in endpoint ? { 'content-type': 'application/json' } : {}),
				'idempotency-key': '"0123456789abcdef"',
				authorization: `Bearer ${'0'.repeat(32)}`,
			},
			...('body' in endpoint ? { body: '{}' } : {}),
		});
		expect([answer.status, await answer.json()]).toEqual([
			403,
			expect.objectContaining({ type: `${PROBLEM_TYPE_PREFIX}not-offered`, status: 403 }),
		]);
	});
});
