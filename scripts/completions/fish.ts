import { COMMANDS, type CommandName, TYPED_COMMANDS } from '../../src/commands/command-table.ts';
import { commandTexts } from '../../src/commands/command-words.ts';
import { SETTING_KEYS } from '../../src/config/index.ts';
import { textsOf } from '../../src/i18n/index.ts';
import { completedValue, optionsOf } from './words.ts';

const HELP = textsOf('en').commands.help;

/** Completion for fish, with a line of explanation for each choice. */
export function fishCompletion(): string {
	return `# fish completion of muhurdar. Written by scripts/write-completions.ts from the table of commands.

complete -c muhurdar -f
complete -c muhurdar -s V -l version -d ${quoted(HELP.explained.version)}
complete -c muhurdar -s h -l help -d ${quoted(HELP.explained.help)}

${['screens' as const, ...TYPED_COMMANDS].map(commandLines).join('\n\n')}
`;
}

function commandLines(name: CommandName): string {
	const condition =
		name === 'screens' ? `-n __fish_use_subcommand` : `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
	const { operand } = COMMANDS[name];
	const line = (words: string) => `complete -c muhurdar ${condition} ${words}`;
	return [
		...(name === 'screens'
			? []
			: [
					`complete -c muhurdar -n __fish_use_subcommand -a ${name} -d ${quoted(commandTexts(name, HELP).summary)}`,
				]),
		...optionsOf(name).map(([option, { short, value }]) => {
			const completed = value === undefined ? undefined : completedValue(value);
			const takes =
				completed === undefined
					? ''
					: typeof completed === 'object'
						? ` -x -a ${quoted(completed.join(' '))}`
						: completed === 'file'
							? ' -r -F'
							: completed === 'folder'
								? " -x -a '(__fish_complete_directories)'"
								: ' -x';
			return line(
				`${short === undefined ? '' : `-s ${short} `}-l ${option}${takes} -d ${quoted(HELP.explained[option])}`,
			);
		}),
		...(operand.kind === 'files' ? [line('-F')] : []),
		...(operand.kind === 'command' ? [line(`-a ${quoted(TYPED_COMMANDS.join(' '))}`)] : []),
		...(operand.kind === 'act'
			? [
					`complete -c muhurdar -n ${quoted(`__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${operand.acts.join(' ')}`)} -a ${quoted(operand.acts.join(' '))}`,
					...(operand.withFiles.length === 0
						? []
						: [
								`complete -c muhurdar -n ${quoted(`__fish_seen_subcommand_from ${name}; and __fish_seen_subcommand_from ${operand.withFiles.join(' ')}`)} -F`,
							]),
					...(operand.withSetting.length === 0
						? []
						: [
								`complete -c muhurdar -n ${quoted(`__fish_seen_subcommand_from ${name}; and __fish_seen_subcommand_from ${operand.withSetting.join(' ')}`)} -a ${quoted(SETTING_KEYS.join(' '))}`,
							]),
				]
			: []),
	].join('\n');
}

function quoted(text: string): string {
	return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
