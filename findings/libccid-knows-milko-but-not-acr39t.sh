#!/usr/bin/env bash
# libccid 1.5.2-1 and libacsccid1 1.1.8-1 (Debian 12 packages, unpacked into a temporary folder).
# Guess: an ACS reader of today is in libccid's list, and the little-known Turkish MİLKO dongle needs a driver of its maker.
# Behaviour: it is the other way round. MİLKO (USB 2A17:0001, "udea MILKO V1.") is in libccid's list. The ACR39T (072F:B102),
# which the Turkish authority also ships, is only in the list of libacsccid1, which libccid does not pull in.
# Output seen:
#   libccid: 2A17:0001 udea MILKO V1.
#   libccid: 072F:B102 is not listed
#   libacsccid1: 2A17:0001 is not listed
#   libacsccid1: 072F:B102 is listed
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get -o APT::Sandbox::User=root download -qq libccid=1.5.2-1 libacsccid1=1.1.8-1 >/dev/null
for package in libccid libacsccid1; do
	dpkg-deb -x "$package"_*.deb "$package"
done
cat >listed.py <<'PY'
import glob, plistlib

for package in ("libccid", "libacsccid1"):
    with open(glob.glob(f"{package}/**/Info.plist", recursive=True)[0], "rb") as file:
        plist = plistlib.load(file)
    ids = zip(plist["ifdVendorID"], plist["ifdProductID"], plist["ifdFriendlyName"])
    names = {(int(vendor, 16), int(product, 16)): name for vendor, product, name in ids}
    for vendor, product in ((0x2A17, 0x0001), (0x072F, 0xB102)):
        name = names.get((vendor, product))
        what = "is not listed" if name is None else name if package == "libccid" else "is listed"
        print(f"{package}: {vendor:04X}:{product:04X} {what}")
PY
python3 listed.py | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
