import { idleEnd, isIdleWarning } from '#app';
import { dim, type Line, line, toned, wrapWithin } from '#ui';
import type { View } from './view.ts';

/** The sentence about the last thing that happened, on as many lines as it needs, at most three. */
export function noticeLines({ state, texts, width }: View): readonly Line[] {
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
			const sentence = texts.formerChanges(notice.done, notice.notDone, notice.uncertain);
			return wrapWithin(sentence, width, 3).map((text) => line(toned('care', text)));
		}
		case 'journal':
			return wrapWithin(texts.journal[notice.failure], width, 3).map((text) => line(toned('danger', text)));
		case 'problem': {
			const { code, triesLeft, retryAfterSeconds } = notice.problem;
			const sentence = texts.problems[code](triesLeft, retryAfterSeconds);
			return wrapWithin(sentence, width, 3).map((text) => line(toned('danger', text)));
		}
	}
}
