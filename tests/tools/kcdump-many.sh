#!/bin/sh
# Proves that a million live tickets are listed, ordered and grouped in bounded memory, streamed as they are
# read.
# usage: sh kcdump-many.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015
set -eu
build_dir=${1:?usage: kcdump-many.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcdump-many.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
. "$source_dir/tests/support/scene.sh"

tickets=1000000
start_scene crowded $tickets
all=$((tickets + 9))

# A sanitizer's shadow memory does not count as kcdump's.
limit_kib=unlimited
[ -n "$san" ] || limit_kib=65536

bounded() { # arguments of kcdump; the address space is all it may take
	(
		# shellcheck disable=SC3045 # dash, bash and busybox have it
		ulimit -v "$limit_kib"
		exec "$kcdump" crowded "$@"
	)
}

rows=$(bounded tickets --quiet | grep -c '^0x')
[ "$rows" -eq $all ] || complain "$rows rows, not $all"
bounded tickets --format json | tail -c 400 | grep -q "\"shown\":$all" || complain "not all are in the document"
bounded tickets --sort age --limit 10 --format json >"$scratch/out" || :
true_of "$scratch/out" "(.tickets | length) == 10 and .selection.matched == $all" || complain "the ten oldest"
bounded tickets --sort size --limit 2 --format json >"$scratch/out" || :
true_of "$scratch/out" '[.tickets[].bytes] == [70000, 8192]' ||
	complain "the two largest"
# Without a limit an order is kept of the first hundred thousand, and that is said.
[ -n "$san" ] || limit_kib=196608
bounded tickets --sort age --format json >"$scratch/out" || complain "ordered without a limit: exit $?"
true_of "$scratch/out" ".selection.shown == 100000 and .selection.matched == $all and
	(.consistency.partial | not)" || complain "ordered without a limit"
[ -n "$san" ] || limit_kib=65536
bounded tickets --group holder --format json >"$scratch/out" || :
true_of "$scratch/out" ".groups[0].tickets == $tickets" ||
	complain "the crowd's group"
bounded info --format json >"$scratch/out" || :
true_of "$scratch/out" ".ticket_counts.live == $all" || complain "info counts another number"
# The first row comes before the last is read: a closed pipe ends it quietly.
bounded tickets 2>"$scratch/err" | head -n 3 | grep -q '^0x' || complain "no first row"
[ ! -s "$scratch/err" ] || complain "a closed pipe was told of: $(cat "$scratch/err")"

# Interrupted in the middle (the pipe is full and nobody reads on), the document is closed and marked.
mkfifo "$scratch/fifo"
"$kcdump" crowded tickets --format json >"$scratch/fifo" 2>"$scratch/err" &
dump=$!
exec 3<"$scratch/fifo"
dd bs=1 count=1 <&3 >"$scratch/out" 2>/dev/null
kill -TERM $dump
cat <&3 >>"$scratch/out"
exec 3<&-
code=0
wait $dump || code=$?
[ "$code" -eq 143 ] || complain "interrupted: exit $code: $(cat "$scratch/err")"
true_of "$scratch/out" ".interrupted and .consistency.partial and .exit == 143 and .selection.live < $all" ||
	complain "interrupted: $(tail -c 300 "$scratch/out")"

[ "$fail" -eq 0 ] && echo "a million tickets in 64 MiB of address space"
exit "$fail"
