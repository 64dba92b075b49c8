/* word.h - the thread's own wait word (base/waitword.h), written around the system calls that sleep and wake, and
 * the probes that stand there (probe.h).
 *
 * The thread writes, and the kernel reads it on the same CPU, when the thread goes to sleep or wakes another one:
 * plain stores do, which the compiler leaves before and behind the call. Whoever sets a part puts back what was there:
 * a signal's handler, too, that fires a token while the thread wakes somebody. */
#ifndef KC_WAIT_WORD_H
#define KC_WAIT_WORD_H

#include "base/atomic.h"
#include "base/waitword.h"

extern _Thread_local struct kc_wait_word kc_wait_word __attribute__((tls_model("initial-exec")));

/* For the segment's header: from the thread pointer, the same in every thread. */
int64_t kc_word_offset(void);

/* --- sleeping ---------------------------------------------------------------------------------- */

/* An operation has to block: its number. */
KC_ALWAYS_INLINE uint32_t kc_word_begin(void)
{
	uint32_t seq = kc_wait_word.wait_seq + 1;
	kc_store_relaxed(&kc_wait_word.wait_seq, seq);
	return seq;
}

/* Of the last one; in a register, for probes that could not read thread-local storage. */
KC_ALWAYS_INLINE uint32_t kc_word_seq(void)
{
	uint32_t seq = kc_wait_word.wait_seq;
	__asm__("" : "+r"(seq));
	return seq;
}

/* Around one sleep. ch: a channel's number, KC_WAIT_MULTI, or 0: in no channel. */
KC_ALWAYS_INLINE uint32_t kc_word_sleep(uint32_t ch)
{
	uint32_t was = kc_wait_word.wait_ch;
	kc_store_relaxed(&kc_wait_word.wait_gen, kc_wait_word.wait_gen + 1);
	kc_store_relaxed(&kc_wait_word.wait_ch, ch);
	kc_barrier();
	return was;
}

KC_ALWAYS_INLINE void kc_word_slept(uint32_t was)
{
	kc_barrier();
	kc_store_relaxed(&kc_wait_word.wait_ch, was);
}

/* This thread's event loop may sleep from now on. */
KC_ALWAYS_INLINE void kc_word_arm(void)
{
	kc_store_relaxed(&kc_wait_word.wait_gen, kc_wait_word.wait_gen + 1);
	kc_store_relaxed(&kc_wait_word.wait_ch, KC_WAIT_MULTI | KC_WAIT_EXT);
	kc_barrier();
}

/* In a forked child nothing is armed. */
KC_ALWAYS_INLINE void kc_word_after_fork(void)
{
	kc_store_relaxed(&kc_wait_word.wait_ch, 0u);
}

/* --- waking ------------------------------------------------------------------------------------ */

/* Around system calls that wake. ch: the channel for whose sake, or 0: for no channel's. */
KC_ALWAYS_INLINE uint32_t kc_word_wake(uint32_t ch)
{
	uint32_t was = kc_wait_word.wake_ch;
	kc_store_relaxed(&kc_wait_word.wake_ch, ch);
	kc_barrier();
	return was;
}

KC_ALWAYS_INLINE void kc_word_woke(uint32_t was)
{
	kc_barrier();
	kc_store_relaxed(&kc_wait_word.wake_ch, was);
}

/* Wakes up to n that sleep on *futex, and tells the probe. Async-signal-safe. */
void kc_word_futex_wake(uint32_t ch, uint32_t *futex, int n);

#endif
