import { Box, useInput, usePaste } from 'ink';
import { type ReactElement, type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { AppState, ThemeName } from '#app';
import { Rows, type Theme, WidgetContext, type WidgetDesk } from '#ui';
import { drawFrame, type Frame } from './frame.ts';

export interface AppProps {
	readonly store: {
		state(): AppState;
		subscribe(listener: () => void): () => void;
	};
	readonly themeOf: (name: ThemeName) => Theme;
	/** Told after every frame what it holds beside its text. */
	readonly onFrame: (frame: Frame) => void;
	/** Where fields and menus meet the keys. */
	readonly widgets: WidgetDesk;
}

/** The one tree of the program, for Ink's `render`. Of the keys only those come here that its widgets may have: see `ui/keys`. */
export function appTree(props: AppProps): ReactElement {
	return <App {...props} />;
}

function App({ store, themeOf, onFrame, widgets }: AppProps): ReactNode {
	const state = useSyncExternalStore(store.subscribe, store.state);
	// Without a mounted input hook Ink leaves raw mode: digits would be echoed and Ctrl+C would kill. These two
	// stay for the whole life, whichever widgets come and go, and do nothing; the second switches bracketed paste on.
	useInput(() => undefined);
	usePaste(() => undefined);
	const theme = themeOf(state.theme);
	const frame = drawFrame(state, theme);
	useEffect(() => onFrame(frame));
	return (
		<Box width={state.size.columns} height={state.size.rows} overflow="hidden">
			<WidgetContext value={widgets}>
				<Rows lines={frame.lines} theme={theme} />
			</WidgetContext>
		</Box>
	);
}
