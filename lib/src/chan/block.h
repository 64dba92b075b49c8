/* block.h - what surrounds an operation that may wait: looking for sleepers after a publication,
 * spinning and sleeping until an attempt succeeds, and counting what did not (PROTOCOLS §2). */
#ifndef KC_CHAN_BLOCK_H
#define KC_CHAN_BLOCK_H

#include "base/point.h"
#include "chan/chan.h"
#include "chan/steps.h"

/* One try of an operation: > 0 done, 0 would block, -errno failed. */
typedef long (*kc_attempt)(struct kc_end *e, void *arg);

/* After a first attempt answered 0: tries again until it answers something else or the time is up.
 * many: the attempt needs more than one element or slot. timeout_ns 0 is -EAGAIN at once. */
long kc_block(struct kc_end *e, kc_attempt attempt, void *arg, bool many, int64_t timeout_ns);
/* The same for an attempt that moves elements, in the flow's own way if it has one. */
long kc_block_moving(struct kc_end *e, kc_attempt attempt, void *arg, int64_t timeout_ns);

/* Whether somebody who waits on this endpoint's side would find something to do: elements or room, or the end
 * of the stream. */
bool kc_end_is_ready(struct kc_end *e);

/* Announced and fenced: pays for a peer that does not fence. */
KC_ALWAYS_INLINE void kc_end_meet(struct kc_end *e)
{
	if (e->flow->meets_fast(e))
		kc_membarrier();
	kc_step_met(e);
}

/* Counts and records a failure; returns rc. -EAGAIN arms the endpoint's eventfd, if it has one. */
int kc_end_failed(struct kc_end *e, long rc);

/* A system call has woken n on the other side: counted and recorded. */
void kc_end_count_wake(struct kc_end *e, uint32_t n);

/* Somebody on the other side has announced itself: wakes up to n. */
void kc_end_wake_peer(struct kc_end *e, uint32_t n);

/* kc_end_wake_peer for one; 0. */
int kc_end_woke_peer(struct kc_end *e);

/* Whether a call would do something at once: also a send into a full channel that drops. */
KC_ALWAYS_INLINE bool kc_end_may_act(struct kc_end *e)
{
	return (e->side == KC_SIDE_SEND && e->chan->drops) || kc_end_is_ready(e);
}

/* FENCED for long enough without a sleeper: one more look, then the fast path may be inlined. */
void kc_end_gone_fast(struct kc_end *e);

/* Flows of spans, after every store of `sent` or `received`: the publisher's barrier and look. */
KC_ALWAYS_INLINE void kc_end_published(struct kc_end *e)
{
	KC_INVARIANT("FENCE-MODE", kc_mode_is_said(&e->mode));
	if (kc_unlikely(e->mode.now == KC_MODE_FENCED)) {
		KC_POINT("publish.stored");
		kc_fence_full();
		if (e->mode.hints)
			kc_hint_some(e->mode.hints, e->mode.bit);
		KC_POINT("publish.fenced");
		if (kc_load_relaxed(e->span.attention))
			kc_end_wake_peer(e, 1);
		else if (kc_mode_count(&e->mode))
			kc_end_gone_fast(e);
		return;
	}
	KC_POINT("publish.fast");
	kc_barrier();
	if (kc_unlikely(kc_load_relaxed(e->span.attention)))
		kc_end_wake_peer(e, 1);
}

/* MPMC, after publishing n slots: the claim's locked instruction comes too early to serve. */
KC_ALWAYS_INLINE void kc_end_published_shared(struct kc_end *e, uint32_t n)
{
	KC_INVARIANT("FENCE-MODE", kc_mode_is_said(&e->mode));
	if (kc_unlikely(e->mode.now == KC_MODE_FENCED)) {
		KC_POINT("shared.stored");
		kc_fence_full();
		KC_POINT("shared.fenced");
		if (kc_load_relaxed(e->span.attention))
			kc_end_wake_peer(e, n);
		else
			(void)kc_mode_count(&e->mode);
		return;
	}
	KC_POINT("shared.fast");
	kc_barrier();
	if (kc_unlikely(kc_load_relaxed(e->span.attention))) {
		KC_POINT("shared.fast_seen");
		/* Whether enough were woken already is only known of those who see what was published. */
		kc_fence_full();
		kc_end_wake_peer(e, n);
	}
}

#endif
