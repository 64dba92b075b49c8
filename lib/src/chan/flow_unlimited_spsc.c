/* flow_unlimited_spsc.c - unlimited, one sender and one receiver: each side's span stands on a chunk, and inside it
 * everything is as on the ring of ring/spsc.h.
 *
 * The sender's `seen` is put where the span then grants what lies before the chunk's end and the limit. It links the
 * next chunk before it publishes the first element in it; the receiver, come to its chunk's end, follows the link
 * and gives the old chunk back. The sender stands on the last chunk always, so it never holds one that was given
 * back. Models: chunks. */
#include <errno.h>
#include <string.h>

#include "chan/flow.h"
#include "chan/stream.h"
#include "chan/unlimited.h"

/* --- channel --------------------------------------------------------------------------------- */

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	return kc_unlimited_make(c, o, KC_RING_UNLIMITED_SPSC, c->elem_bytes, false);
}

static void shut(struct kc_chan *c)
{
	kc_store_release(&c->ring->closed, 1u);
}

static long pop(struct kc_chan *c, void *elem)
{
	struct kc_seg_ring *r = c->ring;
	struct kc_chunk_at *at = &c->u_at;
	uint64_t h = kc_load_relaxed(&r->received);
	if (h == kc_load_acquire(&r->sent))
		return 0;
	(void)kc_chain_enter(&c->u.chain, r->first_chunk, at);
	if (h == kc_chunk_end(&c->u.chain, at))
		(void)kc_chain_step(&c->u.chain, at);
	memcpy(elem, at->slots + (h & c->u.chain.mask) * c->elem_bytes, c->elem_bytes);
	kc_store_release(&r->received, h + 1);
	return 1;
}

static void look(const struct kc_chan *c, struct kc_positions *pos, uint64_t *oldest_ticks)
{
	*oldest_ticks = kc_oldest_stamp(c->ring, c->domain->arena.base);
	*pos = kc_positions_of(c->ring);
}

/* --- endpoint -------------------------------------------------------------------------------- */

/* The span goes on in the chunk of the place. */
static void stand(struct kc_end *e)
{
	e->span.slots = e->at.slots;
}

static int open_end(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	bool send = e->side == KC_SIDE_SEND;
	e->own_side = &c->row->side[e->side];
	e->peer_side = &c->row->side[!e->side];
	e->row->ring = c->ring_index;
	(void)kc_chain_enter(&c->u.chain,
		kc_load_acquire(send ? &c->ring->last_chunk : &c->ring->first_chunk), &e->at);
	kc_span_stand(e, c->ring, e->at.slots);
	e->row->start_pos = kc_load_relaxed(e->span.cursor);
	kc_mode_init(&e->mode, send ? &c->ring->tx_mode : &c->ring->rx_mode);
	return 0;
}

static void close_end(struct kc_end *e)
{
	if (e->side == KC_SIDE_RECEIVE)
		kc_store_release(&e->ring->released, kc_load_relaxed(e->span.cursor));
}

/* --- attempts -------------------------------------------------------------------------------- */

static uint64_t end_of(const struct kc_end *e)
{
	return kc_chunk_end(&e->chan->u.chain, &e->at);
}

/* First position that the limit forbids (INV-POS-2: by the exact position, if by the lazy one fewer than wanted fit). */
static uint64_t limit_pos(const struct kc_end *e, uint64_t want)
{
	const struct kc_seg_ring *r = e->ring;
	uint64_t t = e->span.pos, most = e->chan->most;
	if (most == UINT64_MAX)
		return UINT64_MAX;
	uint64_t seen = kc_load_acquire(&r->released); /* S3 */
	if (want > most)
		want = most;
	if (t + want - seen > most)
		seen = kc_load_acquire(&r->received); /* S2 */
	return seen + most;
}

static long grant(struct kc_end *e, size_t want)
{
	const struct kc_chain *chain = &e->chan->u.chain;
	struct kc_span *s = &e->span;
	uint64_t limit = limit_pos(e, want), t = s->pos;
	if (limit <= t)
		return 0;
	if (t == end_of(e)) {
		int rc = kc_chain_link(chain, &e->at);
		if (rc < 0)
			return rc;
		stand(e);
	}
	s->seen = (end_of(e) < limit ? end_of(e) : limit) - chain->mask - 1;
	return (long)spsc_tx_free(s);
}

/* What is there in the chunk; the next one, if it has come to the end of its own. */
static uint64_t look_again(struct kc_end *e)
{
	struct kc_span *s = &e->span;
	if (spsc_rx_pos(s) == end_of(e) && kc_chain_step(&e->chan->u.chain, &e->at))
		stand(e);
	(void)kc_spsc_look_again(e);
	if (s->seen > end_of(e))
		s->seen = end_of(e);
	return spsc_rx_there(s);
}

static long more(struct kc_end *e)
{
	uint64_t there = look_again(e);
	if (there == 0 && kc_chan_is_shut(e->ring)) {
		/* INV-CLOSE-1: what was sent before the close is delivered. */
		there = look_again(e);
		if (there == 0)
			return -EPIPE;
	}
	return (long)there;
}

static long put(struct kc_end *e, const void *elems, size_t n)
{
	const unsigned char *from = elems;
	long k = kc_spsc_put(e, from, n), done = k;
	while (k > 0 && (size_t)done < n) {
		k = kc_spsc_put(e, from + (size_t)done * e->elem_bytes, n - (size_t)done);
		if (k > 0)
			done += k;
	}
	return done;
}

static long get(struct kc_end *e, void *elems, size_t n)
{
	unsigned char *to = elems;
	long k = kc_spsc_get(e, to, n), done = k;
	while (k > 0 && (size_t)done < n && spsc_rx_pos(&e->span) == end_of(e)) {
		k = kc_spsc_get(e, to + (size_t)done * e->elem_bytes, n - (size_t)done);
		if (k > 0)
			done += k;
	}
	return done;
}

static long room(struct kc_end *e, size_t n)
{
	if (kc_chan_is_shut(e->ring))
		return -EPIPE;
	uint64_t limit = limit_pos(e, n);
	if (limit != UINT64_MAX && limit - e->span.pos < n)
		return 0;
	/* The next reserve is granted: the chunk is there. */
	long k = kc_spsc_room(e, n);
	return k > 0 ? 1 : k;
}

static long there(struct kc_end *e, size_t n)
{
	long k = kc_spsc_there(e);
	if (k <= 0)
		return k;
	/* Before the position: what was sent before the close counts (INV-CLOSE-1). */
	bool shut = kc_chan_is_shut(e->ring);
	return shut || kc_load_acquire(&e->ring->sent) - spsc_rx_pos(&e->span) >= n;
}

static uint64_t available(struct kc_end *e)
{
	if (e->side == KC_SIDE_SEND)
		return limit_pos(e, 1) - e->span.pos;
	long k = kc_spsc_there(e);
	return k > 0 ? (uint64_t)k : 0;
}

static bool meets_fast(struct kc_end *e)
{
	return kc_mode_is_fast(e->side == KC_SIDE_SEND ? &e->ring->rx_mode : &e->ring->tx_mode);
}

const struct kc_flow kc_flow_unlimited_spsc = {
	.spans = true,
	.in_place = true,
	.alone = { true, true },
	.make = make,
	.unmake = kc_unlimited_unmake,
	.shut = shut,
	.pop = pop,
	.look = look,
	.open = open_end,
	.close = close_end,
	.moved = kc_spsc_moved,
	.put = put,
	.get = get,
	.head = kc_spsc_head,
	.take = kc_spsc_take,
	.still = kc_spsc_still,
	.room = room,
	.there = there,
	.grant = grant,
	.more = more,
	.available = available,
	.meets_fast = meets_fast,
};
