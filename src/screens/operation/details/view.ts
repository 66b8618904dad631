import { type DetailsAct, type DetailsField, type DetailsStep, outcomeNow } from '#app';
import {
	BLANK,
	bold,
	choices,
	dim,
	drawAll,
	type Fact,
	type FieldLayout,
	fact,
	facts,
	field,
	type Part,
	paragraph,
	row,
	secondsSince,
	toned,
	waiting,
	waitingRow,
} from '#ui';
import { codeField, codeTimeParts, comingCodeParts } from '../../code-field.ts';
import type { View, Work } from '../../view.ts';
import { wordFields } from '../../word-fields.ts';
import { outcomeParts, runParts } from '../change-parts.ts';
import { DETAILS_FIELDS } from './update.ts';

const LABEL_CELLS = 18;
const LAYOUT: FieldLayout = { labelCells: LABEL_CELLS, verdictGap: 1 };

/** Bilgi Güncelle: what is on record, typed over, looked at, saved. */
export function detailsWork(view: View, operation: DetailsAct): Work {
	return { title: view.texts.menu.entries['update-details'], parts: stepParts(view, operation) };
}

function stepParts(view: View, operation: DetailsAct): readonly Part[] {
	const { update, operation: words } = view.texts;
	const { step } = operation;
	switch (step.name) {
		case 'form':
			return formParts(view, operation);
		case 'review':
			return reviewParts(view, operation);
		case 'conflict':
			return conflictParts(view, step);
		case 'phone':
			return phoneParts(view, step);
		case 'code':
			return [
				paragraph(view.texts.login.codeSentTo(step.maskedPhone)),
				BLANK,
				codeField(view, step),
				BLANK,
				...codeTimeParts(view, step),
			];
		case 'word':
			return wordFields(view, ['present', 'first', 'again'], step, update.wordHow);
		case 'running': {
			const what = step.from === 'review' ? 'details' : step.from.name === 'code' ? 'phone' : 'word';
			return runParts(view, step.run, update.requests[what]);
		}
		case 'result': {
			const isDone = outcomeNow(step.outcome)?.kind === 'done';
			return [
				...outcomeParts(view, step.outcome, step.at),
				BLANK,
				paragraph(isDone ? update.afterwards[step.what] : words.backToMenu),
			];
		}
	}
}

function formParts(view: View, { record, draft, row: here, faults }: DetailsAct): readonly Part[] {
	const { state, texts, width, theme } = view;
	const { update } = texts;
	if (record.kind === 'failed') {
		return [paragraph(toned('care', update.failed))];
	}
	if (record.kind === 'loading' || draft === undefined) {
		const since = record.kind === 'loading' ? record.since : state.now;
		return [waitingRow(update.loading, secondsSince(since, state.now))];
	}
	const { title, holderNumber, maskedPhone } = record.onRecord.details;
	const fieldOf = (name: DetailsField): Part => {
		const fault = faults[name];
		return field({
			name,
			label: update.fields[name],
			isHere: here === name,
			value: draft[name],
			...(fault === undefined ? {} : { verdict: 'wrong', fault: update.faults[fault] }),
			layout: LAYOUT,
		});
	};
	const whose = row(dim(`${title} · ${texts.card.taxNumber(holderNumber)}`));
	const fixed = paragraph(dim(update.fixed));
	const fields = [
		...DETAILS_FIELDS.map(fieldOf),
		facts({ labelCells: LABEL_CELLS, isOneRow: true }, fact(`  ${update.fields.phone}`, maskedPhone)),
	];
	const actions = choices(
		(['save', 'phone', 'word'] as const).map((id) => ({ id, label: update.rows[id] })),
		here,
	);
	const rowsOf = (...parts: readonly Part[]): number => drawAll(parts, width, theme).length;
	const hasGaps = view.rows >= rowsOf(whose, ...fields, actions, fixed) + 2;
	return [whose, ...(hasGaps ? [fixed, BLANK] : []), ...fields, ...(hasGaps ? [BLANK] : []), actions];
}

/** Under the name of a field: what it was and what it becomes. */
function values(...rows: readonly Fact[]): Part {
	return facts({ labelCells: LABEL_CELLS, isOneRow: true }, ...rows);
}

function reviewParts({ texts: { update } }: View, { record, draft }: DetailsAct): readonly Part[] {
	if (record.kind !== 'loaded' || draft === undefined) {
		return [];
	}
	const { details } = record.onRecord;
	return [
		row(update.review),
		BLANK,
		...DETAILS_FIELDS.filter((name) => draft[name].trim() !== details[name]).flatMap((name) => [
			row(bold(update.fields[name])),
			values(fact(`  ${update.from}`, details[name]), fact(`  ${update.to}`, draft[name].trim())),
		]),
		BLANK,
		paragraph(update.reviewHow),
	];
}

function conflictParts(
	{ texts: { update, lineMode }, theme: { glyphs } }: View,
	{ cursor, fields }: Extract<DetailsStep, { readonly name: 'conflict' }>,
): readonly Part[] {
	return [
		paragraph(toned('care', update.conflict)),
		...fields.flatMap(({ field: id, choice, ...texts }, index) => {
			const side = (name: 'mine' | 'theirs'): Fact => {
				const isChosen = choice === name;
				return fact(`  ${isChosen ? `(${glyphs.chosen}) ` : '( ) '}${update[name]}`, texts[name], {
					toldLabel: `${update[name]}, ${isChosen ? lineMode.chosen : lineMode.notChosen}`,
				});
			};
			return [
				choices([{ id, label: update.fields[id] }], index === cursor ? id : undefined),
				values(side('mine'), side('theirs')),
			];
		}),
		paragraph(update.conflictHow),
	];
}

function phoneParts(
	view: View,
	{ digits, pending }: Extract<DetailsStep, { readonly name: 'phone' }>,
): readonly Part[] {
	const { state, texts } = view;
	return [
		paragraph(texts.update.newPhone),
		BLANK,
		field({
			name: 'phone',
			label: texts.update.fields.phone,
			isHere: pending === undefined,
			value: `+90 ${digits}`,
			layout: { labelCells: LABEL_CELLS, isAlone: true },
		}),
		BLANK,
		...(pending === undefined
			? []
			: [
					waiting(texts.update.startingPhone, secondsSince(pending.since, state.now)),
					...comingCodeParts(view),
				]),
	];
}
