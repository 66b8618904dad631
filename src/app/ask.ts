import type { CertificatePart, PortalClient, PortalProblem, PortalResult } from '#api';
import type { LoginStarted, PortalCertificate, WordResetStarted } from '#contract';
import type { Question } from './effects.ts';
import type { Message } from './messages.ts';
import type { PinCards } from './operation.ts';
import type { Ports, WriteOutcome } from './ports.ts';

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
		case 'start-word-reset': {
			const result = await unlessGivenUp(() => client.startWordReset(question.details, signal));
			return { type: 'login-answered', request, result: asLogin(result) };
		}
		case 'send-word-reset-code': {
			const result = await unlessGivenUp(() => client.sendWordResetCode(question.resetId, signal));
			return { type: 'code-sent', request, result };
		}
		case 'confirm-code': {
			const result = await unlessGivenUp(() => client.confirmCode(question.login, question.code, signal));
			return { type: 'code-confirmed', request, result };
		}
		case 'start-elsewhere-login': {
			const result = await unlessGivenUp(() => client.startElsewhereLogin(signal));
			return { type: 'elsewhere-started', request, result };
		}
		case 'poll-elsewhere-login': {
			const result = await unlessGivenUp(() => client.pollElsewhereLogin(question.deviceCode, signal));
			return { type: 'elsewhere-polled', request, result };
		}
		case 'load-certificates': {
			const part = await unlessGivenUp(() => client.certificates({ atLeast: 1 }, signal));
			return { type: 'certificates-answered', request, ...rowsOf(part) };
		}
		case 'load-more-certificates': {
			const part = await unlessGivenUp(() => client.certificates(question, signal));
			return { type: 'more-certificates-answered', request, ...rowsOf(part) };
		}
		case 'load-revocation-terms': {
			const result = await unlessGivenUp(() => client.revocationTerms(signal));
			return { type: 'revocation-terms-answered', request, result };
		}
		case 'save-pins': {
			const result = await unlessGivenUp(() => client.pinDocument(signal));
			return { type: 'pins-saved', request, result: await written(result, question.path, ports, signal) };
		}
		case 'load-pin-cards': {
			const result = await unlessGivenUp(() => cardsWithPins(client, signal));
			return { type: 'pin-cards-answered', request, result };
		}
		case 'load-unlocks': {
			const result = await unlessGivenUp(() => client.unlocks(signal));
			return { type: 'unlocks-answered', request, result };
		}
		case 'load-unlock-secrets': {
			const result = await unlessGivenUp(() => client.unlockSecrets(question.unlock, signal));
			return { type: 'unlock-secrets-answered', request, result };
		}
		case 'load-details': {
			const result = await unlessGivenUp(() => client.details(signal));
			return { type: 'details-answered', request, result };
		}
		case 'start-phone-change': {
			const result = await unlessGivenUp(() => client.startPhoneChange(question.phone, signal));
			return { type: 'phone-change-started', request, result };
		}
		case 'load-pins': {
			const result = await unlessGivenUp(() => client.pins(question.after, signal));
			return { type: 'pins-answered', request, result };
		}
		case 'log-out':
			return { type: 'logged-out', request, result: await client.logout(signal) };
	}
}

/** A reset goes the way of a login up to its code. */
function asLogin(result: PortalResult<WordResetStarted>): PortalResult<LoginStarted> {
	if (!result.ok) {
		return result;
	}
	const { resetId, ...started } = result.value;
	return { ok: true, value: { loginId: resetId, ...started } };
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

function rowsOf(part: PortalResult<CertificatePart>): {
	readonly result: PortalResult<readonly PortalCertificate[]>;
	readonly next?: string | undefined;
} {
	return part.ok
		? { result: { ok: true, value: part.value.certificates }, next: part.value.next }
		: { result: part };
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
