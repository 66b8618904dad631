import { randomInt } from 'node:crypto';
import { captchaPicture, DEFAULT_LIMITS } from '#api';
import {
	CONTRACT_VERSION,
	captcha,
	elsewhereLoginState,
	operation,
	type PortalOperation,
	PROBLEM_KINDS,
	type ProblemCode,
	serviceInfoOfAnyVersion,
} from '#contract';
import {
	type Ask,
	type CheckAnswer,
	type CheckId,
	type CheckRequest,
	type PortalCheck,
	type Seen,
	unlessOffered,
	type Walk,
} from './check.ts';
import {
	all,
	holds,
	NEVER_GIVEN,
	problemCodeIn,
	problemIn,
	randomKey,
	refusal,
	refusedWith,
	summaryOf,
	told,
	valueIn,
} from './seen.ts';

/* What shows of a portal without an account. A random key is withdrawn there; wrong tries are those of a number that nobody has. */

const SERVICE: CheckRequest = { method: 'GET', path: '/v1/service' };
const CAPTCHA: CheckRequest = { method: 'POST', path: '/v1/captchas' };
/** What a terminal draws; the header was judged before. */
const MAX_PICTURE = { width: 1000, height: 400 };
/** A lock comes before; a portal that never locks is found out. */
const MOST_TRIES = 10;

const login = (facts: Readonly<Record<string, unknown>> = {}): CheckRequest => ({
	method: 'POST',
	path: '/v1/logins',
	body: {
		holderNumber: nobodysNumber(),
		captchaId: NEVER_GIVEN,
		captchaAnswer: 'A',
		securityWord: 'portal-check',
		...facts,
	},
});

/** The first request of what a portal may leave out, to see that it refuses it. */
const FIRST_REQUESTS: readonly (readonly [PortalOperation, CheckRequest])[] = [
	['password-login', CAPTCHA],
	['elsewhere-login', { method: 'POST', path: '/v1/elsewhere-logins' }],
	[
		'e-signature-login',
		{ method: 'POST', path: '/v1/signature-logins', body: { holderNumber: '4540536920' } },
	],
];

/** A request with a body that any session or none may send; undefined where the portal offers none. */
function requestWithBody(operations: readonly string[]): CheckRequest | undefined {
	if (operations.includes('password-login')) {
		return { method: 'POST', path: '/v1/logins' };
	}
	return operations.includes('elsewhere-login')
		? { method: 'POST', path: '/v1/elsewhere-logins/session' }
		: undefined;
}

const needsBody = unlessOffered('password-login', 'elsewhere-login');

export const OPEN_CHECKS: readonly PortalCheck[] = [
	{
		id: 'service',
		request: 'GET /v1/service',
		expected: '200 application/json',
		section: 'service',
		look: async ({ ask }) => told(await ask(SERVICE), serviceInfoOfAnyVersion),
	},
	{
		id: 'contract-version',
		request: 'GET /v1/service',
		expected: `contractVersion ${CONTRACT_VERSION}`,
		section: 'service',
		async look({ ask }) {
			const version = valueIn(await ask(SERVICE), serviceInfoOfAnyVersion)?.contractVersion;
			return { isExpected: version === CONTRACT_VERSION, seen: `contractVersion ${version ?? '-'}` };
		},
	},
	{
		id: 'instance-id',
		request: 'GET /v1/service ×2',
		expected: 'instanceId =',
		section: 'service',
		async look({ ask }) {
			const first = valueIn(await ask(SERVICE), serviceInfoOfAnyVersion)?.instanceId;
			const second = valueIn(await ask(SERVICE), serviceInfoOfAnyVersion)?.instanceId;
			const isSame = first !== undefined && first === second;
			return { isExpected: isSame, seen: isSame ? 'instanceId =' : 'instanceId ≠' };
		},
	},
	refused('unknown-path', 'Problems', 'not-found', { method: 'GET', path: '/v1/no-such-path' }),
	{
		id: 'wrong-method',
		request: 'DELETE /v1/service',
		expected: `${refusal('request-invalid', 405)}, Allow: GET`,
		section: 'Problems',
		async look({ ask }) {
			const answer = await ask({ method: 'DELETE', path: '/v1/service' });
			const allowed = answer.kind === 'answer' ? (answer.headers['allow'] ?? '') : '';
			return all(
				refusedWith(answer, 'request-invalid', 405),
				holds(/(?:^|,)\s*GET\s*(?:,|$)/i.test(allowed), 'Allow: GET'),
			);
		},
	},
	{
		id: 'media-type',
		request: 'POST text/plain',
		expected: refusal('request-invalid', 415),
		section: 'Limits of the client',
		skip: needsBody,
		look: (walk) => withBody(walk, '{}', 'text/plain', 415),
	},
	{
		id: 'too-large',
		request: 'POST 64 KiB + 1',
		expected: refusal('request-invalid', 413),
		section: 'Limits of the client',
		skip: needsBody,
		look: (walk) => withBody(walk, `${' '.repeat(DEFAULT_LIMITS.jsonBytes - 1)}{}`, 'application/json', 413),
	},
	{
		id: 'not-json',
		request: 'POST {',
		expected: refusal('request-invalid'),
		section: 'Limits of the client',
		skip: needsBody,
		look: (walk) => withBody(walk, '{', 'application/json', 400),
	},
	refused('no-session', 'Problems', 'session-expired', { method: 'GET', path: '/v1/certificates' }),
	refused('invented-session', 'Problems', 'session-expired', {
		method: 'GET',
		path: '/v1/certificates',
		bearer: 'invented-by-portal-check',
	}),
	{
		id: 'unknown-key',
		request: 'GET /v1/operations/{key}',
		expected: refusal('operation-unknown'),
		section: 'operation',
		look: async ({ ask }) =>
			refusedWith(await ask({ method: 'GET', path: `/v1/operations/${randomKey()}` }), 'operation-unknown'),
	},
	{
		id: 'malformed-key',
		request: 'GET /v1/operations/short; DELETE',
		expected: `${refusal('request-invalid')} ×2`,
		section: 'withdrawOperation',
		async look({ ask }) {
			const path = '/v1/operations/short';
			return all(
				refusedWith(await ask({ method: 'GET', path }), 'request-invalid'),
				refusedWith(await ask({ method: 'DELETE', path }), 'request-invalid'),
			);
		},
	},
	{
		id: 'unspent-key',
		request: 'POST /v1/unlocks; GET /v1/operations/{key}',
		expected: `${refusal('session-expired')}; ${refusal('operation-unknown')}`,
		section: 'Changes, keys and operations',
		skip: unlessOffered('unlock'),
		async look({ ask }) {
			const key = randomKey();
			const body = { cardSerial: '00' };
			return all(
				refusedWith(await ask({ method: 'POST', path: '/v1/unlocks', body, key }), 'session-expired'),
				refusedWith(await ask({ method: 'GET', path: `/v1/operations/${key}` }), 'operation-unknown'),
			);
		},
	},
	{
		id: 'withdrawal',
		request: 'DELETE /v1/operations/{key} ×2; GET',
		expected: '200 withdrawn ×3',
		section: 'withdrawOperation',
		async look({ ask }) {
			const key = randomKey();
			const path = `/v1/operations/${key}`;
			const answers = [
				await ask({ method: 'DELETE', path }),
				await ask({ method: 'DELETE', path }),
				await ask({ method: 'GET', path }),
			];
			const [first, ...others] = answers.map((answer) => valueIn(answer, operation));
			const isExpected =
				first?.state === 'withdrawn' &&
				first.key === key &&
				others.every((other) => other?.key === key && other.state === 'withdrawn' && other.at === first.at);
			return { isExpected, seen: answers.map((answer) => summaryOf(answer)).join('; ') };
		},
	},
	{
		id: 'captcha',
		request: 'POST /v1/captchas ×2',
		expected: `200 PNG ≤ ${MAX_PICTURE.width}×${MAX_PICTURE.height}; captchaId ≠`,
		section: 'newCaptcha',
		skip: unlessOffered('password-login'),
		async look({ ask }) {
			const answer = await ask(CAPTCHA);
			const first = valueIn(answer, captcha);
			const second = valueIn(await ask(CAPTCHA), captcha);
			const png = first === undefined ? undefined : captchaPicture(first)?.png;
			if (first === undefined || png === undefined) {
				return { isExpected: false, seen: first === undefined ? told(answer, captcha).seen : '200 PNG -' };
			}
			const header = new DataView(png.buffer, png.byteOffset);
			const [width, height] = [header.getUint32(16), header.getUint32(20)];
			const isNew = second !== undefined && second.captchaId !== first.captchaId;
			return {
				isExpected: width <= MAX_PICTURE.width && height <= MAX_PICTURE.height && isNew,
				seen: `200 PNG ${width}×${height}; captchaId ${isNew ? '≠' : '='}`,
			};
		},
	},
	{
		...refused('malformed-login', 'Problems', 'request-invalid', login({ holderNumber: 4540536920 })),
		skip: unlessOffered('password-login'),
	},
	{
		...refused('unknown-captcha', 'startLogin', 'captcha-expired', login()),
		skip: unlessOffered('password-login'),
	},
	{
		...refused(
			'unknown-field',
			'What the program sends',
			'captcha-expired',
			login({ 'x-newer': { a: [1] } }),
		),
		skip: unlessOffered('password-login'),
	},
	{
		id: 'wrong-captcha',
		request: 'POST /v1/logins ×2',
		expected: `${refusal('captcha-wrong')} triesLeft; ${refusal('captcha-expired')}`,
		section: 'startLogin',
		skip: unlessOffered('password-login'),
		async look({ ask }) {
			const wrong = await wrongPicture(ask);
			if (wrong === undefined) {
				return { skipped: 'earlier-failure' };
			}
			const first = await ask(wrong);
			return all(
				refusedWith(first, 'captcha-wrong'),
				holds((problemIn(first)?.triesLeft ?? 0) > 0, 'triesLeft'),
				refusedWith(await ask(wrong), 'captcha-expired'),
			);
		},
	},
	{
		id: 'login-lock',
		request: `POST /v1/logins ≤ ${MOST_TRIES}`,
		expected: `${refusal('captcha-wrong')} triesLeft − 1; ${refusal('login-locked')} retryAfterSeconds`,
		section: 'startLogin',
		skip: unlessOffered('password-login'),
		look: ({ ask }) => lookAtLock(ask),
	},
	{
		...refused('unknown-reset', 'sendWordResetCode', 'login-expired', {
			method: 'POST',
			path: `/v1/security-word-resets/${NEVER_GIVEN}/sms`,
		}),
		skip: unlessOffered('security-word-reset'),
	},
	{
		...refused('unknown-nonce', 'finishSignatureLogin', 'login-expired', {
			method: 'POST',
			path: `/v1/signature-logins/${NEVER_GIVEN}/signature`,
			body: { cms: 'MIIB' },
		}),
		skip: unlessOffered('e-signature-login'),
	},
	{
		id: 'unknown-device-code',
		request: 'POST /v1/elsewhere-logins/session',
		expected: '200 expired-token',
		section: 'pollElsewhereLogin',
		skip: unlessOffered('elsewhere-login'),
		async look({ ask }) {
			const body = { deviceCode: NEVER_GIVEN };
			const answer = await ask({ method: 'POST', path: '/v1/elsewhere-logins/session', body });
			const state = valueIn(answer, elsewhereLoginState)?.state;
			return {
				isExpected: state === 'expired-token',
				seen: state === undefined ? summaryOf(answer) : `200 ${state}`,
			};
		},
	},
	{
		id: 'not-offered',
		request: FIRST_REQUESTS.map(([, { method, path }]) => `${method} ${path}`).join(' / '),
		expected: refusal('not-offered'),
		section: 'service',
		skip: ({ operations }) =>
			operations.length > 0 && FIRST_REQUESTS.some(([name]) => !operations.includes(name))
				? undefined
				: 'nothing-to-try',
		async look({ ask, operations }) {
			const missing = FIRST_REQUESTS.find(([name]) => !operations.includes(name));
			return missing === undefined
				? { skipped: 'nothing-to-try' }
				: refusedWith(await ask(missing[1]), 'not-offered');
		},
	},
];

function refused(id: CheckId, section: string, code: ProblemCode, request: CheckRequest): PortalCheck {
	return {
		id,
		request: `${request.method} ${request.path}`,
		expected: refusal(code),
		section,
		look: async ({ ask }) => refusedWith(await ask(request), code),
	};
}

async function withBody(
	{ ask, operations }: Walk,
	text: string,
	mediaType: string,
	status: number,
): Promise<Seen> {
	const request = requestWithBody(operations);
	return request === undefined
		? { skipped: 'not-offered' }
		: refusedWith(
				await ask({ ...request, text, headers: { 'content-type': mediaType } }),
				'request-invalid',
				status,
			);
}

/** A T.C. number never begins with 0: this is nobody's, and another one each time. */
function nobodysNumber(): string {
	return `0${String(randomInt(10_000_000_000)).padStart(10, '0')}`;
}

/** A login with an answer that no picture has; undefined where no picture came. */
async function wrongPicture(ask: Ask, holderNumber = nobodysNumber()): Promise<CheckRequest | undefined> {
	const picture = valueIn(await ask(CAPTCHA), captcha);
	return picture === undefined
		? undefined
		: login({
				holderNumber,
				captchaId: picture.captchaId,
				captchaAnswer: '-'.repeat(picture.characters),
			});
}

/** Wrong tries of one number until it is locked. */
async function lookAtLock(ask: Ask): Promise<Seen> {
	const holderNumber = nobodysNumber();
	const left: number[] = [];
	let last: CheckAnswer | undefined;
	while (left.length < MOST_TRIES) {
		const wrong = await wrongPicture(ask, holderNumber);
		if (wrong === undefined) {
			return { skipped: 'earlier-failure' };
		}
		last = await ask(wrong);
		const code = problemCodeIn(last);
		if (code === 'too-many-requests') {
			return { skipped: 'too-many-requests' };
		}
		if (code !== 'captcha-wrong') {
			break;
		}
		left.push(problemIn(last)?.triesLeft ?? 0);
	}
	if (last === undefined) {
		return { skipped: 'earlier-failure' };
	}
	const falls = left.every((tries, at) => tries === left.length - at);
	const locked = refusedWith(last, 'login-locked');
	return all(
		holds(falls, `triesLeft ${left.join(', ')}`),
		locked,
		holds(
			problemIn(last)?.retryAfterSeconds !== undefined,
			`${PROBLEM_KINDS['login-locked'].status} retryAfterSeconds`,
		),
	);
}
