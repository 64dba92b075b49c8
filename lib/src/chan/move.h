/* move.h - moving elements between the caller and a ring: one attempt each, for kc_block to repeat.
 *
 * All: > 0 how many were moved, 0 would block, -EPIPE. They publish, stamp, count and look for
 * sleepers; they never wait. */
#ifndef KC_CHAN_MOVE_H
#define KC_CHAN_MOVE_H

#include "chan/block.h"
#include "chan/chan.h"
#include "ring/elem.h"
#include "ring/spsc.h"

long kc_put(struct kc_end *e, const void *elems, size_t n);
long kc_get(struct kc_end *e, void *elems, size_t n);

/* SPSC: how many slots could be filled or read in place now (0: none, -EPIPE: closed and, for a
 * receiver, drained), and their end. pos advances by n; n >= 1. */
long kc_spsc_room(struct kc_end *e, size_t want);
long kc_spsc_there(struct kc_end *e);
/* As kc_spsc_there, but never content with what was seen before; 0 also when closed. */
long kc_spsc_look_again(struct kc_end *e);
/* Asks early for the lines behind a small batch at t. */
void kc_spsc_prefetch(const struct kc_end *e, uint64_t t, size_t n);
void kc_spsc_sent(struct kc_end *e, size_t n);
void kc_spsc_taken(struct kc_end *e, size_t n);

/* The element at the head as 8 bytes, not taken: 1, 0 or -EPIPE; and its taking: 1, or 0 when
 * another receiver was faster. Ticket-carrying channels. */
long kc_head_look(struct kc_end *e, uint64_t *elem, uint64_t *pos);
long kc_head_take(struct kc_end *e, uint64_t pos, uint64_t *elem);
/* Whether the element that was looked at is still the head. */
bool kc_head_still(const struct kc_end *e, uint64_t pos);

/* The fast path of a library call on an SPSC ring of plain elements: false when anything at all is
 * special. The same steps as KC_TYPED's inline code. */
KC_ALWAYS_INLINE bool kc_put_fast(struct kc_end *e, const void *elem)
{
	struct kc_span *s = &e->span;
	uint64_t t = s->pos;
	if (kc_unlikely(s->elem_bytes == 0 || t - s->seen > s->mask))
		return false;
	if ((t & kc_load_relaxed(&s->every)) == 0) {
		if (kc_unlikely(t >= kc_load_relaxed(&s->due)))
			return false;
		kc_prefetch_write(spsc_slot(s, t + 8u * e->line_elems, s->elem_bytes));
	}
	kc_elem_copy(spsc_slot(s, t, s->elem_bytes), elem, s->elem_bytes);
	spsc_tx_publish(s, t + 1);
	kc_barrier();
	if (kc_unlikely(kc_load_relaxed(s->attention)))
		kc_end_wake_peer(e, 1);
	return true;
}

KC_ALWAYS_INLINE bool kc_get_fast(struct kc_end *e, void *elem)
{
	struct kc_span *s = &e->span;
	uint64_t h = spsc_rx_pos(s);
	if (kc_unlikely(s->elem_bytes == 0 || h == s->seen))
		return false;
	if ((h & kc_load_relaxed(&s->every)) == 0) {
		if (kc_unlikely(h >= kc_load_relaxed(&s->due)))
			return false;
		spsc_rx_release(s, h);
	}
	kc_elem_copy(elem, spsc_slot(s, h, s->elem_bytes), s->elem_bytes);
	spsc_rx_take(s, h + 1);
	kc_barrier();
	if (kc_unlikely(kc_load_relaxed(s->attention)))
		kc_end_wake_peer(e, 1);
	return true;
}

#endif
