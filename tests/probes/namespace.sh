#!/bin/sh
# Proves that a program in a pid namespace is traced from inside of it, with the thread ids that it knows itself by, and
# that a program in another one is called out of sight, and not gone.
# usage: sh namespace.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: namespace.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: namespace.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/probes/need.sh"
unshare --pid --fork --mount-proc true 2>/dev/null || cannot "no pid namespace can be made here"
for test in known_graph attached_late shared; do
	if ! KC_PROBES_RUNS=2 KC_REQUIRE_BPF=1 unshare --pid --fork --mount-proc \
		"$build_dir/tests/probes/test-probes-word" --jobs 1 --filter "word/$test" >"$scratch/said" 2>&1 ||
		! grep -q 'Tested: 1 | Passing: 1 ' "$scratch/said"; then
		cat "$scratch/said"
		fail=1
	fi
done
KC_DIR=$scratch/kc
export KC_DIR
mkdir -m 700 "$KC_DIR"
"$build_dir/kcbench/kcbench" demo -q -n elsewhere >/dev/null 2>&1 &
demo=$!
until ls "$KC_DIR"/elsewhere.*.kcs >/dev/null 2>&1 || ! kill -0 "$demo" 2>/dev/null; do sleep 0.05; done
said=$(unshare --pid --fork --mount-proc "$build_dir/chanmon/chanmon" --once --wakeups --gap 50ms elsewhere 2>&1 >/dev/null)
kill "$demo"
wait "$demo"
case $said in
*'is in another pid namespace: run the tool in that one'*) ;;
*)
	echo "of a program in another pid namespace: $said"
	fail=1
	;;
esac
exit "$fail"
