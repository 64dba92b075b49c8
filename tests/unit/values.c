/* Elements through all topologies, one thread: order, wrap-around, full and empty, batches, in-place
 * access, consuming, inline calls, misuse. Every size an element may have is moved whole. */
#include "support/harness.h"
#include <errno.h>
#include <string.h>

#include "chan/chan.h"
#include "support/world.h"

static struct world w;

struct big {
	uint64_t a;
	unsigned char rest[24];
};
KC_TYPED(u64, uint64_t);
KC_TYPED(u32, uint32_t);
KC_TYPED(big, struct big);

static void sizes(enum kc_topology t)
{
	static const uint32_t bytes[] = { 1, 2, 3, 4, 7, 8, 12, 16, 24, 32, 33, 64, 100, 128, 4095,
		4096 };
	world_open(&w, 0);
	for (size_t s = 0; s < sizeof bytes / sizeof *bytes; s++) {
		unsigned char in[4096], out[4096 + 1];
		world_channel(&w, t, KC_VALUES, bytes[s], 4);
		for (unsigned round = 0; round < 11; round++) { /* wraps twice */
			for (unsigned k = 0; k < 3; k++) {
				memset(in, (int)(round * 3 + k + 1), sizeof in);
				cr_assert_eq(kc_send(w.tx, in, 0), 0);
			}
			for (unsigned k = 0; k < 3; k++) {
				memset(in, (int)(round * 3 + k + 1), sizeof in);
				memset(out, 0xee, sizeof out);
				cr_assert_eq(kc_recv(w.rx, out, 0), 0);
				cr_assert_eq(memcmp(in, out, bytes[s]), 0, "size %u", bytes[s]);
				cr_assert_eq(out[bytes[s]], 0xee, "wrote past size %u", bytes[s]);
			}
		}
		kc_tx_close(w.tx), kc_rx_close(w.rx);
		cr_assert_eq(kc_chan_free(w.c), 0);
		w.tx = NULL, w.rx = NULL, w.c = NULL;
	}
	world_close(&w);
}

Test(values, every_size_spsc)
{
	sizes(KC_SPSC);
}

Test(values, every_size_mpsc)
{
	sizes(KC_MPSC);
}

Test(values, every_size_mpmc)
{
	sizes(KC_MPMC);
}

/* INV-POS-2: capacity is exact at every alignment of the positions, whatever was released lazily. */
static void capacity(enum kc_topology t, uint32_t asked, uint32_t is)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, asked);
	uint64_t next = 0, want = 0, v;
	for (uint32_t round = 0; round < 3 * is + 5; round++) {
		uint32_t fill = 0;
		while (kc_send(w.tx, &next, 0) == 0)
			next++, fill++;
		cr_assert_eq(next - want, is, "holds exactly its capacity (round %u)", round);
		cr_assert_eq(kc_send(w.tx, &next, 0), -EAGAIN);
		for (uint32_t k = 0; k < 1 + round % is; k++) {
			cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
			cr_assert_eq(v, want++);
		}
	}
	while (kc_recv(w.rx, &v, 0) == 0)
		cr_assert_eq(v, want++);
	cr_assert_eq(want, next);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
	world_close(&w);
}

Test(values, capacity_is_exact)
{
	capacity(KC_SPSC, 1, 1);
	capacity(KC_SPSC, 2, 2);
	capacity(KC_SPSC, 100, 128);
	capacity(KC_SPSC, 512, 512);
	capacity(KC_MPSC, 1, 1);
	capacity(KC_MPSC, 100, 128);
	capacity(KC_MPSC, 2048, 2048);
	capacity(KC_MPMC, 1, 2);
	capacity(KC_MPMC, 5, 8);
	capacity(KC_MPMC, 128, 128);
}

static void batches(enum kc_topology t)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 64);
	uint64_t in[100], out[100], next = 0, want = 0;
	for (size_t n = 0; n <= 100; n++) {
		for (size_t i = 0; i < n; i++)
			in[i] = next + i;
		ssize_t s = kc_send_n(w.tx, in, n, 0);
		cr_assert_eq(s, (ssize_t)(n > 64 ? 64 : n), "sends what fits");
		next += (uint64_t)s;
		ssize_t r = kc_recv_n(w.rx, out, 100, 0);
		cr_assert_eq(r, s ? s : -EAGAIN);
		for (ssize_t i = 0; i < r; i++)
			cr_assert_eq(out[i], want++);
	}
	cr_assert_eq(kc_recv_n(w.rx, out, 0, 0), 0);
	world_close(&w);
}

Test(values, batches_spsc)
{
	batches(KC_SPSC);
}

Test(values, batches_mpsc)
{
	batches(KC_MPSC);
}

Test(values, batches_mpmc)
{
	batches(KC_MPMC);
}

static void in_place(enum kc_topology t)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 16);
	void *span;
	const void *seen;
	uint64_t next = 0, want = 0, v = 77;
	for (int round = 0; round < 200; round++) {
		ssize_t n = kc_reserve(w.tx, 1 + (size_t)round % 16, &span);
		cr_assert_gt(n, 0);
		cr_assert_eq(kc_reserve(w.tx, 1, &span), -EBUSY, "one reservation at a time");
		cr_assert_eq(kc_send(w.tx, &v, 0), -EBUSY, "a send would write into it");
		cr_assert_eq(u64_send(w.tx, &v, 0), -EBUSY);
		cr_assert_eq(kc_tx_close(w.tx), -EBUSY);
		cr_assert_eq(kc_commit(w.tx, (size_t)n + 1), -EINVAL);
		size_t used = (size_t)round % 3 ? (size_t)n : (size_t)n / 2;
		for (size_t i = 0; i < used; i++)
			((uint64_t *)span)[i] = next++;
		cr_assert_eq(kc_commit(w.tx, used), 0);
		cr_assert_eq(kc_commit(w.tx, 0), -EINVAL, "nothing is reserved");
		while ((n = kc_peek(w.rx, 5, &seen)) > 0) {
			cr_assert_leq(n, 5);
			for (ssize_t i = 0; i < n; i++)
				cr_assert_eq(((const uint64_t *)seen)[i], want + (uint64_t)i);
			cr_assert_eq(kc_release(w.rx, (size_t)n + 1), -EINVAL);
			cr_assert_eq(kc_release(w.rx, 1), 0);
			want++;
		}
		cr_assert_eq(n, -EAGAIN);
		cr_assert_eq(want, next);
	}
	/* What was shown and then received can be released no more. */
	v = next;
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_peek(w.rx, 9, &seen), 1);
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	cr_assert_eq(kc_release(w.rx, 1), -EINVAL);
	world_close(&w);
}

Test(values, in_place_spsc)
{
	in_place(KC_SPSC);
}

Test(values, in_place_mpsc)
{
	in_place(KC_MPSC);
}

/* KC_TYPED's in-place functions are the same operations on the same positions: any mixture of inline
 * and called, with stamps due in between, moves every element once; misuse has the same answers. */
static void in_place_inline(enum kc_topology t, int rounds)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 64);
	uint64_t *span = NULL, next = 0, want = 0, v = 77;
	const uint64_t *seen;
	void *at;
	const void *seen_at;
	uint32_t *wrong;
	const uint32_t *wrong_seen;
	uint64_t inlined = 0;
	for (int round = 0; round < rounds; round++) {
		ssize_t n;
		uint64_t edge = w.tx->e.span.edge;
		if (round % 5 == 4) {
			n = kc_reserve(w.tx, 1 + (size_t)round % 40, &at);
			span = at;
		} else {
			n = u64_reserve(w.tx, 1 + (size_t)round % 40, &span);
		}
		cr_assert_gt(n, 0);
		cr_assert_eq(u64_reserve(w.tx, 1, &span), -EBUSY, "one reservation at a time");
		cr_assert_eq(u32_reserve(w.tx, 1, &wrong), -EINVAL);
		cr_assert_eq(u64_send(w.tx, &v, 0), -EBUSY, "a send would write into it");
		cr_assert_eq(kc_send(w.tx, &v, 0), -EBUSY);
		cr_assert_eq(kc_tx_close(w.tx), -EBUSY);
		cr_assert_eq(u64_commit(w.tx, (size_t)n + 1), -EINVAL);
		size_t used = (size_t)round % 3 ? (size_t)n : (size_t)n / 2;
		for (size_t i = 0; i < used; i++)
			span[i] = next++;
		cr_assert_eq(round % 7 ? u64_commit(w.tx, used) : kc_commit(w.tx, used), 0);
		inlined += edge >= w.tx->e.span.pos;
		cr_assert_eq(u64_commit(w.tx, 0), -EINVAL, "nothing is reserved");
		if (round % 11 == 10) {
			cr_assert_eq(u64_send(w.tx, &next, 0), 0, "singles in between");
			next++;
		}
		for (;;) {
			if (round % 5 == 3) {
				n = kc_peek(w.rx, 5, &seen_at);
				seen = seen_at;
			} else {
				n = u64_peek(w.rx, 5, &seen);
			}
			if (n <= 0)
				break;
			cr_assert_leq(n, 5);
			for (ssize_t i = 0; i < n; i++)
				cr_assert_eq(seen[i], want + (uint64_t)i);
			cr_assert_eq(u64_release(w.rx, (size_t)n + 1), -EINVAL);
			cr_assert_eq(u32_peek(w.rx, 1, &wrong_seen), -EINVAL);
			size_t taken = n > 1 && round % 2 ? 1 : (size_t)n;
			cr_assert_eq(
				round % 7 ? u64_release(w.rx, taken) : kc_release(w.rx, taken), 0);
			want += taken;
			if (round % 13 == 12 && want < next) {
				cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
				cr_assert_eq(v, want++);
				cr_assert_eq(u64_release(w.rx, 1), -EINVAL, "given up");
			}
		}
		cr_assert_eq(n, -EAGAIN);
		cr_assert_eq(want, next);
	}
	cr_assert_gt(inlined, 1000u, "only %lu rounds were inside the granted part",
		(unsigned long)inlined);
	cr_assert_gt(w.rx->e.residence_hist->count, 100u, "stamps were taken all the same");
	/* Batches count as with the calls. */
	uint64_t before = w.tx->e.row->count.batches;
	for (int i = 0; i < 2; i++) {
		while ((size_t)u64_reserve(w.tx, 40, &span) < 40)
			cr_assert_eq(u64_commit(w.tx, 1), 0);
		cr_assert_eq(u64_commit(w.tx, 40), 0);
		while (kc_recv(w.rx, &v, 0) == 0)
			;
	}
	cr_assert_eq(w.tx->e.row->count.batches, before + 2);
	cr_assert_eq(kc_chan_close(w.c), 0);
	cr_assert_eq(u64_reserve(w.tx, 1, &span), -EPIPE);
	cr_assert_eq(u64_peek(w.rx, 1, &seen), -EPIPE);
	world_close(&w);
}

Test(values, in_place_inline_spsc)
{
	in_place_inline(KC_SPSC, 20000);
}

/* It takes more publications to be FAST. */
Test(values, in_place_inline_mpsc)
{
	in_place_inline(KC_MPSC, 60000);
}

Test(values, in_place_is_for_single_sides)
{
	void *span;
	const void *seen;
	world_open(&w, 0);
	world_channel(&w, KC_MPMC, KC_VALUES, 8, 16);
	cr_assert_eq(kc_reserve(w.tx, 1, &span), -EINVAL);
	cr_assert_eq(kc_peek(w.rx, 1, &seen), -EINVAL);
	uint64_t *words;
	const uint64_t *words_seen;
	cr_assert_eq(u64_reserve(w.tx, 1, &words), -EINVAL);
	cr_assert_eq(u64_commit(w.tx, 1), -EINVAL);
	cr_assert_eq(u64_peek(w.rx, 1, &words_seen), -EINVAL);
	cr_assert_eq(u64_release(w.rx, 1), -EINVAL);
	world_close(&w);
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_TICKETS, 0, 16);
	cr_assert_eq(kc_reserve(w.tx, 1, &span), -EINVAL);
	cr_assert_eq(kc_peek(w.rx, 1, &seen), -EINVAL);
	world_close(&w);
}

static int stop_at_7(void *ctx, const void *elem)
{
	uint64_t v;
	memcpy(&v, elem, sizeof v);
	*(uint64_t *)ctx += v;
	return v == 7;
}

static void consume(enum kc_topology t)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 16);
	uint64_t sum = 0;
	cr_assert_eq(kc_consume(w.rx, 10, stop_at_7, &sum), -EAGAIN);
	for (uint64_t i = 1; i <= 10; i++)
		cr_assert_eq(kc_send(w.tx, &i, 0), 0);
	cr_assert_eq(kc_consume(w.rx, 3, stop_at_7, &sum), 3);
	cr_assert_eq(sum, 6u);
	cr_assert_eq(
		kc_consume(w.rx, 100, stop_at_7, &sum), 4, "stops after the one it was told at");
	cr_assert_eq(sum, 28u);
	cr_assert_eq(kc_consume(w.rx, 100, stop_at_7, &sum), 3);
	kc_chan_close(w.c);
	cr_assert_eq(kc_consume(w.rx, 100, stop_at_7, &sum), -EPIPE);
	world_close(&w);
}

Test(values, consume_spsc)
{
	consume(KC_SPSC);
}

Test(values, consume_mpsc)
{
	consume(KC_MPSC);
}

Test(values, consume_mpmc)
{
	consume(KC_MPMC);
}

/* The inline path and the calls share one position; a wrong type is refused before it writes. */
static void typed(enum kc_topology t)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, sizeof(struct big), 64);
	struct big b = { .a = 0 }, got;
	uint64_t v = 1, want = 0;
	for (uint64_t i = 0; i < 5000; i++) {
		b.a = i;
		memset(b.rest, (int)i, sizeof b.rest);
		cr_assert_eq(i & 1 ? big_send(w.tx, &b, 0) : kc_send(w.tx, &b, 0), 0);
		cr_assert_eq(u64_send(w.tx, &v, 0), -EINVAL);
		if (i % 7 == 6)
			continue;
		cr_assert_eq(i & 2 ? big_recv(w.rx, &got, 0) : kc_recv(w.rx, &got, 0), 0);
		cr_assert_eq(got.a, want++);
		cr_assert_eq(got.rest[23], (unsigned char)got.a);
		cr_assert_eq(u64_recv(w.rx, &v, 0), -EINVAL);
		if (i - want > 50)
			while (big_recv(w.rx, &got, 0) == 0)
				cr_assert_eq(got.a, want++);
	}
	world_close(&w);
}

Test(values, typed_spsc)
{
	typed(KC_SPSC);
}

Test(values, typed_mpsc)
{
	typed(KC_MPSC);
}

Test(values, typed_mpmc)
{
	typed(KC_MPMC);
}

Test(values, timeouts)
{
	for (int t = 0; t < 3; t++) {
		world_open(&w, 0);
		world_channel(&w, (enum kc_topology)t, KC_VALUES, 4, 2);
		uint32_t v = 1;
		cr_assert_eq(kc_recv(w.rx, &v, -2), -EINVAL);
		cr_assert_eq(kc_send(w.tx, &v, -2), -EINVAL);
		cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
		cr_assert_eq(kc_recv(w.rx, &v, 1), -ETIMEDOUT);
		cr_assert_eq(kc_recv(w.rx, &v, 2000000), -ETIMEDOUT);
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_send(w.tx, &v, INT64_MAX), 0);
		cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
		cr_assert_eq(kc_send(w.tx, &v, 2000000), -ETIMEDOUT);
		cr_assert_eq(u32_send(w.tx, &v, 1), -ETIMEDOUT);
		world_close(&w);
	}
}

Test(values, waits)
{
	for (int t = 0; t < 3; t++) {
		world_open(&w, 0);
		world_channel(&w, (enum kc_topology)t, KC_VALUES, 4, 8);
		uint32_t v = 1;
		cr_assert_eq(kc_tx_wait(w.tx, 8, 0), 0);
		cr_assert_eq(kc_tx_wait(w.tx, 9, 0), -EINVAL);
		cr_assert_eq(kc_tx_wait(w.tx, 0, 0), -EINVAL);
		cr_assert_eq(kc_rx_wait(w.rx, 1, 0), -EAGAIN);
		for (int i = 0; i < 3; i++)
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_rx_wait(w.rx, 3, 0), 0);
		cr_assert_eq(kc_rx_wait(w.rx, 4, 1000), -ETIMEDOUT);
		cr_assert_eq(kc_tx_wait(w.tx, 5, 0), 0);
		cr_assert_eq(kc_tx_wait(w.tx, 6, 0), -EAGAIN);
		cr_assert_eq(kc_tx_wait(w.tx, 6, 1000), -ETIMEDOUT);
		kc_chan_close(w.c);
		cr_assert_eq(kc_rx_wait(w.rx, 8, KC_FOREVER), 0, "closed with some left");
		for (int i = 0; i < 3; i++)
			cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		cr_assert_eq(kc_rx_wait(w.rx, 1, KC_FOREVER), -EPIPE);
		cr_assert_eq(kc_tx_wait(w.tx, 1, KC_FOREVER), -EPIPE);
		world_close(&w);
	}
}

Test(values, pointers)
{
	for (int t = 0; t < 3; t++) {
		world_open(&w, 0);
		world_channel(&w, (enum kc_topology)t, KC_POINTERS, 0, 4);
		int a, b;
		void *p;
		size_t len;
		cr_assert_eq(kc_send_ptr(w.tx, &a, 11, 0), 0);
		struct kc_ptr one = { &b, 22 };
		cr_assert_eq(kc_send(w.tx, &one, 0), 0);
		cr_assert_eq(kc_recv_ptr(w.rx, &p, &len, 0), 0);
		cr_assert(p == &a && len == 11);
		cr_assert_eq(kc_recv_ptr(w.rx, &p, NULL, 0), 0);
		cr_assert(p == &b);
		cr_assert_eq(kc_recv_ptr(w.rx, &p, &len, 0), -EAGAIN);
		kc_ticket none;
		cr_assert_eq(kc_recv_ticket(w.rx, &none, 0), -EINVAL);
		cr_assert_eq(kc_send_bytes(w.tx, "x", 1, 0), -EINVAL);
		world_close(&w);
	}
}

/* KC_NO_STATS takes nothing away but the statistics. */
Test(values, without_stats)
{
	for (int t = 0; t < 3; t++) {
		world_open(&w, KC_NO_STATS);
		world_channel(&w, (enum kc_topology)t, KC_VALUES, 8, 64);
		uint64_t v;
		for (uint64_t i = 0; i < 10000; i++) {
			cr_assert_eq(u64_send(w.tx, &i, 0), 0);
			cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
			cr_assert_eq(v, i);
		}
		cr_assert_eq(kc_recv(w.rx, &v, 100000), -ETIMEDOUT);
		world_close(&w);
	}
}
