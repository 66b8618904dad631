import type { AddressInfo } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cleanText } from '#text';
import type { SandboxClock } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import type { ElsewhereDesk } from './elsewhere-desk.ts';
import { ExpiringStore } from './expiring-store.ts';
import { CONTENT_SECURITY_POLICY, formPage, tellPage } from './identity-page.ts';
import type { LoginTries } from './login-tries.ts';
import { newToken } from './portal-token.ts';
import type { PortalRules } from './rules.ts';
import { matchesSecret, secretDigest } from './secret-match.ts';
import type { PortalStore } from './store.ts';

export interface IdentitySiteOptions {
	readonly desk: ElsewhereDesk;
	readonly store: PortalStore;
	readonly tries: LoginTries;
	readonly rules: PortalRules;
	readonly clock: SandboxClock;
	readonly random: RandomSource;
}

export interface IdentitySite {
	/** As `http://127.0.0.1:4711/`. */
	readonly url: string;
	close(): Promise<void>;
}

/** As the portal's: there is no way to offer it elsewhere. */
const HOST = '127.0.0.1';
const BODY_LIMIT_BYTES = 4 * 1024;
const REQUEST_TIMEOUT_MS = 15_000;
const FORM_SECONDS = 900;
/** Codes that nobody was given, by all visitors together, before all have to wait: codes are not to be guessed (RFC 8628 section 5.1). */
const WRONG_CODES = 20;
const WRONG_CODES_KEY = 'all';
const FORM_MEDIA_TYPE = 'application/x-www-form-urlencoded';

/** What was sent; everything in it may be anything. */
interface Sending {
	readonly formToken: string;
	readonly userCode: string;
	readonly holderNumber: string;
	readonly word: string;
	readonly decision: string;
}

/**
 * The other site of the sandbox, where somebody says who they are: one form, on an origin of its own. It is no part of
 * the contract, and stands for no real site.
 *
 * A page elsewhere cannot send the form: it needs a token that stands in the form alone, what a browser says of where it
 * comes from must be this site, and no other name of this machine is answered to.
 */
export async function startIdentitySite(options: IdentitySiteOptions): Promise<IdentitySite> {
	const { default: fastify } = await import('fastify');
	const server = fastify({
		logger: false,
		bodyLimit: BODY_LIMIT_BYTES,
		requestTimeout: REQUEST_TIMEOUT_MS,
		forceCloseConnections: true,
	});
	const visits = new Visits(options);
	let origin = '';
	server.removeAllContentTypeParsers();
	server.addContentTypeParser(FORM_MEDIA_TYPE, { parseAs: 'string' }, (_request, body, done) =>
		done(null, new URLSearchParams(String(body))),
	);
	server.addHook('onRequest', async (request, reply) => {
		reply.headers({
			'cache-control': 'no-store',
			'content-security-policy': CONTENT_SECURITY_POLICY,
			// With none at all, browsers would not say that the form comes from here.
			'referrer-policy': 'same-origin',
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
		});
		if (!isOwn(request, origin)) {
			return show(reply, 403, tellPage('Kabul edilmedi', 'Bu istek bu sayfadan gelmedi; bir şey yapılmadı.'));
		}
		return undefined;
	});
	server.setNotFoundHandler((_request, reply) =>
		show(reply, 404, tellPage('Böyle bir sayfa yok', 'Ekranda yazan adresi denetleyin.')),
	);
	server.setErrorHandler((_error, _request, reply) =>
		show(reply, 400, tellPage('Anlaşılamadı', 'Gönderilen anlaşılamadı; bir şey yapılmadı.')),
	);
	server.get('/', (request, reply) =>
		show(reply, 200, visits.form(new URL(request.url, origin).searchParams.get('user_code') ?? '')),
	);
	server.post('/', (request, reply) => {
		const { body } = request;
		const { status, html } = visits.take(sendingOf(body instanceof URLSearchParams ? body : undefined));
		return show(reply, status, html);
	});
	await server.listen({ host: HOST, port: 0 });
	origin = `http://${HOST}:${portOf(server.server.address())}`;
	return { url: `${origin}/`, close: () => server.close() };
}

/** Addressed to this site by its own name, and, where a browser tells where a request comes from, from it or by hand. */
function isOwn({ headers, method }: FastifyRequest, origin: string): boolean {
	const fetchSite = headers['sec-fetch-site'];
	const isFromHere =
		method === 'GET' ||
		((headers.origin === undefined || headers.origin === origin) &&
			(fetchSite === undefined || fetchSite === 'same-origin'));
	return `http://${headers.host}` === origin && isFromHere;
}

function sendingOf(fields: URLSearchParams | undefined): Sending {
	const text = (name: string): string => fields?.get(name) ?? '';
	return {
		formToken: text('form_token'),
		userCode: userCodeOf(text('user_code')),
		holderNumber: text('holder_number'),
		word: text('word'),
		decision: text('decision'),
	};
}

/** As people type it: in either case, with or without the line in the middle. */
function userCodeOf(text: string): string {
	const signs = text.slice(0, 40).replaceAll(/[^A-Za-z0-9]/g, '');
	const letters = signs.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
	return letters.replace(/^(.{4})(.{4})$/, '$1-$2');
}

interface Shown {
	readonly status: number;
	readonly html: string;
}

class Visits {
	readonly #options: IdentitySiteOptions;
	readonly #tokens: RandomSource;
	/** Tokens of forms that were not sent yet. */
	readonly #forms: ExpiringStore<true>;
	readonly #wrongCodes: ExpiringStore<number>;

	constructor(options: IdentitySiteOptions) {
		this.#options = options;
		this.#tokens = options.random.stream('identity-form');
		this.#forms = new ExpiringStore(options.clock);
		this.#wrongCodes = new ExpiringStore(options.clock);
	}

	form(userCode: string, holderNumber = '', fault?: string): string {
		const formToken = newToken(this.#tokens);
		this.#forms.put(formToken, true, FORM_SECONDS);
		return formPage({
			holders: this.#options.store.holders(),
			userCode: cleanText(userCodeOf(userCode), 20),
			holderNumber,
			formToken,
			fault,
		});
	}

	take(sending: Sending): Shown {
		const { desk } = this.#options;
		const { userCode, decision } = sending;
		if (this.#forms.take(sending.formToken) === undefined) {
			return this.#again(403, sending, 'Bu form eskimiş. Aşağıdakini doldurup gönderin.');
		}
		const wrongCodes = this.#wrongCodes.get(WRONG_CODES_KEY) ?? 0;
		if (wrongCodes >= WRONG_CODES) {
			return this.#again(429, sending, 'Çok sayıda yanlış kod yazıldı. Biraz sonra yeniden deneyin.');
		}
		if (!desk.isOpen(userCode)) {
			this.#wrongCodes.put(WRONG_CODES_KEY, wrongCodes + 1, this.#options.rules.lockSeconds);
			return this.#again(
				422,
				sending,
				'Bu kod geçerli değil: yanlış yazılmış, süresi dolmuş ya da kullanılmış.',
			);
		}
		if (decision === 'deny') {
			desk.deny(userCode);
			return { status: 200, html: tellPage('Reddedildi', 'Giriş yapılmadı. Bu pencereyi kapatabilirsiniz.') };
		}
		return decision === 'approve'
			? this.#approve(sending)
			: this.#again(400, sending, 'Onayla ya da Reddet seçin.');
	}

	#approve(sending: Sending): Shown {
		const { desk, store, tries } = this.#options;
		const { userCode, holderNumber, word } = sending;
		if (tries.lock(holderNumber) !== undefined) {
			return this.#again(429, sending, LOCKED);
		}
		// A number that nobody has costs the same comparison.
		const holder = store.holder(holderNumber);
		const isRight = matchesSecret(word, holder?.wordDigest ?? NO_WORD);
		if (holder === undefined || !isRight) {
			const { refusal } = tries.wrong('password', holderNumber, 'credentials-wrong');
			return this.#again(
				422,
				sending,
				refusal.triesLeft === undefined
					? LOCKED
					: `Deneme kurumu ile sözcüğü birbirini tutmadı. ${refusal.triesLeft} deneme hakkı kaldı.`,
			);
		}
		tries.forget('password', holderNumber);
		desk.approve(userCode, holder);
		return {
			status: 200,
			html: tellPage(
				'Onaylandı',
				'Kimliğiniz deneme portalına bildirildi. Bu pencereyi kapatıp programa dönün.',
			),
		};
	}

	#again(status: number, { userCode, holderNumber }: Sending, fault: string): Shown {
		return { status, html: this.form(userCode, holderNumber, fault) };
	}
}

const LOCKED = 'Çok sayıda yanlış deneme oldu. Biraz sonra yeniden deneyin.';

/** Compared with where nobody has the number; what comes of it does not count. */
const NO_WORD = secretDigest('');

function show(reply: FastifyReply, status: number, html: string): FastifyReply {
	return reply.code(status).type('text/html; charset=utf-8').send(html);
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') {
		throw new TypeError('A server that listens on a port has an address');
	}
	return address.port;
}
