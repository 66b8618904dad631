import { cleanText } from '#text';
import type { Command } from '../command.ts';
import { insertedInto } from '../field-cursor.ts';
import { type Next, next, refuse } from '../next.ts';
import type { Refusal } from '../notice.ts';
import type { AppState } from '../state.ts';
import { eraseTyped } from './typed-line.ts';

/* A list that is narrowed by typing: the keys that such lists have in common. */

/** Longer than a serial number in groups of four. */
const QUERY_MAX_LENGTH = 60;

/** Rows by which one key moves the cursor far. */
const PAGE_ROWS = 10;

export interface Searched {
	readonly query: string;
	/** Whether characters go into the query. */
	readonly isTyping: boolean;
	/** Place among the rows that the query leaves. */
	readonly cursor: number;
}

export interface SearchedList {
	readonly list: Searched;
	/** Rows that the query leaves. */
	readonly count: number;
	/** Why the cursor does not move where there is none. */
	readonly none: Refusal;
	/** The state with another search; the rows that it leaves are found there. */
	readonly search: (choices: { readonly query?: string; readonly isTyping?: boolean }) => AppState;
	readonly moveTo: (cursor: number) => AppState;
}

/** Undefined for a command that means here what it means elsewhere. */
export function searchedListCommand(
	state: AppState,
	{ list, count, none, search, moveTo }: SearchedList,
	asked: Command,
): Next | undefined {
	switch (asked) {
		case 'up':
		case 'down':
		case 'page-up':
		case 'page-down':
		case 'first-row':
		case 'last-row': {
			if (count === 0) {
				return refuse(state, none);
			}
			const cursor = Math.max(0, Math.min(count - 1, list.cursor + STEPS[asked]));
			return cursor === list.cursor ? refuse(state, 'end-of-list') : next(moveTo(cursor));
		}
		case 'search':
			return next(search({ isTyping: true }));
		case 'continue':
			return list.isTyping ? next(search({ isTyping: false })) : undefined;
		case 'back':
			// First the search: whoever typed into it is still in the list.
			return list.isTyping || list.query !== '' ? next(search({ query: '', isTyping: false })) : undefined;
		case 'erase':
		case 'clear-field':
			return list.isTyping ? eraseTyped(state, list.query, asked, (query) => search({ query })) : undefined;
		default:
			return undefined;
	}
}

const STEPS = {
	up: -1,
	down: 1,
	'page-up': -PAGE_ROWS,
	'page-down': PAGE_ROWS,
	'first-row': Number.NEGATIVE_INFINITY,
	'last-row': Number.POSITIVE_INFINITY,
} as const;

export function typeIntoList(state: AppState, { list, search }: SearchedList, text: string): Next {
	if (!list.isTyping) {
		return refuse(state, 'no-such-key');
	}
	const added = cleanText(text.replaceAll(/\s+/gu, ' ').normalize('NFC'));
	const query = insertedInto(list.query, added, state.behindCursor);
	return Array.from(query).length > QUERY_MAX_LENGTH ? refuse(state, 'field-full') : next(search({ query }));
}
