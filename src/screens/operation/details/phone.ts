import {
	type AppState,
	afterSessionProblem,
	aheadCommand,
	type CodeStep,
	type Command,
	comingField,
	type DetailsAct,
	eraseTyped,
	insertedInto,
	type Next,
	next,
	type PhoneStep,
	refuse,
	replaceSecret,
	request,
	type StampedMessage,
	sessionUsed,
	takeTypedAhead,
	tell,
	typeAhead,
	withNotice,
} from '#app';
import { SecretText } from '#text';

/* A new phone number is on record only after a code that was sent to it came back. */

/** Digits of a Turkish number after +90. */
const PHONE_DIGITS = 10;

export function openPhone(state: AppState, operation: DetailsAct): Next {
	return next(withStep(state, operation, { name: 'phone', digits: '', pending: undefined }));
}

function withStep(state: AppState, operation: DetailsAct, step: DetailsAct['step']): AppState {
	return { ...state, operation: { ...operation, step } };
}

export function phoneCommand(
	state: AppState,
	operation: DetailsAct,
	step: PhoneStep,
	command: Command,
): Next | undefined {
	const coming = comingField(state);
	const ofCode = coming === undefined ? undefined : aheadCommand(state, coming, command);
	if (ofCode !== undefined) {
		return ofCode;
	}
	switch (command) {
		case 'back':
			return backToForm(state, operation, step);
		case 'erase':
		case 'clear-field':
			return eraseTyped(state, step.digits, command, (digits) =>
				withStep(state, operation, { ...step, digits }),
			);
		case 'continue':
			// A mobile number: nothing else receives a text message.
			return /^5\d{9}$/u.test(step.digits)
				? startPhoneChange(state, operation, step)
				: refuse(state, 'phone-incomplete');
		default:
			return undefined;
	}
}

/** A request that is under way is given up; nothing is changed by it yet. */
function backToForm(state: AppState, operation: DetailsAct, step: PhoneStep | CodeStep): Next {
	const form = withStep(state, operation, { name: 'form' });
	const cancelled =
		step.pending === undefined ? [] : [{ kind: 'cancel' as const, cancelled: step.pending.request }];
	const wiped = step.name === 'code' ? [{ kind: 'wipe' as const, secrets: [step.code] }] : [];
	return next(form, ...cancelled, ...wiped);
}

export function typeIntoNewPhone(
	state: AppState,
	operation: DetailsAct,
	step: PhoneStep,
	text: string,
): Next {
	const coming = comingField(state);
	if (coming !== undefined) {
		return typeAhead(state, coming, text);
	}
	const typed = text.replaceAll(/\s/gu, '');
	if (!/^\d+$/u.test(typed)) {
		return refuse(state, 'digits-only');
	}
	// People begin with the trunk prefix 0, which +90 stands for.
	const digits = insertedInto(step.digits, typed, state.behindCursor).replace(/^0+/u, '');
	return digits.length > PHONE_DIGITS
		? refuse(state, 'field-full')
		: next(withStep(state, operation, { ...step, digits }));
}

function startPhoneChange(before: AppState, operation: DetailsAct, step: PhoneStep | CodeStep): Next {
	return request(withNotice(before, undefined), (number, state) =>
		next(withStep(state, operation, { ...step, pending: { request: number, since: state.now } }), {
			kind: 'start-phone-change',
			request: number,
			phone: `+90${step.digits}`,
		}),
	);
}

export function phoneChangeStarted(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'phone-change-started' }>,
): Next {
	const { operation } = state;
	if (operation.kind !== 'update-details') {
		return next(state);
	}
	const { step } = operation;
	if ((step.name !== 'phone' && step.name !== 'code') || step.pending?.request !== number) {
		return next(state);
	}
	if (!result.ok) {
		const { code, retryAfterSeconds = 0 } = result.problem;
		const isEarly = step.name === 'code' && code === 'resend-too-early';
		const open = { ...step, pending: undefined };
		const kept = isEarly ? { ...open, resendAt: state.now + retryAfterSeconds * 1000 } : open;
		return afterSessionProblem(withStep(state, operation, kept), result.problem);
	}
	const { phoneChangeId, maskedPhone, codeLength, expiresInSeconds, resendInSeconds } = result.value;
	const used = sessionUsed(state);
	const told = step.name === 'code' ? tell(used, 'code-sent-again') : used;
	const ahead = takeTypedAhead(told, number, codeLength);
	const code: CodeStep = {
		name: 'code',
		digits: step.digits,
		phoneChangeId,
		maskedPhone,
		code: ahead.code,
		codeLength,
		expiresAt: state.now + expiresInSeconds * 1000,
		resendAt: state.now + resendInSeconds * 1000,
		pending: undefined,
	};
	const moved = withStep(ahead.state, operation, code);
	return step.name === 'code' ? replaceSecret(moved, step.code) : next(moved);
}

export function codeCommand(
	state: AppState,
	operation: DetailsAct,
	step: CodeStep,
	command: Command,
): Next | undefined {
	if (command === 'back') {
		return backToForm(state, operation, step);
	}
	const coming = comingField(state);
	if (coming !== undefined) {
		return aheadCommand(state, coming, command);
	}
	switch (command) {
		case 'erase':
		case 'clear-field':
			return step.code.length === 0
				? refuse(state, 'nothing-to-erase')
				: replaceSecret(
						withStep(state, operation, {
							...step,
							code: command === 'erase' ? step.code.erased(state.behindCursor) : SecretText.empty,
						}),
						step.code,
					);
		case 'resend-code':
			return state.now < step.resendAt
				? refuse(state, 'resend-too-early')
				: startPhoneChange(state, operation, step);
		case 'continue':
			return step.code.length === step.codeLength
				? finish(state, operation, step)
				: refuse(state, 'code-incomplete');
		default:
			return undefined;
	}
}

export function typeIntoPhoneCode(
	state: AppState,
	operation: DetailsAct,
	step: CodeStep,
	text: string,
): Next {
	const coming = comingField(state);
	if (coming !== undefined) {
		return typeAhead(state, coming, text);
	}
	const typed = text.replaceAll(/\s/gu, '');
	if (!/^\d+$/u.test(typed)) {
		return refuse(state, 'digits-only');
	}
	return step.code.length + typed.length > step.codeLength
		? refuse(state, 'field-full')
		: replaceSecret(
				withStep(state, operation, { ...step, code: step.code.inserted(typed, state.behindCursor) }),
				step.code,
			);
}

function finish(before: AppState, operation: DetailsAct, step: CodeStep): Next {
	const { record } = operation;
	if (record.kind !== 'loaded') {
		return refuse(before, 'details-not-loaded');
	}
	const { entityTag } = record.onRecord;
	return request(withNotice(before, undefined), (number, state) =>
		next(
			withStep(state, operation, {
				name: 'running',
				run: { request: number, since: state.now, phase: 'sending' },
				from: step,
			}),
			{
				kind: 'make-change',
				request: number,
				change: { kind: 'change-phone', phoneChangeId: step.phoneChangeId, code: step.code, entityTag },
				holderNumber: operation.holderNumber,
			},
		),
	);
}
