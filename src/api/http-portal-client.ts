import type { z } from 'zod';
import {
	type CodeSent,
	captcha,
	certificateList,
	codeSent,
	type LoginRequest,
	type LoginStarted,
	loginStarted,
	type PortalCertificate,
	pinList,
	type ServiceInfo,
	serviceInfo,
	sessionOpened,
} from '#contract';
import { SecretText } from '#text';
import { badAnswer, isSuccess, problemOf, readValue } from './answer.ts';
import { captchaPicture } from './captcha-picture.ts';
import { type ClientLimits, DEFAULT_LIMITS } from './client-limits.ts';
import { type ExchangeAnswer, exchange } from './exchange.ts';
import type { PortalAddress } from './portal-address.ts';
import type {
	CaptchaPicture,
	CardPins,
	LoginDetails,
	PortalClient,
	PortalProblem,
	PortalResult,
	SessionFacts,
} from './portal-client.ts';

export interface PortalClientOptions {
	readonly baseUrl: PortalAddress;
	/** What is not given is as for a person waiting: see `client-limits.ts`. */
	readonly limits?: Partial<ClientLimits>;
}

/**
 * A client of the portal at `baseUrl`. Nothing is sent, and the HTTP client is not loaded, before its first
 * call.
 */
export function createPortalClient(options: PortalClientOptions): PortalClient {
	return new HttpPortalClient(options.baseUrl, { ...DEFAULT_LIMITS, ...options.limits });
}

type Sent =
	| { readonly ok: true; readonly answer: ExchangeAnswer }
	| { readonly ok: false; readonly problem: PortalProblem };

interface Call {
	readonly method: 'GET' | 'POST' | 'DELETE';
	readonly path: string;
	readonly body?: Readonly<Record<string, string>>;
	readonly session?: SecretText;
	readonly maxBytes?: number;
	readonly signal: AbortSignal | undefined;
}

class HttpPortalClient implements PortalClient {
	readonly #address: PortalAddress;
	readonly #limits: ClientLimits;
	#session: SecretText | undefined;
	/** Counts log-outs: a login confirmed after one opens nothing here. */
	#logouts = 0;

	constructor(address: PortalAddress, limits: ClientLimits) {
		this.#address = address;
		this.#limits = limits;
	}

	service(signal?: AbortSignal): Promise<PortalResult<ServiceInfo>> {
		return this.#ask({ method: 'GET', path: 'v1/service', signal }, serviceInfo);
	}

	async newCaptcha(signal?: AbortSignal): Promise<PortalResult<CaptchaPicture>> {
		const sent = await this.#send({
			method: 'POST',
			path: 'v1/captchas',
			maxBytes: this.#limits.captchaBytes,
			signal,
		});
		if (!sent.ok) {
			return sent;
		}
		const read = readValue(sent.answer, captcha);
		if (!read.ok) {
			return read;
		}
		const picture = captchaPicture(read.value);
		return picture === undefined ? badAnswer(sent.answer, 'no usable picture') : { ok: true, value: picture };
	}

	startLogin(details: LoginDetails, signal?: AbortSignal): Promise<PortalResult<LoginStarted>> {
		const body: LoginRequest = {
			holderNumber: details.holderNumber,
			captchaId: details.captchaId,
			captchaAnswer: details.captchaAnswer,
			securityWord: details.securityWord.reveal(),
		};
		return this.#ask({ method: 'POST', path: 'v1/logins', body, signal }, loginStarted);
	}

	sendCode(loginId: string, signal?: AbortSignal): Promise<PortalResult<CodeSent>> {
		return this.#ask(
			{ method: 'POST', path: `v1/logins/${encodeURIComponent(loginId)}/sms`, signal },
			codeSent,
		);
	}

	async confirmCode(
		loginId: string,
		code: SecretText,
		signal?: AbortSignal,
	): Promise<PortalResult<SessionFacts>> {
		const logoutsBefore = this.#logouts;
		const path = `v1/logins/${encodeURIComponent(loginId)}/code`;
		const opened = await this.#ask(
			{ method: 'POST', path, body: { code: code.reveal() }, signal },
			sessionOpened,
		);
		if (!opened.ok) {
			return opened;
		}
		if (this.#logouts !== logoutsBefore) {
			return { ok: false, problem: { code: 'cancelled', detail: 'logged out meanwhile' } };
		}
		this.#forgetSession();
		this.#session = SecretText.of(opened.value.sessionToken);
		const { holder, expiresInSeconds } = opened.value;
		return { ok: true, value: { title: holder.title, holderNumber: holder.holderNumber, expiresInSeconds } };
	}

	async certificates(signal?: AbortSignal): Promise<PortalResult<readonly PortalCertificate[]>> {
		const read = await this.#askInSession('v1/certificates', certificateList, signal);
		return read.ok ? { ok: true, value: read.value.certificates } : read;
	}

	async pins(signal?: AbortSignal): Promise<PortalResult<readonly CardPins[]>> {
		const read = await this.#askInSession('v1/pins', pinList, signal);
		if (!read.ok) {
			return read;
		}
		const cards = read.value.cards.map(({ cardSerial, pin, puk }) => ({
			cardSerial,
			pin: SecretText.of(pin),
			puk: SecretText.of(puk),
		}));
		return { ok: true, value: cards };
	}

	async logout(signal?: AbortSignal): Promise<PortalResult<void>> {
		const session = this.#session;
		this.#session = undefined;
		this.#logouts += 1;
		if (session === undefined) {
			return { ok: true, value: undefined };
		}
		const sent = await this.#send({ method: 'DELETE', path: 'v1/session', session, signal });
		session.wipe();
		if (!sent.ok) {
			return sent;
		}
		// 401: the portal has already ended the session, which is what was asked for.
		return isSuccess(sent.answer) || sent.answer.status === 401
			? { ok: true, value: undefined }
			: { ok: false, problem: problemOf(sent.answer) };
	}

	async #askInSession<T>(
		path: string,
		schema: z.ZodType<T>,
		signal: AbortSignal | undefined,
	): Promise<PortalResult<T>> {
		const session = this.#session;
		if (session === undefined) {
			return { ok: false, problem: { code: 'session-expired', detail: 'no session' } };
		}
		const sent = await this.#send({ method: 'GET', path, session, signal });
		if (!sent.ok) {
			return sent;
		}
		const read = readValue(sent.answer, schema);
		const isOver = sent.answer.status === 401 || (!read.ok && read.problem.code === 'session-expired');
		if (!isOver) {
			return read;
		}
		// A session opened while this answer was under way is another one and stays.
		if (this.#session === session) {
			this.#forgetSession();
		}
		return { ok: false, problem: { code: 'session-expired', detail: `HTTP ${sent.answer.status}` } };
	}

	async #ask<T>(call: Call, schema: z.ZodType<T>): Promise<PortalResult<T>> {
		const sent = await this.#send(call);
		return sent.ok ? readValue(sent.answer, schema) : sent;
	}

	async #send(call: Call): Promise<Sent> {
		const request = {
			method: call.method,
			path: call.path,
			body: call.body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(call.body)),
			bearer: call.session?.reveal(),
			maxBytes: call.maxBytes ?? this.#limits.jsonBytes,
		};
		const outcome = await exchange(this.#address, this.#limits, request, call.signal);
		return outcome.kind === 'answer'
			? { ok: true, answer: outcome }
			: { ok: false, problem: { code: outcome.code, detail: outcome.detail } };
	}

	#forgetSession(): void {
		this.#session?.wipe();
		this.#session = undefined;
	}
}
