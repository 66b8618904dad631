import { type AppState, comingField, elsewhereWaiting, isTooSmall, type PictureDrawing } from '#app';
import { type Texts, textsForVisitors, textsOf } from '#i18n';
import {
	bold,
	clockTime,
	dim,
	draw,
	drawAll,
	EMPTY_LINE,
	fitLine,
	fitLines,
	type Line,
	layoutFor,
	line,
	lineCells,
	type Part,
	partsWithCursor,
	plain,
	row,
	type Surroundings,
	type Theme,
	toned,
	withoutSigns,
	wrap,
} from '#ui';
import { asideLines } from './aside.ts';
import { offeredBindings, openScreen, paletteEntries } from './house.ts';
import { keyLine } from './keys/key-line.ts';
import { noticeParts } from './notice-parts.ts';
import { statusLine } from './status-line.ts';
import { foldedSteps, stepsList } from './steps-list.ts';
import type { View } from './view.ts';

/** Where a picture stands, in cells from the top left of the part that has it; drawn in half blocks until real pixels cover it. */
export interface PictureSpace {
	readonly id: string;
	readonly pixels: PictureDrawing['pixels'];
	readonly row: number;
	readonly column: number;
	readonly columns: number;
	readonly rows: number;
}

/** One full screen: exactly as many lines as the terminal has rows, each exactly as wide. */
export interface Frame {
	readonly lines: readonly Line[];
	/** In cells from the top left of the terminal. */
	readonly picture: PictureSpace | undefined;
	/** The farthest that what is shown can be scrolled, in lines. */
	readonly scrollEnd: number;
}

/** Below the title line and the rule. */
const FIRST_BODY_ROW = 2;
/** Rows of the work area above the screen's own content: its title and an empty line. */
const HEAD_ROWS = 2;
/** So many empty rows between the field and the phone are far. */
const FAR_ROWS = 8;

export function drawFrame(state: AppState, theme: Theme): Frame {
	const { columns, rows } = state.size;
	if (isTooSmall(state.size)) {
		return {
			lines: tooSmall(state, theme, columns, rows),
			picture: undefined,
			scrollEnd: state.overlay?.scroll ?? 0,
		};
	}
	const layout = layoutFor(columns, rows, surroundingsOf(state));
	const texts = textsFor(state, theme);
	const view: View = {
		state,
		texts,
		theme,
		width: layout.workColumns,
		rows: layout.workRows,
		listRows: layout.workRows,
		offered: offeredBindings,
		paletteEntries,
	};
	const rule = line(dim(theme.glyphs.rule.repeat(columns)));
	const { lines: work, picture, scrollEnd } = workArea(view);
	const aside =
		layout.asideColumns === 0
			? []
			: fitLines(asideLines({ ...view, width: layout.asideColumns }), layout.bodyRows);
	const main = work.map((spans, row) => [
		...spans,
		...(aside[row] === undefined ? [] : [plain(' '.repeat(layout.gapColumns)), ...aside[row]]),
	]);
	const body =
		layout.steps === 'beside'
			? besides(fitLines(stepsList(view), layout.bodyRows), layout.stepsColumns, main)
			: [
					...(layout.steps === 'folded' ? [foldedSteps(view)] : []),
					...main.map((spans) => [plain(' '), ...spans]),
				];
	const lines = [
		titleLine(view, columns),
		rule,
		...body,
		rule,
		statusLine(view),
		keyLine(state, texts, columns),
	].map((spans) => drawable(fitLine(spans, columns), theme));
	const firstWorkRow = FIRST_BODY_ROW + (layout.steps === 'folded' ? 1 : 0);
	return {
		lines,
		scrollEnd,
		picture:
			picture === undefined
				? undefined
				: {
						...picture,
						row: picture.row + firstWorkRow + HEAD_ROWS,
						column: picture.column + layout.stepsColumns + 1,
					},
	};
}

/** The steps at the left, and beside a screen at the right what the step is about. */
function surroundingsOf(state: AppState): Surroundings {
	return openScreen(state).surroundings ?? { steps: 'always', hasAside: state.overlay === undefined };
}

/** Names of keys as this terminal can write them, and of what quitting is here. */
export function textsFor(state: AppState, theme: Theme): Texts {
	const inLanguage = textsOf(state.language, state.flow?.id);
	const texts = state.mode.kiosk === undefined ? inLanguage : atKiosk(textsForVisitors(inLanguage));
	return theme.isUnicode ? texts : { ...texts, keyNames: { ...texts.keyNames, enter: 'Enter' } };
}

function atKiosk(texts: Texts): Texts {
	return { ...texts, keys: { ...texts.keys, quit: texts.kiosk.quitKey } };
}

function drawable(spans: Line, theme: Theme): Line {
	return theme.isUnicode ? spans : spans.map((span) => ({ ...span, text: withoutSigns(span.text) }));
}

function titleLine({ state, texts, theme }: View, columns: number): Line {
	const { dot } = theme.glyphs;
	// A portal of the network may be a sandbox as well; it says so itself.
	const isSandbox =
		state.mode.portal === 'sandbox' || (state.portal.kind === 'reached' && state.portal.info.isSandbox);
	const right = [
		...(isSandbox ? [toned('care', texts.sandboxBadge), dim(` ${dot} `)] : []),
		...(state.mode.portal === 'guided' ? [toned('care', texts.guided.badge), dim(` ${dot} `)] : []),
		dim(`${texts.language} ${dot} ${clockTime(state.now)} `),
	];
	const left = [bold(` ${texts.product}`)];
	const gap = Math.max(1, columns - lineCells(left) - lineCells(right));
	return [...left, plain(' '.repeat(gap)), ...right];
}

/** Title, content, then at the bottom the notice and, at the login, the sandbox's phone. */
function workArea(view: View): Frame {
	const notice = drawAll(noticeParts(view), view.width, view.theme);
	const phone = drawAll(phoneParts(view), view.width, view.theme);
	const foot = [...notice, ...phone];
	const contentRows = view.rows - HEAD_ROWS - foot.length;
	const { title, parts, scrollEnd } = openScreen(view.state).view({ ...view, rows: contentRows });
	const drawn = partsWithCursor(parts, view.state.behindCursor).map((part) => ({
		part,
		lines: draw(part, view.width, view.theme),
	}));
	const content = drawn.flatMap(({ lines }) => lines);
	// In a tall terminal what is typed from the phone stands near the field, and not far below it.
	const isNear = phone.length > 0 && content.length + FAR_ROWS <= contentRows;
	const shown = isNear
		? [...fitLines([...content, EMPTY_LINE, ...phone], contentRows + phone.length), ...notice]
		: [...fitLines(content, contentRows), ...foot];
	const lines = [line(bold(title)), EMPTY_LINE, ...shown].map((spans) => fitLine(spans, view.width));
	return { lines, picture: pictureSpace(drawn, contentRows), scrollEnd: scrollEnd ?? 0 };
}

/** Where the picture stands in the content, if all of it is to be seen. */
function pictureSpace(
	drawn: readonly { readonly part: Part; readonly lines: readonly Line[] }[],
	contentRows: number,
): PictureSpace | undefined {
	let row = 0;
	for (const { part, lines } of drawn) {
		if (part.kind === 'picture' && part.pixels !== undefined) {
			const { id, drawn: pixels, columns, rows } = part.pixels;
			return row + rows <= contentRows ? { id, pixels, row, column: part.indent, columns, rows } : undefined;
		}
		row += lines.length;
	}
	return undefined;
}

/** Where a message of the portal, or what its other site says, may be waited for. */
function awaitsMessage(state: AppState): boolean {
	const { screen, login, operation } = state;
	return (
		comingField(state) !== undefined ||
		(screen === 'login' && login.stage !== 'signature') ||
		(screen === 'operation' && operation.kind === 'update-details' && operation.step.name === 'code')
	);
}

/** What the sandbox's phone got last, or what its other site shows. */
export function phoneParts({ state, texts }: View): readonly Part[] {
	if (state.mode.portal !== 'sandbox' || !awaitsMessage(state) || state.overlay !== undefined) {
		return [];
	}
	if (state.login.stage === 'elsewhere') {
		return elsewhereWaiting(state) === undefined || state.hint === undefined
			? []
			: [row(texts.elsewhere.strip(state.hint.holderNumber))];
	}
	const last = state.phone.at(-1);
	return [row(last === undefined ? dim(texts.phoneSilent) : texts.phoneStrip(clockTime(last.at), last.text))];
}

function besides(left: readonly Line[], leftColumns: number, right: readonly Line[]): readonly Line[] {
	return left.map((spans, row) => [
		...fitLine(spans, leftColumns),
		plain(' '),
		...(right[row] ?? EMPTY_LINE),
	]);
}

/** For a terminal that cannot hold a screen: says so, as far as there is room, and keeps everything. */
function tooSmall(state: AppState, theme: Theme, columns: number, rows: number): readonly Line[] {
	const texts = textsOf(state.language);
	const text = [texts.tooSmall.title, '', texts.tooSmall.body(columns, rows)]
		.flatMap((sentence) => wrap(sentence, columns))
		.map((part) => line(part));
	return fitLines(text, rows).map((spans) => drawable(fitLine(spans, columns), theme));
}
