import { GUIDED_PLANS } from '#app';
import { bold, cut, dim, EMPTY_LINE, fitText, type Line, line, secondsSince, toned } from '#ui';
import { paragraph } from './paragraph.ts';
import { problemSentence } from './problem-sentence.ts';
import type { View, Work } from './view.ts';

const LABEL_CELLS = 9;

/** Step 3: whether the portal answers, where it is, and what it offers. */
export function portalScreen(view: View): Work {
	const { state, texts, width } = view;
	if (state.portal.kind === 'not-asked') {
		return {
			title: texts.steps[3].title,
			lines: [
				...paragraph(texts.guided.step3, width),
				EMPTY_LINE,
				line(bold(cut(GUIDED_PLANS['log-in'].address, width))),
				EMPTY_LINE,
				...paragraph(texts.guided.step3Now, width),
			],
		};
	}
	const guide = state.mode.portal === 'sandbox' ? texts.portal.guideSandbox : texts.portal.guide;
	return {
		title: texts.steps[3].title,
		lines: [...paragraph(guide, width), EMPTY_LINE, ...portalFacts(view)],
	};
}

function portalFacts({ state, texts, theme, width }: View): readonly Line[] {
	const { portal } = state;
	switch (portal.kind) {
		case 'not-asked':
			return [];
		case 'checking':
			return [line(texts.portal.checking(secondsSince(portal.since, state.now)))];
		case 'lost':
			return [
				...paragraph(problemSentence(state, texts, portal.problem), width, 'danger'),
				...paragraph(
					portal.pending === undefined
						? texts.portal.retry(Math.max(0, Math.ceil((portal.retryAt - state.now) / 1000)))
						: texts.portal.retrying,
					width,
				),
			];
		case 'reached':
			return [
				line(dim(fitText(texts.portal.name, LABEL_CELLS)), cut(portal.info.name, width - LABEL_CELLS)),
				line(dim(fitText(texts.portal.address, LABEL_CELLS)), cut(portal.address ?? '', width - LABEL_CELLS)),
				EMPTY_LINE,
				line(texts.portal.reached),
				...(portal.info.isNewer === true ? paragraph(texts.portal.newer, width, 'care') : []),
				EMPTY_LINE,
				line(dim(texts.portal.operations)),
				...portal.info.operations.map((operation) =>
					line('  ', toned('done', theme.glyphs.tick), ` ${texts.portal.operationNames[operation]}`),
				),
			];
	}
}
