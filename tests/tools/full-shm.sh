#!/bin/sh
# Proves that a full file system under the segment is an error and never a signal: on a tmpfs of a few
# sizes a program opens a domain, channels and endpoints and sends tickets until something says -ENOSPC
# or -ENOMEM; it lives on, what it has goes on working, and the sentence names path, cause and cure.
# usage: sh full-shm.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: full-shm.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: full-shm.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"

cat >"$scratch/program.c" <<'C'
#include <errno.h>
#include <kc/kc.h>
#include <string.h>

/* Prints what the last thing that went wrong was, and at which step; 0 when all of it is as promised. */
static int refused(const char *step, int rc, const char *reason)
{
	printf("%s: %s: %s\n", step, kc_strerror(rc), reason);
	return rc == -ENOSPC ? 0 : 1;
}

int main(void)
{
	kc_domain *d;
	kc_chan *c[4096];
	kc_tx *tx = NULL;
	kc_rx *rx = NULL;
	int n = 0, bad = 0, v = 7, got = 0;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = sizeof(int), .capacity = 16);
	kc_domain_opts file = KC_DOMAIN_OPTS(.flags = KC_ARENA_FILE);
	int rc = kc_domain_open(&d, "full", &file);
	if (rc < 0)
		return refused("kc_domain_open", rc, kc_last_reason());
	for (rc = 0; n < 4096; n++) {
		char name[16];
		snprintf(name, sizeof name, "c%d", n);
		rc = kc_chan_open(&c[n], d, name, &o);
		if (rc < 0)
			break;
	}
	if (rc < 0)
		bad |= refused("kc_chan_open", rc, kc_last_reason());
	/* What there is goes on working: the first channel, if its endpoints found room. */
	if (n > 0 && (rc = kc_tx_open(&tx, c[0])) == 0 && (rc = kc_rx_open(&rx, c[0])) == 0) {
		if (kc_send(tx, &v, 0) || kc_recv(rx, &got, 0) || got != v) {
			printf("the first channel does not work any more\n");
			bad = 1;
		}
	} else if (n > 0)
		bad |= refused("endpoint", rc, kc_last_reason());
	/* Payloads until the file system is full, each page of them written to. */
	kc_ticket held[512];
	int tickets = 0;
	for (rc = 0; tickets < 512; tickets++) {
		void *data;
		rc = kc_ticket_new(d, 60000, &held[tickets], &data);
		if (rc < 0)
			break;
		memset(data, 1, 60000);
	}
	if (rc < 0)
		bad |= refused("kc_ticket_new", rc, "");
	while (tickets > 0)
		if (kc_ticket_release(d, held[--tickets]) < 0)
			bad = 1;
	if (tx)
		kc_tx_close(tx);
	if (rx)
		kc_rx_close(rx);
	while (n > 0)
		if (kc_chan_free(c[--n]) < 0)
			bad = 1;
	if (kc_domain_close(d) < 0)
		bad = 1;
	return bad;
}
C
c_program "$scratch/program" "$scratch/program.c" || exit 1

# A mount namespace of its own, so that nothing stays mounted whatever happens.
if unshare -m true 2>/dev/null; then
	alone='unshare -m'
elif unshare -rm true 2>/dev/null; then
	alone='unshare -rm'
else
	skip "may not make a mount namespace (unshare -m)"
fi
mkdir -p "$scratch/tmpfs"
$alone sh -c 'mount -t tmpfs -o size=64k,mode=0700 kc "$1"' sh "$scratch/tmpfs" 2>/dev/null ||
	skip "may not mount a tmpfs"

refusals=0
for size in 4k 64k 128k 256k 512k 1m 2m 4m 8m; do
	said=$($alone sh -c '
		mount -t tmpfs -o "size=$1,mode=0700" kc "$2" || exit 99
		KC_DIR=$2 "$3"
		rc=$?
		left=$(ls -A "$2")
		[ -z "$left" ] || { echo "left behind: $left"; rc=98; }
		exit "$rc"
	' sh "$size" "$scratch/tmpfs" "$scratch/program" 2>&1)
	rc=$?
	if [ "$rc" -ne 0 ]; then
		complain "with $size: exit $rc: $said"
		continue
	fi
	[ -z "$said" ] && continue
	refusals=$((refusals + 1))
	# Opening must say where, why and what to do; the ticket call has only its code.
	unnamed=$(printf '%s\n' "$said" | grep -v '^kc_ticket_new:' | grep -vF "$scratch/tmpfs/full.")
	[ -z "$unnamed" ] || complain "with $size a sentence does not name the path: $unnamed"
	echo "$size: $(printf '%s\n' "$said" | head -n 1)"
done
[ "$refusals" -ge 3 ] || complain "only $refusals of the sizes were too small: the test does not test"
exit "$fail"
