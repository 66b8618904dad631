import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { resourceUsage } from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import type { PortalResult } from '#api';
import { FLOW_PROFILES } from '#contract';
import { REFUSED_MARK, SecretText } from '#text';
import { clientOf, granted } from '../sandbox/portal/portal-stage.ts';
import { openServer, sendJson, sendProblem } from './hostile-server.ts';

const BEGUN_LOGIN = { loginId: 'login-id-of-the-test', holderNumber: '4540536920' };

const SERVICE = {
	name: 'Portal',
	contractVersion: 1,
	isSandbox: false,
	operations: [],
	flow: 'guide-2014',
	instanceId: 'instance-of-the-test',
};

/** The same, with its way looked up. */
const FACTS = { ...SERVICE, flow: FLOW_PROFILES['guide-2014'] };

const LOGIN = {
	holderNumber: '4540536920',
	captchaId: 'captcha-id-of-the-test',
	captchaAnswer: 'AC3DE',
	securityWord: SecretText.of('papatya'),
};

function badAnswer(detail: string): PortalResult<never> {
	return { ok: false, problem: { code: 'bad-answer', detail } };
}

async function serviceFrom(answer: (response: ServerResponse) => void, limits = {}, requests = 1) {
	await using server = await openServer(answer);
	const result = await clientOf(server.url, limits).service();
	expect(server.seen).toHaveLength(requests);
	return result;
}

test('a way that this client does not know has a name of its own, and is not guessed', async () => {
	await using server = await openServer((response) =>
		sendJson(response, { ...SERVICE, flow: 'current-2031' }),
	);
	expect(await clientOf(server.url).service()).toEqual({
		ok: false,
		problem: { code: 'flow-unknown', detail: 'flow current-2031' },
	});
});

describe('where a portal sends a person', () => {
	const BEGUN = {
		deviceCode: 'device-code-of-the-test',
		userCode: 'WDJB-MJHT',
		verificationUri: 'https://kapi.example/giris',
		siteName: 'Kapı',
		expiresInSeconds: 600,
		intervalSeconds: 5,
	};

	test('is taken as it is where it can be shown', async () => {
		await using server = await openServer((response) => sendJson(response, BEGUN));
		expect(granted(await clientOf(server.url).startElsewhereLogin())).toMatchObject({
			address: 'https://kapi.example/giris',
			completeAddress: 'https://kapi.example/giris',
		});
	});

	test.each<[string, Readonly<Record<string, unknown>>]>([
		['is readable on the way', { verificationUri: 'http://kapi.example/giris' }],
		['hides its host behind a name', { verificationUri: 'https://giris.turkiye.gov.tr@kotu.example/' }],
		['is no address of the web', { verificationUri: 'javascript:alert(1)' }],
		['has signs that look like others', { verificationUri: 'https://türkiye.example/' }],
		['turns its text around', { verificationUri: 'https://kapi.example/\u202egro' }],
		[
			'is another one in the QR code',
			{ verificationUriComplete: 'https://kotu.example/?user_code=WDJB-MJHT' },
		],
		['is endless', { verificationUri: `https://kapi.example/${'a'.repeat(400)}` }],
		['comes with no code to compare', { userCode: 'W' }],
		['comes with a code that is a sentence', { userCode: 'SIFRENI YAZ' }],
		['never ends', { expiresInSeconds: 864_000 }],
		['wants to be asked at once and for ever', { intervalSeconds: 0 }],
	])('is not shown where it %s', async (_name, facts) => {
		await using server = await openServer((response) => sendJson(response, { ...BEGUN, ...facts }));
		expect(await clientOf(server.url).startElsewhereLogin()).toMatchObject({
			ok: false,
			problem: { code: 'bad-answer' },
		});
	});
});

describe('redirects', () => {
	test.each([301, 302, 303, 307, 308])('%s to another origin is not followed', async (status) => {
		await using elsewhere = await openServer((response) => sendJson(response, SERVICE));
		await using server = await openServer((response) => {
			response.writeHead(status, { location: `${elsewhere.url}/v1/logins` }).end();
		});
		const client = clientOf(server.url);

		expect(await client.startLogin(LOGIN)).toEqual(badAnswer(`HTTP ${status}`));
		expect(await client.service()).toEqual(badAnswer(`HTTP ${status}`));
		expect(elsewhere.seen).toEqual([]);
		expect(server.seen).toHaveLength(2);
	});
});

describe('answers that are not of the contract', () => {
	test.each([
		['garbage', 'application/json', 'günaydın', 'HTTP 200: broken JSON'],
		['nothing', 'application/json', '', 'HTTP 200: broken JSON'],
		['half of it', 'application/json', JSON.stringify(SERVICE).slice(0, 40), 'HTTP 200: broken JSON'],
		['a bad byte', 'application/json', Buffer.from([0x22, 0xff, 0x22]), 'HTTP 200: broken JSON'],
		['deep nesting', 'application/json', '['.repeat(30_000) + ']'.repeat(30_000), 'HTTP 200: broken JSON'],
		['HTML', 'text/html', '<p>Bakım çalışması</p>', 'HTTP 200: not JSON'],
		['JSON under another name', 'text/html', JSON.stringify(SERVICE), 'HTTP 200: not JSON'],
		['a problem that is none', 'application/problem+json', JSON.stringify(SERVICE), 'HTTP 200: not JSON'],
		['null', 'application/json', 'null', 'HTTP 200: answer: invalid_type'],
		[
			'a wrong type',
			'application/json',
			JSON.stringify({ ...SERVICE, isSandbox: 'no' }),
			'HTTP 200: isSandbox: invalid_type',
		],
		[
			'an operation that is no word',
			'application/json',
			JSON.stringify({ ...SERVICE, operations: ['pin-view', 42] }),
			'HTTP 200: operations.1: invalid_union',
		],
		[
			'a text that is too long',
			'application/json',
			JSON.stringify({ ...SERVICE, name: 'x'.repeat(201) }),
			'HTTP 200: name: too_big',
		],
		[
			'names of JavaScript’s own',
			'application/json',
			'{"__proto__":{"name":"x"},"constructor":1,"isSandbox":true}',
			'HTTP 200: name: invalid_type',
		],
	])('%s', async (_name, contentType, body, detail) => {
		const result = await serviceFrom((response) => {
			response.writeHead(200, { 'content-type': contentType }).end(body);
		});

		expect(result).toEqual(badAnswer(detail));
	});

	test('an answer without a media type', async () => {
		const result = await serviceFrom((response) => {
			response.writeHead(200).end(JSON.stringify(SERVICE));
		});

		expect(result).toEqual(badAnswer('HTTP 200: not JSON'));
	});

	test('a media type in other letters and with parameters is the same one', async () => {
		const result = await serviceFrom((response) =>
			sendJson(response, { ...SERVICE, more: 'than the contract' }, 'Application/JSON ; charset="utf-8"'),
		);

		expect(result).toEqual({ ok: true, value: FACTS });
	});

	test('a session token that would split a header is refused, and no session begins', async () => {
		await using server = await openServer((response) =>
			sendJson(response, {
				sessionToken: 'session-token\r\nx-injected: 1',
				holder: { title: 'Şeker', holderNumber: '4540536920' },
				expiresInSeconds: 600,
			}),
		);
		const client = clientOf(server.url);

		const result = await client.confirmCode(BEGUN_LOGIN, SecretText.of('123456'));

		expect(result).toEqual(badAnswer('HTTP 200: sessionToken: invalid_format'));
		expect(await client.pins()).toMatchObject({ ok: false, problem: { detail: 'no session' } });
	});

	test('what is not HTTP', async () => {
		const result = await serviceFrom((response) => {
			response.socket?.end('MÜHÜR 1.0\r\n\r\n');
		});

		expect(result).toMatchObject({ ok: false, problem: { code: 'bad-answer' } });
	});

	test('headers without end', async () => {
		const result = await serviceFrom((response) => {
			response.socket?.write(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(1_000_000)}`);
		});

		expect(result).toEqual(badAnswer('HPE_HEADER_OVERFLOW'));
	});

	test.each([
		['gzip', Buffer.from('not gzip at all')],
		['gzip', gzipSync(JSON.stringify(SERVICE)).subarray(0, 30)],
		['br', Buffer.from('not brotli at all')],
		['zstd', Buffer.from('not zstd at all')],
	])('a broken %s body', async (encoding, body) => {
		const result = await serviceFrom((response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
			response.end(body);
		});

		expect(result).toMatchObject({ ok: false, problem: { code: 'bad-answer' } });
	});

	test.each([
		['gzip', gzipSync],
		['br', brotliCompressSync],
	])('a whole %s body is read', async (encoding, compress) => {
		const result = await serviceFrom((response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
			response.end(compress(JSON.stringify(SERVICE)));
		});

		expect(result).toEqual({ ok: true, value: FACTS });
	});
});

describe('size', () => {
	test('an endless body is cut off', async () => {
		const cut = Promise.withResolvers<number>();
		const result = await serviceFrom((response) => {
			const { socket } = response;
			response.writeHead(200, { 'content-type': 'application/json' });
			const endless = Readable.from(
				(function* () {
					while (true) {
						yield ' '.repeat(65_536);
					}
				})(),
			);
			pipeline(endless, response).catch(() => cut.resolve(socket?.bytesWritten ?? 0));
		});

		expect(result).toEqual(badAnswer('HTTP 200: over 65536 bytes'));
		// What the two sockets' buffers take, not what the server would have sent.
		expect(await cut.promise).toBeLessThan(64 * 1024 * 1024);
	});

	test('an endless body of an error or of a redirect is cut off too', async () => {
		for (const status of [302, 500]) {
			const result = await serviceFrom((response) => {
				response.writeHead(status, { 'content-type': 'application/problem+json' });
				const more = () => response.write(' '.repeat(65_536), (error) => error ?? more());
				more();
			});

			expect(result).toEqual(badAnswer(`HTTP ${status}: over 65536 bytes`));
		}
	});

	test('one gibibyte in a megabyte of gzip is cut off without being unpacked', async () => {
		const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '));
		const before = resourceUsage().maxRSS;

		const result = await serviceFrom((response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
			response.on('error', () => {
				// The client is expected to cut it off.
			});
			response.end(Buffer.concat(Array(64).fill(member)));
		});

		expect(result).toEqual(badAnswer('HTTP 200: over 65536 bytes'));
		const grownKiB = resourceUsage().maxRSS - before;
		expect(grownKiB).toBeLessThan(200 * 1024);
	});

	test('an answer of just the largest size is read, one byte more is not', async () => {
		const text = JSON.stringify(SERVICE);
		const sized = (bytes: number) => (response: ServerResponse) => {
			response.writeHead(200, { 'content-type': 'application/json' }).end(text.padEnd(bytes));
		};

		expect((await serviceFrom(sized(65_536))).ok).toBe(true);
		expect(await serviceFrom(sized(65_537))).toEqual(badAnswer('HTTP 200: over 65536 bytes'));
	});
});

describe('time', () => {
	test('a portal that never answers', async () => {
		const result = await serviceFrom(() => undefined, { responseMs: 1000 });

		expect(result).toEqual({ ok: false, problem: { code: 'timeout', detail: 'time-out: response' } });
	});

	test('a portal that drips its answer byte by byte', async () => {
		const result = await serviceFrom(
			(response) => {
				response.writeHead(200, { 'content-type': 'application/json' });
				const dripping = setInterval(() => response.write(' '), 10);
				response.on('close', () => clearInterval(dripping));
			},
			{ totalMs: 1000 },
		);

		expect(result).toEqual({ ok: false, problem: { code: 'timeout', detail: 'time-out: request' } });
	});
});

describe('connections that are cut', () => {
	test('before the answer, once and once more', async () => {
		const result = await serviceFrom((response) => response.destroy(), {}, 2);

		expect(result).toEqual({ ok: false, problem: { code: 'unreachable', detail: 'ECONNRESET' } });
	});

	test.each([
		['of a known length', { 'content-length': '1000' }],
		['in chunks', {}],
		['in chunks and packed', { 'content-encoding': 'gzip' }],
	])('in the middle of an answer %s, once and once more', async (_name, headers) => {
		const result = await serviceFrom(
			(response) => {
				response.writeHead(200, { 'content-type': 'application/json', ...headers });
				response.write('{"name":', () => response.destroy());
			},
			{},
			2,
		);

		expect(result).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
	});

	test('before the answer to a signature, which is sent once more, and to a code, which is not', async () => {
		const session = {
			sessionToken: 'token-of-the-test-0001',
			holder: { title: 'Şeker', holderNumber: BEGUN_LOGIN.holderNumber },
			expiresInSeconds: 600,
		};
		await using server = await openServer((response) =>
			server.seen.length === 1 ? response.destroy() : sendJson(response, session),
		);
		const signed = await clientOf(server.url).finishSignatureLogin(BEGUN_LOGIN, new Uint8Array([48, 0]));

		expect(signed.ok).toBe(true);
		expect(server.seen[1]).toEqual(server.seen[0]);
		// A code that was wrong costs a try each time it arrives: the person says whether it is sent again.
		await using deaf = await openServer((response) => response.destroy());
		await clientOf(deaf.url).confirmCode(BEGUN_LOGIN, SecretText.of('483920'));
		expect(deaf.seen).toHaveLength(1);
	});

	test('by the person, who logged out: a session that is opened all the same is ended at the portal', async () => {
		const arrived = Promise.withResolvers<void>();
		const released = Promise.withResolvers<void>();
		const ended = Promise.withResolvers<string | undefined>();
		await using server = await openServer((response, { method, authorization }) => {
			if (method === 'DELETE') {
				ended.resolve(authorization);
				response.writeHead(204).end();
				return;
			}
			arrived.resolve();
			released.promise.then(() =>
				sendJson(response, {
					sessionToken: 'token-of-the-test-0001',
					holder: { title: 'Şeker', holderNumber: BEGUN_LOGIN.holderNumber },
					expiresInSeconds: 600,
				}),
			);
		});
		const client = clientOf(server.url);
		const confirming = client.confirmCode(BEGUN_LOGIN, SecretText.of('483920'));
		await arrived.promise;
		await client.logout();
		released.resolve();

		expect(await confirming).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
		expect(await ended.promise).toBe('Bearer token-of-the-test-0001');
	});

	test('by a portal that goes away while the login is sent', async () => {
		await using server = await openServer((response) => response.destroy());
		const result = await clientOf(server.url).startLogin(LOGIN);

		expect(result).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
		expect(server.seen).toHaveLength(1);
	});
});

describe('problems', () => {
	test('the kind, the tries and the time to wait are taken; the portal’s texts are not', async () => {
		const result = await serviceFrom((response) =>
			sendProblem(response, 429, {
				type: 'https://muhurdar.invalid/problems/login-locked',
				title: '\u{1B}]52;c;aGVsbG8=\u{7}\u{202E}gnorts\r\nfake line',
				detail: '\u{1B}[2J',
				status: 429,
				triesLeft: 0,
				retryAfterSeconds: 300,
			}),
		);

		expect(result).toEqual({
			ok: false,
			problem: { code: 'login-locked', triesLeft: 0, retryAfterSeconds: 300, detail: 'HTTP 429' },
		});
	});

	test.each([
		[
			'an unknown kind',
			404,
			{ type: 'https://muhurdar.invalid/problems/gone-fishing', title: '', status: 404 },
		],
		['another one’s kind', 404, { type: 'about:blank', title: '', status: 404 }],
		['a kind that is no text', 404, { type: 7, title: '', status: 404 }],
		['no document at all', 418, 'teapot'],
		[
			'tries below zero',
			422,
			{ type: 'https://muhurdar.invalid/problems/code-wrong', title: '', status: 422, triesLeft: -1 },
		],
	])('%s is a bad answer', async (_name, status, document) => {
		const result = await serviceFrom((response) => sendProblem(response, status, document));

		expect(result).toEqual(badAnswer(`HTTP ${status}`));
	});

	test('a problem document under another media type does not count', async () => {
		const result = await serviceFrom((response) => {
			response.writeHead(404, { 'content-type': 'application/json' });
			response.end(
				JSON.stringify({ type: 'https://muhurdar.invalid/problems/not-found', title: '', status: 404 }),
			);
		});

		expect(result).toEqual(badAnswer('HTTP 404'));
	});

	test('an HTML page with status 500 is the server’s error', async () => {
		const result = await serviceFrom((response) => {
			response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>500</h1>');
		});

		expect(result).toEqual({ ok: false, problem: { code: 'server-error', detail: 'HTTP 500' } });
	});

	test.each([
		['seconds', { 'retry-after': '120' }, { retryAfterSeconds: 120 }],
		[
			'a date',
			{ 'retry-after': 'Thu, 15 Jan 2026 12:02:00 GMT', date: 'Thu, 15 Jan 2026 12:00:00 GMT' },
			{ retryAfterSeconds: 120 },
		],
		['nothing', {}, {}],
		['nonsense', { 'retry-after': 'later' }, {}],
	])('429 with Retry-After saying %s', async (_name, headers, expected) => {
		const result = await serviceFrom((response) => {
			response.writeHead(429, headers).end();
		});

		expect(result).toEqual({
			ok: false,
			problem: { code: 'too-many-requests', detail: 'HTTP 429', ...expected },
		});
	});

	test('503 is the server’s error and keeps the time to wait', async () => {
		const result = await serviceFrom((response) => {
			response.writeHead(503, { 'retry-after': '30' }).end();
		});

		expect(result).toEqual({
			ok: false,
			problem: { code: 'server-error', retryAfterSeconds: 30, detail: 'HTTP 503' },
		});
	});
});

describe('texts', () => {
	const hostile = 'Şeker\u{1B}[2J\u{9B}31m\r\n\u{202E}gnorts\u{2066}\u{200B}\u{FEFF}\u{E0041}';
	const harmless = `Şeker${REFUSED_MARK}[2J${REFUSED_MARK}31m${REFUSED_MARK.repeat(3)}gnorts${REFUSED_MARK.repeat(4)}`;

	test('every text that leaves the client is fit to be drawn', async () => {
		const answers: Readonly<Record<string, unknown>> = {
			'/v1/service': { ...SERVICE, name: hostile },
			'/v1/logins': { loginId: 'login-id-of-the-test', maskedPhone: hostile, expiresInSeconds: 600 },
			'/v1/logins/login-id-of-the-test/code': {
				sessionToken: 'session-token-of-the-test',
				holder: { title: hostile, holderNumber: '4540536920' },
				expiresInSeconds: 600,
			},
			'/v1/details': {
				title: hostile,
				holderNumber: '4540536920',
				maskedPhone: hostile,
				email: 'bilgi@seker-cicegi.example',
				address: hostile,
				authorisedPerson: hostile,
			},
			'/v1/revocation-terms': { reasons: ['other'], replacement: { fee: hostile, steps: [hostile] } },
		};
		await using server = await openServer((response, { url }) => {
			response.setHeader('etag', '"v1"');
			sendJson(response, answers[url]);
		});
		const client = clientOf(server.url);

		expect(granted(await client.service()).name).toBe(harmless);
		expect(granted(await client.startLogin(LOGIN)).maskedPhone).toBe(harmless);
		const session = await client.confirmCode(BEGUN_LOGIN, SecretText.of('123456'));
		expect(granted(session).title).toBe(harmless);
		const { title, address, authorisedPerson } = granted(await client.details()).details;
		expect([title, address, authorisedPerson]).toEqual([harmless, harmless, harmless]);
		const { fee, steps } = granted(await client.ask('revocationTerms', {})).replacement;
		expect([fee, ...steps]).toEqual([harmless, harmless]);
	});
});

describe('captcha pictures', () => {
	async function captchaFrom(image: string) {
		await using server = await openServer((response) =>
			sendJson(response, {
				captchaId: 'captcha-id-of-the-test',
				image,
				characters: 5,
				expiresInSeconds: 120,
			}),
		);
		return await clientOf(server.url).newCaptcha();
	}

	function pngOf(width: number, height: number): Buffer {
		return Buffer.from(
			encode({ width, height, data: new Uint8Array(width * height), depth: 8, channels: 1 }),
		);
	}

	test.each([
		['no image', Buffer.from('<svg onload="alert(1)"/>')],
		['nothing', Buffer.alloc(0)],
		['a PNG cut off in its header', pngOf(10, 10).subarray(0, 24)],
		['a picture one pixel wider than the contract takes', pngOf(1001, 400)],
		['a picture one pixel higher than the contract takes', pngOf(1000, 401)],
		['a picture 20,000 pixels wide', pngOf(20_000, 1)],
		['a picture 20,000 pixels high', pngOf(1, 20_000)],
		['a picture whose header claims no width', Buffer.from(pngOf(10, 10).fill(0, 16, 20))],
	])('%s is refused', async (_name, bytes) => {
		expect(await captchaFrom(bytes.toString('base64'))).toEqual(badAnswer('HTTP 200: no usable picture'));
	});

	test('an image that is not base64 is refused', async () => {
		expect(await captchaFrom('%%%')).toEqual(badAnswer('HTTP 200: image: invalid_format'));
	});

	test('a picture of the largest size is taken, and an answer above it is cut off', async () => {
		const padded = Buffer.concat([pngOf(1000, 400), Buffer.alloc(262_500)]).subarray(0, 262_500);

		const largest = await captchaFrom(padded.toString('base64'));
		const larger = await captchaFrom('A'.repeat(400_000));

		expect(granted(largest).png).toHaveLength(262_500);
		expect(larger).toEqual(badAnswer('HTTP 200: over 393216 bytes'));
	});
});

test('the connection of a finished request is closed', async () => {
	const closed = Promise.withResolvers<void>();
	await using server = await openServer((response, _request, message) => {
		once(message.socket, 'close').then(() => closed.resolve());
		sendJson(response, SERVICE);
	});

	granted(await clientOf(server.url).service());

	await closed.promise;
});
