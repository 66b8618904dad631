import { captchaPicture } from '#api';
import {
	accountDetails,
	captcha,
	certificateListOfAnyVersion,
	codeSent,
	type ElsewhereLoginStarted,
	elsewhereLoginStarted,
	elsewhereLoginState,
	isKnownWord,
	loginStarted,
	operation,
	type PinsWithheld,
	type PortalCertificate,
	type PortalOperation,
	pinListOfAnyVersion,
	revocationTermsOfAnyVersion,
	sessionOpened,
	unlockListOfAnyVersion,
} from '#contract';
import {
	type CheckAnswer,
	type CheckRequest,
	type PortalCheck,
	type Seen,
	type SkipReason,
	unlessOffered,
	type Walk,
} from './check.ts';
import {
	all,
	holds,
	isSameAnswer,
	NEVER_GIVEN,
	problemIn,
	randomKey,
	refusal,
	refusedWith,
	summaryOf,
	told,
	valueIn,
} from './seen.ts';
import { typed } from './typed.ts';

/* A walk through an account: a person logs in, everything is read, and changes are tried that the portal has to refuse. */

/** Pages of a list; more are not asked for. */
const MOST_PAGES = 50;
const STRONG_TAG = /^"[A-Za-z0-9._~-]{1,64}"$/;
const MOST_POLLS = 200;

/** A change that the portal has to refuse with `not-found`: of the first that it offers. */
const REFUSED_CHANGES: readonly (readonly [PortalOperation, CheckRequest])[] = [
	['activate', { method: 'POST', path: '/v1/certificates/00/activation' }],
	['revoke', { method: 'POST', path: '/v1/certificates/00/revocation', body: { reason: 'other' } }],
	['unlock', { method: 'POST', path: `/v1/unlocks/${NEVER_GIVEN}/report`, body: { result: 'not-done' } }],
];

/** Nobody logs in, or the portal cannot be logged in to. */
export function withoutPerson({ person }: Walk): SkipReason | undefined {
	return person === undefined ? 'no-account' : undefined;
}

function atLogin(walk: Walk): SkipReason | undefined {
	return unlessOffered('password-login')(walk) ?? withoutPerson(walk);
}

function atElsewhere(walk: Walk): SkipReason | undefined {
	return unlessOffered('elsewhere-login')(walk) ?? withoutPerson(walk);
}

/** In a session, where the portal offers one of `operations`. */
export function inSession(...operations: readonly PortalOperation[]) {
	return (walk: Walk): SkipReason | undefined =>
		withoutPerson(walk) ??
		(operations.length === 0 ? undefined : unlessOffered(...operations)(walk)) ??
		(walk.found.sessionToken === undefined ? 'earlier-failure' : undefined);
}

/** Where PINs and PUKs are among the answers: of a test portal alone. */
export function withSecrets(...operations: readonly PortalOperation[]) {
	return (walk: Walk): SkipReason | undefined =>
		inSession(...operations)(walk) ?? (walk.isTestPortal ? undefined : 'not-a-test-portal');
}

/** Sends a request in the session. */
export function asHolder({ ask, found }: Walk, request: CheckRequest): Promise<CheckAnswer> {
	return ask({ ...request, ...(found.sessionToken === undefined ? {} : { bearer: found.sessionToken }) });
}

export const ACCOUNT_CHECKS: readonly PortalCheck[] = [
	{
		id: 'login',
		request: 'POST /v1/captchas; POST /v1/logins',
		expected: '200 loginId',
		section: 'startLogin',
		skip: atLogin,
		look: startLogin,
	},
	{
		id: 'send-code',
		request: 'POST /v1/logins/{loginId}/sms ×2',
		expected: `200 codeLength; ${refusal('resend-too-early')}`,
		section: 'sendCode',
		skip: (walk) => atLogin(walk) ?? (walk.found.loginId === undefined ? 'earlier-failure' : undefined),
		look: sendCode,
	},
	{
		id: 'wrong-code',
		request: 'POST /v1/logins/{loginId}/code',
		expected: `${refusal('code-wrong')} triesLeft`,
		section: 'confirmCode',
		skip: (walk) => atLogin(walk) ?? (walk.found.code === undefined ? 'earlier-failure' : undefined),
		async look({ ask, found: { code, loginId } }) {
			const typed = code?.reveal() ?? '';
			const wrong = `${typed.slice(0, -1)}${(Number(typed.slice(-1)) + 1) % 10}`;
			const answer = await ask({ method: 'POST', path: `/v1/logins/${loginId}/code`, body: { code: wrong } });
			return all(
				refusedWith(answer, 'code-wrong'),
				holds((problemIn(answer)?.triesLeft ?? 0) > 0, 'triesLeft'),
			);
		},
	},
	{
		id: 'confirm-code',
		request: 'POST /v1/logins/{loginId}/code',
		expected: '200 sessionToken',
		section: 'confirmCode',
		skip: (walk) => atLogin(walk) ?? (walk.found.code === undefined ? 'earlier-failure' : undefined),
		look: (walk) =>
			opensSession(walk, {
				method: 'POST',
				path: `/v1/logins/${walk.found.loginId}/code`,
				body: { code: walk.found.code?.reveal() },
			}),
	},
	{
		id: 'code-after-session',
		request: 'POST /v1/logins/{loginId}/sms',
		expected: refusal('login-expired'),
		section: 'confirmCode',
		skip: (walk) => atLogin(walk) ?? inSession()(walk),
		look: async ({ ask, found }) =>
			refusedWith(await ask({ method: 'POST', path: `/v1/logins/${found.loginId}/sms` }), 'login-expired'),
	},
	{
		id: 'login-elsewhere',
		request: 'POST /v1/elsewhere-logins; POST /v1/elsewhere-logins/session',
		expected: '200 deviceCode; 200 slow-down + 5; 200 done',
		section: 'pollElsewhereLogin',
		skip: atElsewhere,
		look: loginElsewhere,
	},
	{
		id: 'same-session',
		request: 'confirmCode / pollElsewhereLogin ×2',
		expected: 'sessionToken =',
		section: 'confirmCode',
		skip: inSession(),
		async look({ ask, found: { opening, sessionToken } }) {
			if (opening === undefined) {
				return { skipped: 'earlier-failure' };
			}
			const answer = await ask(opening);
			const polled = valueIn(answer, elsewhereLoginState);
			const again = valueIn(answer, sessionOpened) ?? (polled?.state === 'done' ? polled.session : undefined);
			return again === undefined
				? { isExpected: false, seen: summaryOf(answer) }
				: holds(again.sessionToken === sessionToken, 'sessionToken =');
		},
	},
	{
		id: 'certificates',
		request: 'GET /v1/certificates, ?after={next} …',
		expected: `200, ≤ 100, notBefore ↑, next ≠`,
		section: 'certificates',
		skip: inSession(),
		look: readCertificates,
	},
	{
		id: 'certificate-states',
		request: 'GET /v1/certificates',
		expected: 'revoked > expired > suspended > not-yet-valid > valid',
		section: 'certificates',
		skip: (walk) =>
			inSession()(walk) ?? (walk.found.certificates === undefined ? 'earlier-failure' : undefined),
		async look({ now, found: { certificates = [] } }) {
			const wrong = certificates.filter((row) => !hasRightState(row, now()));
			return certificates.length === 0
				? { skipped: 'nothing-to-try' }
				: { isExpected: wrong.length === 0, seen: wrong.map(({ state }) => state).join(', ') || '✓' };
		},
	},
	{
		id: 'bad-page',
		request: 'GET /v1/certificates?after=…',
		expected: refusal('request-invalid'),
		section: 'certificates',
		skip: inSession(),
		look: async (walk) =>
			refusedWith(
				await asHolder(walk, { method: 'GET', path: `/v1/certificates?after=${NEVER_GIVEN}` }),
				'request-invalid',
			),
	},
	{
		id: 'revocation-terms',
		request: 'GET /v1/revocation-terms',
		expected: '200',
		section: 'revocationTerms',
		skip: inSession('revoke'),
		look: async (walk) =>
			told(
				await asHolder(walk, { method: 'GET', path: '/v1/revocation-terms' }),
				revocationTermsOfAnyVersion,
			),
	},
	{
		id: 'unknown-reason',
		request: 'POST /v1/certificates/00/revocation; GET /v1/operations/{key}',
		expected: `${refusal('request-invalid')}; ${refusal('operation-unknown')}`,
		section: 'Changes, keys and operations',
		skip: inSession('revoke'),
		async look(walk) {
			const key = randomKey();
			const body = { reason: 'no-such-reason-in-any-list' };
			const request = { method: 'POST', path: '/v1/certificates/00/revocation', body, key } as const;
			return all(
				refusedWith(await asHolder(walk, request), 'request-invalid'),
				refusedWith(await walk.ask({ method: 'GET', path: `/v1/operations/${key}` }), 'operation-unknown'),
			);
		},
	},
	{
		id: 'details',
		request: 'GET /v1/details ×2',
		expected: '200, ETag "…" =',
		section: 'details',
		skip: inSession('update-details'),
		look: readDetails,
	},
	{
		id: 'no-if-match',
		request: 'PATCH /v1/details; If-Match: W/"…"; *',
		expected: `${refusal('precondition-missing')} ×3`,
		section: 'updateDetails',
		skip: inSession('update-details'),
		async look(walk) {
			const edit = { method: 'PATCH', path: '/v1/details', body: { address: 'portal-check' } } as const;
			return all(
				refusedWith(await asHolder(walk, { ...edit, key: randomKey() }), 'precondition-missing'),
				refusedWith(
					await asHolder(walk, { ...edit, key: randomKey(), headers: { 'if-match': 'W/"portal-check"' } }),
					'precondition-missing',
				),
				refusedWith(
					await asHolder(walk, { ...edit, key: randomKey(), headers: { 'if-match': '*' } }),
					'precondition-missing',
				),
			);
		},
	},
	{
		id: 'stale-edit',
		request: 'PATCH /v1/details; GET /v1/operations/{key}',
		expected: `${refusal('details-changed')}; 200 refused`,
		section: 'updateDetails',
		skip: inSession('update-details'),
		async look(walk) {
			const key = randomKey();
			const body = { address: 'portal-check' };
			const edit = { method: 'PATCH', path: '/v1/details', body, key, entityTag: 'never-given-out' } as const;
			return all(
				refusedWith(await asHolder(walk, edit), 'details-changed'),
				await remembered(walk, key, 'details-changed'),
			);
		},
	},
	{
		id: 'no-key',
		request: 'Idempotency-Key: -; token; "short"',
		expected: `${refusal('key-missing')} ×3`,
		section: 'Changes, keys and operations',
		skip: inSession('activate', 'revoke', 'unlock'),
		async look(walk) {
			const change = refusedChange(walk);
			return change === undefined
				? { skipped: 'not-offered' }
				: all(
						refusedWith(await asHolder(walk, change), 'key-missing'),
						refusedWith(
							await asHolder(walk, { ...change, headers: { 'idempotency-key': randomKey() } }),
							'key-missing',
						),
						refusedWith(await asHolder(walk, { ...change, key: 'short' }), 'key-missing'),
					);
		},
	},
	{
		id: 'refusal-again',
		request: 'POST … ×2; GET /v1/operations/{key}',
		expected: `${refusal('not-found')} ×2; 200 refused`,
		section: 'Changes, keys and operations',
		skip: inSession('activate', 'revoke', 'unlock'),
		async look(walk) {
			const change = refusedChange(walk);
			if (change === undefined) {
				return { skipped: 'not-offered' };
			}
			const key = randomKey();
			const first = await asHolder(walk, { ...change, key });
			const second = await asHolder(walk, { ...change, key });
			walk.found.refusedKey = key;
			return all(
				refusedWith(first, 'not-found'),
				holds(isSameAnswer(first, second), '='),
				await remembered(walk, key, 'not-found'),
			);
		},
	},
	{
		id: 'key-reused',
		request: 'POST …',
		expected: refusal('key-reused'),
		section: 'Changes, keys and operations',
		skip: (walk) =>
			inSession('activate', 'revoke', 'unlock')(walk) ??
			(walk.found.refusedKey === undefined ? 'earlier-failure' : undefined),
		async look(walk) {
			const change = refusedChange(walk);
			return change === undefined
				? { skipped: 'not-offered' }
				: refusedWith(
						await asHolder(walk, {
							...change,
							path: change.path.replace('/00/', '/01/').replace('-0001', '-0002'),
							key: walk.found.refusedKey ?? '',
						}),
						'key-reused',
					);
		},
	},
	{
		id: 'withdrawn-key',
		request: 'DELETE /v1/operations/{key}; POST …',
		expected: `200 withdrawn; ${refusal('operation-withdrawn')}`,
		section: 'withdrawOperation',
		skip: inSession('activate', 'revoke', 'unlock'),
		async look(walk) {
			const change = refusedChange(walk);
			const key = randomKey();
			const withdrawn = await walk.ask({ method: 'DELETE', path: `/v1/operations/${key}` });
			return change === undefined
				? { skipped: 'not-offered' }
				: all(
						holds(valueIn(withdrawn, operation)?.state === 'withdrawn', summaryOf(withdrawn)),
						refusedWith(await asHolder(walk, { ...change, key }), 'operation-withdrawn'),
					);
		},
	},
	{
		id: 'pins',
		request: 'GET /v1/pins, ?after={next} …; ?after=…',
		expected: `200, cardSerial ∈ certificates; ${refusal('request-invalid')}`,
		section: 'pins',
		skip: withSecrets('pin-view'),
		look: readPins,
	},
	{
		id: 'pin-document',
		request: 'GET /v1/pins/document',
		expected: `200 application/pdf %PDF- / ${refusal('pins-withheld')}`,
		section: 'pinDocument',
		skip: withSecrets('pin-save'),
		async look(walk) {
			const answer = await asHolder(walk, {
				method: 'GET',
				path: '/v1/pins/document',
				headers: { accept: 'application/pdf, application/problem+json' },
			});
			if (walk.found.cardsWithPin?.length === 0) {
				return refusedWith(answer, 'pins-withheld');
			}
			const isPdf =
				answer.kind === 'answer' &&
				answer.status === 200 &&
				answer.mediaType === 'application/pdf' &&
				Buffer.from(answer.body.subarray(0, 5)).toString('latin1') === '%PDF-';
			return holds(isPdf, summaryOf(answer));
		},
	},
	{
		id: 'unlocks',
		request: 'GET /v1/unlocks',
		expected: '200, startedAt ↓, open ≤ 1',
		section: 'unlocks',
		skip: inSession('unlock'),
		async look(walk) {
			const answer = await asHolder(walk, { method: 'GET', path: '/v1/unlocks' });
			const unlocks = valueIn(answer, unlockListOfAnyVersion)?.unlocks ?? [];
			const moments = unlocks.map(({ startedAt }) => Date.parse(startedAt));
			const open = unlocks.filter(({ state }) => state === 'open').map(({ cardSerial }) => cardSerial);
			return all(
				told(answer, unlockListOfAnyVersion),
				holds(
					moments.every((at, index) => index === 0 || at <= (moments[index - 1] ?? 0)),
					'startedAt ↓',
				),
				holds(new Set(open).size === open.length, 'open ≤ 1'),
			);
		},
	},
	{
		id: 'unknown-unlock',
		request: 'GET /v1/unlocks/{unlockId}',
		expected: refusal('not-found'),
		section: 'unlock',
		skip: inSession('unlock'),
		look: async (walk) =>
			refusedWith(await asHolder(walk, { method: 'GET', path: `/v1/unlocks/${NEVER_GIVEN}` }), 'not-found'),
	},
];

/** The last of a walk: the session ends. */
export const LAST_CHECKS: readonly PortalCheck[] = [
	{
		id: 'logout',
		request: 'DELETE /v1/session ×2',
		expected: `204; ${refusal('session-expired')}`,
		section: 'logout',
		skip: inSession(),
		async look(walk) {
			const first = await asHolder(walk, { method: 'DELETE', path: '/v1/session' });
			const isEnded = first.kind === 'answer' && first.status === 204 && first.body.length === 0;
			return all(
				holds(isEnded, first.kind === 'answer' ? String(first.status) : first.code),
				refusedWith(await asHolder(walk, { method: 'DELETE', path: '/v1/session' }), 'session-expired'),
			);
		},
	},
	{
		id: 'key-after-session',
		request: 'GET /v1/operations/{key}',
		expected: '200 refused',
		section: 'operation',
		skip: (walk) => inSession()(walk) ?? (walk.found.refusedKey === undefined ? 'nothing-to-try' : undefined),
		look: (walk) => remembered(walk, walk.found.refusedKey ?? '', 'not-found'),
	},
];

async function startLogin(walk: Walk): Promise<Seen> {
	const { ask, person, words, found } = walk;
	const number = await typed(walk, 'holder-number');
	const drawn = valueIn(await ask({ method: 'POST', path: '/v1/captchas' }), captcha);
	const picture = drawn === undefined ? undefined : captchaPicture(drawn);
	if (person === undefined || number === undefined || picture === undefined) {
		return { skipped: number === undefined ? 'given-up' : 'earlier-failure' };
	}
	await person.showPicture(picture.png);
	const answer = await typed(walk, 'captcha');
	const word = answer === undefined ? undefined : await typed(walk, 'security-word');
	if (answer === undefined || word === undefined) {
		return { skipped: 'given-up' };
	}
	const holderNumber = number.reveal();
	const body = {
		holderNumber,
		captchaId: picture.captchaId,
		captchaAnswer: answer.reveal(),
		securityWord: word.reveal(),
	};
	const started = await ask({ method: 'POST', path: '/v1/logins', body });
	word.wipe();
	const login = valueIn(started, loginStarted);
	if (login !== undefined) {
		Object.assign(found, { holderNumber, loginId: login.loginId });
		person.tell(words.codeComes);
	}
	return told(started, loginStarted);
}

async function sendCode(walk: Walk): Promise<Seen> {
	const { ask, found } = walk;
	const path = `/v1/logins/${found.loginId}/sms`;
	const first = await ask({ method: 'POST', path });
	const sent = valueIn(first, codeSent);
	const again =
		sent === undefined || sent.resendInSeconds === 0 ? undefined : await ask({ method: 'POST', path });
	const waits = problemIn(again ?? first)?.retryAfterSeconds ?? Number.NaN;
	const code = sent === undefined ? undefined : await typed(walk, 'sms-code');
	if (code !== undefined) {
		found.code = code;
	}
	return all(
		told(first, codeSent),
		...(again === undefined
			? []
			: [
					refusedWith(again, 'resend-too-early'),
					holds(waits > 0 && waits <= (sent?.resendInSeconds ?? 0), 'retryAfterSeconds'),
				]),
	);
}

/** Sends what opens a session, and keeps the session for what comes after it. */
async function opensSession({ ask, found }: Walk, opening: CheckRequest): Promise<Seen> {
	const answer = await ask(opening);
	const session = valueIn(answer, sessionOpened);
	if (session === undefined) {
		return told(answer, sessionOpened);
	}
	found.sessionToken = session.sessionToken;
	found.opening = opening;
	return holds(session.holder.holderNumber === found.holderNumber, `${summaryOf(answer)} holderNumber =`);
}

async function loginElsewhere(walk: Walk): Promise<Seen> {
	const { ask, person, words, found } = walk;
	const begun = await ask({ method: 'POST', path: '/v1/elsewhere-logins' });
	const started = valueIn(begun, elsewhereLoginStarted);
	if (started === undefined || person === undefined) {
		return told(begun, elsewhereLoginStarted);
	}
	const opening: CheckRequest = {
		method: 'POST',
		path: '/v1/elsewhere-logins/session',
		body: { deviceCode: started.deviceCode },
	};
	const poll = async () => {
		const answer = await ask(opening);
		return { answer, state: valueIn(answer, elsewhereLoginState) };
	};
	const first = await poll();
	const second = await poll();
	// Nobody can have said yes before the address was told.
	person.tell(words.goElsewhere(started.verificationUri, started.userCode));
	const slows =
		second.state?.state === 'slow-down' && second.state.intervalSeconds === started.intervalSeconds + 5;
	const parts = [
		told(begun, elsewhereLoginStarted),
		told(first.answer, elsewhereLoginState),
		holds(slows, 'slow-down + 5'),
	];
	const done = await untilDecided(started, second, poll, person);
	if (done?.state === 'done') {
		found.holderNumber = done.session.holder.holderNumber;
		found.sessionToken = done.session.sessionToken;
		found.opening = opening;
	}
	return all(...parts, holds(done?.state === 'done', done?.state ?? '-'));
}

type Polled = { readonly state: ReturnType<typeof elsewhereLoginState.parse> | undefined };

async function untilDecided(
	{ expiresInSeconds }: ElsewhereLoginStarted,
	last: Polled,
	poll: () => Promise<Polled>,
	person: NonNullable<Walk['person']>,
): Promise<Polled['state']> {
	let { state } = last;
	let waited = 0;
	for (let count = 0; count < MOST_POLLS && waited <= expiresInSeconds; count += 1) {
		if (state?.state !== 'authorization-pending' && state?.state !== 'slow-down') {
			return state;
		}
		waited += state.intervalSeconds;
		await person.wait(state.intervalSeconds);
		state = (await poll()).state;
	}
	return state;
}

async function readCertificates(walk: Walk): Promise<Seen> {
	const rows: PortalCertificate[] = [];
	const pages = new Set<string>();
	let after: string | undefined;
	do {
		const path = `/v1/certificates${after === undefined ? '' : `?after=${after}`}`;
		const answer = await asHolder(walk, { method: 'GET', path });
		const page = valueIn(answer, certificateListOfAnyVersion);
		if (page === undefined) {
			return told(answer, certificateListOfAnyVersion);
		}
		const leadsOn = page.next === undefined || (!pages.has(page.next) && page.certificates.length > 0);
		if (!leadsOn) {
			return { isExpected: false, seen: 'next ✗' };
		}
		rows.push(...page.certificates);
		after = page.next;
		pages.add(after ?? '');
	} while (after !== undefined && pages.size <= MOST_PAGES);
	walk.found.certificates = rows;
	const begins = rows.map(({ notBefore }) => Date.parse(notBefore));
	const serials = new Set(rows.map(({ serialNumber }) => serialNumber));
	return all(
		{ isExpected: true, seen: `200 ${rows.length} / ${pages.size}` },
		holds(
			begins.every((at, index) => index === 0 || at >= (begins[index - 1] ?? 0)),
			'notBefore ↑',
		),
		holds(serials.size === rows.length, 'serialNumber ≠'),
	);
}

/** By the dates, and by which fields a state has. Clocks a minute apart change nothing. */
function hasRightState(row: PortalCertificate, now: number): boolean {
	const { state, notBefore, notAfter, stateSince, revocationReason } = row;
	if (!isKnownWord(state)) {
		return true;
	}
	const hasBegun = Date.parse(notBefore) <= now + 60_000;
	const isOver = Date.parse(notAfter) < now - 60_000;
	const mayHaveEnded = Date.parse(notAfter) < now + 60_000;
	const mayNotHaveBegun = Date.parse(notBefore) > now - 60_000;
	const hasSince = stateSince !== undefined;
	switch (state) {
		case 'revoked':
			return true;
		case 'expired':
			return mayHaveEnded && !hasSince && revocationReason === undefined;
		case 'suspended':
			return !isOver && revocationReason === undefined;
		case 'not-yet-valid':
			return mayNotHaveBegun && !hasSince && revocationReason === undefined;
		case 'valid':
			return hasBegun && !isOver && !hasSince && revocationReason === undefined;
	}
}

async function readDetails(walk: Walk): Promise<Seen> {
	const first = await asHolder(walk, { method: 'GET', path: '/v1/details' });
	const second = await asHolder(walk, { method: 'GET', path: '/v1/details' });
	const details = valueIn(first, accountDetails);
	const tag = first.kind === 'answer' ? first.headers['etag'] : undefined;
	const tagAgain = second.kind === 'answer' ? second.headers['etag'] : undefined;
	const isStrong = tag !== undefined && STRONG_TAG.test(tag);
	if (details !== undefined && isStrong) {
		walk.found.details = details;
		walk.found.entityTag = tag.slice(1, -1);
	}
	return all(
		told(first, accountDetails),
		holds(isStrong, 'ETag "…"'),
		holds(tag === tagAgain, 'ETag ='),
		holds(details?.holderNumber === walk.found.holderNumber, 'holderNumber ='),
	);
}

async function readPins(walk: Walk): Promise<Seen> {
	const cards: string[] = [];
	const withheld: PinsWithheld[] = [];
	const pages = new Set<string>();
	let after: string | undefined;
	do {
		const path = `/v1/pins${after === undefined ? '' : `?after=${after}`}`;
		const answer = await asHolder(walk, { method: 'GET', path });
		const page = valueIn(answer, pinListOfAnyVersion);
		if (page === undefined) {
			return told(answer, pinListOfAnyVersion);
		}
		cards.push(...page.cards.map(({ cardSerial }) => cardSerial));
		withheld.push(...page.withheld);
		const hasCards = page.cards.length + page.withheld.length > 0;
		if (page.next !== undefined && (pages.has(page.next) || !hasCards)) {
			return { isExpected: false, seen: 'next ✗' };
		}
		after = page.next;
		pages.add(after ?? '');
	} while (after !== undefined && pages.size <= MOST_PAGES);
	const badPage = await asHolder(walk, { method: 'GET', path: `/v1/pins?after=${NEVER_GIVEN}` });
	walk.found.cardsWithPin = cards;
	const named = [...cards, ...withheld.map(({ cardSerial }) => cardSerial)];
	const wanted = new Set(walk.found.certificates?.map(({ cardSerial }) => cardSerial));
	const isSince = withheld.every(
		({ reason, since }) => !isKnownWord(reason) || (reason === 'not-kept') === (since === undefined),
	);
	return all(
		{ isExpected: true, seen: `200 ${cards.length} + ${withheld.length} / ${pages.size}` },
		holds(
			[...wanted].every((one) => named.includes(one)),
			'cardSerial ∈ certificates',
		),
		holds(new Set(named).size === named.length, 'cardSerial ≠'),
		holds(isSince, 'since'),
		refusedWith(badPage, 'request-invalid'),
	);
}

/** The first change that the portal offers and has to refuse. */
function refusedChange({ operations }: Walk): CheckRequest | undefined {
	return REFUSED_CHANGES.find(([name]) => operations.includes(name))?.[1];
}

/** Whether the key is known for a change that was refused with this problem. */
async function remembered({ ask }: Walk, key: string, problem: string) {
	const answer = await ask({ method: 'GET', path: `/v1/operations/${key}` });
	const told = valueIn(answer, operation);
	return holds(told?.key === key && told.state === 'refused' && told.problem === problem, summaryOf(answer));
}
