import { canReportAgain, outcomeNow, type UnlockAct } from '#app';
import { bold, cut, dim, EMPTY_LINE, fitText, type Line, line, plain, secondsSince } from '#ui';
import { faultText } from '../card-pin/form.ts';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { outcomeLines, runLines } from './change-lines.ts';

const LABEL_CELLS = 24;

type Step<Name extends UnlockAct['step']['name']> = Extract<UnlockAct['step'], { readonly name: Name }>;

/** Kilit Çözme: begun at the portal, done on the card, told to the portal; and what is certain wherever it stopped. */
export function unlockWork(view: View, operation: UnlockAct): Work {
	const { texts, width } = view;
	return {
		title: texts.menu.entries.unlock,
		lines: [
			line(dim(cut(texts.deletion.card(operation.cardSerial), width))),
			EMPTY_LINE,
			...stepLines(view, operation),
		],
	};
}

function stepLines(view: View, { step, unlockId, chosen }: UnlockAct): readonly Line[] {
	const { state, texts, width } = view;
	const { unlock } = texts;
	switch (step.name) {
		case 'ready':
			return [...paragraph(unlock.intro, width), EMPTY_LINE, ...paragraph(unlock.ready, width)];
		case 'looking':
			return [
				...paragraph(unlock.looking(secondsSince(step.since, state.now)), width),
				...paragraph(unlock.giveUp, width),
			];
		case 'starting':
			return runLines(view, step.run, unlock.startRequest);
		case 'fetching':
			return [
				...paragraph(unlock.fetching(secondsSince(step.since, state.now)), width),
				...paragraph(unlock.giveUp, width),
			];
		case 'choosing':
			return choosingLines(view, step, unlockId);
		case 'on-card':
			return paragraph(unlock.onCard(secondsSince(step.since, state.now)), width, 'care');
		case 'stopped':
			return [
				...stopLines(view, step),
				EMPTY_LINE,
				...paragraph(unlockId === undefined ? unlock.nothingBegun : unlock.staysOpen, width),
				...(chosen === undefined ? [] : paragraph(unlock.chosenStays, width)),
				...paragraph(unlock.goOn, width),
			];
		case 'reporting':
			return [...cardLines(view, step), ...runLines(view, step.run, unlock.reportRequest)];
		case 'result':
			return [
				...cardLines(view, step),
				line(unlock.portalTold),
				...outcomeLines(view, step.outcome, step.at),
				EMPTY_LINE,
				...afterwardsLines(view, step),
			];
	}
}

/** The new PIN is promised at the portal only where the portal knows of it. */
function afterwardsLines(
	{ state, texts, width }: View,
	{ result, outcome }: Step<'result'>,
): readonly Line[] {
	const { unlock } = texts;
	const isTold = outcomeNow(outcome)?.kind === 'done';
	const isOpen = canReportAgain(outcome);
	if (result === 'not-done') {
		return [
			...(isOpen ? paragraph(unlock.reportAgain, width, 'care') : []),
			...paragraph(unlock.callCentre, width),
		];
	}
	if (state.flow?.pinChosenBy === 'holder') {
		return [
			...paragraph(unlock.afterwards, width),
			...(isOpen ? paragraph(unlock.reportAgain, width, 'care') : []),
		];
	}
	if (isTold) {
		return paragraph(unlock.afterwards, width);
	}
	return paragraph(isOpen ? unlock.portalHasOldPin : unlock.overAtPortal, width, 'care');
}

function cardLines({ texts, width }: View, { result, why }: Step<'reporting' | 'result'>): readonly Line[] {
	return result === 'done'
		? paragraph(texts.unlock.cardDone, width, 'done')
		: paragraph(texts.unlock.cardNotDone[why ?? 'wrong'], width, 'danger');
}

function stopLines(view: View, { why }: Step<'stopped'>): readonly Line[] {
	const { texts, width } = view;
	switch (why.of) {
		case 'portal':
			return paragraph(texts.unlock.portalStopped, width, 'care');
		case 'left':
			return paragraph(texts.problems.cancelled(), width, 'care');
		case 'change':
			return outcomeLines(view, why.outcome, why.at);
		case 'no-card':
			return paragraph(texts.refusals[why.refusal], width, 'care');
		case 'journal':
			return paragraph(texts.journal[why.failure], width, 'danger');
		case 'card':
			if (why.kind === 'too-short' || why.kind === 'too-long') {
				return paragraph(texts.cardPin.cardLength[why.kind], width, 'care');
			}
			return paragraph(texts.unlock.cardStopped[cardWord(why.kind)], width, 'care');
	}
}

type CardStop = Extract<Step<'stopped'>['why'], { readonly of: 'card' }>['kind'];

/** What a person needs to know of why the card did not do it. */
function cardWord(
	kind: CardStop,
): 'unknown' | 'gone' | 'in-use' | 'other-card' | 'last-puk-try' | 'puk-unclear' | 'not-done' {
	switch (kind) {
		case 'unknown':
		case 'in-use':
		case 'other-card':
		case 'last-puk-try':
		case 'puk-unclear':
			return kind;
		case 'card-gone-before':
		case 'called-off':
		case 'not-checked':
			return 'gone';
		default:
			return 'not-done';
	}
}

function choosingLines(view: View, step: Step<'choosing'>, unlockId: string | undefined): readonly Line[] {
	const { texts, theme, width } = view;
	const { unlock } = texts;
	return [
		...paragraph(unlock.choose, width),
		...(unlockId === undefined ? [] : paragraph(unlock.chooseAgain, width, 'care')),
		EMPTY_LINE,
		...(['first', 'again'] as const).map((field) => {
			const isHere = step.focus === field;
			const label = fitText(unlock.pinFields[field], LABEL_CELLS - 2);
			const masked = theme.glyphs.masked.repeat(step.pins[field].length);
			return line(
				isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
				isHere ? bold(label) : plain(label),
				`${masked}${isHere ? '_' : ''}`,
			);
		}),
		...(step.fault === undefined
			? []
			: [EMPTY_LINE, ...paragraph(faultText(texts, step.fault), width, 'danger')]),
	];
}
