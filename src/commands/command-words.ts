import { Command, CommanderError, Option, type OptionValues } from 'commander';
import type { Texts } from '#i18n';
import type { CommandLineIo } from './command-io.ts';

/** The command line taken apart; nothing in it is checked yet. */
export interface CommandWords {
	readonly command:
		| 'screens'
		| 'status'
		| 'watch'
		| 'doctor'
		| 'inspect'
		| 'expiring'
		| 'sandbox'
		| 'config'
		| 'audit'
		| 'authorities'
		| 'portal-check';
	/** By long name without dashes; `true` where an option stands without a value. */
	readonly values: Readonly<Record<string, unknown>>;
	/** Words that are no options and no values of options: files, those that `config` works on; surplus elsewhere. */
	readonly rest: readonly string[];
	/** Options before the command's name that it does not have, with their dashes. */
	readonly misplaced: readonly string[];
}

type CommandName = CommandWords['command'];
type HelpTexts = Texts['commands']['help'];
type OptionName = Exclude<keyof HelpTexts['explained'], 'version' | 'help'>;

const OPTIONS: Readonly<Record<CommandName, readonly OptionName[]>> = {
	screens: [
		'sandbox',
		'portal',
		'guided',
		'kiosk',
		'plain',
		'reader',
		'seed',
		'flow',
		'module',
		'theme',
		'lang',
	],
	status: ['json', 'check', 'reader', 'module', 'lang'],
	watch: ['json', 'check', 'reader', 'lang'],
	doctor: ['portal', 'json', 'bundle', 'module', 'lang'],
	inspect: ['json', 'check', 'at', 'crl', 'issuer', 'lang'],
	expiring: ['within', 'critical', 'timeout', 'all', 'check', 'json', 'reader', 'lang'],
	sandbox: ['port', 'data', 'card', 'seed', 'flow', 'fault', 'lang'],
	config: ['system', 'origin', 'json', 'lang'],
	audit: ['of', 'head', 'json', 'lang'],
	authorities: ['json', 'lang'],
	'portal-check': ['account', 'change', 'json', 'lang'],
};

const DEFAULT_COLUMNS = 80;

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
		for (const option of OPTIONS[name]) {
			command.addOption(optionOf(option, texts));
		}
		command
			.version(io.version, '-V, --version', texts.explained.version)
			.action((values: OptionValues, { args }: Command) =>
				onFound(wordsOf(name, values, args, program.opts())),
			);
	};
	furnish(program, 'screens');
	const status = program.command('status').summary(texts.status).usage(texts.optionsPlace);
	furnish(status.description(`${texts.status}\n\n${texts.statusExitCodes}`), 'status');
	const watch = program.command('watch').summary(texts.watch).usage(texts.optionsPlace);
	furnish(watch.description(`${texts.watch}\n\n${texts.watchNotes}`), 'watch');
	const doctor = program.command('doctor').summary(texts.doctor).usage(texts.optionsPlace);
	furnish(doctor.description(`${texts.doctor}\n\n${texts.doctorNotes}`), 'doctor');
	const inspect = program.command('inspect').summary(texts.inspect).usage(texts.inspectUsage);
	furnish(inspect.description(`${texts.inspect}\n\n${texts.inspectNotes}`), 'inspect');
	const expiring = program.command('expiring').summary(texts.expiring).usage(texts.expiringUsage);
	furnish(expiring.description(`${texts.expiring}\n\n${texts.expiringNotes}`), 'expiring');
	const sandbox = program.command('sandbox').description(texts.sandbox).usage(texts.optionsPlace);
	furnish(sandbox, 'sandbox');
	const config = program.command('config').summary(texts.config).usage(texts.configUsage);
	furnish(config.description(`${texts.config}\n\n${texts.configSettings}`), 'config');
	const audit = program.command('audit').summary(texts.audit).usage(texts.auditUsage);
	furnish(audit.description(`${texts.audit}\n\n${texts.auditNotes}`), 'audit');
	const authorities = program.command('authorities').summary(texts.authorities).usage(texts.authoritiesUsage);
	furnish(authorities.description(`${texts.authorities}\n\n${texts.authoritiesNotes}`), 'authorities');
	const check = program.command('portal-check').summary(texts.portalCheck).usage(texts.portalCheckUsage);
	furnish(check.description(`${texts.portalCheck}\n\n${texts.portalCheckNotes}`), 'portal-check');
	return program;
}

function wordsOf(
	command: CommandName,
	values: Readonly<Record<string, unknown>>,
	rest: readonly string[],
	before: Readonly<Record<string, unknown>>,
): CommandWords {
	const known: readonly string[] = OPTIONS[command];
	const misplaced = Object.keys(before).filter((option) => !known.includes(option));
	return {
		command,
		values: { ...before, ...values },
		rest,
		misplaced: misplaced.map((option) => `--${option}`),
	};
}

/** Options that may stand more than once; their values come as a list. */
const REPEATED: ReadonlySet<OptionName> = new Set(['crl']);

function optionOf(name: OptionName, texts: HelpTexts): Option {
	const option = new Option(flagsOf(name, texts.valueNames), texts.explained[name]);
	return REPEATED.has(name)
		? option.argParser((value: string, before: readonly string[] = []) => [...before, value])
		: option;
}

function flagsOf(name: OptionName, values: HelpTexts['valueNames']): string {
	switch (name) {
		case 'sandbox':
		case 'guided':
		case 'kiosk':
		case 'plain':
		case 'json':
		case 'check':
		case 'account':
		case 'all':
		case 'system':
		case 'origin':
			return `--${name}`;
		case 'portal':
			return `--portal [${values.address}]`;
		case 'reader':
			return `--reader [${values.text}]`;
		case 'seed':
		case 'port':
			return `--${name} [${values.number}]`;
		case 'data':
			return `--data [${values.folder}]`;
		case 'theme':
			return '--theme [dark|light|high-contrast|none]';
		case 'at':
			return `--at [${values.moment}]`;
		case 'crl':
		case 'bundle':
		case 'module':
		case 'issuer':
			return `--${name} [${values.file}]`;
		case 'within':
			return `-w, --within [${values.days}]`;
		case 'critical':
			return `-c, --critical [${values.days}]`;
		case 'timeout':
			return `-t, --timeout [${values.seconds}]`;
		case 'of':
			return '--of [portal|sandbox]';
		case 'head':
			return `--head [${values.hash}]`;
		case 'change':
			return `--change [${values.acts}]`;
		case 'fault':
			return `--fault [${values.faults}]`;
		case 'flow':
			return `--flow [${values.name}]`;
		case 'lang':
			return '--lang [tr|en]';
		case 'card':
			return '--card [vpcd|none]';
	}
}
