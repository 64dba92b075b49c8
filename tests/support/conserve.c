#include "support/conserve.h"

#include "support/harness.h"

#include "chan/chan.h"
#include "inspect/inspect.h"

struct totals {
	uint64_t sent, received, dropped_oldest, dropped_newest;
};

/* What the endpoints say, those that are closed and those that are open. */
static struct totals counted(const kc_chan *c)
{
	const struct kc_seg_counters *tx = &c->row->past[KC_SIDE_SEND],
				     *rx = &c->row->past[KC_SIDE_RECEIVE];
	struct totals t = { tx->messages, rx->messages, tx->dropped_oldest, tx->dropped_newest };
	for (const struct kc_end *e = c->ends; e; e = e->next) {
		if (e->side == KC_SIDE_SEND)
			t.sent += e->flow->moved(e);
		else
			t.received += e->flow->moved(e);
		t.dropped_oldest += e->row->count.dropped_oldest;
		t.dropped_newest += e->row->count.dropped_newest;
	}
	return t;
}

/* Slots that say of themselves that they hold an element. */
static uint64_t walk_mpmc(const kc_chan *c)
{
	uint64_t found = 0;
	for (uint64_t i = 0; i < c->capacity; i++) {
		const struct kc_seg_slot *slot = (const void *)(c->slots + i * c->ring->slot_bytes);
		uint64_t seq = slot->seq & ~KC_SLOT_STAMPED;
		cr_assert((seq & c->q.mask) == i || ((seq - 1) & c->q.mask) == i,
			"slot %lu: sequence %lu", (unsigned long)i, (unsigned long)seq);
		found += ((seq - 1) & c->q.mask) == i;
	}
	return found;
}

/* Slots with an element that is newer than what has left. */
static uint64_t walk_cells(const kc_chan *c, struct kc_positions pos)
{
	uint64_t found = 0;
	for (uint64_t i = 0; i < c->capacity; i++) {
		const struct kc_seg_slot *slot =
			(const void *)(c->slots + i * c->ring->slot_bytes);
		found += (slot->seq & ~KC_SLOT_STAMPED) > pos.received;
	}
	return found;
}

/* The newest of all values that any buffer holds is the one in the word, if there is one. */
static uint64_t walk_mailbox(const kc_chan *c)
{
	uint64_t word = c->ring->sent, newest = 0;
	uint32_t at = 0;
	for (uint32_t i = 0; i < c->box_made; i++) {
		const struct kc_seg_buffer *b = kc_mailbox_buffer(&c->box, i);
		if (b->sends <= newest)
			continue;
		newest = b->sends;
		at = i;
	}
	cr_assert_eq(newest, KC_BOX_SENDS(word), "the newest value is the last that was sent");
	if (newest == 0 || at != KC_BOX_BUFFER(word))
		return 0;
	cr_assert(word & KC_BOX_FULL, "its buffer is in the word, and so it was not received");
	return 1;
}

static uint64_t walk_slots(const kc_chan *c, struct kc_positions pos, conserve_holds holds)
{
	uint64_t p = pos.received;
	for (; p < pos.sent; p++) {
		const unsigned char *elem =
			c->slots + (p & (c->capacity - 1)) * c->ring->slot_bytes;
		cr_assert(!holds || holds(elem, p), "the slot of %lu", (unsigned long)p);
	}
	return p - pos.received;
}

uint64_t conserve_check(const kc_chan *c, conserve_holds holds)
{
	struct totals n = counted(c);
	struct kc_positions pos;
	uint64_t oldest, stored = 0;
	c->flow->look(c, &pos, &oldest);
	switch ((enum kc_seg_ring_kind)c->ring->kind) {
	case KC_RING_UNLIMITED_SPSC:
	case KC_RING_UNLIMITED_MPMC:
	case KC_RING_RENDEZVOUS:
		cr_assert_fail("there is no walk over chunks, and a rendezvous stores nothing");
		break;
	case KC_RING_SPSC:
		cr_assert_null(c->lanes, "there is no walk over lanes");
		stored = walk_slots(c, pos, holds);
		break;
	case KC_RING_MPMC:
		stored = walk_mpmc(c);
		break;
	case KC_RING_CELLS:
		stored = walk_cells(c, pos);
		break;
	case KC_RING_MAILBOX:
		stored = walk_mailbox(c);
		break;
	}
	cr_assert_eq(n.sent, pos.sent, "endpoints sent %lu, the ring says %lu",
		(unsigned long)n.sent, (unsigned long)pos.sent);
	cr_assert_eq(n.received + n.dropped_oldest, pos.received,
		"endpoints received %lu and dropped %lu, the ring says %lu",
		(unsigned long)n.received, (unsigned long)n.dropped_oldest,
		(unsigned long)pos.received);
	cr_assert_eq(stored, pos.depth, "stored %lu, the ring says %lu", (unsigned long)stored,
		(unsigned long)pos.depth);
	cr_assert_eq(n.sent, n.received + n.dropped_oldest + stored);

	kc_chan_stats s = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(c, &s), 0);
	cr_assert_eq(s.sent, n.sent);
	cr_assert_eq(s.received, n.received);
	cr_assert_eq(s.depth, stored);
	cr_assert_eq(s.dropped_oldest, n.dropped_oldest);
	cr_assert_eq(s.dropped_newest, n.dropped_newest);
	return stored;
}

void conserve_read(const kc_chan *c, uint64_t *oldest_ns)
{
	struct totals n = counted(c);
	struct kc_positions pos;
	uint64_t oldest;
	ki_source *src;
	struct ki_snapshot *snap;
	struct ki_error err;
	c->flow->look(c, &pos, &oldest);
	cr_assert_eq(ki_open(&src, kc_domain_segment_path(c->domain), &err), 0, "%s", err.text);
	cr_assert_eq(ki_snapshot_take(&snap, src, KI_ALL, &err), 0, "%s", err.text);
	cr_assert_eq(
		snap->finding_count, 0u, "%s", snap->finding_count ? snap->finding[0].text : "");
	cr_assert_eq(snap->channel_count, 1u);
	const struct ki_channel *k = &snap->channel[0];
	cr_assert_eq(k->sent, n.sent);
	cr_assert_eq(k->received, n.received);
	cr_assert_eq(k->depth, pos.depth);
	cr_assert_eq(k->depth_clamped, false);
	cr_assert_eq(k->total[KC_SIDE_SEND].messages, n.sent);
	cr_assert_eq(k->total[KC_SIDE_RECEIVE].messages, n.received);
	cr_assert_eq(k->total[KC_SIDE_SEND].dropped_oldest, n.dropped_oldest);
	cr_assert_eq(k->overflow, c->row->overflow);
	cr_assert_eq(k->kind, c->row->kind);
	*oldest_ns = k->oldest_ns;
	ki_snapshot_free(snap);
	ki_close(src);
}
