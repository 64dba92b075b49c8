/* side.h - the words that one side of a channel sleeps on: an eventcount (PROTOCOLS §2).
 *
 * The kernel keeps the queue of sleepers; we keep the count. INV-WAKE-1: a thread sleeps only after it
 * announced itself, executed a barrier and looked at the condition once more; the other side publishes,
 * executes its barrier and looks for an announcement. Which barrier is the fence mode (mode.h).
 *
 *   one waiter:      the word's lowest bit = asleep; the waker clears it before it wakes, so that a burst
 *                    costs one system call, not one an element. The other bits are ext.h's.
 *   several waiters: counts.h says who waits and who was woken; a waiter sleeps on the word that it read
 *                    before its last look, and only wakers change the word.
 *   for several elements: a wake for one element would be lost on such a waiter, which would find too
 *                    little and sleep on. It sleeps on a word of its own, and every wake wakes them all.
 *
 * Model: wait_many. Edges: W1 announcement (locked operation) + full fence, against the publisher's barrier +
 * load of the announcement. */
#ifndef KC_WAIT_SIDE_H
#define KC_WAIT_SIDE_H

#include "base/atomic.h"
#include "base/point.h"
#include "base/sys.h"
#include "segment/layout.h"
#include "wait/cancel.h"
#include "wait/word.h"

/* --- one waiter ------------------------------------------------------------------------------ */

/* The value to sleep on: only wakers change it while its one thread sleeps. */
KC_ALWAYS_INLINE uint32_t kc_side_announce_one(struct kc_seg_side_wait *s)
{
	KC_POINT("side.to_announce");
	uint32_t others = kc_fetch_or(&s->word, KC_WORD_ASLEEP);
	KC_POINT("side.announced");
	kc_fence_full(); /* W1 */
	KC_POINT("side.fenced");
	return others | KC_WORD_ASLEEP;
}

/* 0 (woken, or no reason: look again) or -ETIMEDOUT. token: what else ends the sleep, NULL none; seen: its
 * word as it was read before it was asked whether it has fired (cancel.h). */
int kc_side_sleep_one(struct kc_seg_side_wait *s, uint32_t value, struct kc_cancel *token,
	uint32_t seen, uint64_t deadline_ns);

KC_ALWAYS_INLINE void kc_side_withdraw_one(struct kc_seg_side_wait *s)
{
	KC_POINT("side.to_withdraw");
	(void)kc_fetch_and(&s->word, ~KC_WORD_ASLEEP);
}

/* Whether a system call was made: the word was set. */
bool kc_side_wake_the_one(struct kc_seg_side_wait *s);

/* --- several waiters ------------------------------------------------------------------------- */

/* Then read the word, look, sleep on the word read; read it anew before each further look.
 * many: waits for more than one element or slot; the same in all calls of a wait. */
void kc_side_announce(struct kc_seg_side_wait *s, bool many);
uint32_t kc_side_word(struct kc_seg_side_wait *s, bool many);
/* 0 or -ETIMEDOUT, as kc_side_sleep_one. */
int kc_side_sleep(struct kc_seg_side_wait *s, bool many, uint32_t word, struct kc_cancel *token,
	uint32_t seen, uint64_t deadline_ns);
/* INV-WAKE-2: withdraw, fence; the caller then looks whether it leaves something behind. */
void kc_side_withdraw(struct kc_seg_side_wait *s, bool many);

/* Wakes up to n of those who are announced and not about to look anyway; how many (0: no need). */
uint32_t kc_side_wake(struct kc_seg_side_wait *s, uint32_t n);

/* Every thread: for close, and for a token that fires where threads cannot sleep on two words. ch: the channel's
 * number, or 0 of a token (word.h). Async-signal-safe. */
void kc_side_wake_all(struct kc_seg_side_wait *s, bool several, uint32_t ch);

#endif
