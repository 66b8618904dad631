import { randomBytes } from 'node:crypto';
import { captchaPicture, type ExchangeAnswer, type ExchangeFailure, type ExchangeRequest } from '#api';
import {
	CONTRACT_VERSION,
	captcha,
	operation,
	type PortalOperation,
	PROBLEM_KINDS,
	PROBLEM_TYPE_PREFIX,
	type ProblemCode,
	problemDocument,
	serviceInfoOfAnyVersion,
} from '#contract';

/** One request as a check wants it sent. */
interface CheckRequest {
	readonly method: ExchangeRequest['method'];
	/** From `/v1/` on. */
	readonly path: string;
	/** Sent as JSON. */
	readonly body?: unknown;
	readonly bearer?: string;
	readonly key?: string;
}

export type CheckAnswer = ExchangeAnswer | ExchangeFailure;
export type Ask = (request: CheckRequest) => Promise<CheckAnswer>;

/** What a portal has to do, and whether it does. */
interface PortalCheck {
	readonly id: CheckId;
	readonly request: string;
	readonly expected: string;
	/** Heading in docs/portal-builders.md. */
	readonly section: string;
	/** By what `GET /v1/service` lists. */
	isAsked?(operations: readonly string[]): boolean;
	/** Sends what it needs. Nothing is changed but that a random key is withdrawn. */
	look(ask: Ask): Promise<Seen>;
}

interface Seen {
	readonly isExpected: boolean;
	/** Own words, numbers and names of the contract; never a text of the portal. */
	readonly seen: string;
}

type CheckId =
	| 'service'
	| 'contract-version'
	| 'instance-id'
	| 'unknown-path'
	| 'no-session'
	| 'invented-session'
	| 'unknown-key'
	| 'unspent-key'
	| 'withdrawal'
	| 'captcha'
	| 'malformed-login'
	| 'unknown-captcha'
	| 'not-offered';

const SERVICE: CheckRequest = { method: 'GET', path: '/v1/service' };
const CAPTCHA: CheckRequest = { method: 'POST', path: '/v1/captchas' };
/** What a terminal draws; the header was judged before. */
const MAX_PICTURE = { width: 1000, height: 400 };

/** The first request of what a portal may leave out, to see that it refuses it. */
const FIRST_REQUESTS: readonly (readonly [PortalOperation, CheckRequest])[] = [
	['password-login', CAPTCHA],
	['elsewhere-login', { method: 'POST', path: '/v1/elsewhere-logins' }],
];

export const PORTAL_CHECKS: readonly PortalCheck[] = [
	{
		id: 'service',
		request: 'GET /v1/service',
		expected: '200 application/json',
		section: 'service',
		look: async (ask) => told(await ask(SERVICE), serviceInfoOfAnyVersion),
	},
	{
		id: 'contract-version',
		request: 'GET /v1/service',
		expected: `contractVersion ${CONTRACT_VERSION}`,
		section: 'service',
		async look(ask) {
			const version = valueIn(await ask(SERVICE), serviceInfoOfAnyVersion)?.contractVersion;
			return { isExpected: version === CONTRACT_VERSION, seen: `contractVersion ${version ?? '-'}` };
		},
	},
	{
		id: 'instance-id',
		request: 'GET /v1/service ×2',
		expected: 'instanceId =',
		section: 'service',
		async look(ask) {
			const first = valueIn(await ask(SERVICE), serviceInfoOfAnyVersion)?.instanceId;
			const second = valueIn(await ask(SERVICE), serviceInfoOfAnyVersion)?.instanceId;
			const isSame = first !== undefined && first === second;
			return { isExpected: isSame, seen: isSame ? 'instanceId =' : 'instanceId ≠' };
		},
	},
	refusal('unknown-path', 'Problems', 'not-found', { method: 'GET', path: '/v1/no-such-path' }),
	refusal('no-session', 'Sessions', 'session-expired', { method: 'GET', path: '/v1/certificates' }),
	refusal('invented-session', 'Sessions', 'session-expired', {
		method: 'GET',
		path: '/v1/certificates',
		bearer: 'invented-by-portal-check',
	}),
	{
		id: 'unknown-key',
		request: 'GET /v1/operations/{key}',
		...expectation('operation-unknown'),
		section: 'operation',
		look: async (ask) =>
			refusedWith(await ask({ method: 'GET', path: `/v1/operations/${randomKey()}` }), 'operation-unknown'),
	},
	{
		id: 'unspent-key',
		request: 'POST /v1/unlocks; GET /v1/operations/{key}',
		expected: `${expectation('session-expired').expected}; ${expectation('operation-unknown').expected}`,
		section: 'Changes, keys and operations',
		isAsked: (operations) => operations.includes('unlock'),
		async look(ask) {
			const key = randomKey();
			const body = { cardSerial: '00' };
			const change = refusedWith(
				await ask({ method: 'POST', path: '/v1/unlocks', body, key }),
				'session-expired',
			);
			const asked = refusedWith(
				await ask({ method: 'GET', path: `/v1/operations/${key}` }),
				'operation-unknown',
			);
			return {
				isExpected: change.isExpected && asked.isExpected,
				seen: `${change.seen}; ${asked.seen}`,
			};
		},
	},
	{
		id: 'withdrawal',
		request: 'DELETE /v1/operations/{key} ×2; GET',
		expected: '200 withdrawn ×3',
		section: 'withdrawOperation',
		async look(ask) {
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
		isAsked: (operations) => operations.includes('password-login'),
		async look(ask) {
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
		...refusal('malformed-login', 'Problems', 'request-invalid', {
			method: 'POST',
			path: '/v1/logins',
			body: { holderNumber: 4540536920 },
		}),
		isAsked: (operations) => operations.includes('password-login'),
	},
	{
		...refusal('unknown-captcha', 'startLogin', 'captcha-expired', {
			method: 'POST',
			path: '/v1/logins',
			body: {
				holderNumber: '0000000000',
				captchaId: 'never-given-out-0001',
				captchaAnswer: 'A',
				securityWord: 'portal-check',
			},
		}),
		isAsked: (operations) => operations.includes('password-login'),
	},
	{
		id: 'not-offered',
		request: FIRST_REQUESTS.map(([, { method, path }]) => `${method} ${path}`).join(' / '),
		...expectation('not-offered'),
		section: 'service',
		isAsked: (operations) =>
			operations.length > 0 && FIRST_REQUESTS.some(([name]) => !operations.includes(name)),
		async look(ask) {
			const listed = valueIn(await ask(SERVICE), serviceInfoOfAnyVersion)?.operations ?? [];
			const missing = FIRST_REQUESTS.find(([name]) => !listed.includes(name));
			return missing === undefined
				? { isExpected: true, seen: '' }
				: refusedWith(await ask(missing[1]), 'not-offered');
		},
	},
];

/** What `GET /v1/service` lists; none where it could not be read. */
export function operationsOf(answer: CheckAnswer): readonly string[] {
	return valueIn(answer, serviceInfoOfAnyVersion)?.operations ?? [];
}

function refusal(id: CheckId, section: string, code: ProblemCode, request: CheckRequest): PortalCheck {
	return {
		id,
		request: `${request.method} ${request.path}`,
		...expectation(code),
		section,
		look: async (ask) => refusedWith(await ask(request), code),
	};
}

function expectation(code: ProblemCode): { readonly expected: string } {
	return { expected: `${PROBLEM_KINDS[code].status} ${code}` };
}

/** Shapes of the contract are told by zod; this is all of it that is needed here. */
interface Shape<T> {
	safeParse(value: unknown):
		| { readonly success: true; readonly data: T }
		| {
				readonly success: false;
				readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
		  };
}

function told<T>(answer: CheckAnswer, shape: Shape<T>): Seen {
	if (answer.kind === 'failure' || answer.status !== 200 || answer.mediaType !== 'application/json') {
		return { isExpected: false, seen: summaryOf(answer) };
	}
	const read = shape.safeParse(jsonOf(answer));
	const field = read.success ? undefined : (read.error.issues[0]?.path.map(String).join('.') ?? '');
	return field === undefined
		? { isExpected: true, seen: summaryOf(answer) }
		: { isExpected: false, seen: `${summaryOf(answer)}, ${field === '' ? 'JSON' : field} ✗` };
}

function valueIn<T>(answer: CheckAnswer, shape: Shape<T>): T | undefined {
	if (answer.kind === 'failure' || answer.status !== 200 || answer.mediaType !== 'application/json') {
		return undefined;
	}
	const read = shape.safeParse(jsonOf(answer));
	return read.success ? read.data : undefined;
}

/** The status on the line, the status in the document and the contract's status have to be one. */
function refusedWith(answer: CheckAnswer, code: ProblemCode): Seen {
	const document = problemIn(answer);
	const isExpected =
		answer.kind === 'answer' &&
		document?.type === `${PROBLEM_TYPE_PREFIX}${code}` &&
		answer.status === PROBLEM_KINDS[code].status &&
		document.status === answer.status;
	return { isExpected, seen: summaryOf(answer) };
}

function problemIn(answer: CheckAnswer) {
	if (answer.kind === 'failure' || answer.mediaType !== 'application/problem+json') {
		return undefined;
	}
	const read = problemDocument.safeParse(jsonOf(answer));
	return read.success ? read.data : undefined;
}

/** Nothing that the portal made up is repeated: names of the contract, statuses and a media type's form. */
function summaryOf(answer: CheckAnswer): string {
	if (answer.kind === 'failure') {
		return answer.code;
	}
	const problem = problemIn(answer);
	const code = Object.keys(PROBLEM_KINDS).find((known) => problem?.type === `${PROBLEM_TYPE_PREFIX}${known}`);
	const state = valueIn(answer, operation)?.state;
	const mediaType = /^[a-z0-9.+-]{1,40}\/[a-z0-9.+-]{1,40}$/.test(answer.mediaType) ? answer.mediaType : '-';
	const inDocument =
		problem === undefined || problem.status === answer.status ? '' : ` (status ${problem.status})`;
	return `${answer.status} ${code ?? state ?? mediaType}${inDocument}`;
}

/** Undefined where it is none. */
function jsonOf({ body }: ExchangeAnswer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
	} catch {
		return undefined;
	}
}

function randomKey(): string {
	return randomBytes(24).toString('base64url');
}
