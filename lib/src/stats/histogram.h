/* histogram.h - adding to a histogram in the segment: one writer, plain stores. */
#ifndef KC_STATS_HISTOGRAM_H
#define KC_STATS_HISTOGRAM_H

#include "base/atomic.h"
#include "segment/layout.h"

KC_ALWAYS_INLINE void kc_hist_add(struct kc_seg_hist *h, uint64_t ns)
{
	if (!h)
		return;
	uint64_t *b = &h->bucket[kc_hist_bucket(ns)];
	kc_store_relaxed(b, *b + 1);
	kc_store_relaxed(&h->sum, h->sum + ns);
	if (ns > h->max)
		kc_store_relaxed(&h->max, ns);
	kc_store_relaxed(&h->count, h->count + 1);
}

/* A closed endpoint's into its channel's, or an open one's into a snapshot's; the caller serialises writers
 * of into, that of from may go on. */
static inline void kc_hist_merge(struct kc_seg_hist *into, const struct kc_seg_hist *from)
{
	for (unsigned i = 0; i < KC_HIST_BUCKETS; i++) {
		uint64_t n = kc_load_relaxed(&from->bucket[i]);
		if (n)
			kc_store_relaxed(&into->bucket[i], into->bucket[i] + n);
	}
	kc_store_relaxed(&into->sum, into->sum + kc_load_relaxed(&from->sum));
	uint64_t max = kc_load_relaxed(&from->max);
	if (max > into->max)
		kc_store_relaxed(&into->max, max);
	kc_store_relaxed(&into->count, into->count + kc_load_relaxed(&from->count));
}

#endif
