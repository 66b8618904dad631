import {
	type AppState,
	type CertificateTable,
	type Command,
	chosenAnew,
	type Next,
	next,
	onNewList,
	refuse,
	type SearchedList,
	SORT_KEYS,
	searchedListCommand,
	tableOf,
	typeIntoList,
} from '#app';

/* The table of the account's certificates, behind the menu of step 6. */

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
	const ofList = searchedListCommand(state, listOf(state, table), asked);
	if (ofList !== undefined) {
		return ofList;
	}
	switch (asked) {
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
	return state.certificateTable === undefined
		? refuse(state, 'no-such-key')
		: typeIntoList(state, listOf(state, state.certificateTable), text);
}

function listOf(state: AppState, table: CertificateTable): SearchedList {
	return {
		list: table,
		count: table.shown.length,
		none: 'no-row-found',
		search: (choices) => ({ ...state, certificateTable: chosenAnew(table, choices) }),
		moveTo: (cursor) => ({ ...state, certificateTable: { ...table, cursor } }),
	};
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
