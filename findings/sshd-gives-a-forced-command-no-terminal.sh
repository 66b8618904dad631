#!/usr/bin/env bash
# openssh-server and openssh-client 1:9.2p1-2+deb12u10 (Debian 12; the installed sshd and ssh are run on a socket pair, no port).
# Guess: a full-screen program as ForceCommand with `restrict,pty` in the key's options always has a terminal.
# Behaviour: `pty` only allows one. The client asks for it by itself when it names no command; `ssh host anything`
# asks for none, so the forced program starts without a terminal and without TERM. `ssh -t host anything` gives it one.
# Output seen:
#   ssh -tt host: terminal, TERM=xterm
#   ssh host anything: no terminal, TERM=
#   ssh -tt host anything: terminal, TERM=xterm
set -euo pipefail
self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/sbin/sshd ] || { echo "needs the Debian package openssh-server" >&2; exit 2; }
mkdir -p /run/sshd
ssh-keygen -q -t ed25519 -N '' -f host
ssh-keygen -q -t ed25519 -N '' -f user
echo "host $(cat host.pub)" >known_hosts
cat >forced <<'SH'
#!/bin/sh
if [ -t 0 ]; then echo "terminal, TERM=$TERM"; else echo "no terminal, TERM=$TERM"; fi
SH
chmod 755 forced
echo "restrict,pty,command=\"$folder/forced\" $(cat user.pub)" >authorized_keys
cat >sshd_config <<CONF
HostKey $folder/host
AuthorizedKeysFile $folder/authorized_keys
StrictModes no
UsePAM no
PermitRootLogin yes
PrintMotd no
PrintLastLog no
CONF
connect() {
	TERM=xterm ssh -F none -q -i user -o IdentitiesOnly=yes -o UserKnownHostsFile="$folder/known_hosts" -o HostKeyAlias=host \
		-o ProxyCommand="/usr/sbin/sshd -i -f $folder/sshd_config -E $folder/log" "$@" </dev/null 2>/dev/null | tr -d '\r'
}
name=$(id -un)@host
{
	echo "ssh -tt host: $(connect -tt "$name")"
	echo "ssh host anything: $(connect "$name" anything)"
	echo "ssh -tt host anything: $(connect -tt "$name" anything)"
} | tee seen
diff seen <(sed -n 's/^#   //p' "$self")
