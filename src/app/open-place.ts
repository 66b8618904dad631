import type { Command } from './command.ts';
import type { Message, StampedMessage } from './messages.ts';
import type { Next } from './next.ts';
import type { ScreenName } from './place.ts';
import { isTooSmall } from './size.ts';
import type { AppState, Overlay } from './state.ts';
import type { Timer } from './timer.ts';

/* What the loop asks of a place. It looks the open one up and knows none by name. */

/** What a place makes of messages, also while another one is open. */
export type Answers = {
	/**
	 * @param state the state at the message's time, with what the loop and the places before made of it
	 * @param before the state before the message
	 */
	readonly [Type in Message['type']]?: (
		state: AppState,
		message: Extract<StampedMessage, { readonly type: Type }>,
		before: AppState,
	) => Next;
};

/** Where typed characters go. */
export interface PlaceField {
	/** The same for as long as what is typed goes to the same kind of place; undefined where characters go nowhere. */
	readonly kind: string | undefined;
	/** True where Enter was pressed and its answer is awaited: whatever comes then was asked for. */
	readonly isAwaited?: boolean;
	/** The field that has the cursor; undefined while it takes nothing, and beside the fields of a form. */
	readonly focus?: FieldInFocus | undefined;
	/** True beside the fields of a form: letters are no commands there either. */
	readonly isAmongFields?: boolean;
}

/** The field that has the focus. */
export interface FieldInFocus {
	/** Differs for any two fields that the focus can be in. */
	readonly name: string;
	/** Code points that stand in it. */
	readonly length: number;
}

/** A screen, or what lies over one: what it does. What it looks like is known where it is drawn. */
export interface Place {
	/** What a command means here; undefined where it means what it means everywhere. */
	readonly command?: (state: AppState, asked: Command) => Next | undefined;
	/** The field that typed characters are for; undefined where there is none. */
	readonly field?: (state: AppState) => PlaceField | undefined;
	/** Characters are typed into the field. */
	readonly text?: (state: AppState, text: string) => Next;
	/** A paste comes into the field. Without it nothing is pasted here. */
	readonly paste?: (state: AppState, text: string) => Next;
	readonly answers?: Answers;
	/** The commands that open it from elsewhere. */
	readonly opens?: { readonly [Asked in Command]?: (state: AppState) => Next };
	/** Whether seconds count on it now, wherever the person is. */
	readonly counts?: (state: AppState) => boolean;
	/** The timers that it wants now, wherever the person is. */
	readonly timers?: (state: AppState) => readonly Timer[];
	/** Gives up what it holds once another screen is open. */
	readonly left?: (state: AppState) => Next;
}

export interface Places {
	readonly screens: Readonly<Record<ScreenName, Place>>;
	readonly overlays: Readonly<Record<Overlay['kind'], Place>>;
}

/** The place that has the keys: what lies on top. */
export function openPlace({ screens, overlays }: Places, { overlay, screen }: AppState): Place {
	return overlay === undefined ? screens[screen] : overlays[overlay.kind];
}

export function allPlaces({ screens, overlays }: Places): readonly Place[] {
	return [...Object.values(screens), ...Object.values(overlays)];
}

/** The field that typed characters are for, whatever the size of the window; undefined where there is none. */
export function typedField(
	places: Places,
	state: AppState,
): { readonly name: string; readonly isAwaited: boolean } | undefined {
	const field = openPlace(places, state).field?.(state);
	return field?.kind === undefined ? undefined : { name: field.kind, isAwaited: field.isAwaited === true };
}

/** Undefined where no field is open, or what is typed goes to none. */
export function fieldInFocus(places: Places, state: AppState): FieldInFocus | undefined {
	return isTooSmall(state.size) ? undefined : openPlace(places, state).field?.(state)?.focus;
}

/** True where typed characters go into a field and not to the bindings. */
export function hasTextField(places: Places, state: AppState): boolean {
	const field = isTooSmall(state.size) ? undefined : openPlace(places, state).field?.(state);
	return field?.focus !== undefined || field?.isAmongFields === true;
}

/** A field whose value is shown, as one in focus. */
export function shownField(name: string, value: string): FieldInFocus {
	return { name, length: Array.from(value).length };
}
