#!/bin/sh
# What it costs to watch many channels: CPU time of chanmon for each sample at one a second, on the screen, in
# the detail view and as JSON, and its reads for each sample. Several chanmons take turns, for before and after.
# usage: watching.sh BUILD_DIR [CHANMON...]   CHANNELS=1000 ROUNDS=3 SECONDS_EACH=12
set -eu

build=${1:?usage: watching.sh BUILD_DIR [CHANMON...]}
shift
[ $# -gt 0 ] || set -- "$build/chanmon/chanmon"
program=$build/tests/perf/watched
seconds=${SECONDS_EACH:-12}
for tool in tmux strace; do
	command -v $tool >/dev/null || { echo "watching.sh: $tool is not installed" >&2; exit 1; }
done
[ -x "$program" ] || {
	echo "watching.sh: $program is missing: configure with -DKC_PERF=ON and build" >&2
	exit 1
}
tmp=$(mktemp -d /dev/shm/kc-watching.XXXXXX)
export KC_DIR="$tmp"
watched=
finish() {
	[ -z "$watched" ] || kill "$watched"
	for socket in "$tmp"/tmux.*; do
		tmux -S "$socket" kill-server 2>/dev/null || :
	done
	rm -rf "$tmp"
}
trap finish EXIT
trap 'exit 1' INT TERM

mkfifo "$tmp/ready"
"$program" "${CHANNELS:-1000}" >"$tmp/ready" &
watched=$!
read -r _ <"$tmp/ready"

# Nanoseconds on a CPU so far.
cpu() {
	cut -d' ' -f1 "/proc/$1/schedstat"
}

# Milliseconds a sample, of a running chanmon that takes one a second.
measure() { # pid
	sleep 2 # the start is not watching
	from=$(cpu "$1")
	sleep "$seconds"
	echo "$(cpu "$1") $from $seconds" | awk '{ printf "%.2f", ($1 - $2) / $3 / 1e6 }'
}

on_screen() { # chanmon, key to press
	# A server that is about to end would still be found under its own name.
	socket=$(mktemp -u "$tmp/tmux.XXXXXX")
	tmux -S "$socket" -f /dev/null new-session -d -x 160 -y 50 "exec $1 --interval 1s"
	pid=$(tmux -S "$socket" list-panes -F '#{pane_pid}')
	sleep 1
	[ -z "$2" ] || tmux -S "$socket" send-keys "$2"
	measure "$pid"
	tmux -S "$socket" kill-server
}

as_json() { # chanmon
	"$1" --every 1s --format json >/dev/null &
	pid=$!
	measure "$pid"
	kill "$pid"
	wait "$pid" || :
}

printf '%-40s %8s %8s %8s\n' "ms of CPU a sample" screen detail JSON
round=0
while [ $round -lt "${ROUNDS:-3}" ]; do
	for chanmon in "$@"; do
		printf '%-40s %8s %8s %8s\n' "$chanmon" "$(on_screen "$chanmon" '')" \
			"$(on_screen "$chanmon" Enter)" "$(as_json "$chanmon")"
	done
	round=$((round + 1))
done
for chanmon in "$@"; do
	strace -f -o "$tmp/calls" "$chanmon" --every 100ms --count 20 --format json >/dev/null
	awk -v name="$chanmon" '/pread64\(/ { n++ } END { printf "%-40s %8.1f reads a sample, JSON\n", name, n / 21 }' \
		"$tmp/calls"
done
