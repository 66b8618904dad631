import { chosenCertificate } from '#app';
import { overlayCommand } from '../overlays/update.ts';
import type { Screen } from '../screen.ts';
import { openTimeline } from '../timeline/update.ts';
import {
	certificateAssessed,
	certificateCommand,
	certificateFileNamed,
	certificateSaved,
	showCertificates,
} from './update.ts';
import { certificateScreen } from './view.ts';

/** A certificate of the card, over the screen. */
export const certificate: Screen = {
	keys: () => 'certificate',
	view: (view) => certificateScreen(view, view.state.overlay?.scroll ?? 0),
	opens: { certificate: showCertificates },
	command: (state, asked) =>
		certificateCommand(state, asked) ??
		(asked === 'timeline' ? openTimeline(state) : overlayCommand(state, asked)),
	answers: {
		'certificate-assessed': certificateAssessed,
		'certificate-file-named': certificateFileNamed,
		'certificate-saved': certificateSaved,
	},
	// A countdown to its beginning, or its being asked about.
	counts: (state) =>
		state.overlay?.kind === 'certificate' &&
		(state.certificate.pending?.isOnline === true || state.now < (chosenCertificate(state)?.notBefore ?? 0)),
};
