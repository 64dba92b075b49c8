/* Proves that a look at many channels is a handful of reads, not a few for each of them, and that what moves
 * while tables are copied whole is still shown right. Every pread of the reader comes by here, where it is
 * counted and where a test plays the writer between two of them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "inspect/inspect.h"
#include "support/fixture.h"

static struct fx f;
static ki_source *s;
static struct ki_snapshot *snap;
static struct ki_error err;
static unsigned char *arena;
static uint64_t reads, rings_read;
static void (*before_second_rings)(void);
static void (*at_rings)(void);

ssize_t pread(int fd, void *to, size_t bytes, off_t at)
{
	const struct kc_seg_section *rings = f.h ? fx_section(&f, KC_SEC_RINGS) : NULL;
	reads++;
	if (rings && (uint64_t)at >= rings->offset &&
		(uint64_t)at < rings->offset + rings->capacity * rings->elem_bytes) {
		rings_read++;
		if (rings_read == 2 && before_second_rings)
			before_second_rings();
		if (at_rings)
			at_rings();
	}
	return syscall(SYS_pread64, fd, to, bytes, at);
}

static void start(uint32_t rows, uint64_t arena_bytes)
{
	fx_open(&f, &(struct fx_opts){ .rows = rows });
	int fd = memfd_create("arena", MFD_CLOEXEC);
	cr_assert_geq(fd, 0);
	cr_assert_eq(ftruncate(fd, (off_t)arena_bytes), 0);
	arena = mmap(NULL, arena_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	cr_assert_neq(arena, MAP_FAILED);
	f.h->arena_bytes = arena_bytes;
	f.h->arena_fd = fd;
	fx_seal(&f);
}

static void look(unsigned what)
{
	if (!s)
		cr_assert_eq(ki_open(&s, f.path, &err), 0, "%s", err.text);
	ki_snapshot_free(snap);
	reads = rings_read = 0;
	cr_assert_eq(ki_snapshot_take(&snap, s, what, &err), 0, "%s", err.text);
	cr_assert_eq(
		snap->finding_count, 0, "%s", snap->finding_count ? snap->finding[0].text : "");
}

static void stop(void)
{
	ki_snapshot_free(snap);
	ki_close(s);
	close(f.h->arena_fd);
	fx_close(&f);
}

static void put_slot(uint32_t channel, uint64_t pos, uint64_t seq, uint64_t ticks)
{
	struct kc_seg_ring *r = fx_ring(&f, channel);
	uint64_t at = pos & (r->capacity - 1);
	memcpy(arena + r->slots_off + at * r->slot_bytes, &seq, sizeof seq);
	memcpy(arena + r->stamps_off + 8 * at, &ticks, sizeof ticks);
}

/* The element at pos is in its slot, sent at ticks. */
static void put(uint32_t channel, uint64_t pos, uint64_t ticks)
{
	put_slot(channel, pos, (pos + 1) | KC_SLOT_STAMPED, ticks);
}

static uint32_t mpmc(const char *name, uint32_t capacity, uint64_t slots_off)
{
	uint32_t c = fx_channel(&f, name, 0, 0, 8, capacity);
	fx_ring(&f, c)->slots_off = slots_off;
	fx_ring(&f, c)->stamps_off = slots_off + (uint64_t)16 * capacity;
	return c;
}

/* Channels of both kinds with an endpoint on each side, histograms and something in each of them. */
static void crowd(uint32_t channels)
{
	char name[16];
	for (uint32_t i = 0; i < channels; i++) {
		snprintf(name, sizeof name, "c%u", i);
		uint32_t c = i % 2 ? mpmc(name, 64, UINT64_C(2048) * i)
				   : fx_channel(&f, name, 2, 0, 8, 64);
		uint32_t t = fx_endpoint(&f, c, KC_SIDE_SEND, 1, "t"),
			 r = fx_endpoint(&f, c, KC_SIDE_RECEIVE, 2, "r");
		fx_ep(&f, t)->hist_block = fx_hist(&f);
		fx_ep(&f, r)->hist_block = fx_hist(&f);
		fx_ep(&f, r)->hist_residence = fx_hist(&f);
		fx_hist_add(&f, fx_ep(&f, r)->hist_residence, 1000 + i, 3);
		fx_hist_add(&f, fx_ep(&f, t)->hist_block, 77, 1);
		uint64_t at = 10 + i % 32;
		fx_positions(&f, c, at + 10, at);
		if (i % 2 == 0)
			continue;
		/* One that has no stamp, with an old one in its place, and one of another lap. */
		put_slot(c, at, at + 1, f.t0 + 1);
		put_slot(c, at + 1, (at + 2 + 64) | KC_SLOT_STAMPED, f.t0 + 2);
		put(c, at + 2, f.t0 + 1000000 + i);
	}
}

static void check_crowd(uint32_t channels)
{
	cr_assert_eq(snap->channel_count, channels);
	for (uint32_t i = 0; i < channels; i++) {
		const struct ki_channel *c = &snap->channel[i];
		cr_assert_eq(c->depth, 10);
		cr_assert_eq(c->oldest_ns, i % 2 ? snap->at_ns - (f.t0 + 1000000 + i) : 0,
			"channel %u", i);
	}
}

Test(reads, a_thousand_channels_are_a_handful)
{
	start(3072, 1 << 22);
	crowd(1000);
	look(0);
	check_crowd(1000);
	uint64_t bare = reads;
	cr_assert_leq(bare, 20, "%llu reads", (unsigned long long)bare);
	cr_assert_eq(snap->channel[7].residence->count, 0, "not asked for");
	look(KI_WITH_RESIDENCE);
	cr_assert_leq(reads, bare + 16, "%llu reads", (unsigned long long)reads);
	for (uint32_t i = 0; i < 1000; i++) {
		cr_assert_eq(snap->channel[i].residence->count, 3);
		cr_assert_eq(snap->channel[i].residence->max_ns, 1000 + i);
		cr_assert_eq(snap->channel[i].block[0]->count, 0);
	}
	look(KI_ALL);
	cr_assert_leq(reads, bare + 18, "%llu reads", (unsigned long long)reads);
	cr_assert_eq(snap->channel[7].block[0]->count, 1);
	cr_assert_eq(snap->channel[7].block[1]->count, 0);
	stop();
}

Test(reads, events_of_one_channel_are_one_read)
{
	struct ki_event *e;
	size_t n;
	start(3072, 1 << 22);
	crowd(1000);
	for (uint32_t i = 0; i < 2000; i++)
		fx_event(&f, i, KC_EV_WAKE, f.t0 + 5000 + i, i, 1);
	look(0);
	reads = 0;
	cr_assert_eq(ki_channel_events(s, snap, 500, 0, &e, &n, &err), 0, "%s", err.text);
	cr_assert_eq(reads, 1);
	cr_assert_eq(n, 2);
	for (uint32_t i = 0; i < 2; i++) {
		cr_assert_eq(e[i].endpoint, 1000 + i);
		cr_assert_eq(e[i].channel, 500);
		cr_assert_eq(e[i].pos, 1000 + i);
	}
	free(e);
	cr_assert_eq(ki_channel_events(s, snap, 500, 1, &e, &n, &err), 0, "%s", err.text);
	cr_assert_eq(n, 1);
	cr_assert_eq(e->endpoint, 1001, "the newest");
	free(e);
	reads = 0;
	cr_assert_eq(ki_events(s, snap, 0, &e, &n, &err), 0, "%s", err.text);
	cr_assert_eq(n, 2000);
	cr_assert_leq(reads, 8);
	free(e);
	stop();
}

/* Rings of one size may stand far from each other in the arena, and in any order. */
Test(reads, rings_in_any_order)
{
	start(64, 1 << 24);
	for (uint32_t i = 0; i < 8; i++) {
		uint32_t c = mpmc((char[2]){ (char)('a' + i) }, 4096, (UINT64_C(7) - i) << 20);
		fx_positions(&f, c, 5000, 4000 + i);
		put(c, 4000 + i, f.t0 + 10 + i);
		put(c, 4001 + i, f.t0 + 20 + i);
	}
	look(0);
	for (uint32_t i = 0; i < 8; i++)
		cr_assert_eq(snap->channel[i].oldest_ns, snap->at_ns - (f.t0 + 10 + i));
	stop();
}

static void both_run_on(void)
{
	fx_positions(&f, 0, 1000010, 1000000);
	fx_positions(&f, 1, 2000030, 2000000);
}

Test(reads, a_fast_channel_is_not_full)
{
	start(64, 1 << 20);
	fx_channel(&f, "spsc", 2, 0, 8, 64);
	mpmc("mpmc", 64, 0);
	fx_positions(&f, 0, 20, 10);
	fx_positions(&f, 1, 40, 10);
	before_second_rings = both_run_on;
	look(0);
	cr_assert_geq(rings_read, 2);
	cr_assert_eq(snap->channel[0].depth, 10);
	cr_assert_eq(snap->channel[0].sent, 1000010);
	cr_assert_eq(snap->channel[0].received, 1000000);
	cr_assert_eq(snap->channel[1].depth, 30);
	cr_assert(!snap->channel[0].depth_clamped && !snap->channel[1].depth_clamped);
	stop();
}

static void received_overtakes(void)
{
	fx_positions(&f, 0, 110, 120);
}

/* A processor may copy the later word first: the receiver's position is then ahead of the sender's. */
Test(reads, positions_of_one_copy_in_the_wrong_order)
{
	start(64, 1 << 20);
	fx_channel(&f, "spsc", 2, 0, 8, 64);
	fx_positions(&f, 0, 105, 100);
	before_second_rings = received_overtakes;
	look(0);
	cr_assert_eq(snap->channel[0].sent, 110);
	cr_assert_eq(snap->channel[0].received, 110);
	cr_assert_eq(snap->channel[0].depth, 0);
	cr_assert(!snap->channel[0].depth_clamped);
	stop();
}

static void new_stamps(void)
{
	struct kc_seg_ring *r = fx_ring(&f, 0);
	fx_positions(&f, 0, 300, 200);
	r->lane[0] = (struct kc_seg_stamp){ 220, f.t0 + 400 }; /* written in between */
	r->lane[2] = (struct kc_seg_stamp){ 210, f.t0 + 40 };  /* half of an old one in it */
}

Test(reads, a_lane_that_is_written_meanwhile)
{
	start(64, 1 << 20);
	fx_channel(&f, "spsc", 2, 0, 8, 1024);
	fx_positions(&f, 0, 100, 50);
	fx_ring(&f, 0)->lane[0] = (struct kc_seg_stamp){ 60, f.t0 + 50 };
	fx_ring(&f, 0)->lane[1] = (struct kc_seg_stamp){ 70, f.t0 + 60 };
	before_second_rings = new_stamps;
	look(0);
	cr_assert_eq(snap->channel[0].oldest_ns, snap->at_ns - (f.t0 + 400));
	stop();
}

static void some_are_received(void)
{
	fx_ring(&f, 0)->received = 15;
}

Test(reads, stamped_elements_that_are_received_meanwhile)
{
	start(64, 1 << 20);
	mpmc("mpmc", 64, 0);
	fx_positions(&f, 0, 30, 10);
	put(0, 12, f.t0 + 100);
	put(0, 18, f.t0 + 200);
	before_second_rings = some_are_received;
	look(0);
	cr_assert_eq(snap->channel[0].oldest_ns, snap->at_ns - (f.t0 + 200),
		"the first is gone, and so its age does not count");
	stop();
}

static void all_are_received(void)
{
	fx_positions(&f, 0, 1030, 1010);
	put(0, 1012, f.t0 + 300);
}

Test(reads, receivers_that_run_past_everything)
{
	start(64, 1 << 20);
	mpmc("mpmc", 64, 0);
	fx_positions(&f, 0, 30, 10);
	put(0, 12, f.t0 + 100);
	before_second_rings = all_are_received;
	look(0);
	cr_assert_eq(snap->channel[0].oldest_ns, snap->at_ns - (f.t0 + 300));
	cr_assert_eq(snap->channel[0].depth, 20);
	stop();
}

static void another_ring(void)
{
	if (rings_read == 2)
		fx_ring(&f, 0)->gen += 2;
}

Test(reads, a_row_that_changes_hands_is_read_again)
{
	start(64, 1 << 20);
	mpmc("mpmc", 64, 0);
	fx_positions(&f, 0, 30, 10);
	put(0, 12, f.t0 + 100);
	at_rings = another_ring;
	look(0);
	cr_assert_eq(rings_read, 4, "two for all, and two for the one that was not whole");
	cr_assert_eq(snap->channel[0].depth, 20);
	cr_assert_eq(snap->channel[0].oldest_ns, 0, "what was seen belongs to another ring");
	stop();
}
