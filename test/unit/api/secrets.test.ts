import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { SecretText } from '#text';
import { clientOf, granted, HOLDER, openPortalStage } from '../sandbox/portal/portal-stage.ts';
import { openServer, type SeenRequest, sendJson } from './hostile-server.ts';

const BEGUN_LOGIN = { loginId: 'login-id-of-the-test', holderNumber: '4540536920' };

const WORD = 'kanarya-sözcüğü';
const CODE = '90817263';
const TOKEN = 'canary-token-0123456789';
const PIN = '615243';
const PUK = '98712345';

/** Everything that a value shows when it is logged, printed or stored. */
function renderings(values: readonly unknown[]): string {
	return values
		.map(
			(value) => `${JSON.stringify(value)}${String(value)}${inspect(value, { depth: 20, showHidden: true })}`,
		)
		.join('\n');
}

test('a whole walk through the portal leaves no secret in anything that came back', async () => {
	await using stage = await openPortalStage();
	const { client } = stage;
	const { captchaId, text } = await stage.captcha();
	const login = { holderNumber: HOLDER.holderNumber, captchaId, captchaAnswer: text };

	const started = await client.startLogin({ ...login, securityWord: SecretText.of(HOLDER.securityWord) });
	const { loginId } = granted(started);
	const sent = await client.ask('sendCode', { parameters: { loginId } });
	const code = stage.lastCode();
	const wrong = await client.confirmCode({ ...HOLDER, loginId }, SecretText.of(CODE));
	const session = await client.confirmCode({ ...HOLDER, loginId }, code);
	const pins = await client.pins();
	const shown = renderings([client, started, sent, wrong, session, pins, await client.certificates(), code]);

	for (const { pin, puk } of granted(pins).cards) {
		expect(shown).not.toContain(pin.reveal());
		expect(shown).not.toContain(puk.reveal());
	}
	expect(shown).not.toContain(HOLDER.securityWord);
	expect(shown).not.toContain(code.reveal());
	expect(shown).not.toContain(CODE);
	expect(shown).toContain('1234567890ABCDEF');
});

/** Ways for a portal to throw back what it was sent. */
const ECHOES: readonly [string, Parameters<typeof openServer>[0]][] = [
	['in a problem document', (response, request) => echo(response, request, 422, 'application/problem+json')],
	[
		'in an answer that should be JSON',
		(response, request) => echo(response, request, 200, 'application/json'),
	],
	['in an error page', (response, request) => echo(response, request, 500, 'text/html')],
	[
		'in its headers',
		(response, { body, authorization }) => {
			const text = encodeURIComponent(body + authorization).replaceAll('%22', '"');
			response.writeHead(422, text.slice(0, 500), {
				'content-type': text,
				'retry-after': text,
				location: text,
			});
			response.end();
		},
	],
	['nowhere, cutting the line', (response) => response.destroy()],
	[
		'nowhere, breaking HTTP',
		(response, { body, authorization }) => {
			response.socket?.end(`HTTP/1.1 ${authorization}${body}\r\n\r\n`);
		},
	],
];

function echo(
	response: Parameters<Parameters<typeof openServer>[0]>[0],
	{ url, body, authorization }: SeenRequest,
	status: number,
	contentType: string,
): void {
	const text = `${url} ${authorization} ${body}`;
	response.writeHead(status, { 'content-type': contentType });
	response.end(
		JSON.stringify({ type: text, title: text, status: text, detail: text, triesLeft: text, [text]: 1 }),
	);
}

test.each(ECHOES)('a portal that throws secrets back %s gets none of them out', async (_name, answer) => {
	await using server = await openServer((response, request, message) => {
		if (request.body.includes('"222222"')) {
			sendJson(response, {
				sessionToken: TOKEN,
				holder: { title: 'Şeker', holderNumber: '4540536920' },
				expiresInSeconds: 600,
			});
		} else {
			answer(response, request, message);
		}
	});
	const client = clientOf(server.url);
	granted(await client.confirmCode(BEGUN_LOGIN, SecretText.of('222222')));

	const results = [
		await client.startLogin({
			holderNumber: '4540536920',
			captchaId: 'captcha-id-of-the-test',
			captchaAnswer: 'AC3DE',
			securityWord: SecretText.of(WORD),
		}),
		await client.confirmCode(BEGUN_LOGIN, SecretText.of(CODE)),
		await client.certificates(),
		await client.pins(),
		await client.logout(),
	];

	expect(results.map(({ ok }) => ok)).toContain(false);
	expect(JSON.stringify(server.seen)).toContain(CODE);
	expect(JSON.stringify(server.seen)).toContain(TOKEN);
	const shown = renderings([client, ...results]);
	for (const secret of [WORD, encodeURIComponent(WORD), CODE, TOKEN]) {
		expect(shown).not.toContain(secret);
	}
});

test('PIN and PUK in an answer that is not of the contract do not come out with the refusal', async () => {
	await using server = await openServer((response, { method }) =>
		sendJson(
			response,
			method === 'POST'
				? {
						sessionToken: TOKEN,
						holder: { title: 'Şeker', holderNumber: '4540536920' },
						expiresInSeconds: 600,
					}
				: { cards: [{ cardSerial: 'A1', pin: `x${PIN}`, puk: `x${PUK}` }] },
		),
	);
	const client = clientOf(server.url);
	granted(await client.confirmCode(BEGUN_LOGIN, SecretText.of(CODE)));

	const refused = await client.pins();

	expect(refused).toEqual({
		ok: false,
		problem: { code: 'bad-answer', detail: 'HTTP 200: cards.0.pin: invalid_format' },
	});
	expect(renderings([refused])).not.toContain(PIN);
});
