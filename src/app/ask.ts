import type { PortalResult } from '#api';
import type { Question } from './effects.ts';
import type { Message } from './messages.ts';
import type { Ports } from './ports.ts';

/**
 * Puts a question to the port that knows, and makes its answer a message. One that is given up before the portal
 * could be asked is not put: its secrets are wiped by then. Logging out is always put, for the client forgets the
 * session by it.
 */
export async function ask(question: Question, ports: Ports, signal: AbortSignal): Promise<Message> {
	const { request } = question;
	switch (question.kind) {
		case 'look-at-driver':
			return { type: 'driver-told', request, report: await ports.driver.look(signal) };
		case 'draw-address':
			return { type: 'address-drawn', request, code: await ports.picture.qr(question.address) };
		case 'open-sandbox':
			return { type: 'sandbox-opened', request, hint: await ports.sandbox?.open() };
		case 'assess-certificate':
			return {
				type: 'certificate-assessed',
				request,
				known: await ports.certificate.assess(question, signal),
			};
		case 'name-certificate-file': {
			const path = await ports.certificate.place(question.certificate, question.format);
			return { type: 'certificate-file-named', request, path };
		}
		case 'save-certificate':
			return { type: 'certificate-saved', request, outcome: await ports.certificate.save(question) };
		case 'toggle-card':
			await ports.sandbox?.toggleCard();
			return { type: 'card-toggled', request };
		case 'read-pin-tries': {
			const outcome = await ports.cardPin.readTries(question.card, signal);
			return { type: 'pin-tries-read', request, outcome };
		}
		case 'perform-card-pin': {
			const outcome = await ports.cardPin.perform(question.order, signal);
			return { type: 'card-pin-performed', request, outcome };
		}
		default:
			break;
	}
	const client = await ports.portal.open();
	const unlessGivenUp = async <T>(put: () => Promise<PortalResult<T>>): Promise<PortalResult<T>> =>
		signal.aborted ? { ok: false, problem: { code: 'cancelled' } } : put();
	switch (question.kind) {
		case 'check-portal': {
			const result = await unlessGivenUp(() => client.service(signal));
			return { type: 'portal-answered', request, address: ports.portal.address(), result };
		}
		case 'new-captcha': {
			const result = await unlessGivenUp(() => client.newCaptcha(signal));
			const drawing = result.ok ? await ports.picture.decode(result.value.png) : undefined;
			return { type: 'captcha-answered', request, result, drawing };
		}
		case 'start-login': {
			const result = await unlessGivenUp(() => client.startLogin(question.details, signal));
			return { type: 'login-answered', request, result };
		}
		case 'send-code': {
			const result = await unlessGivenUp(() => client.sendCode(question.loginId, signal));
			return { type: 'code-sent', request, result };
		}
		case 'confirm-code': {
			const result = await unlessGivenUp(() => client.confirmCode(question.loginId, question.code, signal));
			return { type: 'code-confirmed', request, result };
		}
		case 'load-certificates': {
			const result = await unlessGivenUp(() => client.certificates(signal));
			return { type: 'certificates-answered', request, result };
		}
		case 'load-pins': {
			const result = await unlessGivenUp(() => client.pins(signal));
			return { type: 'pins-answered', request, result };
		}
		case 'log-out':
			return { type: 'logged-out', request, result: await client.logout(signal) };
	}
}
