#!/bin/sh
# Proves that a program killed with -9 in the middle of its work can be read afterwards: kcdump lists the
# live tickets with holder, age and call site, who slept on what, and the last events; chanmon shows it as
# dead; a new run of the same name is not confused by it.
# usage: sh leftover.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: leftover.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: leftover.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v jq >/dev/null || skip "jq is not installed"
kcbench=$build_dir/kcbench/kcbench
kcdump=$build_dir/kcdump/kcdump
chanmon=$build_dir/chanmon/chanmon

pid=
stop() {
	[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null
	remove_folders
}
trap stop EXIT

# The file's lines through two workers that take an hour for each: the workers hold one ticket each, the
# channel to them is full of queued ones and the reader sleeps because there is no room.
file=$source_dir/docs/FORMAT.md
start() {
	"$kcbench" pipe "$file" --per-line --workers 2 --capacity 8 --slow work:1h --name left \
		--dir "$KC_DIR" --quiet >"$scratch/pipe" 2>&1 &
	pid=$!
}

dump() { # jq expression, source, kcdump arguments...: is the expression true of the JSON?
	expression=$1
	shift
	"$kcdump" "$@" --format json >"$scratch/json" 2>"$scratch/said"
	true_of "$scratch/json" "$expression"
}

# Until a program is where the test wants it; it is looked at again and again, at most a minute long.
wait_for() { # what, command...
	what=$1
	shift
	until_s=$(($(date +%s) + 60))
	until "$@"; do
		if ! kill -0 "$pid" 2>/dev/null || [ "$(date +%s)" -gt $until_s ]; then
			cat "$scratch/pipe" "$scratch/said"
			echo "kcbench pipe never had $what"
			exit 1
		fi
	done
}

began=$(date -u +%Y-%m-%dT%H:%M:%S)
start
wait_for 'a reader asleep' dump '[.waiters[] | select(.side == "send")] | length == 1' "$pid" waiters
wait_for 'two tickets held' dump '[.tickets[] | select(.state == "held")] | length == 2' "$pid" tickets
dump '.source.kind == "live" and all(.tickets[]; .holder.alive)' "$pid" tickets ||
	complain "before: kcdump of the live program: $(cat "$scratch/json")"
dead=$pid
kill -9 "$pid"
wait "$pid" 2>/dev/null
pid=

holds() { # what, jq expression
	true_of "$scratch/json" "$2" || complain "$1: $2 is not so in: $(cat "$scratch/json")"
}

segment=$(find "$KC_DIR" -name "left.$dead.*.kcs")
[ -n "$segment" ] || { complain "no leftover in $KC_DIR"; exit 1; }

for target in "$segment" left "$dead"; do
	dump . "$target" tickets || complain "kcdump $target tickets said: $(cat "$scratch/said")"
	holds "$target" '.schema == "kcdump/1" and .source.kind == "leftover"'
	holds "$target" ".source.pid == $dead"
done
holds tickets '[.tickets[] | select(.state == "held")] | length == 2'
holds tickets '[.tickets[] | select(.state == "queued")] | length >= 8'
holds tickets 'all(.tickets[]; .ticket | test("^0x[0-9a-f]+$"))'
holds tickets 'all(.tickets[]; .refs >= 1 and .bytes >= 1 and .age_ns > 0)'
holds tickets 'all(.tickets[]; .site | test("(:[0-9]+|\\+0x[0-9a-f]+)$"))'
holds tickets 'all(.tickets[] | select(.state == "held"); .holder.tid > 0 and .holder.alive == false)'
holds tickets '[.tickets[] | select(.state == "held") | .holder.tid] | unique | length == 2'
holds tickets 'all(.tickets[] | select(.state == "queued"); .channel != "")'

dump . "$segment" waiters
holds waiters '[.waiters[] | select(.side == "send")] | length == 1'
holds waiters 'all(.waiters[]; .tid > 0 and .since_ns > 0 and .channel != "")'
holds waiters "all(.waiters[]; .since >= \"$began\" and .since <= \"$(date -u +%Y-%m-%dT%H:%M:%S)~\")"

dump . "$segment" events
holds events '[.events[] | select(.event == "block" and .side == "send")] | length >= 1'
holds events '[.events[] | .before_newest_ns] | . == (sort | reverse)'

"$kcdump" "$segment" info >"$scratch/info" 2>&1
grep -qi 'dead' "$scratch/info" || complain "kcdump info does not say that it is dead: $(cat "$scratch/info")"

"$chanmon" --once --format json left >"$scratch/json" 2>"$scratch/said" ||
	complain "chanmon --once: exit $?: $(cat "$scratch/said")"
holds chanmon '.schema == "chanmon/1" and (.domains | length) == 1'
holds chanmon ".domains[0].state == \"dead\" and .domains[0].pid == $dead"
holds chanmon '[.domains[0].channels[] | select(.depth == .capacity)] | length == 1'

# The same name again: the live one wins, the leftover stays readable.
start
wait_for 'a live segment' dump '.source.kind == "live" and (.waiters | length) >= 2' left waiters
holds 'the live one' ".source.kind == \"live\" and .source.pid == $pid"
dump '.source.kind == "leftover"' "$segment" tickets || complain "the leftover is gone: $(cat "$scratch/said")"

[ "$fail" -eq 0 ] && echo "a killed program's tickets, waiters and events are all there"
exit "$fail"
