/* Channels without a capacity, each topology: they grow over many chunks and give them back; the byte limit is exact
 * and acts like a full ring; an arena without memory fails the send and loses nothing; what is left in several chunks
 * is handed over; in place and inline code end at a chunk's end and go on behind it. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "chan/chunks.h"
#include "inspect/inspect.h"
#include "support/world.h"

KC_TYPED(u64, uint64_t);

static struct world w;
static const enum kc_topology all[] = { KC_SPSC, KC_MPSC, KC_MPMC };
#define EACH_TOPOLOGY(t)                                  \
	for (size_t i_ = 0; i_ < KC_ARRAY_LEN(all); i_++) \
		for (enum kc_topology t = all[i_], *o_ = &t; o_; o_ = NULL)

static uint64_t given[200000];
static size_t given_count;

static void remember(void *ctx, void *elem)
{
	(void)ctx;
	cr_assert_lt(given_count, KC_ARRAY_LEN(given));
	memcpy(&given[given_count++], elem, sizeof given[0]);
}

static void open_ends(void)
{
	cr_assert_eq(kc_tx_open(&w.tx, w.c), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0, "%s", kc_last_reason());
}

static void open_channel(enum kc_topology t, enum kc_payload p, uint64_t limit, enum kc_overflow f)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = t, .payload = p,
		.elem_bytes = p == KC_VALUES ? 8 : 0, .limit_bytes = limit, .overflow = f,
		.on_undelivered = p == KC_VALUES ? remember : NULL);
	given_count = 0;
	cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0, "%s", kc_last_reason());
	open_ends();
}

static void open_world(enum kc_topology t, uint64_t limit)
{
	world_open(&w, 0);
	open_channel(t, KC_VALUES, limit, KC_BLOCK);
}

static void close_channel(void)
{
	cr_assert_eq(kc_tx_close(w.tx), 0);
	cr_assert_eq(kc_rx_close(w.rx), 0);
	cr_assert_eq(kc_chan_free(w.c), 0);
	w.tx = NULL, w.rx = NULL, w.c = NULL;
}

static uint64_t slots(void)
{
	return w.c->ring->capacity;
}

/* Of the channel, linked ones. */
static unsigned chunks(void)
{
	unsigned n = 0;
	for (uint64_t name = w.c->ring->first_chunk; KC_CHUNK_INDEX(name) != KC_NONE; n++) {
		struct kc_seg_chunk *row = kc_chunk_row(w.d, name);
		cr_assert_eq(row->gen, KC_CHUNK_GEN(name));
		cr_assert_eq(row->first % slots(), 0u);
		name = row->next;
	}
	return n;
}

static uint64_t ring_bytes(void)
{
	return w.d->arena.row->bytes_rings;
}

static void send(uint64_t v)
{
	cr_assert_eq(kc_send(w.tx, &v, 0), 0, "at %lu", (unsigned long)v);
}

static void expect(uint64_t v)
{
	uint64_t got = ~v;
	cr_assert_eq(kc_recv(w.rx, &got, 0), 0, "at %lu", (unsigned long)v);
	cr_assert_eq(got, v);
}

/* --- growing and shrinking ---------------------------------------------------------------------- */

Test(unlimited, grows_and_gives_back)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 0);
		uint64_t n = 20 * slots() + 7, v, flat = 0;
		cr_assert_eq(chunks(), 1u);
		for (int round = 0; round < 5; round++) {
			for (uint64_t i = 0; i < n; i++)
				send(i);
			cr_assert_geq(chunks(), 20u);
			cr_assert_geq(ring_bytes(), n * 8);
			kc_chan_stats s = KC_CHAN_STATS();
			cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
			cr_assert_eq(s.depth, n);
			cr_assert_eq(s.capacity, 0u, "none");
			cr_assert_neq(s.oldest_ns, 0u, "topology %d", (int)t);
			for (uint64_t i = 0; i < n; i++)
				expect(i);
			cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
			cr_assert_leq(chunks(), 2u, "the rest was given back");
			if (round == 0)
				flat = ring_bytes();
			cr_assert_eq(ring_bytes(), flat, "round %d", round);
			cr_assert_lt(flat, UINT64_C(4) * KC_ARENA_PAGE_BYTES);
		}
		cr_assert_eq(w.tx->e.row->count.blocked, 0u);
		world_close(&w);
	}
}

/* Chunks that are full to the last slot, and the moment between two. */
Test(unlimited, borders)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 0);
		uint64_t next = 0, want = 0, v, c = slots();
		for (int round = 0; round < 6; round++) {
			for (uint64_t i = 0; i < c; i++)
				send(next++);
			cr_assert_eq(chunks(), round && t == KC_SPSC ? 2u : 1u,
				"linked when it is needed");
			for (uint64_t i = 0; i < c; i++)
				expect(want++);
			cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
			cr_assert_eq(kc_rx_wait(w.rx, 1, 0), -EAGAIN);
			cr_assert_eq(chunks(), 1u);
		}
		for (uint64_t i = 0; i < 3 * c; i++) { /* one in, one out */
			send(next++);
			expect(want++);
		}
		cr_assert_leq(w.d->chunks_made, 3u, "two and a spare, however often");
		world_close(&w);
	}
}

/* A row's next life has another name; a slot is never taken for that of an earlier life. */
Test(unlimited, rows_live_many_times)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 0);
		uint64_t name = w.c->ring->first_chunk, next = 0, want = 0;
		kc_chunk_row(w.d, name)->gen += UINT32_C(0x7ffffff0) * 2; /* near the last */
		struct kc_seg_chunk *row = kc_chunk_row(w.d, name);
		row->next = KC_CHUNK_NAME(row->gen, KC_NONE);
		w.c->ring->first_chunk = w.c->ring->last_chunk =
			KC_CHUNK_NAME(row->gen, KC_CHUNK_INDEX(name));
		cr_assert_eq(kc_tx_close(w.tx), 0);
		cr_assert_eq(kc_rx_close(w.rx), 0);
		open_ends();
		for (uint64_t i = 0; i < 100 * slots(); i++) {
			send(next++);
			if (i % 3)
				expect(want++);
			while (next - want > 2 * slots())
				expect(want++);
		}
		while (want < next)
			expect(want++);
		cr_assert_leq(chunks(), 2u);
		world_close(&w);
	}
}

/* One receiver has claimed a slot and stands still: no chunk from its own on is given back, and all of them are when it
 * has left the slot. */
Test(unlimited, a_receiver_stands_still)
{
	EACH_TOPOLOGY(t)
	{
		if (t == KC_SPSC)
			continue;
		open_world(t, 0);
		const struct kc_chain *chain = &w.c->u.chain;
		struct kc_chunk_at at = { 0 };
		uint64_t n = 5 * slots();
		for (uint64_t i = 0; i < n; i++)
			send(i);
		for (uint64_t i = 0; i < slots() + 3; i++)
			expect(i);
		cr_assert_eq(chunks(), 4u);
		cr_assert_eq(kc_chain_seek(chain, &at, slots() + 3, &w.c->ring->first_chunk),
			KC_CHAIN_HERE);
		uint64_t stopped = w.c->ring->received++; /* its claim */
		w.rx->e.row->count.messages++;
		for (uint64_t i = stopped + 1; i < n; i++)
			expect(i);
		for (uint64_t i = 0; i < 3 * slots(); i++) {
			send(i);
			expect(i);
		}
		cr_assert_eq(chunks(), 7u, "in order");
		kc_chain_finish(chain, &at, 1);
		cr_assert_eq(chunks(), 1u, "all at once");
		send(1);
		expect(1);
		world_close(&w);
	}
}

Test(unlimited, batches)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 0);
		enum { MOST = 9000 };
		static uint64_t in[MOST], out[MOST];
		uint64_t next = 0, want = 0;
		for (size_t n = 1; n <= MOST; n = n * 3 + 1) {
			for (size_t i = 0; i < n; i++)
				in[i] = next++;
			cr_assert_eq(kc_send_n(w.tx, in, n, 0), (ssize_t)n, "all of them fit");
			size_t half = n / 2;
			cr_assert_eq(kc_recv_n(w.rx, out, half, 0), (ssize_t)half);
			for (size_t i = 0; i < half; i++)
				cr_assert_eq(out[i], want++);
			cr_assert_eq(kc_recv_n(w.rx, out, MOST, 0), (ssize_t)(n - half),
				"all that is there, over the borders");
			for (size_t i = 0; i < n - half; i++)
				cr_assert_eq(out[i], want++);
		}
		world_close(&w);
	}
}

/* --- in place and inline --------------------------------------------------------------------------- */

Test(unlimited, in_place)
{
	open_world(KC_SPSC, 0);
	uint64_t next = 0, want = 0, c = slots();
	while (next < 5 * c + 3) {
		void *at;
		uint64_t *mine = NULL;
		ssize_t k;
		if (next % 2) {
			k = kc_reserve(w.tx, 100, &at);
			mine = at;
		} else {
			k = u64_reserve(w.tx, 77, &mine);
		}
		cr_assert_gt(k, 0);
		cr_assert_leq((uint64_t)k, c - next % c, "in one piece");
		for (ssize_t i = 0; i < k; i++)
			mine[i] = next + (uint64_t)i;
		if (next % 7 == 0) {
			cr_assert_eq(kc_commit(w.tx, 0), 0, "aborted");
			k = 1;
			cr_assert_eq(u64_send(w.tx, &next, 0), 0);
		} else {
			cr_assert_eq(
				next % 3 ? kc_commit(w.tx, (size_t)k) : u64_commit(w.tx, (size_t)k),
				0);
		}
		next += (uint64_t)k;
	}
	while (want < next) {
		const void *at;
		const uint64_t *theirs = NULL;
		ssize_t k;
		if (want % 2) {
			k = kc_peek(w.rx, 90, &at);
			theirs = at;
		} else {
			k = u64_peek(w.rx, 33, &theirs);
		}
		cr_assert_gt(k, 0);
		for (ssize_t i = 0; i < k; i++)
			cr_assert_eq(theirs[i], want + (uint64_t)i);
		cr_assert_eq(
			want % 3 ? kc_release(w.rx, (size_t)k) : u64_release(w.rx, (size_t)k), 0);
		want += (uint64_t)k;
	}
	const void *none;
	cr_assert_eq(kc_peek(w.rx, 1, &none), -EAGAIN);
	for (uint64_t i = 0; i < 3 * c; i++) {
		cr_assert_eq(u64_send(w.tx, &next, 0), 0);
		next++;
	}
	for (uint64_t v; want < next; want++) {
		cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		cr_assert_eq(v, want);
	}
	world_close(&w);

	EACH_TOPOLOGY(t)
	{
		if (t == KC_SPSC)
			continue;
		void *at;
		open_world(t, 0);
		cr_assert_eq(kc_reserve(w.tx, 1, &at), -EINVAL);
		world_close(&w);
	}
}

/* What the fast path grants ends at the limit, too. */
Test(unlimited, in_place_at_the_limit)
{
	open_world(KC_SPSC, 10 * 8);
	void *at;
	uint64_t v;
	cr_assert_eq(slots(), 16u);
	for (uint64_t i = 0; i < 12; i++) {
		send(i);
		expect(i);
	}
	cr_assert_eq(kc_reserve(w.tx, 100, &at), 4, "to the chunk's end");
	memset(at, 0, 32);
	cr_assert_eq(kc_commit(w.tx, 4), 0);
	cr_assert_eq(kc_reserve(w.tx, 100, &at), 6, "to the limit");
	memset(at, 0, 48);
	cr_assert_eq(kc_commit(w.tx, 6), 0);
	cr_assert_eq(kc_reserve(w.tx, 1, &at), -EAGAIN);
	cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -EAGAIN);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	cr_assert_eq(kc_tx_wait(w.tx, 3, 0), 0);
	cr_assert_eq(kc_tx_wait(w.tx, 4, 0), -EAGAIN);
	cr_assert_eq(kc_tx_wait(w.tx, 11, 0), -EINVAL);
	cr_assert_eq(kc_reserve(w.tx, 100, &at), 3);
	cr_assert_eq(kc_commit(w.tx, 0), 0);
	world_close(&w);
}

/* --- the limit --------------------------------------------------------------------------------------- */

Test(unlimited, limit_is_exact)
{
	EACH_TOPOLOGY(t)
	{
		static const uint64_t bytes[] = { 8, 15, 16, 100, 8 * 64, 8 * 1000 + 7, 8 * 5000 };
		for (size_t b = 0; b < KC_ARRAY_LEN(bytes); b++) {
			open_world(t, bytes[b]);
			uint64_t is = bytes[b] / 8, next = 0, want = 0, v;
			for (uint64_t round = 0; round < 20; round++) {
				while (kc_send(w.tx, &next, 0) == 0)
					next++;
				cr_assert_eq(next - want, is, "round %lu", (unsigned long)round);
				cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -EAGAIN);
				kc_chan_stats s = KC_CHAN_STATS();
				cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
				cr_assert_eq(s.depth, is);
				cr_assert_eq(s.capacity, is);
				for (uint64_t k = 0; k < 1 + (round * 37) % is; k++)
					expect(want++);
				uint64_t free = is - (next - want);
				cr_assert_eq(kc_tx_wait(w.tx, free, 0), 0);
				if (free < is)
					cr_assert_eq(kc_tx_wait(w.tx, free + 1, 0), -EAGAIN);
				cr_assert_eq(kc_tx_wait(w.tx, is + 1, 0), -EINVAL);
			}
			while (kc_recv(w.rx, &v, 0) == 0)
				cr_assert_eq(v, want++);
			cr_assert_eq(want, next);
			world_close(&w);
		}
	}
}

Test(unlimited, batches_at_the_limit)
{
	EACH_TOPOLOGY(t)
	{
		static uint64_t in[200], out[200];
		open_world(t, 100 * 8);
		for (uint64_t i = 0; i < 200; i++)
			in[i] = i;
		cr_assert_eq(kc_send_n(w.tx, in, 30, 0), 30);
		cr_assert_eq(kc_send_n(w.tx, in + 30, 170, 0), 70, "what fits");
		cr_assert_eq(kc_send_n(w.tx, in, 1, 0), -EAGAIN);
		cr_assert_eq(kc_recv_n(w.rx, out, 3, 0), 3);
		cr_assert_eq(kc_send_n(w.tx, in + 100, 100, 0), 3);
		for (uint64_t got = 0; got < 100;) { /* all that was seen, then all that is there */
			ssize_t k = kc_recv_n(w.rx, out + got, 200 - got, 0);
			cr_assert_gt(k, 0);
			got += (uint64_t)k;
		}
		for (uint64_t i = 0; i < 100; i++)
			cr_assert_eq(out[i], i + 3);
		world_close(&w);
	}
}

Test(unlimited, drops_the_newest_at_the_limit)
{
	EACH_TOPOLOGY(t)
	{
		world_open(&w, 0);
		open_channel(t, KC_VALUES, 20 * 8, KC_DROP_NEWEST);
		for (uint64_t v = 0; v < 50; v++)
			cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), 0, "a sender never waits");
		cr_assert_eq(w.tx->e.row->count.dropped_newest, 30u);
		cr_assert_eq(w.tx->e.row->count.blocked, 0u);
		cr_assert_eq(given_count, 30u);
		for (uint64_t i = 0; i < 30; i++)
			cr_assert_eq(given[i], 20 + i);
		for (uint64_t v = 0; v < 20; v++)
			expect(v);
		world_close(&w);
	}
}

static void *late_receiver(void *arg)
{
	uint64_t v, *got = arg;
	/* Not before the sender sleeps. */
	while (kc_load_acquire(&w.tx->e.row->wait) != KC_WAIT_ROOM)
		sched_yield();
	while (*got < 2000) {
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
		cr_assert_eq(v, (*got)++);
	}
	return NULL;
}

Test(unlimited, waits_at_the_limit)
{
	EACH_TOPOLOGY(t)
	{
		pthread_t thread;
		uint64_t got = 0;
		open_world(t, 300);
		cr_assert_eq(pthread_create(&thread, NULL, late_receiver, &got), 0);
		for (uint64_t v = 0; v < 2000; v++)
			cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), 0);
		pthread_join(thread, NULL);
		cr_assert_gt(w.tx->e.row->count.blocked, 0u);
		uint64_t v = 0;
		while (kc_send(w.tx, &v, 0) == 0)
			;
		cr_assert_eq(kc_send(w.tx, &v, 1000), -ETIMEDOUT);
		world_close(&w);
	}
}

/* --- no memory ----------------------------------------------------------------------------------------- */

/* Four megabytes instead of 64. */
static void open_small_world(enum kc_topology t)
{
	memset(&w, 0, sizeof w);
	strcpy(w.dir, "/dev/shm/kc-test-XXXXXX");
	cr_assert_not_null(mkdtemp(w.dir));
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = w.dir, .arena_limit_bytes = 4u << 20);
	cr_assert_eq(kc_domain_open(&w.d, "world", &o), 0, "%s", kc_last_reason());
	open_channel(t, KC_VALUES, 0, KC_BLOCK);
}

/* A channel that cannot be opened gives its ring's row back as it found it, not in use; so the next channel that gets
 * the row is there for the tools (INV-SEG-1: a row counts while its generation is odd). */
Test(unlimited, no_memory_for_a_channel)
{
	EACH_TOPOLOGY(t)
	{
		open_small_world(t);
		uint64_t v = 0;
		kc_chan *other;
		kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = t, .elem_bytes = 8);
		while (kc_send(w.tx, &v, 0) == 0)
			v++;
		cr_assert_eq(kc_chan_open(&other, w.d, "other", &o), -ENOMEM);
		uint32_t row = w.d->rings.next - 1;
		const struct kc_seg_ring *r = kc_segment_row(&w.d->seg, KC_SEC_RINGS, row);
		cr_assert_neq(row, w.c->ring_index);
		cr_assert_eq(r->gen % 2, 0, "generation %u", r->gen);
		while (kc_recv(w.rx, &v, 0) == 0)
			;
		cr_assert_eq(kc_chan_open(&other, w.d, "other", &o), 0, "%s", kc_last_reason());
		cr_assert_eq(other->ring, r, "the row is used again");
		cr_assert_eq(r->gen % 2, 1, "generation %u", r->gen);
		cr_assert_eq(kc_chan_free(other), 0);
		world_close(&w);
	}
}

Test(unlimited, arena_is_exhausted)
{
	EACH_TOPOLOGY(t)
	{
		for (int in_place = 0; in_place < (t == KC_SPSC ? 2 : 1); in_place++) {
			open_small_world(t);
			uint64_t next = 0, want = 0;
			void *at;
			int rc;
			for (int round = 0; round < 3; round++) {
				while ((rc = kc_send(w.tx, &next, KC_FOREVER)) == 0)
					next++;
				cr_assert_eq(rc, -ENOMEM, "an error, whatever the time-out");
				cr_assert_eq(kc_send_n(w.tx, &next, 1, 0), -ENOMEM);
				if (in_place) {
					cr_assert_eq(kc_reserve(w.tx, 1, &at), -ENOMEM);
					cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -ENOMEM);
				}
				cr_assert_eq(next % slots(), 0u, "every slot was used");
				cr_assert_geq(
					(next - want) * w.c->ring->slot_bytes, UINT64_C(15) << 17);
				kc_chan_stats s = KC_CHAN_STATS();
				cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
				cr_assert_eq(s.depth, next - want, "nothing was lost or taken");
				for (uint64_t k = 0; k < 3 * slots(); k++)
					expect(want++);
				send(next++);
			}
			while (want < next)
				expect(want++);
			world_close(&w);
		}
	}
}

/* A batch is cut where the memory ends; the rest is still the caller's. */
Test(unlimited, a_batch_without_memory)
{
	EACH_TOPOLOGY(t)
	{
		static uint64_t in[50000];
		open_small_world(t);
		uint64_t next = 0, v;
		ssize_t k;
		do {
			for (size_t i = 0; i < KC_ARRAY_LEN(in); i++)
				in[i] = next + i;
			k = kc_send_n(w.tx, in, KC_ARRAY_LEN(in), 0);
			if (k > 0)
				next += (uint64_t)k;
		} while (k > 0);
		cr_assert_eq(k, -ENOMEM);
		for (uint64_t i = 0; i < next; i++)
			expect(i);
		cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
		world_close(&w);
	}
}

/* The table of chunks cannot grow: -ENOSPC, and it goes on once it can. */
static int (*real_fallocate)(int, int, uint64_t, uint64_t);
static bool no_room;
static int fallocate_fails(int fd, int mode, uint64_t offset, uint64_t bytes)
{
	return no_room ? -ENOSPC : real_fallocate(fd, mode, offset, bytes);
}

Test(unlimited, no_room_in_the_file_system)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 0);
		uint64_t next = 0;
		int rc;
		real_fallocate = kc_sys.fallocate;
		kc_sys.fallocate = fallocate_fails;
		no_room = true;
		while ((rc = kc_send(w.tx, &next, 0)) == 0)
			next++;
		cr_assert_eq(rc, -ENOSPC);
		no_room = false;
		for (int i = 0; i < 100000; i++)
			send(next++);
		for (uint64_t i = 0; i < next; i++)
			expect(i);
		kc_sys.fallocate = real_fallocate;
		world_close(&w);
	}
}

/* --- the end ------------------------------------------------------------------------------------------- */

Test(unlimited, close_and_drain)
{
	EACH_TOPOLOGY(t)
	{
		for (int extra = -1; extra <= 1; extra++) { /* around a border */
			open_world(t, 0);
			uint64_t n = 4 * slots() + (uint64_t)extra, v;
			kc_tx *late;
			for (uint64_t i = 0; i < n; i++)
				send(i);
			cr_assert_eq(kc_chan_close(w.c), 0);
			v = 0;
			cr_assert_eq(kc_send(w.tx, &v, 0), -EPIPE);
			cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -EPIPE);
			cr_assert_eq(kc_tx_open(&late, w.c), -EPIPE);
			for (uint64_t i = 0; i < n; i++) {
				cr_assert_eq(kc_rx_wait(w.rx, 5, 0), 0, "fewer at the end");
				expect(i);
			}
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
			cr_assert_eq(kc_rx_wait(w.rx, 1, KC_FOREVER), -EPIPE);
			world_close(&w);
		}
	}
}

Test(unlimited, closed_at_the_limit)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 0;
		open_world(t, 3 * 8);
		for (int i = 0; i < 3; i++)
			send(0);
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert_eq(kc_tx_wait(w.tx, 1, KC_FOREVER), -EPIPE);
		cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), -EPIPE);
		cr_assert_eq(kc_rx_wait(w.rx, 3, 0), 0);
		cr_assert_eq(kc_rx_wait(w.rx, 4, 0), -EINVAL);
		world_close(&w);
	}
}

Test(unlimited, last_sender)
{
	EACH_TOPOLOGY(t)
	{
		world_open(&w, 0);
		kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = t, .elem_bytes = 8,
			.flags = KC_CLOSE_WITH_LAST_TX);
		cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
		open_ends();
		uint64_t n = 3 * slots() + 1, v;
		for (uint64_t i = 0; i < n; i++)
			send(i);
		cr_assert_eq(kc_tx_close(w.tx), 0);
		w.tx = NULL;
		for (uint64_t i = 0; i < n; i++)
			expect(i);
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
		world_close(&w);
	}
}

/* Other endpoints go on where the former ones stood, whether that is a border or not. */
Test(unlimited, endpoints_come_and_go)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 0);
		uint64_t next = 0, want = 0;
		for (int round = 0; round < 40; round++) {
			uint64_t n = round % 3 ? slots() : slots() / 3;
			for (uint64_t i = 0; i < n; i++)
				send(next++);
			cr_assert_eq(kc_tx_close(w.tx), 0);
			for (uint64_t i = 0; i < n && round > 5; i++)
				expect(want++);
			cr_assert_eq(kc_rx_close(w.rx), 0);
			open_ends();
			if (t != KC_MPMC) {
				kc_rx *second;
				cr_assert_eq(kc_rx_open(&second, w.c), -EBUSY);
			}
		}
		while (want < next)
			expect(want++);
		world_close(&w);
	}
}

Test(unlimited, undelivered)
{
	EACH_TOPOLOGY(t)
	{
		for (int border = 0; border < 3; border++) {
			open_world(t, 0);
			uint64_t c = slots(), n = 6 * c + (border == 1),
				 from = border == 2 ? c : c + 5;
			for (uint64_t i = 0; i < n; i++)
				send(i);
			for (uint64_t i = 0; i < from; i++)
				expect(i);
			close_channel();
			cr_assert_eq(given_count, n - from);
			for (uint64_t i = 0; i < given_count; i++)
				cr_assert_eq(given[i], from + i);
			cr_assert_eq(ring_bytes(), 0u, "all memory is given back");
			world_close(&w);
		}
	}
}

/* A chunk that was linked and never used is given back, too. */
Test(unlimited, linked_and_not_used)
{
	open_world(KC_SPSC, 0);
	void *at;
	for (uint64_t i = 0; i < slots(); i++)
		send(i);
	for (uint64_t i = 0; i < slots(); i++)
		expect(i);
	cr_assert_gt(kc_reserve(w.tx, 1, &at), 0);
	cr_assert_eq(kc_commit(w.tx, 0), 0);
	cr_assert_eq(chunks(), 2u);
	close_channel();
	cr_assert_eq(ring_bytes(), 0u);
	world_close(&w);
}

/* --- other payloads ------------------------------------------------------------------------------------ */

Test(unlimited, pointers)
{
	EACH_TOPOLOGY(t)
	{
		world_open(&w, 0);
		open_channel(t, KC_POINTERS, 0, KC_BLOCK);
		uint64_t n = 3 * slots() + 3;
		for (uint64_t i = 1; i <= n; i++)
			cr_assert_eq(kc_send_ptr(w.tx, (void *)(uintptr_t)i, i, 0), 0);
		for (uint64_t i = 1; i <= n; i++) {
			void *p;
			size_t len;
			cr_assert_eq(kc_recv_ptr(w.rx, &p, &len, 0), 0);
			cr_assert_eq((uintptr_t)p, i);
			cr_assert_eq(len, i);
		}
		world_close(&w);
	}
}

Test(unlimited, tickets)
{
	EACH_TOPOLOGY(t)
	{
		world_open(&w, 0);
		open_channel(t, KC_TICKETS, 0, KC_BLOCK);
		uint64_t n = 3 * slots() + 9;
		for (uint64_t i = 0; i < n; i++) {
			kc_ticket k;
			void *data;
			cr_assert_eq(kc_ticket_new(w.d, 8, &k, &data), 0);
			memcpy(data, &i, 8);
			cr_assert_eq(i % 2 ? kc_send_ticket(w.tx, k, 0)
					   : (int)kc_send_n(w.tx, &k, 1, 0) - 1,
				0);
		}
		for (uint64_t i = 0; i < n - 5; i++) { /* the rest is dropped with the channel */
			kc_ticket k;
			void *data;
			cr_assert_eq(kc_recv_ticket(w.rx, &k, 0), 0);
			cr_assert_eq(kc_ticket_data(w.d, k, &data, NULL), 0);
			cr_assert_eq(memcmp(data, &i, 8), 0);
			cr_assert_eq(kc_ticket_release(w.d, k), 0);
		}
		world_close(&w);
	}
}

/* A ticket that finds no memory for its slot is the sender's as before. */
Test(unlimited, a_ticket_without_memory)
{
	EACH_TOPOLOGY(t)
	{
		world_open(&w, 0);
		open_channel(t, KC_TICKETS, 0, KC_BLOCK);
		kc_ticket k, got;
		cr_assert_eq(kc_ticket_new(w.d, 8, &k, NULL), 0);
		real_fallocate = kc_sys.fallocate;
		kc_sys.fallocate = fallocate_fails;
		no_room = true;
		int rc;
		uint64_t n = 0;
		for (;; n++) {
			cr_assert_eq(kc_ticket_retain(w.d, k), 0);
			rc = kc_send_ticket(w.tx, k, 0);
			if (rc)
				break;
			if (n % 100 == 99) /* 12 bits of references */
				for (int i = 0; i < 50; i++) {
					cr_assert_eq(kc_recv_ticket(w.rx, &got, 0), 0);
					cr_assert_eq(kc_ticket_release(w.d, got), 0);
				}
			if (n > 5000)
				break;
		}
		if (rc) {
			cr_assert_eq(rc, -ENOSPC);
			cr_assert_eq(kc_ticket_release(w.d, k), 0, "the one that was not sent");
		}
		no_room = false;
		kc_sys.fallocate = real_fallocate;
		cr_assert_eq(kc_ticket_release(w.d, k), 0);
		world_close(&w);
	}
}

Test(unlimited, bytes)
{
	EACH_TOPOLOGY(t)
	{
		world_open(&w, 0);
		open_channel(t, KC_BYTES, 0, KC_BLOCK);
		uint64_t n = 2 * slots() + 2;
		char buf[64];
		memset(buf, 'x', sizeof buf);
		for (uint64_t i = 0; i < n; i++)
			cr_assert_eq(kc_send_bytes(w.tx, buf, 1 + i % 60, 0), 0);
		for (uint64_t i = 0; i < n; i++) {
			cr_assert_eq(kc_rx_next_len(w.rx), (ssize_t)(1 + i % 60));
			if (i % 60)
				cr_assert_eq(kc_recv_bytes(w.rx, buf, i % 60, 0), -EMSGSIZE);
			cr_assert_eq(
				kc_recv_bytes(w.rx, buf, sizeof buf, 0), (ssize_t)(1 + i % 60));
		}
		cr_assert_eq(kc_rx_next_len(w.rx), -EAGAIN);
		world_close(&w);
	}
}

static int add(void *ctx, const void *elem)
{
	uint64_t v;
	memcpy(&v, elem, 8);
	*(uint64_t *)ctx += v;
	return 0;
}

Test(unlimited, consume_and_large_elements)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 0);
		uint64_t n = 3 * slots() + 4, sum = 0;
		for (uint64_t i = 0; i < n; i++)
			send(i);
		cr_assert_eq(kc_consume(w.rx, 2 * n, add, &sum), (ssize_t)n);
		cr_assert_eq(sum, n * (n - 1) / 2);
		close_channel();
		for (uint32_t bytes = 1; bytes <= 4096; bytes = bytes * 3 + 1) {
			unsigned char in[4096], out[4097];
			kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = t,
				.elem_bytes = bytes, .flags = t == KC_MPMC ? KC_PADDED_SLOTS : 0);
			cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
			open_ends();
			for (uint64_t i = 0; i < 2 * slots() + 5; i++) {
				memset(in, (int)i, sizeof in);
				cr_assert_eq(kc_send(w.tx, in, 0), 0);
			}
			for (uint64_t i = 0; i < 2 * slots() + 5; i++) {
				memset(in, (int)i, sizeof in);
				out[bytes] = 0xee;
				cr_assert_eq(kc_recv(w.rx, out, 0), 0);
				cr_assert_eq(memcmp(in, out, bytes), 0);
				cr_assert_eq(out[bytes], 0xee);
			}
			close_channel();
		}
		world_close(&w);
	}
}

/* --- options ------------------------------------------------------------------------------------------- */

Test(unlimited, options)
{
	kc_chan *c;
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_UNLIMITED, .elem_bytes = 8, .capacity = 4);
	cr_assert_eq(kc_chan_open(&c, w.d, "c", &o), -EINVAL, "a capacity");
	o.capacity = 0;
	o.overflow = (enum kc_overflow)2; /* KC_DROP_OLDEST */
	cr_assert_eq(kc_chan_open(&c, w.d, "c", &o), -EINVAL, "nothing to drop");
	o.overflow = KC_BLOCK;
	o.limit_bytes = 7;
	cr_assert_eq(kc_chan_open(&c, w.d, "c", &o), -EINVAL, "less than an element");
	o.kind = KC_BUFFERED;
	o.limit_bytes = 800;
	cr_assert_eq(kc_chan_open(&c, w.d, "c", &o), -EINVAL, "a limit where there is a capacity");
	o.kind = KC_UNLIMITED;
	o.limit_bytes = 8;
	o.topology = KC_SPSC;
	o.flags = KC_LOW_LATENCY;
	cr_assert_eq(kc_chan_open(&c, w.d, "c", &o), -EINVAL, "no flags in slots");
	o.flags = 0;
	cr_assert_eq(kc_chan_open(&c, w.d, "c", &o), 0);
	cr_assert_eq(kc_chan_free(c), 0);
	world_close(&w);
}

/* What the tools see from outside, while it grows and shrinks, on each side of a border. */
Test(unlimited, seen_from_outside)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 8 * 100000);
		struct ki_error err;
		ki_source *source;
		cr_assert_eq(
			ki_open(&source, kc_domain_segment_path(w.d), &err), 0, "%s", err.text);
		uint64_t next = 0, want = 0;
		for (int round = 0; round < 30; round++) {
			struct ki_snapshot *snap;
			for (uint64_t i = 0; i < slots() / 2 + (uint64_t)round; i++)
				send(next++);
			for (uint64_t i = 0; i < slots() / 3 && round; i++)
				expect(want++);
			cr_assert_eq(
				ki_snapshot_take(&snap, source, KI_ALL, &err), 0, "%s", err.text);
			cr_assert_eq(snap->channel_count, 1u);
			const struct ki_channel *c = &snap->channel[0];
			cr_assert_eq(c->sent, next);
			cr_assert_eq(c->received, want);
			cr_assert_eq(c->depth, next - want);
			cr_assert_eq(c->capacity, 100000u);
			cr_assert_eq(c->total[0].messages, next);
			cr_assert_eq(c->total[1].messages, want);
			if (round == 0)
				cr_assert_neq(c->oldest_ns, 0u, "topology %d", (int)t);
			cr_assert_eq(snap->finding_count, 0u, "%s", snap->finding[0].text);
			cr_assert_eq(snap->checks_skipped, 0u);
			ki_snapshot_free(snap);
		}
		while (want < next)
			expect(want++);
		for (int round = 0; round < 5;
			round++) { /* a sender's first element has a stamp, in any chunk */
			struct ki_snapshot *snap;
			for (uint64_t i = 0; i < slots() + 1; i++) {
				send(next++);
				expect(want++);
			}
			cr_assert_eq(kc_tx_close(w.tx), 0);
			cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
			send(next++);
			cr_assert_eq(ki_snapshot_take(&snap, source, KI_ALL, &err), 0);
			cr_assert_neq(snap->channel[0].oldest_ns, 0u, "topology %d", (int)t);
			ki_snapshot_free(snap);
			expect(want++);
		}
		ki_close(source);
		world_close(&w);
	}
}

/* A domain without statistics has no stamps, and all the rest. */
Test(unlimited, without_statistics)
{
	EACH_TOPOLOGY(t)
	{
		world_open(&w, KC_NO_STATS);
		open_channel(t, KC_VALUES, 0, KC_BLOCK);
		cr_assert_eq(w.c->ring->stamps_off, 0u);
		for (uint64_t i = 0; i < 3 * slots(); i++)
			send(i);
		for (uint64_t i = 0; i < 3 * slots(); i++)
			expect(i);
		world_close(&w);
	}
}

/* The residence times of elements are known as in other channels. */
Test(unlimited, residence)
{
	EACH_TOPOLOGY(t)
	{
		open_world(t, 0);
		for (uint64_t i = 0; i < 3 * slots(); i++)
			send(i);
		for (uint64_t i = 0; i < 3 * slots(); i++)
			expect(i);
		kc_chan_stats s = KC_CHAN_STATS();
		cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
		cr_assert_gt(s.residence_count, 3u);
		cr_assert_leq(s.residence_max_ns, UINT64_C(600000000000));
		cr_assert_eq(s.oldest_ns, 0u);
		world_close(&w);
	}
}
