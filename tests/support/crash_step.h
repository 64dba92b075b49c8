/* crash_step.h - a child that executes marked operations one machine instruction at a time (PTRACE_SINGLESTEP), so that
 * its parent can look at what would be left if it died at each of them.
 *
 * The child is a fork: pointers to constants mean the same in both. Between the marks its other threads, which must be
 * asleep by then, are held, so that what changes is the work of the one instruction. A system call is one instruction. On
 * aarch64 the library's atomics must be single instructions (LSE): a pair of load and store exclusive never succeeds
 * with a stop between them. */
#ifndef KC_TEST_CRASH_STEP_H
#define KC_TEST_CRASH_STEP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/atomic.h"

enum { CRASH_OUT = 256, CRASH_HELPERS = 4 };

enum crash_flags {
	CRASH_ROWS = 1,  /* opens or closes something */
	CRASH_WAITS = 2, /* may sleep: its own wait may be on record meanwhile */
	CRASH_BACK =
		4, /* fails or drops: tickets may be queued for a while, and elements come and go */
	CRASH_COPIES = 8, /* what has left the channel has been copied to `out` before */
	CRASH_GONE = 16   /* the channel is freed */
};

/* What an operation is allowed to change. A number that says "by how much" is what it is in the end; in between it
 * goes there and never back. */
struct crash_op {
	const char *name;
	const char *channel;            /* NULL: no channel's positions change */
	int sent, left;                 /* elements that get in, and out */
	int live, loaned, queued, held; /* tickets */
	int channels, senders, receivers, closed;
	uint32_t slack; /* elements under way at any moment */
	uint32_t flags;
	long answer; /* what the call returns */
};

/* Shared by the two. */
struct crash_ctl {
	struct crash_op op;
	uint32_t state;    /* enum crash_state */
	uint32_t unmarked; /* operations are just executed */
	char segment[256];
	uint64_t out[CRASH_OUT];  /* where the child receives to */
	uint64_t want[CRASH_OUT]; /* what should come there */
};
enum crash_state { CRASH_BEFORE, CRASH_RUNNING, CRASH_AFTER };

struct crash_tracee {
	pid_t pid;
	struct crash_ctl *ctl;
	pid_t held[CRASH_HELPERS]; /* its other threads */
	uint32_t held_count;
};

/* Starts body in a child of its own that is traced by this thread. */
void crash_start(
	struct crash_tracee *t, void (*body)(struct crash_ctl *, const void *), const void *arg);
/* Runs to the next marked operation, and holds the other threads. False: the child has ended well; anything else ends
 * the test. */
bool crash_next(struct crash_tracee *t);
/* One instruction. False: the operation has ended. */
bool crash_step(struct crash_tracee *t);
/* Lets the child run on after an operation. */
void crash_let_go(struct crash_tracee *t);
/* Where the child is, as an offset in the executable, for addr2line. */
uint64_t crash_where(const struct crash_tracee *t);
void crash_kill(struct crash_tracee *t);
/* NULL, or why this machine cannot do it. */
const char *crash_cannot(void);

/* --- in the child ---------------------------------------------------------------------------- */

/* The operation that `call` is; the parent looks at every instruction of it. The child ends when the answer is wrong. */
#define CRASH_OP(ctl, call, ...)                                \
	do {                                                    \
		(ctl)->op = (struct crash_op){ __VA_ARGS__ };   \
		crash_mark(ctl);                                \
		kc_store_release(&(ctl)->state, CRASH_RUNNING); \
		kc_barrier();                                   \
		long answer_ = (long)(call);                    \
		kc_barrier();                                   \
		kc_store_release(&(ctl)->state, CRASH_AFTER);   \
		crash_answered(ctl, answer_);                   \
	} while (0)
void crash_mark(struct crash_ctl *ctl);
void crash_answered(const struct crash_ctl *ctl, long answer);

#endif
