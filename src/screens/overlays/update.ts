import { type AppState, type Command, type Next, next, type Overlay, refuse } from '#app';
import { copySerial } from '../certificate/copy.ts';
import { showAddress } from './address/update.ts';
import { openPalette } from './palette/update.ts';
import { askToQuit } from './quit/update.ts';

/** Rows by which one key scrolls. */
const PAGE_ROWS = 5;

/** What each key shows. */
const READ_UP = {
	help: 'help',
	warnings: 'warnings',
	details: 'details',
	accounts: 'accounts',
	'last-failure': 'failure',
} as const;

/** What a command means on whatever lies over a screen to be read. */
export function overlayCommand(state: AppState, asked: Command): Next | undefined {
	const { overlay } = state;
	if (overlay === undefined) {
		return undefined;
	}
	const closed: AppState = { ...state, overlay: 'below' in overlay ? overlay.below : undefined };
	switch (asked) {
		case 'back':
		case 'continue':
			return next(closed);
		case 'address':
			return overlay.kind === 'address' ? next(closed) : showAddress(state);
		case 'down':
		case 'page-down':
			return scroll(state, overlay, asked === 'down' ? 1 : PAGE_ROWS);
		case 'up':
		case 'page-up':
			return scroll(state, overlay, asked === 'up' ? -1 : -PAGE_ROWS);
		case 'help':
		case 'warnings':
		case 'details':
		case 'accounts':
		case 'last-failure': {
			const kind = READ_UP[asked];
			return overlay.kind === kind
				? next(closed)
				: next({ ...state, overlay: { kind, scroll: 0, below: belowFor(kind, overlay) } });
		}
		case 'palette':
			return openPalette(state);
		case 'copy-serial':
			return copySerial(state);
		case 'quit':
			return askToQuit(closed);
		default:
			return undefined;
	}
}

/** Opens what can be read up on, over the screen. */
export function readUp(asked: keyof typeof READ_UP): (state: AppState) => Next {
	return (state) => next({ ...state, overlay: { kind: READ_UP[asked], scroll: 0 } });
}

function scroll(state: AppState, overlay: Overlay, rows: number): Next {
	const isText = overlay.kind !== 'address' && overlay.kind !== 'palette';
	return isText && (rows > 0 || overlay.scroll > 0)
		? next({ ...state, overlay: { ...overlay, scroll: Math.max(0, overlay.scroll + rows) } })
		: refuse(state, 'end-of-list');
}

/** Help is about what it was called from; of the rest one takes the place of the other. */
function belowFor(kind: (typeof READ_UP)[keyof typeof READ_UP], overlay: Overlay): Overlay | undefined {
	switch (overlay.kind) {
		case 'help':
			return overlay.below;
		case 'warnings':
		case 'details':
		case 'accounts':
		case 'failure':
			return kind === 'help' ? overlay : overlay.below;
		default:
			return overlay;
	}
}
