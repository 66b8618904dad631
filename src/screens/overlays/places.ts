import { type Overlay, shownField } from '#app';
import { certificate } from '../certificate/place.ts';
import type { Screen } from '../screen.ts';
import { accountsOverlay } from './accounts.ts';
import { addressDrawn, showAddress } from './address/update.ts';
import { addressOverlay } from './address/view.ts';
import { askCommand } from './ask/update.ts';
import { askOverlay } from './ask/view.ts';
import { detailsOverlay } from './details.ts';
import { failureOverlay } from './failure.ts';
import { helpOverlay } from './help.ts';
import { operatorChecked, operatorCodeCommand, typeOperatorCode } from './operator-code/update.ts';
import { operatorCodeOverlay } from './operator-code/view.ts';
import { movePaletteCursor, openPalette, paletteCommand, typeIntoPalette } from './palette/update.ts';
import { paletteOverlay } from './palette/view.ts';
import { askToQuit, quitCommand } from './quit/update.ts';
import { quitOverlay } from './quit/view.ts';
import { overlayCommand, readUp } from './update.ts';
import { warningsOverlay } from './warnings.ts';

/** What lies over a screen and takes the keys until it is closed. */
export const OVERLAYS: Readonly<Record<Overlay['kind'], Screen>> = {
	help: { ...reading(helpOverlay), opens: { help: readUp('help') } },
	warnings: { ...reading(warningsOverlay), opens: { warnings: readUp('warnings') } },
	details: { ...reading(detailsOverlay), opens: { details: readUp('details') } },
	accounts: { ...reading(accountsOverlay), opens: { accounts: readUp('accounts') } },
	failure: { ...reading(failureOverlay), opens: { 'last-failure': readUp('last-failure') } },
	certificate,
	palette: {
		keys: () => 'palette',
		view: paletteOverlay,
		opens: { palette: openPalette },
		command: (state, asked) => paletteCommand(state, asked) ?? overlayCommand(state, asked),
		field: ({ overlay }) =>
			overlay?.kind === 'palette'
				? { kind: 'palette', focus: shownField('palette', overlay.query) }
				: undefined,
		text: typeIntoPalette,
		answers: { 'palette-cursor': (state, { cursor }) => movePaletteCursor(state, cursor) },
	},
	ask: {
		keys: () => 'quit',
		view: askOverlay,
		command: askCommand,
	},
	quit: {
		keys: () => 'quit',
		view: quitOverlay,
		opens: { quit: askToQuit },
		command: quitCommand,
	},
	address: {
		...reading(addressOverlay),
		// It needs the whole width for its code.
		surroundings: { steps: 'never', hasAside: false },
		opens: { address: showAddress },
		answers: { 'address-drawn': addressDrawn },
	},
	unlock: {
		keys: () => 'unlock',
		view: operatorCodeOverlay,
		command: operatorCodeCommand,
		field: ({ overlay }) =>
			overlay?.kind === 'unlock'
				? {
						kind: 'unlock',
						isAwaited: overlay.pending !== undefined,
						focus: { name: 'unlock', length: overlay.code.length },
					}
				: undefined,
		text: typeOperatorCode,
		answers: { 'operator-checked': operatorChecked },
		counts: ({ overlay }) => overlay?.kind === 'unlock' && overlay.pending !== undefined,
	},
};

/** Text to be read, and left by any key that leads on. */
function reading(view: Screen['view']): Screen {
	return {
		keys: () => 'overlay',
		view,
		command: overlayCommand,
	};
}
