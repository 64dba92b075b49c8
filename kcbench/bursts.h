/* bursts.h - a short load again and again for a slice of time, and the median of how long it took. Any thread, its own. */
#ifndef KCBENCH_BURSTS_H
#define KCBENCH_BURSTS_H

#include <stdint.h>

enum { KB_BURSTS_MAX = 1 << 16, KB_BURSTS_PATIENCE = 50 };

/* A burst was not what it should have been, and does not count. */
enum { KB_BURST_VOID = 1 };

/* Calls load until slice_ns are over and one counts, but no longer than KB_BURSTS_PATIENCE slices. It says how long the
 * part took that counts, and returns 0, KB_BURST_VOID, or -errno, which ends it. Returns the median in ns, divided by
 * units, or -errno; -ENODATA: none counts. ns is room for KB_BURSTS_MAX. */
double kb_bursts(int (*load)(void *ctx, double *took_ns), void *ctx, double units,
	uint64_t slice_ns, double *ns);

#endif
