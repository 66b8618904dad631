# bash completion of muhurdar. Written by scripts/write-completions.ts from the table of commands.

_muhurdar() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= act= index
	COMPREPLY=()
	for ((index = 1; index < COMP_CWORD; index++)); do
		case ${COMP_WORDS[index]} in
		-*) ;;
		*)
			case ${COMP_WORDS[index - 1]} in
			--portal | --reader | --holder | --pdf | --text | --include | --seed | --flow | --module | --theme | --lang | --user | --group | --open | --bundle | --change | --at | --crl | --issuer | --within | -w | --critical | -c | --timeout | -t | --port | --data | --card | --fault | --of | --head | --sort | --only) ;;
			*) if [[ -z $command ]]; then command=${COMP_WORDS[index]}; elif [[ -z $act ]]; then act=${COMP_WORDS[index]}; fi ;;
			esac
			;;
		esac
	done

	case $before in
	--portal) :; return ;;
	--reader) :; return ;;
	--holder) :; return ;;
	--pdf) _muhurdar_files -f; return ;;
	--text) _muhurdar_files -f; return ;;
	--include) :; return ;;
	--seed) :; return ;;
	--flow) _muhurdar_words 'guide-2014 current'; return ;;
	--module) _muhurdar_files -f; return ;;
	--theme) _muhurdar_words 'dark light high-contrast none'; return ;;
	--lang) _muhurdar_words 'tr en'; return ;;
	--user) :; return ;;
	--group) :; return ;;
	--open) _muhurdar_files -f; return ;;
	--bundle) _muhurdar_files -f; return ;;
	--change) :; return ;;
	--at) :; return ;;
	--crl) _muhurdar_files -f; return ;;
	--issuer) _muhurdar_files -f; return ;;
	--within | -w) :; return ;;
	--critical | -c) :; return ;;
	--timeout | -t) :; return ;;
	--port) :; return ;;
	--data) _muhurdar_files -d; return ;;
	--card) _muhurdar_words 'vpcd none'; return ;;
	--fault) :; return ;;
	--of) _muhurdar_words 'portal sandbox'; return ;;
	--head) :; return ;;
	--sort) _muhurdar_words 'end holder seen'; return ;;
	--only) _muhurdar_words 'ending ended spare replaced lost revoked'; return ;;
	esac

	case $command in
	'') [[ $word == -* ]] && _muhurdar_words '--sandbox --portal --guided --kiosk --plain --reader --holder --seed --flow --module --theme --lang --version --help' || _muhurdar_words 'check status watch doctor inspect expiring metrics seals sandbox config audit authorities portal-check explain help' ;;
	check) [[ $word == -* ]] && _muhurdar_words '--json --pdf --text --sign --include --holder --reader --module --lang --version --help' ;;
	status) [[ $word == -* ]] && _muhurdar_words '--json --check --reader --holder --module --lang --version --help' ;;
	watch) [[ $word == -* ]] && _muhurdar_words '--json --check --revocation --reader --holder --lang --version --help' ;;
	doctor) [[ $word == -* ]] && _muhurdar_words '--portal --json --bundle --open --fix --user --group --module --lang --version --help' ;;
	inspect) [[ $word == -* ]] && _muhurdar_words '--json --check --at --crl --issuer --lang --version --help' || _muhurdar_files -f ;;
	expiring) [[ $word == -* ]] && _muhurdar_words '--within --critical --timeout --all --register --check --json --reader --holder --lang --version --help' || _muhurdar_files -f ;;
	metrics) [[ $word == -* ]] && _muhurdar_words '--check --reader --holder --lang --version --help' ;;
	seals)
		[[ $word == -* ]] && _muhurdar_words '--sort --only --within --csv --json --lang --version --help' && return
		[[ -n $act ]] || _muhurdar_words 'list add note forget export import calendar report lost found renew'
		case $act in add | export | import | calendar | report | lost) _muhurdar_files -f ;; esac
		;;
	sandbox) [[ $word == -* ]] && _muhurdar_words '--port --data --card --seed --flow --fault --lang --version --help' ;;
	config)
		[[ $word == -* ]] && _muhurdar_words '--system --origin --json --lang --version --help' && return
		[[ -n $act ]] || _muhurdar_words 'get set unset path'
		case $act in get | set | unset) [[ $before == "$act" ]] && _muhurdar_words 'language theme portal.address portal.authorities proxy no-proxy kiosk.operator-code kiosk.idle-secret-seconds kiosk.idle-seconds kiosk.print card.module card.module-environment card.cache card.reader-names check.clocks documents.folder pins.show-when-recorded log.journald seals.keep' ;; esac
		;;
	audit)
		[[ $word == -* ]] && _muhurdar_words '--of --head --stdin --json --lang --version --help' && return
		[[ -n $act ]] || _muhurdar_words 'verify show export settle'
		;;
	authorities)
		[[ $word == -* ]] && _muhurdar_words '--json --lang --version --help' && return
		[[ -n $act ]] || _muhurdar_words 'list fetch import export'
		case $act in import | export) _muhurdar_files -f ;; esac
		;;
	portal-check) [[ $word == -* ]] && _muhurdar_words '--account --change --json --lang --version --help' ;;
	explain) [[ $word == -* ]] && _muhurdar_words '--lang --version --help' ;;
	help) [[ $word == -* ]] && _muhurdar_words '--lang --version --help' || _muhurdar_words 'check status watch doctor inspect expiring metrics seals sandbox config audit authorities portal-check explain help' ;;
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
