#!/bin/sh
# Proves that kc-explore says what is wrong with its arguments, and that it does not exit with 0 when its results could not
# be written: ./setup prove would take what is missing for passed.
# usage: sh usage.sh KC_EXPLORE
set -u
explore=${1:?usage: usage.sh KC_EXPLORE}
fail=0
refused() { # sentence (basic regular expression), arguments...
	says=$1
	shift
	said=$(timeout 20 "$explore" "$@" 2>&1 >/dev/null)
	rc=$?
	if [ $rc -ne 2 ] || ! printf '%s\n' "$said" | grep -q -e "$says"; then
		echo "kc-explore $*: exit $rc: $said"
		fail=1
	fi
}
refused "'' is no number" --random ''
refused "'-1' is no number from 0 to 1000$" --preemptions -1
refused "'1001' is no number" --stale 1001
refused "'99999999999999999999' is no number" --random 99999999999999999999
refused "no scenario 'nosuch'; --list names them" --scenario nosuch
refused '--random N' --random 5 --preemptions 2
refused '--mutants' --mutants
refused '--mutants' --mutants --random 5 --scenario nosuch
if [ -c /dev/full ]; then
	first=$("$explore" --list | sed -n '1s/ .*//p')
	for arguments in --list "--scenario $first --random 10"; do
		# shellcheck disable=SC2086 # a list of words
		said=$("$explore" $arguments 2>&1 >/dev/full)
		rc=$?
		if [ $rc -ne 2 ] || [ "$said" != "kc-explore: cannot write to standard output: No space left on device" ]; then
			echo "kc-explore $arguments >/dev/full: exit $rc: $said"
			fail=1
		fi
	done
fi
# However it ends, it leaves no segment: the folder that it was made in has no name any more.
out=$(mktemp) || exit 1
"$explore" --scenario mpmc_wide --random 100000000 --limit 600 >"$out" 2>&1 &
pid=$!
folder() { readlink /proc/$pid/fd/* 2>/dev/null | grep -E '/kc-explore-[A-Za-z0-9]+( [(]deleted[)])?$'; }
tries=0
until folder | grep -q deleted || [ $tries -ge 100 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
folder | grep -q deleted || {
	echo "kc-explore's folder: $(folder): $(cat "$out")"
	fail=1
}
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
rm -f "$out"
exit $fail
