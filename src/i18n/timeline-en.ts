import type { timelineTr } from './timeline-tr.ts';

export const timelineEn: typeof timelineTr = {
	title: 'Step 1 · What happened to the card',
	searchHint: 'To search: / (date, what, outcome, operation or serial no)',
	shown: (shown, all) => `${shown} / ${all} records`,
	loading: (seconds) => `Reading the journal (${seconds} s). Esc gives up.`,
	none: 'No record is like that. Esc clears the search.',
	empty: 'There is no record of this card.',
	place: (first, last, count) => `${first}-${last} / ${count}  ↑↓ PgUp PgDn Home End`,
	isMore: (count) => `The newest ${count} of the journal (all: muhurdar audit show).`,
	trouble: {
		missing: 'There is no journal: nothing was written yet, or the file was removed.',
		'not-readable':
			'The journal cannot be read. Only what was seen in this run is shown; look at the rights of the file.',
		spoiled: (count) => `Lines of the journal not as they were written: ${count} (muhurdar audit verify).`,
		torn: 'The last line of the journal has no end: it is being written, or that was interrupted.',
		unmarked:
			"The journal's key cannot be read: records of card and session were not recognised, only those with a serial number.",
	},
	cardUnknown: "Records under the portal's card number show after a login.",
	inserted: 'Card put in',
	removed: 'Card taken out',
	read: (certificates) => `Card read: ${certificates} certificates`,
	slotTrouble: (word) => `Card: ${word}`,
	sessionBegun: (way) => `Session opened: ${way}`,
	pinsGiven: 'PIN / PUK Bilgisi was shown',
	documentGiven: 'Parolalarımı Kaydet: the PDF was fetched',
	onSite: (task) => `On the site: ${task}`,
	noOutcome: 'No outcome is written: what became of it is not known.',
	unknown: 'outcome not known',
	cardRefused: 'The card did not accept it.',
	notBegun: 'Not done; nothing was sent to the card.',
	triesLeft: (tries) => `PIN tries afterwards: ${tries}.`,
	ended: (when) => `Outcome ${when}`,
	record: (seq) => `Record ${seq} of the journal`,
	thisRun: 'Seen in this run; not in the journal.',
	ofAccount: 'For the account; not about this card alone.',
};
