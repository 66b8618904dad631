import { type ElsewhereLoginStarted, elsewhereLoginStarted } from '#contract';
import { SecretText } from '#text';
import { badAnswer, type Question, readValue } from './answer.ts';
import type { ExchangeAnswer } from './exchange.ts';
import { isSecureOrLocal } from './portal-address.ts';
import type { ElsewhereLogin, PortalResult } from './portal-client.ts';

/** A login at another site as it was begun, where its addresses may be shown to a person. */
export function readElsewhereLogin(answer: ExchangeAnswer, question: Question): PortalResult<ElsewhereLogin> {
	const read = readValue(answer, elsewhereLoginStarted, question);
	if (!read.ok) {
		return read;
	}
	const address = siteAddress(read.value);
	if (address === undefined) {
		return badAnswer(answer, 'no address to send anybody to');
	}
	const { deviceCode, userCode, siteName, expiresInSeconds, intervalSeconds } = read.value;
	return {
		ok: true,
		value: {
			deviceCode: SecretText.of(deviceCode),
			userCode,
			siteName,
			expiresInSeconds,
			intervalSeconds,
			...address,
		},
	};
}

/**
 * People type a secret there: it is `https:`, or on this machine; no name in front of the host hides what the host is;
 * and the address in the QR code leads where the one that is read leads.
 */
function siteAddress({
	verificationUri,
	verificationUriComplete = verificationUri,
}: ElsewhereLoginStarted): Pick<ElsewhereLogin, 'address' | 'completeAddress'> | undefined {
	if (!URL.canParse(verificationUri) || !URL.canParse(verificationUriComplete)) {
		return undefined;
	}
	const typed = new URL(verificationUri);
	const complete = new URL(verificationUriComplete);
	const hasName = [typed, complete].some(({ username, password }) => username !== '' || password !== '');
	return !hasName && isSecureOrLocal(typed) && typed.origin === complete.origin
		? { address: typed.href, completeAddress: complete.href }
		: undefined;
}
