import { canReportAgain, cardForUnlock, outcomeNow, triesOf, type UnlockAct } from '#app';
import { BLANK, dim, type Part, paragraph, row, secondsSince, secretField, toned, waiting } from '#ui';
import { faultText } from '../../card-pin/form-view.ts';
import type { View, Work } from '../../view.ts';
import { outcomeParts, runParts } from '../change-parts.ts';

const LAYOUT = { labelCells: 24 };

type Step<Name extends UnlockAct['step']['name']> = Extract<UnlockAct['step'], { readonly name: Name }>;

/** Kilit Çözme: begun at the portal, done on the card, told to the portal; and what is certain wherever it stopped. */
export function unlockWork(view: View, operation: UnlockAct): Work {
	const { texts } = view;
	return {
		title: texts.menu.entries.unlock,
		parts: [row(dim(texts.deletion.card(operation.cardSerial))), BLANK, ...stepParts(view, operation)],
	};
}

function stepParts(view: View, { step, unlockId, chosen }: UnlockAct): readonly Part[] {
	const { state, texts } = view;
	const { unlock } = texts;
	switch (step.name) {
		case 'ready':
			return [paragraph(unlock.intro), ...notLockedParts(view), BLANK, paragraph(unlock.ready)];
		case 'looking':
		case 'fetching':
			return [waiting(unlock[step.name], secondsSince(step.since, state.now)), paragraph(unlock.giveUp)];
		case 'starting':
			return runParts(view, step.run, unlock.startRequest);
		case 'choosing':
			return choosingParts(view, step, unlockId);
		case 'on-card':
			return [
				waiting((seconds) => toned('care', unlock.onCard(seconds)), secondsSince(step.since, state.now)),
			];
		case 'stopped':
			return [
				...stopParts(view, step),
				BLANK,
				paragraph(unlockId === undefined ? unlock.nothingBegun : unlock.staysOpen),
				...(chosen === undefined ? [] : [paragraph(unlock.chosenStays)]),
				paragraph(unlock.goOn),
			];
		case 'reporting':
			return [cardPart(view, step), ...runParts(view, step.run, unlock.reportRequest)];
		case 'result':
			return [
				cardPart(view, step),
				row(unlock.portalTold),
				...outcomeParts(view, step.outcome, step.at),
				BLANK,
				...afterwardsParts(view, step),
			];
	}
}

/** What is lost by an unlock that is not needed, unless the card said that it is. */
function notLockedParts({ state, texts: { unlock } }: View): readonly Part[] {
	const found = cardForUnlock(state);
	const tries = found.ok ? triesOf(state, found.card)?.kind : undefined;
	if (tries === 'blocked') {
		return [];
	}
	// A card at its last try may be locked already.
	const isUnknown = tries === undefined || tries === 'unknown' || tries === 'last-try';
	return [BLANK, paragraph(toned('care', isUnknown ? unlock.maybeNotLocked : unlock.notLocked))];
}

/** The new PIN is promised at the portal only where the portal knows of it. */
function afterwardsParts(
	{ state, texts: { unlock } }: View,
	{ result, outcome }: Step<'result'>,
): readonly Part[] {
	const isTold = outcomeNow(outcome)?.kind === 'done';
	const isOpen = canReportAgain(outcome);
	const again = isOpen ? [paragraph(toned('care', unlock.reportAgain))] : [];
	if (result === 'not-done') {
		return [...again, paragraph(unlock.callCentre)];
	}
	if (state.flow?.pinChosenBy === 'holder') {
		return [paragraph(unlock.afterwards), ...again];
	}
	return [
		paragraph(
			isTold ? unlock.afterwards : toned('care', isOpen ? unlock.portalHasOldPin : unlock.overAtPortal),
		),
	];
}

function cardPart({ texts: { unlock } }: View, { result, why }: Step<'reporting' | 'result'>): Part {
	return paragraph(
		result === 'done' ? toned('done', unlock.cardDone) : toned('danger', unlock.cardNotDone[why ?? 'wrong']),
	);
}

function stopParts(view: View, { why }: Step<'stopped'>): readonly Part[] {
	const { texts } = view;
	const care = (text: string): readonly Part[] => [paragraph(toned('care', text))];
	switch (why.of) {
		case 'portal':
			return care(texts.unlock.portalStopped);
		case 'left':
			return care(texts.problems.cancelled());
		case 'change':
			return outcomeParts(view, why.outcome, why.at);
		case 'no-card':
			return care(texts.refusals[why.refusal]);
		case 'journal':
			return [paragraph(toned('danger', texts.journal[why.failure]))];
		case 'card':
			return care(
				why.kind === 'too-short' || why.kind === 'too-long'
					? texts.cardPin.cardLength[why.kind]
					: texts.unlock.cardStopped[cardWord(why.kind)],
			);
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

function choosingParts(
	{ texts }: View,
	step: Step<'choosing'>,
	unlockId: string | undefined,
): readonly Part[] {
	const { unlock } = texts;
	return [
		paragraph(unlock.choose),
		...(unlockId === undefined ? [] : [paragraph(toned('care', unlock.chooseAgain))]),
		BLANK,
		...(['first', 'again'] as const).map((name) =>
			secretField({
				name,
				label: unlock.pinFields[name],
				isHere: step.focus === name,
				length: step.pins[name].length,
				layout: LAYOUT,
			}),
		),
		...(step.fault === undefined ? [] : [BLANK, paragraph(toned('danger', faultText(texts, step.fault)))]),
	];
}
