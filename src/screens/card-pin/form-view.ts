import {
	type CardPinFault,
	type CardPinField,
	type CardPinForm,
	type CardPinState,
	FIELDS_OF_ACT,
} from '#app';
import { USUAL_PIN_LENGTH } from '#card-rules';
import type { Texts } from '#i18n';
import { BLANK, dim, type Part, paragraph, secretField, toned } from '#ui';
import type { View, Work } from '../view.ts';
import { actTitle } from './title.ts';
import { triesParts } from './tries.ts';

const LAYOUT = { labelCells: 20 };

/** Masked fields, each with what is wrong in it, and the tries that are left. */
export function formWork(view: View, cardPin: CardPinState, form: CardPinForm): Work {
	const { texts } = view;
	const { min, max } = USUAL_PIN_LENGTH;
	return {
		title: actTitle(texts, form.act),
		parts: [
			...FIELDS_OF_ACT[form.act].map((name) => fieldOf(view, form, name)),
			BLANK,
			...triesParts(view, cardPin, form.act === 'unblock-pin'),
			...(isLastTry(cardPin, form) ? [paragraph(toned('danger', texts.cardPin.lastTryAhead))] : []),
			BLANK,
			...(form.act === 'sign' ? [paragraph(texts.cardPin.signAsk)] : []),
			...(form.act === 'log-in' ? signatureParts(view, cardPin) : []),
			paragraph(dim(texts.cardPin.digits(min, max))),
			paragraph(dim(texts.cardPin.once)),
		],
	};
}

/** Who signs what, and, in the sandbox, what is typed for it. */
function signatureParts({ state, texts }: View, { card }: CardPinState): readonly Part[] {
	const { login, signatoryPin } = state;
	if (login.stage !== 'signature' || login.focus === 'holder-number') {
		return [];
	}
	const { focus, holderNumber } = login;
	const { signatureLogin } = texts;
	const signer = card?.certificates.find(({ certificate }) => certificate.fingerprint === focus.fingerprint);
	const isOfSandbox = signatoryPin !== undefined && signer?.certificate.isSandbox === true;
	return [
		paragraph(signatureLogin.signer(signer?.certificate.title ?? '', holderNumber.trim())),
		paragraph(signatureLogin.whatIsSigned),
		...(isOfSandbox ? [paragraph(dim(signatureLogin.pinHint(signatoryPin.reveal())))] : []),
	];
}

function isLastTry({ tries }: CardPinState, { act }: CardPinForm): boolean {
	return (
		act !== 'unblock-pin' &&
		tries.kind === 'looked' &&
		tries.outcome.kind === 'read' &&
		tries.outcome.pin.kind === 'last-try'
	);
}

function fieldOf({ texts }: View, form: CardPinForm, name: CardPinField): Part {
	const fault = form.faults[name];
	return secretField({
		name,
		label: labelOf(texts, form, name),
		isHere: form.focus === name,
		length: form.secrets[name].length,
		...(fault === undefined ? {} : { verdict: 'wrong', fault: faultText(texts, fault) }),
		layout: LAYOUT,
	});
}

function labelOf({ cardPin }: Texts, { act }: CardPinForm, field: CardPinField): string {
	return field === 'pin' && act === 'change-pin' ? cardPin.fields['old-pin'] : cardPin.fields[field];
}

/** What is wrong with a PIN, in one sentence. */
export function faultText({ cardPin }: Texts, fault: CardPinFault): string {
	switch (fault) {
		case 'too-short':
			return cardPin.faults[fault](USUAL_PIN_LENGTH.min);
		case 'too-long':
			return cardPin.faults[fault](USUAL_PIN_LENGTH.max);
		default:
			return cardPin.faults[fault];
	}
}
