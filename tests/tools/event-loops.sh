#!/bin/sh
# Proves that the examples of event loops compile without warnings and do what they say: a file read and a channel
# served in one io_uring loop (liburing), a channel in a libuv loop. Each is skipped where its library is missing, the
# first also where the kernel refuses io_uring; with KC_REQUIRE_LOOPS=1 that is a failure.
# usage: sh event-loops.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: event-loops.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: event-loops.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"

missing=
without() { # reason
	missing="${missing:+$missing; }$1"
}

builds() { # example, pkg-config's name
	if ! pkg-config --exists "$2" 2>/dev/null; then
		without "$1.c: pkg-config knows no $2"
		return 1
	fi
	# shellcheck disable=SC2046,SC2086 # lists of flags; $san is empty or one word
	"$cc" -std=gnu11 -g -Wall -Wextra -Werror $san -I "$source_dir/lib/include" -o "$scratch/$1" \
		"$source_dir/lib/examples/$1.c" $(pkg-config --cflags "$2") -L "$libkc" -lkc \
		$(pkg-config --libs "$2") -pthread && return 0
	complain "$1.c does not compile"
	return 1
}

if builds uring liburing; then
	# More than the channel and the reads under way hold, and not a whole number of parts.
	i=0
	while [ $i -lt 40000 ]; do
		echo "line $i of a file that is read in parts"
		i=$((i + 1))
	done >"$scratch/file"
	want="$(wc -c <"$scratch/file") bytes, $(wc -l <"$scratch/file") lines"
	got=$("$scratch/uring" "$scratch/file" 2>"$scratch/said")
	case $? in
	0) [ "$got" = "$want" ] || complain "uring printed '$got', expected '$want'" ;;
	77) without "uring.c: $(cat "$scratch/said")" ;;
	*) complain "uring failed, and said: $got $(cat "$scratch/said")" ;;
	esac
fi
if builds uv libuv; then
	want='100000 samples, sum 5000050000, then closed'
	got=$("$scratch/uv") || complain "uv failed"
	[ "$got" = "$want" ] || complain "uv printed '$got', expected '$want'"
fi

left=$(find "$KC_DIR" -name '*.kcs')
[ -z "$left" ] || complain "segments were left behind: $left"
[ -z "$missing" ] || [ -z "${KC_REQUIRE_LOOPS:-}" ] || complain "$missing"
[ "$fail" -eq 0 ] || exit "$fail"
[ -z "$missing" ] || skip "$missing"
echo "both examples compile and run"
