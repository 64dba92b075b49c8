#!/bin/sh
# Every tool on one leftover: exit code 0, valid JSON, and one truth.
# usage: sh crash-tools.sh KCDUMP CHANMON SEGMENT PID CHANNELS LIVE WAITING SCRATCH
# CHANNELS, LIVE, WAITING: how many channels and live tickets there are, and the ids of the threads that wait as a JSON list,
# as the inspector says.
set -eu
kcdump=$1 chanmon=$2 segment=$3 pid=$4 channels=$5 live=$6 waiting=$7 scratch=$8

run() { # file, command ...
	to=$scratch/$1.json
	shift
	code=0
	"$@" --format json >"$to" 2>"$scratch/err" || code=$?
	[ "$code" -eq 0 ] || {
		echo "$*: exit code $code: $(head -c 500 "$scratch/err") $(head -c 2000 "$to")"
		exit 1
	}
}
run ps "$kcdump" ps
run info "$kcdump" "$segment" info
run tickets "$kcdump" "$segment" tickets
run waiters "$kcdump" "$segment" waiters
run events "$kcdump" "$segment" events
run chanmon "$chanmon" --once --gap 0s "$segment"

wrong=$(jq -n -r --slurpfile ps "$scratch/ps.json" --slurpfile info "$scratch/info.json" \
	--slurpfile tickets "$scratch/tickets.json" --slurpfile waiters "$scratch/waiters.json" \
	--slurpfile events "$scratch/events.json" --slurpfile chanmon "$scratch/chanmon.json" \
	--argjson pid "$pid" --argjson channels "$channels" --argjson live "$live" --argjson waiting "$waiting" '
	def must(what; good): if good then empty else what end;
	must("ps: dead"; [$ps[0].segments[] | select(.pid == $pid) | .state] == ["dead"]),
	must("ps: tickets"; [$ps[0].segments[] | select(.pid == $pid) | .tickets] == [$live]),
	must("info: dead"; $info[0].source.state == "dead" and $info[0].source.pid == $pid),
	must("info: channels"; ($info[0].channels | length) == $channels),
	must("info: tickets"; $info[0].ticket_counts | .live == $live and .live == .loaned + .queued + .held),
	must("info: depth"; all($info[0].channels[]; .depth >= 0 and .received <= .sent)),
	must("tickets: all of them"; ($tickets[0].tickets | length) == $live),
	must("tickets: states"; all($tickets[0].tickets[]; (.torn | not) and .refs == .refs_queued + .refs_held and
		.refs > 0 and (.state == "queued") == (.refs_queued > 0) and (.holder.alive | not))),
	must("waiters: who"; ([$waiters[0].waiters[].tid] | unique) == ($waiting | unique)),
	must("waiters: since when"; all($waiters[0].waiters[]; .since_ns > 0 and (.thread_alive | not))),
	must("events: in order"; [$events[0].events[].at_ns // 0] | . == sort),
	must("chanmon: channels"; ([$chanmon[0].domains[].channels[]] | length) == $channels)
	' 2>&1) || {
	echo "no valid JSON: $wrong"
	exit 1
}
[ -z "$wrong" ] || {
	echo "not so: $wrong"
	exit 1
}
