#!/usr/bin/env bash
# openssl 3.0.19 (Debian 12 package; any `openssl` of the 3.0 line on the path is taken).
# Guess: `openssl verify -policy_check` without -policy works with the initial set {anyPolicy}, the default of RFC 5280 section 6.1.1 (c),
# so that a path whose authority states anyPolicy is as good as with `-policy anyPolicy`.
# Behaviour: it is refused as without an explicit policy (error 43) once an authority in the path requires one (requireExplicitPolicy),
# and accepted with `-policy anyPolicy`: without -policy the set of wanted policies is empty, and an empty set is not any.
# Output seen:
#   -policy_check: error 43 at 0 depth lookup: no explicit policy
#   -policy_check -policy anyPolicy: leaf.pem: OK
#   -policy_check -policy 1.3.6.1.4.1.99999.1: leaf.pem: OK
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[[ $(openssl version) == 'OpenSSL 3.0.'* ]] || { echo "needs OpenSSL 3.0, found: $(openssl version)" >&2; exit 2; }
cat >ca.cnf <<'CNF'
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[middle]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
certificatePolicies = 2.5.29.32.0
policyConstraints = critical, requireExplicitPolicy:0
[leaf]
keyUsage = critical, digitalSignature
certificatePolicies = 1.3.6.1.4.1.99999.1
CNF
request() { openssl req -new -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=Test $1" 2>/dev/null; }
issue() { openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days 365 -extfile ca.cnf -extensions "$1" -out "$1.pem" 2>/dev/null; }
request root && openssl x509 -req -in root.csr -signkey root.key -days 365 -extfile ca.cnf -extensions root -out root.pem 2>/dev/null
request middle && issue middle root
request leaf && issue leaf middle
for policies in '' '-policy anyPolicy' '-policy 1.3.6.1.4.1.99999.1'; do
	# shellcheck disable=SC2086
	said=$(openssl verify -CAfile root.pem -untrusted middle.pem -policy_check $policies leaf.pem 2>&1 || true)
	echo "-policy_check${policies:+ $policies}: $(grep -m1 -E '^error [0-9]+ at|: OK$' <<<"$said")"
done | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
