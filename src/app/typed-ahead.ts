import type { FieldInFocus } from './open-place.ts';
import type { RequestId } from './request.ts';
import type { AppState } from './state.ts';

/* Which field the awaited answer opens, so that what is typed before it is open is kept for it. */

/** Most digits that are kept: the longest code of the portal (`codeLength` of the contract). */
export const MOST_TYPED_AHEAD = 8;

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

/** The field that is about to open, with what was typed for it so far; undefined where none is. */
export function comingFocus(state: AppState): FieldInFocus | undefined {
	return comingField(state) === undefined
		? undefined
		: { name: 'coming-code', length: state.typedAhead?.code.length ?? 0 };
}
