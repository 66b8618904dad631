#!/usr/bin/env bash
# Tries the package's systemd units under a real systemd on fresh Debian 12 and 13 systems and prints one line for each thing that was
# seen: the kiosk on a console with a card in pcscd, what it does when it is killed and stopped, the metrics.
# systemd is the first process of namespaces of its own. Needs root, debootstrap, util-linux, cgroup2 and a network.
#
#   npm run package && scripts/try-units.sh [bookworm|trixie]…
#
# MIRROR and FRESH: see scripts/try-fresh.sh, whose systems are used. Every trial runs in a copy.
set -uo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
FRESH=${FRESH:-/var/tmp/muhurdar-fresh}
MIRROR=${MIRROR:-$(apt-get indextargets --format '$(SITE)' | head -1)}
[ "$(id -u)" -eq 0 ] || { echo "try-units: root is needed (chroot, mount)" >&2; exit 1; }
mkdir -p "$FRESH/npm-cache" "$FRESH/apt-cache"
. "$ROOT/scripts/fresh-machine.sh"

deb=$(ls -t "$ROOT"/release/muhurdar_*_amd64.deb | head -1)
failures=0
say() { printf '%-9s %-46s %s\n' "$suite" "$1" "$2"; }

# boot MACHINE: its systemd as the first process of new namespaces; sets `init` to its number out here.
boot() {
	unshare --mount --pid --ipc --uts --cgroup --net --fork --kill-child bash -c '
		set -e
		mount --make-rprivate /
		mount --bind "$1" "$1"
		cd "$1"
		mount -t proc proc proc
		mount -t sysfs sysfs sys
		mount -t cgroup2 cgroup2 sys/fs/cgroup
		for place in dev run tmp; do mount -t tmpfs tmpfs "$place"; done
		for name in null zero full random urandom tty; do : >"dev/$name"; mount --bind "/dev/$name" "dev/$name"; done
		mkdir dev/pts dev/shm
		mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
		ln -s pts/ptmx dev/ptmx
		ln -s /proc/self/fd dev/fd
		ip link set lo up
		mkdir -p former && pivot_root . former && umount -l /former
		exec env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --show-status=0
	' boot "$1" >"$log.boot" 2>&1 &
	namespaces=$!
	init=
	until [ -n "$init" ] && on 'systemctl is-system-running | grep -qE "running|degraded"' 2>/dev/null; do
		kill -0 "$namespaces" || return 1
		sleep 0.5
		init=$(pgrep -P "$namespaces")
	done
}
# on SCRIPT: runs it by root in the machine that was booted.
on() { nsenter -t "$init" --mount --pid --ipc --uts --cgroup --net --root --wd=/ env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 bash -c "cd /; $FIRST $1"; }

# expect WHAT SCRIPT: runs it there; its last line tells what was seen.
expect() {
	local out
	if out=$(on "$2" 2>>"$log"); then
		say "$1" "$(printf '%s' "$out" | tail -1)"
	else
		failures=$((failures + 1))
		say "$1" "FAILED (see $log)"
		printf '%s\n' "$out" | tail -5 | sed 's/^/    /'
	fi
	printf '== %s\n%s\n' "$1" "$out" >>"$log"
}

# What every script inside may use. A console that is no screen: what is written to it lies in a file.
FIRST='
set -e
kiosk=muhurdar-kiosk@tty9
shown() { sed "s/\x1b\[[0-9;?]*[a-zA-Z]//g" /root/console; }
# Ctrl+L has the screen written whole: else the program sends the cells alone that changed.
until_shown() {
	local tries=0
	until printf "\f" >>/root/keys; sleep 0.5; shown | grep -q "$1"; do
		tries=$((tries + 1))
		[ $tries -lt 120 ] || { shown | tail -c 2000; exit 1; }
	done
}
program() {
	local group one
	group=$(systemctl show -p ControlGroup --value $kiosk)
	while read -r one; do ! grep -qz dist/main.js "/proc/$one/cmdline" || echo "$one"; done <"/sys/fs/cgroup$group/cgroup.procs"
}
'

try() {
	suite=$1
	log=$FRESH/units-$suite.log
	: >"$log"
	base "$suite" || { say debootstrap FAILED; failures=$((failures + 1)); return; }
	machine=$FRESH/units-$suite
	rm -rf --one-file-system "$machine" && cp -a "$FRESH/$suite" "$machine"
	cp /etc/resolv.conf /etc/hosts "$machine/etc/"
	cp "$deb" "$machine/root/muhurdar.deb"
	inside "$machine" 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends systemd systemd-sysv dbus pcscd polkitd vsmartcard-vpcd socat /root/muhurdar.deb' >>"$log" 2>&1 ||
		{ say 'apt install' "FAILED (see $log)"; failures=$((failures + 1)); return; }
	boot "$machine" || { say systemd "FAILED (see $log.boot)"; failures=$((failures + 1)); return; }
	expect 'first process' 'systemctl --version | head -1'
	expect 'exposure by systemd-analyze security' 'for unit in $kiosk muhurdar-metrics; do systemd-analyze security --no-pager $unit.service | tail -1 | grep -o "for.*: [0-9.]*"; done | sed "s/^for //" | tr "\n" " "'
	expect 'portal and virtual card beside it' '
		systemd-run -q --unit=sandbox -p Environment=HOME=/root muhurdar sandbox --port 8765 --card vpcd
		muhurdar config set --system portal.address http://127.0.0.1:8765
		until muhurdar status 2>/dev/null | grep -q 4540536920; do systemctl -q is-active sandbox; sleep 0.5; done
		echo "pcscd, by its socket: $(systemctl is-active pcscd)"'
	expect 'kiosk: the first screen has read the card' '
		: >/root/keys
		systemd-run -q --unit=console socat PTY,link=/dev/tty9 "SYSTEM:tail -f /root/keys & cat >>/root/console"
		until [ -e /dev/tty9 ]; do sleep 0.1; done
		systemctl start $kiosk
		until_shown "Kartınız okundu"
		echo "Kartınız okundu, by $(stat -c %U "/proc/$(program)")"'
	expect 'kiosk: the program is killed' '
		: >/root/console
		kill -9 "$(program)"
		until_shown "Kartınız okundu"
		echo "first screen again, restarts: $(systemctl show -p NRestarts --value $kiosk)"'
	expect 'kiosk: pcscd stops and comes back' '
		: >/root/console
		systemctl stop pcscd.service pcscd.socket
		until_shown "okuyucu hizmeti yok"
		: >/root/console
		systemctl start pcscd.socket
		until_shown "Kartınız okundu"
		echo "okuyucu hizmeti yok, then Kartınız okundu"'
	expect 'kiosk: systemctl stop' '
		systemctl stop $kiosk
		[ "$(systemctl show -p MainPID --value $kiosk)" = 0 ]
		systemctl show -p Result -p ActiveState --value $kiosk | tr "\n" " "
		! systemctl -q is-failed $kiosk'
	expect 'metrics: the file of the collector' '
		systemctl start muhurdar-metrics
		grep -c "^muhurdar_seal_days_left{.*} 109[0-9]" /run/muhurdar-metrics/muhurdar.prom | sed "s/$/ certificates with days left/"'
	expect 'no unit of the program failed' '[ -z "$(systemctl list-units --failed --plain --no-legend "muhurdar*")" ]; echo none'
	on 'systemctl list-units --failed --no-pager; journalctl --no-pager' >>"$log" 2>&1
	kill -9 "$init"
	wait "$namespaces" 2>/dev/null
}

printf '%s, %s, %s, %s cores\n' "$(date +%F)" "$(basename "$deb")" "$(uname -m)" "$(nproc)"
[ $# -gt 0 ] || set -- bookworm trixie
for one; do try "$one"; done
[ "$failures" -eq 0 ] || { echo "$failures failed"; exit 1; }
