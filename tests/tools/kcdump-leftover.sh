#!/bin/sh
# Proves that kcdump reads what kill -9 left behind: the same tickets, waiters and events, said of the dead;
# and that of several runs the one alive is meant, unless the path says otherwise.
# usage: sh kcdump-leftover.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015
set -eu
build_dir=${1:?usage: kcdump-leftover.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcdump-leftover.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
. "$source_dir/tests/support/scene.sh"

start_scene shop
kill_scene

is ".source.kind == \"leftover\" and .source.state == \"dead\" and .source.pid == $dead and .exit == 0" shop
is '.channels[0] | .depth == 4 and .sent == 4 and .senders_blocked == 1' "$dead" info
shows '^shop  pid [0-9]*  dead: ' shop
shows '^  last seen 20' shop
shows '^jobs .*  1 send$' shop

is '[.tickets[].bytes] | sort == [64, 100, 200, 300, 400, 500, 1000, 8192, 70000]' tickets
is 'all(.tickets[]; .holder.alive | not)' tickets
is 'all(.tickets[] | select(.holder.tid > 0); .holder.state == "dead")' tickets
is '[.tickets[] | select(.holder.thread == "keeper") | .bytes] == [8192, 70000]' tickets --sort index
shows '  [0-9]* keeper dead  ' tickets

is '[.waiters[] | [.thread, .channel, .side]] | sort ==
	[["idler", "idle", "receive"], ["keeper", "done", "receive"], ["patient", "idle", "receive"],
	["producer", "jobs", "send"]]' waiters
is 'all(.waiters[]; .since_ns > 0 and (.thread_alive | not) and (.since | test("^20.*Z$")))' waiters
shows '^ *[0-9]*  producer  jobs  *send  *20.*Z  *none  *4/4  was waiting when it died$' waiters

is '[.events[] | select(.event == "block" and .thread == "producer") | .text] == ["at depth 4"]' events
is '.segments[0] | .state == "dead" and .tickets == 9 and .channels == 4' ps
shows '^shop  *[0-9]*  dead ' ps

# A new run of the same name is what the name means; the old one is there by pid and by path.
old=$("$kcdump" ps --format json | jq -r '.segments[0].segment')
start_scene shop
is ".source.pid == $scene and .source.kind == \"live\"" shop
is ".source.pid == $dead and .source.kind == \"leftover\"" "$dead"
is ".source.pid == $dead" "$old" tickets
is '[.segments[].state] == ["alive", "dead"]' ps
kill_scene

# Who died in the middle of a claim is named, with what it claimed: what stands behind it never comes.
if [ -z "$san" ]; then
	"$cc" -std=gnu11 -g -I "$source_dir/lib/include" -I "$source_dir/lib/src" -o "$scratch/claim" \
		"$source_dir/tests/tools/claim-scene.c" -L "$libkc" -lkc -pthread || complain "claim-scene.c does not compile"
	"$scratch/claim" wedge >"$scratch/pid" 2>/dev/null || :
	is '[.claims[] | [.channel, .what, .position, .count, .claimed]] | sort ==
		[["lines", "receive", 0, 1, false], ["lines", "send", 1, 3, true]]' wedge waiters
	shows '^claim ([0-9]*) died sending 3 on lines, place 1$' wedge waiters
	shows '^claim ([0-9]*) died receiving 1 on lines, place 0, not yet claimed$' wedge waiters
fi

[ "$fail" -eq 0 ] && echo "kcdump of a leftover is right to the last ticket"
exit "$fail"
