/* recorder.h - the flight recorder: the last events of an endpoint, kept in the segment so that they
 * outlive the process. Written on slow paths only, by the endpoint's thread. */
#ifndef KC_STATS_RECORDER_H
#define KC_STATS_RECORDER_H

#include "base/atomic.h"
#include "segment/layout.h"

/* r may be NULL (KC_NO_STATS). */
static inline void kc_record(struct kc_seg_recorder *r, enum kc_seg_event_type type, uint64_t pos,
	uint64_t arg, uint64_t ticks)
{
	if (!r)
		return;
	uint64_t n = r->head;
	struct kc_seg_event *e = &r->event[n % KC_RECORDER_EVENTS];
	/* A reader takes an entry whose seq is its number + 1 before and after the copy. */
	kc_store_relaxed(&e->seq, 0u);
	kc_fence_release();
	kc_store_relaxed(&e->ticks, ticks);
	kc_store_relaxed(&e->pos, pos);
	kc_store_relaxed(&e->arg, arg);
	kc_store_relaxed(&e->type, (uint32_t)type);
	kc_store_release(&e->seq, (uint32_t)(n + 1));
	kc_store_release(&r->head, n + 1);
}

#endif
