#!/bin/sh
# Proves that docs/invariants.md lists what is asserted (lib/src/base/check.h): each rule that is asserted has a row, each
# file that a row names asserts it, each test that a row names is there, and each test of tests/unit/invariants.c is
# named. Ends with lists that lie, which must be caught.
# usage: sh invariants.sh BUILD_DIR SOURCE_DIR
set -u
source_dir=${2:?usage: invariants.sh BUILD_DIR SOURCE_DIR}

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# Prints a sentence for each difference between the list $1 and the sources.
check_list() {
	(cd "$source_dir" || exit 1
	grep -rhoE 'KC_INVARIANT\("[A-Z0-9-]+"' lib/src --include='*.[ch]' | sed 's/.*("//; s/"//' |
		sort -u >"$scratch/asserted"
	grep -oE '^\| \*\*[A-Z0-9-]+\*\*' "$1" | sed 's/^| \*\*//; s/\*\*//' | sort -u >"$scratch/listed"
	comm -23 "$scratch/asserted" "$scratch/listed" | sed 's/$/: asserted, and has no row/'
	grep '^| \*\*' "$1" | while IFS='|' read -r _ rule where breakers _; do
		name=$(printf '%s' "$rule" | sed -E 's/^ \*\*([A-Z0-9-]+)\*\*.*/\1/')
		printf '%s' "$where" | grep -oE '`(arena|base|chan|ring|segment|wait)/[a-z_]+\.[ch]`' | tr -d '`' |
			while read -r file; do
				[ -f "lib/src/$file" ] || echo "$name: lib/src/$file is not there"
			done
		printf '%s' "$breakers" | grep -oE '\*[a-z_]+\*' | tr -d '*' | while read -r test; do
			grep -qF "BREAKS($test, \"$name\")" tests/unit/invariants.c ||
				echo "$name: tests/unit/invariants.c has no test $test of it"
		done
	done
	grep -oE '^BREAKS\([a-z_]+' tests/unit/invariants.c | sed 's/BREAKS(//' | while read -r test; do
		grep -qF "*$test*" "$1" || echo "$test: a test without a row"
	done)
}

fail=0
list=$source_dir/docs/invariants.md
found=$(check_list "$list")
if [ -n "$found" ]; then
	printf '%s\n' "$found"
	fail=1
fi

try() { # sed script that makes a list lie
	sed -E "$1" "$list" >"$scratch/list.md"
	if [ -z "$(check_list "$scratch/list.md")" ]; then
		echo "self-test: '$1' was not found out"
		fail=1
	fi
}
try '/^\| \*\*INV-SEG-1\*\*/d'
try 's/\*a_buffer_has_two_owners\*/*a_buffer_has_three_owners*/'
try 's/\*two_write_one_position\*//'
try 's/`chan\/lanes\.c`/`chan\/lane.c`/'

[ "$fail" -eq 0 ] && echo "$(grep -c . "$scratch/asserted") rules are asserted and listed"
exit "$fail"
