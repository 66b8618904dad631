#!/usr/bin/env bash
# Runs the Ansible role twice against a fresh Debian root (connection: chroot) and shows that the second run changes nothing.
# Needs root, debootstrap, util-linux, Debian's ansible (it brings the connection `community.general.chroot`) and a package
# (npm run package).
#
#   scripts/try-ansible.sh [bookworm|trixie]
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
FRESH=${FRESH:-/var/tmp/muhurdar-fresh}
MIRROR=${MIRROR:-$(apt-get indextargets --format '$(SITE)' | head -1)}
. "$ROOT/scripts/fresh-machine.sh"

suite=${1:-bookworm}
base "$suite"
machine=$FRESH/ansible-$suite
rm -rf --one-file-system "$machine" && cp -a "$FRESH/$suite" "$machine"
cp /etc/resolv.conf /etc/hosts "$machine/etc/"
inside "$machine" 'apt-get update >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3 python3-apt >/dev/null'
deb=${DEB:-$(ls -t "$ROOT"/release/muhurdar_*_amd64.deb | head -1)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '[kiosks]\n%s ansible_connection=community.general.chroot ansible_python_interpreter=/usr/bin/python3\n' "$machine" >"$work/kiosks.ini"
cat >"$work/vars.yml" <<VARS
muhurdar_package: $deb
muhurdar_collector: collector.example.com
muhurdar_keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEE desk"]
muhurdar_settings: { portal.address: "https://portal.example.com/", kiosk.idle-seconds: 90 }
VARS

# The root's own /proc and /dev, for dpkg; nothing of them outlives the run.
play() {
	unshare --mount bash -c '
		mount --make-rprivate /
		mount -t proc proc "$1/proc"
		mount -t tmpfs tmpfs "$1/dev"
		for name in null zero full random urandom; do : >"$1/dev/$name"; mount --bind "/dev/$name" "$1/dev/$name"; done
		ANSIBLE_NOCOWS=1 ANSIBLE_ROLES_PATH="$2/deploy/ansible/roles" ansible-playbook -i "$3/kiosks.ini" -e "@$3/vars.yml" "$2/deploy/ansible/kiosks.yml"
	' play "$machine" "$ROOT" "$work"
}
echo "$(date +%F), $suite, $(ansible --version | head -1)"
play >"$work/first" 2>&1 || { cat "$work/first"; exit 1; }
echo "first run:  $(grep -o 'ok=.*' "$work/first" | tr -s ' ')"
play >"$work/second" 2>&1 || { cat "$work/second"; exit 1; }
echo "second run: $(grep -o 'ok=.*' "$work/second" | tr -s ' ')"
grep -q 'changed=0 ' "$work/second" || { grep -B3 '^changed' "$work/second"; exit 1; }
cat "$machine/etc/muhurdar/settings.json" | tr -d '\n' | tr -s ' '
echo
readlink "$machine/etc/systemd/system/multi-user.target.wants/muhurdar-kiosk@tty1.service"
chroot "$machine" muhurdar --version
