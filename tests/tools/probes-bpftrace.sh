#!/bin/sh
# Proves that the bpftrace one-liners of kc-probes(7), one for each USDT probe, run as they stand on the page and print
# about a real program what the page says: who waited where, how long, who woke, what was opened and closed.
# Where there is no bpftrace, or no uprobe can be had, it is skipped; with KC_REQUIRE_BPF=1 it has failed then.
# usage: sh probes-bpftrace.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015,SC2317
set -u
build_dir=${1:?usage: probes-bpftrace.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: probes-bpftrace.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
cannot() {
	[ "${KC_REQUIRE_BPF:-0}" = 1 ] || skip "$*"
	echo "$*"
	exit 1
}
scene=''
tracer=''
stop_all() {
	[ -z "$tracer" ] || kill -9 "$tracer" 2>/dev/null
	[ -z "$scene" ] || kill -9 "$scene" 2>/dev/null
	remove_folders
}
trap stop_all EXIT

[ -z "$san" ] || skip "bpftrace is tried with the plain library"
grep -q '^KC_HAVE_SDT:INTERNAL=1' "$build_dir/CMakeCache.txt" && grep -q '^KC_USDT:BOOL=ON' "$build_dir/CMakeCache.txt" ||
	cannot "built without sys/sdt.h"
command -v groff >/dev/null || cannot "groff is not installed"
command -v bpftrace >/dev/null || cannot "bpftrace is not installed"
[ "$(id -u)" -eq 0 ] || cannot "bpftrace takes root"
# A copy of its own, or every program of a test beside this one would be told, too.
mkdir "$scratch/lib" && cp "$build_dir/lib/libkc.so.0" "$scratch/lib/libkc.so.0" || exit 1
lib=$scratch/lib/libkc.so.0
timeout 120 bpftrace -e "uprobe:$lib:kc_send { @ = count(); } interval:ms:1 { exit(); }" >"$scratch/said" 2>&1 ||
	cannot "bpftrace cannot attach here: $(grep -v '^$' "$scratch/said" | tail -n 1)"

# From the page as a reader sees it: a line a program of one or more lines, which ends with a quote.
groff -t -man -Tutf8 -P-cbou -rLL=80n "$source_dir/docs/man/kc-probes.7" >"$scratch/page" 2>/dev/null
one_liner() { # probe
	awk -v probe=":kc:$1 " -v quote="'" '
		/^ *bpftrace -e / { on = index($0, probe) > 0 }
		on { print }
		substr($0, length) == quote { on = 0 }' "$scratch/page" | sed "s|/usr/lib/libkc.so.0|$lib|"
}

c_program "$scratch/scene" "$source_dir/tests/tools/usdt-scene.c" || exit 1
LD_LIBRARY_PATH=$scratch/lib "$scratch/scene" served >"$scratch/rounds" 2>"$scratch/scene.err" &
scene=$!
give_up_s=$(($(date +%s) + 200))
rounds_pass() { # how many
	until=$(($(wc -l <"$scratch/rounds") + $1))
	while [ "$(wc -l <"$scratch/rounds")" -lt $until ]; do
		if ! kill -0 "$scene" 2>/dev/null || [ "$(date +%s)" -gt $give_up_s ]; then
			echo "the program makes no rounds: $(cat "$scratch/scene.err")"
			exit 1
		fi
	done
}

# Runs the one-liner of a probe while the program makes rounds. $code, and what is printed in $scratch/out.
run_it() { # rounds
	# This process becomes bpftrace, so that it can be told to end; a shell's background job ignores SIGINT, bpftrace does not.
	sed 's/^ *bpftrace/exec bpftrace/' "$scratch/one" >"$scratch/run"
	sh "$scratch/run" >"$scratch/out" 2>"$scratch/err" &
	tracer=$!
	rounds_pass "$1"
	kill -INT "$tracer" 2>/dev/null
	wait "$tracer"
	code=$?
	tracer=''
}

# The one-liner prints lines of these forms, each of them and no others. It may have been attached late: then once more,
# for longer.
prints_just() { # probe, extended regular expressions...
	probe=$1
	shift
	one_liner "$probe" >"$scratch/one"
	if [ "$(grep -c 'bpftrace -e' "$scratch/one")" -ne 1 ]; then
		complain "kc-probes(7) has not one one-liner for $probe"
		return
	fi
	for rounds in 400 1600 6400; do
		run_it $rounds
		grep -v -e '^Attaching' -e '^$' -e ': 0$' "$scratch/out" >"$scratch/lines"
		missing=
		for line; do
			grep -Eqx -e "$line" "$scratch/lines" || missing="$missing '$line'"
			grep -Evx -e "$line" "$scratch/lines" >"$scratch/rest"
			mv "$scratch/rest" "$scratch/lines"
		done
		[ "$code" -eq 0 ] && [ ! -s "$scratch/lines" ] && [ -n "$missing" ] || break
	done
	[ "$code" -eq 0 ] || complain "$probe: bpftrace ends with $code: $(cat "$scratch/err")"
	[ ! -s "$scratch/lines" ] || complain "$probe: what is this: $(head -n 10 "$scratch/lines")"
	[ -z "$missing" ] || complain "$probe: no line$missing in:
$(head -n 30 "$scratch/out")"
}

prints_just wait_begin '@\[eater, orders, 1\]: [1-9][0-9]*' '@\[feeder, narrow, 0\]: [1-9][0-9]*' \
	'@\[chooser, , 2\]: [1-9][0-9]*'
prints_just wait_end '@us\[orders\]: *' '@us\[narrow\]: *' '@us\[tea\]: *' '\[[0-9KM, ]*[])] +[0-9]+ \|[@ ]*\|'
prints_just wake '@calls\[main, [1-9][0-9]*\]: [1-9][0-9]*' '@found\[main, [1-9][0-9]*\]: [1-9][0-9]*'
prints_just chan_open "main \\($scene\\) opens orders, number [1-9][0-9]*" \
	"main \\($scene\\) opens (narrow|tea|coffee), number [1-9][0-9]*"
prints_just chan_close "main \\($scene\\) closes orders" "main \\($scene\\) closes narrow" "main \\($scene\\) closes tea" \
	"main \\($scene\\) closes coffee"
[ "$(grep -c '^ *bpftrace -e' "$scratch/page")" -eq 5 ] || complain "kc-probes(7) has one-liners that nobody tried"

[ "$fail" -eq 0 ] && echo "five one-liners of kc-probes(7) print what it says"
exit "$fail"
