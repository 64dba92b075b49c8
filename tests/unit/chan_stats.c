/* A snapshot from inside equals what was done, agrees with the reader of the same segment on a quiet channel
 * and is bracketed by it on a busy one; rates are the differences by time. */
#include "support/harness.h"
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "base/atomic.h"
#include "inspect/inspect.h"
#include "stats/snapshot.h"
#include "support/world.h"

static struct world w;

static kc_chan_stats look(void)
{
	kc_chan_stats s = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(w.c, &s), 0, "%s", kc_last_reason());
	cr_assert_eq(s.size, sizeof s);
	return s;
}

static struct ki_snapshot *read_segment(ki_source **src)
{
	struct ki_error err;
	struct ki_snapshot *snap;
	cr_assert_eq(ki_open(src, kc_domain_segment_path(w.d), &err), 0, "%s", err.text);
	cr_assert_eq(ki_snapshot_take(&snap, *src, KI_ALL, &err), 0, "%s", err.text);
	cr_assert_eq(snap->channel_count, 1u);
	return snap;
}

static void fill_and_drain(enum kc_topology t)
{
	uint64_t v = 1;
	kc_tx *second;
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 8);
	kc_chan_stats s = look();
	cr_assert_eq(
		s.sent + s.received + s.depth + s.refused + s.residence_count + s.oldest_ns, 0);
	cr_assert_eq(s.capacity, 8);
	cr_assert_eq(s.senders, 1);
	cr_assert_eq(s.receivers, 1);
	cr_assert_gt(s.at_ns, 0);
	cr_assert_gt(s.channel, 0);

	for (int i = 0; i < 8; i++)
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
	cr_assert_eq(kc_send(w.tx, &v, 1), -ETIMEDOUT);
	s = look();
	cr_assert_eq(s.sent, 8);
	cr_assert_eq(s.received, 0);
	cr_assert_eq(s.depth, 8);
	cr_assert_eq(s.bytes_sent, 64);
	cr_assert_eq(s.refused, 3);
	cr_assert_eq(s.timed_out, 1);
	cr_assert_gt(s.oldest_ns, 0);

	for (int i = 0; i < 5; i++)
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	if (t != KC_SPSC) {
		cr_assert_eq(kc_tx_open(&second, w.c), 0);
		cr_assert_eq(kc_send(second, &v, 0), 0);
		cr_assert_eq(look().senders, 2);
		cr_assert_eq(kc_tx_close(second), 0);
	} else {
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	}
	s = look();
	cr_assert_eq(s.sent, 9, "also by a sender that has closed");
	cr_assert_eq(s.received, 5);
	cr_assert_eq(s.depth, 4);
	cr_assert_eq(s.bytes_received, 40);
	cr_assert_eq(s.senders, 1);
	cr_assert_gt(s.residence_count, 0);
	cr_assert_leq(s.residence_p50_ns, s.residence_p99_ns);
	cr_assert_leq(s.residence_p99_ns, s.residence_max_ns);
	uint64_t residence = s.residence_count;

	for (int i = 0; i < 4; i++)
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
	cr_assert_eq(kc_chan_close(w.c), 0);
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
	cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), -EPIPE);
	cr_assert_eq(kc_rx_close(w.rx), 0);
	w.rx = NULL;
	s = look();
	cr_assert_eq(s.sent, 9, "the closed bit is no part of the position");
	cr_assert_eq(s.received, 9);
	cr_assert_eq(s.depth, 0);
	cr_assert_eq(s.oldest_ns, 0, "nothing waits");
	cr_assert_eq(s.refused, 3, "an empty channel refuses no send");
	cr_assert_eq(s.closed_errors, 2);
	cr_assert_eq(s.receivers, 0);
	cr_assert_gt(s.residence_count, residence, "of the closed receiver, too");
	cr_assert_eq(s.dropped_newest + s.dropped_oldest + s.undelivered + s.cancelled, 0);
	world_close(&w);
}

Test(chan_stats, what_was_done_spsc)
{
	fill_and_drain(KC_SPSC);
}

Test(chan_stats, what_was_done_mpsc)
{
	fill_and_drain(KC_MPSC);
}

Test(chan_stats, what_was_done_mpmc)
{
	fill_and_drain(KC_MPMC);
}

Test(chan_stats, bytes_of_messages_are_their_own)
{
	char buf[100] = "";
	world_open(&w, 0);
	world_channel(&w, KC_MPMC, KC_BYTES, 0, 8);
	cr_assert_eq(kc_send_bytes(w.tx, buf, 100, 0), 0);
	cr_assert_eq(kc_send_bytes(w.tx, buf, 7, 0), 0);
	cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), 100);
	kc_chan_stats s = look();
	cr_assert_eq(s.bytes_sent, 107);
	cr_assert_eq(s.bytes_received, 100);
	cr_assert_eq(s.depth, 1);
	world_close(&w);
}

Test(chan_stats, positions_stay_without_stats)
{
	uint64_t v = 1;
	world_open(&w, KC_NO_STATS);
	world_channel(&w, KC_MPMC, KC_VALUES, 8, 8);
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	kc_chan_stats s = look();
	cr_assert_eq(s.sent, 2);
	cr_assert_eq(s.depth, 1);
	cr_assert_eq(s.residence_count + s.residence_p99_ns + s.residence_max_ns + s.oldest_ns, 0);
	world_close(&w);
}

static void agrees_when_quiet(enum kc_topology t)
{
	uint64_t v = 0;
	ki_source *src;
	const uint64_t slack_ns = 1000000; /* what two clock calibrations may differ by */
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 64);
	for (int i = 0; i < 60; i++)
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	for (int i = 0; i < 10; i++)
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	/* One receiver has gone and left its histogram with the channel. */
	cr_assert_eq(kc_rx_close(w.rx), 0);
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
	for (int i = 0; i < 10; i++)
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	kc_chan_stats before = look();
	struct ki_snapshot *snap = read_segment(&src);
	kc_chan_stats s = look();
	const struct ki_channel *c = &snap->channel[0];
	cr_assert_eq(s.sent, c->sent);
	cr_assert_eq(s.received, c->received);
	cr_assert_eq(s.depth, c->depth);
	cr_assert_eq(s.capacity, c->capacity);
	cr_assert_eq(s.bytes_sent, c->bytes_sent);
	cr_assert_eq(s.bytes_received, c->bytes_received);
	cr_assert_eq(s.refused, c->total[0].would_block);
	cr_assert_eq(s.senders, c->senders);
	cr_assert_eq(s.receivers, c->receivers);
	cr_assert_gt(s.residence_count, 0);
	cr_assert_eq(s.residence_count, c->residence->count);
	cr_assert_eq(s.residence_p50_ns, ki_hist_quantile(c->residence, 0.5));
	cr_assert_eq(s.residence_p99_ns, ki_hist_quantile(c->residence, 0.99));
	cr_assert_eq(s.residence_max_ns, c->residence->max_ns);
	cr_assert_gt(before.oldest_ns, 0, "in a ring of 64 at least every 16th is stamped");
	cr_assert_leq(before.oldest_ns, c->oldest_ns + slack_ns);
	cr_assert_leq(c->oldest_ns, s.oldest_ns + slack_ns);
	cr_assert_leq(before.at_ns, snap->at_ns);
	cr_assert_leq(snap->at_ns, s.at_ns);
	cr_assert_eq(s.channel, before.channel);
	ki_snapshot_free(snap);
	ki_close(src);
	world_close(&w);
}

Test(chan_stats, agrees_with_the_reader_spsc)
{
	agrees_when_quiet(KC_SPSC);
}

Test(chan_stats, agrees_with_the_reader_mpsc)
{
	agrees_when_quiet(KC_MPSC);
}

Test(chan_stats, agrees_with_the_reader_mpmc)
{
	agrees_when_quiet(KC_MPMC);
}

static void *pump(void *arg)
{
	uint32_t *stop = arg;
	uint64_t v = 0;
	while (!kc_load_acquire(stop)) {
		cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), 0);
		v++;
	}
	cr_assert_eq(kc_chan_close(w.c), 0);
	return NULL;
}

static void *drain(void *arg)
{
	uint64_t v, *got = arg;
	while (kc_recv(w.rx, &v, KC_FOREVER) == 0)
		++*got;
	return NULL;
}

/* All that only grows lies between what stood there before and after. */
static void brackets_when_busy(enum kc_topology t)
{
	pthread_t a, b;
	uint32_t stop = 0;
	uint64_t got = 0, rounds = 0;
	ki_source *src;
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 64);
	cr_assert_eq(pthread_create(&a, NULL, pump, &stop), 0);
	cr_assert_eq(pthread_create(&b, NULL, drain, &got), 0);
	struct ki_snapshot *first = read_segment(&src);
	while (rounds < 200 || look().received < 1000) {
		struct ki_error err;
		struct ki_snapshot *then;
		kc_chan_stats s = look();
		cr_assert_eq(ki_snapshot_take(&then, src, KI_ALL, &err), 0, "%s", err.text);
		const struct ki_channel *x = &first->channel[0], *y = &then->channel[0];
		cr_assert(x->sent <= s.sent && s.sent <= y->sent);
		cr_assert(x->received <= s.received && s.received <= y->received);
		cr_assert_leq(s.received, s.sent);
		cr_assert_leq(s.depth, 64);
		cr_assert(x->residence->count <= s.residence_count &&
			  s.residence_count <= y->residence->count);
		cr_assert(x->total[0].wakes + x->total[1].wakes <= s.wakes &&
			  s.wakes <= y->total[0].wakes + y->total[1].wakes);
		cr_assert(x->total[1].blocked <= s.blocked_recvs &&
			  s.blocked_recvs <= y->total[1].blocked);
		cr_assert_leq(s.oldest_ns, s.at_ns - first->channel[0].opened_ns);
		ki_snapshot_free(first);
		first = then;
		rounds++;
	}
	kc_store_release(&stop, 1u);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	kc_chan_stats s = look();
	cr_assert_eq(s.received, got);
	cr_assert_eq(s.sent, got);
	ki_snapshot_free(first);
	ki_close(src);
	world_close(&w);
}

Test(chan_stats, between_two_of_the_reader_spsc)
{
	brackets_when_busy(KC_SPSC);
}

Test(chan_stats, between_two_of_the_reader_mpsc)
{
	brackets_when_busy(KC_MPSC);
}

Test(chan_stats, between_two_of_the_reader_mpmc)
{
	brackets_when_busy(KC_MPMC);
}

static void *receive_one(void *arg)
{
	uint64_t v;
	cr_assert_eq(kc_recv(arg, &v, KC_FOREVER), 0);
	return NULL;
}

static void shows_sleepers(enum kc_topology t)
{
	pthread_t a;
	uint64_t v = 1;
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 8);
	cr_assert_eq(pthread_create(&a, NULL, receive_one, w.rx), 0);
	kc_chan_stats s, then;
	do
		s = look();
	while (!s.receivers_asleep);
	cr_assert_eq(s.receivers_asleep, 1);
	cr_assert_eq(s.senders_asleep, 0);
	cr_assert_eq(s.blocked_recvs, 0, "it has not ended");
	do
		then = look();
	while (then.blocked_recv_ns == s.blocked_recv_ns);
	cr_assert_gt(then.blocked_recv_ns, s.blocked_recv_ns, "it goes on");
	cr_assert_eq(then.blocked_send_ns, 0);
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	pthread_join(a, NULL);
	s = look();
	cr_assert_eq(s.receivers_asleep, 0);
	cr_assert_eq(s.blocked_recvs, 1);
	cr_assert_geq(s.blocked_recv_ns, then.blocked_recv_ns);
	cr_assert_eq(s.blocked_sends, 0);
	cr_assert_eq(s.wakes, 1);
	world_close(&w);
}

Test(chan_stats, sleepers_spsc)
{
	shows_sleepers(KC_SPSC);
}

Test(chan_stats, sleepers_mpsc)
{
	shows_sleepers(KC_MPSC);
}

Test(chan_stats, sleepers_mpmc)
{
	shows_sleepers(KC_MPMC);
}

/* The oldest stamp above what was received, whatever the order in the lane. */
Test(chan_stats, oldest_stamp_of_a_lane)
{
	static struct kc_seg_ring r = { .kind = KC_RING_SPSC, .capacity = 64 };
	r.received = 100;
	r.sent = 130;
	r.lane[0] = (struct kc_seg_stamp){ 100, 1000 }; /* the element at 99: received */
	r.lane[1] = (struct kc_seg_stamp){ 131, 900 };  /* not sent yet */
	cr_assert_eq(kc_oldest_stamp(&r, NULL), 0);
	r.lane[9] = (struct kc_seg_stamp){ 120, 1200 };
	cr_assert_eq(kc_oldest_stamp(&r, NULL), 1200);
	r.lane[30] = (struct kc_seg_stamp){ 101, 1100 };
	cr_assert_eq(kc_oldest_stamp(&r, NULL), 1100);
	r.lane[5] = (struct kc_seg_stamp){ 130, 1300 };
	cr_assert_eq(kc_oldest_stamp(&r, NULL), 1100);
	r.received = 125;
	cr_assert_eq(kc_oldest_stamp(&r, NULL), 1300);
}

Test(chan_stats, depth_is_within_the_capacity)
{
	static struct kc_seg_ring r = { .kind = KC_RING_MPMC, .capacity = 8 };
	r.received = 5;
	r.sent = 9 | KC_CURSOR_CLOSED;
	cr_assert_eq(kc_positions_of(&r).depth, 4);
	cr_assert_eq(kc_positions_of(&r).sent, 9);
	r.sent = 100;
	cr_assert_eq(kc_positions_of(&r).depth, 8);
}

static bool is(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

Test(chan_stats, rates)
{
	kc_chan_stats a = KC_CHAN_STATS(), b;
	kc_chan_rates r = KC_CHAN_RATES();
	a.channel = 3;
	a.at_ns = 1000;
	a.sent = 100, a.received = 90, a.depth = 10, a.bytes_sent = 800, a.refused = 1;
	a.dropped_newest = 1, a.dropped_oldest = 2;
	b = a;
	b.at_ns += 500000000;
	b.sent += 50, b.received += 54, b.depth = 6, b.bytes_sent += 400, b.refused += 5;
	b.dropped_newest += 1, b.dropped_oldest += 2;
	cr_assert_eq(kc_chan_rate(&a, &b, &r), 0);
	cr_assert(is(r.sent_per_s, 100));
	cr_assert(is(r.received_per_s, 108));
	cr_assert(is(r.bytes_per_s, 800));
	cr_assert(is(r.refused_per_s, 10));
	cr_assert(is(r.dropped_per_s, 6));
	cr_assert(is(r.growth_per_s, -8), "it drains");
	cr_assert_eq(r.size, sizeof r);
	cr_assert_eq(kc_chan_rate(&b, &a, &r), -EINVAL, "backwards");
	cr_assert_eq(kc_chan_rate(&a, &a, &r), -EINVAL, "no time between");
	b.channel = 4;
	cr_assert_eq(kc_chan_rate(&a, &b, &r), -EINVAL, "another channel");
	b.channel = 3;
	b.size = 8;
	cr_assert_eq(kc_chan_rate(&a, &b, &r), -EINVAL);
	b.size = sizeof b, r.size = 0;
	cr_assert_eq(kc_chan_rate(&a, &b, &r), -EINVAL);
	cr_assert_eq(kc_chan_rate(NULL, &b, &r), -EINVAL);
	cr_assert_eq(kc_chan_rate(&a, NULL, &r), -EINVAL);
	cr_assert_eq(kc_chan_rate(&a, &b, NULL), -EINVAL);
}

/* A channel that took the place and the name of another is another. */
Test(chan_stats, a_reused_place_is_another_channel)
{
	kc_chan_stats a, b;
	kc_chan_rates r = KC_CHAN_RATES();
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 8);
	a = look();
	cr_assert_eq(kc_tx_close(w.tx) + kc_rx_close(w.rx) + kc_chan_free(w.c), 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 8);
	do
		b = look();
	while (b.at_ns == a.at_ns);
	cr_assert_eq(kc_chan_rate(&a, &b, &r), -EINVAL);
	world_close(&w);
}

Test(chan_stats, misuse)
{
	kc_chan_stats s = KC_CHAN_STATS();
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 8);
	cr_assert_eq(kc_chan_snapshot(NULL, &s), -EINVAL);
	cr_assert_eq(kc_chan_snapshot(w.c, NULL), -EINVAL);
	s.size = sizeof s - 8;
	s.sent = 77;
	cr_assert_eq(kc_chan_snapshot(w.c, &s), -EINVAL);
	cr_assert_eq(s.sent, 77, "nothing was written");
	/* A program that was built with a later header. */
	struct {
		kc_chan_stats s;
		uint64_t more;
	} later = { .s.size = sizeof later, .more = 5 };
	cr_assert_eq(kc_chan_snapshot(w.c, &later.s), 0);
	cr_assert_eq(later.s.size, sizeof later);
	cr_assert_eq(later.more, 5);
	world_close(&w);
}
