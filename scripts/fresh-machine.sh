# Fresh Debian systems to try things in: for `.` in a script that has set FRESH (the folder that keeps them) and MIRROR (where
# debootstrap gets Debian from). Needs root, debootstrap and util-linux.

# base SUITE: a Debian of its own, made once.
base() {
	[ -e "$FRESH/$1/.made" ] && return
	debootstrap --variant=minbase --include=ca-certificates "$1" "$FRESH/$1" "$MIRROR" >"$FRESH/$1.log" 2>&1 || return 1
	: >"$FRESH/$1/.made"
}

# inside MACHINE SCRIPT: runs it by root in the machine, in namespaces of its own.
inside() {
	unshare --mount --pid --ipc --uts --fork --kill-child bash -c '
		set -e
		machine=$1 fresh=$2 script=$3
		mount --make-rprivate /
		mount -t proc proc "$machine/proc"
		mount --rbind /sys "$machine/sys"
		mount -t tmpfs tmpfs "$machine/dev"
		for name in null zero full random urandom tty; do : >"$machine/dev/$name"; mount --bind "/dev/$name" "$machine/dev/$name"; done
		mkdir "$machine/dev/pts" "$machine/dev/shm"
		mount -t devpts -o newinstance,ptmxmode=0666 devpts "$machine/dev/pts"
		ln -s pts/ptmx "$machine/dev/ptmx"
		ln -s /proc/self/fd "$machine/dev/fd"
		mount -t tmpfs tmpfs "$machine/dev/shm"
		mkdir -p "$machine/var/cache/npm"
		mount --bind "$fresh/npm-cache" "$machine/var/cache/npm"
		mount --bind "$fresh/apt-cache" "$machine/var/cache/apt/archives"
		exec chroot "$machine" /usr/bin/env -i PATH=/opt/node/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
			HOME=/root TERM=xterm-256color LANG=C.UTF-8 npm_config_cache=/var/cache/npm \
			${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt} bash -c "$script"
	' inside "$1" "$FRESH" "$2"
}
