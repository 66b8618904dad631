import {
	type CardPinFault,
	type CardPinField,
	type CardPinForm,
	type CardPinState,
	FIELDS_OF_ACT,
} from '#app';
import { USUAL_PIN_LENGTH } from '#card-rules';
import type { Texts } from '#i18n';
import { bold, dim, EMPTY_LINE, fitText, indent, type Line, line, plain, toned } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { actTitle } from './title.ts';
import { triesLines } from './tries.ts';

const LABEL_CELLS = 18;

/** Masked fields, each with what is wrong in it, and the tries that are left. */
export function formWork(view: View, cardPin: CardPinState, form: CardPinForm): Work {
	const { texts, width } = view;
	const { min, max } = USUAL_PIN_LENGTH;
	return {
		title: actTitle(texts, form.act),
		lines: [
			...FIELDS_OF_ACT[form.act].flatMap((field) => [
				fieldLine(view, form, field),
				...faultLines(view, form, field),
			]),
			EMPTY_LINE,
			...triesLines(view, cardPin, form.act === 'unblock-pin'),
			...(isLastTry(cardPin, form) ? paragraph(texts.cardPin.lastTryAhead, width, 'danger') : []),
			EMPTY_LINE,
			...(form.act === 'sign' ? paragraph(texts.cardPin.signAsk, width) : []),
			...(form.act === 'log-in' ? signatureLines(view, cardPin) : []),
			...paragraph(texts.cardPin.digits(min, max), width).map(dimmed),
			...paragraph(texts.cardPin.once, width).map(dimmed),
		],
	};
}

/** Who signs what, and, in the sandbox, what is typed for it. */
function signatureLines({ state, texts, width }: View, { card }: CardPinState): readonly Line[] {
	const { login, signatoryPin } = state;
	if (login.stage !== 'signature' || login.focus === 'holder-number') {
		return [];
	}
	const { focus, holderNumber } = login;
	const { signatureLogin } = texts;
	const signer = card?.certificates.find(({ certificate }) => certificate.fingerprint === focus.fingerprint);
	const isOfSandbox = signatoryPin !== undefined && signer?.certificate.isSandbox === true;
	return [
		...paragraph(signatureLogin.signer(signer?.certificate.title ?? '', holderNumber.trim()), width),
		...paragraph(signatureLogin.whatIsSigned, width),
		...(isOfSandbox ? paragraph(signatureLogin.pinHint(signatoryPin.reveal()), width).map(dimmed) : []),
	];
}

function dimmed(spans: Line): Line {
	return spans.map(({ text }) => dim(text));
}

function isLastTry({ tries }: CardPinState, { act }: CardPinForm): boolean {
	return (
		act !== 'unblock-pin' &&
		tries.kind === 'looked' &&
		tries.outcome.kind === 'read' &&
		tries.outcome.pin.kind === 'last-try'
	);
}

function fieldLine({ texts, theme }: View, form: CardPinForm, field: CardPinField): Line {
	const isHere = form.focus === field;
	const label = fitText(labelOf(texts, form, field), LABEL_CELLS);
	return line(
		isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
		isHere ? bold(label) : plain(label),
		plain(`${theme.glyphs.masked.repeat(form.secrets[field].length)}${isHere ? '_' : ''}`),
		...(form.faults[field] === undefined ? [] : [toned('danger', `  ${theme.glyphs.fault}`)]),
	);
}

function labelOf({ cardPin }: Texts, { act }: CardPinForm, field: CardPinField): string {
	return field === 'pin' && act === 'change-pin' ? cardPin.fields['old-pin'] : cardPin.fields[field];
}

function faultLines({ texts, width }: View, form: CardPinForm, field: CardPinField): readonly Line[] {
	const fault = form.faults[field];
	return fault === undefined
		? []
		: paragraph(faultText(texts, fault), width - 2, 'danger').map((spans) => indent(spans, 2));
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
