import { next, shownField } from '#app';
import { loadCertificatesAgain } from '../menu/update.ts';
import type { Screen } from '../screen.ts';
import {
	certificateTableCommand,
	openCertificateTable,
	tableSeesCertificates,
	typeIntoSearch,
} from './update.ts';
import { certificatesScreen } from './view.ts';

/** The account's certificates as a table. */
export const certificates: Screen = {
	keys: (state) => (state.certificateTable?.isTyping === true ? 'certificates-search' : 'certificates'),
	view: certificatesScreen,
	opens: { 'certificate-table': openCertificateTable },
	command(state, asked) {
		const ofTable = certificateTableCommand(state, asked);
		if (ofTable !== undefined) {
			return ofTable;
		}
		switch (asked) {
			case 'back':
				return next({ ...state, screen: 'menu', certificateTable: undefined });
			case 'check-again':
				return loadCertificatesAgain(state);
			default:
				return undefined;
		}
	},
	field: (state) =>
		state.certificateTable?.isTyping === true
			? { kind: 'certificates-search', focus: shownField('search', state.certificateTable.query) }
			: undefined,
	text: typeIntoSearch,
	paste: typeIntoSearch,
	answers: {
		'certificates-answered': tableSeesCertificates,
		'more-certificates-answered': tableSeesCertificates,
	},
};
