import { ENDPOINTS, type Endpoint, newerWord } from '#contract';
import type { Change } from './portal-client.ts';

/** The request that a change is. */
export interface ChangeRequest {
	readonly endpoint: Endpoint;
	readonly parameters: Readonly<Record<string, string>>;
	/** JSON; secrets are revealed in it. */
	readonly body: unknown;
	readonly entityTag: string | undefined;
}

export function changeRequest(change: Change): ChangeRequest {
	switch (change.kind) {
		case 'activate':
			return request(ENDPOINTS.activate, { serialNumber: change.serialNumber });
		case 'revoke':
			return request(
				ENDPOINTS.revoke,
				{ serialNumber: change.serialNumber },
				{ reason: newerWord(change.reason) ?? change.reason },
			);
		case 'update-details':
			return request(ENDPOINTS.updateDetails, {}, change.edit, change.entityTag);
		case 'change-phone':
			return request(
				ENDPOINTS.finishPhoneChange,
				{ phoneChangeId: change.phoneChangeId },
				{ code: change.code.reveal() },
				change.entityTag,
			);
		case 'change-security-word':
			return request(
				ENDPOINTS.changeSecurityWord,
				{},
				{
					securityWord: change.securityWord.reveal(),
					newSecurityWord: change.newSecurityWord.reveal(),
				},
			);
		case 'reset-security-word':
			return request(
				ENDPOINTS.finishWordReset,
				{ resetId: change.resetId },
				{ code: change.code.reveal(), newSecurityWord: change.newSecurityWord.reveal() },
			);
		case 'delete-pins':
			return request(ENDPOINTS.deletePins, {}, { cardSerial: change.cardSerial, copy: change.copy });
		case 'start-unlock':
			return request(ENDPOINTS.startUnlock, {}, { cardSerial: change.cardSerial });
		case 'report-unlock':
			return request(ENDPOINTS.reportUnlock, { unlockId: change.unlockId }, { result: change.result });
	}
}

/**
 * What the change would make of its subject, for the journal to tell two requests apart. Without what proves that the
 * person may: a code or the present word is another one each time.
 */
export function contentOf(change: Change): string {
	return JSON.stringify(contentParts(change));
}

function contentParts(change: Change): readonly unknown[] {
	switch (change.kind) {
		case 'activate':
		case 'start-unlock':
			return [];
		case 'revoke':
			return [change.reason];
		case 'update-details':
			return Object.entries(change.edit).toSorted(([one], [other]) => (one < other ? -1 : 1));
		case 'change-phone':
			// The number itself went with another request; each new one has an id of its own.
			return [change.phoneChangeId];
		case 'change-security-word':
		case 'reset-security-word':
			return [change.newSecurityWord.reveal()];
		case 'delete-pins':
			return [change.copy];
		case 'report-unlock':
			return [change.result];
	}
}

function request(
	endpoint: Endpoint,
	parameters: Readonly<Record<string, string>>,
	body?: unknown,
	entityTag?: string,
): ChangeRequest {
	return { endpoint, parameters, body, entityTag };
}
