import { cleanText } from '#text';
import { type CertificateTable, chosenAnew, onNewList, SORT_KEYS, tableOf } from '../certificate-table.ts';
import type { Command } from '../messages.ts';
import { type Next, next, refuse } from '../next.ts';
import type { AppState } from '../state.ts';
import { eraseTyped } from './typed-line.ts';

/* The table of the account's certificates, behind the menu of step 6. */

/** Longer than a serial number in groups of four. */
const QUERY_MAX_LENGTH = 60;

/** Rows by which one key moves the cursor far. */
const PAGE_ROWS = 10;

export function openCertificateTable(state: AppState): Next {
	if (state.mode.kiosk !== undefined || state.screen !== 'menu') {
		return refuse(state, 'no-such-key');
	}
	const certificates = state.session?.certificates;
	return certificates?.kind === 'loaded'
		? next({ ...state, screen: 'certificates', certificateTable: tableOf(certificates.certificates) })
		: refuse(state, 'certificates-not-loaded');
}

/** A list that came is the one that is shown. */
export function tableSeesCertificates(state: AppState): Next {
	const { certificateTable, session } = state;
	return certificateTable === undefined ||
		session?.certificates.kind !== 'loaded' ||
		session.certificates.certificates === certificateTable.source
		? next(state)
		: next({
				...state,
				certificateTable: onNewList(certificateTable, session.certificates.certificates),
			});
}

/** Undefined for a command that means here what it means elsewhere. */
export function certificateTableCommand(state: AppState, asked: Command): Next | undefined {
	const table = state.certificateTable;
	if (table === undefined) {
		return undefined;
	}
	switch (asked) {
		case 'up':
		case 'down':
		case 'page-up':
		case 'page-down':
		case 'first-row':
		case 'last-row':
			return moveCursor(state, table, asked);
		case 'search':
			return withTable(state, { ...table, isTyping: true });
		case 'continue':
			return table.isTyping ? withTable(state, { ...table, isTyping: false }) : undefined;
		case 'back':
			// First the search: whoever typed into it is still in the table.
			return table.isTyping || table.query !== ''
				? withTable(state, chosenAnew(table, { query: '', isTyping: false }))
				: undefined;
		case 'erase':
		case 'clear-field':
			return table.isTyping
				? eraseTyped(state, table.query, asked, (query) => ({
						...state,
						certificateTable: chosenAnew(table, { query }),
					}))
				: undefined;
		case 'sort': {
			const sort = SORT_KEYS[(SORT_KEYS.indexOf(table.sort) + 1) % SORT_KEYS.length] ?? table.sort;
			return withTable(state, chosenAnew(table, { sort }));
		}
		case 'reverse-order':
			return withTable(state, chosenAnew(table, { isDescending: !table.isDescending }));
		case 'filter':
			return nextFilter(state, table);
		default:
			return undefined;
	}
}

export function typeIntoSearch(state: AppState, text: string): Next {
	const table = state.certificateTable;
	if (table?.isTyping !== true) {
		return refuse(state, 'no-such-key');
	}
	const query = table.query + cleanText(text.replaceAll(/\s+/gu, ' ').normalize('NFC'));
	return Array.from(query).length > QUERY_MAX_LENGTH
		? refuse(state, 'field-full')
		: withTable(state, chosenAnew(table, { query }));
}

function withTable(state: AppState, certificateTable: CertificateTable): Next {
	return next({ ...state, certificateTable });
}

/** All, then each state that occurs. */
function nextFilter(state: AppState, table: CertificateTable): Next {
	const { states } = table.index;
	if (states.length < 2) {
		return refuse(state, 'single-state');
	}
	const following = table.only === undefined ? 0 : states.indexOf(table.only) + 1;
	return withTable(state, chosenAnew(table, { only: states[following] }));
}

const STEPS = {
	up: -1,
	down: 1,
	'page-up': -PAGE_ROWS,
	'page-down': PAGE_ROWS,
	'first-row': Number.NEGATIVE_INFINITY,
	'last-row': Number.POSITIVE_INFINITY,
} as const;

function moveCursor(state: AppState, table: CertificateTable, asked: keyof typeof STEPS): Next {
	if (table.shown.length === 0) {
		return refuse(state, 'no-row-found');
	}
	const cursor = Math.max(0, Math.min(table.shown.length - 1, table.cursor + STEPS[asked]));
	return cursor === table.cursor ? refuse(state, 'end-of-list') : withTable(state, { ...table, cursor });
}
