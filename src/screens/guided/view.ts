import { GUIDED_TASKS, type GuidedAct, type GuidedTask, stepOfGuided } from '#app';
import { BLANK, type Choice, calendarDate, choices, dim, type Part, paragraph, toned } from '#ui';
import type { View, Work } from '../view.ts';
import { atSiteParts, choosingParts, readyParts } from './instructions.ts';
import { askingParts, lookingPart, toldParts } from './outcome.ts';
import { blockedGuidedTask, openGuidedOf } from './update.ts';

/** Guided mode, steps 4 to 6: what is done on the authority's site, and what can be seen of it from here. */
export function guidedScreen(view: View): Work {
	const { guided } = view.state;
	return guided.act === undefined ? tasksOf(view) : actOf(view, guided.act);
}

function tasksOf(view: View): Work {
	const { state, texts } = view;
	const { cursor } = state.guided;
	return {
		title: texts.steps[stepOfGuided(cursor)].title,
		parts: [
			paragraph(texts.guided.intro),
			BLANK,
			choices(
				GUIDED_TASKS.map((task) => choiceOf(view, task)),
				cursor,
				{ labelCells: 30 },
			),
			BLANK,
			paragraph(dim(texts.guided.tasks[cursor].about)),
			...(state.guided.told.length === 0
				? []
				: [BLANK, paragraph(dim(texts.guided.toldMark(view.theme.glyphs.told)))]),
		],
	};
}

function choiceOf({ state, texts: { guided } }: View, task: GuidedTask): Choice {
	const open = openGuidedOf(state, task);
	return {
		id: task,
		label: guided.tasks[task].name,
		isDone: state.guided.seen.includes(task) || (state.guided.told.includes(task) && 'told'),
		closed: blockedGuidedTask(state, task) === undefined ? undefined : guided.needsCard,
		beside: open === undefined ? undefined : toned('care', guided.leftOpen(calendarDate(open.at))),
	};
}

function actOf(view: View, act: GuidedAct): Work {
	return { title: view.texts.guided.tasks[act.task].name, parts: stageParts(view, act) };
}

function stageParts(view: View, act: GuidedAct): readonly Part[] {
	const { stage } = act;
	switch (stage.name) {
		case 'remembering':
			return [paragraph(view.texts.guided.remembering)];
		case 'choosing':
			return choosingParts(view, stage);
		case 'ready':
			return readyParts(view, act);
		case 'writing':
			return [paragraph(view.texts.guided.writing)];
		case 'at-site':
			return atSiteParts(view, act);
		case 'asking':
			return askingParts(view, act, stage.cursor);
		case 'looking-before':
		case 'looking':
			return [lookingPart(view, stage)];
		case 'told':
			return toldParts(view, act, stage);
	}
}
