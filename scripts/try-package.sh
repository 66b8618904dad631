#!/usr/bin/env bash
# Tries the Debian package on fresh Debian 12 and 13 systems and prints one line for each thing that was seen: installation to the
# first screen, the right to use card readers, an upgrade beside a running program, SSH, removal, purge.
# Needs root, debootstrap, util-linux and a network; touches nothing outside of its own folder.
#
#   npm run package && scripts/try-package.sh [bookworm|trixie]…
#
# MIRROR and FRESH: see scripts/try-fresh.sh, whose systems are used. Every trial runs in a copy.
set -uo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
FRESH=${FRESH:-/var/tmp/muhurdar-fresh}
MIRROR=${MIRROR:-$(apt-get indextargets --format '$(SITE)' | head -1)}
[ "$(id -u)" -eq 0 ] || { echo "try-package: root is needed (chroot, mount)" >&2; exit 1; }
mkdir -p "$FRESH/npm-cache" "$FRESH/apt-cache"
. "$ROOT/scripts/fresh-machine.sh"

deb=$(ls -t "$ROOT"/release/muhurdar_*_amd64.deb | head -1)
failures=0
say() { printf '%-9s %-52s %s\n' "$suite" "$1" "$2"; }
# expect WHAT SCRIPT: runs it inside; its last line tells what was seen.
expect() {
	local out
	if out=$(inside "$machine" "$FIRST $2" 2>>"$log"); then
		say "$1" "$(printf '%s' "$out" | tail -1)"
	else
		failures=$((failures + 1))
		say "$1" "FAILED (see $log)"
		printf '%s\n' "$out" | tail -5 | sed 's/^/    /'
	fi
	printf '== %s\n%s\n' "$1" "$out" >>"$log"
}

# The former version: the same files under a lower number, with one chunk that the new one does not have.
former_package() {
	local tree=$FRESH/former-tree
	rm -rf "$tree" "$FRESH/muhurdar-former.deb"
	dpkg-deb -R "$deb" "$tree"
	sed -i 's/^Version: .*/Version: 0.0.9/' "$tree/DEBIAN/control"
	echo 'export default "former";' >"$tree/usr/lib/muhurdar/dist/chunk-former-AAAAAAAA.js"
	dpkg-deb --root-owner-group -Zgzip -z1 --build "$tree" "$FRESH/muhurdar-former.deb" >/dev/null
	rm -rf "$tree"
}

# What every script inside may use.
FIRST='
set -e
export DEBIAN_FRONTEND=noninteractive
# first_screen USER WORDS: seconds until the first screen of the program is there.
first_screen() {
	local as=$1 begun=$(date +%s.%N); shift
	rm -f /tmp/screen
	runuser -u "$as" -- script -qefc "stty cols 100 rows 30; exec muhurdar $*" /tmp/screen >/dev/null </dev/null &
	until grep -qa "DENEME ORTAMI" /tmp/screen 2>/dev/null; do kill -0 $! || return 1; sleep 0.02; done
	echo "$begun $(date +%s.%N)" | awk "{ printf \"%.2f s\", \$2 - \$1 }"
	kill $! 2>/dev/null; wait 2>/dev/null || true
}
# What belongs to the program, or stands on its account, anywhere. Not what man keeps of every page, nor what other users have in
# their homes: no package touches that.
traces() {
	find / -xdev \( -path /proc -o -path /sys -o -path /var/cache/apt -o -path /var/lib/apt -o -path /var/log -o -path /var/cache/man -o -path /root -o -path /home -o -path /tmp \) -prune -o -iname "*muhurdar*" -print
	getent passwd muhurdar; getent group muhurdar
	return 0
}
# Services that a machine without systemd as its first process lacks.
card_service() {
	mkdir -p /run/dbus /run/pcscd
	[ -S /run/dbus/system_bus_socket ] || dbus-daemon --system --fork
	(polkitd=$(ls /usr/lib/polkit-1/polkitd /usr/libexec/polkitd 2>/dev/null | head -1); [ -z "$polkitd" ] || $polkitd --no-debug >/dev/null 2>&1 &)
	sleep 2
	(pcscd --foreground >/tmp/pcscd.log 2>&1 &)
	until [ -S /run/pcscd/pcscd.comm ]; do sleep 0.1; done
}
'

try() {
	suite=$1
	log=$FRESH/package-$suite.log
	: >"$log"
	base "$suite" || { say debootstrap FAILED; failures=$((failures + 1)); return; }
	machine=$FRESH/package-$suite
	rm -rf --one-file-system "$machine" && cp -a "$FRESH/$suite" "$machine"
	cp /etc/resolv.conf /etc/hosts "$machine/etc/"
	cp "$deb" "$machine/tmp/muhurdar.deb"
	cp "$FRESH/muhurdar-former.deb" "$machine/tmp/former.deb"

	expect 'package lists' 'apt-get update >/dev/null && useradd -m -s /bin/bash kisi && find / -xdev -name "*muhurdar*" -not -path "/tmp/*" | wc -l'
	expect 'apt install (with pcscd, libccid)' 'begun=$SECONDS; apt-get install -y /tmp/muhurdar.deb; echo "$((SECONDS - begun)) s, $(du -sh --apparent-size /usr/lib/muhurdar | cut -f1)"'
	expect 'first screen, cold, ordinary user' 'first_screen kisi'
	expect 'first screen, again' 'first_screen kisi'
	expect 'muhurdar --version' 'runuser -u kisi -- muhurdar --version'
	expect 'man muhurdar' 'apt-get install -y man-db >/dev/null 2>&1; LC_ALL=C.UTF-8 man muhurdar | head -1 | grep MUHURDAR; LC_ALL=C.UTF-8 man 5 muhurdar-config >/dev/null; LC_ALL=C.UTF-8 man -L tr 7 muhurdar-kiosk | head -4 | tail -1'
	expect 'a kiosk whose settings name no portal' 'runuser -u muhurdar -- script -qefc "muhurdar --kiosk" /dev/null </dev/null >/dev/null && exit 1; echo "does not start"'
	expect 'a kiosk, by the machine’s settings' 'muhurdar config set --system portal.address sandbox; first_screen muhurdar --kiosk'
	expect 'card readers, user muhurdar' 'apt-get install -y polkitd dbus >/dev/null 2>&1 || true; card_service; cd /; set +e; env HOME=/tmp runuser -u muhurdar -- muhurdar status --lang en >/tmp/told 2>&1; head -1 /tmp/told; grep -qi "no reader" /tmp/told'
	expect 'card readers, a user without the group' 'card_service; cd /; set +e; runuser -u kisi -- muhurdar status --lang en >/tmp/told 2>&1; head -1 /tmp/told'
	expect 'sshd with the snippet' "$SSH"
	expect 'former version installed' 'apt-get install -y --allow-downgrades /tmp/former.deb >/dev/null; dpkg-query -W muhurdar'
	expect 'upgrade: settings kept, program goes on' "$UPGRADE"
	expect 'a second upgrade takes the former chunks away' 'apt-get install -y --reinstall /tmp/muhurdar.deb >/dev/null; [ ! -e /usr/lib/muhurdar/dist/chunk-former-AAAAAAAA.js ]; [ ! -e /usr/lib/muhurdar/former ]; echo gone'
	expect 'apt remove: settings stay' 'apt-get remove -y muhurdar >/dev/null; [ ! -e /usr/bin/muhurdar ] && [ ! -e /usr/lib/muhurdar ] && [ -e /etc/muhurdar/settings.json ]; echo "left: $(traces | grep -v /var/lib/dpkg/ | tr "\n" " ")"'
	expect 'apt purge: nothing left' 'apt-get purge -y muhurdar >/dev/null; left=$(traces); [ -z "$left" ] || { echo "$left"; exit 1; }; echo nothing'
}

# A program that runs during the upgrade still loads its chunks.
UPGRADE='
echo "{ \"portal.address\": \"sandbox\", \"language\": \"en\" }" >/etc/muhurdar/settings.json
rm -f /tmp/screen /tmp/keys; mkfifo /tmp/keys
(exec 3<>/tmp/keys; runuser -u kisi -- script -qefc "stty cols 100 rows 30; exec muhurdar" /tmp/screen >/dev/null <&3) & running=$!
until grep -qa "SANDBOX" /tmp/screen; do sleep 0.1; done
apt-get install -y /tmp/muhurdar.deb >/dev/null
[ -e /usr/lib/muhurdar/dist/chunk-former-AAAAAAAA.js ]
[ ! -e /usr/lib/muhurdar/former ]
[ "$(muhurdar config get language)" = en ]
[ "$(muhurdar config get portal.address)" = sandbox ]
kill -0 $running
for file in $(dpkg-deb --contents /tmp/former.deb | grep -o "\./usr/lib/muhurdar/dist/chunk-.*" | cut -c2-); do [ -e "$file" ]; done
pkill -P $running || true
echo "settings kept, chunks of the running program kept"'

# The user `muhurdar` through a real sshd: the program, and nothing else.
SSH='
apt-get install -y --no-install-recommends openssh-server openssh-client >/dev/null 2>&1
mkdir -p /run/sshd; [ -e /tmp/key ] || ssh-keygen -q -t ed25519 -N "" -f /tmp/key
[ "$(tail -1 /etc/ssh/sshd_config.d/50-muhurdar.conf | wc -c)" -gt 1 ]
sshd -T | grep -qx "disableforwarding no"
sshd -T -C user=muhurdar,host=h,addr=127.0.0.1 | grep -qx "disableforwarding yes"
printf "restrict,pty %s\n" "$(cat /tmp/key.pub)" >/etc/muhurdar/authorized_keys
ip link set lo up 2>/dev/null || true
$(command -v sshd) -p 2297 -o ListenAddress=127.0.0.1
ask() { ssh -F none -p 2297 -i /tmp/key -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "$@"; }
rm -f /tmp/screen
script -qefc "stty cols 100 rows 30; $(declare -f ask); ask -tt muhurdar@127.0.0.1" /tmp/screen >/dev/null </dev/null & line=$!
until grep -qa "DENEME ORTAMI" /tmp/screen 2>/dev/null; do kill -0 $line; sleep 0.1; done
begun=$(date +%s.%N)
pkill -9 -P $line -x ssh || pkill -9 -x ssh
until ! pgrep -u muhurdar >/dev/null; do sleep 0.02; done
gone=$(echo "$begun $(date +%s.%N)" | awk "{ printf \"%.1f s\", \$2 - \$1 }")
kill $line 2>/dev/null || true; wait 2>/dev/null || true
ask muhurdar@127.0.0.1 sh -c "echo pwned" 2>&1 | grep -q pwned && exit 1
ask -t muhurdar@127.0.0.1 id 2>&1 | grep -q uid= && exit 1
scp -F none -P 2297 -i /tmp/key -o BatchMode=yes -o StrictHostKeyChecking=no /etc/hostname muhurdar@127.0.0.1:/tmp/pwned >/dev/null 2>&1 && exit 1
[ ! -e /tmp/pwned ]
kill "$(cat /run/sshd.pid)"
echo "first screen as muhurdar; killed client: all gone after $gone; command, terminal with a command, scp refused"'

printf '%s, %s, %s, %s\n' "$(date +%F)" "$(basename "$deb")" "$(du -b "$deb" | awk '{ printf "%.1f MB", $1 / 1e6 }')" "$(uname -m), $(nproc) cores"
former_package
[ $# -gt 0 ] || set -- bookworm trixie
for one; do try "$one"; done
[ "$failures" -eq 0 ] || { echo "$failures failed"; exit 1; }
