/* flow_dropping.c - buffered, one sender and one receiver, KC_DROP_OLDEST: the ring of ring/dropping.h, in which
 * a sender that finds it full takes the oldest elements itself.
 *
 * Nothing is granted and nothing is shown in place: until it was taken an element is not the receiver's, and a
 * reservation would drop elements for some that may never be committed. */
#include <errno.h>

#include "chan/flow.h"
#include "chan/options.h"
#include "chan/storage.h"
#include "chan/stream.h"
#include "chan/undelivered.h"
#include "ring/dropping.h"
#include "stats/histogram.h"

/* --- channel --------------------------------------------------------------------------------- */

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	c->capacity = kc_chan_capacity(o, 1);
	struct kc_ring_shape shape = { .kind = KC_RING_SPSC,
		.capacity = c->capacity,
		.slot_bytes = (uint32_t)KC_ALIGN_UP(c->elem_bytes, 8) };
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

static struct kc_dropping ring_of(struct kc_seg_ring *r, unsigned char *slots)
{
	return (struct kc_dropping){ .row = r,
		.slots = slots,
		.mask = r->capacity - 1,
		.slot_bytes = r->slot_bytes,
		.elem_bytes = r->elem_bytes };
}

static long pop(struct kc_chan *c, void *elem)
{
	struct kc_dropping q = ring_of(c->ring, c->slots);
	uint64_t pos;
	if (!kc_dropping_look(&q, 1, &pos))
		return 0;
	kc_dropping_copy(&q, pos, elem, 1);
	return kc_dropping_take(&q, pos, 1);
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
	kc_mode_init(&e->mode, e->side == KC_SIDE_SEND ? &c->ring->tx_mode : &c->ring->rx_mode);
	return 0;
}

static void close_end(struct kc_end *e)
{
	(void)e;
}

static uint64_t moved(const struct kc_end *e)
{
	return kc_load_relaxed(&e->row->count.messages);
}

/* --- sending --------------------------------------------------------------------------------- */

static void drop(struct kc_end *e, struct kc_dropping *q, uint64_t n)
{
	uint64_t pos;
	n = kc_dropping_drop(q, n, &pos);
	uint64_t first = q->mask + 1 - (pos & q->mask);
	if (first > n)
		first = n;
	if (first)
		kc_drop_oldest(e, kc_dropping_slot(q, pos), first, q->slot_bytes);
	if (n > first)
		kc_drop_oldest(e, q->slots, n - first, q->slot_bytes);
}

/* What finds room goes in without dropping anything; a full ring gives up as many as are brought. */
static long put(struct kc_end *e, const void *elems, size_t n)
{
	struct kc_dropping q = ring_of(e->ring, e->span.slots);
	if (kc_unlikely(kc_chan_is_shut(e->ring)))
		return -EPIPE;
	uint64_t room = kc_dropping_room(&q);
	if (room == 0) {
		drop(e, &q, n);
		room = kc_dropping_room(&q);
	}
	if (n > room)
		n = room;
	uint64_t t = e->span.pos;
	if (kc_unlikely(t + n > e->pace.next))
		kc_spsc_stamp(e, t, n);
	kc_dropping_put(&q, elems, n);
	e->span.pos = t + n;
	kc_count(&e->row->count.messages, n);
	kc_end_published(e);
	return (long)n;
}

/* --- receiving ------------------------------------------------------------------------------- */

/* Elements there, up to n; -EPIPE: closed and drained. */
static long there_now(struct kc_end *e, const struct kc_dropping *q, size_t n, uint64_t *pos)
{
	uint64_t k = kc_dropping_look(q, n, pos);
	if (k == 0 && kc_chan_is_shut(e->ring)) {
		/* INV-CLOSE-1: what was sent before the close is delivered. */
		k = kc_dropping_look(q, n, pos);
		if (k == 0)
			return -EPIPE;
	}
	return (long)k;
}

/* Send time of a stamped element in [from, to), 0 none; to be believed if they are then taken, for while they are
 * there their stamps' places are not used again (stats/snapshot.h S2). Stamps of dropped elements are passed by. */
static uint64_t stamp_among(struct kc_end *e, uint64_t from, uint64_t to)
{
	uint64_t written = kc_load_acquire(&e->ring->stamps);
	if (kc_likely(written == e->stamps) || e->no_stats)
		return 0;
	if (written - e->stamps > KC_STAMP_LANE)
		e->stamps = written - KC_STAMP_LANE;
	for (; e->stamps != written; e->stamps++) {
		const struct kc_seg_stamp *s = &e->ring->lane[e->stamps % KC_STAMP_LANE];
		uint64_t pos = kc_load_acquire(&s->pos);
		if (pos > to)
			return 0;
		if (pos > from)
			return kc_load_relaxed(&s->ticks);
	}
	return 0;
}

static void taken(struct kc_end *e, uint64_t n, uint64_t stamp)
{
	if (kc_unlikely(stamp != 0)) {
		uint64_t now = kc_domain_ticks(e->domain);
		kc_hist_add(e->residence_hist,
			kc_ticks_span_ns(&e->domain->timebase, now > stamp ? now - stamp : 0));
		e->stamps++;
	}
	kc_count(&e->row->count.messages, n);
	kc_end_published(e);
}

static long get(struct kc_end *e, void *elems, size_t n)
{
	struct kc_dropping q = ring_of(e->ring, e->span.slots);
	for (;;) {
		uint64_t pos;
		long k = there_now(e, &q, n, &pos);
		if (k <= 0)
			return k;
		kc_dropping_copy(&q, pos, elems, (uint64_t)k);
		uint64_t stamp = stamp_among(e, pos, pos + (uint64_t)k);
		if (kc_likely(kc_dropping_take(&q, pos, (uint64_t)k))) {
			taken(e, (uint64_t)k, stamp);
			return k;
		}
		/* The sender took some of them; a shorter copy has better chances. */
		n = k > 1 ? (size_t)k / 2 : 1;
	}
}

static long head(struct kc_end *e, uint64_t *elem, uint64_t *pos)
{
	struct kc_dropping q = ring_of(e->ring, e->span.slots);
	long k = there_now(e, &q, 1, pos);
	if (k > 0)
		kc_dropping_copy(&q, *pos, elem, 1);
	return k;
}

static long take(struct kc_end *e, uint64_t pos, uint64_t *elem)
{
	struct kc_dropping q = ring_of(e->ring, e->span.slots);
	uint64_t stamp = stamp_among(e, pos, pos + 1);
	(void)elem; /* what was looked at is what is taken, if it is (D3) */
	if (!kc_dropping_take(&q, pos, 1))
		return 0;
	taken(e, 1, stamp);
	return 1;
}

static bool still(const struct kc_end *e, uint64_t pos)
{
	return kc_load_acquire(&e->ring->received) == pos;
}

/* --- waiting --------------------------------------------------------------------------------- */

/* Real room: who waits for it and then sends drops nothing. */
static long room(struct kc_end *e, size_t n)
{
	struct kc_dropping q = ring_of(e->ring, e->span.slots);
	return kc_chan_is_shut(e->ring) ? -EPIPE : kc_dropping_room(&q) >= n;
}

static long there(struct kc_end *e, size_t n)
{
	struct kc_dropping q = ring_of(e->ring, e->span.slots);
	uint64_t pos;
	bool closed = kc_chan_is_shut(e->ring);
	long k = there_now(e, &q, n, &pos);
	return k < 0 ? k : (size_t)k >= n || (closed && k > 0);
}

static uint64_t available(struct kc_end *e)
{
	struct kc_dropping q = ring_of(e->ring, e->span.slots);
	uint64_t pos;
	return e->side == KC_SIDE_SEND ? kc_dropping_room(&q)
				       : kc_dropping_look(&q, q.mask + 1, &pos);
}

static bool meets_fast(struct kc_end *e)
{
	return kc_mode_is_fast(e->side == KC_SIDE_SEND ? &e->ring->rx_mode : &e->ring->tx_mode);
}

const struct kc_flow kc_flow_dropping = {
	.alone = { true, true },
	.senders_take = true,
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
	.head = head,
	.take = take,
	.still = still,
	.room = room,
	.there = there,
	.available = available,
	.meets_fast = meets_fast,
};
