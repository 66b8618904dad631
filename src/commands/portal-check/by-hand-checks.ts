import type { PortalOperation } from '#contract';
import { type CheckId, type PortalCheck, type SkipReason, unlessOffered } from './check.ts';
import { refusal } from './seen.ts';

/*
 * Rules that this command does not try: they take a second login, a lock of the account, a long wait, a card, a key that signs,
 * or a restart of the portal. Each is told as not tried, with what to send and what has to come, so that no one takes it for
 * looked at.
 */

export const BY_HAND_CHECKS: readonly PortalCheck[] = [
	byHand(
		'later-login',
		'POST /v1/logins/{loginId}/code ×2; GET /v1/certificates',
		`200 sessionToken ≠; ${refusal('session-replaced')}`,
		'confirmCode',
		'password-login',
		'elsewhere-login',
		'e-signature-login',
	),
	byHand(
		'idle-session',
		'expiresInSeconds; GET /v1/certificates',
		refusal('session-expired'),
		'Sessions',
		'password-login',
		'elsewhere-login',
		'e-signature-login',
	),
	byHand(
		'code-lock',
		'POST /v1/logins/{loginId}/code …; POST /v1/logins/{loginId}/sms',
		`${refusal('code-wrong')} triesLeft − 1; ${refusal('login-locked')} ×2`,
		'startLogin',
		'password-login',
	),
	byHand(
		'word-reset',
		'POST /v1/security-word-resets/{resetId}/word ×2; Idempotency-Key ≠',
		`200 done ×2; ${refusal('login-expired')}`,
		'finishWordReset',
		'security-word-reset',
	),
	byHand(
		'new-pin',
		'POST /v1/unlocks/{unlockId}/report {"result": "done"}; GET /v1/pins',
		'200 done; pin = newPin',
		'reportUnlock',
		'unlock',
	),
	byHand(
		'signature',
		'POST /v1/signature-logins/{loginId}/signature ×2, ≠ cms',
		`200 sessionToken =; ${refusal('login-expired')}`,
		'finishSignatureLogin',
		'e-signature-login',
	),
	byHand(
		'restart',
		'GET /v1/service; GET /v1/operations/{key}',
		'instanceId =; 200 done',
		'Changes, keys and operations',
	),
];

function byHand(
	id: CheckId,
	request: string,
	expected: string,
	section: string,
	...operations: readonly PortalOperation[]
): PortalCheck {
	return {
		id,
		request,
		expected,
		section,
		skip: (walk): SkipReason =>
			(operations.length === 0 ? undefined : unlessOffered(...operations)(walk)) ?? 'by-hand',
		look: async () => ({ skipped: 'by-hand' }),
	};
}
