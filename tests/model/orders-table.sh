#!/bin/sh
# orders-table.sh RESULTS REASONS - the table of docs/memory-orders.md from the lines of kc-explore --mutants.
# Exit 1: a change lives without a reason.
exec awk -F'\t' '
	FNR == NR { # REASONS
		if ($0 !~ /^#/ && NF >= 2) {
			pattern[++reasons] = $1
			sub(/ +$/, "", pattern[reasons])
			reason[reasons] = $2
		}
		next
	}
	NF < 6 || $1 ~ /^scenarios\// { next }
	{
		key = $1 "\t" $2 "\t" $3 "\t" $4
		if (!(key in seen)) {
			seen[key] = 1
			order[++n] = key
		}
		if ($6 == "killed") {
			if (!(key in by)) by[key] = $5
		} else {
			tried[key]++
		}
	}
	END {
		for (i = 2; i <= n; i++) { # by place
			key = order[i]
			for (j = i - 1; j > 0 && order[j] > key; j--) order[j + 1] = order[j]
			order[j + 1] = key
		}
		for (i = 1; i <= n; i++) {
			if (order[i] in by) noticed++
			else {
				split(order[i], f, "\t")
				what = f[1] " " f[2] " " f[3] " " f[4]
				sub(/:[0-9]+/, "", what)
				why = ""
				for (r = 1; r <= reasons && why == ""; r++)
					if (what ~ pattern[r]) why = reason[r]
				explained[order[i]] = why
				if (why == "") unexplained++
			}
		}
		print "# Memory orders\n"
		print "Written by `sh tests/model/orders.sh build --update`. Each memory order that a scenario of the explorer executes was"
		print "made one weaker, and each fence taken out, one at a time; a scenario that fails has noticed it. What nobody notices"
		print "has its reason; most of these are free on x86-64, where every read-modify-write is a full fence and every load an"
		print "acquire. Places are lines of the source as it was; the edges (S1, M3, K1 …) are those of the headers. The re-checks,"
		print "wakes and orders of steps have a table of their own in `tests/model/rules.sh`.\n"
		printf "%d changes: %d noticed, %d explained, %d neither.\n\n", n, noticed, n - noticed - unexplained, unexplained
		print "## Noticed\n\n| place | operation | written | weakened to | scenario |\n|---|---|---|---|---|"
		for (i = 1; i <= n; i++)
			if (order[i] in by) {
				split(order[i], f, "\t")
				printf "| `%s` | %s | %s | %s | %s |\n", f[1], f[2], f[3], f[4], by[order[i]]
			}
		print "\n## Not noticed\n\n| place | operation | written | weakened to | tried by | why it is there, and may be |\n|---|---|---|---|---|---|"
		for (i = 1; i <= n; i++)
			if (!(order[i] in by)) {
				split(order[i], f, "\t")
				printf "| `%s` | %s | %s | %s | %d scenarios | %s |\n", f[1], f[2], f[3], f[4], tried[order[i]],
					explained[order[i]] == "" ? "**unexplained**" : explained[order[i]]
			}
		exit unexplained > 0
	}' "${2:?orders-table.sh RESULTS REASONS}" "$1"
