import { shownField } from '#app';
import type { Screen } from '../screen.ts';
import {
	leaveTimeline,
	leftTimeline,
	openTimeline,
	timelineCommand,
	timelineRead,
	typeIntoTimeline,
} from './update.ts';
import { timelineScreen } from './view.ts';

/** What happened to one card. */
export const timeline: Screen = {
	keys: (state) => (state.timeline?.isTyping === true ? 'timeline-search' : 'timeline'),
	view: timelineScreen,
	surroundings: { steps: 'wide', hasAside: false },
	opens: { timeline: openTimeline },
	command: (state, asked) =>
		timelineCommand(state, asked) ?? (asked === 'back' ? leaveTimeline(state) : undefined),
	field: (state) =>
		state.timeline?.isTyping === true
			? { kind: 'timeline-search', focus: shownField('search', state.timeline.query) }
			: undefined,
	text: typeIntoTimeline,
	paste: typeIntoTimeline,
	answers: { 'timeline-read': timelineRead },
	counts: (state) => state.timeline?.history.kind === 'loading',
	left: leftTimeline,
};
