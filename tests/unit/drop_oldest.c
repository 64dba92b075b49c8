/* KC_DROP_OLDEST: what is brought to a full channel goes in and the oldest elements go, counted and handed over
 * once; a sender never waits; nothing else is ever lost, however sender and receiver meet. Each topology, each
 * payload; what the policy does not have is refused. */
#include "support/harness.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "chan/chan.h"
#include "ring/dropping.h"
#include "support/conserve.h"
#include "support/parcel.h"
#include "support/world.h"

enum { CAPACITY = 4 };
KC_TYPED(u64, uint64_t);

static struct world w;
static struct parcels kept;
static const enum kc_topology every[] = { KC_SPSC, KC_MPSC, KC_MPMC };
static const enum kc_payload payloads[] = { KC_VALUES, KC_POINTERS, KC_TICKETS, KC_BYTES };
#define EACH_TOPOLOGY(t)                                    \
	for (size_t i_ = 0; i_ < KC_ARRAY_LEN(every); i_++) \
		for (enum kc_topology t = every[i_], *o_ = &t; o_; o_ = NULL)
#define EACH_PAYLOAD(p)                                        \
	for (size_t j_ = 0; j_ < KC_ARRAY_LEN(payloads); j_++) \
		for (enum kc_payload p = payloads[j_], *q_ = &p; q_; q_ = NULL)

static void open_channel(enum kc_topology t, enum kc_payload p, bool callback, unsigned flags)
{
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .overflow = KC_DROP_OLDEST, .payload = p,
		.elem_bytes = p == KC_VALUES ? 8 : 0, .capacity = CAPACITY,
		.on_undelivered = callback ? parcel_keep : NULL, .ctx = &kept, .flags = flags);
	kept = (struct parcels){ .d = w.d, .payload = p };
	cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&w.tx, w.c), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0, "%s", kc_last_reason());
}

static kc_chan_stats look(void)
{
	kc_chan_stats s = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
	return s;
}

/* Values are their positions in these tests, until something is received. */
static bool is_pos(const void *elem, uint64_t pos)
{
	return *(const uint64_t *)elem == pos;
}

/* --- the oldest go ----------------------------------------------------------------------------- */

Test(drop_oldest, the_newest_stay)
{
	EACH_TOPOLOGY(t)
	EACH_PAYLOAD(p)
	for (int callback = 0; callback < 2; callback++) {
		uint64_t got;
		open_channel(t, p, callback, 0);
		for (uint64_t v = 0; v < 10; v++) {
			cr_assert_eq(parcel_send(w.d, w.tx, p, v, v & 1 ? 0 : KC_FOREVER), 0);
			cr_assert_eq(conserve_check(w.c, p == KC_VALUES ? is_pos : NULL),
				v < CAPACITY ? v + 1 : CAPACITY);
		}
		kc_chan_stats s = look();
		cr_assert_eq(s.sent, 10u);
		cr_assert_eq(s.dropped_oldest, 10u - CAPACITY);
		cr_assert_eq(s.dropped_newest + s.refused + s.blocked_sends + s.received, 0u);
		cr_assert_eq(s.bytes_sent, 10u * (p == KC_POINTERS ? 16 : 8));
		cr_assert_eq(kept.count, callback ? 10u - CAPACITY : 0u);
		for (size_t i = 0; i < kept.count; i++)
			cr_assert_eq(kept.v[i], i, "the oldest, each once, in order");
		for (uint64_t v = 10 - CAPACITY; v < 10; v++) {
			cr_assert_eq(parcel_recv(w.d, w.rx, p, &got, 0), 0);
			cr_assert_eq(got, v);
			conserve_check(w.c, NULL);
		}
		cr_assert_eq(parcel_recv(w.d, w.rx, p, &got, 0), -EAGAIN);
		cr_assert_eq(look().received, (uint64_t)CAPACITY);
		cr_assert_eq(parcel_send(w.d, w.tx, p, 77, 0), 0);
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert_eq(parcel_send(w.d, w.tx, p, 78, 0), -EPIPE, "closed is not full");
		cr_assert_eq(parcel_recv(w.d, w.rx, p, &got, KC_FOREVER), 0);
		cr_assert_eq(got, 77u);
		cr_assert_eq(parcel_recv(w.d, w.rx, p, &got, KC_FOREVER), -EPIPE);
		world_close(&w); /* asserts that no ticket is left */
	}
}

/* What is left at the end is handed over, too, and counts as neither received nor dropped. */
Test(drop_oldest, what_is_left_is_undelivered)
{
	EACH_TOPOLOGY(t)
	EACH_PAYLOAD(p)
	for (int callback = 0; callback < 2; callback++) {
		open_channel(t, p, callback, KC_CLOSE_WITH_LAST_TX);
		for (uint64_t v = 0; v < 6; v++)
			cr_assert_eq(parcel_send(w.d, w.tx, p, v, 0), 0);
		cr_assert_eq(kc_tx_close(w.tx), 0);
		w.tx = NULL;
		cr_assert_eq(look().dropped_oldest, 2u);
		cr_assert_eq(conserve_check(w.c, NULL), (uint64_t)CAPACITY);
		world_close(&w);
		cr_assert_eq(kept.count, callback ? 6u : 0u);
		for (size_t i = 0; i < kept.count; i++)
			cr_assert_eq(kept.v[i], i);
	}
}

/* A batch sends what fits without dropping anything; into a full channel as many as it holds. */
Test(drop_oldest, batches)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v[40], got[8];
		for (uint64_t i = 0; i < 40; i++)
			v[i] = i;
		open_channel(t, KC_VALUES, true, 0);
		cr_assert_eq(kc_send_n(w.tx, v, 6, KC_FOREVER), CAPACITY);
		cr_assert_eq(kept.count, 0u);
		cr_assert_eq(kc_send_n(w.tx, v + 4, 2, 0), 2);
		cr_assert_eq(kept.count, 2u);
		conserve_check(w.c, is_pos);
		cr_assert_eq(kc_send_n(w.tx, v + 6, 30, 0), CAPACITY);
		cr_assert_eq(conserve_check(w.c, is_pos), (uint64_t)CAPACITY);
		cr_assert_eq(kept.count, 6u);
		for (size_t i = 0; i < kept.count; i++)
			cr_assert_eq(kept.v[i], i);
		cr_assert_eq(kc_recv_n(w.rx, got, 8, 0), CAPACITY);
		for (uint64_t i = 0; i < CAPACITY; i++)
			cr_assert_eq(got[i], 6 + i);
		world_close(&w);
	}
}

/* Elements of every size go round the ring whole; the last word of an odd one, too. */
Test(drop_oldest, sizes)
{
	static const uint32_t sizes[] = { 1, 3, 8, 12, 16, 100, 1025, 4096 };
	EACH_TOPOLOGY(t)
	for (size_t k = 0; k < KC_ARRAY_LEN(sizes); k++) {
		unsigned char in[4096], out[3 * 4096];
		world_open(&w, 0);
		kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .overflow = KC_DROP_OLDEST,
			.elem_bytes = sizes[k], .capacity = 2);
		cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
		cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		for (int round = 1; round <= 7; round++) {
			memset(in, round, sizeof in);
			cr_assert_eq(kc_send(w.tx, in, 0), 0);
		}
		memset(out, 99, sizeof out);
		cr_assert_eq(kc_recv_n(w.rx, out, 3, 0), 2);
		for (uint32_t i = 0; i < 2 * sizes[k]; i++)
			cr_assert_eq(out[i], 6 + i / sizes[k]);
		cr_assert_eq(out[2 * sizes[k]], 99, "and nothing behind them");
		world_close(&w);
	}
}

/* A ring of one: each send drops the one before. */
Test(drop_oldest, capacity_one)
{
	uint64_t v;
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .overflow = KC_DROP_OLDEST,
		.elem_bytes = 8, .capacity = 1);
	cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
	cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
	for (v = 0; v < 5; v++)
		cr_assert_eq(u64_send(w.tx, &v, 0), 0);
	cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
	cr_assert_eq(v, 4u);
	cr_assert_eq(u64_recv(w.rx, &v, 0), -EAGAIN);
	cr_assert_eq(conserve_check(w.c, NULL), 0u);
	world_close(&w);
}

/* --- what it does not have ------------------------------------------------------------------- */

static int never(void *ctx, const void *elem)
{
	(void)ctx, (void)elem;
	return 0;
}

Test(drop_oldest, nothing_in_place)
{
	EACH_TOPOLOGY(t)
	{
		void *span;
		const void *shown;
		uint64_t v = 1;
		open_channel(t, KC_VALUES, false, 0);
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_reserve(w.tx, 1, &span), -EINVAL);
		cr_assert_eq(kc_commit(w.tx, 1), -EINVAL);
		cr_assert_eq(kc_peek(w.rx, 1, &shown), -EINVAL);
		cr_assert_eq(kc_release(w.rx, 1), -EINVAL);
		cr_assert_eq(kc_consume(w.rx, 1, never, NULL), -EINVAL);
		cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		world_close(&w);
	}
	world_open(&w, 0);
	kc_chan *c;
	kc_chan_opts o =
		KC_CHAN_OPTS(.kind = KC_CONFLATED, .overflow = KC_DROP_OLDEST, .elem_bytes = 8);
	cr_assert_eq(kc_chan_open(&c, w.d, "no", &o), -EINVAL);
	o = (kc_chan_opts)KC_CHAN_OPTS(.topology = KC_SPSC, .overflow = KC_DROP_OLDEST,
		.elem_bytes = 8, .flags = KC_LOW_LATENCY);
	cr_assert_eq(kc_chan_open(&c, w.d, "no", &o), -EINVAL);
	cr_assert_not_null(strstr(kc_last_reason(), "KC_LOW_LATENCY"), "%s", kc_last_reason());
	o = (kc_chan_opts)KC_CHAN_OPTS(.overflow = (enum kc_overflow)3, .elem_bytes = 8);
	cr_assert_eq(kc_chan_open(&c, w.d, "no", &o), -EINVAL);
	world_close(&w);
}

/* However long a sender streams, inline code is never let at the ring. */
Test(drop_oldest, nothing_is_granted)
{
	uint64_t v;
	open_channel(KC_SPSC, KC_VALUES, false, 0);
	for (v = 0; v < 3 * KC_MODE_STREAK; v++) {
		cr_assert_eq(u64_send(w.tx, &v, 0), 0);
		cr_assert_eq(w.tx->e.span.limit + w.tx->e.span.edge, 0u);
		if (v % 3 == 0)
			continue;
		uint64_t got;
		cr_assert_eq(u64_recv(w.rx, &got, 0), 0);
		cr_assert_eq(w.rx->e.span.limit + w.rx->e.span.edge, 0u);
	}
	cr_assert_eq(w.tx->e.mode.now, kc_membarrier_ready() ? KC_MODE_FAST : KC_MODE_FENCED);
	conserve_check(w.c, NULL);
	world_close(&w);
}

/* --- two consumers ---------------------------------------------------------------------------- */

static struct kc_dropping ring(void)
{
	struct kc_seg_ring *r = w.c->ring;
	return (struct kc_dropping){ .row = r,
		.slots = w.c->slots,
		.mask = r->capacity - 1,
		.slot_bytes = r->slot_bytes,
		.elem_bytes = r->elem_bytes };
}

/* The receiver copies, the sender takes the element and writes over it, the receiver's claim fails. */
Test(drop_oldest, a_copy_that_lost_is_thrown_away)
{
	uint64_t v, pos, elem[2];
	open_channel(KC_SPSC, KC_VALUES, true, 0);
	for (v = 0; v < CAPACITY; v++)
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	struct kc_dropping q = ring();
	cr_assert_eq(kc_dropping_look(&q, 2, &pos), 2u);
	kc_dropping_copy(&q, pos, elem, 2);
	cr_assert_eq(elem[0] + elem[1], 1u);
	v = 100;
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_dropping_take(&q, pos, 2), false, "one of them is gone");
	cr_assert_eq(kept.count, 1u);
	cr_assert_eq(kc_dropping_look(&q, 1, &pos), 1u);
	cr_assert_eq(pos, 1u);
	kc_dropping_copy(&q, pos, elem, 1);
	cr_assert_eq(kc_dropping_take(&q, pos, 1), true);
	cr_assert_eq(elem[0], 1u);
	/* And the other way round: the receiver took, so the sender finds room instead of something to drop. */
	uint64_t from;
	cr_assert_eq(kc_dropping_drop(&q, 1, &from), 0u);
	cr_assert_eq(kc_dropping_room(&q), 1u);
	w.rx->e.row->count.messages++; /* this test was the receiver */
	conserve_check(w.c, NULL);
	world_close(&w);
}

/* A byte message that was looked at and dropped meanwhile is not the one that is taken. */
Test(drop_oldest, a_long_message_stays_or_is_dropped)
{
	EACH_TOPOLOGY(t)
	{
		char buf[4];
		open_channel(t, KC_BYTES, false, 0);
		cr_assert_eq(kc_send_bytes(w.tx, "too long", 8, 0), 0);
		cr_assert_eq(kc_rx_next_len(w.rx), 8);
		cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), -EMSGSIZE);
		cr_assert_eq(conserve_check(w.c, NULL), 1u);
		for (int i = 0; i < CAPACITY; i++)
			cr_assert_eq(kc_send_bytes(w.tx, "abcd", 4, 0), 0);
		cr_assert_eq(kc_rx_next_len(w.rx), 4, "the long one was the oldest");
		for (int i = 0; i < CAPACITY; i++)
			cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), 4);
		cr_assert_eq(conserve_check(w.c, NULL), 0u);
		world_close(&w);
	}
}

/* MPMC: the oldest slot is claimed and not published, or taken and not yet given back: whoever did that was
 * interrupted. The sender does not wait for it, and what it brought is dropped and counted. */
Test(drop_oldest, who_is_interrupted_holds_up_nobody)
{
	uint64_t v = 0;
	open_channel(KC_MPMC, KC_VALUES, true, 0);
	struct kc_seg_ring *r = w.c->ring;
	r->sent++; /* another sender's claim of position 0 */
	for (v = 1; v < CAPACITY; v++)
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	v = 50;
	cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), 0);
	cr_assert_eq(w.tx->e.row->count.dropped_newest, 1u);
	cr_assert_eq(kept.count, 1u);
	cr_assert_eq(kept.v[0], 50u);
	cr_assert_eq(w.tx->e.row->count.dropped_oldest, 0u, "nothing else went");
	/* It publishes: then the oldest is there to be dropped. */
	struct kc_seg_slot *slot = (void *)w.c->slots;
	slot->elem[0] = 0;
	slot->seq = 1;
	w.tx->e.row->count.messages++;
	cr_assert_eq(conserve_check(w.c, NULL), (uint64_t)CAPACITY);
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kept.count, 2u);
	cr_assert_eq(kept.v[1], 0u);
	/* A receiver claims position 1 and stops. */
	r->received++;
	v = 60;
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kept.v[2], 60u, "and 2 and 3 are still there");
	cr_assert_eq(w.tx->e.row->count.dropped_newest, 2u);
	slot = (void *)(w.c->slots + w.c->ring->slot_bytes);
	slot->seq = 1 + CAPACITY;
	w.rx->e.row->count.messages++;
	cr_assert_eq(conserve_check(w.c, NULL), CAPACITY - 1u);
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	cr_assert_eq(v, 2u);
	world_close(&w);
}

/* --- waiting --------------------------------------------------------------------------------- */

/* Who wants to drop nothing waits for room first. */
static void *take_one(void *arg)
{
	uint64_t v;
	(void)arg;
	while (look().senders_asleep == 0)
		sched_yield();
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	return NULL;
}

Test(drop_oldest, room_can_be_waited_for)
{
	EACH_TOPOLOGY(t)
	{
		pthread_t thread;
		open_channel(t, KC_VALUES, false, 0);
		for (uint64_t v = 0; v < CAPACITY; v++)
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -EAGAIN);
		cr_assert_eq(kc_tx_wait(w.tx, 1, 1000), -ETIMEDOUT);
		cr_assert_eq(pthread_create(&thread, NULL, take_one, NULL), 0);
		cr_assert_eq(kc_tx_wait(w.tx, 1, KC_FOREVER), 0);
		pthread_join(thread, NULL);
		uint64_t v = 9;
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(look().dropped_oldest, 0u);
		world_close(&w);
	}
}

static void *wait_for_room(void *arg)
{
	(void)arg;
	cr_assert_eq(kc_tx_wait(w.tx, 1, KC_FOREVER), 0);
	return NULL;
}

/* The room that a sender makes and does not need wakes who waits for it, and the waker is told of. */
Test(drop_oldest, a_dropping_sender_wakes_and_is_counted, .timeout = 60)
{
	pthread_t thread;
	kc_tx *other;
	uint64_t v = 1;
	open_channel(KC_MPMC, KC_VALUES, false, 0);
	cr_assert_eq(kc_tx_open(&other, w.c), 0);
	for (int i = 0; i < CAPACITY; i++)
		cr_assert_eq(kc_send(other, &v, 0), 0);
	cr_assert_eq(pthread_create(&thread, NULL, wait_for_room, NULL), 0);
	while (look().senders_asleep == 0)
		sched_yield();
	/* It may be on its way into the kernel still, and finds the room taken again; so more than once. */
	while (kc_load_relaxed(&other->e.row->count.wakes) == 0)
		cr_assert_eq(kc_send(other, &v, 0), 0);
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	pthread_join(thread, NULL);
	cr_assert_eq(kc_tx_close(other), 0);
	world_close(&w);
}

static void *wait_for_one(void *arg)
{
	uint64_t v;
	*(int *)arg = kc_recv(w.rx, &v, KC_FOREVER);
	return NULL;
}

Test(drop_oldest, a_receiver_is_woken)
{
	EACH_TOPOLOGY(t)
	for (int how = 0; how < 3; how++) {
		pthread_t thread;
		kc_cancel *token;
		int rc = 1;
		uint64_t v = 1;
		open_channel(t, KC_VALUES, false, 0);
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_rx_set_cancel(w.rx, token);
		cr_assert_eq(kc_recv(w.rx, &v, 1000), -ETIMEDOUT);
		cr_assert_eq(pthread_create(&thread, NULL, wait_for_one, &rc), 0);
		while (look().receivers_asleep == 0)
			sched_yield();
		cr_assert_eq(how == 0   ? kc_send(w.tx, &v, 0)
			     : how == 1 ? kc_chan_close(w.c)
					: kc_cancel_fire(token),
			0);
		pthread_join(thread, NULL);
		cr_assert_eq(rc, how == 0 ? 0 : how == 1 ? -EPIPE : -ECANCELED);
		kc_rx_set_cancel(w.rx, NULL);
		kc_cancel_free(token);
		world_close(&w);
	}
}

/* An event loop hears of an element and of room; a sender that drops makes room for others as a receiver does. */
static int readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	return poll(&p, 1, 0);
}

Test(drop_oldest, in_an_event_loop)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 1;
		kc_tx *other = NULL;
		open_channel(t, KC_VALUES, false, 0);
		int rx = kc_rx_fd(w.rx);
		cr_assert_geq(rx, 0);
		cr_assert_eq(readable(rx), 0);
		for (int i = 0; i < CAPACITY; i++)
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(readable(rx), 1);
		int tx = kc_tx_fd(w.tx);
		cr_assert_geq(tx, 0);
		cr_assert_eq(readable(tx), 1, "full, and a send is taken all the same");
		cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -EAGAIN);
		cr_assert_eq(readable(tx), 1);
		if (t != KC_SPSC) {
			cr_assert_eq(kc_tx_open(&other, w.c), 0);
			cr_assert_eq(kc_send(other, &v, 0), 0);
			cr_assert_eq(kc_tx_close(other), 0);
		}
		world_close(&w);
	}
}

/* --- how long they stayed --------------------------------------------------------------------- */

/* The stamps of dropped elements are passed by, and the place of each is used again. */
Test(drop_oldest, stamps)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 0, rounds = 3 * KC_STAMP_LANE, got, start = kc_mono_ns();
		open_channel(t, KC_VALUES, false, 0);
		cr_assert_eq(look().oldest_ns, 0u);
		for (; v < rounds; v++) {
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
			cr_assert_leq(look().residence_count, v);
		}
		cr_assert_gt(look().oldest_ns, 0u);
		cr_assert_eq(look().residence_count, 0u);
		/* Whoever takes the time of a dropped element for that of one that is there is ages off. */
		struct kc_seg_ring *r = w.c->ring;
		for (int i = 0; i < KC_STAMP_LANE; i++)
			if (r->lane[i].pos <= r->received)
				r->lane[i].ticks = 1;
		for (int i = 0; i < 50; i++) {
			cr_assert_eq(kc_recv(w.rx, &got, 0), 0);
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		}
		kc_chan_stats s = look();
		cr_assert_gt(
			s.residence_count, 0u, "a ring of four stamps every other one at least");
		/* The two clocks may run a little differently. */
		cr_assert_leq(s.residence_max_ns, 2 * (kc_mono_ns() - start));
		world_close(&w);
	}
}

/* The reader from outside sees what the program sees of itself. */
Test(drop_oldest, the_reader_agrees)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 1, oldest;
		open_channel(t, KC_VALUES, false, 0);
		conserve_read(w.c, &oldest);
		for (int i = 0; i < 20; i++) {
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
			if (i % 5 == 2)
				cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
			conserve_read(w.c, &oldest);
		}
		/* The two clocks may be a little apart. */
		for (int k = 0; k < 1000 && oldest == 0; k++)
			conserve_read(w.c, &oldest);
		cr_assert_gt(oldest, 0u);
		cr_assert_eq(kc_rx_close(w.rx), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		conserve_read(w.c, &oldest);
		world_close(&w);
	}
}
