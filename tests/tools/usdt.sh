#!/bin/sh
# Proves that libkc.so announces the probes that wait/probe.h promises, each with as many arguments as it says, of their
# sizes and signs, and all of them where a tracer can read them: in registers, on the stack, in objects, or constant, but never in
# thread-local storage. That what reads the notes can say no is shown with a library that has others.
# usage: sh usdt.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: usdt.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: usdt.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v readelf >/dev/null || skip "no readelf"
{ grep -q '^KC_USDT:BOOL=ON' "$build_dir/CMakeCache.txt" && grep -q '^KC_HAVE_SDT:INTERNAL=1' "$build_dir/CMakeCache.txt"; } ||
	skip "built without sys/sdt.h"

# A line a probe: provider, name, arguments.
notes() { # file
	readelf -n "$1" | awk '
		/Provider:/ { provider = $2 }
		/Name:/ { name = $2 }
		/Arguments:/ { sub(/^ *Arguments: */, ""); print provider, name, $0 }'
}

# NAME SIZES: the sizes of its arguments, - for signed ones, as the notes have them; wake has many sites.
expected='chan_open 4 8
chan_close 4 8
wait_begin 4 4 8 4
wait_end 4 4 -8 8 8
wake 4 -4'

# Says what is wrong with a library's notes, nothing if all is well.
wrong() { # file
	notes "$1" >"$scratch/notes"
	echo "$expected" | while read -r name sizes; do
		grep -q "^kc $name " "$scratch/notes" || echo "no probe kc:$name"
		grep "^kc $name " "$scratch/notes" | while read -r _ _ arguments; do
			# An argument is SIZE@OPERAND; an operand may hold blanks on no machine that we know.
			got=$(printf '%s\n' "$arguments" | tr ' ' '\n' | sed 's/@.*//' | tr '\n' ' ')
			[ "$got" = "$sizes " ] || echo "kc:$name has '$got' instead of '$sizes'"
			case $arguments in *%fs* | *tpidr* | *rip*) echo "kc:$name: no tracer reads '$arguments'" ;; esac
		done
	done
	awk '$1 == "kc" { print $2 }' "$scratch/notes" | sort -u | while read -r name; do
		echo "$expected" | grep -q "^$name " || echo "kc:$name is none that wait/probe.h knows"
	done
}

lib=$build_dir/lib/libkc.so
said=$(wrong "$lib")
[ -z "$said" ] || { echo "$said"; fail=1; }
sites=$(grep -c "^kc " "$scratch/notes")
# What the header promises is what is looked for.
for name in $(echo "$expected" | cut -d' ' -f1); do
	grep -q "^ \*   $name  *number" "$source_dir/lib/src/wait/probe.h" ||
		{ echo "wait/probe.h does not describe $name"; fail=1; }
done

# Libraries that must be found out.
bad() { # what must be said, C statements
	cat >"$scratch/bad.c" <<-C
		#define SDT_USE_VARIADIC
		#include <sys/sdt.h>
		#include <stdint.h>
		_Thread_local uint32_t word[4];
		void f(uint32_t a, uint64_t b, int64_t c, int32_t d);
		void f(uint32_t a, uint64_t b, int64_t c, int32_t d)
		{
			STAP_PROBEV(kc, chan_open, a, b);
			STAP_PROBEV(kc, chan_close, a, b);
			STAP_PROBEV(kc, wait_begin, a, a, b, a);
			STAP_PROBEV(kc, wait_end, a, a, c, b, b);
			$2
		}
	C
	# Not -fPIC: gcc then names a thread-local operand as one.
	gcc -O2 -fno-pic -no-pie -nostartfiles -w -o "$scratch/bad" "$scratch/bad.c" 2>"$scratch/log" ||
		{ cat "$scratch/log"; fail=1; return; }
	got=$(wrong "$scratch/bad")
	case $got in
	*"$1"*) [ -n "$1" ] || [ -z "$got" ] || { echo "self-test: '$got' of a good library"; fail=1; } ;;
	*) echo "self-test: '$got' instead of '$1'"; fail=1 ;;
	esac
}
if command -v gcc >/dev/null; then
	bad '' 'STAP_PROBEV(kc, wake, a, d);'
	bad 'no probe kc:wake' ';'
	bad "kc:wake has '4 ' instead" 'STAP_PROBEV(kc, wake, a);'
	bad "kc:wake has '4 4 ' instead" 'STAP_PROBEV(kc, wake, a, a);'
	bad 'kc:slept is none' 'STAP_PROBEV(kc, wake, a, d); STAP_PROBEV(kc, slept, a);'
	# In lib/src/chan/nap.c without kc_word_seq, too.
	[ "$(uname -m)" != x86_64 ] || bad 'no tracer reads' 'STAP_PROBEV(kc, wake, word[1], d);'
fi
[ $fail -eq 0 ] && echo "five probes as described, at $sites places"
exit $fail
