#!/bin/sh
# Proves that what the documents show works: the README's first program is lib/examples/hello.c to the
# byte, every example and every program in a manual page compiles without warnings and runs.
# usage: sh first-program.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: first-program.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: first-program.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"

# The first block of C in the README.
sed -n '/^```c$/,/^```$/p' "$source_dir/README.md" | sed '1d; /^```$/,$d' >"$scratch/readme.c"
[ -s "$scratch/readme.c" ] || complain "README.md has no block that begins with \`\`\`c"
diff -u "$source_dir/lib/examples/hello.c" "$scratch/readme.c" || complain "README.md and hello.c differ"

runs() { # name, source, expected output (empty: anything); input from stdin
	c_program "$scratch/program" "$2" || { complain "$1 does not compile"; return; }
	got=$("$scratch/program") || { complain "$1 ended with $?, and said: $got"; return; }
	[ -z "$3" ] || [ "$got" = "$3" ] || complain "$1 printed '$got', expected '$3'"
}

runs README.md "$scratch/readme.c" 'sum 500000500000' </dev/null
# Longer than one block, so that a line crosses a block's end.
i=0
while [ $i -lt 2000 ]; do
	echo 'one two three four five six seven eight nine ten'
	i=$((i + 1))
done >"$scratch/text"
words=$(wc -w <"$scratch/text")
runs lib/examples/tickets.c "$source_dir/lib/examples/tickets.c" "$((words)) words" <"$scratch/text"

runs lib/examples/pressure.c "$source_dir/lib/examples/pressure.c" '' </dev/null

pages=0
for page in "$source_dir"/docs/man/*.3; do
	name=${page##*/}
	sed -n '/^\.EX$/,/^\.EE$/p' "$page" |
		sed '/^\.E[XE]$/d; s/\\e/\\/g; s/\\-/-/g; s/^\\&//' >"$scratch/${name%.3}.c"
	[ -s "$scratch/${name%.3}.c" ] || { complain "$name has no example"; continue; }
	runs "$name" "$scratch/${name%.3}.c" '' </dev/null
	pages=$((pages + 1))
done
[ "$pages" -gt 0 ] || complain "no manual page in docs/man"

left=$(find "$KC_DIR" -name '*.kcs')
[ -z "$left" ] || complain "segments were left behind: $left"

[ "$fail" -eq 0 ] && echo "README, examples and $pages manual pages compile and run"
exit "$fail"
