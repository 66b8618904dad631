import type { ChangeOutcome, PortalProblem } from '#api';
import type { ChangeRun } from '#app';
import { calendarDate, clockTime, dim, type Line, line, secondsSince, type Tone, toned, wrap } from '#ui';
import { paragraph } from '../paragraph.ts';
import { problemSentence } from '../problem-sentence.ts';
import type { View } from '../view.ts';

/** A change that is waited for: what is known of it at this second. */
export function runLines({ state, texts, width }: View, run: ChangeRun, what: string): readonly Line[] {
	const seconds = secondsSince(run.since, state.now);
	switch (run.phase) {
		case 'sending':
			return [
				...paragraph(texts.operation.sent(what, seconds), width),
				...paragraph(texts.operation.escLeaves, width),
			];
		case 'asking':
			return [
				...paragraph(texts.operation.asking(seconds), width, 'care'),
				...paragraph(texts.operation.escLeaves, width),
			];
		case 'leaving':
			return paragraph(texts.operation.leaving, width, 'care');
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
export function outcomeLines(view: View, outcome: ChangeOutcome, at: number): readonly Line[] {
	const { texts, width } = view;
	const when = (moment: number) => `${calendarDate(moment)} ${clockTime(moment)}`;
	const word = toned(TONES[outcome.kind], texts.operation.outcomes[outcome.kind]);
	switch (outcome.kind) {
		case 'done':
			return [
				line(word, ` ${when(Date.parse(outcome.operation.at))}`),
				...numberLines(view, outcome.operation.key),
			];
		case 'uncertain':
			return [
				line(word, ` ${when(at)}`),
				...numberLines(view, outcome.key),
				...(outcome.formerAt === undefined
					? []
					: paragraph(texts.operation.formerOpen(when(outcome.formerAt)), width, 'care')),
				...paragraph(unknownSentence(texts, outcome.problem), width, 'care'),
			];
		case 'former':
			return [
				...paragraph(
					outcome.isSame
						? texts.operation.outcomes.former
						: texts.operation.formerOther(when(outcome.begunAt)),
					width,
					TONES.former,
				),
				...outcomeLines(view, outcome.outcome, at),
			];
		case 'blocked':
			return [line(word, ` ${when(at)}`), ...paragraph(texts.journal[outcome.failure], width, 'danger')];
		case 'under-way':
			return [line(word)];
		case 'refused':
		case 'not-sent':
			return [
				line(word, ` ${when(at)}`),
				...paragraph(problemSentence(view.state, texts, outcome.problem), width, 'danger'),
			];
	}
}

/** What nobody knows, and what happens next. */
function unknownSentence(texts: View['texts'], { code }: PortalProblem): string {
	switch (code) {
		case 'other-portal':
			return texts.problems['other-portal']();
		case 'cancelled':
			return texts.operation.leftUnknown;
		default:
			return texts.operation.unknownNext;
	}
}

function numberLines({ texts, width }: View, key: string): readonly Line[] {
	return wrap(texts.operation.number(key), width).map((text) => line(dim(text)));
}
