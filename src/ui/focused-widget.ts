import type { Message } from '#app';

/** What the focused widget of the drawn screen can take now. */
export type FocusedWidget =
	| {
			readonly kind: 'field';
			/** With nothing before the cursor there is nothing that Backspace could tell it. */
			readonly isEmpty: boolean;
	  }
	| { readonly kind: 'choices'; readonly cursor: number; readonly count: number };

/** Where the widgets of the drawn screen meet the keys: which one has the focus, and what it reports. */
export interface WidgetDesk {
	/** Set by the widget that is drawn with the focus; undefined where none is. */
	focused: FocusedWidget | undefined;
	/** What a widget makes of a key: the message that the same key would be without it. */
	readonly report: (message: Message) => void;
}
