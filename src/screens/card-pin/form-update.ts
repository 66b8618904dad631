import {
	type AppState,
	type CardPinAct,
	type CardPinFault,
	type CardPinField,
	type CardPinForm,
	type CardPinOrder,
	type CardPinState,
	type Command,
	FIELDS_OF_ACT,
	type LoginState,
	type Next,
	next,
	type PinFormAct,
	refuse,
	replaceSecret,
	request,
	type SignatureLoginOrder,
	signingCertificate,
	withNotice,
} from '#app';
import type { AkisCard } from '#card';
import { checkNewPin, checkTypedPin, holderNumbersOf, USUAL_PIN_LENGTH } from '#card-rules';
import { checkHolderNumber } from '#certificate';
import { SecretText } from '#text';

/* PIN, PUK and new PIN as they are typed, until the card gets them. */

export function openPinForm(
	state: AppState,
	cardPin: CardPinState,
	act: CardPinAct,
	isSupervised: boolean,
): Next {
	return next(withForm({ ...state, cardPin }, emptyPinForm(act, isSupervised)));
}

export function emptyPinForm(act: PinFormAct, isSupervised: boolean): CardPinForm {
	return {
		stage: 'form',
		act,
		isSupervised,
		focus: FIELDS_OF_ACT[act][0],
		secrets: {
			pin: SecretText.empty,
			puk: SecretText.empty,
			'new-pin': SecretText.empty,
			repeat: SecretText.empty,
		},
		faults: {},
	};
}

function withForm(state: AppState, form: CardPinForm): AppState {
	return state.cardPin === undefined ? state : { ...state, cardPin: { ...state.cardPin, stage: form } };
}

export function formCommand(state: AppState, form: CardPinForm, command: Command): Next | undefined {
	switch (command) {
		case 'continue':
			return enter(state, form);
		case 'next-field':
		case 'down':
			return moveFocus(state, form, 1);
		case 'previous-field':
		case 'up':
			return moveFocus(state, form, -1);
		case 'erase':
		case 'clear-field': {
			const former = form.secrets[form.focus];
			if (former.length === 0) {
				return refuse(state, 'nothing-to-erase');
			}
			return withSecret(
				state,
				form,
				command === 'erase' ? former.erased(state.behindCursor) : SecretText.empty,
			);
		}
		default:
			return undefined;
	}
}

export function typeIntoPinForm(state: AppState, form: CardPinForm, text: string): Next {
	if (!/^[0-9]$/u.test(text)) {
		return refuse(state, 'digits-only');
	}
	const former = form.secrets[form.focus];
	return former.length >= USUAL_PIN_LENGTH.max
		? refuse(state, 'field-full')
		: withSecret(state, form, former.inserted(text, state.behindCursor));
}

/** Another secret in the field at the cursor; the former one is wiped and what was wrong with it forgotten. */
function withSecret(state: AppState, form: CardPinForm, secret: SecretText): Next {
	const { focus, secrets } = form;
	const edited: CardPinForm = {
		...form,
		secrets: { ...secrets, [focus]: secret },
		faults: withoutFault(form.faults, focus),
	};
	return replaceSecret(withForm(state, edited), secrets[focus]);
}

function withoutFault(faults: CardPinForm['faults'], field: CardPinField): CardPinForm['faults'] {
	return Object.fromEntries(Object.entries(faults).filter(([name]) => name !== field));
}

function moveFocus(state: AppState, form: CardPinForm, step: 1 | -1): Next {
	const fields = FIELDS_OF_ACT[form.act];
	const place = (fields.indexOf(form.focus) + step + fields.length) % fields.length;
	const fault = faultOf(state, form, form.focus);
	// An empty field is told only when the form is sent.
	const faults =
		fault === undefined || fault === 'empty'
			? withoutFault(form.faults, form.focus)
			: { ...form.faults, [form.focus]: fault };
	const moved = withForm(state, { ...form, focus: fields[place] ?? form.focus, faults });
	// With one field there is nowhere to go; what is wrong in it is told all the same.
	return fields.length === 1 ? refuse(moved, 'single-field') : next(moved);
}

/**
 * Enter: on to the next field, or, from the last one, to the card. A field that breaks a rule is emptied, for its
 * digits cannot be looked over, and nothing is sent.
 */
function enter(state: AppState, form: CardPinForm): Next {
	const fields = FIELDS_OF_ACT[form.act];
	const faulty = fields.flatMap((field) => {
		const fault = faultOf(state, form, field);
		return fault === undefined ? [] : [{ field, fault }];
	});
	const here = faulty.find(({ field }) => field === form.focus);
	const target = here ?? faulty[0];
	if (target === undefined) {
		return sendPinForm(state, form, false);
	}
	const { field, fault } = target;
	if (fault === 'empty') {
		const faults = here === undefined ? form.faults : { ...form.faults, [field]: fault };
		return next(withForm(state, { ...form, focus: field, faults }));
	}
	const emptied: CardPinForm = {
		...form,
		focus: field,
		secrets: { ...form.secrets, [field]: SecretText.empty },
		faults: { ...form.faults, [field]: fault },
	};
	return replaceSecret(withForm(state, emptied), form.secrets[field]);
}

function faultOf(
	state: AppState,
	{ act, secrets }: CardPinForm,
	field: CardPinField,
): CardPinFault | undefined {
	const secret = secrets[field];
	if (secret.length === 0) {
		return 'empty';
	}
	switch (field) {
		case 'pin':
		case 'puk':
			return checkTypedPin(secret);
		case 'new-pin':
			return checkNewPin(secret, {
				old: act === 'change-pin' ? secrets.pin : undefined,
				holderNumbers: holderNumbers(state),
			});
		case 'repeat':
			return secret.equals(secrets['new-pin']) ? undefined : 'repeat-differs';
	}
}

function holderNumbers({ cardPin, session }: AppState): readonly string[] {
	const ofCard = cardPin?.card === undefined ? [] : holderNumbersOf(cardPin.card);
	return session === undefined ? ofCard : [...ofCard, session.holderNumber];
}

/** The one place that gives a PIN away, once for each Enter of the person. */
export function sendPinForm(before: AppState, form: CardPinForm, confirmedLastTry: boolean): Next {
	const { cardPin } = before;
	const card = cardPin?.card;
	if (cardPin === undefined || card === undefined) {
		return next(before);
	}
	const asked = questionOf(before, form, card, confirmedLastTry);
	if (asked === undefined) {
		return next(before);
	}
	return request(before, (number, state) =>
		next(
			{
				...withNotice(state, undefined),
				cardPin: {
					...cardPin,
					stage: { stage: 'running', form, request: number, since: state.now, isCalledOff: false },
				},
			},
			{ ...asked, request: number },
		),
	);
}

type Asked =
	| { readonly kind: 'perform-card-pin'; readonly order: CardPinOrder }
	| { readonly kind: 'log-in-by-signature'; readonly order: SignatureLoginOrder };

function questionOf(
	state: AppState,
	form: CardPinForm,
	card: AkisCard,
	confirmedLastTry: boolean,
): Asked | undefined {
	const { act } = form;
	if (act !== 'log-in') {
		const order = orderOf({ ...form, act }, card, state.session?.holderNumber, confirmedLastTry);
		return order === undefined ? undefined : { kind: 'perform-card-pin', order };
	}
	const signer = signerOf(state.login, card);
	return signer === undefined
		? undefined
		: {
				kind: 'log-in-by-signature',
				order: { card, ...signer, pin: form.secrets.pin, confirmedLastTry },
			};
}

/** For whom, and with which of the card's certificates, as it was chosen. */
function signerOf(
	login: LoginState,
	card: AkisCard,
): Pick<SignatureLoginOrder, 'certificate' | 'holderNumber'> | undefined {
	if (login.stage !== 'signature' || login.focus === 'holder-number') {
		return undefined;
	}
	const { fingerprint } = login.focus;
	const certificate = card.certificates.find((entry) => entry.certificate.fingerprint === fingerprint);
	const check = checkHolderNumber(login.holderNumber);
	return certificate === undefined || !check.ok ? undefined : { certificate, holderNumber: check.number };
}

function orderOf(
	{ act, secrets, isSupervised }: CardPinForm & { readonly act: CardPinAct },
	card: AkisCard,
	holderNumber: string | undefined,
	confirmedLastTry: boolean,
): CardPinOrder | undefined {
	const { pin, puk, 'new-pin': newPin } = secrets;
	switch (act) {
		case 'verify-pin':
			return { act, card, pin, confirmedLastTry };
		case 'change-pin':
			return { act, card, pin, newPin, holderNumber, confirmedLastTry };
		case 'unblock-pin':
			return { act, card, puk, newPin, holderNumber, isSupervised };
		case 'sign': {
			const certificate = signingCertificate(card);
			return certificate === undefined ? undefined : { act, card, certificate, pin, confirmedLastTry };
		}
	}
}
