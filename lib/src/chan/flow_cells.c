/* flow_cells.c - buffered, one sender and one receiver, for the fastest hand-over (KC_LOW_LATENCY): the ring of
 * ring/cells.h. */
#include <errno.h>
#include <string.h>

#include "chan/block.h"
#include "chan/flow.h"
#include "chan/options.h"
#include "chan/storage.h"
#include "ring/cells.h"
#include "stats/histogram.h"

/* --- channel --------------------------------------------------------------------------------- */

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	c->capacity = kc_chan_capacity(o, 1);
	struct kc_ring_shape shape = { .kind = KC_RING_CELLS,
		.capacity = c->capacity,
		.slot_bytes = kc_cell_bytes(c->elem_bytes),
		.stamped = true };
	int rc = kc_ring_take(c, &shape, &c->ring_index, &c->ring);
	if (rc)
		return rc;
	c->slots = c->domain->arena.base + c->ring->slots_off;
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
	struct kc_seg_ring *r = c->ring;
	uint64_t h = kc_load_relaxed(&r->received);
	const struct kc_seg_slot *slot =
		(const void *)(c->slots + (h & (c->capacity - 1)) * r->slot_bytes);
	if ((kc_load_acquire(&slot->seq) & ~KC_SLOT_STAMPED) != h + 1)
		return 0;
	memcpy(elem, slot->elem, c->elem_bytes);
	kc_store_release(&r->received, h + 1);
	return 1;
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
	struct kc_seg_ring *r = c->ring;
	struct kc_span *s = &e->span;
	bool send = e->side == KC_SIDE_SEND;
	e->ring = r;
	e->own_side = &c->row->side[e->side];
	e->peer_side = &c->row->side[!e->side];
	e->row->ring = c->ring_index;
	s->slots = c->slots;
	s->mask = c->capacity - 1;
	s->cursor = send ? &r->sent : &r->received;
	s->attention = &e->peer_side->word;
	s->batches = &e->row->count.batches;
	s->pos = kc_load_relaxed(s->cursor);
	s->seen = kc_load_acquire(&r->received);
	e->row->start_pos = s->pos;
	e->next_stamp = UINT64_MAX;
	kc_pace_init(&e->pace, &e->domain->timebase, s->pos, c->capacity, e->no_stats);
	kc_mode_init(&e->mode, send ? &r->tx_mode : &r->rx_mode);
	return 0;
}

static void close_end(struct kc_end *e)
{
	(void)e;
}

static uint64_t moved(const struct kc_end *e)
{
	return kc_load_relaxed(e->span.cursor) - e->row->start_pos;
}

static uint64_t *stamps_of(const struct kc_end *e)
{
	return (uint64_t *)(void *)(e->domain->arena.base + e->ring->stamps_off);
}

/* --- attempts -------------------------------------------------------------------------------- */

static long put(struct kc_end *e, const void *elems, size_t n)
{
	struct kc_span *s = &e->span;
	if (kc_unlikely(kc_chan_is_shut(e->ring)))
		return -EPIPE;
	uint64_t room = kc_cells_room(s, e->ring, n);
	if (room == 0)
		return 0;
	if (n > room)
		n = room;
	uint64_t stamp = 0;
	if (kc_unlikely(s->pos + n > e->pace.next)) {
		stamp = kc_domain_ticks(e->domain);
		kc_pace_step(&e->pace, s->pos + n - 1, stamp);
	}
	kc_cells_put(s, e->ring, elems, n, stamps_of(e), stamp);
	kc_end_published(e);
	return (long)n;
}

/* How many of up to n are there, or -EPIPE: closed and drained. */
static long seen(struct kc_end *e, size_t n)
{
	size_t k = kc_cells_there(&e->span, e->ring, n);
	if (kc_unlikely(k == 0 && kc_chan_is_shut(e->ring))) {
		/* INV-CLOSE-1: what was sent before the close is delivered. */
		k = kc_cells_there(&e->span, e->ring, n);
		if (k == 0)
			return -EPIPE;
	}
	return (long)k;
}

static void take_some(struct kc_end *e, void *elems, size_t k)
{
	uint64_t stamp;
	kc_cells_get(&e->span, e->ring, elems, k, stamps_of(e), &stamp);
	if (kc_unlikely(stamp != 0)) {
		uint64_t now = kc_domain_ticks(e->domain);
		kc_hist_add(e->residence_hist,
			kc_ticks_span_ns(&e->domain->timebase, now > stamp ? now - stamp : 0));
	}
	kc_end_published(e);
}

static long get(struct kc_end *e, void *elems, size_t n)
{
	long k = seen(e, n);
	if (k > 0)
		take_some(e, elems, (size_t)k);
	return k;
}

static bool put_one(struct kc_end *e, const void *elem)
{
	struct kc_span *s = &e->span;
	uint64_t t = s->pos;
	if (kc_unlikely(t - s->seen > s->mask || t >= e->pace.next ||
			e->mode.now == KC_MODE_FENCED || kc_chan_is_shut(e->ring)))
		return false;
	KC_INVARIANT("FENCE-MODE", kc_mode_is_said(&e->mode));
	kc_cells_put(s, e->ring, elem, 1, NULL, 0);
	KC_POINT("cells.put");
	kc_barrier();
	if (kc_unlikely(kc_load_relaxed(s->attention)))
		kc_end_wake_peer(e, 1);
	return true;
}

static bool get_one(struct kc_end *e, void *elem)
{
	struct kc_span *s = &e->span;
	uint64_t h = kc_load_relaxed(s->cursor);
	const struct kc_seg_slot *slot = kc_cell(s, e->ring, h);
	/* A stamped one goes the long way. */
	if (kc_unlikely(kc_load_acquire(&slot->seq) != h + 1 ||
			e->mode.now == KC_MODE_FENCED)) /* <- C1 */
		return false;
	kc_elem_copy(elem, slot->elem, e->elem_bytes);
	KC_INVARIANT("INV-POS-3", h + 1 <= kc_load_relaxed(&e->ring->sent));
	KC_INVARIANT("FENCE-MODE", kc_mode_is_said(&e->mode));
	kc_store_release(s->cursor, h + 1); /* C2 */
	KC_POINT("cells.got");
	kc_barrier();
	if (kc_unlikely(kc_load_relaxed(s->attention)))
		kc_end_wake_peer(e, 1);
	return true;
}

static long head(struct kc_end *e, uint64_t *elem, uint64_t *pos)
{
	long k = seen(e, 1);
	if (k <= 0)
		return k;
	*pos = kc_load_relaxed(e->span.cursor);
	memcpy(elem, kc_cell(&e->span, e->ring, *pos)->elem, sizeof *elem);
	return 1;
}

static long take(struct kc_end *e, uint64_t pos, uint64_t *elem)
{
	(void)pos; /* nobody else can have taken it */
	take_some(e, elem, 1);
	return 1;
}

static bool still(const struct kc_end *e, uint64_t pos)
{
	return kc_load_relaxed(e->span.cursor) == pos;
}

static long room(struct kc_end *e, size_t n)
{
	if (kc_chan_is_shut(e->ring))
		return -EPIPE;
	return kc_cells_room(&e->span, e->ring, n) >= n;
}

static long there(struct kc_end *e, size_t n)
{
	bool shut = kc_chan_is_shut(e->ring);
	long k = seen(e, n);
	return k < 0 ? k : (size_t)k >= n || (shut && k > 0);
}

static uint64_t available(struct kc_end *e)
{
	if (e->side == KC_SIDE_SEND)
		return kc_cells_room(&e->span, e->ring, 1);
	return kc_cells_there(&e->span, e->ring, e->span.mask + 1);
}

/* Nothing but loads of the one word that the other side will store. */
static bool glance(const struct kc_end *e, unsigned looks)
{
	const struct kc_span *s = &e->span;
	if (e->side == KC_SIDE_SEND) {
		const uint64_t *received = &e->ring->received;
		while (kc_load_relaxed(received) == s->seen)
			if (looks-- == 0)
				return false;
		return true;
	}
	uint64_t h = kc_load_relaxed(s->cursor);
	const uint64_t *seq = &kc_cell(s, e->ring, h)->seq;
	while ((kc_load_relaxed(seq) & ~KC_SLOT_STAMPED) != h + 1)
		if (looks-- == 0)
			return false;
	return true;
}

static bool meets_fast(struct kc_end *e)
{
	return kc_mode_is_fast(e->side == KC_SIDE_SEND ? &e->ring->rx_mode : &e->ring->tx_mode);
}

const struct kc_flow kc_flow_cells = {
	.alone = { true, true },
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
	.glance = glance,
	.meets_fast = meets_fast,
};
