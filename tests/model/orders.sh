#!/bin/sh
# orders.sh BUILD_DIR [--update] - weakens each memory order and drops each fence that a scenario executes, in turn, and
# says who noticed (kc-explore --mutants). What nobody notices needs a reason in orders.reasons.
#
# Takes half an hour of a CPU or more. --update writes docs/memory-orders.md. Exit 0: each is noticed or explained.
set -u
build=${1:?orders.sh BUILD_DIR [--update]}
here=$(cd "$(dirname "$0")" && pwd)
explore=$build/tests/model/explorer/kc-explore
seconds=${KC_ORDERS_SECONDS:-2} # for each search
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
tab=$(printf '\t')

: >"$work/all"
: >"$work/known"
for s in $("$explore" --list | cut -d' ' -f1 | grep -v '^litmus_'); do
	"$explore" --scenario "$s" --mutants --known "$work/known" --limit "$seconds" >"$work/one" || {
		cat "$work/one"
		exit 1
	}
	cat "$work/one" >>"$work/all"
	awk -F"$tab" -v OFS="$tab" '$6 == "killed" { print $1, $2, $3, $4, "" }' "$work/one" >>"$work/known"
	printf '%-28s %s changes, %s noticed so far\n' "$s" "$(wc -l <"$work/one")" "$(wc -l <"$work/known")" >&2
done
sh "$here/orders-table.sh" "$work/all" "$here/orders.reasons" >"$work/table"
status=$?
cat "$work/table"
if [ "${2-}" = --update ]; then
	cp "$work/table" "$here/../../docs/memory-orders.md" || exit 1
fi
exit "$status"
