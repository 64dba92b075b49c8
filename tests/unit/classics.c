/* The classic faults of queues, each by its name, on every kind and topology that could have it. Those that need a
 * front, a race or a tool of their own stand where these are tested; docs/TESTING.md lists them all. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "chan/chan.h"
#include "support/world.h"

static struct world w;

struct way {
	const char *name;
	enum kc_kind kind;
	enum kc_topology topology;
	unsigned flags;
};
static const struct way ways[] = {
	{ "spsc", KC_BUFFERED, KC_SPSC, 0 },
	{ "low latency", KC_BUFFERED, KC_SPSC, KC_LOW_LATENCY },
	{ "mpsc", KC_BUFFERED, KC_MPSC, 0 },
	{ "mpmc", KC_BUFFERED, KC_MPMC, 0 },
	{ "unlimited spsc", KC_UNLIMITED, KC_SPSC, 0 },
	{ "unlimited mpsc", KC_UNLIMITED, KC_MPSC, 0 },
	{ "unlimited mpmc", KC_UNLIMITED, KC_MPMC, 0 },
	{ "conflated", KC_CONFLATED, KC_MPMC, 0 },
	{ "rendezvous", KC_RENDEZVOUS, KC_MPMC, 0 },
};
enum { WAYS = sizeof ways / sizeof *ways };

static void open_way(const struct way *way, enum kc_payload payload, uint32_t capacity)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = way->kind, .topology = way->topology,
		.flags = way->flags, .payload = payload,
		.elem_bytes = payload == KC_VALUES ? sizeof(uint64_t) : 0,
		.capacity = way->kind == KC_BUFFERED ? capacity : 0);
	world_open(&w, 0);
	world_channel_of(&w, &o);
}

static bool keeps(const struct way *way)
{
	return way->kind == KC_BUFFERED || way->kind == KC_UNLIMITED;
}

/* Until the other thread sleeps on its endpoint. */
static void until_asleep(const struct kc_end *e)
{
	while (kc_load_acquire(&e->row->wait) == KC_WAIT_NONE)
		sched_yield();
}

/* "Closed" is answered only when what was sent before has been received. */
Test(classics, closed_before_drained)
{
	for (int i = 0; i < WAYS; i++) {
		if (ways[i].kind == KC_RENDEZVOUS)
			continue; /* it holds nothing */
		uint64_t v, n = keeps(&ways[i]) ? 5 : 1;
		open_way(&ways[i], KC_VALUES, 8);
		for (uint64_t k = 0; k < n; k++)
			cr_assert_eq(kc_send(w.tx, &k, 0), 0, "%s", ways[i].name);
		cr_assert_eq(kc_chan_close(w.c), 0);
		for (uint64_t k = 0; k < n; k++) {
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0, "%s", ways[i].name);
			cr_assert_eq(v, k);
		}
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE, "%s", ways[i].name);
		world_close(&w);
	}
}

static void *receive_one(void *arg)
{
	uint64_t v;
	(void)arg;
	return (void *)(intptr_t)kc_recv(w.rx, &v, KC_FOREVER);
}

static void *send_one(void *arg)
{
	uint64_t v = 7;
	(void)arg;
	return (void *)(intptr_t)kc_send(w.tx, &v, KC_FOREVER);
}

static void closes_on(const struct way *way, void *(*call)(void *), const struct kc_end *e)
{
	pthread_t t;
	void *answer;
	cr_assert_eq(pthread_create(&t, NULL, call, NULL), 0);
	until_asleep(e);
	cr_assert_eq(kc_chan_close(w.c), 0);
	pthread_join(t, &answer);
	cr_assert_eq((int)(intptr_t)answer, -EPIPE, "%s", way->name);
}

/* A sleeper of either side comes back by itself. */
Test(classics, close_that_does_not_wake)
{
	for (int i = 0; i < WAYS; i++) {
		open_way(&ways[i], KC_VALUES, 2);
		closes_on(&ways[i], receive_one, &w.rx->e);
		world_close(&w);
		if (ways[i].kind == KC_UNLIMITED || ways[i].kind == KC_CONFLATED)
			continue; /* a sender never waits */
		open_way(&ways[i], KC_VALUES, 2);
		uint64_t v = 1;
		while (kc_send(w.tx, &v, 0) == 0)
			;
		closes_on(&ways[i], send_one, &w.tx->e);
		world_close(&w);
	}
}

/* A second release is refused, and does not hurt whoever has the slot by then. */
Test(classics, descriptor_released_twice)
{
	for (int i = 0; i < WAYS; i++) {
		if (ways[i].kind == KC_RENDEZVOUS)
			continue; /* one thread cannot meet itself */
		kc_ticket t, got, next;
		void *data;
		open_way(&ways[i], KC_TICKETS, 4);
		cr_assert_eq(kc_ticket_new(w.d, 100, &t, &data), 0);
		cr_assert_eq(kc_send_ticket(w.tx, t, 0), 0);
		cr_assert_eq(kc_ticket_release(w.d, t), -ESTALE, "%s: it is the channel's",
			ways[i].name);
		cr_assert_eq(kc_recv_ticket(w.rx, &got, 0), 0);
		cr_assert_eq(got.v, t.v);
		cr_assert_eq(kc_ticket_release(w.d, got), 0);
		cr_assert_eq(kc_ticket_release(w.d, got), -ESTALE);
		cr_assert_eq(kc_ticket_new(w.d, 100, &next, &data), 0);
		cr_assert_eq(kc_ticket_release(w.d, got), -ESTALE, "the slot has another owner");
		cr_assert_eq(kc_ticket_data(w.d, next, &data, NULL), 0);
		cr_assert_eq(kc_ticket_release(w.d, next), 0);
		world_close(&w);
	}
}

/* Slots come back: many laps through a small ring, and the arena does not grow. */
Test(classics, slot_never_reused)
{
	for (int i = 0; i < WAYS; i++) {
		if (!keeps(&ways[i]))
			continue;
		uint64_t v, grown = 0;
		open_way(&ways[i], KC_VALUES, 4);
		for (uint64_t k = 0; k < 300000; k++) {
			cr_assert_eq(
				kc_send(w.tx, &k, 0), 0, "%s: %lu", ways[i].name, (unsigned long)k);
			cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
			cr_assert_eq(v, k);
			if (k == 50000)
				grown = w.d->arena.grown;
		}
		cr_assert_eq(w.d->arena.grown, grown, "%s", ways[i].name);
		world_close(&w);
	}
}

static int stop_at_once(void *ctx, const void *elem)
{
	memcpy(ctx, elem, sizeof(uint64_t));
	return 1;
}

/* A handler that stops has taken its element: the next call starts behind it. */
Test(classics, handler_abort_delivering_twice)
{
	for (int i = 0; i < WAYS; i++) {
		if (!keeps(&ways[i]))
			continue;
		uint64_t v;
		open_way(&ways[i], KC_VALUES, 8);
		for (uint64_t k = 1; k <= 4; k++)
			cr_assert_eq(kc_send(w.tx, &k, 0), 0);
		for (uint64_t k = 1; k <= 3; k++) {
			cr_assert_eq(kc_consume(w.rx, 10, stop_at_once, &v), 1, "%s", ways[i].name);
			cr_assert_eq(v, k, "%s", ways[i].name);
		}
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		cr_assert_eq(v, 4u, "%s", ways[i].name);
		world_close(&w);
	}
}

/* INV-POS-2: the receiver gives back lazily, but never so that a sender finds a ring full that is not: at every depth,
 * with tries, from every alignment of the positions. */
Test(classics, lazy_release_that_starves_a_sender)
{
	for (int i = 0; i < WAYS; i++) {
		if (ways[i].kind != KC_BUFFERED)
			continue;
		uint64_t v = 0;
		open_way(&ways[i], KC_VALUES, 1024);
		for (int k = 0; k < 1024; k++)
			cr_assert_eq(kc_send(w.tx, &v, 0), 0, "%s", ways[i].name);
		for (int k = 0; k < 5000; k++) {
			cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
			cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
			cr_assert_eq(kc_send(w.tx, &v, 0), 0, "%s: after %d", ways[i].name, k);
		}
		world_close(&w);
	}
}
