import type { AppState, Command, Message } from '#app';
import { foldedText, type SecretText } from '#text';
import { type Spoken, type Theme, wrap } from '#ui';
import { hasTextField, keyContext, offeredBindings } from '../house.ts';
import { chordName } from '../keys/chord-name.ts';
import { routeKey } from '../keys/router.ts';
import { COLUMNS, type Page, pageOf } from './page.ts';

/** A key press as the router takes it. */
type Pressed = Parameters<typeof routeKey>[1];

export interface LineModeOptions {
	readonly store: {
		state(): AppState;
		subscribe(listener: () => void): () => void;
		dispatch(message: Message): void;
		idle(): Promise<void>;
	};
	/** Its glyphs must be ASCII: a sign is no word. */
	readonly theme: Theme;
	readonly write: (text: string) => void;
	/** Whether what is typed is shown as it is typed: at a terminal, not where lines come from a file. */
	readonly isEchoing: boolean;
}

/** What moves or needs a cursor that nobody is told of. */
const UNSEEN: readonly Command[] = [
	'erase-forward',
	'cursor-left',
	'cursor-right',
	'cursor-start',
	'cursor-end',
];

/** Of no use where nothing is drawn, or done by the keys of a line themselves. */
const UNTOLD: readonly Command[] = ['erase', 'redraw', 'theme', ...UNSEEN];

/** Stands for a character of a field that is not shown. */
const UNSHOWN = '*';

/** A command is typed behind this where a field takes characters. */
const COMMAND_SIGN = ':';

/**
 * The program for people who listen to it and for terminals that cannot draw: what changed is printed, one thing below
 * the other, and lines are read. State, keys and sentences are those of the screens.
 */
export class LineMode {
	readonly #options: LineModeOptions;
	#page: Page | undefined;
	#context = '';
	#notice: AppState['notice'];
	/** What is typed that goes to no field; undefined while there is nothing of that kind. */
	#command: string | undefined;
	/** What was typed into a shown field, so that it can be said again behind what came between; of a secret only how much. */
	#typed = '';
	#isPrompted = false;

	constructor(options: LineModeOptions) {
		this.#options = options;
		options.store.subscribe(() => this.#tell());
		this.#tell();
	}

	/** One key press; a whole line where it is Enter. */
	key(event: Pressed): void {
		const { store } = this.#options;
		const state = store.state();
		const isField = takesCharacters(state) && this.#command === undefined;
		if (event.kind === 'text' && isField && event.text === COMMAND_SIGN && this.#typed === '') {
			this.#command = '';
			this.#echo(event.text);
			return;
		}
		if (event.kind === 'text' && !isField) {
			this.#command = (this.#command ?? '') + event.text;
			this.#echo(event.text);
			return;
		}
		if (event.kind === 'key' && event.key === 'backspace' && !isField) {
			this.#command = Array.from(this.#command ?? '')
				.slice(0, -1)
				.join('');
			this.#echo('\b \b');
			return;
		}
		if (event.kind === 'key' && event.key === 'enter' && !isField) {
			const line = this.#command ?? '';
			this.#command = undefined;
			this.#endLine();
			store.dispatch(this.#asked(state, line));
			this.#prompt();
			return;
		}
		if (event.kind === 'text' && state.closedField !== undefined) {
			// It belongs to a field that is gone, and is shown nowhere.
			store.dispatch(routeKey(state, event));
			return;
		}
		if (event.kind === 'text') {
			// A field decides itself what it takes; what it takes is shown where it may be.
			store.dispatch(routeKey(state, event));
			const isTaken = store.state().notice?.kind !== 'refused';
			const isShown = this.#isShown();
			// Of a secret no more is kept than how much it was.
			this.#typed += isTaken ? (isShown && this.#secret() === undefined ? event.text : UNSHOWN) : '';
			if (isTaken && isShown) {
				this.#echo(event.text);
			}
			return;
		}
		if (event.kind === 'key' && event.key === 'backspace') {
			this.#typed = Array.from(this.#typed).slice(0, -1).join('');
			store.dispatch(routeKey(state, event));
			if (this.#isShown()) {
				this.#echo('\b \b');
			}
			return;
		}
		this.#endLine();
		this.#typed = '';
		const message = routeKey(state, event);
		store.dispatch(isUnseen(message) ? { type: 'refused', refusal: 'no-such-key' } : message);
		this.#prompt();
	}

	/** The command that a line names: by a key's name, or by the word that stands beside it. */
	#asked(state: AppState, line: string): Message {
		const { texts } = pageOf(state, this.#options.theme);
		const fold = (text: string): string => foldedText(text.trim());
		const word = fold(line);
		if (word === '') {
			return { type: 'command', command: 'continue' };
		}
		const found = offeredBindings(state).find(
			({ binding }) =>
				!UNSEEN.includes(binding.command) &&
				(binding.chords.some((chord) => fold(chordName(chord, texts.keyNames)) === word) ||
					fold(texts.keys[binding.command]) === word),
		);
		return found === undefined
			? { type: 'refused', refusal: 'no-such-key' }
			: { type: 'command', command: found.binding.command };
	}

	/** Prints what is new since the last time; counting seconds is nothing new. */
	#tell(): void {
		const { store, theme } = this.#options;
		const state = store.state();
		const page = pageOf(state, theme);
		const before = this.#page;
		const context = keyContext(state);
		const isOther =
			before === undefined || before.title !== page.title || before.texts.language !== page.texts.language;
		const told: string[] = [];
		if (isOther || context !== this.#context) {
			// Another field begins empty, or with what was typed before it was open.
			this.#typed = UNSHOWN.repeat(page.asked?.asks?.secret?.length ?? 0);
		}
		if (isOther) {
			told.push('', `== ${page.title} ==`);
		}
		told.push(
			...newOf(page.work, isOther ? [] : before.work),
			...newOf(page.phone, before?.phone ?? []),
			...newOf([page.status], before === undefined ? [] : [before.status]),
		);
		if (isOther || context !== this.#context) {
			told.push(this.#keys(state, page));
		}
		// Another notice is told also where it says the same.
		told.push(...newOf(page.notice, state.notice === this.#notice ? (before?.notice ?? []) : []));
		if (told.length > 0 && this.#typed !== '' && page.asked?.asks?.isShown === false) {
			// Behind what came between, how much was typed so far: of what is hidden nothing else can be said.
			told.push(page.asked.text);
		}
		this.#page = page;
		this.#context = context;
		this.#notice = state.notice;
		if (told.length > 0) {
			this.#endLine();
			this.#options.write(`${told.join('\n')}\n`);
			this.#prompt();
		}
	}

	/** The keys that can be typed as a line, with what they do. */
	#keys(state: AppState, { texts }: Page): string {
		const sign = takesCharacters(state) ? COMMAND_SIGN : '';
		const entries = offeredBindings(state)
			.filter(({ binding }) => binding.group !== 'steps' && !UNTOLD.includes(binding.command))
			.map(({ binding, chords }) => {
				// A character is what a line is made of; a named key is a word in it.
				const chord = chords.find((candidate) => 'text' in candidate) ?? chords[0] ?? binding.chords[0];
				const isEnter = binding.command === 'continue';
				return `${isEnter ? '' : sign}${chordName(chord, texts.keyNames)} ${texts.keys[binding.command]}`;
			});
		return texts.lineMode.keys(entries.join('; '));
	}

	/** What is asked for now, with what was typed of the answer. */
	#prompt(): void {
		if (this.#isPrompted) {
			return;
		}
		const { label = '', isShown = false } = this.#page?.asked?.asks ?? {};
		const secret = this.#command === undefined ? this.#secret() : undefined;
		const typed = this.#command ?? (isShown && secret === undefined ? this.#typed : '');
		this.#options.write(`${label}${label === '' ? '' : ' '}> ${this.#options.isEchoing ? typed : ''}`);
		if (secret !== undefined) {
			// One character at a time, as it was typed: no text ever holds the whole.
			for (let index = 0; index < this.#typed.length; index += 1) {
				this.#echo(secret.characterAt(index));
			}
		}
		this.#isPrompted = true;
	}

	/** What is asked for, where it is a secret that may be seen. */
	#secret(): SecretText | undefined {
		return this.#page?.asked?.asks?.secret;
	}

	/** Whether what is typed now may be seen: nothing is, of which no view says so. */
	#isShown(): boolean {
		const { store, theme } = this.#options;
		const state = store.state();
		return state.closedField === undefined && pageOf(state, theme).asked?.asks?.isShown === true;
	}

	#endLine(): void {
		if (this.#isPrompted) {
			this.#options.write('\n');
			this.#isPrompted = false;
		}
	}

	#echo(text: string): void {
		if (this.#options.isEchoing) {
			this.#options.write(text);
		}
	}
}

/** Whether a character is no command: where a field takes it, and where it goes nowhere because its field closed. */
function takesCharacters(state: AppState): boolean {
	return hasTextField(state) || state.closedField !== undefined;
}

/** What tells one sentence from another: the entry under the cursor is another one than the same entry elsewhere. */
function keyOf({ lasting, isHere }: Spoken): string {
	return isHere === true ? `> ${lasting}` : lasting;
}

function isUnseen(message: Message): boolean {
	return message.type === 'command' && UNSEEN.includes(message.command);
}

/** The rows of what was not told before; of an entry that the cursor left nothing is new. */
function newOf(now: readonly Spoken[], before: readonly Spoken[]): readonly string[] {
	const known = new Set(before.flatMap((spoken) => [spoken.lasting, keyOf(spoken)]));
	return now.filter((spoken) => !known.has(keyOf(spoken))).flatMap(printed);
}

/** The rows that are printed of a sentence. */
function printed({ text, isPicture }: Spoken): readonly string[] {
	if (text === '') {
		return [];
	}
	return isPicture === true ? [text] : wrap(text, COLUMNS);
}
