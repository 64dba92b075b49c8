/* spsc.h - the single-producer single-consumer ring (PROTOCOLS §3 "SPSC / lane").
 *
 * L. Lamport's ring (1977) with each side's cached copy of the other's position (as in FastForward and
 * MCRingBuffer, P. Lee et al. 2009) and a receiver position that is released lazily, a line at a
 * time. The positions live in the segment and are the counters. A ring never sleeps: these functions
 * say what fits or what is there; waiting is the channel's.
 *
 *                 put/reserve/commit   get/peek/release      progress: wait-free
 *   put ... (tx)          X                   -              X: caller excludes
 *   get ... (rx)          -                   X
 *
 * Edges (docs/TESTING.md names the tests):
 *   S1 sent: release in publish -> acquire in spsc_rx_look: element before position.
 *   S2 received: release in take -> acquire in spsc_tx_room: the slot was read before it is reused.
 *   S3 released: release -> acquire, as S2, later. */
#ifndef KC_RING_SPSC_H
#define KC_RING_SPSC_H

#include "base/atomic.h"
#include "base/check.h"
#include "segment/layout.h"
#include <kc/typed.h>

/* Free slots by what was last seen. */
KC_ALWAYS_INLINE uint64_t spsc_tx_free(const struct kc_span *s)
{
	return s->mask + 1 - (s->pos - s->seen);
}

/* Looks again: first at the lazy position, then, if that says there is less room than wanted, at the exact
 * one (INV-POS-2: laziness is never the reason for "full"). */
KC_ALWAYS_INLINE uint64_t spsc_tx_look(struct kc_span *s, struct kc_seg_ring *r, uint64_t want)
{
	uint64_t capacity = s->mask + 1;
	uint64_t seen = kc_load_acquire(&r->released); /* S3 */
	/* The lazy position may stand behind an exact one that was read before. */
	if (s->pos - seen > capacity - want)
		seen = kc_load_acquire(&r->received); /* S2 */
	KC_INVARIANT("INV-POS-2", s->pos - seen <= capacity);
	s->seen = seen;
	return spsc_tx_free(s);
}

KC_ALWAYS_INLINE unsigned char *spsc_slot(
	const struct kc_span *s, uint64_t pos, uint32_t elem_bytes)
{
	return s->slots + (pos & s->mask) * elem_bytes;
}

/* Contiguous slots from pos to the end of the storage. */
KC_ALWAYS_INLINE uint64_t spsc_contiguous(const struct kc_span *s, uint64_t pos)
{
	return s->mask + 1 - (pos & s->mask);
}

/* The barrier and the look for sleepers that must follow are the channel's (INV-WAKE-1). */
KC_ALWAYS_INLINE void spsc_tx_publish(struct kc_span *s, uint64_t pos)
{
	KC_INVARIANT("INV-POS-1", pos >= s->pos);
	KC_INVARIANT("INV-POS-5", kc_load_relaxed(s->cursor) == s->pos);
	kc_store_release(s->cursor, pos); /* S1 */
	s->pos = pos;
}

KC_ALWAYS_INLINE uint64_t spsc_rx_pos(const struct kc_span *s)
{
	return kc_load_relaxed(s->cursor); /* own position: no order needed */
}

/* Elements there by what was last seen. */
KC_ALWAYS_INLINE uint64_t spsc_rx_there(const struct kc_span *s)
{
	return s->seen - spsc_rx_pos(s);
}

KC_ALWAYS_INLINE void spsc_rx_release(struct kc_span *s, uint64_t pos)
{
	KC_INVARIANT("INV-POS-1", pos >= kc_load_relaxed(s->released));
	KC_INVARIANT("INV-POS-2", pos <= kc_load_relaxed(s->cursor));
	kc_store_release(s->released, pos); /* S3 */
}

/* Looks again, after giving back what was taken so far (INV-POS-2: before it sleeps or answers
 * -EAGAIN the lazy position is exact). */
KC_ALWAYS_INLINE uint64_t spsc_rx_look(struct kc_span *s, struct kc_seg_ring *r)
{
	uint64_t h = spsc_rx_pos(s);
	if (kc_load_relaxed(&r->released) != h)
		spsc_rx_release(s, h);
	s->seen = kc_load_acquire(&r->sent); /* S1 */
	return s->seen - h;
}

KC_ALWAYS_INLINE void spsc_rx_take(struct kc_span *s, uint64_t pos)
{
	KC_INVARIANT("INV-POS-1", pos >= kc_load_relaxed(s->cursor));
	kc_store_release(s->cursor, pos); /* S2 */
}

#endif
