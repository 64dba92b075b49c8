#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomic.h"

/* --- ledger ---------------------------------------------------------------------------------- */

int kb_ledger_open(struct kb_ledger *l, unsigned senders)
{
	l->senders = senders;
	l->unsure = false;
	l->lane = calloc(senders, sizeof(*l->lane));
	if (!l->lane)
		return -ENOMEM;
	for (unsigned i = 0; i < senders; i++)
		pthread_mutex_init(&l->lane[i].lock, NULL);
	return 0;
}

void kb_ledger_close(struct kb_ledger *l)
{
	if (!l->lane)
		return;
	for (unsigned i = 0; i < l->senders; i++) {
		struct kb_ledger_lane *lane = &l->lane[i];
		for (uint64_t c = 0; c < lane->chunk_count; c++)
			free(lane->chunk[c].bits);
		free(lane->chunk);
		pthread_mutex_destroy(&lane->lock);
	}
	free(l->lane);
	l->lane = NULL;
}

/* The chunk's entry, made if it is new; NULL without memory. Under the lane's lock. */
static struct kb_chunk *chunk_at(struct kb_ledger_lane *lane, uint64_t index)
{
	if (index >= lane->chunk_count) {
		uint64_t count = lane->chunk_count ? lane->chunk_count : 16;
		while (count <= index)
			count *= 2;
		struct kb_chunk *grown = realloc(lane->chunk, count * sizeof(*grown));
		if (!grown)
			return NULL;
		memset(grown + lane->chunk_count, 0, (count - lane->chunk_count) * sizeof(*grown));
		lane->chunk = grown;
		lane->chunk_count = count;
	}
	return &lane->chunk[index];
}

/* A complete chunk needs no bitmap any more. */
static void chunk_fold(struct kb_chunk *c)
{
	if (c->seen != KB_CHUNK_BITS)
		return;
	free(c->bits);
	c->bits = NULL;
}

/* Merges a bitmap; bits that were set before are duplicates. Returns how many were. */
static uint64_t ledger_merge(
	struct kb_ledger *l, unsigned sender, uint64_t index, const uint64_t *bits)
{
	struct kb_ledger_lane *lane = &l->lane[sender];
	uint64_t again = 0;
	pthread_mutex_lock(&lane->lock);
	struct kb_chunk *c = chunk_at(lane, index);
	if (c && !c->bits && c->seen == 0)
		c->bits = calloc(KB_CHUNK_WORDS, sizeof(uint64_t));
	if (!c || (!c->bits && c->seen == 0)) {
		kc_store_relaxed(&l->unsure, true);
	} else {
		for (unsigned w = 0; w < KB_CHUNK_WORDS; w++) {
			uint64_t had = c->bits ? c->bits[w] : ~UINT64_C(0);
			again += (uint64_t)__builtin_popcountll(had & bits[w]);
			c->seen += (uint32_t)__builtin_popcountll(bits[w] & ~had);
			if (c->bits)
				c->bits[w] = had | bits[w];
		}
		chunk_fold(c);
		lane->dup += again;
	}
	pthread_mutex_unlock(&lane->lock);
	return again;
}

/* A whole chunk that one receiver saw in one run, without a bitmap when nobody else was there. */
static void ledger_whole(struct kb_ledger *l, unsigned sender, uint64_t index)
{
	struct kb_ledger_lane *lane = &l->lane[sender];
	pthread_mutex_lock(&lane->lock);
	struct kb_chunk *c = chunk_at(lane, index);
	if (!c) {
		kc_store_relaxed(&l->unsure, true);
	} else {
		lane->dup += c->seen;
		c->seen = KB_CHUNK_BITS;
		chunk_fold(c);
	}
	pthread_mutex_unlock(&lane->lock);
}

static uint64_t popcount_below(const struct kb_chunk *c, uint64_t base, uint64_t sent)
{
	uint64_t n = 0;
	if (base + KB_CHUNK_BITS <= sent)
		return c->seen;
	if (base >= sent)
		return 0;
	if (!c->bits)
		return c->seen ? sent - base : 0;
	for (uint64_t bit = 0; base + bit < sent; bit++)
		n += c->bits[bit / 64] >> (bit % 64) & 1;
	return n;
}

struct kb_totals kb_ledger_total(const struct kb_ledger *l, const uint64_t *sent)
{
	struct kb_totals t = { .unsure = l->unsure };
	for (unsigned s = 0; s < l->senders; s++) {
		const struct kb_ledger_lane *lane = &l->lane[s];
		uint64_t arrived = 0;
		for (uint64_t c = 0; c < lane->chunk_count; c++) {
			uint64_t below =
				popcount_below(&lane->chunk[c], c * KB_CHUNK_BITS, sent[s]);
			arrived += below;
			t.phantom += lane->chunk[c].seen - below;
		}
		t.distinct += arrived;
		t.loss += sent[s] - arrived;
		t.dup += lane->dup;
	}
	return t;
}

/* --- one receiver ---------------------------------------------------------------------------- */

int kb_check_open(struct kb_check *c, struct kb_ledger *l)
{
	*c = (struct kb_check){ .ledger = l, .senders = l->senders };
	c->run = calloc(l->senders, sizeof(*c->run));
	if (!c->run)
		return -ENOMEM;
	for (unsigned i = 0; i < l->senders; i++) {
		c->run[i].bits = calloc(KB_CHUNK_WORDS, sizeof(uint64_t));
		if (!c->run[i].bits) {
			kb_check_close(c);
			return -ENOMEM;
		}
	}
	return 0;
}

void kb_check_close(struct kb_check *c)
{
	if (!c->run)
		return;
	for (unsigned i = 0; i < c->senders; i++)
		free(c->run[i].bits);
	free(c->run);
	c->run = NULL;
}

static void bitmap_settle(struct kb_check *c, unsigned sender)
{
	struct kb_run *r = &c->run[sender];
	if (!r->dirty)
		return;
	ledger_merge(c->ledger, sender, r->chunk, r->bits);
	memset(r->bits, 0, KB_CHUNK_WORDS * sizeof(uint64_t));
	r->dirty = false;
}

/* [first, last] of one chunk. Numbers of a receiver only go up here, so no bit is set twice. */
static void bitmap_set(uint64_t *bits, uint64_t first, uint64_t last)
{
	for (uint64_t w = first / 64; w <= last / 64; w++) {
		uint64_t from = w == first / 64 ? first % 64 : 0;
		uint64_t to = w == last / 64 ? last % 64 : 63;
		bits[w] |= (~UINT64_C(0) >> (63 - (to - from))) << from;
	}
}

/* Moves the run [start, next) into bitmaps, handing each chunk over when the numbers leave it. */
static void run_settle(struct kb_check *c, unsigned sender)
{
	struct kb_run *r = &c->run[sender];
	while (r->start < r->next) {
		uint64_t chunk = r->start / KB_CHUNK_BITS;
		uint64_t end = (chunk + 1) * KB_CHUNK_BITS;
		uint64_t last = (r->next < end ? r->next : end) - 1;
		if (r->dirty && r->chunk != chunk)
			bitmap_settle(c, sender);
		if (!r->dirty && last - r->start == KB_CHUNK_BITS - 1) {
			ledger_whole(c->ledger, sender, chunk);
		} else {
			bitmap_set(r->bits, r->start % KB_CHUNK_BITS, last % KB_CHUNK_BITS);
			r->chunk = chunk;
			r->dirty = true;
		}
		r->start = last + 1;
	}
}

/* A number behind its sender's newest: seen before, or late. */
static void see_old(struct kb_check *c, unsigned sender, uint64_t seq)
{
	uint64_t bits[KB_CHUNK_WORDS] = { 0 };
	uint64_t bit = seq % KB_CHUNK_BITS;
	bits[bit / 64] = UINT64_C(1) << (bit % 64);
	bitmap_settle(c, sender);
	if (ledger_merge(c->ledger, sender, seq / KB_CHUNK_BITS, bits) == 0)
		c->reorder++;
}

void kb_check_odd(struct kb_check *c, unsigned sender, uint64_t seq)
{
	if (sender >= c->senders) {
		c->torn++;
		return;
	}
	struct kb_run *r = &c->run[sender];
	if (seq > r->next && seq - r->next > KB_SEQ_JUMP_MAX) {
		c->torn++;
		return;
	}
	run_settle(c, sender);
	if (seq < r->next) {
		see_old(c, sender, seq);
		return;
	}
	r->start = seq;
	r->next = seq + 1;
}

void kb_check_settle(struct kb_check *c)
{
	for (unsigned s = 0; s < c->senders; s++) {
		run_settle(c, s);
		bitmap_settle(c, s);
	}
}
