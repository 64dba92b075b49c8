#!/bin/sh
# Proves that kcdump says of threads on record as waiting what they really do: asleep in their channel's futex, in another
# system call, gone, stopped, traced, frozen, or kept from a CPU; that it says "not visible" of what it may not read; and
# nothing of the dead.
# usage: sh kcdump-offcpu.sh BUILD_DIR SOURCE_DIR
# shellcheck disable=SC1091,SC2015,SC2016,SC2317
set -u
build_dir=${1:?usage: kcdump-offcpu.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: kcdump-offcpu.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
. "$source_dir/tests/support/scene.sh"

group='' # that is frozen, with the file and the word that thaw it
thaw() {
	[ -n "$group" ] || return
	echo "$thaw_word" >"$group/$thaw_file"
	kill -9 "$scene" 2>/dev/null
	wait "$scene" 2>/dev/null
	rmdir "$group/inner" "$group"
}
trap 'thaw; stop_scene' EXIT

not_tried=''
leave_out() {
	not_tried="$not_tried; not tried: $*"
}

c_program "$scratch/scene" "$source_dir/tests/tools/offcpu-scene.c" || exit 1
mkfifo "$scratch/commands" || exit 1
"$scratch/scene" asleep <"$scratch/commands" >"$scratch/pid" 2>"$scratch/scene.err" &
scene=$!
exec 3>"$scratch/commands"
command_() {
	printf '%s' "$1" >&3
}

# What is said of a thread, as a jq expression of its off_cpu.
of() { # thread, expression
	run asleep waiters --format json
	true_of "$scratch/out" "[.waiters[] | select(.thread == \"$1\") | .off_cpu | ($2)] == [true]"
}
# The same, once it is so; and meanwhile command by command.
becomes() { # thread, expression, command
	give_up_s=$(($(date +%s) + 120))
	until of "$1" "$2"; do
		if ! kill -0 "$scene" 2>/dev/null || [ "$(date +%s)" -gt $give_up_s ]; then
			complain "$1: never so: $2
$(head -c 4000 "$scratch/out") $said $(cat "$scratch/scene.err")"
			exit 1
		fi
		[ $# -lt 3 ] || command_ "$3"
	done
}
all_become() {
	for thread in quiet reader poor; do
		becomes $thread "$1"
	done
}

asleep='.state == "futex" and .text == "in its futex" and .letter == "S"'
becomes quiet '.letter == "S"'
of quiet '.syscall_visible' ||
	skip "no system call of another process may be read here (CAP_SYS_PTRACE, or kernel.yama.ptrace_scope=0)"
all_become "$asleep"
becomes leaver "$asleep"
of quiet '.syscall_name == "futex" and .run_ns > 0 and .looks_apart_ns == 0 and (.wchan | test("^(futex.*)?$"))' ||
	complain "quiet: $(head -c 3000 "$scratch/out")"
shows '^ *[0-9]*  quiet  *quiet  *receive  .*  0/1024  *in its futex  *waiting$' asleep waiters

# Who is awake by the time that it is looked at is no suspect, wherever it is then.
awake=0
looks=0
give_up_s=$(($(date +%s) + 120))
while [ $looks -lt 60 ] || [ $awake -eq 0 ]; do
	looks=$((looks + 1))
	! of hasty '.state == "awake"' || awake=$((awake + 1))
	! of hasty '.state == "syscall" or .state == "kernel" or .state == "not_visible"' || {
		complain "hasty has something else to do: $(head -c 3000 "$scratch/out")"
		break
	}
	[ "$(date +%s)" -lt $give_up_s ] || break
done
[ $awake -gt 0 ] || complain "$looks looks, and hasty was never awake"

# In another system call, in the middle of the wait.
command_ r
becomes reader '.state == "syscall" and .syscall_name == "read" and .text == "in read" and .letter == "S"'
shows '  reader  .*  in read  *waiting$' asleep waiters
of quiet "$asleep" || complain "quiet is not asleep: $(head -c 3000 "$scratch/out")"
command_ e
becomes reader "$asleep"

# Gone, and nobody has told the record.
command_ x
becomes leaver '.state == "gone" and .letter == "" and .syscall == -1'
shows '  leaver  .*  gone  *waiting (thread ended)$' asleep waiters

# Stopped by a signal; a wait goes on afterwards.
kill -STOP "$scene"
all_become '.state == "stopped" and .letter == "T"'
shows '  quiet  .*  stopped  *waiting$' asleep waiters
kill -CONT "$scene"
all_become "$asleep"

# Held by a debugger, which looks at kcdump meanwhile.
if command -v gdb >/dev/null; then
	gdb -q -nx -batch -p "$scene" -ex "shell '$kcdump' asleep waiters --format json >'$scratch/traced'" >"$scratch/gdb" 2>&1
	if grep -qi 'not permitted\|could not attach' "$scratch/gdb"; then
		leave_out "a debugger ($(grep -i -m 1 'not permitted\|could not attach' "$scratch/gdb"))"
	else
		true_of "$scratch/traced" '[.waiters[] | select(.thread == "quiet").off_cpu | .state, .letter] == ["traced", "t"]' ||
			complain "in gdb: $(head -c 2000 "$scratch/traced") $(cat "$scratch/gdb")"
	fi
else
	leave_out "a debugger (no gdb)"
fi

# Frozen with a cgroup above its own.
freeze() { # kind, mount, file, word to freeze with, word to thaw with
	thaw_file=$3 thaw_word=$5
	group=$2/kc-test.$$
	if [ ! -w "$2" ] || ! mkdir "$group" "$group/inner" 2>/dev/null; then
		rmdir "$group" 2>/dev/null
		group=''
		leave_out "cgroup $1 ($2 is not for us)"
		return
	fi
	if [ ! -e "$group/$3" ] || ! echo "$scene" 2>/dev/null >"$group/inner/cgroup.procs"; then
		leave_out "cgroup $1 (no $3, or the process may not be moved)"
	else
		of quiet "$asleep" || complain "not frozen yet, but: $(head -c 3000 "$scratch/out")"
		echo "$4" >"$group/$3"
		all_become '.state == "frozen" and .text == "frozen"'
		echo "$5" >"$group/$3"
		all_become "$asleep"
		echo "$scene" >"$2/cgroup.procs"
		frozen="$frozen $1"
	fi
	rmdir "$group/inner" "$group"
	group=''
}
frozen=''
mount_of() { # awk condition
	awk "$1 { print \$2; exit }" /proc/mounts
}
v2=$(mount_of '$3 == "cgroup2"')
v1=$(mount_of '$3 == "cgroup" && $4 ~ /(^|,)freezer(,|$)/')
[ -z "$v2" ] || freeze v2 "$v2" cgroup.freeze 1 0
[ -z "$v1" ] || freeze v1 "$v1" freezer.state FROZEN THAWED
[ -n "$v1$v2" ] || leave_out "cgroups (none are mounted)"

# Awake and without a CPU: the evidence is the scheduler's. Now and then it gets one, and takes what was sent.
command_ b
becomes poor '.state == "starved" and .letter == "R" and .schedstat_visible and .looks_apart_ns > 0 and
	.waited_for_cpu_ns * 2 > .looks_apart_ns and .ran_ns < .looks_apart_ns and
	(.text | test("^starved .ran [0-9]+ of [0-9]+ ms.$"))' m
of quiet "$asleep" || complain "quiet is not asleep: $(head -c 3000 "$scratch/out")"

# What may not be read is not called asleep in its futex, nor anything else.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	setpriv --bounding-set=-sys_ptrace --inh-caps=-sys_ptrace "$kcdump" asleep waiters --format json >"$scratch/out" ||
		complain "without CAP_SYS_PTRACE: exit $?"
	true_of "$scratch/out" '[.waiters[] | select(.thread == "quiet").off_cpu | .state, .syscall_visible, .syscall, .letter] ==
		["not_visible", false, -1, "S"]' || complain "without CAP_SYS_PTRACE: $(head -c 3000 "$scratch/out")"
	setpriv --bounding-set=-sys_ptrace --inh-caps=-sys_ptrace "$kcdump" asleep waiters >"$scratch/out"
	grep -q '  quiet  .*  asleep, where: not visible  *waiting$' "$scratch/out" || complain "$(cat "$scratch/out")"
else
	leave_out "without CAP_SYS_PTRACE (it takes root and setpriv)"
fi

# Nothing of the dead.
kill_scene 2>/dev/null
run asleep waiters --format json
true_of "$scratch/out" '(.waiters | length) >= 3 and all(.waiters[]; has("off_cpu") and .off_cpu == null)' ||
	complain "of the dead: $(head -c 3000 "$scratch/out")"
run asleep waiters
! grep -q OFF-CPU "$scratch/out" || complain "OFF-CPU of the dead: $(cat "$scratch/out")"

[ "$fail" -eq 0 ] && echo "what waiters really do; frozen:${frozen:- none}$not_tried"
exit "$fail"
