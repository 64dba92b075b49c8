#!/bin/sh
# Proves that each refusal has its reason and one sentence with the cure: without capabilities, with one of the two, with a
# kernel that does not describe itself, in a user namespace, without a wait word, for a process that has gone or is out of
# sight, and in a kc that was built without clang; and that CAP_BPF and CAP_PERFMON alone are enough, for nobody, in a pid
# namespace, too.
# usage: sh refusals.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: refusals.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: refusals.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/probes/need.sh"

# Where nobody may run it.
cp "$build_dir/tests/probes/probes-try" "$scratch/try" && chmod 755 "$scratch" "$scratch/try" || exit 1
try=$scratch/try

expect() { # beginning of the line, pattern of the whole sentence, command...
	begins=$1 pattern=$2
	shift 2
	said=$("$@" 2>&1)
	case $said in
	"$begins: "*) ;;
	*)
		echo "expected '$begins: ...' of $*, got: $said"
		fail=1
		return
		;;
	esac
	if ! printf '%s\n' "$said" | grep -Eq -- "$pattern" || [ "$(printf '%s\n' "$said" | wc -l)" -ne 1 ]; then
		echo "expected /$pattern/ of $*, got: $said"
		fail=1
	fi
	tried=$((tried + 1))
}
as_nobody() { # capabilities (+a,+b or -all), command...
	caps=$1
	shift
	setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps="$caps" --ambient-caps="$caps" "$@"
}
tried=0

expect ok '^ok: $' "$try" support
expect ok '^ok: $' "$try" self
expect 'no CAP_BPF' 'needs CAP_BPF and CAP_PERFMON, which this process lacks: .*setcap cap_bpf,cap_perfmon\+ep' \
	as_nobody -all "$try" self
expect 'no CAP_BPF' 'needs CAP_BPF, which this process lacks: .*setcap' as_nobody +perfmon "$try" self
expect 'no CAP_PERFMON' 'needs CAP_PERFMON, which this process lacks \(it has CAP_BPF\): .*setcap' \
	as_nobody +bpf "$try" self
expect ok '^ok: $' as_nobody +bpf,+perfmon "$try" self
expect ok '^ok: $' unshare --pid --fork --mount-proc "$try" self

mkdir "$scratch/empty"
expect 'no kernel BTF' '/sys/kernel/btf/vmlinux: No such file.*CONFIG_DEBUG_INFO_BTF' \
	unshare --mount sh -c "mount --bind $scratch/empty /sys/kernel/btf && exec $try self"
# A description that is none, and no memory for it: libbpf says "No such process" of both.
: >"$scratch/empty/vmlinux"
expect 'no kernel BTF' '/sys/kernel/btf/vmlinux: it is none.*CONFIG_DEBUG_INFO_BTF' \
	unshare --mount sh -c "mount --bind $scratch/empty /sys/kernel/btf && exec $try self"
grep -q '^KC_SANITIZE:[A-Z]*=.' "$build_dir/CMakeCache.txt" ||
	expect 'no memory' 'loading the program: Cannot allocate memory; close' prlimit --as=9000000 "$try" self
# However few descriptors there are: the limit is named, and nothing that is not so.
files=3 # as many as it takes to run at all, beside those that whoever runs this has left open
until prlimit --nofile=$files "$try" target $$ 0 2>/dev/null | grep -q '^no wait word' || [ $files -gt 40 ]; do
	files=$((files + 1))
done
most=$((files + 40))
while said=$(prlimit --nofile=$files "$try" self); [ "${said%%:*}" != ok ] && [ $files -lt $most ]; do
	expect 'no memory' 'Too many open files; close other programs, or raise the limit$' prlimit --nofile=$files "$try" self
	files=$((files + 1))
done
[ $files -lt $most ] || { echo "with $most descriptors it cannot be done"; fail=1; }
expect refused 'making a map: Operation not permitted although the capabilities are there: .*run the tool on the host' \
	unshare --user --map-root-user "$try" self

expect 'no wait word' 'libkc of try keeps no wait word.*link it' "$try" target $$ 0
expect 'no wait word' 'in form 2, this kc reads form 1' "$try" target $$ 2
expect ok '^ok: $' "$try" target $$ 1
expect 'out of sight' "process $$ of try is in another pid namespace: run the tool in that one" "$try" target $$ 1 0 1
expect ok '^ok: $' "$try" target $$ 1 0 "$(stat -Lc %i /proc/self/ns/pid)"
expect 'out of sight' "process $$ of try is there, but /proc does not show it: run the tool as root" \
	unshare --mount sh -c "mount -t proc -o hidepid=2 proc /proc && exec setpriv --reuid 65534 --regid 65534 --clear-groups $try target $$ 1"
sh -c 'exit 0' &
gone=$!
wait "$gone"
expect 'target gone' "process $gone of try is not there any more: .*kcdump" "$try" target "$gone" 1
expect 'target gone' "process $$ of try is not there" "$try" target $$ 1 1
# The order of the looks: what the target lacks comes before what the viewer lacks.
expect 'no wait word' 'keeps no wait word' as_nobody -all "$try" target $$ 0

if "${CC:-cc}" -D_GNU_SOURCE -DKC_PROBES_MISSING='"clang and bpftool"' -DKC_PROBES_CURE='"install them"' -I "$source_dir" -I "$source_dir/lib/src" -pthread \
	-o "$scratch/without" "$source_dir"/tests/probes/try.c "$source_dir"/probes/none.c "$source_dir"/probes/reason.c \
	"$source_dir"/probes/target.c; then
	sentence='this kc was built without clang and bpftool: install them$'
	expect 'not built' "$sentence" "$scratch/without" support
	expect 'not built' "$sentence" "$scratch/without" self
else
	echo "a kc without probes does not compile"
	fail=1
fi

[ "$fail" -eq 0 ] && echo "$tried answers"
exit "$fail"
