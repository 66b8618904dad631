import { longWait, shownWait, waitFor } from '#app';
import { dim, drawAll, type Part, paragraph, type Tone, toned, waiting } from '#ui';
import { idleEnd, isIdleWarning } from './house.ts';
import { problemPart } from './problem-sentence.ts';
import type { View } from './view.ts';

/** As many as there is room for. */
const MOST_ROWS = 3;
/** Of what stands under what happened. */
const MOST_ROWS_BELOW = 2;

/** The sentence about the last thing that happened, on as many rows as it needs, then what the portal asked to wait. */
export function noticeParts(view: View): readonly Part[] {
	const happened = lastThing(view);
	const closed = closedFieldParts(view);
	if (closed.length > 0) {
		return [...happened, ...closed];
	}
	const both = [...happened, ...waitParts(view)];
	return drawAll(both, view.width, view.theme).length > MOST_ROWS ? happened : both;
}

/** That keys go nowhere, and by which key they act again; each of them is counted. */
function closedFieldParts({ state, texts }: View): readonly Part[] {
	return state.closedField === undefined
		? []
		: [waiting((keys) => toned('care', texts.closedField(keys)), state.closedField.keys, MOST_ROWS_BELOW)];
}

/** Counted down beside what was refused; where the sentence above counts already, nothing more. */
function waitParts({ state, texts: { portalWait } }: View): readonly Part[] {
	const what = shownWait(state);
	const seconds = what === undefined ? undefined : waitFor(state, what);
	const { notice } = state;
	if (what === undefined || seconds === undefined || isIdleWarning(state)) {
		return [];
	}
	const asked = longWait(state, what);
	const isCounted =
		notice?.kind === 'portal-wait' ||
		(notice?.kind === 'problem' && notice.problem.retryAfterSeconds !== undefined && asked === undefined);
	if (isCounted) {
		return [];
	}
	const said = asked === undefined ? portalWait.counting[what] : () => portalWait.long[what](asked);
	return [waiting((count) => toned('care', said(count)), seconds, MOST_ROWS_BELOW)];
}

function lastThing(view: View): readonly Part[] {
	const { state, texts } = view;
	const end = idleEnd(state);
	if (end !== undefined && isIdleWarning(state)) {
		const seconds = Math.max(0, Math.ceil((end - state.now) / 1000));
		return [waiting((count) => toned('danger', texts.kiosk.idleWarning(count)), seconds, MOST_ROWS)];
	}
	const { notice } = state;
	const told = (tone: Tone, text: string): readonly Part[] => [
		paragraph(toned(tone, text), { most: MOST_ROWS }),
	];
	switch (notice?.kind) {
		case undefined:
			return [];
		case 'refused':
			return told('care', texts.refusals[notice.refusal]);
		case 'told':
			return [paragraph(dim(texts.told[notice.what]), { most: MOST_ROWS })];
		case 'copied':
			return [paragraph(dim(texts.copied(notice.serial)), { most: MOST_ROWS })];
		case 'settings':
			return told('care', texts.settingsProblems[notice.code]);
		case 'former-changes': {
			const { done, notDone, uncertain, ofOtherPortal } = notice;
			const sentence = [
				...(ofOtherPortal === 0 ? [] : [texts.changesOfOtherPortal(ofOtherPortal)]),
				...(done + notDone + uncertain === 0 ? [] : [texts.formerChanges(done, notDone, uncertain)]),
			].join(' ');
			return told('care', sentence);
		}
		case 'portal-wait': {
			const { held, over } = texts.portalWait;
			const seconds = waitFor(state, notice.what);
			return seconds === undefined
				? told('care', over)
				: [waiting((count) => toned('care', held[notice.what](count)), seconds, MOST_ROWS)];
		}
		case 'journal':
			return told('danger', texts.journal[notice.failure]);
		case 'problem':
			return [problemPart(view, notice.problem, 'danger', MOST_ROWS)];
	}
}
