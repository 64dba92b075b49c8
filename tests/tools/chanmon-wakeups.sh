#!/bin/sh
# Proves what chanmon says of wakeups, of a program whose wakeups are known (wakes-scene.c): without privileges the library's
# counters, and one sentence with the cure; what its segment says when it is dead; with the probes each wake exactly, as
# JSON, CSV and text and on the screen; that they come with x and go with x; that a lost wake is suspected where one is, and
# not of a thread that runs; and that a chanmon that is killed leaves nothing in the kernel.
# Where BPF is impossible the second half is skipped, or, with KC_REQUIRE_BPF=1, has failed.
# usage: sh chanmon-wakeups.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015,SC2086
set -u
build_dir=${1:?usage: chanmon-wakeups.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: chanmon-wakeups.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v jq >/dev/null || skip "jq is not installed"
command -v tmux >/dev/null || skip "no tmux"
[ -z "$san" ] || skip "the scene writes into a segment, which takes the plain library"
chanmon=$build_dir/chanmon/chanmon
socket=wakeups-$$
export LC_ALL=C.UTF-8
unset NO_COLOR TMUX 2>/dev/null || :

scene=
viewer=
many=
stop() {
	tmux -L "$socket" kill-server 2>/dev/null
	for pid in $scene $viewer $many; do
		kill -9 "$pid" 2>/dev/null
	done
	remove_folders
}
trap stop EXIT

"$cc" -std=gnu11 -g -I "$source_dir/lib/include" -I "$source_dir/lib/src" -o "$scratch/scene" \
	"$source_dir/tests/tools/wakes-scene.c" -L "$libkc" -lkc -pthread || {
	complain "wakes-scene.c does not compile"
	exit 1
}
# Whoever is root does without all that makes root: then tracing is refused as to anybody. A list of words.
plain=
[ "$(id -u)" -ne 0 ] || plain='setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all'
begin() { # the scene, and its threads
	rm -f "$scratch/in" "$scratch/out.scene"
	mkfifo "$scratch/in" "$scratch/out.scene"
	$plain "$scratch/scene" wakes <"$scratch/in" >"$scratch/out.scene" &
	scene=$!
	exec 3>"$scratch/in" 4<"$scratch/out.scene"
	read -r giver taker sipper mover <&4 || { complain "the scene does not come up"; exit 1; }
}
tell() { # the scene
	echo "$1" >&3
	read -r said <&4
	[ "$said" = "done" ] || { complain "the scene ended"; exit 1; }
}
poll() { # until the command succeeds, a minute at most
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 600 ] || return 1
		sleep 0.1
	done
}
expect() { # exit code, command...
	code=$1
	shift
	"$@" >"$scratch/out" 2>"$scratch/err"
	got=$?
	[ "$got" -eq "$code" ] || complain "exit $got, expected $code: $*: $(head -3 "$scratch/err")"
}
is() { # jq expression about the first domain's wakeups
	true_of "$scratch/out" "def ch(n): .channels[] | select(.channel == n); .domains[0].wakeups | $1" || complain "not so: $1
$(jq -c '.domains[0].wakeups' "$scratch/out" | head -c 5000) $(cat "$scratch/err")"
}
has() { # what, file, basic regular expression
	grep -q -e "$3" "$scratch/$2" || complain "$1: '$3' is not in it:
$(cat "$scratch/$2")"
}
csv_is_whole() {
	awk -F, 'NR == 1 { n = NF } NF != n { bad = 1 } END { exit bad || NR < 5 || n < 20 }' "$scratch/out" ||
		complain "CSV: lines with another number of fields: $(cat "$scratch/out")"
}

screen() { tmux -L "$socket" capture-pane -p "$@"; }
shows() { screen | grep -q -e "$1"; }
hides() { ! shows "$1"; }
foot() { screen | tail -1 | grep -q -e "$1"; }
see() { poll shows "$2" || { complain "$1: '$2' does not appear:"; screen; }; }
see_no() { poll hides "$2" || { complain "$1: '$2' does not go away:"; screen; }; }
see_foot() { poll foot "$2" || { complain "$1: '$2' is not in the footer:"; screen; }; }
keys() { tmux -L "$socket" send-keys "$@"; }
servers=0
open() { # arguments; $viewer is chanmon's pid
	tmux -L "$socket" kill-server 2>/dev/null
	servers=$((servers + 1))
	socket=wakeups-$$-$servers
	tmux -u -L "$socket" -f /dev/null new-session -d -x 130 -y 50 "env PS1='ready> ' ENV= sh" ||
		{ echo "tmux does not start"; exit 1; }
	see "shell" 'ready>'
	keys "clear; $*" Enter
	poll has_viewer || { complain "chanmon does not start"; screen; }
}
has_viewer() {
	shell=$(tmux -L "$socket" display -p '#{pane_pid}')
	viewer=$(cut -d ' ' -f 1 "/proc/$shell/task/$shell/children")
	[ -n "$viewer" ] && [ "$(cat "/proc/$viewer/comm" 2>/dev/null)" = chanmon ]
}
# "map 12", "prog 7", "link 3"
objects() {
	cat "/proc/$viewer"/fdinfo/* 2>/dev/null |
		awk '/^map_id:/ { print "map", $2 } /^link_id:/ { print "link", $2 } /^prog_id:/ { print "prog", $2 }' | sort -u
}
has_no_objects() { [ -z "$(objects)" ]; }

# --- tier 1: what anybody may see ------------------------------------------------------------------

begin
tell 3
sentence='needs CAP_BPF and CAP_PERFMON, which this process lacks: .*setcap cap_bpf,cap_perfmon+ep'
expect 4 $plain "$chanmon" --once --wakeups --gap 100ms --format json wakes
is '.tier == 1 and .source == "counters" and .reason == "no CAP_BPF" and (.text | test("setcap"))'
is '.edges == [] and .slow == [] and .counted_ns == 0'
is '[ch("ping").counters.wakes, ch("pong").counters.wakes] == [3, 6]'
is 'ch("ping").counters | .blocked >= 3 and .timed_out == 0'
is '[ch("ping") | .blocks, .wakes, .early, .wakes_per_s, .run_queue, .blocked] | all(. == null)'
has "tier 1: standard error" err "^chanmon: wakes: without probes: tracing $sentence"
[ "$(wc -l <"$scratch/err")" -eq 1 ] || complain "tier 1: more than one sentence: $(cat "$scratch/err")"
expect 4 $plain "$chanmon" --once --wakeups --gap 100ms wakes
has "tier 1: text" out "^wakes  pid [0-9]*  tier 1: the library's counters"
has "tier 1: text" out "$sentence"
has "tier 1: text" out '^ping  *[0-9][0-9]*  .* 3  '
expect 4 $plain "$chanmon" --once --wakeups --gap 100ms --format csv wakes
csv_is_whole
has "tier 1: CSV" out ',wakes,[0-9]*,1,no CAP_BPF,channel,ping,,*$'
expect 2 "$chanmon" --once --wakeups --gap 0 wakes
expect 0 $plain "$chanmon" --once --format json wakes
true_of "$scratch/out" '.domains[0] | has("wakeups") | not' || complain "wakeups that nobody asked for"

# A lost wake: the thread did not run between two looks; the other one did. Who waits for what is claimed and not yet
# published, or could only meet itself, has lost none.
tell lose
warned='[.domains[0].channels[] | select(any(.warnings[]; .lint == "lost_wake")) | .name]'
lost() { # gap
	$plain "$chanmon" --once --gap "${1:-300ms}" --format json wakes >"$scratch/out" 2>"$scratch/err"
	true_of "$scratch/out" "$warned - [\"lost\"] == []" || complain "lost wakes of others: $(jq -c "$warned" "$scratch/out")"
	true_of "$scratch/out" "$warned == [\"lost\"]"
}
poll lost || complain "a lost wake is not suspected: $(head -c 3000 "$scratch/out")"
for again in 1 2 3 4 5; do
	lost || complain "a lost wake is not suspected, time $again"
done
lost 1200ms || complain "a lost wake is not suspected in a long look"
expect 4 $plain "$chanmon" --once --wakeups --gap 200ms --format json wakes
is '[.suspects[] | select(.lost_wake) | .thread, .channel, .doing] == ["waiter", "lost", "channel"]'
is '[.suspects[] | select(.could_proceed) | .thread] | sort == ["looker", "waiter"]'
is '[.suspects[] | select(.channel == "ping" or .channel == "pong") | .could_proceed] | any | not'

# The schema knows every key.
"$chanmon" --schema | jq -r '.properties.domains.items.properties.wakeups.properties | keys[], (.[] | .items?.properties? // {} | keys[]),
	(.channels.items.properties[] | .properties? // {} | keys[])' | sort -u >"$scratch/said"
keys_of='.domains[0].wakeups | keys[], (.channels, .edges, .slow, .suspects | .[] | keys[]), (.channels[] | .[] | objects | keys[])'
jq -r "$keys_of" "$scratch/out" | sort -u >"$scratch/printed"
[ -z "$(comm -13 "$scratch/said" "$scratch/printed")" ] ||
	complain "keys that the schema does not know: $(comm -13 "$scratch/said" "$scratch/printed")"

open "$plain $chanmon --interval 200ms wakes"
see "channels" ' ping '
keys 6
see "6" "tier 1: the library's counters"
see "6" "$sentence"
see "6: suspects" 'lost receiver waiter.*lost wake?'
keys x
see_foot "x" 'tracing needs CAP_BPF'
see "x" 'tier 1'
keys Escape
see "back" 'CHANNEL.*WARNINGS'
keys Q
see "Q" 'ready> *$'
viewer=

# --- tier 0: the dead --------------------------------------------------------------------------------

kill -9 "$scene"
wait "$scene" 2>/dev/null
exec 3>&- 4<&-
expect 0 "$chanmon" --once --wakeups --gap 50ms --format json wakes
is '.tier == 0 and .source == "segment" and .reason == "ended" and ch("ping").counters.wakes == 3'
scene=
rm -f "$KC_DIR"/*

# --- tier 2: the probes ------------------------------------------------------------------------------

begin
"$chanmon" --once --wakeups --gap 50ms --format json wakes >"$scratch/out" 2>"$scratch/err"
if ! true_of "$scratch/out" '.domains[0].wakeups.tier == 2'; then
	jq -r '.domains[0].wakeups.text' "$scratch/out"
	[ "$fail" -eq 0 ] || exit 1
	[ "${KC_REQUIRE_BPF:-0}" = 1 ] && exit 1
	exit 77
fi
is '.reason == "ok" and .text == "" and .edges == []'
grep -q 'the probes are attached' "$scratch/err" || complain "not said that the probes are attached"

# For an hour, or until it is interrupted: what came between is known.
measure() { # times, format
	: >"$scratch/err"
	"$chanmon" --once --wakeups --gap 1h --format "$2" wakes >"$scratch/out" 2>>"$scratch/err" &
	viewer=$!
	poll grep -q 'the probes are attached' "$scratch/err" || complain "the probes do not come"
	tell "$1"
	kill -TERM "$viewer"
	wait "$viewer"
	got=$?
	viewer=
	[ "$got" -eq 143 ] || complain "interrupted: exit $got"
}
measure 500 json
true_of "$scratch/out" '.interrupted' || complain "not marked as interrupted"
is "[.edges[] | [.channel, .kind, .waker, .waker_thread, .wakee, .wakee_thread, .count]] | sort ==
	[[\"ping\", \"channel\", $giver, \"giver\", $taker, \"taker\", 500],
	 [\"pong\", \"channel\", $giver, \"giver\", $sipper, \"sipper\", 1000]]"
is '[ch("ping"), ch("pong") | .wakes, .other, .early, .spurious, .messages, .wakes_per_message, .spurious_share] ==
	[500, 0, 0, 0, 500, 1, 0, 1000, 0, 0, 0, 1000, 1, 0]'
is '[ch("ping"), ch("pong") | .wakes + .other == .blocks - .blocked_now] | all'
is '[ch("ping"), ch("pong") | .run_queue.count + .no_latency == .wakes and .blocked.count == .run_queue.count] | all'
is '[ch("ping"), ch("pong") | .run_queue, .blocked | .p50_ns <= .p99_ns and .p99_ns <= .max_ns and .max_ns <= .sum_ns] | all'
is '[.edges[] | .run_queue_share >= 0 and .run_queue_share <= 1] | all'
is '[.not_told[]] | all(. == 0)'
is '([.edges[].run_queue_ns] | add) == ([ch("ping"), ch("pong") | .run_queue.sum_ns] | add)'
measure 7 csv
csv_is_whole
has "CSV" out ",wakes,$scene,2,ok,edge,ping,channel,$giver,giver,$taker,taker,7,"
has "CSV" out ",wakes,$scene,2,ok,edge,pong,channel,$giver,giver,$sipper,sipper,14,"
has "CSV" out ',not_told,,edges_lost,,,,,0,'
measure 9 text
has "text" out 'tier 2: eBPF, counting for'
has "text" out "^giver\[$giver\]  *pong  *sipper\[$sipper\]  *channel  *18 "
has "text" out '^S .*W/MSG'

# On the screen nothing is attached before x.
open "$chanmon --interval 200ms wakes"
see "channels" ' ping '
keys 6
see "6" 'tier 1'
see "6" 'The probes are not attached: x attaches them'
has_no_objects || complain "attached without being asked"
keys x
see "x" 'tier 2: eBPF, counting for'
see_foot "x" 'The probes are attached'
see "x" 'nobody was woken yet'
tell 20
see "graph" "^giver\[$giver\]  *ping  *taker\[$taker\]  *channel  *20 "
see "graph" "^giver\[$giver\]  *pong  *sipper\[$sipper\]  *channel  *40 "
# A second viewer joins, and begins at 0 all the same.
first=$viewer
measure 11 json
is '.shared and .tier == 2'
is '[.edges[] | .channel, .count] == ["pong", 22, "ping", 11]'
is '[ch("ping"), ch("pong") | .wakes, .messages, .run_queue.count] == [11, 11, 11, 22, 22, 22]'
viewer=$first
see "both count" ' channel  *62 '
[ "$(screen | grep -o '^giver\[[0-9]*\] *[a-z]*' | awk '{ print $2 }' | tr '\n' ' ')" = "pong ping " ] ||
	complain "not in the order of counts"
inverted() { [ "$(screen | grep -o '^giver\[[0-9]*\] *[a-z]*' | awk '{ print $2 }' | tr '\n' ' ')" = "ping pong " ]; }
# Every line of a channel leads there, and Escape back. What is picked stays picked, wherever it stands.
keys 1
see "1" 'CHANNEL.*WARNINGS'
keys 6
see "6" ' channel  *62 '
keys Enter
see "Enter on the first line" '^wakes/pong  buffered'
keys Escape
see "Escape" 'tier 2'
keys I
poll inverted || { complain "I does not turn the order round"; screen; }
keys Enter
see "Enter on what was first" '^wakes/pong  buffered'
keys Escape
see "Escape" 'tier 2'
keys Up Enter
see "Enter on what is before it now" '^wakes/ping  buffered'
keys Escape
see "Escape" 'tier 2'
keys I
keys g Enter
see_foot "Enter on a title" 'about no one channel'
# When what is picked goes, what comes to stand there is picked.
keys 1
see "1" 'CHANNEL.*WARNINGS'
keys 6
see "6" ' channel  *62 '
keys F4 'name:ping' Enter
see_no "filter" ' pong '
keys Enter
see "Enter on what came in its place" '^wakes/ping  buffered'
keys Escape
see "Escape" 'tier 2'
keys F4 Escape
see "filter ends" ' pong '
keys '>'
see_foot "sort" 'Sorted by time in the run queue'
keys F4 'name:ping' Enter
see_no "filter" ' pong '
see "filter" ' ping '
keys F4 Escape
see "filter ends" ' pong '
# Another channel in the same row, between the same threads, has counts of its own.
tell turn
see "an old channel" "^giver\[$giver\]  *old  *mover\[$mover\]  *channel  *3 "
tell move
see "a new one" '^new '
see_no "a new one" "mover\[$mover\]  *channel "
see_no "a new one" "new  *mover\[$mover\]" # in the log of slow wakes
tell turn
see "a new one" "^giver\[$giver\]  *new  *mover\[$mover\]  *channel  *3 "
keys 1
see "1" 'CHANNEL.*W/MSG.*WARNINGS'
keys 6
see "6 again" 'tier 2'
objects >"$scratch/objects"
for kind in map prog link; do
	grep -q "^$kind " "$scratch/objects" || complain "no $kind, although attached"
done
keys x
see "x again" 'tier 1'
see_foot "x again" 'The probes are detached'
poll has_no_objects || complain "still there after x: $(objects)"
keys x
see "x once more" 'tier 2: eBPF'
see "counting begins anew" 'nobody was woken yet'

# The program dies under the probes: what they counted stays to be read, and they go.
tell 5
see "before its death" ' channel  *5 '
kill -9 "$scene"
wait "$scene" 2>/dev/null
exec 3>&- 4<&-
see "dead" 'tier 0: what the segment says, the probes counted for'
see "dead: the graph stays" "^giver\[$giver\]  *ping  *taker\[$taker\]  *channel  *5 "
# Its successor is what was asked for as well.
begin
see "restarted" "wakes  pid $scene  tier 2: eBPF"
tell 6
see "restarted" "^giver\[$giver\]  *ping  *taker\[$taker\]  *channel  *6 "
keys 1 D 6
see_no "the dead are forgotten" 'tier 0'
keys Q
see "Q" 'ready> *$'
viewer=

# Asked for at once; and killed it leaves nothing.
open "$chanmon --wakeups wakes"
see "--wakeups" 'tier 2: eBPF'
objects >"$scratch/objects"
kill -9 "$viewer"
bpftool=$(command -v bpftool || command -v /usr/sbin/bpftool || :)
nothing_left() {
	while read -r kind id; do
		! "$bpftool" "$kind" show id "$id" >/dev/null 2>&1 || return 1
	done <"$scratch/objects"
}
[ -s "$scratch/objects" ] || complain "nothing attached by --wakeups"
[ -z "$bpftool" ] || poll nothing_left || complain "left behind: $(cat "$scratch/objects")"
viewer=

# There are only so many at a time; when one of them ends, the next one has its turn.
kill -9 "$scene"
wait "$scene" 2>/dev/null
scene=
rm -f "$KC_DIR"/*
exec 3>&- 4<&-
mkfifo "$scratch/hold"
exec 3<>"$scratch/hold"
for n in 1 2 3 4 5 6 7 8 9; do
	"$scratch/scene" "many$n" <&3 >/dev/null &
	many="$many $!"
done
all_there() { [ "$(ls "$KC_DIR"/many*.kcs 2>/dev/null | wc -l)" -eq 9 ]; }
poll all_there || complain "nine programs do not come up"
"$chanmon" --wakeups --every 200ms --count 3000 --format json >"$scratch/lines" 2>/dev/null &
viewer=$!
tiers() { # how many of each, of the last whole document
	tail -n 2 "$scratch/lines" | head -n 1 >"$scratch/out"
	true_of "$scratch/out" "[.domains[].wakeups.tier] | sort == $1"
}
poll tiers '[1,2,2,2,2,2,2,2,2]' || complain "not eight of nine are probed"
true_of "$scratch/out" '[.domains[].wakeups | select(.tier == 1) | .reason] == ["too many"]' || complain "and why is not said"
kill -9 $(jq '[.domains[] | select(.wakeups.tier == 2) | .pid][0]' "$scratch/out")
poll tiers '[0,2,2,2,2,2,2,2,2]' || complain "the ninth does not get its turn: $(jq -c '[.domains[].wakeups | .tier, .text]' "$scratch/out")"
kill "$viewer"
wait "$viewer"
viewer=

[ "$fail" -eq 0 ] && echo "chanmon's wakeups: all as it should be"
exit "$fail"
