import type { certificateTableTr } from './certificate-table-tr.ts';

export const certificateTableEn: typeof certificateTableTr = {
	title: 'Step 6 · Certificates',
	search: 'Search',
	searchHint: 'To search: / (serial number, card number, use, state)',
	shown: (shown, all) => `${shown} / ${all} shown`,
	only: (state) => `state: ${state}`,
	everyState: 'state: all',
	sortedBy: { state: 'order: state', ends: 'order: end', serial: 'order: serial no', use: 'order: use' },
	ascending: 'ascending',
	descending: 'descending',
	none: 'No certificate is like that. Esc clears the search, f changes the filter.',
	empty: 'There is no certificate in this account. Esc goes back.',
	serial: (serial) => `Serial no ${serial}`,
	card: (cardSerial) => `Card ${cardSerial}`,
	valid: (from, to) => `${from} – ${to}`,
	since: (state, date) => `${state}: ${date}`,
	atPortal: (state) => `at the portal: ${state}`,
	place: (first, last, count) => `${first}-${last} / ${count}  ↑↓ PgUp PgDn Home End`,
};
