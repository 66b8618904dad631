import { EventEmitter } from 'node:events';
import { render } from 'ink';
import type { AppState, Message } from '#app';
import { appTree, createKeyFeed, routeKey, update } from '#screens';
import { createWidgetInput, type KeyEvent } from '#terminal';
import { createTheme, type WidgetDesk } from '#ui';

const THEME = createTheme({ isUnicode: true, hasColour: true });

/** The tree of the program in Ink, at a terminal that nobody sees: keys go in as they do in the program. */
export class LiveScreen implements Disposable {
	#state: AppState;
	/** Keys that a widget was given, and reports that came of them. */
	given = 0;
	reported = 0;
	readonly #keys: ReturnType<typeof createKeyFeed>;
	readonly #ink: ReturnType<typeof render>;
	readonly #listeners = new Set<() => void>();

	constructor(state: AppState) {
		this.#state = state;
		const input = createWidgetInput({
			setRawMode: () => input.stream,
			ref: () => input.stream,
			unref: () => input.stream,
		});
		const keys = createKeyFeed({
			route: (event) => routeKey(this.#state, event),
			dispatch: (message) => this.#take(message),
			focused: () => widgets.focused,
			give: (key) => {
				this.given += 1;
				input.give(key);
			},
		});
		const widgets: WidgetDesk = {
			focused: undefined,
			report: (message) => {
				this.reported += 1;
				keys.report(message);
			},
		};
		this.#keys = keys;
		const { columns, rows } = state.size;
		const stdout: NodeJS.WriteStream = Object.assign(Object.create(EventEmitter.prototype), {
			columns,
			rows,
			isTTY: true,
			write: () => true,
		});
		this.#ink = render(
			appTree({
				store: {
					state: () => this.#state,
					subscribe: (listener) => {
						this.#listeners.add(listener);
						return () => this.#listeners.delete(listener);
					},
				},
				themeOf: () => THEME,
				onFrame: () => undefined,
				widgets,
			}),
			{
				stdin: input.stream,
				stdout,
				patchConsole: false,
				exitOnCtrlC: false,
				interactive: true,
				// Nobody sees what is written. The widgets are drawn for each key all the same.
				maxFps: 1,
			},
		);
	}

	get state(): AppState {
		return this.#state;
	}

	/** All of them in one read. */
	async press(events: readonly KeyEvent[]): Promise<void> {
		await Promise.all(events.map((event) => this.#keys.press(event)));
	}

	[Symbol.dispose](): void {
		this.#ink.unmount();
	}

	#take(message: Message): void {
		this.#state = update(this.#state, { ...message, at: this.#state.now }).state;
		for (const listener of this.#listeners) {
			listener();
		}
	}
}
