#!/usr/bin/env bash
# pcsclite 1.0.1 (npm), pcscd 1.9.9-2, vsmartcard-vpcd 3.3+dfsg-2 (Debian 12 packages); two virtual readers with a card each, the name of
# one of them has a byte of ISO 8859-9 (pcscd takes any bytes of FRIENDLYNAME).
# Guess: a reader is told with its name and then with its state, whatever bytes the name is made of; else there is an error.
# Behaviour: the package decodes the name as UTF-8 and asks PC/SC for the state of what came of it, a reader that nobody has: neither
# a state nor an error comes, and the card in it is never seen.
# Output seen:
#   Virtual PCD 00 00: told, card seen, 0 errors
#   M?LKO 00 00: told, no card seen, 0 errors
set -euo pipefail
self=$(realpath "$0")
[ "$(id -u)" -eq 0 ] || { echo "needs root, for namespaces of its own" >&2; exit 2; }
for package in pcscd libpcsclite-dev vsmartcard-vpcd gcc g++ make python3 iproute2; do
	dpkg -s "$package" >/dev/null 2>&1 || { echo "needs the Debian package $package" >&2; exit 2; }
done
version=$(dpkg-query -W -f '${Version}' pcscd)
[[ $version == 1.9.9-* ]] || { echo "needs pcscd 1.9.9, found $version" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund pcsclite@1.0.1 >/dev/null 2>&1
mkdir conf
library=$(sed -n 's/^LIBPATH *//p' /etc/reader.conf.d/vpcd | head -1)
printf 'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH %s\nCHANNELID 0x8C7B\n\n' "$library" >conf/readers
printf 'FRIENDLYNAME "M\xddLKO"\nDEVICENAME /dev/null:0x8C7D\nLIBPATH %s\nCHANNELID 0x8C7D\n' "$library" >>conf/readers
cat >card.py <<'PY'
import socket, struct, sys

card = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
stream = card.makefile("rb")
while header := stream.read(2):
    command = stream.read(struct.unpack(">H", header)[0])
    answer = bytes.fromhex("3B00") if command == b"\x04" else None if len(command) == 1 else b"\x6d\x00"
    if answer is not None:
        card.sendall(struct.pack(">H", len(answer)) + answer)
PY
cat >readers.cjs <<'JS'
const service = require('pcsclite')();
const seen = new Map();
let errors = 0;
service.on('error', () => errors++);
service.on('reader', (reader) => {
	const own = { hasCard: false, errors: 0 };
	seen.set(reader.name.replace(/[^ -~]/gu, '?'), own);
	reader.on('error', () => own.errors++);
	reader.on('status', ({ state }) => {
		own.hasCard ||= (state & reader.SCARD_STATE_PRESENT) !== 0;
	});
});
setTimeout(() => {
	for (const name of ['Virtual PCD 00 00', 'M?LKO 00 00']) {
		const own = seen.get(name);
		console.log(`${name}: ${own ? 'told' : 'not told'}, ${own?.hasCard ? 'card seen' : 'no card seen'}, ${errors + (own?.errors ?? 0)} errors`);
	}
	process.exit(0);
}, 8000);
JS
cat >inside.sh <<'SH'
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mkdir /run/pcscd
ip link set lo up
pcscd --foreground --info --config "$PWD/conf" >pcscd.log 2>&1 &
until grep -q 'daemon ready' pcscd.log; do sleep 0.1; done
python3 card.py 35963 &
python3 card.py 35965 &
node readers.cjs
kill %1 %2 %3
SH
unshare --mount --net --pid --fork --kill-child bash inside.sh 2>/dev/null | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
