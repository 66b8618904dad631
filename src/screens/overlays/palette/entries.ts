import {
	type AppState,
	type Command,
	type MenuEntry,
	menuEntries,
	type PaletteChoice,
	type Refusal,
	type StepNumber,
	type Update,
} from '#app';
import { type Texts, textsOf } from '#i18n';
import { foldedText } from '#text';
import { BINDINGS, type Binding, type KeyContext } from '../../keys/bindings.ts';
import { chordName } from '../../keys/chord-name.ts';
import { holdsIn } from '../../keys/offered.ts';

/** Something that can be done, by its key or from the palette. */
export interface PaletteEntry {
	readonly choice: PaletteChoice;
	readonly name: string;
	/** What people call it beside that; found, and not shown. */
	readonly aliases: string;
	/** The key that does the same; empty for an entry of the menu. */
	readonly key: string;
	/** Why it cannot be done now: what its key would say. */
	readonly refusal: Refusal | undefined;
}

/** Moves about in what is shown, or edits what is typed: of no use without it before one's eyes. */
const LEFT_OUT: readonly Command[] = [
	...(['continue', 'back', 'up', 'down', 'page-up', 'page-down', 'first-row', 'last-row'] as const),
	...(['next-field', 'previous-field', 'erase', 'clear-field', 'erase-forward', 'palette'] as const),
	...(['cursor-left', 'cursor-right', 'cursor-start', 'cursor-end'] as const),
];

const STEPS: ReadonlyMap<Command, StepNumber> = new Map([
	['step-1', 1],
	['step-2', 2],
	['step-3', 3],
	['step-4', 4],
	['step-5', 5],
	['step-6', 6],
]);

/** What the entries are tried with. */
export interface Trial {
	readonly update: Update;
	readonly keyContext: (state: AppState) => KeyContext;
}

/** The entries that the query leaves, what can be done first; none where no palette is open. */
export function entriesAmong(trial: Trial, state: AppState): readonly PaletteEntry[] {
	const { overlay } = state;
	if (overlay?.kind !== 'palette') {
		return [];
	}
	const texts = textsOf(state.language, state.flow?.id);
	const below: AppState = { ...state, overlay: overlay.below };
	const all = [
		...BINDINGS.filter(({ command }) => !LEFT_OUT.includes(command)).map((binding) =>
			commandEntry(trial, state, below, texts, binding),
		),
		...menuEntries(state).map((entry) => menuEntry(trial, state, below, texts, entry)),
	];
	const words = foldedText(overlay.query)
		.split(' ')
		.filter((word) => word !== '');
	const holds = (text: string): boolean => words.every((word) => foldedText(text).includes(word));
	const rank = ({ name, refusal }: PaletteEntry): number =>
		(refusal === undefined ? 0 : 3) + (foldedText(name).startsWith(words[0] ?? '') ? 0 : holds(name) ? 1 : 2);
	return all
		.filter(({ name, aliases }) => holds(`${name} ${aliases}`))
		.sort((one, other) => rank(one) - rank(other));
}

function commandEntry(
	trial: Trial,
	state: AppState,
	below: AppState,
	texts: Texts,
	binding: Binding,
): PaletteEntry {
	const { command, chords } = binding;
	const choice: PaletteChoice = { kind: 'command', command };
	const step = STEPS.get(command);
	const chord = chords.find((candidate) => 'text' in candidate) ?? chords[0];
	return {
		choice,
		name: step === undefined ? texts.keys[command] : texts.steps[step].title,
		aliases: texts.palette.aliases[command] ?? '',
		key: chordName(chord, texts.keyNames),
		refusal: holdsIn(trial.keyContext(below), binding, below) ? refusalOf(trial, state, choice) : 'not-here',
	};
}

/** The menu is gone to as by the key of its step. */
function menuEntry(
	trial: Trial,
	state: AppState,
	below: AppState,
	texts: Texts,
	entry: MenuEntry,
): PaletteEntry {
	const choice: PaletteChoice = { kind: 'menu', entry };
	const way = BINDINGS.find(({ command }) => command === 'step-6');
	return {
		choice,
		name: texts.menu.entries[entry],
		aliases: texts.palette.aliases[entry] ?? '',
		key: '',
		refusal:
			way !== undefined && holdsIn(trial.keyContext(below), way, below)
				? refusalOf(trial, state, choice)
				: 'not-here',
	};
}

/** Tried without consequences: `update` is pure, so what it would refuse is known before it is asked. */
function refusalOf({ update }: Trial, state: AppState, choice: PaletteChoice): Refusal | undefined {
	const { notice } = update(state, { type: 'palette-chosen', choice, at: state.now }).state;
	return notice?.kind === 'refused' ? notice.refusal : undefined;
}
