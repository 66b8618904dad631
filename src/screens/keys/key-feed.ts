import type { Command, Message } from '#app';
import type { KeyEvent } from '#terminal';
import type { FocusedWidget } from '#ui';

export interface KeyFeedOptions {
	/** What a key means now. */
	readonly route: (event: KeyEvent) => Message;
	readonly dispatch: (message: Message) => void;
	/** The widget that the last frame was drawn with. */
	readonly focused: () => FocusedWidget | undefined;
	/** Hands one key to the widgets, which report before it returns. */
	readonly give: (key: string) => void;
}

/** Takes key presses one after the other. */
export interface KeyFeed {
	/** Resolves when this key and all before it were taken. */
	press(event: KeyEvent): Promise<void>;
	/** What a widget made of the key that it was given. */
	report(message: Message): void;
}

/**
 * Gives each key to whom it is for, in the order in which they were pressed: a command to the state, and what the focused widget
 * may have to that widget, whose report comes back as the same message. A widget knows of a key only once it is drawn, so that
 * before it gets one all drawing has to be done: a burst of keys takes as many turns of the microtask queue, and nothing else
 * comes in between.
 */
export function createKeyFeed({ route, dispatch, focused, give }: KeyFeedOptions): KeyFeed {
	const waiting: KeyEvent[] = [];
	let isTaking = false;
	let taken = Promise.resolve();
	let hasReported = false;

	const takeOne = (event: KeyEvent): void => {
		const message = route(event);
		const key = widgetKey(focused(), message);
		hasReported = false;
		if (key !== undefined) {
			give(key);
		}
		if (!hasReported) {
			dispatch(message);
		}
	};

	const takeAll = async (): Promise<void> => {
		isTaking = true;
		try {
			for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
				if (isForWidgets(route(event))) {
					await drawn();
				}
				takeOne(event);
			}
		} finally {
			// A key that comes from now on begins anew: nobody looks for it here any more.
			isTaking = false;
		}
	};

	return {
		press(event) {
			waiting.push(event);
			if (!isTaking) {
				taken = takeAll();
			}
			return taken;
		},
		report(message) {
			hasReported = true;
			dispatch(message);
		},
	};
}

/** React draws what a message changed, and what a widget changed in itself then, in microtasks. */
async function drawn(): Promise<void> {
	for (let turn = 0; turn < DRAWING_TURNS; turn += 1) {
		await undefined;
	}
}

const DRAWING_TURNS = 3;

const FOR_WIDGETS: readonly Command[] = ['erase', 'up', 'down', 'previous-field', 'next-field', 'continue'];

/** Whether any widget could have it. */
function isForWidgets(message: Message): boolean {
	return message.type === 'text' || (message.type === 'command' && FOR_WIDGETS.includes(message.command));
}

/**
 * The key that tells the focused widget what a message says; undefined where the message is not for it. No digit reaches a menu,
 * whose widget would choose by it at once, and no arrow that would lead it over an end.
 */
export function widgetKey(widget: FocusedWidget | undefined, message: Message): string | undefined {
	switch (widget?.kind) {
		case undefined:
			return undefined;
		case 'field':
			if (message.type === 'text') {
				return message.text;
			}
			return message.type === 'command' && message.command === 'erase' && !widget.isEmpty
				? KEYS.backspace
				: undefined;
		case 'choices':
			return message.type === 'command' ? choiceKey(widget, message.command) : undefined;
	}
}

function choiceKey(
	{ cursor, count }: Extract<FocusedWidget, { readonly kind: 'choices' }>,
	command: Command,
): string | undefined {
	switch (command) {
		case 'up':
		case 'previous-field':
			return cursor > 0 ? KEYS.up : undefined;
		case 'down':
		case 'next-field':
			return cursor < count - 1 ? KEYS.down : undefined;
		case 'continue':
			return KEYS.enter;
		default:
			return undefined;
	}
}

const KEYS = { backspace: '\u{7F}', enter: '\r', up: '\u{1B}[A', down: '\u{1B}[B' } as const;
