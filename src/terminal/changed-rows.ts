import { isOneCellEach } from '#text';
import { writingThrough } from './writing-through.ts';

/** How Ink's standard renderer takes a frame back before the next one: it erases row by row upwards, or all from the first cell on. */
const TAKEN_BACK = /^(?:(?:\u{1B}\[2K(?:\u{1B}\[1?A)?)+(?:\u{1B}\[G)?|\u{1B}\[1;1H\u{1B}\[J)/u;

/*
 * What another program writes over the screen (`wall`, a line of the kernel) cannot be seen from here, and may move what was
 * drawn. So a frame is written whole after a pause, in which somebody may have read such a line, and after a while in any
 * case. Ctrl+L wipes it away at once. A line of 9,600 bit/s takes two seconds for such a frame, so that it comes seldom
 * while keys are pressed.
 */
const PAUSE_MS = 1500;
const WHOLE_AFTER_MS = 15_000;

/** For this time after the terminal took another size all frames are written whole: it may still move what was drawn, in milliseconds. */
const RESIZING_MS = 1000;

/** A stream for frames, and how they are written to it. */
export interface ChangedRows {
	readonly stdout: NodeJS.WriteStream;
	/** Has the next frame written whole, whatever is on the screen. */
	forget(): void;
}

/**
 * The stream Ink gets, letting the part of its frames through that differs from what is on the screen. A key changes a few cells; Ink's standard
 * renderer writes all of them, 2,300 bytes at 80x24, which takes two seconds on a line of 9,600 bit/s. Ink's own
 * incremental renderer moves the cursor relative to where it left it, so that what another program writes displaces every
 * frame that follows; here each row is written at its own place.
 *
 * It must see every frame.
 *
 * @param isWholeWanted whether frames have to be written whole now: pictures that live in cells rely on being overwritten
 * @param now milliseconds, of a clock that does not go back
 */
export function changedRowsOutput(
	stdout: NodeJS.WriteStream,
	isWholeWanted: () => boolean = () => false,
	now: () => number = () => performance.now(),
): ChangedRows {
	/** What is on the screen; undefined where that is not known. */
	let shown: readonly string[] | undefined;
	let shownColumns = stdout.columns;
	let shownRows = stdout.rows;
	let writtenAt = 0;
	let wholeAt = 0;
	let resizingUntil = 0;

	const write = (chunk: string): string => {
		const rows = rowsOfFrame(chunk, stdout.rows);
		if (rows === undefined) {
			// An erased or scrolled screen is not the one that was drawn.
			if (chunk.includes('\n') || chunk.includes('\u{1B}[2K') || chunk.includes('\u{1B}[J')) {
				shown = undefined;
			}
			return chunk;
		}
		if (shownRows !== stdout.rows || shownColumns !== stdout.columns) {
			shownRows = stdout.rows;
			shownColumns = stdout.columns;
			resizingUntil = now() + RESIZING_MS;
		}
		const isStale = now() - writtenAt >= PAUSE_MS || now() - wholeAt >= WHOLE_AFTER_MS;
		const isWhole = shown === undefined || isWholeWanted() || now() < resizingUntil || isStale;
		const before = isWhole ? undefined : shown;
		shown = rows;
		writtenAt = now();
		wholeAt = isWhole ? writtenAt : wholeAt;
		const changes = rows.map((row, index) => changeOf(before?.[index], row, index)).join('');
		// Where Ink believes it: it erases upwards from here.
		return `${changes}\u{1B}[${rows.length};1H`;
	};

	return {
		stdout: writingThrough(stdout, write),
		forget() {
			shown = undefined;
		},
	};
}

/** The rows of a frame that fills the screen; undefined for everything else that is written. */
function rowsOfFrame(chunk: string, height: number): readonly string[] | undefined {
	const rows = chunk.replace(TAKEN_BACK, '').split('\n');
	return rows.length === height && height > 1 ? rows : undefined;
}

/** What turns a row that is shown into the next one. */
function changeOf(before: string | undefined, after: string, row: number): string {
	if (before === after) {
		return '';
	}
	const whole = `${cursorTo(row, 0)}\u{1B}[2K${after}`;
	const old = before === undefined ? undefined : cellsOf(before);
	const next = cellsOf(after);
	if (old === undefined || next === undefined) {
		return whole;
	}
	const width = Math.max(old.length, next.length);
	let first = 0;
	while (first < width && isSame(old[first], next[first])) {
		first += 1;
	}
	let end = width;
	while (end > first && isSame(old[end - 1], next[end - 1])) {
		end -= 1;
	}
	let text = end;
	while (text > first && isSame(next[text - 1], BLANK)) {
		text -= 1;
	}
	const isBlankToEnd = next.slice(text).every((cell) => isSame(cell, BLANK));
	const last = isBlankToEnd ? text : end;
	const part = `${cursorTo(row, first)}${styled(next.slice(first, last))}${last < end ? '\u{1B}[K' : ''}`;
	return part.length < whole.length ? part : whole;
}

function cursorTo(row: number, column: number): string {
	return `\u{1B}[${row + 1};${column + 1}H`;
}

interface Cell {
	readonly text: string;
	/** Parameters of the SGR sequence that gives this style; empty for the terminal's own. */
	readonly style: string;
}

const BLANK: Cell = { text: ' ', style: '' };

/** Behind a row's end the screen is blank. */
function isSame(one: Cell = BLANK, other: Cell = BLANK): boolean {
	return one.text === other.text && one.style === other.style;
}

/** A style that stays open at the end of a part would colour what is written next. */
function styled(cells: readonly Cell[]): string {
	let style = '';
	let text = '';
	for (const cell of cells) {
		if (cell.style !== style) {
			text += `${style === '' ? '' : '\u{1B}[0m'}${cell.style === '' ? '' : `\u{1B}[${cell.style}m`}`;
			style = cell.style;
		}
		text += cell.text;
	}
	return style === '' ? text : `${text}\u{1B}[0m`;
}

const SGR = /\u{1B}\[([\d;]*)m/gu;
/** The cells of a row; undefined where a character may be wider than one, or a sequence is none that is known here. */
function cellsOf(row: string): readonly Cell[] | undefined {
	const cells: Cell[] = [];
	let active: readonly string[] = [];
	let at = 0;
	const take = (text: string): boolean => {
		if (!isOneCellEach(text)) {
			return false;
		}
		const style = active.join(';');
		for (const character of text) {
			cells.push({ text: character, style });
		}
		return true;
	};
	for (const match of row.matchAll(SGR)) {
		const changed = afterSgr(active, match[1] ?? '');
		if (changed === undefined || !take(row.slice(at, match.index))) {
			return undefined;
		}
		active = changed;
		at = match.index + match[0].length;
	}
	return take(row.slice(at)) ? cells : undefined;
}

/** What each closing parameter ends. */
const CLOSES: Readonly<Record<string, RegExp>> = {
	'22': /^[12]$/,
	'27': /^7$/,
	'39': /^(?:3[0-7]|9[0-7]|38;.*)$/,
	'49': /^(?:4[0-7]|10[0-7]|48;.*)$/,
};
const OPENS = /^(?:[127]|[39][0-7]|4[0-7]|10[0-7]|[34]8;5;\d+|[34]8;2;\d+;\d+;\d+)$/;

/** Undefined for a sequence of other parameters than the themes use. */
function afterSgr(active: readonly string[], parameters: string): readonly string[] | undefined {
	if (parameters === '' || parameters === '0') {
		return [];
	}
	const closes = CLOSES[parameters];
	if (closes !== undefined) {
		return active.filter((open) => !closes.test(open));
	}
	if (!OPENS.test(parameters)) {
		return undefined;
	}
	const replaced = [CLOSES['39'], CLOSES['49']].find((ground) => ground?.test(parameters));
	const kept = active.filter((open) => open !== parameters && replaced?.test(open) !== true);
	return [...kept, parameters].toSorted();
}
