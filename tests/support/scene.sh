# shellcheck shell=sh disable=SC2034,SC2154,SC2015
# scene.sh - sourced after toolchain.sh by the tests of kcdump: starts tests/tools/kcdump-scene.c and
# looks at it.
#
# start_scene NAME [MANY]: $scene is its process id, and everybody who will sleep is asleep.
# kill_scene: kill -9. $said is what the last command wrote to stderr, $code its exit code.

command -v jq >/dev/null || skip "jq is not installed"
kcdump=$build_dir/kcdump/kcdump
scene=

stop_scene() {
	[ -z "$scene" ] || kill -9 "$scene" 2>/dev/null
	remove_folders
}
trap stop_scene EXIT

# Exit code and stderr of kcdump, stdout in $scratch/out.
run() {
	code=0
	"$kcdump" "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
	said=$(cat "$scratch/err")
}

# jq expression, kcdump arguments: is it true of the document?
is() {
	expression=$1
	shift
	run "$@" --format json
	true_of "$scratch/out" "$expression" ||
		complain "kcdump $*: not so: $expression
$(head -c 3000 "$scratch/out") $said"
}

# A line of the human form, as a basic regular expression, then kcdump's arguments.
shows() {
	line=$1
	shift
	run "$@"
	grep -q -- "$line" "$scratch/out" || complain "kcdump $*: no line '$line' in:
$(head -n 60 "$scratch/out") $said"
}

# Exit code, what stderr says (basic regular expression), kcdump arguments.
refuses() {
	want=$1
	line=$2
	shift 2
	run "$@"
	[ "$code" -eq "$want" ] || complain "kcdump $*: exit $code, not $want: $said"
	printf '%s\n' "$said" | grep -q -- "$line" || complain "kcdump $*: said '$said', not '$line'"
	[ ! -s "$scratch/out" ] || complain "kcdump $*: wrote to stdout: $(head -n 5 "$scratch/out")"
}

asleep() {
	run "$scene" waiters --format json
	true_of "$scratch/out" '.waiting == 4'
}

start_scene() {
	[ -x "$scratch/scene" ] || c_program "$scratch/scene" "$source_dir/tests/tools/kcdump-scene.c" || {
		complain "kcdump-scene.c does not compile"
		exit 1
	}
	"$scratch/scene" "$@" >"$scratch/pid" 2>"$scratch/scene.err" &
	scene=$!
	give_up_s=$(($(date +%s) + 120))
	until [ -s "$scratch/pid" ] && asleep; do
		if ! kill -0 "$scene" 2>/dev/null || [ "$(date +%s)" -gt $give_up_s ]; then
			complain "the scene never stood: $(cat "$scratch/scene.err" "$scratch/out" "$scratch/err" 2>&1)"
			exit 1
		fi
	done
}

kill_scene() {
	kill -9 "$scene"
	wait "$scene" 2>/dev/null || :
	dead=$scene
	scene=
}
