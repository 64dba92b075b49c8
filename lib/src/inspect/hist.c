#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inspect/build.h"

/* Who wants which row of the histogram table. */
struct want {
	uint32_t row;
	struct ki_hist *to;
};
struct wants {
	struct want *item;
	size_t count;
};

static void want(struct wants *w, uint32_t row, struct ki_hist *to)
{
	if (row != KC_NONE)
		w->item[w->count++] = (struct want){ row, to };
}

static int by_row(const void *a, const void *b)
{
	const struct want *x = a, *y = b;
	return (x->row > y->row) - (x->row < y->row);
}

static void merge(struct ki_hist *to, const struct kc_seg_hist *from)
{
	to->count += from->count;
	to->sum_ns += from->sum;
	if (from->max > to->max_ns)
		to->max_ns = from->max;
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++)
		to->bucket[i] += from->bucket[i];
}

/* A dead writer left at most one value between two of its stores. */
static void check(struct ki_build *b, uint32_t row, const struct kc_seg_hist *h)
{
	uint64_t sum = 0;
	b->f.checks_run++;
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++)
		sum += h->bucket[i];
	if (!b->live && sum - h->count + 1 > 2)
		ki_note(&b->f, KI_F_HIST, "histogram %u: %llu values, but %llu in its buckets", row,
			(unsigned long long)h->count, (unsigned long long)sum);
}

/* Reads each wanted row once, neighbours together. */
static void read_wanted(struct ki_build *b, const struct wants *w)
{
	const struct ki_table *t = &b->s->table[KC_SEC_HISTS];
	uint64_t span = t->stride ? KI_CHUNK_BYTES / t->stride : 0, first = 0, have = 0;
	for (size_t i = 0; i < w->count; i++) {
		uint32_t row = w->item[i].row;
		if (i && row == w->item[i - 1].row) {
			if (!b->moving && !b->live)
				ki_note(&b->f, KI_F_HIST,
					"histogram %u belongs to two owners; counted once", row);
			continue;
		}
		if (row >= t->rows) {
			if (!b->moving)
				ki_note(&b->f, KI_F_HIST, "histogram %u is not there", row);
			continue;
		}
		if (row >= first + have) {
			/* As far as the next wanted rows stand close enough to be worth one read. */
			size_t k = i;
			while (k + 1 < w->count && w->item[k + 1].row - row < span &&
				w->item[k + 1].row < t->rows &&
				w->item[k + 1].row - w->item[k].row <= 4)
				k++;
			first = row;
			have = w->item[k].row - row + 1;
			if (ki_read(b->s, b->rows.buf, have * t->stride,
				    t->offset + first * t->stride)) {
				ki_note_skipped(&b->f, KI_F_READ,
					"histograms from %u on could not be read", row);
				return;
			}
		}
		struct kc_seg_hist h;
		memcpy(&h, b->rows.buf + (row - first) * t->stride, sizeof h);
		check(b, row, &h);
		merge(w->item[i].to, &h);
	}
}

int ki_hists_read(struct ki_build *b)
{
	struct ki_snapshot *snap = b->snap;
	struct wants w = { .item = calloc(3 * snap->channel_count + 2 * snap->endpoint_count + 1,
				   sizeof *w.item) };
	if (!w.item)
		return -ENOMEM;
	for (size_t i = 0; i < snap->channel_count; i++) {
		struct ki_channel *c = &snap->channel[i];
		want(&w, b->chan[i].row.past_block[0], &c->block[0]);
		want(&w, b->chan[i].row.past_block[1], &c->block[1]);
		want(&w, b->chan[i].row.past_residence, &c->residence);
	}
	for (size_t i = 0; i < snap->endpoint_count; i++) {
		const struct ki_endpoint *e = &snap->endpoint[i];
		struct ki_channel *c = &snap->channel[e->channel];
		want(&w, e->hist_block, &c->block[e->side]);
		if (e->side == KC_SIDE_RECEIVE)
			want(&w, e->hist_residence, &c->residence);
	}
	qsort(w.item, w.count, sizeof *w.item, by_row);
	read_wanted(b, &w);
	free(w.item);
	return 0;
}

int ki_hist_read(ki_source *s, uint32_t row, struct ki_hist *out)
{
	const struct ki_table *t = &s->table[KC_SEC_HISTS];
	struct kc_seg_hist h;
	memset(out, 0, sizeof *out);
	if (row >= t->rows)
		return -ENOENT;
	ki_work_begin(s);
	int rc = ki_read(s, &h, sizeof h, t->offset + (uint64_t)row * t->stride);
	if (rc == 0)
		merge(out, &h);
	return rc;
}

uint64_t ki_hist_quantile(const struct ki_hist *h, double q)
{
	uint64_t total = 0, seen = 0;
	/* The buckets themselves are counted: count may be a store ahead of them. */
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++)
		total += h->bucket[i];
	if (total == 0)
		return 0;
	double wanted = q <= 0 ? 1 : q >= 1 ? (double)total : q * (double)total;
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++) {
		seen += h->bucket[i];
		if (h->bucket[i] && (double)seen >= wanted) {
			uint64_t high = i + 1 < KC_HIST_BUCKETS ? kc_hist_high(i) : UINT64_MAX;
			return high < h->max_ns ? high : h->max_ns;
		}
	}
	return h->max_ns;
}

void ki_hist_minus(struct ki_hist *out, const struct ki_hist *later, const struct ki_hist *earlier)
{
	/* Counts only grow; where they seem not to, the earlier sample was of something else. */
#define MINUS(field) out->field = later->field > earlier->field ? later->field - earlier->field : 0
	MINUS(count);
	MINUS(sum_ns);
	out->max_ns = later->max_ns;
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++)
		MINUS(bucket[i]);
#undef MINUS
}
