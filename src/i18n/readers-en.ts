import type { readersTr } from './readers-tr.ts';

export const readersEn: typeof readersTr = {
	title: 'Readers',
	inUse: 'chosen',
	pinTries: (tries) => `PIN tries: ${tries}`,
	pinTriesNotAsked: 'PIN tries: not asked',
	more: (count) => `and ${count} certificates more`,
	place: (first, last, count) => `${first}-${last} / ${count} readers`,
	how: 'Enter chooses, Esc goes back.',
};
