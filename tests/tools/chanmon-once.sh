#!/bin/sh
# Proves what chanmon prints without a terminal, against a real program: text, JSON with every key that
# scripts rely on, CSV, repetition, files, closed pipes, targets, the dead, the unreadable, exit codes.
# usage: sh chanmon-once.sh BUILD_DIR SOURCE_DIR
set -u
build=${1:?usage: chanmon-once.sh BUILD_DIR SOURCE_DIR}
chanmon=$build/chanmon/chanmon
command -v jq >/dev/null || { echo "skipped: no jq"; exit 77; }
[ -x "$build/kcbench/kcbench" ] || { echo "skipped: no kcbench to watch"; exit 77; }

dir=$(mktemp -d /dev/shm/kc-chanmon-XXXXXX) || exit 1
out=$(mktemp -d) || exit 1
export KC_DIR="$dir"
started=
cleanup() {
	for pid in $started; do
		kill -9 "$pid" 2>/dev/null
	done
	rm -rf "$dir" "$out"
}
trap cleanup EXIT
trap 'exit 1' INT TERM
fails=0
fail() {
	echo "FAIL: $*"
	fails=$((fails + 1))
}
# File, filter: is the file one JSON document of which it is true? jq 1.6 calls every filter true of an
# empty file.
true_of() {
	jq -es "length == 1 and (.[0] | ($2))" "$1" >/dev/null 2>&1
}
is_up() {
	"$chanmon" --once --gap 0 --format json "$service" >"$out/up" 2>/dev/null
	true_of "$out/up" '.domains[0].channels | length >= 4'
}
# A program to watch; $service is its pid when all of its channels are open.
start() { # domain
	"$build/kcbench/kcbench" demo -q --name "$1" >/dev/null 2>&1 &
	service=$!
	started="$started $service"
	until_s=$(($(date +%s) + 60))
	until is_up; do
		if ! kill -0 "$service" 2>/dev/null || [ "$(date +%s)" -gt $until_s ]; then
			echo "FAIL: $1 does not come up"
			exit 1
		fi
	done
}
expect() { # code, what, command...
	code=$1 what=$2
	shift 2
	"$@" >"$out/stdout" 2>"$out/stderr"
	got=$?
	[ "$got" -eq "$code" ] || fail "$what: exit $got, expected $code: $(head -3 "$out/stderr")"
}
json() { # what, filter: must be true
	true_of "$out/stdout" "$2" || fail "$1: not so: $2"
}

# Nothing there at all is an answer, not an error.
expect 0 "nothing found" "$chanmon" --once --format json
json "nothing found" '.schema == "chanmon/1" and .domains == []'
grep -q 'no segments found' "$out/stderr" || fail "nothing found: no hint"
expect 0 "nothing found, quiet" "$chanmon" --once -q
[ ! -s "$out/stderr" ] || fail "-q: a hint came all the same"

# A KC_DIR that leads nowhere is no empty list: one sentence with path, cause and cure, once for all
# targets; repetition does not wait for what cannot come. An hour's interval makes waiting a timeout.
: >"$out/no-folder"
for KC_DIR in "$out/no folder" "$out/no-folder"; do
	for what in --once "--once --format json -q" "--once demo other" "--every 1h demo" "--every 1h --format csv" --gap=1h; do
		# The words are options.
		# shellcheck disable=SC2086
		expect 3 "KC_DIR=$KC_DIR $what" timeout 60 "$chanmon" $what
		[ "$(grep -c "$KC_DIR, which KC_DIR names, .*; set KC_DIR" "$out/stderr")" -eq 1 ] &&
			[ "$(wc -l <"$out/stderr")" -eq 1 ] || fail "KC_DIR=$KC_DIR $what: $(cat "$out/stderr")"
		[ ! -s "$out/stdout" ] || fail "KC_DIR=$KC_DIR $what: printed $(cat "$out/stdout")"
	done
done
KC_DIR=$dir

start demo
# What is named by its path does not need the folder; beside it a name that cannot be looked for is an error.
path=$(find "$dir" -name 'demo.*.kcs')
KC_DIR=$out/none
expect 0 "a path, KC_DIR missing" "$chanmon" --once --gap 0 "$path"
expect 3 "a path and a name, KC_DIR missing" "$chanmon" --once --gap 0 "$path" other
grep -q 'lines .*mpmc' "$out/stdout" || fail "a path and a name, KC_DIR missing: no picture"
KC_DIR=$dir
expect 0 "json" "$chanmon" --once --format json
json "first key" 'keys_unsorted[0] == "schema"'
json "time" '.at | test("^[0-9-]+T[0-9:.]+Z$")'
json "domain keys" '.domains[0] | (.name == "demo") and (.pid > 0) and (.state == "alive") and
	(.reason | type == "string") and (.segment | endswith(".kcs")) and
	([.tickets | .live, .loaned, .queued, .held] | all(type == "number")) and (.warnings | type == "array")'
json "channel keys" '[.domains[].channels[] | (.name, .kind, .topology, .payload | type == "string"),
	(.capacity, .depth, .sent, .received, .dropped, .sent_per_s, .received_per_s, .bytes_per_s,
	.oldest_ns, .senders_blocked, .receivers_blocked, .residence.count, .residence.p50_ns,
	.residence.p99_ns, .residence.max_ns | type == "number")] | all'
json "endpoint keys" '[.domains[].channels[].endpoints[] | (.side == "send" or .side == "receive"),
	(.tid > 0), (.thread | length > 0), (.count, .blocked_ns | type == "number")] | length > 20 and all'
json "warning keys" '[.domains[].channels[].warnings[] | (.lint, .text | type == "string")] | all'
json "depth is a difference" '[.domains[].channels[] | .depth >= 0 and .depth <= .capacity] | all'
json "no number below 0 or absurd" '[.. | numbers | . < 1e18 and . > -1e12] | all'

# The schema names exactly what is printed.
"$chanmon" --schema >"$out/schema" || fail "--schema failed"
true_of "$out/schema" '.properties.schema.enum == ["chanmon/1"]' || fail "--schema: no schema"
jq -r '.properties.domains.items | (.properties | keys[]), (.properties.channels.items.properties | keys[]),
	(.properties.channels.items.properties.endpoints.items.properties | keys[])' "$out/schema" |
	sort -u >"$out/said"
"$chanmon" --once --wakeups -q --format json >"$out/all" 2>/dev/null # at whatever tier
jq -r '.domains[] | keys[], (.channels[] | keys[], (.endpoints[] | keys[]))' "$out/all" | sort -u >"$out/printed"
diff "$out/said" "$out/printed" >&2 || fail "--schema and the output name different keys"

# Rates are real: between two samples a second apart some channel moved; without a gap there are none.
expect 0 "gap" "$chanmon" --once --gap 1200ms --format json
json "rates" '[.domains[].channels[].received_per_s] | add > 0'
expect 0 "no gap" "$chanmon" --once --gap 0 --format json
json "no gap, no rates" '[.domains[].channels[] | .rates_known == false and .sent_per_s == 0] | all'

# Repetition: one document a line.
expect 0 "every" "$chanmon" --every 60ms --count 3 --format json
[ "$(wc -l <"$out/stdout")" -eq 3 ] || fail "--count 3 printed $(wc -l <"$out/stdout") lines"
[ "$(jq -r .at "$out/stdout" | sort -u | wc -l)" -eq 3 ] || fail "three documents of one moment"

# CSV: as many fields as titles; text with commas and quotes is quoted.
start 'a,"b'
expect 0 "csv" "$chanmon" --once --format csv demo
awk -F, 'NR == 1 { n = NF } NF != n { bad = 1 } END { exit bad || NR < 5 }' "$out/stdout" ||
	fail "csv: lines with another number of fields"
expect 0 "csv quoting" "$chanmon" --once --format csv
grep -q ',"a,""b",' "$out/stdout" || fail "csv: a name with comma and quote is not quoted"
kill "$service"

# Text: no escape codes, state in words.
expect 0 "text" "$chanmon" --once demo
grep -q '^[^ ]*  *demo .* alive' "$out/stdout" || fail "text: the domain's line is missing"
grep -q 'lines .*mpmc' "$out/stdout" || fail "text: the channel is missing"
! LC_ALL=C grep -q "$(printf '\033')" "$out/stdout" || fail "text: escape codes"
! grep -q ' $' "$out/stdout" || fail "text: blanks at the end of a line"
expect 0 "text" env LC_ALL=C.UTF-8 "$chanmon" --once --ascii demo
! LC_ALL=C grep -q "$(printf '[\200-\377]')" "$out/stdout" || fail "--ascii: other bytes"
expect 0 "not a terminal" "$chanmon" demo
grep -q 'lines .*mpmc' "$out/stdout" || fail "without a terminal nothing is printed"

# Sorting and filtering are those of the screen.
expect 0 "filter" "$chanmon" --once --format json --filter 'name:log' demo
json "filter" '[.domains[].channels[].name] == ["log"]'
expect 0 "sort" "$chanmon" --once --format csv --sort name demo
[ "$(awk -F, 'NR > 1 { print $5 }' "$out/stdout")" = "$(awk -F, 'NR > 1 { print $5 }' "$out/stdout" | sort)" ] ||
	fail "--sort name does not sort by name"

# Targets.
expect 0 "by channel" "$chanmon" --once --format json demo/results
json "by channel" '[.domains[].channels[].name] == ["results"]'
expect 3 "no such target" "$chanmon" --once demoo
grep -q "did you mean 'demo'" "$out/stderr" || fail "no 'did you mean': $(cat "$out/stderr")"
expect 3 "no such channel" "$chanmon" --once demo/nothing
grep -q "no channel 'nothing'" "$out/stderr" || fail "no such channel: $(cat "$out/stderr")"

mkdir "$out/dir.kcs"
expect 3 "a folder" "$chanmon" --once "$out/dir.kcs"
grep -q "dir.kcs' is a folder, not a segment" "$out/stderr" || fail "a folder: $(cat "$out/stderr")"

# A file is written whole; standard output stays empty.
expect 0 "out" "$chanmon" --once --format json --out "$out/file" demo
[ ! -s "$out/stdout" ] || fail "--out: something on standard output"
true_of "$out/file" '.schema == "chanmon/1"' || fail "--out: no document in the file"
expect 3 "out" "$chanmon" --once --out "$out/no/such/folder" demo
expect 2 "out" "$chanmon" --once --out '' demo

# Output that cannot be written is an error with the real cause, short or longer than a buffer.
start many
for what in --schema --help --help-man "--once --gap 0" "--once --gap 0 -v --format json"; do
	# The words are options.
	# shellcheck disable=SC2086
	"$chanmon" $what >/dev/full 2>"$out/stderr"
	[ $? -eq 3 ] && grep -q 'No space left on device' "$out/stderr" ||
		fail "$what on a full device: $(cat "$out/stderr")"
	# shellcheck disable=SC2086
	"$chanmon" $what >&- 2>"$out/stderr"
	[ $? -eq 3 ] && grep -q 'Bad file descriptor' "$out/stderr" ||
		fail "$what without standard output: $(cat "$out/stderr")"
done
expect 3 "--out on a full device" "$chanmon" --once --gap 0 --out /dev/full
grep -q 'No space left on device' "$out/stderr" || fail "--out /dev/full: $(cat "$out/stderr")"

# Nothing to show: nothing on standard output, at once, and a file from before stays. With a gap of an
# hour a wait for the second sample is an end by timeout, not a question of speed.
cp "$dir"/many.*.kcs "$out/whole.kcs"
echo "this is no segment" >"$out/none.kcs"
for target in demoo demo/nothing "$out/none.kcs" "$out/not-there.kcs"; do
	echo before >"$out/file"
	expect 3 "nothing to show: $target" timeout 60 "$chanmon" --once --gap 1h "$target"
	[ ! -s "$out/stdout" ] || fail "$target: something on standard output"
	[ -s "$out/stderr" ] || fail "$target: no sentence"
	expect 3 "nothing to show: $target" timeout 60 "$chanmon" --once --gap 1h --out "$out/file" "$target"
	[ "$(cat "$out/file")" = before ] || fail "$target: the file was replaced by nothing"
done
expect 3 "one of two" "$chanmon" --once --gap 0 demo demoo
grep -q 'lines .*mpmc' "$out/stdout" || fail "one of two: what could be read is missing"

# A sentence that names the file is not given the name once more.
expect 3 "no segment" "$chanmon" --once "$out/none.kcs"
[ "$(grep -o 'none\.kcs' "$out/stderr" | wc -l)" -eq 1 ] || fail "path twice: $(cat "$out/stderr")"

# A damaged segment is printed as far as it goes, and is not good.
expect 0 "a whole copy" "$chanmon" --once --gap 0 "$out/whole.kcs"
size=$(stat -c %s "$out/whole.kcs")
cp "$out/whole.kcs" "$out/cut.kcs"
truncate -s $((size / 2)) "$out/cut.kcs"
expect 4 "a copy cut in the middle" "$chanmon" --once "$out/cut.kcs"
grep -q 'cut\.kcs' "$out/stdout" || fail "cut copy: no picture"
expect 3 "cut, and one not there" "$chanmon" --once --gap 0 "$out/cut.kcs" demoo
grep -q 'cut\.kcs' "$out/stdout" || fail "cut copy beside a missing one: no picture"
kill "$service"

# A reader that goes away ends it quietly.
{ "$chanmon" --every 50ms --format json demo 2>"$out/stderr"; echo $? >"$out/code"; } | head -n 1 >/dev/null
[ "$(cat "$out/code")" -eq 0 ] || fail "closed pipe: exit $(cat "$out/code")"
[ ! -s "$out/stderr" ] || fail "closed pipe: $(cat "$out/stderr")"

# Interrupted: 130 or 143, what was printed stays. dash starts background jobs with SIGINT ignored.
for signal in INT TERM; do
	: >"$out/file"
	env --default-signal=INT "$chanmon" --every 50ms --format json demo >"$out/file" 2>/dev/null &
	pid=$!
	started="$started $pid"
	tries=0
	until [ "$(wc -l <"$out/file")" -ge 2 ] || [ "$tries" -ge 100 ]; do
		tries=$((tries + 1))
		sleep 0.1
	done
	kill -s "$signal" "$pid"
	wait "$pid"
	code=$?
	[ "$code" -eq "$([ $signal = INT ] && echo 130 || echo 143)" ] || fail "SIG$signal: exit $code"
	jq -es 'length >= 2' "$out/file" >/dev/null || fail "SIG$signal: torn output"
done

# Wrong usage.
expect 2 "no unit" "$chanmon" --interval 50
for format in xml human TEXT openmetrics ''; do
	expect 2 "format" "$chanmon" --format "$format"
	grep -q "'$format' is none of text, json, csv" "$out/stderr" || fail "format: $(cat "$out/stderr")"
done
expect 2 "format" "$chanmon" --format jsno
grep -q 'did you mean json' "$out/stderr" || fail "format: no 'did you mean'"
expect 2 "count alone" "$chanmon" --count 3
expect 2 "both" "$chanmon" --once --every 1s
expect 2 "filter" "$chanmon" --once --filter 'depht:>1'
grep -q 'did you mean depth' "$out/stderr" || fail "filter: no 'did you mean'"
expect 2 "half an element" "$chanmon" --once --filter 'depth:>1.5'
expect 2 "a count is no rate" "$chanmon" --once --filter 'depth:>5/s'
expect 0 "half an element a second" "$chanmon" --once --gap 0 --filter '!in:>0.5/s !growth:<-1.5k depth:<1.5M' demo
grep -q 'lines .*mpmc' "$out/stdout" || fail "a rate of 0.5/s as filter: $(cat "$out/stdout")"
expect 2 "one and a half pictures" "$chanmon" --every 50ms --count 1.5
expect 2 "sort" "$chanmon" --once --sort dpeth
grep -q "did you mean 'depth'" "$out/stderr" || fail "sort: no 'did you mean': $(cat "$out/stderr")"
expect 2 "sort" "$chanmon" --once --sort nothing
grep -q 'there are .*name, .*depth, .*p99' "$out/stderr" || fail "sort: no list: $(cat "$out/stderr")"
for column in $(sed 's/.*there are //; s/,//g' "$out/stderr"); do
	expect 0 "sort by $column" "$chanmon" --once --gap 0 --sort "$column" demo
done
expect 2 "option" "$chanmon" --onec

# Killed: dead, with its last picture.
start victim
"$chanmon" --once --format json victim >"$out/before"
kill -9 "$service"
wait "$service" 2>/dev/null
expect 0 "dead" "$chanmon" --once --format json victim
json "dead" '.domains[0] | .state == "dead" and (.reason | length > 0)'
json "dead, with its channels" '[.domains[0].channels[] | .state] | length >= 4 and all(. == "dead")'
[ "$(jq '[.domains[0].channels[].sent] | add' "$out/before")" -le \
	"$(jq '[.domains[0].channels[].sent] | add' "$out/stdout")" ] || fail "dead: counts went backwards"

# Nothing that a name or a word holds reaches the terminal as a command: names of files, words of the user.
escape=$(printf '\033')
mkdir "$out/hostile"
cp "$dir"/demo.*.kcs "$out/hostile/a$escape[2Jb.kcs"
echo "this is no segment" >"$out/hostile/c$escape[2Jd.kcs"
"$chanmon" --once --gap 0 -v "$out/hostile" >"$out/stdout" 2>"$out/stderr"
cp "$out/stdout" "$out/all"
cat "$out/stderr" >>"$out/all"
grep -q 'a\\x1b\[2Jb.kcs' "$out/stdout" || fail "hostile file: $(cat "$out/stdout")"
[ "$(grep -c 'c\\x1b\[2Jd.kcs' "$out/stderr")" -eq 1 ] && [ "$(grep -o '2Jd' "$out/stderr" | wc -l)" -eq 1 ] ||
	fail "hostile file: $(cat "$out/stderr")"
for word in "x$escape" "demo/x$escape" "--x$escape" "--format=$escape" "--filter=$escape:1" "--sort=$escape" \
	"--out=$out/$escape/x" "$out/hostile/none$escape/"; do
	"$chanmon" --once --gap 0 "$word" >>"$out/all" 2>&1 && fail "$word: exit 0"
done
! grep -q "$escape" "$out/all" || fail "an escape code got through: $(cat -v "$out/all")"

# What is no segment is named with the reason; alone it is an error, beside good ones it is not.
echo "this is no segment" >"$dir/broken.1.0000000000000001.kcs"
expect 0 "unreadable beside others" "$chanmon" --once --format json
json "unreadable" '[.domains[] | select(.state == "unreadable") | .reason | length > 0] == [true]'
expect 3 "unreadable asked for" "$chanmon" --once "$dir/broken.1.0000000000000001.kcs"
grep -q 'broken' "$out/stderr" || fail "unreadable: no sentence"

[ "$fails" -eq 0 ] && echo "chanmon --once: all as it should be"
exit "$fails"
