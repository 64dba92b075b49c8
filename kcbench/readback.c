#include "readback.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char *kb_conservation_word(enum kb_conservation c)
{
	switch (c) {
	case KB_CONSERVED:
		return "good";
	case KB_CONSERVATION_BROKEN:
		return "broken";
	case KB_CONSERVATION_UNKNOWN:
		return "unknown";
	}
	return "";
}

static int snapshot(ki_source **s, struct ki_snapshot **snap, const kc_domain *d, unsigned what)
{
	struct ki_error err = { 0 };
	int rc = ki_open(s, kc_domain_segment_path(d), &err);
	if (rc == 0) {
		rc = ki_snapshot_take(snap, *s, what, &err);
		if (rc)
			ki_close(*s);
	}
	if (rc)
		fprintf(stderr, "kcbench: cannot read its own segment back: %s\n", err.text);
	return rc;
}

static void add_hist(struct ki_hist *sum, const struct ki_hist *h)
{
	sum->count += h->count;
	sum->sum_ns += h->sum_ns;
	sum->max_ns = h->max_ns > sum->max_ns ? h->max_ns : sum->max_ns;
	for (size_t i = 0; i < KC_HIST_BUCKETS; i++)
		sum->bucket[i] += h->bucket[i];
}

static void add_channel(struct kb_seen *sum, const struct ki_channel *c)
{
	uint64_t dropped_oldest = c->total[KC_SIDE_SEND].dropped_oldest;
	sum->sent += c->sent;
	sum->received += c->received;
	sum->depth += c->depth;
	sum->dropped_newest += c->total[KC_SIDE_SEND].dropped_newest;
	sum->dropped_oldest += dropped_oldest;
	sum->even = sum->even && c->sent == c->received + dropped_oldest && c->depth == 0;
	add_hist(&sum->residence, c->residence);
}

int kb_readback_channel(struct kb_seen *out, const kc_domain *d, const char *channel)
{
	ki_source *s;
	struct ki_snapshot *snap;
	int rc = snapshot(&s, &snap, d, KI_WITH_RESIDENCE);
	if (rc)
		return rc;
	*out = (struct kb_seen){ .even = true };
	rc = -ENOENT;
	for (size_t i = 0; i < snap->channel_count && rc; i++) {
		if (strcmp(snap->channel[i].name, channel) != 0)
			continue;
		add_channel(out, &snap->channel[i]);
		rc = 0;
	}
	if (rc)
		fprintf(stderr, "kcbench: its own channel '%s' is not in the segment\n", channel);
	ki_snapshot_free(snap);
	ki_close(s);
	return rc;
}

int kb_readback_channels(struct kb_seen *out, const kc_domain *d, unsigned n)
{
	ki_source *s;
	struct ki_snapshot *snap;
	int rc = snapshot(&s, &snap, d, KI_WITH_RESIDENCE);
	if (rc)
		return rc;
	*out = (struct kb_seen){ .even = true };
	for (size_t i = 0; i < snap->channel_count; i++)
		add_channel(out, &snap->channel[i]);
	if (snap->channel_count != n) {
		fprintf(stderr, "kcbench: its segment has %zu channels instead of its own %u\n",
			snap->channel_count, n);
		rc = -ENOENT;
	}
	ki_snapshot_free(snap);
	ki_close(s);
	return rc;
}

int kb_readback_tickets(uint64_t *live, const kc_domain *d)
{
	ki_source *s;
	struct ki_snapshot *snap;
	int rc = snapshot(&s, &snap, d, KI_WITH_TICKETS);
	if (rc)
		return rc;
	*live = snap->tickets.live;
	ki_snapshot_free(snap);
	ki_close(s);
	return 0;
}

void kb_service_make(struct kb_service *out, const struct ki_hist *h)
{
	out->hist = *h;
	/* Read while it was being written, a histogram's count may be ahead of its buckets. */
	out->hist.count = 0;
	for (size_t i = 0; i < KC_HIST_BUCKETS; i++)
		out->hist.count += h->bucket[i];
	out->count = out->hist.count;
	out->p50_ns = ki_hist_quantile(&out->hist, 0.5);
	out->p90_ns = ki_hist_quantile(&out->hist, 0.9);
	out->p99_ns = ki_hist_quantile(&out->hist, 0.99);
	out->p999_ns = ki_hist_quantile(&out->hist, 0.999);
	out->max_ns = h->max_ns;
}
