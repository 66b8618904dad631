import { isLooking, next } from '#app';
import type { Screen } from '../screen.ts';
import {
	guidedAssessed,
	guidedBegun,
	guidedCommand,
	loadOpenGuided,
	openGuidedTold,
	pinSeenForGuided,
	rememberedSealsTold,
} from './update.ts';
import { guidedScreen } from './view.ts';

/** Guided mode: steps 4 to 6 on the authority's own site. */
export const guided: Screen = {
	keys: () => 'guided',
	view: guidedScreen,
	command: (state, asked) => guidedCommand(state, asked),
	answers: {
		started: loadOpenGuided,
		'open-guided-told': openGuidedTold,
		'remembered-seals-told': rememberedSealsTold,
		'guided-begun': guidedBegun,
		'certificate-assessed': (state, message) => guidedAssessed(state, message) ?? next(state),
		'card-pin-performed': (state, { outcome }, before) => next(pinSeenForGuided(before, state, outcome.kind)),
	},
	counts: ({ guided: { act } }) => act !== undefined && isLooking(act.stage),
};
