import type { PortalProblem } from '#api';
import type { Question } from './effects.ts';
import type { Message } from './messages.ts';
import { isPortalRead, putRead } from './portal-reads.ts';
import type { Ports } from './ports.ts';

/**
 * Puts a question to the port that knows, and makes its answer a message. One that is given up before the portal
 * could be asked is not put: its secrets are wiped by then. Logging out is always put, for the client forgets the
 * session by it.
 */
export async function ask(
	question: Question,
	ports: Ports,
	signal: AbortSignal,
	tell: (message: Message) => void,
): Promise<Message> {
	if (isPortalRead(question)) {
		return putRead(question, { client: await ports.portal.open(), ports, signal });
	}
	const { request } = question;
	switch (question.kind) {
		case 'look-at-driver':
			return { type: 'driver-told', request, report: await ports.driver.look(signal) };
		case 'draw-address':
			return { type: 'address-drawn', request, code: await ports.picture.qr(question.address) };
		case 'open-sandbox':
			return {
				type: 'sandbox-opened',
				request,
				...((await ports.sandbox?.open()) ?? { hint: undefined, accounts: [] }),
			};
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
		case 'suggest-path':
			return {
				type: 'path-suggested',
				request,
				suggestion: await ports.documents.suggestPlace(question.fileName),
			};
		case 'print-file':
			return { type: 'file-printed', request, outcome: await ports.documents.print(question.path) };
		case 'unlock-card':
			return { type: 'card-unlocked', request, outcome: await ports.unlock.unlock(question.order, signal) };
		case 'make-change': {
			const desk = await ports.portal.changes();
			const onAsking = (problem: PortalProblem) => tell({ type: 'change-asking', request, problem });
			const outcome = await desk.perform(question.change, question.holderNumber, { signal, onAsking });
			return { type: 'change-settled', request, outcome };
		}
		case 'settle-open-changes': {
			const settled = await (await ports.portal.changes()).settleOpen(signal);
			return { type: 'open-changes-settled', request, asked: settled.ok ? settled.value : undefined };
		}
		case 'read-timeline': {
			const history = await ports.timeline.read(question.subject, signal);
			return { type: 'timeline-read', request, history };
		}
		case 'load-open-guided': {
			const acts = await ports.guided.open();
			return { type: 'open-guided-told', request, acts: acts.ok ? acts.value : [] };
		}
		case 'load-remembered-seals':
			return { type: 'remembered-seals-told', request, seals: await ports.guided.remembered() };
		case 'begin-guided': {
			const result = await ports.guided.begin(question.task, question.certificateSerial);
			return { type: 'guided-begun', request, result };
		}
		case 'end-guided': {
			const result = await ports.guided.end(question.act, question.outcome);
			return { type: 'guided-ended', request, result };
		}
		case 'toggle-card':
			await ports.sandbox?.toggleCard(question.card);
			return { type: 'card-toggled', request };
		case 'read-pin-tries': {
			const outcome = await ports.cardPin.readTries(question.card, signal);
			return { type: 'pin-tries-read', request, outcome };
		}
		case 'perform-card-pin': {
			const outcome = await ports.cardPin.perform(question.order, signal);
			return { type: 'card-pin-performed', request, outcome };
		}
		case 'log-in-by-signature': {
			const outcome = await ports.signatureLogin.logIn(question.order, signal);
			return { type: 'signature-login-ended', request, outcome };
		}
		case 'plug-signatory':
			return { type: 'signatory-plugged', request, pin: await ports.sandbox?.plugSignatory() };
		case 'give-test-identity': {
			const isTaken = await ports.sandbox?.giveTestIdentity(question.userCode);
			return { type: 'test-identity-given', request, isTaken: isTaken === true };
		}
		case 'check-operator': {
			const isRight = signal.aborted ? false : await ports.operator?.isCode(question.code);
			return { type: 'operator-checked', request, isRight: isRight === true };
		}
		case 'log-out': {
			const client = await ports.portal.open();
			return { type: 'logged-out', request, result: await client.logout(signal) };
		}
	}
}
