#!/bin/sh
# Proves that every manual page formats without a warning and fits a terminal of 80 columns, tables and
# examples included, that the pages say what the tools refuse of a path, and kc-probes(7) each refusal of the probes.
# usage: sh man-pages.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: man-pages.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: man-pages.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
command -v groff >/dev/null || skip "groff is not installed"

pages=0
# Those of the tools and of the counters are made by the build, but not by a sanitized one.
for page in "$source_dir"/docs/man/*.[0-9] "$build_dir"/docs/*.[0-9]; do
	[ -e "$page" ] || continue
	pages=$((pages + 1))
	# Plain text, without the overstriking of bold and underlined words; all warnings.
	groff -t -man -Tascii -P-cbou -ww -rLL=80n "$page" >"$scratch/text" 2>"$scratch/said" ||
		complain "$page: groff ends with $?"
	[ ! -s "$scratch/said" ] || complain "$page: $(cat "$scratch/said")"
	expand "$scratch/text" >"$scratch/plain"
	[ "$(wc -l <"$scratch/plain")" -gt 20 ] || complain "$page: is empty"
	wide=$(awk 'length > 80' "$scratch/plain")
	[ -z "$wide" ] || complain "$page: wider than 80 columns:
$wide"
	case $page in
	*/kc.7 | */chanmon.1 | */kcdump.1)
		tr -s ' \n' '  ' <"$scratch/plain" | grep -q 'symbolic link' ||
			complain "$page: does not say that a segment is not opened through a symbolic link"
		;;
	esac
done
# Each refusal of the probes has its cure.
sed -n 's/.*return "\(.*\)";.*/\1/p' "$source_dir/probes/reason.c" | grep -vx -e ok -e unknown >"$scratch/refusals"
while read -r reason; do
	sed -n '/^\.SH PRIVILEGES/,/^\.SH OVERHEAD/p' "$source_dir/docs/man/kc-probes.7" |
		grep -Eq "^\.B (.*, )?$reason(,.*)?\$" || complain "kc-probes(7) has no cure for '$reason'"
done <"$scratch/refusals"
[ -s "$scratch/refusals" ] || complain "no refusals in probes/reason.c"
[ "$pages" -ge 5 ] || complain "only $pages manual pages"

[ "$fail" -eq 0 ] && echo "$pages manual pages fit 80 columns"
exit "$fail"
