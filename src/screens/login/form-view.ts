import {
	type FieldFault,
	focusedReader,
	holdersInReaders,
	type LoginField,
	type LoginForm,
	secondsLeft,
} from '#app';
import { checkHolderNumber } from '#certificate';
import type { Texts } from '#i18n';
import {
	BLANK,
	dim,
	draw,
	drawAll,
	type FieldLayout,
	field,
	group,
	line,
	type Part,
	paragraph,
	picture,
	row,
	secondsSince,
	secretField,
	toned,
	waiting,
	waitingRow,
	wrap,
} from '#ui';
import type { View, Work } from '../view.ts';

const LAYOUT: FieldLayout = { labelCells: 20, valueCells: 15 };
/** The picture's size on the screen; its pixels are drawn for exactly this. */
const PICTURE_COLUMNS = 48;
const PICTURE_ROWS = 6;
const FIELD_ROWS = 3;

/** Vergi Kimlik No, Resimdeki Yazı, Güvenlik Sözcüğü. */
export function formWork(view: View, form: LoginForm): Work {
	const { texts, state, theme, width, rows } = view;
	// Said before the login is sent, whatever else has no room.
	const otherHolder = otherHolderParts(view, form);
	let spareRows = rows - FIELD_ROWS - PICTURE_ROWS - drawAll(otherHolder, width, theme).length;
	/** Where rows are few the fields stay, then what is asked for first. */
	const takes = (count: number): boolean => {
		const hasRoom = count <= spareRows;
		spareRows -= hasRoom ? count : 0;
		return hasRoom;
	};
	const asRoomAllows = (part: Part): readonly Part[] =>
		takes(draw(part, width, theme).length) ? [part] : [];
	const faultOf = (name: LoginField): string | undefined => {
		const sentence = faultText(texts, form, form.faults[name]);
		return sentence !== undefined && takes(wrap(sentence, width - 2).length) ? sentence : undefined;
	};
	const faultHere = faultOf(form.focus);
	const fieldAt = (name: LoginField): Part =>
		fieldOf(view, form, name, name === form.focus ? faultHere : faultOf(name));
	const isReset = form.purpose === 'new-word';
	const fields = [
		fieldAt('holder-number'),
		fieldAt('captcha-answer'),
		...captchaParts(view, form),
		...(isReset ? [] : [fieldAt('security-word')]),
	];
	const { sending, submit, resetSending, resetSubmit, hint } = texts.login;
	const tail = [
		...asRoomAllows(
			form.pending === undefined
				? row(dim(isReset ? resetSubmit : submit))
				: waiting(isReset ? resetSending : sending, secondsSince(form.pending.since, state.now)),
		),
		...(state.hint === undefined
			? []
			: asRoomAllows(row(dim(hint(state.hint.holderNumber, state.hint.securityWord))))),
	];
	return {
		title: isReset ? texts.login.resetTitle : texts.steps[5].title,
		parts: [
			...fields,
			...otherHolder,
			...(form.isNumberOfCard === true && form.focus === 'holder-number'
				? asRoomAllows(paragraph(dim(texts.login.numberOfCard)))
				: []),
			...asRoomAllows(BLANK),
			...(isReset ? asRoomAllows(paragraph(texts.login.resetHow)) : []),
			...tail,
		],
	};
}

/** That the number is not that of the seal in the reader; nothing while it has a fault, or where that seal is in another reader. */
function otherHolderParts({ state, texts }: View, form: LoginForm): readonly Part[] {
	const slot = focusedReader(state)?.slot;
	const check = checkHolderNumber(form.holderNumber);
	return slot?.kind !== 'seal' || !check.ok || holdersInReaders(state).includes(check.number)
		? []
		: [paragraph(toned('care', texts.login.otherHolder(slot.holder.title, slot.holder.taxNumber)))];
}

function fieldOf({ texts }: View, form: LoginForm, name: LoginField, fault: string | undefined): Part {
	const isHere = form.focus === name;
	const isRight = name === 'holder-number' && !isHere && checkHolderNumber(form.holderNumber).ok;
	const verdict = form.faults[name] !== undefined ? 'wrong' : isRight ? 'right' : undefined;
	const asked = { name, isHere, fault, verdict, layout: LAYOUT } as const;
	switch (name) {
		case 'holder-number':
			return field({ ...asked, label: texts.login.holderNumber, value: form.holderNumber });
		case 'captcha-answer':
			return field({ ...asked, label: texts.login.captcha, value: form.captchaAnswer });
		case 'security-word':
			return secretField({ ...asked, label: texts.login.securityWord, length: form.securityWord.length });
	}
}

function faultText(
	{ login: { faults } }: Texts,
	{ captcha, holderNumber }: LoginForm,
	fault: FieldFault | undefined,
): string | undefined {
	switch (fault) {
		case undefined:
			return undefined;
		case 'empty':
		case 'not-digits':
		case 'no-captcha':
			return faults[fault];
		case 'length':
		case 'check-digit':
			return faults[fault](holderNumber.replaceAll(/\s/gu, '').length);
		case 'captcha-length':
			return faults[fault](captcha.kind === 'shown' ? captcha.characters : 0);
	}
}

/** The picture, or in its place a sentence, so that the fields do not jump when it comes. */
function captchaParts({ state, texts, width }: View, { captcha }: LoginForm): readonly Part[] {
	const indent = Math.max(0, Math.min(4, width - PICTURE_COLUMNS));
	const instead = (sentence: Part): readonly Part[] =>
		Array.from({ length: PICTURE_ROWS }, (_, index) => (index === 2 ? group(indent, sentence) : BLANK));
	switch (captcha.kind) {
		case 'loading':
			return instead(waitingRow(texts.login.captchaLoading, secondsSince(captcha.since, state.now)));
		case 'failed': {
			const left = secondsLeft(state, captcha.problem);
			// Where it was not even asked for, the wait is said in its place.
			return instead(
				left === undefined || left === 0
					? row(texts.login.captchaFailed)
					: waitingRow(texts.portalWait.picture, left),
			);
		}
		case 'shown': {
			const { captchaId, drawing } = captcha;
			if (drawing === undefined) {
				return instead(row(texts.login.captchaUnreadable));
			}
			return [
				picture({
					lines: drawing.lines.map((text) => line(text)),
					indent,
					pixels: { id: captchaId, drawn: drawing.pixels, columns: PICTURE_COLUMNS, rows: PICTURE_ROWS },
				}),
			];
		}
	}
}
