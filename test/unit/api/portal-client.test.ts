import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { SecretText } from '#text';
import { clientOf, granted, HOLDER, openPortalStage } from '../sandbox/portal/portal-stage.ts';
import { openServer, sendJson, sendProblem } from './hostile-server.ts';

const BEGUN_LOGIN = { loginId: 'login-id-of-the-test', holderNumber: '4540536920' };

const TOKEN = 'session-token-of-the-test';

const OPENED = {
	sessionToken: TOKEN,
	holder: { title: 'Şeker Çiçeği Sanayi A.Ş.', holderNumber: '4540536920' },
	expiresInSeconds: 600,
};

const EXPIRED = { type: 'https://muhurdar.invalid/problems/session-expired', title: '', status: 401 };

test('every operation, one after the other, against the sandbox’s portal', async () => {
	await using stage = await openPortalStage();
	const { client } = stage;

	const service = granted(await client.service());
	const { captchaId, text } = await stage.captcha();
	const started = granted(
		await client.startLogin({
			holderNumber: HOLDER.holderNumber,
			captchaId,
			captchaAnswer: text,
			securityWord: SecretText.of(HOLDER.securityWord),
		}),
	);
	const sent = granted(await client.ask('sendCode', { parameters: { loginId: started.loginId } }));
	const session = granted(await client.confirmCode({ ...HOLDER, ...started }, stage.lastCode()));
	const certificates = granted(await client.certificates()).certificates;
	const pins = granted(await client.pins());
	const out = await client.logout();

	expect(service).toMatchObject({ isSandbox: true, contractVersion: 1 });
	expect(sent.codeLength).toBe(6);
	expect(session).toEqual({ title: HOLDER.title, holderNumber: HOLDER.holderNumber, expiresInSeconds: 600 });
	expect(certificates).toHaveLength(2);
	expect(pins.cards[0]?.pin.reveal()).toBe('482913');
	expect(out).toEqual({ ok: true, value: undefined });
});

test('a picture arrives as the bytes of a PNG', async () => {
	await using stage = await openPortalStage();

	const picture = granted(await stage.client.newCaptcha());

	expect(picture).toMatchObject({ characters: 5, expiresInSeconds: 120 });
	expect(picture).not.toHaveProperty('image');
	const { width, height } = decode(picture.png);
	expect([width, height]).toEqual([144, 36]);
});

test('a path in the portal’s address is kept in front of the contract’s paths', async () => {
	await using server = await openServer((response) => sendProblem(response, 404, {}));
	const client = clientOf(`${server.url}/mali/muhur`);

	await client.service();
	await client.ask('sendCode', { parameters: { loginId: 'a/../b?c#d' } });

	expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
		'GET /mali/muhur/v1/service',
		'POST /mali/muhur/v1/logins/a%2F..%2Fb%3Fc%23d/sms',
	]);
});

test('each call sends one request, also when it fails', async () => {
	await using server = await openServer((response) => {
		response.writeHead(503, { 'retry-after': '1' });
		response.end();
	});
	const client = clientOf(server.url);

	await client.service();
	await client.newCaptcha();
	await client.ask('sendCode', { parameters: { loginId: 'login-id-of-the-test' } });

	expect(server.seen.map(({ url }) => url)).toEqual([
		'/v1/service',
		'/v1/captchas',
		'/v1/logins/login-id-of-the-test/sms',
	]);
});

test('only requests of the session carry its token, and after Çıkış none does', async () => {
	await using server = await openServer((response, { method, url }) => {
		if (method === 'DELETE') {
			response.writeHead(204).end();
		} else if (url === '/v1/certificates') {
			sendJson(response, { certificates: [] });
		} else {
			sendJson(response, OPENED);
		}
	});
	const client = clientOf(server.url);

	granted(await client.confirmCode(BEGUN_LOGIN, SecretText.of('123456')));
	granted(await client.certificates()).certificates;
	await client.service();
	granted(await client.logout());
	const afterwards = await client.certificates();
	const again = await client.logout();

	expect(afterwards).toEqual({ ok: false, problem: { code: 'session-expired', detail: 'no session' } });
	expect(again).toEqual({ ok: true, value: undefined });
	expect(server.seen.map(({ method, url, authorization }) => [method, url, authorization])).toEqual([
		['POST', '/v1/logins/login-id-of-the-test/code', undefined],
		['GET', '/v1/certificates', `Bearer ${TOKEN}`],
		['GET', '/v1/service', undefined],
		['DELETE', '/v1/session', `Bearer ${TOKEN}`],
	]);
});

test.each([
	[
		'a problem document',
		(response: Parameters<typeof sendProblem>[0]) => sendProblem(response, 401, EXPIRED),
	],
	['a bare 401', (response: Parameters<typeof sendProblem>[0]) => response.writeHead(401).end()],
])('%s that ends the session drops its token', async (_name, refuse) => {
	await using server = await openServer((response, { method }) =>
		method === 'POST' ? sendJson(response, OPENED) : refuse(response),
	);
	const client = clientOf(server.url);
	granted(await client.confirmCode(BEGUN_LOGIN, SecretText.of('123456')));

	const first = await client.pins();
	const second = await client.pins();

	expect(first).toEqual({ ok: false, problem: { code: 'session-expired', detail: 'HTTP 401' } });
	expect(second).toEqual({ ok: false, problem: { code: 'session-expired', detail: 'no session' } });
	expect(server.seen).toHaveLength(2);
});

test('Çıkış forgets the session also when the portal cannot be told', async () => {
	await using server = await openServer((response, { method }) =>
		method === 'POST' ? sendJson(response, OPENED) : response.destroy(),
	);
	const client = clientOf(server.url);
	granted(await client.confirmCode(BEGUN_LOGIN, SecretText.of('123456')));

	const out = await client.logout();
	const afterwards = await client.pins();

	expect(out).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
	expect(afterwards).toMatchObject({ ok: false, problem: { detail: 'no session' } });
});

test('Çıkış from a session that the portal has already ended is done', async () => {
	await using stage = await openPortalStage();
	await stage.login();

	stage.advance(600);

	expect(await stage.client.logout()).toEqual({ ok: true, value: undefined });
});

test('a login that is confirmed only after Çıkış opens nothing', async () => {
	const confirmed = Promise.withResolvers<() => void>();
	await using server = await openServer((response) => confirmed.resolve(() => sendJson(response, OPENED)));
	const client = clientOf(server.url);
	const confirming = client.confirmCode(BEGUN_LOGIN, SecretText.of('123456'));
	const answer = await confirmed.promise;

	await client.logout();
	answer();

	expect(await confirming).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
	expect(await client.pins()).toMatchObject({ ok: false, problem: { detail: 'no session' } });
	expect(server.seen).toHaveLength(1);
});

test('a caller that gives up gets told so; one that gave up before sends nothing', async () => {
	const arrived = Promise.withResolvers<void>();
	await using server = await openServer(() => arrived.resolve());
	const client = clientOf(server.url);
	const giveUp = new AbortController();

	const waiting = client.service(giveUp.signal);
	await arrived.promise;
	giveUp.abort();
	const during = await waiting;
	const before = await client.service(giveUp.signal);

	expect(during).toEqual({ ok: false, problem: { code: 'cancelled', detail: 'given up by the caller' } });
	expect(before).toEqual(during);
	expect(server.seen).toHaveLength(1);
});

test('giving up in the middle of an answer is told as such too', async () => {
	const giveUp = new AbortController();
	await using server = await openServer((response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write('{"name":', () => giveUp.abort());
	});

	const result = await clientOf(server.url).service(giveUp.signal);

	expect(result).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
});

test('a portal that is not there is unreachable', async () => {
	const url = await openServer(() => undefined).then(async (server) => {
		await server[Symbol.asyncDispose]();
		return server.url;
	});

	const result = await clientOf(url).service();

	expect(result).toEqual({ ok: false, problem: { code: 'unreachable', detail: 'ECONNREFUSED' } });
});
