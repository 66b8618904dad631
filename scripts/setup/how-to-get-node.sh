#!/bin/sh
# Prints the one line to type that brings a Node on which set-up runs. The argument stands in for /etc/os-release.

ID=
ID_LIKE=
VERSION_ID=
release=${1:-/etc/os-release}
[ ! -r "$release" ] || . "$release"

case " $ID $ID_LIKE " in
*" debian "*) ;;
*)
	echo "https://nodejs.org/en/download (Node 24)"
	exit 0
	;;
esac

command='apt-get update && apt-get install -y nodejs npm'
# Debian 13 has Node 20. What Debian 12 and Ubuntu bring is older, but its npm can fetch a newer one.
if [ "$ID" != debian ] || [ "${VERSION_ID:-13}" -lt 13 ]; then
	command="$command && npm install --global node@24"
fi
if [ "$(id -u)" -eq 0 ]; then
	echo "$command"
elif command -v sudo >/dev/null; then
	echo "sudo sh -c '$command'"
else
	echo "su -c '$command'"
fi
