#!/usr/bin/env bash
# openssl 3.0.19 (Debian 12 package; any `openssl` of the 3.0 line on the path is taken).
# Guess: `openssl ocsp -port -index FILE` reads the index for each request, or not again before it is restarted; so whoever waits for a
# revocation sees it with the first question after the index was written.
# Behaviour: it looks whether the index changed while it waits for the next request, so the first answer after a change comes from the
# former index, however long ago the change was. Only the second one is of the new index.
# Output seen:
#   before the change: good
#   1st request after it: good
#   2nd request after it: revoked
#   3rd request after it: revoked
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
responder=
trap '[ -z "$responder" ] || kill "$responder"; rm -rf "$folder"' EXIT
cd "$folder"
[[ $(openssl version) == 'OpenSSL 3.0.'* ]] || { echo "needs OpenSSL 3.0, found: $(openssl version)" >&2; exit 2; }
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj '/CN=Test Authority' 2>/dev/null
openssl req -new -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj '/CN=Test Seal' 2>/dev/null
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 0x1234 -days 365 -out leaf.pem 2>/dev/null
printf 'V\t301231235959Z\t\t1234\tunknown\t/CN=Test Seal\n' >index.txt
openssl ocsp -port 0 -index index.txt -rsigner ca.pem -rkey ca.key -CA ca.pem >responder.log 2>&1 &
responder=$!
until port=$(sed -n 's,^ACCEPT .*:\([0-9]*\) .*,\1,p' responder.log | grep .); do kill -0 "$responder"; sleep 0.1; done
ask() { openssl ocsp -issuer ca.pem -cert leaf.pem -url "http://127.0.0.1:$port" -noverify 2>/dev/null | sed -n 's/^leaf.pem: //p'; }
{
	echo "before the change: $(ask)"
	# A modification time of another second, which is what it compares.
	sleep 2
	printf 'R\t301231235959Z\t260101000000Z\t1234\tunknown\t/CN=Test Seal\n' >index.txt
	sleep 2
	for request in 1st 2nd 3rd; do echo "$request request after it: $(ask)"; done
} | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
