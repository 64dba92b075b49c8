#!/bin/sh
# Proves that kc_arena_dump writes kcdump's text: whose it is, occupancy, size classes and every ticket's row are
# the lines that kcdump prints of the same program, but for the tickets' ages, which have grown.
# usage: sh arena-dump.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: arena-dump.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: arena-dump.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
kcdump=$build_dir/kcdump/kcdump
program=

stop_program() {
	[ -z "$program" ] || kill -9 "$program" 2>/dev/null
	remove_folders
}
trap stop_program EXIT

c_program "$scratch/dumper" "$source_dir/tests/tools/arena-dump.c" || {
	complain "arena-dump.c does not compile"
	exit 1
}
"$scratch/dumper" mirror "$scratch/own" >"$scratch/pid" 2>"$scratch/said" &
program=$!
until [ -s "$scratch/pid" ]; do
	kill -0 "$program" 2>/dev/null || { complain "the program ended: $(cat "$scratch/said")"; exit 1; }
done

# The program set no locale, so that names are escaped in both.
export LC_ALL=C
"$kcdump" "$program" tickets >"$scratch/tickets" || complain "kcdump tickets ended with $?"
"$kcdump" "$program" info -v >"$scratch/info" || complain "kcdump info ended with $?"

# One blank where there are several, and no age.
plain() {
	sed -E 's/ +/ /g; s/ [0-9][0-9.a-z]* ([^ ]*\+0x[0-9a-f]+)$/ AGE \1/' "$@"
}
grep -E '^(TICKET|0x|[0-9]+ of [0-9]+ matching)' "$scratch/tickets" | plain >"$scratch/expected"
grep -E '^(TICKET|0x|[0-9]+ of [0-9]+ matching)' "$scratch/own" | plain >"$scratch/got"
diff -u "$scratch/expected" "$scratch/got" || complain "kc_arena_dump's tickets are not kcdump's"
[ "$(grep -c '^0x.* AGE dumper+0x' "$scratch/got")" -eq 6 ] ||
	complain "not six tickets with age and site: $(cat "$scratch/got")"
grep -q '^0x.* held gr\\xc3\\xbcn 2 100 ' "$scratch/got" || complain "the shared one is not there"
grep -q ' gone ended ' "$scratch/got" || complain "the ended holder is not there"

head -n 1 "$scratch/tickets" >"$scratch/expected"
head -n 1 "$scratch/own" | diff -u "$scratch/expected" - || complain "the first line differs"
# The lines above the tickets, all of them as kcdump info prints them.
sed '1d; /^TICKET/,$d; /^$/d' "$scratch/own" >"$scratch/above"
[ "$(wc -l <"$scratch/above")" -gt 5 ] || complain "no occupancy or classes: $(cat "$scratch/above")"
while IFS= read -r line; do
	grep -qxF -- "$line" "$scratch/info" || complain "kcdump info has no line '$line'"
done <"$scratch/above"
grep -q '^ *BLOCK  PAGES  BLOCKS BOUND$' "$scratch/above" || complain "no size classes"

[ "$fail" -eq 0 ] && echo "kc_arena_dump writes kcdump's text"
exit "$fail"
