import { COMMANDS, type CommandName, TYPED_COMMANDS } from '../../src/commands/command-table.ts';
import { commandTexts } from '../../src/commands/command-words.ts';
import { SETTING_KEYS } from '../../src/config/index.ts';
import { textsOf } from '../../src/i18n/index.ts';
import { completedValue, optionsOf } from './words.ts';

const HELP = textsOf('en').commands.help;

/** Completion for zsh, with a line of explanation for each choice. */
export function zshCompletion(): string {
	return `#compdef muhurdar
# zsh completion of muhurdar. Written by scripts/write-completions.ts from the table of commands.

_muhurdar() {
	local curcontext=$curcontext state line
	typeset -A opt_args
	_arguments -C \\
${optionSpecs('screens')} \\
		'1:command:->command' \\
		'*::words:->words'
	case $state in
	command)
		local -a commands=(
${TYPED_COMMANDS.map((name) => `			${quoted(`${name}:${commandTexts(name, HELP).summary}`)}`).join('\n')}
		)
		_describe command commands
		;;
	words)
		case $line[1] in
${TYPED_COMMANDS.map(commandCase).join('\n')}
		esac
		;;
	esac
}

_muhurdar "$@"
`;
}

function optionSpecs(command: CommandName): string {
	return [
		...optionsOf(command).map(([name, { short, value, isRepeated }]) => {
			const about = `[${HELP.explained[name].replaceAll(/[[\]]/g, '')}]`;
			const place = value === undefined ? '' : `:${name}:${zshAction(completedValue(value))}`;
			if (short !== undefined) {
				return `		'(-${short} --${name})'{-${short},--${name}}${quoted(`${about}${place}`)}`;
			}
			return `		${quoted(`${isRepeated === true ? '*' : ''}--${name}${about}${place}`)}`;
		}),
		`		${quoted(`(- *)--version[${HELP.explained.version}]`)}`,
		`		${quoted(`(- *)--help[${HELP.explained.help}]`)}`,
	].join(' \\\n');
}

function zshAction(value: ReturnType<typeof completedValue>): string {
	if (typeof value === 'object') return `(${value.join(' ')})`;
	return value === 'file' ? '_files' : value === 'folder' ? '_files -/' : ' ';
}

function commandCase(name: CommandName): string {
	return `		${name})
			_arguments \\
${[optionSpecs(name), ...operandSpecs(name)].join(' \\\n')}
			;;`;
}

function operandSpecs(name: CommandName): readonly string[] {
	const { operand } = COMMANDS[name];
	switch (operand.kind) {
		case 'none':
		case 'address':
		case 'code':
			return [];
		case 'files':
			return ["		'*:file:_files'"];
		case 'command':
			return [`		'1:command:(${TYPED_COMMANDS.join(' ')})'`];
		case 'act':
			return [
				`		'1:act:(${operand.acts.join(' ')})'`,
				...(operand.withSetting.length === 0 ? [] : [`		'2:setting:(${SETTING_KEYS.join(' ')})'`]),
				...(operand.withFiles.length === 0 ? [] : ["		'*:file:_files'"]),
			];
	}
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
