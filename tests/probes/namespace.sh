#!/bin/sh
# Proves that a program in a pid namespace is traced from inside of it, with the thread ids that it knows itself by.
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
exit "$fail"
