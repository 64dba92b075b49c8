/* stream.h - the steps of the SPSC path, inline: what the calls per element, per batch and in place
 * are made of. Everything rare is a call into stream.c. A lane of an MPSC channel is such a ring. */
#ifndef KC_CHAN_STREAM_H
#define KC_CHAN_STREAM_H

#include <errno.h>

#include "chan/block.h"
#include "chan/chan.h"
#include "chan/nap.h"
#include "ring/elem.h"
#include "ring/spsc.h"

/* The endpoint works on this ring from now on. own_side and peer_side are set; the mode and the limit are the
 * caller's. */
void kc_span_stand(struct kc_end *e, struct kc_seg_ring *r, unsigned char *slots);

/* Operations of a flow of spans (flow.h). */
uint64_t kc_spsc_moved(const struct kc_end *e);
long kc_spsc_put(struct kc_end *e, const void *elems, size_t n);
long kc_spsc_get(struct kc_end *e, void *elems, size_t n);
long kc_spsc_head(struct kc_end *e, uint64_t *elem, uint64_t *pos);
long kc_spsc_take(struct kc_end *e, uint64_t pos, uint64_t *elem);
bool kc_spsc_still(const struct kc_end *e, uint64_t pos);
uint64_t kc_spsc_available(struct kc_end *e);
/* One is enough: the rest may wait for a line that is not fought for. */
long kc_spsc_grant(struct kc_end *e, size_t want);
/* Whether n elements fit: room, for a sender. */
long kc_spsc_fits(struct kc_end *e, size_t n);
/* What is left in a ring that nobody uses: pop. */
long kc_spsc_pop(struct kc_seg_ring *r, const unsigned char *slots, void *elem);

/* Stamps the first of n elements from t, for one of them is due. */
void kc_spsc_stamp(struct kc_end *e, uint64_t t, size_t n);
/* Residence times of the stamped elements before `end`; call before they are given back, for then the
 * sender may use the stamps' places again. */
void kc_spsc_take_stamps(struct kc_end *e, uint64_t end);
/* Gives back, looks for elements and for stamps: how many are there; closed does not matter. */
long kc_spsc_look_again(struct kc_end *e);

/* --- own position ----------------------------------------------------------------------------- */

/* A sender publishes up to pos: no slot that the receiver has not given back. */
KC_ALWAYS_INLINE void kc_spsc_publish(struct kc_end *e, uint64_t pos)
{
	KC_INVARIANT(
		"INV-POS-2", pos - kc_load_relaxed(&e->ring->received) <= kc_chan_most(e->chan));
	spsc_tx_publish(&e->span, pos);
}

/* A receiver has taken up to pos: nothing that was not sent. */
KC_ALWAYS_INLINE void kc_spsc_accept(struct kc_end *e, uint64_t pos)
{
	KC_INVARIANT("INV-POS-3", pos <= kc_load_relaxed(&e->ring->sent));
	spsc_rx_take(&e->span, pos);
}

/* --- sending --------------------------------------------------------------------------------- */

/* Slots that could be filled now (0: none), -EPIPE, or what grant says. */
KC_ALWAYS_INLINE long kc_spsc_room(struct kc_end *e, size_t want)
{
	struct kc_span *s = &e->span;
	if (kc_unlikely(kc_chan_is_shut(e->ring)))
		return -EPIPE;
	uint64_t room = spsc_tx_free(s);
	return kc_likely(room >= want) ? (long)room : e->flow->grant(e, want);
}

/* Lines behind a small batch at t are asked for early; for a large one it would only be in the way. */
KC_ALWAYS_INLINE void kc_lines_ahead(
	const struct kc_span *s, uint64_t t, size_t n, uint32_t bytes, uint32_t line)
{
	for (size_t i = 0; i < n; i += line)
		kc_prefetch_write(spsc_slot(s, t + i + 8u * line, bytes));
}

KC_ALWAYS_INLINE void kc_spsc_prefetch(const struct kc_end *e, uint64_t t, size_t n)
{
	if (n > 64)
		return;
	if (kc_likely(e->elem_bytes == 8))
		kc_lines_ahead(&e->span, t, n, 8, 8);
	else
		kc_lines_ahead(&e->span, t, n, e->elem_bytes, e->line_elems);
}

/* Publishes n elements that stand in the slots. */
KC_ALWAYS_INLINE void kc_spsc_sent(struct kc_end *e, size_t n)
{
	struct kc_span *s = &e->span;
	uint64_t t = s->pos;
	if (kc_unlikely(t + n > e->pace.next))
		kc_spsc_stamp(e, t, n);
	kc_spsc_publish(e, t + n);
	kc_end_published(e);
}

/* --- receiving ------------------------------------------------------------------------------- */

/* Elements there now (0: none), or -EPIPE: closed and drained. */
KC_ALWAYS_INLINE long kc_spsc_there(struct kc_end *e)
{
	uint64_t there = spsc_rx_there(&e->span);
	return kc_likely(there) ? (long)there : e->flow->more(e);
}

KC_ALWAYS_INLINE void kc_spsc_taken(struct kc_end *e, size_t n)
{
	struct kc_span *s = &e->span;
	uint64_t h = spsc_rx_pos(s), end = h + n;
	if (kc_unlikely(e->next_stamp < end))
		kc_spsc_take_stamps(e, end);
	kc_spsc_accept(e, end);
	if ((h ^ end) & ~s->every)
		spsc_rx_release(s, end);
	kc_end_published(e);
}

/* --- distance -------------------------------------------------------------------------------- */

/* Before the first attempt of a call that may wait. A receiver of lanes goes to the next one instead. */
KC_ALWAYS_INLINE void kc_keep_distance(struct kc_end *e, int64_t timeout_ns)
{
	if (kc_likely(e->distance.d <= 1) || timeout_ns == 0)
		return;
	bool used_up;
	if (e->flow->claims)
		used_up = (kc_load_relaxed(e->span.cursor) & ~KC_CURSOR_CLOSED) >= e->seen;
	else if (!e->flow->spans)
		used_up = false;
	else
		used_up = e->side == KC_SIDE_SEND ? spsc_tx_free(&e->span) == 0
						  : !e->lane && spsc_rx_there(&e->span) == 0;
	if (used_up)
		kc_stand_back(e);
}

/* --- one element ----------------------------------------------------------------------------- */

/* Elements in 64 bytes, a power of two. */
KC_ALWAYS_INLINE uint32_t kc_line_elems(uint32_t bytes)
{
	uint32_t n = 1;
	while (2 * n * bytes <= 64)
		n *= 2;
	return n;
}

/* The fast path of a library call on an SPSC ring, the same steps as KC_TYPED's inline code: when
 * granted says so, put and get move one element and answer 0. bytes: e->elem_bytes, or the constant it is
 * known to be; line: kc_line_elems(bytes). */
KC_ALWAYS_INLINE bool kc_put_granted(const struct kc_end *e)
{
	return kc_likely(e->span.pos < kc_load_relaxed(&e->span.limit));
}

KC_ALWAYS_INLINE int kc_put_fast(struct kc_end *e, const void *elem, uint32_t bytes, uint32_t line)
{
	struct kc_span *s = &e->span;
	uint64_t t = s->pos;
	if ((t & (uint64_t)(line - 1)) == 0)
		kc_prefetch_write(spsc_slot(s, t + 8u * line, bytes));
	kc_elem_copy(spsc_slot(s, t, bytes), elem, bytes);
	KC_INVARIANT("FENCE-MODE", e->mode.now == KC_MODE_FAST && kc_mode_is_said(&e->mode));
	kc_spsc_publish(e, t + 1);
	KC_POINT("put.published");
	kc_barrier();
	/* A tail call: the fast path then needs no stack frame. */
	return kc_unlikely(kc_load_relaxed(s->attention)) ? kc_end_woke_peer(e) : 0;
}

KC_ALWAYS_INLINE bool kc_get_granted(const struct kc_end *e, uint64_t h)
{
	return kc_likely(h < e->span.limit);
}

/* h: spsc_rx_pos, read once. */
KC_ALWAYS_INLINE int kc_get_fast(
	struct kc_end *e, uint64_t h, void *elem, uint32_t bytes, uint32_t line)
{
	struct kc_span *s = &e->span;
	if ((h & s->every) == 0) {
		spsc_rx_release(s, h);
		kc_span_fetch(s, h, s->every + 1, bytes, line);
	}
	kc_elem_copy(elem, spsc_slot(s, h, bytes), bytes);
	KC_INVARIANT("FENCE-MODE", e->mode.now == KC_MODE_FAST && kc_mode_is_said(&e->mode));
	kc_spsc_accept(e, h + 1);
	KC_POINT("get.took");
	kc_barrier();
	return kc_unlikely(kc_load_relaxed(s->attention)) ? kc_end_woke_peer(e) : 0;
}

#endif
