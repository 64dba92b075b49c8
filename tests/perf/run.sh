#!/bin/sh
# Runs the benchmarks and prints the tables. usage: run.sh BUILD_DIR [--update] [--quick] [--cells ID,...]
#   --update   also writes the tables into docs/performance.md, between its markers
#   --quick    2 rounds of 2 ms: to see that everything runs, not for figures
#   --cells    as kcperf --cells
# Raw rows: BUILD_DIR/perf.csv. BUILD_DIR is configured with -DKC_PERF=ON and built.
set -eu

usage="usage: run.sh BUILD_DIR [--update] [--quick] [--cells ID,...]"
build=${1:?$usage}
shift
update=no rounds=5 ms=10 cells=
while [ $# -gt 0 ]; do
	case $1 in
	--update) update=yes ;;
	--quick) rounds=2 ms=2 ;;
	--cells)
		cells=${2:?$usage}
		shift
		;;
	*)
		echo "$usage" >&2
		exit 2
		;;
	esac
	shift
done
here=$(cd "$(dirname "$0")" && pwd)
doc=$here/../../docs/performance.md
program=$build/tests/perf/kcperf
[ -x "$program" ] || {
	echo "run.sh: $program is missing: configure with -DKC_PERF=ON and build" >&2
	exit 1
}
if [ "$update" = yes ] && [ -n "$cells" ]; then
	echo "run.sh: --update writes the whole table, so it cannot go with --cells" >&2
	exit 2
fi
tmp=$(mktemp -d -p /dev/shm) # where segments live; a disk would be measured otherwise
trap 'rm -rf "$tmp"' EXIT
KC_DIR=$tmp/kc
export KC_DIR

"$program" --rounds "$rounds" --ms "$ms" ${cells:+--cells "$cells"} --csv "$build/perf.csv" \
	--markdown "$tmp/table.md"
: >"$tmp/instructions.md"
if [ -z "$cells" ] && command -v valgrind >/dev/null; then
	sh "$here/instructions.sh" "$build" >"$tmp/instructions.md"
fi
: >"$tmp/ticket.txt"
if [ -z "$cells" ] && [ -x "$build/tests/perf/ticket_life" ]; then
	"$build/tests/perf/ticket_life" >"$tmp/ticket.txt"
fi

{
	printf 'Measured %s.\n\n' "$(date -u +%Y-%m-%d)"
	cat "$tmp/table.md"
	if [ -s "$tmp/instructions.md" ]; then
		printf '\nCounted by `tests/perf/instructions.sh BUILD_DIR`:\n\n'
		cat "$tmp/instructions.md"
	fi
	if [ -s "$tmp/ticket.txt" ]; then
		printf '\nThe arena alone, by `BUILD_DIR/tests/perf/ticket_life`:\n\n```\n'
		cat "$tmp/ticket.txt"
		printf '```\n'
	fi
} >"$tmp/figures.md"
echo
cat "$tmp/figures.md"

[ "$update" = yes ] || exit 0
if ! grep -q '^<!-- figures: begin' "$doc" || ! grep -q '^<!-- figures: end' "$doc"; then
	echo "run.sh: $doc has lost its markers '<!-- figures: begin' and '<!-- figures: end'" >&2
	exit 1
fi
awk -v figures="$tmp/figures.md" '
	/^<!-- figures: end/ { inside = 0 }
	!inside { print }
	/^<!-- figures: begin/ {
		inside = 1
		while ((getline line < figures) > 0) print line
	}' "$doc" >"$tmp/performance.md"
cp "$tmp/performance.md" "$doc"
