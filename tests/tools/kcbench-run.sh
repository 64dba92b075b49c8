#!/bin/sh
# Proves that `kcbench run` carries every topology and payload, in every way of sending and receiving, without
# loss, duplicate, reorder or tear, that the segment's own counts and the arena agree, and that its JSON, CSV
# and --out are as scripts rely on them.
# usage: sh kcbench-run.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: kcbench-run.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcbench-run.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v jq >/dev/null || skip "jq is not installed"
kcbench=$build_dir/kcbench/kcbench
json=$scratch/json

clean='.exit == 0 and .leaked_tickets == 0 and (.interrupted | not)
	and all(.repeats[]; .loss == 0 and .dup == 0 and .reorder == 0 and .torn == 0 and .phantom == 0
		and .sent == .received and .conservation.result == "good"
		and .conservation.segment_sent == .sent)'

run() { # number of messages, options...
	messages=$1
	shift
	"$kcbench" run --messages "$messages" --repeat 1 --format json "$@" >"$json" 2>"$scratch/said"
	rc=$?
	[ $rc -eq 0 ] || complain "run $*: exit $rc: $(cat "$scratch/said" "$json")"
	true_of "$json" "$clean and .repeats[0].sent == $messages and .repeats[0].rate_per_s > 0" ||
		complain "run $*: not clean: $(cat "$json")"
}

for topology in spsc mpsc:1x1 mpsc:4x1 mpmc:1x1 mpmc:3x1 mpmc:1x3 mpmc:2x2; do
	for payload in values ptr bytes tickets; do
		run 20001 --topology $topology --payload $payload --size 100
		[ $payload = bytes ] || run 20001 --topology $topology --payload $payload --size 100 --batch 32
	done
done
for size in 8 9 4096; do
	run 5000 --size $size
	run 5000 --size $size --topology mpmc --batch 7
	run 5000 --size $size --topology mpsc --batch 7
done
run 3 --topology mpmc:5x5
run 3 --topology mpsc:5x1
run 20000 --typed on
run 20000 --typed on --topology mpmc
run 20000 --typed on --topology mpsc:3x1
run 20000 --in-place on --batch 32
run 20000 --in-place on --batch 32 --topology mpsc:3x1
run 20000 --in-place on --batch 8 --payload ptr --size 64
run 20000 --capacity 2 --batch 2 --topology mpmc
run 20000 --capacity 2 --batch 2 --topology mpsc:3x1
run 2000 --payload tickets --size 1MiB --touch head --capacity 16
run 2000 --payload bytes --size 64KiB
run 20000 --touch none --size 512
for payload in values ptr bytes tickets; do
	run 20001 --kind unlimited --payload $payload --size 100
	run 20001 --kind unlimited --topology mpsc:3x1 --payload $payload --size 100
	run 20001 --kind unlimited --topology mpmc:3x2 --payload $payload --size 100 --limit 2KiB
	run 5001 --kind rendezvous --payload $payload --size 100
	run 5001 --kind rendezvous --topology mpmc:3x2 --payload $payload --size 100
done
run 5000 --kind rendezvous --topology mpsc:3x1 --typed on
run 5000 --kind rendezvous --topology mpmc --batch 8
run 200000 --kind unlimited --typed on
run 200000 --kind unlimited --in-place on --batch 100
run 20000 --kind unlimited --topology mpmc --batch 100
run 20000 --kind unlimited --size 4096 --topology mpmc --batch 7
true_of "$json" '.config.kind == "unlimited" and .config.limit_bytes == 4096 * .config.capacity' ||
	complain "--kind unlimited: $(cat "$json")"

# Through kc_select, over channels of every kind.
for n in 1 8 128; do
	for payload in values ptr bytes tickets; do
		for topology in spsc mpsc:3x1 mpmc:3x2; do
			run 20001 --select $n --topology $topology --payload $payload --size 100
			run 5001 --select $n --kind rendezvous --topology $topology --payload $payload --size 100
			run 20001 --select $n --kind unlimited --topology $topology --payload $payload --size 100
		done
		[ $payload = bytes ] || run 20001 --select $n --topology mpmc --payload $payload --batch 32
	done
	true_of "$json" ".config.select == $n and .repeats[0].timed_out != null" || complain "--select $n: $(cat "$json")"
done
run 3 --select 8 --topology mpmc:5x5
run 20000 --select 128 --kind unlimited --payload tickets --size 8
run 20000 --select 128 --size 4096
run 20000 --select 2 --topology mpmc:5x3 --capacity 2
run 20000 --select 3 --topology mpsc:2x1 --verify off
run 20000 --select 0
true_of "$json" '.config.select == 0 and .repeats[0].timed_out == 0' || complain "--select 0: $(cat "$json")"

# Every channel carries, from its own sender, and each receiver stands at each of them; until it is told to end.
"$kcbench" run --select 8 --topology mpmc:3x2 --duration 1h --warmup 0s --repeat 1 --format json >"$json" 2>"$scratch/said" &
pid=$!
until_s=$(($(date +%s) + 60))
until "$build_dir/kcdump/kcdump" $pid --format json >"$scratch/seen" 2>/dev/null &&
	true_of "$scratch/seen" '[.channels[] | select(.sent > 1000 and .received > 1000)] | length == 8'; do
	if ! kill -0 $pid 2>/dev/null || [ "$(date +%s)" -gt $until_s ]; then
		complain "--select 8: not all carry: $(cat "$scratch/said" "$scratch/seen")"
		break
	fi
done
kill -s TERM $pid
wait $pid
rc=$?
[ $rc -eq 143 ] || complain "--select 8, interrupted: exit $rc: $(cat "$scratch/said")"
true_of "$json" '.interrupted and .leaked_tickets == 0 and (.repeats[0] | .partial and .loss == 0 and .dup == 0
	and .reorder == 0 and .torn == 0 and .sent == .received and .conservation.result == "good")' ||
	complain "--select 8, interrupted: $(cat "$json")"

run 20000 --no-stats
true_of "$json" '.config.stats == false and .repeats[0].service.count == 0' ||
	complain "--no-stats: still a histogram: $(cat "$json")"
run 20000 --verify off
run 20000 --pin auto
true_of "$json" '.config.placement | test("^senders on [0-9]+, receivers on [0-9]+$")' ||
	complain "--pin auto: no placement in $(cat "$json")"

# What is dropped is what the channel counts, and whatever else arrives is whole and in order.
dropping() { # options...
	"$kcbench" run --messages 20000 --repeat 1 --format json "$@" >"$json" 2>"$scratch/said"
	rc=$?
	[ $rc -eq 0 ] || complain "run $*: exit $rc: $(cat "$scratch/said" "$json")"
	true_of "$json" '.exit == 0 and .leaked_tickets == 0 and (.repeats[0] | .loss == 0 and .dup == 0
		and .reorder == 0 and .torn == 0 and .phantom == 0 and .sent == 20000
		and .sent == .received + .dropped and .conservation.result == "good")' ||
		complain "run $*: not clean: $(cat "$json")"
}
for topology in spsc mpsc:3x1 mpmc:2x2; do
	for payload in values ptr bytes tickets; do
		dropping --kind conflated --topology $topology --payload $payload --size 100
		dropping --overflow drop-newest --capacity 16 --topology $topology --payload $payload --size 100
		dropping --overflow drop-oldest --capacity 16 --topology $topology --payload $payload --size 100
	done
	for payload in values ptr bytes tickets; do
		dropping --select 8 --kind conflated --topology $topology --payload $payload --size 100
		dropping --select 8 --overflow drop-oldest --capacity 16 --topology $topology --payload $payload
	done
	dropping --select 128 --overflow drop-newest --capacity 16 --topology $topology
	dropping --kind conflated --topology $topology --batch 8
	dropping --overflow drop-oldest --capacity 16 --batch 8 --topology $topology --verify off
done
true_of "$json" '.config.kind == "buffered" and .config.overflow == "drop-oldest"' || complain "no policy in $(cat "$json")"
dropping --kind conflated --typed on
true_of "$json" '.config.kind == "conflated" and .config.capacity == 1' || complain "no kind in $(cat "$json")"

# Some messages' time in the channel is measured.
run 20000 --topology mpmc
true_of "$json" '.repeats[0].service | .count > 0 and .max_ns > 0' || complain "no samples: $(cat "$json")"

# By duration: boxed, repeated, summed up.
"$kcbench" run --duration 50ms --warmup 10ms --repeat 3 --format json --name box >"$json" 2>"$scratch/said" ||
	complain "by duration: exit $?: $(cat "$scratch/said")"
true_of "$json" "$clean and (.repeats | length == 3) and .config.duration_ns == 50000000
	and all(.repeats[]; .elapsed_ns >= 50000000 and (.partial | not))
	and .median.rate_per_s >= .median.rate_min_per_s and .median.rate_per_s <= .median.rate_max_per_s
	and all(.repeats[].service; .p50_ns <= .p99_ns and .p99_ns <= .p999_ns and .p999_ns <= .max_ns
		and ([.buckets[].count] | add // 0) == .count)" ||
	complain "by duration: $(cat "$json")"
[ -s "$scratch/said" ] && complain "progress where there is no terminal: $(cat "$scratch/said")"

# The keys that scripts rely on, and the same ones in --schema.
keys='([.schema, .tool, .argv[0], .seed, .env.cpu, .env.cpus, .env.kernel, .env.lib_version, .config.kind,
	.config.topology, .config.payload, .config.size, .config.capacity, .config.batch, .config.duration_ns,
	.repeats[0].n, .repeats[0].sent, .repeats[0].received, .repeats[0].loss, .repeats[0].dup,
	.repeats[0].reorder, .repeats[0].rate_per_s, .repeats[0].service.count, .repeats[0].service.p50_ns,
	.repeats[0].service.p90_ns, .repeats[0].service.p99_ns, .repeats[0].service.p999_ns,
	.repeats[0].service.max_ns, .repeats[0].response, .median.rate_per_s, .median.service.p50_ns,
	.median.service.p99_ns, .asserts, .leaked_tickets, .exit] | all(. != null))'
true_of "$json" "$keys and .schema == \"kcbench/1\" and .config.topology == \"spsc:1x1\" and (.seed | test(\"^0x\"))" ||
	complain "keys: $(cat "$json")"
true_of "$json" 'keys_unsorted[0] == "schema"' || complain "the first key is not schema"
jq -S '[paths | map(tostring) | join(".") | select(test("buckets|argv|repeats.[12]") | not)] | unique' \
	"$json" >"$scratch/keys"
"$kcbench" run --schema | jq -S '[paths | map(tostring) | join(".")
	| select(test("buckets|argv|repeats.[12]") | not)] | unique' | cmp -s - "$scratch/keys" ||
	complain "--schema has other keys than a result"

# A row a repeat, as many fields as the header.
"$kcbench" run --messages 1000 --repeat 2 --format csv --out "$scratch/csv" || complain "csv: exit $?"
awk -F, 'NR == 1 { n = NF } NF != n { exit 1 } END { exit NR != 3 }' "$scratch/csv" ||
	complain "csv: $(cat "$scratch/csv")"
"$kcbench" run --messages 1000 --color never >"$scratch/human" || complain "human: exit $?"
grep -q '^integrity    good: 3000 messages' "$scratch/human" || complain "human: $(cat "$scratch/human")"
"$kcbench" run --messages 1000 --select 8 >"$scratch/human" || complain "human, select: exit $?"
grep -q 'single calls, select over 8 such channels' "$scratch/human" &&
	grep -q '^select       over 8 channels, a message a call; [0-9]* time-outs* of 100ms each$' "$scratch/human" &&
	grep -q '^integrity    good: 3000 messages' "$scratch/human" || complain "human, select: $(cat "$scratch/human")"
"$kcbench" run --messages 1000 --select 8 --repeat 1 --format csv | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
	NR == 2 { good = $at["select"] == 8 && $at["timed_out"] ~ /^[0-9]+$/ && $at["received"] == 1000 } END { exit !good }' ||
	complain "csv, select"
grep -q "$(printf '\033')" "$scratch/human" && complain "escape codes with --color never"
"$kcbench" run --messages 1000 | head -n 1 >/dev/null || complain "a closed pipe is no error"

[ -z "$(find "$KC_DIR" -name '*.kcs')" ] || complain "segments were left: $(ls "$KC_DIR")"
"$kcbench" run --messages 10 --keep --name kept >/dev/null && [ -n "$(find "$KC_DIR" -name 'kept.*.kcs')" ] ||
	complain "--keep kept nothing"
exit $fail
