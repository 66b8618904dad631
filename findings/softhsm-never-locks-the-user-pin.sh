#!/usr/bin/env bash
# softhsm2 2.6.1-2.1 and opensc 0.23.0 (pkcs11-tool; Debian 12 packages, unpacked into a temporary folder).
# Guess: a PKCS#11 token locks its user PIN after some wrong tries, so CKF_USER_PIN_FINAL_TRY and CKF_USER_PIN_LOCKED can be
# practised with SoftHSM.
# Behaviour: SoftHSM sets CKF_USER_PIN_COUNT_LOW at the first wrong PIN and nothing else, however many follow; a right PIN takes it
# away. Software that counts tries by the flags sees "count low" for ever and never a last try.
# Output seen:
#   0 wrong PINs: login required, rng, token initialized, PIN initialized, other flags=0x20
#   1 wrong PIN: login required, rng, token initialized, user PIN count low, PIN initialized, other flags=0x20
#   30 wrong PINs: login required, rng, token initialized, user PIN count low, PIN initialized, other flags=0x20
#   right PIN: login required, rng, token initialized, PIN initialized, other flags=0x20
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get -o APT::Sandbox::User=root download -qq softhsm2=2.6.1-2.1 libsofthsm2=2.6.1-2.1 opensc=0.23.0-0.3+deb12u2 \
	opensc-pkcs11=0.23.0-0.3+deb12u2 >/dev/null
for package in *.deb; do
	dpkg-deb -x "$package" root
done
mkdir tokens
echo "directories.tokendir = $folder/tokens" >softhsm2.conf
export SOFTHSM2_CONF=$folder/softhsm2.conf
libraries=$(find "$folder/root/usr/lib" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
export LD_LIBRARY_PATH=$libraries
module=$(find "$folder/root" -name libsofthsm2.so -type f)
tool=$folder/root/usr/bin/pkcs11-tool
"$folder/root/usr/bin/softhsm2-util" --module "$module" --init-token --free --label token --pin 284615 --so-pin 73920164 >/dev/null
flags() { "$tool" --module "$module" --list-slots | sed -n 's/^ *token flags *: //p' | head -1; }
try_pin() { "$tool" --module "$module" --token-label token --login --pin "$1" --list-objects >/dev/null 2>&1 || true; }
{
	echo "0 wrong PINs: $(flags)"
	try_pin 111111
	echo "1 wrong PIN: $(flags)"
	for _ in $(seq 29); do try_pin 111111; done
	echo "30 wrong PINs: $(flags)"
	try_pin 284615
	echo "right PIN: $(flags)"
} | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
