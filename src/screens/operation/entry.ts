import type { ChangeOutcome } from '#api';
import type { AppState, ChangeRun, Command, Next, OperationState } from '#app';
import type { View, Work } from '../view.ts';

/**
 * An entry of the menu while it is open: what keys, characters and its change make of it, and what it looks like.
 *
 * @typeParam Act its part of the state
 */
export interface Entry<Act> {
	readonly command: (state: AppState, act: Act, asked: Command) => Next | undefined;
	readonly text: (state: AppState, act: Act, text: string) => Next;
	/** Whether a paste goes into its field as if it were typed. What confirms an act is typed by hand. */
	readonly takesPaste: (act: Act) => boolean;
	/** With what is known by now of the change that it makes. Without it, it makes none. */
	readonly withRun?: (act: Act, run: ChangeRun) => OperationState;
	/** What became of its change. */
	readonly settled?: (state: AppState, act: Act, outcome: ChangeOutcome) => Next;
	/** Its holder logged in again after the session had ended by itself. */
	readonly resume: (state: AppState, act: Act) => Next;
	/** True while it waits for an answer, or counts down. */
	readonly counts: (act: Act) => boolean;
	readonly view: (view: View, act: Act) => Work;
}
