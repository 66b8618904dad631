import { randomBytes } from 'node:crypto';
import { request as openRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PROBLEM_TYPE_PREFIX } from '#contract';
import { SecretText } from '#text';
import type { PortalAccount, PortalCard } from '../../../../src/sandbox/portal/index.ts';
import { type TriedPortal, TWO_PORTALS } from '../../../contract/two-portals.ts';
import { openWatchedLine } from '../../../contract/watched-line.ts';
import { ACCOUNT, HOLDER, OTHER, START } from './portal-stage.ts';

/*
 * Rules of docs/portal-builders.md that `muhurdar portal-check` cannot try, because they need time, a second holder or the
 * account's lock; against the sandbox and against the portal that was built from the page alone. All traffic is judged by
 * docs/portal-api.yaml.
 */

const DAY_MS = 86_400_000;
const NEW_PHONE = '+905009999988';

interface Answer {
	readonly status: number;
	/** Code of the problem, or the state of an operation, or the status. */
	readonly what: string;
	readonly headers: Headers;
	readonly json: Readonly<Record<string, unknown>>;
}

interface Sent {
	readonly body?: unknown;
	readonly token?: string;
	readonly key?: string;
	readonly tag?: string | null;
}

const record = z.record(z.string(), z.unknown());

class Visitor {
	readonly #url: string;
	readonly #portal: TriedPortal;

	constructor(url: string, portal: TriedPortal) {
		this.#url = url;
		this.#portal = portal;
	}

	async ask(request: string, { body, token, key, tag }: Sent = {}): Promise<Answer> {
		const [method = '', path = ''] = request.split(' ');
		const answer = await fetch(`${this.#url}${path}`, {
			method,
			headers: {
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
				...(key === undefined ? {} : { 'idempotency-key': `"${key}"` }),
				...(typeof tag === 'string' ? { 'if-match': tag } : {}),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		const json = text === '' ? {} : record.parse(JSON.parse(text));
		const type = json['type'];
		const problem =
			typeof type === 'string' && type.startsWith(PROBLEM_TYPE_PREFIX)
				? type.slice(PROBLEM_TYPE_PREFIX.length)
				: undefined;
		const what = problem ?? (typeof json['state'] === 'string' ? json['state'] : String(answer.status));
		return { status: answer.status, what, headers: answer.headers, json };
	}

	async startLogin(
		holderNumber: string,
		{ text, word }: { text?: string; word?: string } = {},
	): Promise<Answer> {
		const picture = (await this.ask('POST /v1/captchas')).json;
		const right = this.#portal.captchaText(String(picture['image']));
		return this.ask('POST /v1/logins', {
			body: {
				holderNumber,
				captchaId: picture['captchaId'],
				captchaAnswer: text ?? right,
				securityWord: word ?? HOLDER.securityWord,
			},
		});
	}

	async startReset(holderNumber: string): Promise<Answer> {
		const picture = (await this.ask('POST /v1/captchas')).json;
		const captchaAnswer = this.#portal.captchaText(String(picture['image']));
		const body = { holderNumber, captchaId: picture['captchaId'], captchaAnswer };
		return this.ask('POST /v1/security-word-resets', { body });
	}

	/** Gives the session's token. */
	async login(holderNumber: string = HOLDER.holderNumber): Promise<string> {
		const { json } = await this.startLogin(holderNumber);
		await this.ask(`POST /v1/logins/${json['loginId']}/sms`);
		const body = { code: this.#portal.lastCode() };
		const opened = await this.ask(`POST /v1/logins/${json['loginId']}/code`, { body });
		return String(opened.json['sessionToken']);
	}

	async tag(token: string): Promise<string> {
		return (await this.ask('GET /v1/details', { token })).headers.get('etag') ?? '';
	}
}

function key(): string {
	return randomBytes(18).toString('base64url');
}

/** The code with its last digit another one. */
function wrong(code: string): string {
	return `${code.slice(0, -1)}${(Number(code.slice(-1)) + 1) % 10}`;
}

function cardWith(cardSerial: string, certificates: PortalCard['certificates']): PortalCard {
	return { cardSerial, pin: SecretText.of('135790'), puk: SecretText.of('24680135'), certificates };
}

function certificate(serialNumber: string, from: number, to: number): PortalCard['certificates'][number] {
	return { serialNumber, use: 'SIGN0', notBefore: from, notAfter: to, fingerprint: '0a'.repeat(32) };
}

describe.each(TWO_PORTALS)('%s', (_name, open) => {
	function rule(
		what: string,
		/** `careless`: sends also what is not of the contract, so its traffic is not judged. */
		walk: (visitor: Visitor, portal: TriedPortal, careless: Visitor) => Promise<void>,
		accounts: readonly PortalAccount[] = [ACCOUNT, OTHER],
	): void {
		test(what, async () => {
			await using portal = await open(accounts, START);
			const line = await openWatchedLine(portal.url);
			await walk(new Visitor(line.url, portal), portal, new Visitor(portal.url, portal));
			await line.close();
		});
	}

	rule(
		'counts wrong pictures and words together, locks with the last, and begins anew after the lock',
		async (visitor, portal) => {
			const tries = [
				await visitor.startLogin(HOLDER.holderNumber, { text: 'A' }),
				await visitor.startLogin(HOLDER.holderNumber, { word: 'gelincik' }),
				await visitor.startLogin(HOLDER.holderNumber, { text: 'A' }),
			];
			expect(tries.map(({ what, json }) => `${what} ${json['triesLeft'] ?? '-'}`)).toEqual([
				'captcha-wrong 2',
				'credentials-wrong 1',
				'login-locked -',
			]);
			// The lock comes before the picture is judged, and after it was used up.
			expect((await visitor.startLogin(HOLDER.holderNumber)).what).toBe('login-locked');
			const wait = Number(tries[2]?.json['retryAfterSeconds']);
			expect(tries[2]?.headers.get('retry-after')).toBe(String(wait));

			portal.advance(wait);
			const again = await visitor.startLogin(HOLDER.holderNumber, { word: 'gelincik' });
			expect(again.json['triesLeft']).toBe(2);
			// The right word begins the count anew.
			expect((await visitor.startLogin(HOLDER.holderNumber)).status).toBe(200);
			const anew = await visitor.startLogin(HOLDER.holderNumber, { word: 'gelincik' });
			expect(anew.json['triesLeft']).toBe(2);
		},
	);

	rule('closes codes and word by the lock of the number, and leaves the session open', async (visitor) => {
		const token = await visitor.login();
		for (let count = 0; count < 3; count += 1) {
			await visitor.startLogin(HOLDER.holderNumber, { word: 'gelincik' });
		}
		const word = { securityWord: HOLDER.securityWord, newSecurityWord: 'yeni papatya' };
		const locked = [
			await visitor.ask('PUT /v1/security-word', { token, key: key(), body: word }),
			await visitor.ask('POST /v1/phone-changes', { token, body: { phone: HOLDER.phone } }),
		];

		expect(locked.map(({ what }) => what)).toEqual(['login-locked', 'login-locked']);
		expect((await visitor.ask('GET /v1/certificates', { token })).status).toBe(200);
	});

	rule(
		'tells a code that no longer holds as too old, also where its session was opened',
		async (visitor, portal) => {
			const { json } = await visitor.startLogin(HOLDER.holderNumber);
			const path = `POST /v1/logins/${json['loginId']}`;
			expect((await visitor.ask(`${path}/code`, { body: { code: '000000' } })).what).toBe('code-expired');
			const sent = await visitor.ask(`${path}/sms`);
			const body = { code: portal.lastCode() };
			const first = await visitor.ask(`${path}/code`, { body });
			expect(await visitor.ask(`${path}/code`, { body })).toMatchObject({ status: 200, json: first.json });

			portal.advance(Number(sent.json['expiresInSeconds']));
			expect((await visitor.ask(`${path}/code`, { body })).what).toBe('code-expired');
			portal.advance(Number(json['expiresInSeconds']));
			expect((await visitor.ask(`${path}/code`, { body })).what).toBe('login-expired');
		},
	);

	rule(
		'holds a second code back for the login that asked for the first, and for a phone change of the holder',
		async (visitor) => {
			const first = (await visitor.startLogin(HOLDER.holderNumber)).json['loginId'];
			const second = (await visitor.startLogin(HOLDER.holderNumber)).json['loginId'];
			expect((await visitor.ask(`POST /v1/logins/${first}/sms`)).status).toBe(200);
			expect((await visitor.ask(`POST /v1/logins/${first}/sms`)).what).toBe('resend-too-early');
			expect((await visitor.ask(`POST /v1/logins/${second}/sms`)).status).toBe(200);

			const token = await visitor.login();
			const change = (phone: string) => visitor.ask('POST /v1/phone-changes', { token, body: { phone } });
			expect((await change(NEW_PHONE)).status).toBe(200);
			expect((await change('+905009999977')).what).toBe('resend-too-early');
			expect((await change(HOLDER.phone)).what).toBe('phone-unchanged');
		},
	);

	rule(
		'looks at the tag of a phone change before its code, and uses the id up with the change alone',
		async (visitor, portal) => {
			const token = await visitor.login();
			const { json } = await visitor.ask('POST /v1/phone-changes', { token, body: { phone: NEW_PHONE } });
			const path = `POST /v1/phone-changes/${json['phoneChangeId']}/code`;
			const code = portal.lastCode();
			const tag = await visitor.tag(token);
			const stale = { token, key: key(), tag: '"never-given-out"', body: { code: wrong(code) } };
			expect((await visitor.ask(path, stale)).what).toBe('details-changed');
			const mistyped = await visitor.ask(path, { token, key: key(), tag, body: { code: wrong(code) } });
			expect(mistyped).toMatchObject({ what: 'code-wrong', json: { triesLeft: 2 } });
			expect((await visitor.ask(path, { token, key: key(), tag, body: { code } })).what).toBe('done');
			const used = await visitor.ask(path, {
				token,
				key: key(),
				tag: await visitor.tag(token),
				body: { code },
			});
			expect(used.what).toBe('login-expired');
		},
	);

	rule('does not look at the code of another holder', async (visitor, portal) => {
		const token = await visitor.login();
		const { json } = await visitor.ask('POST /v1/phone-changes', { token, body: { phone: NEW_PHONE } });
		const code = portal.lastCode();
		const path = `POST /v1/phone-changes/${json['phoneChangeId']}/code`;
		const stranger = await visitor.login(OTHER.holder.holderNumber);
		const strangersTag = await visitor.tag(stranger);
		for (let count = 0; count < 3; count += 1) {
			const tried = { token: stranger, key: key(), tag: strangersTag, body: { code: wrong(code) } };
			expect((await visitor.ask(path, tried)).what).toBe('login-expired');
		}

		expect(
			(await visitor.ask(path, { token, key: key(), tag: await visitor.tag(token), body: { code } })).what,
		).toBe('done');
	});

	rule(
		'begins the session’s time anew with every request that got as far as the session',
		async (visitor, portal, careless) => {
			const token = await visitor.login();
			const idle = 600;
			portal.advance(idle - 1);
			expect((await careless.ask('POST /v1/phone-changes', { token, body: {} })).what).toBe(
				'request-invalid',
			);
			portal.advance(idle - 1);
			expect((await visitor.ask('GET /v1/certificates', { token })).status).toBe(200);
			portal.advance(idle - 1);
			// Refused before the session is looked at.
			const edit = { token, key: key(), body: { address: 'Yeni Mah.' } };
			expect((await careless.ask('PATCH /v1/details', edit)).what).toBe('precondition-missing');
			portal.advance(1);
			expect((await visitor.ask('GET /v1/certificates', { token })).what).toBe('session-expired');
		},
	);

	rule(
		'sets a forgotten word once, asks for no session, and uses the reset up with the word alone',
		async (visitor, portal) => {
			const { resetId } = (await visitor.startReset(HOLDER.holderNumber)).json;
			const path = `POST /v1/security-word-resets/${resetId}`;
			expect((await visitor.ask(`${path}/sms`)).status).toBe(200);
			const code = portal.lastCode();
			const word = (newSecurityWord: string) => ({ code, newSecurityWord });
			const mistyped = { code: wrong(code), newSecurityWord: 'yeni papatya' };
			expect((await visitor.ask(`${path}/word`, { key: key(), body: mistyped })).what).toBe('code-wrong');
			const same = await visitor.ask(`${path}/word`, { key: key(), body: word(HOLDER.securityWord) });
			expect(same.what).toBe('word-unchanged');
			const change = { key: key(), body: word('yeni papatya') };
			const done = await visitor.ask(`${path}/word`, change);
			expect(done.what).toBe('done');
			expect((await visitor.ask(`${path}/word`, change)).json).toEqual(done.json);
			expect((await visitor.ask(`${path}/word`, { ...change, key: key() })).what).toBe('login-expired');
			expect((await visitor.startLogin(HOLDER.holderNumber)).what).toBe('credentials-wrong');
			expect((await visitor.startLogin(HOLDER.holderNumber, { word: 'yeni papatya' })).status).toBe(200);
		},
	);

	rule(
		'answers a number that nobody has as any other, and no code is right for it',
		async (visitor, portal) => {
			const login = await visitor.startLogin('01234567890');
			expect(login).toMatchObject({ what: 'credentials-wrong', json: { triesLeft: 2 } });
			const first = await visitor.startReset('01234567890');
			const second = await visitor.startReset('01234567890');
			expect(second.json['maskedPhone']).toBe(first.json['maskedPhone']);
			const path = `POST /v1/security-word-resets/${first.json['resetId']}`;
			expect((await visitor.ask(`${path}/sms`)).status).toBe(200);
			expect(portal.lastCode()).toBe('');
			const body = { code: '000000', newSecurityWord: 'yeni papatya' };
			const guessed = await visitor.ask(`${path}/word`, { key: key(), body });
			expect(guessed).toMatchObject({ what: 'code-wrong', json: { triesLeft: 2 } });
		},
	);

	rule('gives a refusal again with its numbers, when its cause is long gone', async (visitor, portal) => {
		const token = await visitor.login();
		const put = {
			token,
			body: { securityWord: 'gelincik', newSecurityWord: 'yeni papatya' },
		};
		const first = { ...put, key: key() };
		const before = await visitor.ask('PUT /v1/security-word', first);
		expect(before).toMatchObject({ what: 'credentials-wrong', json: { triesLeft: 2 } });
		await visitor.ask('PUT /v1/security-word', { ...put, key: key() });
		const last = { ...put, key: key() };
		const locked = await visitor.ask('PUT /v1/security-word', last);
		expect(locked.what).toBe('login-locked');
		portal.advance(100);

		expect((await visitor.ask('PUT /v1/security-word', first)).json).toEqual(before.json);
		const again = await visitor.ask('PUT /v1/security-word', last);
		expect(again.json).toEqual(locked.json);
		expect(again.headers.get('retry-after')).toBe(locked.headers.get('retry-after'));
	});

	rule(
		'withholds PINs by the dates of all certificates of a card, and not where they are revoked or suspended',
		async (visitor) => {
			const token = await visitor.login();
			const { json } = await visitor.ask('GET /v1/pins', { token });
			const { cards, withheld } = z
				.object({
					cards: z.array(z.object({ cardSerial: z.string() })),
					withheld: z.array(z.object({ cardSerial: z.string(), reason: z.string(), since: z.string() })),
				})
				.parse(json);

			expect(cards.map(({ cardSerial }) => cardSerial)).toEqual(['AA01', 'AA02']);
			expect(
				withheld.map(({ cardSerial, reason, since }) => `${cardSerial} ${reason} ${Date.parse(since)}`),
			).toEqual([`BB01 over ${START - DAY_MS}`, `BB02 not-yet-valid ${START + DAY_MS}`]);
			const unlocked = await Promise.all(
				['AA01', 'BB01', 'BB02', 'CC01'].map((cardSerial) =>
					visitor.ask('POST /v1/unlocks', { token, key: key(), body: { cardSerial } }),
				),
			);
			expect(unlocked.map(({ what }) => what)).toEqual([
				'done',
				'pins-withheld',
				'pins-withheld',
				'not-found',
			]);
		},
		[
			{
				...ACCOUNT,
				cards: [
					cardWith('AA01', [
						{
							...certificate('01', START - DAY_MS, START + DAY_MS),
							standing: { kind: 'revoked', since: START, reason: 'other' },
						},
					]),
					cardWith('AA02', [
						{ ...certificate('02', START - DAY_MS, START), standing: { kind: 'suspended', since: START } },
						certificate('03', START + DAY_MS, START + 2 * DAY_MS),
					]),
					cardWith('BB01', [
						certificate('04', START - 3 * DAY_MS, START - 2 * DAY_MS),
						certificate('05', START - 3 * DAY_MS, START - DAY_MS),
					]),
					cardWith('BB02', [
						certificate('06', START + DAY_MS, START + 2 * DAY_MS),
						certificate('07', START + 2 * DAY_MS, START + 3 * DAY_MS),
					]),
				],
			},
		],
	);

	rule(
		'tells a suspended certificate as suspended before its validity begins, and as expired after its end',
		async (visitor, portal) => {
			const token = await visitor.login();
			const state = async () => {
				const { json } = await visitor.ask('GET /v1/certificates', { token });
				return z
					.array(z.object({ state: z.string() }))
					.parse(json['certificates'])
					.map((row) => row.state);
			};
			expect(await state()).toEqual(['suspended', 'revoked']);
			portal.advance(500);
			expect(await state()).toEqual(['expired', 'revoked']);
		},
		[
			{
				...ACCOUNT,
				cards: [
					cardWith('AA01', [
						{
							...certificate('01', START + 1000, START + 2000),
							standing: { kind: 'suspended', since: START },
						},
						{
							...certificate('02', START + 1000, START + 2000),
							standing: { kind: 'revoked', since: START, reason: 'other' },
						},
					]),
				],
			},
		],
	);

	test('a body in chunks is read as one with a length', async () => {
		await using portal = await open([ACCOUNT], START);
		const answered = Promise.withResolvers<{ readonly status: number; readonly text: string }>();
		const sending = openRequest(
			`${portal.url}/v1/logins`,
			{ method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
			async (answer) =>
				answered.resolve({ status: answer.statusCode ?? 0, text: (await buffer(answer)).toString() }),
		);
		sending.write('{"holderNumber":"4540536920","captchaId":"never-given-out-0001",');
		sending.end('"captchaAnswer":"A","securityWord":"papatya"}');
		const { status, text } = await answered.promise;

		expect(status).toBe(410);
		expect(text).toContain('captcha-expired');
	});
});
