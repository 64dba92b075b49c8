/* word.h - the thread's own wait word (base/waitword.h), written around the system calls that sleep and wake, and
 * the probes that stand there (probe.h).
 *
 * The thread writes, and the kernel reads it on the same CPU, when the thread goes to sleep or wakes another one:
 * plain stores do, which the compiler leaves before and behind the call. A wake is never inside another one, but for a
 * token's that a signal's handler fires, which puts back what was there. */
#ifndef KC_WAIT_WORD_H
#define KC_WAIT_WORD_H

#include "base/atomic.h"
#include "base/sys.h"
#include "base/waitword.h"
#include "wait/probe.h"

extern _Thread_local struct kc_wait_word kc_wait_word __attribute__((tls_model("initial-exec")));
/* What wait_ch is between sleeps: 0, or of a thread that has armed something KC_WAIT_MULTI|KC_WAIT_EXT. */
extern _Thread_local uint32_t kc_word_between __attribute__((tls_model("initial-exec")));

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

/* Around one sleep. ch: a channel's number, KC_WAIT_SEVERAL, or 0: in no channel. */
KC_ALWAYS_INLINE void kc_word_sleep(uint32_t ch)
{
	kc_store_relaxed(&kc_wait_word.wait_gen, kc_wait_word.wait_gen + 1);
	kc_store_relaxed(&kc_wait_word.wait_ch, ch);
	kc_barrier();
}

KC_ALWAYS_INLINE void kc_word_slept(void)
{
	kc_barrier();
	kc_store_relaxed(&kc_wait_word.wait_ch, kc_word_between);
}

/* This thread's event loop may sleep from now on. */
KC_ALWAYS_INLINE void kc_word_arm(void)
{
	kc_store_relaxed(&kc_wait_word.wait_gen, kc_wait_word.wait_gen + 1);
	kc_word_between = KC_WAIT_MULTI | KC_WAIT_EXT;
	kc_store_relaxed(&kc_wait_word.wait_ch, kc_word_between);
	kc_barrier();
}

/* In a forked child nothing is armed. */
KC_ALWAYS_INLINE void kc_word_after_fork(void)
{
	kc_word_between = 0;
	kc_store_relaxed(&kc_wait_word.wait_ch, 0u);
}

/* --- waking ------------------------------------------------------------------------------------ */

/* Around system calls that wake. ch: the channel for whose sake, or 0: for no channel's. */
KC_ALWAYS_INLINE void kc_word_wake(uint32_t ch)
{
	kc_store_relaxed(&kc_wait_word.wake_ch, ch);
	kc_barrier();
}

KC_ALWAYS_INLINE void kc_word_woke(void)
{
	kc_barrier();
	kc_store_relaxed(&kc_wait_word.wake_ch, 0u);
}

/* Around the wakes of a token, in whatever the thread was doing. */
KC_ALWAYS_INLINE uint32_t kc_word_put_aside(void)
{
	uint32_t was = kc_load_relaxed(&kc_wait_word.wake_ch);
	kc_word_wake(0);
	return was;
}

KC_ALWAYS_INLINE void kc_word_put_back(uint32_t was)
{
	kc_barrier();
	kc_store_relaxed(&kc_wait_word.wake_ch, was);
}

/* Wakes up to n that sleep on *futex, and tells the probe. Async-signal-safe. */
KC_ALWAYS_INLINE void kc_word_futex_wake(uint32_t ch, uint32_t *futex, int n)
{
	kc_word_wake(ch);
	int woken = kc_sys.futex_wake(futex, n);
	kc_word_woke();
	if (ch)
		KC_PROBE(wake, ch, woken);
}

#endif
