import type { ElsewhereStep, ElsewhereWaiting } from '#app';
import {
	BLANK,
	bold,
	countdown,
	dim,
	drawAll,
	fact,
	facts,
	group,
	type Part,
	paragraph,
	picture,
	qrLines,
	qrSize,
	secondsSince,
	toned,
	waiting,
} from '#ui';
import { problemPart } from '../problem-sentence.ts';
import type { View, Work } from '../view.ts';

const LABEL_CELLS = 10;

/** The login at another site: where to go, with which code, and what is known of it from here. */
export function elsewhereWork(view: View, step: ElsewhereStep): Work {
	return { title: view.texts.steps[5].title, parts: stepParts(view, step) };
}

function stepParts(view: View, step: ElsewhereStep): readonly Part[] {
	const { state, texts } = view;
	const { elsewhere } = texts;
	switch (step.name) {
		case 'starting':
			return [waiting(elsewhere.starting, secondsSince(step.since, state.now))];
		case 'waiting':
			return waitingParts(view, step);
		case 'over':
			return [paragraph(toned('care', elsewhere.over[step.why])), BLANK, paragraph(elsewhere.overHow)];
	}
}

function waitingParts(view: View, awaited: ElsewhereWaiting): readonly Part[] {
	const { texts, theme, width, rows } = view;
	const { elsewhere } = texts;
	const { begun } = awaited;
	const parts = [
		paragraph(elsewhere.where(begun.siteName)),
		BLANK,
		facts(
			{ labelCells: LABEL_CELLS, isPlain: true },
			fact(elsewhere.address, bold(begun.address)),
			fact(elsewhere.code, bold(begun.userCode)),
		),
		group<Part>(LABEL_CELLS, paragraph(dim(elsewhere.compare))),
		BLANK,
		...standing(view, awaited),
	];
	return [...parts, ...codeParts(view, awaited, rows - drawAll(parts, width, theme).length - 1)];
}

/** What is known of it: the person is awaited, or the portal cannot be asked. */
function standing(view: View, { begun, expiresAt, trouble }: ElsewhereWaiting): readonly Part[] {
	const { state, texts } = view;
	const { elsewhere } = texts;
	const said = trouble === undefined ? elsewhere.waiting : elsewhere.troubled;
	return [
		waiting((ms) => said(countdown(ms)), Math.max(0, expiresAt - state.now)),
		trouble === undefined
			? paragraph(dim(isOnlyHere(begun.address) ? elsewhere.howHere : elsewhere.how))
			: problemPart(view, trouble.problem, 'care'),
	];
}

/** Whether another device would find another machine, or none, at that address. */
function isOnlyHere(address: string): boolean {
	return /^http:/.test(address);
}

/** The QR code, where there is room for it; everywhere it has a key of its own. */
function codeParts({ texts, theme, width }: View, { code }: ElsewhereWaiting, room: number): readonly Part[] {
	if ('request' in code) {
		return [];
	}
	const lines = qrLines(code, theme);
	const size = qrSize(code);
	return lines === undefined || size.rows > room || size.columns > width
		? []
		: [BLANK, picture({ lines, indent: 0, told: texts.address.title })];
}
