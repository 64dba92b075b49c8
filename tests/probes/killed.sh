#!/bin/sh
# Proves that a viewer that is killed leaves nothing in the kernel: each program, map and link that it had a descriptor of
# is gone afterwards.
# usage: sh killed.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: killed.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: killed.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/probes/need.sh"
bpftool=$(command -v bpftool || command -v /usr/sbin/bpftool) || cannot "no bpftool here"

mkfifo "$scratch/said"
"$build_dir/tests/probes/probes-try" watch >"$scratch/said" &
viewer=$!
read -r line <"$scratch/said"
if [ "$line" != attached ]; then
	echo "the viewer said '$line'"
	exit 1
fi
# "map 12", "prog 7", "link 3"
cat /proc/$viewer/fdinfo/* 2>/dev/null |
	awk '/^map_id:/ { print "map", $2 } /^link_id:/ { link = $2; print "link", $2 } /^prog_id:/ { print "prog", $2 }' |
	sort -u >"$scratch/objects"
is_there() { # kind, id
	"$bpftool" "$1" show id "$2" >/dev/null 2>&1
}
for kind in map prog link; do
	if ! grep -q "^$kind " "$scratch/objects"; then
		echo "the viewer has no $kind?"
		fail=1
	fi
done
while read -r kind id; do
	is_there "$kind" "$id" || { echo "$kind $id of the living viewer is not there"; fail=1; }
done <"$scratch/objects"
kill -9 "$viewer"
wait "$viewer" 2>/dev/null
# The kernel takes them down when nobody can be running them any more.
left=600
while [ "$left" -gt 0 ]; do
	there=
	while read -r kind id; do
		is_there "$kind" "$id" && there="$there $kind $id"
	done <"$scratch/objects"
	[ -z "$there" ] && break
	left=$((left - 1))
	sleep 0.1
done
if [ -n "$there" ]; then
	echo "left behind:$there"
	fail=1
fi
[ "$fail" -eq 0 ] && echo "$(grep -c . "$scratch/objects") objects, none left"
exit "$fail"
