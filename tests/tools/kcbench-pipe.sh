#!/bin/sh
# Proves that `kcbench pipe` carries a real file through the pipeline whole: bytes and lines are those that
# wc counts, the digest is the same however the file is cut and by however many workers, files at the edges
# (empty, no newline at the end, one line longer than a chunk, zeros) come out right, and what is no readable
# file is refused with the reason.
# usage: sh kcbench-pipe.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: kcbench-pipe.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcbench-pipe.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v jq >/dev/null || skip "jq is not installed"
kcbench=$build_dir/kcbench/kcbench
json=$scratch/json

pipe() { # file, options...: checked against wc
	"$kcbench" pipe --format json "$@" >"$json" 2>"$scratch/said"
	rc=$?
	[ $rc -eq 0 ] || complain "pipe $*: exit $rc: $(cat "$scratch/said" "$json")"
	lines=$(wc -l <"$1")
	bytes=$(wc -c <"$1")
	true_of "$json" ".verified and .exit == 0 and .bytes == $bytes and .lines == $lines
		and .reference.bytes == $bytes and .reference.lines == $lines
		and .digest == .reference.digest and .loss == 0 and .dup == 0 and .reorder == 0
		and .torn == 0 and .leaked_tickets == 0 and .conservation == \"good\"" ||
		complain "pipe $*: $lines lines, $bytes bytes, but: $(cat "$json")"
}
digest() {
	jq -r .digest "$json"
}

# Everything that was written about kc, and a program: lines of all lengths, zeros, no newline at the end.
cat "$source_dir"/lib/src/*/*.[ch] "$source_dir"/kcbench/*.[ch] >"$scratch/text"
cat "$kcbench" "$scratch/text" >"$scratch/binary"
printf 'end' >>"$scratch/binary"

for file in "$scratch/text" "$scratch/binary"; do
	pipe "$file"
	same=$(digest)
	for options in '--workers 1' '--workers 5' '--per-line' '--per-line --workers 1' \
		'--lines --block 64' '--lines --block 1KiB --capacity 1' '--lines --block 16MiB' '--no-stats'; do
		# shellcheck disable=SC2086
		pipe "$file" $options
		[ "$(digest)" = "$same" ] || complain "pipe $file $options: another digest: $(cat "$json")"
	done
	pipe "$file" --block 4KiB
	blocks=$(digest)
	pipe "$file" --block 4KiB --workers 3
	[ "$(digest)" = "$blocks" ] || complain "blocks: another digest with three workers"
	pipe "$file" --block 100
done
true_of "$json" .last_line_open || complain "the last line has no newline, unnoticed"

: >"$scratch/empty"
printf '\n' >"$scratch/newline"
printf 'a line without end' >"$scratch/open"
printf '\n\n\nx\n\n' >"$scratch/blank"
head -c 300000 /dev/zero | tr '\0' x >"$scratch/long"
{ cat "$scratch/long"; echo; echo short; cat "$scratch/long"; } >"$scratch/longs"
for file in empty newline open blank long longs; do
	pipe "$scratch/$file"
	pipe "$scratch/$file" --per-line
	pipe "$scratch/$file" --block 64
done
pipe "$scratch/longs" --lines --block 64
pipe "$scratch/blank" --per-line
true_of "$json" '.tickets == 5 and (.last_line_open | not)' || complain "blank: $(cat "$json")"
pipe "$scratch/open"
true_of "$json" '.lines == 0 and .last_line_open' || complain "open: $(cat "$json")"

# One byte changed, two lines exchanged: another digest.
printf 'one\ntwo\n' >"$scratch/a" && printf 'one\ntwp\n' >"$scratch/b" && printf 'two\none\n' >"$scratch/c"
for file in a b c; do
	pipe "$scratch/$file"
	digest
done | sort -u | wc -l | grep -q '^ *3$' || complain "different files have one digest"

# A slow stage changes the pace, not the result.
for stage in read work write; do
	pipe "$scratch/blank" --per-line --slow $stage:1ms
done

refused() { # exit code, text in the sentence, file, options...
	want=$1
	text=$2
	shift 2
	"$kcbench" pipe "$@" >"$scratch/out" 2>"$scratch/said"
	rc=$?
	[ $rc -eq "$want" ] || complain "pipe $*: exit $rc, not $want: $(cat "$scratch/said")"
	grep -qF -e "$text" "$scratch/said" || complain "pipe $*: said: $(cat "$scratch/said")"
}
mkfifo "$scratch/fifo"
refused 3 'no such file' "$scratch/missing"
refused 3 'is a directory' "$scratch"
refused 3 'no regular file' "$scratch/fifo"
refused 3 'no regular file' /dev/null
cp "$scratch/a" "$scratch/secret" && chmod 0 "$scratch/secret"
if ! cat "$scratch/secret" >/dev/null 2>&1; then
	refused 3 'mode 0000' "$scratch/secret"
fi
# A file that has more in it than its size says cannot be told from one that grows.
if [ -r /proc/cpuinfo ]; then
	refused 4 'changed while it was read' /proc/cpuinfo
fi
# A line that no ticket should hold; blocks of the same file are no trouble.
head -c 70000000 /dev/zero >"$scratch/endless"
refused 3 '--block' "$scratch/endless"
pipe "$scratch/endless" --block 1MiB

keys='([.schema, .file, .bytes, .lines, .workers, .elapsed_ns, .bytes_per_s, .digest, .reference.bytes,
	.reference.lines, .reference.digest, .verified, .exit] | all(. != null))'
pipe "$scratch/text"
true_of "$json" "$keys and .schema == \"kcbench-pipe/1\" and keys_unsorted[0] == \"schema\"" ||
	complain "keys: $(cat "$json")"
jq -S '[paths | map(tostring) | join(".")]' "$json" >"$scratch/keys"
"$kcbench" pipe --schema | jq -S '[paths | map(tostring) | join(".")]' | cmp -s - "$scratch/keys" ||
	complain "--schema has other keys than a result"
"$kcbench" pipe "$scratch/text" --format csv | awk -F, 'NR == 1 { n = NF } NF != n { exit 1 } END { exit NR != 2 }' ||
	complain "csv"
"$kcbench" pipe "$scratch/text" | grep -q '^verified  good' || complain "human"
[ -z "$(find "$KC_DIR" -name '*.kcs')" ] || complain "segments were left: $(ls "$KC_DIR")"
exit $fail
