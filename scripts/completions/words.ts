import {
	COMMANDS,
	type CommandName,
	OPTION_FORMS,
	type OptionForm,
	type OptionName,
	type OptionValue,
} from '../../src/commands/command-table.ts';

/** What a shell offers behind an option: some words, files, folders, or nothing. */
export function completedValue(value: OptionValue): readonly string[] | 'file' | 'folder' | 'nothing' {
	if (value.choices !== undefined) return value.choices;
	return value.named === 'file' || value.named === 'folder' ? value.named : 'nothing';
}

/** Those of a command with their dashes, then those that every command has. */
export function optionWords(command: CommandName): readonly string[] {
	return [...COMMANDS[command].options.map((name) => `--${name}`), '--version', '--help'];
}

/** The options of a command with their forms. */
export function optionsOf(command: CommandName): readonly (readonly [name: OptionName, form: OptionForm])[] {
	return COMMANDS[command].options.map((name) => [name, OPTION_FORMS[name]] as const);
}
