export { withoutSigns } from './ascii.ts';
export { type ChoiceLines, choiceLines, POINTER_CELLS } from './choice-lines.ts';
export { calendarDate, clockTime, countdown, dayAndHourOfToday, secondsSince } from './clock.ts';
export { fieldSpans, placesSpans, secretFieldSpans, wrappedFieldLines } from './field-spans.ts';
export type { FocusedWidget, WidgetDesk } from './focused-widget.ts';

export { type Layout, layoutFor, type Surroundings } from './layout.ts';
export {
	bold,
	dim,
	EMPTY_LINE,
	fitLine,
	fitLines,
	indent,
	type Line,
	line,
	lineCells,
	plain,
	type Span,
	scrolled,
	shownText,
	type Tone,
	toned,
} from './line.ts';

export * from './parts/index.ts';
export { decodePicture } from './picture/decode-picture.ts';
export { pictureToHalfBlocks } from './picture/half-blocks.ts';
export { encodeQr, qrLines, qrSize } from './qr.ts';
export { Rows } from './rows.tsx';
export { cells, cut, fitText, spread, wrap, wrapWithin } from './text.ts';
export { createTheme, type Glyphs, type Theme } from './theme.ts';
export { WidgetContext } from './widget-context.ts';
