/* KC_LOW_LATENCY: elements of every size through slots that carry their flag: order, exact capacity, laps, batches,
 * close and drain, tickets and bytes, and what it does not have. */
#include "support/harness.h"
#include <errno.h>
#include <string.h>

#include "chan/chan.h"
#include "ring/cells.h"
#include "support/world.h"

static struct world w;
KC_TYPED(u64, uint64_t);

static void open_cells(unsigned domain_flags, enum kc_payload p, uint32_t bytes, uint32_t capacity)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = p, .elem_bytes = bytes,
		.capacity = capacity, .flags = KC_LOW_LATENCY);
	world_open(&w, domain_flags);
	world_channel_of(&w, &o);
}

/* A slot never crosses a line: one line moves at a hand-over. */
Test(low_latency, slots_fit_lines)
{
	for (uint32_t bytes = 1; bytes <= 4096; bytes++) {
		uint32_t slot = kc_cell_bytes(bytes);
		cr_assert_geq(slot, bytes + 8);
		cr_assert(slot % 64 == 0 || 64 % slot == 0, "%u bytes: slots of %u", bytes, slot);
		cr_assert_lt(slot, 2 * (bytes + 8) + 64);
	}
}

Test(low_latency, every_size)
{
	static const uint32_t bytes[] = { 1, 2, 7, 8, 12, 16, 24, 33, 56, 57, 64, 100, 4095, 4096 };
	for (size_t s = 0; s < sizeof bytes / sizeof *bytes; s++) {
		unsigned char in[4096], out[4096 + 1];
		open_cells(0, KC_VALUES, bytes[s], 4);
		for (unsigned round = 0; round < 11; round++) {
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
		world_close(&w);
	}
}

Test(low_latency, capacity_is_exact)
{
	static const uint32_t asked[] = { 1, 2, 3, 64, 100 }, is[] = { 1, 2, 4, 64, 128 };
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		open_cells(0, KC_VALUES, 8, asked[i]);
		uint64_t next = 0, want = 0, v;
		for (uint32_t round = 0; round < 3 * is[i] + 5; round++) {
			while (kc_send(w.tx, &next, 0) == 0)
				next++;
			cr_assert_eq(next - want, is[i], "round %u", round);
			for (uint32_t k = 0; k < 1 + round % is[i]; k++) {
				cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
				cr_assert_eq(v, want++);
			}
		}
		world_close(&w);
	}
}

Test(low_latency, batches)
{
	uint64_t in[100], out[100], next = 0, want = 0;
	open_cells(0, KC_VALUES, 8, 64);
	for (size_t n = 0; n <= 100; n++) {
		for (size_t i = 0; i < n; i++)
			in[i] = next + i;
		ssize_t s = kc_send_n(w.tx, in, n, 0);
		cr_assert_eq(s, (ssize_t)(n > 64 ? 64 : n), "sends what fits");
		next += (uint64_t)s;
		ssize_t r = kc_recv_n(w.rx, out, n / 2, 0);
		for (ssize_t i = 0; i < r; i++)
			cr_assert_eq(out[i], want++);
		while ((r = kc_recv_n(w.rx, out, 100, 0)) > 0)
			for (ssize_t i = 0; i < r; i++)
				cr_assert_eq(out[i], want++);
		cr_assert_eq(want, next);
	}
	world_close(&w);
}

/* What is there when the channel closes is received, then -EPIPE; a sender learns of it at once. */
Test(low_latency, close_drains)
{
	uint64_t v = 5;
	open_cells(0, KC_VALUES, 8, 8);
	for (int i = 0; i < 5; i++)
		cr_assert_eq(u64_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_chan_close(w.c), 0);
	cr_assert_eq(u64_send(w.tx, &v, 0), -EPIPE);
	cr_assert_eq(kc_tx_wait(w.tx, 1, KC_FOREVER), -EPIPE);
	cr_assert_eq(kc_rx_wait(w.rx, 8, KC_FOREVER), 0, "closed with some left");
	for (int i = 0; i < 5; i++)
		cr_assert_eq(u64_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(u64_recv(w.rx, &v, KC_FOREVER), -EPIPE);
	cr_assert_eq(kc_rx_wait(w.rx, 1, KC_FOREVER), -EPIPE);
	world_close(&w);
}

Test(low_latency, waits_and_timeouts)
{
	uint32_t v = 1;
	open_cells(0, KC_VALUES, 4, 4);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
	cr_assert_eq(kc_recv(w.rx, &v, 1000), -ETIMEDOUT);
	cr_assert_eq(kc_rx_wait(w.rx, 1, 0), -EAGAIN);
	cr_assert_eq(kc_tx_wait(w.tx, 4, 0), 0);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_rx_wait(w.rx, 3, 0), 0);
	cr_assert_eq(kc_rx_wait(w.rx, 4, 1000), -ETIMEDOUT);
	cr_assert_eq(kc_tx_wait(w.tx, 2, 1000), -ETIMEDOUT);
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_send(w.tx, &v, 1000), -ETIMEDOUT);
	world_close(&w);
}

/* The next lap's receiver goes on where the last one stopped, and so do the counts. */
Test(low_latency, endpoints_come_and_go)
{
	uint64_t next = 0, want = 0, v;
	open_cells(0, KC_VALUES, 8, 8);
	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < 5; i++, next++)
			cr_assert_eq(kc_send(w.tx, &next, 0), 0);
		cr_assert_eq(kc_rx_close(w.rx), 0);
		cr_assert_eq(kc_tx_close(w.tx), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
		for (int i = 0; i < 5; i++) {
			cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
			cr_assert_eq(v, want++);
		}
	}
	kc_chan_stats s = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
	cr_assert_eq(s.sent, 100u);
	cr_assert_eq(s.received, 100u);
	cr_assert_eq(s.depth, 0u);
	cr_assert_gt(s.residence_count, 0u, "some were stamped");
	world_close(&w);
}

static unsigned handed;
static void count_undelivered(void *ctx, void *elem)
{
	uint64_t v;
	memcpy(&v, elem, sizeof v);
	*(uint64_t *)ctx += v;
	handed++;
}

Test(low_latency, undelivered_once_each)
{
	uint64_t sum = 0, v = 9;
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = 8, .capacity = 8,
		.flags = KC_LOW_LATENCY, .on_undelivered = count_undelivered, .ctx = &sum);
	world_open(&w, 0);
	world_channel_of(&w, &o);
	for (uint64_t i = 1; i <= 8; i++)
		cr_assert_eq(kc_send(w.tx, &i, 0), 0);
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	cr_assert_eq(v, 1u);
	world_close(&w);
	cr_assert_eq(handed, 7u);
	cr_assert_eq(sum, 35u);
}

Test(low_latency, tickets_and_bytes)
{
	char buf[8];
	open_cells(0, KC_BYTES, 0, 4);
	cr_assert_eq(kc_send_bytes(w.tx, "a longer one", 13, 0), 0);
	cr_assert_eq(kc_send_bytes(w.tx, "short", 6, 0), 0);
	cr_assert_eq(kc_rx_next_len(w.rx), 13);
	cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), -EMSGSIZE, "it stays");
	kc_ticket t;
	cr_assert_eq(kc_recv_ticket(w.rx, &t, 0), 0);
	cr_assert_eq(kc_ticket_release(w.d, t), 0);
	cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), 6);
	cr_assert_str_eq(buf, "short");
	world_close(&w);
}

Test(low_latency, nothing_in_place)
{
	void *span;
	const void *seen;
	open_cells(0, KC_VALUES, 8, 16);
	cr_assert_eq(kc_reserve(w.tx, 1, &span), -EINVAL);
	cr_assert_eq(kc_peek(w.rx, 1, &seen), -EINVAL);
	uint64_t *words;
	const uint64_t *words_seen, v = 1;
	for (int i = 0; i < 5000; i++) { /* past the streak that makes an index ring go inline */
		uint64_t got;
		cr_assert_eq(u64_send(w.tx, &v, 0), 0);
		cr_assert_eq(u64_recv(w.rx, &got, 0), 0);
	}
	cr_assert_eq(u64_reserve(w.tx, 1, &words), -EINVAL);
	cr_assert_eq(u64_commit(w.tx, 1), -EINVAL);
	cr_assert_eq(u64_peek(w.rx, 1, &words_seen), -EINVAL);
	cr_assert_eq(u64_release(w.rx, 1), -EINVAL);
	world_close(&w);
}

Test(low_latency, without_stats)
{
	uint64_t v;
	open_cells(KC_NO_STATS, KC_VALUES, 8, 16);
	for (uint64_t i = 0; i < 10000; i++) {
		cr_assert_eq(u64_send(w.tx, &i, 0), 0);
		cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		cr_assert_eq(v, i);
	}
	world_close(&w);
}

Test(low_latency, is_for_spsc)
{
	kc_chan *c;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 8, .flags = KC_LOW_LATENCY);
	world_open(&w, 0);
	cr_assert_eq(kc_chan_open(&c, w.d, "c", &o), -EINVAL);
	cr_assert(strstr(kc_last_reason(), "KC_LOW_LATENCY"), "%s", kc_last_reason());
	o.topology = KC_SPSC;
	cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
	cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
	kc_tx *other;
	cr_assert_eq(kc_tx_open(&other, w.c), -EBUSY);
	world_close(&w);
}
