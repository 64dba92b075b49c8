/* flow_conflated.c - one value that each send replaces: the mailbox of ring/mailbox.h, whatever the topology,
 * which only limits the endpoints.
 *
 * A buffer that was made stays until the channel is freed: endpoints come and go, and a look at a buffer by
 * who does not own it must find a buffer. */
#include <errno.h>

#include "base/check.h"
#include "base/error.h"
#include "chan/block.h"
#include "chan/flow.h"
#include "chan/storage.h"
#include "chan/undelivered.h"
#include "stats/histogram.h"

/* Receives between two that measure how old the value was: 2^k, as often as it is cheap (stats/stamp.h). */
enum { MEASURE_AS_IF = 1024 };

/* --- buffers; domain lock --------------------------------------------------------------------- */

static void give_buffer(struct kc_chan *c, uint32_t i)
{
	KC_INVARIANT("CONFLATED", i < c->box_made && (c->box_taken[i / 64] >> i % 64 & 1));
	KC_INVARIANT("CONFLATED", KC_BOX_BUFFER(kc_load_relaxed(&c->ring->sent)) != i);
	c->box_taken[i / 64] &= ~(UINT64_C(1) << i % 64);
}

static int make_buffer(struct kc_chan *c)
{
	uint64_t offset;
	uint64_t *place = (uint64_t *)(void *)(c->domain->arena.base + c->ring->slots_off);
	int rc =
		kc_arena_ring_alloc(&c->domain->arena, c->ring->slot_bytes, c->ring_index, &offset);
	if (rc)
		return rc;
	kc_store_release(&place[c->box_made], offset);
	c->box_made++;
	return 0;
}

static int take_buffer(struct kc_chan *c, uint32_t *index)
{
	for (uint32_t i = 0; i < KC_ARRAY_LEN(c->box_taken); i++) {
		if (c->box_taken[i] == UINT64_MAX)
			continue;
		*index = i * 64 + (uint32_t)__builtin_ctzll(~c->box_taken[i]);
		int rc = *index < c->box_made ? 0 : make_buffer(c);
		if (rc)
			return rc;
		c->box_taken[i] |= UINT64_C(1) << *index % 64;
		return 0;
	}
	return kc_fail(-ENOSPC, "conflated channel %s has %d endpoints, more are not possible",
		c->name, KC_BOX_BUFFERS - 1);
}

/* --- channel --------------------------------------------------------------------------------- */

static void unmake(struct kc_chan *c)
{
	for (uint32_t i = 0; i < c->box_made; i++)
		kc_arena_ring_free(&c->domain->arena, c->box.place[i]);
	kc_ring_give(c, c->ring_index);
}

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	(void)o;
	c->capacity = 1;
	struct kc_ring_shape shape = { .kind = KC_RING_MAILBOX,
		.capacity = 1,
		.slot_bytes = KC_BOX_BUFFERS * sizeof(uint64_t) };
	int rc = kc_ring_take(c, &shape, &c->ring_index, &c->ring);
	if (rc)
		return rc;
	c->ring->slot_bytes =
		(uint32_t)KC_ALIGN_UP(sizeof(struct kc_seg_buffer) + c->elem_bytes, KC_LINE);
	c->slots = c->domain->arena.base + c->ring->slots_off;
	c->box = (struct kc_mailbox){ .row = c->ring,
		.base = c->domain->arena.base,
		.place = (const uint64_t *)(const void *)c->slots,
		.elem_bytes = c->elem_bytes };
	uint32_t first;
	rc = take_buffer(c, &first);
	if (rc) {
		unmake(c);
		return rc;
	}
	kc_mailbox_format(&c->box);
	kc_ring_show(c->ring);
	return 0;
}

static void shut(struct kc_chan *c)
{
	kc_mailbox_close(&c->box);
	kc_store_release(&c->ring->closed, 1u);
}

static long pop(struct kc_chan *c, void *elem)
{
	uint32_t same = KC_BOX_BUFFER(kc_load_relaxed(&c->ring->sent));
	uint64_t stamp;
	return kc_mailbox_recv(&c->box, &same, elem, &stamp) > 0;
}

static void look(const struct kc_chan *c, struct kc_positions *pos, uint64_t *oldest_ticks)
{
	*oldest_ticks = kc_mailbox_oldest(&c->box);
	*pos = kc_positions_of(c->ring);
}

/* --- endpoint -------------------------------------------------------------------------------- */

static int open_end(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	int rc = take_buffer(c, &e->buffer);
	if (rc)
		return rc;
	KC_INVARIANT("CONFLATED", KC_BOX_BUFFER(kc_load_relaxed(&c->ring->sent)) != e->buffer);
	e->ring = c->ring;
	e->row->ring = c->ring_index;
	e->own_side = &c->row->side[e->side];
	e->peer_side = &c->row->side[!e->side];
	/* Nothing is ever granted; the fast paths look all the same. */
	e->span.cursor = &c->ring->sent;
	e->span.attention = &e->peer_side->waiters;
	e->next_stamp = UINT64_MAX;
	kc_pace_init(&e->pace, &e->domain->timebase, 0, MEASURE_AS_IF, e->no_stats);
	kc_mode_init_shared(&e->mode, &e->peer_side->fast);
	return 0;
}

/* Its buffer is not the one it was opened with: exchanges have carried that one elsewhere. */
static void close_end(struct kc_end *e)
{
	kc_mode_woke(&e->mode);
	give_buffer(e->chan, e->buffer);
}

static uint64_t moved(const struct kc_end *e)
{
	return kc_load_relaxed(&e->row->count.messages);
}

/* --- attempts -------------------------------------------------------------------------------- */

/* Every value is stamped: of the one that stays when the traffic stops, somebody will ask how old it is.
 * Of n values the last gets in, and the others count as sent and replaced at once. */
static long put(struct kc_end *e, const void *elems, size_t n)
{
	struct kc_mailbox *box = &e->chan->box;
	const unsigned char *last = (const unsigned char *)elems + (n - 1) * e->elem_bytes;
	long r = kc_mailbox_send(
		box, &e->buffer, last, n, e->no_stats ? 0 : kc_domain_ticks(e->domain));
	if (kc_unlikely(r < 0))
		return r;
	kc_count(&e->row->count.messages, n);
	kc_end_published_shared(e, 1);
	if (r == MAILBOX_REPLACED)
		kc_drop_oldest(e, kc_mailbox_buffer(box, e->buffer)->elem, 1, e->elem_bytes);
	if (kc_unlikely(n > 1))
		kc_drop_oldest(e, elems, n - 1, e->elem_bytes);
	return (long)n;
}

/* There is always room, and so nobody waits for what a receive leaves. */
static void taken(struct kc_end *e, uint64_t stamp)
{
	uint64_t count = e->row->count.messages;
	if (kc_unlikely(stamp != 0 && count >= e->pace.next)) {
		uint64_t now = kc_domain_ticks(e->domain);
		kc_hist_add(e->residence_hist,
			kc_ticks_span_ns(&e->domain->timebase, now > stamp ? now - stamp : 0));
		kc_pace_step(&e->pace, count, now);
	}
	kc_count(&e->row->count.messages, 1);
}

static long get(struct kc_end *e, void *elems, size_t n)
{
	uint64_t stamp;
	(void)n; /* one is all there can be */
	long r = kc_mailbox_recv(&e->chan->box, &e->buffer, elems, &stamp);
	if (r > 0)
		taken(e, stamp);
	return r;
}

static long head(struct kc_end *e, uint64_t *elem, uint64_t *word)
{
	return kc_mailbox_look(&e->chan->box, elem, word);
}

static long take(struct kc_end *e, uint64_t word, uint64_t *elem)
{
	uint64_t stamp;
	long r = kc_mailbox_take(&e->chan->box, &e->buffer, word, elem, &stamp);
	if (r)
		taken(e, stamp);
	return r;
}

static bool still(const struct kc_end *e, uint64_t word)
{
	return ((kc_load_acquire(&e->ring->sent) ^ word) & ~KC_BOX_CLOSED) == 0;
}

static long room(struct kc_end *e, size_t n)
{
	(void)n;
	return kc_load_acquire(&e->ring->sent) & KC_BOX_CLOSED ? -EPIPE : 1;
}

static long there(struct kc_end *e, size_t n)
{
	uint64_t w = kc_load_acquire(&e->ring->sent);
	(void)n;
	return w & KC_BOX_FULL ? 1 : w & KC_BOX_CLOSED ? -EPIPE : 0;
}

static uint64_t available(struct kc_end *e)
{
	return e->side == KC_SIDE_SEND || (kc_load_relaxed(&e->ring->sent) & KC_BOX_FULL) != 0;
}

static bool meets_fast(struct kc_end *e)
{
	return kc_mode_any_is_fast(&e->own_side->fast);
}

const struct kc_flow kc_flow_conflated = {
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
