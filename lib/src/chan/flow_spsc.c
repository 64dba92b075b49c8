/* flow_spsc.c - buffered, one sender and one receiver: the ring of ring/spsc.h. */
#include <errno.h>

#include "chan/flow.h"
#include "chan/given.h"
#include "chan/options.h"
#include "chan/storage.h"
#include "chan/stream.h"

/* --- channel --------------------------------------------------------------------------------- */

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	c->capacity = kc_chan_capacity(o, 1);
	struct kc_ring_shape shape = { .kind = KC_RING_SPSC,
		.capacity = c->capacity,
		.slot_bytes = c->elem_bytes,
		.given = c->given != NULL };
	int rc = kc_ring_take(c, &shape, &c->ring_index, &c->ring);
	if (rc)
		return rc;
	c->slots = c->given ? c->given->slots : c->domain->arena.base + c->ring->slots_off;
	kc_ring_show(c->ring);
	return 0;
}

static void unmake(struct kc_chan *c)
{
	kc_ring_give(c, c->ring_index);
}

static void shut(struct kc_chan *c)
{
	kc_store_release(&c->ring->closed, 1u);
}

static long pop(struct kc_chan *c, void *elem)
{
	return kc_spsc_pop(c->ring, c->slots, elem);
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
	e->own_side = &c->row->side[e->side];
	e->peer_side = &c->row->side[!e->side];
	e->row->ring = c->ring_index;
	kc_span_stand(e, c->ring, c->slots);
	e->row->start_pos = kc_load_relaxed(e->span.cursor);
	kc_mode_init(&e->mode, e->side == KC_SIDE_SEND ? &c->ring->tx_mode : &c->ring->rx_mode);
	return 0;
}

static void close_end(struct kc_end *e)
{
	if (e->side == KC_SIDE_RECEIVE)
		kc_store_release(&e->ring->released, kc_load_relaxed(e->span.cursor));
}

/* --- attempts -------------------------------------------------------------------------------- */

static long more(struct kc_end *e)
{
	long there = kc_spsc_look_again(e);
	if (there == 0 && kc_chan_is_shut(e->ring)) {
		/* INV-CLOSE-1: what was sent before the close is delivered. */
		there = kc_spsc_look_again(e);
		if (there == 0)
			return -EPIPE;
	}
	return there;
}

static long there(struct kc_end *e, size_t n)
{
	long k = kc_spsc_there(e);
	if (k < 0)
		return k;
	if ((size_t)k >= n)
		return 1;
	bool shut = kc_chan_is_shut(e->ring);
	k = kc_spsc_look_again(e);
	return (size_t)k >= n || (shut && k > 0);
}

static bool meets_fast(struct kc_end *e)
{
	return kc_mode_is_fast(e->side == KC_SIDE_SEND ? &e->ring->rx_mode : &e->ring->tx_mode);
}

const struct kc_flow kc_flow_spsc = {
	.spans = true,
	.in_place = true,
	.alone = { true, true },
	.make = make,
	.unmake = unmake,
	.shut = shut,
	.pop = pop,
	.look = look,
	.open = open_end,
	.close = close_end,
	.moved = kc_spsc_moved,
	.put = kc_spsc_put,
	.get = kc_spsc_get,
	.head = kc_spsc_head,
	.take = kc_spsc_take,
	.still = kc_spsc_still,
	.room = kc_spsc_fits,
	.there = there,
	.grant = kc_spsc_grant,
	.more = more,
	.available = kc_spsc_available,
	.meets_fast = meets_fast,
};
