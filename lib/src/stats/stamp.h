/* stamp.h - send times for the residence histogram, taken only as often as they are cheap
 * (PROTOCOLS §7).
 *
 * A clock read costs more than ten sends, so a sender stamps every 2^k-th element and adapts k until it
 * reads the clock once per 32 to 128 us; in dense traffic (k >= 6) it stamps multiples of 64 only, inside the
 * branch that the fast path has anyway. k = 0 after every wake and block: the first element after a
 * pause is always stamped. One sender, one thread; the receiver reads what was published with the
 * position. */
#ifndef KC_STATS_STAMP_H
#define KC_STATS_STAMP_H

#include "base/atomic.h"
#include "base/clock.h"
#include "segment/layout.h"

enum {
	KC_STAMP_DENSE = 6,
	KC_STAMP_K_MAX = 24,
	KC_STAMP_LOW_NS = 32000,
	KC_STAMP_HIGH_NS = 128000
};

/* How often. */
struct kc_pace {
	uint64_t next;      /* index of the next element to stamp; UINT64_MAX: never */
	uint64_t last;      /* ticks of the newest stamp */
	uint64_t low, high; /* ticks */
	uint32_t k, k_max;
};

KC_ALWAYS_INLINE void kc_pace_init(struct kc_pace *p, const struct kc_timebase *base, uint64_t pos,
	uint64_t capacity, bool off)
{
	p->next = off ? UINT64_MAX : pos;
	p->last = 0;
	p->low = (uint64_t)(((unsigned __int128)KC_STAMP_LOW_NS << 32) / base->ns_per_tick_q32);
	p->high = (uint64_t)(((unsigned __int128)KC_STAMP_HIGH_NS << 32) / base->ns_per_tick_q32);
	p->k = 0;
	/* 2^k <= capacity / 2: a full ring has a stamp or two, so that the age of its oldest element is bounded. */
	p->k_max = 0;
	while (p->k_max < KC_STAMP_K_MAX && (UINT64_C(4) << p->k_max) <= capacity)
		p->k_max++;
}

/* The element at index pos is stamped at now: adapts k and sets next. */
KC_ALWAYS_INLINE void kc_pace_step(struct kc_pace *p, uint64_t pos, uint64_t now)
{
	uint64_t dt = now - p->last;
	p->last = now;
	if (dt < p->low) {
		if (p->k < p->k_max)
			p->k++;
	} else if (dt > p->high) {
		p->k = p->k > 2 ? p->k - 2 : 0;
	}
	p->next = pos + (UINT64_C(1) << p->k);
	if (p->k >= KC_STAMP_DENSE)
		p->next = (p->next + 63) & ~UINT64_C(63);
}

/* After a wake or a block: the next element is stamped. */
KC_ALWAYS_INLINE void kc_pace_restart(struct kc_pace *p, uint64_t pos)
{
	if (p->next == UINT64_MAX)
		return;
	p->k = 0;
	p->next = pos;
}

KC_ALWAYS_INLINE bool kc_pace_dense(const struct kc_pace *p)
{
	return p->k >= KC_STAMP_DENSE || p->next == UINT64_MAX;
}

/* Writes the stamp of element pos into the ring's lane, unless the receiver is a whole lane of stamps
 * behind. *written counts them; the count goes out before the position does. */
KC_ALWAYS_INLINE void kc_lane_put(
	struct kc_seg_ring *r, uint64_t *written, uint64_t pos, uint64_t now)
{
	struct kc_seg_stamp *s = &r->lane[*written % KC_STAMP_LANE];
	if (kc_load_relaxed(&s->pos) > kc_load_acquire(&r->received))
		return;
	kc_store_relaxed(&s->ticks, now);
	kc_store_release(&s->pos, pos + 1); /* S1 -> snapshot.c: ticks before pos */
	kc_store_release(&r->stamps, ++*written);
}

#endif
