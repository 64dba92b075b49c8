#!/bin/sh
# Instructions per send and per receive, as shipped and with KC_NO_STATS, counted by callgrind: the same
# figures on every run. usage: instructions.sh BUILD_DIR
set -eu

build=${1:?usage: instructions.sh BUILD_DIR}
program=$build/tests/perf/kcperf-instructions
command -v valgrind >/dev/null || { echo "instructions.sh: valgrind is not installed" >&2; exit 1; }
[ -x "$program" ] || {
	echo "instructions.sh: $program is missing: configure with -DKC_PERF=ON and build" >&2
	exit 1
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

for mode in observed no-stats; do
	KC_DIR=$tmp valgrind --tool=callgrind --callgrind-out-file="$tmp/$mode.out" \
		"$program" "$mode" >"$tmp/$mode.count" 2>"$tmp/$mode.log" || {
		cat "$tmp/$mode.log" >&2
		exit 1
	}
	callgrind_annotate --inclusive=yes --threshold=100 "$tmp/$mode.out" >"$tmp/$mode.txt"
done

awk -v count="$(cat "$tmp/observed.count")" '
	# A line is "1,234 (12.3%)  file:function [object]".
	function note(mode, name, value) {
		gsub(",", "", value)
		if (!((mode, name) in ir))
			ir[mode, name] = value / count
	}
	match($0, /:(inline|call|batch)_(send|receive)/) {
		note(FILENAME ~ /no-stats/ ? "without" : "observed", substr($0, RSTART + 1, RLENGTH - 1), $1)
	}
	END {
		print "| instructions an element, loop included | as shipped | KC_NO_STATS | difference |"
		print "|---|---|---|---|"
		n = split("inline_send inline_receive call_send call_receive batch_send batch_receive", names, " ")
		for (i = 1; i <= n; i++) {
			a = ir["observed", names[i]]; b = ir["without", names[i]]; what = names[i]
			if (a == 0 || b == 0) { print "no count for " what > "/dev/stderr"; exit 1 }
			sub("_", ", ", what); sub("batch", "reserve/peek of 32", what)
			sub("call", "kc_send/kc_recv", what)
			printf "| %s | %.2f | %.2f | %+.2f |\n", what, a, b, a - b
		}
	}' "$tmp/observed.txt" "$tmp/no-stats.txt"
