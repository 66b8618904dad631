import {
	CONTRACT_VERSION,
	ENDPOINTS,
	type FlowProfile,
	type FlowProfileId,
	type PortalOperation,
	type ServiceInfo,
	token,
} from '#contract';
import { type AccountDesk, SANDBOX_REVOCATION_TERMS } from './account-desk.ts';
import type { CaptchaDesk } from './captcha-desk.ts';
import type { ElsewhereDesk } from './elsewhere-desk.ts';
import type { LoginDesk } from './login-desk.ts';
import type { OperationBook } from './operation-book.ts';
import { type Outcome, refused } from './outcome.ts';
import type { PhoneChangeDesk } from './phone-change-desk.ts';
import type { Answered, Router } from './router.ts';
import type { Sessions } from './sessions.ts';
import type { SignatureDesk } from './signature-desk.ts';
import type { WordDesk } from './word-desk.ts';

/** What this portal does in a profile, and nothing that is still to come. */
export function operationsOf(
	{ login, keepsPins }: FlowProfile,
	areSignaturesRead: boolean,
): readonly PortalOperation[] {
	const logins: readonly PortalOperation[] =
		login === 'elsewhere'
			? ['elsewhere-login']
			: [
					'password-login',
					'security-word-reset',
					'security-word-code-check',
					...(areSignaturesRead ? (['e-signature-login'] as const) : []),
				];
	const pins: readonly PortalOperation[] = keepsPins ? ['pin-view', 'pin-save', 'pin-delete'] : [];
	return [...logins, ...pins, 'activate', 'revoke', 'update-details', 'unlock'];
}

export function addServiceRoutes(
	router: Router,
	{
		flow,
		operations,
		instanceId,
	}: {
		readonly flow: FlowProfileId;
		readonly operations: readonly PortalOperation[];
		readonly instanceId: string;
	},
): void {
	const service: ServiceInfo = {
		name: 'Mühürdar deneme portalı',
		contractVersion: CONTRACT_VERSION,
		isSandbox: true,
		operations: [...operations],
		flow,
		instanceId,
	};
	router.open(ENDPOINTS.service, () => ({ ok: true, value: service }));
}

export function addLoginRoutes(
	router: Router,
	captchas: CaptchaDesk,
	desk: LoginDesk,
	words: WordDesk,
	sessions: Sessions,
): void {
	router.open(ENDPOINTS.newCaptcha, () => ({ ok: true, value: captchas.issue() }));
	router.openWithBody(ENDPOINTS.startLogin, ({ body }) => desk.start(body));
	router.open(ENDPOINTS.sendCode, (visit) => desk.sendCode(visit.parameter('loginId')));
	router.openWithBody(ENDPOINTS.confirmCode, (visit) =>
		desk.confirm(visit.parameter('loginId'), visit.body.code, (holder) => sessions.open(holder)),
	);
	router.openWithBody(ENDPOINTS.startWordReset, ({ body }) => desk.startReset(body));
	router.open(ENDPOINTS.sendWordResetCode, (visit) => desk.sendResetCode(visit.parameter('resetId')));
	router.openWithBody(ENDPOINTS.checkWordResetCode, (visit) =>
		words.check(visit.parameter('resetId'), visit.body.code),
	);
	router.openChange(ENDPOINTS.finishWordReset, (visit) =>
		words.reset(visit.parameter('resetId'), visit.body),
	);
	router.open(ENDPOINTS.logout, ({ authorization }) => sessions.close(authorization));
}

export function addSignatureRoutes(router: Router, desk: SignatureDesk, sessions: Sessions): void {
	router.openWithBody(ENDPOINTS.startSignatureLogin, ({ body }) => desk.start(body.holderNumber));
	router.openWithBody(ENDPOINTS.finishSignatureLogin, (visit) =>
		desk.finish(visit.parameter('loginId'), visit.body.cms, (holder) => sessions.open(holder)),
	);
}

export function addElsewhereRoutes(router: Router, desk: ElsewhereDesk): void {
	router.open(ENDPOINTS.startElsewhereLogin, () => desk.start());
	router.openWithBody(ENDPOINTS.pollElsewhereLogin, ({ body }) => desk.poll(body.deviceCode));
}

export function addAccountRoutes(
	router: Router,
	desk: AccountDesk,
	phones: PhoneChangeDesk,
	words: WordDesk,
): void {
	router.inSession(ENDPOINTS.certificates, ({ holderNumber, query }) => {
		const { after } = ENDPOINTS.certificates.query.parse(query);
		const page = desk.certificates(holderNumber, after);
		return page.ok ? answered(page.value) : page;
	});
	router.change(ENDPOINTS.activate, (visit) =>
		desk.activate(visit.holderNumber, visit.parameter('serialNumber')),
	);
	router.inSession(ENDPOINTS.revocationTerms, () => ({
		ok: true,
		value: { value: SANDBOX_REVOCATION_TERMS },
	}));
	router.changeWithBody(ENDPOINTS.revoke, (visit) =>
		desk.revoke(visit.holderNumber, visit.parameter('serialNumber'), visit.body.reason),
	);

	router.inSession(ENDPOINTS.details, ({ holderNumber }) => desk.details(holderNumber));
	router.changeWithBody(ENDPOINTS.updateDetails, ({ holderNumber, body, entityTag }) =>
		desk.updateDetails(holderNumber, body, entityTag),
	);
	router.inSessionWithBody(ENDPOINTS.startPhoneChange, ({ holderNumber, body }) =>
		phones.start(holderNumber, body.phone),
	);
	router.changeWithBody(ENDPOINTS.finishPhoneChange, (visit) =>
		phones.finish(visit.holderNumber, visit.parameter('phoneChangeId'), visit.body.code, visit.entityTag),
	);
	router.changeWithBody(ENDPOINTS.changeSecurityWord, ({ holderNumber, body }) =>
		words.change(holderNumber, body),
	);

	router.inSession(ENDPOINTS.pins, ({ holderNumber, query }) => {
		const { after } = ENDPOINTS.pins.query.parse(query);
		const page = desk.pins(holderNumber, after);
		return page.ok ? answered(page.value) : page;
	});
	router.inSession(ENDPOINTS.pinDocument, async ({ holderNumber }) => {
		const document = await desk.pinDocument(holderNumber);
		return document.ok ? answered(document.value) : document;
	});
	router.changeWithBody(ENDPOINTS.deletePins, ({ holderNumber, body }) =>
		desk.deletePins(holderNumber, body.cardSerial),
	);

	router.inSession(ENDPOINTS.unlocks, ({ holderNumber }) => ({
		ok: true,
		value: { value: desk.unlocks(holderNumber) },
	}));
	router.changeWithBody(ENDPOINTS.startUnlock, ({ holderNumber, body }) =>
		desk.startUnlock(holderNumber, body.cardSerial),
	);
	router.inSession(ENDPOINTS.unlock, (visit) => {
		const data = desk.unlock(visit.holderNumber, visit.parameter('unlockId'));
		return data.ok ? { ok: true, value: { value: data.value } } : data;
	});
	router.changeWithBody(ENDPOINTS.reportUnlock, (visit) =>
		desk.reportUnlock(visit.holderNumber, visit.parameter('unlockId'), visit.body.result),
	);
}

export function addOperationRoutes(router: Router, book: OperationBook): void {
	router.open(ENDPOINTS.operation, (visit) => {
		const key = token.safeParse(visit.parameter('key'));
		return key.success ? book.ask(key.data) : refused('request-invalid');
	});
	router.open(ENDPOINTS.withdrawOperation, (visit) => {
		const key = token.safeParse(visit.parameter('key'));
		return key.success ? { ok: true, value: book.withdraw(key.data) } : refused('request-invalid');
	});
	router.refuseOtherMethods();
}

function answered<Answer>(value: Answer): Outcome<Answered<Answer>> {
	return { ok: true, value: { value } };
}
