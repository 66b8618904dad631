#!/usr/bin/env bash
# openssl 3.0.19 (Debian 12 package; any `openssl` of the 3.0 line on the path is taken).
# Guess: an OCSP responder answers each certificate of a request with good, revoked or unknown.
# Behaviour: `openssl ocsp -index` answers "successful" without any entry where its index marks the certificate as expired (E): there is
# neither a status nor "unknown" to read, and a client that takes the first entry finds none.
# Output seen:
#   V: OCSP Response Status: successful (0x0), certificate status: good
#   R: OCSP Response Status: successful (0x0), certificate status: revoked
#   E: OCSP Response Status: successful (0x0), certificate status: no entry
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[[ $(openssl version) == 'OpenSSL 3.0.'* ]] || { echo "needs OpenSSL 3.0, found: $(openssl version)" >&2; exit 2; }
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj '/CN=Test Authority' 2>/dev/null
openssl req -new -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj '/CN=Test Seal' 2>/dev/null
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 0x1234 -days 365 -out leaf.pem 2>/dev/null
openssl ocsp -issuer ca.pem -cert leaf.pem -no_nonce -reqout request.der 2>/dev/null
for state in V R E; do
	revoked=$([ $state = R ] && echo 260101000000Z || true)
	printf '%s\t%s\t%s\t1234\tunknown\t/CN=Test Seal\n' "$state" 301231235959Z "$revoked" >index.txt
	openssl ocsp -index index.txt -rsigner ca.pem -rkey ca.key -CA ca.pem -reqin request.der -respout "$state.der" >/dev/null 2>&1
	openssl ocsp -respin "$state.der" -noverify -resp_text >"$state.txt" 2>/dev/null
	status=$(sed -n 's/^ *\(OCSP Response Status: .*\)/\1/p' "$state.txt")
	entry=$(sed -n 's/^ *Cert Status: //p' "$state.txt")
	echo "$state: $status, certificate status: ${entry:-no entry}"
done | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
