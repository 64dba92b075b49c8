#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "inspect/build.h"
#include "inspect/sites.h"

enum { TRIES = 3, REREADS_MAX = 16384, THREAD_ROWS_MAX = 65536 };

/* Free entries, entries never used, and what is left of a retired one. */
static bool live_word(uint64_t word)
{
	return KC_TKT_WORD_GEN(word) && (KC_TKT_WORD_QUEUED(word) || KC_TKT_WORD_HELD(word));
}

static enum ki_ticket_state state_of(uint64_t word)
{
	if (KC_TKT_WORD_QUEUED(word))
		return KI_QUEUED;
	return KC_TKT_WORD_FLAGS(word) & KC_TKT_SENT ? KI_HELD : KI_LOANED;
}

static uint64_t coarse_ns(uint64_t coarse)
{
	return (coarse & ((UINT64_C(1) << 40) - 1)) << KC_TKT_TIME_SHIFT;
}

static void count_one(struct ki_build *b, const struct kc_seg_ticket *t)
{
	struct ki_ticket_counts *n = &b->snap->tickets;
	n->table_rows++;
	if (!live_word(t->word))
		return;
	n->live++;
	n->live_bytes += t->len_bytes;
	switch (state_of(t->word)) {
	case KI_LOANED:
		n->loaned++;
		break;
	case KI_QUEUED:
		n->queued++;
		break;
	case KI_HELD:
		n->held++;
		break;
	}
	uint64_t since = coarse_ns(KC_TKT_WHO_TIME(t->who));
	if (since > b->newest_ns && since <= b->now_ns)
		b->newest_ns = since;
}

void ki_tickets_count(struct ki_build *b)
{
	const struct ki_table *t = &b->s->table[KC_SEC_TICKETS];
	uint64_t step = t->stride ? KI_CHUNK_BYTES / t->stride : 1;
	b->f.checks_run++;
	for (uint64_t first = 0; first < t->rows; first += step) {
		uint64_t count = t->rows - first < step ? t->rows - first : step;
		int rc = ki_read(
			b->s, b->rows.buf, count * t->stride, t->offset + first * t->stride);
		if (rc) {
			ki_note_skipped(&b->f, rc == -E2BIG ? KI_F_BOUND : KI_F_READ,
				"tickets from %llu on could not be read: %s",
				(unsigned long long)first, strerror(-rc));
			return;
		}
		for (uint64_t i = 0; i < count; i++) {
			struct kc_seg_ticket row;
			memcpy(&row, b->rows.buf + i * t->stride, sizeof row);
			count_one(b, &row);
		}
	}
}

/* What a walk over the tickets needs beside the rows. */
struct walk {
	ki_source *s;
	const struct ki_snapshot *snap;
	struct ki_findings f;
	struct ki_rows rows;
	struct ki_threads threads;
	struct holder_thread {
		uint32_t tid, state;
		uint64_t start;
		char name[KC_THREAD_NAME_BYTES];
	} * holder;
	uint64_t holder_count;
	uint32_t rereads;
};

static int keep_thread(void *ctx, uint32_t index, const void *earlier, const void *later)
{
	struct walk *w = ctx;
	const struct kc_seg_thread *t = earlier;
	(void)later;
	if (index < w->holder_count) {
		struct holder_thread *h = &w->holder[index];
		h->tid = t->tid;
		h->state = t->state;
		h->start = t->tid_start;
		memcpy(h->name, t->name, sizeof h->name);
	}
	return 0;
}

static int begin(struct walk *w)
{
	w->holder_count = w->s->table[KC_SEC_THREADS].rows;
	if (w->holder_count > THREAD_ROWS_MAX)
		w->holder_count = THREAD_ROWS_MAX;
	w->holder = calloc((size_t)w->holder_count + 1, sizeof *w->holder);
	if (!w->holder || ki_rows_begin(&w->rows, w->s, &w->f))
		return -ENOMEM;
	ki_threads_init(&w->threads, w->s);
	return ki_rows_each(&w->rows, KC_SEC_THREADS, sizeof(struct kc_seg_thread), keep_thread, w);
}

static void end(struct walk *w)
{
	free(w->holder);
	ki_threads_free(&w->threads);
	ki_findings_free(&w->f);
}

/* Rows of the snapshot stand in ascending order. */
static uint32_t find_channel(const struct ki_snapshot *snap, uint32_t row)
{
	size_t lo = 0, hi = snap->channel_count;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (snap->channel[mid].index < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < snap->channel_count && snap->channel[lo].index == row ? (uint32_t)lo : KC_NONE;
}

static const struct ki_endpoint *find_endpoint(const struct ki_snapshot *snap, uint32_t row)
{
	size_t lo = 0, hi = snap->endpoint_count;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (snap->endpoint[mid].index < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < snap->endpoint_count && snap->endpoint[lo].index == row ? &snap->endpoint[lo]
									    : NULL;
}

static void name_holder(struct walk *w, struct ki_ticket *t, uint32_t holder)
{
	t->holder_endpoint = KC_NONE;
	uint32_t row = holder & KC_HOLDER_INDEX_MASK;
	if (holder & KC_HOLDER_ENDPOINT) {
		const struct ki_endpoint *e = find_endpoint(w->snap, row);
		t->holder_endpoint = row;
		if (!e)
			return; /* closed since: who used it is no longer on record */
		t->holder_tid = e->tid;
		memcpy(t->holder_thread, e->thread, sizeof t->holder_thread);
		t->holder_alive = e->thread_alive;
		return;
	}
	if (row == 0 || row - 1 >= w->holder_count)
		return;
	const struct holder_thread *h = &w->holder[row - 1];
	char state;
	t->holder_tid = h->tid;
	ki_safe_text(t->holder_thread, sizeof t->holder_thread, h->name, sizeof h->name);
	t->holder_alive = h->state == KC_THREAD_ALIVE &&
			  ki_thread_alive(&w->threads, h->tid, h->start, &state);
}

static uint64_t age(const struct ki_snapshot *snap, uint64_t since_ns)
{
	return since_ns && snap->at_ns > since_ns ? snap->at_ns - since_ns : 0;
}

static void describe(
	struct walk *w, struct ki_ticket *t, uint32_t index, const struct kc_seg_ticket *row)
{
	memset(t, 0, sizeof *t);
	t->index = index;
	t->gen = KC_TKT_WORD_GEN(row->word);
	t->handle =
		KC_TKT_HANDLE(w->s->header.brand & ((1u << KC_TKT_BRAND_BITS) - 1), t->gen, index);
	t->state = state_of(row->word);
	t->refs_queued = KC_TKT_WORD_QUEUED(row->word);
	t->refs_held = KC_TKT_WORD_HELD(row->word);
	t->bytes = row->len_bytes;
	t->since_ns = coarse_ns(KC_TKT_WHO_TIME(row->who));
	t->age_ns = age(w->snap, t->since_ns);
	t->born_ns = coarse_ns(row->born);
	t->born_age_ns = age(w->snap, t->born_ns);
	t->channel = find_channel(w->snap, row->channel);
	name_holder(w, t, KC_TKT_WHO_HOLDER(row->who));
	t->site = row->site;
	ki_site_text(t->site_text, sizeof t->site_text, &w->s->info, row->site);
}

/* Word, holder, word (PROTOCOLS §5): true when the row stood still between two copies. */
static bool settle(
	struct walk *w, const struct ki_table *t, uint32_t index, struct kc_seg_ticket *row)
{
	uint64_t at = t->offset + (uint64_t)index * t->stride;
	for (int i = 0; i < TRIES && w->rereads < REREADS_MAX; i++) {
		uint64_t word;
		w->rereads++;
		if (ki_read(w->s, row, sizeof *row, at) || ki_read(w->s, &word, sizeof word, at))
			return false;
		if (word == row->word)
			return true;
	}
	return false;
}

static int each_of_chunk(struct walk *w, const struct ki_table *t, uint64_t first, uint64_t count,
	bool twice, int (*fn)(void *, const struct ki_ticket *), void *ctx)
{
	const unsigned char *later = w->rows.buf + KI_CHUNK_BYTES;
	int rc = 0;
	for (uint64_t i = 0; i < count && rc == 0; i++) {
		struct kc_seg_ticket row;
		struct ki_ticket ticket;
		bool torn = false;
		memcpy(&row, w->rows.buf + i * t->stride, sizeof row);
		if (twice && memcmp(&row.word, later + i * t->stride, sizeof row.word) != 0)
			torn = !settle(w, t, (uint32_t)(first + i), &row);
		if (!live_word(row.word))
			continue;
		describe(w, &ticket, (uint32_t)(first + i), &row);
		ticket.torn = torn;
		rc = fn(ctx, &ticket);
	}
	return rc;
}

int ki_tickets_each(ki_source *s, const struct ki_snapshot *snap,
	int (*fn)(void *ctx, const struct ki_ticket *t), void *ctx, struct ki_error *err)
{
	struct walk w = { .s = s, .snap = snap };
	const struct ki_table *t = &s->table[KC_SEC_TICKETS];
	uint64_t step = t->stride ? KI_CHUNK_BYTES / t->stride : 1;
	bool twice = snap->liveness != KI_DEAD && snap->liveness != KI_CLOSED;
	ki_work_begin(s);
	int rc = begin(&w);
	if (rc) {
		end(&w);
		return ki_fail(err, rc, "out of memory");
	}
	for (uint64_t first = 0; first < t->rows && rc == 0; first += step) {
		uint64_t count = t->rows - first < step ? t->rows - first : step;
		uint64_t at = t->offset + first * t->stride;
		rc = ki_read(s, w.rows.buf, count * t->stride, at);
		if (rc == 0 && twice)
			rc = ki_read(s, w.rows.buf + KI_CHUNK_BYTES, count * t->stride, at);
		if (rc) {
			ki_fail(err, rc, "%s: tickets from %llu on could not be read: %s",
				s->info.path, (unsigned long long)first, strerror(-rc));
			break;
		}
		if (each_of_chunk(&w, t, first, count, twice, fn, ctx))
			break;
	}
	end(&w);
	return rc;
}
