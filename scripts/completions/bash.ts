import {
	COMMANDS,
	type CommandName,
	OPTION_FORMS,
	TYPED_COMMANDS,
} from '../../src/commands/command-table.ts';
import { SETTING_KEYS } from '../../src/config/index.ts';
import { completedValue, optionWords } from './words.ts';

/** Completion for bash, which needs no package beside it. */
export function bashCompletion(): string {
	return `# bash completion of muhurdar. Written by scripts/write-completions.ts from the table of commands.

_muhurdar() {
	local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command= act= index
	COMPREPLY=()
	for ((index = 1; index < COMP_CWORD; index++)); do
		case \${COMP_WORDS[index]} in
		-*) ;;
		*)
			case \${COMP_WORDS[index - 1]} in
			${optionsWithValue().join(' | ')}) ;;
			*) if [[ -z $command ]]; then command=\${COMP_WORDS[index]}; elif [[ -z $act ]]; then act=\${COMP_WORDS[index]}; fi ;;
			esac
			;;
		esac
	done

	case $before in
${valueCases()}
	esac

	case $command in
	'') [[ $word == -* ]] && _muhurdar_words '${optionWords('screens').join(' ')}' || _muhurdar_words '${TYPED_COMMANDS.join(' ')}' ;;
${TYPED_COMMANDS.map(commandCase).join('\n')}
	esac
}

_muhurdar_words() {
	mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
}

_muhurdar_files() {
	compopt -o filenames 2>/dev/null
	mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}

complete -F _muhurdar muhurdar
`;
}

function optionsWithValue(): readonly string[] {
	return Object.entries(OPTION_FORMS).flatMap(([name, { short, value }]) =>
		value === undefined ? [] : [`--${name}`, ...(short === undefined ? [] : [`-${short}`])],
	);
}

function valueCases(): string {
	return Object.entries(OPTION_FORMS)
		.flatMap(([name, { short, value }]) => {
			if (value === undefined) return [];
			const pattern = short === undefined ? `--${name}` : `--${name} | -${short}`;
			const completed = completedValue(value);
			const act =
				completed === 'file'
					? '_muhurdar_files -f'
					: completed === 'folder'
						? '_muhurdar_files -d'
						: typeof completed === 'object'
							? `_muhurdar_words '${completed.join(' ')}'`
							: ':';
			return [`	${pattern}) ${act}; return ;;`];
		})
		.join('\n');
}

function commandCase(name: CommandName): string {
	const { operand } = COMMANDS[name];
	const options = `[[ $word == -* ]] && _muhurdar_words '${optionWords(name).join(' ')}'`;
	switch (operand.kind) {
		case 'none':
		case 'address':
		case 'code':
			return `	${name}) ${options} ;;`;
		case 'files':
			return `	${name}) ${options} || _muhurdar_files -f ;;`;
		case 'command':
			return `	${name}) ${options} || _muhurdar_words '${TYPED_COMMANDS.join(' ')}' ;;`;
		case 'act': {
			const acts = `[[ -n $act ]] || _muhurdar_words '${operand.acts.join(' ')}'`;
			const settings =
				operand.withSetting.length === 0
					? ''
					: `\n		case $act in ${operand.withSetting.join(' | ')}) [[ $before == "$act" ]] && _muhurdar_words '${SETTING_KEYS.join(' ')}' ;; esac`;
			const files =
				operand.withFiles.length === 0
					? ''
					: `\n		case $act in ${operand.withFiles.join(' | ')}) _muhurdar_files -f ;; esac`;
			return `	${name})\n		${options} && return\n		${acts}${settings}${files}\n		;;`;
		}
	}
}
