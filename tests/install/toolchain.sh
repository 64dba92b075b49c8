# shellcheck shell=sh disable=SC2034,SC2154
# toolchain.sh - sourced by tests that compile programs against a build: which compilers it was made
# with, and folders that go away with the test.
#
# After `. toolchain.sh` with $build_dir and $source_dir set: $cc, $cxx (empty: none), $san (sanitizer
# flags), $libkc (folder of libkc.so), $scratch, $KC_DIR, and the functions skip, complain ($fail
# becomes 1), c_program and true_of.

skip() {
	echo "skipped: $*"
	exit 77
}

fail=0
complain() {
	echo "$*"
	fail=1
}

# Segments lie where a program's would: in /dev/shm when it is there.
scratch=$(mktemp -d) || exit 1
KC_DIR=$(mktemp -d /dev/shm/kc-test.XXXXXX 2>/dev/null) || KC_DIR=$scratch/kc
export KC_DIR
remove_folders() {
	rm -rf "$scratch" "$KC_DIR"
}
trap remove_folders EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cached() { # CMake variable
	sed -n "s/^$1:[A-Z]*=//p" "$build_dir/CMakeCache.txt"
}

cc=$(cached CMAKE_C_COMPILER)
case $cc in
*clang*) cxx=$(command -v clang++) ;;
*) cxx=$(command -v g++) ;;
esac
san=$(cached KC_SANITIZE)
san=${san:+-fsanitize=$san}
libkc=$build_dir/lib
export LD_LIBRARY_PATH="$libkc${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"

# A C program against the library as it was built. $san is empty or one word.
c_program() { # output, source...
	output=$1
	shift
	# shellcheck disable=SC2086
	"$cc" -std=gnu11 -g -Wall -Wextra -Werror $san -I "$source_dir/lib/include" -o "$output" "$@" \
		-L "$libkc" -lkc -pthread
}

# File, jq expression: is the file one JSON document of which it is true? jq 1.6 calls every expression true of
# an empty file.
true_of() {
	jq -es "length == 1 and (.[0] | ($2))" "$1" >/dev/null 2>&1
}
