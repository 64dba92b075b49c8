#include "chan/snapshot.h"

#include <string.h>

void kc_chan_look(const struct kc_chan *c, struct kc_chan_look *out)
{
	struct kc_domain *d = c->domain;
	memset(out, 0, sizeof *out);
	pthread_mutex_lock(&d->lock);
	out->now_ticks = kc_domain_ticks(d);
	uint32_t past = c->row->past_residence;
	kc_sums_past(&out->sums, c->row,
		past == KC_NONE ? NULL : kc_segment_row(&d->seg, KC_SEC_HISTS, past));
	for (const struct kc_end *e = c->ends; e; e = e->next)
		kc_sums_endpoint(&out->sums, e->row, e->residence_hist, out->now_ticks);
	memcpy(out->open_ends, c->open_ends, sizeof out->open_ends);
	pthread_mutex_unlock(&d->lock);
	/* The counters first: what they say was moved is never more than the positions say. */
	kc_fence_acquire();
	c->flow->look(c, &out->pos, &out->oldest_ticks);
	out->now_ticks = kc_domain_ticks(d);
	out->now_ns = kc_mono_ns();
}
