/* probes.h - who woke whom, through which channel, and how long it took: wakeups of one domain, told by the kernel.
 *
 * A BPF program on the scheduler's tracepoints reads the wait word (base/waitword.h) of each thread of the target that
 * stops running, and of whoever wakes it. It counts in tables that are read here: a row a channel, an edge for each
 * (channel, waker, wakee), and a log of slow wakes. The target is not stopped, changed or asked; it has no cost but the
 * program's run time, as have all context switches of the machine (kc-probes(7) has figures).
 *
 *               support  open  attach  detach  close  read      - : safe together
 *   support        -      -      -       -       -     -        X : caller excludes, on one object
 *   open           -      -      -       -       -     -
 *   attach         -      -      X       X       X     X        read: channels, edges, slow, stats, blocked_since
 *   detach         -      -      X       X       X     X
 *   close          -      -      X       X       X     X
 *   read           -      -      X       X       X     X
 *
 * Different objects are independent, in one process and in several. Whoever dies with an attachment leaves nothing
 * behind: it consists of file descriptors.
 *
 * Privileges: CAP_BPF and CAP_PERFMON, or CAP_SYS_ADMIN, in the initial user namespace. No limit is raised. */
#ifndef KC_PROBES_PROBES_H
#define KC_PROBES_PROBES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "probes/wakeups.h"

/* Why it cannot be done. support() looks in this order and says the first that holds; what only a load can tell comes
 * from attach. Each comes with one sentence: what, and what to do about it. */
enum kc_probes_reason {
	KC_PROBES_OK = 0,
	KC_PROBES_NOT_BUILT,    /* this kc was built without clang, bpftool or libbpf */
	KC_PROBES_NO_WAIT_WORD, /* the target's library has no wait word, or another form of it */
	KC_PROBES_OUT_OF_SIGHT, /* the target is in another pid namespace, or /proc does not show it */
	KC_PROBES_TARGET_GONE,  /* no such process any more */
	KC_PROBES_NO_CAP_BPF,
	KC_PROBES_NO_CAP_PERFMON,
	KC_PROBES_NO_BTF,     /* the kernel does not describe its types: /sys/kernel/btf/vmlinux */
	KC_PROBES_REFUSED,    /* bpf(2) answers no although the capabilities are there */
	KC_PROBES_OLD_KERNEL, /* older than 5.18, and it did not load */
	KC_PROBES_VERIFIER,   /* the kernel does not accept the program */
	KC_PROBES_NO_MEMORY,
	KC_PROBES_REASONS
};
/* "ok", "not built", ...: short, for a status line. */
const char *kc_probes_reason_name(enum kc_probes_reason r);

/* Whose wakeups: from an inspected segment's header. */
struct kc_probes_target {
	uint32_t pid;        /* as this process sees it */
	uint64_t pid_start;  /* field 22 of /proc/PID/stat, so that a later process is not taken for it; 0: any */
	uint64_t pidns_inode; /* of its /proc/self/ns/pid; 0: as this process's */
	uint32_t tls_abi;    /* KC_TLS_ABI, else there is nothing to read */
	int64_t tls_offset;
	uint32_t brand;      /* of the domain: numbers of other domains of the process are left alone */
	uint32_t channels;   /* rows of its channel section that were ever used (hwm) */
	uint32_t channels_max; /* and how many there can be */
	char name[256]; /* for the sentences: safe to print */
};

struct ki_info; /* inspect/inspect.h */
/* The same of a source that is open; its process may be gone, which support says. */
void kc_probes_target_of(struct kc_probes_target *t, const struct ki_info *info);

/* Zeros are the defaults, but for the wants: use kc_probes_opts_init. */
struct kc_probes_opts {
	uint64_t slow_ns;    /* log wakes that took longer; default 1 ms, 0: no log */
	bool want_edges;     /* default true */
	bool want_histograms; /* and sums and maxima of times; default true */
	/* Join another viewer's attachment to this target, if one with the same options can be found, which takes
	 * CAP_SYS_ADMIN; its counts began when it did. Default true. */
	bool share;
	uint32_t watch; /* threads whose last sleep is noted for themselves (watch.h), and nothing is shared; default 0 */
};
void kc_probes_opts_init(struct kc_probes_opts *o);

/* Whether it would work, from what can be seen without loading anything; t may be NULL: for no target yet. why gets a
 * sentence without a newline, "" with KC_PROBES_OK. Cheap enough for each second. */
enum kc_probes_reason kc_probes_support(const struct kc_probes_target *t, char *why, size_t bytes);

typedef struct kc_probes kc_probes;

/* Does what support does, and makes the object; nothing is loaded yet. o NULL: the defaults. *out is NULL unless OK. */
enum kc_probes_reason kc_probes_open(kc_probes **out, const struct kc_probes_target *t,
	const struct kc_probes_opts *o, char *why, size_t bytes);

/* Begins to count, from 0 (or joins, see share). Threads that are blocked already are found: their blocks count from
 * here on. An object that is attached stays so: OK. After another reason than OK it is as before and may try again.
 * Some tens of milliseconds, most of it for the kernel's BTF; every thread of the machine is looked at twice. */
enum kc_probes_reason kc_probes_attach(kc_probes *p, char *why, size_t bytes);
/* Stops counting (for this object; who shares goes on). What was counted can be read until attach or close. */
void kc_probes_detach(kc_probes *p);
void kc_probes_close(kc_probes *p); /* NULL: nothing */

bool kc_probes_attached(const kc_probes *p);
/* It was another viewer's attachment: take what is there now for 0. */
bool kc_probes_shared(const kc_probes *p);
/* CLOCK_MONOTONIC instant at which counting began; 0: never. */
uint64_t kc_probes_since(const kc_probes *p);

/* Of a thread that a snapshot taken after attach shows asleep: since when, CLOCK_MONOTONIC (ki_endpoint.wait_since_ns),
 * by its tid in the target. So the block in which attach found it has its real length; without it the block counts from
 * the attach. Does nothing for other threads. 0, -ENOTCONN when it is not attached, -ENOSPC after 16384 threads. */
int kc_probes_blocked_since(kc_probes *p, uint32_t tid, uint64_t since_ns);

/* The channel table: *rows rows; KC_WAIT_CH(slot) is the row of a channel, row 0 are waits for several. Mapped: reads are
 * plain loads of words that the kernel changes meanwhile; each is whole, together they are no snapshot. Valid until the
 * next attach or close; NULL before the first attach. A row is used again when its channel's row in the segment is. */
const struct kc_wakeup_channel *kc_probes_channels(const kc_probes *p, uint32_t *rows);
/* Blocked in it now, as the counts say; row 0: in a select, whatever its channels. */
static inline uint64_t kc_wakeup_blocked_now(const struct kc_wakeup_channel *c)
{
	uint64_t ended = c->wakes + c->other;
	uint64_t blocks = c->blocks;
	return blocks > ended ? blocks - ended : 0;
}

struct kc_wakeup_edge {
	struct kc_wakeup_edge_key key;
	struct kc_wakeup_edge_sum sum;
};
/* Copies the edges, at most max, in no order; returns how many there are (more than max: the others were left out), or
 * -errno: -ENOTCONN before the first attach, what bpf(2) says. Edges are never taken back; at most 16384. */
long kc_probes_edges(const kc_probes *p, struct kc_wakeup_edge *out, size_t max);

/* Slow wakes. The descriptor polls readable when there may be some that this process has not seen (another viewer that
 * shares may have taken the hint away: drain it every now and then anyway); -1: no log was wanted, or not attached. */
int kc_probes_slow_fd(const kc_probes *p);
/* Calls fn for each one since the last drain, oldest first, until it returns non-zero. Returns how many it was called
 * for. *lost (may be NULL) gets how many were overwritten before this object came to see them. */
size_t kc_probes_slow_drain(kc_probes *p, int (*fn)(void *ctx, const struct kc_wakeup_slow *e), void *ctx,
	uint64_t *lost);

/* What could not be told. All 0 before the first attach. */
void kc_probes_stats(const kc_probes *p, struct kc_wakeup_stats *out);

#endif
