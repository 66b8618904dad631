import { type FieldFault, type LoginField, type LoginForm, secondsLeft } from '#app';
import { checkHolderNumber } from '#certificate';
import type { Texts } from '#i18n';
import {
	bold,
	cells,
	cut,
	dim,
	EMPTY_LINE,
	fitLines,
	fitText,
	indent,
	type Line,
	line,
	plain,
	type Span,
	secondsSince,
	type Theme,
	toned,
} from '#ui';
import { maskedField } from '../masked-field.ts';
import { paragraph } from '../paragraph.ts';
import type { PictureSpace, View, Work } from '../view.ts';

const LABEL_CELLS = 20;
const FIELD_CELLS = 16;
/** The picture's size on the screen; its pixels are drawn for exactly this. */
const PICTURE_COLUMNS = 48;
const PICTURE_ROWS = 6;
const FIELD_ROWS = 3;

/** Vergi Kimlik No, Resimdeki Yazı, Güvenlik Sözcüğü. */
export function formWork(view: View, form: LoginForm): Work {
	const { texts, state, theme, width, rows } = view;
	let spareRows = rows - FIELD_ROWS - PICTURE_ROWS;
	/** Where rows are few the fields stay, then what is asked for first. */
	const asRoomAllows = (lines: readonly Line[]): readonly Line[] => {
		if (lines.length > spareRows) {
			return [];
		}
		spareRows -= lines.length;
		return lines;
	};
	const faultOf = (name: LoginField) => asRoomAllows(faultLines(view, form, name));
	const faultHere = faultOf(form.focus);
	const faultAt = (name: LoginField) => (name === form.focus ? faultHere : faultOf(name));
	const above = [
		field(view, form, 'holder-number', form.holderNumber),
		...faultAt('holder-number'),
		field(view, form, 'captcha-answer', form.captchaAnswer),
		...faultAt('captcha-answer'),
	];
	const { lines: picture, space } = captchaLines(view, form, above.length);
	const isReset = form.purpose === 'new-word';
	const word = maskedField(theme, form.securityWord.length, FIELD_CELLS - 2);
	const below = isReset ? [] : [field(view, form, 'security-word', word), ...faultAt('security-word')];
	const { sending, submit, resetSending, resetSubmit } = texts.login;
	const waiting =
		form.pending === undefined
			? [line(dim(isReset ? resetSubmit : submit))]
			: paragraph((isReset ? resetSending : sending)(secondsSince(form.pending.since, state.now)), width);
	const { hint } = state;
	const tail = [
		...asRoomAllows(waiting),
		...asRoomAllows(
			hint === undefined
				? []
				: [line(dim(cut(texts.login.hint(hint.holderNumber, hint.securityWord), width)))],
		),
	];
	return {
		title: isReset ? texts.login.resetTitle : texts.steps[5].title,
		lines: [
			...above,
			...picture,
			...below,
			...asRoomAllows([EMPTY_LINE]),
			...(isReset ? asRoomAllows(paragraph(texts.login.resetHow, width)) : []),
			...tail,
		],
		...(space === undefined ? {} : { picture: space }),
	};
}

function field({ texts, theme }: View, form: LoginForm, name: LoginField, value: string): Line {
	const isHere = form.focus === name;
	const label = {
		'holder-number': texts.login.holderNumber,
		'captcha-answer': texts.login.captcha,
		'security-word': texts.login.securityWord,
	}[name];
	const pointer = isHere ? bold(`${theme.glyphs.here} `) : plain('  ');
	const shown = cells(value) >= FIELD_CELLS ? tailOf(value, FIELD_CELLS - 2) : value;
	const text = `${shown}${isHere ? '_' : ''}`;
	return line(
		pointer,
		isHere ? bold(fitText(label, LABEL_CELLS - 2)) : plain(fitText(label, LABEL_CELLS - 2)),
		plain(fitText(text, FIELD_CELLS)),
		...verdict(theme, form, name),
	);
}

/** The end of a value that is longer than its field, with a mark where it was cut. */
function tailOf(value: string, width: number): string {
	return `…${Array.from(value)
		.slice(-(width - 1))
		.join('')}`;
}

function verdict({ glyphs }: Theme, form: LoginForm, name: LoginField): readonly Span[] {
	if (form.faults[name] !== undefined) {
		return [toned('danger', ` ${glyphs.fault}`)];
	}
	if (name === 'holder-number' && form.focus !== name && checkHolderNumber(form.holderNumber).ok) {
		return [toned('done', ` ${glyphs.tick}`)];
	}
	return [];
}

/** What is wrong, under the field, where the whole sentence has room. */
function faultLines({ texts, width }: View, form: LoginForm, name: LoginField): readonly Line[] {
	const fault = form.faults[name];
	return fault === undefined
		? []
		: paragraph(faultText(texts, form, fault), width - 2, 'danger').map((text) => indent(text, 2));
}

function faultText(texts: Texts, form: LoginForm, fault: FieldFault): string {
	const { faults } = texts.login;
	switch (fault) {
		case 'empty':
		case 'not-digits':
		case 'no-captcha':
			return faults[fault];
		case 'length':
		case 'check-digit':
			return faults[fault](form.holderNumber.replaceAll(/\s/gu, '').length);
		case 'captcha-length':
			return faults[fault](form.captcha.kind === 'shown' ? form.captcha.characters : 0);
	}
}

function captchaLines(view: View, form: LoginForm, firstRow: number) {
	const { state, texts, width } = view;
	const { captcha } = form;
	const column = Math.max(0, Math.min(4, width - PICTURE_COLUMNS));
	const sentence = (text: string) => centred(text, column);
	const left = captcha.kind === 'failed' ? secondsLeft(state, captcha.problem) : undefined;
	switch (captcha.kind) {
		case 'loading':
			return {
				lines: sentence(texts.login.captchaLoading(secondsSince(captcha.since, state.now))),
				space: undefined,
			};
		case 'failed':
			// Where it was not even asked for, the wait is said in its place.
			return {
				lines: sentence(
					left === undefined || left === 0 ? texts.login.captchaFailed : texts.portalWait.picture(left),
				),
				space: undefined,
			};
		case 'shown': {
			if (captcha.drawing === undefined) {
				return { lines: sentence(texts.login.captchaUnreadable), space: undefined };
			}
			const { lines, pixels } = captcha.drawing;
			const space: PictureSpace = {
				id: captcha.captchaId,
				pixels,
				row: firstRow,
				column,
				columns: PICTURE_COLUMNS,
				rows: PICTURE_ROWS,
			};
			// A flat picture has fewer lines; the fields below keep their place all the same.
			return {
				lines: fitLines(
					lines.map((text) => line(' '.repeat(column), text)),
					PICTURE_ROWS,
				),
				space,
			};
		}
	}
}

/** A sentence in the place of the picture, so that the fields do not jump when it comes. */
function centred(text: string, column: number): readonly Line[] {
	return Array.from({ length: PICTURE_ROWS }, (_, row) =>
		row === 2 ? line(' '.repeat(column), text) : EMPTY_LINE,
	);
}
