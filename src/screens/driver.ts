import { cardNeedsNoDriver, focusedReader } from '#app';
import { cut, dim, EMPTY_LINE, type Line, line, toned } from '#ui';
import { paragraph } from './paragraph.ts';
import type { View, Work } from './view.ts';

/** Step 2: whether the vendor's module is there, whether this card needs it, and where it comes from. */
export function driverScreen(view: View): Work {
	const { texts, width } = view;
	return {
		title: texts.steps[2].title,
		lines: [
			...paragraph(texts.driver.guide, width),
			...paragraph(texts.driver.driverAddress, width),
			EMPTY_LINE,
			...needed(view),
			...found(view),
			EMPTY_LINE,
			...paragraph(texts.driver.why, width),
		],
	};
}

function found({ state, texts, theme, width }: View): readonly Line[] {
	const { driver } = state;
	switch (driver.kind) {
		case 'searching':
			return [line(texts.driver.searching)];
		case 'found':
			return [
				line(toned('done', theme.glyphs.tick), ` ${texts.driver.found}`),
				line(dim(`  ${texts.driver.file}  `), cut(driver.path, width - 10)),
			];
		case 'missing':
			return [line(toned('care', theme.glyphs.fault), ` ${texts.driver.missing}`)];
	}
}

function needed(view: View): readonly Line[] {
	const slot = focusedReader(view.state)?.slot;
	if (!cardNeedsNoDriver(view.state) || (slot?.kind !== 'seal' && slot?.kind !== 'akis')) {
		return [];
	}
	return paragraph(view.texts.driver.notNeeded(slot.card.product), view.width, 'done');
}
