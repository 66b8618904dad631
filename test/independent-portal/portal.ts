/**
 * A portal that somebody built from `docs/portal-builders.md` alone. It shares no code with the program: it shows that the page is
 * enough, and the program's client is tried against it. Everything is in memory, so each start has an `instanceId` of its own.
 */

import { createHash, randomBytes, randomInt, scryptSync, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CAPTCHA_LETTERS, drawCaptcha } from './captcha-picture.ts';
import { pinDocument } from './pin-document.ts';

export interface PortalCertificate {
	readonly serialNumber: string;
	readonly fingerprint: string;
	readonly use: 'SIGN0' | 'ENCR0';
	readonly notBefore: Date;
	readonly notAfter: Date;
	suspendedSince?: Date;
	revoked?: { readonly since: Date; readonly reason: string };
}

export interface PortalCard {
	readonly cardSerial: string;
	readonly puk: string;
	pin: string;
	pinDeleted?: Date;
	readonly certificates: PortalCertificate[];
}

export interface PortalAccount {
	readonly holderNumber: string;
	readonly title: string;
	readonly securityWord: string;
	readonly phone: string;
	readonly email: string;
	readonly address: string;
	readonly authorisedPerson: string;
	readonly cards: PortalCard[];
}

export interface IndependentPortal {
	readonly address: string;
	/** What the last captcha picture says. */
	captcha(): string;
	/** The text messages that went out, oldest first. */
	readonly messages: readonly { readonly phone: string; readonly code: string }[];
	/** Method and path of every request, oldest first, but for `GET /v1/service`. */
	readonly requests: readonly string[];
	/** Codes of the problems that the portal answered with, oldest first. */
	readonly problems: readonly string[];
	close(): Promise<void>;
}

type Json = Record<string, unknown>;

interface Reply {
	readonly status: number;
	readonly body?: Json;
	readonly pdf?: Buffer;
	readonly etag?: string;
	readonly allow?: string;
}

interface Holder extends PortalAccount {
	wordDigest: Buffer;
	phone: string;
	email: string;
	address: string;
	authorisedPerson: string;
	version: number;
	unlocks: Unlock[];
}

interface Unlock {
	readonly unlockId: string;
	readonly card: PortalCard;
	readonly newPin: string;
	readonly startedAt: Date;
	state: 'open' | 'done' | 'not-done';
}

/** A text message's code, of a login or of a change of phone. */
interface Waiting {
	readonly holder: Holder;
	readonly phone: string;
	readonly ends: number;
	code?: { readonly text: string; readonly ends: number; readonly again: number };
	session?: Json;
}

interface Call {
	readonly body: Json;
	readonly id: string;
	readonly query: URLSearchParams;
	readonly holder: Holder;
	readonly token: string;
	readonly ifMatch: string;
}

interface Route {
	readonly method: string;
	readonly path: RegExp;
	readonly offered?: string;
	readonly session?: boolean;
	readonly edit?: boolean;
	/** The `kind` of the operation; a route that has one is a change. */
	readonly kind?: string;
	readonly body?: (body: Json) => boolean;
	readonly answer: (call: Call) => Json | Buffer | Reply;
}

const STATUS: Record<string, number> = {
	'captcha-wrong': 422,
	'captcha-expired': 410,
	'credentials-wrong': 422,
	'login-locked': 429,
	'login-expired': 410,
	'code-wrong': 422,
	'code-expired': 410,
	'resend-too-early': 429,
	'session-expired': 401,
	'session-replaced': 401,
	'not-suspended': 409,
	'already-revoked': 409,
	'certificate-expired': 409,
	'details-changed': 412,
	'word-unchanged': 422,
	'phone-unchanged': 422,
	'pins-withheld': 409,
	'unlock-open': 409,
	'unlock-over': 410,
	'key-missing': 400,
	'key-reused': 422,
	'operation-withdrawn': 409,
	'operation-unknown': 404,
	'precondition-missing': 428,
	'not-offered': 403,
	'request-invalid': 400,
	'not-found': 404,
	'server-error': 500,
};

class Problem extends Error {
	readonly reply: Reply;
	readonly code: string;
	constructor(code: string, more: { status?: number; triesLeft?: number; retryAfterSeconds?: number } = {}) {
		super(code);
		this.code = code;
		const status = more.status ?? STATUS[code] ?? 500;
		const type = `https://muhurdar.invalid/problems/${code}`;
		this.reply = { status, body: { type, title: code, status, ...more } };
	}
}

const OFFERED = [
	'password-login',
	'security-word-reset',
	'security-word-code-check',
	'pin-view',
	'pin-save',
	'pin-delete',
	'activate',
	'revoke',
	'update-details',
	'unlock',
];
const REASONS = [
	'lost-or-stolen',
	'key-compromised',
	'card-unusable',
	'details-changed',
	'no-longer-entitled',
	'replaced',
	'other',
];
/** Paths of what this portal does not do. */
const NOT_DONE_HERE = /^\/v1\/(?:signature-logins|elsewhere-logins)(?:\/|$)/;
const CAPTCHA_SECONDS = 120;
const LOGIN_SECONDS = 600;
const CODE_SECONDS = 180;
const RESEND_SECONDS = 60;
const SESSION_SECONDS = 600;
const LOCK_SECONDS = 900;
const TRIES = 3;
const BODY_BYTES = 65_536;

const token = () => randomBytes(18).toString('base64url');
const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('');
const text = (value: unknown, form: RegExp): value is string => typeof value === 'string' && form.test(value);
const masked = (phone: string) => `+90 ${phone.slice(3, 4)}•• ••• •• ${phone.slice(-2)}`;
const word = (value: unknown) => String(value).normalize('NFC').trim();
const digest = (value: unknown, number: string) => scryptSync(word(value), number, 32);
const TOKEN = /^[A-Za-z0-9._~-]{16,200}$/;
const CODE = /^[0-9]{4,8}$/;
const PHONE = /^\+90[0-9]{10}$/;
const HOLDER = /^[0-9]{10,11}$/;

function stateOf(certificate: PortalCertificate, at: number): string {
	const now = new Date(at);
	if (certificate.revoked) return 'revoked';
	if (certificate.notAfter < now) return 'expired';
	if (certificate.suspendedSince) return 'suspended';
	return certificate.notBefore > now ? 'not-yet-valid' : 'valid';
}

/** Why a card's PIN cannot be given out, whatever became of the PIN itself. */
function withheldByDates(card: PortalCard, now: number): { reason: string; since: string } | undefined {
	const begin = Math.min(...card.certificates.map(({ notBefore }) => Number(notBefore)));
	const end = Math.max(...card.certificates.map(({ notAfter }) => Number(notAfter)));
	if (now < begin) return { reason: 'not-yet-valid', since: new Date(begin).toISOString() };
	return now > end ? { reason: 'over', since: new Date(end).toISOString() } : undefined;
}

/**
 * Starts the portal on a free port of this machine.
 *
 * @param options.rowsPerPage how many certificates one answer has
 * @param options.now milliseconds since 1970 UTC
 */
export async function startIndependentPortal(
	accounts: readonly PortalAccount[],
	{ rowsPerPage = 100, now = Date.now }: { rowsPerPage?: number; now?: () => number } = {},
): Promise<IndependentPortal> {
	const instanceId = token();
	const seconds = (until: number) => Math.max(0, Math.ceil((until - now()) / 1000));
	const ends = (lifetime: number) => now() + lifetime * 1000;
	const holders = new Map<string, Holder>();
	for (const one of accounts) {
		const wordDigest = digest(one.securityWord, one.holderNumber);
		holders.set(one.holderNumber, { ...one, securityWord: '', wordDigest, version: 1, unlocks: [] });
	}
	const captchas = new Map<string, { text: string; ends: number }>();
	const logins = new Map<string, Waiting>();
	const phoneChanges = new Map<string, Waiting>();
	const resets = new Map<string, Waiting>();
	const wrongTries = new Map<string, number>();
	const locks = new Map<string, number>();
	const sessions = new Map<string, { holder: Holder; ends: number; replaced: boolean }>();
	const pages = new Map<string, { holder: Holder; from: number }>();
	const keys = new Map<string, { digest: string; operation: Json; reply?: Reply }>();
	const messages: { phone: string; code: string }[] = [];
	const requests: string[] = [];
	const problems: string[] = [];
	let lastCaptcha = '';

	function refuseLocked(number: string): void {
		const until = locks.get(number) ?? 0;
		if (until > now()) throw new Problem('login-locked', { retryAfterSeconds: seconds(until) });
	}

	/** Pictures and words are counted together, codes for themselves; the last try locks the number. */
	function wrongTry(number: string, code: string): never {
		const counted = `${code === 'code-wrong' ? 'code' : 'word'} ${number}`;
		const count = (wrongTries.get(counted) ?? 0) + 1;
		wrongTries.set(counted, count);
		if (count < TRIES) throw new Problem(code, { triesLeft: TRIES - count });
		locks.set(number, ends(LOCK_SECONDS));
		wrongTries.delete(counted);
		refuseLocked(number);
		throw new Problem('server-error');
	}

	function sendMessage(waiting: Waiting): Json {
		if (waiting.code && waiting.code.again > now()) {
			throw new Problem('resend-too-early', { retryAfterSeconds: seconds(waiting.code.again) });
		}
		const isKnown = holders.has(waiting.holder.holderNumber);
		// No code is right for a number that nobody has.
		const text = isKnown ? digits(6) : token();
		waiting.code = { text, ends: ends(CODE_SECONDS), again: ends(RESEND_SECONDS) };
		if (isKnown) messages.push({ phone: waiting.phone, code: text });
		return { codeLength: 6, expiresInSeconds: CODE_SECONDS, resendInSeconds: RESEND_SECONDS };
	}

	function checkCode(waiting: Waiting, code: unknown): void {
		if (!waiting.code || waiting.code.ends <= now()) throw new Problem('code-expired');
		if (waiting.code.text !== code) wrongTry(waiting.holder.holderNumber, 'code-wrong');
		wrongTries.delete(`code ${waiting.holder.holderNumber}`);
	}

	function waitingFor(kept: Map<string, Waiting>, id: string, holder?: Holder): Waiting {
		const waiting = kept.get(id);
		const usable = waiting && waiting.ends > now() && (!holder || waiting.holder === holder);
		if (!usable) throw new Problem('login-expired');
		refuseLocked(waiting.holder.holderNumber);
		return waiting;
	}

	/** Uses the picture up, whatever comes of it; gives the number that was sent with it. */
	function judgePicture({ body }: Call): string {
		const captcha = captchas.get(String(body['captchaId']));
		captchas.delete(String(body['captchaId']));
		const number = String(body['holderNumber']);
		refuseLocked(number);
		if (!captcha || captcha.ends <= now()) throw new Problem('captcha-expired');
		if (captcha.text !== String(body['captchaAnswer']).toUpperCase()) wrongTry(number, 'captcha-wrong');
		return number;
	}

	function startLogin(call: Call): Json {
		const { body } = call;
		const number = judgePicture(call);
		const holder = holders.get(number);
		const given = digest(body['securityWord'], number);
		if (!holder || !timingSafeEqual(given, holder.wordDigest)) wrongTry(number, 'credentials-wrong');
		wrongTries.delete(`word ${number}`);
		const loginId = token();
		logins.set(loginId, { holder, phone: holder.phone, ends: ends(LOGIN_SECONDS) });
		return { loginId, maskedPhone: masked(holder.phone), expiresInSeconds: LOGIN_SECONDS };
	}

	function startReset(call: Call): Json {
		const number = judgePicture(call);
		const holder = holders.get(number) ?? nobody(number);
		const resetId = token();
		resets.set(resetId, { holder, phone: holder.phone, ends: ends(LOGIN_SECONDS) });
		return { resetId, maskedPhone: masked(holder.phone), expiresInSeconds: LOGIN_SECONDS };
	}

	/** A holder to go on with where nobody has the number; the phone is the same one each time. */
	function nobody(holderNumber: string): Holder {
		const wordDigest = randomBytes(32);
		const phone = `+90500000${
			createHash('sha256')
				.update(instanceId + holderNumber)
				.digest()
				.readUInt16BE() % 10_000
		}`;
		const none = {
			title: '',
			securityWord: '',
			email: '',
			address: '',
			authorisedPerson: '',
			cards: [],
			unlocks: [],
		};
		return { ...none, holderNumber, phone: phone.padEnd(13, '0'), wordDigest, version: 1 };
	}

	function newWord(holder: Holder, word: unknown): Json {
		const { holderNumber } = holder;
		const wordDigest = digest(word, holderNumber);
		if (timingSafeEqual(wordDigest, holder.wordDigest)) throw new Problem('word-unchanged');
		wrongTries.delete(`word ${holderNumber}`);
		holder.wordDigest = wordDigest;
		return {};
	}

	function confirmCode({ id, body }: Call): Json {
		const login = waitingFor(logins, id);
		checkCode(login, body['code']);
		if (login.session) return login.session;
		const { holder } = login;
		for (const former of sessions.values()) if (former.holder === holder) former.replaced = true;
		const sessionToken = token();
		sessions.set(sessionToken, { holder, ends: ends(SESSION_SECONDS), replaced: false });
		const { title, holderNumber } = holder;
		login.session = { sessionToken, holder: { title, holderNumber }, expiresInSeconds: SESSION_SECONDS };
		return login.session;
	}

	function certificates({ holder, query }: Call): Json {
		const after = query.get('after');
		const page = after === null ? { holder, from: 0 } : pages.get(after);
		if (page?.holder !== holder) throw new Problem('request-invalid');
		const rows = holder.cards
			.flatMap(({ cardSerial, certificates }) => certificates.map((one) => ({ cardSerial, one })))
			.sort((a, b) => Number(a.one.notBefore) - Number(b.one.notBefore))
			.map(({ cardSerial, one }) => {
				const state = stateOf(one, now());
				const since =
					state === 'revoked' ? one.revoked?.since : state === 'suspended' ? one.suspendedSince : undefined;
				return {
					serialNumber: one.serialNumber,
					use: one.use,
					state,
					notBefore: one.notBefore.toISOString(),
					notAfter: one.notAfter.toISOString(),
					cardSerial,
					fingerprint: one.fingerprint,
					...(since && { stateSince: since.toISOString() }),
					...(one.revoked && { revocationReason: one.revoked.reason }),
				};
			});
		const from = page.from + rowsPerPage;
		const shown = { certificates: rows.slice(page.from, from) };
		if (from >= rows.length) return shown;
		const next = token();
		pages.set(next, { holder, from });
		return { ...shown, next };
	}

	function certificate({ holder, id }: Call): PortalCertificate {
		const found = holder.cards.flatMap((card) => card.certificates).find((one) => one.serialNumber === id);
		if (!found) throw new Problem('not-found');
		if (found.revoked) throw new Problem('already-revoked');
		if (found.notAfter < new Date(now())) throw new Problem('certificate-expired');
		return found;
	}

	function cardOf({ holder, body }: Call): PortalCard {
		const card = holder.cards.find(({ cardSerial }) => cardSerial === body['cardSerial']);
		if (!card) throw new Problem('not-found');
		return card;
	}

	function pins({ holder }: Call): {
		cards: { cardSerial: string; pin: string; puk: string }[];
		withheld: Json[];
	} {
		const given: { cardSerial: string; pin: string; puk: string }[] = [];
		const withheld: Json[] = [];
		for (const card of holder.cards) {
			const { cardSerial, pin, puk } = card;
			const reason = withheldByDates(card, now());
			if (reason) withheld.push({ cardSerial, ...reason });
			else if (card.pinDeleted)
				withheld.push({ cardSerial, reason: 'deleted', since: card.pinDeleted.toISOString() });
			else given.push({ cardSerial, pin, puk });
		}
		return { cards: given, withheld };
	}

	function unlockOf({ holder, id }: Call): Unlock {
		const unlock = holder.unlocks.find(({ unlockId }) => unlockId === id);
		if (!unlock) throw new Problem('not-found');
		if (unlock.state !== 'open') throw new Problem('unlock-over');
		return unlock;
	}

	function checkTag({ holder, ifMatch }: Call): void {
		if (ifMatch !== `"v${holder.version}"`) throw new Problem('details-changed');
	}

	const optional = (value: unknown, form: RegExp) => value === undefined || text(value, form);

	const routes: Route[] = [
		{
			method: 'GET',
			path: /^\/v1\/service$/,
			answer: () => ({
				name: 'Bağımsız portal',
				contractVersion: 1,
				isSandbox: true,
				flow: 'guide-2014',
				operations: OFFERED,
				instanceId,
			}),
		},
		{
			method: 'POST',
			path: /^\/v1\/captchas$/,
			offered: 'password-login',
			answer: () => {
				const captchaId = token();
				lastCaptcha = Array.from(
					{ length: 5 },
					() => CAPTCHA_LETTERS[randomInt(CAPTCHA_LETTERS.length)],
				).join('');
				captchas.set(captchaId, { text: lastCaptcha, ends: ends(CAPTCHA_SECONDS) });
				const image = Buffer.from(drawCaptcha(lastCaptcha)).toString('base64');
				return { captchaId, image, characters: 5, expiresInSeconds: CAPTCHA_SECONDS };
			},
		},
		{
			method: 'POST',
			path: /^\/v1\/logins$/,
			offered: 'password-login',
			body: (b) =>
				text(b['holderNumber'], HOLDER) &&
				text(b['captchaId'], TOKEN) &&
				text(b['captchaAnswer'], /^.{1,12}$/su) &&
				text(b['securityWord'], /^.{1,64}$/su),
			answer: startLogin,
		},
		{
			method: 'POST',
			path: /^\/v1\/logins\/([^/]+)\/sms$/,
			offered: 'password-login',
			answer: ({ id }) => {
				const login = waitingFor(logins, id);
				if (login.session) throw new Problem('login-expired');
				return sendMessage(login);
			},
		},
		{
			method: 'POST',
			path: /^\/v1\/logins\/([^/]+)\/code$/,
			offered: 'password-login',
			body: (b) => text(b['code'], CODE),
			answer: confirmCode,
		},
		{
			method: 'POST',
			path: /^\/v1\/security-word-resets$/,
			offered: 'security-word-reset',
			body: (b) =>
				text(b['holderNumber'], HOLDER) &&
				text(b['captchaId'], TOKEN) &&
				text(b['captchaAnswer'], /^.{1,12}$/su),
			answer: startReset,
		},
		{
			method: 'POST',
			path: /^\/v1\/security-word-resets\/([^/]+)\/sms$/,
			offered: 'security-word-reset',
			answer: ({ id }) => sendMessage(waitingFor(resets, id)),
		},
		{
			method: 'POST',
			path: /^\/v1\/security-word-resets\/([^/]+)\/code$/,
			offered: 'security-word-code-check',
			body: (b) => text(b['code'], CODE),
			answer: ({ id, body }) => {
				const reset = waitingFor(resets, id);
				checkCode(reset, body['code']);
				const until = Math.min(reset.ends, reset.code?.ends ?? 0);
				return { expiresInSeconds: Math.floor((until - now()) / 1000) };
			},
		},
		{
			method: 'POST',
			path: /^\/v1\/security-word-resets\/([^/]+)\/word$/,
			offered: 'security-word-reset',
			kind: 'reset-security-word',
			body: (b) => text(b['code'], CODE) && text(b['newSecurityWord'], /^.{6,64}$/su),
			answer: ({ id, body }) => {
				const reset = waitingFor(resets, id);
				checkCode(reset, body['code']);
				const done = newWord(reset.holder, body['newSecurityWord']);
				resets.delete(id);
				return done;
			},
		},
		{
			method: 'DELETE',
			path: /^\/v1\/session$/,
			session: true,
			answer: (call) => {
				sessions.delete(call.token);
				return { status: 204 };
			},
		},
		{ method: 'GET', path: /^\/v1\/certificates$/, session: true, answer: certificates },
		{
			method: 'POST',
			path: /^\/v1\/certificates\/([^/]+)\/activation$/,
			offered: 'activate',
			session: true,
			kind: 'activate',
			answer: (call) => {
				const found = certificate(call);
				if (stateOf(found, now()) !== 'suspended') throw new Problem('not-suspended');
				delete found.suspendedSince;
				return {};
			},
		},
		{
			method: 'GET',
			path: /^\/v1\/revocation-terms$/,
			offered: 'revoke',
			session: true,
			answer: () => ({
				reasons: REASONS,
				replacement: { fee: '1.234,00 TL, KDV dahil', steps: ['Yeni başvuru yapılır.', 'Ücret ödenir.'] },
			}),
		},
		{
			method: 'POST',
			path: /^\/v1\/certificates\/([^/]+)\/revocation$/,
			offered: 'revoke',
			session: true,
			kind: 'revoke',
			body: (b) => REASONS.includes(String(b['reason'])),
			answer: (call) => {
				certificate(call).revoked = { since: new Date(now()), reason: String(call.body['reason']) };
				return {};
			},
		},
		{
			method: 'GET',
			path: /^\/v1\/details$/,
			offered: 'update-details',
			session: true,
			answer: ({ holder: { title, holderNumber, phone, email, address, authorisedPerson, version } }) => ({
				status: 200,
				etag: `"v${version}"`,
				body: { title, holderNumber, maskedPhone: masked(phone), email, address, authorisedPerson },
			}),
		},
		{
			method: 'PATCH',
			path: /^\/v1\/details$/,
			offered: 'update-details',
			session: true,
			edit: true,
			kind: 'update-details',
			body: (b) =>
				['email', 'address', 'authorisedPerson'].some((field) => b[field] !== undefined) &&
				optional(b['email'], /^(?=.{1,200}$)[^\s@]+@[^\s@]+$/u) &&
				optional(b['address'], /^.{1,500}$/su) &&
				optional(b['authorisedPerson'], /^.{1,200}$/su),
			answer: (call) => {
				checkTag(call);
				const { email, address, authorisedPerson } = { ...call.holder, ...call.body } as Holder;
				Object.assign(call.holder, { email, address, authorisedPerson, version: call.holder.version + 1 });
				return {};
			},
		},
		{
			method: 'POST',
			path: /^\/v1\/phone-changes$/,
			offered: 'update-details',
			session: true,
			body: (b) => text(b['phone'], PHONE),
			answer: ({ holder, body }) => {
				refuseLocked(holder.holderNumber);
				const phone = String(body['phone']);
				if (phone === holder.phone) throw new Problem('phone-unchanged');
				for (const former of phoneChanges.values()) {
					if (former.holder !== holder || !former.code || former.code.again <= now()) continue;
					throw new Problem('resend-too-early', { retryAfterSeconds: seconds(former.code.again) });
				}
				const phoneChangeId = token();
				const change: Waiting = { holder, phone, ends: ends(LOGIN_SECONDS) };
				phoneChanges.set(phoneChangeId, change);
				return { phoneChangeId, maskedPhone: masked(phone), ...sendMessage(change) };
			},
		},
		{
			method: 'POST',
			path: /^\/v1\/phone-changes\/([^/]+)\/code$/,
			offered: 'update-details',
			session: true,
			edit: true,
			kind: 'change-phone',
			body: (b) => text(b['code'], CODE),
			answer: (call) => {
				const { holder, id, body } = call;
				const change = waitingFor(phoneChanges, id, holder);
				checkTag(call);
				checkCode(change, body['code']);
				phoneChanges.delete(id);
				holder.phone = change.phone;
				holder.version++;
				return {};
			},
		},
		{
			method: 'PUT',
			path: /^\/v1\/security-word$/,
			offered: 'update-details',
			session: true,
			kind: 'change-security-word',
			body: (b) => text(b['securityWord'], /^.{1,64}$/su) && text(b['newSecurityWord'], /^.{6,64}$/su),
			answer: ({ holder, body }) => {
				const { holderNumber } = holder;
				refuseLocked(holderNumber);
				const given = digest(body['securityWord'], holderNumber);
				if (!timingSafeEqual(given, holder.wordDigest)) wrongTry(holderNumber, 'credentials-wrong');
				return newWord(holder, body['newSecurityWord']);
			},
		},
		{
			method: 'GET',
			path: /^\/v1\/pins$/,
			offered: 'pin-view',
			session: true,
			answer: (call) => {
				// Nobody here has so many cards that there is a second page.
				if (call.query.has('after')) throw new Problem('request-invalid');
				return { ...pins(call) };
			},
		},
		{
			method: 'GET',
			path: /^\/v1\/pins\/document$/,
			offered: 'pin-save',
			session: true,
			answer: (call) => {
				const { cards } = pins(call);
				if (cards.length === 0) throw new Problem('pins-withheld');
				return pinDocument(
					cards.flatMap(({ cardSerial, pin, puk }) => [cardSerial, `PIN ${pin}`, `PUK ${puk}`, '']),
				);
			},
		},
		{
			method: 'POST',
			path: /^\/v1\/pins\/deletions$/,
			offered: 'pin-delete',
			session: true,
			kind: 'delete-pins',
			body: (b) => typeof b['cardSerial'] === 'string' && ['saved', 'declined'].includes(String(b['copy'])),
			answer: (call) => {
				const card = cardOf(call);
				if (!pins(call).cards.some(({ cardSerial }) => cardSerial === card.cardSerial))
					throw new Problem('pins-withheld');
				card.pinDeleted = new Date(now());
				return {};
			},
		},
		{
			method: 'GET',
			path: /^\/v1\/unlocks$/,
			offered: 'unlock',
			session: true,
			answer: ({ holder }) => ({
				unlocks: holder.unlocks
					.filter(({ state }, at) => at < 50 || state === 'open')
					.map(({ unlockId, card: { cardSerial }, state, startedAt }) => ({
						unlockId,
						cardSerial,
						state,
						startedAt: startedAt.toISOString(),
					})),
			}),
		},
		{
			method: 'POST',
			path: /^\/v1\/unlocks$/,
			offered: 'unlock',
			session: true,
			kind: 'start-unlock',
			body: (b) => typeof b['cardSerial'] === 'string',
			answer: (call) => {
				const card = cardOf(call);
				if (withheldByDates(card, now())) throw new Problem('pins-withheld');
				const { unlocks } = call.holder;
				if (unlocks.some((one) => one.card === card && one.state === 'open'))
					throw new Problem('unlock-open');
				const unlockId = token();
				unlocks.unshift({ unlockId, card, newPin: digits(6), startedAt: new Date(now()), state: 'open' });
				return { resource: unlockId };
			},
		},
		{
			method: 'GET',
			path: /^\/v1\/unlocks\/([^/]+)$/,
			offered: 'unlock',
			session: true,
			answer: (call) => {
				const { unlockId, card, newPin } = unlockOf(call);
				return { unlockId, cardSerial: card.cardSerial, puk: card.puk, newPin };
			},
		},
		{
			method: 'POST',
			path: /^\/v1\/unlocks\/([^/]+)\/report$/,
			offered: 'unlock',
			session: true,
			kind: 'report-unlock',
			body: (b) => ['done', 'not-done'].includes(String(b['result'])),
			answer: (call) => {
				const unlock = unlockOf(call);
				unlock.state = call.body['result'] === 'done' ? 'done' : 'not-done';
				if (unlock.state === 'not-done') return {};
				unlock.card.pin = unlock.newPin;
				delete unlock.card.pinDeleted;
				return {};
			},
		},
		{
			method: 'GET',
			path: /^\/v1\/operations\/([^/]+)$/,
			answer: ({ id }) => {
				if (!TOKEN.test(id)) throw new Problem('request-invalid');
				const kept = keys.get(id);
				if (!kept) throw new Problem('operation-unknown');
				return kept.operation;
			},
		},
		{
			method: 'DELETE',
			path: /^\/v1\/operations\/([^/]+)$/,
			answer: ({ id }) => {
				if (!TOKEN.test(id)) throw new Problem('request-invalid');
				const operation = { key: id, state: 'withdrawn', at: new Date(now()).toISOString() };
				if (!keys.has(id)) keys.set(id, { digest: '', operation });
				return keys.get(id)?.operation ?? operation;
			},
		},
	];

	/** Decides a change once: the key, what became of it and the deed itself are one step that nothing comes between. */
	function change(kind: string, route: Route, call: Call, request: IncomingMessage, raw: Buffer): Reply {
		const key = /^"([A-Za-z0-9._~-]{16,200})"$/.exec(String(request.headers['idempotency-key']))?.[1];
		if (!key) throw new Problem('key-missing');
		const parts = [
			// A reset of the word has no session; its path names it.
			route.session ? call.holder.holderNumber : '',
			request.method,
			request.url,
			call.ifMatch,
			raw.toString('base64'),
		];
		const seen = createHash('sha256').update(parts.join('\n')).digest('hex');
		const known = keys.get(key);
		if (known?.operation['state'] === 'withdrawn') throw new Problem('operation-withdrawn');
		if (known && known.digest !== seen) throw new Problem('key-reused');
		if (known?.reply) return known.reply;
		const operation = { key, kind, at: new Date(now()).toISOString() };
		let body: Json;
		let reply: Reply;
		try {
			body = { ...operation, state: 'done', ...(route.answer(call) as Json) };
			reply = { status: 200, body };
		} catch (refusal) {
			if (!(refusal instanceof Problem)) throw refusal;
			problems.push(refusal.code);
			body = { ...operation, state: 'refused', problem: refusal.code };
			reply = refusal.reply;
		}
		keys.set(key, { digest: seen, operation: body, reply });
		return reply;
	}

	function sessionOf(request: IncomingMessage): { holder: Holder; token: string } {
		const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
		const session = sessions.get(given);
		if (!session) throw new Problem('session-expired');
		if (session.replaced) throw new Problem('session-replaced');
		if (session.ends <= now()) throw new Problem('session-expired');
		session.ends = ends(SESSION_SECONDS);
		return { holder: session.holder, token: given };
	}

	function parsed(route: Route, request: IncomingMessage, raw: Buffer): Json {
		if (!route.body) return {};
		if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
			throw new Problem('request-invalid', { status: 415 });
		if (raw.length > BODY_BYTES) throw new Problem('request-invalid', { status: 413 });
		try {
			return JSON.parse(raw.toString('utf8')) as Json;
		} catch {
			throw new Problem('request-invalid');
		}
	}

	function reply(request: IncomingMessage, raw: Buffer): Reply {
		const url = new URL(request.url ?? '/', 'http://portal.invalid');
		if (url.pathname !== '/v1/service') requests.push(`${request.method} ${url.pathname}`);
		const onPath = routes.filter((one) => one.path.test(url.pathname));
		const route = onPath.find((one) => one.method === request.method);
		if (onPath.length === 0)
			throw new Problem(NOT_DONE_HERE.test(url.pathname) ? 'not-offered' : 'not-found');
		if (!route) {
			const problem = new Problem('request-invalid', { status: 405 });
			throw Object.assign(problem, {
				reply: { ...problem.reply, allow: onPath.map(({ method }) => method).join(', ') },
			});
		}
		const body = parsed(route, request, raw);
		if (route.offered && !OFFERED.includes(route.offered)) throw new Problem('not-offered');
		const ifMatch = request.headers['if-match'] ?? '';
		if (route.edit && !/^"[A-Za-z0-9._~-]{1,64}"$/.test(ifMatch)) throw new Problem('precondition-missing');
		// A route without a session never looks at the holder.
		const session = route.session
			? sessionOf(request)
			: { holder: undefined as unknown as Holder, token: '' };
		if (route.body && (typeof body !== 'object' || body === null || !route.body(body)))
			throw new Problem('request-invalid');
		const id = route.path.exec(url.pathname)?.[1] ?? '';
		const call: Call = { ...session, body, id, query: url.searchParams, ifMatch };
		if (route.kind) return change(route.kind, route, call, request, raw);
		const answer = route.answer(call);
		if (Buffer.isBuffer(answer)) return { status: 200, pdf: answer };
		return typeof answer['status'] === 'number'
			? (answer as unknown as Reply)
			: { status: 200, body: answer as Json };
	}

	function send(response: ServerResponse, { status, body, pdf, etag, allow }: Reply): void {
		response.setHeader('Cache-Control', 'no-store');
		if (allow) response.setHeader('Allow', allow);
		if (etag) response.setHeader('ETag', etag);
		if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
		if (body?.['retryAfterSeconds'] !== undefined)
			response.setHeader('Retry-After', String(body['retryAfterSeconds']));
		if (body)
			response.setHeader('Content-Type', status < 400 ? 'application/json' : 'application/problem+json');
		if (pdf) response.setHeader('Content-Type', 'application/pdf');
		response.writeHead(status).end(pdf ?? (body && JSON.stringify(body)));
	}

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		let length = 0;
		for await (const chunk of request as AsyncIterable<Buffer>) {
			length += chunk.length;
			if (length <= BODY_BYTES + chunk.length) chunks.push(chunk);
		}
		let answer: Reply;
		try {
			answer = reply(request, Buffer.concat(chunks));
		} catch (error) {
			const problem = error instanceof Problem ? error : new Problem('server-error');
			problems.push(problem.code);
			answer = problem.reply;
		}
		send(response, answer);
	}

	const server = createServer((request, response) => {
		serve(request, response).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		captcha: () => lastCaptcha,
		messages,
		requests,
		problems,
		close: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}
