import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ENDPOINT_NAMES, ENDPOINTS, problemDocument } from '#contract';
import { createPhone } from '../../../../src/sandbox/phone/index.ts';
import { startSandboxPortal } from '../../../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';
import { openPortalStage } from './portal-stage.ts';

const clock = { now: () => 0 };

function post(url: string, body: string, contentType = 'application/json'): Promise<Response> {
	return fetch(url, { method: 'POST', body, headers: { 'content-type': contentType } });
}

async function expectProblem(answer: Response, status: number, code: string): Promise<void> {
	expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json(;|$)/);
	const document = problemDocument.parse(await answer.json());
	expect(answer.status).toBe(status);
	expect(document).toMatchObject({ type: `https://muhurdar.invalid/problems/${code}`, status });
}

test('the portal listens on the loopback address of this machine alone', async () => {
	await using stage = await openPortalStage();

	expect(stage.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	// Reached only by a server that listens on all addresses.
	const elsewhere = connect(Number(new URL(stage.url).port), '127.0.0.2');
	const [error] = await once(elsewhere, 'error');
	expect(error).toMatchObject({ code: 'ECONNREFUSED' });
});

test('every endpoint of the contract has a route', async () => {
	await using stage = await openPortalStage({ issuerCertificate: new Uint8Array() });
	const routeless: string[] = [];
	for (const name of ENDPOINT_NAMES) {
		const { method, path } = ENDPOINTS[name];
		const answer = await fetch(stage.url + path.replaceAll(/\{\w+\}/gu, 'nobody-gave-this-name'), { method });
		const problem = problemDocument.safeParse(answer.ok ? undefined : await answer.json());
		if (answer.status === 405 || problem.data?.type.endsWith('/not-found') === true) {
			routeless.push(`${method} ${path}`);
		}
	}
	const other = await fetch(`${stage.url}/v1/no-such-path`);

	expect(routeless).toEqual([]);
	await expectProblem(other, 404, 'not-found');
});

test('a port that is taken is told as such, and a given port is free again after close', async () => {
	const options = { random: createRandomSource(1), clock, accounts: [], phone: createPhone(clock) };
	const first = await startSandboxPortal(options);
	const port = Number(new URL(first.url).port);

	await expect(startSandboxPortal({ ...options, port })).rejects.toMatchObject({ code: 'port-in-use' });
	await first.close();
	const second = await startSandboxPortal({ ...options, port });

	expect(second.url).toBe(first.url);
	await second.close();
});

test('close cuts a connection that a client holds open', async () => {
	const portal = await startSandboxPortal({
		random: createRandomSource(1),
		clock,
		accounts: [],
		phone: createPhone(clock),
	});
	const socket = connect(Number(new URL(portal.url).port), '127.0.0.1');
	await once(socket, 'connect');
	const ended = once(socket, 'close');
	socket.on('error', () => {
		// The cut may arrive as a reset.
	});

	await portal.close();

	await ended;
});

test('what is not of the contract is answered with a problem document', async () => {
	await using stage = await openPortalStage();
	const logins = `${stage.url}/v1/logins`;

	await expectProblem(await fetch(`${stage.url}/`), 404, 'not-found');
	const other = await fetch(`${stage.url}/v1/logins`);
	expect(other.headers.get('allow')).toBe('POST');
	await expectProblem(other, 405, 'request-invalid');
	const patched = await fetch(`${stage.url}/v1/details`, { method: 'DELETE' });
	expect(patched.headers.get('allow')).toBe('GET, HEAD, PATCH');
	await expectProblem(patched, 405, 'request-invalid');
	await expectProblem(await fetch(`${stage.url}/v1/operations/short`), 400, 'request-invalid');
	await expectProblem(await fetch(`${stage.url}/v1/%zz`), 400, 'request-invalid');
	await expectProblem(await post(logins, '{"holderNumber":'), 400, 'request-invalid');
	await expectProblem(await post(logins, ''), 400, 'request-invalid');
	await expectProblem(await post(logins, '{}'), 400, 'request-invalid');
	await expectProblem(await post(logins, '{"__proto__":{"holderNumber":"1"}}'), 400, 'request-invalid');
	await expectProblem(await post(logins, 'a=b', 'text/plain'), 415, 'request-invalid');
	await expectProblem(await post(logins, 'a=b', 'application/x-www-form-urlencoded'), 415, 'request-invalid');
	await expectProblem(await post(logins, JSON.stringify('x'.repeat(70_000))), 413, 'request-invalid');
	await expectProblem(
		await post(`${stage.url}/v1/logins/never-begun-anywhere/code`, '{"code":"12a4"}'),
		400,
		'request-invalid',
	);
});

test('what is not even HTTP is answered and the connection ended', async () => {
	await using stage = await openPortalStage();
	const socket = connect(Number(new URL(stage.url).port), '127.0.0.1');
	socket.end('MÜHÜR\r\n\r\n');

	const answer = await text(socket);

	expect(answer).toMatch(/^HTTP\/1\.1 400 /);
	expect(answer).toContain('application/problem+json');
	expect(answer).toContain('https://muhurdar.invalid/problems/request-invalid');
});

test('a fault of the portal is a 500 that says nothing about the fault', async () => {
	const phone = {
		...createPhone(clock),
		send: () => {
			throw new Error('the phone fell into the tea');
		},
	};
	await using stage = await openPortalStage({ phone });
	const loginId = await stage.startedLogin();

	const answer = await fetch(`${stage.url}/v1/logins/${loginId}/sms`, { method: 'POST' });
	const body = await answer.clone().text();

	await expectProblem(answer, 500, 'server-error');
	expect(body).not.toContain('tea');
});

test('no answer may be stored, neither a success nor a problem', async () => {
	await using stage = await openPortalStage();

	for (const path of ['v1/service', 'v1/pins', 'nowhere']) {
		const answer = await fetch(`${stage.url}/${path}`);

		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
	}
});

test('a refusal with a time to wait says it in the header too', async () => {
	await using stage = await openPortalStage();
	const loginId = await stage.startedLogin();
	await stage.client.ask('sendCode', { parameters: { loginId } });

	const answer = await fetch(`${stage.url}/v1/logins/${loginId}/sms`, { method: 'POST' });

	expect(answer.headers.get('retry-after')).toBe('60');
	await expectProblem(answer, 429, 'resend-too-early');
});
