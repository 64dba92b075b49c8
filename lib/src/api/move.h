/* move.h - the public calls' common frame: checks, one attempt, waiting, counting. */
#ifndef KC_API_MOVE_H
#define KC_API_MOVE_H

#include <errno.h>

#include "chan/block.h"
#include "chan/stream.h"
#include "chan/undelivered.h"

/* Misuse that every call refuses; 0 when the call may go on. */
static inline int kc_refuse(const struct kc_end *e, int64_t timeout_ns)
{
	if (kc_unlikely(e->domain->forked))
		return -EOWNERDEAD;
	return timeout_ns < KC_FOREVER ? -EINVAL : 0;
}

/* attempt's answer, waiting as long as it would block; failures are counted. many, as kc_block; it moves nothing. */
static inline long kc_until_ready(
	struct kc_end *e, kc_attempt attempt, void *arg, bool many, int64_t timeout_ns)
{
	if (kc_unlikely(kc_end_cancelled(e)))
		return kc_end_failed(e, -ECANCELED);
	kc_keep_distance(e, timeout_ns);
	long r = attempt(e, arg);
	if (kc_unlikely(r == 0))
		r = kc_block(e, attempt, arg, many, timeout_ns);
	return kc_likely(r > 0) ? r : kc_end_failed(e, r);
}

/* The same for an attempt that moves elements. */
static inline long kc_until(struct kc_end *e, kc_attempt attempt, void *arg, int64_t timeout_ns)
{
	if (kc_unlikely(kc_end_cancelled(e)))
		return kc_end_failed(e, -ECANCELED);
	kc_keep_distance(e, timeout_ns);
	long r = attempt(e, arg);
	if (kc_unlikely(r == 0))
		r = kc_block_moving(e, attempt, arg, timeout_ns);
	return kc_likely(r > 0) ? r : kc_end_failed(e, r);
}

struct kc_some {
	const void *from;
	void *to;
	size_t n;
	bool dropped; /* by the channel's overflow policy, all of them */
};

static inline long kc_try_put(struct kc_end *e, void *arg)
{
	struct kc_some *s = arg;
	return e->flow->put(e, s->from, s->n);
}

/* A send that does not wait: what it cannot put at once it drops, if that is the channel's policy. */
static inline long kc_try_offer(struct kc_end *e, struct kc_some *s)
{
	long r = kc_try_put(e, s);
	if (kc_unlikely(r == 0) && e->chan->drops) {
		s->dropped = true;
		r = kc_drop_newest(e, s->from, s->n);
	}
	return r;
}

/* A send: waits for what it cannot put at once, if it may. */
static inline long kc_offer(struct kc_end *e, struct kc_some *s, int64_t timeout_ns)
{
	if (kc_unlikely(kc_end_cancelled(e)))
		return kc_end_failed(e, -ECANCELED);
	kc_keep_distance(e, timeout_ns);
	long r = kc_try_offer(e, s);
	if (kc_unlikely(r == 0))
		r = kc_block_moving(e, kc_try_put, s, timeout_ns);
	return kc_likely(r > 0) ? r : kc_end_failed(e, r);
}

static inline long kc_try_get(struct kc_end *e, void *arg)
{
	struct kc_some *s = arg;
	return e->flow->get(e, s->to, s->n);
}

#endif
