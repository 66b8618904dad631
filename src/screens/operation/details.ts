import {
	DETAILS_FIELDS,
	type DetailsAct,
	type DetailsField,
	type DetailsRow,
	type DetailsStep,
	outcomeNow,
} from '#app';
import {
	bold,
	countdown,
	cut,
	dim,
	EMPTY_LINE,
	fitText,
	indent,
	type Line,
	line,
	plain,
	secondsSince,
	toned,
} from '#ui';
import { codeField, comingCodeLines } from '../code-field.ts';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { wordFieldLines } from '../word-field-lines.ts';
import { outcomeLines, runLines } from './change-lines.ts';

const LABEL_CELLS = 18;

/** Bilgi Güncelle: what is on record, typed over, looked at, saved. */
export function detailsWork(view: View, operation: DetailsAct): Work {
	return { title: view.texts.menu.entries['update-details'], lines: stepLines(view, operation) };
}

function stepLines(view: View, operation: DetailsAct): readonly Line[] {
	const { texts, width } = view;
	const { step } = operation;
	switch (step.name) {
		case 'form':
			return formLines(view, operation);
		case 'review':
			return reviewLines(view, operation);
		case 'conflict':
			return conflictLines(view, step);
		case 'phone':
			return phoneLines(view, step);
		case 'code':
			return codeLines(view, step);
		case 'word':
			return wordFieldLines(view, ['present', 'first', 'again'], step, view.texts.update.wordHow);
		case 'running': {
			const what = step.from === 'review' ? 'details' : step.from.name === 'code' ? 'phone' : 'word';
			return runLines(view, step.run, texts.update.requests[what]);
		}
		case 'result':
			return [
				...outcomeLines(view, step.outcome, step.at),
				EMPTY_LINE,
				...paragraph(
					outcomeNow(step.outcome)?.kind === 'done'
						? texts.update.afterwards[step.what]
						: texts.operation.backToMenu,
					width,
				),
			];
	}
}

function formLines(view: View, operation: DetailsAct): readonly Line[] {
	const { state, texts, width } = view;
	const { record, draft } = operation;
	if (record.kind === 'failed') {
		return paragraph(texts.update.failed, width, 'care');
	}
	if (record.kind === 'loading' || draft === undefined) {
		const since = record.kind === 'loading' ? record.since : state.now;
		return [line(texts.update.loading(secondsSince(since, state.now)))];
	}
	const { title, holderNumber, maskedPhone } = record.onRecord.details;
	const actions = (['save', 'phone', 'word'] as const).map((row) => actionLine(view, operation, row));
	const fixed = paragraph(texts.update.fixed, width).map((spans) => spans.map(({ text }) => dim(text)));
	const fields = DETAILS_FIELDS.flatMap((field) => fieldLines(view, operation, field, draft[field]));
	const always = 1 + fields.length + 1 + actions.length;
	const hasGaps = view.rows >= always + fixed.length + 2;
	return [
		line(dim(cut(`${title} · ${texts.card.taxNumber(holderNumber)}`, width))),
		...(hasGaps ? [...fixed, EMPTY_LINE] : []),
		...fields,
		line(
			plain('  '),
			dim(fitText(texts.update.fields.phone, LABEL_CELLS - 2)),
			cut(maskedPhone, width - LABEL_CELLS),
		),
		...(hasGaps ? [EMPTY_LINE] : []),
		...actions,
	];
}

function fieldLines(view: View, operation: DetailsAct, field: DetailsField, value: string): readonly Line[] {
	const { texts, theme, width } = view;
	const isHere = operation.row === field;
	const label = fitText(texts.update.fields[field], LABEL_CELLS - 2);
	const room = width - LABEL_CELLS - 3;
	const letters = Array.from(value);
	// The end of a long value is what is being typed.
	const shown =
		isHere && letters.length >= room ? `…${letters.slice(-(room - 2)).join('')}` : cut(value, room);
	const fault = operation.faults[field];
	return [
		line(
			isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
			isHere ? bold(label) : plain(label),
			plain(`${shown}${isHere ? '_' : ''}`),
			fault === undefined ? plain('') : toned('danger', ` ${theme.glyphs.fault}`),
		),
		...(fault === undefined
			? []
			: paragraph(texts.update.faults[fault], width - 2, 'danger').map((spans) => indent(spans, 2))),
	];
}

function actionLine(
	{ texts, theme, width }: View,
	{ row }: DetailsAct,
	action: Exclude<DetailsRow, DetailsField>,
): Line {
	const text = cut(texts.update.rows[action], width - 2);
	return row === action ? line(bold(`${theme.glyphs.here} `), bold(text)) : line(plain('  '), text);
}

/** Two lines a value at most: what is not shown is marked. */
function valueLines(view: View, name: string, value: string): readonly Line[] {
	const { width } = view;
	return [line(dim(fitText(name, LABEL_CELLS)), cut(value, width - LABEL_CELLS))];
}

function reviewLines(view: View, { record, draft }: DetailsAct): readonly Line[] {
	const { texts, width } = view;
	if (record.kind !== 'loaded' || draft === undefined) {
		return [];
	}
	const { details } = record.onRecord;
	return [
		line(texts.update.review),
		EMPTY_LINE,
		...DETAILS_FIELDS.filter((field) => draft[field].trim() !== details[field]).flatMap((field) => [
			line(bold(texts.update.fields[field])),
			...valueLines(view, `  ${texts.update.from}`, details[field]),
			...valueLines(view, `  ${texts.update.to}`, draft[field].trim()),
		]),
		EMPTY_LINE,
		...paragraph(texts.update.reviewHow, width),
	];
}

function conflictLines(
	view: View,
	{ cursor, fields }: Extract<DetailsStep, { readonly name: 'conflict' }>,
): readonly Line[] {
	const { texts, theme, width } = view;
	return [
		...paragraph(texts.update.conflict, width, 'care'),
		...fields.flatMap(({ field, mine, theirs, choice }, index) => {
			const isHere = index === cursor;
			const mark = (side: 'mine' | 'theirs') => (choice === side ? `(${theme.glyphs.on}) ` : '( ) ');
			const name = cut(texts.update.fields[field], width - 2);
			return [
				line(isHere ? bold(`${theme.glyphs.here} `) : plain('  '), isHere ? bold(name) : plain(name)),
				...valueLines(view, `  ${mark('mine')}${texts.update.mine}`, mine),
				...valueLines(view, `  ${mark('theirs')}${texts.update.theirs}`, theirs),
			];
		}),
		...paragraph(texts.update.conflictHow, width),
	];
}

function phoneLines(view: View, step: Extract<DetailsStep, { readonly name: 'phone' }>): readonly Line[] {
	const { state, texts, width } = view;
	return [
		...paragraph(texts.update.newPhone, width),
		EMPTY_LINE,
		line(
			fitText(texts.update.fields.phone, LABEL_CELLS),
			bold(`+90 ${step.digits}${step.pending === undefined ? '_' : ''}`),
		),
		EMPTY_LINE,
		...(step.pending === undefined
			? []
			: [
					...paragraph(texts.update.startingPhone(secondsSince(step.pending.since, state.now)), width),
					...comingCodeLines(view, LABEL_CELLS),
				]),
	];
}

function codeLines(view: View, step: Extract<DetailsStep, { readonly name: 'code' }>): readonly Line[] {
	const { state, texts, width } = view;
	const left = step.expiresAt - state.now;
	const untilResend = step.resendAt - state.now;
	return [
		...paragraph(texts.login.codeSentTo(step.maskedPhone), width),
		EMPTY_LINE,
		codeField(view, step, LABEL_CELLS),
		EMPTY_LINE,
		left > 0
			? line(texts.login.remaining(countdown(left)))
			: line(toned('care', cut(texts.login.codeExpired, width))),
		line(dim(untilResend > 0 ? texts.login.resendIn(countdown(untilResend)) : texts.login.resendNow)),
	];
}
