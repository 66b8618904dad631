import { ENDPOINTS, type Endpoint, newerWord } from '#contract';
import type { RequestOf } from './endpoint-request.ts';
import type { Change } from './portal-client.ts';

/** The request that a change is. */
export interface ChangeRequest {
	readonly endpoint: Endpoint;
	readonly parameters?: Readonly<Record<string, string>>;
	/** JSON; secrets are revealed in it. */
	readonly body?: unknown;
	readonly entityTag?: string;
}

export function changeRequest(change: Change): ChangeRequest {
	switch (change.kind) {
		case 'activate':
			return request(ENDPOINTS.activate, { parameters: { serialNumber: change.serialNumber } });
		case 'revoke':
			return request(ENDPOINTS.revoke, {
				parameters: { serialNumber: change.serialNumber },
				body: { reason: newerWord(change.reason) ?? change.reason },
			});
		case 'update-details':
			return request(ENDPOINTS.updateDetails, { body: change.edit, entityTag: change.entityTag });
		case 'change-phone':
			return request(ENDPOINTS.finishPhoneChange, {
				parameters: { phoneChangeId: change.phoneChangeId },
				body: { code: change.code.reveal() },
				entityTag: change.entityTag,
			});
		case 'change-security-word':
			return request(ENDPOINTS.changeSecurityWord, {
				body: {
					securityWord: change.securityWord.reveal(),
					newSecurityWord: change.newSecurityWord.reveal(),
				},
			});
		case 'reset-security-word':
			return request(ENDPOINTS.finishWordReset, {
				parameters: { resetId: change.resetId },
				body: { code: change.code.reveal(), newSecurityWord: change.newSecurityWord.reveal() },
			});
		case 'delete-pins':
			return request(ENDPOINTS.deletePins, { body: { cardSerial: change.cardSerial, copy: change.copy } });
		case 'start-unlock':
			return request(ENDPOINTS.startUnlock, { body: { cardSerial: change.cardSerial } });
		case 'report-unlock':
			return request(ENDPOINTS.reportUnlock, {
				parameters: { unlockId: change.unlockId },
				body: { result: change.result },
			});
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

function request<E extends Endpoint>(
	endpoint: E,
	parts: RequestOf<E> & Omit<ChangeRequest, 'endpoint'>,
): ChangeRequest {
	return { endpoint, ...parts };
}
