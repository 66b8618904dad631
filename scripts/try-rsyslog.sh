#!/usr/bin/env bash
# Tries the shipped rsyslog configurations: a real kiosk's rsyslog sends a journal to a real collector's over TLS on loopback, the
# collector is killed and kept away three times meanwhile, and what it has in the end is verified by `muhurdar audit verify --stdin`.
# Needs root, openssl and Debian's rsyslog, rsyslog-relp, rsyslog-openssl. Runs in namespaces of its own.
#
#   scripts/try-rsyslog.sh [RECORDS]        default 100000
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
if [ "${1:-}" != inside ]; then
	exec unshare --mount --net --pid --fork --kill-child --mount-proc "$0" inside "${1:-100000}"
fi
records=$2
ip link set lo up
work=$(mktemp -d /tmp/muhurdar-rsyslog-XXXXXX)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{kiosk/spool,collector/spool,collected,tls,journal}
cd "$work/tls"
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=trial >/dev/null 2>&1
for name in kiosk collector; do
	openssl req -newkey rsa:2048 -nodes -keyout $name.key -out $name.csr -subj "/CN=$name.example.com" >/dev/null 2>&1
	openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out $name.pem -days 2 \
		-extfile <(printf 'subjectAltName=DNS:%s.example.com' $name) >/dev/null 2>&1
done
chmod 644 ./*.key
cd "$work"

# The shipped files, with the places of this trial.
local_names() {
	sed -e "s#/etc/muhurdar/tls#$work/tls#" -e "s#/var/log/muhurdar#$work/collected#" \
		-e "s#/var/lib/muhurdar/.local/state/muhurdar/journal#$work/journal#" \
		-e "s#/var/spool/rsyslog#$work/kiosk/spool#" \
		-e 's#target="collector.example.com"#target="127.0.0.1"#' -e 's#\*.kiosks.example.com#kiosk.example.com#' "$1"
}
{ echo "global(workDirectory=\"$work/kiosk\")"; local_names "$ROOT/deploy/rsyslog/kiosk.conf"; } >kiosk.conf
{ echo "global(workDirectory=\"$work/collector\")"; local_names "$ROOT/deploy/rsyslog/collector.conf"; } >collector.conf
rsyslogd -N1 -f "$work/kiosk.conf" 2>kiosk.check || { cat kiosk.check; exit 1; }
rsyslogd -N1 -f "$work/collector.conf" 2>collector.check || { cat collector.check; exit 1; }

collector() { rsyslogd -n -f "$work/collector.conf" -i "$work/collector.pid" >>collector.log 2>&1 & collector_pid=$!; }
arrived() { cat "$work"/collected/*.jsonl 2>/dev/null | wc -l; }
# until_arrived N: waits until so many have come, and fails where none comes for a minute.
until_arrived() {
	local before=-1 now=0 still=0
	while now=$(arrived); [ "$now" -lt "$1" ]; do
		if [ "$now" -eq "$before" ]; then still=$((still + 1)); else still=0; fi
		[ $still -lt 300 ] || { echo "only $now of $1 arrived" >&2; tail -5 kiosk.log collector.log >&2; exit 1; }
		before=$now
		sleep 0.2
	done
}

node=("$ROOT/scripts/pinned-node")
begun=$(date +%s.%N)
"${node[@]}" "$ROOT/scripts/write-journal.ts" "$work/source" "$records"
: >"$work/journal/journal.jsonl"
collector
rsyslogd -n -f "$work/kiosk.conf" -i "$work/kiosk.pid" >kiosk.log 2>&1 &
# A fifth of the records at a time; the collector is killed, without a warning, in the middle of the second, third and fourth.
part=$(((records + 4) / 5))
outages=0
for turn in 1 2 3 4 5; do
	from=$(((turn - 1) * part + 1))
	# In twenty pieces with a pause, so that records are written before, during and after an outage.
	(for piece in $(seq 0 19); do
		sed -n "$((from + piece * part / 20)),$((from + (piece + 1) * part / 20 - 1))p" "$work/source/journal.jsonl" >>"$work/journal/journal.jsonl"
		sleep 0.2
	done) &
	writing=$!
	if [ $turn -ge 2 ] && [ $turn -le 4 ]; then
		until_arrived $((from + part / 20 / 2))
		kill -9 $collector_pid
		wait $collector_pid 2>/dev/null || true
		outages=$((outages + 1))
		wait $writing
		missing=$((from + part - 1 - $(arrived)))
		echo "outage $outages: $missing records were written while the collector was away"
		collector
	else
		wait $writing
	fi
done
last=$(tail -1 "$work/source/journal.jsonl")
for _ in $(seq 600); do
	grep -qF -- "$last" "$work"/collected/*.jsonl && break
	sleep 0.2
done
ended=$(date +%s.%N)
echo "$(date +%F), $records records, $outages outages of the collector, $(rsyslogd -v | head -1 | tr -s ' ' | cut -d' ' -f1-2)"
echo "arrived: $(sort -u "$work"/collected/*.jsonl | wc -l) different of $records, $(arrived) lines, in $(echo "$begun $ended" | awk '{ printf "%.0f s", $2 - $1 }')"
"$ROOT/bin/muhurdar" audit verify --stdin --lang en <"$(ls "$work"/collected/*.jsonl)"
