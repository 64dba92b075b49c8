#!/bin/sh
# Proves chanmon's screen on a real terminal (tmux) against a real program: views, sorting, filter,
# search, help, detail, time, sizes, ASCII, terminals without colour, death and restart of the program,
# and that the terminal is given back on every exit, crash included. Waits for what it expects to see, never for time.
# usage: sh chanmon-screen.sh BUILD_DIR SOURCE_DIR
set -u
build=${1:?usage: chanmon-screen.sh BUILD_DIR SOURCE_DIR}
chanmon=$build/chanmon/chanmon
command -v tmux >/dev/null || { echo "skipped: no tmux"; exit 77; }
[ -x "$build/kcbench/kcbench" ] || { echo "skipped: no kcbench to watch"; exit 77; }

dir=$(mktemp -d /dev/shm/kc-chanmon-XXXXXX) || exit 1
empty=$(mktemp -d /dev/shm/kc-chanmon-XXXXXX) || exit 1
socket=chanmon-$$
servers=0
started=
cleanup() {
	tmux -L "$socket" kill-server 2>/dev/null
	for pid in $started; do
		kill -9 "$pid" 2>/dev/null
	done
	rm -rf "$dir" "$empty"
}
trap cleanup EXIT
trap 'exit 1' INT TERM
export LC_ALL=C.UTF-8
unset NO_COLOR TMUX
fails=0

screen() {
	tmux -L "$socket" capture-pane -p "$@"
}
fail() {
	echo "FAIL: $*"
	screen
	fails=$((fails + 1))
}
# Until the command succeeds, ten seconds at most.
poll() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] || return 1
		sleep 0.1
	done
}
shows() { screen | grep -q -e "$1"; }
hides() { ! shows "$1"; }
see() { poll shows "$2" || fail "$1: '$2' does not appear"; }
see_no() { poll hides "$2" || fail "$1: '$2' does not go away"; }
keys() { tmux -L "$socket" send-keys "$@"; }
size() { tmux -L "$socket" resize-window -x "$1" -y "$2"; }
# The screen runs under a shell, so that what it leaves behind can be looked at. $1: environment, $2: arguments.
open() {
	tmux -L "$socket" kill-server 2>/dev/null
	# The old server may still be on its way out: the new one has a socket of its own.
	servers=$((servers + 1))
	socket=chanmon-$$-$servers
	tmux -u -L "$socket" -f /dev/null new-session -d -x 80 -y 24 "env PS1='ready> ' ENV= sh" ||
		{ echo "FAIL: tmux does not start"; exit 1; }
	see "shell" 'ready>'
	keys "env KC_DIR=$dir $1 $chanmon --interval 200ms $2" Enter
}
# $service is the pid of a program to watch.
start() {
	KC_DIR=$dir "$build/kcbench/kcbench" demo -q --name "$1" >/dev/null 2>&1 &
	service=$!
	started="$started $service"
}
restored() { # what
	see "$1" 'ready> *$'
	[ "$(tmux -L "$socket" display -p '#{alternate_on}#{cursor_flag}#{keypad_cursor_flag}')" = 010 ] ||
		fail "$1: screen, cursor or keypad are not as before"
	keys 'clear; stty -a | tr "; " "\n\n" | grep -cx -e echo -e icanon -e icrnl' Enter
	see "$1: the line's modes" '^3$'
}

# A folder that is not there is said, in full, and waited for.
kept=$dir
dir=$empty/kc
open "" ""
see "no folder" 'Looking for segments failed; still trying'
see "no folder" 'which KC_DIR names'
see "no folder" 'unset it'
mkdir "$dir"
see "the folder comes" 'No segments found yet'
start gone
see "a program in it" 'gone *lines'
mv "$dir" "$dir-away"
see "the folder goes" '! nothing new is found: .*/kc, which KC_DIR names'
see "and the program is still shown" 'gone *lines'
mv "$dir-away" "$dir"
see_no "the folder is back" 'nothing new is found'
kill "$service"
keys q
see "no folder, quit" 'ready> *$'
dir=$kept

# Nothing there yet: it waits and says so; then a program comes up by itself.
open "" ""
see "empty" 'No segments found yet'
start demo
first=$service
see "a program appears" 'demo *pid'

# First screen.
see "title" 'chanmon .* 4/4 channels'
see "domain" "● demo  pid $first  alive"
see "titles" '^S ▲DOMAIN'
see "channels" 'demo *lines'
see "channels" 'demo *stats'
see "rates" 'lines .*[0-9]k* .*[0-9]'
see "footer" '? help'

# Sorting.
keys '>'
see "sort" '▲CHANNEL'
[ "$(screen | grep -o -e ' lines ' -e ' log ' -e ' results ' -e ' stats ' | tr -d ' \n')" = lineslogresultsstats ] ||
	fail "not in the order of names"
keys I
see "inverted" '▼CHANNEL'
[ "$(screen | grep -o -e ' lines ' -e ' log ' -e ' results ' -e ' stats ' | tr -d ' \n')" = statsresultsloglines ] ||
	fail "not in the order of names turned round"
keys I '<'
see "sort back" '▲DOMAIN'

# Filter, live while it is typed.
keys F4
see "filter" 'Filter:'
keys 'name:lo'
see_no "filter" 'demo *stats'
see "filter" 'demo *log'
keys Enter
see "filter stays" 'FILTER name:lo'
keys '\' C-u 'depht:>1'
see "not a filter" 'did you mean depth'
keys Escape
see "filter ends" 'demo *stats'

# Search moves the selection, which is shown in reverse.
# Attributes last over line ends in what tmux prints, so they are followed from the top.
reversed() {
	screen -e | awk -v word="$1" 'BEGIN { RS = "\033\\[" }
		NR > 1 { codes = $0; sub(/m.*/, "", codes); n = split(codes, code, ";")
			if (n == 0) on = 0
			for (i = 1; i <= n; i++) { if (code[i] == 7) on = 1; if (code[i] == 0 || code[i] == 27) on = 0 } }
		{ text = $0; if (NR > 1) sub(/^[^m]*m/, "", text); if (on && text ~ word) found = 1 }
		END { exit !found }'
}
keys / stats Enter
poll reversed stats || fail "search: stats is not selected"
keys g
poll reversed lines || fail "g: the first line is not selected"
keys j
poll reversed ' log' || fail "j: the second line is not selected"

# Help comes from the key table.
keys '?'
see "help" 'freeze the order'
keys G
see "help scrolls" 'Signs in front of a channel'
keys Escape
see "back from help" '^S ▲DOMAIN'

# Detail, in a window where all of it has room, however long the histograms are.
size 100 120
keys g Enter
see "detail" 'demo/lines'
see "endpoints" '^ENDPOINT'
see "endpoints" '^receive .*work'
see "detail" '^Residence: .*p99'
see "counters" '^messages moved'
keys G
see "events" '[0-9][mun]*s  *\(send\|receive\) '
keys Escape
see "back from detail" '^S ▲DOMAIN'

# Time: pause, a step back, forward, and on.
keys z
see "pause" 'PAUSED'
keys t t
see "step back" 'PAUSED [0-9.]*m*s back'
see_no "step back" 'PAUSED 0s back'
keys Space
see_no "goes on" 'PAUSED'

# Modes that are said in words.
keys o
see "frozen" 'FROZEN ORDER'
keys o F
see "follow" 'FOLLOW'
keys F w
see "warnings only" 'WARNINGS ONLY'
keys w d
see "idle hidden" 'NO IDLE'
keys d
see_no "idle shown" 'NO IDLE'
keys +
see "interval" 'every 500ms'
keys -
see "interval" 'every 200ms'

# Sizes.
size 200 50
see "200x50" 'PAYLOAD.*OLDEST.*HISTORY.*WARNINGS'
see "200x50" 'tickets .*lines\|lines .*tickets'
size 40 10
see "40x10" '^S ▲\?.*CHANNEL.*FILL'
see "40x10" 'lines'
size 18 4
see "18x4" 'too small: 20x5'
size 80 24
see "80x24 again" '^S ▲DOMAIN'

# The program is killed and started again under the same name.
kill -9 "$first"
wait "$first" 2>/dev/null
see "killed" "✗ demo  pid $first  DEAD"
see "killed: rows" '^✗ demo .*DEAD'
start demo
see "restarted" "● demo  pid $service  alive"
see "the old run stays" "✗ demo  pid $first  DEAD"
keys D
see_no "the dead are dropped" "pid $first"
see "the living stay" "● demo  pid $service  alive"

# A clean end takes the file away, but not the last picture.
kill "$service"
wait "$service" 2>/dev/null
see "closed" "✗ demo  pid $service  DEAD.*closed"
start demo
see "started once more" "● demo  pid $service  alive"

# Q and q give the terminal back; so do SIGTERM and a crash.
keys Q
restored "Q"
open "" ""
see "q" 'demo *lines'
keys q
restored "q"
# Stopped and brought back by the shell, as by ^Z and by a SIGSTOP that it does not see, it has its screen and its keys.
for stop in TSTP STOP; do
	open "" ""
	see "SIG$stop" 'demo *lines'
	pid=$(tmux -L "$socket" display -p '#{pane_pid}')
	pid=$(cat "/proc/$pid/task/$pid/children")
	kill -s $stop $pid
	see "SIG$stop" 'ready> *$'
	keys 'stty sane; clear; fg' C-j # the line is still as it was for chanmon
	see "SIG$stop: back" '^S ▲DOMAIN'
	see_no "SIG$stop: back" 'ready>'
	keys Q
	restored "SIG$stop"
done
for signal in TERM SEGV ABRT USR1 XCPU; do
	open "" ""
	see "SIG$signal" 'demo *lines'
	pid=$(tmux -L "$socket" display -p '#{pane_pid}')
	pid=$(cat "/proc/$pid/task/$pid/children")
	kill -s $signal $pid
	restored "SIG$signal"
done

# Colour where there is one, none where it is not wanted or not there.
coloured() { screen -e | grep -q "$(printf '\033')"'\[[0-9;]*3[1-6]m'; }
open "TERM=screen-256color" ""
see "colours" 'demo *lines'
coloured || fail "no colour on a colour terminal"
for plain in "TERM=vt100" "TERM=screen-256color NO_COLOR=1"; do
	open "$plain" ""
	see "$plain" 'demo *lines'
	! coloured || fail "$plain: colours"
	keys j
	poll reversed ' log' || fail "$plain: the selection cannot be seen"
	keys q
done
open "TERM=screen-256color" "--color never --ascii"
see "ascii" 'demo *lines'
! coloured || fail "--color never: colours"
see "ascii" '^> demo'
! screen | LC_ALL=C grep -q "$(printf '[\200-\377]')" || fail "--ascii: other bytes"

# A terminal that cannot place the cursor gets the one picture.
open "TERM=dumb" ""
see "dumb terminal" 'lines *mpmc'
see "dumb terminal" 'ready> *$'

[ "$fails" -eq 0 ] && echo "chanmon's screen: all as it should be"
exit "$fails"
