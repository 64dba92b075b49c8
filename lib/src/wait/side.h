/* side.h - the words that one side of a channel sleeps on: an eventcount (PROTOCOLS §2).
 *
 * The kernel keeps the queue of sleepers; we keep the count. INV-WAKE-1: a thread sleeps only after it
 * announced itself, executed a barrier and looked at the condition once more; the other side publishes,
 * executes its barrier and looks for an announcement. Which barrier is the fence mode (mode.h).
 *
 *   one waiter:      word 1 = asleep; the waker exchanges it to 0 before it wakes, so that a burst costs
 *                    one system call, not one an element.
 *   several waiters: `waiters` is changed only by waiters, `word` only by wakers; a waiter sleeps on the
 *                    word it read before its last look.
 *
 * Edges: W1 announcement (relaxed store or locked add) + full fence, against the publisher's barrier +
 * load of the announcement. */
#ifndef KC_WAIT_SIDE_H
#define KC_WAIT_SIDE_H

#include "base/atomic.h"
#include "base/sys.h"
#include "segment/layout.h"

/* --- one waiter ------------------------------------------------------------------------------ */

KC_ALWAYS_INLINE void kc_side_announce_one(struct kc_seg_side_wait *s)
{
	kc_store_relaxed(&s->word, 1u);
	kc_fence_full(); /* W1 */
}

/* 0 (woken, or no reason: look again) or -ETIMEDOUT. */
int kc_side_sleep_one(struct kc_seg_side_wait *s, uint64_t deadline_ns);

KC_ALWAYS_INLINE void kc_side_withdraw_one(struct kc_seg_side_wait *s)
{
	(void)kc_exchange(&s->word, 0u);
}

/* Whether a system call was made: the word was set. */
bool kc_side_wake_the_one(struct kc_seg_side_wait *s);

/* --- several waiters ------------------------------------------------------------------------- */

/* Then read the word, look, sleep on the word read; read it anew before each further look. */
KC_ALWAYS_INLINE void kc_side_announce(struct kc_seg_side_wait *s)
{
	(void)kc_fetch_add(&s->waiters, 1u);
	kc_fence_full(); /* W1 */
}

KC_ALWAYS_INLINE uint32_t kc_side_word(const struct kc_seg_side_wait *s)
{
	return kc_load_acquire(&s->word);
}

int kc_side_sleep(struct kc_seg_side_wait *s, uint32_t word, uint64_t deadline_ns);

/* INV-WAKE-2: withdraw, fence; the caller then looks whether it leaves something behind. */
KC_ALWAYS_INLINE void kc_side_withdraw(struct kc_seg_side_wait *s)
{
	(void)kc_fetch_sub(&s->waiters, 1u);
	kc_fence_full();
}

/* Wakes up to n if anybody is announced; how many it asked for (0: nobody there). */
uint32_t kc_side_wake(struct kc_seg_side_wait *s, uint32_t n);

/* Everybody: for close. */
void kc_side_wake_all(struct kc_seg_side_wait *s, bool several);

#endif
