/* history.h - what concurrent calls did, written down as they did it, and whether that is what a channel promises.
 *
 * Recording: a log a thread, allocated before, and one clock for all: a shared counter that every
 * invocation and every response advances. So stamps are distinct, and if one call's response has a lower
 * stamp than another's invocation, the first really was over before the second began (ticks of a CPU's clock would
 * not say so across CPUs). The price is a locked operation around every call: what a missing fence
 * inside the library could do is for the models, not for a history.
 *
 *           invoke/drop/respond   gather/check    - : safe together
 *   log               X                X          X : caller excludes (the same log; gather reads all)
 *
 * Checking: time and memory are linear in the number of operations and in the last stamp. The rules are in
 * history_check.c, each with what it does not see; brute.h decides small histories by search. */
#ifndef KC_TEST_HISTORY_H
#define KC_TEST_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

enum history_kind {
	HISTORY_SEND,
	HISTORY_RECEIVE,
	/* An element came out through on_undelivered. Inside the very call that sends it: it never was
	 * in the channel (KC_DROP_NEWEST). Inside another call - a send that makes room, kc_chan_free - it
	 * was taken out by that call, at some moment of it. */
	HISTORY_DROP,
	HISTORY_CLOSE
};
enum history_how { HISTORY_WAIT, HISTORY_TRY, HISTORY_TIMED, HISTORY_SELECT }; /* for the reader */

enum { HISTORY_ENDPOINTS_MAX = 256 };

struct history_op {
	uint64_t invoked, responded;
	uint64_t element; /* no two successful sends of a history have the same */
	uint16_t thread;
	uint16_t endpoint; /* below HISTORY_ENDPOINTS_MAX; senders and receivers count apart */
	uint8_t kind, how;
	int16_t result; /* 0 or -errno; a batch is as many operations, with the same stamps, in its order */
};

/* --- recording ------------------------------------------------------------------------------- */

struct history_log {
	_Alignas(KC_LINE) struct history *of;
	struct history_op *ops;
	size_t count, room;
	uint64_t invoked; /* of the call that is going on */
	size_t first;     /* its first record */
	uint16_t thread;
};

struct history {
	_Alignas(KC_LINE) uint64_t clock;
	_Alignas(KC_LINE) struct history_log *logs;
	unsigned threads;
};

void history_open(struct history *h, unsigned threads, size_t ops_each);
void history_close(struct history *h);

/* Around each call, by the log's thread. A drop is noted between the two. */
void history_invoke(struct history_log *l);
void history_drop(struct history_log *l, uint64_t element);
void history_respond(struct history_log *l, enum history_kind kind, enum history_how how,
	unsigned endpoint, int result, uint64_t element);
/* A batch: result elements of those named, or its error (elements may then be NULL). */
void history_respond_n(struct history_log *l, enum history_kind kind, enum history_how how,
	unsigned endpoint, long result, const uint64_t *elements);
/* The call was no operation of the channel's but for what it dropped (kc_chan_free). */
void history_respond_only(struct history_log *l);

/* Every log's operations in the order of their invocations, to be given to free(). */
struct history_op *history_gather(const struct history *h, size_t *n);

/* --- checking -------------------------------------------------------------------------------- */

enum history_order {
	HISTORY_FIFO,       /* one queue: SPSC, MPMC, unlimited */
	HISTORY_PER_SENDER, /* a queue for each sender: MPSC */
	HISTORY_MAILBOX,    /* one place, a send replaces what is there: conflated */
	HISTORY_HAND_OVER   /* no place at all: rendezvous */
};
enum { /* history_promise.flags */
	/* Nothing was left when the history ended: each element was received or dropped. */
	HISTORY_DRAINED = 1,
	/* An operation in the middle of its work holds up those behind it: "empty" is also right while a send
	 * is going on and "full" while a receive is (PROTOCOLS §3: a claimed slot, not yet published). */
	HISTORY_HOLES = 2,
	/* A send that overlaps a close may succeed and be found by no receiver (INV-CLOSE-2). */
	HISTORY_LATE_SENDS = 4,
	/* It takes all the closes of the history to close the channel (KC_CLOSE_WITH_LAST_TX). */
	HISTORY_LAST_CLOSES = 8
};
struct history_promise {
	enum history_order order;
	unsigned flags;
	uint64_t capacity; /* 0: never full. HISTORY_PER_SENDER: each sender's */
	uint64_t dropped;  /* so many were dropped without HISTORY_DROP: counted, not named */
};

enum history_fault {
	HISTORY_FINE,
	HISTORY_MALFORMED, /* no history: stamps, endpoints, or an element sent twice */
	HISTORY_UNSENT,    /* received, but no send of it succeeded */
	HISTORY_TWICE,     /* came out more than once */
	HISTORY_EARLY,     /* came out before its send was invoked */
	HISTORY_LOST, /* never came out, though what was sent after it did, or all should have */
	HISTORY_REORDERED, /* two elements came out in the other order */
	HISTORY_STALE,     /* the mailbox gave a value that had been replaced */
	HISTORY_APART,     /* send and receive of a hand-over had no moment in common */
	HISTORY_OVERFULL,  /* more elements inside than the capacity */
	HISTORY_NOT_EMPTY, /* a receive would have blocked, though there was an element all the time */
	HISTORY_NOT_FULL, /* a send would have blocked or dropped, though there was room all the time */
	HISTORY_CLOSED, /* success after a close, or -EPIPE without, or after it an element */
	HISTORY_FAULTS
};
extern const char *const history_fault_names[HISTORY_FAULTS];

/* The operations of one endpoint stand in the order in which it did them, and all in the order of their
 * invocations, as from history_gather. why: a sentence with the operations, may be NULL. */
enum history_fault history_check(const struct history_op *ops, size_t n,
	const struct history_promise *p, char *why, size_t why_bytes);

#endif
