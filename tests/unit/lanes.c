/* MPSC: a lane a sender. Order within a sender, fairness between them, lanes that come, go and are used again with
 * their positions, who is woken where, and what the receiver must have looked at before it says "empty"
 * (INV-LANE-1, INV-LANE-2, INV-POS-1, INV-POS-2, INV-CLOSE-1). One thread plays all sides. */
#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "chan/lanes.h"
#include "support/world.h"

enum { STREAM = 2 * KC_MODE_STREAK_SHARED };

KC_TYPED(u64, uint64_t);

static struct world w;
static struct kc_sys_table real;
static int sleeps, wakes, barriers;
static uint32_t *slept_on, *woke_on;
static void (*while_asleep)(void);

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	if (*word != value)
		return -EAGAIN;
	slept_on = word;
	cr_assert_lt(++sleeps, 1000, "sleeps although its condition is true");
	void (*act)(void) = while_asleep;
	if (act) {
		act();
		return 0;
	}
	cr_assert_neq(deadline, 0u, "would sleep for ever");
	return -ETIMEDOUT;
}

static int fake_wake(uint32_t *word, int n)
{
	(void)n;
	woke_on = word;
	wakes++;
	return 0;
}

static int fake_membarrier(int cmd)
{
	barriers++;
	return real.membarrier(cmd);
}

static void setup_with(unsigned flags, enum kc_payload payload, uint32_t capacity)
{
	world_open(&w, flags);
	world_channel(&w, KC_MPSC, payload, payload == KC_VALUES ? 8 : 0, capacity);
	real = kc_sys;
	kc_sys.futex_wait = fake_wait;
	kc_sys.futex_wake = fake_wake;
	kc_sys.membarrier = fake_membarrier;
	sleeps = wakes = barriers = 0;
	while_asleep = NULL;
}

static void setup(uint32_t capacity)
{
	setup_with(0, KC_VALUES, capacity);
}

static void teardown(void)
{
	kc_sys = real;
	world_close(&w);
}

static kc_tx *sender(void)
{
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, w.c), 0, "%s", kc_last_reason());
	return tx;
}

static void put(kc_tx *tx, uint64_t v)
{
	cr_assert_eq(kc_send(tx, &v, 0), 0);
}

static uint64_t take(void)
{
	uint64_t v;
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	return v;
}

static void takes(uint64_t v)
{
	cr_assert_eq(take(), v);
}

static void nothing_there(void)
{
	uint64_t v;
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
}

static void stream(kc_tx *tx)
{
	for (int i = 0; i < STREAM; i++) {
		put(tx, 0);
		(void)take();
	}
}

/* --- order and fairness ---------------------------------------------------------------------- */

Test(lanes, order_is_kept_within_a_sender)
{
	setup(64);
	kc_tx *tx[5] = { w.tx, sender(), sender(), sender(), sender() };
	uint64_t sent[5] = { 0 }, got[5] = { 0 }, v, state = 1;
	for (int round = 0; round < 20000; round++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		unsigned i = (unsigned)(state >> 33) % 5;
		if (state >> 40 & 1) {
			v = (uint64_t)i << 32 | sent[i];
			if (i & 1 ? kc_send(tx[i], &v, 0) == 0 : u64_send(tx[i], &v, 0) == 0)
				sent[i]++;
		} else if (i & 1 ? kc_recv(w.rx, &v, 0) == 0 : u64_recv(w.rx, &v, 0) == 0) {
			cr_assert_eq((uint32_t)v, got[v >> 32]);
			got[v >> 32]++;
		}
	}
	while (kc_recv(w.rx, &v, 0) == 0)
		cr_assert_eq((uint32_t)v, got[v >> 32]++);
	cr_assert_eq(memcmp(sent, got, sizeof sent), 0, "every one of them");
	for (int i = 1; i < 5; i++)
		kc_tx_close(tx[i]);
	teardown();
}

/* An element waits for what the receiver saw elsewhere when it came, not for what is sent there later. */
Test(lanes, a_busy_lane_does_not_keep_the_others_waiting)
{
	for (int inlined = 0; inlined < 2; inlined++) {
		setup(64);
		kc_tx *b = sender();
		uint64_t v;
		for (uint64_t i = 0; i < 10; i++)
			put(w.tx, i);
		takes(0);
		put(b, 4711);
		for (uint64_t i = 1;; i++) {
			put(w.tx, 9 + i);
			cr_assert_eq(inlined ? u64_recv(w.rx, &v, 0) : kc_recv(w.rx, &v, 0), 0);
			if (v == 4711)
				break;
			cr_assert_lt(i, 10u, "it went on with what came later");
			cr_assert_eq(v, i);
		}
		kc_tx_close(b);
		teardown();
	}
}

Test(lanes, a_visit_is_bounded)
{
	setup(4096);
	kc_tx *b = sender();
	uint64_t v, before = 0;
	for (uint64_t i = 0; i < 4096; i++)
		put(w.tx, i);
	takes(before++);
	put(b, UINT64_MAX);
	while ((v = take()) != UINT64_MAX)
		cr_assert_eq(v, before++);
	cr_assert_leq(before, 1024u);
	for (; before < 4096; before++)
		takes(before);
	nothing_there();
	kc_tx_close(b);
	teardown();
}

/* One call gathers from several lanes; a span is of one. */
Test(lanes, batches_take_from_all)
{
	setup(16);
	kc_tx *b = sender(), *c = sender();
	uint64_t v[40];
	const void *span;
	for (uint64_t i = 0; i < 5; i++)
		put(w.tx, 5 + i), put(c, i); /* it stands on the first one, whose turn is last */
	cr_assert_eq(kc_recv_n(w.rx, v, 40, 0), 10);
	for (uint64_t i = 0; i < 10; i++)
		cr_assert_eq(v[i], i);
	put(b, 1), put(c, 2), put(c, 3);
	cr_assert_eq(kc_peek(w.rx, 10, &span), 1);
	cr_assert_eq(*(const uint64_t *)span, 1u);
	put(b, 4);
	cr_assert_eq(kc_rx_wait(w.rx, 4, 0), 0, "a look that moves nothing");
	cr_assert_eq(kc_release(w.rx, 1), 0, "where it was shown");
	cr_assert_eq(kc_recv_n(w.rx, v, 2, 0), 2);
	cr_assert_eq(v[0], 2u);
	takes(4);
	kc_tx_close(b), kc_tx_close(c);
	teardown();
}

/* kc_rx_wait: all lanes together, so that it ends although no lane has so many. */
Test(lanes, a_wait_for_several_counts_all)
{
	setup(16);
	kc_tx *b = sender();
	put(w.tx, 1), put(w.tx, 2);
	cr_assert_eq(kc_rx_wait(w.rx, 3, 0), -EAGAIN);
	put(b, 3);
	cr_assert_eq(kc_rx_wait(w.rx, 3, 0), 0);
	cr_assert_eq(kc_rx_wait(w.rx, 4, 0), -EAGAIN);
	cr_assert_eq(kc_rx_wait(w.rx, 17, 0), -EINVAL);
	takes(1);
	cr_assert_eq(kc_rx_wait(w.rx, 3, 0), -EAGAIN);
	cr_assert_eq(kc_chan_close(w.c), 0);
	cr_assert_eq(kc_rx_wait(w.rx, 3, KC_FOREVER), 0, "closed: there will be no more");
	(void)take(), (void)take();
	cr_assert_eq(kc_rx_wait(w.rx, 1, KC_FOREVER), -EPIPE);
	kc_tx_close(b);
	teardown();
}

static int add_up(void *ctx, const void *elem)
{
	uint64_t v;
	memcpy(&v, elem, sizeof v);
	*(uint64_t *)ctx += v;
	return 0;
}

/* What was granted on a lane is granted no longer when the receiver has left it, whatever the two positions. */
Test(lanes, a_grant_ends_with_the_visit)
{
	for (int in_place = 0; in_place < 2; in_place++) {
		setup_with(KC_NO_STATS, KC_VALUES, 64);
		kc_tx *b = sender();
		const uint64_t *span;
		const void *at;
		uint64_t v, sum = 0;
		stream(w.tx);
		cr_assert_eq(w.rx->e.mode.now, (uint32_t)KC_MODE_FAST);
		put(w.tx, 1), put(w.tx, 2);
		takes(1);
		put(b, 3);
		cr_assert_gt(w.rx->e.span.limit, (uint64_t)STREAM);
		if (in_place) {
			cr_assert_eq(kc_peek(w.rx, 5, &at), 1);
			cr_assert_eq(kc_release(w.rx, 1), 0);
			cr_assert_eq(kc_peek(w.rx, 5, &at), 1);
			cr_assert_eq(kc_release(w.rx, 1), 0);
		} else {
			cr_assert_eq(kc_consume(w.rx, 100, add_up, &sum), 2);
			cr_assert_eq(sum, 5u);
		}
		cr_assert_eq(u64_peek(w.rx, 1, &span), -EAGAIN);
		cr_assert_eq(u64_recv(w.rx, &v, 0), -EAGAIN);
		nothing_there();
		kc_tx_close(b);
		teardown();
	}
}

/* --- lanes come and go ----------------------------------------------------------------------- */

Test(lanes, one_receiver_at_a_time)
{
	kc_rx *second;
	setup(4);
	cr_assert_eq(kc_rx_open(&second, w.c), -EBUSY);
	cr_assert_eq(kc_rx_close(w.rx), 0);
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
	teardown();
}

/* INV-LANE-2, INV-POS-1: not before it is drained, and then its positions go on. */
Test(lanes, a_drained_lane_is_used_again)
{
	setup(4);
	kc_tx *a = sender();
	const struct kc_lane *lane = a->e.lane;
	uint32_t gen = lane->row->gen;
	cr_assert_eq(lane->row->owner, a->e.index);
	cr_assert_eq(w.c->ring->next_lane, lane->ring_index);
	put(a, 1), put(a, 2);
	cr_assert_eq(kc_tx_close(a), 0);
	cr_assert_eq(lane->row->owner, KC_NONE);
	kc_tx *b = sender();
	cr_assert_neq(b->e.lane, lane, "something is left in it");
	put(b, 3);
	takes(1), takes(2);
	kc_tx *c = sender();
	cr_assert_eq(c->e.lane, lane);
	cr_assert_eq(lane->row->owner, c->e.index);
	cr_assert_eq(c->e.row->start_pos, 2u);
	cr_assert_eq(c->e.row->ring, lane->ring_index);
	cr_assert_eq(lane->row->gen, gen, "a reader need not look again");
	put(c, 4);
	cr_assert_eq(lane->row->sent, 3u);
	takes(3), takes(4);
	cr_assert_eq(kc_tx_close(b), 0);
	cr_assert_eq(c->e.flow->moved(&c->e), 1u, "its own");
	cr_assert_eq(kc_tx_close(c), 0);
	cr_assert_eq(w.c->row->past[KC_SIDE_SEND].messages, 4u);
	teardown();
}

/* Regression "register overshoot": senders that come and go do not pile up lanes. */
Test(lanes, register_storm)
{
	setup(2);
	for (uint64_t round = 0; round < 5000; round++) {
		kc_tx *a = sender(), *b = sender();
		put(a, 2 * round), put(b, 2 * round + 1);
		cr_assert_eq(kc_tx_close(a), 0);
		if (round % 2)
			cr_assert_eq(kc_tx_close(b), 0);
		cr_assert_eq(take() / 2, round);
		cr_assert_eq(take() / 2, round);
		if (round % 2 == 0)
			cr_assert_eq(kc_tx_close(b), 0);
		nothing_there();
	}
	cr_assert_leq(w.c->lanes->count, 3u);
	teardown();
}

/* Regression "register overshoot": at the limit a sender is refused, everything else goes on, and nothing is lost. */
Test(lanes, the_limit_of_endpoints_is_the_limit_of_lanes)
{
	world_open(&w, 0);
	kc_domain *d;
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = w.dir, .channels_max = 2, .endpoints_max = 8);
	cr_assert_eq(kc_domain_open(&d, "small", &o), 0, "%s", kc_last_reason());
	kc_chan_opts co = KC_CHAN_OPTS(.topology = KC_MPSC, .elem_bytes = 8, .capacity = 2);
	kc_chan *c;
	kc_rx *rx;
	kc_tx *tx[8];
	cr_assert_eq(kc_chan_open(&c, d, "c", &co), 0);
	cr_assert_eq(kc_rx_open(&rx, c), 0);
	for (int i = 0; i < 7; i++)
		cr_assert_eq(kc_tx_open(&tx[i], c), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&tx[7], c), -ENOSPC);
	for (uint64_t i = 0; i < 7; i++)
		put(tx[i], i);
	for (int i = 0; i < 7; i++)
		cr_assert_eq(kc_tx_close(tx[i]), 0);
	/* Closed ones that were not drained hold their lanes: ten rings in all. */
	uint64_t v, sent = 7, got = 0, sum = 0;
	int rc;
	while ((rc = kc_tx_open(&tx[0], c)) == 0) {
		put(tx[0], sent++);
		cr_assert_eq(kc_tx_close(tx[0]), 0);
	}
	cr_assert_eq(rc, -ENOSPC);
	cr_assert_eq(sent, 10u);
	for (; kc_recv(rx, &v, 0) == 0; got++)
		sum += v;
	cr_assert_eq(got, sent);
	cr_assert_eq(sum, 45u);
	for (int i = 0; i < 7; i++)
		cr_assert_eq(kc_tx_open(&tx[i], c), 0, "%s", kc_last_reason());
	for (int i = 0; i < 7; i++)
		cr_assert_eq(kc_tx_close(tx[i]), 0);
	kc_rx_close(rx);
	cr_assert_eq(kc_chan_free(c), 0);
	cr_assert_eq(kc_domain_close(d), 0);
	world_close(&w);
}

/* More than a group; a receiver that comes later, leaves in the middle, and another one that goes on. */
Test(lanes, receivers_come_late_and_go)
{
	enum { SENDERS = 200 };
	kc_tx *tx[SENDERS];
	uint64_t v, seen[SENDERS] = { 0 };
	setup(4);
	cr_assert_eq(kc_rx_close(w.rx), 0);
	for (uint64_t i = 0; i < SENDERS; i++) {
		tx[i] = sender();
		put(tx[i], i), put(tx[i], i);
		if (i % 3 == 0)
			cr_assert_eq(kc_tx_close(tx[i]), 0);
	}
	cr_assert_eq(w.c->lanes->count, (uint32_t)SENDERS + 1);
	for (int k = 0; k < 2 * SENDERS; k += 50) {
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		cr_assert_eq(w.rx->e.row->start_pos, (uint64_t)k);
		for (int i = 0; i < 50; i++) {
			v = take();
			cr_assert_lt(v, (uint64_t)SENDERS);
			seen[v]++;
		}
		cr_assert_eq(w.rx->e.flow->moved(&w.rx->e), 50u);
		cr_assert_eq(kc_rx_close(w.rx), 0);
	}
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
	nothing_there();
	for (uint64_t i = 0; i < SENDERS; i++) {
		cr_assert_eq(seen[i], 2u);
		if (i % 3) {
			put(tx[i], i);
			takes(i);
			cr_assert_eq(kc_tx_close(tx[i]), 0);
		}
	}
	teardown();
}

/* INV-CLOSE-1 over lanes, and lanes whose sender is gone. */
Test(lanes, closed_is_not_drained)
{
	for (int receiver = 0; receiver < 3; receiver++) {
		setup(4);
		kc_tx *b = sender(), *c = sender();
		uint64_t v;
		put(c, 1), put(w.tx, 2);
		cr_assert_eq(kc_tx_close(c), 0);
		if (receiver == 1)
			takes(1), put(w.tx, 1);
		put(b, 0);
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), -EPIPE);
		cr_assert_eq(kc_send(b, &v, KC_FOREVER), -EPIPE);
		if (receiver == 2) {
			cr_assert_eq(kc_rx_close(w.rx), 0);
			cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		}
		for (int i = 0, sum = 0; i < 3; i++) {
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
			sum += (int)v;
			cr_assert(i < 2 || sum == 3);
		}
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
		kc_tx_close(b);
		teardown();
	}
}

/* --- what the receiver has looked at (INV-LANE-1) -------------------------------------------- */

/* Regression "lost lane bit": something is published when the receiver has taken the bit and has not looked yet. */
Test(lanes, a_lane_bit_is_not_lost)
{
	setup(16);
	struct kc_lane_group *g = w.tx->e.lane->group;
	uint64_t bit = kc_lane_bit(w.tx->e.lane), shown = 0;
	nothing_there();
	put(w.tx, 1);
	cr_assert_eq(g->hints.some, bit);
	cr_assert_eq(kc_hints_look(&g->hints, &shown), bit);
	cr_assert_eq(g->hints.some, 0u);
	put(w.tx, 2);
	cr_assert_eq(g->hints.some, bit, "set again");
	takes(1), takes(2);
	/* A bit that says too much costs a look. */
	g->hints.some = ~UINT64_C(0) >> 63 << w.tx->e.lane->number;
	g->shown = bit;
	nothing_there();
	cr_assert_eq(g->hints.some | g->shown, 0u);
	teardown();
}

/* A sender that does not fence says nothing of what it sends: it is looked at, until it fences again. */
Test(lanes, a_fast_sender_is_looked_at)
{
	setup(64);
	kc_tx *b = sender();
	struct kc_lane_group *g = b->e.lane->group;
	uint64_t bit = kc_lane_bit(b->e.lane), v;
	stream(b);
	cr_assert_eq(b->e.mode.now, (uint32_t)KC_MODE_FAST);
	cr_assert_eq(g->hints.fast, bit);
	cr_assert_eq(b->e.lane->row->tx_mode, (uint32_t)KC_MODE_FAST);
	nothing_there();
	g->hints.some = g->shown = 0;
	put(b, 1);
	cr_assert_eq(g->hints.some, 0u);
	takes(1);
	nothing_there();
	/* It leaves with something in its lane. */
	put(b, 2);
	cr_assert_eq(kc_tx_close(b), 0);
	cr_assert_eq(g->hints.fast, 0u);
	takes(2);
	cr_assert_eq(kc_recv(w.rx, &v, 1000), -ETIMEDOUT);
	cr_assert_eq(barriers, 0, "nobody is FAST any more");
	teardown();
}

static kc_tx *late;
static void send_as_another(void)
{
	put(late, 7);
}

/* A sleeper meets them all: one call if any of them is FAST, wherever its lane stands. */
Test(lanes, a_sleeper_meets_every_sender)
{
	setup(64);
	kc_tx *tx[130];
	uint64_t v;
	for (int i = 0; i < 130; i++)
		tx[i] = sender();
	stream(tx[129]);
	stream(tx[70]);
	cr_assert_eq(barriers, 0);
	late = tx[70];
	while_asleep = send_as_another;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(barriers, 1, "for both");
	cr_assert_eq(tx[70]->e.mode.now, (uint32_t)KC_MODE_FENCED, "it has woken somebody");
	cr_assert_eq(tx[129]->e.mode.now, (uint32_t)KC_MODE_FAST);
	late = tx[129];
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(barriers, 2);
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(barriers, 2, "all fence");
	cr_assert_eq(sleeps, 3);
	for (int i = 0; i < 130; i++)
		kc_tx_close(tx[i]);
	teardown();
}

static void open_and_send(void)
{
	if (!late)
		late = sender();
	put(late, 9);
}

/* A lane that is linked after the receiver's last look. */
Test(lanes, a_sender_that_comes_while_the_receiver_sleeps)
{
	uint64_t v;
	setup(4);
	late = NULL;
	while_asleep = open_and_send;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(v, 9u);
	cr_assert_eq(sleeps, 1);
	cr_assert_eq(wakes, 1);
	cr_assert_eq(woke_on, &w.c->row->side[KC_SIDE_RECEIVE].word);
	kc_tx_close(late);
	teardown();
}

/* --- room ------------------------------------------------------------------------------------ */

static kc_tx *waiting;
static void make_room_for_it(void)
{
	const struct kc_seg_side_wait *own = &waiting->e.lane->row->room;
	cr_assert_eq(slept_on, &own->word);
	while (take() == 1)
		cr_assert_eq(wakes, 0, "room in another lane is no reason");
	cr_assert_eq(wakes, 1);
	cr_assert_eq(woke_on, &own->word);
}

Test(lanes, a_sender_sleeps_and_is_woken_on_its_own_lane)
{
	setup(1);
	waiting = sender();
	kc_tx *between = sender();
	put(w.tx, 1), put(waiting, 2), put(between, 1);
	takes(2);
	put(waiting, 2);
	while_asleep = make_room_for_it;
	uint64_t v = 3;
	cr_assert_eq(kc_send(waiting, &v, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 1);
	takes(3);
	cr_assert_eq(waiting->e.row->count.blocked, 1u);
	kc_tx_close(waiting), kc_tx_close(between);
	teardown();
}

static void take_one(void)
{
	(void)take();
}

/* The receiver's one mode is met by who waits on whatever lane. */
Test(lanes, a_sender_that_waits_meets_the_receiver)
{
	setup(64);
	kc_tx *b = sender();
	uint64_t v = 1;
	stream(w.tx);
	cr_assert_eq(w.c->ring->rx_mode, (uint32_t)KC_MODE_FAST);
	while (kc_send(b, &v, 0) == 0)
		;
	while_asleep = take_one;
	cr_assert_eq(kc_send(b, &v, KC_FOREVER), 0);
	cr_assert_eq(barriers, 1);
	cr_assert_eq(w.c->ring->rx_mode, (uint32_t)KC_MODE_FENCED);
	cr_assert_eq(kc_send(b, &v, KC_FOREVER), 0);
	cr_assert_eq(barriers, 1, "once a change of mood");
	kc_tx_close(b);
	teardown();
}

/* Regression "lazy release that starves a sender": nothing is held back on a lane that the receiver has left, and
 * a lane holds exactly its capacity all the time (INV-POS-2). */
Test(lanes, lazy_release_starves_nobody)
{
	setup(1024);
	kc_tx *b = sender();
	const struct kc_seg_ring *r = w.tx->e.lane->row;
	uint64_t v = 0;
	for (int i = 0; i < 10; i++)
		put(w.tx, 1);
	for (int i = 0; i < 10; i++)
		(void)take();
	put(b, 2), put(b, 3);
	takes(2);
	cr_assert_eq(r->received, 10u);
	cr_assert_eq(r->released, 10u, "given back when it left");
	for (int i = 0; i < 1024; i++)
		put(w.tx, 4);
	cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
	takes(3);
	takes(4);
	put(w.tx, 5);
	cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
	kc_tx_close(b);
	teardown();
}

/* --- seen from inside ------------------------------------------------------------------------ */

Test(lanes, a_snapshot_adds_up)
{
	setup(8);
	kc_chan_stats s = KC_CHAN_STATS();
	kc_tx *b = sender(), *c = sender();
	put(w.tx, 1);
	takes(1);
	put(b, 2), put(b, 3), put(c, 4);
	cr_assert_eq(kc_tx_close(c), 0);
	cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
	cr_assert_eq(s.sent, 4u);
	cr_assert_eq(s.received, 1u);
	cr_assert_eq(s.depth, 3u);
	cr_assert_eq(s.capacity, 24u, "of all lanes");
	cr_assert_eq(s.senders, 2u);
	cr_assert_gt(s.oldest_ns, 0u);
	takes(2), takes(3), takes(4);
	cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
	cr_assert_eq(s.received, 4u);
	cr_assert_eq(s.oldest_ns, 0u);
	cr_assert_eq(s.residence_count, 4u, "the first of each was stamped");
	kc_tx_close(b);
	teardown();
}

/* Each lane has stamps of its own, also when the receiver leaves one with stamps ahead. */
Test(lanes, every_lane_is_stamped)
{
	setup(4096);
	kc_tx *b = sender();
	const struct kc_seg_hist *h = w.rx->e.residence_hist;
	for (int i = 0; i < 4096; i++)
		put(w.tx, 0);
	for (int i = 0; i < 1024; i++)
		takes(0);
	uint64_t before = h->count;
	cr_assert_gt(before, 0u);
	put(b, 1);
	takes(1);
	cr_assert_eq(h->count, before + 1, "the first in its lane");
	for (int i = 1024; i < 4096; i++)
		takes(0);
	cr_assert_gt(h->count, before + 1);
	cr_assert_leq(h->count, w.tx->e.lane->row->stamps + 1);
	kc_tx_close(b);
	teardown();
}

/* What nobody received is handed over once, from every lane. */
static uint64_t left_sum, left_count;
static void left_over(void *ctx, void *elem)
{
	uint64_t v;
	(void)ctx;
	memcpy(&v, elem, sizeof v);
	left_sum += v;
	left_count++;
}

Test(lanes, what_is_left_is_handed_over)
{
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_MPSC, .elem_bytes = 8, .capacity = 4,
		.on_undelivered = left_over);
	cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
	for (uint64_t i = 1; i <= 70; i++) {
		kc_tx *tx = sender();
		put(tx, i), put(tx, 1000 * i);
		cr_assert_eq(kc_tx_close(tx), 0);
	}
	cr_assert_eq(kc_chan_free(w.c), 0);
	w.c = NULL;
	cr_assert_eq(left_count, 140u);
	cr_assert_eq(left_sum, UINT64_C(1001) * 70 * 71 / 2);
	world_close(&w);
}
