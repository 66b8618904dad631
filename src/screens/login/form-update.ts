import {
	type AppState,
	abandonLogin,
	afterProblem,
	andThen,
	type Command,
	type Effect,
	erasedFrom,
	type FieldFault,
	holdersInReaders,
	insertedInto,
	isBusy,
	type LoginField,
	type LoginForm,
	type LoginPurpose,
	type Next,
	next,
	portalOffers,
	refuse,
	replaceSecret,
	request,
	type StampedMessage,
	tell,
	withNotice,
} from '#app';
import { checkHolderNumber } from '#certificate';
import { SecretText } from '#text';

/* Şifreli Giriş: Vergi Kimlik No, Resimdeki Yazı, Güvenlik Sözcüğü, until the portal knows the holder. */

/** Where the word was forgotten it is not asked for. */
const FIELDS: Readonly<Record<LoginPurpose, readonly LoginField[]>> = {
	session: ['holder-number', 'captcha-answer', 'security-word'],
	'new-word': ['holder-number', 'captcha-answer'],
};
/** Longer than any right answer, so that a wrong one can be seen and told at the field. */
const FIELD_LIMITS: Readonly<Record<LoginField, number>> = {
	'holder-number': 14,
	'captcha-answer': 12,
	'security-word': 64,
};

/**
 * Opens the form; a number typed before is kept. Where the seals in the readers are of one holder the number is filled in, with the
 * cursor on it: the person says with Enter that it is theirs, and what they type takes its place.
 */
export function openForm(state: AppState, typedBefore = '', purpose: LoginPurpose = 'session'): Next {
	const [ofCard, ...others] = typedBefore === '' ? holdersInReaders(state) : [];
	const isNumberOfCard = ofCard !== undefined && others.length === 0 && checkHolderNumber(ofCard).ok;
	const form: LoginForm = {
		stage: 'form',
		purpose,
		focus: typedBefore === '' ? 'holder-number' : 'captcha-answer',
		holderNumber: isNumberOfCard ? ofCard : typedBefore,
		...(isNumberOfCard ? { isNumberOfCard } : {}),
		captchaAnswer: '',
		securityWord: SecretText.empty,
		captcha: { kind: 'loading', request: 0, since: state.now },
		faults: {},
		pending: undefined,
	};
	return askCaptcha({ ...state, screen: 'login', login: form });
}

function askCaptcha(before: AppState): Next {
	const { login } = before;
	if (login.stage !== 'form') {
		return next(before);
	}
	return request(before, (number, state) =>
		next(
			withForm(state, {
				...login,
				captcha: { kind: 'loading', request: number, since: state.now },
				captchaAnswer: '',
				faults: withoutFault(login.faults, 'captcha-answer'),
			}),
			{ kind: 'new-captcha', request: number },
		),
	);
}

function withForm(state: AppState, login: LoginForm): AppState {
	return { ...state, login };
}

export function formCommand(state: AppState, form: LoginForm, command: Command): Next | undefined {
	switch (command) {
		case 'continue':
			return form.pending === undefined ? enter(state, form) : refuse(state, 'waiting-for-answer');
		case 'back':
			if (form.pending !== undefined) {
				return giveUp(state, form);
			}
			return form.purpose === 'session' ? toMethods(state) : reopened(state, form, 'session');
		case 'next-field':
		case 'down':
			return next(focusField(state, form, 1));
		case 'previous-field':
		case 'up':
			return next(focusField(state, form, -1));
		case 'erase':
			return form.pending === undefined ? erase(state, form) : refuse(state, 'waiting-for-answer');
		case 'clear-field':
			return form.pending === undefined ? clearField(state, form) : refuse(state, 'waiting-for-answer');
		case 'new-captcha':
			if (form.pending !== undefined || form.captcha.kind === 'loading') {
				return refuse(state, 'waiting-for-answer');
			}
			return askCaptcha(focus(tell(state, 'captcha-renewed'), form, 'captcha-answer'));
		case 'forgot-word':
			return forgotWord(state, form);
		default:
			return undefined;
	}
}

/** Güvenlik Sözcüğümü Unuttum: the same form without the word, with the number that was typed. */
function forgotWord(state: AppState, form: LoginForm): Next {
	if (form.pending !== undefined) {
		return refuse(state, 'waiting-for-answer');
	}
	if (form.purpose === 'new-word') {
		return refuse(state, 'no-such-key');
	}
	return portalOffers(state, 'security-word-reset')
		? reopened(state, form, 'new-word')
		: refuse(state, 'not-offered');
}

function reopened(state: AppState, { holderNumber }: LoginForm, purpose: LoginPurpose): Next {
	return andThen(abandonLogin(state), (left) => openForm(left, holderNumber, purpose));
}

function toMethods(state: AppState): Next {
	const left = abandonLogin(state);
	return { ...left, state: { ...left.state, screen: 'login-method' } };
}

/** Esc while an answer is awaited: the request is given up, the form stays. */
function giveUp(state: AppState, form: LoginForm): Next {
	const pending = form.pending;
	const freed = withForm(tell(state, 'cancelled'), {
		...form,
		pending: undefined,
		securityWord: SecretText.empty,
		focus: 'captcha-answer',
	});
	const effects: Effect[] = [];
	if (pending !== undefined) {
		effects.push({ kind: 'cancel', cancelled: pending.request });
	}
	effects.push({ kind: 'wipe', secrets: [form.securityWord] });
	// The picture went out with the request: whether it is used up is not known, so a new one is asked for.
	return andThen({ state: freed, effects }, askCaptcha);
}

function focus(state: AppState, form: LoginForm, field: LoginField): AppState {
	return withForm(state, { ...form, focus: field });
}

function focusField(state: AppState, form: LoginForm, step: 1 | -1): AppState {
	const fields = FIELDS[form.purpose];
	const index = (fields.indexOf(form.focus) + step + fields.length) % fields.length;
	return withForm(state, {
		...form,
		focus: fields[index] ?? form.focus,
		faults: judged(form, form.focus),
	});
}

/** The faults after leaving `field`: an empty field is told only when the form is sent. */
function judged(form: LoginForm, field: LoginField): LoginForm['faults'] {
	const fault = fieldFault(form, field);
	return fault === undefined || fault === 'empty'
		? withoutFault(form.faults, field)
		: { ...form.faults, [field]: fault };
}

function withoutFault(faults: LoginForm['faults'], field: LoginField): LoginForm['faults'] {
	return Object.fromEntries(Object.entries(faults).filter(([name]) => name !== field));
}

function fieldFault(form: LoginForm, field: LoginField): FieldFault | undefined {
	switch (field) {
		case 'holder-number': {
			const check = checkHolderNumber(form.holderNumber);
			return check.ok ? undefined : check.code;
		}
		case 'captcha-answer':
			if (form.captcha.kind !== 'shown') {
				return 'no-captcha';
			}
			if (form.captchaAnswer === '') {
				return 'empty';
			}
			return Array.from(form.captchaAnswer).length === form.captcha.characters ? undefined : 'captcha-length';
		case 'security-word':
			return form.securityWord.length === 0 ? 'empty' : undefined;
	}
}

/**
 * Enter: sends the form when it is complete, else goes to the first field that is not. A scanner that types a
 * number and Enter therefore lands in the next field.
 */
function enter(state: AppState, form: LoginForm): Next {
	const faulty = FIELDS[form.purpose].flatMap((field) => {
		const fault = fieldFault(form, field);
		return fault === undefined ? [] : [{ field, fault }];
	});
	const here = faulty.find((entry) => entry.field === form.focus);
	const target = here ?? faulty[0];
	if (target === undefined) {
		return send(state, form);
	}
	const isWorthTelling = target.fault !== 'empty' || here !== undefined;
	const faults = isWorthTelling ? { ...form.faults, [target.field]: target.fault } : form.faults;
	return next(withForm(state, { ...form, faults, focus: target.field }));
}

function send(before: AppState, form: LoginForm): Next {
	const check = checkHolderNumber(form.holderNumber);
	if (form.captcha.kind !== 'shown' || !check.ok) {
		return next(before);
	}
	const { captchaAnswer, captcha, securityWord } = form;
	const details = { holderNumber: check.number, captchaId: captcha.captchaId, captchaAnswer };
	return request(before, (number, state) =>
		next(
			withForm(state, { ...form, faults: {}, pending: { request: number, since: state.now } }),
			form.purpose === 'session'
				? { kind: 'start-login', request: number, details: { ...details, securityWord } }
				: { kind: 'start-word-reset', request: number, details },
		),
	);
}

export function typeIntoForm(state: AppState, form: LoginForm, text: string): Next {
	const field = form.focus;
	if (field !== 'security-word' && text.trim() === '') {
		return refuse(state, 'no-spaces');
	}
	const faults = withoutFault(form.faults, field);
	const room = FIELD_LIMITS[field];
	switch (field) {
		case 'holder-number': {
			const holderNumber =
				form.isNumberOfCard === true
					? text.trim()
					: insertedInto(form.holderNumber, text.trim(), state.behindCursor);
			if (holderNumber.length > room) {
				return refuse(state, 'field-full');
			}
			const edited = { ...form, holderNumber, isNumberOfCard: undefined, faults };
			const fault = fieldFault(edited, field);
			// A letter is told at once, a missing digit only when the field is left.
			const told = fault === 'not-digits' ? { ...faults, [field]: fault } : faults;
			return next(withForm(state, { ...edited, faults: told }));
		}
		case 'captcha-answer': {
			// Some keyboards send a letter and its mark apart; counted and erased they are one.
			const captchaAnswer = insertedInto(
				form.captchaAnswer,
				text.replaceAll(/\s/gu, ''),
				state.behindCursor,
			).normalize('NFC');
			if (Array.from(captchaAnswer).length > room) {
				return refuse(state, 'field-full');
			}
			return next(withForm(state, { ...form, captchaAnswer, faults }));
		}
		case 'security-word': {
			if (form.securityWord.length + Array.from(text).length > room) {
				return refuse(state, 'field-full');
			}
			return replaceSecret(
				withForm(state, {
					...form,
					securityWord: form.securityWord.inserted(text, state.behindCursor),
					faults,
				}),
				form.securityWord,
			);
		}
	}
}

function erase(state: AppState, form: LoginForm): Next {
	const faults = withoutFault(form.faults, form.focus);
	switch (form.focus) {
		case 'holder-number':
			return form.holderNumber === ''
				? refuse(state, 'nothing-to-erase')
				: next(
						withForm(state, {
							...form,
							holderNumber: erasedFrom(form.holderNumber, state.behindCursor),
							isNumberOfCard: undefined,
							faults,
						}),
					);
		case 'captcha-answer':
			return form.captchaAnswer === ''
				? refuse(state, 'nothing-to-erase')
				: next(
						withForm(state, {
							...form,
							captchaAnswer: erasedFrom(form.captchaAnswer, state.behindCursor),
							faults,
						}),
					);
		case 'security-word':
			return form.securityWord.length === 0
				? refuse(state, 'nothing-to-erase')
				: replaceSecret(
						withForm(state, { ...form, securityWord: form.securityWord.erased(state.behindCursor), faults }),
						form.securityWord,
					);
	}
}

function clearField(state: AppState, form: LoginForm): Next {
	if (lengthHere(form) === 0) {
		return refuse(state, 'nothing-to-erase');
	}
	const faults = withoutFault(form.faults, form.focus);
	switch (form.focus) {
		case 'holder-number':
			return next(withForm(state, { ...form, holderNumber: '', isNumberOfCard: undefined, faults }));
		case 'captcha-answer':
			return next(withForm(state, { ...form, captchaAnswer: '', faults }));
		case 'security-word':
			return replaceSecret(
				withForm(state, { ...form, securityWord: SecretText.empty, faults }),
				form.securityWord,
			);
	}
}

function lengthHere(form: LoginForm): number {
	switch (form.focus) {
		case 'holder-number':
			return form.holderNumber.length;
		case 'captcha-answer':
			return form.captchaAnswer.length;
		case 'security-word':
			return form.securityWord.length;
	}
}

export function captchaAnswered(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'captcha-answered' }>,
): Next {
	const { login } = state;
	if (
		login.stage !== 'form' ||
		login.captcha.kind !== 'loading' ||
		login.captcha.request !== message.request
	) {
		return next(state);
	}
	const { result } = message;
	if (!result.ok) {
		const failed = withForm(state, { ...login, captcha: { kind: 'failed', problem: result.problem } });
		return next(afterProblem(failed, result.problem));
	}
	const { captchaId, characters, drawing } = result.value;
	return next(withForm(state, { ...login, captcha: { kind: 'shown', captchaId, characters, drawing } }));
}

export function loginAnswered(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'login-answered' | 'word-reset-answered' }>,
): Next {
	const { login } = state;
	if (login.stage !== 'form' || login.pending?.request !== message.request) {
		return next(state);
	}
	const wiped: Effect = { kind: 'wipe', secrets: [login.securityWord] };
	const { result } = message;
	if (!result.ok && isBusy(result.problem)) {
		// It was not looked at: when the wait is over the same can be sent by one key.
		return next(afterProblem(withForm(state, { ...login, pending: undefined }), result.problem));
	}
	if (result.ok) {
		const { loginId, maskedPhone, expiresInSeconds } = result.value;
		return next(
			{
				...withNotice(state, undefined),
				login: {
					stage: 'phone',
					purpose: login.purpose,
					holderNumber: login.holderNumber,
					loginId,
					maskedPhone,
					expiresAt: state.now + expiresInSeconds * 1000,
					pending: undefined,
				},
			},
			wiped,
		);
	}
	// The number stays, the secret empties, and the picture is used up whatever was wrong.
	const emptied = withForm(afterProblem(state, result.problem), {
		...login,
		pending: undefined,
		securityWord: SecretText.empty,
		focus: 'captcha-answer',
	});
	return andThen(next(emptied, wiped), askCaptcha);
}
