#!/bin/sh
# Proves that kcbench refuses what it cannot do before it does anything: exit 2 and a sentence that says
# what is wrong and what was meant, 3 where the machine refuses; help, man page and completion name every verb.
# usage: sh kcbench-options.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: kcbench-options.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcbench-options.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
kcbench=$build_dir/kcbench/kcbench

refused() { # exit code, text in the sentence, arguments...
	want=$1
	text=$2
	shift 2
	"$kcbench" "$@" >"$scratch/out" 2>"$scratch/said"
	rc=$?
	[ $rc -eq "$want" ] || complain "kcbench $*: exit $rc, not $want"
	grep -qF -e "$text" "$scratch/said" || complain "kcbench $*: said: $(cat "$scratch/said")"
	[ -s "$scratch/out" ] && complain "kcbench $*: wrote to stdout: $(cat "$scratch/out")"
}

refused 2 'a verb is needed'
refused 2 "did you mean 'run'" rnu
refused 2 "did you mean 'demo'" dmo
refused 2 'did you mean --payload' run --paylod values
refused 2 "did you mean 'tickets'" run --payload ticket
refused 2 "did you mean 'spsc'" run --topology spcs
refused 2 'spsc has one sender' run --topology spsc:2x1
refused 2 'senders x receivers' run --topology mpmc:0x2
refused 2 'senders x receivers' run --topology mpmc:2x2x2
refused 2 'senders x 1' run --topology mpsc:2x2
refused 2 'senders x 1' run --topology mpsc:2
refused 2 "did you mean 'head'" run --touch haed
refused 2 "did you mean 'json'" run --format jsno
refused 2 'with its unit' run --duration 5
refused 2 'with its unit' run --warmup 5x
refused 2 'above 0' run --duration 0s
refused 2 '--messages' run --messages 0
refused 2 '--messages' run --messages ten
refused 2 'no whole number' run --messages 1.5
refused 2 'no whole number' run --repeat 0.9
refused 2 'no whole number' run --messages 5/s
refused 2 '--size' run --size 8.5
refused 2 '--size' run --size 7
refused 2 '8 to 4096' run --size 8KiB
refused 2 '--batch' run --batch 0
refused 2 'one message a call' run --payload bytes --batch 2
refused 2 'more than --capacity' run --batch 64 --capacity 32
refused 2 '--capacity' run --capacity 18446744073709551615
refused 2 "did you mean 'unlimited'" run --kind unlimted
refused 2 'needs --kind unlimited' run --limit 1KiB
refused 2 'has none' run --kind unlimited --capacity 64
refused 2 '--limit' run --kind unlimited --limit 7
refused 2 'stores nothing' run --kind rendezvous --capacity 64
refused 2 'no slots' run --kind rendezvous --in-place on
refused 2 'not 15 bytes' run --kind unlimited --payload ptr --limit 15
refused 2 'unlimited: spsc' run --kind unlimited --topology mpsc --in-place on
refused 2 'that --limit makes' run --kind unlimited --limit 64 --batch 9
refused 2 'exclude' run --messages 5 --duration 1s
refused 2 '--warmup needs' run --messages 5 --warmup 1s
refused 2 '--typed' run --typed on --size 16
refused 2 '--typed' run --typed maybe
refused 2 '--in-place' run --in-place on --topology mpmc
refused 2 '--in-place' run --in-place on --payload tickets
refused 2 '--in-place' run --in-place on --kind conflated
refused 2 '--in-place' run --in-place on --overflow drop-oldest
for n in 129 -1 1.5 x '' 99999999999999999999; do
	refused 2 'is no whole number from 0 to 128' run --select "$n"
done
refused 2 'one message a call' run --select 8 --payload bytes --batch 2
refused 2 'receives from one channel' run --select 8 --typed on
refused 2 'a select copies' run --select 1 --in-place on
refused 2 'did you mean --select' run --selct 8
refused 2 'does not belong' demo --select 8
refused 3 'or --select' run --messages 1 --payload tickets --size 8 --capacity 65536 --select 128
refused 2 "did you mean 'conflated'" run --kind conflate
refused 2 "did you mean 'drop-oldest'" run --overflow drop-oldst
refused 2 'for buffered channels' run --kind unlimited --overflow drop-oldest
refused 2 'always has room' run --kind conflated --overflow drop-newest
refused 2 'holds one value' run --kind conflated --capacity 2
refused 2 '--pin' run --pin 0-
refused 2 '--pin' run --pin cpu0
for seed in abc 5x '' ' 5' +5 -1 0x 0x0x1 18446744073709551616 0x10000000000000000; do
	refused 2 'is no number of 64 bits' run --messages 1 --seed "$seed"
done
refused 2 'does not belong' demo --trace-wakeups
refused 2 'does not belong' pipe "$0" --trace-wakeups
refused 2 'takes no argument' run --trace-wakeups=on
refused 2 'did you mean --trace-wakeups' run --trace-wakeup
refused 2 "did you mean 'probe-cost'" probe-cots
refused 2 "probe-cost takes no word 'extra'" probe-cost extra
refused 2 'does not belong' probe-cost --capacity 4
refused 2 'does not belong' probe-cost --pin 0
refused 2 'with its unit' probe-cost --duration 5
refused 2 'above 0' probe-cost --duration 0s
refused 2 'for 1s at most' probe-cost --duration 1001ms
refused 2 '--repeat' probe-cost --repeat 0
refused 3 'no/such/folder' probe-cost --out "$scratch/no/such/folder/x"
refused 2 "there is no 'MPMC'; it takes spsc, mpsc[:Px1] or mpmc[:PxC]" run --topology MPMC
for seed in 0 010:0xa 18446744073709551615:0xffffffffffffffff 0XfF:0xff; do
	"$kcbench" run --messages 1 --repeat 1 --format json --seed "${seed%:*}" >"$scratch/out" || complain "--seed $seed: exit $?"
	[ "$seed" = 0 ] || grep -q "\"seed\":\"${seed#*:}\"" "$scratch/out" || complain "--seed $seed: $(cat "$scratch/out")"
done
refused 2 '--workers' run --workers 3
refused 2 '--topology' pipe "$0" --topology mpmc
refused 2 "'extra'" run extra
refused 2 'pipe needs a file' pipe
refused 2 'one file is enough' pipe "$0" "$0"
refused 2 '--slow' pipe "$0" --slow work
refused 2 "did you mean 'work'" pipe "$0" --slow wrok:1ms
refused 2 'with its unit' pipe "$0" --slow work:1
refused 2 'exclude' pipe "$0" --lines --per-line
refused 2 'exclude' pipe "$0" --per-line --block 4KiB
refused 2 '--block' pipe "$0" --block 3
refused 2 '--workers' pipe "$0" --workers 0
long=0123456789012345678901234567890123456789012345678901234567890123
for name in a/b .hidden "$(printf 'tab\there')" "$(printf 'bad\377')" "$(printf 'reversed\342\200\256')"; do
	refused 2 'is no name: printable UTF-8' run --messages 1 -n "$name"
	refused 2 'is no name: printable UTF-8' pipe "$scratch/missing" -n "$name"
done
refused 2 'a name has 1 to 63' run --messages 1 -n ''
refused 2 'a name has 1 to 63' demo --duration 1ms -n "$long"
for name in "${long#0}" 'two words' "gr$(printf '\303\274')n" a,b -x; do
	"$kcbench" run --messages 1 --repeat 1 --name "$name" >/dev/null || complain "--name '$name': exit $?"
done
refused 2 '--out: an empty word names no file' run --messages 1 --out ''
refused 2 '--dir: an empty word names no folder' run --messages 1 --dir=
escape=$(printf '\033')
refused 2 "'x\\x1b'" run "x$escape"
refused 2 "'\\x1b'" "$escape"
refused 2 "'\\x1b'" run --format "$escape"
refused 3 "no\\x1b/x: No such" run --messages 1 --out "$scratch/no$escape/x"
refused 2 '--schema does not belong' demo --schema
refused 3 'CPU 1023 is not among' run --messages 1 --pin 1023
refused 3 'of payload memory' run --messages 1 --payload tickets --size 64MiB --capacity 67108864
refused 3 'no/such/folder' run --messages 1 --out "$scratch/no/such/folder/x"
refused 3 "$scratch/file" run --messages 1 --dir "$scratch/file/x"
: >"$scratch/file"
refused 3 "$scratch/file" run --messages 1 --dir "$scratch/file"

# A broken number with a unit that makes it whole is one.
"$kcbench" run --messages 1.5k --repeat 1 --format csv >"$scratch/out" || complain "--messages 1.5k: exit $?"
grep -q ',1500,' "$scratch/out" || complain "--messages 1.5k: $(cat "$scratch/out")"

# The schema of one verb, or of all, a document a line; what cannot be written is an error.
for ask in run:kcbench/1 pipe:kcbench-pipe/1 probe-cost:kcbench-probe-cost/1; do
	"$kcbench" "${ask%%:*}" --schema >"$scratch/out" || complain "${ask%%:*} --schema: exit $?"
	grep -q "^{\"schema\":\"${ask#*:}\"" "$scratch/out" || complain "${ask%%:*} --schema: $(cat "$scratch/out")"
done
"$kcbench" --schema >"$scratch/out" || complain "--schema: exit $?"
[ "$(grep -c '^{"schema":"kcbench.*}$' "$scratch/out")" -eq 3 ] && [ "$(wc -l <"$scratch/out")" -eq 3 ] ||
	complain "--schema without a verb: $(cat "$scratch/out")"
"$kcbench" --schema --out "$scratch/schema" >"$scratch/out" && [ ! -s "$scratch/out" ] &&
	[ "$(wc -l <"$scratch/schema")" -eq 3 ] || complain "--schema --out"
for ask in --schema 'run --schema' 'pipe --schema' 'probe-cost --schema' --help --help-man --version 'demo --duration 1ms'; do
	# shellcheck disable=SC2086
	"$kcbench" $ask >/dev/full 2>"$scratch/said"
	[ $? -eq 3 ] && grep -q 'No space left' "$scratch/said" || complain "$ask on a full device: $(cat "$scratch/said")"
done

# A result that cannot be had leaves the old one where it was.
echo old >"$scratch/result"
"$kcbench" pipe "$scratch/missing" --out "$scratch/result" 2>/dev/null
[ "$(cat "$scratch/result")" = old ] || complain "--out was overwritten without a result"
[ "$(find "$scratch" -name 'result*' | wc -l)" -eq 1 ] || complain "temporary files were left beside --out"

for ask in --help --help-man '--completion bash'; do
	# shellcheck disable=SC2086
	"$kcbench" $ask >"$scratch/help" || complain "$ask: exit $?"
	sed -i 's/\\-/-/g' "$scratch/help"
	for word in run pipe demo probe-cost topology select slow trace-wakeups; do
		grep -q -e "$word" "$scratch/help" || complain "$ask does not name $word"
	done
done
"$kcbench" --version | grep -q '^kcbench [0-9]' || complain "--version: $("$kcbench" --version)"
exit $fail
