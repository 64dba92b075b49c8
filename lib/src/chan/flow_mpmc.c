/* flow_mpmc.c - buffered, any number of senders and receivers: the bounded queue of ring/mpmc.h; and the same
 * with KC_DROP_OLDEST, in which a sender that finds it full receives the oldest elements itself. */
#include <errno.h>

#include "base/pause.h"
#include "chan/block.h"
#include "chan/flow.h"
#include "chan/options.h"
#include "chan/storage.h"
#include "chan/undelivered.h"
#include "stats/histogram.h"
#include "wait/side.h"

enum { PADDED_SLOT = 64, DROP_TRIES = 128 };

/* --- channel --------------------------------------------------------------------------------- */

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	/* With sequences, a ring of one slot could not tell full from empty. */
	c->capacity = kc_chan_capacity(o, 2);
	struct kc_ring_shape shape = { .kind = KC_RING_MPMC,
		.capacity = c->capacity,
		.slot_bytes = (uint32_t)KC_ALIGN_UP(sizeof(struct kc_seg_slot) + c->elem_bytes, 8),
		.stamped = true };
	if (o->flags & KC_PADDED_SLOTS)
		shape.slot_bytes = (uint32_t)KC_ALIGN_UP(shape.slot_bytes, PADDED_SLOT);
	int rc = kc_ring_take(c, &shape, &c->ring_index, &c->ring);
	if (rc)
		return rc;
	unsigned char *arena = c->domain->arena.base;
	c->slots = arena + c->ring->slots_off;
	c->q = (struct kc_mpmc){
		.row = c->ring,
		.slots = c->slots,
		.stamps = c->ring->stamps_off ? (uint64_t *)(void *)(arena + c->ring->stamps_off)
					      : NULL,
		.mask = c->capacity - 1,
		.slot_bytes = shape.slot_bytes,
		.shift = (uint32_t)__builtin_ctz(shape.slot_bytes),
		.elem_bytes = c->elem_bytes,
	};
	kc_mpmc_format(&c->q);
	kc_ring_show(c->ring);
	return 0;
}

static void unmake(struct kc_chan *c)
{
	kc_ring_give(c, c->ring_index);
}

static void shut(struct kc_chan *c)
{
	kc_mpmc_close(&c->q);
	kc_store_release(&c->ring->closed, 1u);
}

static long pop(struct kc_chan *c, void *elem)
{
	struct kc_seg_endpoint nobody = { .intent = KC_INTENT_NONE };
	uint64_t stamp;
	return kc_mpmc_recv(&c->q, &nobody, elem, 1, &stamp) > 0;
}

static void look(const struct kc_chan *c, struct kc_positions *pos, uint64_t *oldest_ticks)
{
	*oldest_ticks = kc_oldest_stamp(c->ring, c->domain->arena.base);
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
	e->span.mask = c->capacity - 1;
	/* Nothing is ever granted; the fast paths look all the same. */
	e->span.cursor = e->side == KC_SIDE_SEND ? &c->ring->sent : &c->ring->received;
	e->span.attention = &e->peer_side->waiters;
	e->next_stamp = UINT64_MAX;
	kc_pace_init(&e->pace, &e->domain->timebase, 0, c->capacity, e->no_stats);
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

static long put(struct kc_end *e, const void *elems, size_t n)
{
	struct kc_seg_endpoint *row = e->row;
	uint64_t stamp = 0;
	if (kc_unlikely(row->count.messages >= e->pace.next))
		stamp = kc_domain_ticks(e->domain);
	long k = kc_mpmc_send(&e->chan->q, row, elems, n, stamp);
	if (k <= 0)
		return k;
	if (kc_unlikely(stamp != 0))
		kc_pace_step(&e->pace, row->count.messages + (uint64_t)k - 1, stamp);
	kc_count(&row->count.messages, (uint64_t)k);
	kc_end_published_shared(e, (uint32_t)k);
	return k;
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

static long get(struct kc_end *e, void *elems, size_t n)
{
	uint64_t stamp;
	long k = kc_mpmc_recv(&e->chan->q, e->row, elems, n, &stamp);
	if (k > 0)
		taken(e, k, stamp);
	return k;
}

/* A stamp that is due goes the long way. */
static bool put_one(struct kc_end *e, const void *elem)
{
	struct kc_seg_endpoint *row = e->row;
	struct kc_mpmc *q = &e->chan->q;
	if (kc_unlikely(row->count.messages >= e->pace.next))
		return false;
	bool put = kc_likely(e->elem_bytes == 8) ? kc_mpmc_send8(q, row, elem, e->seen)
						 : kc_mpmc_send(q, row, elem, 1, 0) > 0;
	if (kc_unlikely(!put))
		return false;
	kc_count(&row->count.messages, 1);
	kc_end_published_shared(e, 1);
	return true;
}

static bool get_one(struct kc_end *e, void *elem)
{
	if (kc_unlikely(e->elem_bytes != 8))
		return get(e, elem, 1) > 0;
	if (kc_unlikely(!kc_mpmc_recv8(&e->chan->q, e->row, elem, e->seen)))
		return false;
	kc_count(&e->row->count.messages, 1);
	kc_end_published_shared(e, 1);
	return true;
}

static long head(struct kc_end *e, uint64_t *elem, uint64_t *pos)
{
	return kc_mpmc_look(&e->chan->q, elem, pos);
}

static long take(struct kc_end *e, uint64_t pos, uint64_t *elem)
{
	uint64_t stamp;
	long k = kc_mpmc_take(&e->chan->q, e->row, pos, elem, &stamp);
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
	size_t k = kc_mpmc_room(&e->chan->q, n, &closed);
	return closed ? -EPIPE : k >= n;
}

static long there(struct kc_end *e, size_t n)
{
	bool drained;
	size_t k = kc_mpmc_there(&e->chan->q, n, &drained);
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
	return e->side == KC_SIDE_RECEIVE ? depth : depth < r->capacity ? r->capacity - depth : 0;
}

static bool meets_fast(struct kc_end *e)
{
	return kc_mode_any_is_fast(&e->own_side->fast);
}

/* --- dropping the oldest ---------------------------------------------------------------------- */

/* A full channel gives up as many as are brought. Whether there were any to give up. */
static bool drop_oldest(struct kc_end *e, size_t n)
{
	_Alignas(16) unsigned char elems[4096];
	size_t most = sizeof elems / e->elem_bytes;
	long k = kc_mpmc_drop(&e->chan->q, e->row, elems, n < most ? n : most);
	if (k == 0)
		return false;
	kc_drop_oldest(e, elems, (size_t)k, e->elem_bytes);
	/* It has made room as a receiver does, if others wait for it (kc_tx_wait). INV-WAKE-1: the fence whatever
	 * the mode, for nobody who waits for room looks at the modes of senders. */
	kc_fence_full();
	if (kc_unlikely(kc_load_relaxed(&e->own_side->waiters))) {
		uint32_t woken = kc_ext_wake(&e->chan->ext, e->own_side, true);
		woken += kc_side_wake(e->own_side, (uint32_t)k);
		if (woken)
			kc_end_count_wake(e, woken);
	}
	return true;
}

/* A sender never waits: not for another one between its claim of the oldest slot and its publication, nor for a
 * receiver that was interrupted in the middle of its copy and has not given back the slot that is the next to be
 * filled (dropping others would not help). It gives them a moment, and then 0: what it brought is dropped instead
 * (kc_offer), which is counted, too. */
static long put_dropping(struct kc_end *e, const void *elems, size_t n)
{
	for (int i = 0; i < DROP_TRIES; i++) {
		long k = put(e, elems, n);
		if (k)
			return k;
		if (!drop_oldest(e, n))
			kc_pause();
	}
	return 0;
}

const struct kc_flow kc_flow_mpmc_dropping = {
	.claims = true,
	.senders_take = true,
	.make = make,
	.unmake = unmake,
	.shut = shut,
	.pop = pop,
	.look = look,
	.open = open_end,
	.close = close_end,
	.moved = moved,
	.put = put_dropping,
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

const struct kc_flow kc_flow_mpmc = {
	.claims = true,
	.make = make,
	.unmake = unmake,
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
