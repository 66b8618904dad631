import { Command, CommanderError, type Help, Option, type OptionValues } from 'commander';
import type { Texts } from '#i18n';
import type { CommandLineIo } from './command-io.ts';
import {
	COMMANDS,
	type CommandName,
	OPTION_FORMS,
	type OptionName,
	type OptionValue,
	TYPED_COMMANDS,
} from './command-table.ts';

/** The command line taken apart; nothing in it is checked yet. */
export interface CommandWords {
	readonly command: CommandName;
	/** By long name without dashes; `true` where an option stands without a value. */
	readonly values: Readonly<Record<string, unknown>>;
	/** Words that are no options and no values of options: files, those that `config` works on; surplus elsewhere. */
	readonly rest: readonly string[];
	/** Options before the command's name that it does not have, with their dashes. */
	readonly misplaced: readonly string[];
}

type HelpTexts = Texts['commands']['help'];

const DEFAULT_COLUMNS = 80;
const EXAMPLE_INDENT = ' '.repeat(6);

/**
 * Takes the words behind the program's name apart; undefined where help or the version was asked for and is
 * written.
 *
 * Commander speaks English alone where it refuses, so it is given nothing to refuse: what it does not know it
 * leaves over, and every value is optional for it.
 */
export function readWords(
	argv: readonly string[],
	texts: HelpTexts,
	io: CommandLineIo,
): CommandWords | undefined {
	let found: CommandWords | undefined;
	const program = createProgram(texts, io, (words) => {
		found = words;
	});
	try {
		program.parse(argv, { from: 'user' });
	} catch (error) {
		if (error instanceof CommanderError && error.exitCode === 0) {
			return undefined;
		}
		throw error;
	}
	return found;
}

function createProgram(texts: HelpTexts, io: CommandLineIo, onFound: (words: CommandWords) => void): Command {
	const program = new Command('muhurdar')
		.description(texts.program)
		.usage(`${texts.optionsPlace} ${texts.commandPlace}`)
		.commandsGroup(texts.commands)
		// Before the help option, which takes its heading from it.
		.optionsGroup(texts.options)
		.helpOption('-h, --help', texts.explained.help)
		.helpCommand(false)
		// A command has its own options; those before its name are the program's.
		.enablePositionalOptions()
		.allowExcessArguments()
		.exitOverride()
		.configureOutput({
			writeOut: io.stdout,
			getOutHelpWidth: () => io.columns ?? DEFAULT_COLUMNS,
			getOutHasColors: () => false,
		})
		.configureHelp({
			styleTitle: (title) => (title === 'Usage:' ? texts.usage : title),
			subcommandTerm: (command) => command.name(),
			optionTerm: ({ flags }) => flags.replace(/[[\]]/g, ''),
		});
	const furnish = (command: Command, name: CommandName): void => {
		command.allowUnknownOption().optionsGroup(texts.options);
		for (const option of COMMANDS[name].options) {
			command.addOption(optionOf(option, texts));
		}
		command
			.version(io.version, '-V, --version', texts.explained.version)
			.action((values: OptionValues, { args }: Command) =>
				onFound(wordsOf(name, values, args, program.opts())),
			);
	};
	furnish(program, 'screens');
	for (const name of TYPED_COMMANDS) {
		const { summary, usage, notes } = commandTexts(name, texts);
		const command = program.command(name).summary(summary).usage(usage);
		furnish(command.description(notes === undefined ? summary : `${summary}\n\n${notes}`), name);
	}
	for (const [name, command] of [
		['screens', program] as const,
		...program.commands.map((one) => [one.name(), one] as const),
	]) {
		command.addHelpText('after', () => examplesOf(name, texts, command.createHelp(), io.columns));
	}
	return program;
}

/** What help and manual say of a command; `screens` is the program itself. */
export function commandTexts(
	name: CommandName,
	texts: HelpTexts,
): { readonly summary: string; readonly usage: string; readonly notes: string | undefined } {
	const usage = texts.optionsPlace;
	switch (name) {
		case 'screens':
			return { summary: texts.program, usage: `${usage} ${texts.commandPlace}`, notes: undefined };
		case 'check':
			return { summary: texts.check, usage, notes: texts.checkNotes };
		case 'status':
			return { summary: texts.status, usage, notes: texts.statusExitCodes };
		case 'watch':
			return { summary: texts.watch, usage, notes: texts.watchNotes };
		case 'doctor':
			return { summary: texts.doctor, usage, notes: texts.doctorNotes };
		case 'inspect':
			return { summary: texts.inspect, usage: texts.inspectUsage, notes: texts.inspectNotes };
		case 'expiring':
			return { summary: texts.expiring, usage: texts.expiringUsage, notes: texts.expiringNotes };
		case 'metrics':
			return { summary: texts.metrics, usage, notes: texts.metricsNotes };
		case 'seals':
			return { summary: texts.seals, usage: texts.sealsUsage, notes: texts.sealsNotes };
		case 'sandbox':
			return { summary: texts.sandbox, usage, notes: undefined };
		case 'config':
			return { summary: texts.config, usage: texts.configUsage, notes: texts.configSettings };
		case 'audit':
			return { summary: texts.audit, usage: texts.auditUsage, notes: texts.auditNotes };
		case 'authorities':
			return { summary: texts.authorities, usage: texts.authoritiesUsage, notes: texts.authoritiesNotes };
		case 'portal-check':
			return { summary: texts.portalCheck, usage: texts.portalCheckUsage, notes: texts.portalCheckNotes };
		case 'explain':
			return { summary: texts.explain, usage: texts.explainUsage, notes: undefined };
		case 'help':
			return { summary: texts.help, usage: texts.commandPlace, notes: undefined };
	}
}

/** A line that can be typed is never broken; what it does is. */
function examplesOf(name: string, texts: HelpTexts, layout: Help, columns: number = DEFAULT_COLUMNS): string {
	const typed = TYPED_COMMANDS.find((known) => known === name);
	const lines = texts.examples[typed ?? 'screens'].map(([line, explained = '']) => {
		const wrapped = layout.boxWrap(explained, columns - EXAMPLE_INDENT.length);
		return `  ${line}\n${EXAMPLE_INDENT}${wrapped.replaceAll('\n', `\n${EXAMPLE_INDENT}`)}`;
	});
	return `\n${texts.examplesTitle}\n${lines.join('\n')}`;
}

function wordsOf(
	command: CommandName,
	values: Readonly<Record<string, unknown>>,
	rest: readonly string[],
	before: Readonly<Record<string, unknown>>,
): CommandWords {
	const known: readonly string[] = COMMANDS[command].options;
	const misplaced = Object.keys(before).filter((option) => !known.includes(option));
	return {
		command,
		values: { ...before, ...values },
		rest,
		misplaced: misplaced.map((option) => `--${option}`),
	};
}

function optionOf(name: OptionName, texts: HelpTexts): Option {
	const option = new Option(flagsOf(name, texts.valueNames), texts.explained[name]);
	return OPTION_FORMS[name].isRepeated === true
		? option.argParser((value: string, before: readonly string[] = []) => [...before, value])
		: option;
}

function flagsOf(name: OptionName, names: HelpTexts['valueNames']): string {
	const { short, value } = OPTION_FORMS[name];
	const flag = short === undefined ? `--${name}` : `-${short}, --${name}`;
	return value === undefined ? flag : `${flag} [${valuePlace(value, names)}]`;
}

/** How a value is written in help: its choices, or its name. */
export function valuePlace({ choices, named }: OptionValue, names: HelpTexts['valueNames']): string {
	return named === undefined ? choices.join('|') : names[named];
}
