import type { ElsewhereStep, ElsewhereWaiting } from '#app';
import {
	bold,
	countdown,
	dim,
	EMPTY_LINE,
	fitText,
	indent,
	type Line,
	line,
	qrLines,
	qrSize,
	secondsSince,
	wrap,
} from '#ui';
import { paragraph } from '../paragraph.ts';
import { problemSentence } from '../problem-sentence.ts';
import type { View, Work } from '../view.ts';

const LABEL_CELLS = 10;

/** The login at another site: where to go, with which code, and what is known of it from here. */
export function elsewhereWork(view: View, step: ElsewhereStep): Work {
	return { title: view.texts.steps[5].title, lines: stepLines(view, step) };
}

function stepLines(view: View, step: ElsewhereStep): readonly Line[] {
	const { state, texts, width } = view;
	const { elsewhere } = texts;
	switch (step.name) {
		case 'starting':
			return paragraph(elsewhere.starting(secondsSince(step.since, state.now)), width);
		case 'waiting':
			return waitingLines(view, step);
		case 'over':
			return [
				...paragraph(elsewhere.over[step.why], width, 'care'),
				EMPTY_LINE,
				...paragraph(elsewhere.overHow, width),
			];
	}
}

function waitingLines(view: View, waiting: ElsewhereWaiting): readonly Line[] {
	const { texts, width, rows } = view;
	const { elsewhere } = texts;
	const { begun } = waiting;
	const lines = [
		...paragraph(elsewhere.where(begun.siteName), width),
		EMPTY_LINE,
		...wrap(begun.address, width - LABEL_CELLS).map((part, row) =>
			line(fitText(row === 0 ? elsewhere.address : '', LABEL_CELLS), bold(part)),
		),
		line(fitText(elsewhere.code, LABEL_CELLS), bold(begun.userCode)),
		...paragraph(elsewhere.compare, width - LABEL_CELLS).map((spans) => indent(dimmed(spans), LABEL_CELLS)),
		EMPTY_LINE,
		...standing(view, waiting),
	];
	return [...lines, ...codeLines(view, waiting, rows - lines.length - 1)];
}

/** What is known of it: the person is awaited, or the portal cannot be asked. */
function standing(view: View, { begun, expiresAt, trouble }: ElsewhereWaiting): readonly Line[] {
	const { state, texts, width } = view;
	const { elsewhere } = texts;
	const left = countdown(Math.max(0, expiresAt - state.now));
	return trouble === undefined
		? [
				...paragraph(elsewhere.waiting(left), width),
				...paragraph(isOnlyHere(begun.address) ? elsewhere.howHere : elsewhere.how, width).map((spans) =>
					dimmed(spans),
				),
			]
		: [
				...paragraph(elsewhere.troubled(left), width),
				...paragraph(problemSentence(state, texts, trouble.problem), width, 'care'),
			];
}

/** Whether another device would find another machine, or none, at that address. */
function isOnlyHere(address: string): boolean {
	return /^http:/.test(address);
}

/** The QR code, where there is room for it; everywhere it has a key of its own. */
function codeLines({ theme, width }: View, { code }: ElsewhereWaiting, room: number): readonly Line[] {
	if ('request' in code) {
		return [];
	}
	const drawn = qrLines(code, theme);
	const size = qrSize(code);
	return drawn === undefined || size.rows > room || size.columns > width ? [] : [EMPTY_LINE, ...drawn];
}

function dimmed(spans: Line): Line {
	return spans.map(({ text }) => dim(text));
}
