#!/bin/sh
# Proves that a core dump holds what a domain uses and not what it may use: a domain with a 1 TiB arena
# limit opens, works, and dies by abort(); its core is smaller than 16 MiB and does hold the payload.
# usage: sh dump-size.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: dump-size.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: dump-size.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
[ -z "$san" ] || skip "a sanitizer's shadow memory is in the core too"

cat >"$scratch/program.c" <<'C'
#include <kc/kc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Opens, moves a payload, then dies ("abort") or says "ready" and waits for a signal. */
int main(int argc, char **argv)
{
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
	kc_ticket t;
	void *data;
	size_t bytes;
	kc_domain_opts o = KC_DOMAIN_OPTS(.arena_limit_bytes = (uint64_t)1 << 40);
	kc_chan_opts co = KC_CHAN_OPTS(.payload = KC_TICKETS, .topology = KC_SPSC);
	if (kc_domain_open(&d, "terabyte", &o) || kc_chan_open(&c, d, "payloads", &co) ||
		kc_tx_open(&tx, c) || kc_rx_open(&rx, c) || kc_ticket_new(d, 4096, &t, &data)) {
		fprintf(stderr, "%s\n", kc_last_reason());
		return 1;
	}
	/* Made here, so that the program's own file does not hold the words. */
	for (int i = 0; i < 64; i++)
		snprintf((char *)data + 64 * i, 64, "payload %s %d", "in the core", i);
	if (kc_send_ticket(tx, t, 0) || kc_recv_ticket(rx, &t, 0) || kc_ticket_data(d, t, &data, &bytes) ||
		bytes != 4096)
		return 1;
	if (argc > 1 && strcmp(argv[1], "abort") == 0)
		abort();
	printf("ready\n");
	fflush(stdout);
	pause();
	return 0;
}
C
c_program "$scratch/program" "$scratch/program.c" || exit 1

pid=
stop() {
	[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null
	remove_folders
}
trap stop EXIT

check_core() { # core, how it was made
	bytes=$(stat -c %s "$1")
	disk=$(($(stat -c %b "$1") * 512))
	echo "$2: $bytes bytes, $disk on disk"
	[ "$bytes" -lt $((16 * 1024 * 1024)) ] || complain "$2: the core has $bytes bytes, 16 MiB allowed"
	grep -qa 'payload in the core 63' "$1" || complain "$2: the payload is not in the core"
}

tried=0
# Both dumps are cut at 64 MiB: a broken library must not fill the disk or the memory.
blocks=131072
# The kernel's own dump, where it writes one into the program's folder.
if [ "$(cat /proc/sys/kernel/core_pattern)" = core ] && (ulimit -c $blocks) 2>/dev/null; then
	mkdir "$scratch/kernel"
	(
		cd "$scratch/kernel" || exit 1
		ulimit -c $blocks
		exec "$scratch/program" abort
	) >/dev/null 2>&1
	rc=$?
	core=$(find "$scratch/kernel" -name 'core*' | head -n 1)
	[ "$rc" -eq 134 ] || complain "the program ended with $rc, expected abort's 134"
	[ -n "$core" ] || complain "no core in the program's folder"
	[ -z "$core" ] || { check_core "$core" "kernel's core"; tried=1; }
fi
# gdb's, which honours the same marks.
if command -v gcore >/dev/null; then
	mkfifo "$scratch/says"
	"$scratch/program" >"$scratch/says" &
	pid=$!
	read -r ready <"$scratch/says"
	if [ "$ready" = ready ]; then
		(ulimit -f $blocks && ulimit -v 4194304 && exec gcore -o "$scratch/gdb" "$pid") >"$scratch/log" 2>&1
		if [ -f "$scratch/gdb.$pid" ]; then
			check_core "$scratch/gdb.$pid" "gcore's"
			tried=1
		elif grep -qi 'not permitted\|ptrace' "$scratch/log"; then
			echo "gcore may not trace here"
		else
			cat "$scratch/log"
			complain "gcore made no core"
		fi
	else
		complain "the program did not come up"
	fi
fi
[ "$tried" -eq 1 ] || [ "$fail" -ne 0 ] || skip "no core dumps here: core_pattern pipes them away, no gcore"
exit "$fail"
