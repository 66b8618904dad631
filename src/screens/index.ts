export { type AppProps, appTree } from './app.tsx';
export { drawFrame, type Frame, type PictureSpace } from './frame.ts';
export {
	fieldInFocus,
	hasTextField,
	idleEnd,
	keyContext,
	offeredBindings,
	paletteEntries,
	typedField,
	update,
	wantedTimers,
} from './house.ts';
export { BINDINGS, GROUP_NAMES, type KeyContext } from './keys/bindings.ts';
export { chordName } from './keys/chord-name.ts';
export { createKeyFeed } from './keys/key-feed.ts';
export { keyLine } from './keys/key-line.ts';
export { routeKey } from './keys/router.ts';
export { LineMode, type LineModeOptions } from './line/line-mode.ts';
export { NO_COPY_WORDS } from './operation/pin-deletion/update.ts';
export { PIN_VISIBLE_MS } from './pins/update.ts';
export { overviewCursor } from './readers/update.ts';
export { scrollOf } from './scroll.ts';
