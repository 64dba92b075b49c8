/* watched.c - what tools see while threads work: the order in which things are written down. */
#include "chan/chan.h"
#include "kit.h"
#include "ring/slot.h"
#include "stats/snapshot.h"

static void open_ring(void)
{
	kit_open_ring(KC_SPSC, 2, 1, 1, 0);
}
/* --- snapshots ------------------------------------------------------------------------------- */

static void look_twice(void)
{
	uint64_t sent = 0, received = 0;
	for (int i = 0; i < 2; i++) {
		struct kc_positions p = kc_positions_of(kit.c->ring);
		explore_require(p.depth <= 2 && p.received <= p.sent && p.sent <= 3);
		explore_require(p.sent >= sent && p.received >= received);
		sent = p.sent;
		received = p.received;
	}
}
SCENARIO(watched_positions, .shows = "INV-POS-3: received before sent, counts that never go back",
	.prepare = open_ring, .thread = { kit_send_three, kit_receive_three, look_twice },
	.check = kit_check_three, .preemptions = 1);

static void look(void)
{
	kc_chan_stats s = KC_CHAN_STATS(.depth = 0);
	explore_require(kc_chan_snapshot(kit.c, &s) == 0);
	explore_require(s.depth <= 2 && s.received <= s.sent && s.sent <= 3);
	explore_require(s.senders == 1 && s.receivers == 1 && s.capacity == 2);
}
SCENARIO(watched_snapshot, .shows = "INV-POS-3: a whole snapshot, with all its counters",
	.prepare = open_ring, .thread = { kit_send_three, kit_receive_three, look },
	.check = kit_check_three, .preemptions = 1);

/* --- the flight recorder --------------------------------------------------------------------- */

/* As lib/src/inspect/events.c reads an entry: its seq before and after the copy. */
static void read_events(void)
{
	const struct kc_seg_recorder *r = kit.rx[0]->e.recorder;
	uint64_t head = kc_load_acquire(&r->head);
	for (uint64_t n = 0; n < head; n++) {
		const struct kc_seg_event *e = &r->event[n % KC_RECORDER_EVENTS];
		uint32_t before = kc_load_acquire(&e->seq);
		uint64_t ticks = kc_load_relaxed(&e->ticks);
		uint64_t pos = kc_load_relaxed(&e->pos);
		uint32_t type = kc_load_relaxed(&e->type);
		kc_fence_acquire();
		uint32_t after = kc_load_relaxed(&e->seq);
		if (before != after || before != n + 1)
			continue;
		explore_require(type != 0 && ticks != 0 && pos <= 3);
	}
	/* What head counts is there, unless it was overwritten: the recorder holds more than these threads do. */
	for (uint64_t n = 0; n < head; n++)
		explore_require(kc_load_relaxed(&r->event[n].seq) == n + 1);
}
SCENARIO(watched_events, .shows = "the recorder: an entry is whole, and there once head counts it",
	.prepare = open_ring, .thread = { kit_send_three, kit_receive_three, read_events },
	.check = kit_check_three, .preemptions = 1);

/* --- who waits ------------------------------------------------------------------------------- */

static void read_wait(void)
{
	const struct kc_seg_endpoint *row = kit.rx[0]->e.row;
	uint32_t wait = kc_load_acquire(&row->wait);
	explore_require(wait == KC_WAIT_NONE || wait == KC_WAIT_ELEMENT);
	if (wait == KC_WAIT_ELEMENT) {
		explore_require(kc_load_relaxed(&row->wait_since) != 0);
		explore_require(kc_load_acquire(&row->tid) != 0);
	}
}
SCENARIO(watched_waiter, .shows = "a waiter on record says since when and who",
	.prepare = open_ring, .thread = { kit_send_three, kit_receive_three, read_wait },
	.check = kit_check_three, .preemptions = 1);

/* --- stamps ---------------------------------------------------------------------------------- */

static void read_stamp(void)
{
	const struct kc_seg_ring *r = kit.c->ring;
	uint64_t n = kc_load_acquire(&r->stamps);
	for (uint64_t i = 0; i < n; i++) {
		uint64_t pos = kc_load_acquire(&r->lane[i % KC_STAMP_LANE].pos);
		explore_require(pos >= 1 && pos <= 3);
		explore_require(kc_load_relaxed(&r->lane[i % KC_STAMP_LANE].ticks) != 0);
	}
}
SCENARIO(watched_stamps,
	.shows = "S1: a stamp's ticks before its position, both before their count",
	.prepare = open_ring, .thread = { kit_send_three, kit_receive_three, read_stamp },
	.check = kit_check_three, .preemptions = 1);

/* --- intents --------------------------------------------------------------------------------- */

static void open_queue(void)
{
	kit_open_ring(KC_MPMC, 8, 1, 1, 0);
}
static void send_two(void)
{
	kit_send(0, 1);
	kit_send(0, 2);
}
static bool published(uint64_t pos)
{
	const struct kc_mpmc *q = &kit.c->q;
	const struct kc_seg_slot *slot = (const void *)(q->slots + (pos & q->mask) * q->slot_bytes);
	return (kc_load_acquire(&slot->seq) & ~KC_SLOT_STAMPED) == pos + 1;
}
/* A slot that is claimed and not published has its owner's intent, and when the intent is gone it is published. */
static void read_intent(void)
{
	const struct kc_seg_endpoint *row = kit.tx[0]->e.row;
	uint64_t sent = kc_load_acquire(&kit.c->ring->sent) & ~KC_CURSOR_CLOSED;
	for (uint64_t pos = 0; pos < sent; pos++) {
		if (published(pos))
			continue;
		uint32_t intent = kc_load_acquire(&row->intent);
		uint64_t at = kc_load_relaxed(&row->intent_pos);
		explore_require((intent == KC_INTENT_SEND && at >= pos) || published(pos));
	}
}
SCENARIO(watched_intent,
	.shows = "M3: the intent before the claim, and cleared after the publication",
	.prepare = open_queue, .thread = { send_two, read_intent }, .stale = 2);
