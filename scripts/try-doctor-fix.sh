#!/usr/bin/env bash
# Tries `muhurdar doctor --fix` on a fresh Debian 13 with polkit and a user without a seat, and prints one line for each thing that was
# seen: refused before, shown and not done, done after a yes, works, undone by the very line that was printed, refused again; and the driver package of a reader that
# only libacsccid1 knows.
# Needs root, debootstrap, util-linux and a network; touches nothing outside of its own folder.
#
#   npm run package && scripts/try-doctor-fix.sh
#
# MIRROR and FRESH: see scripts/try-fresh.sh, whose system is used. The trial runs in a copy of it.
set -uo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
FRESH=${FRESH:-/var/tmp/muhurdar-fresh}
MIRROR=${MIRROR:-$(apt-get indextargets --format '$(SITE)' | head -1)}
[ "$(id -u)" -eq 0 ] || { echo "try-doctor-fix: root is needed (chroot, mount)" >&2; exit 1; }
mkdir -p "$FRESH/npm-cache" "$FRESH/apt-cache"
. "$ROOT/scripts/fresh-machine.sh"

deb=$(ls -t "$ROOT"/release/muhurdar_*_amd64.deb | head -1)
machine=$FRESH/doctor-fix
log=$FRESH/doctor-fix.log
failures=0
: >"$log"

# What every script inside may use.
FIRST='
export DEBIAN_FRONTEND=noninteractive
RULE=/etc/polkit-1/rules.d/50-muhurdar-user-kisi.rules
as_kisi() { (cd / && runuser -u kisi -- env HOME=/home/kisi "$@"); }
# witness: what a program of pcsc-tools gets, run by the user without a seat
witness() { as_kisi timeout 10 pcsc_scan -r 2>&1 | head -1; }
# answered ANSWER WORDS: root runs doctor --fix at a terminal and answers its question.
answered() { local answer=$1; shift; (cd / && printf "%s\n" "$answer" | script -qec "muhurdar doctor --fix --lang en $*" /dev/null | tr -d "\r"); }
services() {
	mkdir -p /run/dbus /run/pcscd
	rm -f /run/dbus/pid /run/pcscd/*
	dbus-daemon --system --fork
	(/usr/lib/polkit-1/polkitd --no-debug >/tmp/polkitd.log 2>&1 &)
	(pcscd --foreground >/tmp/pcscd.log 2>&1 &)
	until [ -S /run/pcscd/pcscd.comm ] && pkcheck --action-id org.debian.pcsc-lite.access_pcsc --process $$ 2>/dev/null; do sleep 0.2; done
}
'
# Each step runs in one process tree, so that the services live from the first to the last.
STEPS='
set -e
services
step() { printf "STEP %s\n" "$1"; }
step "a user without a seat, before"
witness | grep -q "Access denied"; as_kisi muhurdar status --lang en 2>&1 | grep -m1 "polkit"
step "doctor --fix by that user: shown, nothing done"
as_kisi muhurdar doctor --fix --lang en >/tmp/shown 2>&1 && exit 1
grep -q "subject.user === \"kisi\"" /tmp/shown; [ -z "$(ls /etc/polkit-1/rules.d)" ]; tail -1 /tmp/shown
step "doctor --fix by root, answered no"
answered n --user kisi >/tmp/no || true
[ -z "$(ls /etc/polkit-1/rules.d)" ]; tail -1 /tmp/no
step "doctor --fix by root, answered yes"
answered y --user kisi >/tmp/yes
[ "$(ls /etc/polkit-1/rules.d)" = "$(basename $RULE)" ]; [ "$(stat -c %a $RULE)" = 644 ]; tail -1 /tmp/yes
step "every line of the file had been shown"
while IFS= read -r line; do grep -qF -- "$line" /tmp/yes; done <$RULE; echo "$(wc -l <$RULE) lines"
step "the user, after"
until witness | grep -q "Virtual PCD"; do sleep 0.2; done; witness
as_kisi muhurdar status --json | grep -c "\"name\": \"Virtual PCD"
step "doctor --fix again"
as_kisi muhurdar doctor --fix --lang en >/tmp/again; tail -1 /tmp/again
step "undone by the line that was printed"
undo=$(grep -A1 "What takes it back:" /tmp/yes | tail -1 | sed "s/^ *//"); $undo
until witness | grep -q "Access denied"; do sleep 0.2; done; echo "$undo: $(witness)"
step "for a group"
groupadd muhasebe; usermod -aG muhasebe kisi
answered y --group muhasebe >/tmp/group || true
until witness | grep -q "Virtual PCD"; do sleep 0.2; done; ls /etc/polkit-1/rules.d
rm /etc/polkit-1/rules.d/50-muhurdar-group-muhasebe.rules
step "another user stays refused"
useradd -m baska; answered y --user kisi >/dev/null
until witness | grep -q "Virtual PCD"; do sleep 0.2; done
(cd / && runuser -u baska -- timeout 10 pcsc_scan -r 2>&1 | head -1)
step "an ACR39T at USB, as the kernel would show it: libacsccid1"
mount -t tmpfs tmpfs /sys/bus; mkdir -p "/sys/bus/usb/devices/1-1" "/sys/bus/usb/devices/1-1:1.0"
echo 072f >/sys/bus/usb/devices/1-1/idVendor; echo b102 >/sys/bus/usb/devices/1-1/idProduct; echo 0b >/sys/bus/usb/devices/1-1:1.0/bInterfaceClass
answered y --user kisi >/tmp/reader
answered n --user kisi >/tmp/reader-after || true; grep -q "every reader at USB has its driver" /tmp/reader-after; echo "installed $(dpkg-query -W libacsccid1 | tr "\t" " ")"
step "undone by the line that was printed"
undo=$(grep -A1 "What takes it back:" /tmp/reader | tail -1 | sed "s/^ *//"); $undo >/dev/null 2>&1; ! dpkg-query -W libacsccid1 2>/dev/null; echo "$undo: gone"
step "without the service and without systemd: said, nothing done"
kill $(cat /run/pcscd/pcscd.pid); while [ -e /run/pcscd/pcscd.pid ]; do sleep 0.1; done
answered y --user kisi >/tmp/stopped || true
grep "Card service:" /tmp/stopped | sed "s/^ *//"
'

say() { printf '%-56s %s\n' "$1" "$2"; }
printf '%s, %s, %s\n' "$(date +%F)" "$(basename "$deb")" "$(uname -m)"
base trixie || { say debootstrap FAILED; exit 1; }
rm -rf --one-file-system "$machine" && cp -a "$FRESH/trixie" "$machine"
cp /etc/resolv.conf /etc/hosts "$machine/etc/"
cp "$deb" "$machine/tmp/muhurdar.deb"
inside "$machine" "$FIRST set -e; apt-get update >/dev/null; useradd -m -s /bin/bash kisi
apt-get install -y /tmp/muhurdar.deb >/dev/null; apt-get install -y --no-install-recommends dbus pcsc-tools vsmartcard-vpcd iproute2 >/dev/null" >>"$log" 2>&1 ||
	{ say 'apt install' "FAILED (see $log)"; exit 1; }
inside "$machine" ". /etc/os-release; echo \"\$PRETTY_NAME, \$(dpkg-query -W pcscd polkitd libccid | tr '\t\n' '  ')\""
inside "$machine" "$FIRST $STEPS" >"$FRESH/doctor-fix.out" 2>>"$log" || failures=1
awk '/^STEP /{ if (step != "") printf "%-56s %s\n", step, last; step = substr($0, 6); last = ""; next } { last = $0 } END { printf "%-56s %s\n", step, last }' "$FRESH/doctor-fix.out"
if [ "$failures" -ne 0 ]; then
	echo "FAILED at the last of these (see $log)"
	exit 1
fi
