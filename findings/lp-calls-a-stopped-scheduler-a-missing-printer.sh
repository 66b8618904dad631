#!/usr/bin/env bash
# cups-client and cups-daemon 2.4.2-3+deb12u9 (Debian 12 packages, unpacked into a temporary folder; cupsd is not started).
# Guess: `lp` with the scheduler down says that it cannot connect.
# Behaviour: with a printer named, lp says that the printer does not exist; without one, that there is no default
# destination. `lpstat -r` is the one that tells that the scheduler does not run. Software that shows lp's words sends
# people to look for a printer.
# Output seen:
#   lp -d counter: Error - The printer or class does not exist.
#   lp: Error - No default destination.
#   lpstat -r: scheduler is not running
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get -o APT::Sandbox::User=root download -qq cups-client=2.4.2-3+deb12u9 libcups2=2.4.2-3+deb12u9 >/dev/null
for package in *.deb; do
	dpkg-deb -x "$package" root
done
LD_LIBRARY_PATH=$(dirname "$(find "$folder/root" -name 'libcups.so.2')")
export LD_LIBRARY_PATH LC_ALL=C CUPS_SERVER=$folder/nobody-listens.sock HOME=$folder
echo text >page.txt
{
	echo "lp -d counter: $("$folder/root/usr/bin/lp" -d counter page.txt 2>&1 | sed "s,.*/lp: ,," || true)"
	echo "lp: $("$folder/root/usr/bin/lp" page.txt 2>&1 | sed "s,.*/lp: ,," || true)"
	echo "lpstat -r: $("$folder/root/usr/bin/lpstat" -r 2>&1 || true)"
} | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
