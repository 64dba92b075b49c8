/* wakeups.h - what the BPF program and its loader share: the tables' formats, in fixed-width types.
 *
 * A channel's number in these tables is its row in the segment + 1; the domain's brand has been looked at and cut off. */
#ifndef KC_PROBES_WAKEUPS_H
#define KC_PROBES_WAKEUPS_H

#include "base/hist.h"
#include "base/waitword.h"

/* Row 0 of the channel table: waits for several channels (a select) that no channel of the domain has ended, or not yet.
 * Selects whose channels are all of another domain are none of it. */
enum { KC_WAKEUP_SEVERAL = 0 };

/* Who ended a block. */
enum kc_wakeup_kind {
	KC_WAKEUP_CHANNEL = 1, /* a thread of the program, by a wake of the channel */
	KC_WAKEUP_OTHER = 2    /* a time-out, a signal, a cancel token: nobody is named */
};

/* One channel. Every count only grows, but `blocks` of row 0 (a select's block moves to the channel that ended it) and
 * `early` (a wake that overtook its sleeper's way to sleep was no early one).
 *   wakes + other == blocks - threads blocked in it now
 *   sum of runq[] == sum of blocked[] == wakes + other - no_latency, when histograms are wanted */
struct kc_wakeup_channel {
	uint64_t blocks;   /* a thread stopped running to wait in this channel */
	uint64_t wakes;    /* blocks that a wake of the channel ended */
	uint64_t other;    /* blocks that something else ended */
	uint64_t early;    /* wakes of a thread that was not off its CPU yet: it never was */
	uint64_t spurious; /* blocks of a wait that a wake of the channel had ended once: for nothing, then */
	uint64_t no_latency; /* ended blocks without a time: a switch or the waking was not reported */
	uint64_t blocked_ns, blocked_max_ns; /* off its CPU, until the waking */
	uint64_t runq_ns, runq_max_ns;       /* from the waking until it ran */
	uint64_t runq[KC_HIST_BUCKETS], blocked[KC_HIST_BUCKETS]; /* of the same, by base/hist.h */
};

/* Thread ids as the target sees them itself (gettid). */
struct kc_wakeup_edge_key {
	uint32_t channel;
	uint32_t waker; /* 0 with KC_WAKEUP_OTHER */
	uint32_t wakee;
	uint32_t kind; /* enum kc_wakeup_kind */
};
struct kc_wakeup_edge_sum {
	uint64_t count;
	uint64_t runq_ns, blocked_ns;
};

/* One wake that took longer than the threshold from the waking until the thread ran. */
struct kc_wakeup_slow {
	uint64_t at_ns; /* CLOCK_MONOTONIC, when it ran */
	uint64_t runq_ns, blocked_ns;
	uint32_t channel, waker, wakee;
	uint32_t kind; /* enum kc_wakeup_kind */
};

/* What could not be told, or not all of it. */
struct kc_wakeup_stats {
	uint64_t tls_faults;     /* a thread's wait word could not be read */
	uint64_t bad_channels;   /* waits or wakes in channels beyond the table */
	uint64_t edges_lost;     /* the edge table is full */
	uint64_t slow_lost;      /* slow wakes for which the ring had no room */
	uint64_t storage_failed; /* no memory for a thread's open block */
};

/* One row: which attachment this is, so that another viewer can find it, and its statistics. */
#define KC_WAKEUP_ABOUT_MAGIC UINT64_C(0x313065626f72706b) /* "kprobe01": with each change of these formats another */
struct kc_wakeup_about {
	uint64_t magic;
	uint64_t pidns_dev, pidns_inode; /* of the loader; pid is one of this namespace */
	uint64_t pid_start;
	int64_t tls_offset;
	uint64_t slow_ns;
	uint64_t attached_ns; /* CLOCK_MONOTONIC; 0: not attached yet */
	uint32_t pid;
	uint32_t brand; /* of the domain */
	uint32_t rows;  /* of the channel table */
	uint32_t want_edges, want_histograms;
	uint32_t found; /* threads that were already blocked when it was attached */
	struct kc_wakeup_stats stats;
};

#endif
