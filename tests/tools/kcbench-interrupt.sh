#!/bin/sh
# Proves that an interrupted kcbench says what it has: exit 130 or 143, a result that is marked partial, every
# message accounted for and no segment left; that a file which grows or shrinks under `pipe` is noticed
# (exit 4); and that the demo runs until it is told to stop.
# usage: sh kcbench-interrupt.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: kcbench-interrupt.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcbench-interrupt.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v jq >/dev/null || skip "jq is not installed"
kcbench=$build_dir/kcbench/kcbench
json=$scratch/json

pid=
stop() {
	[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null
	remove_folders
}
trap stop EXIT

# A job of a script ignores SIGINT unless the shell gives it back; env does.
start() { # arguments of kcbench
	: >"$json"
	env --default-signal=INT "$kcbench" "$@" --out "$json" >"$scratch/out" 2>"$scratch/said" &
	pid=$!
}
wait_for() { # what, command...: looked at again and again, at most a minute long
	what=$1
	shift
	until_s=$(($(date +%s) + 60))
	until "$@"; do
		if ! kill -0 "$pid" 2>/dev/null || [ "$(date +%s)" -gt $until_s ]; then
			echo "never: $what: $(cat "$scratch/said")"
			exit 1
		fi
	done
}
has_segment() {
	[ -n "$(find "$KC_DIR" -name "*.$pid.*.kcs")" ]
}
has_thread() { # name
	grep -qsx "$1" /proc/"$pid"/task/*/comm
}
has_read() { # file: does the program have it open, and is its position behind the start?
	for fd in /proc/"$pid"/fd/*; do
		[ "$(readlink "$fd")" = "$1" ] && ! grep -q '^pos:[[:space:]]*0$' "/proc/$pid/fdinfo/${fd##*/}" &&
			return 0
	done
	return 1
}
ended() { # exit code
	wait "$pid"
	rc=$?
	pid=
	[ $rc -eq "$1" ] || complain "exit $rc, not $1: $(cat "$scratch/said")"
	[ -z "$(find "$KC_DIR" -name '*.kcs')" ] || complain "a segment was left: $(ls "$KC_DIR")"
}
holds() { # what, jq expression
	true_of "$json" "$2" || complain "$1: $2 is not so in $(cat "$json")"
}

env --default-signal=INT true 2>/dev/null || skip "env does not know --default-signal"

for signal in INT:130 TERM:143 HUP:143; do
	start run --topology mpmc --duration 1h --warmup 0s --format json
	wait_for "a second receiver" has_thread kb-recv-1
	kill -"${signal%:*}" "$pid"
	ended "${signal#*:}"
	holds "run, $signal" ".interrupted and .exit == ${signal#*:} and (.repeats | length == 1)
		and .repeats[0].partial and .repeats[0].loss == 0 and .repeats[0].dup == 0
		and .repeats[0].sent == .repeats[0].received and .leaked_tickets == 0"
done

# A job of a script: what it ignores does not interrupt it.
: >"$json"
env --ignore-signal=INT "$kcbench" run --topology mpmc --duration 1h --warmup 0s --format json --out "$json" 2>"$scratch/said" &
pid=$!
wait_for "a second receiver" has_thread kb-recv-1
kill -INT "$pid"
sleep 0.3
kill -TERM "$pid"
ended 143
holds "ignored" '.interrupted and .exit == 143'

# Before the first round is over there is a result as well, of no round. It takes privileges to get so far.
if "$kcbench" probe-cost --repeat 1 --duration 1ms >/dev/null 2>&1; then
	for format in json csv human; do
		start probe-cost --duration 1s --format $format
		wait_for "the probes' loads" has_segment
		kill -INT "$pid"
		ended 130
		[ -s "$json" ] || complain "probe-cost, $format: nothing is written"
		case $format in
		json) holds probe-cost '.interrupted and .exit == 130 and .rounds == 0 and all(.loads[]; .measured | not)' ;;
		csv) [ "$(wc -l <"$json")" -eq 1 ] || complain "probe-cost, csv: $(cat "$json")" ;;
		human) grep -q '^interrupted: ' "$json" || complain "probe-cost, human: $(cat "$json")" ;;
		esac
	done
fi

# Stopped while the workers sleep an hour for each line: what was read is finished, and is the file's head.
seq 1 5000 >"$scratch/lines"
start pipe "$scratch/lines" --per-line --capacity 8 --slow work:1h --format json
wait_for "a reader that has read" has_read "$scratch/lines"
kill -TERM "$pid"
ended 143
holds pipe '.interrupted and .verified and .exit == 143 and .bytes > 0 and .lines < 5000
	and .lines == .reference.lines and .loss == 0 and .leaked_tickets == 0 and (.file_changed | not)'
bytes=$(jq .bytes "$json")
[ "$(head -c "$bytes" "$scratch/lines" | wc -l)" -eq "$(jq .lines "$json")" ] || complain "pipe: not the file's head"

# The file changes after it was opened, while the reader would sleep an hour for each line; then it is
# stopped, and says both. The exit code of a change alone is that of /proc/cpuinfo in kcbench-pipe.sh.
for change in grew shrank; do
	seq 1 5000 >"$scratch/lines"
	start pipe "$scratch/lines" --per-line --slow read:1h --format json
	wait_for "a reader that has read" has_read "$scratch/lines" # or it finds an empty file, and ends at once
	case $change in
	grew) echo more >>"$scratch/lines" ;;
	shrank) : >"$scratch/lines" ;;
	esac
	kill -TERM "$pid"
	ended 143
	holds "$change" ".file_changed and .interrupted and (.change | test(\"it $change\"))"
	grep -q "changed while it was read: it $change" "$scratch/said" || complain "$change: $(cat "$scratch/said")"
done

# The demo says what it is, has its channels, ends by itself or when told.
printf 'a\nb\nc\n' >"$scratch/small"
"$kcbench" demo "$scratch/small" --duration 300ms >"$scratch/out" 2>"$scratch/said" ||
	complain "demo: exit $?: $(cat "$scratch/said")"
head -n 1 "$scratch/out" | grep -q 'chanmon demo' || complain "demo: does not say how to look: $(cat "$scratch/out")"
"$kcbench" demo >"$scratch/out" 2>"$scratch/said" &
pid=$!
wait_for "the demo's line" grep -q 'chanmon demo' "$scratch/out"
wait_for "the demo's segment" has_segment
kill -TERM "$pid"
ended 143
# The commands that it names are those that find it, whatever its name and folder.
mkdir "$scratch/my dir"
"$kcbench" demo --name "it's two" --dir "$scratch/my dir" >"$scratch/out" 2>"$scratch/said" &
pid=$!
wait_for "the demo's line" grep -q 'Ctrl-C' "$scratch/out"
for tool in chanmon kcdump; do
	command=$(sed -n "s/.*\`\([^\`]* $tool [^\`]*\)\`.*/\1/p" "$scratch/out")
	PATH=$build_dir/$tool:$PATH sh -c "$command" >"$scratch/seen" </dev/null 2>&1 && grep -q "it's two" "$scratch/seen" ||
		complain "demo: $command: $(cat "$scratch/seen")"
done
kill -TERM "$pid"
ended 143
: >"$scratch/empty"
"$kcbench" demo "$scratch/empty" --duration 100ms >/dev/null || complain "demo of an empty file: exit $?"
exit $fail
