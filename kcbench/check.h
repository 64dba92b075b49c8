/* check.h - proves that every message arrived once, in order and whole.
 *
 * A message starts with a tag: the sender in the high 16 bits, its sequence number (from 0) in the
 * low 48. Each receiver has a checker of its own and hands it every tag. Runs of consecutive numbers
 * cost one comparison; everything else goes into bitmaps of 16 Ki numbers that receivers merge in a
 * ledger, so that with several receivers, too, each loss and each duplicate is counted exactly, in
 * memory that grows with the receivers' lag and not with the run.
 *
 *                   see   settle  total      - : safe together
 *   see (checker)    X      X       X        X : caller excludes (same checker; total: all of them)
 *
 * The counts are exact for runs without anomalies and for losses and duplicates in any case. A number
 * that came after a larger one of its sender, at the same receiver, is a reorder. Memory that cannot be
 * had is remembered and makes the total unsure; nothing aborts. */
#ifndef KCBENCH_CHECK_H
#define KCBENCH_CHECK_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

enum {
	KB_SEQ_BITS = 48,
	KB_CHUNK_BITS = 1 << 14, /* numbers in one bitmap */
	KB_CHUNK_WORDS = KB_CHUNK_BITS / 64
};
#define KB_SEQ_MASK ((UINT64_C(1) << KB_SEQ_BITS) - 1)
/* A number further ahead than this cannot be honest: the tag is damaged. */
#define KB_SEQ_JUMP_MAX (UINT64_C(1) << 32)

static inline uint64_t kb_tag(unsigned sender, uint64_t seq)
{
	return (uint64_t)sender << KB_SEQ_BITS | (seq & KB_SEQ_MASK);
}

/* One chunk of one sender's numbers, merged over the receivers. */
struct kb_chunk {
	uint64_t *bits; /* NULL: none or all of them seen, as `seen` says */
	uint32_t seen;
};

struct kb_ledger_lane {
	pthread_mutex_t lock;
	struct kb_chunk *chunk;
	uint64_t chunk_count;
	uint64_t dup;
};

struct kb_ledger {
	unsigned senders;
	bool unsure; /* memory ran out: counts are not exact; written under any lane's lock */
	struct kb_ledger_lane *lane;
};

struct kb_run {
	uint64_t start, next; /* [start, next) came in order and is not in a bitmap yet */
	uint64_t chunk;       /* whose bitmap `bits` is, when dirty */
	uint64_t *bits;
	bool dirty;
};

struct kb_check {
	struct kb_ledger *ledger;
	unsigned senders;
	struct kb_run *run; /* one a sender */
	uint64_t reorder;
	uint64_t torn; /* tags or payloads that nobody sent */
};

struct kb_totals {
	uint64_t distinct; /* numbers that arrived at least once */
	uint64_t loss, dup;
	uint64_t phantom; /* numbers that arrived and were never sent */
	bool unsure;
};

/* 0 or -ENOMEM. */
int kb_ledger_open(struct kb_ledger *l, unsigned senders);
void kb_ledger_close(struct kb_ledger *l);
int kb_check_open(struct kb_check *c, struct kb_ledger *l);
void kb_check_close(struct kb_check *c);

/* The rest of kb_check_see: a tag that is not its sender's next. */
void kb_check_odd(struct kb_check *c, unsigned sender, uint64_t seq);

/* Notes one received tag. */
KC_ALWAYS_INLINE void kb_check_see(struct kb_check *c, uint64_t tag)
{
	unsigned sender = (unsigned)(tag >> KB_SEQ_BITS);
	uint64_t seq = tag & KB_SEQ_MASK;
	if (kc_likely(sender < c->senders && c->run[sender].next == seq)) {
		c->run[sender].next = seq + 1;
		return;
	}
	kb_check_odd(c, sender, seq);
}

/* Hands what this receiver has seen to the ledger; its thread calls it once it is done. */
void kb_check_settle(struct kb_check *c);

/* Compares with what was sent (messages per sender), once every checker has settled. */
struct kb_totals kb_ledger_total(const struct kb_ledger *l, const uint64_t *sent);

#endif
