import {
	CONTRACT_VERSION,
	captcha,
	certificateList,
	codeRequest,
	codeSent,
	loginRequest,
	loginStarted,
	pinList,
	type ServiceInfo,
	serviceInfo,
	sessionOpened,
} from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import { certificateRows } from './certificate-rows.ts';
import type { LoginDesk } from './login-desk.ts';
import { replyWithProblem } from './problem-reply.ts';
import type { Sessions } from './sessions.ts';
import type { ContractServer } from './zod-compilers.ts';

interface LoginPath {
	readonly Params: { readonly loginId: string };
}

export function addServiceRoutes(server: ContractServer): void {
	server.get('/v1/service', { schema: { response: { 200: serviceInfo } } }, () => SERVICE);
}

const SERVICE: ServiceInfo = {
	name: 'Mühürdar deneme portalı',
	contractVersion: CONTRACT_VERSION,
	isSandbox: true,
	// What this portal does today, and nothing that is still to come.
	operations: ['password-login', 'pin-view'],
};

export function addLoginRoutes(server: ContractServer, desk: LoginDesk, sessions: Sessions): void {
	server.post('/v1/captchas', { schema: { response: { 200: captcha } } }, () => desk.newCaptcha());

	server.post(
		'/v1/logins',
		{ schema: { body: loginRequest, response: { 200: loginStarted } } },
		(request, reply) => {
			const started = desk.start(request.body);
			return started.ok ? started.value : replyWithProblem(reply, started.refusal);
		},
	);

	server.post<LoginPath>(
		'/v1/logins/:loginId/sms',
		{ schema: { response: { 200: codeSent } } },
		(request, reply) => {
			const sent = desk.sendCode(request.params.loginId);
			return sent.ok ? sent.value : replyWithProblem(reply, sent.refusal);
		},
	);

	server.post<LoginPath & { Body: { readonly code: string } }>(
		'/v1/logins/:loginId/code',
		{ schema: { body: codeRequest, response: { 200: sessionOpened } } },
		(request, reply) => {
			const confirmed = desk.confirm(request.params.loginId, request.body.code);
			return confirmed.ok ? sessions.open(confirmed.value) : replyWithProblem(reply, confirmed.refusal);
		},
	);
}

export function addSessionRoutes(server: ContractServer, sessions: Sessions, clock: SandboxClock): void {
	server.delete('/v1/session', (request, reply) => {
		const closed = sessions.close(request.headers.authorization);
		return closed.ok ? reply.code(204).send() : replyWithProblem(reply, closed.refusal);
	});

	server.get('/v1/certificates', { schema: { response: { 200: certificateList } } }, (request, reply) => {
		const account = sessions.accountOf(request.headers.authorization);
		return account.ok
			? { certificates: certificateRows(account.value, clock.now()) }
			: replyWithProblem(reply, account.refusal);
	});

	server.get('/v1/pins', { schema: { response: { 200: pinList } } }, (request, reply) => {
		const account = sessions.accountOf(request.headers.authorization);
		return account.ok
			? {
					cards: account.value.cards.map(({ cardSerial, pin, puk }) => ({
						cardSerial,
						pin: pin.reveal(),
						puk: puk.reveal(),
					})),
				}
			: replyWithProblem(reply, account.refusal);
	});
}
