#!/bin/sh
# Proves that a damaged or hostile leftover is answered with a finding or an error and the exit code that goes
# with it, on every verb; that nothing in it reaches the terminal as a control character; and that the rest
# of it is still read.
# usage: sh kcdump-hostile.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015
set -eu
build_dir=${1:?usage: kcdump-hostile.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcdump-hostile.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
. "$source_dir/tests/support/scene.sh"

start_scene shop
kill_scene
segment=$("$kcdump" ps --format json | jq -r '.segments[0].segment')
"$kcdump" "$segment" info --format json >"$scratch/info.json"
copy=$scratch/copy.kcs

section() { # name
	jq ".layout.sections[] | select(.name == \"$1\") | .offset" "$scratch/info.json"
}
channels=$(section channels)
tickets=$(section tickets)
endpoints=$(section endpoints)

spoil() { # offset, bytes as printf understands them
	cp "$segment" "$copy"
	chmod 600 "$copy"
	# shellcheck disable=SC2059
	printf "$2" | dd of="$copy" bs=1 seek="$1" conv=notrunc 2>/dev/null
}

# A kind that does not exist, in the second channel's row: an error finding, exit 1, on every verb.
spoil $((channels + 768 + 4)) '\377'
for verb in info tickets waiters events; do
	is '.exit == 1 and any(.findings[]; .severity == "error" and (.code | test("^KC-[A-Z][0-9]{3}$")))' "$copy" "$verb"
	[ "$code" -eq 1 ] || complain "$verb of a damaged segment: exit $code"
	shows '^[0-9]* findings*:$' "$copy" "$verb"
	shows '^  error  KC-F' "$copy" "$verb"
	[ ! -s "$scratch/err" ] || complain "$verb: findings went to stderr"
done
is '.channels[0].name == "jobs" and .channels[0].depth == 4' "$copy" info
is '(.tickets | length) == 9' "$copy" tickets

# Names that would move the cursor or end the line.
spoil $((channels + 72)) '\033[2J\a\nx\377'
for verb in info tickets waiters events; do
	for format in human json; do
		run "$copy" "$verb" --format $format
		tr -d '\n' <"$scratch/out" | LC_ALL=C grep -q '[[:cntrl:]]' &&
			complain "$verb --format $format prints a control character"
	done
done
is '.channels[0].name | startswith("\\x1b[2J\\x07\\x0ax")' "$copy" info
cp "$segment" "$copy"
printf 'caf\303\251\000' | dd of="$copy" bs=1 seek=$((channels + 72)) conv=notrunc 2>/dev/null
run "$copy" info --ascii
grep -q '^caf\\xc3\\xa9  ' "$scratch/out" || complain "--ascii shows another name"
LC_ALL=C grep -q '[^ -~]' "$scratch/out" && complain "--ascii is not ASCII"
LC_ALL=C.UTF-8 "$kcdump" "$copy" info >"$scratch/out" || :
grep -q '^café  ' "$scratch/out" || complain "UTF-8 names are not shown as they are"

# A header that is not one.
spoil 0 'XXXX'
refuses 3 "$copy" "$copy" info
spoil 8 '\011'
refuses 3 "$copy" "$copy" tickets
is '.segments[0].readable' ps
cp "$copy" "$KC_DIR/other.1.0123456789abcdef.kcs"
run ps --format json
[ "$code" -eq 4 ] || complain "ps with an unreadable segment: exit $code"
true_of "$scratch/out" \
	'[.segments[] | select(.readable | not) | .state] == ["unreadable"] and .consistency.partial' || complain "ps does not list the unreadable one: $(cat "$scratch/out")"
true_of "$scratch/out" 'all(.segments[] | select(.readable | not); .reason | length > 10)' ||
	complain "ps does not say why it is unreadable"
rm "$KC_DIR/other.1.0123456789abcdef.kcs"

# Cut off anywhere: an answer, never a signal.
for bytes in 0 1 100 4095 4096 65536 $((channels + 100)) $((endpoints + 100)) $((tickets + 100)) $((tickets + 64)); do
	cp "$segment" "$copy"
	chmod 600 "$copy"
	truncate -s "$bytes" "$copy"
	for verb in info ps tickets waiters events; do
		run "$copy" "$verb" --format json
		case $code in
		1 | 3 | 4) ;;
		*) complain "$verb of the first $bytes bytes: exit $code" ;;
		esac
		[ "$code" -eq 3 ] || true_of "$scratch/out" .schema || complain "$verb: no document at $bytes bytes"
	done
done

# Every 13th 8 bytes of the header, all ones: the same.
at=0
while [ $at -lt 2048 ]; do
	spoil $at '\377\377\377\377\377\377\377\377'
	run "$copy" info --format json
	case $code in
	0 | 1 | 3 | 4) ;;
	*) complain "ones at $at of the header: exit $code" ;;
	esac
	at=$((at + 104))
done

# Ones over the ticket table's first rows.
spoil "$tickets" '\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377'
for verb in info tickets; do
	run "$copy" "$verb" --format json
	[ "$code" -le 4 ] || complain "$verb with a damaged ticket: exit $code"
	true_of "$scratch/out" '.exit >= 0' || complain "$verb with a damaged ticket: no document"
done

[ "$fail" -eq 0 ] && echo "damage is found and said, and nothing of it gets out"
exit "$fail"
