#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inspect/build.h"

const struct ki_hist ki_hist_none;

/* Who a histogram belongs to: channel * HISTS + which. */
enum { BLOCK = 0, RESIDENCE = 2, HISTS = 3 };

/* Merged histograms while they are made. Most owners have none, so that an index is kept for each, and room
 * only for those that have. */
struct merged {
	uint32_t *at; /* by owner: place in hist + 1; 0 none */
	struct ki_hist *hist;
	size_t count, room;
};

static struct ki_hist *hist_of(struct merged *m, uint32_t owner)
{
	if (m->at[owner])
		return &m->hist[m->at[owner] - 1];
	if (m->count == m->room) {
		size_t room = m->room ? 2 * m->room : 64;
		struct ki_hist *more = realloc(m->hist, room * sizeof *more);
		if (!more)
			return NULL;
		m->hist = more;
		m->room = room;
	}
	m->at[owner] = (uint32_t)++m->count;
	struct ki_hist *h = &m->hist[m->count - 1];
	memset(h, 0, sizeof *h);
	h->first = KC_HIST_BUCKETS;
	return h;
}

static void merge(struct ki_hist *to, const struct kc_seg_hist *from)
{
	uint32_t first = 0, end = KC_HIST_BUCKETS;
	while (first < end && !from->bucket[first])
		first++;
	while (end > first && !from->bucket[end - 1])
		end--;
	to->count += from->count;
	to->sum_ns += from->sum;
	if (from->max > to->max_ns)
		to->max_ns = from->max;
	for (uint32_t i = first; i < end; i++)
		to->bucket[i] += from->bucket[i];
	if (first == end)
		return;
	to->first = first < to->first ? first : to->first;
	to->end = end > to->end ? end : to->end;
}

/* A dead writer left at most one value between two of its stores; or, if it died while it closed an endpoint, some
 * of that one's values in its channel's buckets, which are counted when all are there. */
static void check(struct ki_build *b, uint32_t row, const struct kc_seg_hist *h)
{
	uint64_t sum = 0;
	b->f.checks_run++;
	if (b->live)
		return;
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++)
		sum += h->bucket[i];
	if (b->moving && sum > h->count)
		return;
	if (sum - h->count + 1 > 2)
		ki_note(&b->f, KI_F_HIST, "histogram %u: %llu values, but %llu in its buckets", row,
			(unsigned long long)h->count, (unsigned long long)sum);
}

/* The rows of a run, each wanted one once. first: of the copy in the buffer. */
static int take_run(struct ki_build *b, struct merged *m, const struct ki_wanted *w, size_t count)
{
	const struct ki_table *t = &b->s->table[KC_SEC_HISTS];
	struct kc_seg_hist room;
	for (size_t i = 0; i < count; i++) {
		uint32_t row = w[i].row;
		if (i && row == w[i - 1].row) {
			if (!b->moving && !b->live)
				ki_note(&b->f, KI_F_HIST,
					"histogram %u belongs to two owners; counted once", row);
			continue;
		}
		const struct kc_seg_hist *h = ki_row_at(
			b->rows.buf + (row - w[0].row) * t->stride, t, &room, sizeof room);
		check(b, row, h);
		if (h->count == 0 && h->max == 0 && h->sum == 0)
			continue;
		struct ki_hist *to = hist_of(m, w[i].owner);
		if (!to)
			return -ENOMEM;
		merge(to, h);
	}
	return 0;
}

static int read_wanted(
	struct ki_build *b, struct merged *m, const struct ki_wanted *w, size_t count)
{
	const struct ki_table *t = &b->s->table[KC_SEC_HISTS];
	size_t end;
	for (size_t i = 0; i < count; i = end) {
		uint32_t row = w[i].row;
		end = i + 1;
		if (row >= t->rows) {
			if (!b->moving)
				ki_note(&b->f, KI_F_HIST, "histogram %u is not there", row);
			continue;
		}
		end = ki_wanted_run(w, count, i, t);
		uint64_t rows = w[end - 1].row - row + UINT64_C(1);
		if (ki_read(b->s, b->rows.buf, rows * t->stride, t->offset + row * t->stride)) {
			ki_note_skipped(
				&b->f, KI_F_READ, "histograms from %u on could not be read", row);
			return 0;
		}
		int rc = take_run(b, m, w + i, end - i);
		if (rc)
			return rc;
	}
	return 0;
}

static void want(struct ki_wanted *w, size_t *count, uint32_t row, uint64_t owner)
{
	if (row != KC_NONE)
		w[(*count)++] = (struct ki_wanted){ row, (uint32_t)owner };
}

static size_t gather(struct ki_build *b, struct ki_wanted *w)
{
	const struct ki_snapshot *snap = b->snap;
	bool block = b->what & KI_WITH_BLOCK, residence = b->what & KI_WITH_RESIDENCE;
	size_t n = 0;
	for (size_t i = 0; i < snap->channel_count; i++) {
		const struct kc_seg_channel *row = &b->chan[i].row;
		if (block)
			want(w, &n, row->past_block[0], HISTS * i + BLOCK);
		if (block)
			want(w, &n, row->past_block[1], HISTS * i + BLOCK + 1);
		if (residence)
			want(w, &n, row->past_residence, HISTS * i + RESIDENCE);
	}
	for (size_t i = 0; i < snap->endpoint_count; i++) {
		const struct ki_endpoint *e = &snap->endpoint[i];
		if (block)
			want(w, &n, e->hist_block, HISTS * (size_t)e->channel + BLOCK + e->side);
		if (residence && e->side == KC_SIDE_RECEIVE)
			want(w, &n, e->hist_residence, HISTS * (size_t)e->channel + RESIDENCE);
	}
	return n;
}

static const struct ki_hist *merged_of(const struct merged *m, size_t owner)
{
	return m->at[owner] ? &m->hist[m->at[owner] - 1] : &ki_hist_none;
}

int ki_hists_read(struct ki_build *b)
{
	struct ki_snapshot *snap = b->snap;
	struct merged m = { .at = calloc(HISTS * snap->channel_count + 1, sizeof *m.at) };
	struct ki_wanted *w =
		malloc((HISTS * snap->channel_count + 2 * snap->endpoint_count + 1) * sizeof *w);
	int rc = m.at && w ? 0 : -ENOMEM;
	if (!rc) {
		size_t count = gather(b, w);
		ki_wanted_sort(w, count);
		rc = read_wanted(b, &m, w, count);
	}
	snap->hist = m.hist;
	for (size_t i = 0; i < snap->channel_count && !rc; i++) {
		struct ki_channel *c = &snap->channel[i];
		c->block[0] = merged_of(&m, HISTS * i + BLOCK);
		c->block[1] = merged_of(&m, HISTS * i + BLOCK + 1);
		c->residence = merged_of(&m, HISTS * i + RESIDENCE);
	}
	free(m.at);
	free(w);
	return rc;
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
	out->first = KC_HIST_BUCKETS;
	if (rc == 0)
		merge(out, &h);
	return rc;
}

/* Counts only grow; where they seem not to, the earlier sample was of something else. */
static uint64_t more(uint64_t later, uint64_t earlier)
{
	return later > earlier ? later - earlier : 0;
}

void ki_hist_quantiles(uint64_t *out, const double *q, unsigned n, const struct ki_hist *h,
	const struct ki_hist *since)
{
	uint32_t end = h->end ? h->end : KC_HIST_BUCKETS, i = h->end ? h->first : 0;
	uint64_t total = 0, seen = 0;
	if (!since)
		since = &ki_hist_none;
	/* The buckets themselves are counted: count may be a store ahead of them. */
	for (uint32_t k = i; k < end; k++)
		total += more(h->bucket[k], since->bucket[k]);
	for (unsigned k = 0; k < n; k++) {
		double wanted = q[k] <= 0 ? 1 : q[k] >= 1 ? (double)total : q[k] * (double)total;
		out[k] = total ? h->max_ns : 0;
		for (; i < end && total; i++) {
			uint64_t here = more(h->bucket[i], since->bucket[i]);
			if (here && (double)(seen + here) >= wanted) {
				uint64_t high =
					i + 1 < KC_HIST_BUCKETS ? kc_hist_high(i) : UINT64_MAX;
				out[k] = high < h->max_ns ? high : h->max_ns;
				break; /* the next quantile may lie in the same bucket */
			}
			seen += here;
		}
	}
}

uint64_t ki_hist_quantile(const struct ki_hist *h, double q)
{
	uint64_t out;
	ki_hist_quantiles(&out, &q, 1, h, NULL);
	return out;
}

void ki_hist_minus(struct ki_hist *out, const struct ki_hist *later, const struct ki_hist *earlier)
{
	out->count = more(later->count, earlier->count);
	out->sum_ns = more(later->sum_ns, earlier->sum_ns);
	out->max_ns = later->max_ns;
	out->first = later->first;
	out->end = later->end;
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++)
		out->bucket[i] = more(later->bucket[i], earlier->bucket[i]);
}
