/* What happens at the end of a channel's room and at the end of its senders: KC_DROP_NEWEST takes what it
 * is brought and drops it, counted and handed over once; KC_CLOSE_WITH_LAST_TX ends the stream without a
 * loss. Each topology, each payload. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "chan/chan.h"
#include "support/world.h"

enum { CAPACITY = 4 };
KC_TYPED(u64, uint64_t);

static struct world w;
static const enum kc_topology all[] = { KC_SPSC, KC_MPSC, KC_MPMC };
#define EACH_TOPOLOGY(t)                                  \
	for (size_t i_ = 0; i_ < KC_ARRAY_LEN(all); i_++) \
		for (enum kc_topology t = all[i_], *o_ = &t; o_; o_ = NULL)

static uint64_t given[64];
static size_t given_count;

static void remember(void *ctx, void *elem)
{
	const enum kc_payload *payload = ctx;
	cr_assert_lt(given_count, KC_ARRAY_LEN(given));
	if (*payload == KC_POINTERS) {
		struct kc_ptr p;
		memcpy(&p, elem, sizeof p);
		given[given_count++] = (uint64_t)(uintptr_t)p.ptr;
		return;
	}
	memcpy(&given[given_count], elem, sizeof given[0]);
	if (*payload == KC_TICKETS || *payload == KC_BYTES) {
		kc_ticket t = { given[given_count] };
		void *data;
		cr_assert_eq(kc_ticket_data(w.d, t, &data, NULL), 0, "a reference to look at");
		memcpy(&given[given_count], data, sizeof given[0]);
		cr_assert_eq(kc_ticket_release(w.d, t), 0);
	}
	given_count++;
}

static void open_channel(
	enum kc_topology t, enum kc_payload *payload, bool callback, unsigned flags)
{
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .overflow = KC_DROP_NEWEST,
		.payload = *payload, .elem_bytes = *payload == KC_VALUES ? 8 : 0,
		.capacity = CAPACITY, .on_undelivered = callback ? remember : NULL, .ctx = payload,
		.flags = flags);
	given_count = 0;
	cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
}

static int send_one(enum kc_payload payload, uint64_t v, int64_t timeout_ns)
{
	kc_ticket t;
	void *data;
	int rc;
	switch (payload) {
	case KC_VALUES:
		return v & 1 ? u64_send(w.tx, &v, timeout_ns) : kc_send(w.tx, &v, timeout_ns);
	case KC_POINTERS:
		return kc_send_ptr(w.tx, (void *)(uintptr_t)v, 1, timeout_ns);
	case KC_BYTES:
		return kc_send_bytes(w.tx, &v, sizeof v, timeout_ns);
	case KC_TICKETS:
		cr_assert_eq(kc_ticket_new(w.d, sizeof v, &t, &data), 0);
		memcpy(data, &v, sizeof v);
		rc = kc_send_ticket(w.tx, t, timeout_ns);
		if (rc)
			cr_assert_eq(kc_ticket_release(w.d, t), 0, "not sent: still the caller's");
		return rc;
	}
	return -EINVAL;
}

static uint64_t recv_one(enum kc_payload payload)
{
	uint64_t v = 0;
	void *p;
	kc_ticket t;
	switch (payload) {
	case KC_VALUES:
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		break;
	case KC_POINTERS:
		cr_assert_eq(kc_recv_ptr(w.rx, &p, NULL, 0), 0);
		v = (uint64_t)(uintptr_t)p;
		break;
	case KC_BYTES:
		cr_assert_eq(kc_recv_bytes(w.rx, &v, sizeof v, 0), (ssize_t)sizeof v);
		break;
	case KC_TICKETS:
		cr_assert_eq(kc_recv_ticket(w.rx, &t, 0), 0);
		cr_assert_eq(kc_ticket_data(w.d, t, &p, NULL), 0);
		memcpy(&v, p, sizeof v);
		cr_assert_eq(kc_ticket_release(w.d, t), 0);
		break;
	}
	return v;
}

Test(overflow, the_newest_is_dropped)
{
	for (int k = 0; k < 8; k++) {
		enum kc_payload payload = (enum kc_payload)(k % 4);
		bool callback = k < 4;
		EACH_TOPOLOGY(t)
		{
			open_channel(t, &payload, callback, 0);
			for (uint64_t v = 0; v < 10; v++)
				cr_assert_eq(send_one(payload, v, v & 1 ? 0 : KC_FOREVER), 0,
					"a sender never waits");
			const struct kc_seg_counters *n = &w.tx->e.row->count;
			cr_assert_eq(n->dropped_newest, 10u - CAPACITY);
			cr_assert_eq(n->would_block, 0u);
			cr_assert_eq(n->blocked, 0u);
			if (payload == KC_BYTES || payload == KC_TICKETS)
				cr_assert_eq(
					n->payload_bytes, 8u * CAPACITY, "not what was dropped");
			cr_assert_eq(given_count, callback ? 10u - CAPACITY : 0u);
			for (uint64_t i = 0; i < given_count; i++)
				cr_assert_eq(given[i], CAPACITY + i, "each once, in order");
			for (uint64_t v = 0; v < CAPACITY; v++)
				cr_assert_eq(recv_one(payload), v, "the oldest stay");
			cr_assert_eq(send_one(payload, 77, 0), 0);
			cr_assert_eq(recv_one(payload), 77u);
			cr_assert_eq(kc_chan_close(w.c), 0);
			cr_assert_eq(send_one(payload, 1, 0), -EPIPE, "closed is not full");
			cr_assert_eq(n->dropped_newest, 10u - CAPACITY);
			world_close(&w); /* asserts that no ticket is left */
		}
	}
}

/* A batch sends what fits; the next one finds the channel full and is dropped whole. */
Test(overflow, batches)
{
	EACH_TOPOLOGY(t)
	{
		enum kc_payload payload = KC_VALUES;
		uint64_t v[40];
		for (uint64_t i = 0; i < 40; i++)
			v[i] = i;
		open_channel(t, &payload, true, 0);
		cr_assert_eq(kc_send_n(w.tx, v, 6, KC_FOREVER), CAPACITY);
		cr_assert_eq(kc_send_n(w.tx, v + 4, 36, KC_FOREVER), 36);
		cr_assert_eq(w.tx->e.row->count.dropped_newest, 36u);
		cr_assert_eq(w.tx->e.row->count.batches, 0u, "they were not moved");
		cr_assert_eq(given_count, 36u);
		cr_assert_eq(given[35], 39u);
		void *span;
		if (t != KC_MPMC)
			cr_assert_eq(
				kc_reserve(w.tx, 1, &span), -EAGAIN, "in place nothing is brought");
		for (uint64_t i = 0; i < CAPACITY; i++)
			cr_assert_eq(recv_one(payload), i);
		world_close(&w);

		payload = KC_TICKETS;
		kc_ticket tickets[6];
		open_channel(t, &payload, false, 0);
		for (int i = 0; i < 6; i++)
			cr_assert_eq(kc_ticket_new(w.d, 8, &tickets[i], NULL), 0);
		cr_assert_eq(kc_send_n(w.tx, tickets, 6, 0), CAPACITY);
		cr_assert_eq(kc_send_n(w.tx, tickets + 4, 2, 0), 2);
		cr_assert_eq(
			kc_ticket_release(w.d, tickets[4]), -ESTALE, "dropped with its payload");
		for (int i = 0; i < CAPACITY; i++)
			cr_assert_eq((recv_one(payload), 0), 0);
		world_close(&w);
	}
}

/* Attempts = accepted + dropped, whatever the receiver does meanwhile. */
static void *slow_receiver(void *arg)
{
	uint64_t v, *got = arg;
	int rc;
	while ((rc = kc_recv(w.rx, &v, KC_FOREVER)) == 0)
		++*got;
	cr_assert_eq(rc, -EPIPE);
	return NULL;
}

Test(overflow, nothing_is_lost_uncounted)
{
	EACH_TOPOLOGY(t)
	{
		enum kc_payload payload = KC_VALUES;
		uint64_t got = 0;
		pthread_t thread;
		open_channel(t, &payload, false, KC_CLOSE_WITH_LAST_TX);
		cr_assert_eq(pthread_create(&thread, NULL, slow_receiver, &got), 0);
		for (uint64_t v = 0; v < 200000; v++)
			cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), 0);
		uint64_t dropped = w.tx->e.row->count.dropped_newest;
		cr_assert_eq(kc_tx_close(w.tx), 0);
		w.tx = NULL;
		pthread_join(thread, NULL);
		cr_assert_eq(got + dropped, 200000u);
		cr_assert_eq(w.c->row->past[KC_SIDE_SEND].dropped_newest, dropped);
		world_close(&w);
	}
}

/* A token that has fired comes before the policy; the program's own look counts what was dropped. */
Test(overflow, cancelled_and_counted)
{
	EACH_TOPOLOGY(t)
	{
		for (int k = 0; k < 4; k++) {
			enum kc_payload payload = (enum kc_payload)k;
			kc_cancel *token;
			open_channel(t, &payload, true, 0);
			cr_assert_eq(kc_cancel_new(&token, NULL), 0);
			kc_tx_set_cancel(w.tx, token);
			for (uint64_t v = 0; v < 10; v++)
				cr_assert_eq(send_one(payload, v, 0), 0);
			cr_assert_eq(kc_cancel_fire(token), 0);
			cr_assert_eq(send_one(payload, 1, KC_FOREVER), -ECANCELED, "full");
			cr_assert_eq(recv_one(payload), 0u);
			cr_assert_eq(send_one(payload, 1, KC_FOREVER), -ECANCELED, "not full");
			cr_assert_eq(given_count, 10u - CAPACITY);
			kc_chan_stats stats = KC_CHAN_STATS();
			cr_assert_eq(kc_chan_snapshot(w.c, &stats), 0);
			cr_assert_eq(stats.dropped_newest, 10u - CAPACITY);
			cr_assert_eq(stats.cancelled, 2u);
			cr_assert_eq(stats.sent, (uint64_t)CAPACITY);
			kc_tx_set_cancel(w.tx, NULL);
			kc_cancel_free(token);
			world_close(&w);
		}
	}
}

/* --- the end of the senders ------------------------------------------------------------------ */

Test(overflow, the_last_sender_closes)
{
	EACH_TOPOLOGY(t)
	{
		enum kc_payload payload = KC_VALUES;
		uint64_t v = 1, sum = 0;
		kc_tx *second = NULL, *late;
		open_channel(t, &payload, false, KC_CLOSE_WITH_LAST_TX);
		if (t != KC_SPSC)
			cr_assert_eq(kc_tx_open(&second, w.c), 0);
		for (v = 0; v < 3; v++)
			cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_tx_close(w.tx), 0);
		if (t != KC_SPSC) {
			cr_assert_eq(kc_send(second, &v, 0), 0, "one sender is left");
			cr_assert_eq(kc_tx_close(second), 0);
		}
		w.tx = NULL;
		cr_assert_eq(kc_tx_open(&late, w.c), -EPIPE);
		for (uint64_t i = 0; i < (t != KC_SPSC ? 4 : 3); i++)
			sum += recv_one(payload);
		cr_assert_eq(sum, t != KC_SPSC ? 6u : 3u, "everything that was sent");
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
		cr_assert_eq(kc_rx_close(w.rx), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		world_close(&w);
	}
}

/* Without the flag a channel outlives its senders. */
Test(overflow, without_the_flag_it_stays_open)
{
	EACH_TOPOLOGY(t)
	{
		enum kc_payload payload = KC_VALUES;
		uint64_t v = 1;
		open_channel(t, &payload, false, 0);
		cr_assert_eq(kc_tx_close(w.tx), 0);
		cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
		cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
		world_close(&w);
	}
}
