#!/bin/sh
# prove.sh BUILD_DIR SOURCE_DIR [MINUTES] - what the concurrency rests on, searched for about so many minutes (30), and
# how much was searched. ./setup prove calls it; the parts that fit into a few minutes are tests as well.
#
# Of the time a half is the explorer's (complete searches at bound 2 and then 3, random schedules), the rest are the Spin
# models, the orders, the hunt for lost wakes, stops, the crash stepper and the kills, histories and messages. Exit 0:
# nothing was found; 1: something was, and is above; 2: wrong usage.
set -u
usage='prove.sh BUILD_DIR SOURCE_DIR [MINUTES]'
build=${1:?$usage}
source=${2:?$usage}
minutes=${3:-30}
case $minutes in
'' | *[!0-9]* | 0* | ??????*)
	echo "prove: '$minutes' is no number of minutes from 1 to 99999; $usage" >&2
	exit 2
	;;
esac
explore=$build/tests/model/explorer/kc-explore
[ -x "$explore" ] || {
	echo "prove: $explore is not there; ./setup prove builds it (with gcc)" >&2
	exit 2
}
failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
started=$(date +%s)
# So many times what the usual half hour does.
scaled() { # amount in 30 minutes
	amount=$(($1 * minutes / 30))
	[ "$amount" -gt 0 ] || amount=1
	echo "$amount"
}

title() {
	printf '\n== %s  (%d s)\n' "$*" "$(($(date +%s) - started))"
}

# What it said: all of it when it failed, else the lines that match.
part() { # pattern, command...
	pattern=$1
	shift
	if "$@" >"$work/out" 2>&1; then
		grep -E "$pattern" "$work/out"
	else
		failed=$((failed + 1))
		tail -n 200 "$work/out"
		printf 'FAILED: %s\n' "$*"
	fi
}

# A process for each scenario, as many at a time as there are CPUs.
scenarios() { # arguments of kc-explore
	mkdir -p "$work/scenarios"
	"$explore" --list | cut -d' ' -f1 | xargs -P "$(nproc)" -I NAME sh -c '
		explore=$1 out=$2/NAME
		shift 2
		"$explore" --scenario NAME "$@" >"$out" 2>&1 || touch "$out.failed"
		head -n 1 "$out"' sh "$explore" "$work/scenarios" "$@"
	for f in "$work"/scenarios/*.failed; do
		[ -e "$f" ] || continue
		failed=$((failed + 1))
		cat "${f%.failed}"
	done
	rm -rf "$work/scenarios"
}

# Rounds of a hunt: about a thousand take 55 ms.
hunt() {
	rounds=$(scaled 100000)
	for t in hunt hunt_sync hunt_leave; do
		part '^hunt ' env KC_HUNT_ROUNDS="$rounds" "$build/tests/test-stress-$t" --jobs 1 --verbose
	done
}

title 'Spin models, complete'
part . sh "$source/tests/model/run.sh"
title 'explorer, complete searches: at most 2 preemptions and 1 old read'
scenarios --preemptions 2 --stale 1 --limit "$(scaled 20)"
title 'explorer, complete searches: at most 3 preemptions and 1 old read'
scenarios --preemptions 3 --stale 1 --limit "$(scaled 10)"
title 'explorer, random schedules'
scenarios --random 1000000 --limit "$(scaled 8)"
title 'rules taken out of the source'
part . sh "$source/tests/model/rules.sh" "$build" "$source"
title 'hunt for lost wakes'
hunt
title 'stopped, moved, interrupted: time-outs counted'
part '^shaken:|Synthesis' env KC_STRESS_STOPPED="$(scaled 20000)" KC_VERBOSE=1 "$build/tests/test-stress-stopped" --jobs 1 --verbose
title 'crash stepper: the inspector after every instruction'
part 'instructions|Synthesis' env KC_CRASH_POINTS="$(scaled 1500000)" "$build/tests/test-crash-stepper" --jobs 1 --verbose
title 'kill -9 at random moments, and every tool on what is left'
part 'kills|Synthesis' env KC_CRASH_KILLS="$(scaled 300)" "$build/tests/test-crash-storm" --jobs 1 --verbose
title 'histories of all kinds and topologies, checked as a whole'
part 'operations|Synthesis' env KC_STRESS_HISTORY="$(scaled 100000)" KC_VERBOSE=1 "$build/tests/test-stress-history" --jobs 1 --verbose
title 'messages, each one checked'
part 'PASS|Synthesis' env KC_STRESS_MESSAGES="$(scaled 20000000)" "$build/tests/test-stress-flow" --jobs 1 --verbose

title "$minutes minutes were asked for; $failed parts found something"
[ "$failed" -eq 0 ]
