/* many.h - one thread that waits on several sides at once, and on token trees: a select (PROTOCOLS §2 "Leaving").
 *
 * It announces itself on every side, fences once, looks at everything, and sleeps on all the words together with
 * futex_waitv. Which of them woke it is not asked: when two were woken the kernel names one. So whoever
 * leaves, for whatever reason, withdraws every announcement, fences, and looks behind itself on every
 * side (INV-WAKE-2; chan/select.c).
 *
 * Where futex_waitv is refused (a policy, no memory) the thread sleeps on one word of the process, the bell, and
 * counts itself. Who has advanced or exchanged a side's or a tree's word looks at that count, and rings: every
 * such thread wakes and looks. As long as the count is 0 that is a fence and a load beside a system call.
 *
 * Edge B1: the side's word, fence, look at the count  against  the count, fence, look at the words, sleep.
 * Model: select (-DREFUSED). */
#ifndef KC_WAIT_MANY_H
#define KC_WAIT_MANY_H

#include "base/atomic.h"
#include "base/compiler.h"
#include "base/point.h"
#include "base/sys.h"
#include "segment/layout.h"
#include "wait/counts.h"

enum { KC_MANY_MAX = FUTEX_WAITV_MAX };

struct kc_many {
	uint32_t n;
	struct futex_waitv at[KC_MANY_MAX];
};

/* *word had this value before the last look. No more than KC_MANY_MAX. */
KC_ALWAYS_INLINE void kc_many_add(struct kc_many *m, const uint32_t *word, uint32_t value)
{
	m->at[m->n++] = (struct futex_waitv){
		.uaddr = (uintptr_t)word, .val = value, .flags = FUTEX_32 | FUTEX_PRIVATE_FLAG
	};
}

/* Sleeps while every word has its value: 0 (woken, or no reason: look again) or -ETIMEDOUT. Without words it
 * is a pause. deadline_ns 0: none. */
int kc_many_sleep(const struct kc_many *m, uint64_t deadline_ns);

/* As kc_side_announce_one and kc_side_announce, without the fence: once, behind all of them. */
KC_ALWAYS_INLINE void kc_many_announce(struct kc_seg_side_wait *s, bool several)
{
	KC_POINT("many.to_announce");
	if (several)
		(void)kc_fetch_add(&s->counts, UINT64_C(1));
	else
		(void)kc_fetch_or(&s->word, KC_WORD_ASLEEP);
	KC_POINT("many.announced");
}

/* Likewise as kc_side_withdraw_one and kc_side_withdraw. */
KC_ALWAYS_INLINE void kc_many_withdraw(struct kc_seg_side_wait *s, bool several)
{
	KC_POINT("many.to_withdraw");
	if (several)
		kc_counts_leave(&s->counts);
	else
		(void)kc_fetch_and(&s->word, ~KC_WORD_ASLEEP);
}

/* --- the bell ---------------------------------------------------------------------------------- */

struct kc_bell {
	uint32_t word;
	uint32_t sleepers;
};
extern struct kc_bell kc_bell;

void kc_bell_ring(uint32_t ch);

/* A word that a select may sleep on has changed: a channel's, or a tree's with ch 0. Async-signal-safe. */
KC_ALWAYS_INLINE void kc_many_changed(uint32_t ch)
{
	KC_POINT("bell.word_changed");
	kc_fence_full(); /* B1 */
	if (kc_unlikely(kc_load_relaxed(&kc_bell.sleepers)))
		kc_bell_ring(ch);
}

/* In a forked child nobody sleeps. */
void kc_many_after_fork(void);

#endif
