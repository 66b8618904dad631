import {
	blockedGuidedTask,
	GUIDED_TASKS,
	type GuidedAct,
	type GuidedTask,
	openGuidedOf,
	stepOfGuided,
} from '#app';
import { bold, calendarDate, cut, dim, EMPTY_LINE, fitText, type Line, line, plain, toned } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { atSiteLines, readyLines } from './instructions.ts';
import { askingLines, lookingLines, toldLines } from './outcome.ts';

const NAME_CELLS = 30;

/** Guided mode, steps 4 to 6: what is done on the authority's site, and what can be seen of it from here. */
export function guidedScreen(view: View): Work {
	const { guided } = view.state;
	return guided.act === undefined ? tasksOf(view) : actOf(view, guided.act);
}

function tasksOf(view: View): Work {
	const { state, texts, width } = view;
	const { cursor } = state.guided;
	return {
		title: texts.steps[stepOfGuided(cursor)].title,
		lines: [
			...paragraph(texts.guided.intro, width),
			EMPTY_LINE,
			...GUIDED_TASKS.map((task) => taskLine(view, task)),
			EMPTY_LINE,
			...paragraph(texts.guided.tasks[cursor].about, width).map((spans) =>
				spans.map(({ text }) => dim(text)),
			),
		],
	};
}

function taskLine({ state, texts, theme, width }: View, task: GuidedTask): Line {
	const { glyphs } = theme;
	const isHere = state.guided.cursor === task;
	const blocked = blockedGuidedTask(state, task);
	const open = openGuidedOf(state, task);
	const name = fitText(texts.guided.tasks[task].name, Math.min(NAME_CELLS, width - 4));
	const room = width - NAME_CELLS - 4;
	const why =
		open === undefined
			? blocked === undefined
				? dim('')
				: dim(cut(texts.guided.needsCard, room))
			: toned('care', cut(texts.guided.leftOpen(calendarDate(open.at)), room));
	return line(
		isHere ? bold(`${glyphs.here} `) : plain('  '),
		state.guided.done.includes(task) ? toned('done', `${glyphs.tick} `) : plain('  '),
		blocked === undefined ? (isHere ? bold(name) : plain(name)) : dim(name),
		why,
	);
}

function actOf(view: View, act: GuidedAct): Work {
	return { title: view.texts.guided.tasks[act.task].name, lines: stageLines(view, act) };
}

function stageLines(view: View, act: GuidedAct): readonly Line[] {
	const { stage } = act;
	switch (stage.name) {
		case 'ready':
			return readyLines(view, act);
		case 'writing':
			return paragraph(view.texts.guided.writing, view.width);
		case 'at-site':
			return atSiteLines(view, act);
		case 'asking':
			return askingLines(view, act, stage.cursor);
		case 'looking-before':
		case 'looking':
			return lookingLines(view, stage);
		case 'told':
			return toldLines(view, act, stage);
	}
}
