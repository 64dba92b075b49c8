#!/bin/sh
# Proves that every verb of kcdump tells the truth about a running program whose state is known to the
# last ticket, that filters, orders and groups pick what they say, and that the program does not notice.
# usage: sh kcdump-live.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015
set -eu
build_dir=${1:?usage: kcdump-live.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcdump-live.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
. "$source_dir/tests/support/scene.sh"

start_scene shop

# info
is '.schema == "kcdump/1" and (keys_unsorted[0] == "schema") and .exit == 0' shop
is ".source.kind == \"live\" and .source.pid == $scene and .source.state == \"alive\"" "$scene" info
is '.source.name == "shop" and (.source.segment | endswith(".kcs"))' info
is '[.channels[].name] == ["jobs", "done", "idle", "closed"]' shop info
is '.channels[0] | .topology == "spsc" and .payload == "tickets" and .depth == 4 and .capacity == 4 and
	.sent == 4 and .received == 0 and .senders_blocked == 1 and .receivers_blocked == 0' shop
is '.channels[1] | .sent == 3 and .received == 3 and .depth == 0 and .receivers_blocked == 1' shop
is '.channels[2].receivers_blocked == 2 and (.channels[2].closed | not) and .channels[3].closed' shop
is '.channels[3].flags == ["padded-slots"] and ([.channels[0, 1, 2].flags] == [[], [], []])' shop
is 'all(.channels[]; .kind == "buffered" and .overflow == "block" and .lanes == 1 and .fullest_lane == .depth and
	.dropped_newest == 0 and .dropped_oldest == 0 and .cancelled == 0 and .receivers_selecting == 0)' shop
is '.ticket_counts | .live == 9 and .loaned == 1 and .queued == 5 and .held == 3 and .bytes == 80756' shop
is '.arena.limit_bytes == 1073741824 and .arena.taken_bytes > 80756' shop
is '[.channels[].name] == ["done"]' shop --channel 'done'
is '(.channels | length) == 1' shop --limit 1
shows '^shop  pid [0-9]*  alive: ' shop
shows '^jobs  *buffered  spsc  *tickets  *4/4  *4  *0  1 send ' shop info
shows '^closed (closed)  *buffered  mpmc padded-slots  ' shop
! grep -q 'OVERFLOW' "$scratch/out" || complain "info speaks of drops where nothing can be dropped"
shows '^recorders ' shop -v
[ "$(wc -l <"$scratch/out")" -lt 60 ] || complain "info fills more than a screen"

# ps
is ".segments | length == 1 and .[0].name == \"shop\" and .[0].pid == $scene and .[0].state == \"alive\" and
	.[0].channels == 4 and .[0].tickets == 9 and .[0].readable" ps
is '.segments[0].segment | endswith(".kcs")' ps
shows '^shop  *[0-9]*  alive  *20..-..-..T..:..:..\....Z  *4  *9  .*\.kcs$' ps

# tickets
is '[.tickets[].bytes] | sort == [64, 100, 200, 300, 400, 500, 1000, 8192, 70000]' shop tickets
is 'all(.tickets[]; .ticket | test("^0x[0-9a-f]+$"))' shop tickets
is '[.tickets[].ticket] | unique | length == 9' shop tickets
is 'all(.tickets[]; .refs == 1 and .refs == .refs_queued + .refs_held and (.torn | not))' shop tickets
is 'all(.tickets[]; (.site | length) > 0 and (.born_age_ns >= .age_ns or .born_age_ns + 2000000 > .age_ns))' tickets
is '.tickets[] | select(.bytes == 8192) | .state == "held" and .channel == "done" and
	.holder.thread == "keeper" and .holder.alive and .holder.state == "alive"' shop tickets
is '.tickets[] | select(.bytes == 64) | .holder.thread == "gone" and .holder.state == "ended" and
	(.holder.alive | not)' shop tickets
is '.tickets[] | select(.bytes == 1000) | .state == "loaned" and .channel == ""' shop tickets
is '.tickets[] | select(.bytes == 100) | .state == "queued" and .channel == "jobs"' shop tickets
shows '^0x[0-9a-f]*  held  *done  *1  *64  [0-9]* gone ended  ' tickets
shows '^9 of 9 matching tickets shown' tickets

# filters
bytes_are() { # list, arguments
	list=$1
	shift
	is "[.tickets[].bytes] | sort == [$list]" shop tickets "$@"
}
bytes_are '100, 200, 300, 400, 500' --channel jobs
bytes_are '100, 200, 300, 400, 500' --channel 'j?b*'
bytes_are '1000' --state loaned
bytes_are '64, 1000, 8192, 70000' --state held,loaned
bytes_are '8192, 70000' --size '>4KiB'
bytes_are '500, 1000, 8192, 70000' --size '>400'
bytes_are '400, 500, 1000, 8192, 70000' --size '>=400'
bytes_are '64' --size '<100'
bytes_are '64, 100' --size '<=100'
bytes_are '300' --size 300
bytes_are '200, 300' --size 101..399
bytes_are '8192, 70000' --holder keeper
bytes_are '64, 8192, 70000' --holder '[gk]*' --state held
bytes_are '' --older 100h
bytes_are '64, 100, 200, 300, 400, 500, 1000, 8192, 70000' --older 0s
keeper=$("$kcdump" shop waiters --format json | jq '.waiters[] | select(.thread == "keeper") | .tid')
bytes_are '8192, 70000' --holder "$keeper"
bytes_are '8192, 70000' --holder "$scene:$keeper"
bytes_are '' --holder "1:$keeper"
bytes_are '64, 8192, 70000' --holder "$scene" --state held
shows '^none of 9 live tickets matches$' shop tickets --size '>1GiB'

# order and limit
is '[.tickets[].bytes] == [70000, 8192, 1000]' shop tickets --sort size --limit 3
is '.selection == {"live": 9, "matched": 9, "matched_bytes": 80756, "shown": 3}' shop tickets --sort size --limit 3
is '[.tickets[].age_ns] | length == 9 and . == (sort | reverse)' shop tickets --sort age
is '[.tickets[].index] | length == 9 and . == sort' shop tickets --sort index
is '([.tickets[].index] | length == 4 and . == sort) and .selection.matched == 9' shop tickets --limit 4

# groups
is '[.groups[] | [.key, .tickets, .bytes]] == [["queued", 5, 1500], ["held", 3, 78256], ["loaned", 1, 1000]]' \
	shop tickets --group state
is '[.groups[] | .bytes] == [78256, 1500, 1000] and (has("tickets") | not)' shop tickets --group channel --sort size
is '[.groups[] | select(.key | test("keeper alive$")) | .tickets] == [2]' shop tickets --group holder
is '(.groups | length) == 6 and .groups[0].tickets == 4 and all(.groups[]; .oldest_ns > 0)' tickets --group site
is '(.groups | length) == 2' shop tickets --group site --limit 2
shows '^STATE  *TICKETS  *BYTES  *OLDEST$' tickets --group state
shows '^none  *1  *1000B ' tickets --group channel

# waiters
is '[.waiters[] | [.thread, .channel, .side]] | sort ==
	[["idler", "idle", "receive"], ["keeper", "done", "receive"], ["patient", "idle", "receive"],
	["producer", "jobs", "send"]]' shop waiters
is 'all(.waiters[]; .since_ns > 0 and .thread_alive and .tid > 0)' shop waiters
is '[.waiters[].since_ns] | . == (sort | reverse)' shop waiters
is 'all(.waiters[]; has("select") and .select == null)' shop waiters
is '[.waiters[] | select(.deadline) | .thread] == ["patient"]' shop waiters
is '[.waiters[] | .depth, .capacity] == [4, 4]' shop waiters --channel jobs
is '(.waiters | length) == 1 and .waiting == 4' shop waiters --limit 1
shows '^ *[0-9]*  producer  jobs  *send  .*  none  *4/4  in its futex  *waiting$' waiters
shows '^ *[0-9]*  patient .*  in [15][9h][m0][0-9]*[sm]  *0/16  in its futex  *waiting$' waiters

# events
is '[.events[].before_newest_ns] | length > 8 and . == (sort | reverse) and .[-1] == 0' shop events
is '[.events[] | select(.event == "block" and .thread == "producer") | [.channel, .position, .argument, .text]] ==
	[["jobs", 4, 4, "at depth 4"]]' shop events
is 'all(.events[]; .channel == "idle") and .recorded == (.events | length)' shop events --channel idle
is '(.events | length) == 2 and .recorded > 8 and .events[1].before_newest_ns == 0' shop events --limit 2
shows '^ *-*[0-9.]*[mun]*s  0 send  *producer  jobs  *block  *4  at depth 4$' events

# What surrounds the rows.
for verb in info ps tickets waiters events; do
	is '.consistency | .mode == "row" and .passes >= 1 and .torn == 0' "$verb"
	is '.findings == [] and .checks.run > 0 and .checks.skipped == 0 and .exit == 0' "$verb"
	shows '^consistency: 1 pass, .* 0 torn; [0-9]* checks run, 0 skipped$' "$verb"
	[ "$code" -eq 0 ] || complain "$verb: exit $code"
	run "$verb" --quiet
	! grep -q '^shop  pid' "$scratch/out" || complain "$verb --quiet is not"
	run "$verb" --color always
	grep -q "$(printf '\033')" "$scratch/out" || complain "$verb --color always has none"
	for dress in '--color auto' '--color never'; do
		# shellcheck disable=SC2086
		run "$verb" $dress
		! grep -q "$(printf '\033')" "$scratch/out" || complain "$verb $dress into a file is coloured"
	done
done

# SOURCE and VERB in either order, and by path.
segment=$("$kcdump" ps --format json | jq -r '.segments[0].segment')
for words in "shop waiters" "waiters shop" "$scene waiters" "$segment waiters" waiters; do
	# shellcheck disable=SC2086
	is '.verb == "waiters" and .waiting == 4' $words
done

# Without /proc it is not known whether the program runs, and not said to be of another machine.
if [ "$(id -u)" -eq 0 ] && [ -z "$san" ] && unshare --mount sh -c 'mount -t tmpfs none /proc' 2>/dev/null; then
	unshare --mount sh -c 'mount -t tmpfs none /proc && exec "$@"' sh "$kcdump" shop --format json >"$scratch/out"
	true_of "$scratch/out" '.source.state == "out_of_sight" and (.source.reason | test("cannot be told without /proc"))' ||
		complain "without /proc: $(head -c 700 "$scratch/out")"
fi

# The file is only read, and its program still sleeps where it slept.
sum=$(cksum <"$segment")
for verb in info ps tickets waiters events; do
	run shop "$verb"
done
[ "$sum" = "$(cksum <"$segment")" ] || complain "the segment changed while it was looked at"
kill -0 "$scene" || complain "the program did not survive being looked at"

[ "$fail" -eq 0 ] && echo "kcdump of a running program is right to the last ticket"
exit "$fail"
