import type { SecretText } from '#text';
import type { RequestId } from './messages.ts';
import type { AppState } from './state.ts';

/* Which field the awaited answer opens, and what is typed at it before it is open. */

/** Most digits that are kept: the longest code of the portal (`codeLength` of the contract). */
export const MOST_TYPED_AHEAD = 8;

/** Digits of a code, typed before the portal's answer opened the field of the code. */
export interface TypedAhead {
	/** The question whose answer opens the field; with it these digits end. */
	readonly request: RequestId;
	readonly code: SecretText;
	/** True where Enter was pressed after them: the code is sent once the field is open. */
	readonly isEntered: boolean;
}

export interface ComingField {
	/** The question whose answer opens it. */
	readonly request: RequestId;
	/** Whether Enter may be pressed ahead: only where it makes no change. */
	readonly takesEnter: boolean;
}

/** The field that the awaited answer opens; undefined where none does. */
export function comingField({ login, operation, screen }: AppState): ComingField | undefined {
	if (screen === 'login' && (login.stage === 'phone' || login.stage === 'code')) {
		return login.pending?.asks === 'send-code'
			? { request: login.pending.request, takesEnter: true }
			: undefined;
	}
	if (screen === 'operation' && operation.kind === 'update-details') {
		const { step } = operation;
		const pending = step.name === 'phone' || step.name === 'code' ? step.pending : undefined;
		return pending === undefined ? undefined : { request: pending.request, takesEnter: false };
	}
	return undefined;
}
