#!/bin/sh
# Proves that wrong usage, missing and ambiguous sources get a sentence with the cure and the right exit code,
# that results go where they are sent whole or not at all, and that help, manual page, completion and
# schema name everything there is.
# usage: sh kcdump-usage.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015
set -eu
build_dir=${1:?usage: kcdump-usage.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcdump-usage.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
. "$source_dir/tests/support/scene.sh"

# Nothing there.
refuses 3 'no segment' info
refuses 3 'nosuch' nosuch tickets
refuses 3 'did you mean the verb tickets?' tickts
shows "^no segments in $KC_DIR\$" ps
refuses 3 'no segment of "nosuch"' nosuch ps
refuses 3 'no such file' ./nosuch ps
is '.segments == [] and .exit == 0 and .source.kind == "host"' ps
refuses 3 "$scratch" "$scratch" info
refuses 3 '/etc/passwd' /etc/passwd info
mkdir "$scratch/dir.kcs"
refuses 3 'dir.kcs is a folder, not a segment, and holds none' "$scratch/dir.kcs" info
refuses 3 'dir.kcs/ is a folder, not a segment' "$scratch/dir.kcs/" tickets
(cd "$scratch" && refuses 3 '^kcdump: ./dir.kcs is a folder, not a segment' ./dir.kcs && exit "$fail") || fail=1

# A KC_DIR that leads nowhere is no empty list.
kept=$KC_DIR
for KC_DIR in /dev/null "$scratch/missing"; do
	refuses 3 "$KC_DIR, which KC_DIR names" ps
	refuses 3 "$KC_DIR, which KC_DIR names" info
done
KC_DIR=$kept
refuses 3 "no segment in $KC_DIR" info
refuses 2 'SOURCE is empty' ''
refuses 2 'given twice' ps ps

start_scene shop

# A dot is the folder.
(cd "$KC_DIR" && shows '^shop  *[0-9]* ' . ps && shows '^shop  pid' . && exit "$fail") || fail=1
refuses 2 "unknown verb 'tickts'; did you mean tickets?" shop tickts
refuses 2 "unknown verb 'nonsense'" shop nonsense
refuses 2 'one SOURCE and one VERB' shop info ps
refuses 2 'unknown option --chanel; did you mean --channel?' shop --chanel x
refuses 2 '--older: .50. is no duration' tickets --older 50
refuses 2 '--size: .big. is no condition' tickets --size big
refuses 2 '--size' tickets --size '5..4'
refuses 2 '--size' tickets --size '<0'
refuses 2 '--limit' tickets --limit 0
refuses 2 "--state: unknown state 'hold'; did you mean held?" tickets --state hold
refuses 2 '--state' tickets --state held,
refuses 2 "--sort: unknown word 'aeg'; did you mean age?" tickets --sort aeg
refuses 2 "--group: unknown word 'xx'" tickets --group xx
refuses 2 "--format: unknown word 'jsn'; did you mean json?" --format jsn
refuses 2 '--color' --color sometimes
refuses 2 "--older does not belong to 'waiters' (it belongs to: tickets)" waiters --older 5s
refuses 2 "--limit does not belong to 'ps'" ps --limit 3
refuses 2 '--out needs an argument' --out
refuses 3 "no channel 'job'; did you mean jobs?" shop tickets --channel job
refuses 3 'did you mean.*shop' shpo info

# What a word holds does not reach the terminal as a command.
escape=$(printf '\033')
mkdir "$scratch/dir$escape.kcs"
for words in "x$escape" "shop x$escape" "shop ps x$escape" "--x$escape" "shop tickets --channel $escape" "--state $escape tickets" \
	"--format $escape" "--out $scratch/$escape/x shop" "$scratch/dir$escape.kcs" "$scratch/x$escape.kcs"; do
	# The words are apart.
	# shellcheck disable=SC2086
	run $words
	[ "$code" -ge 2 ] && ! grep -q "$escape" "$scratch/err" || complain "kcdump $words: exit $code: $(cat -v "$scratch/err")"
done
refuses 2 'what is .x.x1b.?' shop ps "x$escape"

# Two alive under different names: the candidates are listed.
first=$scene
start_scene shed
refuses 3 'shop.*shed\|shed.*shop' info
is '.source.name == "shed"' shed info
kill -9 "$first"

# Where the result goes.
run shed tickets --format json --out "$scratch/result"
[ "$code" -eq 0 ] && [ ! -s "$scratch/out" ] || complain "--out: exit $code: $said"
true_of "$scratch/result" '.tickets | length == 9' || complain "--out wrote something else"
run nosuch --out "$scratch/result"
true_of "$scratch/result" '.tickets | length == 9' || complain "a failed run took the old result away"
refuses 2 '--out: an empty word names no file' shed --out ''
refuses 3 'cannot write /nonexistent/x' shed --out /nonexistent/x
[ "$(find "$scratch" -name 'result*' | wc -l)" -eq 1 ] || complain "something is left beside the result"
code=0
"$kcdump" shed >/dev/full 2>"$scratch/err" || code=$?
[ "$code" -eq 3 ] && grep -q 'No space left' "$scratch/err" ||
	complain "a full device: exit $code, $(cat "$scratch/err")"
said=$({ ulimit -f 0; "$kcdump" shed --out "$scratch/result" 2>&1 || echo "exit $?"; } | cat)
[ "$said" = "kcdump: cannot write $scratch/result: File too large
exit 3" ] || complain "a file that may not grow: $said"
true_of "$scratch/result" '.tickets | length == 9' || complain "a file that may not grow took the old result away"
# Nobody reads: no message, no signal, no failure.
{
	code=0
	"$kcdump" shed events 2>"$scratch/err" || code=$?
	echo "$code" >"$scratch/code"
} | :
[ "$(cat "$scratch/code")" -eq 0 ] && [ ! -s "$scratch/err" ] ||
	complain "a closed pipe: exit $(cat "$scratch/code"), $(cat "$scratch/err")"

# Every key of every document is in --schema, and the other way round but for findings and what others test.
run --schema
[ "$(head -n 1 "$scratch/out")" = kcdump/1 ] || complain "--schema begins with $(head -n 1 "$scratch/out")"
sed -n '3,$s/ .*//p' "$scratch/out" | sort -u >"$scratch/schema"
{
	for words in info ps tickets waiters events "tickets --group state"; do
		[ "$words" = ps ] || words="shed $words"
		# shellcheck disable=SC2086
		"$kcdump" $words --format json
	done
} | jq -r 'paths(scalars) | map(if type == "number" then "[]" else . end) | join(".") | gsub("\\.\\[\\]"; "[]")' |
	sort -u >"$scratch/keys"
# jq 1.6 does not count false and null among the scalars that it finds.
for words in info ps tickets waiters events; do
	[ "$words" = ps ] || words="shed $words"
	# shellcheck disable=SC2086
	"$kcdump" $words --format json
done | jq -r 'paths(. == null or . == false) | map(if type == "number" then "[]" else . end) | join(".") |
	gsub("\\.\\[\\]"; "[]")' | sort -u - "$scratch/keys" | sort -u >"$scratch/all"
undocumented=$(comm -13 "$scratch/schema" "$scratch/all")
[ -z "$undocumented" ] || complain "--schema does not know: $undocumented"
unused=$(comm -23 "$scratch/schema" "$scratch/all" | grep -v -e '^findings\[\]' -e '^claims\[\]' -e '^waiters\[\]\.select\.' -e '^waiters\[\]\.off_cpu$' || :)
[ -z "$unused" ] || complain "--schema knows, but no document has: $unused"

# From the option table.
run --help
for word in 130 143 info ps tickets waiters events --channel --older --schema --completion; do
	grep -q -- "$word" "$scratch/out" || complain "--help does not name $word"
done
run --version
grep -qx 'kcdump [0-9.]*' "$scratch/out" || complain "--version says $(cat "$scratch/out")"
run --help-man
grep -q '^\.TH "KCDUMP" 1' "$scratch/out" || complain "--help-man is no manual page"
if command -v groff >/dev/null; then
	[ -z "$(groff -man -Tutf8 -ww "$scratch/out" 2>&1 >/dev/null)" ] || complain "groff warns about the manual page"
fi
for shell in bash zsh fish; do
	run --completion $shell
	grep -q older "$scratch/out" || complain "the $shell completion does not know --older"
	! command -v $shell >/dev/null || $shell -n "$scratch/out" || complain "$shell cannot read its completion"
done

[ "$fail" -eq 0 ] && echo "wrong usage is refused with a cure, results are whole"
exit "$fail"
