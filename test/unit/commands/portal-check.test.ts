import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { parsePortalAddress } from '#api';
import { runPortalCheck } from '#commands';
import { textsOf } from '#i18n';
import { portalCheckReport } from '../../../src/commands/portal-check-report.ts';
import { PORTAL_CHECKS } from '../../../src/commands/portal-checks.ts';
import { openPortalStage } from '../sandbox/portal/portal-stage.ts';
import { capturedIo } from './captured-io.ts';

interface Answer {
	status: number;
	type: string;
	text: string;
}

/** What a proxy in front of the sandbox makes of an answer. */
type Break = (request: string, answer: Answer) => void;

/** Sends every request on to `target`, and its answer back as `spoil` leaves it. */
async function openSpoilingProxy(target: string, spoil: Break) {
	const serve = async (
		request: string,
		headers: Record<string, string>,
		body: Buffer,
		to: ServerResponse,
	) => {
		const [method = '', path = ''] = request.split(' ');
		const from = await fetch(`${target}${path}`, {
			method,
			headers,
			...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
		});
		const answer = {
			status: from.status,
			type: from.headers.get('content-type') ?? '',
			text: await from.text(),
		};
		spoil(request, answer);
		to.writeHead(answer.status, { 'content-type': answer.type }).end(answer.text);
	};
	const server = createServer(async (message, response) => {
		const kept = ['content-type', 'authorization', 'idempotency-key'].flatMap((name) => {
			const value = message.headers[name];
			return typeof value === 'string' ? [[name, value] as const] : [];
		});
		const body = await buffer(message);
		await serve(`${message.method} ${message.url}`, Object.fromEntries(kept), body, response);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return {
		url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
		async [Symbol.asyncDispose]() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

async function check(url: string, json = true) {
	const address = parsePortalAddress(url);
	if (!address.ok) {
		throw new Error(address.code);
	}
	const io = capturedIo();
	const exitCode = await runPortalCheck({
		address: address.url,
		authoritiesPath: undefined,
		proxy: undefined,
		json,
		texts: textsOf('tr'),
		io,
		signal: new AbortController().signal,
	});
	const report = json && exitCode !== 4 ? portalCheckReport.parse(JSON.parse(io.out)) : undefined;
	const failed = report?.checks.filter(({ state }) => state === 'failed').map(({ id }) => id);
	return { exitCode, io, report, failed };
}

test.each(['guide-2014', 'current'] as const)('the sandbox’s portal has all of it, flow %s', async (flow) => {
	await using stage = await openPortalStage({ flow });
	const { exitCode, failed, report } = await check(stage.url);

	expect(failed).toEqual([]);
	expect(exitCode).toBe(0);
	expect(report?.checks).toHaveLength(PORTAL_CHECKS.length);
	expect(report?.checks.filter(({ state }) => state === 'skipped').map(({ id }) => id)).toEqual(
		flow === 'current' ? ['captcha', 'malformed-login', 'unknown-captcha'] : [],
	);
});

const edited = (answer: Answer, edit: (json: Record<string, unknown>) => void): void => {
	const json = JSON.parse(answer.text);
	edit(json);
	answer.text = JSON.stringify(json);
};
let count = 0;

const BREAKS: readonly (readonly [string, readonly string[], Break])[] = [
	[
		'another contract version',
		['contract-version'],
		(request, answer) =>
			request.endsWith('/service') &&
			edited(answer, (json) => {
				json['contractVersion'] = 2;
			}),
	],
	[
		'a null',
		['service', 'contract-version', 'instance-id'],
		(request, answer) =>
			request.endsWith('/service') &&
			edited(answer, (json) => {
				json['name'] = null;
			}),
	],
	[
		'an instanceId that is new each time',
		['instance-id'],
		(request, answer) =>
			request.endsWith('/service') &&
			edited(answer, (json) => {
				count += 1;
				json['instanceId'] = `instance-of-the-test-${count}`;
			}),
	],
	[
		'a page of HTML for an unknown path',
		['unknown-path'],
		(request, answer) => request.endsWith('/no-such-path') && Object.assign(answer, { type: 'text/html' }),
	],
	[
		'a document whose status is another one',
		['unknown-path'],
		(request, answer) =>
			request.endsWith('/no-such-path') &&
			edited(answer, (json) => {
				json['status'] = 400;
			}),
	],
	[
		'403 in place of 401',
		['no-session', 'invented-session'],
		(request, answer) => request.endsWith('/certificates') && Object.assign(answer, { status: 403 }),
	],
	[
		'an operation for every key',
		['unknown-key', 'unspent-key'],
		(request, answer) => {
			if (request.startsWith('GET /v1/operations/') && answer.status === 404) {
				const key = request.split('/').at(-1);
				const told = { key, kind: 'revoke', state: 'done', at: '2026-01-15T12:00:00Z' };
				Object.assign(answer, { status: 200, type: 'application/json', text: JSON.stringify(told) });
			}
		},
	],
	[
		'a withdrawal of another key',
		['withdrawal'],
		(request, answer) =>
			request.startsWith('DELETE ') &&
			edited(answer, (json) => {
				json['key'] = 'key-of-the-test-0001';
			}),
	],
	[
		'the same captcha again',
		['captcha'],
		(request, answer) =>
			request.endsWith('/captchas') &&
			edited(answer, (json) => {
				json['captchaId'] = 'captcha-of-the-test-1';
			}),
	],
	[
		'a picture that is no PNG',
		['captcha'],
		(request, answer) =>
			request.endsWith('/captchas') &&
			edited(answer, (json) => {
				json['image'] = 'R0lGODlhAQABAAAAACw=';
			}),
	],
	[
		'plain JSON in place of problem documents of a login',
		['malformed-login', 'unknown-captcha'],
		(request, answer) => request.endsWith('/logins') && Object.assign(answer, { type: 'application/json' }),
	],
	[
		'404 for what is not offered',
		['not-offered'],
		(request, answer) => request.endsWith('/elsewhere-logins') && Object.assign(answer, { status: 404 }),
	],
];

test.each(BREAKS)('%s is found, and nothing else', async (_what, ids, spoil) => {
	await using stage = await openPortalStage();
	await using proxy = await openSpoilingProxy(stage.url, spoil);

	expect(await check(proxy.url)).toMatchObject({ exitCode: 1, failed: ids });
});

test('every check is found missing somewhere above, and leads to a heading of the page', () => {
	const page = readFileSync('docs/portal-builders.md', 'utf8');
	const broken = new Set(BREAKS.flatMap(([, ids]) => ids));

	expect(PORTAL_CHECKS.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
	for (const { section } of PORTAL_CHECKS) {
		expect(page).toMatch(new RegExp(`^#{2,3} \`?${section}\\b`, 'm'));
	}
});

test('a line says what was looked at, what was expected, what came, and where to read on', async () => {
	await using stage = await openPortalStage();
	const { io, exitCode } = await check(stage.url, false);

	expect(exitCode).toBe(0);
	expect(io.out.trim().split('\n')).toHaveLength(PORTAL_CHECKS.length);
	expect(io.out).toContain(
		'GET /v1/no-such-path · beklenen: 404 not-found · gelen: 404 not-found · docs/portal-builders.md: Problems\n',
	);
	expect(io.err).not.toBe('');
});

test('a portal that does not answer is told as that', async () => {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	const { exitCode, io } = await check(`http://127.0.0.1:${Object(address).port}`);

	expect(exitCode).toBe(4);
	expect(io.out).toBe('');
	expect(io.err).toContain('unreachable');
});
