#!/bin/sh
# Proves that kcbench can fail: with a library that loses, duplicates, reorders or damages a message now and
# then, or forgets to release a ticket, `run` and `pipe` end with exit 5 and name what is broken.
# usage: sh kcbench-broken.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: kcbench-broken.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcbench-broken.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v jq >/dev/null || skip "jq is not installed"
[ -z "$san" ] || skip "nothing can be loaded before a sanitizer's runtime"
kcbench=$build_dir/kcbench/kcbench
json=$scratch/json
lies=$scratch/lies.so
c_program "$lies" -D_GNU_SOURCE -shared -fPIC "$source_dir/tests/tools/kcbench-lies.c" -ldl || exit 1

broken() { # the lie, what the JSON must say, arguments...
	lie=$1
	says=$2
	shift 2
	KC_LIE=$lie KC_LIE_BYTES=64 LD_PRELOAD="$lies" "$kcbench" "$@" --format json >"$json" 2>"$scratch/said"
	rc=$?
	[ $rc -eq 5 ] || complain "$lie: $*: exit $rc, not 5: $(cat "$scratch/said")"
	true_of "$json" ".exit == 5 and ($says)" || complain "$lie: $*: $says is not so in $(cat "$json")"
}

for topology in spsc mpsc mpmc; do
	# With --messages 20000, every 1000th call lies.
	broken lose '.repeats[0] | .loss >= 15 and .loss <= 20 and .dup == 0 and .torn == 0' \
		run --messages 20000 --repeat 1 --size 64 --topology $topology
	broken duplicate '.repeats[0] | .dup == 20 and .loss == 0 and .conservation.result == "broken"' \
		run --messages 20000 --repeat 1 --size 64 --topology $topology
	broken tear '.repeats[0] | .torn == 20 and .loss == 20 and .dup == 0' \
		run --messages 20000 --repeat 1 --size 64 --topology $topology
	broken corrupt '.repeats[0] | .torn == 20 and .loss == 20' \
		run --messages 20000 --repeat 1 --payload tickets --size 100 --topology $topology
	broken leak '.leaked_tickets == 20 and .repeats[0].loss == 0' \
		run --messages 20000 --repeat 1 --payload tickets --topology $topology
done
broken reorder '.repeats[0] | .reorder >= 15 and .dup == 0 and .torn == 0' \
	run --messages 20000 --repeat 1 --size 64
# A select that loses a message, brings one twice, or names another channel than the one that it took from. Some
# of the lies find no opportunity while the last channels end.
for topology in spsc mpsc:3x1 mpmc:3x2; do
	for kind in buffered rendezvous; do
		set -- run --messages 20000 --repeat 1 --size 64 --topology $topology --kind $kind --select 8
		broken lose '.repeats[0] | .loss >= 15 and .loss <= 20 and .dup == 0 and .torn == 0
			and .conservation.result == "broken"' "$@"
		broken again '.repeats[0] | .dup >= 15 and .dup <= 20 and .loss == 0
			and .received == .sent + .dup and .conservation.result == "broken"' "$@"
		broken misname '.repeats[0] | .torn >= 15 and .torn <= 20 and .loss == .torn and .dup == 0
			and .conservation.result == "good"' "$@"
		broken duplicate '.repeats[0] | .dup == 20 and .loss == 0 and .conservation.result == "broken"' "$@"
		broken tear '.repeats[0] | .torn == 20 and .loss == 20' "$@"
	done
	broken corrupt '.repeats[0] | .torn == 20 and .loss == 20' \
		run --messages 20000 --repeat 1 --payload tickets --size 100 --topology $topology --select 8
done
# The segment shows what a run without the check cannot see.
broken lose '.repeats[0].conservation.result == "broken"' run --messages 20000 --repeat 1 --size 64 --verify off

seq 1 20000 >"$scratch/lines"
broken lose '.loss >= 15 and (.verified | not)' pipe "$scratch/lines" --per-line
broken duplicate '.dup >= 15 and (.verified | not)' pipe "$scratch/lines" --per-line
broken leak '.leaked_tickets >= 15 and .verified' pipe "$scratch/lines" --per-line
# Only the second pass can see that a line's bytes are not the file's.
seq 1000000 1020000 >"$scratch/lines"
broken corrupt '.loss == 0 and .dup == 0 and .torn == 0 and (.verified | not) and .lines == .reference.lines' \
	pipe "$scratch/lines" --per-line

# A signal does not hide it: broken and interrupted is 5, and the result says both.
has_sent() { # process id: does its segment say so?
	"$build_dir/kcdump/kcdump" "$1" --format json >"$scratch/seen" 2>/dev/null
	true_of "$scratch/seen" 'any(.channels[]; .sent > 5000)'
}
interrupted() { # what the JSON must say, arguments...
	says=$1
	shift
	: >"$json"
	KC_LIE=duplicate KC_LIE_BYTES=64 LD_PRELOAD="$lies" env --default-signal=INT "$kcbench" "$@" \
		--format json --out "$json" >"$scratch/out" 2>"$scratch/said" &
	pid=$!
	until_s=$(($(date +%s) + 60))
	# A signal before kcbench listens would just end it, a lie needs some messages: until the segment has them.
	until has_sent "$pid"; do
		if ! kill -0 "$pid" 2>/dev/null || [ "$(date +%s)" -gt $until_s ]; then
			complain "interrupted: $*: never sent enough: $(cat "$scratch/said" "$scratch/seen")"
			break
		fi
	done
	kill -s INT "$pid"
	wait "$pid"
	rc=$?
	[ $rc -eq 5 ] || complain "interrupted: $*: exit $rc, not 5: $(cat "$scratch/said")"
	true_of "$json" ".interrupted and .exit == 5 and ($says)" ||
		complain "interrupted: $*: $says is not so in $(cat "$json")"
}
if env --default-signal=INT true 2>/dev/null; then
	interrupted '.repeats[0].dup > 0' run --duration 1h --warmup 0s --size 64
	seq 1 1000000 >"$scratch/many"
	interrupted '.dup > 0' pipe "$scratch/many" --per-line --slow write:100us
fi

# Time-outs are counted, and nothing is lost by them.
KC_LIE=time-out LD_PRELOAD="$lies" "$kcbench" run --messages 20000 --repeat 1 --select 8 --format json >"$json" ||
	complain "time-outs: exit $?"
true_of "$json" '.exit == 0 and (.repeats[0] | .timed_out >= 20 and .loss == 0 and .received == 20000)' ||
	complain "time-outs: $(cat "$json")"

# And nothing of this without a lie.
LD_PRELOAD="$lies" "$kcbench" run --messages 20000 --repeat 1 --size 64 --select 8 >/dev/null ||
	complain "honest select: exit $?"
LD_PRELOAD="$lies" "$kcbench" run --messages 20000 --repeat 1 --size 64 >/dev/null || complain "honest run: exit $?"
LD_PRELOAD="$lies" "$kcbench" pipe "$scratch/lines" --per-line >/dev/null || complain "honest pipe: exit $?"
exit $fail
