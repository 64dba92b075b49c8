/* INV-WAKE-1, INV-WAKE-2, INV-CLOSE-1: nobody sleeps while its condition is true. Senders and receivers
 * that block at nearly every step, with random pauses between them, on tiny rings; closes that meet
 * sleepers; timed waits that leave while a wake is on its way. A lost wake would hang: the watchdog
 * turns that into a dump and a failure. KC_STRESS_WAKES sets the rounds (default 200000; sanitizer builds
 * a twentieth). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>

#include "base/atomic.h"
#include "chan/chan.h"
#include "support/shaken.h"
#include "support/storm.h"
#include "support/world.h"

SHAKEN(wake);

static uint64_t rounds(void)
{
	return storm_length("KC_STRESS_WAKES", 200000, 10000);
}

/* From nothing to long enough that the other side is asleep. */
static void dawdle(uint32_t *state)
{
	dawdle_up_to(state, 512);
}

struct talk {
	struct world there, back;
	uint64_t n;
};

static void *echo(void *arg)
{
	struct talk *t = arg;
	uint32_t seed = 7;
	uint64_t v;
	for (uint64_t i = 0; i < t->n; i++) {
		cr_assert_eq(kc_recv(t->there.rx, &v, KC_FOREVER), 0);
		dawdle(&seed);
		cr_assert_eq(kc_send(t->back.tx, &v, KC_FOREVER), 0);
	}
	return NULL;
}

static void ping_pong(enum kc_topology topology)
{
	struct talk t = { .n = rounds() };
	world_open(&t.there, 0);
	world_open(&t.back, 0);
	world_channel(&t.there, topology, KC_VALUES, 8, 2);
	world_channel(&t.back, topology, KC_VALUES, 8, 2);
	pthread_t thread;
	uint32_t seed = 99;
	cr_assert_eq(pthread_create(&thread, NULL, echo, &t), 0);
	for (uint64_t i = 0, v; i < t.n; i++) {
		cr_assert_eq(kc_send(t.there.tx, &i, KC_FOREVER), 0);
		dawdle(&seed);
		cr_assert_eq(kc_recv(t.back.rx, &v, KC_FOREVER), 0);
		cr_assert_eq(v, i);
	}
	pthread_join(thread, NULL);
	world_close(&t.there);
	world_close(&t.back);
}

Test(wake, ping_pong_spsc)
{
	ping_pong(KC_SPSC);
}

Test(wake, ping_pong_mpsc)
{
	ping_pong(KC_MPSC);
}

Test(wake, ping_pong_mpmc)
{
	ping_pong(KC_MPMC);
}

/* Moods: bursts long enough to reach FAST, then single messages that find the receiver asleep. */
static void *burst_sender(void *arg)
{
	struct world *w = arg;
	uint32_t seed = 5;
	uint64_t v = 0, n = rounds() * 4;
	while (v < n) {
		uint64_t burst = next_random(&seed) % 4 ? 1 : next_random(&seed) % 4000;
		for (; burst && v < n; burst--, v++)
			cr_assert_eq(kc_send(w->tx, &v, KC_FOREVER), 0);
		dawdle(&seed);
	}
	cr_assert_eq(kc_chan_close(w->c), 0);
	return NULL;
}

static void moods(enum kc_topology topology, uint32_t capacity)
{
	struct world w;
	world_open(&w, 0);
	world_channel(&w, topology, KC_VALUES, 8, capacity);
	pthread_t thread;
	uint32_t seed = 17;
	uint64_t v, want = 0;
	int rc;
	cr_assert_eq(pthread_create(&thread, NULL, burst_sender, &w), 0);
	while ((rc = kc_recv(w.rx, &v, KC_FOREVER)) == 0) {
		cr_assert_eq(v, want++);
		if (v % 4096 == 0)
			dawdle(&seed);
	}
	cr_assert_eq(rc, -EPIPE);
	cr_assert_eq(want, rounds() * 4);
	pthread_join(thread, NULL);
	world_close(&w);
}

Test(wake, moods)
{
	moods(KC_SPSC, 4);
	moods(KC_SPSC, 4096);
	moods(KC_MPSC, 4);
	moods(KC_MPSC, 4096);
	moods(KC_MPMC, 4);
	moods(KC_MPMC, 4096);
}

/* Many on each side of a two-slot ring, some with bounds that often pass: a waiter that leaves must
 * hand on a wake that was meant for the side (INV-WAKE-2). */
struct crowd {
	struct world w;
	uint64_t each, received, sent;
	uint32_t id;
};

static void *crowd_sender(void *arg)
{
	struct crowd *c = arg;
	uint32_t seed = 1000 + kc_fetch_add(&c->id, 1u);
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, c->w.c), 0);
	for (uint64_t i = 0; i < c->each;) {
		int rc = kc_send(tx, &i, next_random(&seed) % 3 ? KC_FOREVER : 20000);
		cr_assert(rc == 0 || rc == -ETIMEDOUT);
		i += rc == 0;
	}
	(void)kc_fetch_add(&c->sent, c->each);
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void *crowd_receiver(void *arg)
{
	struct crowd *c = arg;
	uint32_t seed = 2000 + kc_fetch_add(&c->id, 1u);
	uint64_t v, got = 0;
	kc_rx *rx;
	int rc;
	cr_assert_eq(kc_rx_open(&rx, c->w.c), 0);
	for (;;) {
		rc = kc_recv(rx, &v, next_random(&seed) % 3 ? KC_FOREVER : 20000);
		if (rc == 0)
			got++;
		else if (rc != -ETIMEDOUT)
			break;
	}
	cr_assert_eq(rc, -EPIPE);
	(void)kc_fetch_add(&c->received, got);
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

/* Wait for two at once and take nothing: the others' wakes must not be lost on them. */
static void *picky_receiver(void *arg)
{
	struct crowd *c = arg;
	kc_rx *rx;
	int rc;
	cr_assert_eq(kc_rx_open(&rx, c->w.c), 0);
	while ((rc = kc_rx_wait(rx, 2, KC_FOREVER)) == 0)
		sched_yield();
	cr_assert_eq(rc, -EPIPE);
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

static void *picky_sender(void *arg)
{
	struct crowd *c = arg;
	kc_tx *tx;
	int rc;
	cr_assert_eq(kc_tx_open(&tx, c->w.c), 0);
	while ((rc = kc_tx_wait(tx, 2, KC_FOREVER)) == 0)
		sched_yield();
	cr_assert_eq(rc, -EPIPE);
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void run_crowd(enum kc_topology topology, bool picky)
{
	enum { SIDE = 4 };
	struct crowd c = { .each = rounds() / 8 };
	world_open(&c.w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = topology, .elem_bytes = 8, .capacity = 2);
	cr_assert_eq(kc_chan_open(&c.w.c, c.w.d, "c", &o), 0);
	const int receivers = topology == KC_MPMC ? SIDE : 1;
	pthread_t s[SIDE], r[SIDE];
	for (int i = 0; i < receivers; i++)
		cr_assert_eq(pthread_create(&r[i], NULL, crowd_receiver, &c), 0);
	for (int i = 0; i < SIDE; i++)
		cr_assert_eq(pthread_create(&s[i], NULL, crowd_sender, &c), 0);
	pthread_t p[2];
	if (picky) {
		cr_assert_eq(pthread_create(&p[0], NULL, picky_receiver, &c), 0);
		cr_assert_eq(pthread_create(&p[1], NULL, picky_sender, &c), 0);
	}
	for (int i = 0; i < SIDE; i++)
		pthread_join(s[i], NULL);
	kc_chan_close(c.w.c);
	for (int i = 0; i < receivers; i++)
		pthread_join(r[i], NULL);
	for (int i = 0; picky && i < 2; i++)
		pthread_join(p[i], NULL);
	cr_assert_eq(c.received, c.sent);
	const struct kc_seg_side_wait *side = c.w.c->row->side;
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(side[i].counts, 0u, "waits leave nothing behind");
		cr_assert_eq(side[i].many, 0u);
	}
	world_close(&c.w);
}

Test(wake, crowd)
{
	run_crowd(KC_MPMC, false);
}

Test(wake, crowd_of_senders)
{
	run_crowd(KC_MPSC, false);
}

Test(wake, crowd_with_waits_for_several)
{
	run_crowd(KC_MPMC, true);
}

/* A close that meets sleepers on either side, from another thread, wakes every one of them. */
static void *closer(void *arg)
{
	struct world *w = arg;
	uint32_t seed = (uint32_t)(uintptr_t)&seed | 1;
	dawdle(&seed);
	cr_assert_eq(kc_chan_close(w->c), 0);
	return NULL;
}

static void *blocked_receiver(void *arg)
{
	struct world *w = arg;
	uint64_t v;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, w->c), 0);
	cr_assert_eq(kc_recv(rx, &v, KC_FOREVER), -EPIPE);
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

static void *blocked_sender(void *arg)
{
	struct world *w = arg;
	uint64_t v = 1;
	kc_tx *tx;
	int rc = kc_tx_open(&tx, w->c);
	if (rc == -EPIPE)
		return NULL; /* the closer was first */
	cr_assert_eq(rc, 0);
	while ((rc = kc_send(tx, &v, KC_FOREVER)) == 0)
		;
	cr_assert_eq(rc, -EPIPE);
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

Test(wake, close_storm)
{
	struct world w;
	world_open(&w, 0);
	for (uint64_t i = 0; i < rounds() / 100; i++) {
		enum kc_topology topology = (enum kc_topology)(i % 3);
		void *(*who)(void *) = i & 1 ? blocked_sender : blocked_receiver;
		bool one = topology == KC_SPSC || (topology == KC_MPSC && who == blocked_receiver);
		int n = one ? 1 : 3;
		kc_chan_opts o = KC_CHAN_OPTS(.topology = topology, .elem_bytes = 8, .capacity = 2);
		cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
		pthread_t t[3], c;
		for (int k = 0; k < n; k++)
			cr_assert_eq(pthread_create(&t[k], NULL, who, &w), 0);
		cr_assert_eq(pthread_create(&c, NULL, closer, &w), 0);
		for (int k = 0; k < n; k++)
			pthread_join(t[k], NULL);
		pthread_join(c, NULL);
		cr_assert_eq(kc_chan_free(w.c), 0);
	}
	w.c = NULL;
	world_close(&w);
}

/* Closed is not drained (INV-CLOSE-1): what was sent just before the close is received, however
 * closely the receiver's look fell between the two. */
static void *last_words(void *arg)
{
	struct world *w = arg;
	uint32_t seed = (uint32_t)(uintptr_t)&seed | 1;
	uint64_t n = next_random(&seed) % 4;
	for (uint32_t i = next_random(&seed) % 256; i; i--)
		kc_pause();
	for (uint64_t i = 0; i < n; i++)
		cr_assert_eq(kc_send(w->tx, &i, 0), 0);
	cr_assert_eq(kc_chan_close(w->c), 0);
	return (void *)n; /* NOLINT: a small number */
}

Test(wake, closed_before_drained)
{
	struct world w;
	world_open(&w, 0);
	for (uint64_t i = 0; i < rounds() / 200; i++) {
		world_channel(&w, (enum kc_topology)(i % 3), KC_VALUES, 8, 4);
		pthread_t t;
		uint64_t v, got = 0;
		void *sent;
		int rc;
		cr_assert_eq(pthread_create(&t, NULL, last_words, &w), 0);
		while ((rc = kc_recv(w.rx, &v, 0)) != -EPIPE)
			if (rc == 0)
				cr_assert_eq(v, got++);
		pthread_join(t, &sent);
		cr_assert_eq(got, (uint64_t)sent, "%lu of %lu", (unsigned long)got,
			(unsigned long)(uint64_t)sent);
		kc_tx_close(w.tx), kc_rx_close(w.rx);
		cr_assert_eq(kc_chan_free(w.c), 0);
	}
	w.c = NULL, w.tx = NULL, w.rx = NULL;
	world_close(&w);
}

/* Senders that come, send a little and go while the receiver sleeps, works or has just looked: a lane that is linked
 * or used again at whatever moment is found, and the last one's close ends the stream without a loss
 * (INV-LANE-1, INV-LANE-2, INV-CLOSE-2). */
struct registers {
	struct world w;
	uint64_t each, sent;
	uint32_t id;
	pthread_t thread[4];
};

static void *comes_and_goes(void *arg)
{
	struct registers *r = arg;
	uint32_t seed = 3000 + kc_fetch_add(&r->id, 1u);
	uint64_t sent = 0;
	for (uint64_t i = 0; i < r->each; i++) {
		kc_tx *tx;
		cr_assert_eq(kc_tx_open(&tx, r->w.c), 0, "%s", kc_last_reason());
		for (uint32_t n = next_random(&seed) % 4; n; n--, sent++)
			cr_assert_eq(kc_send(tx, &sent, KC_FOREVER), 0);
		if (next_random(&seed) % 4 == 0)
			dawdle(&seed);
		cr_assert_eq(kc_tx_close(tx), 0);
	}
	(void)kc_fetch_add(&r->sent, sent);
	return NULL;
}

/* Keeps the channel open until all of them have gone. */
static void *last_sender(void *arg)
{
	struct registers *r = arg;
	for (size_t i = 0; i < KC_ARRAY_LEN(r->thread); i++)
		pthread_join(r->thread[i], NULL);
	cr_assert_eq(kc_tx_close(r->w.tx), 0);
	return NULL;
}

Test(wake, register_storm)
{
	struct registers r = { .each = rounds() / 40 };
	pthread_t last;
	uint64_t v, got = 0;
	uint32_t seed = 1;
	int rc;
	world_open(&r.w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_MPSC, .elem_bytes = 8, .capacity = 2,
		.flags = KC_CLOSE_WITH_LAST_TX);
	cr_assert_eq(kc_chan_open(&r.w.c, r.w.d, "c", &o), 0);
	cr_assert_eq(kc_rx_open(&r.w.rx, r.w.c), 0);
	cr_assert_eq(kc_tx_open(&r.w.tx, r.w.c), 0);
	for (size_t i = 0; i < KC_ARRAY_LEN(r.thread); i++)
		cr_assert_eq(pthread_create(&r.thread[i], NULL, comes_and_goes, &r), 0);
	cr_assert_eq(pthread_create(&last, NULL, last_sender, &r), 0);
	for (; (rc = kc_recv(r.w.rx, &v, KC_FOREVER)) == 0; got++)
		if (next_random(&seed) % 16 == 0)
			dawdle(&seed);
	cr_assert_eq(rc, -EPIPE);
	pthread_join(last, NULL);
	cr_assert_eq(got, r.sent);
	r.w.tx = NULL;
	world_close(&r.w);
}
