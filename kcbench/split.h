/* split.h - where the time of a message went whose receiver slept: until it was woken, until it ran, until it had the
 * message (--trace-wakeups).
 *
 * A sender stamps each message just before the call that sends it, in its stream's table. A receiver looks at its own last
 * sleep (probes/watch.h) when it has a message: if there is a new one since the message before, this is the message for
 * which it was woken, and the four instants make a sample:
 *
 *   published   the sender's stamp; if the channel is full its wait comes after
 *   woken       the waker's system call reached the scheduler
 *   ran         the receiver was put back on a CPU
 *   received    the receiver has the message, and has not looked at it yet
 *
 * All are CLOCK_MONOTONIC, and the three parts add up to the whole exactly. Where the instants are not in this order the
 * wake was for another message, which another receiver took. */
#ifndef KCBENCH_SPLIT_H
#define KCBENCH_SPLIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "inspect/inspect.h"
#include "probes/watch.h"

/* One of a stream's messages; the table is a ring of them by number. Written by the sender, read by whichever receiver
 * has the message. */
struct kb_stamp {
	uint64_t number; /* + 1; 0: being written */
	uint64_t at_ns;
};

/* Stamps the messages of a stream from number seq on. */
KC_ALWAYS_INLINE void kb_stamp(struct kb_stamp *table, uint64_t mask, uint64_t seq, size_t n)
{
	uint64_t now = kc_mono_ns();
	for (uint64_t i = seq; i < seq + n; i++) {
		struct kb_stamp *s = &table[i & mask];
		kc_store_relaxed(&s->number, UINT64_C(0));
		kc_fence_release();
		kc_store_relaxed(&s->at_ns, now);
		kc_store_release(&s->number, i + 1);
	}
}

/* 0: it is not there any more. */
static inline uint64_t kb_stamp_of(const struct kb_stamp *table, uint64_t mask, uint64_t seq)
{
	const struct kb_stamp *s = &table[seq & mask];
	uint64_t before = kc_load_acquire(&s->number);
	uint64_t at_ns = kc_load_relaxed(&s->at_ns);
	kc_fence_acquire();
	return before == seq + 1 && kc_load_relaxed(&s->number) == before ? at_ns : 0;
}

enum kb_part { KB_PUBLISH_WAKE, KB_WAKE_RUN, KB_RUN_RECEIVE, KB_PARTS };
extern const char *const kb_part_key[KB_PARTS];  /* "publish_to_wake", ... */
extern const char *const kb_part_word[KB_PARTS]; /* "publish-wake", ... */

struct kb_sample {
	uint64_t tag; /* stream and number, check.h */
	uint64_t published_ns, woken_ns, ran_ns, received_ns;
	uint32_t waker, receiver; /* tids */
};

enum { KB_SLOWEST = 16 };

/* What one receiver found, or all of them. */
struct kb_split {
	uint64_t slept;     /* sleeps that a message ended, in the measured time; they are: */
	uint64_t untimed;   /* - the kernel did not report a switch or the waking */
	uint64_t other;     /* - a time-out or a signal woke it */
	uint64_t unstamped; /* - the sender was a table ahead already */
	uint64_t elsewhere; /* - woken for another message */
	struct ki_hist whole, part[KB_PARTS]; /* - and whole.count samples */
	struct kb_sample slowest[KB_SLOWEST]; /* by the whole, the slowest first */
	unsigned slowest_count;
};

/* A receiver's own. */
struct kb_splitter {
	const struct kc_wakeup_last *last;
	uint64_t sleeps_seen;
	uint32_t tid;
	struct kb_split found;
};

/* There has been a sleep since the last message. */
KC_ALWAYS_INLINE bool kb_splitter_slept(const struct kb_splitter *s)
{
	return kc_load_relaxed(&s->last->sleeps) != s->sleeps_seen;
}

/* It has a message after a sleep: published as stamped (0: not known), received just now. from_ns: what was published
 * before is not counted. The receiver's thread. */
void kb_splitter_see(struct kb_splitter *s, uint64_t tag, uint64_t published_ns,
	uint64_t received_ns, uint64_t from_ns);

/* Adds one receiver's. */
void kb_split_add(struct kb_split *sum, const struct kb_split *one);

#endif
