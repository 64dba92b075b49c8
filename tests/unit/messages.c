/* Tickets and byte messages through channels: references move exactly once, what a failing call did
 * not send is still the caller's, wrong tickets are refused before anything is dereferenced. */
#include "support/harness.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "arena/ticket.h"
#include "chan/chan.h"
#include "support/world.h"

static struct world w;
static const enum kc_topology all[] = { KC_SPSC, KC_MPSC, KC_MPMC };
#define EACH_TOPOLOGY(t)                                  \
	for (size_t i_ = 0; i_ < KC_ARRAY_LEN(all); i_++) \
		for (enum kc_topology t = all[i_], *o_ = &t; o_; o_ = NULL)

static kc_ticket make(const char *text)
{
	kc_ticket t;
	void *data;
	cr_assert_eq(kc_ticket_new(w.d, strlen(text) + 1, &t, &data), 0);
	strcpy(data, text);
	return t;
}

Test(messages, a_ticket_travels)
{
	EACH_TOPOLOGY(topology)
	{
		world_open(&w, 0);
		world_channel(&w, topology, KC_TICKETS, 0, 4);
		kc_ticket t = make("hello"), got;
		cr_assert_eq(kc_send_ticket(w.tx, t, 0), 0);
		cr_assert_eq(kc_rx_next_len(w.rx), 6);
		/* Its reference is in the channel: the sender has none to release or to send. */
		cr_assert_eq(kc_ticket_release(w.d, t), -ESTALE);
		cr_assert_eq(kc_send_ticket(w.tx, t, 0), -ESTALE);
		cr_assert_eq(kc_recv_ticket(w.rx, &got, 0), 0);
		cr_assert_eq(got.v, t.v);
		void *data;
		size_t len;
		cr_assert_eq(kc_ticket_data(w.d, got, &data, &len), 0);
		cr_assert_str_eq(data, "hello");
		cr_assert_eq(len, 6u);
		cr_assert_eq(kc_ticket_release(w.d, got), 0);
		cr_assert_eq(kc_ticket_release(w.d, got), -ESTALE);
		cr_assert_eq(kc_ticket_data(w.d, got, &data, &len), -ESTALE);
		world_close(&w);
	}
}

Test(messages, a_full_channel_gives_the_ticket_back)
{
	EACH_TOPOLOGY(topology)
	{
		world_open(&w, 0);
		world_channel(&w, topology, KC_TICKETS, 0, 2);
		kc_ticket t[5], got[5];
		for (int i = 0; i < 5; i++)
			t[i] = make("x");
		cr_assert_eq(kc_send_n(w.tx, t, 5, 0), 2);
		cr_assert_eq(kc_send_ticket(w.tx, t[2], 0), -EAGAIN);
		cr_assert_eq(kc_send_ticket(w.tx, t[2], 1000), -ETIMEDOUT);
		kc_chan_close(w.c);
		cr_assert_eq(kc_send_ticket(w.tx, t[2], KC_FOREVER), -EPIPE);
		for (int i = 2; i < 5; i++)
			cr_assert_eq(kc_ticket_release(w.d, t[i]), 0, "it is still the caller's");
		cr_assert_eq(kc_recv_n(w.rx, got, 5, 0), 2);
		for (int i = 0; i < 2; i++) {
			cr_assert_eq(got[i].v, t[i].v);
			cr_assert_eq(kc_ticket_release(w.d, got[i]), 0);
		}
		world_close(&w);
	}
}

Test(messages, wrong_tickets_are_refused)
{
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_TICKETS, 0, 4);
	kc_domain *other;
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = w.dir);
	cr_assert_eq(kc_domain_open(&other, "other", &o), 0);
	kc_ticket t = make("mine"), foreign, none = { 0 }, bad;
	cr_assert_eq(kc_ticket_new(other, 10, &foreign, NULL), 0);
	cr_assert_eq(kc_send_ticket(w.tx, foreign, 0), -EXDEV);
	cr_assert_eq(kc_ticket_release(w.d, foreign), -EXDEV);
	cr_assert_lt(kc_send_ticket(w.tx, none, 0), 0);
	bad.v = t.v + (UINT64_C(1) << 22); /* a generation that is not */
	cr_assert_eq(kc_send_ticket(w.tx, bad, 0), -ESTALE);
	bad.v = t.v | ((1u << 22) - 1); /* beyond the table */
	cr_assert_eq(kc_send_ticket(w.tx, bad, 0), -EBADMSG);
	cr_assert_eq(kc_rx_next_len(w.rx), -EAGAIN, "nothing was sent");
	cr_assert_eq(kc_ticket_release(other, foreign), 0);
	cr_assert_eq(kc_domain_close(other), 0);
	cr_assert_eq(kc_ticket_release(w.d, t), 0);
	world_close(&w);
}

Test(messages, a_changed_payload_is_found)
{
	EACH_TOPOLOGY(topology)
	{
		world_open(&w, KC_CHECKSUM);
		world_channel(&w, topology, KC_TICKETS, 0, 4);
		kc_ticket t = make("checked"), got;
		void *data;
		cr_assert_eq(kc_ticket_data(w.d, t, &data, NULL), 0);
		cr_assert_eq(kc_send_ticket(w.tx, t, 0), 0);
		cr_assert_eq(kc_recv_ticket(w.rx, &got, 0), 0, "unchanged");
		cr_assert_eq(kc_send_ticket(w.tx, got, 0), 0);
		((char *)data)[3] ^= 1;
		cr_assert_eq(kc_recv_ticket(w.rx, &got, 0), -EBADMSG);
		cr_assert_eq(got.v, t.v, "handed out to be looked at");
		cr_assert_eq(kc_ticket_release(w.d, got), 0);
		world_close(&w);
	}
}

static int count_tickets(void *ctx, const void *elem)
{
	kc_ticket t;
	memcpy(&t, elem, sizeof t);
	cr_assert_eq(kc_ticket_release(w.d, t), 0);
	++*(int *)ctx;
	return 0;
}

/* kc_consume has nobody to hand a corrupt ticket to: it is released, counted, and nothing leaks. */
Test(messages, consume_drops_a_changed_payload)
{
	EACH_TOPOLOGY(topology)
	{
		world_open(&w, KC_CHECKSUM);
		world_channel(&w, topology, KC_TICKETS, 0, 8);
		for (int i = 0; i < 5; i++) {
			kc_ticket t = make("checked");
			void *data;
			cr_assert_eq(kc_ticket_data(w.d, t, &data, NULL), 0);
			cr_assert_eq(kc_send_ticket(w.tx, t, 0), 0);
			if (i == 1 || i == 4)
				((char *)data)[2] ^= 1;
		}
		int n = 0;
		cr_assert_eq(
			kc_consume(w.rx, 9, count_tickets, &n), 1, "the corrupt one ends the call");
		cr_assert_eq(kc_consume(w.rx, 9, count_tickets, &n), 2);
		cr_assert_eq(kc_consume(w.rx, 9, count_tickets, &n), -EAGAIN);
		cr_assert_eq(n, 3);
		cr_assert_eq(w.rx->e.row->count.ticket_errors, 2u);
		world_close(&w); /* asserts that no ticket is left */
	}
}

/* One bad handle in a batch (its ticket was released behind the channel's back) costs only itself. */
Test(messages, a_batch_outlives_a_bad_ticket)
{
	EACH_TOPOLOGY(topology)
	{
		world_open(&w, 0);
		world_channel(&w, topology, KC_TICKETS, 0, 8);
		kc_ticket t[3] = { make("a"), make("b"), make("c") }, got[3];
		cr_assert_eq(kc_send_n(w.tx, t, 3, 0), 3);
		cr_assert_eq(kc_ticket_drop_queued(&w.d->arena, t[1].v), 0);
		cr_assert_eq(kc_recv_n(w.rx, got, 3, 0), 2);
		cr_assert_eq(got[0].v, t[0].v);
		cr_assert_eq(got[1].v, t[2].v);
		cr_assert_eq(w.rx->e.row->count.ticket_errors, 1u);
		for (int i = 0; i < 2; i++)
			cr_assert_eq(kc_ticket_release(w.d, got[i]), 0);
		world_close(&w);
	}
}

Test(messages, bytes_of_every_length)
{
	EACH_TOPOLOGY(topology)
	{
		world_open(&w, topology == KC_SPSC ? KC_CHECKSUM : 0);
		world_channel(&w, topology, KC_BYTES, 0, 4);
		static const size_t lengths[] = { 0, 1, 63, 64, 65, 4096, 65535, 65536, 65537,
			1000000 };
		unsigned char *in = malloc(1000000), *out = malloc(1000001);
		for (size_t i = 0; i < 1000000; i++)
			in[i] = (unsigned char)(i * 2654435761u >> 13);
		for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
			size_t n = lengths[k];
			cr_assert_eq(kc_send_bytes(w.tx, in, n, 0), 0);
			cr_assert_eq(kc_rx_next_len(w.rx), (ssize_t)n);
			if (n) {
				cr_assert_eq(kc_recv_bytes(w.rx, out, n - 1, 0), -EMSGSIZE);
				cr_assert_eq(kc_rx_next_len(w.rx), (ssize_t)n, "the message stays");
			}
			out[n] = 0xee;
			cr_assert_eq(kc_recv_bytes(w.rx, out, n, 0), (ssize_t)n);
			cr_assert_eq(memcmp(in, out, n), 0);
			cr_assert_eq(out[n], 0xee);
		}
		cr_assert_eq(kc_rx_next_len(w.rx), -EAGAIN);
		cr_assert_eq(kc_recv_bytes(w.rx, out, 10, 0), -EAGAIN);
		/* Too long for the arena: nothing was sent. */
		cr_assert_eq(kc_send_bytes(w.tx, in, (size_t)1 << 40, 0), -ENOMEM);
		cr_assert_eq(kc_rx_next_len(w.rx), -EAGAIN);
		/* A full channel leaves no ticket behind (world_close would find it). */
		while (kc_send_bytes(w.tx, in, 100, 0) == 0)
			;
		cr_assert_eq(kc_send_bytes(w.tx, in, 100, 0), -EAGAIN);
		/* A byte message can be had as a ticket. */
		kc_ticket t;
		size_t len;
		cr_assert_eq(kc_recv_ticket(w.rx, &t, 0), 0);
		cr_assert_eq(kc_ticket_data(w.d, t, NULL, &len), 0);
		cr_assert_eq(len, 100u);
		cr_assert_eq(kc_ticket_release(w.d, t), 0);
		kc_chan_close(w.c);
		for (int i = 0; i < 3; i++)
			cr_assert_eq(kc_recv_bytes(w.rx, out, 100, 0), 100);
		cr_assert_eq(kc_rx_next_len(w.rx), -EPIPE);
		free(in), free(out);
		world_close(&w);
	}
}

/* Freed with its channel: the queue's references are dropped, or handed to the callback. */
static int handed;
static void take_over(void *ctx, void *elem)
{
	kc_ticket t;
	memcpy(&t, elem, sizeof t);
	cr_assert_eq(kc_ticket_release(ctx, t), 0);
	handed++;
}

Test(messages, undelivered_tickets)
{
	EACH_TOPOLOGY(topology)
	{
		for (int with = 0; with < 2; with++) {
			world_open(&w, 0);
			kc_chan_opts o = KC_CHAN_OPTS(.topology = topology, .payload = KC_TICKETS,
				.on_undelivered = with ? take_over : NULL, .ctx = w.d);
			cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
			cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
			for (int i = 0; i < 5; i++)
				cr_assert_eq(kc_send_ticket(w.tx, make("lost"), 0), 0);
			kc_ticket kept = make("shared");
			cr_assert_eq(kc_ticket_retain(w.d, kept), 0);
			cr_assert_eq(kc_send_ticket(w.tx, kept, 0), 0);
			handed = 0;
			kc_tx_close(w.tx);
			cr_assert_eq(kc_chan_free(w.c), 0);
			cr_assert_eq(handed, with ? 6 : 0);
			cr_assert_eq(
				kc_ticket_release(w.d, kept), 0, "the other reference lives on");
			cr_assert_eq(kc_ticket_release(w.d, kept), -ESTALE);
			w.c = NULL, w.tx = NULL;
			world_close(&w);
		}
	}
}

/* A live ticket at the close keeps the segment as a leak report. */
Test(messages, a_leak_keeps_the_segment)
{
	world_open(&w, 0);
	char path[512];
	strcpy(path, kc_domain_segment_path(w.d));
	make("leaked");
	cr_assert_eq(kc_domain_close(w.d), 0);
	cr_assert_eq(remove(path), 0, "%s was not kept", path);
}
