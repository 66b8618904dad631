import {
	type AppState,
	type Command,
	initialState,
	type Language,
	type Message,
	type Mode,
	stepStates,
} from '#app';
import { update } from '#screens';
import type { Effect, Question } from '../../../src/app/effects.ts';

/** Noon in Istanbul on a day within every certificate that the tests invent. */
export const START = Date.UTC(2026, 0, 15, 9);

export interface ProgramOptions {
	readonly language?: Language;
	readonly columns?: number;
	readonly rows?: number;
	readonly portal?: Mode['portal'];
	/** What was decided at the start of the run beside the portal. */
	readonly mode?: Partial<Mode>;
	/** A state to go on from, in place of a fresh one. */
	readonly state?: AppState;
}

/** The program without its surroundings: messages in, state and effects out, and a clock that stands still. */
export class Program {
	state: AppState;
	/** Every effect since the beginning. */
	readonly effects: Effect[] = [];
	#at: number;

	constructor({
		language = 'tr',
		columns = 80,
		rows = 24,
		portal = 'sandbox',
		mode,
		state,
	}: ProgramOptions = {}) {
		this.#at = state?.now ?? START;
		this.state =
			state ??
			initialState({ now: START, language, columns, rows, mode: { portal, version: '0.0.0-test', ...mode } });
	}

	/** Gives the effects of this message. */
	send(message: Message): readonly Effect[] {
		const { state, effects } = update(this.state, { ...message, at: this.#at });
		this.state = state;
		this.effects.push(...effects);
		return effects;
	}

	/** Gives the effects of the last command. */
	command(...commands: readonly Command[]): readonly Effect[] {
		return commands.map((command) => this.send({ type: 'command', command })).at(-1) ?? [];
	}

	/** Types character by character. */
	types(text: string): readonly Effect[] {
		return Array.from(text, (character) => this.send({ type: 'text', text: character })).flat();
	}

	pastes(text: string): readonly Effect[] {
		return this.send({ type: 'paste', text });
	}

	/** Moves the clock; the next message carries the new time. */
	passes(milliseconds: number): void {
		this.#at += milliseconds;
	}

	/** Numbers of the steps that are ticked. */
	get ticked(): readonly number[] {
		return stepStates(this.state)
			.filter(({ isDone }) => isDone)
			.map(({ step }) => step);
	}

	/** The latest question of a kind. */
	question<Kind extends Question['kind']>(kind: Kind): Extract<Question, { readonly kind: Kind }> {
		const isOfKind = (effect: Effect): effect is Extract<Question, { readonly kind: Kind }> =>
			effect.kind === kind;
		const found = this.effects.filter(isOfKind).at(-1);
		if (found === undefined) {
			throw new Error(`The program never asked: ${kind}`);
		}
		return found;
	}

	asked(kind: Question['kind']): number {
		return this.effects.filter((effect) => effect.kind === kind).length;
	}
}
