#!/bin/sh
# run.sh [MODEL...] - searches every model and every mutant of its rules completely and prints a table.
#
# A model's first comment has a line for each search:
#   RUN pass | FLAGS | what it covers       the whole space was searched and has no error
#   RUN fail | FLAGS | what was broken      a rule was taken out (a mutant): the search must find the error
# Exit 0: every search ended as its line says; 1: one did not; 77: spin or gcc is missing.
# Two searches at a time, at most 1900 MiB each. -v also prints each line's description.
cd "$(dirname "$0")" || exit 1

one() {
	# ORDER|MODEL|EXPECT|FLAGS|NOTE -> a row of the table
	order=${1%%|*}; rest=${1#*|}
	model=${rest%%|*}; rest=${rest#*|}
	expect=${rest%%|*}; rest=${rest#*|}
	flags=${rest%%|*}; note=${rest#*|}
	dir=$work/$order
	mkdir "$dir" && cp ./*.h "$model.pml" "$dir" && cd "$dir" || return
	result=broken states=- depth=- how="" start=$(date +%s.%N)
	optimise=-O1
	[ "$expect" = pass ] || optimise=-O0 # a mutant is found soon, compiling takes longer
	# shellcheck disable=SC2086 # the flags are words
	if spin -a $flags "$model.pml" >spin.log 2>&1 &&
		gcc $optimise -w -DSAFETY -DMEMLIM=1900 -DVECTORSZ=2048 -o pan pan.c 2>gcc.log; then
		timeout "${LIMIT:-300}" ./pan -m200000 -w20 >out 2>&1
		code=$?
		states=$(sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' out | head -n 1)
		depth=$(sed -n 's/.*depth reached \([0-9]*\).*/\1/p' out | head -n 1)
		if grep -q 'errors: [1-9]' out; then
			result=fail
			how=$(sed -n 's/^pan:1: \(.*\) (at depth.*/\1/p' out | head -n 1)
		elif [ $code -ne 0 ] || ! grep -q 'errors: 0' out ||
			grep -q 'too small\|out of memory\|not completed\|VECTORSZ' out; then
			result=partial
		else
			result=pass
		fi
	else
		how=$(cat spin.log gcc.log 2>/dev/null | tail -n 1)
	fi
	mark=' '
	case $result in "$expect") ;; *) mark='!' ;; esac
	# A mutant must break a property, not the model itself.
	case $result:$how in fail:assertion*|fail:invalid\ end*|pass:) ;; *) mark='!' ;; esac
	printf '%s|%s %-12s %-34s %-4s  %-7s %9s %7s %6.1f  %s\n' "$order" "$mark" "$model" "${flags:-(the rules)}" \
		"$expect" "$result" "${states:--}" "${depth:--}" "$(echo "$(date +%s.%N) - $start" | bc)" \
		"${verbose:+$note  }$(echo "$how" | cut -c1-48)"
	cd / && rm -rf "$dir"
}

if [ "$1" = --one ]; then
	one "$2"
	exit
fi
for tool in spin gcc bc; do
	if ! command -v $tool >/dev/null; then
		echo "skipped: $tool is not installed (Debian packages spin, gcc, bc)"
		exit 77
	fi
done
verbose=
if [ "$1" = -v ]; then
	verbose=1
	shift
fi
[ $# -gt 0 ] || set -- *.pml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
export work verbose

n=100
for file; do
	model=$(basename "$file" .pml)
	[ -f "$model.pml" ] || { echo "no model $model in $(pwd)"; exit 1; }
	sed -n 's/^ \* RUN \([a-z]*\) *| *\([^|]*[^| ]\)\{0,1\} *| *\(.*\)$/\1|\2|\3/p' "$model.pml" >"$work/lines"
	while IFS= read -r line; do
		n=$((n + 1))
		echo "$n|$model|$line"
	done <"$work/lines" >>"$work/plan"
	n=$((n + 100))
done
[ -s "$work/plan" ] || { echo "no RUN lines found"; exit 1; }

printf '  %-12s %-34s %-4s  %-7s %9s %7s %6s  %s\n' model search want got states depth s how
tr '\n' '\0' <"$work/plan" | xargs -0 -P 2 -n 1 sh "$(pwd)/$(basename "$0")" --one >"$work/rows"
sort -n "$work/rows" | cut -d'|' -f2- | tee "$work/table"
wrong=$(grep -c '^!' "$work/table")
rows=$(wc -l <"$work/table")
planned=$(wc -l <"$work/plan")
echo "$rows searches of $planned, $(grep -c ' fail  fail ' "$work/table") mutants caught, $wrong not as expected"
[ "$wrong" -eq 0 ] && [ "$rows" -eq "$planned" ]
