/* flow_unlimited_mpmc.c - unlimited, any number of senders and any number of receivers or one: the queue of
 * ring/unlimited.h. A batch goes on in the next chunk. */
#include <errno.h>

#include "chan/block.h"
#include "chan/flow.h"
#include "chan/unlimited.h"
#include "stats/histogram.h"

enum { PADDED_SLOT = 64 };

/* --- channel --------------------------------------------------------------------------------- */

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	uint32_t bytes = (uint32_t)KC_ALIGN_UP(sizeof(struct kc_seg_slot) + c->elem_bytes, 8);
	if (o->flags & KC_PADDED_SLOTS)
		bytes = (uint32_t)KC_ALIGN_UP(bytes, PADDED_SLOT);
	return kc_unlimited_make(c, o, KC_RING_UNLIMITED_MPMC, bytes, true);
}

static void shut(struct kc_chan *c)
{
	kc_unlimited_close(&c->u);
	kc_store_release(&c->ring->closed, 1u);
}

static long pop(struct kc_chan *c, void *elem)
{
	struct kc_seg_endpoint nobody = { .intent = KC_INTENT_NONE };
	uint64_t stamp;
	return kc_unlimited_recv(&c->u, &c->u_at, &nobody, elem, 1, &stamp) > 0;
}

static void look(const struct kc_chan *c, struct kc_positions *pos, uint64_t *oldest_ticks)
{
	*oldest_ticks = kc_unlimited_oldest(&c->u, 2 * c->ring->capacity);
	*pos = kc_positions_of(c->ring);
}

/* --- endpoint -------------------------------------------------------------------------------- */

static int open_end(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	e->ring = c->ring;
	e->row->ring = c->ring_index;
	e->own_side = &c->row->side[e->side];
	e->peer_side = &c->row->side[!e->side];
	e->span.mask = c->u.chain.mask;
	/* Nothing is ever granted; the fast paths look all the same. */
	e->span.cursor = e->side == KC_SIDE_SEND ? &c->ring->sent : &c->ring->received;
	e->span.attention = &e->peer_side->waiters;
	e->next_stamp = UINT64_MAX;
	kc_pace_init(&e->pace, &e->domain->timebase, 0, c->ring->capacity, e->no_stats);
	kc_mode_init_shared(&e->mode, &e->peer_side->fast);
	return 0;
}

/* It is not FAST any more, so that no sleeper pays for it. */
static void close_end(struct kc_end *e)
{
	kc_mode_woke(&e->mode);
}

static uint64_t moved(const struct kc_end *e)
{
	return kc_load_relaxed(&e->row->count.messages);
}

/* --- attempts -------------------------------------------------------------------------------- */

static long put_some(struct kc_end *e, const void *elems, size_t n)
{
	struct kc_seg_endpoint *row = e->row;
	uint64_t stamp = 0;
	if (kc_unlikely(row->count.messages >= e->pace.next))
		stamp = kc_domain_ticks(e->domain);
	long k = kc_unlimited_send(&e->chan->u, &e->at, row, elems, n, stamp);
	if (k <= 0)
		return k;
	if (kc_unlikely(stamp != 0))
		kc_pace_step(&e->pace, row->count.messages + (uint64_t)k - 1, stamp);
	kc_count(&row->count.messages, (uint64_t)k);
	kc_end_published_shared(e, (uint32_t)k);
	return k;
}

static long put(struct kc_end *e, const void *elems, size_t n)
{
	const unsigned char *from = elems;
	long k = put_some(e, from, n), done = k;
	while (kc_unlikely(k > 0 && (size_t)done < n)) {
		k = put_some(e, from + (size_t)done * e->elem_bytes, n - (size_t)done);
		if (k > 0)
			done += k;
	}
	return done;
}

static void taken(struct kc_end *e, long k, uint64_t stamp)
{
	if (kc_unlikely(stamp != 0)) {
		uint64_t now = kc_domain_ticks(e->domain);
		kc_hist_add(e->residence_hist,
			kc_ticks_span_ns(&e->domain->timebase, now > stamp ? now - stamp : 0));
	}
	kc_count(&e->row->count.messages, (uint64_t)k);
	kc_end_published_shared(e, (uint32_t)k);
}

static long get_some(struct kc_end *e, void *elems, size_t n)
{
	uint64_t stamp;
	long k = kc_unlimited_recv(&e->chan->u, &e->at, e->row, elems, n, &stamp);
	if (k > 0)
		taken(e, k, stamp);
	return k;
}

/* Whether the chunk ended there, and not what is there. */
static bool at_border(const struct kc_end *e)
{
	return ((e->row->intent_pos + e->row->intent_count) & e->span.mask) == 0;
}

static long get(struct kc_end *e, void *elems, size_t n)
{
	unsigned char *to = elems;
	long k = get_some(e, to, n), done = k;
	while (kc_unlikely(k > 0 && (size_t)done < n && at_border(e))) {
		k = get_some(e, to + (size_t)done * e->elem_bytes, n - (size_t)done);
		if (k > 0)
			done += k;
	}
	return done;
}

/* A stamp that is due goes the long way. */
static bool put_one(struct kc_end *e, const void *elem)
{
	struct kc_seg_endpoint *row = e->row;
	if (kc_unlikely(row->count.messages >= e->pace.next) ||
		kc_unlimited_send(&e->chan->u, &e->at, row, elem, 1, 0) <= 0)
		return false;
	kc_count(&row->count.messages, 1);
	kc_end_published_shared(e, 1);
	return true;
}

static bool get_one(struct kc_end *e, void *elem)
{
	return get_some(e, elem, 1) > 0;
}

static long head(struct kc_end *e, uint64_t *elem, uint64_t *pos)
{
	return kc_unlimited_look(&e->chan->u, &e->at, elem, pos);
}

static long take(struct kc_end *e, uint64_t pos, uint64_t *elem)
{
	uint64_t stamp;
	long k = kc_unlimited_take(&e->chan->u, &e->at, e->row, pos, elem, &stamp);
	if (k)
		taken(e, 1, stamp);
	return k;
}

static bool still(const struct kc_end *e, uint64_t pos)
{
	return kc_load_acquire(&e->ring->received) == pos;
}

static long room(struct kc_end *e, size_t n)
{
	bool closed;
	size_t k = kc_unlimited_room(&e->chan->u, n, &closed);
	return closed ? -EPIPE : k >= n;
}

static long there(struct kc_end *e, size_t n)
{
	bool drained;
	size_t k = kc_unlimited_there(&e->chan->u, &e->at, n, &drained);
	if (k >= n)
		return 1;
	if (drained)
		return -EPIPE;
	return k > 0 && kc_chan_is_shut(e->ring);
}

/* Claims that are under way included. */
static uint64_t available(struct kc_end *e)
{
	const struct kc_seg_ring *r = e->ring;
	uint64_t received = kc_load_acquire(&r->received);
	uint64_t depth = (kc_load_relaxed(&r->sent) & ~KC_CURSOR_CLOSED) - received;
	if (e->side == KC_SIDE_RECEIVE)
		return depth;
	return depth < e->chan->most ? e->chan->most - depth : 0;
}

static bool meets_fast(struct kc_end *e)
{
	return kc_mode_any_is_fast(&e->own_side->fast);
}

const struct kc_flow kc_flow_unlimited_mpmc = {
	.make = make,
	.unmake = kc_unlimited_unmake,
	.shut = shut,
	.pop = pop,
	.look = look,
	.open = open_end,
	.close = close_end,
	.moved = moved,
	.put = put,
	.get = get,
	.put_one = put_one,
	.get_one = get_one,
	.head = head,
	.take = take,
	.still = still,
	.room = room,
	.there = there,
	.available = available,
	.meets_fast = meets_fast,
};
