/* watch.h - a thread's own last sleep: when it was woken and when it ran again, for a thread of this process to read
 * itself, at the price of two loads. For a program that traces its own wakeups.
 *
 * The record is written while the thread is being put back on its CPU, before it runs: whoever reads its own record sees
 * the sleep that it comes from, whole. Read by another thread it may be half written. The threads are told one by one
 * (kc_probes_watch) and are those of kc_probes_opts.watch at most; an attachment with some is never another viewer's. */
#ifndef KC_PROBES_WATCH_H
#define KC_PROBES_WATCH_H

#ifdef __bpf__
#include "probes/wakeups.h"
#else
#include "probes/probes.h"
#endif

struct kc_wakeup_last {
	uint64_t sleeps;  /* that ended while it was watched */
	uint64_t wake_ns; /* of the last one: CLOCK_MONOTONIC; 0: a switch or the waking was not reported */
	uint64_t run_ns;
	uint32_t channel, waker; /* 0: see kind */
	uint32_t kind;           /* enum kc_wakeup_kind */
	uint32_t reserved;
};

#ifndef __bpf__
/* Begins to note the sleeps of a thread, by its tid in the target; *out is valid until the next attach or close. Rows are
 * not given back. 0; -ENOTCONN when it is not attached, -ENOSPC when opts.watch threads are watched already, or what
 * bpf(2) says. Caller excludes: as attach. */
int kc_probes_watch(kc_probes *p, uint32_t tid, const struct kc_wakeup_last **out);
#endif

#endif
