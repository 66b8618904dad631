import type { z } from 'zod';
import {
	CONTRACT_VERSION,
	ENDPOINT_NAMES,
	ENDPOINTS,
	type Endpoint,
	type EndpointName,
	FLOW_PROFILES,
	flowProfileId,
	isKnownWord,
	type LoginStarted,
	type Operation,
	operationOfAnyVersion,
	type ResetCodeHeld,
	type SessionOpened,
	signatureLoginContent,
	type UnlockRow,
} from '#contract';
import { SecretText } from '#text';
import { badAnswer, isSuccess, problemOf, readValue, toldByContract } from './answer.ts';
import type { Authorities } from './authorities.ts';
import { captchaPicture } from './captcha-picture.ts';
import { type ChangeRequest, changeRequest } from './change-request.ts';
import { type ClientLimits, DEFAULT_LIMITS } from './client-limits.ts';
import type { Asked } from './echo.ts';
import { readElsewhereLogin } from './elsewhere-login.ts';
import type { AskedOf, RequestOf, RequestParts } from './endpoint-request.ts';
import { type ExchangeAnswer, type ExchangeRoute, exchange } from './exchange.ts';
import type { JournalResult } from './journal-failure.ts';
import type { PortalAddress } from './portal-address.ts';
import type {
	CaptchaPicture,
	CertificatePart,
	CertificateWish,
	Change,
	ChangeAnswer,
	ChangeName,
	DetailsOnRecord,
	ElsewhereLogin,
	ElsewhereLoginAnswer,
	LoginDetails,
	LoginName,
	PinInformation,
	PlainAnswer,
	PlainRead,
	PlainRequest,
	PortalClient,
	PortalFacts,
	PortalProblem,
	PortalResult,
	SessionFacts,
	SignatureLogin,
	UnlockName,
	UnlockSecrets,
} from './portal-client.ts';
import type { PortalEvent, SecretsGiven } from './portal-event.ts';
import type { ProxyRoute } from './proxy.ts';

export interface PortalClientOptions {
	readonly baseUrl: PortalAddress;
	/** What is not given is as for a person waiting: see `client-limits.ts`. */
	readonly limits?: Partial<ClientLimits>;
	/** Who vouches for the portal, in place of the authorities that Node brings; none of them: nobody. */
	readonly authorities?: Authorities | undefined;
	readonly proxy?: ProxyRoute | undefined;
	/** Hears what happens in sessions; must not throw. */
	readonly observe?: (event: Exclude<PortalEvent, SecretsGiven>) => void;
	/**
	 * Writes down that PINs are about to be given to the caller, who gets them only where that succeeded. Default: nothing
	 * can be written, so that no PIN is given.
	 */
	readonly record?: (event: SecretsGiven) => Promise<JournalResult<void>>;
}

/**
 * A client of the portal at `baseUrl`. Nothing is sent, and the HTTP client is not loaded, before its first
 * call.
 */
export function createPortalClient(options: PortalClientOptions): PortalClient {
	return new HttpPortalClient(options);
}

type Sent =
	| { readonly ok: true; readonly answer: ExchangeAnswer }
	| { readonly ok: false; readonly problem: PortalProblem; readonly mayHaveArrived: boolean };

interface Call extends RequestParts {
	readonly session?: Session;
	readonly idempotencyKey?: string;
	readonly maxBytes?: number;
	readonly signal: AbortSignal | undefined;
}

/** A call that carries what its endpoint needs. */
type CallTo<E extends Endpoint> = RequestOf<E> &
	AskedOf<E> & { readonly signal: AbortSignal | undefined; readonly maxBytes?: number };

/** An endpoint whose answer is JSON, which a client reads as a `Value`. */
interface ReadAs<Value> {
	readonly readAs: z.ZodType<Value>;
}

interface AnswerInSession {
	readonly answer: ExchangeAnswer;
	readonly asked: Asked;
}

interface Session {
	readonly token: SecretText;
	readonly holderNumber: string;
}

/** The endpoints that {@link PortalClient.ask} takes, as they are looked up by a name that is not known before. */
type PlainEndpoints = { readonly [Name in PlainRead]: Endpoint & ReadAs<PlainAnswer<Name>> };
const PLAIN_ENDPOINTS: PlainEndpoints = ENDPOINTS;

/**
 * What is kept in memory: some 500 bytes a certificate, so about 250 MB. A portal that never ends is found out earlier,
 * where it leads to a page again or to one without a row.
 */
const MAX_CERTIFICATES = 500_000;

/** How every PDF begins (ISO 32000-1 section 7.5.2). */
const PDF_START = new TextEncoder().encode('%PDF-');

class HttpPortalClient implements PortalClient {
	readonly #route: ExchangeRoute;
	readonly #limits: ClientLimits;
	readonly #observe: (event: Exclude<PortalEvent, SecretsGiven>) => void;
	readonly #record: (event: SecretsGiven) => Promise<JournalResult<void>>;
	#session: Session | undefined;
	/** What was answered last by something that is not of the contract. */
	readonly #refused = new Set<Endpoint>();
	/** What was read of the list of certificates since its first page: `next` of its pages, and how many rows. */
	#listing: { readonly pages: ReadonlySet<string>; readonly rows: number } = { pages: new Set(), rows: 0 };
	/** Counts log-outs: a login confirmed after one opens nothing here. */
	#logouts = 0;

	constructor({
		baseUrl,
		limits,
		authorities,
		proxy,
		observe = () => undefined,
		record = noRecord,
	}: PortalClientOptions) {
		this.#route = { address: baseUrl, authorities, proxy };
		this.#limits = { ...DEFAULT_LIMITS, ...limits };
		this.#observe = observe;
		this.#record = record;
	}

	ask<Name extends PlainRead>(
		name: Name,
		request: PlainRequest<Name>,
		signal?: AbortSignal,
	): Promise<PortalResult<PlainAnswer<Name>>> {
		const endpoint: PlainEndpoints[Name] = PLAIN_ENDPOINTS[name];
		return this.#read(endpoint, { ...request, signal });
	}

	async service(signal?: AbortSignal): Promise<PortalResult<PortalFacts>> {
		const read = await this.#ask(ENDPOINTS.service, { signal });
		if (!read.ok) {
			return read;
		}
		const flow = flowProfileId.safeParse(read.value.flow);
		const newer = read.value.contractVersion > CONTRACT_VERSION ? { isNewer: true } : {};
		const operations = read.value.operations.filter((one) => isKnownWord(one));
		return flow.success
			? { ok: true, value: { ...read.value, operations, ...newer, flow: FLOW_PROFILES[flow.data] } }
			: { ok: false, problem: { code: 'flow-unknown', detail: `flow ${read.value.flow}` } };
	}

	async newCaptcha(signal?: AbortSignal): Promise<PortalResult<CaptchaPicture>> {
		const sent = await this.#send(ENDPOINTS.newCaptcha, { maxBytes: this.#limits.captchaBytes, signal });
		if (!sent.ok) {
			return this.#judged(ENDPOINTS.newCaptcha, withoutWay(sent));
		}
		const read = readValue(sent.answer, ENDPOINTS.newCaptcha.readAs, {
			endpoint: ENDPOINTS.newCaptcha,
			asked: {},
		});
		if (!read.ok) {
			return this.#judged(ENDPOINTS.newCaptcha, read);
		}
		const picture = captchaPicture(read.value);
		return this.#judged(
			ENDPOINTS.newCaptcha,
			picture === undefined ? badAnswer(sent.answer, 'no usable picture') : { ok: true, value: picture },
		);
	}

	startLogin(details: LoginDetails, signal?: AbortSignal): Promise<PortalResult<LoginStarted>> {
		const { holderNumber, captchaId, captchaAnswer } = details;
		const body = { holderNumber, captchaId, captchaAnswer, securityWord: details.securityWord.reveal() };
		return this.#ask(ENDPOINTS.startLogin, { body, signal });
	}

	confirmCode(
		{ loginId, holderNumber }: LoginName,
		code: SecretText,
		signal?: AbortSignal,
	): Promise<PortalResult<SessionFacts>> {
		const call = { parameters: { loginId }, body: { code: code.reveal() }, asked: { holderNumber }, signal };
		return this.#openSession(this.#ask(ENDPOINTS.confirmCode, call), 'password');
	}

	checkWordResetCode(
		resetId: string,
		code: SecretText,
		signal?: AbortSignal,
	): Promise<PortalResult<ResetCodeHeld>> {
		const call = { parameters: { resetId }, body: { code: code.reveal() }, signal };
		return this.#ask(ENDPOINTS.checkWordResetCode, call);
	}

	async startSignatureLogin(
		holderNumber: string,
		signal?: AbortSignal,
	): Promise<PortalResult<SignatureLogin>> {
		const call = { body: { holderNumber }, signal };
		const started = await this.#ask(ENDPOINTS.startSignatureLogin, call);
		if (!started.ok) {
			return started;
		}
		const { loginId, nonce, expiresInSeconds } = started.value;
		const content = signatureLoginContent({
			origin: new URL(this.#route.address).origin,
			holderNumber,
			nonce,
		});
		return { ok: true, value: { loginId, content, expiresInSeconds } };
	}

	finishSignatureLogin(
		{ loginId, holderNumber }: LoginName,
		cms: Uint8Array,
		signal?: AbortSignal,
	): Promise<PortalResult<SessionFacts>> {
		const body = { cms: Buffer.from(cms).toString('base64') };
		const call = { parameters: { loginId }, body, asked: { holderNumber }, signal };
		return this.#openSession(this.#ask(ENDPOINTS.finishSignatureLogin, call), 'e-signature');
	}

	async startElsewhereLogin(signal?: AbortSignal): Promise<PortalResult<ElsewhereLogin>> {
		const sent = await this.#send(ENDPOINTS.startElsewhereLogin, { signal });
		const endpoint = ENDPOINTS.startElsewhereLogin;
		const begun = sent.ok ? readElsewhereLogin(sent.answer, { endpoint, asked: {} }) : withoutWay(sent);
		return this.#judged(endpoint, begun);
	}

	async pollElsewhereLogin(
		deviceCode: SecretText,
		signal?: AbortSignal,
	): Promise<PortalResult<ElsewhereLoginAnswer>> {
		const logoutsBefore = this.#logouts;
		const call = { body: { deviceCode: deviceCode.reveal() }, signal };
		const read = await this.#ask(ENDPOINTS.pollElsewhereLogin, call);
		if (!read.ok) {
			return read;
		}
		const answer = read.value;
		switch (answer.state) {
			case 'authorization-pending':
			case 'slow-down':
				return { ok: true, value: { kind: answer.state, intervalSeconds: answer.intervalSeconds } };
			case 'access-denied':
			case 'expired-token':
				return { ok: true, value: { kind: answer.state } };
			case 'done': {
				const session = this.#begin(answer.session, 'elsewhere', logoutsBefore);
				return session.ok ? { ok: true, value: { kind: 'done', session: session.value } } : session;
			}
		}
	}

	async certificates(
		{ after: from, atLeast = Number.POSITIVE_INFINITY }: CertificateWish = {},
		signal?: AbortSignal,
	): Promise<PortalResult<CertificatePart>> {
		const listing = from === undefined ? { pages: new Set<string>(), rows: 0 } : this.#listing;
		// Counted only when the whole part came: a part that failed is asked for again from its beginning.
		const pages = new Set<string>();
		const certificates: CertificatePart['certificates'][number][] = [];
		for (let after = from; listing.rows + certificates.length <= MAX_CERTIFICATES; ) {
			const read = await this.#ask(ENDPOINTS.certificates, { query: { after }, signal });
			if (!read.ok) {
				return read;
			}
			const { certificates: page, next } = read.value;
			certificates.push(...page);
			if (next !== undefined && (page.length === 0 || listing.pages.has(next) || pages.has(next))) {
				return this.#endless(ENDPOINTS.certificates, 'a page that leads nowhere');
			}
			if (next === undefined || certificates.length >= atLeast) {
				const known = next === undefined ? pages : pages.add(next);
				this.#listing = {
					pages: new Set([...listing.pages, ...known]),
					rows: listing.rows + certificates.length,
				};
				return { ok: true, value: { certificates, next } };
			}
			pages.add(next);
			after = next;
		}
		return this.#endless(ENDPOINTS.certificates, `over ${MAX_CERTIFICATES} certificates`);
	}

	#endless(endpoint: Endpoint, detail: string): PortalResult<never> {
		return this.#judged(endpoint, { ok: false, problem: { code: 'bad-answer', detail } });
	}

	async details(signal?: AbortSignal): Promise<PortalResult<DetailsOnRecord>> {
		const sent = await this.#sendInSession(ENDPOINTS.details, { signal });
		if (!sent.ok) {
			return sent;
		}
		const { answer, asked } = sent.value;
		const read = readValue(answer, ENDPOINTS.details.readAs, { endpoint: ENDPOINTS.details, asked });
		if (!read.ok) {
			return this.#judged(ENDPOINTS.details, read);
		}
		const { entityTag } = answer;
		return this.#judged(
			ENDPOINTS.details,
			entityTag === undefined
				? badAnswer(answer, 'no ETag')
				: { ok: true, value: { details: read.value, entityTag } },
		);
	}

	async pins(after?: string, signal?: AbortSignal): Promise<PortalResult<PinInformation>> {
		const call = { query: { after }, signal };
		const read = await this.#ask(ENDPOINTS.pins, call);
		if (!read.ok) {
			return read;
		}
		const { next, withheld } = read.value;
		if (next !== undefined && (next === after || read.value.cards.length + withheld.length === 0)) {
			return this.#endless(ENDPOINTS.pins, 'a page that leads nowhere');
		}
		const cards = read.value.cards.map(({ cardSerial, pin, puk }) => ({
			cardSerial,
			pin: SecretText.of(pin),
			puk: SecretText.of(puk),
		}));
		const secrets = cards.flatMap(({ pin, puk }) => [pin, puk]);
		const cardSerials = cards.map(({ cardSerial }) => cardSerial);
		const refusal = await this.#unrecorded((holderNumber) => ({
			event: 'pins-given',
			holderNumber,
			cardSerials,
		}));
		if (refusal !== undefined) {
			for (const secret of secrets) {
				secret.wipe();
			}
			return { ok: false, problem: refusal };
		}
		return { ok: true, value: { cards, withheld, next } };
	}

	async pinDocument(signal?: AbortSignal): Promise<PortalResult<Uint8Array>> {
		const maxBytes = this.#limits.documentBytes;
		const sent = await this.#sendInSession(ENDPOINTS.pinDocument, { maxBytes, signal });
		if (!sent.ok) {
			return sent;
		}
		const { answer } = sent.value;
		const { mediaType, body } = answer;
		if (!isSuccess(answer)) {
			return this.#judged(ENDPOINTS.pinDocument, { ok: false, problem: problemOf(answer) });
		}
		if (mediaType !== 'application/pdf' || !PDF_START.every((byte, at) => body[at] === byte)) {
			return this.#judged(ENDPOINTS.pinDocument, badAnswer(answer, 'no PDF'));
		}
		const refusal = await this.#unrecorded((holderNumber) => ({ event: 'pin-document-given', holderNumber }));
		if (refusal !== undefined) {
			body.fill(0);
			return { ok: false, problem: refusal };
		}
		return { ok: true, value: body };
	}

	async unlocks(signal?: AbortSignal): Promise<PortalResult<readonly UnlockRow[]>> {
		const read = await this.#ask(ENDPOINTS.unlocks, { signal });
		return read.ok ? { ok: true, value: read.value.unlocks } : read;
	}

	async unlockSecrets(
		{ unlockId, cardSerial }: UnlockName,
		signal?: AbortSignal,
	): Promise<PortalResult<UnlockSecrets>> {
		const call = { parameters: { unlockId }, asked: { unlockId, cardSerial }, signal };
		const read = await this.#ask(ENDPOINTS.unlock, call);
		if (!read.ok) {
			return read;
		}
		const { puk, newPin } = read.value;
		return {
			ok: true,
			value: {
				unlockId,
				cardSerial,
				puk: SecretText.of(puk),
				newPin: newPin === undefined ? undefined : SecretText.of(newPin),
			},
		};
	}

	async sendChange(change: Change, key: string, signal?: AbortSignal): Promise<ChangeAnswer> {
		const request = changeRequest(change);
		const answer = await this.#sendChangeRequest(request, change.kind, key, signal);
		this.#judge(request.endpoint, answer.kind === 'done' ? undefined : answer.problem);
		return answer;
	}

	async #sendChangeRequest(
		{ endpoint, ...parts }: ChangeRequest,
		kind: Change['kind'],
		key: string,
		signal: AbortSignal | undefined,
	): Promise<ChangeAnswer> {
		const session = this.#session;
		if (endpoint.inSession && session === undefined) {
			return { kind: 'not-sent', problem: NO_SESSION };
		}
		const sent = await this.#send(endpoint, {
			...parts,
			...(endpoint.inSession && session !== undefined ? { session } : {}),
			idempotencyKey: key,
			signal,
		});
		if (!sent.ok) {
			return { kind: sent.mayHaveArrived ? 'lost' : 'not-sent', problem: sent.problem };
		}
		if (!isSuccess(sent.answer)) {
			return this.#refusedChange(sent.answer, session);
		}
		const read = readValue(sent.answer, operationOfAnyVersion, { endpoint, asked: { key, kind } });
		if (!read.ok) {
			return { kind: 'lost', problem: read.problem };
		}
		return read.value.kind === kind && read.value.state === 'done'
			? { kind: 'done', operation: read.value }
			: { kind: 'lost', problem: badAnswer(sent.answer, `operation: ${read.value.state}`).problem };
	}

	operation(change: ChangeName, signal?: AbortSignal): Promise<PortalResult<Operation>> {
		return this.#askOperation(ENDPOINTS.operation, change, signal);
	}

	withdrawOperation(change: ChangeName, signal?: AbortSignal): Promise<PortalResult<Operation>> {
		return this.#askOperation(ENDPOINTS.withdrawOperation, change, signal);
	}

	async logout(signal?: AbortSignal): Promise<PortalResult<void>> {
		const session = this.#session;
		this.#session = undefined;
		this.#logouts += 1;
		if (session === undefined) {
			return { ok: true, value: undefined };
		}
		const sent = await this.#send(ENDPOINTS.logout, { session, signal });
		session.token.wipe();
		// 401: the portal has already ended the session, which is what was asked for.
		const isHeard = sent.ok && (isSuccess(sent.answer) || sent.answer.status === 401);
		const why = isHeard ? 'logged-out' : 'logged-out-unheard';
		this.#observe({ event: 'session-ended', holderNumber: session.holderNumber, why });
		if (isHeard) {
			return { ok: true, value: undefined };
		}
		return sent.ok ? { ok: false, problem: problemOf(sent.answer) } : withoutWay(sent);
	}

	/** A login ended well; only for endpoints whose answer is a session. */
	async #openSession(
		opening: Promise<PortalResult<SessionOpened>>,
		way: 'password' | 'e-signature',
	): Promise<PortalResult<SessionFacts>> {
		const logoutsBefore = this.#logouts;
		const opened = await opening;
		return opened.ok ? this.#begin(opened.value, way, logoutsBefore) : opened;
	}

	/** The portal opened a session: it is this client's from now on, unless somebody logged out meanwhile. */
	#begin(
		{ holder, expiresInSeconds, sessionToken }: SessionOpened,
		way: Extract<PortalEvent, { readonly event: 'session-begun' }>['way'],
		logoutsBefore: number,
	): PortalResult<SessionFacts> {
		if (this.#logouts !== logoutsBefore) {
			void this.#endUnwanted({ token: SecretText.of(sessionToken), holderNumber: holder.holderNumber });
			return { ok: false, problem: { code: 'cancelled', detail: 'logged out meanwhile' } };
		}
		this.#forgetSession();
		const { holderNumber } = holder;
		this.#session = { token: SecretText.of(sessionToken), holderNumber };
		this.#observe({ event: 'session-begun', holderNumber, way });
		return { ok: true, value: { title: holder.title, holderNumber, expiresInSeconds } };
	}

	/** A session that nobody here will use is not left open at the portal; where that is not heard, it ends by itself. */
	async #endUnwanted(session: Session): Promise<void> {
		await this.#send(ENDPOINTS.logout, { session, signal: undefined });
		session.token.wipe();
	}

	/**
	 * Only a problem document of the contract, and none of a failed portal, says that nothing was changed; a bare
	 * status may come from a gateway that had already passed the request on.
	 */
	#refusedChange(answer: ExchangeAnswer, session: Session | undefined): ChangeAnswer {
		const problem = problemOf(answer);
		const isDecided = toldByContract(answer) && answer.status < 500 && problem.code !== 'server-error';
		if (isDecided && isSessionOver(problem)) {
			this.#sessionEnded(session, problem);
		}
		return { kind: isDecided ? 'refused' : 'lost', problem };
	}

	/** Of a change that the portal saw it knows the kind, and has to say it. */
	async #askOperation(
		endpoint: typeof ENDPOINTS.operation | typeof ENDPOINTS.withdrawOperation,
		{ key, kind }: ChangeName,
		signal: AbortSignal | undefined,
	): Promise<PortalResult<Operation>> {
		const read = await this.#ask(endpoint, { parameters: { key }, asked: { key, kind }, signal });
		return !read.ok || read.value.kind !== undefined || read.value.state === 'withdrawn'
			? read
			: this.#judged(endpoint, {
					ok: false,
					problem: { code: 'bad-answer', detail: 'the operation has no kind' },
				});
	}

	/** The answer, whatever it is, unless it says that the session is over; with what was asked about, the holder too. */
	async #sendInSession(endpoint: Endpoint, call: Call): Promise<PortalResult<AnswerInSession>> {
		const session = this.#session;
		if (session === undefined) {
			return { ok: false, problem: NO_SESSION };
		}
		const sent = await this.#send(endpoint, { ...call, session });
		if (!sent.ok) {
			return this.#judged(endpoint, withoutWay(sent));
		}
		const { answer } = sent;
		const problem = isSuccess(answer) ? undefined : problemOf(answer);
		if (problem === undefined || (answer.status !== 401 && !isSessionOver(problem))) {
			const { holderNumber } = session;
			return { ok: true, value: { answer, asked: { ...call.asked, holderNumber } } };
		}
		this.#sessionEnded(session, problem);
		const code = isSessionOver(problem) ? problem.code : 'session-expired';
		return { ok: false, problem: { code, detail: `HTTP ${answer.status}` } };
	}

	/** A session opened while the answer was under way is another one and stays. */
	#sessionEnded(session: Session | undefined, { code }: PortalProblem): void {
		if (session !== undefined && this.#session === session) {
			this.#forgetSession();
			const why = code === 'session-replaced' ? 'replaced' : 'expired';
			this.#observe({ event: 'session-ended', holderNumber: session.holderNumber, why });
		}
	}

	#ask<E extends Endpoint, Value>(
		endpoint: E & ReadAs<Value>,
		call: CallTo<E>,
	): Promise<PortalResult<Value>> {
		return this.#read(endpoint, call);
	}

	async #read<Value>(endpoint: Endpoint & ReadAs<Value>, call: Call): Promise<PortalResult<Value>> {
		if (endpoint.inSession) {
			const sent = await this.#sendInSession(endpoint, call);
			return sent.ok
				? this.#judged(
						endpoint,
						readValue(sent.value.answer, endpoint.readAs, { endpoint, asked: sent.value.asked }),
					)
				: sent;
		}
		const sent = await this.#send(endpoint, call);
		const { asked = {} } = call;
		return this.#judged(
			endpoint,
			sent.ok ? readValue(sent.answer, endpoint.readAs, { endpoint, asked }) : withoutWay(sent),
		);
	}

	async #send(endpoint: Endpoint, call: Call): Promise<Sent> {
		const sent = await this.#sendOnce(endpoint, call);
		// A read changes nothing, and a line that was cut says nothing about the next one.
		const isRepeatable = endpoint.method === 'GET' || endpoint.answersAgain === true;
		const isWorthAnother =
			!sent.ok && sent.problem.code === 'unreachable' && sent.mayHaveArrived && isRepeatable;
		return isWorthAnother ? this.#sendOnce(endpoint, call) : sent;
	}

	async #sendOnce(endpoint: Endpoint, call: Call): Promise<Sent> {
		const { body, query, session, idempotencyKey, entityTag, signal } = call;
		const path = `${requestPath(endpoint.path, call.parameters ?? {})}${queryText(query)}`;
		const outcome = await exchange(
			this.#route,
			this.#limits,
			{
				method: endpoint.method,
				path,
				body: body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(body)),
				bearer: session?.token.reveal(),
				idempotencyKey,
				entityTag,
				accept: endpoint.answer === 'pdf' ? 'application/pdf' : 'application/json',
				maxBytes: call.maxBytes ?? this.#limits.jsonBytes,
			},
			signal,
		);
		if (outcome.kind === 'answer') {
			return { ok: true, answer: outcome };
		}
		const { code, detail, mayHaveArrived } = outcome;
		return { ok: false, problem: { code, detail }, mayHaveArrived };
	}

	#judged<T>(endpoint: Endpoint, result: PortalResult<T>): PortalResult<T> {
		this.#judge(endpoint, result.ok ? undefined : result.problem);
		return result;
	}

	/** An answer that is not of the contract is told once, until one that is comes: a look every 30 s fills no disk. */
	#judge(endpoint: Endpoint, problem: PortalProblem | undefined): void {
		if (problem?.code !== 'bad-answer') {
			this.#refused.delete(endpoint);
			return;
		}
		const asked = NAMES.get(endpoint);
		if (asked !== undefined && !this.#refused.has(endpoint)) {
			this.#refused.add(endpoint);
			this.#observe({ event: 'answer-refused', asked });
		}
	}

	/** Why what came may not be given to the caller; undefined once it is written down that it is. */
	async #unrecorded(eventOf: (holderNumber: string) => SecretsGiven): Promise<PortalProblem | undefined> {
		// Logged out while the answer came: whose it is only the session knew.
		if (this.#session === undefined) {
			return NO_SESSION;
		}
		const recorded = await this.#record(eventOf(this.#session.holderNumber));
		return recorded.ok ? undefined : { code: `journal-${recorded.failure}` };
	}

	#forgetSession(): void {
		this.#session?.token.wipe();
		this.#session = undefined;
	}
}

const noRecord = async (): Promise<JournalResult<void>> => ({ ok: false, failure: 'not-writable' });

const NAMES: ReadonlyMap<Endpoint, EndpointName> = new Map(
	ENDPOINT_NAMES.map((name) => [ENDPOINTS[name], name]),
);

const NO_SESSION: PortalProblem = { code: 'session-expired', detail: 'no session' };

function isSessionOver({ code }: PortalProblem): boolean {
	return code === 'session-expired' || code === 'session-replaced';
}

function withoutWay({ problem }: { readonly problem: PortalProblem }): {
	readonly ok: false;
	readonly problem: PortalProblem;
} {
	return { ok: false, problem };
}

/** Below the portal's address; whatever a parameter holds stays inside its place. */
function requestPath(path: string, parameters: Readonly<Record<string, string>>): string {
	return path.slice(1).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

/** What is undefined is left out. */
function queryText(query: Call['query'] = {}): string {
	const parts = Object.entries(query).flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
	);
	return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
