#!/usr/bin/env bash
# node-forge 1.4.3, keytool of OpenJDK 17 (Debian 12 package openjdk-17-jre-headless), openssl 3.0 as witness.
# Guess: a PKCS#12 file that holds nothing but an authority's certificate is a trust store, and keytool lists that certificate.
# Behaviour: node-forge's toPkcs12Asn1(null, [certificate], password) gives a file that openssl reads with its certificate, and in which
# keytool finds no entry, without a word: Java takes a certificate without a key for trusted only where the bag has Oracle's
# attribute 2.16.840.1.113894.746875.1.1, which node-forge has no way to write. keytool's own -importcert of the same certificate has it.
# Output seen:
#   node-forge, read by openssl: 1 certificate
#   node-forge, read by keytool: Your keystore contains 0 entries
#   keytool -importcert, read by keytool: Your keystore contains 1 entry
#   keytool -importcert: has the attribute 2.16.840.1.113894.746875.1.1
#   node-forge: has not
set -euo pipefail
self=$(realpath "$0")
for tool in node npm openssl keytool; do
	command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-forge@1.4.3 >/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj '/CN=Test Authority' 2>/dev/null
cat >write.cjs <<'JS'
const { readFileSync, writeFileSync } = require('node:fs');
const forge = require('node-forge');
const certificate = forge.pki.certificateFromPem(readFileSync('ca.pem', 'utf8'));
const store = forge.pkcs12.toPkcs12Asn1(null, [certificate], 'changeit', { algorithm: '3des', friendlyName: 'authority' });
writeFileSync('forge.p12', Buffer.from(forge.asn1.toDer(store).getBytes(), 'latin1'));
JS
node write.cjs
keytool -importcert -noprompt -alias authority -file ca.pem -keystore keytool.p12 -storetype PKCS12 -storepass changeit >/dev/null 2>&1

entries() { LC_ALL=C keytool -J-Duser.language=en -list -keystore "$1" -storetype PKCS12 -storepass changeit 2>/dev/null | grep 'Your keystore contains'; }
# The bags of keytool's file are encrypted: openssl decrypts them and prints the attributes.
attribute() {
	openssl pkcs12 -in "$1" -passin pass:changeit -nokeys -legacy 2>/dev/null | grep -q '2\.16\.840\.1\.113894\.746875\.1\.1\|Trusted key usage' && echo "has the attribute 2.16.840.1.113894.746875.1.1" || echo 'has not'
}
{
	echo "node-forge, read by openssl: $(openssl pkcs12 -in forge.p12 -passin pass:changeit -nokeys -legacy 2>/dev/null | grep -c 'BEGIN CERTIFICATE') certificate"
	echo "node-forge, read by keytool: $(entries forge.p12)"
	echo "keytool -importcert, read by keytool: $(entries keytool.p12)"
	echo "keytool -importcert: $(attribute keytool.p12)"
	echo "node-forge: $(attribute forge.p12)"
} | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
