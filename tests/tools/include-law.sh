#!/bin/sh
# Proves the include law: a layer of the library includes only its own files and those of layers below
# it, the reader (inspect) sees no code that writes, and the tools see only what they may. Ends with bad
# files that must each be caught, so a law that stopped looking does not pass.
# usage: sh include-law.sh BUILD_DIR SOURCE_DIR
set -u
source_dir=${2:?usage: include-law.sh BUILD_DIR SOURCE_DIR}

# Prints "FILE: includes X: why not" for each break of the law in the tree $1.
check_tree() {
	(cd "$1" && find lib/src probes kcbench chanmon kcdump -type f \( -name '*.[ch]' -o -name '*.def' \) \
		-exec awk '
	BEGIN {
		split("base segment arena ring wait stats chan worker api", name, " ")
		split("0    1       2     2    2    3     4    5      6", rank_of, " ")
		for (i in name)
			rank[name[i]] = rank_of[i]
	}
	function bad(what, why) {
		printf "%s: includes %s: %s\n", FILENAME, what, why
	}
	function local(what) { # a file beside the one that includes it
		return what !~ /\//
	}
	function library(layer, what, target) {
		if (what == "stats/counters.def" && layer == "segment")
			return # the list of counters is part of the layout and of the schema section
		if ((target == "inspect" || target == "dump") && layer == "api")
			return # the top of the library may look at itself with the reader
		if (!(target in rank))
			bad(what, "no layer of the library")
		else if (target != layer && rank[target] >= rank[layer])
			bad(what, layer " may not see " target)
	}
	function reader(what, target) {
		if (target != "inspect" && target != "base" && what != "segment/layout.h" &&
		    what != "stats/counters.def")
			bad(what, "the reader sees base, segment/layout.h, stats/counters.def and itself")
	}
	# What the reader saw, as text: shared by kcdump and the top of the library.
	function text(what, target) {
		if (target != "dump" && target != "inspect" && what != "tool/units.h")
			bad(what, "dump sees the reader, tool/units.h and itself")
	}
	FNR == 1 {
		n = split(FILENAME, part, "/")
		own = part[1] == "lib" ? part[3] : part[1]
	}
	/^[ \t]*#[ \t]*include[ \t]/ {
		what = $0
		sub(/^[^"<]*["<]/, "", what)
		sub(/[">].*/, "", what)
		target = what
		sub(/\/.*/, "", target)
		if ($0 ~ /<kc\//) {
			if (own == "inspect" || own == "tool" || own == "dump" || own == "chanmon" || own == "kcdump" ||
			    own == "probes")
				bad("<" what ">", own " does not know the public interface")
			next
		}
		if ($0 ~ /</)
			next
		if (what ~ /\.\./)
			bad(what, "no way around the layers through ..")
		else if (own in rank && !local(what))
			library(own, what, target)
		else if (own == "inspect" && !local(what))
			reader(what, target)
		else if (own == "dump" && !local(what))
			text(what, target)
		else if (own == "tool" && !local(what) && target != "tool")
			bad(what, "tool sees only itself")
		else if (own == "probes" && !local(what) && target != "probes" && what != "inspect/inspect.h" &&
		    what !~ /^base\/(atomic|hist|waitword)\.h$/)
			bad(what, "the probes see the wait word, the histogram, the door for atomics, the reader and themselves")
		else if ((own == "kcbench" || own == "chanmon" || own == "kcdump") && !local(what) &&
		    target != own && target != "inspect" && target != "tool" && target != "dump" && !with_reader(what) &&
		    !of_probes(what) && !exists(own "/" what))
			bad(what, "a tool sees inspect, dump, what comes with them, the probes, tool and itself")
	}
	# What the library kc_inspect carries besides (the layout, base without its system calls), and the
	# door for atomics, which is the same for a tool with threads.
	function with_reader(what) {
		return what == "segment/layout.h" || what == "stats/counters.def" ||
			what ~ /^base\/(atomic|clock|compiler|crc32c|hist|identity|waitword)\.h$/
	}
	# What the probes show of themselves.
	function of_probes(what) {
		return what ~ /^probes\/(probes|watch|wakeups)\.h$/
	}
	function exists(path,    line, got) {
		got = (getline line < path) >= 0
		close(path)
		return got
	}' {} +)
}

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

fail=0
found=$(check_tree "$source_dir")
if [ -n "$found" ]; then
	printf '%s\n' "$found"
	fail=1
fi

# The law must be able to say no. File, its line, and whether that is a break (1) or not (0).
try() { # expected, file, include line
	rm -rf "$scratch/tree"
	mkdir -p "$scratch/tree/lib/src" "$scratch/tree/probes" "$scratch/tree/kcbench" "$scratch/tree/chanmon" "$scratch/tree/kcdump" \
		"$scratch/tree/$(dirname "$2")"
	printf '/* c */\n%s\n' "$3" >"$scratch/tree/$2"
	got=$(check_tree "$scratch/tree" | grep -c .)
	if [ "$got" -ne "$1" ]; then
		echo "self-test: '$3' in $2: $got breaks reported, expected $1"
		fail=1
	fi
}
try 1 lib/src/base/clock.c '#include "segment/layout.h"'
try 1 lib/src/wait/side.c '#include "probes/probes.h"'
try 1 probes/load.c '#include "segment/layout.h"'
try 0 probes/load.c '#include "base/waitword.h"'
try 1 chanmon/model.c '#include "probes/parts.h"'
try 0 chanmon/model.c '#include "probes/probes.h"'
try 0 kcbench/split.h '#include "probes/watch.h"'
try 1 lib/src/segment/segment.c '#include "arena/arena.h"'
try 1 lib/src/arena/arena.c '#include "stats/counters.def"'
try 0 lib/src/segment/schema.c '#include "stats/counters.def"'
try 1 lib/src/segment/schema.c '#include "stats/recorder.h"'
try 0 lib/src/segment/layout.h '#include "stats/counters.def"'
try 1 lib/src/ring/spsc.c '#include "wait/mode.h"'
try 1 lib/src/wait/side.c '#include "arena/arena.h"'
try 1 lib/src/arena/pages.c '  #  include "ring/spsc.h"'
try 0 lib/src/ring/spsc.c '#include "ring/spsc.h"'
try 1 lib/src/stats/recorder.c '#include "chan/chan.h"'
try 0 lib/src/chan/send.c '#include "ring/spsc.h"'
try 1 lib/src/chan/send.c '#include "api/fork.h"'
try 1 lib/src/chan/send.c '#include "inspect/inspect.h"'
try 1 lib/src/chan/send.c '#include "../api/fork.h"'
try 1 lib/src/inspect/source.c '#include "segment/segment.h"'
try 1 lib/src/inspect/source.c '#include "arena/ticket.h"'
try 1 lib/src/inspect/source.c '#include <kc/kc.h>'
try 0 lib/src/inspect/source.c '#include "segment/layout.h"'
try 1 lib/src/inspect/tickets.c '#include "dump/tickets.h"'
try 0 lib/src/dump/tickets.c '#include "inspect/inspect.h"'
try 0 lib/src/dump/tickets.c '#include "tool/units.h"'
try 1 lib/src/dump/tickets.c '#include "tool/json.h"'
try 1 lib/src/dump/tickets.c '#include "arena/ticket.h"'
try 1 lib/src/dump/tickets.c '#include <kc/kc.h>'
try 0 lib/src/api/introspect.c '#include "dump/tickets.h"'
try 1 lib/src/chan/chan.c '#include "dump/tickets.h"'
try 0 kcdump/main.c '#include "dump/tickets.h"'
try 1 lib/src/tool/json.c '#include "inspect/inspect.h"'
try 1 lib/src/tool/json.c '#include "base/clock.h"'
try 1 chanmon/main.c '#include <kc/kc.h>'
try 1 kcdump/main.c '#include "arena/arena.h"'
try 1 kcbench/main.c '#include "chan/chan.h"'
try 1 kcbench/main.c '#include "base/sys.h"'
try 0 chanmon/sample.c '#include "base/clock.h"'
try 0 kcbench/main.c '#include <kc/kc.h>'
try 0 kcbench/main.c '#include "inspect/inspect.h"'
try 0 chanmon/sample.c '#include "probes/wakeups.h"'
try 1 chanmon/sample.c '#include "probes/parts.h"'
try 1 lib/src/inspect/source.c '#include "probes/probes.h"'
try 0 chanmon/view.c '#include "view.h"'
try 1 kcdump/main.c '#include "view/table.h"'
try 0 kcdump/view/table.c '#include "table.h"'

[ "$fail" -eq 0 ] && echo "include law holds in $(find "$source_dir/lib/src" "$source_dir/kcbench" \
	"$source_dir/chanmon" "$source_dir/kcdump" -name '*.[ch]' | grep -c .) files"
exit "$fail"
