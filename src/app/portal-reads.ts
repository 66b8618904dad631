import type {
	CaptchaPicture,
	LoginDetails,
	LoginName,
	PortalClient,
	PortalFacts,
	PortalProblem,
	PortalResult,
	UnlockName,
	WordResetDetails,
} from '#api';
import type { ENDPOINTS, EndpointName, LoginStarted } from '#contract';
import type { SecretText } from '#text';
import type { PinCards } from './operation.ts';
import type { PictureDrawing, Ports, WriteOutcome } from './ports.ts';
import type { RequestId } from './request.ts';

/*
 * What the program asks the portal without changing anything there: one row for each question. The question's type, its
 * answer's message, what holds it back and what a failure is called are all made of the row.
 */

/** What puts a question to the portal. */
interface AskedPortal {
	readonly client: PortalClient;
	readonly ports: Ports;
	readonly signal: AbortSignal;
}

/** Whose login a question needs, or leads to: that holder's logins may be closed for a while. */
type LoginOf<Name extends EndpointName, Asked> = (typeof ENDPOINTS)[Name]['inSession'] extends true
	? 'session'
	: 'nobody' | 'holder-in-form' | ((question: Asked) => string);

interface PortalRead<Name extends EndpointName, Answer extends string, Failure extends string, Asked, Value> {
	readonly endpoint: Name;
	/** Type of the message that answers it. */
	readonly answer: Answer;
	/** What it is called when it fails; `i18n` has the words. */
	readonly failure: Failure;
	readonly login: LoginOf<Name, Asked>;
	readonly put: (question: Asked, portal: AskedPortal) => Promise<PortalResult<Value>>;
}

/** What comes of it where it is not put. */
interface Unread<Value> {
	readonly unread: (problem: PortalProblem) => PortalResult<Value>;
}

/** Finds the row's types by what stands in it. */
function read<
	const Name extends EndpointName,
	const Answer extends string,
	const Failure extends string,
	Value,
	Asked = unknown,
>(
	row: PortalRead<Name, Answer, Failure, Asked, Value>,
): PortalRead<Name, Answer, Failure, Asked, Value> & Unread<Value> {
	return { ...row, unread: (problem) => ({ ok: false, problem }) };
}

export const PORTAL_READS = {
	'check-portal': read({
		endpoint: 'service',
		answer: 'portal-answered',
		failure: 'check-portal',
		login: 'nobody',
		put: async (_, { client, ports, signal }) =>
			mapped(
				await client.service(signal),
				(info): ReachedPortal => ({ info, address: ports.portal.address() }),
			),
	}),
	'new-captcha': read({
		endpoint: 'newCaptcha',
		answer: 'captcha-answered',
		failure: 'new-captcha',
		login: 'holder-in-form',
		put: async (_, { client, ports, signal }): Promise<PortalResult<DrawnCaptcha>> => {
			const result = await client.newCaptcha(signal);
			return result.ok
				? { ok: true, value: { ...result.value, drawing: await ports.picture.decode(result.value.png) } }
				: result;
		},
	}),
	'start-login': read({
		endpoint: 'startLogin',
		answer: 'login-answered',
		failure: 'start-login',
		login: ({ details }) => details.holderNumber,
		put: ({ details }: { readonly details: LoginDetails }, { client, signal }) =>
			client.startLogin(details, signal),
	}),
	'send-code': read({
		endpoint: 'sendCode',
		answer: 'code-sent',
		failure: 'send-code',
		login: 'holder-in-form',
		put: ({ loginId }: { readonly loginId: string }, { client, signal }) =>
			client.ask('sendCode', { parameters: { loginId } }, signal),
	}),
	/** Goes the way of a login up to its code. */
	'start-word-reset': read({
		endpoint: 'startWordReset',
		answer: 'word-reset-answered',
		failure: 'start-word-reset',
		login: ({ details }) => details.holderNumber,
		put: async ({ details }: { readonly details: WordResetDetails }, { client, signal }) => {
			const { holderNumber, captchaId, captchaAnswer } = details;
			const body = { holderNumber, captchaId, captchaAnswer };
			return mapped(
				await client.ask('startWordReset', { body }, signal),
				({ resetId, ...started }): LoginStarted => ({ loginId: resetId, ...started }),
			);
		},
	}),
	'send-word-reset-code': read({
		endpoint: 'sendWordResetCode',
		answer: 'code-sent',
		failure: 'send-code',
		login: 'holder-in-form',
		put: ({ resetId }: { readonly resetId: string }, { client, signal }) =>
			client.ask('sendWordResetCode', { parameters: { resetId } }, signal),
	}),
	/** The code of a forgotten word by itself, before a new word is typed. */
	'check-word-reset-code': read({
		endpoint: 'checkWordResetCode',
		answer: 'word-reset-code-checked',
		failure: 'confirm-code',
		login: 'holder-in-form',
		put: ({ resetId, code }: { readonly resetId: string; readonly code: SecretText }, { client, signal }) =>
			client.checkWordResetCode(resetId, code, signal),
	}),
	'confirm-code': read({
		endpoint: 'confirmCode',
		answer: 'code-confirmed',
		failure: 'confirm-code',
		login: 'holder-in-form',
		put: ({ login, code }: { readonly login: LoginName; readonly code: SecretText }, { client, signal }) =>
			client.confirmCode(login, code, signal),
	}),
	/** A login at another site. */
	'start-elsewhere-login': read({
		endpoint: 'startElsewhereLogin',
		answer: 'elsewhere-started',
		failure: 'start-elsewhere-login',
		login: 'nobody',
		put: (_, { client, signal }) => client.startElsewhereLogin(signal),
	}),
	'poll-elsewhere-login': read({
		endpoint: 'pollElsewhereLogin',
		answer: 'elsewhere-polled',
		failure: 'poll-elsewhere-login',
		login: 'nobody',
		put: ({ deviceCode }: { readonly deviceCode: SecretText }, { client, signal }) =>
			client.pollElsewhereLogin(deviceCode, signal),
	}),
	/** Their first page. */
	'load-certificates': read({
		endpoint: 'certificates',
		answer: 'certificates-answered',
		failure: 'load-certificates',
		login: 'session',
		put: (_, { client, signal }) => client.certificates({ atLeast: 1 }, signal),
	}),
	/** What follows, from a page on, until there are so many rows or no more. */
	'load-more-certificates': read({
		endpoint: 'certificates',
		answer: 'more-certificates-answered',
		failure: 'load-certificates',
		login: 'session',
		put: ({ after, atLeast }: { readonly after: string; readonly atLeast: number }, { client, signal }) =>
			client.certificates({ after, atLeast }, signal),
	}),
	'load-revocation-terms': read({
		endpoint: 'revocationTerms',
		answer: 'revocation-terms-answered',
		failure: 'load-revocation-terms',
		login: 'session',
		put: (_, { client, signal }) => client.ask('revocationTerms', {}, signal),
	}),
	'load-details': read({
		endpoint: 'details',
		answer: 'details-answered',
		failure: 'load-details',
		login: 'session',
		put: (_, { client, signal }) => client.details(signal),
	}),
	/** Sends a code to the new number (E.164); nothing is changed by it. */
	'start-phone-change': read({
		endpoint: 'startPhoneChange',
		answer: 'phone-change-started',
		failure: 'start-phone-change',
		login: 'session',
		put: ({ phone }: { readonly phone: string }, { client, signal }) =>
			client.ask('startPhoneChange', { body: { phone }, asked: { phone } }, signal),
	}),
	/** A page of cards; `after` undefined: the first. */
	'load-pins': read({
		endpoint: 'pins',
		answer: 'pins-answered',
		failure: 'load-pins',
		login: 'session',
		put: ({ after }: { readonly after?: string | undefined }, { client, signal }) =>
			client.pins(after, signal),
	}),
	/** Of which cards there are PINs; the PINs themselves are wiped unseen. */
	'load-pin-cards': read({
		endpoint: 'pins',
		answer: 'pin-cards-answered',
		failure: 'load-pin-cards',
		login: 'session',
		put: (_, { client, signal }) => cardsWithPins(client, signal),
	}),
	/** Fetches the PDF and writes it there. */
	'save-pins': read({
		endpoint: 'pinDocument',
		answer: 'pins-saved',
		failure: 'save-pins',
		login: 'session',
		put: async ({ path }: { readonly path: string }, { client, ports, signal }) =>
			written(await client.pinDocument(signal), path, ports, signal),
	}),
	/** The last unlocks of the account. */
	'load-unlocks': read({
		endpoint: 'unlocks',
		answer: 'unlocks-answered',
		failure: 'load-unlocks',
		login: 'session',
		put: (_, { client, signal }) => client.unlocks(signal),
	}),
	'load-unlock-secrets': read({
		endpoint: 'unlock',
		answer: 'unlock-secrets-answered',
		failure: 'load-unlock-secrets',
		login: 'session',
		put: ({ unlock }: { readonly unlock: UnlockName }, { client, signal }) =>
			client.unlockSecrets(unlock, signal),
	}),
} as const;

type Table = typeof PORTAL_READS;

export type PortalReadKind = keyof Table;

/** What a failed read is called. */
export type FailedRead = Table[PortalReadKind]['failure'];

/** A question to the portal, as an effect. */
export type PortalQuestion<Kind extends PortalReadKind = PortalReadKind> = {
	readonly [K in Kind]: { readonly kind: K; readonly request: RequestId } & Parameters<Table[K]['put']>[0];
}[Kind];

/** The message that answers it, with the same number. */
export type PortalAnswer<Kind extends PortalReadKind = PortalReadKind> = {
	readonly [K in Kind]: {
		readonly type: Table[K]['answer'];
		readonly request: RequestId;
		readonly result: PortalReadResult<K>;
	};
}[Kind];

type PortalReadResult<Kind extends PortalReadKind> = Awaited<ReturnType<Table[Kind]['put']>>;

/** The same table, as it is looked up by a kind that is not known before. */
type Rows = {
	readonly [K in PortalReadKind]: {
		readonly answer: Table[K]['answer'];
		readonly login: 'session' | 'nobody' | 'holder-in-form' | ((question: PortalQuestion<K>) => string);
		readonly put: (question: PortalQuestion<K>, portal: AskedPortal) => Promise<PortalReadResult<K>>;
		readonly unread: (problem: PortalProblem) => PortalReadResult<K>;
	};
};
const ROWS: Rows = PORTAL_READS;

/** Puts the question, unless it was given up before the portal could be asked: its secrets are wiped by then. */
export async function putRead<Kind extends PortalReadKind>(
	question: PortalQuestion<Kind>,
	portal: AskedPortal,
): Promise<PortalAnswer<Kind>> {
	if (portal.signal.aborted) {
		return unreadAnswer(question, { code: 'cancelled' });
	}
	const { answer, put }: Rows[Kind] = ROWS[question.kind];
	return { type: answer, request: question.request, result: await put(question, portal) };
}

/** What a question comes to that is not put. */
export function unreadAnswer<Kind extends PortalReadKind>(
	question: PortalQuestion<Kind>,
	problem: PortalProblem,
): PortalAnswer<Kind> {
	const { answer, unread }: Rows[Kind] = ROWS[question.kind];
	return { type: answer, request: question.request, result: unread(problem) };
}

/**
 * The holder to whose login a question leads; undefined where it leads to none, or nobody's is known.
 *
 * @param inForm number of the holder whose login is under way
 */
export function holderOfRead<Kind extends PortalReadKind>(
	question: PortalQuestion<Kind>,
	inForm: string | undefined,
): string | undefined {
	const { login }: Rows[Kind] = ROWS[question.kind];
	if (typeof login === 'function') {
		return login(question);
	}
	return login === 'holder-in-form' ? inForm : undefined;
}

export function isPortalRead<Other extends { readonly kind: string }>(
	question: PortalQuestion | Other,
): question is PortalQuestion {
	return question.kind in PORTAL_READS;
}

const FAILURES: ReadonlyMap<string, FailedRead> = new Map(
	Object.values(PORTAL_READS).map(({ answer, failure }) => [answer, failure]),
);

/** What the read is called that a message of this type answers; undefined where it answers none. */
export function readAnsweredBy(type: string): FailedRead | undefined {
	return FAILURES.get(type);
}

/** A portal that answers, and where it is. */
export interface ReachedPortal {
	readonly info: PortalFacts;
	readonly address: string | undefined;
}

export interface DrawnCaptcha extends CaptchaPicture {
	/** Undefined where the portal's picture could not be decoded. */
	readonly drawing: PictureDrawing | undefined;
}

function mapped<Value, Other>(
	result: PortalResult<Value>,
	map: (value: Value) => Other,
): PortalResult<Other> {
	return result.ok ? { ok: true, value: map(result.value) } : result;
}

/** The document goes to its file, unless it was given up meanwhile, and its bytes in memory go. */
async function written(
	result: PortalResult<Uint8Array>,
	path: string,
	{ documents }: Ports,
	signal: AbortSignal,
): Promise<PortalResult<WriteOutcome>> {
	if (!result.ok) {
		return result;
	}
	try {
		return signal.aborted
			? { ok: false, problem: { code: 'cancelled' } }
			: { ok: true, value: await documents.write(path, result.value) };
	} finally {
		result.value.fill(0);
	}
}

/** Cards of an account; a portal that tells of more has an end nobody found. */
const MOST_CARDS = 100_000;

/** Of all pages; the PINs on them are wiped unseen, page by page. */
async function cardsWithPins(client: PortalClient, signal: AbortSignal): Promise<PortalResult<PinCards>> {
	const serials: string[] = [];
	const withheld: PinCards['withheld'][number][] = [];
	for (let after: string | undefined; serials.length + withheld.length <= MOST_CARDS; ) {
		const page = await client.pins(after, signal);
		if (!page.ok) {
			return page;
		}
		for (const { cardSerial, pin, puk } of page.value.cards) {
			serials.push(cardSerial);
			pin.wipe();
			puk.wipe();
		}
		withheld.push(...page.value.withheld);
		after = page.value.next;
		if (after === undefined) {
			return { ok: true, value: { serials, withheld } };
		}
	}
	return { ok: false, problem: { code: 'bad-answer', detail: `over ${MOST_CARDS} cards` } };
}
