#!/bin/sh
# Proves that kcdump and chanmon say what a program's channels are and what becomes of their messages: kinds,
# policies, flags, drops, cancelled calls; on a terminal, without one, and after a kill -9.
# usage: sh kinds.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015
set -eu
build_dir=${1:?usage: kinds.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kinds.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v jq >/dev/null || skip "jq is not installed"
kcdump=$build_dir/kcdump/kcdump
chanmon=$build_dir/chanmon/chanmon
socket=kinds-$$
export LC_ALL=C.UTF-8
unset NO_COLOR TMUX 2>/dev/null || :

scene=
stop() {
	tmux -L "$socket" kill-server 2>/dev/null || :
	[ -z "$scene" ] || kill -9 "$scene" 2>/dev/null || :
	remove_folders
}
trap stop EXIT

c_program "$scratch/scene" "$source_dir/tests/tools/kinds-scene.c" || {
	complain "kinds-scene.c does not compile"
	exit 1
}
"$scratch/scene" kinds >"$scratch/pid" 2>"$scratch/scene.err" &
scene=$!

# Until the command succeeds, a minute at most.
wait_for() { # what, command...
	what=$1
	shift
	give_up_s=$(($(date +%s) + 60))
	until "$@"; do
		if ! kill -0 "$scene" 2>/dev/null || [ "$(date +%s)" -gt $give_up_s ]; then
			complain "never so: $what: $(cat "$scratch/scene.err" "$scratch/out" 2>&1 | head -c 3000)"
			exit 1
		fi
	done
}
dump_is() { # jq expression, verb
	"$kcdump" kinds "$2" --format json >"$scratch/out" 2>"$scratch/err" || :
	true_of "$scratch/out" "$1"
}
dump() { # verb, jq expression
	dump_is "$2" "$1" || complain "kcdump $1: not so: $2
$(head -c 3000 "$scratch/out") $(cat "$scratch/err")"
}
mon() { # jq expression
	"$chanmon" --once --format json kinds >"$scratch/out" 2>"$scratch/err" || complain "chanmon failed"
	true_of "$scratch/out" "def ch(n): .domains[0].channels[] | select(.name == n); $1" ||
		complain "chanmon: not so: $1
$(head -c 3000 "$scratch/out") $(cat "$scratch/err")"
}
line() { # basic regular expression, command...
	expression=$1
	shift
	"$@" >"$scratch/out" 2>&1 || :
	grep -q -e "$expression" "$scratch/out" || complain "$*: no line '$expression' in:
$(head -n 40 "$scratch/out")"
}

wait_for "everything stands" dump_is '(.channels | length) == 13 and .channels[0].sent == 3 and
	.channels[1].dropped_newest > 10 and .channels[2].cancelled > 10 and .channels[3].sent == 19 and
	.channels[3].senders_blocked == 1 and .channels[5].senders_blocked == 1 and
	.channels[6].senders_blocked == 1 and .channels[7].receivers_blocked == 1 and .channels[9].sent == 10 and
	.channels[12].senders_selecting == 1' info

# kcdump
dump info '.exit == 0 and .findings == []'
dump info '.channels[0] | .name == "fast" and .kind == "buffered" and .topology == "spsc" and
	.flags == ["low-latency"] and .overflow == "block" and .depth == 3'
dump info '.channels[1] | .overflow == "drop-newest" and .dropped_newest > .sent and
	.dropped_oldest == 0 and .senders_blocked == 0'
line '^fast  *buffered  *spsc low-latency  *values  *3/8  *3  *0  block  *0  ' "$kcdump" kinds
line '^shed  *buffered  *mpmc  *values  *[0-4]/4  *[0-9]*  *[0-9]*  drop-newest  *[0-9][0-9]*  ' "$kcdump" kinds
line ' quitter  *given-up  cancel  ' "$kcdump" kinds events --channel given-up

dump info '.channels[3] | .topology == "mpsc" and .lanes == 2 and .capacity == 32 and .depth == 19 and .fullest_lane == 16'
dump info '.channels[4] | .kind == "unlimited" and .capacity == 0 and .depth == 5000 and .fullest_lane == 5000'
dump info '.channels[5] | .kind == "unlimited" and .capacity == 100 and .depth == 100'
line '^lanes  *buffered  *mpsc 2 lanes  *values  *19/32  .* 1 send ' "$kcdump" kinds
line '^long  *unlimited  *mpmc  *values  *5000  *5000  *0 ' "$kcdump" kinds
line '^bounded  *unlimited  *spsc  *values  *100/100  .* 1 send ' "$kcdump" kinds
dump info '.channels[6] | .kind == "rendezvous" and .capacity == 0 and .depth == 0 and .sent == 0'
line '^meet  *rendezvous  mpmc  *values  *1 offer  *0  *0 .* 1 send ' "$kcdump" kinds
line '^await  *rendezvous  spsc  *values  *0 offers  *0  *0 .* 1 receive ' "$kcdump" kinds
line ' offerer  *meet  *send  .* 1 offer  *in a futex  *offers$' "$kcdump" kinds waiters
line ' taker  *await  *receive  .* 0 offers  *in a futex  *waits for an offer$' "$kcdump" kinds waiters
dump waiters '[.waiters[] | select(.channel == "lanes") | [.thread, .depth, .capacity, .lane_depth]] == [["presser", 19, 32, 16]]'
line ' presser  *lanes  *send  .* 16/16  in its lane.s futex  *waiting$' "$kcdump" kinds waiters

dump info '.channels[8] | .kind == "conflated" and .capacity == 1 and .depth == 1 and .sent == 10 and
	.received == 0 and .dropped_oldest == 9'
line '^last  *conflated  *mpmc  *values  *1/1  *10  *0  *-  *9 ' "$kcdump" kinds
dump info '.channels[9] | .overflow == "drop-oldest" and .depth == 4 and .received == 0 and .dropped_oldest == 6 and .dropped_newest == 0'
line '^newest  *buffered  *mpmc  *values  *4/4  *10  *0  drop-oldest  *6 ' "$kcdump" kinds

# A select is one sleeper with several channels: a line for a person, a row a case for a script.
line ' chooser  *3 cases  *select  .* -  *in futex_waitv  *waiting, select over 3: tea (receive), coffee (receive), offer (send)$' \
	"$kcdump" kinds waiters
[ "$(grep -c ' chooser ' "$scratch/out")" -eq 1 ] || complain "a select has more than one line"
line ' chooser  *3 cases  *select ' "$kcdump" kinds waiters --channel coffee
dump waiters '[.waiters[] | select(.thread == "chooser")] | length == 3 and
	([.[] | [.channel, .side]] | sort == [["coffee", "receive"], ["offer", "send"], ["tea", "receive"]]) and
	all(.[]; .select.cases == 3) and ([.[].select.group] | unique | length == 1) and ([.[].tid] | unique | length == 1)'
dump waiters 'all(.waiters[] | select(.thread != "chooser"); has("select") and .select == null)'
line '^tea .* 1 receive [0-9.a-z]* in a select$' "$kcdump" kinds

# chanmon without a terminal
mon 'ch("fast") | .flags == ["low-latency"] and .lanes == 1 and
	[.warnings[] | select(.lint != "stuck")] == []'
mon 'ch("shed") | .state == "flowing" and .overflow == "drop-newest" and .dropped > 10 and .dropped_per_s > 0 and
	([.warnings[] | select(.lint == "drops") | .text | test("^[0-9]+ dropped$")] == [true])'
mon 'ch("given-up") | .cancelled > 10 and .cancelled_per_s > 0 and .warnings == []'
full='[.warnings[] | select(.lint != "stuck" and .lint != "blocked_long") | .text | sub(" [0-9.a-z]+$"; "")]'
wait_for "a noticeable wait" sh -c "$chanmon --once --gap 0 kinds | grep -q 'a lane is full'"
mon "ch(\"lanes\") | .lanes == 2 and .fullest_lane == 16 and $full == [\"a lane is full, 1 sender blocked\"]"
mon "ch(\"long\") | .kind == \"unlimited\" and .state == \"idle\" and $full == []"
mon "ch(\"bounded\") | .state == \"blocked\" and ($full | .[0] == \"at its limit, 1 sender blocked\")"
mon "ch(\"meet\") | .state == \"blocked\" and .depth == 0 and $full == []"
mon "ch(\"await\") | .state == \"idle\" and .receivers_blocked == 1 and $full == []"
mon "ch(\"last\") | .kind == \"conflated\" and .dropped == 9 and .warnings == []"
mon "ch(\"newest\") | .overflow == \"drop-oldest\" and .dropped == 6 and $full == []"
line '^.  kinds  *last  *conflated  .* -  *1  1/1 ' "$chanmon" --once kinds
mon 'ch("offer") | .senders_blocked == 1 and .senders_selecting == 1 and .state == "idle" and .warnings == []'
mon 'ch("tea") | .receivers_selecting == 1 and .endpoints[0].select_cases == 3'
mon '[ch("tea", "coffee", "offer") | .endpoints[0].select_group] | length == 3 and (unique | length == 1)'
line '^.  kinds  *offer  *rendezvous  .* 1  1 offer .* 1/0s ' "$chanmon" --once kinds
line '^offer  *send  .* chooser .*, select over 3$' "$chanmon" --once -v kinds
line '^▲  kinds  *meet  *rendezvous  .* 1  1 offer ' "$chanmon" --once kinds
line '^.  kinds  *long  *unlimited  .* 5000  5000  ' "$chanmon" --once kinds
line '^.  kinds  *lanes  *buffered  .* 19  █████ 100%' "$chanmon" --once kinds
line '^S .* KIND\|^S .* OVERFLOW .* DROP/s  T-O/s  CNCL/s  WARNINGS' "$chanmon" --once kinds
line '^.  kinds  *shed  *buffered  *mpmc  .* drop-newest   .*[0-9] dropped' "$chanmon" --once kinds
"$chanmon" --once --format csv kinds | awk -F, '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
	$at["channel"] == "shed" { ok = $at["overflow"] == "drop-newest" && $at["dropped_per_s"] > 0 }
	END { exit !ok }' || complain "csv: no drops of shed"
line '^.  kinds  *shed ' "$chanmon" --once --gap 300ms --filter 'overflow:drop drops:>1/s' kinds

# chanmon on a terminal
if command -v tmux >/dev/null; then
	screen() { tmux -L "$socket" capture-pane -p; }
	shows() { screen >"$scratch/out" && grep -q -e "$1" "$scratch/out"; }
	see() { wait_for "on the screen: $1" shows "$1"; }
	keys() { tmux -L "$socket" send-keys "$@"; }
	tmux -u -L "$socket" -f /dev/null new-session -d -x 80 -y 24 \
		"env KC_DIR=$KC_DIR $chanmon --interval 200ms kinds"
	see 'kinds  *shed  .*[0-9] dropped' # with all of the default columns in 80
	see '^S ▲DOMAIN CHANNEL  FILL  *IN/s  OUT/s  *P99  BLK HISTORY WARNINGS'
	tmux -L "$socket" resize-window -x 230 -y 40
	see 'CHANNEL .* KIND  *TOPO  PAYLOAD  OVERFLOW .* DROP/s  T-O/s CNCL/s '
	keys / shed Enter Enter
	see '^kinds/shed  buffered mpmc values$'
	see '^when full: drops what is sent (drop-newest)'
	see '^dropped: [0-9]* new, 0 old, [0-9.]*k*/s'
	keys Escape / fast Enter Enter
	see '^kinds/fast  buffered spsc values  low-latency$'
	keys Escape / lanes Enter Enter
	see '^depth 19 in 2 lanes of 16, the fullest 16, '
	keys Escape / meet Enter Enter
	see '^1 offer waits, elements of 8 bytes'
	see '^1 sender waits for a receiver, longest '
	see '^Offers over the last '
	keys Escape / last Enter Enter
	see '^holds a value, elements of 8 bytes, sent 10, received 0'
	keys Escape / tea Enter Enter
	see '^1 receiver waits for elements in a select, longest '
	see '^  chooser waits here and on 2 more: coffee (receive), offer (send)$'
	keys Escape / long Enter Enter
	see '^depth 5000, elements of 8 bytes'
	see '^   5k | '
	keys Escape / bounded Enter Enter
	see '^depth 100 of 100, its limit, '
	keys Escape / given-up Enter Enter
	see '^cancelled calls: [0-9]*, [0-9.]*k*/s'
	keys G
	see '^ *[0-9.]*[mnu]*s  receive  quitter  *cancel  .* after '
	keys Q
else
	echo "without the screen: no tmux"
fi

# What a dead one leaves is told in the same way.
kill -9 "$scene"
wait "$scene" 2>/dev/null || :
scene=
line ' chooser  *3 cases .* was waiting when it died, select over 3: ' "$kcdump" kinds waiters
line ' offerer  *meet  .* offered when it died$' "$kcdump" kinds waiters
dump info '.source.state == "dead" and .exit == 0 and .channels[1].dropped_newest > 10 and .channels[2].cancelled > 10'
mon '.domains[0].state == "dead" and (ch("shed") | .dropped > 10 and .overflow == "drop-newest" and .warnings == [])'

[ "$fail" -eq 0 ] && echo "the tools know every kind of channel"
exit "$fail"
