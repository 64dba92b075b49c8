/* history_round.h - rounds of threads that send and receive, each call written down, for tests/stress/history.c.
 *
 * A round has one stream, or two that the same threads serve from opposite ends: who sends on one receives
 * on the other, by kc_select. A stream is a channel and its history. */
#ifndef KC_TEST_HISTORY_ROUND_H
#define KC_TEST_HISTORY_ROUND_H

#include <pthread.h>

#include "support/history.h"
#include "support/world.h"

enum { HISTORY_SENDERS_MAX = 3, HISTORY_RECEIVERS_MAX = 3, HISTORY_WIDE = 128 };

/* How elements are moved. */
enum history_via {
	HISTORY_CALLS, /* kc_send, kc_recv, and batches */
	HISTORY_QUIET, /* kc_select over the own endpoint and one of a channel on which nothing is sent */
	HISTORY_FACING, /* kc_select over the ends of two streams: as many senders as receivers */
	HISTORY_MIXED,  /* the same, and the second stream is buffered MPMC */
};

struct history_cell {
	enum kc_kind kind;
	enum kc_topology topology;
	enum kc_overflow overflow;
	enum kc_payload payload;
	unsigned words; /* of an element, 8 bytes each */
	unsigned senders, receivers;
	enum history_order order;
	unsigned flags; /* of the promise */
	unsigned more;  /* flags of the channel */
	bool limited;   /* KC_UNLIMITED: the round's capacity by limit_bytes */
	enum history_via via;
};

struct history_round;

struct history_worker {
	pthread_t thread;
	struct history_round *r;
	struct history_log *log[2]; /* of each stream */
	unsigned endpoint;
	uint32_t random;
	uint64_t sends, receives; /* calls to do; receives 0: until the end of the stream */
	uint64_t sent;
	size_t answers; /* with so many records who receives only waits */
	bool dense;     /* one after another and never asleep: the library's fastest paths */
	unsigned sends_on, receives_on; /* the streams of its endpoints */
	kc_cancel *token;
	kc_tx *tx;
	kc_rx *rx, *quiet;
};
struct history_stream {
	struct history_round *r;
	struct history_cell cell; /* what it is and promises */
	struct history h;
	kc_chan *c;
	uint32_t senders_left, receivers_left;
};
struct history_round {
	struct world w;
	struct history_cell cell;
	unsigned streams, workers;
	struct history_stream stream[2];
	kc_chan *quiet;
	/* Senders of the first stream, its receivers, and at [workers] the thread that closes and frees. */
	struct history_worker at[HISTORY_SENDERS_MAX + HISTORY_RECEIVERS_MAX + 1];
};

/* Rounds of about so many operations together, over capacities from 1 to 512; each is checked. */
void history_run(const struct history_cell *cell, uint64_t ops);

/* Of a worker's thread: what it does, to its end. */
void history_work(struct history_worker *me);
/* Elements that are dropped from now on are noted in this worker's logs. */
void history_drops_are(struct history_worker *me);
/* on_undelivered; ctx: the stream. */
void history_undelivered(void *ctx, void *elem);

#endif
