/* flow_mpsc.c - buffered, any number of senders and one receiver: a lane a sender (chan/lanes.h).
 *
 * A sender is an SPSC sender on its lane, which it sleeps on alone. The receiver stands on one lane at a time, with
 * its span, and works there as an SPSC receiver does, inline code included; when what was there as it came is used up
 * the library moves it on. So it is fair: an element waits for what its receiver saw in other lanes before, VISIT_MAX
 * at the most from each, never for what is sent there later.
 *
 * The receiver has one fence mode towards all senders, whose word stands in the channel's first ring. */
#include <errno.h>

#include "chan/flow.h"
#include "chan/lanes.h"
#include "chan/options.h"
#include "chan/stream.h"

/* A miss of the next lane's position is nothing beside so many elements. */
enum { VISIT_MAX = 1024 };

/* --- channel --------------------------------------------------------------------------------- */

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	c->capacity = kc_chan_capacity(o, 1);
	struct kc_ring_shape shape = {
		.kind = KC_RING_SPSC, .capacity = c->capacity, .slot_bytes = c->elem_bytes
	};
	return kc_lanes_make(c, &shape);
}

static void shut(struct kc_chan *c)
{
	struct kc_lane *lane = kc_lanes_first(c->lanes);
	for (; lane; lane = kc_lane_after(c->lanes, lane))
		kc_store_release(&lane->row->closed, 1u);
}

static long pop(struct kc_chan *c, void *elem)
{
	struct kc_lanes *l = c->lanes;
	struct kc_lane *lane = l->at;
	do {
		if (kc_spsc_pop(lane->row, lane->slots, elem)) {
			l->at = lane;
			return 1;
		}
		lane = kc_lane_after(l, lane);
		if (!lane)
			lane = kc_lanes_first(l);
	} while (lane != l->at);
	return 0;
}

static void look(const struct kc_chan *c, struct kc_positions *pos, uint64_t *oldest_ticks)
{
	struct kc_lane *lane = kc_lanes_first(c->lanes);
	*pos = (struct kc_positions){ 0 };
	*oldest_ticks = 0;
	for (; lane; lane = kc_lane_after(c->lanes, lane)) {
		uint64_t ticks = kc_oldest_stamp(lane->row, c->domain->arena.base);
		struct kc_positions p = kc_positions_of(lane->row);
		if (ticks && (*oldest_ticks == 0 || ticks < *oldest_ticks))
			*oldest_ticks = ticks;
		pos->received += p.received;
		pos->sent += p.sent;
		pos->depth += p.depth;
		pos->capacity += p.capacity;
	}
}

/* --- the receiver's place -------------------------------------------------------------------- */

/* INV-POS-2: what was taken is given back before it goes, waits or answers -EAGAIN. */
static void give_back(struct kc_end *e)
{
	uint64_t h = spsc_rx_pos(&e->span);
	KC_INVARIANT("INV-LANE-1", h >= e->lane->received);
	e->lane->received = h;
	if (kc_load_relaxed(&e->ring->released) != h)
		spsc_rx_release(&e->span, h);
}

static void stand(struct kc_end *e, struct kc_lane *lane)
{
	struct kc_lane *from = e->lane;
	struct kc_span *s = &e->span;
	from->stamps = e->stamps;
	from->stamps_seen = e->stamps_seen;
	from->next_stamp = e->next_stamp;
	e->away += from->received - lane->received;
	e->lane = e->chan->lanes->at = lane;
	e->ring = lane->row;
	e->peer_side = &lane->row->room;
	e->stamps = lane->stamps;
	e->stamps_seen = lane->stamps_seen;
	e->next_stamp = lane->next_stamp;
	s->slots = lane->slots;
	s->cursor = &lane->row->received;
	s->released = &lane->row->released;
	s->attention = &lane->row->room.word;
}

/* How many it may take there before it goes on. What was granted elsewhere is granted no longer. */
static long visit(struct kc_end *e, struct kc_lane *lane)
{
	if (lane != e->lane)
		stand(e, lane);
	long there = kc_spsc_look_again(e);
	if (there > VISIT_MAX) {
		there = VISIT_MAX;
		e->span.seen = lane->received + VISIT_MAX;
	}
	kc_end_limit(e);
	KC_INVARIANT("INV-LANE-1", there > 0 && spsc_rx_there(&e->span) <= VISIT_MAX);
	return there;
}

static long more(struct kc_end *e)
{
	struct kc_lanes *l = e->chan->lanes;
	give_back(e);
	struct kc_lane *lane = kc_lanes_next(l);
	if (lane)
		return visit(e, lane);
	if (!kc_chan_is_shut(e->chan->ring))
		return 0;
	/* INV-CLOSE-1: what was sent before the close is delivered, from every lane. */
	lane = kc_lanes_any(l);
	return lane ? visit(e, lane) : -EPIPE;
}

/* --- endpoint -------------------------------------------------------------------------------- */

static int open_sender(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	int rc = kc_lane_take(c, e->index, &e->lane);
	if (rc)
		return rc;
	struct kc_seg_ring *r = e->lane->row;
	e->own_side = &r->room;
	e->peer_side = &c->row->side[KC_SIDE_RECEIVE];
	e->row->ring = e->lane->ring_index;
	kc_span_stand(e, r, e->lane->slots);
	KC_INVARIANT("INV-LANE-2", e->span.pos == kc_load_acquire(&r->received));
	kc_mode_init_lane(&e->mode, &r->tx_mode, &e->lane->group->hints, kc_lane_bit(e->lane));
	return 0;
}

static void open_receiver(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	uint64_t received = kc_lanes_begin(c->lanes);
	e->lane = c->lanes->at;
	e->away = received - e->lane->received;
	e->own_side = &c->row->side[KC_SIDE_RECEIVE];
	e->peer_side = &e->lane->row->room;
	e->row->ring = c->ring_index;
	kc_span_stand(e, e->lane->row, e->lane->slots);
	kc_mode_init(&e->mode, &c->ring->rx_mode);
}

static int open_end(struct kc_end *e)
{
	int rc = 0;
	if (e->side == KC_SIDE_SEND)
		rc = open_sender(e);
	else
		open_receiver(e);
	if (rc == 0)
		e->row->start_pos = kc_end_position(e);
	return rc;
}

static void close_end(struct kc_end *e)
{
	if (e->side == KC_SIDE_RECEIVE) {
		give_back(e);
		return;
	}
	kc_mode_woke(&e->mode); /* it is not FAST any more: no look at its lane without reason */
	kc_lane_leave(e->chan, e->lane);
}

/* --- attempts -------------------------------------------------------------------------------- */

/* Of all lanes together: what kc_recv_n takes in one call. */
static long there(struct kc_end *e, size_t n)
{
	long k = kc_spsc_there(e);
	if (k < 0)
		return k;
	if ((size_t)k >= n)
		return 1;
	bool shut = kc_chan_is_shut(e->chan->ring);
	e->lane->received = spsc_rx_pos(&e->span);
	return kc_lanes_there(e->chan->lanes, n) >= n || (shut && k > 0);
}

static bool meets_fast(struct kc_end *e)
{
	if (e->side == KC_SIDE_SEND)
		return kc_mode_is_fast(&e->chan->ring->rx_mode);
	return kc_lanes_fast(e->chan->lanes);
}

/* As for one ring, and then from the next lane. */
static long get(struct kc_end *e, void *elems, size_t n)
{
	unsigned char *to = elems;
	size_t got = 0;
	while (got < n) {
		long k = kc_spsc_get(e, to + got * e->elem_bytes, n - got);
		if (k <= 0)
			return got ? (long)got : k;
		got += (size_t)k;
	}
	return (long)got;
}

const struct kc_flow kc_flow_mpsc = {
	.spans = true,
	.in_place = true,
	.alone = { true, true },
	.make = make,
	.unmake = kc_lanes_unmake,
	.shut = shut,
	.pop = pop,
	.look = look,
	.open = open_end,
	.close = close_end,
	.moved = kc_spsc_moved,
	.put = kc_spsc_put,
	.get = get,
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
