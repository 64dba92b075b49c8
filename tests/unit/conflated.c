/* A conflated channel holds the newest value: a send replaces it and never waits, a value is received at most
 * once, one that is replaced is counted and handed over once, the last one survives the close. Each topology,
 * each payload; endpoints come and go without taking another one's buffer. */
#include "support/harness.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "chan/chan.h"
#include "support/conserve.h"
#include "support/parcel.h"
#include "support/world.h"

KC_TYPED(u64, uint64_t);

static struct world w;
static struct parcels kept;
static const enum kc_topology topologies[] = { KC_SPSC, KC_MPSC, KC_MPMC };
static const enum kc_payload payloads[] = { KC_VALUES, KC_POINTERS, KC_TICKETS, KC_BYTES };
#define EACH_TOPOLOGY(t)                                         \
	for (size_t i_ = 0; i_ < KC_ARRAY_LEN(topologies); i_++) \
		for (enum kc_topology t = topologies[i_], *o_ = &t; o_; o_ = NULL)
#define EACH_PAYLOAD(p)                                        \
	for (size_t j_ = 0; j_ < KC_ARRAY_LEN(payloads); j_++) \
		for (enum kc_payload p = payloads[j_], *q_ = &p; q_; q_ = NULL)

static kc_chan_opts options(enum kc_topology t, enum kc_payload p, bool callback, unsigned flags)
{
	return (kc_chan_opts)KC_CHAN_OPTS(.kind = KC_CONFLATED, .topology = t, .payload = p,
		.elem_bytes = p == KC_VALUES ? 8 : 0,
		.on_undelivered = callback ? parcel_keep : NULL, .ctx = &kept, .flags = flags);
}

static void open_channel(enum kc_topology t, enum kc_payload p, bool callback, unsigned flags)
{
	world_open(&w, 0);
	kc_chan_opts o = options(t, p, callback, flags);
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

/* --- one value, the newest ------------------------------------------------------------------- */

Test(conflated, the_newest_is_received_once)
{
	EACH_TOPOLOGY(t)
	EACH_PAYLOAD(p)
	for (int callback = 0; callback < 2; callback++) {
		uint64_t v = 0;
		open_channel(t, p, callback, 0);
		cr_assert_eq(parcel_recv(w.d, w.rx, p, &v, 0), -EAGAIN);
		for (uint64_t i = 1; i <= 10; i++) {
			cr_assert_eq(parcel_send(w.d, w.tx, p, i, i & 1 ? 0 : KC_FOREVER), 0);
			cr_assert_eq(conserve_check(w.c, NULL), 1u);
		}
		cr_assert_eq(parcel_recv(w.d, w.rx, p, &v, 0), 0);
		cr_assert_eq(v, 10u, "the newest");
		cr_assert_eq(parcel_recv(w.d, w.rx, p, &v, 0), -EAGAIN, "once");
		cr_assert_eq(conserve_check(w.c, NULL), 0u);
		cr_assert_eq(kept.count, callback ? 9u : 0u);
		for (size_t i = 0; i < kept.count; i++)
			cr_assert_eq(kept.v[i], i + 1, "each replaced one once, in order");
		kc_chan_stats s = look();
		cr_assert_eq(s.sent, 10u);
		cr_assert_eq(s.received, 1u);
		cr_assert_eq(s.dropped_oldest, 9u);
		cr_assert_eq(s.capacity, 1u);
		cr_assert_eq(s.refused + s.blocked_sends + s.dropped_newest, 0u);
		cr_assert_eq(s.bytes_sent, 10u * (p == KC_POINTERS ? 16 : 8));
		cr_assert_eq(s.bytes_received, p == KC_POINTERS ? 16u : 8u);
		world_close(&w); /* asserts that no ticket is left */
	}
}

Test(conflated, the_last_value_survives_the_close)
{
	EACH_TOPOLOGY(t)
	EACH_PAYLOAD(p)
	{
		uint64_t v = 0;
		open_channel(t, p, false, 0);
		for (uint64_t i = 1; i <= 3; i++)
			cr_assert_eq(parcel_send(w.d, w.tx, p, i, 0), 0);
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert_eq(parcel_send(w.d, w.tx, p, 4, KC_FOREVER), -EPIPE);
		cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -EPIPE);
		cr_assert_eq(kc_rx_wait(w.rx, 1, KC_FOREVER), 0, "something is there");
		cr_assert_eq(parcel_recv(w.d, w.rx, p, &v, KC_FOREVER), 0);
		cr_assert_eq(v, 3u);
		cr_assert_eq(parcel_recv(w.d, w.rx, p, &v, KC_FOREVER), -EPIPE);
		cr_assert_eq(kc_rx_wait(w.rx, 1, KC_FOREVER), -EPIPE);
		cr_assert_eq(conserve_check(w.c, NULL), 0u);
		world_close(&w);
	}
}

/* With the flag the last sender's close is the end; who opens a receiver later still finds the value. */
Test(conflated, the_last_sender_closes)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 7;
		kc_tx *late;
		open_channel(t, KC_VALUES, true, KC_CLOSE_WITH_LAST_TX);
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_tx_close(w.tx), 0);
		w.tx = NULL;
		cr_assert_eq(kc_tx_open(&late, w.c), -EPIPE);
		cr_assert_eq(kc_rx_close(w.rx), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		v = 0;
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
		cr_assert_eq(v, 7u);
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
		world_close(&w);
		cr_assert_eq(kept.count, 0u);
	}
}

Test(conflated, what_is_left_is_undelivered)
{
	EACH_PAYLOAD(p)
	for (int callback = 0; callback < 2; callback++) {
		open_channel(KC_MPMC, p, callback, 0);
		cr_assert_eq(parcel_send(w.d, w.tx, p, 41, 0), 0);
		cr_assert_eq(parcel_send(w.d, w.tx, p, 42, 0), 0);
		world_close(&w); /* asserts that no ticket is left */
		cr_assert_eq(kept.count, callback ? 2u : 0u);
		if (callback) {
			cr_assert_eq(kept.v[0], 41u, "replaced");
			cr_assert_eq(kept.v[1], 42u, "left in the channel");
		}
	}
}

/* Of a batch the last gets in; a batch receive and a consume get one at the most. */
Test(conflated, batches)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v[40], got[8];
		for (uint64_t i = 0; i < 40; i++)
			v[i] = i + 1;
		open_channel(t, KC_VALUES, true, 0);
		cr_assert_eq(kc_send_n(w.tx, v, 3, 0), 3);
		cr_assert_eq(kc_send_n(w.tx, v + 3, 37, KC_FOREVER), 37);
		cr_assert_eq(conserve_check(w.c, NULL), 1u);
		cr_assert_eq(kept.count, 39u);
		for (size_t i = 0; i < kept.count; i++)
			cr_assert_eq(kept.v[i], i + 1, "in order");
		cr_assert_eq(kc_recv_n(w.rx, got, 8, KC_FOREVER), 1);
		cr_assert_eq(got[0], 40u);
		cr_assert_eq(kc_recv_n(w.rx, got, 8, 0), -EAGAIN);
		cr_assert_eq(kc_send_n(w.tx, v, 0, 0), 0);
		world_close(&w);

		kc_ticket tickets[4], one;
		open_channel(t, KC_TICKETS, false, 0);
		for (int i = 0; i < 4; i++)
			cr_assert_eq(kc_ticket_new(w.d, 8, &tickets[i], NULL), 0);
		cr_assert_eq(kc_send_n(w.tx, tickets, 4, 0), 4);
		for (int i = 0; i < 3; i++)
			cr_assert_eq(kc_ticket_release(w.d, tickets[i]), -ESTALE, "dropped");
		cr_assert_eq(kc_recv_n(w.rx, &one, 1, 0), 1);
		cr_assert_eq(one.v, tickets[3].v);
		cr_assert_eq(kc_ticket_release(w.d, one), 0);
		kc_chan_close(w.c);
		cr_assert_eq(kc_ticket_new(w.d, 8, &one, NULL), 0);
		cr_assert_eq(kc_send_n(w.tx, &one, 1, 0), -EPIPE);
		cr_assert_eq(kc_ticket_release(w.d, one), 0, "still the caller's");
		world_close(&w);
	}
}

static int add(void *ctx, const void *elem)
{
	*(uint64_t *)ctx += *(const uint64_t *)elem;
	return 0;
}

Test(conflated, consume_and_typed)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 5, sum = 0;
		open_channel(t, KC_VALUES, false, 0);
		cr_assert_eq(kc_consume(w.rx, 10, add, &sum), -EAGAIN);
		cr_assert_eq(u64_send(w.tx, &v, 0), 0);
		cr_assert_eq(u64_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_consume(w.rx, 10, add, &sum), 1);
		cr_assert_eq(sum, 5u);
		cr_assert_eq(u64_send(w.tx, &v, 0), 0);
		v = 0;
		cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		cr_assert_eq(v, 5u);
		cr_assert_eq(u64_recv(w.rx, &v, 0), -EAGAIN);
		world_close(&w);
	}
}

/* A message that does not fit stays, and a longer or shorter one may take its place meanwhile. */
Test(conflated, a_long_message_stays)
{
	EACH_TOPOLOGY(t)
	{
		char buf[8];
		open_channel(t, KC_BYTES, false, 0);
		cr_assert_eq(kc_rx_next_len(w.rx), -EAGAIN);
		cr_assert_eq(kc_send_bytes(w.tx, "a long message", 14, 0), 0);
		cr_assert_eq(kc_rx_next_len(w.rx), 14);
		cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, KC_FOREVER), -EMSGSIZE);
		cr_assert_eq(kc_rx_next_len(w.rx), 14);
		cr_assert_eq(kc_send_bytes(w.tx, "short", 5, 0), 0);
		cr_assert_eq(kc_rx_next_len(w.rx), 5);
		cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), 5);
		cr_assert_eq(memcmp(buf, "short", 5), 0);
		cr_assert_eq(kc_send_bytes(w.tx, "", 0, 0), 0);
		cr_assert_eq(kc_recv_bytes(w.rx, buf, 0, 0), 0);
		kc_chan_close(w.c);
		cr_assert_eq(kc_rx_next_len(w.rx), -EPIPE);
		world_close(&w);
	}
}

/* Values of any size up to the largest come out whole. */
Test(conflated, sizes)
{
	static const uint32_t sizes[] = { 1, 3, 8, 16, 24, 100, 4095, 4096 };
	for (size_t k = 0; k < KC_ARRAY_LEN(sizes); k++) {
		unsigned char in[4096], out[4096];
		world_open(&w, 0);
		kc_chan_opts o = options(KC_MPMC, KC_VALUES, false, 0);
		o.elem_bytes = sizes[k];
		cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
		cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		for (int round = 1; round < 6; round++) {
			memset(in, round, sizeof in);
			memset(out, 0, sizeof out);
			cr_assert_eq(kc_send(w.tx, in, 0), 0);
			if (round % 2)
				continue;
			cr_assert_eq(kc_recv(w.rx, out, 0), 0);
			cr_assert_eq(memcmp(in, out, sizes[k]), 0);
		}
		world_close(&w);
	}
}

/* --- what it does not have ------------------------------------------------------------------- */

static void refused(kc_chan_opts o, const char *sentence)
{
	kc_chan *c;
	cr_assert_eq(kc_chan_open(&c, w.d, "no", &o), -EINVAL);
	cr_assert_not_null(strstr(kc_last_reason(), sentence), "%s", kc_last_reason());
}

Test(conflated, options_that_cannot_be)
{
	open_channel(KC_SPSC, KC_VALUES, false, 0);
	kc_chan_opts o = options(KC_SPSC, KC_VALUES, false, 0);
	o.overflow = KC_DROP_NEWEST;
	refused(o, "always has room");
	o = options(KC_SPSC, KC_VALUES, false, 0);
	o.capacity = 2;
	refused(o, "holds one value");
	o = options(KC_MPMC, KC_VALUES, false, KC_PADDED_SLOTS);
	refused(o, "KC_PADDED_SLOTS");
	o = options(KC_MPMC, KC_VALUES, false, 0);
	o.capacity = 1;
	kc_chan *c;
	cr_assert_eq(kc_chan_open(&c, w.d, "one", &o), 0, "one is what it holds");
	cr_assert_eq(kc_chan_free(c), 0);

	void *span;
	const void *shown;
	cr_assert_eq(kc_reserve(w.tx, 1, &span), -EINVAL);
	cr_assert_eq(kc_commit(w.tx, 1), -EINVAL);
	cr_assert_eq(kc_peek(w.rx, 1, &shown), -EINVAL);
	cr_assert_eq(kc_release(w.rx, 1), -EINVAL);
	cr_assert_eq(kc_tx_wait(w.tx, 1, 0), 0, "there is always room");
	cr_assert_eq(kc_tx_wait(w.tx, 2, 0), -EINVAL);
	cr_assert_eq(kc_rx_wait(w.rx, 2, 0), -EINVAL);
	world_close(&w);
}

/* --- buffers and endpoints ------------------------------------------------------------------- */

/* A sender closes while the buffer it was opened with is in the mailbox: that buffer is nobody's to take. */
Test(conflated, buffers_follow_the_word)
{
	kc_tx *tx;
	uint64_t v, got, round = 0;
	open_channel(KC_MPMC, KC_VALUES, true, 0);
	for (v = 1; v <= 3000; v++) {
		cr_assert_eq(kc_tx_open(&tx, w.c), 0);
		cr_assert_eq(kc_send(tx, &v, 0), 0);
		cr_assert_eq(kc_tx_close(tx), 0);
		if (v % 3)
			continue;
		cr_assert_eq(kc_rx_close(w.rx), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		cr_assert_eq(kc_recv(w.rx, &got, 0), 0);
		cr_assert_eq(got, v);
		round++;
	}
	cr_assert_eq(conserve_check(w.c, NULL), 0u);
	cr_assert_eq(w.c->box_made, 4u, "three endpoints at a time, and one");
	cr_assert_eq(kept.count, 3000u - round);
	for (size_t i = 0; i < kept.count; i++)
		cr_assert_eq(kept.v[i], i / 2 * 3 + i % 2 + 1,
			"each that was not received, as it was sent");
	world_close(&w);
}

Test(conflated, as_many_endpoints_as_buffers)
{
	enum { MORE = KC_BOX_BUFFERS - 3 };
	static kc_tx *tx[MORE];
	kc_tx *one_more;
	open_channel(KC_MPMC, KC_VALUES, false, 0);
	for (uint64_t i = 0; i < MORE; i++) {
		cr_assert_eq(kc_tx_open(&tx[i], w.c), 0, "%s", kc_last_reason());
		cr_assert_eq(kc_send(tx[i], &i, 0), 0);
	}
	cr_assert_eq(kc_tx_open(&one_more, w.c), -ENOSPC);
	cr_assert_not_null(strstr(kc_last_reason(), "1023 endpoints"), "%s", kc_last_reason());
	cr_assert_eq(kc_tx_close(tx[0]), 0);
	cr_assert_eq(kc_tx_open(&tx[0], w.c), 0);
	uint64_t v;
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	cr_assert_eq(v, (uint64_t)MORE - 1);
	for (int i = 0; i < MORE; i++)
		cr_assert_eq(kc_tx_close(tx[i]), 0);
	cr_assert_eq(conserve_check(w.c, NULL), 0u);
	world_close(&w);
}

/* An endpoint whose buffer does not fit the arena is not opened, and nothing of it is left. */
Test(conflated, no_memory_for_a_buffer)
{
	enum { TRIES = 1000 };
	kc_domain *d;
	kc_chan *c;
	static kc_tx *tx[TRIES];
	world_open(&w, 0);
	kc_domain_opts small = KC_DOMAIN_OPTS(.dir = w.dir, .arena_limit_bytes = 512 << 10);
	kc_chan_opts o = options(KC_MPMC, KC_VALUES, false, 0);
	o.elem_bytes = 4096;
	cr_assert_eq(kc_domain_open(&d, "small", &small), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_chan_open(&c, d, "c", &o), 0, "%s", kc_last_reason());
	int n = 0, rc = 0;
	while (n < TRIES && (rc = kc_tx_open(&tx[n], c)) == 0)
		n++;
	cr_assert_eq(rc, -ENOMEM);
	cr_assert_not_null(strstr(kc_last_reason(), "arena"), "%s", kc_last_reason());
	cr_assert_gt(n, 10);
	cr_assert_eq(c->open_ends[KC_SIDE_SEND], (uint32_t)n);
	cr_assert_eq(kc_tx_close(tx[--n]), 0);
	cr_assert_eq(kc_tx_open(&tx[n], c), 0, "its buffer is there for the next one");
	for (; n >= 0; n--)
		cr_assert_eq(kc_tx_close(tx[n]), 0);
	cr_assert_eq(kc_chan_free(c), 0);
	cr_assert_eq(kc_domain_close(d), 0);
	world_close(&w);
}

/* The row of its ring has then not been in use for any reader: its next user is seen. */
Test(conflated, no_memory_for_the_first_buffer)
{
	kc_domain *d;
	kc_chan *c;
	world_open(&w, 0);
	kc_domain_opts small = KC_DOMAIN_OPTS(.dir = w.dir, .arena_limit_bytes = 64 << 10);
	kc_chan_opts o = options(KC_MPMC, KC_VALUES, false, 0);
	cr_assert_eq(kc_domain_open(&d, "small", &small), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_chan_open(&c, d, "c", &o), -ENOMEM);
	const struct kc_seg_ring *row = kc_segment_row(&d->seg, KC_SEC_RINGS, 0);
	cr_assert_eq(row->gen % 2, 0u, "unused");
	kc_chan_opts fits = KC_CHAN_OPTS(.elem_bytes = 8, .capacity = 4);
	cr_assert_eq(kc_chan_open(&c, d, "c", &fits), 0, "%s", kc_last_reason());
	cr_assert_eq(c->ring, row);
	cr_assert_eq(row->gen % 2, 1u, "in use");
	cr_assert_eq(kc_chan_free(c), 0);
	cr_assert_eq(kc_domain_close(d), 0);
	world_close(&w);
}

/* What was looked at and then went, came back in the same buffer with the same bytes: it is another value. */
Test(conflated, a_stale_look_takes_nothing)
{
	open_channel(KC_MPMC, KC_VALUES, false, 0);
	struct kc_mailbox *box = &w.c->box;
	uint32_t mine = w.tx->e.buffer, other = w.rx->e.buffer;
	uint64_t v = 9, elem, word, stamp;
	cr_assert_eq(kc_mailbox_send(box, &mine, &v, 1, 0), MAILBOX_WAS_EMPTY);
	cr_assert_eq(kc_mailbox_look(box, &elem, &word), 1);
	cr_assert_eq(elem, 9u);
	uint32_t buffer = KC_BOX_BUFFER(word);
	cr_assert_eq(kc_mailbox_recv(box, &other, &elem, &stamp), 1);
	cr_assert_eq(other, buffer);
	cr_assert_eq(kc_mailbox_send(box, &other, &v, 1, 0), MAILBOX_WAS_EMPTY);
	cr_assert_eq(KC_BOX_BUFFER(w.c->ring->sent), buffer, "back in the same buffer");
	cr_assert_eq(kc_mailbox_take(box, &mine, word, &elem, &stamp), 0, "not what was seen");
	cr_assert_eq(kc_mailbox_look(box, &elem, &word), 1);
	cr_assert_eq(kc_mailbox_take(box, &mine, word, &elem, &stamp), 1);
	w.tx->e.buffer = mine, w.rx->e.buffer = other;
	world_close(&w);
}

/* --- waiting --------------------------------------------------------------------------------- */

static void *wait_for_one(void *arg)
{
	uint64_t *v = arg;
	cr_assert_eq(kc_recv(w.rx, v, KC_FOREVER), 0);
	return NULL;
}

static bool asleep(void)
{
	return look().receivers_asleep == 1;
}

Test(conflated, a_receiver_waits)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 0, sent = 77;
		pthread_t thread;
		open_channel(t, KC_VALUES, false, 0);
		cr_assert_eq(kc_recv(w.rx, &v, 1), -ETIMEDOUT);
		cr_assert_eq(kc_rx_wait(w.rx, 1, 1), -ETIMEDOUT);
		cr_assert_eq(pthread_create(&thread, NULL, wait_for_one, &v), 0);
		while (!asleep())
			sched_yield();
		cr_assert_eq(kc_send(w.tx, &sent, 0), 0);
		pthread_join(thread, NULL);
		cr_assert_eq(v, 77u);
		kc_chan_stats s = look();
		cr_assert_eq(s.timed_out, 2u);
		cr_assert_eq(s.wakes, 1u);
		cr_assert_eq(s.blocked_recvs, 3u);
		world_close(&w);
	}
}

static void *wait_for_the_end(void *arg)
{
	uint64_t v;
	*(int *)arg = kc_recv(w.rx, &v, KC_FOREVER);
	return NULL;
}

Test(conflated, close_and_cancel_end_a_wait)
{
	EACH_TOPOLOGY(t)
	for (int cancel = 0; cancel < 2; cancel++) {
		int rc = 0;
		pthread_t thread;
		kc_cancel *token;
		open_channel(t, KC_VALUES, false, 0);
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_rx_set_cancel(w.rx, token);
		kc_tx_set_cancel(w.tx, token);
		cr_assert_eq(pthread_create(&thread, NULL, wait_for_the_end, &rc), 0);
		while (!asleep())
			sched_yield();
		cr_assert_eq(cancel ? kc_cancel_fire(token) : kc_chan_close(w.c), 0);
		pthread_join(thread, NULL);
		cr_assert_eq(rc, cancel ? -ECANCELED : -EPIPE);
		uint64_t v = 1;
		cr_assert_eq(kc_send(w.tx, &v, 0), cancel ? -ECANCELED : -EPIPE);
		kc_rx_set_cancel(w.rx, NULL);
		kc_tx_set_cancel(w.tx, NULL);
		kc_cancel_free(token);
		world_close(&w);
	}
}

/* An event loop hears of a value, also of one that replaces another, and never waits in order to send. */
static int readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	return poll(&p, 1, 0);
}

Test(conflated, in_an_event_loop)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 1;
		open_channel(t, KC_VALUES, false, 0);
		int rx = kc_rx_fd(w.rx), tx = kc_tx_fd(w.tx);
		cr_assert_geq(rx, 0);
		cr_assert_geq(tx, 0);
		cr_assert_eq(readable(tx), 1, "there is room");
		cr_assert_eq(readable(rx), 0);
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(readable(rx), 1);
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
		cr_assert_eq(readable(rx), 0, "armed again");
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert_eq(readable(rx), 1);
		world_close(&w);
	}
}

/* --- how old --------------------------------------------------------------------------------- */

Test(conflated, each_value_has_its_send_time)
{
	EACH_TOPOLOGY(t)
	for (unsigned quiet = 0; quiet < 2; quiet++) {
		uint64_t v = 1;
		world_open(&w, quiet ? KC_NO_STATS : 0);
		kc_chan_opts o = options(t, KC_VALUES, false, 0);
		cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
		cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		cr_assert_eq(look().oldest_ns, 0u);
		for (int i = 0; i < 5; i++)
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		uint64_t oldest = kc_mailbox_oldest(&w.c->box);
		cr_assert_eq(oldest != 0, !quiet);
		cr_assert_leq(oldest, kc_domain_ticks(w.d));
		cr_assert_eq(look().oldest_ns != 0, !quiet);
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		cr_assert_eq(look().oldest_ns, 0u);
		cr_assert_eq(look().residence_count, quiet ? 0u : 1u);
		world_close(&w);
	}
}

/* The reader from outside sees what the program sees of itself; also when the channel is closed and full. */
Test(conflated, the_reader_agrees)
{
	EACH_TOPOLOGY(t)
	{
		uint64_t v = 1, oldest;
		open_channel(t, KC_VALUES, false, 0);
		conserve_read(w.c, &oldest);
		cr_assert_eq(oldest, 0u);
		for (int i = 0; i < 7; i++) {
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
			/* The two clocks may be a little apart. */
			oldest = 0;
			for (int k = 0; k < 1000 && oldest == 0; k++)
				conserve_read(w.c, &oldest);
			cr_assert_gt(oldest, 0u);
			if (i % 3 == 2)
				cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		}
		cr_assert_eq(kc_chan_close(w.c), 0);
		conserve_read(w.c, &oldest);
		cr_assert_gt(oldest, 0u, "closed, and still there");
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		conserve_read(w.c, &oldest);
		cr_assert_eq(oldest, 0u);
		world_close(&w);
	}
}
