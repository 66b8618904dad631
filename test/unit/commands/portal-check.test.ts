import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { parsePortalAddress } from '#api';
import { runPortalCheck } from '#commands';
import { type FlowProfileId, PROBLEM_TYPE_PREFIX } from '#contract';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { ACCOUNT_CHECKS, LAST_CHECKS } from '../../../src/commands/portal-check/account-checks.ts';
import { BY_HAND_CHECKS } from '../../../src/commands/portal-check/by-hand-checks.ts';
import { CHANGE_CHECKS } from '../../../src/commands/portal-check/change-checks.ts';
import {
	CHANGE_ACTS,
	type ChangeAct,
	type Person,
	type Question,
} from '../../../src/commands/portal-check/check.ts';
import { FORM_CHECKS } from '../../../src/commands/portal-check/form-checks.ts';
import { OPEN_CHECKS } from '../../../src/commands/portal-check/open-checks.ts';
import { portalCheckReport } from '../../../src/commands/portal-check/report.ts';
import { createPhone } from '../../../src/sandbox/phone/index.ts';
import {
	createCaptchaSource,
	type PortalAccount,
	startSandboxPortal,
} from '../../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import { startIndependentPortal } from '../../independent-portal/portal.ts';
import { ACCOUNT, HOLDER, START } from '../sandbox/portal/portal-stage.ts';
import { capturedIo } from './captured-io.ts';

const SEED = 20261129;
const NEW_PHONE = '+905009999988';
const ALL_CHECKS = [
	...OPEN_CHECKS,
	...ACCOUNT_CHECKS,
	...CHANGE_CHECKS,
	...LAST_CHECKS,
	...BY_HAND_CHECKS,
	...FORM_CHECKS,
];
/** What the command never tries. */
const LEFT_TO_THE_BUILDER = Object.fromEntries(BY_HAND_CHECKS.map(({ id }) => [id, 'by-hand']));

/** The account of the stage with a second, suspended card, whose certificates began earlier. */
const TEST_ACCOUNT: PortalAccount = {
	...ACCOUNT,
	cards: [
		...ACCOUNT.cards,
		{
			cardSerial: 'C0FFEE',
			pin: SecretText.of('135790'),
			puk: SecretText.of('24680135'),
			certificates: [
				{
					serialNumber: '2B',
					use: 'SIGN0',
					notBefore: Date.UTC(2024, 0, 1),
					notAfter: Date.UTC(2027, 0, 1),
					fingerprint: '2b'.repeat(32),
					standing: { kind: 'suspended', since: Date.UTC(2024, 0, 1) },
				},
			],
		},
	],
};

interface TestPortal extends AsyncDisposable {
	readonly url: string;
	readonly person: Person;
}

async function openSandbox(flow: FlowProfileId = 'guide-2014'): Promise<TestPortal> {
	let now = START;
	const clock = { now: () => now };
	const phone = createPhone(clock);
	const portal = await startSandboxPortal({
		random: createRandomSource(SEED),
		clock,
		phone,
		accounts: [TEST_ACCOUNT],
		flow,
		// Nothing is signed here: it is there so that the portal offers E-İmzalı Giriş.
		...(flow === 'guide-2014' ? { issuerCertificate: Uint8Array.of(0) } : {}),
	});
	const pictures = createCaptchaSource(createRandomSource(SEED));
	let picture = '';
	return {
		url: portal.url,
		person: {
			async type(question) {
				const answers = {
					'holder-number': HOLDER.holderNumber,
					captcha: picture,
					'security-word': HOLDER.securityWord,
					'sms-code': phone.messages.at(-1)?.text.replace(/\D/g, '') ?? '',
					'new-phone': NEW_PHONE,
					'new-word': 'yeni papatya',
				};
				return SecretText.of(answers[question]);
			},
			async showPicture(png) {
				let next = pictures.next();
				while (Buffer.compare(next.png, png) !== 0) {
					next = pictures.next();
				}
				picture = next.text;
			},
			tell(text) {
				const [code] = /[A-Z]{4}-[A-Z]{4}/.exec(text) ?? [];
				if (code !== undefined) {
					portal.identity?.approve(code, HOLDER.holderNumber);
				}
			},
			async wait(seconds) {
				now += seconds * 1000;
			},
		},
		[Symbol.asyncDispose]: () => portal.close(),
	};
}

interface Answer {
	status: number;
	headers: Record<string, string>;
	/** A character a byte. */
	text: string;
}

interface Call {
	/** Method and path with its query. */
	readonly request: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: string;
}

/** What a proxy in front of the sandbox makes of an answer. */
type Break = (call: Call, answer: Answer) => void;

const HOP_BY_HOP = /^(?:host|connection|keep-alive|content-length|transfer-encoding)$/;

/** Sends every request on to `target`, and its answer back as `spoil` leaves it. */
async function openSpoilingProxy(target: string, spoil: Break) {
	const server = createServer(async (message, response) => {
		const body = await buffer(message);
		const { method = '', url = '', headers } = message;
		const from = await fetch(`${target}${url}`, {
			method,
			redirect: 'manual',
			headers: Object.entries(headers).flatMap(([name, value]) =>
				typeof value === 'string' && !HOP_BY_HOP.test(name) ? [[name, value] as [string, string]] : [],
			),
			...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
		});
		const answer: Answer = {
			status: from.status,
			headers: Object.fromEntries([...from.headers].filter(([name]) => !HOP_BY_HOP.test(name))),
			text: Buffer.from(await from.arrayBuffer()).toString('latin1'),
		};
		spoil({ request: `${method} ${url}`, headers, body: body.toString() }, answer);
		response.writeHead(answer.status, answer.headers).end(Buffer.from(answer.text, 'latin1'));
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

interface CheckOptions {
	readonly person?: Person;
	readonly changes?: readonly ChangeAct[];
	readonly json?: boolean;
}

async function check(url: string, { person, changes = [], json = true }: CheckOptions = {}) {
	const address = parsePortalAddress(url);
	if (!address.ok) {
		throw new Error(address.code);
	}
	const io = capturedIo();
	const exitCode = await runPortalCheck({
		address: address.url,
		authoritiesPath: undefined,
		proxy: undefined,
		person,
		changes,
		json,
		texts: textsOf('tr'),
		io,
		signal: new AbortController().signal,
		now: () => START,
	});
	const report = json && exitCode !== 4 ? portalCheckReport.parse(JSON.parse(io.out)) : undefined;
	const rows = report?.checks ?? [];
	const failed = rows.filter(({ state }) => state === 'failed').map(({ id }) => id);
	const skipped = Object.fromEntries(
		rows.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason]])),
	);
	return { exitCode, io, report, failed, skipped };
}

describe('a portal that keeps to the contract passes', () => {
	test('the sandbox, without an account', async () => {
		await using portal = await openSandbox();
		const { exitCode, failed, skipped, report } = await check(portal.url);

		expect(failed).toEqual([]);
		expect(exitCode).toBe(0);
		expect(report?.checks.map(({ id }) => id)).toEqual(ALL_CHECKS.map(({ id }) => id));
		expect(Object.keys(skipped).filter((id) => OPEN_CHECKS.some((one) => one.id === id))).toEqual([
			'unknown-device-code',
		]);
		expect(skipped['login']).toBe('no-account');
	});

	test('the sandbox, in an account that may be changed', async () => {
		await using portal = await openSandbox();
		const { exitCode, failed, skipped, report } = await check(portal.url, {
			person: portal.person,
			changes: CHANGE_ACTS,
		});

		expect(failed).toEqual([]);
		expect(skipped).toEqual({
			'unknown-device-code': 'not-offered',
			'login-elsewhere': 'not-offered',
			...LEFT_TO_THE_BUILDER,
		});
		expect(report?.checks.filter(({ state, seen }) => state === 'passed' && seen === '')).toEqual([]);
		expect(exitCode).toBe(0);
	});

	test('the sandbox in the current flow', async () => {
		await using portal = await openSandbox('current');
		const { failed, skipped } = await check(portal.url, {
			person: portal.person,
			changes: ['details', 'unlock'],
		});

		expect(failed).toEqual([]);
		expect(skipped).toMatchObject({ login: 'not-offered', pins: 'not-offered', revocation: 'no-consent' });
		expect(Object.keys(skipped)).not.toContain('login-elsewhere');
		expect(Object.keys(skipped)).not.toContain('unlock-walk');
	});

	test('the portal that was built from the page alone', async () => {
		const portal = await startIndependentPortal(
			[
				{
					...HOLDER,
					authorisedPerson: HOLDER.signatory.name,
					cards: TEST_ACCOUNT.cards.map(({ cardSerial, certificates, pin, puk }) => ({
						cardSerial,
						pin: pin.reveal(),
						puk: puk.reveal(),
						certificates: certificates.map(({ standing, ...one }) => ({
							...one,
							notBefore: new Date(one.notBefore),
							notAfter: new Date(one.notAfter),
							...(standing?.kind === 'suspended' ? { suspendedSince: new Date(standing.since) } : {}),
						})),
					})),
				},
			],
			{ rowsPerPage: 1, now: () => START },
		);
		const person: Person = {
			type: async (question) =>
				SecretText.of(
					{
						'holder-number': HOLDER.holderNumber,
						captcha: portal.captcha(),
						'security-word': HOLDER.securityWord,
						'sms-code': portal.messages.at(-1)?.code ?? '',
						'new-phone': NEW_PHONE,
						'new-word': 'yeni papatya',
					}[question],
				),
			showPicture: async () => undefined,
			tell: () => undefined,
			wait: async () => undefined,
		};
		try {
			const { failed, skipped } = await check(portal.address, { person, changes: CHANGE_ACTS });

			expect(failed).toEqual([]);
			expect(skipped).toEqual({
				'unknown-nonce': 'not-offered',
				'unknown-device-code': 'not-offered',
				'login-elsewhere': 'not-offered',
				...LEFT_TO_THE_BUILDER,
				signature: 'not-offered',
			});
		} finally {
			await portal.close();
		}
	});
});

test('an account is changed only by what is named, and PINs are read only at a test portal', async () => {
	await using portal = await openSandbox();
	await using real = await openSpoilingProxy(portal.url, ({ request }, answer) => {
		if (request.endsWith('/service')) {
			edit(answer, (json) => {
				json['isSandbox'] = false;
			});
		}
	});
	const requests: string[] = [];
	await using seen = await openSpoilingProxy(portal.url, ({ request, headers }, answer) => {
		if (headers['idempotency-key'] !== undefined && answer.status === 200) {
			requests.push(request);
		}
	});

	const { skipped } = await check(real.url, { person: portal.person, changes: CHANGE_ACTS });
	expect(skipped).toMatchObject({
		pins: 'not-a-test-portal',
		'pin-document': 'not-a-test-portal',
		revocation: 'not-a-test-portal',
		'change-details': 'not-a-test-portal',
	});
	await check(seen.url, { person: portal.person });
	expect(requests).toEqual([]);
	await check(seen.url, { person: portal.person, changes: ['details'] });
	expect(new Set(requests)).toEqual(new Set(['PATCH /v1/details']));
});

function edit(answer: Answer, change: (json: Record<string, unknown>) => void): void {
	const json = JSON.parse(Buffer.from(answer.text, 'latin1').toString());
	change(json);
	answer.text = Buffer.from(JSON.stringify(json)).toString('latin1');
}

function replace(answer: Answer, status: number, json: unknown): void {
	answer.status = status;
	answer.headers['content-type'] = status < 400 ? 'application/json' : 'application/problem+json';
	answer.text = JSON.stringify(json);
}

/** Another problem of the contract, in the form that the contract has for it. */
function refuseWith(answer: Answer, status: number, code: string): void {
	replace(answer, status, { type: `${PROBLEM_TYPE_PREFIX}${code}`, title: code, status });
}

/** Whether the answer is this problem, to a request that `pattern` fits. */
const isProblem = ({ request }: Call, { text }: Answer, pattern: RegExp, code: string): boolean =>
	pattern.test(request) && text.includes(`${PROBLEM_TYPE_PREFIX}${code}"`);

/** One problem of a request becomes another answer. */
function instead(pattern: RegExp, code: string, spoil: (answer: Answer) => void): Break {
	return (call, answer) => {
		if (isProblem(call, answer, pattern, code)) {
			spoil(answer);
		}
	};
}

/** An answer that a request gets in success is changed. */
function succeeding(pattern: RegExp, change: (json: Record<string, unknown>) => void): Break {
	return ({ request }, answer) => {
		if (pattern.test(request) && answer.status === 200) {
			edit(answer, change);
		}
	};
}

const DONE = { key: 'key-of-the-test-0001', kind: 'revoke', state: 'done', at: '2026-01-15T12:00:00Z' };
let count = 0;

/** What is broken, which checks name it, and how. */
type Row = readonly [string, readonly string[], () => Break];

const OPEN_BREAKS: readonly Row[] = [
	[
		'another contract version',
		['contract-version'],
		() => succeeding(/\/service$/, (json) => Object.assign(json, { contractVersion: 2 })),
	],
	[
		'a null',
		['service', 'contract-version', 'instance-id', 'json-form'],
		() => succeeding(/\/service$/, (json) => Object.assign(json, { name: null })),
	],
	[
		'an instanceId that is new each time',
		['instance-id'],
		() =>
			succeeding(/\/service$/, (json) => {
				count += 1;
				json['instanceId'] = `instance-of-the-test-${count}`;
			}),
	],
	[
		'a page of HTML for an unknown path',
		['unknown-path', 'problem-form'],
		() => (call, answer) => {
			if (call.request.endsWith('/no-such-path')) {
				answer.headers['content-type'] = 'text/html';
			}
		},
	],
	[
		'a document without a title',
		['unknown-path', 'problem-form'],
		() =>
			instead(/no-such-path/, 'not-found', (answer) =>
				edit(answer, (json) => Reflect.deleteProperty(json, 'title')),
			),
	],
	[
		'a document whose status is another one',
		['unknown-path', 'problem-form'],
		() =>
			instead(/no-such-path/, 'not-found', (answer) =>
				edit(answer, (json) => Object.assign(json, { status: 400 })),
			),
	],
	[
		'404 for a method that a path does not have',
		['wrong-method'],
		() =>
			instead(/^DELETE \/v1\/service/, 'request-invalid', (answer) => refuseWith(answer, 404, 'not-found')),
	],
	[
		'405 without Allow',
		['wrong-method'],
		() => (_call, answer) => {
			if (answer.status === 405) {
				Reflect.deleteProperty(answer.headers, 'allow');
			}
		},
	],
	[
		'400 for another media type',
		['media-type'],
		() => (_call, answer) => {
			if (answer.status === 415) {
				refuseWith(answer, 400, 'request-invalid');
			}
		},
	],
	[
		'400 for a body that is too large',
		['too-large'],
		() => (_call, answer) => {
			if (answer.status === 413) {
				refuseWith(answer, 400, 'request-invalid');
			}
		},
	],
	[
		'a fault of the portal for broken JSON',
		['not-json'],
		() =>
			({ body, headers }, answer) => {
				if (body === '{' && headers['content-type'] === 'application/json') {
					refuseWith(answer, 500, 'server-error');
				}
			},
	],
	[
		'403 in place of 401',
		['no-session', 'invented-session', 'problem-form'],
		() =>
			({ request }, answer) => {
				if (request.endsWith('/certificates')) {
					answer.status = 403;
				}
			},
	],
	[
		'401 without WWW-Authenticate',
		['www-authenticate'],
		() => (_call, answer) => {
			Reflect.deleteProperty(answer.headers, 'www-authenticate');
		},
	],
	[
		'an operation for every key',
		['unknown-key', 'unspent-key'],
		() => instead(/^GET \/v1\/operations\//, 'operation-unknown', (answer) => replace(answer, 200, DONE)),
	],
	[
		'an unknown operation for a malformed key',
		['malformed-key'],
		() =>
			instead(/^GET \/v1\/operations\/short/, 'request-invalid', (answer) =>
				refuseWith(answer, 404, 'operation-unknown'),
			),
	],
	[
		'a withdrawal of another key',
		['withdrawal'],
		() => succeeding(/^DELETE /, (json) => Object.assign(json, { key: 'key-of-the-test-0001' })),
	],
	[
		'the same captcha again',
		['captcha', 'wrong-captcha', 'login-lock'],
		() => succeeding(/\/captchas$/, (json) => Object.assign(json, { captchaId: 'captcha-of-the-test-1' })),
	],
	[
		'a picture that is no PNG',
		['captcha'],
		() => succeeding(/\/captchas$/, (json) => Object.assign(json, { image: 'R0lGODlhAQABAAAAACw=' })),
	],
	[
		'a picture that is larger than the contract takes',
		['captcha'],
		() =>
			succeeding(/\/captchas$/, (json) => {
				const png = Buffer.from(String(json['image']), 'base64');
				// The width in the header chunk.
				png.writeUInt32BE(1001, 16);
				json['image'] = png.toString('base64');
			}),
	],
	[
		'an answer of more than 64 KiB',
		['service', 'contract-version', 'instance-id'],
		() => succeeding(/\/service$/, (json) => Object.assign(json, { more: ' '.repeat(64 * 1024) })),
	],
	[
		'a malformed login that is told as a picture that is too old',
		['malformed-login'],
		() => (call, answer) => {
			if (call.body.includes(':4540536920,')) {
				refuseWith(answer, 410, 'captcha-expired');
			}
		},
	],
	[
		'a picture that was never given out, told as a wrong word',
		['unknown-captcha'],
		() => (call, answer) => {
			if (
				isProblem(call, answer, /\/logins$/, 'captcha-expired') &&
				/never-given.*portal-check"\}$/.test(call.body)
			) {
				refuseWith(answer, 422, 'credentials-wrong');
			}
		},
	],
	[
		'an unknown field of a request that is refused',
		['unknown-field'],
		() => (call, answer) => {
			if (call.body.includes('x-newer')) {
				refuseWith(answer, 400, 'request-invalid');
			}
		},
	],
	[
		'a used picture that is told as a wrong text',
		['wrong-captcha'],
		() => (call, answer) => {
			if (isProblem(call, answer, /\/logins$/, 'captcha-expired') && !call.body.includes('never-given')) {
				refuseWith(answer, 422, 'captcha-wrong');
			}
		},
	],
	[
		'wrong tries without triesLeft',
		['wrong-captcha', 'login-lock'],
		() =>
			instead(/\/logins$/, 'captcha-wrong', (answer) =>
				edit(answer, (json) => Reflect.deleteProperty(json, 'triesLeft')),
			),
	],
	[
		'no lock after many wrong tries',
		['login-lock'],
		() =>
			instead(/\/logins$/, 'login-locked', (answer) => {
				refuseWith(answer, 422, 'captcha-wrong');
				edit(answer, (json) => Object.assign(json, { triesLeft: 1 }));
			}),
	],
	[
		'404 for a reset that was never begun',
		['unknown-reset'],
		() => instead(/security-word-resets/, 'login-expired', (answer) => refuseWith(answer, 404, 'not-found')),
	],
	[
		'404 for a signature login that was never begun',
		['unknown-nonce'],
		() => instead(/signature-logins/, 'login-expired', (answer) => refuseWith(answer, 404, 'not-found')),
	],
	[
		'404 for what is not offered',
		['not-offered', 'problem-form'],
		() => (call, answer) => {
			if (call.request.endsWith('/elsewhere-logins')) {
				answer.status = 404;
			}
		},
	],
	[
		'an answer that may be stored',
		['no-store'],
		() =>
			({ request }, answer) => {
				if (request.endsWith('/service')) {
					answer.headers['cache-control'] = 'private';
				}
			},
	],
	[
		'a redirect',
		['unknown-path', 'no-redirect'],
		() =>
			({ request }, answer) => {
				if (request.endsWith('/no-such-path')) {
					Object.assign(answer, {
						status: 302,
						headers: { location: '/v1/service', 'cache-control': 'no-store' },
						text: '',
					});
				}
			},
	],
	[
		'an answer that is nested too deeply',
		['json-form'],
		() =>
			succeeding(/\/service$/, (json) =>
				Object.assign(json, { deep: { 2: { 3: { 4: { 5: { 6: { 7: { 8: { 9: 9 } } } } } } } } }),
			),
	],
	[
		'no time to wait in the header',
		['retry-after'],
		() => (_call, answer) => {
			Reflect.deleteProperty(answer.headers, 'retry-after');
		},
	],
	[
		'another time to wait in the header',
		['retry-after'],
		() => (_call, answer) => {
			if (answer.status === 429) {
				answer.headers['retry-after'] = '1';
			}
		},
	],
	[
		'a word that is no word',
		['known-words'],
		() =>
			succeeding(/\/service$/, (json) =>
				Object.assign(json, { operations: [...Object(json['operations']), 'bir iş'] }),
			),
	],
];

const ACCOUNT_BREAKS: readonly Row[] = [
	[
		'a login without an id',
		['login'],
		() => succeeding(/\/logins$/, (json) => Object.assign(json, { loginId: 'short' })),
	],
	[
		'a second code at once',
		['send-code'],
		() =>
			instead(/\/sms$/, 'resend-too-early', (answer) =>
				replace(answer, 200, { codeLength: 6, expiresInSeconds: 180, resendInSeconds: 60 }),
			),
	],
	[
		'a wrong code without triesLeft',
		['wrong-code'],
		() =>
			instead(/\/code$/, 'code-wrong', (answer) =>
				edit(answer, (json) => Reflect.deleteProperty(json, 'triesLeft')),
			),
	],
	[
		'a session of another holder',
		['confirm-code'],
		() =>
			succeeding(/\/logins\/[^/]+\/code$/, (json) =>
				Object.assign(Object(json['holder']), { holderNumber: '1234567890' }),
			),
	],
	[
		'a code after the session was opened',
		['code-after-session'],
		() =>
			instead(/\/logins\/[^/]+\/sms$/, 'login-expired', (answer) =>
				replace(answer, 200, { codeLength: 6, expiresInSeconds: 180, resendInSeconds: 60 }),
			),
	],
	[
		'another token for the same code',
		['same-session'],
		() => {
			let sessions = 0;
			return succeeding(/\/logins\/[^/]+\/code$/, (json) => {
				sessions += 1;
				if (sessions > 1) {
					json['sessionToken'] = 'another-token-of-a-session';
				}
			});
		},
	],
	[
		'newest certificates first',
		['certificates'],
		() =>
			succeeding(/\/certificates$/, (json) =>
				Object.assign(json, { certificates: Object(json['certificates']).toReversed() }),
			),
	],
	[
		'a page that leads to itself',
		['certificates', 'bad-page'],
		() => (call, answer) => {
			if (
				call.request.startsWith('GET /v1/certificates?') ||
				(call.request === 'GET /v1/certificates' && answer.status === 200)
			) {
				const row = { certificates: [], next: 'the-same-page-again-1' };
				replace(answer, 200, row);
			}
		},
	],
	[
		'a valid certificate that is told as expired',
		['certificate-states'],
		() =>
			succeeding(/\/certificates$/, (json) =>
				Object.assign(Object(json['certificates']).at(-1), { state: 'expired' }),
			),
	],
	[
		'an empty page for a place that was never given out',
		['bad-page'],
		() =>
			instead(/\/certificates\?/, 'request-invalid', (answer) => replace(answer, 200, { certificates: [] })),
	],
	[
		'no reason for a revocation',
		['revocation-terms'],
		() => succeeding(/\/revocation-terms$/, (json) => Object.assign(json, { reasons: [] })),
	],
	[
		'an unknown reason that is looked at',
		['unknown-reason'],
		() => (call, answer) => {
			if (call.body.includes('no-such-reason')) {
				refuseWith(answer, 404, 'not-found');
			}
		},
	],
	[
		'a weak ETag',
		['details'],
		() =>
			({ request }, answer) => {
				if (request === 'GET /v1/details' && answer.status === 200) {
					answer.headers['etag'] = `W/${answer.headers['etag']}`;
				}
			},
	],
	[
		'an edit without If-Match that is told as a stale one',
		['no-if-match'],
		() => instead(/^PATCH/, 'precondition-missing', (answer) => refuseWith(answer, 412, 'details-changed')),
	],
	[
		'a stale edit that is done',
		['stale-edit'],
		() => instead(/^PATCH/, 'details-changed', (answer) => replace(answer, 200, DONE)),
	],
	[
		'a change without a key that is told as malformed',
		['no-key'],
		() => instead(/activation/, 'key-missing', (answer) => refuseWith(answer, 400, 'request-invalid')),
	],
	[
		'a repeated change that gets another answer',
		['refusal-again'],
		() => {
			const seen = new Set<unknown>();
			return (call, answer) => {
				const key = call.headers['idempotency-key'];
				if (isProblem(call, answer, /activation/, 'not-found') && seen.has(key)) {
					refuseWith(answer, 422, 'key-reused');
				}
				seen.add(key);
			};
		},
	],
	[
		'a key that does for two changes',
		['key-reused'],
		() => instead(/activation/, 'key-reused', (answer) => refuseWith(answer, 404, 'not-found')),
	],
	[
		'a withdrawn key that is taken',
		['withdrawn-key'],
		() => instead(/activation/, 'operation-withdrawn', (answer) => refuseWith(answer, 404, 'not-found')),
	],
	[
		'a card of which nothing is told',
		['pins'],
		() => succeeding(/\/pins$/, (json) => Object.assign(json, { cards: Object(json['cards']).slice(1) })),
	],
	[
		'an empty list for cards after a place that was never given out',
		['pins'],
		() =>
			instead(/\/pins\?after=/, 'request-invalid', (answer) =>
				replace(answer, 200, { cards: [], withheld: [] }),
			),
	],
	[
		'a document that is no PDF',
		['pin-document'],
		() =>
			({ request }, answer) => {
				if (request.endsWith('/document')) {
					answer.text = 'PIN 482913';
				}
			},
	],
	[
		'a document of more than 2 MiB',
		['pin-document'],
		() =>
			({ request }, answer) => {
				if (request.endsWith('/document')) {
					answer.text += ' '.repeat(2 * 1024 * 1024);
				}
			},
	],
	[
		'oldest unlocks first',
		['unlocks'],
		() =>
			succeeding(/\/unlocks$/, (json) => {
				json['unlocks'] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'].map((startedAt, at) => ({
					unlockId: `unlock-of-the-test-${at}`,
					cardSerial: 'C0FFEE',
					state: 'done',
					startedAt,
				}));
			}),
	],
	[
		'an unlock that nobody began, told as over',
		['unknown-unlock'],
		() => instead(/\/unlocks\/never/, 'not-found', (answer) => refuseWith(answer, 410, 'unlock-over')),
	],
	[
		'a body after the log-out',
		['logout'],
		() =>
			({ request }, answer) => {
				if (request === 'DELETE /v1/session' && answer.status === 204) {
					replace(answer, 200, {});
				}
			},
	],
	[
		'keys that are lost with the session',
		['key-after-session'],
		() => {
			let isOver = false;
			return ({ request }, answer) => {
				isOver ||= request === 'DELETE /v1/session';
				if (isOver && request.startsWith('GET /v1/operations/')) {
					refuseWith(answer, 404, 'operation-unknown');
				}
			};
		},
	],
];

const CHANGE_BREAKS: readonly Row[] = [
	[
		'a repeated change that is told as another one',
		[
			'change-details',
			'change-phone',
			'change-word',
			'unlock-walk',
			'activation',
			'pin-deletion',
			'revocation',
		],
		() => {
			const seen = new Set<unknown>();
			return ({ headers }, answer) => {
				const key = headers['idempotency-key'];
				if (key !== undefined && seen.has(key) && answer.status === 200) {
					refuseWith(answer, 422, 'key-reused');
				}
				seen.add(key);
			};
		},
	],
	[
		'operations that are forgotten at once',
		[
			'stale-edit',
			'refusal-again',
			'change-details',
			'change-phone',
			'change-word',
			'unlock-walk',
			'activation',
			'pin-deletion',
			'revocation',
			'key-after-session',
		],
		() =>
			({ request }, answer) => {
				if (request.startsWith('GET /v1/operations/') && /"state":"(?:done|refused)"/.test(answer.text)) {
					refuseWith(answer, 404, 'operation-unknown');
				}
			},
	],
	[
		'an ETag that stays after an edit',
		['change-details', 'change-phone'],
		() =>
			({ request }, answer) => {
				if (request === 'GET /v1/details' && answer.status === 200) {
					answer.headers['etag'] = '"v1"';
				}
			},
	],
	[
		'a phone change whose id can be used again',
		['change-phone'],
		() =>
			instead(/phone-changes\/[^/]+\/code/, 'login-expired', (answer) =>
				refuseWith(answer, 422, 'code-wrong'),
			),
	],
	[
		'the former word that is taken',
		['change-word'],
		() => instead(/security-word$/, 'word-unchanged', (answer) => replace(answer, 200, DONE)),
	],
	[
		'words that are compared as they are sent',
		['change-word'],
		() => (call, answer) => {
			if (call.request === 'PUT /v1/security-word' && call.body.includes('" ')) {
				refuseWith(answer, 422, 'credentials-wrong');
			}
		},
	],
	[
		'a second unlock of a card that is told as withheld',
		['unlock-walk'],
		() => instead(/unlocks$/, 'unlock-open', (answer) => refuseWith(answer, 409, 'pins-withheld')),
	],
	[
		'an active certificate that is told as revoked',
		['activation'],
		() => instead(/activation$/, 'not-suspended', (answer) => refuseWith(answer, 409, 'already-revoked')),
	],
	[
		'a PIN that can be deleted twice',
		['pin-deletion'],
		() => instead(/deletions$/, 'pins-withheld', (answer) => replace(answer, 200, DONE)),
	],
	[
		'a revoked certificate that is gone',
		['revocation'],
		() => instead(/revocation$/, 'already-revoked', (answer) => refuseWith(answer, 404, 'not-found')),
	],
];

const ELSEWHERE_BREAKS: readonly Row[] = [
	[
		'a device code that nobody was given and that is told as denied',
		['unknown-device-code'],
		() => (call, answer) => {
			if (call.body.includes('never-given')) {
				replace(answer, 200, { state: 'access-denied' });
			}
		},
	],
	[
		'slow-down without a longer interval',
		['login-elsewhere'],
		() =>
			succeeding(/elsewhere-logins\/session$/, (json) => {
				if (json['state'] === 'slow-down') {
					json['intervalSeconds'] = 2;
				}
			}),
	],
];

describe('a portal that is broken in one place is named for it, and for nothing else', () => {
	test.each(OPEN_BREAKS)('without an account: %s', async (_what, ids, spoil) => {
		await using portal = await openSandbox();
		await using proxy = await openSpoilingProxy(portal.url, spoil());

		expect(await check(proxy.url)).toMatchObject({ exitCode: 1, failed: ids });
	});

	test.each(ACCOUNT_BREAKS)('in an account: %s', async (_what, ids, spoil) => {
		await using portal = await openSandbox();
		await using proxy = await openSpoilingProxy(portal.url, spoil());

		expect(await check(proxy.url, { person: portal.person })).toMatchObject({ exitCode: 1, failed: ids });
	});

	test.each(CHANGE_BREAKS)('in an account that is changed: %s', async (_what, ids, spoil) => {
		await using portal = await openSandbox();
		await using proxy = await openSpoilingProxy(portal.url, spoil());

		expect(await check(proxy.url, { person: portal.person, changes: CHANGE_ACTS })).toMatchObject({
			exitCode: 1,
			failed: ids,
		});
	});

	test.each(ELSEWHERE_BREAKS)('with a login at another site: %s', async (_what, ids, spoil) => {
		await using portal = await openSandbox('current');
		await using proxy = await openSpoilingProxy(portal.url, spoil());

		expect(await check(proxy.url, { person: portal.person })).toMatchObject({ exitCode: 1, failed: ids });
	});

	test('every check is found missing somewhere above, and leads to a heading of the page', () => {
		const page = readFileSync('docs/portal-builders.md', 'utf8');
		const rows = [...OPEN_BREAKS, ...ACCOUNT_BREAKS, ...CHANGE_BREAKS, ...ELSEWHERE_BREAKS];
		const broken = new Set(rows.flatMap(([, ids]) => ids));

		expect(ALL_CHECKS.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual(
			BY_HAND_CHECKS.map(({ id }) => id),
		);
		for (const { section } of ALL_CHECKS) {
			expect(page).toMatch(new RegExp(`^#{2,3} \`?${section}\\b`, 'm'));
		}
	});
});

test('a line says what was looked at, what was expected, what came, and where to read on; or why not', async () => {
	await using portal = await openSandbox();
	const { io, exitCode } = await check(portal.url, { json: false });

	expect(exitCode).toBe(0);
	expect(io.out.trim().split('\n')).toHaveLength(ALL_CHECKS.length);
	expect(io.out).toContain(
		'GET /v1/no-such-path · beklenen: 404 not-found · gelen: 404 not-found · docs/portal-builders.md: Problems\n',
	);
	expect(io.out).toContain(
		'DELETE /v1/session ×2 · hesap gerekir: --account · docs/portal-builders.md: logout\n',
	);
	expect(io.err).not.toBe('');
});

test('a rule that is left to the builder is told with what to send and what has to come', async () => {
	await using portal = await openSandbox();
	const { io } = await check(portal.url, { json: false });

	expect(io.out).toContain(
		'siz deneyin · beklenen: 200 sessionToken ≠; 401 session-replaced · docs/portal-builders.md: confirmCode\n',
	);
});

test('what is mistyped is asked for again, and the portal is not blamed for it', async () => {
	await using portal = await openSandbox();
	const slips: Partial<Record<Question, string>> = {
		'holder-number': '454053692',
		'sms-code': '48x920',
		'new-phone': '05321234517',
		'new-word': 'kısa',
	};
	const told: string[] = [];
	const person: Person = {
		...portal.person,
		async type(question) {
			const slip = slips[question];
			Reflect.deleteProperty(slips, question);
			return slip === undefined ? portal.person.type(question) : SecretText.of(slip);
		},
		tell: (text) => told.push(text),
	};
	const { failed, exitCode } = await check(portal.url, { person, changes: ['phone', 'word'] });

	expect(failed).toEqual([]);
	expect(exitCode).toBe(0);
	const { otherForm } = textsOf('tr').commands.portalCheck;
	expect(told).toEqual(
		expect.arrayContaining([
			otherForm['holder-number'],
			otherForm['sms-code'],
			otherForm['new-phone'],
			otherForm['new-word'],
		]),
	);
});

test('a code that is mistyped three times logs nobody in, and is not sent', async () => {
	await using portal = await openSandbox();
	const sent: string[] = [];
	await using seen = await openSpoilingProxy(portal.url, ({ request }) => sent.push(request));
	const { failed, skipped } = await check(seen.url, {
		person: {
			...portal.person,
			type: async (question) =>
				question === 'sms-code' ? SecretText.of('kod') : portal.person.type(question),
		},
	});

	expect(failed).toEqual([]);
	expect(skipped).toMatchObject({ 'wrong-code': 'earlier-failure', 'confirm-code': 'earlier-failure' });
	expect(sent.filter((request) => request.endsWith('/code'))).toEqual([]);
});

test('whoever types nothing is not logged in, and nothing is told that was typed', async () => {
	await using portal = await openSandbox();
	const { io, skipped } = await check(portal.url, {
		person: {
			...portal.person,
			type: async (question) => (question === 'security-word' ? undefined : portal.person.type(question)),
		},
	});

	expect(skipped).toMatchObject({
		login: 'given-up',
		'send-code': 'earlier-failure',
		logout: 'earlier-failure',
	});
	const whole = await check(portal.url, { person: portal.person, changes: ['word', 'unlock'], json: false });
	for (const secret of [HOLDER.securityWord, '482913', '73519264', HOLDER.holderNumber]) {
		expect(io.out).not.toContain(secret);
		expect(whole.io.out).not.toContain(secret);
	}
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
