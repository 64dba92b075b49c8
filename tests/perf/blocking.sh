#!/bin/sh
# blocking.sh NEW OLD [ROUNDS] - compares two builds of `blocking`, which take turns: the median of each, and of
# the difference within a round, in nanoseconds a blocking receive with its wake.
set -eu
new=$1
old=$2
rounds=${3:-21}
out=$(mktemp)
trap 'rm -f "$out"' EXIT
i=0
while [ "$i" -lt "$rounds" ]; do
	if [ $((i % 2)) -eq 0 ]; then
		"$new" | sed "s/^/$i new /" >>"$out"
		"$old" | sed "s/^/$i old /" >>"$out"
	else
		"$old" | sed "s/^/$i old /" >>"$out"
		"$new" | sed "s/^/$i new /" >>"$out"
	fi
	i=$((i + 1))
done
for t in spsc mpsc mpmc; do
	awk -v t="$t" '$3 == t { v[$2, $1] = $4; if ($1 > n) n = $1 }
		END { for (i = 0; i <= n; i++) print v["old", i], v["new", i], v["new", i] - v["old", i] }' "$out" >"$out.t"
	for f in 1 2 3; do
		sort -n -k "$f,$f" "$out.t" | awk -v f="$f" '{ v[NR] = $f } END { print v[int((NR + 1) / 2)], v[1], v[NR] }'
	done | tr '\n' ' ' | awk -v t="$t" '{ printf "%s: old %.1f (%.1f-%.1f), new %.1f (%.1f-%.1f), difference %+.1f (%+.1f ... %+.1f)\n",
		t, $1, $2, $3, $4, $5, $6, $7, $8, $9 }'
	rm -f "$out.t"
done
