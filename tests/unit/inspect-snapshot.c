/* A snapshot says of every channel and endpoint what stands in the segment: positions, depth, totals, waits,
 * histograms, ages, rates; and leaves out, with a finding, what cannot be. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/identity.h"
#include "inspect/inspect.h"
#include "support/fixture.h"

static struct fx f;
static ki_source *s;
static struct ki_snapshot *snap;
static struct ki_error err;

static void start(const struct fx_opts *o)
{
	fx_open(&f, o);
}

static void look(void)
{
	if (!s)
		cr_assert_eq(ki_open(&s, f.path, &err), 0, "%s", err.text);
	ki_snapshot_free(snap);
	cr_assert_eq(ki_snapshot_take(&snap, s, KI_ALL, &err), 0, "%s", err.text);
}

static void stop(void)
{
	ki_snapshot_free(snap);
	ki_close(s);
	fx_close(&f);
}

static bool found(const char *code)
{
	for (size_t i = 0; i < snap->finding_count; i++)
		if (strcmp(snap->finding[i].code, code) == 0)
			return true;
	return false;
}

/* A rendezvous stores nothing: capacity and depth are 0, also between its two positions; who waits is there to be
 * seen. */
Test(snapshot, a_rendezvous)
{
	start(&(struct fx_opts){ 0 });
	uint32_t rows[3];
	for (uint8_t t = 0; t < 3; t++) {
		char name[] = { 'r', (char)('0' + t), 0 };
		rows[t] = fx_channel(&f, name, t, 0, 8, 1);
		fx_chan(&f, rows[t])->kind = 1;
		fx_chan(&f, rows[t])->capacity = fx_ring(&f, rows[t])->capacity = 0;
		fx_ring(&f, rows[t])->kind = KC_RING_RENDEZVOUS;
		fx_positions(&f, rows[t], 41 + t, 41);
	}
	fx_ring(&f, rows[2])->closed = 1;
	fx_wait(&f, fx_endpoint(&f, rows[0], KC_SIDE_SEND, 1, "sender"), 1000);
	fx_ep(&f, fx_endpoint(&f, rows[2], KC_SIDE_RECEIVE, 2, "receiver"))->count.messages = 7;
	look();
	cr_assert_eq(
		snap->finding_count, 0, "%s", snap->finding_count ? snap->finding[0].text : "");
	cr_assert_eq(snap->channel_count, 3);
	for (int i = 0; i < 3; i++) {
		struct ki_channel *c = &snap->channel[i];
		cr_assert_str_eq(ki_kind_name(c->kind), "rendezvous");
		cr_assert_eq(c->sent, 41u);
		cr_assert_eq(c->received, 41u);
		cr_assert_eq(c->bytes_sent, 41u * 8);
		cr_assert_eq(c->depth, 0u);
		cr_assert_eq(c->capacity, 0u);
		cr_assert_not(c->depth_clamped);
		cr_assert_eq(c->closed, i == 2);
	}
	cr_assert_eq(snap->channel[0].senders_blocked, 1u);
	cr_assert_eq(snap->endpoint[1].count.messages, 7u, "its endpoints count");
	fx_positions(&f, rows[1], 5, 9);
	fx_chan(&f, rows[2])->capacity = 16;
	look();
	cr_assert_eq(snap->channel_count, 2, "a rendezvous with a capacity cannot be");
	cr_assert(found("KC-F014"));
	stop();
}

Test(snapshot, positions_and_depth)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "orders", 2, 0, 24, 1024),
		 b = fx_channel(&f, "jobs", 0, 0, 8, 16);
	fx_positions(&f, a, 5000, 4900);
	fx_positions(&f, b, UINT64_C(70) | KC_CURSOR_CLOSED, 60);
	look();
	cr_assert_eq(snap->channel_count, 2);
	struct ki_channel *c = &snap->channel[0];
	cr_assert_str_eq(c->name, "orders");
	cr_assert_eq(c->index, a);
	cr_assert_eq(c->gen, 1);
	cr_assert_eq(c->sent, 5000);
	cr_assert_eq(c->received, 4900);
	cr_assert_eq(c->depth, 100);
	cr_assert(!c->depth_clamped);
	cr_assert_eq(c->bytes_sent, 5000 * 24);
	cr_assert_eq(c->bytes_received, 4900 * 24);
	cr_assert_eq(c->capacity, 1024);
	cr_assert_eq(c->opened_ns, f.t0 + 1000);
	cr_assert(!c->closed);
	c = &snap->channel[1];
	cr_assert_eq(c->sent, 70, "the closed bit is no part of the position");
	cr_assert_eq(c->depth, 10);
	cr_assert(c->closed, "the cursor says that it is closed");
	cr_assert_eq(
		snap->finding_count, 0, "%s", snap->finding_count ? snap->finding[0].text : "");
	cr_assert_gt(snap->checks_run, 10);
	cr_assert_eq(snap->checks_skipped, 0);
	cr_assert_eq(snap->torn, 0);
	stop();
}

Test(snapshot, depth_is_clamped_and_never_underflows)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 64), b = fx_channel(&f, "b", 2, 0, 8, 64);
	fx_positions(&f, a, 1000, 100);
	fx_positions(&f, b, 100, 1000);
	look();
	cr_assert_eq(snap->channel[0].depth, 64);
	cr_assert(snap->channel[0].depth_clamped);
	cr_assert_eq(snap->channel[1].depth, 0);
	cr_assert(snap->channel[1].depth_clamped);
	cr_assert(found("KC-F014"));
	stop();
}

/* A channel made by fx_channel becomes an unlimited one; returns its ring. */
static struct kc_seg_ring *make_unlimited(uint32_t channel, uint64_t limit_bytes)
{
	struct kc_seg_channel *c = fx_chan(&f, channel);
	struct kc_seg_ring *r = fx_ring(&f, channel);
	c->kind = 2;
	c->capacity = 0;
	c->limit_bytes = limit_bytes;
	r->kind = c->topology == 2 ? KC_RING_UNLIMITED_SPSC : KC_RING_UNLIMITED_MPMC;
	r->limit = limit_bytes / c->elem_bytes;
	return r;
}

Test(snapshot, unlimited_channels_have_no_capacity)
{
	start(&(struct fx_opts){
		.unlocked = true, .pid_start = 1 }); /* the strict checks of a leftover */
	uint32_t a = fx_channel(&f, "spsc", 2, 0, 8, 64), b = fx_channel(&f, "mpsc", 1, 0, 8, 64),
		 c = fx_channel(&f, "mpmc", 0, 0, 8, 64), d = fx_channel(&f, "above", 2, 0, 8, 64),
		 e = fx_channel(&f, "wrong", 2, 0, 8, 64), g = fx_channel(&f, "ring", 0, 0, 8, 64);
	make_unlimited(a, 0)->lane[0] = (struct kc_seg_stamp){ 150, f.t0 + 2000000000 };
	make_unlimited(b, 8 * 1000 + 5);
	make_unlimited(c, UINT64_C(1) << 40);
	make_unlimited(d, 8 * 10);
	make_unlimited(e, 0);
	make_unlimited(g, 0)->kind = KC_RING_UNLIMITED_SPSC;
	fx_chan(&f, e)->capacity = 64;
	fx_positions(&f, a, 100000, 100);
	fx_positions(&f, b, UINT64_C(600) | KC_CURSOR_CLOSED, 50);
	fx_positions(&f, c, UINT64_C(1) << 50, 0);
	fx_positions(&f, d, 100, 80);
	look();
	cr_assert_eq(snap->channel_count, 5, "one has a capacity and is left out");
	cr_assert_eq(snap->channel[0].depth, 99900);
	cr_assert(!snap->channel[0].depth_clamped);
	cr_assert_eq(snap->channel[0].capacity, 0);
	cr_assert_eq(snap->channel[0].oldest_ns, snap->at_ns - (f.t0 + 2000000000));
	cr_assert_eq(snap->channel[1].depth, 550);
	cr_assert_eq(snap->channel[1].capacity, 1000);
	cr_assert(snap->channel[1].closed);
	cr_assert_eq(snap->channel[2].depth, UINT64_C(1) << 50);
	cr_assert_eq(snap->channel[2].capacity, UINT32_MAX, "more than can be said");
	cr_assert_eq(snap->channel[3].depth, 20);
	cr_assert(found("KC-F014"), "more than the limit");
	cr_assert_eq(snap->channel[4].sent, 0, "a ring of the other kind");
	stop();
}

/* Where the slots of an unlimited channel are is looked up by the name of its first chunk: that may be anything. */
Test(snapshot, names_of_chunks_are_not_believed)
{
	static const uint64_t names[] = { 0, KC_CHUNK_NAME(1, KC_NONE), KC_CHUNK_NAME(1, 63),
		KC_CHUNK_NAME(2, 0), UINT64_MAX, KC_CHUNK_NAME(1, 0) };
	for (size_t i = 0; i < KC_ARRAY_LEN(names); i++) {
		start(&(struct fx_opts){ 0 });
		uint32_t a = fx_channel(&f, "a", 0, 0, 8, 64);
		struct kc_seg_ring *r = make_unlimited(a, 0);
		struct kc_seg_chunk *chunk = fx_row(&f, KC_SEC_CHUNKS, fx_take(&f, KC_SEC_CHUNKS));
		fx_positions(&f, a, 100, 10);
		r->slot_bytes = 16;
		r->stamps_off = 64 * 16;
		r->first_chunk = names[i];
		*chunk = (struct kc_seg_chunk){ .gen = 1,
			.slots = 64,
			.slots_off = i % 2 ? UINT64_MAX - 8 : UINT64_C(1) << 60 };
		look();
		cr_assert_eq(snap->channel[0].depth, 90);
		cr_assert_eq(snap->channel[0].oldest_ns, 0);
		ki_close(s);
		s = NULL;
		fx_close(&f);
	}
	ki_snapshot_free(snap);
}

Test(snapshot, messages_and_totals)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "spsc", 2, 0, 8, 1024),
		 b = fx_channel(&f, "mpmc", 0, 2, 8, 1024);
	fx_positions(&f, a, 900, 700);
	fx_positions(&f, b, 30, 20);
	uint32_t tx = fx_endpoint(&f, a, KC_SIDE_SEND, 11, "feeder");
	uint32_t rx = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 12, "worker");
	fx_ep(&f, tx)->start_pos = 400;
	fx_ep(&f, rx)->start_pos = 300;
	fx_ep(&f, tx)->count.messages = 77777; /* stale while it is open */
	fx_ep(&f, tx)->count.wakes = 5;
	fx_chan(&f, a)->past[0].messages = 400;
	fx_chan(&f, a)->past[0].wakes = 2;
	fx_chan(&f, a)->past[1].messages = 300;
	fx_chan(&f, a)->past[1].timed_out = 4;
	uint32_t m1 = fx_endpoint(&f, b, KC_SIDE_SEND, 13, "m1");
	uint32_t m2 = fx_endpoint(&f, b, KC_SIDE_SEND, 14, "m2");
	fx_ep(&f, m1)->count.messages = 10;
	fx_ep(&f, m1)->count.payload_bytes = 1000;
	fx_ep(&f, m2)->count.messages = 20;
	fx_ep(&f, m2)->count.payload_bytes = 500;
	fx_ep(&f, m2)->state = KC_EP_CLOSED;
	look();
	struct ki_channel *c = &snap->channel[0];
	cr_assert_eq(snap->endpoint[0].count.messages, 500);
	cr_assert_eq(snap->endpoint[1].count.messages, 400);
	cr_assert_eq(c->total[0].messages, 900);
	cr_assert_eq(c->total[1].messages, 700);
	cr_assert_eq(c->total[0].wakes, 7);
	cr_assert_eq(c->total[1].timed_out, 4);
	cr_assert_eq(c->senders, 1);
	cr_assert_eq(c->receivers, 1);
	cr_assert_eq(c->endpoint_count, 2);
	c = &snap->channel[1];
	cr_assert_eq(c->total[0].messages, 30);
	cr_assert_eq(c->bytes_sent, 1500, "payload bytes of a ticket channel");
	cr_assert_eq(c->senders, 1, "the closed one is counted in totals only");
	cr_assert_eq(c->endpoint_first, 2);
	cr_assert_eq(snap->endpoint_of[c->endpoint_first + 1], 3);
	stop();
}

static struct kc_seg_ring *ring(uint32_t row)
{
	return fx_row(&f, KC_SEC_RINGS, row);
}

/* An MPSC channel: everything is the sum over its lanes, and a sender's count is that of its own. */
Test(snapshot, lanes_add_up)
{
	start(&(struct fx_opts){ .rows = 1024 });
	uint32_t a = fx_channel(&f, "other", 2, 0, 8, 64), b = fx_channel(&f, "mpsc", 1, 0, 8, 64);
	uint32_t first = fx_chan(&f, b)->ring, l1 = fx_lane(&f, b);
	uint32_t between = fx_channel(&f, "between", 2, 0, 8, 64), l2 = fx_lane(&f, b);
	fx_positions(&f, a, 7, 7);
	fx_positions(&f, between, 9, 8);
	ring(first)->sent = 100, ring(first)->received = 90;
	ring(l1)->sent = 1000, ring(l1)->received = 936;
	ring(l2)->sent = 5, ring(l2)->received = 5;
	ring(first)->lane[0] = (struct kc_seg_stamp){ 95, f.t0 + 3000000000 };
	ring(l1)->lane[9] = (struct kc_seg_stamp){ 950, f.t0 + 2000000000 };
	ring(l2)->lane[0] = (struct kc_seg_stamp){ 5, f.t0 + 1000000000 }; /* received */
	uint32_t t0 = fx_endpoint(&f, b, KC_SIDE_SEND, 11, "t0");
	uint32_t t1 = fx_endpoint(&f, b, KC_SIDE_SEND, 12, "t1");
	uint32_t rx = fx_endpoint(&f, b, KC_SIDE_RECEIVE, 13, "rx");
	fx_ep(&f, t0)->start_pos = 60;
	fx_ep(&f, t1)->ring = l1;
	fx_ep(&f, rx)->start_pos = 31;
	fx_chan(&f, b)->past[0].messages =
		65; /* by closed ones: 60 in the first lane, 5 in the last */
	fx_chan(&f, b)->past[1].messages = 31;
	/* Two hundred more, of senders that are gone. */
	for (int i = 0; i < 200; i++)
		(void)fx_lane(&f, b);
	look();
	const struct ki_channel *c = &snap->channel[b];
	cr_assert_eq(c->sent, 1105);
	cr_assert_eq(c->received, 1031);
	cr_assert_eq(c->depth, 74);
	cr_assert(!c->depth_clamped);
	cr_assert_eq(c->lanes, 203);
	cr_assert_eq(c->fullest, 64);
	cr_assert_eq(c->capacity, 203 * 64);
	cr_assert(!c->closed);
	cr_assert_eq(c->bytes_sent, 1105 * 8);
	cr_assert_eq(c->oldest_ns, snap->at_ns - (f.t0 + 2000000000));
	cr_assert_eq(snap->endpoint[t0].count.messages, 40);
	cr_assert_eq(snap->endpoint[t1].count.messages, 1000);
	cr_assert(snap->endpoint[t0].has_lane);
	cr_assert_eq(snap->endpoint[t0].lane_depth, 10);
	cr_assert_eq(snap->endpoint[t1].lane_depth, 64);
	cr_assert(!snap->endpoint[rx].has_lane);
	cr_assert_eq(snap->endpoint[rx].count.messages, 1000);
	cr_assert_eq(c->total[0].messages, 1105);
	cr_assert_eq(c->total[1].messages, 1031);
	cr_assert_eq(snap->channel[between].depth, 1);
	cr_assert_eq(snap->channel[a].lanes, 1);
	cr_assert_eq(
		snap->finding_count, 0, "%s", snap->finding_count ? snap->finding[0].text : "");
	ring(l2)->closed = 1;
	look();
	cr_assert(snap->channel[b].closed);
	stop();
}

/* Chains that cannot be: each is told, nothing runs for ever, and what stood before the break is shown. */
Test(snapshot, damaged_chains_of_lanes)
{
	start(&(struct fx_opts){ .rows = 1024 });
	uint32_t a = fx_channel(&f, "a", 1, 0, 8, 64), b = fx_channel(&f, "b", 1, 0, 8, 64);
	uint32_t first = fx_chan(&f, a)->ring, lane[40];
	for (int i = 0; i < 40; i++)
		lane[i] = fx_lane(&f, a);
	ring(first)->sent = 10;
	ring(lane[3])->sent = 20;
	look();
	cr_assert_eq(snap->finding_count, 0);
	cr_assert_eq(snap->channel[a].sent, 30);
	/* Circles, the shortest, all of it, and one with a tail. */
	const struct {
		uint32_t from, to;
	} circle[] = { { first, first }, { lane[39], first }, { lane[39], lane[20] } };
	for (size_t i = 0; i < KC_ARRAY_LEN(circle); i++) {
		uint32_t was = ring(circle[i].from)->next_lane;
		ring(circle[i].from)->next_lane = circle[i].to;
		look();
		cr_assert(found("KC-F013"));
		cr_assert_eq(snap->finding_count, 1);
		cr_assert_eq(snap->channel[a].sent, 0, "not known");
		cr_assert_eq(snap->channel[a].capacity, 64);
		ring(circle[i].from)->next_lane = was;
	}
	/* Ends at another channel's, at none, beyond the table, at one of another kind or size. */
	const uint32_t to[] = { fx_chan(&f, b)->ring, 800, 1 << 30 };
	for (size_t i = 0; i < KC_ARRAY_LEN(to); i++) {
		ring(lane[5])->next_lane = to[i];
		look();
		cr_assert(found("KC-F013"));
		cr_assert_eq(snap->channel[a].sent, 30, "what stood before");
		cr_assert_eq(snap->channel[a].lanes, 7);
	}
	ring(lane[5])->next_lane = lane[6];
	ring(lane[6])->capacity = 128;
	look();
	cr_assert(found("KC-F013"));
	ring(lane[6])->capacity = 64;
	ring(lane[6])->kind = KC_RING_MPMC;
	look();
	cr_assert(found("KC-F013"));
	ring(lane[6])->kind = KC_RING_SPSC;
	ring(lane[6])->sent = 100, ring(lane[6])->received = 200;
	look();
	cr_assert(found("KC-F014"), "of one lane");
	/* An endpoint that names no lane has no count. */
	ring(lane[6])->sent = 200;
	uint32_t e = fx_endpoint(&f, a, KC_SIDE_SEND, 11, "e");
	fx_ep(&f, e)->ring = 4711;
	look();
	cr_assert_eq(snap->endpoint[e].count.messages, 0);
	stop();
}

/* Where senders take elements, too, what has left is not what was received. */
Test(snapshot, channels_that_drop_the_oldest)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "spsc", 2, 0, 8, 64), b = fx_channel(&f, "mpmc", 0, 0, 8, 64);
	uint32_t c = fx_channel(&f, "newest", 0, 0, 24, 1), d = fx_channel(&f, "none", 2, 0, 8, 1);
	const uint32_t all[] = { a, b, c, d };
	fx_positions(&f, a, 1000, 960);
	fx_positions(&f, b, 500 | KC_CURSOR_CLOSED, 500);
	fx_chan(&f, a)->overflow = fx_chan(&f, b)->overflow = 2;
	fx_chan(&f, c)->kind = fx_chan(&f, d)->kind = 3;
	fx_ring(&f, c)->kind = fx_ring(&f, d)->kind = KC_RING_MAILBOX;
	fx_ring(&f, c)->sent = KC_BOX_WORD(UINT64_C(1) << 40, 1023) | KC_BOX_FULL | KC_BOX_CLOSED;
	fx_ring(&f, d)->sent = KC_BOX_WORD(0, 0);
	for (int i = 0; i < 4; i++) {
		uint32_t tx = fx_endpoint(&f, all[i], KC_SIDE_SEND, 11, "feeder");
		uint32_t rx = fx_endpoint(&f, all[i], KC_SIDE_RECEIVE, 12, "worker");
		fx_ep(&f, tx)->count.messages = i == 0 ? 1000 : i == 1 ? 500 : 0;
		fx_ep(&f, tx)->count.dropped_oldest = 100;
		fx_ep(&f, rx)->count.messages = i == 0 ? 860 : i == 1 ? 400 : 7;
	}
	look();
	const struct ki_channel *k = snap->channel;
	cr_assert_eq(
		snap->finding_count, 0, "%s", snap->finding_count ? snap->finding[0].text : "");
	cr_assert_eq(k[0].sent, 1000);
	cr_assert_eq(k[0].received, 860, "and not what has left");
	cr_assert_eq(k[0].depth, 40);
	cr_assert_eq(k[0].total[0].messages, 1000, "counted, not derived");
	cr_assert_eq(k[0].total[0].dropped_oldest, 100);
	cr_assert_eq(k[0].bytes_received, 860 * 8);
	cr_assert_eq(k[1].received, 400);
	cr_assert_eq(k[1].depth, 0);
	cr_assert(k[1].closed);
	cr_assert_eq(k[2].sent, UINT64_C(1) << 40);
	cr_assert_eq(k[2].received, 7);
	cr_assert_eq(k[2].depth, 1);
	cr_assert(k[2].closed && !k[2].depth_clamped);
	cr_assert_eq(k[2].oldest_ns, 0, "its buffer is out of reach");
	cr_assert_eq(k[3].sent + k[3].depth, 0);
	cr_assert(!k[3].closed);
	/* A mailbox where none belongs is damage, and so is its absence. */
	fx_ring(&f, d)->kind = KC_RING_SPSC;
	fx_ring(&f, a)->kind = KC_RING_MAILBOX;
	look();
	cr_assert_eq(snap->finding_count, 2);
	stop();
}

Test(snapshot, waits)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 0, 0, 8, 64);
	uint32_t t1 = fx_endpoint(&f, a, KC_SIDE_SEND, 21, "t1");
	uint32_t t2 = fx_endpoint(&f, a, KC_SIDE_SEND, 22, "t2");
	uint32_t r1 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 23, "r1");
	uint32_t r2 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 24, "r2");
	fx_wait(&f, t1, f.t0 + 1000000000);
	fx_wait(&f, t2, f.t0 + 3000000000);
	fx_ep(&f, t2)->wait_deadline_ns = 4242;
	fx_ep(&f, t1)->count.blocked_ns = 7;
	fx_ep(&f, r1)->wait = KC_WAIT_ROOM; /* a receiver cannot wait for room */
	fx_ep(&f, r1)->wait_seq = 1;
	fx_ep(&f, r2)->last_ticks = f.t0 + 5000000000;
	look();
	struct ki_channel *c = &snap->channel[0];
	cr_assert_eq(c->senders_blocked, 2);
	cr_assert_eq(c->receivers_blocked, 0);
	cr_assert_eq(snap->endpoint[0].wait, KC_WAIT_ROOM);
	cr_assert_eq(snap->endpoint[0].wait_since_ns, f.t0 + 1000000000);
	cr_assert_eq(snap->endpoint[1].wait_deadline_ns, 4242);
	cr_assert_eq(snap->endpoint[2].wait, KC_WAIT_NONE);
	cr_assert(found("KC-F017"));
	uint64_t first = snap->at_ns - (f.t0 + 1000000000),
		 second = snap->at_ns - (f.t0 + 3000000000);
	cr_assert_eq(c->longest_wait_ns[0], first);
	cr_assert_eq(c->blocked_ns[0], first + second + 7, "waits that go on are included");
	cr_assert_eq(snap->last_ns, f.t0 + 5000000000);
	stop();
}

Test(snapshot, selects)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 0, 0, 8, 64), b = fx_channel(&f, "b", 0, 0, 8, 64);
	uint32_t w1 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 31, "work"); /* 0 */
	uint32_t o1 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 32, "other");
	uint32_t w2 = fx_endpoint(&f, b, KC_SIDE_SEND, 31, "work");
	uint32_t o2 = fx_endpoint(&f, b, KC_SIDE_RECEIVE, 32, "other");
	uint32_t lone = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 33, "lone");
	uint32_t one = fx_endpoint(&f, b, KC_SIDE_SEND, 34, "one");
	uint32_t awake = fx_endpoint(&f, b, KC_SIDE_SEND, 35, "awake");
	fx_select(&f, (uint32_t[]){ w1, w2 }, 2, f.t0 + 1000000000);
	fx_select(&f, (uint32_t[]){ o2, o1 }, 2, f.t0 + 2000000000);
	fx_select(&f, &one, 1, f.t0 + 3000000000);
	fx_wait(&f, lone, f.t0 + 4000000000);
	fx_ep(&f, awake)->wait_cases = 3; /* left over from a wait that has ended */
	fx_ep(&f, awake)->wait_group = 12345;
	look();
	cr_assert_eq(snap->finding_count, 0);
	const struct ki_endpoint *e = snap->endpoint;
	cr_assert_eq(e[w1].wait_cases, 2);
	cr_assert_eq(e[w2].wait_group, w1);
	cr_assert_eq(e[o1].wait_group, o2, "the first case is the call's, not the table's");
	cr_assert_eq(e[one].wait_cases, 0, "one case is a wait like any other");
	cr_assert_eq(e[lone].wait_group, KC_NONE);
	cr_assert_eq(e[awake].wait_cases, 0);
	const uint32_t *first;
	cr_assert_eq(snap->select_count, 4);
	cr_assert_eq(ki_select_of(snap, &e[w2], &first), 2);
	cr_assert_eq(first[0], w1);
	cr_assert_eq(first[1], w2);
	cr_assert_eq(ki_select_of(snap, &e[o1], &first), 2);
	cr_assert_eq(first[0], o1);
	cr_assert_eq(ki_select_of(snap, &e[lone], &first), 0);
	const struct ki_channel *c = snap->channel;
	cr_assert_eq(c[0].receivers_blocked, 3);
	cr_assert_eq(c[0].selecting[KC_SIDE_RECEIVE], 2);
	cr_assert_eq(c[0].longest_wait_ns[KC_SIDE_RECEIVE], snap->at_ns - (f.t0 + 1000000000));
	cr_assert_eq(c[0].longest_alone_ns[KC_SIDE_RECEIVE], snap->at_ns - (f.t0 + 4000000000));
	cr_assert_eq(c[1].senders_blocked, 2);
	cr_assert_eq(c[1].selecting[KC_SIDE_SEND], 1);
	stop();
}

Test(snapshot, a_select_that_cannot_be_is_a_finding_and_a_wait_alone)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 0, 0, 8, 64);
	const struct {
		uint32_t cases, group;
	} hostile[] = { { 129, 0 }, { UINT32_MAX, 0 }, { 2, 64 }, { 2, KC_NONE }, { 2, 5 } };
	uint32_t row[5], n = sizeof hostile / sizeof hostile[0];
	for (uint32_t i = 0; i < n; i++) {
		row[i] = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 40 + i, "r");
		fx_wait(&f, row[i], f.t0);
		fx_ep(&f, row[i])->wait_cases = hostile[i].cases;
		fx_ep(&f, row[i])->wait_group = hostile[i].group;
	}
	fx_ep(&f, fx_endpoint(&f, a, KC_SIDE_SEND, 50, "gone"))->gen = 2;
	look();
	cr_assert_eq(snap->finding_count, n);
	for (uint32_t i = 0; i < n; i++) {
		cr_assert_str_eq(snap->finding[i].code, "KC-F017");
		cr_assert_eq(snap->endpoint[i].wait, KC_WAIT_ELEMENT);
		cr_assert_eq(snap->endpoint[i].wait_cases, 0);
	}
	cr_assert_eq(snap->select_count, 0);
	fx_ep(&f, row[4])->wait_group = row[0]; /* rows of one first case, but of two threads */
	fx_ep(&f, row[0])->wait_cases = 2;
	look();
	const uint32_t *first;
	cr_assert_eq(ki_select_of(snap, &snap->endpoint[4], &first), 1);
	cr_assert_eq(first[0], row[4]);
	stop();
}

Test(snapshot, kinds_policies_flags_and_drops)
{
	start(&(struct fx_opts){ 0 });
	fx_channel_of(&f, "meet", &(struct fx_channel_opts){ .kind = 1 });
	fx_channel_of(&f, "long", &(struct fx_channel_opts){ .kind = 2, .limit_bytes = 80 });
	fx_channel_of(&f, "last", &(struct fx_channel_opts){ .kind = 3 });
	uint32_t fast = fx_channel_of(&f, "fast",
		&(struct fx_channel_opts){ .topology = 2,
			.overflow = 1,
			.flags = KC_SEG_FLAG_LOW_LATENCY,
			.capacity = 16 });
	fx_positions(&f, fast, 30, 20);
	uint32_t tx = fx_endpoint(&f, fast, KC_SIDE_SEND, 1, "t");
	uint32_t rx = fx_endpoint(&f, fast, KC_SIDE_RECEIVE, 2, "r");
	fx_ep(&f, tx)->count.dropped_newest = 5;
	fx_chan(&f, fast)->past[0].dropped_newest = 7;
	fx_ep(&f, tx)->count.cancelled = 2;
	fx_ep(&f, rx)->count.cancelled = 1;
	uint32_t offer = fx_endpoint(&f, 0, KC_SIDE_SEND, 3, "offer");
	fx_wait(&f, offer, f.t0);
	look();
	static const char *const names[] = { "rendezvous", "unlimited", "conflated", "buffered" };
	for (unsigned i = 0; i < 4; i++)
		cr_expect_str_eq(ki_kind_name(snap->channel[i].kind), names[i]);
	const struct ki_channel *c = &snap->channel[3];
	cr_expect_eq(c->overflow, KI_DROP_NEWEST);
	cr_expect_str_eq(ki_overflow_name(c->overflow), "drop-newest");
	cr_expect_eq(c->flags, KC_SEG_FLAG_LOW_LATENCY);
	cr_expect_eq(c->lanes, 1);
	cr_expect_eq(c->fullest, 10);
	cr_expect_eq(ki_channel_dropped(c), 12);
	cr_expect_eq(ki_channel_cancelled(c), 3);
	struct ki_fill fill = ki_channel_fill(c);
	cr_expect_eq(fill.in, 10);
	cr_expect_eq(fill.room, 16);
	fill = ki_channel_fill(&snap->channel[0]);
	cr_expect_eq(fill.in, 1, "an offer");
	cr_expect_eq(fill.room, 0);
	cr_expect_eq(ki_channel_fill(&snap->channel[1]).room, 10, "its limit, in elements");
	cr_expect_eq(ki_channel_fill(&snap->channel[2]).room, 1);
	struct ki_snapshot *before = snap;
	snap = NULL;
	fx_ep(&f, tx)->count.dropped_newest += 100;
	fx_ep(&f, rx)->count.cancelled += 10;
	look();
	struct ki_rates r = ki_channel_rates(before, snap, 3);
	double seconds = (double)(snap->at_ns - before->at_ns) / 1e9;
	cr_expect_float_eq(r.dropped_per_s * seconds, 100, 0.01);
	cr_expect_float_eq(r.cancelled_per_s * seconds, 10, 0.01);
	ki_snapshot_free(before);
	stop();
}

Test(snapshot, names_of_bits_and_values_beyond_the_last)
{
	cr_expect_str_eq(ki_flag_name(0), "close-with-last-tx");
	cr_expect_str_eq(ki_flag_name(1), "low-latency");
	cr_expect_str_eq(ki_flag_name(2), "padded-slots");
	cr_expect_null(ki_flag_name(3));
	cr_expect_null(ki_flag_name(31));
	cr_expect_str_eq(ki_overflow_name(2), "drop-oldest");
	cr_expect_str_eq(ki_overflow_name(3), "unknown");
}

Test(snapshot, identity_of_endpoints)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a\x1b[31m", 2, 0, 8, 64);
	uint32_t tid = (uint32_t)syscall(SYS_gettid);
	uint32_t e0 = fx_endpoint(&f, a, KC_SIDE_SEND, tid, "feeder");
	uint32_t e1 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, tid, "other");
	fx_ep(&f, e0)->tid_start = kc_proc_start(getpid(), (pid_t)tid, NULL);
	fx_ep(&f, e1)->tid_start = 1;                     /* the number is somebody else's now */
	memset(fx_ep(&f, e0)->label, 'x', KC_NAME_BYTES); /* no closing zero */
	fx_ep(&f, e0)->intent = KC_INTENT_SEND;
	fx_ep(&f, e0)->intent_pos = 9;
	fx_ep(&f, e0)->intent_count = 3;
	look();
	cr_assert_str_eq(snap->channel[0].name, "a\\x1b[31m");
	cr_assert(snap->endpoint[0].thread_alive);
	cr_assert_neq(snap->endpoint[0].thread_state, 0);
	cr_assert(!snap->endpoint[1].thread_alive);
	cr_assert_str_eq(snap->endpoint[0].thread, "feeder");
	cr_assert_eq(strlen(snap->endpoint[0].label), KC_NAME_BYTES);
	cr_assert_eq(snap->endpoint[0].intent, KC_INTENT_SEND);
	cr_assert_eq(snap->endpoint[0].intent_pos, 9);
	cr_assert_eq(snap->endpoint[0].intent_count, 3);
	cr_assert_eq(snap->endpoint[0].opened_ns, f.t0 + 2000);
	stop();
}

Test(snapshot, histograms_are_merged_once)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 0, 0, 8, 64);
	uint32_t r1 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 1, "r1");
	uint32_t r2 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 2, "r2");
	uint32_t t1 = fx_endpoint(&f, a, KC_SIDE_SEND, 3, "t1");
	uint32_t past = fx_hist(&f);
	for (int i = 0; i < 20; i++)
		(void)fx_hist(&f); /* far apart: read on its own */
	uint32_t h1 = fx_hist(&f), h2 = fx_hist(&f), b1 = fx_hist(&f);
	fx_chan(&f, a)->past_residence = past;
	fx_ep(&f, r1)->hist_residence = h1;
	fx_ep(&f, r2)->hist_residence = h2;
	fx_ep(&f, t1)->hist_block = b1;
	fx_hist_add(&f, past, 10, 90);
	fx_hist_add(&f, h1, 1000, 8);
	fx_hist_add(&f, h2, 50000, 2);
	fx_hist_add(&f, b1, 7, 3);
	look();
	const struct ki_hist *r = snap->channel[0].residence;
	cr_assert_eq(r->count, 100);
	cr_assert_eq(r->sum_ns, 900 + 8000 + 100000);
	cr_assert_eq(r->max_ns, 50000);
	cr_assert_eq(ki_hist_quantile(r, 0.5), 10);
	cr_assert_eq(kc_hist_bucket(ki_hist_quantile(r, 0.95)), kc_hist_bucket(1000));
	cr_assert_eq(ki_hist_quantile(r, 1), 50000);
	cr_assert_eq(snap->channel[0].block[0]->count, 3);
	cr_assert_eq(snap->channel[0].block[1]->count, 0);
	struct ki_hist one;
	cr_assert_eq(ki_hist_read(s, h1, &one), 0);
	cr_assert_eq(one.count, 8);
	cr_assert_eq(ki_hist_read(s, KC_NONE, &one), -ENOENT);
	struct ki_hist before = *r;
	fx_hist_add(&f, h1, 1000, 5);
	look();
	struct ki_hist between;
	ki_hist_minus(&between, snap->channel[0].residence, &before);
	cr_assert_eq(between.count, 5);
	cr_assert_eq(between.bucket[kc_hist_bucket(1000)], 5);
	cr_assert_eq(between.bucket[kc_hist_bucket(10)], 0);
	cr_assert_eq(snap->finding_count, 0);
	stop();
}

Test(snapshot, age_of_the_oldest_element)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 1024), b = fx_channel(&f, "b", 2, 0, 8, 1024);
	struct kc_seg_ring *r = fx_ring(&f, a);
	fx_positions(&f, a, 300, 100);
	fx_positions(&f, b, 100, 100);
	/* the element at 99 is gone, the one at 149 is the first stamped that is still there */
	r->lane[0] = (struct kc_seg_stamp){ 100, f.t0 + 1 };
	r->lane[1] = (struct kc_seg_stamp){ 150, f.t0 + 2000000000 };
	r->lane[2] = (struct kc_seg_stamp){ 250, f.t0 + 3000000000 };
	r->lane[3] = (struct kc_seg_stamp){ 301, f.t0 + 1000000000 }; /* not published yet */
	r->stamps = 4;
	fx_ring(&f, b)->lane[0] = (struct kc_seg_stamp){ 90, f.t0 + 5 };
	look();
	cr_assert_eq(snap->channel[0].oldest_ns, snap->at_ns - (f.t0 + 2000000000));
	cr_assert_eq(snap->channel[1].oldest_ns, 0, "nothing in it");
	stop();
}

Test(snapshot, rates_between_two)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 1024);
	uint32_t b = fx_channel(&f, "b", 2, 0, 8, 1024);
	uint32_t t = fx_endpoint(&f, a, KC_SIDE_SEND, 1, "t");
	fx_positions(&f, a, 100, 50);
	look();
	struct ki_snapshot *before = snap;
	snap = NULL;
	fx_positions(&f, a, 1100, 850);
	fx_ep(&f, t)->count.wakes = 10;
	fx_ep(&f, t)->count.timed_out = 20;
	fx_wait(&f, t, before->at_ns);
	fx_chan(&f, b)->gen = 3; /* another channel in the same row */
	fx_ring(&f, b)->gen = 3;
	look();
	struct ki_rates r = ki_channel_rates(before, snap, 0);
	double seconds = (double)(snap->at_ns - before->at_ns) / 1e9;
	cr_assert(r.ok);
	cr_assert_float_eq(r.sent_per_s * seconds, 1000, 0.01);
	cr_assert_float_eq(r.received_per_s * seconds, 800, 0.01);
	cr_assert_float_eq(r.bytes_per_s * seconds, 8000, 0.01);
	cr_assert_float_eq(r.growth_per_s * seconds, 200, 0.01);
	cr_assert_float_eq(r.wakes_per_s * seconds, 10, 0.01);
	cr_assert_float_eq(r.timed_out_per_s * seconds, 20, 0.01);
	cr_assert_float_eq(r.blocked_share[0], 1, 0.001);
	cr_assert_float_eq(r.blocked_share[1], 0, 0.001);
	cr_assert(!ki_channel_rates(before, snap, 1).ok, "another generation is another channel");
	cr_assert(!ki_channel_rates(snap, snap, 0).ok, "no time passed");
	cr_assert(!ki_channel_rates(before, snap, 2).ok);
	ki_snapshot_free(before);
	stop();
}

Test(snapshot, rates_in_a_table_with_a_free_row)
{
	start(&(struct fx_opts){ 0 });
	for (int i = 0; i < 3; i++)
		fx_positions(
			&f, fx_channel(&f, (char[2]){ (char)('a' + i) }, 2, 0, 8, 1024), 20, 10);
	fx_chan(&f, 0)->gen++;
	look();
	struct ki_snapshot *before = snap;
	snap = NULL;
	fx_positions(&f, 1, 30, 10);
	fx_positions(&f, 2, 40, 10);
	look();
	cr_assert_eq(snap->channel_count, 2);
	double seconds = (double)(snap->at_ns - before->at_ns) / 1e9;
	for (uint32_t i = 0; i < 2; i++) {
		struct ki_rates r = ki_channel_rates(before, snap, i);
		cr_assert(r.ok, "channel %u", i);
		cr_assert_float_eq(r.sent_per_s * seconds, 10 * (i + 1), 0.01);
	}
	ki_snapshot_free(before);
	stop();
}

Test(snapshot, ages_of_a_leftover_stand_still)
{
	start(&(struct fx_opts){ .unlocked = true, .pid_start = 1 });
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 64);
	uint32_t t = fx_endpoint(&f, a, KC_SIDE_SEND, 1, "t");
	fx_wait(&f, t, f.t0 + 1000000000);
	f.h->clock_latest.mono_ns = f.t0 + 4000000000;
	f.h->clock_latest.ticks = f.t0 + 4000000000;
	look();
	cr_assert_eq(snap->liveness, KI_DEAD);
	cr_assert_eq(snap->at_ns, f.t0 + 4000000000, "the newest instant in it");
	cr_assert_eq(snap->channel[0].longest_wait_ns[0], 3000000000);
	cr_assert(!snap->endpoint[0].thread_alive);
	stop();
}

Test(snapshot, arena)
{
	start(&(struct fx_opts){ 0 });
	struct kc_seg_arena *a = fx_row(&f, KC_SEC_ARENA, 0);
	a->pages_hwm = 10;
	a->pages_free = 3;
	a->bytes_rings = 65536;
	a->bytes_runs = 131072;
	a->tickets_hwm = 9;
	a->tickets_retired = 1;
	a->classes[1].page_count = 2;
	a->classes[1].blocks_bound = 77;
	look();
	cr_assert_eq(snap->arena.limit_bytes, 64 * 65536);
	cr_assert_eq(snap->arena.taken_bytes, 10 * 65536);
	cr_assert_eq(snap->arena.free_bytes, 3 * 65536);
	cr_assert_eq(snap->arena.ring_bytes, 65536);
	cr_assert_eq(snap->arena.run_bytes, 131072);
	cr_assert_eq(snap->arena.tickets_hwm, 9);
	cr_assert_eq(snap->arena.tickets_retired, 1);
	cr_assert_eq(snap->arena.class_count, 2);
	cr_assert_eq(snap->arena.class_[1].block_bytes, 128);
	cr_assert_eq(snap->arena.class_[1].pages, 2);
	cr_assert_eq(snap->arena.class_[1].blocks_bound, 77);
	a->pages_hwm = 65;
	look();
	cr_assert(found("KC-F019"));
	cr_assert_eq(snap->arena.taken_bytes, 64 * 65536);
	stop();
}

Test(snapshot, damaged_rows_are_left_out_with_a_finding)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "good", 2, 0, 8, 64);
	uint32_t b = fx_channel(&f, "bad", 2, 0, 8, 64);
	uint32_t c = fx_channel(&f, "free", 2, 0, 8, 64);
	uint32_t d = fx_channel(&f, "stolen", 2, 0, 8, 64);
	uint32_t e0 = fx_endpoint(&f, a, KC_SIDE_SEND, 1, "t");
	uint32_t e1 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 1, "r");
	uint32_t e2 = fx_endpoint(&f, a, KC_SIDE_RECEIVE, 1, "r");
	fx_chan(&f, b)->capacity = 63;
	fx_chan(&f, c)->gen = 2;
	fx_ring(&f, d)->channel = a;
	fx_ep(&f, e0)->side = 9;
	fx_ep(&f, e1)->channel_gen = 77;
	fx_ep(&f, e2)->hist_block = 4000000;
	look();
	cr_assert_eq(snap->channel_count, 2);
	cr_assert_str_eq(snap->channel[0].name, "good");
	cr_assert_str_eq(snap->channel[1].name, "stolen");
	cr_assert_eq(snap->endpoint_count, 1);
	cr_assert(found("KC-F012"));
	cr_assert(found("KC-F013"));
	cr_assert(found("KC-F015"));
	cr_assert(found("KC-F016"));
	cr_assert(found("KC-F018"));
	stop();
}

Test(snapshot, rows_of_a_newer_version)
{
	start(&(struct fx_opts){ .stride_extra = 128, .unknown_section = true });
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 64), b = fx_channel(&f, "b", 0, 0, 8, 64);
	fx_positions(&f, a, 20, 10);
	fx_positions(&f, b, 40, 10);
	uint32_t t = fx_endpoint(&f, b, KC_SIDE_SEND, 5, "t");
	fx_ep(&f, t)->count.wakes = 3;
	fx_ep(&f, t)->hist_block = fx_hist(&f);
	fx_hist_add(&f, fx_ep(&f, t)->hist_block, 5, 2);
	fx_ticket(&f, 3, 1, 1, 0, KC_TKT_SENT, 0, f.t0, b, 10);
	look();
	cr_assert_eq(snap->channel[0].depth, 10);
	cr_assert_eq(snap->channel[1].depth, 30);
	cr_assert_eq(snap->channel[1].total[0].wakes, 3);
	cr_assert_eq(snap->channel[1].block[0]->count, 2);
	cr_assert_eq(snap->tickets.queued, 1);
	cr_assert_eq(snap->finding_count, 0, "an unknown section is nobody's business");
	stop();
}

/* The first row of each table alone is used: the others stand where none of ours may. */
Test(snapshot, rows_of_a_newer_version_at_odd_places)
{
	start(&(struct fx_opts){ .stride_extra = 8 });
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 64), t = fx_endpoint(&f, a, KC_SIDE_SEND, 5, "t");
	fx_positions(&f, a, 20, 10);
	fx_ep(&f, t)->hist_block = fx_hist(&f);
	fx_hist_add(&f, 0, 5, 2);
	fx_event(&f, t, KC_EV_WAKE, f.t0 + 5000, 9, 1);
	look();
	cr_assert_str_eq(snap->channel[0].name, "a");
	cr_assert_eq(snap->channel[0].depth, 10);
	cr_assert_eq(snap->channel[0].block[0]->count, 2);
	cr_assert_str_eq(snap->endpoint[0].thread, "t");
	struct ki_event *e;
	size_t n;
	cr_assert_eq(ki_events(s, snap, 0, &e, &n, &err), 0, "%s", err.text);
	cr_assert_eq(n, 1);
	cr_assert_eq(e->pos, 9);
	free(e);
	cr_assert_eq(snap->finding_count, 0);
	stop();
}

Test(snapshot, counters_are_found_by_name)
{
	start(&(struct fx_opts){ 0 });
	/* A newer writer has one counter more, and so its second struct of past counters stands further on. */
	struct kc_seg_schema *more = fx_row(&f, KC_SEC_SCHEMA, fx_take(&f, KC_SEC_SCHEMA));
	strcpy(more->name, "invented_later");
	more->offset = sizeof(struct kc_seg_counters);
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 64);
	uint64_t past[2 * (sizeof(struct kc_seg_counters) / 8 + 1)] = { 0 };
	past[0] = 11;
	past[sizeof(struct kc_seg_counters) / 8] = 999;
	past[sizeof(struct kc_seg_counters) / 8 + 1] = 22;
	memcpy((char *)fx_chan(&f, a) + offsetof(struct kc_seg_channel, past), past, sizeof past);
	look();
	cr_assert_eq(snap->channel[0].total[0].messages, 11);
	cr_assert_eq(snap->channel[0].total[1].messages, 22);
	stop();
}

/* In the middle of a close: the counter that was added and not yet cleared counts once, values that are in the channel's
 * buckets and not yet in its count are no damage. */
Test(snapshot, a_writer_that_died_while_an_endpoint_closed)
{
	start(&(struct fx_opts){ .unlocked = true, .pid_start = 1 });
	uint32_t a = fx_channel(&f, "a", 0, 0, 8, 64), past = fx_hist(&f);
	uint32_t e = fx_endpoint(&f, a, KC_SIDE_SEND, 1, "closer");
	fx_positions(&f, a, 12, 0);
	fx_hist_add(&f, past, 100, 3);
	((struct kc_seg_hist *)fx_row(&f, KC_SEC_HISTS, past))->count = 1;
	fx_chan(&f, a)->past_block[0] = past;
	fx_chan(&f, a)->past[0].messages = 12;
	fx_ep(&f, e)->state = KC_EP_CLOSED;
	fx_ep(&f, e)->count.messages = 7;
	fx_ep(&f, e)->count.blocked = 3;
	fx_ep(&f, e)->intent_pos = 12;
	f.h->structure_seq = 7;
	look();
	cr_assert_eq(snap->finding_count, 1u);
	cr_assert(found("KC-F010"));
	cr_assert_eq(snap->channel[0].total[0].messages, 12u, "five of others and its seven");
	cr_assert_eq(snap->channel[0].total[0].blocked, 3u, "not added yet");
	fx_ep(&f, e)->intent_pos = 19;
	look();
	cr_assert_eq(snap->channel[0].total[0].messages, 19u, "about to be added");
	f.h->structure_seq = 8;
	look();
	cr_assert(found("KC-F018"), "nothing was being closed");
	stop();
}

/* In the middle of freeing a channel: its row is given back before those of its closed endpoints. */
Test(snapshot, a_writer_that_died_while_a_channel_was_freed)
{
	start(&(struct fx_opts){ .unlocked = true, .pid_start = 1 });
	uint32_t a = fx_channel(&f, "a", 0, 0, 8, 64);
	uint32_t e = fx_endpoint(&f, a, KC_SIDE_SEND, 1, "closer");
	fx_ep(&f, e)->state = KC_EP_CLOSED;
	fx_chan(&f, a)->gen++;
	f.h->structure_seq = 7;
	look();
	cr_assert_eq(snap->finding_count, 1u);
	cr_assert(found("KC-F010"));
	f.h->structure_seq = 8;
	look();
	cr_assert(found("KC-F016"), "nothing was being freed");
	stop();
}

Test(snapshot, a_writer_that_died_between_two_rows)
{
	start(&(struct fx_opts){ .unlocked = true, .pid_start = 1 });
	(void)fx_channel(&f, "a", 2, 0, 8, 64);
	f.h->structure_seq = 7;
	look();
	cr_assert(found("KC-F010"));
	cr_assert_eq(snap->channel_count, 1);
	stop();
}

static void spoil_section(uint32_t type, const char *code)
{
	look();
	cr_assert(found(code), "section %u: %s expected", type, code);
	cr_assert_gt(snap->checks_skipped, 0, "the picture is partial and says so");
}

/* Each way a section can be wrong has its code, and what does not depend on it is still read. Places and
 * sizes are read once, at open; only the high-water mark is read again. */
Test(snapshot, table_of_contents)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 64);
	(void)fx_endpoint(&f, a, KC_SIDE_SEND, 1, "t");
	fx_positions(&f, a, 30, 10);
	struct kc_seg_section *c = fx_section(&f, KC_SEC_ENDPOINTS), good = *c;
	const struct {
		struct kc_seg_section row;
		const char *code;
	} cases[] = {
		{ { .type = good.type, .offset = f.bytes, .elem_bytes = 512, .capacity = 1 },
			"KC-F001" },
		{ { .type = good.type, .offset = 64, .elem_bytes = 512, .capacity = 1 },
			"KC-F001" },
		{ { .type = good.type,
			  .offset = good.offset,
			  .elem_bytes = 504,
			  .capacity = 4,
			  .hwm = 1 },
			"KC-F002" },
		{ { .type = good.type,
			  .offset = good.offset,
			  .elem_bytes = 4096,
			  .capacity = 4,
			  .hwm = 1 },
			"KC-F002" },
		{ { .type = good.type, .offset = good.offset, .capacity = 4, .hwm = 1 },
			"KC-F002" },
		{ { .type = good.type,
			  .offset = fx_section(&f, KC_SEC_CHANNELS)->offset,
			  .elem_bytes = 512,
			  .capacity = 4 },
			"KC-F003" },
		{ { .type = KC_SEC_CHANNELS,
			  .offset = good.offset,
			  .elem_bytes = 768,
			  .capacity = 4 },
			"KC-F003" },
		{ { .type = 99 }, "KC-F006" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		*c = cases[i].row;
		spoil_section(good.type, cases[i].code);
		cr_assert_eq(snap->endpoint_count, 0, "case %zu", i);
		cr_assert_eq(snap->channel_count, 1, "case %zu", i);
		cr_assert_eq(snap->channel[0].depth, 20, "case %zu", i);
		ki_close(s);
		s = NULL;
	}
	*c = good;
	c->hwm = c->capacity + 1;
	look();
	cr_assert(found("KC-F004"));
	cr_assert_eq(snap->endpoint_count, 1);
	stop();
}

Test(snapshot, damaged_counters_and_capacities)
{
	start(&(struct fx_opts){ 0 });
	uint32_t a = fx_channel(&f, "a", 2, 0, 8, 64), b = fx_channel(&f, "b", 2, 0, 8, 64);
	fx_chan(&f, a)->past[1].messages = 22;
	fx_chan(&f, b)->capacity = 0;
	((struct kc_seg_schema *)fx_row(&f, KC_SEC_SCHEMA, 2))->offset = 4096;
	look();
	cr_assert(found("KC-F020"));
	cr_assert(found("KC-F012"));
	cr_assert_eq(snap->channel_count, 1);
	cr_assert_eq(snap->channel[0].total[1].messages, 22, "by this version's own list");
	stop();
}

/* A probe reads the target's memory where the header says: nothing but what a library writes is believed. */
Test(snapshot, a_wait_word)
{
	static const struct {
		uint32_t abi;
		int64_t offset;
		bool good;
	} words[] = { { 0, 0, true }, { 1, -72, true }, { 1, INT32_MIN, true }, { 1, 16, true },
		{ 0, 4711, true }, { 2, -72, false }, { 1, 0, false }, { 1, -71, false },
		{ 1, INT64_C(1) << 31, false }, { 1, INT64_MIN, false } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		start(&(struct fx_opts){ 0 });
		f.h->tls_abi = words[i].abi;
		f.h->tls_offset = words[i].offset;
		fx_seal(&f);
		look();
		cr_assert_eq(found("KC-F011"), !words[i].good, "%zu", i);
		const struct ki_info *in = ki_source_info(s);
		cr_expect_eq(in->tls_abi, words[i].good ? words[i].abi : 0u, "%zu", i);
		cr_expect_eq(in->tls_offset, words[i].good && words[i].abi ? words[i].offset : 0,
			"%zu", i);
		stop();
		s = NULL;
		snap = NULL;
	}
}
