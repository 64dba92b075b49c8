# need.sh - sourced by the shell tests of the probes ($build_dir, $source_dir): a scratch folder, and whether BPF can be had
# at all; without it the test is skipped, or, with KC_REQUIRE_BPF=1, has failed.
fail=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cannot() { # why
	echo "$1"
	[ "${KC_REQUIRE_BPF:-0}" = 1 ] && exit 1
	exit 77
}
[ "$(id -u)" -eq 0 ] || cannot "it takes root to run programs with some capabilities and not others"
said=$("$build_dir/tests/probes/probes-try" support) || cannot "$said"
