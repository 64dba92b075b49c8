#!/bin/sh
# Proves that `kcbench run --trace-wakeups` splits the latency of each message whose receiver slept into parts that add up
# to the whole, as the kernel counted them, on every front; that it says so in words and goes on when it may not trace; and
# that `kcbench probe-cost` measures what it says. Skipped where nobody may trace, unless KC_REQUIRE_BPF=1.
# usage: sh kcbench-wakeups.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: kcbench-wakeups.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcbench-wakeups.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v jq >/dev/null || skip "jq is not installed"
kcbench=$build_dir/kcbench/kcbench
json=$scratch/json

# --- who may not trace ------------------------------------------------------------------------------

clean='.exit == 0 and all(.repeats[]; .loss == 0 and .dup == 0 and .reorder == 0 and .torn == 0
	and .conservation.result == "good")'
refused=$clean' and .tracing.wanted and .tracing.reason != "ok" and (.tracing.why | length) > 20
	and all(.repeats[].wakeups; (.traced | not) and .slept == 0 and .split == 0 and .slowest == [])'

# What a program without capabilities gets: a copy, where it may be run and may have a segment.
as_nobody() { # kcbench's arguments...
	setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all --ambient-caps=-all \
		env KC_DIR="$scratch/nobody" LD_LIBRARY_PATH="$scratch" "$scratch/kcbench" "$@"
}
if [ "$(id -u)" -eq 0 ]; then
	cp -L "$kcbench" "$libkc/libkc.so.0" "$scratch/" && chmod 755 "$scratch" || complain "cannot copy kcbench"
	mkdir -m 700 "$scratch/nobody" && chown 65534:65534 "$scratch/nobody" || complain "no folder for nobody"
	as_nobody run --trace-wakeups -m 500 --repeat 2 --format json >"$json" 2>"$scratch/said"
	rc=$?
	[ $rc -eq 0 ] && true_of "$json" "$refused" || complain "as nobody: exit $rc: $(cat "$scratch/said" "$json")"
	[ "$(grep -c 'no wakeups: .*; the run goes on without' "$scratch/said")" -eq 1 ] ||
		complain "as nobody: not said once: $(cat "$scratch/said")"
	as_nobody run --trace-wakeups -m 500 --repeat 1 >"$scratch/human" 2>/dev/null || complain "as nobody, human: exit $?"
	grep -q '^wakeups *not traced: ' "$scratch/human" && ! grep -q publish-wake "$scratch/human" ||
		complain "as nobody, human: $(cat "$scratch/human")"
	echo old >"$scratch/result"
	chmod 666 "$scratch/result"
	as_nobody probe-cost --out "$scratch/nobody/result" >"$scratch/out" 2>"$scratch/said"
	rc=$?
	[ $rc -eq 3 ] && [ ! -s "$scratch/out" ] && [ ! -e "$scratch/nobody/result" ] && grep -q '^kcbench: probe-cost: ' "$scratch/said" ||
		complain "probe-cost as nobody: exit $rc: $(cat "$scratch/said" "$scratch/out")"
fi

# --- whether it can be traced here ------------------------------------------------------------------

"$kcbench" run --trace-wakeups -m 1 --repeat 1 --format json >"$json" 2>/dev/null || complain "one message: exit $?"
if ! true_of "$json" '.tracing.reason == "ok"'; then
	true_of "$json" "$refused" || complain "neither traced nor refused: $(cat "$json")"
	[ $fail -eq 0 ] && [ "${KC_REQUIRE_BPF:-0}" != 1 ] && skip "$(jq -r .tracing.why "$json")"
	complain "not traced: $(jq -r .tracing.why "$json")"
	exit 1
fi

# --- the split --------------------------------------------------------------------------------------

# Of each repeat: every sleep is accounted for; the parts have as many values as the whole and add up to it, in sum and
# one by one; what the receivers say is not more than what the kernel counted.
sound=$clean' and .tracing == {"wanted":true,"reason":"ok","why":null} and (.config.kind as $kind | all(.repeats[].wakeups;
	. as $n | [.publish_to_wake, .wake_to_run, .run_to_receive] as $parts
	| .traced and .slept == .split + .untimed + .other + .unstamped + .elsewhere
	and .split == .publish_to_receive.count and (.unstamped == 0 or $kind == "conflated")
	and ([.publish_to_receive] + $parts | all(.[];
		.count == ([.buckets[].count] | add // 0) and .p50_ns <= .p99_ns and .p99_ns <= .max_ns))
	and all($parts[]; .count == $n.split)
	and ([$parts[].sum_ns] | add) == .publish_to_receive.sum_ns
	and .split <= .kernel.wakes and .wake_to_run.sum_ns <= .kernel.runq_ns
	and (.slowest | length) == ([16, .split] | min)
	and all(.slowest[]; .publish_to_wake_ns + .wake_to_run_ns + .run_to_receive_ns == .publish_to_receive_ns
		and .waker != .receiver and .waker > 0 and .receiver > 0 and .published_ns > 0)
	and ([.slowest[].publish_to_receive_ns] | . == (sort | reverse))
	and (.slowest[0].publish_to_receive_ns // 0) == .publish_to_receive.max_ns))'

traced() { # options...
	"$kcbench" run --trace-wakeups --format json "$@" >"$json" 2>"$scratch/said"
	rc=$?
	[ $rc -eq 0 ] && [ ! -s "$scratch/said" ] && true_of "$json" "$sound" ||
		complain "run $*: exit $rc: not sound: $(cat "$scratch/said") $(jq -c '.tracing, (.repeats[].wakeups | del(.slowest) |
			map_values(if type == "object" then del(.buckets) else . end))' "$json")"
}
has() { # jq expression, what it means
	true_of "$json" "$1" || complain "$2: $(jq -c '.repeats[].wakeups | del(.slowest) |
		map_values(if type == "object" then del(.buckets) else . end)' "$json")"
}

# A rendezvous on one CPU: each message is a hand-over, and receivers sleep for many of them.
traced -m 20000 --repeat 2 --kind rendezvous --pin 0
has 'all(.repeats[].wakeups; .split > 100 and .wake_to_run.sum_ns > 0 and .run_to_receive.sum_ns > 0
	and 2 * .split > .slept)' "a rendezvous on one CPU"
# Of a run with a warm-up only what came after it, and a stride of the sender at the end.
traced --duration 100ms --warmup 400ms --repeat 1 --kind rendezvous --pin 0
has '.repeats[0] | .wakeups.slept > 0 and .wakeups.slept <= .measured + 200' "with a warm-up"

# Every front, and several threads a side. The channel has room for all: only receivers sleep in it.
for payload in values ptr bytes tickets; do
	traced -m 3000 --repeat 1 --size 100 --payload $payload --kind rendezvous --pin 0
	has '.repeats[0].wakeups.split > 0' "payload $payload"
	for options in '' '--topology mpsc:2x1' '--topology mpmc:2x2' '--select 3' '--select 3 --topology mpmc:2x2' \
		'--kind rendezvous --topology mpmc:2x2' '--kind unlimited'; do
		# shellcheck disable=SC2086
		traced -m 3000 --repeat 1 --size 200 --payload $payload $options
	done
	[ $payload = bytes ] || traced -m 5000 --repeat 1 --size 200 --payload $payload --batch 8
done
traced -m 20000 --repeat 1 --typed on --kind rendezvous --topology mpsc:2x1
has '.repeats[0].wakeups.split > 0' "an inline call"
traced -m 20000 --repeat 1 --in-place on --batch 8 --pin 0 --capacity 8
has '.repeats[0].wakeups.split > 0' "in place"
traced -m 20000 --repeat 1 --pin 0 --capacity 4 --verify off --touch none
has '.repeats[0].wakeups.split > 0' "without a look"
traced -m 20000 --repeat 1 --kind conflated --pin 0 --size 64
traced -m 20000 --repeat 1 --no-stats --kind rendezvous --pin 0
has '.repeats[0] | .service.count == 0 and .wakeups.split > 0' "without stats"

# Without the option there is nothing of it.
"$kcbench" run -m 1000 --repeat 1 --format json >"$json" || complain "untraced: exit $?"
true_of "$json" "$clean"' and .tracing == {"wanted":false,"reason":null,"why":null}
	and all(.repeats[].wakeups; (.traced | not) and .slept == 0 and .kernel.blocks == 0)' || complain "untraced: $(cat "$json")"

# What there is none of has no maximum either.
"$kcbench" run --trace-wakeups --no-stats --kind conflated -m 1 --repeat 1 >"$scratch/human" || complain "no stats: exit $?"
grep -q ' 0ns' "$scratch/human" && complain "a maximum of nothing: $(cat "$scratch/human")"

# For people, and as a table: a row below each repeat's, and further columns.
"$kcbench" run --trace-wakeups -m 20000 --repeat 2 --kind rendezvous --pin 0 >"$scratch/human" || complain "human: exit $?"
for word in publish-receive publish-wake wake-run run-receive; do
	[ "$(grep -Ec "^  $word +[0-9.k]+ +[0-9.]+[num]?s" "$scratch/human")" -eq 2 ] || complain "no rows $word: $(cat "$scratch/human")"
done
grep -Eq '^wakeups +receivers slept for [1-9][0-9]* of 40000 messages; [1-9][0-9]* of these' "$scratch/human" ||
	complain "human: $(cat "$scratch/human")"
"$kcbench" run --trace-wakeups -m 20000 --repeat 2 --kind rendezvous --pin 0 --format csv >"$scratch/csv" || complain "csv: exit $?"
awk -F, 'NR == 1 { n = NF; for (i = 1; i <= NF; i++) at[$i] = i }
	NR > 1 && (NF != n || $at["traced"] != 1 || $at["split"] < 1 || $at["split"] > $at["slept"] ||
		$at["wake_run_max_ns"] < 1 || $at["publish_receive_max_ns"] < $at["wake_run_max_ns"] ||
		$at["publish_wake_p50_ns"] > $at["publish_wake_p99_ns"] || $at["run_receive_p999_ns"] == "") { bad = 1 }
	END { exit bad || NR != 3 }' "$scratch/csv" || complain "csv: $(cat "$scratch/csv")"

# --- what it costs ----------------------------------------------------------------------------------

# Costs are the median of the rounds' differences, whatever these are.
cost='def median: sort | if length % 2 == 1 then .[(length - 1) / 2] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
	def near($x): (. - $x) | . < 0.001 and . > -0.001;
	.schema == "kcbench-probe-cost/1" and .exit == 0 and .rounds == 3 and .slice_ns == 10000000 and .attach_ns > 0
	and .wakes_counted > 0 and .sleeps_per_handover > 0 and .sleeps_per_handover <= 1.01
	and [.loads[].load] == ["wake_same_cpu", "wake_across_cpus", "context_switch", "message"]
	and all(.loads[] | select(.measured); (.rounds_off_ns | length) == 3 and (.rounds_on_ns | length) == 3
		and all(.rounds_off_ns[], .rounds_on_ns[]; . > 0)
		and (.rounds_off_ns as $off | .rounds_on_ns as $on
			| (.off_ns | near($off | median)) and (.on_ns | near($on | median))
			and (.cost_ns | near([range(3) | $on[.] - $off[.]] | median)))
		and .cost_p25_ns <= .cost_ns and .cost_ns <= .cost_p75_ns)
	and .loads[0].measured and .loads[2].measured and .loads[3].measured'
"$kcbench" probe-cost --repeat 3 --duration 10ms --format json >"$json" 2>"$scratch/said"
rc=$?
[ $rc -eq 0 ] && true_of "$json" "$cost" || complain "probe-cost: exit $rc: $(cat "$scratch/said" "$json")"
if [ "$(nproc)" -gt 1 ]; then
	true_of "$json" '.loads[1].measured and (.cpus | length) == 2' || complain "not across CPUs: $(cat "$json")"
	cpu=$(taskset -cp $$ | sed 's/.*: *\([0-9]*\).*/\1/')
	taskset -c "$cpu" "$kcbench" probe-cost --repeat 1 --duration 5ms >"$scratch/human" || complain "on one CPU: exit $?"
	grep -q 'across CPUs *needs two CPUs' "$scratch/human" || complain "on one CPU: $(cat "$scratch/human")"
	[ "$(grep -c ' ns ' "$scratch/human")" -eq 3 ] || complain "on one CPU: rows: $(cat "$scratch/human")"
fi
"$kcbench" probe-cost --repeat 1 --duration 5ms --format csv --out "$scratch/cost.csv" || complain "probe-cost --out: exit $?"
awk -F, '{ n[NF]++ } END { exit !(NR >= 4 && n[7] == NR) }' "$scratch/cost.csv" || complain "csv: $(cat "$scratch/cost.csv")"

# Nothing of it stays behind: no segment, no program in the kernel that is ours.
[ -z "$(find "$KC_DIR" -name '*kcbench*' 2>/dev/null)" ] || complain "segments were left: $(ls "$KC_DIR")"
exit $fail
