import {
	type AppState,
	abandonLogin,
	afterProblem,
	andThen,
	type Command,
	closeUnawaitedSession,
	eraseTyped,
	insertedInto,
	kioskWithoutSigner,
	leaveCardPin,
	type Next,
	next,
	refuse,
	request,
	type SignatureCandidate,
	type SignatureForm,
	type StampedMessage,
	sessionOpened,
	signatureCandidates,
	withNotice,
} from '#app';
import { checkHolderNumber } from '#certificate';
import { emptyPinForm } from '../card-pin/form-update.ts';
import { cardPinEnded, withTriesLookedAt } from '../card-pin/update.ts';

import { resumeOperation } from '../operation/update.ts';

/*
 * E-İmzalı Giriş: for which organisation, with whose certificate; then the PIN, by the same desk and the same stages
 * as everything else that is done with a card's PIN.
 */

/** Longer than any right number, so that a wrong one can be seen and told. */
const NUMBER_LIMIT = 14;

export function openSignatureForm(state: AppState): Next {
	const login: SignatureForm = {
		stage: 'signature',
		focus: 'holder-number',
		holderNumber: '',
		fault: undefined,
	};
	const opened: AppState = { ...state, screen: 'login', login };
	return state.mode.portal === 'sandbox' ? plugSignatory(opened) : next(opened);
}

/** In the sandbox the signatory comes along with a card and a reader of their own. */
function plugSignatory(before: AppState): Next {
	return request(before, (number, state) => next(state, { kind: 'plug-signatory', request: number }));
}

function withForm(state: AppState, login: SignatureForm): AppState {
	return { ...state, login };
}

/** The certificate that the cursor stands on; undefined at the field, and where its card is gone. */
function candidateInFocus(state: AppState, { focus }: SignatureForm): SignatureCandidate | undefined {
	return focus === 'holder-number'
		? undefined
		: signatureCandidates(state).find(
				({ certificate }) => certificate.certificate.fingerprint === focus.fingerprint,
			);
}

export function signatureCommand(state: AppState, form: SignatureForm, command: Command): Next | undefined {
	switch (command) {
		case 'continue':
			return enter(state, form);
		case 'back':
			return andThen(abandonLogin(state), (left) => next({ ...left, screen: 'login-method' }));
		case 'next-field':
		case 'down':
			return moveFocus(state, form, 1);
		case 'previous-field':
		case 'up':
			return moveFocus(state, form, -1);
		case 'erase':
		case 'clear-field':
			return eraseTyped(state, form.holderNumber, command, (holderNumber) =>
				withForm(state, { ...form, focus: 'holder-number', holderNumber, fault: undefined }),
			);
		default:
			return undefined;
	}
}

/** Typing means the number, wherever the cursor stands. */
export function typeIntoSignatureForm(state: AppState, form: SignatureForm, text: string): Next {
	const holderNumber = insertedInto(form.holderNumber, text.trim(), state.behindCursor);
	if (holderNumber.length > NUMBER_LIMIT) {
		return refuse(state, 'field-full');
	}
	// A letter is told at once, a missing digit only when the field is left.
	const check = checkHolderNumber(holderNumber);
	const fault = !check.ok && check.code === 'not-digits' ? check.code : undefined;
	return next(withForm(state, { ...form, focus: 'holder-number', holderNumber, fault }));
}

function moveFocus(state: AppState, form: SignatureForm, step: 1 | -1): Next {
	const { focus } = form;
	const candidates = signatureCandidates(state);
	const found = candidates.findIndex(
		({ certificate }) =>
			focus !== 'holder-number' && certificate.certificate.fingerprint === focus.fingerprint,
	);
	// The field comes first, then the certificates; the cursor of one that is gone is back at the field.
	const count = candidates.length + 1;
	const there = (found + 1 + step + count) % count;
	const check = checkHolderNumber(form.holderNumber);
	const fault = check.ok || form.holderNumber === '' ? undefined : check.code;
	const moved = withForm(state, { ...form, fault, focus: focusAt(candidates, there) });
	// With the field alone there is nowhere to go; what is wrong in it is told all the same.
	return candidates.length === 0 ? refuse(moved, 'no-signature-card') : next(moved);
}

function focusAt(candidates: readonly SignatureCandidate[], place: number): SignatureForm['focus'] {
	const candidate = candidates[place - 1];
	return candidate === undefined
		? 'holder-number'
		: { fingerprint: candidate.certificate.certificate.fingerprint };
}

/** Enter: what is missing comes first; then the PIN. A single certificate that fits needs no choosing. */
function enter(state: AppState, form: SignatureForm): Next {
	const check = checkHolderNumber(form.holderNumber);
	const chosen = candidateInFocus(state, form);
	if (chosen?.refusal !== undefined) {
		return refuse(state, chosen.refusal);
	}
	if (!check.ok) {
		const told = withForm(state, { ...form, focus: 'holder-number', fault: check.code });
		// What stands at the field already would be no answer.
		return form.fault === check.code ? refuse(told, 'number-wrong') : next(told);
	}
	const candidates = signatureCandidates(state);
	const fitting = candidates.filter(({ refusal }) => refusal === undefined);
	const signer = chosen ?? (fitting.length === 1 ? fitting[0] : undefined);
	if (signer !== undefined) {
		return askPin(state, form, signer);
	}
	const [first] = fitting.length > 0 ? fitting : candidates;
	if (first === undefined) {
		return refuse(state, 'no-signature-card');
	}
	const { fingerprint } = first.certificate.certificate;
	const moved = withForm(state, { ...form, focus: { fingerprint } });
	return first.refusal === undefined ? next(moved) : refuse(moved, first.refusal);
}

function askPin(state: AppState, form: SignatureForm, { card, certificate }: SignatureCandidate): Next {
	const { fingerprint } = certificate.certificate;
	return withTriesLookedAt(
		withForm(state, { ...form, focus: { fingerprint }, fault: undefined }),
		{
			openedFrom: 'login',
			card,
			tries: { kind: 'none' },
			entry: 'verify-pin',
			stage: emptyPinForm('log-in', false),
		},
		card,
	);
}

export function signatureLoginEnded(
	state: AppState,
	{ request: ended, outcome }: Extract<StampedMessage, { readonly type: 'signature-login-ended' }>,
): Next {
	const { cardPin } = state;
	const isAwaited = cardPin?.stage.stage === 'running' && cardPin.stage.request === ended;
	if (outcome.kind !== 'opened') {
		const told = isAwaited && outcome.kind === 'portal' ? afterProblem(state, outcome.problem) : state;
		return cardPinEnded(told, ended, outcome);
	}
	if (!isAwaited) {
		return state.session === undefined ? closeUnawaitedSession(state) : next(state);
	}
	const { isCalledOff } = cardPin.stage;
	if (isCalledOff) {
		// The portal was faster than Esc.
		const given = { kind: 'portal', isSigned: true, problem: { code: 'cancelled' } } as const;
		return andThen(closeUnawaitedSession(state), (closed) => cardPinEnded(closed, ended, given));
	}
	// What it asked about is over.
	const overlay = state.overlay?.kind === 'quit' ? undefined : state.overlay;
	const { login } = state;
	const signedBy =
		login.stage === 'signature' && login.focus !== 'holder-number' ? login.focus.fingerprint : undefined;
	const left = leaveCardPin(withNotice({ ...state, overlay }, undefined));
	const opened = andThen(left, (gone) =>
		sessionOpened({ ...gone, login: { stage: 'none' } }, outcome.session, signedBy),
	);
	// Whoever pulled the card in the meantime may have gone already.
	return andThen(andThen(opened, resumeOperation), kioskWithoutSigner);
}
