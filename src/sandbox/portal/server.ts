import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyError, FastifyInstance } from 'fastify';
import { FLOW_PROFILES, type FlowProfileId } from '#contract';
import type { SandboxClock, SandboxPhone } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import type { PortalAccount } from './account.ts';
import { AccountDesk } from './account-desk.ts';
import { CaptchaDesk } from './captcha-desk.ts';
import { ElsewhereDesk } from './elsewhere-desk.ts';
import { CLOCK_SKEW_MS, NO_FAULTS, type PortalFaults } from './faults.ts';
import { type IdentitySite, startIdentitySite } from './identity-site.ts';
import { LoginDesk } from './login-desk.ts';
import { LoginTries } from './login-tries.ts';
import { openPortalStore } from './open-store.ts';
import { OperationBook } from './operation-book.ts';
import { PhoneChangeDesk } from './phone-change-desk.ts';
import { PROBLEM_MEDIA_TYPE, problemText, replyWithProblem } from './problem-reply.ts';
import { Router } from './router.ts';
import {
	addAccountRoutes,
	addElsewhereRoutes,
	addLoginRoutes,
	addOperationRoutes,
	addServiceRoutes,
	addSignatureRoutes,
	operationsOf,
} from './routes.ts';
import { type PortalRules, SANDBOX_RULES } from './rules.ts';
import { Sessions } from './sessions.ts';
import { SignatureDesk } from './signature-desk.ts';
import type { PortalStore } from './store.ts';
import { WordDesk } from './word-desk.ts';

interface SandboxPortalOptions {
	/** 0 or none: any free one. */
	readonly port?: number;
	/** The sandbox's root source: see `createCaptchaSource`. */
	readonly random: RandomSource;
	readonly clock: SandboxClock;
	/** Enrolled where they are not known yet. */
	readonly accounts?: readonly PortalAccount[];
	/** Default: a new one in memory. Closed with the portal. */
	readonly store?: PortalStore;
	/** DER, of whoever issues certificates to the holders' signatories; without one no signature is good. */
	readonly issuerCertificate?: Uint8Array;
	readonly phone: SandboxPhone;
	/** What is not given is as in `SANDBOX_RULES`. */
	readonly rules?: Partial<PortalRules>;
	/** Default `guide-2014`. */
	readonly flow?: FlowProfileId;
	/** As clients address it, where something stands in front of it; default its own address. A signature names it. */
	readonly publicOrigin?: string;
	/** What goes wrong on purpose; default nothing. */
	readonly faults?: PortalFaults;
}

export interface SandboxPortal {
	/** As `http://127.0.0.1:4711`. */
	readonly url: string;
	/** Where the login is somewhere else: that other site. */
	readonly identity: SandboxIdentity | undefined;
	/** Cuts open connections; afterwards the port is free. */
	close(): Promise<void>;
}

/** The other site, which says to the portal who somebody is. */
export interface SandboxIdentity {
	/** As `http://127.0.0.1:4712/`. */
	readonly url: string;
	/** Says yes to a user code in a holder's name, as the site's form does; false where there is none to say it to. */
	approve(userCode: string, holderNumber: string): boolean;
}

/** The sandbox's portal could not begin to listen. */
export class SandboxPortalError extends Error {
	readonly code: 'port-in-use' | 'cannot-listen';

	constructor(code: 'port-in-use' | 'cannot-listen', options: ErrorOptions) {
		super(`Sandbox portal: ${code}`, options);
		this.name = 'SandboxPortalError';
		this.code = code;
	}
}

/**
 * Not an option: what the sandbox invents is for this machine alone, and there is no way to offer it
 * elsewhere.
 */
const HOST = '127.0.0.1';

/** No request of the contract comes near it. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** Of every answer: PINs are among them. */
const FIXED_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** A client that sends its request this slowly is cut off. */
const REQUEST_TIMEOUT_MS = 15_000;

/**
 * Starts the sandbox's portal: a real HTTP server on this machine's loopback address. It writes no log. Rejects with {@link SandboxPortalError}.
 */
export async function startSandboxPortal(options: SandboxPortalOptions): Promise<SandboxPortal> {
	const { random, clock, accounts = [], phone, issuerCertificate, faults = NO_FAULTS } = options;
	const rules = { ...SANDBOX_RULES, ...options.rules };
	const store = options.store ?? (await openPortalStore(undefined));
	store.enrol(accounts);
	const flow = options.flow ?? 'guide-2014';

	const sessions = new Sessions(rules, clock, random);
	const tries = new LoginTries(rules, clock);
	const tokens = random.stream('login-token');
	const codes = random.stream('sms-code');
	const captchas = new CaptchaDesk(rules, clock, random, tokens, tries);
	const desks = { rules, clock, phone, tries, tokens, codes, store };
	const logins = new LoginDesk({ ...desks, captchas });
	const profile = FLOW_PROFILES[flow];
	const account = new AccountDesk({ store, clock, random, flow: profile });
	const phones = new PhoneChangeDesk({ ...desks, account });
	const words = new WordDesk(store, logins, tries);
	const book = new OperationBook(store, clock);

	const server = await createServer(clock, faults);
	let url = '';
	const signatures =
		issuerCertificate === undefined
			? undefined
			: new SignatureDesk({
					rules,
					clock,
					tokens,
					store,
					issuerCertificate,
					origin: () => options.publicOrigin ?? url,
				});
	let site: IdentitySite | undefined;
	const elsewhere = new ElsewhereDesk({
		rules,
		clock,
		tokens,
		codes: random.stream('user-code'),
		sessions,
		site: () => site?.url ?? '',
	});
	const operations = operationsOf(profile, signatures !== undefined);
	const router = new Router({ server, sessions, book, faults, operations });
	// Never of the seed: another memory must not pass for this one.
	const instanceId = store.instanceId(() => randomBytes(24).toString('base64url'));
	addServiceRoutes(router, { flow, operations, instanceId });
	addLoginRoutes(router, captchas, logins, words, sessions);
	if (signatures !== undefined) {
		addSignatureRoutes(router, signatures, sessions);
	}
	addElsewhereRoutes(router, elsewhere);
	addAccountRoutes(router, account, phones, words);
	addOperationRoutes(router, book);
	const close = async (): Promise<void> => {
		await Promise.all([server.close(), site?.close()]);
		store.close();
	};
	try {
		await server.listen({ host: HOST, port: options.port ?? 0 });
		if (profile.login === 'elsewhere') {
			site = await startIdentitySite({ desk: elsewhere, store, tries, rules, clock, random });
		}
	} catch (cause) {
		await close();
		throw new SandboxPortalError(isAddressInUse(cause) ? 'port-in-use' : 'cannot-listen', { cause });
	}
	url = `http://${HOST}:${portOf(server.server.address())}`;
	return {
		url,
		identity:
			site === undefined
				? undefined
				: {
						url: site.url,
						approve(userCode, holderNumber) {
							const holder = store.holder(holderNumber);
							return holder !== undefined && elsewhere.approve(userCode, holder);
						},
					},
		close,
	};
}

async function createServer(clock: SandboxClock, faults: PortalFaults): Promise<FastifyInstance> {
	const { default: fastify } = await import('fastify');
	const server = fastify({
		logger: false,
		bodyLimit: BODY_LIMIT_BYTES,
		requestTimeout: REQUEST_TIMEOUT_MS,
		forceCloseConnections: true,
		frameworkErrors: (_error, _request, reply) => {
			reply.hijack();
			reply.raw.writeHead(400, { 'content-type': PROBLEM_MEDIA_TYPE, ...FIXED_HEADERS });
			reply.raw.end(problemText({ code: 'request-invalid' }));
		},
		clientErrorHandler: (_error, socket) => {
			// What arrived was not HTTP, so the answer is written by hand and the connection ended.
			if (socket.writable) {
				const body = problemText({ code: 'request-invalid' });
				socket.end(
					`HTTP/1.1 400 Bad Request\r\ncontent-type: ${PROBLEM_MEDIA_TYPE}\r\ncache-control: no-store\r\n` +
						`content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
				);
			}
		},
	});
	// The contract speaks JSON alone; a browser's form or plain text cannot reach it.
	server.removeContentTypeParser('text/plain');
	server.addHook('onRequest', async (_request, reply) => {
		reply.headers(FIXED_HEADERS);
		if (faults.has('clock-skew')) {
			reply.header('date', new Date(clock.now() + CLOCK_SKEW_MS).toUTCString());
		}
	});
	server.setNotFoundHandler((_request, reply) => replyWithProblem(reply, { code: 'not-found' }));
	server.setErrorHandler((error: FastifyError, _request, reply) => {
		const status = error.statusCode ?? 500;
		return status >= 400 && status <= 499
			? replyWithProblem(reply, { code: 'request-invalid' }, status)
			: replyWithProblem(reply, { code: 'server-error' });
	});
	return server;
}

function isAddressInUse(cause: unknown): boolean {
	return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') {
		throw new TypeError('A server that listens on a port has an address');
	}
	return address.port;
}
