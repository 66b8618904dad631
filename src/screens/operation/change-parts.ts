import type { ChangeOutcome, PortalProblem } from '#api';
import type { ChangeRun } from '#app';
import type { Texts } from '#i18n';
import { operationNumber } from '#text';
import {
	calendarDate,
	clockTime,
	dim,
	type Part,
	paragraph,
	row,
	secondsSince,
	type Tone,
	toned,
	waiting,
} from '#ui';
import { problemPart } from '../problem-sentence.ts';
import type { View } from '../view.ts';

/** A change that is waited for: what is known of it at this second. */
export function runParts({ state, texts }: View, run: ChangeRun, what: string): readonly Part[] {
	const { operation } = texts;
	const seconds = secondsSince(run.since, state.now);
	switch (run.phase) {
		case 'sending':
			return [waiting((count) => operation.sent(what, count), seconds), paragraph(operation.escLeaves)];
		case 'asking':
			return [
				waiting((count) => toned('care', operation.asking(count)), seconds),
				paragraph(operation.escLeaves),
			];
		case 'leaving':
			return [paragraph(toned('care', operation.leaving))];
	}
}

const TONES: Readonly<Record<ChangeOutcome['kind'], Tone>> = {
	done: 'done',
	refused: 'danger',
	'not-sent': 'danger',
	blocked: 'danger',
	'under-way': 'care',
	former: 'care',
	uncertain: 'care',
};

/** What became of a change: the word, when, and the number under which the portal keeps it. */
export function outcomeParts(view: View, outcome: ChangeOutcome, at: number): readonly Part[] {
	const { texts } = view;
	const when = (moment: number) => `${calendarDate(moment)} ${clockTime(moment)}`;
	const word = toned(TONES[outcome.kind], texts.operation.outcomes[outcome.kind]);
	const settled = row(word, ` ${when(at)}`);
	switch (outcome.kind) {
		case 'done':
			return [
				row(word, ` ${when(Date.parse(outcome.operation.at))}`),
				numberPart(texts, outcome.operation.key),
			];
		case 'uncertain':
			return [
				settled,
				numberPart(texts, outcome.key),
				...(outcome.formerAt === undefined
					? []
					: [paragraph(toned('care', texts.operation.formerOpen(when(outcome.formerAt))))]),
				paragraph(toned('care', unknownSentence(texts, outcome.problem))),
			];
		case 'former':
			return [
				paragraph(
					outcome.isSame ? word : toned(TONES.former, texts.operation.formerOther(when(outcome.begunAt))),
				),
				...outcomeParts(view, outcome.outcome, at),
			];
		case 'blocked':
			return [settled, paragraph(toned('danger', texts.journal[outcome.failure]))];
		case 'under-way':
			return [row(word)];
		case 'refused':
		case 'not-sent':
			return [settled, problemPart(view, outcome.problem, 'danger')];
	}
}

/** What nobody knows, and what happens next. */
function unknownSentence(texts: Texts, { code }: PortalProblem): string {
	switch (code) {
		case 'other-portal':
			return texts.problems['other-portal']();
		case 'cancelled':
			return texts.operation.leftUnknown;
		default:
			return texts.operation.unknownNext;
	}
}

function numberPart({ operation }: Texts, key: string): Part {
	return paragraph(dim(operation.number(operationNumber(key), key)));
}
