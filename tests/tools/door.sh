#!/bin/sh
# Proves that there is one door for atomics (base/atomic.h) and, in the library, one for the system calls
# that a test must be able to fail (base/sys.c), and that the reader never maps what it reads. Ends with
# bad files that must each be caught.
# usage: sh door.sh BUILD_DIR SOURCE_DIR
set -u
source_dir=${2:?usage: door.sh BUILD_DIR SOURCE_DIR}

# Prints "FILE:LINE: word: why not" for each break in the tree $1. Comments and strings do not count.
check_tree() {
	(cd "$1" && find lib/src lib/include probes kcbench chanmon kcdump -type f -name '*.[ch]' \
		! -name '*.bpf.c' -exec awk '
	BEGIN {
		# Each entry of the table in base/sys.h, and what the table calls by other names.
		calls = "syscall|membarrier|open|openat|openat2|creat|close|mkdir|mkdirat|memfd_create|ftruncate"
		calls = calls "|fallocate|posix_fallocate|fcntl|linkat|unlink|unlinkat|fstat|fstatat|fchmod|mmap"
		calls = calls "|mmap64|munmap|mremap|madvise|pread|pread64|pwrite|getrlimit|prlimit|getrandom"
		calls = calls "|eventfd|read|write"
		split("segment arena ring wait stats chan worker api base", guarded_list, " ")
		for (i in guarded_list)
			guarded[guarded_list[i]] = 1
	}
	function bad(word, why) {
		printf "%s:%d: %s: %s\n", FILENAME, FNR, word, why
	}
	# The line without comments and string contents.
	function code(line,    out, c, two, i, n) {
		out = ""
		n = length(line)
		for (i = 1; i <= n; i++) {
			c = substr(line, i, 1)
			two = substr(line, i, 2)
			if (in_comment) {
				if (two == "*/") {
					in_comment = 0
					i++
				}
			} else if (two == "/*") {
				in_comment = 1
				i++
			} else if (two == "//") {
				break
			} else if (c == "\"") {
				out = out "\""
				for (i++; i <= n && substr(line, i, 1) != "\""; i++)
					if (substr(line, i, 1) == "\\")
						i++
				out = out "\""
			} else
				out = out c
		}
		return out
	}
	# A call of a word in the list: not a member (kc_sys.open), not part of a longer name.
	function called(line, words,    rest, at, before, word) {
		rest = " " line
		while (match(rest, "[^A-Za-z0-9_](" words ")[ \t]*\\(")) {
			before = substr(rest, 1, RSTART)
			word = substr(rest, RSTART + 1, RLENGTH - 2)
			if (before !~ /(\.|->|\*)$/)
				return word
			rest = substr(rest, RSTART + RLENGTH)
		}
		return ""
	}
	FNR == 1 {
		in_comment = 0
		split(FILENAME, part, "/")
		layer = part[2] == "src" ? part[3] : part[1]
		atomics = FILENAME == "lib/src/base/atomic.h" || FILENAME == "lib/include/kc/typed.h"
		system_calls = FILENAME == "lib/src/base/sys.c"
		proc_files = FILENAME == "lib/src/base/clock.c" || FILENAME == "lib/src/base/identity.c"
	}
	{
		line = code($0)
		gsub(/syscall\(SYS_gettid\)/, "", line) # cannot fail
		if (!atomics && match(line, /__atomic_[a-z_]*|__sync_[a-z_]*|stdatomic\.h|_Atomic|atomic_(load|store|exchange|fetch|thread|compare)[a-z_]*/))
			bad(substr(line, RSTART, RLENGTH), "atomics go through base/atomic.h")
		if (layer in guarded && !system_calls) {
			word = called(line, proc_files ? "mmap|munmap|syscall|openat|memfd_create|ftruncate|fallocate" : calls)
			if (word != "")
				bad(word, "system calls go through base/sys.h")
		}
		if (layer == "inspect") {
			word = called(line, "mmap|mmap64|pwrite|write|ftruncate|fallocate|unlink|unlinkat|ptrace")
			if (word != "")
				bad(word, "the reader copies, and changes nothing")
		}
	}' {} +)
}

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

fail=0
found=$(check_tree "$source_dir")
if [ -n "$found" ]; then
	printf '%s\n' "$found"
	fail=1
fi

try() { # expected breaks, file, line of code
	rm -rf "$scratch/tree"
	mkdir -p "$scratch/tree/lib/src" "$scratch/tree/lib/include" "$scratch/tree/probes" "$scratch/tree/kcbench" \
		"$scratch/tree/chanmon" "$scratch/tree/kcdump" "$scratch/tree/$(dirname "$2")"
	printf '%s\n' "$3" >"$scratch/tree/$2"
	got=$(check_tree "$scratch/tree" | grep -c .)
	if [ "$got" -ne "$1" ]; then
		echo "self-test: '$3' in $2: $got breaks reported, expected $1"
		fail=1
	fi
}
try 1 lib/src/ring/spsc.c 'x = __atomic_load_n(&p->sent, __ATOMIC_RELAXED);'
try 1 lib/src/ring/spsc.h '#include <stdatomic.h>'
try 1 lib/src/chan/send.c '_Atomic int ready;'
try 1 kcbench/sender.c 'while (!atomic_load(&stop))'
try 1 probes/read.c 'n = __atomic_load_n(&about->attached_ns, 0);'
try 0 probes/wakeups.bpf.c '__sync_fetch_and_add(&c->wakes, 1);'
try 0 kcbench/sender.c 'fd = open(path, O_RDONLY); while (!kc_load_acquire(&stop))'
try 1 lib/include/kc/chan.h '#define READY(p) __atomic_load_n(p, 0)'
try 0 lib/src/base/atomic.h '#define kc_load(p) __atomic_load_n((p), __ATOMIC_RELAXED)'
try 0 lib/src/ring/spsc.c '/* not __atomic_load_n but */ x = kc_load_relaxed(&p->sent);'
try 1 lib/src/segment/segment.c 'p = mmap(NULL, n, 3, 1, fd, 0);'
try 1 lib/src/arena/pages.c 'if (fallocate (fd, 0, 0, n) < 0)'
try 1 lib/src/wait/side.c 'syscall(SYS_futex, w, 0, v, NULL, NULL, 0);'
try 1 lib/src/segment/create.c 'fd = open(path, O_RDWR);'
try 1 lib/src/base/clock.c 'p = mmap(NULL, n, 3, 1, fd, 0);'
try 0 lib/src/base/clock.c 'fd = open("/sys/devices", O_RDONLY);'
try 0 lib/src/base/sys.c 'RESULT(open(path, flags, mode));'
try 0 lib/src/segment/create.c 'fd = kc_sys.open(path, O_RDWR, 0600); /* open(path) */ s = "open(x)";'
try 0 lib/src/chan/tx.c 'rc = kc_tx_open(&tx, c); reopen(x);'
try 1 lib/src/inspect/source.c 'p = mmap(NULL, n, 1, 1, fd, 0);'
try 0 lib/src/inspect/source.c 'n = pread(fd, buf, bytes, (off_t)at);'

[ "$fail" -eq 0 ] && echo "one door for atomics, one for system calls, in $(find "$source_dir/lib" \
	"$source_dir/probes" "$source_dir/kcbench" "$source_dir/chanmon" "$source_dir/kcdump" -name '*.[ch]' | grep -c .) files"
exit "$fail"
