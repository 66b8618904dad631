import { idleEnd, isIdleWarning, longWait, shownWait, type WaitFor, waitFor } from '#app';
import { dim, type Line, line, toned, wrapWithin } from '#ui';
import { problemSentence } from './problem-sentence.ts';
import type { View } from './view.ts';

/** As many as there is room for. */
const MOST_LINES = 3;

/** The sentence about the last thing that happened, on as many lines as it needs, then what the portal asked to wait. */
export function noticeLines(view: View): readonly Line[] {
	const happened = lastThing(view);
	const closed = closedFieldLines(view);
	if (closed.length > 0) {
		return [...happened, ...closed];
	}
	const waiting = waitLines(view);
	return happened.length + waiting.length > MOST_LINES ? happened : [...happened, ...waiting];
}

/** That keys go nowhere, and by which key they act again; each of them is counted. */
function closedFieldLines({ state, texts, width }: View): readonly Line[] {
	return state.closedField === undefined
		? []
		: wrapWithin(texts.closedField(state.closedField.keys), width, 2).map((text) =>
				line(toned('care', text)),
			);
}

/** Counted down beside what was refused; where the sentence above counts already, nothing more. */
function waitLines(view: View): readonly Line[] {
	const { state, width } = view;
	const what = shownWait(state);
	const seconds = what === undefined ? undefined : waitFor(state, what);
	const { notice } = state;
	const isCounted =
		notice?.kind === 'portal-wait' ||
		(notice?.kind === 'problem' &&
			notice.problem.retryAfterSeconds !== undefined &&
			(what === undefined || longWait(state, what) === undefined));
	return what === undefined || seconds === undefined || isCounted || isIdleWarning(state)
		? []
		: wrapWithin(waitSentence(view, what, seconds), width, 2).map((text) => line(toned('care', text)));
}

function waitSentence({ state, texts }: View, what: WaitFor, seconds: number): string {
	const asked = longWait(state, what);
	return asked === undefined ? texts.portalWait.counting[what](seconds) : texts.portalWait.long[what](asked);
}

function lastThing({ state, texts, width }: View): readonly Line[] {
	const end = idleEnd(state);
	if (end !== undefined && isIdleWarning(state)) {
		const seconds = Math.max(0, Math.ceil((end - state.now) / 1000));
		return wrapWithin(texts.kiosk.idleWarning(seconds), width, 3).map((text) => line(toned('danger', text)));
	}
	const { notice } = state;
	if (notice === undefined) {
		return [];
	}
	switch (notice.kind) {
		case 'refused':
			return wrapWithin(texts.refusals[notice.refusal], width, 3).map((text) => line(toned('care', text)));
		case 'told':
			return wrapWithin(texts.told[notice.what], width, 3).map((text) => line(dim(text)));
		case 'copied':
			return wrapWithin(texts.copied(notice.serial), width, 3).map((text) => line(dim(text)));
		case 'settings':
			return wrapWithin(texts.settingsProblems[notice.code], width, 3).map((text) =>
				line(toned('care', text)),
			);
		case 'former-changes': {
			const { done, notDone, uncertain, ofOtherPortal } = notice;
			const sentence = [
				...(ofOtherPortal === 0 ? [] : [texts.changesOfOtherPortal(ofOtherPortal)]),
				...(done + notDone + uncertain === 0 ? [] : [texts.formerChanges(done, notDone, uncertain)]),
			].join(' ');
			return wrapWithin(sentence, width, 3).map((text) => line(toned('care', text)));
		}
		case 'portal-wait': {
			const { held, over } = texts.portalWait;
			const seconds = waitFor(state, notice.what);
			const sentence = seconds === undefined ? over : held[notice.what](seconds);
			return wrapWithin(sentence, width, 3).map((text) => line(toned('care', text)));
		}
		case 'journal':
			return wrapWithin(texts.journal[notice.failure], width, 3).map((text) => line(toned('danger', text)));
		case 'problem': {
			const sentence = problemSentence(state, texts, notice.problem);
			return wrapWithin(sentence, width, 3).map((text) => line(toned('danger', text)));
		}
	}
}
