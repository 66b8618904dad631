#!/usr/bin/env bash
# pcscd 1.9.9-2, libpcsclite1 1.9.9-2, vsmartcard-vpcd 3.3+dfsg-2 (Debian 12 packages), a card that offers T=0 first and then T=1.
# Guess: SCardConnect with T=0|T=1 takes the first protocol that the ATR offers, ISO 7816-3's default.
# Behaviour: T=1 is taken. T=0 comes only where it is asked for alone, and stays for as long as somebody is connected: a
# program that then asks for T=1 alone gets SCARD_E_PROTO_MISMATCH, and one that asks for both gets T=0.
# Output seen:
#   T=0|T=1: 00000000 T=1
#   T=0 alone: 00000000 T=0
#   T=1 alone, beside it: 8010000F
#   T=0|T=1, beside it: 00000000 T=0
set -euo pipefail
self=$(realpath "$0")
[ "$(id -u)" -eq 0 ] || { echo "needs root, for namespaces of its own" >&2; exit 2; }
for package in pcscd libpcsclite-dev vsmartcard-vpcd gcc python3 iproute2; do
	dpkg -s "$package" >/dev/null 2>&1 || { echo "needs the Debian package $package" >&2; exit 2; }
done
version=$(dpkg-query -W -f '${Version}' pcscd)
[[ $version == 1.9.9-* ]] || { echo "needs pcscd 1.9.9, found $version" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >connect.c <<'C'
#include <stdio.h>
#include <winscard.h>

static SCARDHANDLE connect_as(SCARDCONTEXT context, const char *name, DWORD protocols) {
	SCARDHANDLE card = 0;
	DWORD active = 0;
	LONG code = SCardConnect(context, "Virtual PCD 00 00", SCARD_SHARE_SHARED, protocols, &card, &active);
	printf("%s: %08lX", name, (unsigned long)code & 0xFFFFFFFF);
	printf(code == SCARD_S_SUCCESS ? " T=%d\n" : "\n", active == SCARD_PROTOCOL_T1);
	return card;
}

int main(void) {
	SCARDCONTEXT context, other;
	SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
	SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &other);
	SCARD_READERSTATE state = {.szReader = "Virtual PCD 00 00", .dwCurrentState = SCARD_STATE_UNAWARE};
	while (!(state.dwEventState & SCARD_STATE_PRESENT)) {
		SCardGetStatusChange(context, 1000, &state, 1);
		state.dwCurrentState = state.dwEventState;
	}
	SCardDisconnect(connect_as(context, "T=0|T=1", SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1), SCARD_UNPOWER_CARD);
	SCARDHANDLE first = connect_as(context, "T=0 alone", SCARD_PROTOCOL_T0);
	connect_as(other, "T=1 alone, beside it", SCARD_PROTOCOL_T1);
	connect_as(other, "T=0|T=1, beside it", SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1);
	SCardDisconnect(first, SCARD_RESET_CARD);
	return 0;
}
C
# shellcheck disable=SC2046
gcc -o connect connect.c $(pkg-config --cflags --libs libpcsclite 2>/dev/null || echo -I/usr/include/PCSC -lpcsclite)
cat >card.py <<'PY'
import socket, struct

ATR = bytes.fromhex("3B80800101")  # TD1: T=0, TD2: T=1
card = socket.create_connection(("127.0.0.1", 35963))
reader = card.makefile("rb")
while header := reader.read(2):
    command = reader.read(struct.unpack(">H", header)[0])
    answer = ATR if command == b"\x04" else None if len(command) == 1 else b"\x6d\x00"
    if answer is not None:
        card.sendall(struct.pack(">H", len(answer)) + answer)
PY
cat >inside.sh <<'SH'
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mkdir /run/pcscd
ip link set lo up
pcscd --foreground --info >pcscd.log 2>&1 &
until grep -q 'daemon ready' pcscd.log; do sleep 0.1; done
python3 card.py &
./connect
kill %1 %2
SH
unshare --mount --net --pid --fork --kill-child bash inside.sh 2>/dev/null | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
