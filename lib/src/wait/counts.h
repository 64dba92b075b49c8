/* counts.h - who waits and how many of them are about to look: the arithmetic of an eventcount with several
 * waiters (PROTOCOLS §2), shared by the sides of a channel (side.h) and the public queue (<kc/waitq.h>).
 *
 * One 64-bit word: waiters in the low half, woken in the high half. `waiters` is changed only by waiters; a
 * waker raises `woken` by those it is going to wake, a waiter lowers it by one between reading the futex
 * word and looking, and when it leaves. So `woken` never exceeds the waiters that are awake and will look
 * once more or leave, and who finds as many woken as waiting has nobody to wake: a burst costs a system
 * call a sleeper. Lowering too often only costs a needless wake. Model: wait_many, waitq.
 *
 * The top two bits of the low half are no waiters but say that external ones may be armed (ext.h); nothing here
 * changes them. */
#ifndef KC_WAIT_COUNTS_H
#define KC_WAIT_COUNTS_H

#include "base/atomic.h"
#include "base/check.h"
#include "base/point.h"
#include "segment/layout.h"

#define KC_WOKEN_ONE       (UINT64_C(1) << 32)
#define KC_WAITERS(counts) ((uint32_t)(counts)&KC_WAITERS_MASK)
#define KC_WOKEN(counts)   ((uint32_t)((counts) >> 32))

KC_ALWAYS_INLINE void kc_counts_announce(uint64_t *counts)
{
	KC_POINT("counts.to_announce");
	(void)kc_fetch_add(counts, UINT64_C(1));
	KC_POINT("counts.announced");
	kc_fence_full(); /* W1 */
	KC_POINT("counts.fenced");
}

/* Between reading the futex word and the look. */
KC_ALWAYS_INLINE void kc_counts_lower(uint64_t *counts)
{
	uint64_t now = kc_load_relaxed(counts);
	while (KC_WOKEN(now))
		if (kc_cas_acq_rel(counts, &now, now - KC_WOKEN_ONE)) {
			/* A waker that still saw it relies on the look that follows. */
			KC_POINT("counts.lowered");
			kc_fence_full();
			break;
		}
}

/* The caller fences, and then looks whether it leaves something behind (INV-WAKE-2). */
KC_ALWAYS_INLINE void kc_counts_leave(uint64_t *counts)
{
	uint64_t now = kc_load_relaxed(counts), to;
	KC_POINT("counts.to_leave");
	do
		to = now - 1 - (KC_WOKEN(now) ? KC_WOKEN_ONE : 0);
	while (!kc_cas_acq_rel(counts, &now, to));
	KC_INVARIANT("INV-WAKE-2", KC_WAITERS(now) > 0);
	KC_INVARIANT("INV-WAKE-1", KC_WOKEN(to) <= KC_WAITERS(to));
	KC_POINT("counts.left");
}

/* How many of up to n the caller must wake, by advancing the word and then the system call; 0: no need. */
KC_ALWAYS_INLINE uint32_t kc_counts_raise(uint64_t *counts, uint32_t n)
{
	uint64_t now = kc_load_relaxed(counts);
	KC_POINT("counts.to_raise");
	do {
		if (KC_WOKEN(now) >= KC_WAITERS(now) || n == 0)
			return 0;
		if (n > KC_WAITERS(now) - KC_WOKEN(now))
			n = KC_WAITERS(now) - KC_WOKEN(now);
	} while (!kc_cas_acq_rel(counts, &now, now + n * KC_WOKEN_ONE));
	KC_POINT("counts.raised");
	return n;
}

#endif
